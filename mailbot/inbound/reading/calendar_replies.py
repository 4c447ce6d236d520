"""Answers that a calendar program wrote (RFC 5546, sections 3.2.3 and 3.2.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from mailbot.calendars import Event, events_in
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.moments import PARIS
from mailbot.inbound.reading.outcome import SPEAKERS, Intent, IntentType
from mailbot.inbound.reading.standpoint import Slot, Standpoint


class AnsweredEvent(NamedTuple):
    """Which of our invitations a calendar program answers, and how."""

    uid: str
    sequence: int
    """That of the invitation which its owner saw: a lower one than today's is an answer to what no longer holds."""
    method: str
    """REPLY or COUNTER."""
    partstat: str
    """ACCEPTED, TENTATIVE, DECLINED…; "" when the program says nothing."""


def answered_event(mail: ParsedMail) -> AnsweredEvent | None:
    """The event that a calendar program answers, TENTATIVE and proposals of another time included."""
    for method, event in _events(mail):
        if method in ("REPLY", "COUNTER") and event.uid:
            return AnsweredEvent(event.uid, event.sequence, method, _participation(event, mail))
    return None


def read_calendar_reply(mail: ParsedMail, standpoint: Standpoint) -> tuple[Intent, ...]:
    """READING, section 3.3: declined is a visit to move, a counter-proposal names the new slot."""
    for method, event in _events(mail):
        intent = _counter(event) if method == "COUNTER" else _answer(event, mail)
        if intent is not None and standpoint.role in SPEAKERS[intent.type]:
            return (intent,)
    return ()


def _events(mail: ParsedMail) -> Iterator[tuple[str, Event]]:
    for part in mail.machine_parts:
        if part.media_type == "text/calendar":
            announced = part.parameters.get("method", "").upper()
            yield from ((event.method or announced, event) for event in events_in(part.content))


def _counter(event: Event) -> Intent | None:
    slot = _slot(event)
    return None if slot is None else Intent(IntentType.RESCHEDULE, {"slots": [slot.to_json()]}, "METHOD:COUNTER")


def _answer(event: Event, mail: ParsedMail) -> Intent | None:
    match _participation(event, mail):
        case "DECLINED":
            return Intent(IntentType.RESCHEDULE, {"slots": []}, "PARTSTAT=DECLINED")
        case "ACCEPTED":
            return Intent(IntentType.PROVIDE_INFO, {"topic": "presence"}, "PARTSTAT=ACCEPTED")
    return None


def _participation(event: Event, mail: ParsedMail) -> str:
    """That of the writer; of the only attendee when no address is the writer's."""
    writer = mail.sender.address.lower()
    own = [each for each in event.attendees if each.address == writer]
    for attendance in own or event.attendees[:1]:
        return attendance.says
    return ""


def _slot(event: Event) -> Slot | None:
    start, end = event.starts, event.ends
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    start, end = (_in_paris(moment) for moment in (start, end))
    return Slot(start, end) if start < end else None


def _in_paris(moment: datetime) -> datetime:
    """Floating times are those of the clock on the wall here."""
    return moment.replace(tzinfo=PARIS) if moment.tzinfo is None else moment.astimezone(UTC).astimezone(PARIS)
