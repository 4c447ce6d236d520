"""Figures of an agency's homes: how many, how old, how fast, how often. Counted from what happened, never guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import fmean, median
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select

from mailbot.db import Session
from mailbot.model import Event, Favourite, Provider, Report
from mailbot.model_desk import Quote
from mailbot.vocabulary import Category, EventKind, QuoteSight, QuoteState, ReportStatus, Role
from mailbot.workflow.quotes import COLUMN

Month = tuple[int, int]
"""Year and month of the agency's calendar."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Things by their column: the three hold all of them, each once (S1-30, S1-31)."""

    todo: int = 0
    in_progress: int = 0
    closed: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.todo + self.in_progress + self.closed


@dataclass(frozen=True, slots=True)
class Companies:
    """How many companies an agency knows, and has something open with."""

    registered: int
    """Those that it works with; the ones that were typed in for one request are not among them."""
    typed_in: int
    favourites: int
    """Of one manager."""
    with_open: int
    """Asked for a quote on which nobody has decided yet."""


@dataclass(frozen=True, slots=True)
class Case:
    """A report as figures need it."""

    dwelling_id: int
    category: Category
    status: ReportStatus
    is_private: bool
    is_duplicate: bool
    """Joined to another one of the same matter: it came and is closed, and says nothing of how fast or how often."""
    by: Role
    created_at: datetime
    closed_at: datetime | None
    answered_at: datetime | None
    """When whoever reported it first saw that a manager had acted."""


# -- What is looked up ------------------------------------------------------------------------------------------------


def companies_of(session: Session, agency_id: int, manager_id: int) -> Companies:
    """The companies, as one manager counts them. Those that were retired are history."""
    rows = session.execute(
        select(Provider.id, Provider.is_typed_in).where(Provider.agency_id == agency_id, Provider.retired_at.is_(None))
    )
    known = {row.id: row.is_typed_in for row in rows}
    chosen = set(session.scalars(select(Favourite.provider_id).where(Favourite.person_id == manager_id)))
    open_ = [state for state, column in COLUMN.items() if column is not ReportStatus.CLOSED]
    busy = session.scalars(
        select(Quote.provider_id).distinct().where(Quote.agency_id == agency_id, Quote.state.in_(open_))
    )
    typed_in = sum(known.values())
    return Companies(len(known) - typed_in, typed_in, len(chosen & known.keys()), len(set(busy)))


# What shows whoever reported something that a manager has acted on it.
_ANSWERS_TO_HOME = (
    EventKind.COMMENT_ADDED_BY_MANAGER,
    EventKind.CANNED_REPLY_SENT,
    EventKind.REPORT_CLOSED_BY_MANAGER,
)
_ANSWERS_TO_LANDLORD = (*_ANSWERS_TO_HOME, EventKind.PRIVATE_MESSAGE_SENT, EventKind.LANDLORD_ASKED)
_ANSWERED: Mapping[Role, tuple[EventKind, ...]] = {
    Role.TENANT: _ANSWERS_TO_HOME,
    Role.LANDLORD: _ANSWERS_TO_LANDLORD,
}
"""By who reported it. What a manager has reported waits for no answer of theirs."""
_TOLD_OF_QUOTES: Mapping[Role, QuoteSight] = {
    Role.TENANT: QuoteSight.OCCUPANTS,
    Role.LANDLORD: QuoteSight.LANDLORD,
}


def cases_since(session: Session, agency_id: int, since: datetime) -> Sequence[Case]:
    """The reports that came or were closed since an instant, and those that are open."""
    wanted = (
        Report.agency_id == agency_id,
        or_(Report.created_at >= since, Report.closed_at >= since, Report.status != ReportStatus.CLOSED),
    )
    answers = first_answered(session, *wanted)
    rows = session.execute(
        select(
            Report.id, Report.dwelling_id, Report.category, Report.status, Report.is_private,
            Report.merged_into_id.is_not(None), Report.author_role, Report.created_at, Report.closed_at,
        )
        .where(*wanted)
        .order_by(Report.id)
    )  # fmt: skip
    return [Case(*row[1:], answers.get(row.id)) for row in rows]


