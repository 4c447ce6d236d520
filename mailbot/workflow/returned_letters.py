"""A letter that did not arrive: what is written down of its address, and who is told (G-15, G-25)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Dwelling, Event, Participant, Person, PersonAddress, Report, Thread
from mailbot.model import TeamMember as Member
from mailbot.model_mails import OutboundMail
from mailbot.precedence import due_from
from mailbot.telemetry import logger
from mailbot.threads.headers import new_message_id
from mailbot.vocabulary import EventKind, LetterKind, OutboundFate, Role, ThreadKind
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.events import record
from mailbot.workflow.households import managers_of, managers_of_agency
from mailbot.workflow.recipients import forgive, is_unreachable, other_address
from mailbot.workflow.returned_facts import OF_RETURNS, about_letter, about_lost, about_person
from mailbot.workflow.scene import Scene, at_table_of, private_side, set_scene
from mailbot.workflow.why_returned import Why

log = logger(__name__)

_UNTOLD = frozenset({LetterKind.WAS_IT_YOU, LetterKind.ONE_TIME_CONFIRMATION, LetterKind.ADDRESS_UNKNOWN})
"""Letters to whoever writes or presses just now: that they come back is no news to anybody."""
_TAKEN_FOR_ARRIVED = timedelta(days=3)
"""Relays give up by then (RFC 5321, section 4.5.4.1, says four to five days; most say two)."""


def came_back(
    session: Session, letter: OutboundMail, why: Why, code: str, *, now: datetime, mail_id: int | None = None,
    counts: bool = True,
) -> None:  # fmt: skip
    """Everything that follows from a letter that did not arrive; its row says so already.

    `counts`: whether it is beyond doubt, and about the address. What is not changes nothing for the address, and is not
    sent elsewhere: the managers are told, and that is all.
    """
    person = session.get(Person, letter.person_id) if letter.person_id is not None else None
    if person is None or person.erased_at is not None:
        return
    address = next((each for each in person.addresses if each.address == letter.recipient), None)
    if address is None and letter.facts.get("reader") != Role.MANAGER.value:
        return  # it was put right since
    agency = session.get_one(Agency, letter.agency_id)
    profile = profile_of(session, agency)
    stopped = counts and address is not None and _count(session, letter, address, why, profile, now=now)
    if letter.kind not in _UNTOLD:
        is_told = letter.kind not in OF_RETURNS
        again = other_address(person, letter.recipient) if is_told and counts and why is Why.UNKNOWN else None
        details = {
            "letter": letter.id, "person": person.id, "why": why.value, "code": code, "kind": letter.kind.value,
            "told": is_told, "suspends": counts and is_unreachable(person),
            "bounced": about_letter(letter, person, why, again) | {"ref": _ref(session, letter)},
        }  # fmt: skip
        event = _tell(session, letter, person, details, profile, now=now, mail_id=mail_id)
        if again is not None:
            send_again(session, letter, again.address, event=event, now=now)
    if stopped and address is not None:
        tell_stopped(session, person, address, letter, now=now, mail_id=mail_id)


def arrived(session: Session, letter: OutboundMail) -> None:
    """A mail system says that it has delivered the letter: its address refuses no more."""
    for each in _addresses(session, letter.person_id, letter.recipient):
        forgive(each)


def hears_from(session: Session, person: Person, address: str) -> None:
    """A mail has come from an address on file: letters go there again."""
    for each in person.addresses:
        if each.address == address and (each.refusals or each.stopped_at is not None):
            forgive(each)


def complained(
    session: Session, letter: OutboundMail, *, now: datetime, mail_id: int | None = None
) -> bool:  # fmt: skip
    """Whoever reads at this address called the letter unwanted (RFC 5965). False when that is known already, or the
    letter is nobody's on file."""
    person = session.get(Person, letter.person_id) if letter.person_id is not None else None
    address = next(iter(_addresses(session, letter.person_id, letter.recipient)), None)
    if person is None or address is None or address.complained_at is not None:
        return False
    address.complained_at = now
    log.warning("letter_called_unwanted", letter_id=letter.id, person_id=person.id)
    tell_stopped(session, person, address, letter, now=now, mail_id=mail_id, complaint=True)
    return True


