"""A button, or an answer, of an earlier letter about slots says nothing of the newest ones."""

from datetime import UTC, datetime
from urllib.parse import unquote

from mailbot.outbound.buttons import links_for
from mailbot.vocabulary import VisitState
from tests.living import NADIA, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, ordered, visits_now
from tests.visiting import TWO_SLOTS, answers, says


def test_an_earlier_slot_is_no_longer_offered_and_a_none_of_then_rejects_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    older = letter_to(says(house, order.number, TWO_SLOTS), NADIA, "T-08")
    button = "Je choisis le créneau 1 : mardi 24 novembre, 9 h – 11 h."
    times = {"slot_1": "mardi 24 novembre, 9 h – 11 h"}
    links = links_for(["slot_1"], language="fr", reply_to="a@b.example", subject="", intake="", times=times)
    assert button in unquote(links["slot_1"])
    newer = "Finalement : mercredi 25 entre 14h et 16h, ou vendredi 27 entre 9h et 11h."
    assert (NADIA, "T-08") in who_got_what(says(house, order.number, newer))

    letters = answers(house, NADIA, button)
    assert (DURAND, "P-06") not in who_got_what(letters)
    assert visits_now(house, order.number)[-1].state is VisitState.PROPOSED
    assert any(code in ("X-14", "T-03") for who, code in who_got_what(letters) if who == NADIA)

    letters = answers(house, NADIA, "Aucun", answering=older)
    assert visits_now(house, order.number)[-1].state is VisitState.PROPOSED
    assert "ne propose plus ce créneau" in text_of(letter_to(letters, NADIA, "X-14"))

    answers(house, NADIA, "Je choisis le créneau 1 : mercredi 25 novembre, 14 h – 16 h.")
    chosen = visits_now(house, order.number)[-1]
    assert (chosen.state, chosen.starts_at) == (VisitState.CHOSEN, datetime(2026, 11, 25, 13, tzinfo=UTC))
