"""Working time: never runs backwards, adds up, and stands still at night, at week-ends and on holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.agency import profile_from_toml
from mailbot.demo.cast import _HERE as DEMO
from mailbot.errors import WrongSetting
from mailbot.workflow.working_time import WorkingTime, working_time_of
from tests.cases import every

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
TILLEUL = WorkingTime(
    PARIS, frozenset(range(5)), ((time(9), time(12)), (time(14), time(18))), "FR"
)  # fmt: skip
EVERY_DAY = WorkingTime(PARIS, frozenset(range(7)), ((time(0), time(6)),), "FR")
INSTANTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
SPANS = st.timedeltas(timedelta(), timedelta(days=20))
AGENCIES = st.sampled_from([TILLEUL, EVERY_DAY])


def paris(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


@settings(max_examples=150, deadline=None)
@given(AGENCIES, INSTANTS, SPANS, SPANS)
def test_it_adds_up_and_never_runs_backwards(
    work: WorkingTime, start: datetime, one: timedelta, two: timedelta
) -> None:
    middle, end = start + one, start + one + two
    assert work.worked(start, end) == work.worked(start, middle) + work.worked(middle, end)
    assert timedelta() <= work.worked(start, middle) <= one
    assert work.worked(end, start) == timedelta() or two + one == timedelta()


@settings(max_examples=100, deadline=None)
@given(INSTANTS)
def test_time_is_worked_exactly_while_it_is_open(at: datetime) -> None:
    minute = TILLEUL.worked(at, at + timedelta(seconds=1))
    if TILLEUL.is_open(at) and TILLEUL.is_open(at + timedelta(seconds=1)):
        assert minute == timedelta(seconds=1)
    if not TILLEUL.is_open(at) and not TILLEUL.is_open(at + timedelta(seconds=1)):
        assert minute == timedelta()


@every(
    ("start", "end", "hours"),
    [
        (paris(20, 11, 17), paris(23, 11, 10), 2.0),  # over a week-end
        (paris(10, 11, 17), paris(12, 11, 10), 2.0),  # over the 11th of November
        (paris(24, 12, 9), paris(28, 12, 9), 7.0),  # Christmas is a Friday
        (paris(3, 4, 9), paris(7, 4, 9), 7.0),  # Easter Monday
        (paris(23, 11, 12), paris(23, 11, 14), 0.0),  # lunch
    ],
)
def test_weekends_holidays_and_lunch_are_not_worked(start: datetime, end: datetime, hours: float) -> None:
    assert TILLEUL.worked(start, end) == timedelta(hours=hours)


def test_an_hour_that_is_left_out_or_comes_twice_is_counted_as_it_passed() -> None:
    assert EVERY_DAY.worked(paris(29, 3, 0), paris(29, 3, 12)) == timedelta(hours=5)
    assert EVERY_DAY.worked(paris(25, 10, 0), paris(25, 10, 12)) == timedelta(hours=7)
    assert EVERY_DAY.worked(paris(28, 3, 0), paris(28, 3, 12)) == timedelta(hours=6)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    moselle = WorkingTime(PARIS, frozenset(range(7)), TILLEUL.hours, "FR-57")
    assert not moselle.is_working_day(date(2026, 12, 26))
    assert EVERY_DAY.is_working_day(date(2026, 12, 26))


def test_a_country_that_nobody_knows_is_a_wrong_setting() -> None:
    text = (DEMO / "agency.toml").read_text("utf-8")
    assert working_time_of(profile_from_toml(text)) == TILLEUL
    for wrong in ("ZZ", "FR-NOWHERE"):
        with pytest.raises(WrongSetting, match=r"rules\.holidays"):
            working_time_of(profile_from_toml(text.replace('holidays = "FR"', f'holidays = "{wrong}"')))
