"""Which times may be offered; who may choose, reject or plan a visit, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.vocabulary import SlotTrouble
from mailbot.workflow.appointments import Offered
from mailbot.workflow.slot_rules import MOST_SLOTS, Wanted, numbered, sort_slots, trouble_with

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CLOSES = timedelta(hours=2)


def slot(hours: float, lasts: float = 2) -> Wanted:
    start = NOW + timedelta(hours=hours)
    return Wanted(start, start + timedelta(hours=lasts))


@pytest.mark.feature("S2-11")
@pytest.mark.parametrize(
    ("wanted", "trouble"),
    [
        (slot(-1), SlotTrouble.PAST),
        (slot(0), SlotTrouble.PAST),
        (slot(2), SlotTrouble.NEAR),
        (slot(2.01), None),
        (slot(24, lasts=0), SlotTrouble.BACKWARDS),
        (slot(24, lasts=-2), SlotTrouble.BACKWARDS),
        (slot(24 * 365), None),
        (slot(24 * 365 + 1), SlotTrouble.FAR),
    ],
)
def test_a_time_is_offered_when_it_can_still_be_chosen(wanted: Wanted, trouble: SlotTrouble | None) -> None:
    assert trouble_with(wanted, CLOSES, now=NOW) is trouble


def test_slots_stand_in_their_order_each_once_and_keep_their_numbers() -> None:
    said = [slot(50), slot(26), slot(50), slot(-3)]
    parts = sort_slots(said, CLOSES, now=NOW)
    assert parts.good == (slot(26), slot(50))
    assert [doubt.trouble for doubt in parts.doubtful] == [SlotTrouble.PAST]
    first = numbered(parts.good)
    assert [each.number for each in first] == [1, 2]
    left = first[1:]  # the first one is too near by now
    added = numbered([slot(25), slot(50)], left)
    assert [(each.number, each.start) for each in added] == [(2, slot(50).start), (3, slot(25).start)]
    many = sort_slots([slot(24 + at) for at in range(20)], CLOSES, now=NOW).good
    assert len(many) == len(numbered(many)) == MOST_SLOTS
    assert all(isinstance(each, Offered) for each in numbered(many))
