"""Where a mail belongs: whose seat, which home, or nobody's; and what is known of its writer."""

from dataclasses import replace
from datetime import UTC, datetime

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.authentication.results import UNKNOWN, Authentication
from mailbot.inbound.clarifying import NOTHING_YET, Clarified
from mailbot.inbound.dead_addresses import for_managers_alone
from mailbot.inbound.doorstep import (
    around_homes,
    find_at_intake,
    standing_of,
    to_former_tenant,
    to_report,
    to_who_left,
    without_home,
)
from mailbot.inbound.known_orders import to_thread
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import NOBODY_YET, Proof, Vouched, Writer, who_wrote
from mailbot.inbound.reading.standpoint import Asked, DigestItem, Question, Standpoint
from mailbot.inbound.routes import (
    Route,
    Stop,
    ToDesk,
    ToDigest,
    ToIntake,
    ToManagers,
    ToOwnLetter,
    ToQuestion,
    ToThread,
)
from mailbot.inbound.standpoints import standpoint_in
from mailbot.model import Agency, InboundMail, OutboundMail, Person, Report
from mailbot.threads.addresses import OurAddress, Place, domain_of, understand
from mailbot.threads.lives import BOUNCE_DAYS, Dead, why_dead
from mailbot.threads.participants import Seat, participant_at, seat_of
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow.agencies import agency_of_domain, profile_of
from mailbot.workflow.apart import Around
from mailbot.workflow.households import is_in_team
from mailbot.workflow.identity import FORGED, UNKNOWN_SENDER, mark
from mailbot.workflow.scene import Scene, goes_on, private_side, scene_of_seat, who_has_left


