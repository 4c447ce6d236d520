"""The row of a letter, and letters that belong to no report: to one person, about several things or about none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from mailbot.db import Session
from mailbot.model import Agency, Event, Person
from mailbot.model_mails import OutboundMail
from mailbot.precedence import due_from, is_urgent
from mailbot.prepared import Prepared
from mailbot.threads.headers import new_message_id
from mailbot.vocabulary import Channel, LetterKind, OutboundFate, Role
from mailbot.workflow.recipients import Destination, where_to_write
from mailbot.workflow.tongues import spoken, summary_for

HELD_BACK = "held back: "
"""How the answer of a letter begins that was not even handed to the relay."""


def letter_row(
    agency: Agency, person: Person, kind: LetterKind, facts: dict[str, Any], *, now: datetime,
    event: Event | None = None, recipient: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A letter that leaves now and belongs to no report, as a row to be inserted. `facts` names its channel;
    `recipient`: an address other than the one where this person is written to.

    A letter that leaves for nowhere, since the address refuses too much, is a row all the same, settled as it is
    written: it says why, and is sent once the address is put right.
    """
    if (summary := summary_for(person, kind, facts.get("reader"))) is not None:
        facts = facts | {"summary": summary}
    where = Destination(recipient) if recipient else where_to_write(person, kind)
    return {
        "agency_id": agency.id,
        "profile_id": agency.profile_id,
        "event_id": event.id if event is not None else None,
        "report_id": None,
        "participant_id": None,
        "person_id": person.id,
        "kind": kind,
        "language": spoken(person),
        "recipient": where.address,
        "channel": Channel(facts["channel"]),
        "message_id": new_message_id(agency.mail_domain),
        "facts": facts,
        "fate": OutboundFate.PENDING if where.held is None else OutboundFate.FAILED,
        "due_at": due_from(kind, now, urgent=is_urgent(facts)) if where.held is None else None,
        "tries": 0,
        "answer": "" if where.held is None else f"{HELD_BACK}{where.held.value}",
        "created_at": now,
        "settled_at": None if where.held is None else now,
    }


def given_name(person: Person) -> str:
    """As a colleague calls them."""
    return person.name.removesuffix(person.family_name).strip() or person.name


def greeting(person: Person, role: Role) -> dict[str, Any]:
    """Who reads, and how they are greeted."""
    facts: dict[str, Any] = {"reader": role.value, "name": person.name}
    if person.civility and person.family_name:
        facts |= {"civility": person.civility, "family_name": person.family_name}
    return facts


def write_to(
    session: Session, agency: Agency, person: Person, role: Role, kind: LetterKind, facts: dict[str, Any], *,
    channel: Channel, now: datetime, event: Event | None = None,
) -> None:  # fmt: skip
    """Have a letter of this kind written, answered at an address of its own. `facts`: what it says, less its reader."""
    known = {**greeting(person, role), "channel": channel.value, "links": [], **facts}
    keep_letters(session, [letter_row(agency, person, kind, known, now=now, event=event)])


def keep_letters(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write the rows of letters, each with all that `letter_row` gives."""
    if rows:
        session.flush()
        _KEEP.run(session, *rows)


_KEEP = Prepared(
    insert(OutboundMail),
    columns=(
        *("agency_id", "profile_id", "event_id", "report_id", "participant_id", "person_id", "kind", "language"),
        *("recipient", "channel", "message_id", "facts", "fate", "due_at", "tries", "answer", "created_at"),
        "settled_at",
    ),
)
