"""Every night: how one gets in, and whom one calls there, is gone a week after the mission (WORDING, P-07)."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Comment, Event, Report
from mailbot.model_desk import Quote
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import AccessNote, Visit, WorkOrder
from mailbot.vocabulary import ErasureReason, LetterKind, MissionState, OutboundFate, ReportStatus
from mailbot.workflow.erasing import ERASED, Gone, erase_comment, erase_raw, scrubbed, write_down
from mailbot.workflow.events import ORDER, QUOTE_ROW
from mailbot.workflow.one_by_one import apart
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.quotes import is_open
from mailbot.workflow.remains import tombstone
from mailbot.workflow.visibility import covered, forms_of

_OVER = GIVEN_UP | {MissionState.DONE, MissionState.COMPLETE}
_HOLD_ACCESS = (LetterKind.VISIT_PLANNED, LetterKind.VISIT_REMINDER)
_SECRETS = frozenset({"occupant", "telephone", "occupant_telephone", "access", "access_notes"})
"""The facts of those letters that let somebody in, or say whom to call."""


def erase_access(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Erase what was said of getting in, once nobody has come for a week: the note, the words of the mail that said it
    wherever they were told, that mail itself and what quotes it; and from the letters that passed it on."""
    gone = Gone()
    for note in notes_due(session, agency, profile, now):
        its = Gone()
        with apart(session, "access_fault", report_id=note.report_id):
            _erase_note(session, profile, note, its, now=now)
            session.flush()
            gone.add(its)
    for letter in letters_due(session, agency, profile, now):
        letter.facts = _without(letter.facts, now=now)
        gone.counts["letters"] += 1
    if gone.counts:
        write_down(session, agency.id, ErasureReason.TERM, gone, now=now)


def notes_due(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> Sequence[AccessNote]:
    """What was said of getting in, of missions that are over for long enough."""
    before, endless = now - timedelta(days=profile.rules.access_days), _endless(profile, now)
    return [note for note in _notes(session, agency) if is_over(session, note.report_id, before, endless)]


def letters_due(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> Sequence[OutboundMail]:
    """The letters that passed it on."""
    before, endless = now - timedelta(days=profile.rules.access_days), _endless(profile, now)
    return [row for row, facts in _letters(session, agency) if _mission_is_over(session, facts, before, endless)]


def _endless(profile: AgencyProfile, now: datetime) -> datetime:
    return now - timedelta(days=profile.rules.endless_days)


def _erase_note(session: Session, profile: AgencyProfile, note: AccessNote, gone: Gone, *, now: datetime) -> None:
    pieces = _pieces(note.words)
    mark = tombstone(now, profile.language, zone=profile.zone)
    note.words, note.erased_at = "", now
    gone.counts["access"] += 1
    said = select(Comment).where(
        Comment.report_id == note.report_id, Comment.author_id == note.person_id, Comment.erased_at.is_(None)
    )
    for comment in session.scalars(said):
        _erase_words(comment, pieces, mark, gone, now=now)
    told = (
        select(OutboundMail)
        .join(Event, Event.id == OutboundMail.event_id)
        .where(
            Event.report_id == note.report_id,
            or_(Event.at == note.given_at, Event.mail_id == (note.mail_id or 0)),
            OutboundMail.due_at.is_(None),
            OutboundMail.erased_at.is_(None),
        )
    )
    for letter in session.scalars(told):
        letter.facts = scrubbed(letter.facts, pieces, mark)
    # Whoever answered a letter that told of it has it below the answer, as it was.
    came = select(InboundMail).where(
        InboundMail.report_id == note.report_id, InboundMail.received_at >= note.given_at, InboundMail.due_at.is_(None)
    )
    for mail in session.scalars(came):
        erase_raw(mail, gone, now=now)
    if note.mail_id is not None:
        erase_raw(session.get_one(InboundMail, note.mail_id), gone, now=now)


def _pieces(words: str) -> list[str]:
    """The sentences of what was said of getting in, as they were written and as others have read them."""
    said = [piece.strip() for line in words.splitlines() for piece in _END.split(line)]
    return list(dict.fromkeys(each for piece in said if len(piece) > 2 for each in forms_of(piece)))


_END = re.compile(r"(?<=[.!?;])\s+")


def _erase_words(comment: Comment, pieces: Sequence[str], mark: str, gone: Gone, *, now: datetime) -> None:
    """Those words of a comment, and every code and telephone of it. What else it says stays to be read."""
    left = covered(scrubbed(comment.text, pieces, mark))
    if left == comment.text:
        return
    if comment.masked or not _WORD.search(left.replace(mark, " ")):
        # Nothing is left, or what a manager had covered in it could not be found again.
        erase_comment(comment, gone, now=now)
        return
    comment.text = left
    gone.counts["comments"] += 1


_WORD = re.compile(r"\w")


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


def is_over(session: Session, report_id: int, before: datetime, endless: datetime) -> bool:
    """Whether nobody is to come any more, and nobody has been within the week. What was said before any company was
    found waits for one, as long as the report is open. `endless`: what nobody has moved since then is over, whatever it
    says."""
    orders = session.scalars(select(WorkOrder).where(WorkOrder.report_id == report_id)).all()
    visited = select(Quote).join(Visit, Visit.quote_id == Quote.id).where(Visit.report_id == report_id)
    ends = [*_ends(orders, endless), *(_end_of_quote(quote, endless) for quote in session.scalars(visited).unique())]
    if not ends:
        report = session.get_one(Report, report_id)
        ends = [report.closed_at if report.status is ReportStatus.CLOSED else None]
    return all(end is not None and end <= before for end in ends)


def _mission_is_over(session: Session, about: dict[str, Any], before: datetime, endless: datetime) -> bool:
    ends: list[datetime | None] = []
    if (order := session.get(WorkOrder, about.get(ORDER, 0))) is not None:
        ends = list(_ends([order], endless))
    elif (quote := session.get(Quote, about.get(QUOTE_ROW, 0))) is not None:
        ends = [_end_of_quote(quote, endless)]
    return bool(ends) and all(end is not None and end <= before for end in ends)


def _ends(orders: Iterable[WorkOrder], endless: datetime) -> Iterable[datetime | None]:
    """When each was over; None for one that is not."""
    for order in orders:
        ended = order.confirmed_at if order.state is MissionState.COMPLETE else order.state_since
        yield (ended or order.state_since) if order.state in _OVER or order.state_since <= endless else None


def _end_of_quote(quote: Quote, endless: datetime) -> datetime | None:
    return None if is_open(quote) and quote.state_since > endless else quote.state_since
