"""« Lu comme : un seul message par jour »: what somebody chose in an answer is said back in their next letter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import null, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.vocabulary import Alerts, Role
from mailbot.workflow.alerts import set_alerts
from mailbot.workflow.recipients import SAFETY


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
    person.unsaid = {"type": "set_alerts", "mode": alerts.value}
    session.flush()


def say_back(session: Session, letters: Iterable[dict[str, Any]]) -> None:
    """Put into the next letter of each person what they chose by an answer, unless it says another reading already.

    `letters`: the rows that are about to be written.
    """
    first: dict[int, dict[str, Any]] = {}
    for letter in letters:
        # In a letter of danger nothing stands before what to do.
        if not letter["facts"].get("read_as") and letter["kind"] not in SAFETY:
            first.setdefault(letter["person_id"], letter)
    if not first:
        return
    # Almost always everybody is at hand already, and nobody has anything to be told.
    if not any(session.get_one(Person, number).unsaid for number in first):
        return
    waiting = select(Person).where(Person.id.in_(list(first)), Person.unsaid.is_not(null()))
    for person in session.scalars(waiting):
        if person.unsaid is not None:
            facts = first[person.id]["facts"]
            facts["read_as"] = person.unsaid
            facts["pages"] = [*facts.get("pages", ()), "correct=alerts"]
            person.unsaid = None
