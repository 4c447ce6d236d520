"""Which company's mission or visit somebody's words are about, when several may be (AUDIENCE)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from mailbot.db import Session
from mailbot.model import Event, Participant
from mailbot.model_desk import Quote
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import Visit, WorkOrder
from mailbot.prepared import Prepared, among
from mailbot.vocabulary import LetterKind, Role
from mailbot.workflow.ahead import ARRANGED
from mailbot.workflow.events import ORDER, QUOTE_ROW
from mailbot.workflow.orders import GIVEN_UP, is_at_work, orders_of
from mailbot.workflow.quotes import is_open, may_know
from mailbot.workflow.scene import Company, Scene, with_company, with_order


def at_hand(
    session: Session, scene: Scene, seat: Participant, *, answers: Sequence[str] = (), now: datetime
) -> Scene | None:
    """The scene with the company that this person speaks of: of the letter that they answer (`answers`: Message-IDs),
    else of the question that was put to them, else the only one that there is. None when nothing tells which."""
    if scene.is_private:
        return None
    named = _of_letter(session, seat, answers) or _of_question(seat)
    if named is not None:
        return _with(session, scene, *named, now=now)
    if not scene.had_companies:
        return None
    orders = [order for order in orders_of(session, scene.report.id) if order.state not in GIVEN_UP]
    at_work, visited = [order for order in orders if is_at_work(order)], _visited(session, scene)
    if len(at_work) + len(visited) == 1:
        if at_work:
            return with_order(session, scene, at_work[0], now=now)
        return with_company(session, scene, visited[0], now=now)
    # Of works that are over, too: they may be contested.
    return with_order(session, scene, orders[0], now=now) if len(orders) == 1 and not at_work and not visited else None


def reads_home(session: Session, company: Company) -> bool:
    """Whether what the home says in public goes to this company: while its order is at work; for a request for a quote
    alone, from the moment its slots are proposed until its visit has ended (AUDIENCE)."""
    if company.order is not None:
        return is_at_work(company.order)
    quote = company.about_quote
    if quote is None or not is_open(quote) or not may_know(Role.TENANT, quote.sight):
        return False
    arranged = select(Visit.id).where(Visit.quote_id == quote.id, Visit.state.in_(sorted(ARRANGED)))
    return session.scalars(arranged.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Answered:
    """One of our letters, to which somebody answers."""

    kind: LetterKind
    about: Mapping[str, Any]
    """What the journal keeps of the event that it told of."""


def letter_answered(session: Session, seat: Participant, answers: Sequence[str]) -> Answered | None:
    """The letter that is answered (`answers`: Message-IDs). Only those of this very seat tell: anybody can write a
    header."""
    if not answers:
        return None
    row = _ANSWERED.first(session, named=list(answers), seat=seat.id)
    return None if row is None else Answered(*row)


_ANSWERED = Prepared(
    select(OutboundMail.kind, Event.facts)
    .join(Event, Event.id == OutboundMail.event_id)
    .where(among(OutboundMail.message_id, "named"), OutboundMail.participant_id == bindparam("seat"))
    .order_by(OutboundMail.id.desc())
    .limit(1)
)


def who_reads(
    session: Session, scene: Scene, seat: Participant, *, answers: Sequence[str] = (), now: datetime
) -> Scene | None:
    """The scene with the company that reads what this person says in public, answering this letter; None for none."""
    if seat.role not in (Role.TENANT, Role.MANAGER):
        return None
    scene = replace(scene, had_companies=True)  # as they stand now: the page may just have sent for one
    return heard_by(session, at_hand(session, scene, seat, answers=answers, now=now))


def heard_by(session: Session, found: Scene | None) -> Scene | None:
    """The same scene with the company at hand, where that company reads what is said in public; else None."""
    if found is None or found.company is None or not reads_home(session, found.company):
        return None
    return found


def _of_letter(session: Session, seat: Participant, answers: Sequence[str]) -> tuple[str, int] | None:
    found = letter_answered(session, seat, answers)
    return None if found is None else _named(found.about)


def _of_question(seat: Participant) -> tuple[str, int] | None:
    return _named(seat.asked) if seat.asked else None


def _named(facts: Mapping[str, Any]) -> tuple[str, int] | None:
    return next(((name, facts[name]) for name in (ORDER, QUOTE_ROW) if name in facts), None)


def _with(session: Session, scene: Scene, kind: str, number: int, *, now: datetime) -> Scene | None:
    if kind == ORDER:
        order = session.get(WorkOrder, number)
        is_here = order is not None and order.report_id == scene.report.id
        return with_order(session, scene, order, now=now) if order is not None and is_here else None
    quote = session.get(Quote, number)
    is_here = quote is not None and quote.report_id == scene.report.id
    return with_company(session, scene, quote, now=now) if quote is not None and is_here else None


def _visited(session: Session, scene: Scene) -> list[Quote]:
    """The quotes asked for alone for which a visit is being arranged, or planned."""
    found = session.scalars(_VISITED, {"report": scene.report.id}).unique()
    return [quote for quote in found if is_open(quote) and may_know(Role.TENANT, quote.sight)]


_VISITED = (
    select(Quote)
    .join(Visit, Visit.quote_id == Quote.id)
    .where(Visit.report_id == bindparam("report"), Visit.state.in_(sorted(ARRANGED)))
    .order_by(Quote.id)
)
