"""The journal of a report: who did what, when, from where, by which words of which mail; never the words (S1-82)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import func, insert, select

from mailbot.db import Session
from mailbot.loaded import copy_of
from mailbot.model import Event, Person, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.prepared import Prepared
from mailbot.vocabulary import EventKind, OutboundFate, Role

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where the words that were obeyed begin and end, in the fresh text of their mail."""

PAGE = "page"
"""Stands where an address would, for what was done on a page of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: numbers, codes and names on file. Erasing a text takes nothing out of it."""

    number: int
    at: datetime
    act: EventKind
    role: Role
    """UNKNOWN for what the service did by itself."""
    who: str
    """Empty for what the service did by itself."""
    from_where: str
    """The address in From of the mail, or PAGE; empty for what nobody asked for."""
    mail_id: int | None
    because: Spans
    changed: Mapping[str, str]
    """What became of the report, as codes: from and to for its column, reason for a closing."""
    letters: Mapping[OutboundFate, int]
    """How many letters told of it, by what became of them."""


def enter(
    session: Session, kind: EventKind, *, agency_id: int, actor_id: int | None, actor_role: Role, at: datetime,
    facts: dict[str, Any], report_id: int | None = None, comment_id: int | None = None, mail_id: int | None = None,
) -> Event:  # fmt: skip
    """Write a line. It is never changed, and what is returned is a copy of it: to be read."""
    line = {
        "kind": kind, "agency_id": agency_id, "report_id": report_id, "actor_id": actor_id, "actor_role": actor_role,
        "comment_id": comment_id, "mail_id": mail_id, "facts": facts, "at": at,
    }  # fmt: skip
    session.flush()
    [[number]] = _ENTER.rows(session, **line)
    return copy_of(Event, id=number, **line)


_ENTER = Prepared(
    insert(Event).returning(Event.id),
    columns=("kind", "agency_id", "report_id", "actor_id", "actor_role", "comment_id", "mail_id", "facts", "at"),
)


def noted(because: Spans = (), **codes: object) -> dict[str, Any]:
    """What an event keeps beside its kind: where the words stand that were obeyed, and the codes that say something."""
    said = {name: code for name, code in codes.items() if code is not None}
    return said | ({"because": [list(span) for span in because]} if because else {})


def moved(before: object, after: object) -> dict[str, Any]:
    """A column left for another; nothing when it stayed."""
    return {} if before == after else {"from": str(before), "to": str(after)}


def filed(entry: Entry) -> list[dict[str, str]]:
    """How a report was filed before a line of its journal, and after it: codes."""
    names = ("category", "urgency", "charge")
    changed = entry.changed
    return [
        {"what": name, "before": changed[f"was_{name}"], "after": changed[name]}
        for name in names
        if f"was_{name}" in changed
    ]


def journal_of(session: Session, report: Report, *, about: tuple[str, int] | None = None) -> Sequence[Entry]:
    """Everything that happened on a report, oldest first. `about`: only what has this number under this name."""
    rows = session.execute(
        select(Event, Person.name, InboundMail.sender)
        .outerjoin(Person, Person.id == Event.actor_id)
        .outerjoin(InboundMail, InboundMail.id == Event.mail_id)
        .where(Event.report_id == report.id)
        .order_by(Event.id)
    ).all()
    if about is not None:
        rows = [row for row in rows if row[0].facts.get(about[0]) == about[1]]
    letters = _letters(session, [event.id for event, _, _ in rows])
    return [_entry(event, name or "", sender or "", letters.get(event.id, {})) for event, name, sender in rows]


def _entry(event: Event, name: str, sender: str, letters: Mapping[OutboundFate, int]) -> Entry:
    facts = event.facts
    return Entry(
        number=event.id,
        at=event.at,
        act=event.kind,
        role=event.actor_role,
        who=name,
        from_where=PAGE if facts.get("by") == PAGE else sender,
        mail_id=event.mail_id,
        because=tuple((int(start), int(end)) for start, end in facts.get("because", ())),
        changed=MappingProxyType({key: str(facts[key]) for key in _CHANGES if key in facts}),
        letters=MappingProxyType(dict(letters)),
    )


# The details of an event that say what changed.
_CHANGES = (
    "from", "to", "reason", "category", "urgency", "charge", "was_category", "was_urgency", "was_charge", "danger",
    "canned", "act", "alerts", "list", "order_from", "order_to",
)  # fmt: skip


def _letters(session: Session, events: Iterable[int]) -> dict[int, dict[OutboundFate, int]]:
    counted = session.execute(
        select(OutboundMail.event_id, OutboundMail.fate, func.count())
        .where(OutboundMail.event_id.in_(list(events)))
        .group_by(OutboundMail.event_id, OutboundMail.fate)
        .order_by(OutboundMail.event_id, OutboundMail.fate)
    )
    found: dict[int, dict[OutboundFate, int]] = {}
    for event_id, fate, count in counted:
        found.setdefault(event_id or 0, {})[fate] = count
    return found
