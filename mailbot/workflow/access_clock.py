"""Every night: how one gets in, and whom one calls there, is gone a week after the mission (WORDING, P-07)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Event, OutboundMail, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import AccessNote, Visit, WorkOrder
from mailbot.vocabulary import LetterKind, MissionState, OutboundFate, ReportStatus
from mailbot.workflow.events import ORDER, QUOTE_ROW
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.quotes import is_open

KEPT_FOR = timedelta(days=7)
ERASED = "erased"
"""The fact of a letter that says since when it holds no access any more: what shows it again says so."""
_OVER = GIVEN_UP | {MissionState.DONE, MissionState.COMPLETE}
_HOLD_ACCESS = (LetterKind.VISIT_PLANNED, LetterKind.VISIT_REMINDER)
_SECRETS = frozenset({"occupant", "telephone", "occupant_telephone", "access", "access_notes"})
"""The facts of those letters that let somebody in, or say whom to call."""


def erase_access(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Erase what was said of getting in, once nobody has come for a week; and from the letters that passed it on."""
    before = now - KEPT_FOR
    for note in _notes(session, agency):
        if _report_is_over(session, note.report_id, before):
            note.words, note.erased_at = "", now
    for letter, facts in _letters(session, agency):
        if _mission_is_over(session, facts, before):
            letter.facts = _without(letter.facts, now=now)


def _notes(session: Session, agency: Agency) -> Sequence[AccessNote]:
    return session.scalars(
        select(AccessNote)
        .where(AccessNote.agency_id == agency.id, AccessNote.erased_at.is_(None))
        .order_by(AccessNote.id)
    ).all()


def _letters(session: Session, agency: Agency) -> Sequence[tuple[OutboundMail, dict[str, Any]]]:
    """The letters that hold such facts still, with what their events are about; none that has yet to leave."""
    rows = session.execute(
        select(OutboundMail, Event.facts)
        .join(Event, Event.id == OutboundMail.event_id)
        .where(
            OutboundMail.agency_id == agency.id,
            OutboundMail.kind.in_(_HOLD_ACCESS),
            or_(OutboundMail.due_at.is_(None), OutboundMail.fate != OutboundFate.PENDING),
            OutboundMail.facts[ERASED].as_string().is_(None),
        )
        .order_by(OutboundMail.id)
    )
    return [(letter, facts) for letter, facts in rows]


def _without(facts: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in _SECRETS} | {ERASED: now.isoformat()}


# -- When a mission is over -------------------------------------------------------------------------------------------


def _report_is_over(session: Session, report_id: int, before: datetime) -> bool:
    """Whether nobody is to come any more, and nobody has been within the week. What was said before any company was
    found waits for one, as long as the report is open."""
    orders = session.scalars(select(WorkOrder).where(WorkOrder.report_id == report_id)).all()
    visited = select(Quote).join(Visit, Visit.quote_id == Quote.id).where(Visit.report_id == report_id)
    ends = [*_ends(orders), *(_end_of_quote(quote) for quote in session.scalars(visited).unique())]
    if not ends:
        report = session.get_one(Report, report_id)
        ends = [report.closed_at if report.status is ReportStatus.CLOSED else None]
    return all(end is not None and end <= before for end in ends)


def _mission_is_over(session: Session, about: dict[str, Any], before: datetime) -> bool:
    ends: list[datetime | None] = []
    if (order := session.get(WorkOrder, about.get(ORDER, 0))) is not None:
        ends = list(_ends([order]))
    elif (quote := session.get(Quote, about.get(QUOTE_ROW, 0))) is not None:
        ends = [_end_of_quote(quote)]
    return bool(ends) and all(end is not None and end <= before for end in ends)


def _ends(orders: Iterable[WorkOrder]) -> Iterable[datetime | None]:
    """When each was over; None for one that is not."""
    for order in orders:
        ended = order.confirmed_at if order.state is MissionState.COMPLETE else order.state_since
        yield (ended or order.state_since) if order.state in _OVER else None


def _end_of_quote(quote: Quote) -> datetime | None:
    return None if is_open(quote) else quote.state_since
