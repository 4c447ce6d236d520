"""« Proposer un créneau »: times at which a company can come, offered to the home (S2-09, S2-19, S2-20)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import EventKind, LetterKind, MissionState, QuoteState, Role, VisitState
from mailbot.workflow import orders, quotes
from mailbot.workflow.appointments import (
    STANDS,
    Offered,
    last_visit,
    move_visit,
    offered,
    still_offered,
    visit_to_arrange,
)
from mailbot.workflow.events import ORDER, QUOTE_ROW, record
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.order_questions import settle_company
from mailbot.workflow.orders import BETWEEN_VISITS, UNANSWERED, move_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.slot_rules import Wanted, closes_before, numbered, sort_slots, wanted_from

_M = MissionState
KEPT = "slots_kept"
"""Of an order's follow_up: times that came before its quote was approved, offered once it is (S2-19)."""
BEFORE = "before_slots"
"""Of an order's follow_up: where it stood before the proposal, where it comes back to when nothing suits (GAP-03)."""
AWAITS_QUOTE = "awaits_quote"
"""Of an order's follow_up: a quote above what needs a yes comes first (S2-08). It holds the highest sum that the
company named, with tax; nothing where none is known."""
_WORKS_FOLLOW = frozenset({_M.DIAGNOSED, _M.QUOTE_APPROVED, _M.CONTESTED})


def why_not_propose(session: Session, scene: Scene) -> Reason | None:
    """What stands in the way of a proposal; None when nothing does."""
    company = scene.the_company
    if scene.is_closed:
        return Reason.REPORT_CLOSED
    if scene.hides_from_home():
        return Reason.NOT_PUBLISHED
    if waits_for_quote(company.order):
        return Reason.QUOTE_NOT_APPROVED
    visit = last_visit(session, company)
    if visit is not None and visit.state in STANDS:
        return Reason.SLOT_TAKEN
    if company.order is not None:
        return None if orders.may_become(company.order, _M.SLOTS_PROPOSED) else Reason.ORDER_CLOSED
    return None if quotes.may_become(company.quote, QuoteState.VISIT_WANTED) else Reason.ORDER_CLOSED


def waits_for_quote(order: WorkOrder | None) -> bool:
    """Whether no visit is arranged before a quote is approved: « Devis validé » comes first (S2-08, S2-19)."""
    if order is None:
        return False
    comes_again = order.state in (_M.DIAGNOSED, _M.CONTESTED)
    return order.state is _M.QUOTE_SUBMITTED or (comes_again and AWAITS_QUOTE in order.follow_up)


def propose(
    session: Session, scene: Scene, person: Person | None, role: Role, slots: Sequence[Wanted], *, now: datetime,
    mail_id: int | None = None, words: str = "", because: Spans = (), beside: bool = False,
) -> Visit:  # fmt: skip
    """Offer these times to the home, in the place of those that were offered before; proposing takes the mission
    (S2-09). `words`: what was said beside the times. `beside`: they stand beside those that can still be chosen,
    because they answer a doubt about the rest of the same proposal.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, IN_THE_PAST when none of them can be offered, or what
    `why_not_propose` says.
    """
    check(Act.PROPOSE_SLOTS, role)
    if (reason := why_not_propose(session, scene)) is not None:
        raise Refused(reason)
    closes = closes_before(scene.profile)
    good = sort_slots(slots, closes, now=now).good
    if not good:
        raise Refused(Reason.IN_THE_PAST)
    company = scene.the_company
    taken = company.order is not None and company.order.state in UNANSWERED
    visit = visit_to_arrange(session, scene, now=now, for_works=False)
    is_waiting = visit.state is VisitState.PROPOSED and bool(still_offered(visit, closes, now=now))
    stands = offered(visit) if beside and is_waiting else ()  # those too near as well: a number says which one it is
    change = _move(company, now=now)
    _offer(
        visit, numbered(good, stands), person, now=now, again=bool(stands), for_works=_is_for_works(company, visit)
    )  # fmt: skip
    move_visit(visit, VisitState.PROPOSED, now=now)
    settle_company(company)
    if taken:
        record(
            session, scene, EventKind.WORK_ORDER_ACCEPTED, actor=person, role=role, now=now, mail_id=mail_id,
            words=words, read_as="accept_mission",
            details=noted(
                because, says_more=bool(words.strip()) or None,
                read_along=[{"type": "propose_slots", "slots": list(visit.slots)}],
            ),
        )  # fmt: skip
    tell_slots(session, scene, visit, person, role, now=now, mail_id=mail_id, details=noted(because, **change))
    return visit


PLANS_AT_ONCE = "plans_at_once"
"""In what a visit remembers: its one slot is the company's other time for a visit that was planned, and the home's yes
plans it (GAP-11)."""


def offer_instead(
    scene: Scene, visit: Visit, wanted: Wanted, person: Person | None, *, now: datetime
) -> dict[str, Any]:
    """The one other time of a visit that the company moves, as a proposal of which the home's yes makes an appointment.
    What the event says of it: the letter that tells of the move asks."""
    change = _move(scene.the_company, now=now)
    _offer(visit, numbered([wanted]), person, now=now, again=False, for_works=visit.is_for_works)
    visit.follow_up = {PLANS_AT_ONCE: True}
    move_visit(visit, VisitState.PROPOSED, now=now)
    settle_company(scene.the_company)
    [question] = choice_of(scene, visit, now=now).values()
    return change | {"new": wanted.to_json(), "asked": {LetterKind.VISIT_CHANGED.value: question}}


