"""Whom an alarm wakes in turn: letters that leave later, unless somebody has answered until then (G-24).

Such a letter is a row of the queue like any other, due at an instant to come. Whoever takes the alarm before that takes
the row away: nobody is woken for what somebody does already.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, not_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Person, TeamMember
from mailbot.model_mails import OutboundMail
from mailbot.vocabulary import EventKind, LetterKind, OutboundFate

ENDS_THE_WAIT = frozenset(
    {
        EventKind.COMMENT_ADDED_BY_MANAGER,
        EventKind.CANNED_REPLY_SENT,
        EventKind.MESSAGE_SENT_TO_PROVIDER,
        EventKind.PRIVATE_MESSAGE_SENT,
        EventKind.WORK_ORDER_SENT,
        EventKind.QUOTE_REQUESTED,
        EventKind.REPORT_CLOSED_BY_AUTHOR,
        EventKind.REPORT_CLOSED_BY_MANAGER,
        EventKind.REPORT_MERGED,
    }
)
"""What says, beside an answer to the alarm, that somebody of the agency is at it, or that it is over. What colleagues
write to each other is not among it: « je ne peux pas » wakes the next one all the same."""


def next_ones(
    session: Session, agency: Agency, profile: AgencyProfile, told: Sequence[Person], *, now: datetime
) -> list[Person]:
    """The managers who are woken one after the other, in the order of the agency's file: without those who are told at
    once, and without who is away."""
    today = now.astimezone(profile.zone).date()
    known = {person.id for person in told}
    found = []
    for key in profile.on_call_next:
        row = session.execute(
            select(Person, TeamMember)
            .join(TeamMember, TeamMember.person_id == Person.id)
            .where(Person.agency_id == agency.id, Person.key == key)
        ).one_or_none()
        if row is None:
            continue
        person, member = row
        is_away = member.absent_until is not None and today < member.absent_until
        if person.id not in known and not is_away:
            known.add(person.id)
            found.append(person)
    return found


def wakes_at(profile: AgencyProfile, place: int, *, now: datetime) -> datetime:
    """When the person at this place of the order is woken, by an alarm of now."""
    return now + timedelta(minutes=profile.rules.on_call_minutes * (place + 1))


def unanswered(profile: AgencyProfile, following: Sequence[Person], place: int) -> dict[str, Any]:
    """What the alarm says to the person at this place: for how long nobody has taken it, and who comes next."""
    minutes = profile.rules.on_call_minutes * (place + 1)
    return {"unanswered": minutes, "wakes_next": [each.name for each in following[place + 1 :]]}


def call_off(session: Session, report_id: int, *, now: datetime) -> None:
    """Nobody more is woken by the alarms of this report: what waits for its hour never leaves. A letter that a worker
    holds already leaves, and its reader is told with the others who it was that answered."""
    session.execute(
        delete(OutboundMail).where(
            OutboundMail.report_id == report_id, OutboundMail.kind == LetterKind.ON_CALL_ALERT, _waits(now)
        )
    )


def _waits(now: datetime) -> ColumnElement[bool]:
    """Of a letter: it waits for its hour, and no worker has ever held it. What a relay has put off may leave at any
    moment, and somebody may have it already."""
    return and_(
        OutboundMail.fate == OutboundFate.PENDING,
        OutboundMail.tries == 0,
        OutboundMail.claimed_by.is_(None),
        OutboundMail.due_at > now,
    )


def woken_already(session: Session, event_id: int, *, now: datetime) -> list[Person]:
    """Whom an alarm has woken up to now, by its event; without those whose letter waits for its hour."""
    rows = select(Person).join(OutboundMail, OutboundMail.person_id == Person.id)
    told = rows.where(OutboundMail.event_id == event_id, OutboundMail.kind == LetterKind.ON_CALL_ALERT)
    return list(session.scalars(told.where(not_(_waits(now))).order_by(Person.id)))
