"""A manager sends a work order: the company and the home are told, once each (S1-62 to S1-68)."""

import pytest

from tests.living import NADIA, SOPHIE, LivingHouse, letter_to, text_of
from tests.ordering import DURAND, ordered


@pytest.mark.feature("S1-62", "S1-68", "S1-86")
def test_one_act_gives_the_mission_and_tells_the_home(house: LivingHouse) -> None:
    order, letters = ordered(house)

    assert order.number == "OS-2026-0190"
    assert "OS-2026-0190" in text_of(letter_to(letters, DURAND, "P-02"))
    told = text_of(letter_to(letters, NADIA, "T-06"))
    assert "Plomberie Durand" in told
    assert "06 39 98 00 31" in told
    assert "Plomberie Durand" in text_of(letter_to(letters, SOPHIE, "G-21"))
