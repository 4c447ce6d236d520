"""A company that does not answer: relaunched in its hours, one letter at a time, and then the managers know."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from mailbot.agency import Rules
from mailbot.workflow.relaunch_hours import (
    Asked,
    Coming,
    Pace,
    Relaunch,
    Step,
    asked_from,
    coming,
    due_step,
    extended,
    followed_up,
    pace_of,
    silent_at,
    unreplaced_at,
)
from mailbot.workflow.working_time import WorkingTime, company_time

PARIS = ZoneInfo("Europe/Paris")
TILLEUL = WorkingTime(PARIS, frozenset(range(5)), ((time(9), time(12)), (time(14), time(18))), "FR")
SATURDAYS = replace(TILLEUL, days=frozenset({1, 2, 3, 4, 5}))
RULES = Rules()
NORMAL = pace_of(RULES, TILLEUL, is_urgent=False)
URGENT = pace_of(RULES, TILLEUL, is_urgent=True)
INSTANTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
PACES = st.sampled_from(
    [
        NORMAL,
        pace_of(RULES, SATURDAYS, is_urgent=False),
        pace_of(Rules(relaunch_working_days=(1, 3)), TILLEUL, is_urgent=False),
        pace_of(Rules(relaunch_working_days=(5,)), TILLEUL, is_urgent=False),
        pace_of(Rules(relaunch_working_days=(1, 2, 3)), TILLEUL, is_urgent=False),
        URGENT,
        pace_of(Rules(urgent_relaunch_hours=(1, 2, 3)), TILLEUL, is_urgent=True),
    ]
)


def paris(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def whole(asked: Asked, pace: Pace) -> list[Coming]:
    """All that comes of a request that nobody answers, while everything runs."""
    told, now = [], asked.at
    while (step := coming(asked, pace, now=now)) is not None:
        told.append(step)
        now = step.at
        if step.step is Step.TELL_SILENT:
            asked = replace(asked, told_silent_at=now)
        else:
            asked = replace(asked, relaunched=[*asked.relaunched, Relaunch(step.step, now)])
    return told


@pytest.mark.parametrize(
    ("asked_at", "days"),
    [
        (paris(23, 11, 10), [(25, 11), (27, 11), (2, 12), (3, 12)]),
        (paris(27, 11, 17), [(1, 12), (3, 12), (8, 12), (9, 12)]),  # a Friday
        (paris(28, 11, 11), [(1, 12), (3, 12), (8, 12), (9, 12)]),  # a Saturday counts like the evening before
        (paris(2, 4, 10), [(7, 4), (9, 4), (14, 4), (15, 4)]),  # over Easter Monday, the 6th
        (paris(27, 3, 10), [(31, 3), (2, 4), (8, 4), (9, 4)]),  # over the change to summer time, and Easter
        (paris(23, 12, 10), [(28, 12), (30, 12), (5, 1), (6, 1)]),  # over Christmas and New Year's Day
        (paris(31, 12, 23, 59), [(5, 1), (7, 1), (12, 1), (13, 1)]),
    ],
)
def test_two_four_and_seven_working_days_at_nine(asked_at: datetime, days: list[tuple[int, int]]) -> None:
    year = [2027 if month == 1 else 2026 for _, month in days]
    assert whole(Asked(asked_at), NORMAL) == [
        Coming(step, paris(*day, 9, year=y)) for step, day, y in zip(Step, days, year, strict=True)
    ]


def test_an_emergency_waits_for_no_monday() -> None:
    friday = paris(3, 4, 22, 30)
    assert whole(Asked(friday), URGENT) == [
        Coming(Step.FIRST, friday + timedelta(hours=4)),
        Coming(Step.LAST, friday + timedelta(hours=24)),
        Coming(Step.TELL_SILENT, friday + timedelta(hours=48)),
    ]
    assert pace_of(Rules(urgent_relaunch_hours=()), TILLEUL, is_urgent=True) == NORMAL


def test_the_last_one_says_that_it_is_however_many_there_are() -> None:
    assert [step for step, _ in pace_of(Rules(relaunch_working_days=(3,)), TILLEUL, is_urgent=False).days] == [
        Step.LAST
    ]
    two = pace_of(Rules(relaunch_working_days=(5, 2, 0)), TILLEUL, is_urgent=False)
    assert two.days == ((Step.FIRST, 2), (Step.LAST, 5))
    with pytest.raises(ValidationError):
        Rules(relaunch_working_days=(1, 2, 3, 4))


def test_an_agency_that_relaunches_nobody_is_told_of_no_silence() -> None:
    never = pace_of(Rules(relaunch_working_days=()), TILLEUL, is_urgent=False)
    assert coming(Asked(paris(23, 11, 10)), never, now=paris(23, 12, 10)) is None


@pytest.mark.parametrize(
    ("now", "step"),
    [
        (paris(25, 11, 8, 59), None),
        (paris(25, 11, 9), Step.FIRST),
        (paris(25, 11, 17, 59), Step.FIRST),
        (paris(25, 11, 18), None),
        (paris(26, 11, 7), None),
        (paris(26, 11, 8), Step.FIRST),
        (paris(27, 11, 9), Step.SECOND),
        (paris(29, 11, 12), None),  # a Sunday
        (paris(1, 12, 9), Step.SECOND),
        (paris(2, 12, 9), Step.LAST),
        (paris(4, 12, 9), Step.LAST),
    ],
)
def test_only_the_newest_of_those_that_were_missed_leaves_in_hours(now: datetime, step: Step | None) -> None:
    assert due_step(Asked(paris(23, 11, 10)), NORMAL, now=now) is step


def test_what_follows_a_late_one_keeps_its_distance() -> None:
    late = Relaunch(Step.SECOND, paris(1, 12, 16))
    asked = Asked(paris(23, 11, 10), [late])
    assert coming(asked, NORMAL, now=late.at) == Coming(Step.LAST, paris(4, 12, 9))
    last = Relaunch(Step.LAST, paris(4, 12, 15, 20))
    asked = Asked(paris(23, 11, 10), [late, last])
    assert coming(asked, NORMAL, now=last.at) == Coming(Step.TELL_SILENT, paris(7, 12, 15, 20))
    assert silent_at(last.at, NORMAL) == paris(7, 12, 15, 20)


def test_the_managers_have_the_word_until_they_ask_for_three_days_more() -> None:
    asked = Asked(paris(23, 11, 10), [Relaunch(Step.LAST, paris(2, 12, 9))], told_silent_at=paris(3, 12, 9))
    assert coming(asked, NORMAL, now=paris(20, 12, 9)) is None

    pressed = replace(asked, extended_at=paris(4, 12, 19))  # a Friday evening
    assert coming(pressed, NORMAL, now=paris(4, 12, 19)) == Coming(Step.LAST, paris(7, 12, 8))
    again = replace(pressed, relaunched=[*asked.relaunched, Relaunch(Step.LAST, paris(7, 12, 8))])
    assert coming(again, NORMAL, now=paris(7, 12, 8)) == Coming(Step.TELL_SILENT, paris(10, 12, 8))
    assert coming(replace(again, told_silent_at=paris(10, 12, 8)), NORMAL, now=paris(20, 12, 9)) is None

    assert coming(pressed, URGENT, now=paris(4, 12, 19)) == Coming(Step.LAST, paris(4, 12, 19))


def test_relaunches_wait_until_the_day_after_the_return_and_keep_their_distance() -> None:
    away = Asked(paris(23, 11, 10), back_on=date(2026, 11, 30))
    assert [at for _, at in whole(away, NORMAL)] == [
        paris(1, 12, 9), paris(3, 12, 9), paris(8, 12, 9), paris(9, 12, 9)
    ]  # fmt: skip
    # What left before the absence was known counts; a return that is past changes nothing.
    known_late = replace(away, relaunched=[Relaunch(Step.FIRST, paris(25, 11, 9))])
    assert [at for _, at in whole(known_late, NORMAL)] == [paris(1, 12, 9), paris(4, 12, 9), paris(7, 12, 9)]
    assert whole(replace(away, back_on=date(2026, 11, 24)), NORMAL) == whole(Asked(away.at), NORMAL)
    assert whole(replace(away, back_on=date(2026, 12, 24)), URGENT) == whole(Asked(away.at), URGENT)


def test_an_absence_delays_relaunches_and_not_the_news_of_the_silence() -> None:
    asked = Asked(paris(23, 11, 10), [Relaunch(Step.LAST, paris(2, 12, 9))], back_on=date(2026, 12, 20))
    assert coming(asked, NORMAL, now=paris(2, 12, 9)) == Coming(Step.TELL_SILENT, paris(3, 12, 9))


def test_a_request_that_becomes_urgent_goes_on_from_where_it_was() -> None:
    asked = Asked(paris(23, 11, 10), [Relaunch(Step.SECOND, paris(27, 11, 9))])
    assert coming(asked, URGENT, now=paris(27, 11, 9)) == Coming(Step.LAST, paris(28, 11, 5))


@settings(max_examples=60, deadline=None)
@given(PACES, INSTANTS, st.lists(st.tuples(st.integers(0, 20 * 24), st.integers(1, 72)), max_size=4), st.data())
def test_each_leaves_once_in_order_and_in_hours_whatever_stood_still(
    pace: Pace, asked_at: datetime, outages: list[tuple[int, int]], data: st.DataObject
) -> None:
    back_on = data.draw(st.none() | st.integers(-3, 12).map(lambda days: (asked_at + timedelta(days=days)).date()))
    asked, left = Asked(asked_at, back_on=back_on), list[Coming]()
    for hour in range(45 * 24):
        now = asked_at + timedelta(hours=hour)
        if any(start <= hour < start + length for start, length in outages):
            continue
        step = due_step(asked, pace, now=now)
        if step is Step.TELL_SILENT:
            asked = replace(asked, told_silent_at=now)
        elif step is not None:
            asked = replace(asked, relaunched=[*asked.relaunched, Relaunch(step, now)])
        if step is not None:
            left.append(Coming(step, now))

    steps = [step for step, _ in left]
    assert steps == sorted(set(steps), key=list(Step).index)
    assert steps[-2:] == [Step.LAST, Step.TELL_SILENT]
    assert all(earlier.at < later.at for earlier, later in pairwise(left))
    if not pace.is_urgent:
        for _, at in left[:-1]:
            assert_companies_work(at)
            assert back_on is None or at.astimezone(PARIS).date() > back_on


def assert_companies_work(at: datetime) -> None:
    local = at.astimezone(PARIS)
    assert local.weekday() < 5
    assert time(8) <= local.time() < time(18)
    assert TILLEUL.is_working_day(local.date())


@settings(max_examples=150, deadline=None)
@given(PACES, INSTANTS, INSTANTS)
def test_what_comes_never_comes_sooner_as_time_passes(pace: Pace, one: datetime, two: datetime) -> None:
    asked_at, now = min(one, two), max(one, two)
    before, after = coming(Asked(asked_at), pace, now=asked_at), coming(Asked(asked_at), pace, now=now)
    assert before is not None
    assert after is not None
    assert asked_at < before.at <= after.at
    assert now <= after.at
    assert list(Step).index(before.step) <= list(Step).index(after.step)


@pytest.mark.parametrize(
    ("refused_at", "told_at"),
    [
        (paris(24, 11, 15, 10), paris(25, 11, 15, 10)),
        (paris(27, 11, 9), paris(30, 11, 9)),
        (paris(31, 12, 11), paris(4, 1, 11, year=2027)),
        (paris(3, 4, 10), paris(7, 4, 10)),
    ],
)
def test_a_place_that_stays_empty_is_told_of_after_a_working_day(refused_at: datetime, told_at: datetime) -> None:
    assert unreplaced_at(refused_at, TILLEUL, RULES) == told_at


@pytest.mark.parametrize("days", [frozenset(range(7)), frozenset({5, 6}), frozenset({1, 5}), frozenset[int]()])
def test_companies_rest_at_week_ends_and_holidays_whenever_the_agency_works(days: frozenset[int]) -> None:
    companies = company_time(replace(TILLEUL, days=days), RULES)
    at = paris(23, 12, 7)
    for _ in range(20):
        at = companies.opening(at)
        assert_companies_work(at)
        at += timedelta(hours=10)


def test_hours_out_of_order_are_no_setting() -> None:
    for wrong in ({"company_hours": (time(18), time(8))}, {"relaunch_at": time(7)}, {"relaunch_at": time(18)}):
        with pytest.raises(ValidationError, match="company_hours"):
            Rules.model_validate(wrong)


def test_what_was_done_is_kept_as_json_and_read_again() -> None:
    at = paris(23, 11, 10)
    kept: dict[str, Any] = {"other": 1}
    assert asked_from(at, kept) == Asked(at, [])
    done = Asked(at, [])
    for step, left in whole(done, NORMAL):
        kept = json.loads(json.dumps(followed_up(kept, step, now=left)))
    kept = extended(kept, now=paris(4, 12, 10))
    asked = asked_from(at, kept, back_on=date(2026, 12, 8))
    assert [step for step, _ in asked.relaunched] == [Step.FIRST, Step.SECOND, Step.LAST]
    assert asked == Asked(
        at, asked.relaunched, told_silent_at=paris(3, 12, 9), extended_at=paris(4, 12, 10), back_on=date(2026, 12, 8)
    )
    assert due_step(asked, NORMAL, now=paris(4, 12, 10)) is Step.LAST
    assert kept["other"] == 1


def told(steps: Sequence[Coming]) -> list[Step]:
    return [each.step for each in steps]


def test_a_clock_that_is_set_back_doubles_nothing() -> None:
    asked = Asked(paris(23, 11, 10), [Relaunch(Step.FIRST, paris(25, 11, 9))])
    assert due_step(asked, NORMAL, now=paris(25, 11, 8, 30)) is None
    assert told(whole(asked, NORMAL)) == [Step.SECOND, Step.LAST, Step.TELL_SILENT]