def find_route(
    session: Session, recipient: str, mail: ParsedMail, *, keyring: Keyring, received_at: datetime, now: datetime,
    clarified: Clarified = NOTHING_YET, vouched: Vouched = NOBODY_YET, authentication: Authentication = UNKNOWN,
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
    writer = who_wrote(
        session, agency.id, mail, authentication, vouched, recipient=recipient, received_at=received_at
    )  # fmt: skip
    match address:
        case OurAddress(place=Place.INTAKE):
            route = _to_intake(session, agency, mail, writer, clarified, received_at=received_at, now=now)
            return _proven(route, writer)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.REPLY:
            seat = participant_at(session, token)
            dead = _why_dead(token, seat.person if seat is not None else None, profile, received_at)
            route = _proven(_to_thread(session, agency, seat, mail, writer, received_at=received_at, now=now), writer)
            return route if dead is None else for_managers_alone(session, route, dead, now=now)
        case OurAddress(place=Place.SEALED, token=token) if token is not None and token.kind is TokenKind.ANSWER:
            letter = session.get(OutboundMail, token.subject)
            person = session.get(Person, letter.person_id or 0) if letter is not None else None
            dead = _why_dead(token, person, profile, received_at)
            route = _to_letter(session, agency, token, mail, writer, clarified, received_at=received_at, now=now)
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
        return _forged(session, agency, writer, seat, scene, received_at=received_at, now=now)
    person = writer.person
    if person is None or person.id != seat.person.id:
        own = None if person is None else _own_seat(session, scene, seat, person, now=now)
        if own is None:
            return _without_seat(session, scene, seat, person, received_at=received_at, now=now)
        (seat, scene), elsewhere = own, True
    match seat.participant.role:
        case Role.MANAGER if not is_in_team(session, seat.person.id):
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


def _not_taken(
    session: Session, agency: Agency, writer: Writer, *, received_at: datetime, now: datetime
) -> Stop | None:  # fmt: skip
    """Why a mail that came on no thread is not taken in anybody's name; None when it may be. Every such road begins
    with it."""
    if writer.trouble:
        return Stop(InboundFate.PARKED, writer.trouble, agency)
    if writer.is_forged:
        return _forged(session, agency, writer, received_at=received_at, now=now)
    return None


def _forged(
    session: Session, agency: Agency, writer: Writer, seat: Seat | None = None, scene: Scene | None = None, *,
    received_at: datetime, now: datetime,
) -> Stop:  # fmt: skip
    """A mail that its own domain disowns: held for the person whom it names, whosever address it was written to."""
    person = writer.claims
    assert person is not None
    own, standpoint = None, None
    if seat is not None and scene is not None:
        own = seat if seat.person.id == person.id else seat_of(session, person.id, seat.thread.id, seat.channel)
    if own is not None and scene is not None:
        standpoint = standpoint_in(scene, own, received_at)
    else:
        stands = standing_of(session, agency, person, now=now)
        zone = profile_of(session, agency).zone
        standpoint = Standpoint(
            received=received_at.astimezone(zone), role=stands.role, channel=Channel.INTAKE, sender_name=person.name,
            people={stands.role: person.name},
        )  # fmt: skip
    is_theirs = seat is not None and seat.person.id == person.id
    return Stop(
        InboundFate.HELD, FORGED, agency, seat if is_theirs else None, person, scene, standpoint,
        mark(own.participant.asked) if own is not None else "",
    )  # fmt: skip


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


def _to_letter(
    session: Session, agency: Agency, token: Token, mail: ParsedMail, writer: Writer, clarified: Clarified, *,
    received_at: datetime, now: datetime,
) -> Route:  # fmt: skip
    """An answer to a letter that is answered at an address of its own."""
    letter = session.get(OutboundMail, token.subject)
    if letter is None or letter.agency_id != agency.id or letter.erased_at is not None:  # nobody knows what it asked
        return Stop(InboundFate.PARKED, "not_an_answer", agency)
    if "digest_items" in letter.facts:
        return _to_digest(session, agency, letter, writer, received_at=received_at, now=now)
    if letter.kind is LetterKind.WAS_IT_YOU:
        return _to_question(session, agency, letter, writer, received_at=received_at)
    if letter.facts.get("asks"):
        return _to_own_letter(session, agency, letter, writer, clarified, received_at=received_at, now=now)
    if letter.kind in (LetterKind.WELCOME_TENANT, LetterKind.FAREWELL_TENANT):
        return _to_moving_letter(session, agency, letter, writer, received_at=received_at, now=now)
    if letter.kind in (LetterKind.LANDLORD_STATUS, LetterKind.WELCOME_LANDLORD):
        return _to_intake(session, agency, mail, writer, NOTHING_YET, received_at=received_at, now=now)
    if letter.facts.get("reader") == Role.MANAGER.value:
        return _to_desk(session, agency, letter, writer, received_at=received_at, now=now)
    if letter.kind is LetterKind.NOT_DONE:
        return _to_intake(session, agency, mail, writer, NOTHING_YET, received_at=received_at, now=now)
    return Stop(InboundFate.PARKED, "not_an_answer", agency)


def _to_desk(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    """A manager's answer to a letter about no report; about a draft, it answers « Prêt à partir »."""
    if (stop := _not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    person = writer.person
    if person is None or person.id != letter.person_id:
        return _of_another(session, agency, letter, writer, received_at=received_at, now=now)
    if not is_in_team(session, person.id):
        return Stop(InboundFate.PARKED, "former_manager", agency, person=person)
    standpoint = Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=Role.MANAGER,
        channel=Channel.AGENCY,
        sender_name=person.name,
        people={Role.MANAGER: person.name},
        asked=Asked(Question.CONFIRM_DRAFT) if letter.kind is LetterKind.DRAFT_READY else None,
    )
    return ToDesk(agency, person, letter, standpoint)


def _to_moving_letter(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    """An answer to a welcome or to a farewell: the letter said that the agency alone reads it."""
    if (stop := _not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    person = writer.person
    if person is None or person.id != letter.person_id:
        return _of_another(session, agency, letter, writer, received_at=received_at, now=now)
    stands = standing_of(session, agency, person, now=now)
    if stands.role is Role.UNKNOWN:
        return without_home(session, agency, person, stands, received_at=received_at, now=now)
    standpoint = Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=Role.TENANT,
        channel=Channel.INTAKE,
        sender_name=person.name,
        people={Role.TENANT: person.name},
    )
    return ToManagers(
        around_homes(session, agency, stands, now=now), EventKind.MAIL_LEFT_UNROUTED, "letter_answer",
        InboundFate.PARKED, person, standpoint, dwelling=letter.facts["dwelling"],
    )  # fmt: skip


def _to_own_letter(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, clarified: Clarified, *,
    received_at: datetime, now: datetime,
) -> Route:  # fmt: skip
    if (stop := _not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    person = writer.person
    if person is None or person.id != letter.person_id:
        return _of_another(session, agency, letter, writer, received_at=received_at, now=now)
    stands = standing_of(session, agency, person, now=now)
    about = session.get(InboundMail, letter.facts["asks"]["mails"][0])
    if stands.role is not Role.MANAGER and not stands.homes:
        return without_home(session, agency, person, stands, received_at=received_at, now=now)
    if about is not None and about.report_id is not None:
        report = session.get_one(Report, about.report_id)
        home = next((home for home in stands.homes if home.dwelling_id == report.dwelling_id), None)
        if home is None:
            return to_who_left(session, agency, person, stands, report, received_at=received_at, now=now)
        role = home.role
        # The letter said that the agency alone reads the answer.
        channel = Channel.PRIVATE if role is Role.LANDLORD else Channel.AGENCY
        thread = to_report(session, person, role, report, channel, received_at=received_at, now=now)
        if thread is not None:
            return thread
    standpoint = Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=stands.role,
        channel=Channel.INTAKE,
        sender_name=person.name,
        people={stands.role: person.name},
    )
    around = around_homes(session, agency, stands, now=now)
    if clarified.is_unplaced:
        return ToManagers(
            around, EventKind.MAIL_LEFT_UNROUTED, "home_unknown", InboundFate.PARKED, person, standpoint
        )  # fmt: skip
    return ToOwnLetter(around, person, letter, stands.homes, standpoint)


def _of_another(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    """An answer to a letter, by somebody it was not written to: it is no thread in which they may speak. Of a stranger
    it is held, and the letter's own reader is asked; of somebody we know the managers read it."""
    reader = session.get(Person, letter.person_id or 0)
    person = writer.person or reader
    if person is None:
        return Stop(InboundFate.PARKED, UNKNOWN_SENDER, agency)
    stands = standing_of(session, agency, person, now=now)
    standpoint = Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=stands.role,
        channel=Channel.INTAKE,
        sender_name=person.name,
        people={stands.role: person.name},
    )
    if writer.person is None:
        return Stop(InboundFate.HELD, UNKNOWN_SENDER, agency, person=reader, standpoint=standpoint)
    around = around_homes(session, agency, stands, now=now)
    return ToManagers(
        around, EventKind.MAIL_LEFT_UNROUTED, "others_address", InboundFate.PARKED, person, standpoint
    )  # fmt: skip


def _to_question(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime
) -> Route:  # fmt: skip
    """A yes or a no is believed from the person who was asked alone, and not when it may be forged itself."""
    person = writer.person
    if person is None or person.id != letter.person_id:
        return Stop(InboundFate.PARKED, FORGED if writer.is_forged else UNKNOWN_SENDER, agency)
    role = Role(letter.facts["reader"])
    standpoint = Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=role,
        channel=Channel.AGENCY,
        sender_name=person.name,
        people={role: person.name},
        asked=Asked(Question.WAS_IT_YOU),
    )
    return ToQuestion(agency, person, letter, standpoint)


def _to_intake(
    session: Session, agency: Agency, mail: ParsedMail, writer: Writer, clarified: Clarified, *, received_at: datetime,
    now: datetime,
) -> Route:  # fmt: skip
    if (stop := _not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    if writer.person is None:
        return Stop(InboundFate.PARKED, UNKNOWN_SENDER, agency)
    return find_at_intake(session, agency, writer.person, mail, clarified, received_at=received_at, now=now)


def _to_digest(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    role = Role(letter.facts["reader"])
    person = session.get(Person, letter.person_id or 0)
    if (stop := _not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    if person is None:
        return Stop(InboundFate.PARKED, "no_person", agency)
    if writer.person is None or writer.person.id != person.id:
        return _of_another(session, agency, letter, writer, received_at=received_at, now=now)
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


def agency_of(route: Route) -> Agency | None:
    """The agency that a mail came to; none when its address is of nobody's."""
    match route:
        case ToThread(scene=scene):
            return scene.agency
        case ToIntake(around=around) | ToOwnLetter(around=around) | ToManagers(around=around):
            return around.agency
        case ToDigest(agency=agency) | ToDesk(agency=agency) | ToQuestion(agency=agency):
            return agency
        case Stop(agency=stopped):
            return stopped


def proof_of(route: Route) -> Proof:
    """How far it is proven that the mail is from whom the route says."""
    match route:
        case ToThread(proof=proof) | ToDigest(proof=proof) | ToDesk(proof=proof):
            return proof
        case Stop():
            return Proof.NOTHING
    return Proof.ADDRESS
