"""What is recalled of a visit: never twice, never too late, never to somebody who has just read it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.agency import Rules
from mailbot.workflow.reminders import due_reminder
from mailbot.workflow.visit_hours import (
    ChoiceStep,
    VisitReminder,
    after_visit_at,
    availability_asked_at,
    choice_step,
    planning_reminded_at,
    visit_reminder,
)
from mailbot.workflow.working_time import WorkingTime, company_time

PARIS = ZoneInfo("Europe/Paris")
RULES = Rules()
COMPANIES = company_time(WorkingTime(PARIS, frozenset(range(5)), ((time(9), time(12)),), "FR"), RULES)
INSTANTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def paris(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


PROPOSED = paris(23, 11, 10)
SLOTS = [paris(30, 11, 9), paris(2, 12, 14)]


@pytest.mark.parametrize(
    ("hours", "reminded", "told", "step"),
    [
        (23.9, [], False, None),
        (24, [], False, ChoiceStep.REMIND),
        (25, [24], False, None),
        (72, [24], False, ChoiceStep.REMIND_LAST),
        (75, [], False, ChoiceStep.REMIND_LAST),  # nothing ran: the newest alone
        (73, [70], False, None),  # one left late, and the next keeps its distance
        (118, [70], False, ChoiceStep.REMIND_LAST),
        (95, [24, 72], False, None),
        (96, [24, 72], False, ChoiceStep.TELL_UNCHOSEN),
        (96, [24], False, ChoiceStep.REMIND_LAST),
        (97, [24, 90], False, None),
        (114, [24, 90], False, ChoiceStep.TELL_UNCHOSEN),
        (120, [24, 72], True, None),
        (24 * 9 + 2, [24, 72], True, ChoiceStep.EXPIRE),  # two hours before the last slot
        (24 * 9 + 2, [], False, ChoiceStep.EXPIRE),
    ],
)
def test_whoever_does_not_choose_is_reminded_twice(
    hours: float, reminded: list[int], told: bool, step: ChoiceStep | None
) -> None:
    now = PROPOSED + timedelta(hours=hours)
    left = [PROPOSED + timedelta(hours=each) for each in reminded]
    assert choice_step(PROPOSED, SLOTS, left, RULES, told_unchosen=told, now=now) is step


def test_a_slot_of_tomorrow_expires_before_anybody_is_reminded() -> None:
    slot = [PROPOSED + timedelta(hours=20)]
    steps = {
        choice_step(PROPOSED, slot, [], RULES, told_unchosen=False, now=PROPOSED + timedelta(hours=each))
        for each in range(30)
    }
    assert steps == {None, ChoiceStep.EXPIRE}


@settings(max_examples=60, deadline=None)
@given(INSTANTS, st.integers(3, 14 * 24), st.sets(st.integers(0, 14 * 24), max_size=150))
def test_each_step_of_a_choice_comes_once_and_in_order(proposed: datetime, slot: int, asleep: set[int]) -> None:
    reminded: list[datetime] = []
    steps: list[ChoiceStep] = []
    for hour in range(15 * 24):
        now = proposed + timedelta(hours=hour)
        if hour in asleep:
            continue
        step = choice_step(
            proposed, [proposed + timedelta(hours=slot)], reminded, RULES,
            told_unchosen=ChoiceStep.TELL_UNCHOSEN in steps, now=now,
        )  # fmt: skip
        if step in (ChoiceStep.REMIND, ChoiceStep.REMIND_LAST):
            assert all(now - each >= timedelta(hours=24) for each in reminded)
            reminded.append(now)
        if step is not None:
            steps.append(step)
        if step is ChoiceStep.EXPIRE:
            break
    assert steps == sorted(set(steps), key=list(ChoiceStep).index)
    assert steps[-1] is ChoiceStep.EXPIRE
    assert ChoiceStep.TELL_UNCHOSEN not in steps or ChoiceStep.REMIND_LAST in steps


@given(st.lists(st.integers(0, 100), max_size=4, unique=True), st.lists(st.integers(0, 120), max_size=4))
def test_what_has_left_is_not_due_again(planned: list[int], left: list[int]) -> None:
    begin = paris(1, 1, 0)
    plan = [begin + timedelta(hours=each) for each in sorted(planned)]
    now = begin + timedelta(hours=121)
    number = due_reminder(plan, [begin + timedelta(hours=each) for each in left], now=now)
    assert number in (None, len(plan) - 1)
    if number is not None:
        assert due_reminder(plan, [now], now=now) is None


@pytest.mark.parametrize(
    ("chosen", "starts", "at"),
    [
        (paris(23, 11, 10), paris(26, 11, 14), paris(24, 11, 10)),
        (paris(23, 11, 20), paris(26, 11, 14), paris(25, 11, 8)),  # out of hours: the next morning
        (paris(23, 11, 10), paris(24, 11, 14), paris(24, 11, 10)),  # a day later, and four hours before
        (paris(23, 11, 10), paris(24, 11, 9), paris(24, 11, 8)),  # 5 o'clock is no hour: 8 still comes before
        (paris(23, 11, 10), paris(23, 11, 15), paris(23, 11, 11)),
        (paris(23, 11, 10), paris(23, 11, 13), None),  # three hours before: the first has just left
        (paris(27, 11, 17), paris(30, 11, 8), paris(28, 11, 17)),  # the visit would begin first
        (paris(27, 11, 17), paris(30, 11, 10), paris(30, 11, 8)),
        (paris(3, 4, 10), paris(8, 4, 10), paris(7, 4, 8)),  # Easter Monday is the 6th
    ],
)
def test_the_company_is_reminded_to_plan_in_its_hours(chosen: datetime, starts: datetime, at: datetime | None) -> None:
    assert planning_reminded_at(chosen, starts, COMPANIES, RULES, is_urgent=False) == at


@settings(max_examples=150, deadline=None)
@given(INSTANTS, st.timedeltas(timedelta(minutes=5), timedelta(days=9)), st.booleans())
def test_planning_is_recalled_after_the_choice_and_before_the_visit(
    chosen: datetime, ahead: timedelta, is_urgent: bool
) -> None:
    starts = chosen + ahead
    at = planning_reminded_at(chosen, starts, COMPANIES, RULES, is_urgent=is_urgent)
    assert (at is None) == (ahead <= timedelta(hours=4))
    if at is not None:
        assert chosen < at < starts
        if is_urgent:
            assert at == min(chosen + timedelta(hours=24), starts - timedelta(hours=4))
        elif not COMPANIES.is_open(at):
            assert COMPANIES.opening(at) >= starts


EVE, SAME_DAY = VisitReminder.EVE, VisitReminder.SAME_DAY


@pytest.mark.parametrize(
    ("planned", "starts", "now", "reminder"),
    [
        (paris(20, 11, 9), paris(25, 11, 9), paris(24, 11, 16, 59), None),
        (paris(20, 11, 9), paris(25, 11, 9), paris(24, 11, 17), EVE),
        (paris(20, 11, 9), paris(25, 11, 9), paris(24, 11, 23, 59), EVE),
        (paris(20, 11, 9), paris(25, 11, 9), paris(25, 11, 0), None),  # it was missed: « demain » would be wrong
        (paris(20, 11, 9), paris(25, 11, 9), paris(25, 11, 6), SAME_DAY),
        (paris(20, 11, 9), paris(25, 11, 9), paris(25, 11, 9), None),  # it has begun
        (paris(24, 11, 5), paris(25, 11, 9), paris(24, 11, 17), EVE),  # twelve hours
        (paris(24, 11, 5, 1), paris(25, 11, 9), paris(24, 11, 17), None),
        (paris(24, 11, 18), paris(25, 11, 16), paris(25, 11, 13), None),  # the confirmation said « demain »
        (paris(25, 11, 8), paris(25, 11, 16), paris(25, 11, 12, 59), None),
        (paris(25, 11, 8), paris(25, 11, 16), paris(25, 11, 13), SAME_DAY),
        (paris(25, 11, 11), paris(25, 11, 16), paris(25, 11, 13), None),  # two hours after the confirmation
        (paris(1, 3, 9), paris(29, 3, 9), paris(28, 3, 17), EVE),  # an hour is left out in between
        (paris(1, 3, 9), paris(30, 3, 9), paris(29, 3, 16, 59), None),
        (paris(1, 3, 9), paris(30, 3, 9), paris(29, 3, 17), EVE),
        (paris(1, 12, 9), paris(1, 1, 9, year=2027), paris(31, 12, 17), EVE),
    ],
)
def test_a_visit_is_recalled_the_evening_before(
    planned: datetime, starts: datetime, now: datetime, reminder: VisitReminder | None
) -> None:
    assert visit_reminder(planned, starts, RULES, PARIS, now=now) is reminder


@settings(max_examples=200, deadline=None)
@given(INSTANTS, st.timedeltas(timedelta(), timedelta(days=6)), st.timedeltas(timedelta(), timedelta(days=7)))
def test_a_reminder_is_never_wrong_about_the_day_nor_too_soon_after_the_confirmation(
    planned: datetime, ahead: timedelta, later: timedelta
) -> None:
    starts, now = planned + ahead, planned + later
    reminder = visit_reminder(planned, starts, RULES, PARIS, now=now)
    today, day = now.astimezone(PARIS).date(), starts.astimezone(PARIS).date()
    if reminder is not None:
        assert planned + timedelta(hours=3) <= now < starts
        assert today == (day - timedelta(days=1) if reminder is EVE else day)
        if planned.astimezone(PARIS).date() < day:
            assert now - planned >= timedelta(hours=12)


def test_availability_is_asked_a_day_later_and_the_next_step_half_an_hour_after_the_visit() -> None:
    assert availability_asked_at(paris(28, 3, 12), RULES) == paris(29, 3, 13)
    assert after_visit_at(paris(25, 11, 16), RULES) == paris(25, 11, 16, 30)
    assert replace(COMPANIES, holidays="DE").is_open(paris(14, 7, 10))  # a country's own
    assert not COMPANIES.is_open(paris(14, 7, 10))
