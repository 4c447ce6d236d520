"""The walk of one mail, top to bottom: claim, parse, screen, find where it belongs, read, take, settle."""

import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.attachments import SortedFile, keep_files, sort_files
from mailbot.inbound.bounces import NOTICES, take_notice
from mailbot.inbound.calendar_answers import take_calendar_answer
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.desk_answers import take_desk_answer
from mailbot.inbound.digest_answers import take_digest
from mailbot.inbound.intake import take_for_managers, take_intake
from mailbot.inbound.own_letters import take_own_letter
from mailbot.inbound.parsing import ParsedMail, Trouble, parse_mail
from mailbot.inbound.private_answers import take_private
from mailbot.inbound.provider_answers import take_company
from mailbot.inbound.reading.outcome import Ask
from mailbot.inbound.reading.reader import read
from mailbot.inbound.replies import hold_mail, take_answer, take_reading
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
from mailbot.inbound.routing import agency_of, answers_a_letter, find_route
from mailbot.inbound.screening import Verdict, screen
from mailbot.model import Agency, InboundMail, MailBytes
from mailbot.telemetry import logger
from mailbot.threads.addresses import normal_address
from mailbot.vocabulary import Channel, InboundFate, MailKind, Role
from mailbot.workflow.absences import end_absence, note_absence
from mailbot.workflow.company_absences import end_company_absence, note_company_absence
from mailbot.workflow.returned_letters import hears_from
from mailbot.workflow.tongues import hear
from mailbot.world import World

log = logger(__name__)

MOST_TRIES = 5
"""How often a fault of ours is tried again before the mail waits for a person."""
_PAUSE = timedelta(seconds=10)

# Troubles in which a person's words may be what was lost; the others cost a date, or nothing.
_WORDS_LOST = frozenset(Trouble) - {Trouble.NO_DATE, Trouble.NO_SENDER, Trouble.SEVERAL_SENDERS}

_MACHINES = frozenset({MailKind.AUTO_REPLY, MailKind.BOUNCE, MailKind.COMPLAINT, MailKind.CALENDAR_REPLY})


@dataclass(frozen=True, slots=True)
class Claimed:
    """An accepted mail that is ours to process until its lease ends."""

    id: int
    claimed_by: str
    fingerprint: str
    recipient: str
    mail_from: str
    received_at: datetime
    tries: int
    trail: list[Any]
    """Of an earlier walk: what people have answered about it since."""
    content: bytes | None
    """The raw mail; None when it is among the blobs."""


@dataclass(slots=True)
class Trail:
    """What was found at each step, as codes and counts; the mail keeps it (HOUSE, section 5)."""

    steps: list[list[Any]] = field(default_factory=list)

    def note(self, step: str, *found: str | int) -> None:
        """One step more."""
        self.steps.append([step, *found])


def process(world: World, claimed: Claimed) -> InboundFate | None:
    """Take one claimed mail to its fate; None when it was put off, or taken over by somebody else.

    Never raises: trouble that may pass puts the mail off; a fault of ours does too, and after MOST_TRIES parks it.
    """
    mail_id = claimed.id
    try:
        if claimed.tries > MOST_TRIES:
            # It ended its worker, more than once, without a word: a native library, or no memory. No bytes of it now.
            return _park(world, claimed, "worker_ended")
        fate = _walk(world, claimed)
    except (TryAgain, OSError) as trouble:
        log.warning("mail_put_off", mail_id=mail_id, trouble=type(trouble).__name__)
        # A full disk or a database that is away says nothing against the mail: it waits for as long as that lasts.
        _put_off(world, claimed, _PAUSE, tries=claimed.tries - 1)
        return None
    except Exception as fault:
        log.fault("mail_fault", mail_id=mail_id, tries=claimed.tries)
        return _park_or_put_off(world, claimed, type(fault).__name__)
    log.info("mail_settled", mail_id=mail_id, fate=fate.value if fate is not None else None)
    return fate


def _walk(world: World, claimed: Claimed) -> InboundFate | None:
    clarified = Clarified.in_trail(claimed.trail)
    trail = Trail(list(clarified.steps))
    mail = parse_mail(claimed.content if claimed.content is not None else world.blobs.get(claimed.fingerprint))
    trail.note("parsed", *(trouble.value for trouble in mail.troubles))

    verdict = screen(mail, envelope_from=claimed.mail_from or "<>")
    trail.note("screened", verdict.kind.value, verdict.reason.value)

    files = () if _is_machine(verdict) else sort_files(mail)
    keep_files(world.blobs, files)

    now = world.clock()
    with world.database.transaction() as session:
        route = find_route(
            session, claimed.recipient, mail, keyring=world.keyring, received_at=claimed.received_at, now=now,
            clarified=clarified,
        )  # fmt: skip
        if verdict.kind in NOTICES and not verdict.loop:
            done = take_notice(
                session, claimed.recipient, mail, verdict, keyring=world.keyring, received_at=claimed.received_at,
                now=now, mail_id=claimed.id,
            )  # fmt: skip
            trail.note("notice", done)
        settling = _take(session, claimed, route, mail, verdict, files, trail, now=now)
        return settle(session, claimed, settling, trail, now=now, sender=normal_address(mail.sender.address)[:320])


