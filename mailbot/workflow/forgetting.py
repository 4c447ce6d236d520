"""Somebody asks to be forgotten: what is erased, what the law makes us keep, and when it is too early (6.6)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, func, or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import (
    Agency,
    Comment,
    LandlordContact,
    Occupancy,
    Ownership,
    Participant,
    Person,
    ProviderContact,
    Report,
    TeamMember,
    Thread,
)
from mailbot.model_desk import Confirmation, Draft, Quote
from mailbot.model_gate import Erasure, StrangerMail
from mailbot.model_mails import DigestLine, InboundMail, OutboundMail
from mailbot.model_orders import AccessNote, Availability, Invoice, Paper, WorkOrder
from mailbot.vocabulary import ErasureReason, EventKind, InboundFate, ReportStatus, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.erasing import Gone, erase_comment, erase_letter, erase_raw, scrubbed, write_down
from mailbot.workflow.households import managers_of_agency, stands_on
from mailbot.workflow.orders import is_open
from mailbot.workflow.remains import tombstone
from mailbot.workflow.report_erasing import (
    addresses_of,
    erase_files,
    erase_object,
    erase_person,
    letters_of,
    mails_of,
    scrub_object,
)

RESTRICTED = "restricted"
"""Among the counts of an erasure: how many papers the law makes us keep, which managers alone open from then on."""
_SHORT = 3
"""A name of so few letters stands in too many other words."""


class TooEarly(StrEnum):
    """Why somebody cannot be forgotten yet."""

    LIVES_HERE = "lives_here"
    OWNS = "owns"
    IN_TEAM = "in_team"
    WRITES_FOR_COMPANY = "writes_for_company"
    OPEN_REPORT = "open_report"
    OPEN_ORDER = "open_order"
    LETTERS_LEAVING = "letters_leaving"
    """A letter to them, or about their reports, is on its way: it leaves first."""
    ALREADY_GONE = "already_gone"


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting somebody would do. Numbers alone."""

    too_early: Sequence[TooEarly]
    counts: dict[str, int]
    restricted: int
    """Orders, quotes and invoices of their reports: the law makes us keep them."""


def look(session: Session, agency: Agency, profile: AgencyProfile, person: Person, *, now: datetime) -> Forgetting:
    """What it would do. Changes nothing."""
    reports = _reports(session, person)
    counts = {
        "comments": _count(session, Comment.author_id == person.id, Comment.erased_at.is_(None)),
        "raw_mails": sum(1 for _ in _mails(session, person, reports)),
        "letters": len(_letters(session, person, reports)),
        "reports": len(reports),
    }
    return Forgetting(_too_early(session, profile, person, reports, now=now), counts, _restricted(session, reports))


def forget(
    session: Session, agency: Agency, profile: AgencyProfile, person: Person, *, now: datetime,
    by: Person | None = None,
) -> Erasure:  # fmt: skip
    """Do it, and tell the managers in their next digest. Raises Refused when it is too early.

    `by`: the manager who asked for it; none for an operator.
    """
    reports = _reports(session, person)
    if _too_early(session, profile, person, reports, now=now):
        raise Refused(Reason.ALREADY_SO)
    gone, words, mark = Gone(), _names(session, person), tombstone(now, profile.language, zone=profile.zone)
    for mail in (*_mails(session, person, reports), *_notices(session, person)):
        erase_raw(mail, gone, now=now)
    for letter in _letters(session, person, reports):
        erase_letter(letter, gone, now=now)
    for report in reports:
        erase_files(session, report.id, gone, now=now, people=[person.id])
        if report.author_id == person.id:
            erase_object(session, profile, report, now=now)
        else:
            scrub_object(session, report, words, mark)
    _erase_said(session, person, reports, words, mark, gone, now=now)
    of_strangers = StrangerMail.agency_id == agency.id, StrangerMail.address.in_(addresses_of(session, person))
    session.execute(delete(StrangerMail).where(*of_strangers))
    erase_person(session, person, gone, now=now)
    row = write_down(
        session, agency.id, ErasureReason.RIGHT, gone, now=now, by=by, person=person,
        **{RESTRICTED: _restricted(session, reports)},
    )  # fmt: skip
    managers = managers_of_agency(session, agency.id, today=now.astimezone(profile.zone).date())
    record_apart(
        session, Around(agency, managers), EventKind.DATA_ERASED, actor=by,
        role=Role.MANAGER if by is not None else Role.UNKNOWN, now=now, details={"erasure": row.id},
    )  # fmt: skip
    return row


