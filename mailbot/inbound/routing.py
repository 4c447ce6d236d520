"""Where a mail belongs: whose seat, which home, or nobody's; and what is known of its writer."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.inbound.proof import Proof, prove
from mailbot.inbound.reading.standpoint import Asked, DigestItem, KnownReport, Question, Standpoint
from mailbot.model import Agency, Dwelling, OutboundMail, Person
from mailbot.threads.addresses import OurAddress, Place, normal_address, understand
from mailbot.threads.participants import Seat, participant_at, person_at, seat_of, seat_with_number
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel, InboundFate, LetterKind, Role
from mailbot.workflow.agencies import agency_of_domain, profile_of
from mailbot.workflow.households import homes_of_tenant, is_in_team
from mailbot.workflow.scene import Scene, set_scene, who_has_left


@dataclass(frozen=True, slots=True)
class Stop:
    """The walk ends here. `why` is a code for the operator and the trail."""

    fate: InboundFate
    why: str
    agency: Agency | None = None
    seat: Seat | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class ToThread:
    """An answer in a thread, from somebody who may sit there."""

    seat: Seat
    scene: Scene
    standpoint: Standpoint
    reopened: bool = False
    """Whether this very mail has brought the report back: its managers have read it as that."""


@dataclass(frozen=True, slots=True)
class ToIntake:
    """A new report from a tenant we know, about the one home they occupy."""

    agency: Agency
    person: Person
    dwelling: Dwelling
    standpoint: Standpoint


@dataclass(frozen=True, slots=True)
class ToQuestion:
    """An answer to « C'était bien vous ? », from the address that was asked."""

    seat: Seat
    scene: Scene
    sender: str
    """The address that the question is about."""
    standpoint: Standpoint


@dataclass(frozen=True, slots=True)
class ToDigest:
    """An answer to a letter that is about no one report, from the person it was written to."""

    agency: Agency
    person: Person
    role: Role
    letter: OutboundMail
    standpoint: Standpoint


Route: TypeAlias = Stop | ToThread | ToIntake | ToQuestion | ToDigest


def find_route(
    session: Session, recipient: str, mail: ParsedMail, *, keyring: Keyring, received_at: datetime, now: datetime
) -> Route:
    """Where this mail belongs, by its address first and its sender second; its words have no part in it."""
    domain = recipient.rpartition("@")[2]
    agency = agency_of_domain(session, domain)
    if agency is None:
        return Stop(InboundFate.PARKED, "no_agency")
    profile = profile_of(session, agency)
    try:
        address = understand(recipient, intakes={domain: profile.mails.intake}, keyring=keyring)
    except Refused:
        address = None
    match address:
        case OurAddress(place=Place.INTAKE):
            return _to_intake(session, agency, mail, received_at=received_at, now=now)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.REPLY:
            return _to_thread(session, agency, participant_at(session, token), mail, received_at=received_at, now=now)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.ANSWER:
            letter = session.get(OutboundMail, token.subject)
            if letter is not None and letter.agency_id == agency.id and "digest_items" in letter.facts:
                return _to_digest(session, agency, letter, mail, received_at=received_at)
            return _to_question(session, agency, token, mail, received_at=received_at, now=now)
        case OurAddress(place=Place.DESK):
            return Stop(InboundFate.PARKED, "for_the_desk", agency)
        case OurAddress():
            return Stop(InboundFate.PARKED, "not_an_answer", agency)
        case None:
            return Stop(InboundFate.PARKED, "no_such_address", agency)


def _to_thread(
    session: Session, agency: Agency, seat: Seat | None, mail: ParsedMail, *, received_at: datetime, now: datetime
) -> Route:
    if seat is None or seat.participant.agency_id != agency.id:
        return Stop(InboundFate.PARKED, "address_revoked", agency)
    scene = set_scene(session, seat.report, now=now)
    if (gone := who_has_left(session, scene, seat)) is not None:
        return Stop(InboundFate.PARKED, gone, agency, seat, seat.person)
    if (nobody := _speaks_for_nobody(mail)) is not None:
        return Stop(InboundFate.PARKED, nobody, agency, seat)
    if prove(seat, mail) < Proof.ADDRESS:
        own = _own_seat(session, agency, seat, mail)
        if own is None:
            return Stop(InboundFate.HELD, "unknown_sender", agency, seat)
        seat = own
        if (gone := who_has_left(session, scene, seat)) is not None:
            return Stop(InboundFate.PARKED, gone, agency, seat, seat.person)
    return ToThread(seat, scene, standpoint_in(scene, seat, received_at))


def _speaks_for_nobody(mail: ParsedMail) -> str | None:
    """Why a mail has no one writer whom anybody could be asked about."""
    if Trouble.SEVERAL_SENDERS in mail.troubles:
        return "several_senders"
    return None if normal_address(mail.sender.address) else "no_sender"


