"""What leaves by the clock, where each agency lives: once for its day, whichever process comes first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, ScheduledRun
from mailbot.workflow import retention
from mailbot.workflow.access_clock import erase_access
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.company_lists import send_lists
from mailbot.workflow.confirmation_clock import follow_confirmations, has_works_to_confirm
from mailbot.workflow.digests import send_digests
from mailbot.workflow.home_clock import has_homes_to_tell, tell_homes
from mailbot.workflow.identity import give_up, has_unanswered
from mailbot.workflow.landlord_clock import follow_landlords, has_landlords_to_follow
from mailbot.workflow.left_alone import has_untreated, tell_of_dormant, tell_of_untreated, working_day
from mailbot.workflow.monthly import is_first_working_day, tell_of_month
from mailbot.workflow.relaunch_clock import follow_companies, has_companies_to_follow
from mailbot.workflow.returns_clock import has_returns_to_tell, tell_of_returns
from mailbot.workflow.slot_clock import follow_slots, has_slots_to_follow
from mailbot.workflow.visit_clock import follow_visits, has_visits_to_follow
from mailbot.workflow.welcomes import send_welcomes, somebody_moves
from mailbot.workflow.working_time import company_time, working_time_of

_TOO_LATE = timedelta(hours=12)
"""What should have left at eight and can only leave at night waits for the next eight instead: nothing is lost, and
two digests never come within the hour."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that leaves by the clock."""

    name: str
    due_on: Callable[[AgencyProfile, datetime], date | None]
    """The agency's day for which its hour has come; none while it has not."""
    run: Callable[[Session, Agency, AgencyProfile, datetime], None]
    is_needed: Callable[[Session, Agency, AgencyProfile, datetime], bool] | None = None
    """Whether there is anything to do yet; asked only while it has not run for its day. It only looks."""
    tells_of_before: bool = False
    """Whether it tells of what has been: an agency that came after its hour has nothing to be told of that day."""
    is_by_the_hour: bool = False
    """Whether it runs whenever it is needed, many times a day: what it did is written on the rows that it did it to,
    and it takes hold of each of them before it does it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A task of an agency that should run now."""

    agency_id: int
    task: str
    on: date


def _at_digest_hour(profile: AgencyProfile, now: datetime) -> date | None:
    return day_when_due(profile, profile.rules.digest_at, now)  # every day, week-ends included (S1-76)


def _on_monday_morning(profile: AgencyProfile, now: datetime) -> date | None:
    day = day_when_due(profile, profile.rules.digest_at, now)
    return day if day is not None and day.weekday() == _MONDAY else None


_MONDAY = 0


def _on_first_working_day(profile: AgencyProfile, now: datetime) -> date | None:
    day = day_when_due(profile, profile.rules.digest_at, now)
    if day is None:
        return None
    # A house that stood still all that day says it on the next one; it is the same task of the same day.
    return next((each for each in (day, day - timedelta(days=1)) if is_first_working_day(profile, each)), None)


def _today(profile: AgencyProfile, now: datetime) -> date:
    return now.astimezone(profile.zone).date()


def _at_list_hour(profile: AgencyProfile, now: datetime) -> date | None:
    """At the digest's hour on working days, and never before companies are written to (WORDING, P-19)."""
    companies = company_time(working_time_of(profile), profile.rules)
    day = day_when_due(profile, max(profile.rules.digest_at, profile.rules.company_hours[0]), now)
    is_today = day == now.astimezone(profile.zone).date()
    return day if is_today and companies.is_open(now) else None


def _at_night(profile: AgencyProfile, now: datetime) -> date | None:
    return day_when_due(profile, _NIGHT, now)


_NIGHT = time(2, 0)


TASKS: tuple[Task, ...] = (
    Task("welcomes", _at_digest_hour, send_welcomes, somebody_moves),
    Task("digests", _at_digest_hour, send_digests, tells_of_before=True),
    Task("dormant", _on_monday_morning, tell_of_dormant),
    Task("month", _on_first_working_day, tell_of_month),
    Task("untreated", working_day, tell_of_untreated, has_untreated),
    Task("access", _at_night, erase_access),
    Task("held", _at_night, give_up, has_unanswered),
    Task(retention.TASK, _at_night, retention.one_round, retention.has_ended_terms, is_by_the_hour=True),
    # Before whatever reminds: nobody is reminded of a letter that came back.
    Task("returns", _today, tell_of_returns, has_returns_to_tell, is_by_the_hour=True),
    Task("visits", _today, follow_visits, has_visits_to_follow, is_by_the_hour=True),
    Task("landlords", _today, follow_landlords, has_landlords_to_follow, is_by_the_hour=True),
    Task("confirmations", _today, follow_confirmations, has_works_to_confirm, is_by_the_hour=True),
    Task("slots", _today, follow_slots, has_slots_to_follow, is_by_the_hour=True),
    Task("homes", _today, tell_homes, has_homes_to_tell, is_by_the_hour=True),
    # A list of all that waits stands in the place of the relaunches of its day: it comes first.
    Task("lists", _at_list_hour, send_lists),
    Task("companies", _today, follow_companies, has_companies_to_follow, is_by_the_hour=True),
)
"""Everything that leaves by itself, in the order in which it leaves."""


def due_tasks(session: Session, *, now: datetime) -> Sequence[Due]:
    """What should run at this instant, and has not run yet for its day. Changes nothing."""
    ran = {
        (run.agency_id, run.task, run.on)
        for run in session.scalars(select(ScheduledRun).where(ScheduledRun.ran_at > now - timedelta(days=3)))
    }
    found = []
    for agency in session.scalars(select(Agency).order_by(Agency.id)):
        profile = profile_of(session, agency)
        for task in TASKS:
            on = task.due_on(profile, now)
            if on is None or (not task.is_by_the_hour and (agency.id, task.name, on) in ran):
                continue
            if task.tells_of_before and task.due_on(profile, agency.created_at) == on:
                continue
            if task.is_needed is None or task.is_needed(session, agency, profile, now):
                found.append(Due(agency.id, task.name, on))
    return found


def run_task(session: Session, due: Due, *, now: datetime) -> None:
    """Run it, and write down that it ran. The row breaks its primary key, and undoes everything, when another process
    has run it in the meantime. What runs by the hour writes no row of its own."""
    agency = session.get_one(Agency, due.agency_id)
    task = next(task for task in TASKS if task.name == due.task)
    if not task.is_by_the_hour:
        session.add(ScheduledRun(agency_id=agency.id, task=due.task, on=due.on, ran_at=now))
        session.flush()
    task.run(session, agency, profile_of(session, agency), now)


def day_when_due(profile: AgencyProfile, at: time, now: datetime) -> date | None:
    """The agency's day on which this hour of its clock has struck, not too long ago; none between two such hours.

    An hour that the change to summer time leaves out strikes when it would have; one that comes twice strikes once.
    """
    today = now.astimezone(profile.zone).date()
    for day in (today, today - timedelta(days=1)):
        struck = datetime.combine(day, at, profile.zone)
        if struck <= now < struck + _TOO_LATE:
            return day
    return None