def send_again(
    session: Session, letter: OutboundMail, address: str, *, now: datetime, event: Event | None = None
) -> None:  # fmt: skip
    """The same letter as a new one, to another address: what it said was true on its day, and its buttons are new."""
    agency = session.get_one(Agency, letter.agency_id)
    row = {name: getattr(letter, name) for name in _SAME} | {
        "event_id": event.id if event is not None else None, "recipient": address,
        "message_id": new_message_id(agency.mail_domain), "fate": OutboundFate.PENDING,
        "due_at": due_from(letter.kind, now), "tries": 0, "answer": "", "created_at": now,
    }  # fmt: skip
    session.execute(insert(OutboundMail), [row])


_SAME = (
    "agency_id", "profile_id", "report_id", "participant_id", "person_id", "kind", "language", "channel", "facts",
)  # fmt: skip


def tell_stopped(
    session: Session, person: Person, address: PersonAddress, letter: OutboundMail, *, now: datetime,
    mail_id: int | None = None, complaint: bool = False,
) -> None:  # fmt: skip
    """G-25, to the managers."""
    agency = session.get_one(Agency, person.agency_id)
    profile = profile_of(session, agency)
    today = now.astimezone(profile.zone).date()
    record_apart(
        session, Around(agency, managers_told(session, agency, letter, person, profile, now=now)),
        EventKind.COMPLAINT_RECEIVED, actor=None, role=Role.UNKNOWN, now=now, mail_id=mail_id,
        report_id=letter.report_id,
        details={
            "letter": letter.id, "person": person.id, "complaint": complaint,
            "stopped": about_person(session, person, address, letter, complaint=complaint, today=today),
        },
    )  # fmt: skip


def tell_of_many(
    session: Session, agency: Agency, letters: Sequence[OutboundMail], worth: Collection[int], *, now: datetime
) -> None:  # fmt: skip
    """One G-15 for all of these, to those who are in charge of each: our relay was away for too long, or lost the line.
    `worth`: those that a manager may have sent again."""
    profile = profile_of(session, agency)
    readers: dict[tuple[int, ...], list[tuple[OutboundMail, Person]]] = {}
    managers: dict[int, Person] = {}
    for letter in letters:
        person = session.get(Person, letter.person_id) if letter.person_id is not None else None
        if person is None or person.erased_at is not None or letter.kind in _UNTOLD:
            continue
        found = managers_told(session, agency, letter, person, profile, now=now)
        managers |= {each.id: each for each in found}
        readers.setdefault(tuple(each.id for each in found), []).append((letter, person))
    for numbers, lost in readers.items():
        told = [(letter, person, _ref(session, letter)) for letter, person in lost if letter.id in worth]
        record_apart(
            session, Around(agency, [managers[number] for number in numbers]), EventKind.LETTER_BOUNCED, actor=None,
            role=Role.UNKNOWN, now=now,
            details={
                "letters": [letter.id for letter, _ in lost], "told": True, "why": Why.NOT_SENT.value,
                "bounced": about_lost(told, others=len(lost) - len(told)),
            },
        )  # fmt: skip


# -- Counting ---------------------------------------------------------------------------------------------------------


def _count(
    session: Session, letter: OutboundMail, address: PersonAddress, why: Why, profile: AgencyProfile, *, now: datetime
) -> bool:
    """Write a refusal down; whether this one is one too many."""
    if address.refusals and has_arrived_since(session, address, but=letter.id, now=now):
        forgive(address)
    address.refusals += 1
    address.refused_since = address.refused_since or now
    address.refused_why = why.value
    if address.stopped_at is not None or address.refusals < profile.rules.refusals_before_stop:
        return False
    address.stopped_at = now
    log.warning("address_stopped", person_id=address.person_id, refusals=address.refusals)
    return True


