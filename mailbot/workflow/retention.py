"""Every night: what has been kept for its whole term goes, a few rows at a time; and what would go, for who asks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency
from mailbot.model_mails import ScheduledRun
from mailbot.vocabulary import ErasureReason
from mailbot.workflow.access_clock import letters_due, notes_due
from mailbot.workflow.erasing import Gone, write_down
from mailbot.workflow.one_by_one import apart
from mailbot.workflow.terms import LINES, ended

TASK = "retention"
_MOST = 200
"""Rows of one round: nobody waits long for the database."""
_ALL = 1_000_000


def has_ended_terms(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether this night's rounds are not over yet."""
    today = now.astimezone(profile.zone).date()
    return session.get(ScheduledRun, (agency.id, TASK, today)) is None


def one_round(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """One round of a night. The round that finds less than it may take is the last one, and says so."""
    _hold(session, agency)
    today = now.astimezone(profile.zone).date()
    if has_ended_terms(session, agency, profile, now) and keep_to_terms(session, agency, profile, now) < _MOST:
        session.add(ScheduledRun(agency_id=agency.id, task=TASK, on=today, ran_at=now))


def _hold(session: Session, agency: Agency) -> None:
    """Two workers take turns; whoever only makes rows of this agency waits for nobody."""
    session.execute(select(Agency.id).where(Agency.id == agency.id).with_for_update(key_share=True))


def keep_to_terms(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> int:
    """Let go of some of what is over; how many rows it took up. Zero: nothing is over any more, or nothing of it can
    go: a row that makes trouble stays for the next night, and keeps no other one back."""
    _hold(session, agency)
    gone, left = Gone(), _MOST
    for line in LINES:
        to = ended(line, agency, profile, now=now, most=left)
        for row in line.find(session, to):
            its, left = Gone(), left - 1
            with apart(session, "term_fault", line=line.name):
                line.erase(session, to, row, its)
                session.flush()
                gone.add(its)
        if left <= 0:
            break
    if gone.counts:
        write_down(session, agency.id, ErasureReason.TERM, gone, now=now)
    return _MOST - left if gone.counts else 0


@dataclass(frozen=True, slots=True)
class Told:
    """One line as an operator reads it."""

    name: str
    kept: str
    """« 12 months from arrival »."""
    rows: int
    """How many would go now."""


def would_go(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> Iterator[Told]:
    """What this night would take, line by line. Changes nothing."""
    rules = profile.rules
    access = len(notes_due(session, agency, profile, now)) + len(letters_due(session, agency, profile, now))
    yield Told("access", f"{rules.access_days} days from end of the mission", access)
    for line in LINES:
        to = ended(line, agency, profile, now=now, most=_ALL)
        count, of = line.kept(rules)
        yield Told(line.name, f"{count} {of} from {line.since}", len(line.find(session, replace(to, most=_ALL))))
