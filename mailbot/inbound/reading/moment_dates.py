"""A day as it was said, « mardi », « le 24 », « dans deux jours », and the date that it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
PAST_WINDOW = timedelta(days=60)
"""A date without a year that lies this little behind is the past one: « le 24/11 » written on the 28th."""

_A_MONTH = timedelta(days=31)


@dataclass(slots=True)
class Day:
    """A day as said, before it has a date. `week`: 0 this one, 1 the next."""

    weekday: int | None = None
    number: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None
    later: int = 0
    week: int | None = None
    last: bool = False
    this: bool = False
    same: bool = False
    following: bool = False
    """« le lendemain »: the day behind `before`, else behind the visit."""
    before: Day | None = None
    week_of: Day | None = None
    """« la semaine du 14 »: the day whose week is meant, where `week` counts from there."""

    def take_month_of(self, after: Day, today: date | None) -> None:
        """« Le 5 ou le 6 décembre » share their month; « lundi 30 ou mardi 1er décembre » begin in the one before."""
        self.month, self.year = after.month, after.year
        if self.number is None or after.number is None or after.month is None or self.number <= after.number:
            return
        year = after.year if after.year is None or after.month > 1 else after.year - 1
        before = replace(self, month=(after.month - 2) % 12 + 1, year=year)
        # « lundi 30 ou mercredi 3 décembre »: the 3rd is there, whatever day of the week it is said to be.
        first, last = resolved(before, today)[0], resolved(replace(after, weekday=None), today)[0]
        if first is None or last is None or not timedelta(0) < last - first <= _A_MONTH:
            return
        if today is None or first >= today:
            self.month, self.year = before.month, before.year


def in_paris(at: datetime) -> datetime:
    """The same instant in Paris; without a zone it is there already."""
    return at if at.tzinfo is None else at.astimezone(PARIS)


def resolved(said: Day, today: date | None) -> tuple[date | None, bool]:
    """The date, and whether there can be one. Without `today` only a whole date has one."""
    if said.number is not None:
        return _numbered(said, today)
    if today is None:
        return None, True
    try:
        if said.offset is not None:
            day = today + timedelta(days=said.offset)
            return (day, True) if said.weekday in (None, day.weekday()) else (None, False)
        if said.weekday is None:
            return None, True
        if said.week is not None:
            anchor = today if said.week_of is None else resolved(said.week_of, today)[0]
            if anchor is None:
                return None, False
            monday = anchor - timedelta(days=anchor.weekday())
            return monday + timedelta(days=7 * said.week + said.weekday), True
        if said.last:
            return today - timedelta(days=(today.weekday() - said.weekday - 1) % 7 + 1), True
        if said.this and said.weekday == today.weekday():
            return today, True
        return today + timedelta(days=(said.weekday - today.weekday() - 1) % 7 + 1 + said.later), True
    except OverflowError:
        return None, False


def _numbered(said: Day, today: date | None) -> tuple[date | None, bool]:
    """« le 24 », « 24 novembre », « mardi 24/11/2026 »: the nearest to come that is one, else the one just gone."""
    number = said.number or 0
    if today is None:
        whole = said.year is not None and said.month is not None
        day = _date(said.year or 0, said.month or 0, number) if whole else None
        if day is not None and said.weekday not in (None, day.weekday()):
            return None, False
        return day, (
            not whole and (said.month is None or _date(2024, said.month, number) is not None)
        ) or day is not None
    if said.year is not None and said.month is not None:
        day = _date(said.year, said.month, number)
        fits = day is not None and said.weekday in (None, day.weekday())
    elif said.month is not None:
        # Of « le 29 février » only the next one is meant, and there may be none.
        next_year = today.year + ((said.month, number) < (today.month, today.day))
        near = [_date(year, said.month, number) for year in (next_year - 1, next_year)]
        real = [day for day in near if day is not None]
        gone = [day for day in real if today - PAST_WINDOW <= day < today]
        coming = [day for day in real if day >= today][:1]
        wanted = [day for day in gone + coming if said.weekday in (None, day.weekday())]
        day, fits = (wanted[0], True) if wanted else (None, False)
    else:
        day, fits = _number_alone(said, number, today)
    if fits and said.offset is not None and day != today + timedelta(days=said.offset):
        return None, False
    return (day, True) if fits else (None, False)


def _number_alone(said: Day, number: int, today: date) -> tuple[date | None, bool]:
    months = [
        (today.year + (today.month - 1 + more) // 12, (today.month - 1 + more) % 12 + 1) for more in (-1, 0, 1, 2)
    ]
    real = [day for year, month in months if (day := _date(year, month, number)) is not None]
    coming = [day for day in real if day >= today][:1]
    gone = [day for day in real if day < today][-1:]
    if said.last and gone:
        return gone[0], said.weekday in (None, gone[0].weekday())
    for day in coming + gone if said.weekday is not None else coming:
        if said.weekday in (None, day.weekday()):
            return day, True
    return None, False


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