def first_answered(session: Session, *wanted: ColumnElement[bool]) -> Mapping[int, datetime]:
    """When whoever reported each of these reports first saw that a manager had acted, by report."""
    rows = session.execute(
        select(Event.report_id, Report.author_role, Event.kind, func.min(Event.at))
        .join(Report, Report.id == Event.report_id)
        .where(*wanted, Event.kind.in_(_ANSWERS_TO_LANDLORD), Event.actor_role == Role.MANAGER)
        .group_by(Event.report_id, Report.author_role, Event.kind)
    )
    found: dict[int, datetime] = {}
    for number, by, kind, at in rows:
        if number is not None and kind in _ANSWERED.get(by, ()):
            found[number] = min(at, found.get(number, at))
    # That a quote was asked for is an answer too, for those who are told of it.
    asked = session.execute(
        select(Quote.report_id, Report.author_role, Quote.sight, func.min(Quote.created_at))
        .join(Report, Report.id == Quote.report_id)
        .where(*wanted)
        .group_by(Quote.report_id, Report.author_role, Quote.sight)
    )
    for number, by, sight, at in asked:
        if _TOLD_OF_QUOTES.get(by) is sight:
            found[number] = min(at, found.get(number, at))
    return found


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of quotes in a stretch of time."""

    approved: int = 0
    refused: int = 0
    silent_companies: int = 0
    """Relaunched in vain."""


def decided_between(session: Session, agency_id: int, lots: Iterable[int], start: datetime, end: datetime) -> Decided:
    """The quotes about these homes that were validated or refused, and the companies that fell silent."""
    wanted = frozenset(lots)
    rows = session.execute(
        select(Report.dwelling_id, Quote.state, Quote.provider_id)
        .join(Report, Report.id == Quote.report_id)
        .where(
            Quote.agency_id == agency_id,
            Quote.state.in_([QuoteState.APPROVED, QuoteState.REFUSED, QuoteState.NO_ANSWER]),
            Quote.state_since >= start,
            Quote.state_since < end,
        )
    )
    theirs = [(state, provider) for lot, state, provider in rows if lot in wanted]
    states = Counter(state for state, _ in theirs)
    silent = {provider for state, provider in theirs if state is QuoteState.NO_ANSWER}
    return Decided(states[QuoteState.APPROVED], states[QuoteState.REFUSED], len(silent))


# -- What follows from it: values in, values out ----------------------------------------------------------------------


class Age(StrEnum):
    """How long a report has been open."""

    NEW = "new"
    SOME_DAYS = "some_days"
    OLD = "old"


_AGES: tuple[tuple[Age, timedelta], ...] = (
    (Age.NEW, timedelta(days=3)),
    (Age.SOME_DAYS, timedelta(days=10)),
    (Age.OLD, timedelta.max),
)


def ages(cases: Iterable[Case], now: datetime) -> Mapping[Age, Columns]:
    """The open reports by how long they have been open, each age in its two open columns."""
    found = Counter(
        (next(age for age, limit in _AGES if now - case.created_at < limit), case.status)
        for case in cases
        if case.status is not ReportStatus.CLOSED
    )
    return {age: Columns(found[age, ReportStatus.TODO], found[age, ReportStatus.IN_PROGRESS]) for age in Age}


def received(cases: Iterable[Case], start: datetime, end: datetime) -> list[Case]:
    """Those that came in a stretch of time."""
    return [case for case in cases if start <= case.created_at < end]


def closed(cases: Iterable[Case], start: datetime, end: datetime) -> list[Case]:
    """Those that were closed in a stretch of time, and stayed so."""
    return [case for case in cases if case.closed_at is not None and start <= case.closed_at < end]


def categories(cases: Iterable[Case]) -> list[tuple[Category, int]]:
    """How many of each kind, the most frequent first."""
    found = Counter(case.category for case in cases)
    return sorted(found.items(), key=lambda row: (-row[1], row[0]))


def by_month(cases: Sequence[Case], last: Month, zone: ZoneInfo, *, most: int = 6) -> list[tuple[Month, int, int]]:
    """How many came and how many were closed in each month up to the last one; from the first one that had any."""
    came = Counter(_month(case.created_at, zone) for case in cases)
    over = Counter(_month(case.closed_at, zone) for case in cases if case.closed_at is not None)
    months = sorted(_back_from(last, most))
    rows = [(month, came[month], over[month]) for month in months]
    begun = next((at for at, (_, one, other) in enumerate(rows) if one or other), len(rows) - 1)
    return rows[begun:]


@dataclass(frozen=True, slots=True)
class Delay:
    """How long something took, in clock time: nights and week-ends are waiting too."""

    cases: int
    mean: timedelta
    median: timedelta


def first_answers(cases: Iterable[Case]) -> Delay | None:
    """From a report to the first act of a manager that its author could see; of those that had one."""
    seen = [case for case in cases if not case.is_duplicate]
    return _delay([case.answered_at - case.created_at for case in seen if case.answered_at is not None])


def closings(cases: Iterable[Case]) -> Delay | None:
    """From a report to its closing; of those that are closed."""
    over = [case for case in cases if not case.is_duplicate]
    return _delay([case.closed_at - case.created_at for case in over if case.closed_at is not None])


def _delay(took: Sequence[timedelta]) -> Delay | None:
    seconds = [max(each.total_seconds(), 0.0) for each in took]
    if not seconds:
        return None
    return Delay(len(seconds), timedelta(seconds=fmean(seconds)), timedelta(seconds=median(seconds)))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The same kind of trouble, several times in one place."""

    place: int
    """A dwelling, or a building."""
    is_building: bool
    category: Category
    times: int


