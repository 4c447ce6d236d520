"""What becomes of the quotes of a report that is closed: « sans suite », and nobody is asked about them (SM2)."""

from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Participant, Thread
from mailbot.vocabulary import QuoteState, ThreadKind
from mailbot.workflow.landlord_asks import drop_ask, drop_questions
from mailbot.workflow.quotes import is_open, move_quote, quotes_of
from mailbot.workflow.scene import Scene


def drop_quotes(session: Session, scene: Scene, *, now: datetime) -> list[str]:
    """Every quote that still waits for somebody is dropped, and a question to the landlord falls; the numbers of those
    that were. Whoever was asked is written to no more, and the company is told nothing (AUDIENCE)."""
    drop_ask(session, scene, now=now)
    waiting = [quote for quote in quotes_of(session, scene.report.id) if is_open(quote)]
    for quote in waiting:
        drop_questions(session, scene, quote)
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
