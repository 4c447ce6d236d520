"""A company is away until a day, as its mail program says: its managers read of it, and it is not chased before that
day (S1-87, GAP-21)."""

from collections.abc import Iterator
from datetime import date, datetime

from mailbot.db import Session
from mailbot.model import Agency, Person
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.absences import is_an_absence
from mailbot.workflow.events import record
from mailbot.workflow.holding import hold_report
from mailbot.workflow.mission_list import providers_of
from mailbot.workflow.unanswered import AWAY, Unanswered, scene_of, unanswered_of


def note_company_absence(
    session: Session, agency: Agency, *, sender: str, back_on: date, now: datetime, mail_id: int | None = None
) -> bool:
    """Somebody who writes for a company has a program that says on which day they are back: all that they have not
    answered waits until then, less what is urgent. Whether that changed anything: the managers of those reports read of
    it in their digest."""
    person = person_at(session, agency.id, sender)
    if person is None or not is_an_absence(session, agency, back_on, now=now):
        return False
    told = False
    for each in _theirs(session, agency, person):
        known = each.request.follow_up.get(AWAY, {})
        if known.get(str(person.id)) == back_on.isoformat():
            continue
        report = hold_report(session, each.request)
        each.request.follow_up = {
            **each.request.follow_up,
            AWAY: {**known, str(person.id): back_on.isoformat()},
        }
        record(
            session, scene_of(session, each.request, report, now=now), EventKind.AUTOMATIC_REPLY_RECEIVED,
            actor=person, role=Role.PROVIDER, now=now, mail_id=mail_id, details={"back_on": back_on.isoformat()},
        )  # fmt: skip
        told = True
    return told


def end_company_absence(session: Session, agency: Agency, person: Person) -> None:
    """They have written with their own hand: they are back."""
    for each in _theirs(session, agency, person):
        away = each.request.follow_up.get(AWAY, {})
        if str(person.id) in away:
            left = {who: day for who, day in away.items() if who != str(person.id)}
            each.request.follow_up = {**each.request.follow_up, AWAY: left}


def _theirs(session: Session, agency: Agency, person: Person) -> Iterator[Unanswered]:
    for provider in providers_of(session, person.id):
        yield from unanswered_of(session, agency.id, provider_id=provider.id)
