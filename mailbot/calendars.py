"""Events as calendar programs write them, and invitations that they understand (RFC 5545; hosts icalendar)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from mailbot.folding import folded
from mailbot.late import late

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = late("icalendar")

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
            starts=_moment(event, "DTSTART"),
            ends=_moment(event, "DTEND"),
            attendees=tuple(_attendances(event)),
        )


def _calendar(content: bytes) -> Any:
    """None for what is no calendar; the library raises all sorts on what programs write."""
    try:
        return icalendar.Calendar.from_ical(content)
    except Exception:
        return None


def _moment(event: Any, name: str) -> Any:
    """None, too, for what the library could not read: it says so only when it is asked."""
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:
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


# -- Invitations ------------------------------------------------------------------------------------------------------


class Method(StrEnum):
    """What a calendar program is to do with an event (RFC 5546, section 3.2)."""

    REQUEST = "REQUEST"
    """Write it down, or change what is written under the same UID; and let whoever is asked say whether they come."""
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit, as the calendar of one person is to show it. What it says is all that anybody reads there."""

    uid: str
    """One for each appointment, whatever becomes of it."""
    sequence: int
    """One more at each change, and at the cancellation: what a program holds already is otherwise left as it is."""
    starts: datetime
    ends: datetime
    title: str
    place: str
    """Empty to name none."""
    description: str
    organizer_address: str
    """Where the answer of the calendar program goes: the reply address of that person's own thread."""
    organizer_name: str
    attendee_address: str
    """That of the letter: Gmail and Outlook offer the answers only to whom the mail is addressed."""
    attendee_name: str
    language: str


def appointment_facts(
    method: Method,
    *,
    uid: str,
    sequence: int,
    starts: datetime,
    ends: datetime,
    title: str,
    place: str,
    description: str,
) -> dict[str, str | int]:
    """An appointment as the facts of a letter keep it, under "calendar". Who is asked, and where the answer goes, is
    what each letter knows of itself when it leaves."""
    return {
        "method": method.value, "uid": uid, "sequence": sequence,
        "starts": starts.isoformat(), "ends": ends.isoformat(),
        "title": title, "place": place, "description": description,
    }  # fmt: skip


def invitation(appointment: Appointment, method: Method, *, now: datetime) -> bytes:
    """An iTIP message about one appointment (RFC 5546): CRLF line ends, no line above 75 octets.

    Instants are in UTC. A visit is one event, which no rule repeats, and UTC is what every program reads alike: a TZID
    without its VTIMEZONE is an hour late in Outlook, and so is a VTIMEZONE whose days of change are listed (RDATE)
    rather than ruled. Each shows it by the clock of its reader.

    Written by hand: `icalendar` takes the two characters `\\N` of a text for a line break. It reads what is written
    here in the tests. Raises ValueError for an appointment that ends before it starts, or has no one to come.
    """
    if appointment.starts.tzinfo is None or not appointment.starts < appointment.ends:
        raise ValueError("an appointment ends after it starts, and both are instants")
    if not appointment.uid.strip() or appointment.sequence < 0:
        raise ValueError("an appointment has a UID and a SEQUENCE")
    cancelled = method is Method.CANCEL
    language = f";LANGUAGE={appointment.language}" if re.fullmatch("[a-z]{2}", appointment.language) else ""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//mailbot//visits//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method.value}",
        "BEGIN:VEVENT",
        f"UID:{_text(appointment.uid)}",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTAMP:{_instant(now)}",
        f"DTSTART:{_instant(appointment.starts)}",
        f"DTEND:{_instant(appointment.ends)}",
        f"SUMMARY{language}:{_text(appointment.title)}",
        *([f"LOCATION{language}:{_text(appointment.place)}"] if appointment.place else []),
        *([f"DESCRIPTION{language}:{_text(appointment.description)}"] if appointment.description else []),
        f"ORGANIZER{_name(appointment.organizer_name)}:{_mailto(appointment.organizer_address)}",
        _attendee(appointment, cancelled=cancelled),
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) for line in lines).encode()


def plain_text(text: str) -> str:
    """A text as a calendar can hold it: every line break is one, and no character is a command (RFC 5545, TSAFE)."""
    lines = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text)
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _text(text: str) -> str:
    """RFC 5545, section 3.3.11."""
    return plain_text(text).translate(_ESCAPES)


_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def _name(name: str) -> str:
    # A quote ends the name wherever RFC 6868 is not known, and a backslash is taken for the beginning of an escape.
    plain = " ".join(plain_text(name).translate(_MARKS).split())
    return f';CN="{plain}"' if plain else ""


_MARKS = str.maketrans({'"': "'", "\\": "/", "^": ""})


def _mailto(address: str) -> str:
    """RFC 6068."""
    if not re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        raise ValueError("an invitation has an organizer and somebody to come")
    return "mailto:" + quote(address, safe="@!$'*+-._~")


def _attendee(appointment: Appointment, *, cancelled: bool) -> str:
    # A cancellation asks for no answer.
    asked = "" if cancelled else ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    role = f";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked}"
    return f"ATTENDEE{role}{_name(appointment.attendee_name)}:{_mailto(appointment.attendee_address)}"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
