"""What a manager changes in a household, as an event: who is told, and what the journal keeps of it."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Dwelling, Event, Person
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.households import managers_of
from mailbot.workflow.managing import Desk

_EARLIEST, _LATEST = date(1950, 1, 1), date(2099, 12, 31)

MOVES = frozenset(
    {
        EventKind.TENANT_INVITED,
        EventKind.TENANT_ARRIVED,
        EventKind.TENANT_DEPARTED,
        EventKind.DEPARTURE_PLANNED,
        EventKind.LANDLORD_REGISTERED,
        EventKind.LANDLORD_REMOVED,
    }
)
"""What happens to a household: of no report."""


class Wrong(Exception):
    """Something must be put right first: a code for each field. Raised before anything was changed."""

    def __init__(self, troubles: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {code}" for field, code in troubles.items()))
        self.troubles = MappingProxyType(dict(troubles))


def hold_home(session: Session, dwelling: Dwelling) -> None:
    """Whoever else changes this household waits until this is done: what was checked still holds when it is written."""
    session.execute(select(Dwelling.id).where(Dwelling.id == dwelling.id).with_for_update(key_share=True))


def note_move(
    session: Session, desk: Desk, dwelling: Dwelling, person: Person, kind: EventKind, details: Mapping[str, Any], *,
    now: datetime, command: str = "", by: str = "",
) -> Event:  # fmt: skip
    """The event of what a manager has changed. `command`: the line of a mail that asked for it, whose writer is told
    that it is done (G-21); `by`: the way, when it was no mail."""
    ways = {"command": command} if command else {"by": by} if by else {}
    known = {name: said for name, said in details.items() if said is not None}
    today = now.astimezone(desk.profile.zone).date()
    return record_apart(
        session, Around(desk.agency, managers_of(session, dwelling, today=today)), kind, actor=desk.person,
        role=Role.MANAGER, now=now, mail_id=desk.mail_id,
        details={"dwelling": dwelling.key, "person": person.id, **known, **ways},
    )  # fmt: skip


def day_trouble(day: date | None) -> str:
    """A day out of all proportion is a slip of the pen."""
    return "" if day is None or _EARLIEST <= day <= _LATEST else "far_date"


def iso(day: date | None) -> str | None:
    """A day as an event keeps it."""
    return day.isoformat() if day is not None else None
