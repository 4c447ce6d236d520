"""A quote that is born inside a mission: its number, what it does to the order, what a decision on it does (SM3)."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import LetterKind, MissionState, QuoteSight, QuoteState, VisitState
from mailbot.workflow.appointments import STANDS, last_visit, visit_to_arrange
from mailbot.workflow.events import ORDER
from mailbot.workflow.orders import may_become, move_order
from mailbot.workflow.proposals import AWAITS_QUOTE
from mailbot.workflow.quotes import is_open, next_quote_number
from mailbot.workflow.scene import Company, Scene, with_company
from mailbot.workflow.works import honour_visit

_M = MissionState
WORKS = "works"
"""The detail of an approval inside a mission: what follows when no second visit is to be asked for."""
STANDING = "standing"
"""A visit is arranged already."""
DONE = "done"
"""The works are said to be done."""


class AfterNo(StrEnum):
    """What follows the refusal of a quote inside a mission (M7r), as a manager chose it."""

    ANOTHER_QUOTE = "another_quote"
    SECOND_VISIT = "second_visit"
    """To look again, or for works within the ceiling."""
    AS_PLANNED = "as_planned"
    """The visit that is arranged already goes on, for what was agreed before."""
    CANCEL = "cancel"


def quote_in_hand(session: Session, order: WorkOrder) -> Quote | None:
    """The quote of a mission that still waits for somebody: another paper is about that one."""
    quotes = session.scalars(select(Quote).where(Quote.order_id == order.id).order_by(Quote.id.desc()))
    return next((quote for quote in quotes if is_open(quote)), None)


def may_take_quote(session: Session, order: WorkOrder) -> bool:
    """Whether a quote can be handed in today."""
    return may_become(order, _M.QUOTE_SUBMITTED) or quote_in_hand(session, order) is not None


def begin_quote(session: Session, scene: Scene, *, now: datetime) -> Scene:
    """The scene with the quote that a paper is about: the one in hand, or a new one with a number of its own (S2-16).

    Raises Refused(ALREADY_SO), before anything was changed, when the mission takes no quote any more.
    """
    assert scene.company is not None, "a company hands it in"
    order = scene.company.mission
    quote = quote_in_hand(session, order)
    if quote is None:
        if not may_become(order, _M.QUOTE_SUBMITTED):
            raise Refused(Reason.ALREADY_SO)
        quote = Quote(
            agency_id=scene.agency.id, report_id=scene.report.id, provider_id=order.provider_id, order_id=order.id,
            number=next_quote_number(session, scene.agency.id, year=now.astimezone(scene.profile.zone).year),
            state=QuoteState.RECEIVED, state_since=now, asked_by=order.sent_by, created_at=now,
            category=order.category, motif=order.motif, within_days=None, sight=QuoteSight.OCCUPANTS, papers=[],
            follow_up={},
        )  # fmt: skip
        session.add(quote)
        session.flush()
    return with_company(session, scene, quote, now=now)


def submitted(session: Session, scene: Scene, *, above: bool, now: datetime) -> dict[str, str]:
    """The quote of the scene's company is here: above the ceiling nothing goes on without a yes; up to it the mission
    goes straight on (S2-07, S2-17). What the journal keeps of the step."""
    assert scene.company is not None
    company, order = scene.company, scene.company.mission
    await_nothing(order)
    if visit_stands(session, company, now=now):
        # The home counts on it, or chooses one: it goes on, and nothing follows it without a yes.
        if above:
            await_quote(order, None)
        return {WORKS: STANDING}
    honour_visit(session, company, now=now)
    if above:
        return move_order(order, _M.QUOTE_SUBMITTED, now=now) if may_become(order, _M.QUOTE_SUBMITTED) else {}
    if order.state in (_M.DIAGNOSED, _M.QUOTE_APPROVED, _M.CONTESTED):
        return {}
    if order.state is _M.QUOTE_SUBMITTED:
        return step_back(order, now=now)  # a lower price took the place of one that needed a yes
    return move_order(order, _M.DIAGNOSED, now=now) if may_become(order, _M.DIAGNOSED) else {}


def visit_stands(session: Session, company: Company, *, now: datetime) -> bool:
    """Whether a visit is being arranged, or is still to come: a quote does not undo what people were told of it."""
    visit = last_visit(session, company)
    if visit is None or company.mission.state not in (_M.SLOTS_PROPOSED, _M.SLOT_CHOSEN, _M.PLANNED):
        return False
    return visit.state is VisitState.PROPOSED or (
        visit.state in STANDS and visit.starts_at is not None and visit.starts_at > now
    )


def await_quote(order: WorkOrder, amount: Decimal | None) -> None:
    """No second visit is arranged before a quote is approved: a price is known that is above what needs a yes.
    `amount`: that price, with tax; None where it cannot be told. Of several the highest stands: a lower one may be that
    of another thing."""
    before = _awaited(order) if AWAITS_QUOTE in order.follow_up else Decimal(0)
    highest = None if amount is None or before is None else max(amount, before)
    order.follow_up = {**order.follow_up, AWAITS_QUOTE: "" if highest is None else f"{highest:.2f}"}


def await_nothing(order: WorkOrder) -> None:
    """What comes next waits for no quote."""
    order.follow_up = {key: value for key, value in order.follow_up.items() if key != AWAITS_QUOTE}


def covers_what_is_awaited(order: WorkOrder, limit: Decimal) -> bool:
    """Whether this limit, with tax, covers the price for which a quote is awaited. One that is not known it never
    covers."""
    amount = _awaited(order)
    return amount is not None and amount <= limit


def _awaited(order: WorkOrder) -> Decimal | None:
    amount = order.follow_up.get(AWAITS_QUOTE)
    return Decimal(amount) if isinstance(amount, str) and amount else None


def step_back(order: WorkOrder, *, now: datetime) -> dict[str, str]:
    """From a quote that is not to be decided any more to what was before it."""
    return move_order(order, _M.DIAGNOSED, now=now)


def approved(session: Session, company: Company, scene: Scene, *, now: datetime) -> dict[str, Any]:
    """« Devis validé »: the works may be planned, at a visit whose number is known from now on (M7, S2-08)."""
    order, quote = company.mission, company.quote
    stands = visit_stands(session, company, now=now)
    if not stands and order.state is not _M.QUOTE_APPROVED and not may_become(order, _M.QUOTE_APPROVED):
        return {ORDER: order.id, WORKS: DONE}  # the price is agreed on all the same
    order.quote_id = quote.id
    await_nothing(order)
    if stands:
        return {ORDER: order.id, WORKS: STANDING}
    honour_visit(session, company, now=now)
    step = move_order(order, _M.QUOTE_APPROVED, now=now) if may_become(order, _M.QUOTE_APPROVED) else {ORDER: order.id}
    visit = visit_to_arrange(session, scene, now=now, for_works=True)
    question = {"question": "propose_slots", ORDER: order.id}
    return step | {"visit": visit.number, "asked": {LetterKind.QUOTE_APPROVED.value: question}}


def refused(session: Session, company: Company, scene: Scene, after: AfterNo, *, now: datetime) -> dict[str, Any]:
    """No works above the ceiling on this quote. What follows is the manager's choice; a cancellation is an act of its
    own, which whoever calls does after this one."""
    order = company.mission
    step: dict[str, Any] = {"after_no": after.value, "ceiling": f"{order.ceiling_incl_tax:.2f}"}
    await_nothing(order)
    if visit_stands(session, company, now=now) or not may_become(order, _M.QUOTE_REFUSED):
        return step
    honour_visit(session, company, now=now)
    step |= move_order(order, _M.QUOTE_REFUSED, now=now)
    for seat in company.seats.values():
        seat.asked = None
    match after:
        case AfterNo.ANOTHER_QUOTE:
            move_order(order, _M.DIAGNOSED, now=now)
            step["order_to"] = order.state.value
            step["asked"] = _puts("send_quote", order)
        case AfterNo.SECOND_VISIT | AfterNo.AS_PLANNED:
            step["visit"] = visit_to_arrange(session, scene, now=now, for_works=False).number
            step["asked"] = _puts("propose_slots", order)
    return step


def _puts(question: str, order: WorkOrder) -> dict[str, Any]:
    return {LetterKind.QUOTE_NOT_RETAINED.value: {"question": question, ORDER: order.id}}
