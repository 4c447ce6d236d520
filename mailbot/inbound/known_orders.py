"""What is known of a mission when somebody writes about it: where it stands, and its visit (FEATURES, SM2 and SM3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.inbound.reading.standpoint import Asked, KnownOrder, OrderState, Question, Slot
from mailbot.inbound.routes import ToThread
from mailbot.inbound.standpoints import standpoint_in
from mailbot.model_orders import Visit, WorkOrder
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel, LetterKind, QuoteState, Role, VisitState
from mailbot.workflow.appointments import last_visit, offered
from mailbot.workflow.at_hand import Answered, at_hand, letter_answered
from mailbot.workflow.companies import book_of
from mailbot.workflow.drafts import open_draft
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.scene import Company, Scene

# FEATURES, « How SM2 and SM3 read in READING.md »: a quote request without a work order.
_READS_AS: Mapping[QuoteState, OrderState] = MappingProxyType(
    {
        QuoteState.SENT: OrderState.NEW,
        QuoteState.NO_ANSWER: OrderState.NO_ANSWER,
        QuoteState.QUESTION: OrderState.ACCEPTED,
        QuoteState.VISIT_WANTED: OrderState.ACCEPTED,
        QuoteState.VISIT_PLANNED: OrderState.PLANNED,
        QuoteState.RECEIVED: OrderState.QUOTE_SUBMITTED,
        QuoteState.WITH_LANDLORD: OrderState.QUOTE_SUBMITTED,
        QuoteState.MORE_ASKED: OrderState.QUOTE_SUBMITTED,
        QuoteState.APPROVED: OrderState.QUOTE_APPROVED,
        QuoteState.REFUSED: OrderState.QUOTE_REFUSED,
        QuoteState.DECLINED: OrderState.REFUSED,
        QuoteState.CANCELLED: OrderState.CANCELLED,
        QuoteState.EXPIRED: OrderState.CANCELLED,
        QuoteState.DROPPED: OrderState.CANCELLED,
    }
)
_VISIT_READS_AS: Mapping[VisitState, OrderState] = MappingProxyType(
    {
        VisitState.PROPOSED: OrderState.SLOTS_PROPOSED,
        VisitState.CHOSEN: OrderState.SLOT_CHOSEN,
        VisitState.PLANNED: OrderState.PLANNED,
        VisitState.HONOURED: OrderState.DIAGNOSED,
    }
)


def order_known(session: Session, scene: Scene) -> KnownOrder | None:
    """Where the mission or the request of the company at hand stands; none without a company."""
    company = scene.company
    if company is None:
        return None
    order = company.order or _order_on(session, company)
    visit = last_visit(session, company)
    if order is not None:
        return KnownOrder(OrderState(order.state.value), _time_of(visit, scene), order.visit_number)
    state = _READS_AS[company.quote.state]
    if visit is not None and state in (OrderState.ACCEPTED, OrderState.PLANNED):
        state = _VISIT_READS_AS.get(visit.state, OrderState.ACCEPTED)
    return KnownOrder(state, _time_of(visit, scene), visit.number if visit is not None else 1)


def _order_on(session: Session, company: Company) -> WorkOrder | None:
    """The order that rests on a quote asked for alone: from then on, words speak of the order."""
    return session.scalars(
        select(WorkOrder)
        .where(WorkOrder.quote_id == company.quote.id, WorkOrder.state.not_in(sorted(GIVEN_UP)))
        .order_by(WorkOrder.id)
    ).first()


def _time_of(visit: Visit | None, scene: Scene) -> Slot | None:
    if visit is None or visit.starts_at is None or visit.ends_at is None:
        return None
    zone = scene.profile.zone
    return Slot(visit.starts_at.astimezone(zone), visit.ends_at.astimezone(zone))


def to_thread(
    session: Session, seat: Seat, scene: Scene, *, answers: Sequence[str] = (), received_at: datetime, now: datetime,
    elsewhere: bool = False,
) -> ToThread:  # fmt: skip
    """The route of somebody who speaks from their seat, with what is known of the mission that they speak of.
    `answers`: the Message-IDs that their mail refers to."""
    found: Scene | None = scene if scene.company is not None else None
    if found is None and seat.participant.role is not Role.LANDLORD and seat.channel is not Channel.PRIVATE:
        found = at_hand(session, scene, seat.participant, answers=answers, now=now)
    order, company = None, ""
    if found is not None and found.company is not None:
        order, company = order_known(session, found), found.company.provider.company
    standpoint = standpoint_in(scene, seat, received_at, order=order, company=company)
    letter = letter_answered(session, seat.participant, answers) if standpoint.asked is not None else None
    if letter is not None and standpoint.question is Question.CONFIRM_DRAFT and _is_past_draft(session, seat, letter):
        standpoint = replace(standpoint, asked=None)
    if found is not None and standpoint.role is Role.MANAGER and standpoint.asked is None:
        standpoint = replace(standpoint, asked=_open_question(session, found))
    if standpoint.asked is not None and letter is not None:
        standpoint = replace(standpoint, asked=_as_it_asked(standpoint.asked, letter))
    if standpoint.role is Role.MANAGER and standpoint.channel is not Channel.PRIVATE:
        standpoint = replace(standpoint, companies=book_of(session, scene.agency.id))
    return ToThread(seat, scene, standpoint, elsewhere, at_hand=found)


def _is_past_draft(session: Session, seat: Seat, letter: Answered) -> bool:
    """Whether another letter is answered than the draft's, and the draft was sent or thrown away: what its manager
    writes now is no answer to it. A late yes to the draft's own letter is told that it was done."""
    draft = open_draft(session, seat.person, int((seat.participant.asked or {}).get("draft") or 0))
    is_settled = draft is not None and (draft.done_at is not None or draft.cancelled_at is not None)
    return is_settled and letter.kind not in _OF_A_DRAFT


_OF_A_DRAFT = frozenset({LetterKind.DRAFT_READY, LetterKind.NOT_UNDERSTOOD, LetterKind.NOT_DONE})


def _as_it_asked(asked: Asked, letter: Answered) -> Asked:
    """The question with the slots of the letter that is answered: « le 1 » is its first one, and « ok » its only one,
    whatever was offered or chosen since."""
    said: Mapping[str, Any] = {"question": asked.question.value}
    match asked.question, letter.kind:
        case Question.CHOOSE_SLOT, LetterKind.SLOTS_OFFERED if letter.about.get("slots"):
            then = Asked.from_json({**said, "slots": letter.about["slots"]})
            # Of a proposal of which one slot is left, the reminder asks about that one.
            return asked if len(asked.slots) == 1 and set(asked.slots) <= set(then.slots) else then
        case Question.PLAN_VISIT, LetterKind.SLOT_TO_PLAN if letter.about.get("slot"):
            return Asked.from_json({**said, "slot": letter.about["slot"]})
    return asked


def _open_question(session: Session, scene: Scene) -> Asked | None:
    """What the home, or the company, is asked about the visit: a manager may pass their answer on (« la locataire prend
    le 2 »)."""
    company, zone = scene.company, scene.profile.zone
    visit = last_visit(session, company) if company is not None else None
    if visit is None:
        return None
    if visit.state is VisitState.PROPOSED:
        slots = (Slot(each.start.astimezone(zone), each.end.astimezone(zone)) for each in offered(visit))
        return Asked(Question.CHOOSE_SLOT, tuple(slots))
    chosen = _time_of(visit, scene) if visit.state is VisitState.CHOSEN else None
    return None if chosen is None else Asked(Question.PLAN_VISIT, (chosen,))
