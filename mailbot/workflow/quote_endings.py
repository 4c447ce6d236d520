"""What becomes of the quotes of a report that is closed: « sans suite », and nobody is asked about them (SM2)."""

from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Participant, Thread
from mailbot.model_desk import Quote
from mailbot.vocabulary import EventKind, QuoteState, Role, ThreadKind, VisitState
from mailbot.workflow.appointments import STANDS, last_visit, may_become, move_visit
from mailbot.workflow.events import record
from mailbot.workflow.invitations import call_off as out_of_calendars
from mailbot.workflow.landlord_asks import drop_ask, drop_questions
from mailbot.workflow.occasions import as_json
from mailbot.workflow.proposals import settle_choice
from mailbot.workflow.quotes import is_open, move_quote, quotes_of
from mailbot.workflow.scene import Scene, with_company


def drop_quotes(session: Session, scene: Scene, *, now: datetime) -> list[str]:
    """Every quote that still waits for somebody is dropped, and a question to the landlord falls; the numbers of those
    that were. Whoever was asked is written to no more, and the company is told nothing (AUDIENCE), but that it is not
    to come where a visit was agreed on."""
    drop_ask(session, scene, now=now)
    waiting = [quote for quote in quotes_of(session, scene.report.id) if is_open(quote)]
    for quote in waiting:
        drop_questions(session, scene, quote)
        _call_off_visit(session, scene, quote, now=now)
        _ask_no_more(session, quote.id)
        move_quote(quote, QuoteState.DROPPED, now=now)
        quote.leaves_at = None
    return [quote.number for quote in waiting]


def _ask_no_more(session: Session, quote_id: int) -> None:
    company = (
        select(Participant)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(Thread.kind == ThreadKind.QUOTE, Thread.about == quote_id)
    )
    for seat in session.scalars(company):
        seat.asked = None


def _call_off_visit(session: Session, scene: Scene, quote: Quote, *, now: datetime) -> None:
    """Nobody comes to see before a quote that nobody waits for: out of the calendars, and both sides are told."""
    if quote.order_id is not None:
        return
    scene = with_company(session, scene, quote, now=now)
    assert scene.company is not None
    visit = last_visit(session, scene.company)
    if visit is None or not may_become(visit, VisitState.CANCELLED):
        return
    stood = visit.state in STANDS and visit.ends_at is not None and visit.ends_at > now
    move_visit(visit, VisitState.CANCELLED, now=now)
    settle_choice(scene)
    if not stood or visit.starts_at is None or visit.ends_at is None:
        return
    record(
        session, scene, EventKind.WORK_ORDER_CANCELLED, actor=None, role=Role.UNKNOWN, now=now,
        details={
            "quote": quote.number, "change": "order_cancelled", "told_home": True, "is_over": True, "visit": visit.id,
            "visit_was": {"start": as_json(visit.starts_at), "end": as_json(visit.ends_at)},
        } | out_of_calendars(visit),
    )  # fmt: skip