def tell_slots(
    session: Session, scene: Scene, visit: Visit, person: Person | None, role: Role, *, now: datetime,
    mail_id: int | None = None, kind: EventKind = EventKind.SLOTS_PROPOSED, details: dict[str, Any],
) -> None:  # fmt: skip
    """Say which slots a visit is offered for, and ask the home for its choice."""
    record(
        session, scene, kind, actor=person, role=role, now=now, mail_id=mail_id,
        details=details | about(visit) | {"slots": list(visit.slots), "asked": choice_of(scene, visit, now=now)},
    )  # fmt: skip


def about(visit: Visit) -> dict[str, Any]:
    """What the journal keeps of the visit that an event is about."""
    return {"visit": visit.id, "visit_number": visit.number, "for_works": visit.is_for_works or None}


def choice_of(scene: Scene, visit: Visit, *, now: datetime) -> dict[str, dict[str, Any]]:
    """The question that T-08 puts: which of the slots. One that is left is asked about alone, so that « oui » takes
    it."""
    left = still_offered(visit, closes_before(scene.profile), now=now)
    asked = left if len(left) == 1 else offered(visit)
    question = {"question": "choose_slot", "slots": [each.to_json() for each in asked], "visit": visit.id}
    return {LetterKind.SLOTS_OFFERED.value: question | whose(scene)}


def whose(scene: Scene) -> dict[str, int]:
    """What a question to an occupant says of the mission, or the quote, that it is about."""
    company = scene.the_company
    return {ORDER: company.order.id} if company.order is not None else {QUOTE_ROW: company.quote.id}


def asks_slots(scene: Scene) -> dict[str, Any]:
    """The question to a company that has to name times."""
    return {"question": "propose_slots"} | whose(scene)


def settle_choice(scene: Scene) -> None:
    """Nobody of the home is asked for a slot of this visit any more."""
    here = whose(scene)
    for seat in scene.seats.values():
        asked = seat.asked or {}
        if asked.get("question") == "choose_slot" and here.items() <= asked.items():
            seat.asked = None


def keep_for_later(order: WorkOrder, slots: Sequence[Wanted]) -> None:
    """Keep times that came before « Devis validé »; the latest take the place of earlier ones (S2-19)."""
    order.follow_up = {**order.follow_up, KEPT: [slot.to_json() for slot in slots]}


def kept_times(session: Session, scene: Scene, *, now: datetime) -> tuple[Wanted, ...]:
    """The times that came before the quote was approved, as far as they can be offered now (S2-19)."""
    order = scene.the_company.order
    if order is None or KEPT not in order.follow_up or why_not_propose(session, scene) is not None:
        return ()
    return sort_slots(wanted_from(order.follow_up[KEPT]), closes_before(scene.profile), now=now).good


def propose_kept(session: Session, scene: Scene, *, now: datetime) -> Visit | None:
    """Offer them. To be called once the works wait for no quote any more. None when there are none; what could not be
    offered is forgotten."""
    company = scene.the_company
    good = kept_times(session, scene, now=now)
    company.mission.follow_up = {key: value for key, value in company.mission.follow_up.items() if key != KEPT}
    if not good:
        return None
    return propose(session, scene, next(iter(company.people), None), Role.PROVIDER, good, now=now)


def _is_for_works(company: Company, visit: Visit) -> bool:
    """Whether one comes to do the works: on a quote that was approved, or after a first look."""
    if company.order is None:
        return False
    state = company.order.follow_up.get(BEFORE, company.order.state)
    if state == _M.QUOTE_REFUSED:
        return False
    return company.order.quote_id is not None or visit.number > 1 or state in _WORKS_FOLLOW


def _move(company: Company, *, now: datetime) -> dict[str, str]:
    if company.order is None:
        quote, before = company.quote, company.quote.state
        quotes.move_quote(quote, QuoteState.VISIT_WANTED, now=now)
        changed = {"quote_from": before.value, "quote_to": quote.state.value} if before is not quote.state else {}
        return {"quote": quote.number} | changed
    order = company.order
    if order.state is not _M.SLOTS_PROPOSED:
        before_slots = order.state if order.state in BETWEEN_VISITS else _M.ACCEPTED
        order.follow_up = {**order.follow_up, BEFORE: before_slots.value}
    order.follow_up = {key: value for key, value in order.follow_up.items() if key != KEPT}
    return move_order(order, _M.SLOTS_PROPOSED, now=now)


def _offer(
    visit: Visit, slots: Sequence[Offered], person: Person | None, *, now: datetime, again: bool, for_works: bool
) -> None:
    visit.slots = [slot.to_json() for slot in slots]
    visit.round = visit.round if again else visit.round + 1
    visit.is_for_works = for_works
    visit.proposed_by = person.id if person is not None else None
    visit.proposed_at = now
    visit.starts_at = visit.ends_at = visit.chosen_at = visit.chosen_by = visit.planned_at = None
    visit.follow_up = {}
