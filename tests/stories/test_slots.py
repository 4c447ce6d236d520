"""A visit is arranged between a company and whoever lives there: taken, proposed, chosen, planned (SM3, SM4)."""

import pytest

from mailbot.vocabulary import MissionState, VisitState
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.visiting import TWO_SLOTS, answers, says


@pytest.mark.feature("S2-09", "S2-12", "S2-13", "S2-14", "S1-17", "GAP-20")
def test_times_become_an_appointment_without_the_agency_between(house: LivingHouse) -> None:
    order, _ = ordered(house)
    letters = says(house, order.number, TWO_SLOTS)
    assert who_got_what(letters) >= {(NADIA, "T-08"), (YANIS, "T-08")}
    assert (SOPHIE, "T-08") not in who_got_what(letters)
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "1) mardi 24 novembre, 9 h – 11 h" in told
    assert "2) jeudi 26 novembre, 14 h – 18 h" in told
    assert "répondez « le 1 » ou « le 2 »" in told
    assert order_now(house, order.number).state is MissionState.SLOTS_PROPOSED

    letters = answers(house, NADIA, "le 2, merci")
    assert who_got_what(letters) == {(NADIA, "T-09"), (YANIS, "T-09"), (DURAND, "P-06")}
    noted = text_of(letter_to(letters, NADIA, "T-09"))
    assert "Nous avons transmis votre choix à Plomberie Durand" in noted
    assert "Ce n’est pas encore définitif" in noted
    assert "confirmé" not in noted
    assert "Un créneau a été choisi pour votre logement" in text_of(letter_to(letters, YANIS, "T-09"))
    to_plan = text_of(letter_to(letters, DURAND, "P-06"))
    assert "jeudi 26 novembre, 14 h – 18 h (RDV n° 1)" in to_plan
    for private in ("Belkacem", "45B12", "06 39 98 10 12"):
        assert private not in to_plan
    assert order_now(house, order.number).state is MissionState.SLOT_CHOSEN

    letters = says(house, order.number, "ok")
    assert who_got_what(letters) == {(NADIA, "T-10"), (YANIS, "T-10"), (DURAND, "P-07"), (SOPHIE, "G-09")}
    planned = text_of(letter_to(letters, DURAND, "P-07"))
    for known in ("Nadia Belkacem", "06 39 98 10 12", "45B12", "12 rue des Lilas", "Plafond : 150,00 € TTC"):
        assert known in planned
    assert "Yanis" not in planned
    confirmed = text_of(letter_to(letters, YANIS, "T-10"))
    assert "C’est confirmé : Plomberie Durand passe chez vous jeudi 26 novembre entre 14 h et 18 h" in confirmed
    assert "45B12" not in confirmed
    [visit] = visits_now(house, order.number)
    assert (visit.state, visit.number, visit.round) == (VisitState.PLANNED, 1, 1)
    assert order_now(house, order.number).state is MissionState.PLANNED
