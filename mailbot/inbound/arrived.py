"""One accepted mail, understood, and what taking it always does: its files, the question back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.inbound.attachments import SortedFile, documents_in, files_told, photos_in, refused_in, write_files
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import Proof
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType, Reading
from mailbot.inbound.wishes import plain_words
from mailbot.model import Agency, Comment, Person
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow import reports
from mailbot.workflow.events import record
from mailbot.workflow.journal import Spans
from mailbot.workflow.own_letters import write_to
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class Arrived:
    """One accepted mail, understood: everything that taking it needs."""

    mail_id: int
    mail: ParsedMail
    reading: Reading
    files: tuple[SortedFile, ...]
    proof: Proof = Proof.ADDRESS
    """How far it is proven that its writer wrote it."""


def place_of(*intents: Intent | None) -> Spans:
    """Where the words behind these intents stand in the fresh text; nothing for one that no words gave."""
    return tuple((i.at, i.at + len(i.because)) for i in intents if i is not None and i.because)


_ASKS_OR_THANKS = frozenset({IntentType.STATUS_QUESTION, IntentType.THANKS})
_BESIDE_A_QUESTION = _ASKS_OR_THANKS | {IntentType.COMMENT}


def says_little_else(arrived: Arrived) -> bool:
    """Whether a mail that asks where things stand says nothing more. What was not understood is more, too."""
    reading = arrived.reading
    if arrived.files or not {intent.type for intent in reading.intents} <= _BESIDE_A_QUESTION:
        return False
    rest = reading.fresh_text
    for intent in reading.intents:
        if intent.type in _ASKS_OR_THANKS and intent.because:
            rest = rest.replace(intent.because, " ", 1)
    return set(plain_words(rest)) <= set(plain_words(arrived.mail.sender.name))


def take_files(
    session: Session, scene: Scene, arrived: Arrived, writer: Person, role: Role, said: Comment | None, *, now: datetime
) -> None:
    """Keep the files of a mail with its report; those that cannot be kept are told of."""
    write_files(
        session, arrived.files, agency_id=scene.agency.id, mail_id=arrived.mail_id, report_id=scene.report.id,
        comment_id=said.id if said is not None else None,
    )  # fmt: skip
    if refused_in(arrived.files):
        record(
            session, scene, EventKind.ATTACHMENT_REFUSED, actor=writer, role=role, now=now, mail_id=arrived.mail_id,
            details={"files": files_told(arrived.files)},
        )  # fmt: skip


def take_files_apart(
    session: Session, agency: Agency, arrived: Arrived, writer: Person, role: Role, *, now: datetime
) -> None:
    """The same of a mail that belongs to no report."""
    write_files(
        session, arrived.files, agency_id=agency.id, mail_id=arrived.mail_id, report_id=None, comment_id=None
    )  # fmt: skip
    if told := files_told(arrived.files):
        write_to(
            session, agency, writer, role, LetterKind.FILE_REFUSED, {"files": told}, channel=Channel.AGENCY, now=now
        )  # fmt: skip


def ask_back(
    session: Session, scene: Scene, arrived: Arrived, writer: Person, role: Role, *, now: datetime,
    details: Mapping[str, Any] = MappingProxyType({}),
) -> InboundFate:  # fmt: skip
    ask = arrived.reading.ask
    record(
        session, scene, EventKind.READING_FOUND_UNCLEAR, actor=writer, role=role, now=now, mail_id=arrived.mail_id,
        details={"ask": ask.value if ask is not None else Ask.WHAT_DO_YOU_MEAN.value, **details},
    )  # fmt: skip
    return InboundFate.ASKED


def keep_from_the_home(session: Session, scene: Scene, seat: Seat, arrived: Arrived, *, now: datetime) -> None:
    """What a manager told the service itself: kept with its files, where no occupant reads it."""
    words = arrived.reading.fresh_text
    reports.keep_instruction(session, scene, seat, words, now=now, mail_id=arrived.mail_id)
    take_files(session, scene, arrived, seat.person, Role.MANAGER, None, now=now)


def says_nothing(arrived: Arrived) -> bool:
    if photos_in(arrived.files) or documents_in(arrived.files):
        return False
    return not arrived.reading.fresh_text.strip() or arrived.reading.ask is Ask.WHAT_DO_YOU_MEAN
