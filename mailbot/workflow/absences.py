"""A manager is away, as their mail program says: the back-up reads what waits for a decision (GAP-21)."""

from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from mailbot.db import Session
from mailbot.model import Agency, Event, TeamMember
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.managing import tell_others

_LONGEST = timedelta(days=366)
"""A longer absence is no absence but a slip of the pen, or somebody who has left."""


def note_absence(
    session: Session, agency: Agency, *, sender: str, back_on: date, now: datetime, mail_id: int | None = None
) -> bool:
    """Somebody's program says on which day they are back. Whether that changed anything: only of a manager, and only
    the first notice of an absence; the other managers read of it in their digest."""
    person = person_at(session, agency.id, sender)
    member = session.get(TeamMember, person.id) if person is not None else None
    if person is None or member is None or member.absent_until == back_on:
        return False
    if not is_an_absence(session, agency, back_on, now=now):
        return False
    member.absent_until = back_on
    event = Event(
        agency_id=agency.id, report_id=None, kind=EventKind.AUTOMATIC_REPLY_RECEIVED, actor_id=person.id,
        actor_role=Role.MANAGER, comment_id=None, mail_id=mail_id, facts={"back_on": back_on.isoformat()}, at=now,
    )  # fmt: skip
    session.add(event)
    session.flush()
    tell_others(session, event, person)
    return True


def is_an_absence(session: Session, agency: Agency, back_on: date, *, now: datetime) -> bool:
    """Whether somebody who is back on that day is away today, and not for a year or more."""
    today = now.astimezone(profile_of(session, agency).zone).date()
    return today < back_on <= today + _LONGEST


def end_absence(session: Session, agency: Agency, *, sender: str) -> None:
    """A manager has written with their own hand: they are back."""
    away = session.scalars(
        select(TeamMember.person_id).where(TeamMember.agency_id == agency.id, TeamMember.absent_until.is_not(None))
    ).all()
    if away and (person := person_at(session, agency.id, sender)) is not None and person.id in away:
        session.execute(update(TeamMember).where(TeamMember.person_id == person.id).values(absent_until=None))
