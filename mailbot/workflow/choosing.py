"""An occupant picks one of the slots that are offered, or none of them (S2-12, GAP-03, GAP-20)."""

from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_orders import Availability, Visit
from mailbot.vocabulary import EventKind, LetterKind, MissionState, Role, VisitState
from mailbot.workflow.appointments import STANDS, Offered, move_visit, offered, still_offered
from mailbot.workflow.events import record
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.orders import move_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.proposals import BEFORE, PLANS_AT_ONCE, about, settle_choice, whose
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.slot_rules import Wanted, closes_before
from mailbot.workflow.telling import Reader
from mailbot.workflow.times import in_words
from mailbot.workflow.visit_planning import plan

_ROUNDS = 2
"""After so many proposals of which nothing suited, a manager takes over (GAP-03)."""
_EVERYBODY = frozenset({Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.PROVIDER})


def offer_for(visit: Visit, wanted: Wanted) -> Offered | None:
    """The offered slot in which this time lies; None when it lies in none."""
    inside = (each for each in offered(visit) if each.start <= wanted.start < wanted.end <= each.end)
    return next(inside, None)


def may_change_mind(visit: Visit, person: Person, role: Role) -> bool:
    """Whether a choice is still this person's to take back: their own, until the company has planned it. A manager
    speaks for the home."""
    return visit.state is VisitState.CHOSEN and (role is Role.MANAGER or visit.chosen_by == person.id)


def why_not_choose(
    visit: Visit, wanted: Wanted, person: Person, role: Role, scene: Scene, *, now: datetime
) -> Reason | None:
    """What stands in the way of this choice; None when nothing does."""
    if scene.is_closed:
        return Reason.REPORT_CLOSED
    if visit.state in STANDS:
        if (visit.starts_at, visit.ends_at) == (wanted.start, wanted.end):
            return Reason.ALREADY_SO
        if not may_change_mind(visit, person, role):
            return Reason.SLOT_TAKEN
    elif visit.state is not VisitState.PROPOSED:
        return Reason.SLOT_PAST
    if offer_for(visit, wanted) is None:
        return Reason.SLOT_WITHDRAWN
    return Reason.SLOT_PAST if wanted.start - now <= closes_before(scene.profile) else None


def choose(
    session: Session, scene: Scene, person: Person, role: Role, visit: Visit, wanted: Wanted, *, now: datetime,
    mail_id: int | None = None, words: str = "", because: Spans = (),
) -> None:  # fmt: skip
    """Take this slot, or the part of it that was said. Where the agency wants it so, it is planned at once: the company
    offered it (S2-14).

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, or what `why_not_choose` says.
    """
    check(Act.CHOOSE_SLOT, role)
    if (reason := why_not_choose(visit, wanted, person, role, scene, now=now)) is not None:
        raise Refused(reason)
    company = scene.the_company
    change = move_order(company.order, MissionState.SLOT_CHOSEN, now=now) if company.order is not None else {}
    move_visit(visit, VisitState.CHOSEN, now=now)
    visit.starts_at, visit.ends_at = wanted.start, wanted.end
    visit.chosen_at, visit.chosen_by = now, person.id
    at_once = not scene.profile.rules.provider_plans or bool(visit.follow_up.get(PLANS_AT_ONCE))
    record(
        session, scene, EventKind.SLOT_CHOSEN, actor=person, role=role, now=now, mail_id=mail_id, words=words,
        told_already=_EVERYBODY if at_once else frozenset(),
        details=noted(because, **change) | about(visit)
        | {"slot": wanted.to_json(), "asked": {} if at_once else _to_plan(scene, wanted)},
    )  # fmt: skip
    if at_once:
        plan(session, scene, None, Role.UNKNOWN, visit, now=now, mail_id=mail_id)


def _to_plan(scene: Scene, wanted: Wanted) -> dict[str, dict[str, Any]]:
    question = {"question": "plan_visit", "slot": wanted.to_json()}
    return {LetterKind.SLOT_TO_PLAN.value: question | whose(scene)}


def tell_too_late(
    session: Session, scene: Scene, person: Person, role: Role, visit: Visit, reason: Reason, *, now: datetime,
    mail_id: int | None = None,
) -> None:  # fmt: skip
    """Somebody chose when a choice stood already, or what can be chosen no more: they are told so, and nothing
    changes."""
    details: dict[str, Any] = {"act": "choose_slot", "reason": reason.value}
    if reason is Reason.SLOT_TAKEN and visit.starts_at is not None and visit.ends_at is not None:
        details["slot"] = Wanted(visit.starts_at, visit.ends_at).to_json()
    left = still_offered(visit, closes_before(scene.profile), now=now) if visit.state is VisitState.PROPOSED else ()
    stands = "move_visit" if "slot" in details else "tell_agency"
    details["next_step"] = "choose_other_slot" if left else stands
    record(
        session, scene, EventKind.SLOT_CHOSEN_TOO_LATE, actor=person, role=role, now=now, mail_id=mail_id,
        details=details | about(visit),
    )  # fmt: skip


def why_not_reject(visit: Visit, person: Person, role: Role, scene: Scene) -> Reason | None:
    """What stands in the way of saying that nothing suits; None when nothing does."""
    if scene.is_closed:
        return Reason.REPORT_CLOSED
    if visit.state is VisitState.PROPOSED or may_change_mind(visit, person, role):
        return None
    return Reason.SLOT_TAKEN if visit.state in STANDS else Reason.ALREADY_SO


def reject(
    session: Session, scene: Scene, person: Person, role: Role, visit: Visit, *, wishes: dict[str, Any], now: datetime,
    mail_id: int | None = None, because: Spans = (),
) -> None:  # fmt: skip
    """None of the slots suits: the company reads the times that were wished and never why, and the visit is to be
    arranged anew under the same number (GAP-03). `wishes`: times as the reader's values.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, or what `why_not_reject` says.
    """
    check(Act.CHOOSE_SLOT, role)
    if (reason := why_not_reject(visit, person, role, scene)) is not None:
        raise Refused(reason)
    assert scene.company is not None
    given_back = {"slots": list(visit.slots)}
    change = _step_back(scene.company, now=now)
    move_visit(visit, VisitState.TO_PROPOSE, now=now)
    visit.starts_at = visit.ends_at = visit.chosen_at = visit.chosen_by = None
    if wishes:
        session.add(
            Availability(
                agency_id=scene.agency.id, report_id=scene.report.id, person_id=person.id, said=wishes,
                words=in_words(wishes, scene.profile.language, scene.profile.time_zone), mail_id=mail_id, given_at=now,
            )
        )  # fmt: skip
    settle_choice(scene)
    record(
        session, scene, EventKind.SLOTS_REJECTED, actor=person, role=role, now=now, mail_id=mail_id,
        details=noted(because, two_rounds=True if visit.round >= _ROUNDS else None, **change) | about(visit)
        | given_back | {"wishes": wishes, "proposed_at": visit.proposed_at.isoformat() if visit.proposed_at else None,
                        "asked": {LetterKind.OTHER_SLOTS.value: {"question": "propose_slots"} | whose(scene)}},
    )  # fmt: skip


def _step_back(company: Company, *, now: datetime) -> dict[str, str]:
    """The order where it stood before the proposal."""
    order = company.order
    if order is None:
        return {}
    before = MissionState(order.follow_up.get(BEFORE, MissionState.ACCEPTED.value))
    return move_order(order, before, now=now)