def _to_question(
    session: Session, agency: Agency, token: Token, mail: ParsedMail, *, received_at: datetime, now: datetime
) -> Route:
    letter = session.get(OutboundMail, token.subject)
    if letter is None or letter.agency_id != agency.id or letter.kind is not LetterKind.WAS_IT_YOU:
        return Stop(InboundFate.PARKED, "not_an_answer", agency)
    seat = seat_with_number(session, letter.participant_id or 0, letter.channel)
    if seat is None or prove(seat, mail) < Proof.ADDRESS:
        return Stop(InboundFate.PARKED, "unknown_sender", agency, seat)
    scene = set_scene(session, seat.report, now=now)
    standpoint = replace(standpoint_in(scene, seat, received_at), asked=Asked(Question.WAS_IT_YOU))
    return ToQuestion(seat, scene, letter.facts["unknown_address"], standpoint)


def _to_digest(
    session: Session, agency: Agency, letter: OutboundMail, mail: ParsedMail, *, received_at: datetime
) -> Route:
    role = Role(letter.facts["reader"])
    person = session.get(Person, letter.person_id or 0)
    if (nobody := _speaks_for_nobody(mail)) is not None or person is None:
        return Stop(InboundFate.PARKED, nobody or "no_person", agency)
    writer = person_at(session, agency.id, mail.sender.address)
    if writer is None or writer.id != person.id:
        # There is no seat to hold it for, and another person's digest is no thread in which to speak.
        return Stop(InboundFate.PARKED, "unknown_sender", agency, person=writer)
    if role is Role.MANAGER and not is_in_team(session, person.id):
        return Stop(InboundFate.PARKED, "former_manager", agency, person=person)
    standpoint = Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=role,
        channel=Channel.DIGEST,
        sender_name=person.name,
        people={role: person.name},
        digest_items=tuple(DigestItem.from_json(item) for item in letter.facts["digest_items"]),
    )
    return ToDigest(agency, person, role, letter, standpoint)


def _own_seat(session: Session, agency: Agency, seat: Seat, mail: ParsedMail) -> Seat | None:
    # Somebody we know, with another's address: on the public thread they act with their own rights (GAP-17).
    if seat.channel is not Channel.PUBLIC:
        return None
    person = person_at(session, agency.id, mail.sender.address)
    return None if person is None else seat_of(session, person.id, seat.thread.id, seat.channel)


def _to_intake(session: Session, agency: Agency, mail: ParsedMail, *, received_at: datetime, now: datetime) -> Route:
    if (nobody := _speaks_for_nobody(mail)) is not None:
        return Stop(InboundFate.PARKED, nobody, agency)
    person = person_at(session, agency.id, mail.sender.address)
    if person is None:
        return Stop(InboundFate.PARKED, "unknown_sender", agency)
    zone = profile_of(session, agency).zone
    homes = homes_of_tenant(session, person.id, today=now.astimezone(zone).date())
    if len(homes) != 1:
        return Stop(InboundFate.PARKED, "several_homes" if homes else "no_home", agency, person=person)
    standpoint = Standpoint(
        received=received_at.astimezone(zone),
        role=Role.TENANT,
        channel=Channel.INTAKE,
        sender_name=person.name,
        people={Role.TENANT: person.name},
    )
    return ToIntake(agency, person, session.get_one(Dwelling, homes[0]), standpoint)


def standpoint_in(scene: Scene, seat: Seat, received_at: datetime) -> Standpoint:
    """What is known of somebody who writes about a report from their seat."""
    report, participant = scene.report, seat.participant
    zone = scene.profile.zone
    author = next((p for p in scene.home.occupants if p.id == report.author_id), None)
    people = {
        Role.TENANT: seat.person.name if participant.role is Role.TENANT else author.name if author else "",
        Role.MANAGER: seat.person.name if participant.role is Role.MANAGER else scene.home.managers[0].name,
    }
    return Standpoint(
        received=received_at.astimezone(zone),
        role=participant.role,
        channel=seat.channel,
        sender_name=seat.person.name,
        people={role: name for role, name in people.items() if name},
        report=KnownReport(
            status=report.status,
            is_author=scene.is_author(seat.person.id),
            closed_on=report.closed_at.astimezone(zone).date() if report.closed_at is not None else None,
        ),
        asked=Asked.from_json(participant.asked) if participant.asked else None,
        quote_threshold=scene.profile.rules.quote_threshold,
    )


def agency_of(route: Route) -> Agency | None:
    """The agency that a mail came to; none when its address is of nobody's."""
    match route:
        case ToThread(scene=scene) | ToQuestion(scene=scene):
            return scene.agency
        case ToIntake(agency=agency) | ToDigest(agency=agency):
            return agency
        case Stop(agency=stopped):
            return stopped


def answers_a_letter(route: Route) -> bool:
    """Whether it came where our letters are answered, or come back: an absence told anywhere else is not believed."""
    match route:
        case ToThread() | ToQuestion() | ToDigest():
            return True
        case Stop(why=why):
            return why in ("not_an_answer", "for_the_desk")
    return False