# -- Whether it is too early ------------------------------------------------------------------------------------------


def _too_early(
    session: Session, profile: AgencyProfile, person: Person, reports: Sequence[Report], *, now: datetime
) -> list[TooEarly]:
    today = now.astimezone(profile.zone).date()
    numbers = [report.id for report in reports]
    lives = or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= today)
    owns = (
        select(Ownership.id)
        .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
        .where(LandlordContact.person_id == person.id, or_(stands_on(Ownership, today), Ownership.starts_on > today))
    )
    orders = session.scalars(select(WorkOrder).where(WorkOrder.report_id.in_(numbers)))
    about = or_(OutboundMail.report_id.in_(numbers), OutboundMail.person_id == person.id)
    leaving = select(OutboundMail.id).where(OutboundMail.due_at.is_not(None), about)
    arriving = select(InboundMail.id).where(InboundMail.due_at.is_not(None), InboundMail.report_id.in_(numbers))
    found = {
        TooEarly.ALREADY_GONE: person.erased_at is not None,
        TooEarly.LIVES_HERE: _any(session, select(Occupancy.id).where(Occupancy.person_id == person.id, lives)),
        TooEarly.OWNS: _any(session, owns),
        TooEarly.IN_TEAM: session.get(TeamMember, person.id) is not None,
        TooEarly.WRITES_FOR_COMPANY: _any(
            session, select(ProviderContact.person_id).where(ProviderContact.person_id == person.id)
        ),
        TooEarly.OPEN_REPORT: any(
            report.author_id == person.id and report.status is not ReportStatus.CLOSED for report in reports
        ),
        TooEarly.OPEN_ORDER: any(is_open(order) for order in orders),
        TooEarly.LETTERS_LEAVING: _any(session, leaving) or _any(session, arriving),
    }
    return [why for why, stands in found.items() if stands]


def _any(session: Session, rows: Any) -> bool:
    return session.execute(rows.limit(1)).first() is not None


# -- What is theirs ---------------------------------------------------------------------------------------------------


def _reports(session: Session, person: Person) -> Sequence[Report]:
    """Those on which they have a seat, or wrote."""
    sat = (
        select(Thread.report_id)
        .join(Participant, Participant.thread_id == Thread.id)
        .where(Participant.person_id == person.id)
    )
    wrote = select(Comment.report_id).where(Comment.author_id == person.id)
    rows = select(Report).where(or_(Report.id.in_(sat), Report.id.in_(wrote), Report.author_id == person.id))
    return session.scalars(rows.order_by(Report.id)).all()


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Comment).where(*which)) or 0


def _mails(session: Session, person: Person, reports: Sequence[Report]) -> Iterator[InboundMail]:
    """Theirs; those of everybody on their reports, since an answer quotes what it answers; and what the others of those
    reports have answered to daily letters since."""
    numbers = [report.id for report in reports]
    seats = select(Participant.person_id).join(Thread).where(Thread.report_id.in_(numbers))
    first = session.scalar(select(func.min(Comment.created_at)).where(Comment.author_id == person.id))
    since = InboundMail.received_at >= first if first is not None else InboundMail.id < 0
    which = or_(
        mails_of(person, addresses_of(session, person)),
        InboundMail.report_id.in_(numbers),
        InboundMail.report_id.is_(None) & InboundMail.person_id.in_(seats) & since,
    )
    rows = select(InboundMail).where(
        InboundMail.agency_id == person.agency_id, InboundMail.erased_at.is_(None), InboundMail.due_at.is_(None), which
    )
    yield from session.scalars(rows)


def _notices(session: Session, person: Person) -> Iterator[InboundMail]:
    """What mail systems sent back since they are on file: a letter that came back stands in it, and nobody knows whose
    without reading all of them."""
    rows = select(InboundMail).where(
        InboundMail.agency_id == person.agency_id, InboundMail.erased_at.is_(None), InboundMail.due_at.is_(None),
        InboundMail.fate == InboundFate.AUTOMATIC, InboundMail.person_id.is_(None),
        InboundMail.received_at >= person.created_at,
    )  # fmt: skip
    yield from session.scalars(rows)


