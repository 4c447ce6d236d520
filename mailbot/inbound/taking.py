"""The part of a mail's walk that is one transaction: where it belongs, what it says, and all that taking it causes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound import loops
from mailbot.inbound.alarm_answers import take_guest
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.attachments import SortedFile, lonely_told, settled_files
from mailbot.inbound.authentication.results import Authentication
from mailbot.inbound.away import is_back, take_absence
from mailbot.inbound.bounces import NOTICES, take_notice
from mailbot.inbound.calendar_answers import take_calendar_answer
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.dead_addresses import DEAD, seat_written_to
from mailbot.inbound.decided import BLOCKED, as_vouched_for, file_on_report, route_decided
from mailbot.inbound.desk_answers import take_desk_answer
from mailbot.inbound.digest_answers import take_digest
from mailbot.inbound.intake import take_for_managers, take_intake
from mailbot.inbound.own_letters import take_own_letter
from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.inbound.private_answers import take_private
from mailbot.inbound.proof import Vouched
from mailbot.inbound.provider_answers import take_company
from mailbot.inbound.queue import Claimed, Settling, Trail
from mailbot.inbound.reading.outcome import Ask, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.replies import take_reading
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
    agency_of,
    proof_of,
)
from mailbot.inbound.routing import find_route
from mailbot.inbound.screening import Verdict
from mailbot.inbound.senders import Sender, known_sender
from mailbot.inbound.strangers import is_from_stranger, looked_up, standpoint_of_stranger, take_stranger
from mailbot.inbound.suspects import hold_mail, take_answer
from mailbot.inbound.twice import SAME_MAIL, Copy, is_taken_elsewhere
from mailbot.measures import MAIL_STEP
from mailbot.threads.addresses import domain_of
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel, InboundFate, MailKind, Role, WaitingAct
from mailbot.workflow.agencies import agency_of_domain
from mailbot.workflow.strangers import typed_about
from mailbot.workflow.tongues import note_language

# Troubles in which a person's words may be what was lost; the others cost a date, or nothing.
_WORDS_LOST = frozenset(Trouble) - {
    Trouble.NO_DATE, Trouble.NO_SENDER, Trouble.SEVERAL_SENDERS, Trouble.BAD_ENVELOPE,
}  # fmt: skip


def take_in(
    session: Session, claimed: Claimed, mail: ParsedMail, verdict: Verdict, files: tuple[SortedFile, ...],
    trail: Trail, *, authentication: Authentication, keyring: Keyring, copies: Sequence[Copy] = (), now: datetime,
) -> Settling:  # fmt: skip
    """Take a mail, in a transaction of the caller: its settling says what became of it."""
    agency = agency_of_domain(session, domain_of(claimed.recipient))
    if is_taken_elsewhere(
        session, claimed.id, claimed.recipient, copies, authentication, of_a_person=not verdict.is_machine,
        keyring=keyring,
    ):  # fmt: skip
        return Settling(InboundFate.AUTOMATIC, SAME_MAIL, agency.id if agency is not None else None)
    clarified, vouched = Clarified.in_trail(claimed.trail), Vouched.in_trail(claimed.trail)
    decision, sender = clarified.decision, known_sender(session, agency, mail, claimed.id)
    if not verdict.is_machine:
        if decision is None and agency is not None and sender.is_blocked:
            # It is kept, and nobody is told of it.
            trail.note("stopped", BLOCKED)
            return Settling(InboundFate.DISCARDED, BLOCKED, agency.id)
        if decision is not None and decision.act is WaitingAct.ATTACHED:
            agency_id, report_id = file_on_report(session, decision, mail, files, mail_id=claimed.id, now=now)
            trail.note("filed", report_id)
            return Settling(InboundFate.TAKEN, "", agency_id, report_id=report_id)
        if decision is not None:
            mail, vouched = as_vouched_for(session, decision, mail, vouched)
            sender = known_sender(session, agency, mail, claimed.id)
    route = route_decided(session, decision, mail, received_at=claimed.received_at, now=now) or find_route(
        session, claimed.recipient, mail, sender, keyring=keyring, received_at=claimed.received_at, now=now,
        clarified=clarified, vouched=vouched, authentication=authentication,
    )  # fmt: skip
    if not verdict.is_machine:
        if (looped := _looped(session, claimed, route, mail, sender, trail, now=now)) is not None:
            return looped
        if not claimed.trail and (agency := agency_of(route)) is not None:
            is_back(session, agency, route, mail, sender, now=now)  # what was let in later was written earlier
    if verdict.back_on is not None and not authentication.fails and (agency := agency_of(route)) is not None:
        done = take_absence(session, agency, route, mail, verdict.back_on, now=now, mail_id=claimed.id)
        trail.note("absence", done)
    if verdict.kind in NOTICES and not verdict.loop:
        done = take_notice(
            session, claimed.recipient, mail, verdict, keyring=keyring, received_at=claimed.received_at, now=now,
            mail_id=claimed.id,
        )  # fmt: skip
        trail.note("notice", done)
    settling = _read_and_take(
        session, claimed, route, mail, verdict, files, trail, stands=authentication.passes, now=now
    )
    return _beside_its_seat(session, claimed, settling, keyring)


def _beside_its_seat(session: Session, claimed: Claimed, settling: Settling, keyring: Keyring) -> Settling:
    """Whose address it was written to stays on the row though the address is dead: what was written to a private
    conversation is read by its managers alone."""
    if settling.trouble not in DEAD or settling.participant_id is not None:
        return settling
    return replace(settling, participant_id=seat_written_to(session, claimed.recipient, keyring=keyring))


def _read_and_take(
    session: Session, claimed: Claimed, route: Route, mail: ParsedMail, verdict: Verdict,
    files: tuple[SortedFile, ...], trail: Trail, *, stands: bool, now: datetime,
) -> Settling:  # fmt: skip
    if verdict.is_machine:
        return _take_machine(session, claimed, route, mail, verdict, trail, now=now)
    if isinstance(route, Stop):
        trail.note("stopped", route.why)
        return _stop(session, claimed, route, mail, files, trail, stands=stands, now=now)

    known = None if claimed.trail else verdict  # what a manager let in is read as from whom they named
    with MAIL_STEP.timed("read"):
        reading = read(mail, route.standpoint, envelope_from=claimed.mail_from or "<>", verdict=known)
    trail.note_reading(reading, route.standpoint)
    note_language(route.seat.person if isinstance(route, ToThread) else route.person, reading.language)
    if _says_nothing(session, claimed, mail, reading, files):
        trail.note("loop", loops.AT_ONCE)
        return _stopped(route, InboundFate.PARKED, loops.AT_ONCE)
    kept = _settled(session, claimed, route, files, reading.fresh_text)
    arrived = Arrived(claimed.id, mail, reading, kept, proof_of(route))
    trail.note("proof", f"P{arrived.proof.value}")
    trouble = "unreadable" if reading.ask is Ask.WHAT_DO_YOU_MEAN and not _WORDS_LOST.isdisjoint(mail.troubles) else ""
    match route:
        case ToThread(seat=seat, scene=scene):
            if route.is_guest:
                take = take_guest
            elif seat.participant.role is Role.PROVIDER:
                take = take_company
            else:
                take = take_private if seat.channel is Channel.PRIVATE else take_reading
            fate = take(session, route, arrived, now=now)
            trail.note("taken", scene.report.ref, seat.channel.value)
            return Settling(fate, trouble, scene.agency.id, seat.person.id, seat.participant.id, scene.report.id)
        case ToQuestion(agency=agency, person=person):
            fate = take_answer(session, route, arrived, now=now)
            return Settling(fate, trouble, agency.id, person.id)
        case ToDigest(agency=agency, person=person):
            fate = take_digest(session, route, arrived, now=now)
            return Settling(fate, trouble, agency.id, person.id)
        case ToDesk(agency=agency, person=person):
            fate = take_desk_answer(session, route, arrived, now=now)
            return Settling(fate, trouble, agency.id, person.id)
        case ToIntake(around=around, person=person):
            fate, report = take_intake(session, route, arrived, now=now)
            trail.note("intake", report.ref if report is not None else "no_report")
            return Settling(fate, trouble, around.agency.id, person.id, report_id=report.id if report else None)
        case ToOwnLetter(around=around, person=person):
            fate = take_own_letter(session, route, arrived, now=now)
            return Settling(fate, trouble, around.agency.id, person.id)
        case ToManagers(around=around, person=person, reason=reason):
            fate = take_for_managers(session, route, arrived, now=now)
            trail.note("for_the_managers", reason)
            return Settling(fate, reason, around.agency.id, person.id, report_id=route.report_id)


def _stop(
    session: Session, claimed: Claimed, route: Stop, mail: ParsedMail, files: tuple[SortedFile, ...], trail: Trail, *,
    stands: bool, now: datetime,
) -> Settling:  # fmt: skip
    """Nobody may speak with it here: it is held for somebody, who is asked, or the managers read of it; and a stranger
    is told so, when their domain stands for it."""
    if (typed := typed_about(claimed.trail)) is not None and route.agency is not None:
        fate, why, person_id, steps = looked_up(
            session, route, typed, mail, claimed.id, claimed.trail, received_at=claimed.received_at, now=now
        )
        trail.steps += steps
        settling = _stopped(route, fate, why)
        return settling if person_id is None else replace(settling, person_id=person_id)
    fate = route.fate
    if fate is InboundFate.HELD:
        fate, noted_so = hold_mail(
            session, route, mail, claimed.id, received_at=claimed.received_at, envelope_from=claimed.mail_from, now=now
        )
        trail.steps.append(noted_so)
    if route.agency is not None and is_from_stranger(session, route, mail):
        standpoint = standpoint_of_stranger(session, route.agency, claimed.received_at)
        arrived = Arrived(claimed.id, mail, read(mail, standpoint, envelope_from=claimed.mail_from or "<>"), files)
        told = take_stranger(
            session, route, arrived, fate=fate, stands=stands, null_sender=not claimed.mail_from.strip("<>"), now=now
        )
        trail.note("stranger", told)
    return _stopped(route, fate, route.why)


def _take_machine(
    session: Session, claimed: Claimed, route: Route, mail: ParsedMail, verdict: Verdict, trail: Trail, *, now: datetime
) -> Settling:
    """What a program wrote is never a comment, and never answered: two robots would talk all night (RFC 3834)."""
    trail.note("machine", verdict.kind.value)
    if verdict.kind is MailKind.CALENDAR_REPLY and not verdict.loop and isinstance(route, ToThread):
        trail.note("calendar", take_calendar_answer(session, route, mail, now=now, mail_id=claimed.id))
    return _stopped(route, InboundFate.AUTOMATIC, verdict.reason.value)


def _looped(
    session: Session, claimed: Claimed, route: Route, mail: ParsedMail, sender: Sender, trail: Trail, *, now: datetime
) -> Settling | None:
    """A mail of ours that came back, or one turn more between two who answer each other without an end."""
    if loops.is_our_own(session, mail):
        trail.note("machine", loops.OWN)
        return _stopped(route, InboundFate.AUTOMATIC, loops.OWN)
    agency = agency_of(route)
    # What a person has let go on is no turn of a program.
    if agency is None or claimed.trail or not loops.has_had_enough(session, agency, sender, claimed.id, now=now):
        return None
    told = loops.tell_managers_once(session, agency, mail, claimed.id, now=now)
    trail.note("loop", "told" if told else "silent")
    return _stopped(route, InboundFate.PARKED, loops.LOOP)


def _says_nothing(
    session: Session, claimed: Claimed, mail: ParsedMail, reading: Reading, files: tuple[SortedFile, ...]
) -> bool:
    """Whether a program is to be thought of, that answers our letter at once and has nothing to say."""
    return not claimed.trail and loops.answers_without_a_word(
        session, mail, reading, has_files=bool(files), received_at=claimed.received_at
    )


def _settled(
    session: Session, claimed: Claimed, route: Route, files: tuple[SortedFile, ...], words: str
) -> tuple[SortedFile, ...]:
    """The files of a mail, once it is known whom they came to and what stands beside them."""
    if files and (agency := agency_of(route)) is not None:
        report_id = route.scene.report.id if isinstance(route, ToThread) else 0
        files = settled_files(session, files, agency, report_id=report_id, mail_id=claimed.id)
    return lonely_told(files, words)


def _stopped(route: Route, fate: InboundFate, why: str) -> Settling:
    match route:
        case ToThread(seat=seat, scene=scene):
            return Settling(fate, why, scene.agency.id, seat.person.id, seat.participant.id, scene.report.id)
        case (
            ToDigest(agency=agency, person=person)
            | ToDesk(agency=agency, person=person)
            | ToQuestion(agency=agency, person=person)
        ):
            return Settling(fate, why, agency.id, person.id)
        case ToIntake(around=around) | ToOwnLetter(around=around) | ToManagers(around=around):
            return Settling(fate, why, around.agency.id, route.person.id)
        case Stop(agency=agency, seat=seat, person=person):
            return Settling(
                fate,
                why,
                agency.id if agency is not None else None,
                person.id if person is not None else None,
                seat.participant.id if seat is not None else None,
                seat.report.id if seat is not None else None,
            )
