"""Events as calendar programs write them (RFC 5545): the one host of `icalendar`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from icalendar import Calendar

MOST_OCTETS = 200_000
"""A longer calendar is nobody's answer."""

Moment: TypeAlias = "datetime | date | timedelta | None"
"""As a program wrote it: floating times and whole days too; None when there is none, or more than one."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One of those who are asked to come, and what their program said of it."""

    address: str
    """Lower case, without mailto."""
    says: str
    """PARTSTAT in capitals; "" when nothing is said."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a calendar, as far as we look at it."""

    method: str
    """Of the calendar that it stands in, in capitals; "" when it names none."""
    uid: str
    sequence: int
    """0 when it names none that is a number (RFC 5545, section 3.8.7.4)."""
    starts: Moment
    ends: Moment
    attendees: tuple[Attendance, ...]


def events_in(content: bytes) -> Iterator[Event]:
    """The events of a calendar; none of what is no calendar."""
    calendar = _calendar(content) if len(content) <= MOST_OCTETS else None
    if calendar is None:
        return
    method = str(calendar.get("METHOD") or "").upper()
    for event in calendar.walk("VEVENT"):
        yield Event(
            method=method,
            uid=str(event.get("UID") or "").strip(),
            sequence=_number(event.get("SEQUENCE")),
            starts=getattr(event.get("DTSTART"), "dt", None),
            ends=getattr(event.get("DTEND"), "dt", None),
            attendees=tuple(_attendances(event)),
        )


def _calendar(content: bytes) -> Any:
    """None for what is no calendar; the library raises all sorts on what programs write."""
    try:
        return Calendar.from_ical(content)
    except Exception:
        return None


def _number(written: Any) -> int:
    try:
        return max(int(written), 0)
    except (TypeError, ValueError):
        return 0


def _attendances(event: Any) -> Iterator[Attendance]:
    attendees = event.get("ATTENDEE") or []
    for each in attendees if isinstance(attendees, list) else [attendees]:
        address = str(each).strip()
        if address[:7].lower() == "mailto:":
            address = address[7:]
        yield Attendance(address.lower(), str(getattr(each, "params", {}).get("PARTSTAT", "")).upper())
