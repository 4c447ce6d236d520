"""The mails of an agency that wait for a person, as far as one of its managers may read them."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, not_, or_, select

from mailbot.db import Session
from mailbot.model import Dwelling, Occupancy, Participant, Person, Report, Thread
from mailbot.model_mails import InboundMail
from mailbot.vocabulary import InboundFate, ReportStatus, ThreadKind
from mailbot.workflow.households import homes_of_landlord, homes_of_tenant, managers_of

MOST = 50
"""Mails on one page."""
_MOST_PROPOSED = 5
_PRIVATE = "private_address"


class Shelf(StrEnum):
    """Where a mail lies that was not taken."""

    WAITING = "waiting"
    """Held or parked: a manager's turn."""
    ASKED = "asked"
    """Its writer was asked which home it is about, and has not answered."""
    DISCARDED = "discarded"
    """Not for us, or from somebody who is kept out."""


_ON: dict[Shelf, ColumnElement[bool]] = {
    Shelf.WAITING: InboundMail.fate.in_((InboundFate.HELD, InboundFate.PARKED)),
    Shelf.ASKED: and_(
        InboundMail.fate == InboundFate.ASKED,
        InboundMail.report_id.is_(None),
        cast(InboundMail.trail, Text).like('%"intake"%'),
    ),
    Shelf.DISCARDED: InboundMail.fate == InboundFate.DISCARDED,
}
_ANYWHERE = or_(*_ON.values())

# What was written to a private conversation, or to another's address there: its managers alone read it.
_IS_PRIVATE = or_(
    InboundMail.trouble == _PRIVATE,
    and_(Thread.id.is_not(None), Thread.kind == ThreadKind.PRIVATE),
    and_(Report.id.is_not(None), Report.is_private.is_(True)),
)


def count_waiting(session: Session, agency_id: int, person: Person, *, today: date) -> int:
    """How many mails wait that this manager may read."""
    return _count(session, agency_id, person, Shelf.WAITING, today=today)


def listed(
    session: Session, agency_id: int, person: Person, shelf: Shelf, *, page: int, today: date
) -> tuple[int, Sequence[InboundMail]]:
    """How many lie on this shelf, and one page of them, the newest first."""
    readable = _readable(session, agency_id, person, today=today)
    rows = _around(select(InboundMail)).where(InboundMail.agency_id == agency_id, _ON[shelf], readable)
    found = session.scalars(rows.order_by(InboundMail.id.desc()).limit(MOST).offset((page - 1) * MOST)).all()
    return _count(session, agency_id, person, shelf, today=today), found


def one(session: Session, agency_id: int, person: Person, mail_id: int, *, today: date) -> InboundMail | None:
    """The mail of this number, waiting or not; None when this manager may not read it, or it never waited."""
    readable = _readable(session, agency_id, person, today=today)
    decided = InboundMail.decided_by.is_not(None)
    wanted = _around(select(InboundMail)).where(
        InboundMail.id == mail_id, InboundMail.agency_id == agency_id, or_(_ANYWHERE, decided), readable
    )
    return session.scalars(wanted).one_or_none()


def is_private(session: Session, mail_id: int) -> bool:
    """Whether it was written to a private conversation."""
    return (
        session.scalars(_around(select(InboundMail.id)).where(InboundMail.id == mail_id, _IS_PRIVATE)).first()
        is not None
    )


def propositions(session: Session, agency_id: int, row: InboundMail, *, today: date) -> Sequence[tuple[Report, str]]:
    """The reports that it may belong to, with the name of their home: the one it was written to, then the open ones of
    its writer's homes, the latest first."""
    return proposed(session, agency_id, row.person_id, report_of(session, row), today=today)


def proposed(
    session: Session, agency_id: int, person_id: int | None, report: Report | None, *, today: date
) -> Sequence[tuple[Report, str]]:
    """The same for a mail whose row is not written yet: its writer, and the report it was written to."""
    homes = homes_of(session, person_id, today=today) if person_id is not None else []
    wanted = or_(
        Report.id == (report.id if report is not None else 0),
        and_(Report.dwelling_id.in_(homes), Report.status != ReportStatus.CLOSED, Report.is_private.is_(False)),
    )
    rows = session.execute(
        select(Report, Dwelling.name)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .where(Report.agency_id == agency_id, Report.merged_into_id.is_(None), wanted)
        .order_by((Report.id == (report.id if report is not None else 0)).desc(), Report.id.desc())
        .limit(_MOST_PROPOSED)
    )
    return [(found, name) for found, name in rows]


def report_of(session: Session, row: InboundMail) -> Report | None:
    """The report whose conversation it was written to."""
    if row.report_id is not None:
        return session.get(Report, row.report_id)
    if row.participant_id is None:
        return None
    return session.scalars(
        select(Report)
        .join(Thread, Thread.report_id == Report.id)
        .join(Participant, Participant.thread_id == Thread.id)
        .where(Participant.id == row.participant_id)
    ).one_or_none()


def homes_of(session: Session, person_id: int, *, today: date) -> Sequence[int]:
    """The homes of today of somebody, and those they have left."""
    left = session.scalars(select(Occupancy.dwelling_id).where(Occupancy.person_id == person_id))
    theirs = [*homes_of_tenant(session, person_id, today=today), *homes_of_landlord(session, person_id, today=today)]
    return list(dict.fromkeys([*theirs, *left]))


def find_reports(session: Session, agency_id: int, words: str) -> Sequence[tuple[Report, str]]:
    """Reports by number, by words of their object or by the key of their home, the open ones first."""
    sought = words.strip()[:100]
    if not sought:
        return []
    like = f"%{sought.replace('%', '').replace('_', '')}%"
    rows = session.execute(
        select(Report, Dwelling.name)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .where(Report.agency_id == agency_id, Report.merged_into_id.is_(None))
        .where(
            or_(Report.ref.ilike(like), Report.object.ilike(like), Dwelling.key.ilike(like), Dwelling.name.ilike(like))
        )
        .order_by((Report.status == ReportStatus.CLOSED).asc(), Report.id.desc())
        .limit(2 * _MOST_PROPOSED)
    )
    return [(found, name) for found, name in rows]


def _count(session: Session, agency_id: int, person: Person, shelf: Shelf, *, today: date) -> int:
    readable = _readable(session, agency_id, person, today=today)
    rows = _around(select(func.count(InboundMail.id))).where(InboundMail.agency_id == agency_id, _ON[shelf], readable)
    number: int = session.scalars(rows).one()
    return number


def _around(rows: Select[Any]) -> Select[Any]:
    """With the conversation and the report that a mail was written to."""
    return (
        rows.outerjoin(Participant, Participant.id == InboundMail.participant_id)
        .outerjoin(Thread, Thread.id == Participant.thread_id)
        .outerjoin(Report, Report.id == func.coalesce(InboundMail.report_id, Thread.report_id))
    )


def _readable(session: Session, agency_id: int, person: Person, *, today: date) -> ColumnElement[bool]:
    private_homes = session.scalars(
        _around(select(Report.dwelling_id).select_from(InboundMail))
        .distinct()
        .where(InboundMail.agency_id == agency_id, _IS_PRIVATE, Report.id.is_not(None))
    ).all()
    dwellings = session.scalars(select(Dwelling).where(Dwelling.id.in_(private_homes)))
    own = [each.id for each in dwellings if any(m.id == person.id for m in managers_of(session, each, today=today))]
    return or_(not_(_IS_PRIVATE), and_(Report.id.is_not(None), Report.dwelling_id.in_(own)))