def _letters(session: Session, person: Person, reports: Sequence[Report]) -> Sequence[OutboundMail]:
    """Those to them; those about their reports; and any other that names one of these, or them."""
    found = {letter.id: letter for letter in letters_of(session, [report.id for report in reports])}
    written = cast(OutboundMail.facts, String)
    said = [*(report.ref for report in reports), *(each.address for each in person.addresses), person.name]
    named = _holding(written, said)
    rows = select(OutboundMail).where(
        OutboundMail.agency_id == person.agency_id,
        OutboundMail.erased_at.is_(None),
        OutboundMail.due_at.is_(None),
        or_(OutboundMail.person_id == person.id, OutboundMail.report_id.is_(None) & or_(*named)),
    )
    found.update({letter.id: letter for letter in session.scalars(rows)})
    return [found[number] for number in sorted(found)]


def _holding(column: ColumnElement[str], words: Sequence[str]) -> list[ColumnElement[bool]]:
    """The conditions that facts hold one of these: one database writes accents in them, the other their numbers."""
    forms = {form for each in words for form in (each, json.dumps(each)[1:-1])}
    return [column.contains(form, autoescape=True) for form in sorted(forms)]


def _restricted(session: Session, reports: Sequence[Report]) -> int:
    """The papers of their reports that the law makes us keep."""
    numbers = [report.id for report in reports]
    orders = select(WorkOrder.id).where(WorkOrder.report_id.in_(numbers))
    return sum(
        session.scalar(select(func.count()).select_from(table).where(where)) or 0
        for table, where in (
            (Quote, Quote.report_id.in_(numbers)),
            (WorkOrder, WorkOrder.report_id.in_(numbers)),
            (Invoice, Invoice.order_id.in_(orders)),
            (Paper, Paper.report_id.in_(numbers)),
        )
    )


def _names(session: Session, person: Person) -> list[str]:
    """What names somebody in the words of others; a name that somebody else has too names nobody."""
    shared = select(Person.id).where(
        Person.agency_id == person.agency_id, Person.family_name == person.family_name, Person.id != person.id
    )
    said = {person.name, person.telephone, *(each.address for each in person.addresses)}
    said |= set() if _any(session, shared) else {person.family_name}
    return [each for each in said if len(each) > _SHORT]


def _erase_said(
    session: Session, person: Person, reports: Sequence[Report], words: Sequence[str], mark: str, gone: Gone, *,
    now: datetime,
) -> None:  # fmt: skip
    """Their words; their name in the words of others on their reports; what they said of their time and their door."""
    numbers = [report.id for report in reports]
    for comment in session.scalars(select(Comment).where(Comment.report_id.in_(numbers))):
        if comment.author_id == person.id:
            erase_comment(comment, gone, now=now)
        elif (left := scrubbed(comment.text, words, mark)) != comment.text:
            if comment.masked:  # what a manager had covered in it could not be found again
                erase_comment(comment, gone, now=now)
            else:
                comment.text = left
                gone.counts["named_by_others"] += 1
    for note in session.scalars(select(AccessNote).where(AccessNote.person_id == person.id)):
        note.words, note.erased_at = "", note.erased_at or now
        gone.counts["access"] += 1
    session.execute(delete(Availability).where(Availability.person_id == person.id))
    for quote in session.scalars(select(Quote).where(Quote.report_id.in_(numbers), Quote.contact != "")):
        quote.contact = ""
    # What a manager has typed and not confirmed yet goes too: it would be said again in its own time.
    waits = or_(False, *_holding(cast(Confirmation.fields, String), words))
    session.execute(
        delete(Confirmation)
        .where(Confirmation.agency_id == person.agency_id, waits)
        .execution_options(synchronize_session=False)
    )
    named = _holding(cast(Draft.content, String), words)
    prepared = Draft.report_id.in_(numbers) | or_(False, *named)
    session.execute(
        delete(Draft).where(Draft.agency_id == person.agency_id, prepared).execution_options(synchronize_session=False)
    )
    session.execute(delete(DigestLine).where(DigestLine.person_id == person.id, DigestLine.letter_id.is_(None)))
