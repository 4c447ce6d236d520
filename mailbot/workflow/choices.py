"""« Lu comme : un seul message par jour »: what somebody chose in an answer is said back in their next letter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Event, Person
from mailbot.vocabulary import Alerts, EventKind, Role
from mailbot.workflow.alerts import set_alerts

_UNSAID = "unsaid"
"""On the event of a choice that no letter has said back yet."""


def choose_by_answer(
    session: Session, person: Person, role: Role, alerts: Alerts, *, now: datetime, mail_id: int | None = None
) -> None:
    """Somebody chose in an answer how often they want news. What one has already is left as it is.
    Raises Refused(NOT_YOURS_TO_SAY) for a provider."""
    try:
        set_alerts(session, person, role, alerts, now=now, mail_id=mail_id)
    except Refused as refusal:
        if refusal.reason is not Reason.ALREADY_SO:
            raise
        return
    for event in session.scalars(_choices([person.id]).where(Event.at == now)):
        event.facts = {**event.facts, _UNSAID: True}
    session.flush()


def say_back(session: Session, letters: Iterable[dict[str, Any]]) -> None:
    """Put into the next letter of each person what they chose by an answer, unless it says another reading already.

    `letters`: the rows that are about to be written.
    """
    first: dict[int, dict[str, Any]] = {}
    for letter in letters:
        if not letter["facts"].get("read_as"):
            first.setdefault(letter["person_id"], letter)
    if not first:
        return
    for event in session.scalars(_choices(first)):
        if event.facts.get(_UNSAID) and event.actor_id is not None:
            read_as = {"type": "set_alerts", "mode": event.facts["alerts"]}
            first[event.actor_id]["facts"]["read_as"] = read_as
            event.facts = {name: value for name, value in event.facts.items() if name != _UNSAID}


def _choices(people: Iterable[int]) -> Select[Event]:
    # No report: there are few such events, and their index finds them.
    return (
        select(Event)
        .where(
            Event.report_id.is_(None), Event.kind == EventKind.ALERTS_CHANGED, Event.actor_id.in_(list(people)),
        )
        .order_by(Event.id)
    )  # fmt: skip
