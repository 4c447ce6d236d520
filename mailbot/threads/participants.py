"""Who stands behind an address: a person, in a thread, on a channel."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm.attributes import set_committed_value

from mailbot.db import Session, look_again
from mailbot.loaded import columns_of, object_in, objects_in
from mailbot.model import Building, Dwelling, Participant, Person, PersonAddress, Report, Thread
from mailbot.prepared import Prepared, Row
from mailbot.threads.addresses import channel_of, normal_address
from mailbot.threads.headers import subject_for
from mailbot.threads.tokens import Token
from mailbot.vocabulary import LANGUAGES, Channel, Role, ThreadKind


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant with everything that a reply to their address needs: rows to read, none to change unasked."""

    participant: Participant
    person: Person
    thread: Thread
    report: Report
    channel: Channel


_OF_A_SEAT = (Participant, Person, Thread, Report, Dwelling, Building)
_SEEN_SEATS = (
    select(*columns_of(*_OF_A_SEAT))
    .join(Person, Person.id == Participant.person_id)
    .join(Thread, Thread.id == Participant.thread_id)
    .join(Report, Report.id == Thread.report_id)
    .join(Dwelling, Dwelling.id == Report.dwelling_id)
    .join(Building, Building.id == Dwelling.building_id)
    .where(Participant.revoked_at.is_(None))
)
# Two workers with two mails of one report take their turns: what one of them reads, the other has not half changed.
# A report that was looked at before the lock may have changed until we had it: its row is read again.
_SEATS = _SEEN_SEATS.with_for_update(of=Report)
_SEAT_BY_NUMBER = Prepared(_SEATS.where(Participant.id == bindparam("participant")))
_SEEN_SEAT_BY_NUMBER = Prepared(_SEEN_SEATS.where(Participant.id == bindparam("participant")))
_SEAT_BY_PERSON = Prepared(
    _SEATS.where(Participant.thread_id == bindparam("thread"), Participant.person_id == bindparam("person"))
)
_PERSON_BY_ADDRESS = (
    select(Person)
    .join(PersonAddress, PersonAddress.person_id == Person.id)
    .where(PersonAddress.agency_id == bindparam("agency"), PersonAddress.address == bindparam("address"))
)
_THREAD = select(Thread).where(
    Thread.report_id == bindparam("report"), Thread.kind == bindparam("kind"), Thread.about == bindparam("about")
)
_NUMBER_ON_REPORT = (
    select(Participant.id)
    .join(Thread, Thread.id == Participant.thread_id)
    .join(Report, Report.id == Thread.report_id)
    .where(Report.agency_id == bindparam("agency"), Report.ref == bindparam("ref"), Thread.kind == ThreadKind.REPORT)
    .where(Participant.person_id == bindparam("person"))
)
_SIT_DOWN = insert(Participant)
_SITTING = Prepared(select(*columns_of(Participant)).where(Participant.thread_id == bindparam("thread")))


def participant_at(session: Session, token: Token) -> Seat | None:
    """The seat that a reply address leads to; None when it was revoked or its row is gone."""
    return seat_with_number(session, token.subject, channel_of(token))


def seat_with_number(session: Session, participant_id: int, channel: Channel) -> Seat | None:
    """The seat of a participant; None when it was revoked or its row is gone."""
    _let_others_finish(session)
    row = _SEAT_BY_NUMBER.first(session, participant=participant_id)
    return None if row is None else _seat_in(session, row, channel, again=True)


def seen_seat(session: Session, participant_id: int, channel: Channel) -> Seat | None:
    """The same for somebody who only looks: nothing waits for it, and it waits for nothing."""
    row = _SEEN_SEAT_BY_NUMBER.first(session, participant=participant_id)
    return None if row is None else _seat_in(session, row, channel, again=False)


def _let_others_finish(session: Session) -> None:
    """Before a lock is waited for."""
    session.flush()  # what is changed already is not read over
    look_again(session)


def _seat_in(session: Session, row: Row, channel: Channel, *, again: bool) -> Seat:
    participant, person, thread, report, dwelling, building = objects_in(session, _OF_A_SEAT, row, again=again)
    set_committed_value(report, "dwelling", dwelling)
    set_committed_value(dwelling, "building", building)
    return Seat(participant, person, thread, report, channel)


def person_at(session: Session, agency_id: int, address: str) -> Person | None:
    """The person of an agency who has this address on file."""
    wanted = normal_address(address)
    if not wanted:
        return None
    return session.scalars(_PERSON_BY_ADDRESS, {"agency": agency_id, "address": wanted}).one_or_none()


def seat_of(session: Session, person_id: int, thread_id: int, channel: Channel) -> Seat | None:
    """The seat of a person in a thread, whoever's address they wrote to."""
    _let_others_finish(session)
    row = _SEAT_BY_PERSON.first(session, thread=thread_id, person=person_id)
    return None if row is None else _seat_in(session, row, channel, again=True)


def seat_on_report(session: Session, agency_id: int, person_id: int, ref: str, channel: Channel) -> Seat | None:
    """The seat of a person on the report of this number, locked as every reply locks it."""
    number = session.scalars(_NUMBER_ON_REPORT, {"agency": agency_id, "ref": ref, "person": person_id}).one_or_none()
    return None if number is None else seat_with_number(session, number, channel)


def open_thread(session: Session, report: Report, kind: ThreadKind, *, now: datetime, about: int = 0) -> Thread:
    """The thread of a report, opened when it was not yet. `about`: the quote or the order that it is about."""
    thread = session.scalars(_THREAD, {"report": report.id, "kind": kind, "about": about}).one_or_none()
    if thread is None:
        thread = Thread(agency_id=report.agency_id, report_id=report.id, kind=kind, about=about, created_at=now)
        session.add(thread)
        session.flush()
    return thread


@dataclass(frozen=True, slots=True)
class Chair:
    """A place to be taken in a thread."""

    person: Person
    role: Role
    opened_by: str = ""
    """Message-ID of the person's own mail that began it all."""


def seat_people(
    session: Session, thread: Thread, report: Report, chairs: list[Chair], *, dwelling: str, now: datetime,
    number: str = "", object_: str = "", town: str = "",
) -> dict[int, Participant]:  # fmt: skip
    """A participant for each person, by person id; those who sit already keep their place and their subject. `number`:
    of the quote or the order that the thread is about; `object_`: what its subject says in place of the report's."""
    sitting = _sitting(session, thread)
    if session.new:
        session.flush()
    newcomers: dict[int, Chair] = {}
    for chair in chairs:
        if chair.person.id not in sitting:
            newcomers.setdefault(chair.person.id, chair)
    if not newcomers:
        return sitting
    rows = [
        {
            "agency_id": report.agency_id,
            "thread_id": thread.id,
            "person_id": chair.person.id,
            "role": chair.role,
            "subject": subject_for(
                thread.kind,
                chair.role,
                chair.person.language if chair.person.language in LANGUAGES else LANGUAGES[0],
                ref=report.ref,
                object_=object_ or report.object,
                dwelling=dwelling,
                number=number,
                town=town,
            ),
            "opened_by": chair.opened_by,
            "created_at": now,
        }
        for chair in newcomers.values()
    ]
    session.connection().execute(_SIT_DOWN, rows)
    return _sitting(session, thread)


def _sitting(session: Session, thread: Thread) -> dict[int, Participant]:
    seats = (object_in(session, Participant, row) for row in _SITTING.rows(session, thread=thread.id))
    return {seat.person_id: seat for seat in seats}
