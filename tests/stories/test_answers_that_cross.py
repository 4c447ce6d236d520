"""What comes late, twice or beside a change of somebody else's mind on a mission: nothing is done that nobody asked."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.vocabulary import MissionState, VisitState
from tests.corresponding import Post
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.ordering import DURAND, mission_address, order_now, ordered, visits_now
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.visiting import TWO_SLOTS, answers, says, wrote


def calendar_of(letter: Delivered) -> str:
    """What a letter brings for a calendar."""
    [part] = [part for part in letter.mail.machine_parts if part.media_type == "text/calendar"]
    return part.content.decode().replace("\r\n ", "")


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


@pytest.mark.feature("S2-13", "S2-14")
def test_a_yes_to_a_choice_that_was_taken_back_meanwhile_plans_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    first = letter_to(answers(house, NADIA, "le 1"), DURAND, "P-06")
    second = letter_to(answers(house, NADIA, "en fait plutôt le 2"), DURAND, "P-06")
    to = mission_address(house, order.number)
    letters = wrote(house, DURAND, to, "ok", answering=first)
    assert who_got_what(letters) >= {(DURAND, "X-14")}
    told = text_of(letter_to(letters, DURAND, "X-14"))
    assert "un autre créneau est déjà choisi (jeudi 26 novembre, 14 h – 18 h)" in told
    assert not {"T-10", "P-07", "T-04"} & {code for _, code in who_got_what(letters)}
    assert order_now(house, order.number).state is MissionState.SLOT_CHOSEN
    assert (DURAND, "P-07") in who_got_what(wrote(house, DURAND, to, "ok", answering=second))


@pytest.mark.feature("S2-12", "S2-20")
def test_a_number_is_that_of_the_letter_that_is_answered(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    old = letter_to(says(house, order.number, TWO_SLOTS), NADIA, "T-08")
    new = letter_to(says(house, order.number, "Plutôt vendredi 27 à 9h ou à 15h"), NADIA, "T-08")
    letters = answers(house, NADIA, "le 2", answering=old)
    told = text_of(letter_to(letters, NADIA, "X-14"))
    assert "l’entreprise ne propose plus ce créneau, mais d’autres" in told
    assert "choisir un autre créneau" in told
    assert (DURAND, "P-06") not in who_got_what(letters)
    letters = answers(house, NADIA, "le 2", answering=new)
    assert "vendredi 27 novembre, 15 h – 17 h" in text_of(letter_to(letters, DURAND, "P-06"))


@pytest.mark.feature("S2-11", "S2-12")
def test_slots_keep_their_numbers_when_the_first_of_them_has_gone_by(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, "cet après-midi de 14h à 16h, jeudi 26 novembre à 14h ou mardi 25")
    house.clock.forward(hours=3)
    letters = says(house, order.number, "Mercredi 25 novembre, 14 h – 16 h.")
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "2) jeudi 26 novembre, 14 h – 16 h" in told
    assert "3) mercredi 25 novembre, 14 h – 16 h" in told
    letters = answers(house, NADIA, "le 2")
    assert "jeudi 26 novembre, 14 h – 16 h" in text_of(letter_to(letters, DURAND, "P-06"))


@pytest.mark.feature("S2-11", "S2-12")
def test_the_only_slot_that_is_left_is_still_called_by_its_number(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, "cet après-midi de 14h à 16h ou jeudi 26 novembre à 14h")
    house.clock.forward(hours=24)
    seen = len(house.boxes)
    house.strike()
    again = letter_to(list(house.boxes)[seen:], NADIA, "T-08")
    assert "2) jeudi 26 novembre, 14 h – 16 h" in text_of(again)
    letters = answers(house, NADIA, "le 2", answering=again)
    assert who_got_what(letters) == {(NADIA, "T-09"), (YANIS, "T-09"), (DURAND, "P-06")}


@pytest.mark.feature("S2-13")
def test_a_nod_after_a_choice_is_told_neither_to_the_home_nor_to_the_company(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "le 2")
    for who, words in ((NADIA, "ok merci"), (YANIS, "C'est noté, merci")):
        assert who_got_what(answers(house, who, words)) <= {(SOPHIE, "G-02")}, words
    [visit] = visits_now(house, order.number)
    assert visit.state is VisitState.CHOSEN


@pytest.mark.feature("S1-17")
def test_times_alone_take_a_mission_and_are_a_line_of_the_agencys_digest(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    assert who_got_what(says(house, order.number, TWO_SLOTS)) == {(NADIA, "T-08"), (YANIS, "T-08")}
    assert order_now(house, order.number).state is MissionState.SLOTS_PROPOSED
    other, _ = ordered(house, motif="Robinet de la baignoire")
    letters = says(house, other.number, "Mardi 24 à 9h. Il me faudra le plan des réseaux.")
    assert "le plan des réseaux" in text_of(letter_to(letters, SOPHIE, "G-02"))


@pytest.mark.feature("S1-64", "GAP-12")
def test_a_planned_visit_of_the_former_company_falls_where_the_home_reads_of_the_new_one(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "le 2")
    says(house, order.number, "ok")
    _, letters = ordered(house, "petit", replaces=order)
    told = letter_to(letters, NADIA, "T-25")
    assert "Le passage prévu le jeudi 26 novembre à 14 h est annulé." in text_of(told)
    for each in (told, letter_to(letters, DURAND, "P-18")):
        assert "METHOD:CANCEL" in calendar_of(each)
    assert "Petit" not in calendar_of(told)
    # Of the former order's end the home reads nothing further, in no letter.
    news = letter_to(answers(house, YANIS, "Bonjour, l'eau coule toujours."), NADIA, "T-04")
    assert "autre entreprise mandatée" in text_of(news)
    assert "intervention annulée" not in text_of(news)


@pytest.mark.feature("S1-23")
def test_once_a_draft_is_settled_words_below_another_letter_are_no_answer_to_it(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house, post = sqlite_house, Post(sqlite_house, loop)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    new = post.last(SOPHIE, "G-01")
    [ready] = post.writes(SOPHIE, "Demandez un devis à Petit", to=new)
    assert who_got_what(post.writes(SOPHIE, "La pièce arrive lundi.", to=new)) == {(SOPHIE, "X-13")}
    assert post.writes(SOPHIE, "non", to=ready) == []
    # Below the draft's own letter a late yes is told what became of it.
    assert who_got_what(post.writes(SOPHIE, "oui", to=ready)) == {(SOPHIE, "X-14")}
    assert who_got_what(post.writes(SOPHIE, "La pièce arrive lundi.", to=new)) == {(NADIA, "T-04"), (YANIS, "T-04")}
