"""What leaves by the clock, where each agency lives: once for its day, whichever process comes first."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency
from mailbot.model_mails import ScheduledRun
from mailbot.workflow import retention
from mailbot.workflow.access_clock import erase_access
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.busy import busy
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
from mailbot.workflow.timetables import Group, Timetables
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
    return Schedule(most=None).due(session, now=now)


class Schedule:
    """What one process that keeps the schedule knows of it from one look to the next.

    A look costs a few statements, however many agencies there are, and some more for each of those in which something
    waits. What cannot be looked at in one look comes in the next ones, in turn.
    """

    def __init__(self, *, most: int | None = 500) -> None:
        """`most`: agencies that one look goes into; none for all of them."""
        self._most = most
        self._timetables = Timetables()
        self._ran: dict[tuple[str, date], set[int]] = {}
        self._busy: Mapping[str, frozenset[int]] = {}
        self._round: list[int] = []
        self._last = 0

    def due(self, session: Session, *, now: datetime) -> Sequence[Due]:
        """What should run at this instant, and has not run yet for its day. Changes nothing in the database."""
        self._timetables.look(session, now=now)
        days = {group: _days(group.profile, now) for group in self._timetables.groups}
        self._remember(session, days)
        if not self._round:
            self._busy = busy(session, now=now)
            self._round = sorted(set[int]().union(*self._busy.values()), reverse=True)
        chosen = self._next_for_everybody(days, now)
        while self._round and (self._most is None or len(chosen) < 2 * self._most):
            chosen.add(self._round.pop())
        return self._due_among(session, sorted(chosen), days, now)

    def ran(self, due: Due) -> None:
        """It ran, here or elsewhere, and is not due again for its day."""
        if not _TASK[due.task].is_by_the_hour:
            self._ran.setdefault((due.task, due.on), set()).add(due.agency_id)

    def _remember(self, session: Session, days: Mapping[Group, Mapping[str, date]]) -> None:
        """What ran already for the days that are due now: read once, then known."""
        wanted = {each for of_group in days.values() for each in of_group.items()}
        self._ran = {key: ran for key, ran in self._ran.items() if key in wanted}
        for name, on in wanted:
            if name in _MARKS_ITSELF:
                theirs = (group.members for group, of_group in days.items() if of_group.get(name) == on)
                is_known = (name, on) in self._ran and all(members <= self._ran[name, on] for members in theirs)
            else:
                is_known = (name, on) in self._ran or _TASK[name].is_by_the_hour
            if is_known:
                continue
            runs = select(ScheduledRun.agency_id).where(ScheduledRun.task == name, ScheduledRun.on == on)
            self._ran[name, on] = set(session.scalars(runs))

    def _next_for_everybody(self, days: Mapping[Group, Mapping[str, date]], now: datetime) -> set[int]:
        """The next agencies for which a task that is for everybody has not run yet."""
        waiting = set[int]()
        for group, on in days.items():
            for name in on.keys() & _FOR_EVERYBODY:
                waiting |= group.members - self._ran[name, on[name]] - _too_new(group, _TASK[name], on[name])
        if self._most is None or len(waiting) <= self._most:
            return waiting
        # One in which nothing goes as it should keeps no other one from its turn.
        following = sorted(waiting, key=lambda number: (number <= self._last, number))[: self._most]
        self._last = following[-1]
        return set(following)

    def _due_among(
        self, session: Session, chosen: Sequence[int], days: Mapping[Group, Mapping[str, date]], now: datetime
    ) -> Sequence[Due]:
        rows = _agencies(session, [number for number in chosen if any(number in of for of in self._busy.values())])
        too_new = {
            (group, name): _too_new(group, _TASK[name], on) for group, each in days.items() for name, on in each.items()
        }
        found = []
        for number in chosen:
            if (group := self._timetables.of.get(number)) is None:
                continue  # it came at this very moment
            for task in TASKS:
                on = days[group].get(task.name)
                if on is None or number in self._ran.get((task.name, on), ()) or number in too_new[group, task.name]:
                    continue
                if task.name in _FOR_EVERYBODY:
                    found.append(Due(number, task.name, on))
                elif number in self._busy[task.name] and (agency := rows.get(number)) is not None:
                    assert task.is_needed is not None, "it is not for everybody"
                    if task.is_needed(session, agency, profile_of(session, agency), now):
                        found.append(Due(number, task.name, on))
        return found


def _too_new(group: Group, task: Task, on: date) -> Set[int]:
    """The agencies that came after the hour of that day had struck: they have nothing to be told of it."""
    if not task.tells_of_before:
        return frozenset()
    return {number for number, came in group.newcomers.items() if task.due_on(group.profile, came) == on}


def _days(profile: AgencyProfile, now: datetime) -> Mapping[str, date]:
    """The tasks whose hour has come, each with its day."""
    return {task.name: on for task in TASKS if (on := task.due_on(profile, now)) is not None}


def _agencies(session: Session, numbers: Sequence[int]) -> Mapping[int, Agency]:
    found: dict[int, Agency] = {}
    for at in range(0, len(numbers), _AT_ONCE):
        some = numbers[at : at + _AT_ONCE]
        found |= {row.id: row for row in session.scalars(select(Agency).where(Agency.id.in_(some)))}
    return found


_AT_ONCE = 1000
_TASK: Mapping[str, Task] = MappingProxyType({task.name: task for task in TASKS})
_MARKS_ITSELF = frozenset({retention.TASK})
"""What takes several rounds, and says itself when it has run for its day."""
_FOR_EVERYBODY = frozenset(task.name for task in TASKS if task.is_needed is None) | _MARKS_ITSELF
"""What runs for its day in every agency, whatever has happened there."""


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