_OFTEN_AT_HOME, _OFTEN_IN_A_BUILDING = 2, 3
"""How many times make a recurrence; in a building, of at least two homes."""


def recurrences(cases: Iterable[Case], building_of: Mapping[int, int]) -> list[Recurrence]:
    """What comes back, the most frequent first. « Autre » is no kind of trouble."""
    known = [case for case in cases if case.category is not Category.OTHER and not case.is_duplicate]
    homes = Counter((case.dwelling_id, case.category) for case in known)
    buildings: dict[tuple[int, Category], list[int]] = {}
    for case in known:
        buildings.setdefault((building_of[case.dwelling_id], case.category), []).append(case.dwelling_id)
    found = [Recurrence(lot, False, kind, times) for (lot, kind), times in homes.items() if times >= _OFTEN_AT_HOME]
    found += [
        Recurrence(building, True, kind, len(lots))
        for (building, kind), lots in buildings.items()
        if len(lots) >= _OFTEN_IN_A_BUILDING and len(set(lots)) > 1
    ]
    return sorted(found, key=lambda each: (-each.times, not each.is_building, each.place, each.category))


# -- Months -----------------------------------------------------------------------------------------------------------


def month_before(day: date) -> Month:
    """The month that ended last."""
    return (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)


def limits_of(month: Month, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Its first instant, and the first one after it, where the agency lives."""
    year, number = month
    after = (year + 1, 1) if number == 12 else (year, number + 1)
    return datetime(year, number, 1, tzinfo=zone), datetime(*after, 1, tzinfo=zone)


def months_back(month: Month, number: int, zone: ZoneInfo) -> datetime:
    """The first instant of so many months that end with this one."""
    return limits_of(list(_back_from(month, number))[-1], zone)[0]


def _back_from(last: Month, number: int) -> Iterator[Month]:
    for back in range(number):
        at = last[0] * 12 + last[1] - 1 - back
        yield at // 12, at % 12 + 1


def _month(at: datetime, zone: ZoneInfo) -> Month:
    there = at.astimezone(zone)
    return there.year, there.month