@dataclass(frozen=True, slots=True)
class Settling:
    """What is written on the mail's own row at the end of its walk."""

    fate: InboundFate
    trouble: str = ""
    agency_id: int | None = None
    person_id: int | None = None
    participant_id: int | None = None
    report_id: int | None = None


def _take(
    session: Session, claimed: Claimed, route: Route, mail: ParsedMail, verdict: Verdict,
    files: tuple[SortedFile, ...], trail: Trail, *, now: datetime,
) -> Settling:  # fmt: skip
    if _is_machine(verdict):
        # RFC 3834: never a comment, never an answer. Two robots would talk all night.
        trail.note("machine", verdict.kind.value)
        if verdict.back_on is not None and answers_a_letter(route) and (agency := agency_of(route)):
            changed = [
                note(session, agency, sender=mail.sender.address, back_on=verdict.back_on, now=now, mail_id=claimed.id)
                for note in (note_absence, note_company_absence)
            ]
            noted = any(changed)
            trail.note("absence", "noted" if noted else "changes_nothing")
        if verdict.kind is MailKind.CALENDAR_REPLY and not verdict.loop and isinstance(route, ToThread):
            trail.note("calendar", take_calendar_answer(session, route, mail, now=now, mail_id=claimed.id))
        return _stopped(route, InboundFate.AUTOMATIC, verdict.reason.value)
    if (agency := agency_of(route)) is not None:
        _is_back(session, agency, route, mail)
    if isinstance(route, Stop):
        trail.note("stopped", route.why)
        fate = route.fate
        if fate is InboundFate.HELD and route.seat is not None:
            fate = hold_mail(session, route.seat, mail, claimed.id, now=now)
        return _stopped(route, fate, route.why)

    reading = read(mail, route.standpoint, envelope_from=claimed.mail_from or "<>")
    trail.note("read", *(intent.type.value for intent in reading.intents))
    hear(route.seat.person if isinstance(route, ToThread | ToQuestion) else route.person, reading.language)
    arrived = Arrived(claimed.id, mail, reading, files)
    trouble = "unreadable" if reading.ask is Ask.WHAT_DO_YOU_MEAN and not _WORDS_LOST.isdisjoint(mail.troubles) else ""
    match route:
        case ToThread(seat=seat, scene=scene):
            if seat.participant.role is Role.PROVIDER:
                take = take_company
            else:
                take = take_private if seat.channel is Channel.PRIVATE else take_reading
            fate = take(session, route, arrived, now=now)
            trail.note("taken", scene.report.ref, seat.channel.value)
            return Settling(fate, trouble, scene.agency.id, seat.person.id, seat.participant.id, scene.report.id)
        case ToQuestion(seat=seat, scene=scene):
            fate = take_answer(session, route, arrived, now=now)
            return Settling(fate, trouble, scene.agency.id, seat.person.id, seat.participant.id, scene.report.id)
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
            return Settling(fate, reason, around.agency.id, person.id)


def _is_back(session: Session, agency: Agency, route: Route, mail: ParsedMail) -> None:
    """Whoever has written with their own hand is away no more, and reads at the address they wrote from."""
    end_absence(session, agency, sender=mail.sender.address)
    if isinstance(route, ToThread) and route.seat.participant.role is Role.PROVIDER:
        end_company_absence(session, agency, route.seat.person)
    if not isinstance(route, Stop):
        person = route.seat.person if isinstance(route, ToThread | ToQuestion) else route.person
        hears_from(session, person, normal_address(mail.sender.address))


def _stopped(route: Route, fate: InboundFate, why: str) -> Settling:
    match route:
        case ToThread(seat=seat, scene=scene) | ToQuestion(seat=seat, scene=scene):
            return Settling(fate, why, scene.agency.id, seat.person.id, seat.participant.id, scene.report.id)
        case ToDigest(agency=agency, person=person) | ToDesk(agency=agency, person=person):
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


