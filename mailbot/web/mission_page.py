"""A company's sight of one mission: what is to be done, where it stands, its visit, and what it can do now (S2-05)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.model import Event
from mailbot.model_desk import Quote
from mailbot.model_orders import Visit, WorkOrder
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import MissionState, Role, VisitState
from mailbot.web.mission_refusal import SAID, say_no, way_out
from mailbot.web.papers_sent import papers_listed
from mailbot.web.visit_sight import time_of
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Typed
from mailbot.workflow.appointments import last_visit, offered
from mailbot.workflow.orders import UNANSWERED, WORKED, is_open
from mailbot.workflow.paper_facts import at_the_door
from mailbot.workflow.proposals import why_not_propose
from mailbot.workflow.remains import is_restricted
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import shown
from mailbot.workflow.visit_planning import access_for, why_not_plan


@dataclass(frozen=True, slots=True)
class MissionAct:
    """A page that a company opens from its mission: its name in the template, when it is there, what it opens with."""

    name: str
    page: Page
    may: Callable[[CaseVisit, Scene, Visit | None], bool]
    with_: Callable[[Visit | None], str] = lambda visit: ""


def _may_propose(visit: CaseVisit, scene: Scene, appointment: Visit | None) -> bool:
    return why_not_propose(visit.session, scene) is None


def _may_propose_first(visit: CaseVisit, scene: Scene, appointment: Visit | None) -> bool:
    return _may_propose(visit, scene, appointment) and (appointment is None or not _has_been_proposed(appointment))


def _may_propose_anew(visit: CaseVisit, scene: Scene, appointment: Visit | None) -> bool:
    return _may_propose(visit, scene, appointment) and appointment is not None and _has_been_proposed(appointment)


def _has_been_proposed(appointment: Visit) -> bool:
    """« Proposer de nouveaux créneaux »: after a first visit, or after slots that nobody chose (S2-19)."""
    return appointment.number > 1 or appointment.round > 0


def _may_plan(visit: CaseVisit, scene: Scene, appointment: Visit | None) -> bool:
    return appointment is not None and why_not_plan(appointment, scene, now=visit.now) is None


def _may_go_on(visit: CaseVisit, scene: Scene, appointment: Visit | None) -> bool:
    """« Etape suivante »: from the visit on, and also where none was arranged here (S2-15, S2-22)."""
    order = scene.company.order if scene.company is not None else None
    if order is None or scene.is_closed:
        return False
    return is_open(order) and order.state not in UNANSWERED


def _may_invoice(visit: CaseVisit, scene: Scene, appointment: Visit | None) -> bool:
    """« Facture et photos »: from the works on; also once nothing else is to be done (S2-32)."""
    order = scene.company.order if scene.company is not None else None
    return order is not None and order.state in WORKED


def _of_visit(appointment: Visit | None) -> str:
    return brief(appointment.id) if appointment is not None else ""


ACTS: tuple[MissionAct, ...] = (
    MissionAct("plan", Page.PLAN, _may_plan, _of_visit),
    MissionAct("slots", Page.SLOTS, _may_propose_first),
    MissionAct("new_slots", Page.SLOTS, _may_propose_anew),
    MissionAct("next_step", Page.NEXT_STEP, _may_go_on),
    MissionAct("invoice", Page.INVOICE, _may_invoice),
)
"""In the order in which they stand on the page; the first one that is there is the one to press."""


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The mission as it stands. Who opens, and how one gets in, stand here once the visit is planned, and while it
    is."""
    order, company = _at(visit), visit.scene.company
    appointment = last_visit(visit.session, company) if company is not None else None
    scene = visit.scene
    return visit.sheet(
        "mission",
        status=422 if typed.trouble else 200,
        is_done=False,
        trouble=typed.trouble,
        way_out=way_out(visit),
        typed=typed.text("words"),
        number=order.shown_number,
        state=order.state.value,
        since=order.state_since,
        is_closed=scene.is_closed,
        category=order.category.value,
        urgency=order.urgency.value,
        motif=order.motif,
        place=f"{scene.home.building.street}, {scene.home.building.postcode} {scene.home.building.town}",
        door=scene.home.dwelling.place,
        bell=at_the_door(scene) if is_open(order) and not scene.is_closed else {},
        due_on=order.due_on.isoformat() if order.due_on is not None else "",
        wishes=order.wishes,
        instructions=order.instructions,
        words="" if is_restricted(visit.session, visit.scene.report) else order.words,
        pictures=list(range(1, len(order.pictures) + 1)),
        papers=papers_listed(visit)[::-1],  # the latest edition first
        **_price(visit, order),
        acts=_acts(visit, appointment),
        **_visit(visit, scene, order, appointment),
    )


def press(visit: CaseVisit, typed: Typed) -> None:
    """Refuse the mission, or give it back."""
    _at(visit)
    say_no(visit, typed)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is said."""
    order = _at(visit)
    kinds = visit.session.scalars(
        select(Event.kind).where(
            Event.report_id == order.report_id, Event.actor_id == visit.person.id, Event.at == (at or visit.now)
        )
    ).all()
    return visit.sheet(
        "mission_refused", number=order.shown_number, motif=order.motif, at=at,
        what=next((name for kind, name in SAID.items() if kind in kinds), "refuse"),
        mission=visit.link(Page.MISSION, visit.seat.participant.id),
    )  # fmt: skip


def _at(visit: CaseVisit) -> WorkOrder:
    company = visit.scene.company
    if visit.role is not Role.PROVIDER or company is None or company.order is None:
        raise Nowhere
    return company.order


def _acts(visit: CaseVisit, appointment: Visit | None) -> list[dict[str, str]]:
    return [
        {"name": act.name, "url": visit.link(act.page, visit.seat.participant.id, act.with_(appointment))}
        for act in ACTS
        if act.page in visit.offers and act.may(visit, visit.scene, appointment)
    ]


def _price(visit: CaseVisit, order: WorkOrder) -> dict[str, Any]:
    """What it may cost: its own figures."""
    quote = visit.session.get(Quote, order.quote_id) if order.quote_id is not None else None
    if quote is None or quote.amount_incl_tax is None:
        return {"ceiling": order.ceiling_incl_tax, "quote_number": "", "amount": None}
    return {"ceiling": None, "quote_number": quote.number, "amount": quote.amount_incl_tax}


def _visit(visit: CaseVisit, scene: Scene, order: WorkOrder, appointment: Visit | None) -> dict[str, Any]:
    """« Intervention sur place »: the slots that are offered, the one that was chosen, and the way in once planned."""
    if appointment is None:
        return {"visit_number": order.visit_number, "visit_state": "", "offered": [], "chosen": {}, "access": {}}
    is_planned = appointment.state is VisitState.PLANNED and order.state is MissionState.PLANNED
    slots = offered(appointment) if appointment.state is VisitState.PROPOSED else ()
    return {
        "visit_number": max(appointment.number, order.visit_number),
        "visit_state": appointment.state.value,
        "offered": [shown(slot, visit.profile, now=visit.now) for slot in slots],
        "chosen": time_of(visit, appointment),
        "access": access_for(visit.session, scene, appointment) if is_planned else {},
    }


def photo_seen(visit: CaseVisit, number: int) -> str:
    """The fingerprint of a photo that went along with the order. Raises Nowhere for any other."""
    order = visit.scene.company.order if visit.scene.company is not None else None
    if order is None or not 0 < number <= len(order.pictures):
        raise Nowhere
    return str(order.pictures[number - 1]["fingerprint"])
