"""What the house understood of a sent mail, by its own record: the words it kept, what it read, what that caused."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.demo.processes import standpoint_file
from mailbot.demo.sending import Sent
from mailbot.inbound.arrivals import message_id_of
from mailbot.inbound.explaining import question_back, sentence, stretches
from mailbot.inbound.reading.outcome import Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.spans import SpanKind
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.model import Comment, Event, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import EventKind, InboundFate, ReportStatus


class Stretch(NamedTuple):
    """Some words of a mail, and what became of them."""

    text: str
    kind: SpanKind
    why: str


class Read(NamedTuple):
    """One thing that was said, and by which words."""

    sentence: str
    because: str


class Caused(NamedTuple):
    """A letter that a mail caused."""

    recipient: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Understood:
    """All that is known of one sent mail. Before it is settled there is no fate, and little else."""

    fate: InboundFate | None = None
    trouble: str = ""
    ref: str = ""
    status: ReportStatus | None = None
    stretches: tuple[Stretch, ...] = ()
    readings: tuple[Read, ...] = ()
    question: str = ""
    events: tuple[EventKind, ...] = ()
    letters: tuple[Caused, ...] = ()
    readers: str = ""
    """Who may read its words: a code of channel and role; empty when nobody does."""
    command: str = ""
    """What says the same in a shell; empty when nothing was read."""


def understood(session: Session, sent: Sent, folder: Path, file: Path, language: str) -> Understood:
    """What the house's rows say of this mail by now. `folder` is the demonstration's, `file` holds the mail's bytes."""
    found = _row(session, sent)
    if found is None or found.fate is None:
        return Understood()
    report = session.get(Report, found.report_id) if found.report_id is not None else None
    events = session.scalars(select(Event).where(Event.mail_id == found.id).order_by(Event.id)).all()
    letters = session.execute(
        select(OutboundMail.recipient, OutboundMail.message_id)
        .where(OutboundMail.event_id.in_([event.id for event in events]))
        .order_by(OutboundMail.id)
    ).all()
    known = Understood(
        fate=found.fate, trouble=found.trouble,
        ref=report.ref if report is not None else "", status=report.status if report is not None else None,
        events=tuple(dict.fromkeys(event.kind for event in events)),
        letters=tuple(Caused(letter.recipient, letter.message_id) for letter in letters),
        readers=_readers(session, found),
    )  # fmt: skip
    beside = standpoint_file(folder, found.id)
    if not beside.exists():
        return known
    standpoint = Standpoint.from_json(json.loads(beside.read_text("utf-8")))
    # The same mail from the same standpoint always reads the same: these are the words that the house acted on.
    reading = read(sent.mail, standpoint, envelope_from=sent.sender)
    return replace(
        known,
        stretches=_in_stretches(reading),
        readings=tuple(Read(sentence(each, language), each.because) for each in reading.intents),
        question=question_back(reading.ask, language) if reading.ask is not None else "",
        command=f"mailbot read {file} --standpoint {beside} --language {language}",
    )


def _row(session: Session, sent: Sent) -> InboundMail | None:
    wanted = [address.lower() for address in sent.recipients]
    return session.scalars(
        select(InboundMail)
        .where(InboundMail.message_id == message_id_of(sent.raw), func.lower(InboundMail.recipient).in_(wanted))
        .order_by(InboundMail.id)
    ).first()


def _readers(session: Session, mail: InboundMail) -> str:
    said = session.scalars(select(Comment).where(Comment.mail_id == mail.id).order_by(Comment.id)).first()
    if said is not None:
        return f"{said.channel.value}_{said.role.value}"
    return "waiting" if mail.fate in (InboundFate.HELD, InboundFate.PARKED) else ""


def _in_stretches(reading: Reading) -> tuple[Stretch, ...]:
    """The mail's lines as they were told apart. Blank lines between two kinds go with the first one."""
    found: list[Stretch] = []
    for text, span in stretches(reading):
        kind = SpanKind.KEPT if span is None else span.kind
        why = "" if span is None else span.reason.value
        if found and (found[-1].kind is kind or not text.strip()):
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        else:
            found.append(Stretch(text, kind, why))
    return tuple(each._replace(text=each.text.strip("\n")) for each in found if each.text.strip())
