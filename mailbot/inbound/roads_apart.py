"""The roads outside of every conversation: the intake, and the letters that are answered at an address of their own."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.clarifying import NOTHING_YET, Clarified
from mailbot.inbound.disowned import not_taken
from mailbot.inbound.doorstep import (
    around_homes,
    find_at_intake,
    standing_of,
    to_report,
    to_who_left,
    without_home,
)
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import Writer
from mailbot.inbound.reading.standpoint import Asked, DigestItem, Question, Standpoint
from mailbot.inbound.routes import (
    Route,
    Stop,
    ToDesk,
    ToDigest,
    ToManagers,
    ToOwnLetter,
    ToQuestion,
)
from mailbot.model import Agency, Person, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.tokens import Token
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.households import is_in_team
from mailbot.workflow.identity import FORGED, UNKNOWN_SENDER


def to_intake(
    session: Session, agency: Agency, mail: ParsedMail, writer: Writer, clarified: Clarified, *, received_at: datetime,
    now: datetime,
) -> Route:  # fmt: skip
    if (stop := not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    if writer.person is None:
        return Stop(InboundFate.PARKED, UNKNOWN_SENDER, agency)
    return find_at_intake(session, agency, writer.person, mail, clarified, received_at=received_at, now=now)


def to_letter(
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
        return to_intake(session, agency, mail, writer, NOTHING_YET, received_at=received_at, now=now)
    if letter.facts.get("reader") == Role.MANAGER.value:
        return _to_desk(session, agency, letter, writer, received_at=received_at, now=now)
    if letter.kind is LetterKind.NOT_DONE:
        return to_intake(session, agency, mail, writer, NOTHING_YET, received_at=received_at, now=now)
    return Stop(InboundFate.PARKED, "not_an_answer", agency)


def _to_desk(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    """A manager's answer to a letter about no report; about a draft, it answers « Prêt à partir »."""
    person = _reader(session, agency, letter, writer, received_at=received_at, now=now)
    if not isinstance(person, Person):
        return person
    if not is_in_team(session, person.id):
        return Stop(InboundFate.PARKED, "former_manager", agency, person=person)
    asked = Asked(Question.CONFIRM_DRAFT) if letter.kind is LetterKind.DRAFT_READY else None
    standpoint = _standpoint(session, agency, person, Role.MANAGER, Channel.AGENCY, received_at, asked=asked)
    return ToDesk(agency, person, letter, standpoint)


def _to_moving_letter(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    """An answer to a welcome or to a farewell: the letter said that the agency alone reads it."""
    person = _reader(session, agency, letter, writer, received_at=received_at, now=now)
    if not isinstance(person, Person):
        return person
    stands = standing_of(session, agency, person, now=now)
    if stands.role is Role.UNKNOWN:
        return without_home(session, agency, person, stands, received_at=received_at, now=now)
    standpoint = _standpoint(session, agency, person, Role.TENANT, Channel.INTAKE, received_at)
    return ToManagers(
        around_homes(session, agency, stands, now=now), EventKind.MAIL_LEFT_UNROUTED, "letter_answer",
        InboundFate.PARKED, person, standpoint, dwelling=letter.facts["dwelling"],
    )  # fmt: skip


def _to_own_letter(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, clarified: Clarified, *,
    received_at: datetime, now: datetime,
) -> Route:  # fmt: skip
    person = _reader(session, agency, letter, writer, received_at=received_at, now=now)
    if not isinstance(person, Person):
        return person
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
    standpoint = _standpoint(session, agency, person, stands.role, Channel.INTAKE, received_at)
    around = around_homes(session, agency, stands, now=now)
    if clarified.is_unplaced:
        return ToManagers(
            around, EventKind.MAIL_LEFT_UNROUTED, "home_unknown", InboundFate.PARKED, person, standpoint
        )  # fmt: skip
    return ToOwnLetter(around, person, letter, stands.homes, standpoint)


def _reader(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Person | Route:
    """Whoever a letter was written to, when it is they who answer; else where the mail goes."""
    if (stop := not_taken(session, agency, writer, received_at=received_at, now=now)) is not None:
        return stop
    if writer.person is None or writer.person.id != letter.person_id:
        return _of_another(session, agency, letter, writer, received_at=received_at, now=now)
    return writer.person


def _standpoint(
    session: Session, agency: Agency, person: Person, role: Role, channel: Channel, received_at: datetime, *,
    asked: Asked | None = None, digest_items: tuple[DigestItem, ...] = (),
) -> Standpoint:  # fmt: skip
    return Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=role,
        channel=channel,
        sender_name=person.name,
        people={role: person.name},
        asked=asked,
        digest_items=digest_items,
    )


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
    standpoint = _standpoint(session, agency, person, stands.role, Channel.INTAKE, received_at)
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
    standpoint = _standpoint(
        session, agency, person, role, Channel.AGENCY, received_at, asked=Asked(Question.WAS_IT_YOU)
    )
    return ToQuestion(agency, person, letter, standpoint)


def _to_digest(
    session: Session, agency: Agency, letter: OutboundMail, writer: Writer, *, received_at: datetime, now: datetime
) -> Route:
    if letter.person_id is None:
        return Stop(InboundFate.PARKED, "no_person", agency)
    person = _reader(session, agency, letter, writer, received_at=received_at, now=now)
    if not isinstance(person, Person):
        return person
    role = Role(letter.facts["reader"])
    if role is Role.MANAGER and not is_in_team(session, person.id):
        return Stop(InboundFate.PARKED, "former_manager", agency, person=person)
    items = tuple(DigestItem.from_json(item) for item in letter.facts["digest_items"])
    standpoint = _standpoint(session, agency, person, role, Channel.DIGEST, received_at, digest_items=items)
    return ToDigest(agency, person, role, letter, standpoint)
