"""What is known of a home's age, and of its floor."""

from datetime import date

import pytest

from mailbot.workflow.paper_facts import floor_of, over_two_years


@pytest.mark.parametrize(
    ("completed", "said"),
    [
        ("1974", "yes"), ("2023", "yes"), ("2024", "unknown"), ("2025", "no"), ("2024-10", "yes"),
        ("2024-11", "unknown"),
        ("2024-12", "no"), ("2024-10-31", "yes"), ("", "unknown"), ("vers 1900", "unknown"), ("2024-13", "unknown"),
    ],
)  # fmt: skip
def test_the_age_of_a_home_is_said_only_when_it_is_known(completed: str, said: str) -> None:
    assert over_two_years(completed, date(2026, 11, 21)) == said


@pytest.mark.parametrize(
    ("place", "floor"),
    [
        ("bât. A, 3e étage, lot 12", 3), ("1er étage", 1), ("rez-de-jardin, lot 2", 0),
        ("maison, rez-de-chaussée", None), ("", None),
    ],
)  # fmt: skip
def test_the_floor_is_read_where_it_stands(place: str, floor: int | None) -> None:
    assert floor_of(place) == floor
