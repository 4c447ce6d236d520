"""« Je prends » and « fausse alerte » in answer to an alarm: the same acts as its two buttons (G-24)."""

import re
from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import Arrived, says_nothing, take_files
from mailbot.inbound.attachments import documents_in, photos_in
from mailbot.inbound.reading.alarms import FALSE, answer_to_alarm
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow import alarms, reports


def take_alarm_answer(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> bool:
    """Obey it, when it answers an alarm that can still be answered so; whether nothing else was asked for. What is
    written to the home is no answer to us, though it lets the alarm wake nobody else."""
    scene, seat, text = route.scene, route.seat, arrived.reading.fresh_text
    if seat.channel is not Channel.AGENCY or seat.participant.role is not Role.MANAGER:
        return False
    if (read := answer_to_alarm(text)) is None:
        return False
    said, span = read
    kind = alarms.FALSE if said == FALSE else alarms.TAKEN
    try:
        alarms.answer(
            session, scene, seat.person, kind, now=now, words=text, mail_id=arrived.mail_id, because=(span,)
        )  # fmt: skip
    except Refused:
        return False  # answered so already, or there is none: the words are news for the managers
    if _asks_more(arrived):
        return False
    reports.keep_instruction(session, scene, seat, text, now=now, mail_id=arrived.mail_id)
    take_files(session, scene, arrived, seat.person, Role.MANAGER, None, now=now)
    return True


def take_guest(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Whoever is only on call answers the alarm; all else that they write reaches the managers, and changes nothing."""
    if take_alarm_answer(session, route, arrived, now=now):
        return InboundFate.TAKEN
    if says_nothing(arrived) and not arrived.reading.fresh_text.strip():
        return InboundFate.TAKEN
    said = reports.comment(
        session, route.scene, route.seat, arrived.reading.fresh_text, photos=photos_in(arrived.files), now=now,
        mail_id=arrived.mail_id, urgent=True, documents=documents_in(arrived.files),
    )  # fmt: skip
    take_files(session, route.scene, arrived, route.seat.person, Role.MANAGER, said, now=now)
    return InboundFate.TAKEN


_ASKS_NOTHING = frozenset({IntentType.COMMENT, IntentType.THANKS, IntentType.CLOSE_REPORT})
_CLOSES = re.compile(r"\b(?:clotur|ferme[rz]?\b|clos\b|close\b)")


def _asks_more(arrived: Arrived) -> bool:
    """Whether the mail asks for something beside: an order, a line, a closing by name. « Fausse alerte » alone, which
    anywhere else means that a report can be closed, closes nothing here."""
    reading = arrived.reading
    if reading.commands or not {intent.type for intent in reading.intents} <= _ASKS_NOTHING:
        return True
    if any(intent.values.get("canned") for intent in reading.intents):
        return True
    return reading.intent(IntentType.CLOSE_REPORT) is not None and bool(_CLOSES.search(fold(reading.fresh_text)))
