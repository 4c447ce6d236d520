"""Whether it is repaired: asked again after two and five days, and taken for a yes after seven, once that was said."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.agency import Rules
from mailbot.workflow.confirmation_hours import Step, due_step, tacitly_at

PARIS = ZoneInfo("Europe/Paris")
RULES = Rules()
INSTANTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def paris(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


ASKED = paris(23, 11, 16)


@pytest.mark.parametrize(
    ("days", "reminded", "step"),
    [
        (1.9, [], None),
        (2, [], Step.REMIND),
        (4.9, [2], None),
        (5, [2], Step.REMIND_LAST),
        (6, [], Step.REMIND_LAST),  # nothing ran: the newest alone
        (6.9, [2, 5], None),
        (7, [2, 5], Step.CONFIRM_TACITLY),
        (7.5, [4.8], None),  # the last one keeps its distance, and nothing is confirmed before it has left
        (7.8, [4.8], Step.REMIND_LAST),
        (8, [6.5], None),  # announced late: two days as ever
        (8.5, [6.5], Step.CONFIRM_TACITLY),
        (30, [], Step.REMIND_LAST),
    ],
)
def test_two_five_and_seven_days(days: float, reminded: list[float], step: Step | None) -> None:
    left = [ASKED + timedelta(days=each) for each in reminded]
    assert due_step(ASKED, left, RULES, PARIS, now=ASKED + timedelta(days=days)) is step


def test_silence_means_nothing_where_the_agency_says_so() -> None:
    never = Rules(tacit_confirmation_days=0)
    left = [ASKED + timedelta(days=2), ASKED + timedelta(days=5)]
    assert due_step(ASKED, left, never, PARIS, now=ASKED + timedelta(days=90)) is None
    assert due_step(ASKED, left[:1], never, PARIS, now=left[1]) is Step.REMIND_LAST
    assert tacitly_at(ASKED, left, never, PARIS) is None


def test_reminders_that_would_come_after_the_yes_do_not_come() -> None:
    short = Rules(tacit_confirmation_days=4)
    left = [ASKED + timedelta(days=2)]
    assert due_step(ASKED, [], short, PARIS, now=left[0]) is Step.REMIND_LAST
    assert due_step(ASKED, left, short, PARIS, now=ASKED + timedelta(days=4)) is Step.CONFIRM_TACITLY
    none = Rules(confirmation_reminder_days=())
    assert due_step(ASKED, [], none, PARIS, now=ASKED + timedelta(days=7)) is Step.CONFIRM_TACITLY


@pytest.mark.parametrize(
    ("asked", "tacit"),
    [
        (paris(25, 3, 10), paris(1, 4, 10)),  # over the change to summer time
        (paris(20, 10, 10), paris(27, 10, 10)),
        (paris(28, 12, 23, 30), paris(4, 1, 23, 30, year=2027)),
    ],
)
def test_days_are_those_of_the_wall(asked: datetime, tacit: datetime) -> None:
    assert tacitly_at(asked, [], RULES, PARIS) == tacit
    warned = asked.astimezone(PARIS) + timedelta(days=5)
    assert tacitly_at(asked, [warned], RULES, PARIS) == tacit
    assert tacitly_at(asked, [warned + timedelta(days=1)], RULES, PARIS) == tacit.astimezone(PARIS) + timedelta(days=1)


@settings(max_examples=60, deadline=None)
@given(INSTANTS, st.integers(0, 8), st.sets(st.integers(0, 16 * 24), max_size=200))
def test_each_step_comes_once_and_silence_only_after_its_announcement(
    asked: datetime, tacit: int, asleep: set[int]
) -> None:
    rules = Rules(tacit_confirmation_days=tacit)
    reminded: list[datetime] = []
    steps: list[Step] = []
    for hour in range(30 * 24):
        now = asked + timedelta(hours=hour)
        step = None if hour in asleep else due_step(asked, reminded, rules, PARIS, now=now)
        if step is Step.CONFIRM_TACITLY:
            assert now == max(now, tacitly_at(asked, reminded, rules, PARIS) or now)
            assert Step.REMIND_LAST in steps or tacit in (1, 2)
            assert now - asked >= timedelta(days=tacit, hours=-1)
            steps.append(step)
            break
        if step is not None:
            reminded.append(now)
            steps.append(step)
    assert steps == sorted(set(steps), key=list(Step).index)
    assert (steps[-1] is Step.CONFIRM_TACITLY) == (tacit > 0)
