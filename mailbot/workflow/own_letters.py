"""Letters that belong to no report: to one person, about several things or about none."""

from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.model import Agency, Event, OutboundMail, Person
from mailbot.threads.headers import new_message_id
from mailbot.vocabulary import Channel, LetterKind, OutboundFate, Role


def write_to(
    session: Session, agency: Agency, person: Person, role: Role, kind: LetterKind, facts: dict[str, Any], *,
    channel: Channel, now: datetime, event: Event | None = None,
) -> OutboundMail:  # fmt: skip
    """A row for a letter of this kind, answered at an address of its own. `facts`: what it says, less its reader."""
    reader: dict[str, Any] = {"reader": role.value, "name": person.name, "channel": channel.value, "links": []}
    if person.civility and person.family_name:
        reader |= {"civility": person.civility, "family_name": person.family_name}
    letter = OutboundMail(
        agency_id=agency.id,
        profile_id=agency.profile_id,
        event_id=event.id if event is not None else None,
        report_id=None,
        participant_id=None,
        person_id=person.id,
        kind=kind,
        language=person.language,
        recipient=person.addresses[0].address,
        channel=channel,
        message_id=new_message_id(agency.mail_domain),
        facts=reader | facts,
        fate=OutboundFate.PENDING,
        due_at=now,
        tries=0,
        answer="",
        created_at=now,
        settled_at=None,
    )
    session.add(letter)
    session.flush()
    return letter
