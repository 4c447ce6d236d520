"""An appointment that a letter tells of becomes what the reader's calendar program understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailbot.calendars import Appointment, Method, invitation
from mailbot.outbound.envelopes import CalendarPart


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar it is, and where their program answers."""

    address: str
    name: str
    language: str
    reply_to: str
    """Of this very letter: what a calendar program answers then belongs to its reader's thread."""
    agency: str


def calendar_part(facts: Mapping[str, Any] | None, reader: Reader, *, now: datetime) -> CalendarPart | None:
    """What goes along with a letter whose facts tell of an appointment (`calendars.appointment_facts`); none without.

    The reader is the only one whom it names: whoever else lives there has a letter, and an invitation, of their own.
    Raises ValueError for a letter that takes no answer: its invitation would have none to go to.
    """
    if facts is None:
        return None
    method = Method(facts["method"])
    appointment = Appointment(
        uid=facts["uid"],
        sequence=facts["sequence"],
        starts=datetime.fromisoformat(facts["starts"]),
        ends=datetime.fromisoformat(facts["ends"]),
        title=facts["title"],
        place=facts["place"],
        description=facts["description"],
        organizer_address=reader.reply_to,
        organizer_name=reader.agency,
        attendee_address=reader.address,
        attendee_name=reader.name,
        language=reader.language,
    )
    return CalendarPart(method.value, invitation(appointment, method, now=now))
