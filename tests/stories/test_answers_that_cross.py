"""What comes late, twice or beside a change of somebody else's mind on a mission: nothing is done that nobody asked."""

import pytest

from tests.living import NADIA, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, ordered
from tests.visiting import answers, says


@pytest.mark.feature("S2-10")
def test_times_that_have_gone_by_are_shown_to_no_company_and_new_ones_are_asked_for(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    answers(house, NADIA, "Je suis disponible mardi 24 matin ou jeudi 26 après 18h.")
    house.clock.forward(days=4)
    order, letters = ordered(house, words="")
    told = text_of(letter_to(letters, DURAND, "P-02"))
    assert "souhaités par le locataire : jeudi 26 novembre, 18 h – 20 h." in told
    house.clock.forward(days=2)
    assert {(NADIA, "T-07"), (YANIS, "T-07")} <= who_got_what(says(house, order.number, "je prends"))
    order, _ = ordered(house, "petit", motif="Autre chose")
    assert order.wishes == ""
