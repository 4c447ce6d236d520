"""Sums in a form: each language's way of typing them is one and the same sum."""

import pytest

from mailbot.web.sums import with_point


@pytest.mark.feature("S4-02")
def test_a_sum_is_the_same_however_its_thousands_and_cents_are_typed() -> None:
    for typed in ("1250.50", "1250,50", "1.250,50", "1,250.50"):
        assert with_point(typed) == "1250.50", typed
    for typed, said in {
        "1,250": "1250",
        "1.250": "1250",
        "1.250.000": "1250000",
        "0.125": "0.125",
        "12.50": "12.50",
        "12,250,000": "12250000",
        "290": "290",
        "0,5": "0.5",
        "-1,250.5": "-1250.5",
    }.items():
        assert with_point(typed) == said, typed
