"""Answers that a calendar program wrote (RFC 5546, sections 3.2.3 and 3.2.7): the one host of `icalendar`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.moments import PARIS
from mailbot.inbound.reading.outcome import SPEAKERS, Intent, IntentType
from mailbot.inbound.reading.standpoint import Slot, Standpoint

MOST_OCTETS = 200_000


def read_calendar_reply(mail: ParsedMail, standpoint: Standpoint) -> tuple[Intent, ...]:
    """READING, section 3.3: declined is a visit to move, a counter-proposal names the new slot."""
    for method, event in _events(mail):
        intent = _counter(event) if method == "COUNTER" else _answer(event, mail)
        if intent is not None and standpoint.role in SPEAKERS[intent.type]:
            return (intent,)
    return ()


def _events(mail: ParsedMail) -> Iterator[tuple[str, Any]]:
    for part in mail.machine_parts:
        if part.media_type != "text/calendar" or len(part.content) > MOST_OCTETS:
            continue
        calendar = _calendar(part.content)
        if calendar is None:
            continue
        method = str(calendar.get("METHOD") or part.parameters.get("method", "")).upper()
        yield from ((method, event) for event in calendar.walk("VEVENT"))


def _calendar(content: bytes) -> Any:
    """None for what is no calendar; the library raises all sorts on what programs write."""
    try:
        return Calendar.from_ical(content)
    except Exception:
        return None


def _counter(event: Any) -> Intent | None:
    slot = _slot(event)
    return None if slot is None else Intent(IntentType.RESCHEDULE, {"slots": [slot.to_json()]}, "METHOD:COUNTER")


def _answer(event: Any, mail: ParsedMail) -> Intent | None:
    match _participation(event, mail):
        case "DECLINED":
            return Intent(IntentType.RESCHEDULE, {"slots": []}, "PARTSTAT=DECLINED")
        case "ACCEPTED":
            return Intent(IntentType.PROVIDE_INFO, {"topic": "presence"}, "PARTSTAT=ACCEPTED")
    return None


def _participation(event: Any, mail: ParsedMail) -> str:
    """That of the writer; of the only attendee when no address is the writer's."""
    attendees = event.get("ATTENDEE") or []
    attendees = attendees if isinstance(attendees, list) else [attendees]
    writer = mail.sender.address.lower()
    own = [a for a in attendees if re.sub(r"^mailto:", "", str(a), flags=re.I).lower() == writer]
    for attendee in own or attendees[:1]:
        return str(attendee.params.get("PARTSTAT", "")).upper()
    return ""


def _slot(event: Any) -> Slot | None:
    start, end = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    start, end = (_in_paris(moment) for moment in (start, end))
    return Slot(start, end) if start < end else None


def _in_paris(moment: datetime) -> datetime:
    """Floating times are those of the clock on the wall here."""
    return moment.replace(tzinfo=PARIS) if moment.tzinfo is None else moment.astimezone(UTC).astimezone(PARIS)
