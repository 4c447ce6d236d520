"""Where a mail belongs: whose seat, which home, or nobody's; and what is known of its writer."""

from dataclasses import replace
from datetime import UTC, datetime

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.authentication.results import UNKNOWN, Authentication
from mailbot.inbound.clarifying import NOTHING_YET, Clarified
from mailbot.inbound.dead_addresses import for_managers_alone
from mailbot.inbound.disowned import forged
from mailbot.inbound.doorstep import (
    to_former_tenant,
)
from mailbot.inbound.known_orders import to_thread
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import NOBODY_YET, Vouched, Writer, who_wrote
from mailbot.inbound.roads_apart import to_intake, to_letter
from mailbot.inbound.routes import (
    Route,
    Stop,
    ToDesk,
    ToDigest,
    ToManagers,
    ToThread,
)
from mailbot.inbound.senders import Sender
from mailbot.inbound.standpoints import standpoint_in
from mailbot.model import Agency, Person
from mailbot.model_mails import OutboundMail
from mailbot.threads.addresses import OurAddress, Place, domain_of, understand
from mailbot.threads.lives import BOUNCE_DAYS, Dead, why_dead
from mailbot.threads.participants import Seat, participant_at, seat_of
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel, EventKind, InboundFate, Role
from mailbot.workflow.agencies import agency_of_domain, is_on_call, profile_of
from mailbot.workflow.apart import Around
from mailbot.workflow.households import is_in_team
from mailbot.workflow.identity import UNKNOWN_SENDER, mark
from mailbot.workflow.scene import Scene, goes_on, private_side, scene_of_seat, who_has_left


def find_route(
    session: Session, recipient: str, mail: ParsedMail, sender: Sender, *, keyring: Keyring, received_at: datetime,
    now: datetime, clarified: Clarified = NOTHING_YET, vouched: Vouched = NOBODY_YET,
    authentication: Authentication = UNKNOWN,
) -> Route:  # fmt: skip
    """Where this mail belongs, by its address first and its sender second. Its words have no part in it, but for the
    number of a report in a mail to the intake, and for what people have said about it since (`clarified`, `vouched`).
    `authentication`: what its sender's domain said of it when it came."""
    domain = domain_of(recipient)
    agency = agency_of_domain(session, domain)
    if agency is None:
        return Stop(InboundFate.PARKED, "no_agency")
    profile = profile_of(session, agency)
    try:
        address = understand(recipient, intakes={domain: profile.mails.intake}, keyring=keyring)
    except Refused:
        address = None
    token = address.token if address is not None and address.place is Place.SEALED else None
    # The seat first: whoever sits there is nearly always who wrote, and is looked up once.
    seat = participant_at(session, token) if token is not None and token.kind is TokenKind.REPLY else None
    writer = who_wrote(
        session, sender, mail, authentication, vouched, recipient=recipient, received_at=received_at
    )  # fmt: skip
    match address:
        case OurAddress(place=Place.INTAKE):
            route = to_intake(session, agency, mail, writer, clarified, received_at=received_at, now=now)
            return _proven(route, writer)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.REPLY:
            dead = _why_dead(token, seat.person if seat is not None else None, profile, received_at)
            route = _proven(_to_thread(session, agency, seat, mail, writer, received_at=received_at, now=now), writer)
            return route if dead is None else for_managers_alone(session, route, dead, now=now)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.ANSWER:
            letter = session.get(OutboundMail, token.subject)
            person = session.get(Person, letter.person_id or 0) if letter is not None else None
            dead = _why_dead(token, person, profile, received_at)
            route = to_letter(session, agency, token, mail, writer, clarified, received_at=received_at, now=now)
            route = _proven(route, writer)
            return route if dead is None else for_managers_alone(session, route, dead, now=now)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.BOUNCE:
            # Its row is settled by what came back, not by words; what comes too late settles nothing.
            dead = why_dead(token, tokens_from=None, today=received_at.astimezone(UTC).date(), days=BOUNCE_DAYS)
            if dead is not None:
                return Stop(InboundFate.PARKED, dead.value, agency)
            return Stop(InboundFate.PARKED, "not_an_answer", agency, letter_id=token.subject)
        case OurAddress(place=Place.DESK):
            return Stop(InboundFate.PARKED, "for_the_desk", agency)
        case OurAddress():
            return Stop(InboundFate.PARKED, "not_an_answer", agency)
        case None:
            return Stop(InboundFate.PARKED, "no_such_address", agency)


def _proven(route: Route, writer: Writer) -> Route:
    """The route of somebody who may be taken to have written, with how far that is proven."""
    match route:
        case ToThread(seat=seat):
            standpoint = route.standpoint
            if writer.question is not None and writer.question != mark(seat.participant.asked):
                # It was held, and something else was asked since: an « ok » of then is no answer to that.
                standpoint = replace(standpoint, asked=None)
            return replace(route, proof=writer.proof, standpoint=standpoint)
        case ToDigest() | ToDesk():
            return replace(route, proof=writer.proof)
    return route


def _why_dead(token: Token, person: Person | None, profile: AgencyProfile, received_at: datetime) -> Dead | None:
    """Judged by the day on which the mail came: a mail that waited for us is not made older by it."""
    tokens_from = person.tokens_from if person is not None else None
    days = profile.rules.address_days
    return why_dead(token, tokens_from=tokens_from, today=received_at.astimezone(UTC).date(), days=days)