def _is_machine(verdict: Verdict) -> bool:
    return verdict.kind in _MACHINES or verdict.loop


# -- The queue --------------------------------------------------------------------------------------------------------


def due_mails(session: Session, *, now: datetime, limit: int) -> Sequence[int]:
    """The mails that a worker may take now, oldest first."""
    due = select(InboundMail.id).where(InboundMail.due_at <= now).order_by(InboundMail.due_at, InboundMail.id)
    return session.scalars(due.limit(limit)).all()


def claim(world: World, mail_ids: Sequence[int]) -> list[Claimed]:
    """Make mails ours for one lease, those of them that are due; in their order, since people write in one."""
    now, mark = world.clock(), secrets.token_hex(8)
    given = {"mails": list(mail_ids), "now": now, "lease_ends": now + timedelta(seconds=world.lease), "mark": mark}
    with world.database.core_transaction() as connection:
        rows = connection.execute(_CLAIM, given).all()
        contents = connection.execute(_CONTENTS, {"names": [row.fingerprint for row in rows]})
        kept = {row.fingerprint: row.content for row in contents}
    claimed = [Claimed(claimed_by=mark, content=kept.get(row.fingerprint), **row._mapping) for row in rows]
    return sorted(claimed, key=lambda mail: mail.id)


_CLAIM = (
    update(InboundMail)
    .where(InboundMail.id.in_(bindparam("mails", expanding=True)), InboundMail.due_at <= bindparam("now"))
    .values(due_at=bindparam("lease_ends"), claimed_by=bindparam("mark"), tries=InboundMail.tries + 1)
    .returning(
        InboundMail.id,
        InboundMail.fingerprint,
        InboundMail.recipient,
        InboundMail.mail_from,
        InboundMail.received_at,
        InboundMail.tries,
        InboundMail.trail,
    )
)
_CONTENTS = select(MailBytes.fingerprint, MailBytes.content).where(
    MailBytes.fingerprint.in_(bindparam("names", expanding=True))
)


def settle(
    session: Session, claimed: Claimed, settling: Settling, trail: Trail, *, now: datetime, sender: str = ""
) -> InboundFate | None:
    """Write a mail's fate, in the transaction of all that it caused. Raises LostLease when it is no longer ours."""
    done = (
        session.connection()
        .execute(
            _SETTLE,
            {
                "mail": claimed.id,
                "mark": claimed.claimed_by,
                "fate": settling.fate,
                "settled_at": now,
                "trail": trail.steps,
                "trouble": settling.trouble,
                "sender": sender,
                "agency_id": settling.agency_id,
                "person_id": settling.person_id,
                "participant_id": settling.participant_id,
                "report_id": settling.report_id,
            },
        )
        .one_or_none()
    )
    if done is None:
        raise LostLease
    return settling.fate


_SETTLED = ("fate", "settled_at", "trail", "trouble", "sender", "agency_id", "person_id", "participant_id", "report_id")
_SETTLE = (
    update(InboundMail)
    .where(
        InboundMail.id == bindparam("mail"),
        InboundMail.claimed_by == bindparam("mark"),
        InboundMail.fate.is_(None),
    )
    .values({"due_at": None} | {name: bindparam(name, type_=InboundMail.__table__.c[name].type) for name in _SETTLED})
    .returning(InboundMail.id)
)


class LostLease(TryAgain):
    """Another worker took the mail over: everything that this one wrote is undone."""

    def __init__(self) -> None:
        super().__init__("lease lost")


def _put_off(world: World, claimed: Claimed, pause: timedelta, *, tries: int) -> None:
    # When not even this can be written, the lease ends by itself and the mail is due again.
    later = world.clock() + pause
    with contextlib.suppress(TryAgain), world.database.transaction() as session:
        session.execute(
            update(InboundMail)
            .where(InboundMail.id == claimed.id, InboundMail.claimed_by == claimed.claimed_by)
            .where(InboundMail.fate.is_(None))
            .values(due_at=later, tries=tries)
        )


def _park_or_put_off(world: World, claimed: Claimed, fault: str) -> InboundFate | None:
    if claimed.tries < MOST_TRIES:
        _put_off(world, claimed, timedelta(seconds=2.0**claimed.tries), tries=claimed.tries)
        return None
    with contextlib.suppress(TryAgain):
        return _park(world, claimed, fault)
    return None


def _park(world: World, claimed: Claimed, fault: str) -> InboundFate:
    trail = Trail()
    trail.note("fault", fault)
    with world.database.transaction() as session:
        settle(session, claimed, Settling(InboundFate.PARKED, "fault"), trail, now=world.clock())
    return InboundFate.PARKED
