"""The hours during which an agency works: its opening hours on working days, holidays left out (hosts holidays)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailbot.agency import AgencyProfile, Rules
from mailbot.errors import WrongSetting
from mailbot.late import without_its_front_page
from mailbot.vocabulary import RestDay

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHOLE_DAY = ((time(0), time.max),)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When an agency works, where it lives."""

    zone: ZoneInfo
    days: frozenset[int]
    """Monday is 0."""
    hours: tuple[tuple[time, time], ...]
    holidays: str
    """A country, or one of its parts: FR, FR-57."""

    def is_working_day(self, day: date) -> bool:
        """Whether anybody is expected to work on this day of the agency's calendar."""
        return day.weekday() in self.days and day not in _holidays(self.holidays, day.year)

    def rest_day(self, day: date) -> RestDay | None:
        """What makes this day one of rest, whichever days the agency works: Saturday, Sunday, a public holiday."""
        if day in _holidays(self.holidays, day.year):
            return RestDay.HOLIDAY
        return {5: RestDay.SATURDAY, 6: RestDay.SUNDAY}.get(day.weekday())

    def next_working_day(self, today: date) -> date:
        """The first day after this one on which the agency works; tomorrow for one that never does."""
        ahead = (today + timedelta(days=days) for days in range(1, 32))
        return next((day for day in ahead if self.is_working_day(day)), today + timedelta(days=1))

    def days_later(self, day: date, count: int) -> date:
        """So many working days after this one, which may be none itself."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def same_hour_later(self, at: datetime, count: int) -> datetime:
        """So many working days after this instant, when the clock on the wall shows the same hour and minute."""
        local = at.astimezone(self.zone)
        return self._instant(self.days_later(local.date(), count), time(local.hour, local.minute))

    def opening(self, at: datetime) -> datetime:
        """The first instant of working time from this one on; this one for an agency that never works."""
        day = at.astimezone(self.zone).date()
        ahead = (stretch for days in range(32) for stretch in self._stretches(day + timedelta(days=days)))
        return next((max(at, opens) for opens, closes in ahead if at < closes), at)

    def is_open(self, at: datetime) -> bool:
        """Whether this instant is working time."""
        day = at.astimezone(self.zone).date()
        return any(start <= at < end for start, end in self._stretches(day))

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two instants; none when the second is not the later one.

        Real time: an hour that the change to summer time leaves out is not worked, one that comes twice counts twice.
        """
        total, day, last = timedelta(), start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        while day <= last:
            for opens, closes in self._stretches(day):
                total += max(min(closes, end.astimezone(UTC)) - max(opens, start.astimezone(UTC)), timedelta())
            day += timedelta(days=1)
        return total

    def _stretches(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if self.is_working_day(day):
            for opens, closes in self.hours:
                yield self._instant(day, opens), self._instant(day, closes)

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def company_time(work: WorkingTime, rules: Rules) -> WorkingTime:
    """When a company is written to, unless it is urgent: the agency's working days, never at a week-end or on a public
    holiday (WORDING, P-03). Where the agency works at week-ends only, from Monday to Friday."""
    return replace(work, days=(work.days & _WEEK) or _WEEK, hours=(rules.company_hours,))


_WEEK = frozenset(range(5))


def working_time_of(profile: AgencyProfile) -> WorkingTime:
    """When this agency works; an agency that says no hours works all day. Raises WrongSetting for a country whose
    holidays nobody knows."""
    try:
        _holidays(profile.rules.holidays, 2026)
    except NotImplementedError:
        raise WrongSetting(f"rules.holidays {profile.rules.holidays} names no country or part of one.") from None
    return WorkingTime(
        profile.zone,
        frozenset(_WEEKDAYS.index(day) for day in profile.rules.working_days),
        profile.opening.hours or _WHOLE_DAY,
        profile.rules.holidays,
    )


@lru_cache(maxsize=256)
def _holidays(where: str, year: int) -> frozenset[date]:
    country, _, part = where.partition("-")
    with without_its_front_page("holidays.countries"):  # for one of them it would read all two hundred
        from holidays import country_holidays

        return frozenset(country_holidays(country, subdiv=part or None, years=year))