def _to_thread(
    session: Session, agency: Agency, seat: Seat | None, mail: ParsedMail, writer: Writer, *, received_at: datetime,
    now: datetime,
) -> Route:  # fmt: skip
    if seat is None or seat.participant.agency_id != agency.id:
        return Stop(InboundFate.PARKED, "address_revoked", agency)
    if writer.trouble:
        return Stop(InboundFate.PARKED, writer.trouble, agency, seat)
    seat = goes_on(session, seat, now=now)
    scene, elsewhere = scene_of_seat(session, seat, now=now), False
    if writer.is_forged:
        return forged(session, agency, writer, seat, scene, received_at=received_at, now=now)
    person = writer.person
    if person is None or person.id != seat.person.id:
        own = None if person is None else _own_seat(session, scene, seat, person, now=now)
        if own is None:
            return _without_seat(session, scene, seat, person, received_at=received_at, now=now)
        (seat, scene), elsewhere = own, True
    match seat.participant.role:
        case Role.MANAGER if not is_in_team(session, seat.person.id):
            if seat.channel is Channel.AGENCY and is_on_call(session, seat.person, scene.profile):
                standpoint = standpoint_in(scene, seat, received_at)
                return ToThread(seat, scene, standpoint, elsewhere, is_guest=True)
            return Stop(InboundFate.PARKED, "former_manager", agency, seat, seat.person)
        case Role.TENANT if not _lives_there(scene, seat.person):
            return to_former_tenant(
                session, agency, seat.person, scene.home.dwelling.id, received_at=received_at, now=now,
                report=scene.report,
            )  # fmt: skip
        case Role.LANDLORD if not _owns_it(scene, seat.person):
            return _held_private(scene, seat.person, seat, received_at)
        case Role.PROVIDER if (left := who_has_left(session, scene, seat)) is not None:
            return Stop(InboundFate.PARKED, left, agency, seat, seat.person)
    answers = (*mail.in_reply_to, *mail.references[-_MOST_REFERENCES:])
    return to_thread(
        session, seat, scene, answers=answers, received_at=received_at, now=now, elsewhere=elsewhere
    )  # fmt: skip


_MOST_REFERENCES = 20


def _lives_there(scene: Scene, person: Person) -> bool:
    return any(occupant.id == person.id for occupant in scene.home.occupants)


def _owns_it(scene: Scene, person: Person) -> bool:
    return any(landlord.id == person.id for landlord in scene.home.landlords)


def _own_seat(
    session: Session, scene: Scene, seat: Seat, writer: Person, *, now: datetime
) -> tuple[Seat, Scene] | None:
    """Where somebody we know sits, who wrote to another's address: they act with their own rights (GAP-17).

    A landlord's words go to his private side from anywhere (S1-92); nobody but its parties has a seat there.
    """
    if not scene.is_private and _owns_it(scene, writer) and not _lives_there(scene, writer):
        scene = private_side(session, scene, now=now)
        own = seat_of(session, writer.id, scene.thread.id, Channel.PRIVATE)
    elif scene.is_private or seat.channel is Channel.PUBLIC or seat.participant.role is Role.PROVIDER:
        # A colleague of the company speaks for it on either of its two addresses.
        channel = Channel.PRIVATE if scene.is_private and _owns_it(scene, writer) else seat.channel
        own = seat_of(session, writer.id, seat.thread.id, channel)
    else:
        return None
    return None if own is None else (own, scene)


def _without_seat(
    session: Session, scene: Scene, seat: Seat, writer: Person | None, *, received_at: datetime, now: datetime
) -> Route:
    """Somebody wrote to another's address, and has no rights on its report: held, and never published."""
    if writer is not None and scene.is_private:
        return _held_private(scene, writer, seat, received_at)
    of_company = seat.participant.role is Role.PROVIDER
    if writer is not None:
        # Not even their address is told to whose letter it is, as « C'était bien vous ? » would.
        around = Around(scene.agency, scene.home.managers)
        standpoint = standpoint_in(scene, replace(seat, person=writer), received_at)
        return ToManagers(
            around, EventKind.MAIL_LEFT_UNROUTED, "others_address", InboundFate.PARKED, writer, standpoint, scene.report
        )  # fmt: skip
    if seat.participant.role is Role.TENANT and not _lives_there(scene, seat.person):
        return Stop(InboundFate.PARKED, "former_tenant", scene.agency, seat, seat.person)
    if seat.participant.role is Role.MANAGER and not is_in_team(session, seat.person.id):
        return Stop(InboundFate.PARKED, "former_manager", scene.agency, seat, seat.person)
    if of_company and (left := who_has_left(session, scene, seat)) is not None:
        return Stop(InboundFate.PARKED, left, scene.agency, seat, seat.person)
    return Stop(
        InboundFate.HELD, UNKNOWN_SENDER, scene.agency, seat, scene=scene,
        standpoint=standpoint_in(scene, seat, received_at), question=mark(seat.participant.asked),
    )  # fmt: skip


def _held_private(scene: Scene, writer: Person, seat: Seat, received_at: datetime) -> ToManagers:
    standpoint = standpoint_in(scene, replace(seat, person=writer), received_at)
    return ToManagers(
        Around(scene.agency, scene.home.managers), EventKind.MAIL_HELD_ON_PRIVATE_THREAD, "private_address",
        InboundFate.HELD, writer, standpoint, scene.report,
    )  # fmt: skip