def has_arrived_since(session: Session, address: PersonAddress, *, now: datetime, but: int = 0) -> bool:
    """Whether a letter has left for this address after the last one that it refused, long enough ago that its return
    would have come."""
    to_there = (
        OutboundMail.person_id == address.person_id,
        OutboundMail.recipient == address.address,
        OutboundMail.id != but,
    )
    refused = (OutboundFate.BOUNCED, OutboundFate.FAILED)
    last = session.scalars(select(func.max(OutboundMail.id)).where(*to_there, OutboundMail.fate.in_(refused))).one()
    since = select(OutboundMail.id).where(
        *to_there,
        OutboundMail.fate.in_((OutboundFate.SENT, OutboundFate.DELIVERED)),
        OutboundMail.id > (last or 0),
        OutboundMail.settled_at >= address.refused_since,
        OutboundMail.settled_at < now - _TAKEN_FOR_ARRIVED,
    )
    return session.scalars(since.limit(1)).first() is not None


def _addresses(session: Session, person_id: int | None, address: str) -> list[PersonAddress]:
    wanted = select(PersonAddress).where(PersonAddress.person_id == person_id, PersonAddress.address == address)
    return list(session.scalars(wanted))


# -- Telling ----------------------------------------------------------------------------------------------------------


def _tell(
    session: Session, letter: OutboundMail, person: Person, details: dict[str, Any], profile: AgencyProfile, *,
    now: datetime, mail_id: int | None,
) -> Event:  # fmt: skip
    is_managers = letter.facts.get("reader") == Role.MANAGER.value
    scene = None if is_managers else _scene(session, letter, now=now)
    if scene is not None and scene.home.managers:
        return record(
            session, scene, EventKind.LETTER_BOUNCED, actor=None, role=Role.UNKNOWN, now=now, mail_id=mail_id,
            details=details,
        )  # fmt: skip
    agency = session.get_one(Agency, letter.agency_id)
    return record_apart(
        session, Around(agency, managers_told(session, agency, letter, person, profile, now=now)),
        EventKind.LETTER_BOUNCED, actor=None, role=Role.UNKNOWN, now=now, mail_id=mail_id, report_id=letter.report_id,
        details=details,
    )  # fmt: skip


def _ref(session: Session, letter: OutboundMail) -> str | None:
    return session.get_one(Report, letter.report_id).ref if letter.report_id is not None else None


def _scene(session: Session, letter: OutboundMail, *, now: datetime) -> Scene | None:
    """The report of the letter, on the side of its thread; none for a letter of no report."""
    seat = session.get(Participant, letter.participant_id) if letter.participant_id is not None else None
    if letter.report_id is None or seat is None:
        return None
    thread = session.get_one(Thread, seat.thread_id)
    scene = set_scene(session, session.get_one(Report, letter.report_id), now=now)
    if thread.kind is ThreadKind.PRIVATE:
        return private_side(session, scene, now=now)
    return at_table_of(session, scene, thread, now=now)


def managers_told(
    session: Session, agency: Agency, letter: OutboundMail, but: Person, profile: AgencyProfile, *, now: datetime
) -> list[Person]:
    """Who reads of it: in charge of the home, or of the agency, and never the one whose own letter came back."""
    today = now.astimezone(profile.zone).date()
    found = list(managers_of_agency(session, agency.id, today=today))
    if letter.report_id is not None:
        report = session.get_one(Report, letter.report_id)
        found = list(managers_of(session, session.get_one(Dwelling, report.dwelling_id), today=today))
    others = [person for person in found if person.id != but.id]
    return others or _colleagues(session, agency, but)


def _colleagues(session: Session, agency: Agency, but: Person) -> list[Person]:
    """The back-up of a manager; without one, whoever else is of the team."""
    member = session.get(Member, but.id)
    if member is not None and member.backup_id is not None:
        return [session.get_one(Person, member.backup_id)]
    team = select(Person).join(Member, Member.person_id == Person.id).where(Member.agency_id == agency.id)
    return [person for person in session.scalars(team.order_by(Person.id)) if person.id != but.id]
