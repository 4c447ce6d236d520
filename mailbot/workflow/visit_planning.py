"""« Planifier l'intervention »: a chosen slot becomes an appointment, and the company may know the way in (S2-14)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_desk import Quote
from mailbot.model_orders import AccessNote, Visit
from mailbot.vocabulary import EventKind, MissionState, QuoteState, Role, Urgency, VisitState
from mailbot.workflow import quotes
from mailbot.workflow.appointments import move_visit
from mailbot.workflow.events import record
from mailbot.workflow.invitations import invite
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.orders import move_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.proposals import about, settle_choice, waits_for_quote
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.visibility import way_in


def why_not_plan(visit: Visit | None, scene: Scene, *, now: datetime) -> Reason | None:
    """What stands in the way of planning the chosen slot; None when nothing does."""
    company = scene.the_company
    if scene.is_closed:
        return Reason.REPORT_CLOSED
    if waits_for_quote(company.order):
        return Reason.QUOTE_NOT_APPROVED
    if visit is None or visit.state is VisitState.PLANNED:
        return Reason.ALREADY_SO
    if visit.state is not VisitState.CHOSEN:
        return Reason.SLOT_PAST
    return Reason.IN_THE_PAST if visit.ends_at is not None and visit.ends_at <= now else None


def plan(
    session: Session, scene: Scene, person: Person | None, role: Role, visit: Visit, *, now: datetime,
    mail_id: int | None = None, because: Spans = (),
) -> None:  # fmt: skip
    """Plan the slot that was chosen: everybody is told, and the company reads who opens and how one gets in. `person`:
    None when the agency lets a choice plan itself.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, or what `why_not_plan` says.
    """
    if person is not None:
        check(Act.PLAN_VISIT, role)
    if (reason := why_not_plan(visit, scene, now=now)) is not None:
        raise Refused(reason)
    company = scene.the_company
    change = move_planned(company, now=now)
    move_visit(visit, VisitState.PLANNED, now=now)
    visit.planned_at = now
    tell_planned(
        session, scene, visit, person, role, now=now, mail_id=mail_id, details=noted(because, **change)
    )  # fmt: skip


def tell_planned(
    session: Session, scene: Scene, visit: Visit, person: Person | None, role: Role, *, now: datetime,
    mail_id: int | None = None, details: Mapping[str, Any],
) -> None:  # fmt: skip
    """T-10, P-07 and, when it is urgent, G-09: of any visit that has just been planned, however it came to it."""
    company = scene.the_company
    assert visit.starts_at is not None
    assert visit.ends_at is not None
    settle_choice(scene)
    for seat in company.seats.values():
        seat.asked = None
    order = company.order
    urgent = scene.report.urgency is not Urgency.NORMAL or (order is not None and order.urgency is not Urgency.NORMAL)
    record(
        session, scene, EventKind.VISIT_PLANNED, actor=person, role=role, now=now, mail_id=mail_id,
        details={**details} | about(visit)
        | {"slot": {"start": visit.starts_at.isoformat(), "end": visit.ends_at.isoformat()}}
        | {"urgent": urgent or None, "access": access_for(session, scene, visit)} | priced(session, company)
        | invite(visit),
    )  # fmt: skip


def who_opens(scene: Scene, visit: Visit) -> Person | None:
    """The one occupant whom the company is told of: who chose, else who reported, else any."""
    people = scene.home.occupants
    return (
        next((person for person in people if person.id == visit.chosen_by), None)
        or next((person for person in people if person.id == scene.report.author_id), None)
        or next(iter(people), None)
    )


def whom_to_call(scene: Scene, visit: Visit) -> dict[str, Any]:
    """The one who opens, with their telephone where the agency gives it."""
    person = who_opens(scene, visit)
    if person is None:
        return {"occupant": None, "telephone": None}
    may_call = scene.profile.rules.phone_after_planning
    return {"occupant": person.name, "telephone": (person.telephone or None) if may_call else None}


def access_for(session: Session, scene: Scene, visit: Visit) -> dict[str, Any]:
    """Who opens, and how one gets in: for a company whose visit is planned, and for nobody else (WORK_ORDER_PDF,
    6.2)."""
    notes = session.scalars(
        select(AccessNote.words)
        .where(AccessNote.report_id == scene.report.id, AccessNote.erased_at.is_(None))
        .order_by(AccessNote.id)
    ).all()
    return whom_to_call(scene, visit) | {
        "known": {key: str(value) for key, value in scene.home.dwelling.access.items() if value},
        "notes": [way_in(words, scene.profile.language) for words in dict.fromkeys(notes) if words],
    }


def move_planned(company: Company, *, now: datetime) -> dict[str, str]:
    """The mission, or the request for a quote, once its visit is planned; what the journal keeps of the step."""
    if company.order is not None:
        return move_order(company.order, MissionState.PLANNED, now=now)
    quote, before = company.quote, company.quote.state
    quotes.move_quote(quote, QuoteState.VISIT_PLANNED, now=now)
    return {"quote": quote.number, "quote_from": before.value, "quote_to": quote.state.value}


def priced(session: Session, company: Company) -> dict[str, Any]:
    """What the works were accepted for, where a quote was."""
    order = company.order
    if order is None or order.quote_id is None:
        return {}
    quote = session.get_one(Quote, order.quote_id)
    if quote.amount_incl_tax is None or quote.state is not QuoteState.APPROVED:
        return {}
    return {"accepted": {"number": quote.number, "amount": f"{quote.amount_incl_tax:.2f}"}}
