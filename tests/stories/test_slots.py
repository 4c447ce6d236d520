"""A visit is arranged between a company and whoever lives there: taken, proposed, chosen, planned (SM3, SM4)."""

import pytest

from mailbot.vocabulary import EventKind, MissionState, QuoteState, Role, VisitState
from tests.answering import a_request, quote_of
from tests.answering import answers as quote_answers
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.visiting import (
    TWO_SLOTS,
    acted,
    after_first_visit,
    answers,
    approved,
    change_rules,
    instructs,
    says,
)

ARRANGED = (EventKind.SLOTS_PROPOSED, EventKind.SLOT_CHOSEN, EventKind.VISIT_PLANNED)


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


@pytest.mark.feature("S2-04", "GAP-01")
def test_a_company_that_does_not_take_the_mission_is_heard_by_the_agency_alone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    letters = says(house, order.number, "Pas disponible avant janvier, voyez un confrère.")
    assert who_got_what(letters) == {(SOPHIE, "G-05")}
    told = text_of(letter_to(letters, SOPHIE, "G-05"))
    assert "Plomberie Durand ne prend pas la mission" in told
    assert f"ordre de service {order.number}" in told
    assert "Pas disponible avant janvier, voyez un confrère." in told
    assert "il l’apprendra avec le nom de la nouvelle entreprise" in told
    assert order_now(house, order.number).state is MissionState.REFUSED
    assert "answered_at" in order_now(house, order.number).follow_up
    # What is said afterwards brings no mission back.
    assert who_got_what(says(house, order.number, "Finalement je peux passer mardi 24 à 9h")) >= {(DURAND, "X-14")}
    assert order_now(house, order.number).state is MissionState.REFUSED


@pytest.mark.feature("S2-04", "S2-09")
def test_a_mission_is_taken_and_its_slots_are_asked_for(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    letters = says(house, order.number, "je prends")
    assert who_got_what(letters) == {(SOPHIE, "G-02"), (DURAND, "P-21"), (NADIA, "T-07"), (YANIS, "T-07")}
    asked = text_of(letter_to(letters, DURAND, "P-21"))
    assert "quels créneaux pouvez-vous proposer ?" in asked
    assert order_now(house, order.number).state is MissionState.ACCEPTED
    assert visits_now(house, order.number) == []
    letters = says(house, order.number, "mercredi 25 de 10h à 12h")
    assert who_got_what(letters) == {(NADIA, "T-08"), (YANIS, "T-08")}
    one = text_of(letter_to(letters, NADIA, "T-08"))
    assert "Plomberie Durand vous propose un créneau, mercredi 25 novembre, 10 h – 12 h — vous convient-il ?" in one
    assert "répondez « oui »" in one
    # « Oui » takes the only one there is.
    assert (DURAND, "P-06") in who_got_what(answers(house, NADIA, "oui"))


@pytest.mark.feature("S2-09", "S2-11")
def test_what_is_clear_is_offered_and_one_question_is_put_about_the_rest(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    letters = says(house, order.number, "ok je peux passer mardi 25 ou jeudi 26 à 14h")
    assert who_got_what(letters) >= {(NADIA, "T-08"), (YANIS, "T-08"), (DURAND, "P-21")}
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "1) jeudi 26 novembre, 14 h – 16 h" in told
    assert "mardi" not in told
    asked = letter_to(letters, DURAND, "P-21")
    assert "« mardi 25 » — lequel de ces jours ?" in text_of(asked)
    assert "Votre autre créneau est proposé à l’occupant." in text_of(asked)
    for label in ("Mardi 24 novembre", "Mercredi 25 novembre"):
        assert label in text_of(asked)
    # The answer stands beside what was offered already, and keeps its number.
    letters = says(house, order.number, "Mercredi 25 novembre, 14 h – 16 h.")
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "1) jeudi 26 novembre, 14 h – 16 h" in told
    assert "2) mercredi 25 novembre, 14 h – 16 h" in told
    # What comes later takes the place of all that, and is counted from 1 again.
    letters = says(house, order.number, "Plutôt vendredi 27 à 9h ou à 15h")
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "1) vendredi 27 novembre, 9 h – 11 h" in told
    assert "jeudi" not in told


@pytest.mark.feature("S2-09", "S2-11")
@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("mardi 17 entre 9h et 11h", "ce créneau est passé, ou trop proche"),
        ("aujourd'hui de 11h à 12h", "ce créneau est passé, ou trop proche"),
        ("mardi 24 de 11h à 9h", "la fin de ce créneau est avant son début"),
        ("le 24 novembre 2028 à 9h", "ce créneau est dans plus d’un an"),
        ("31 novembre à 9h", "cette date n’existe pas"),
    ],
)
def test_a_time_that_cannot_be_is_asked_about_and_offered_to_nobody(
    sqlite_house: LivingHouse, words: str, question: str
) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    letters = says(house, order.number, words)
    told = text_of(letter_to(letters, DURAND, "P-21"))
    assert question in told
    assert "Sur ce point, rien n’a été transmis à l’occupant." in told
    assert (NADIA, "T-08") not in who_got_what(letters)
    assert visits_now(house, order.number) == []


@pytest.mark.feature("S2-11", "S2-12")
def test_a_saturday_is_for_the_occupant_to_allow_and_a_slot_too_near_cannot_be_chosen(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    letters = says(
        house, order.number, "samedi 28 novembre à 10h, vendredi 25 décembre à 9h ou cet après-midi de 14h à 16h"
    )
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "1) aujourd’hui, samedi 21 novembre, 14 h – 16 h" in told
    assert "2) samedi 28 novembre, 10 h – 12 h — un samedi : personne ne peut vous l’imposer" in told
    assert "3) vendredi 25 décembre, 9 h – 11 h — un jour férié" in told
    house.clock.forward(hours=3)
    letters = answers(house, NADIA, "le 1")
    late = text_of(letter_to(letters, NADIA, "X-14"))
    assert "nous n’avons pas pu retenir ce créneau : ce créneau est passé ou trop proche" in late
    assert "choisir un autre créneau" in late
    assert order_now(house, order.number).state is MissionState.SLOTS_PROPOSED
    assert (DURAND, "P-06") in who_got_what(answers(house, NADIA, "le 2"))


@pytest.mark.feature("S2-09")
def test_a_manager_reads_that_the_mission_was_taken_and_which_times_were_understood(sqlite_house: LivingHouse) -> None:
    order, _ = ordered(sqlite_house)
    letters = says(sqlite_house, order.number, "Je prends. Mardi 24 entre 9h et 11h. Il me faudra une grande échelle.")
    understood = text_of(letter_to(letters, SOPHIE, "G-02")).partition("Lu comme : ")[2]
    assert understood.startswith("mission acceptée ; propose mardi 24 novembre, de 9 h à 11 h. ")


@pytest.mark.feature("S2-09")
@pytest.mark.parametrize(
    ("words", "says_more"),
    [
        ("C'est bon, je prends. Je peux passer mardi 24 vers 9h, ou jeudi aprem.\nCordialement, Patrick Durand", False),
        ("Sure, happy to do it. Tuesday the 24th at 9 or Thursday afternoon.", False),
        ("Je prends. Mardi 24 à 9h, ou jeudi aprem, mais pas vendredi.", True),
        ("Ok, mardi 24 à 9h ou jeudi aprem, avec une échelle.", True),
    ],
)
def test_a_yes_with_times_is_told_once_and_whatever_it_says_beside_them_is_told_too(
    sqlite_house: LivingHouse, words: str, says_more: bool
) -> None:
    order, _ = ordered(sqlite_house)
    told = {(NADIA, "T-08"), (YANIS, "T-08")}
    beside = {(NADIA, "T-04"), (YANIS, "T-04"), (SOPHIE, "G-02")} if says_more else set()
    assert who_got_what(says(sqlite_house, order.number, words)) == told | beside


@pytest.mark.feature("S2-05", "S2-10")
@pytest.mark.parametrize("told_before", [True, False])
def test_times_that_a_home_has_given_are_not_asked_for_again(sqlite_house: LivingHouse, told_before: bool) -> None:
    if told_before:
        answers(sqlite_house, NADIA, "Je suis là mardi après-midi ou jeudi avant 10h.")
    _, letters = ordered(sqlite_house)
    asks = [
        ("dites-nous déjà vos disponibilités" in text_of(letter_to(letters, who, "T-06"))) for who in (NADIA, YANIS)
    ]
    known = [("inutile de les redonner" in text_of(letter_to(letters, who, "T-06"))) for who in (NADIA, YANIS)]
    assert (asks, known) == ([not told_before] * 2, [told_before] * 2)
    assert ("mardi 24 novembre, 14 h – 18 h" in text_of(letter_to(letters, DURAND, "P-02"))) == told_before


@pytest.mark.feature("S2-12", "GAP-20")
def test_the_first_clear_choice_stands_and_the_other_occupant_is_told(house: LivingHouse) -> None:
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    assert who_got_what(answers(house, NADIA, "ok")) >= {(NADIA, "T-03")}
    assert order_now(house, order.number).state is MissionState.SLOTS_PROPOSED
    answers(house, YANIS, "mardi 9h")
    letters = answers(house, NADIA, "le 2")
    late = text_of(letter_to(letters, NADIA, "X-14"))
    assert "un autre créneau est déjà choisi (mardi 24 novembre, 9 h – 11 h)" in late
    assert "Yanis" not in late
    assert (DURAND, "P-06") not in who_got_what(letters)
    # Whoever chose may think again until the company has planned it.
    letters = answers(house, YANIS, "En fait plutôt le 2")
    assert "jeudi 26 novembre, 14 h – 18 h" in text_of(letter_to(letters, DURAND, "P-06"))
    assert not {"T-03", "X-14", "P-06"} & {code for _, code in who_got_what(answers(house, YANIS, "ok merci"))}
    says(house, order.number, "ok")
    [visit] = visits_now(house, order.number)
    assert visit.state is VisitState.PLANNED
    assert visit.starts_at is not None
    assert visit.starts_at.hour == 13  # in UTC


@pytest.mark.feature("S2-12", "S1-17")
def test_which_of_the_times_is_asked_with_the_times_and_their_buttons(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    asked = letter_to(answers(house, NADIA, "ok"), NADIA, "T-03")
    said = text_of(asked)
    assert "quel créneau choisissez-vous ?" in said
    assert "1) mardi 24 novembre, 9 h – 11 h" in said
    assert "2) jeudi 26 novembre, 14 h – 18 h" in said
    assert "→ Aucun ne me convient" in said
    assert len({address for address in asked.mail.html.split('"') if "/p/" in address}) >= 4


@pytest.mark.feature("S2-12", "S1-17")
def test_the_one_time_that_is_offered_is_asked_about_by_its_name(sqlite_house: LivingHouse) -> None:
    order, _ = ordered(sqlite_house)
    says(sqlite_house, order.number, "mardi 24 de 14h à 16h")
    asked = text_of(letter_to(answers(sqlite_house, NADIA, "le 3"), NADIA, "T-03"))
    assert "Ce créneau vous convient-il : mardi 24 novembre, 14 h – 16 h ?" in asked
    assert asked.lower().count("convient-il") == 1  # asked once, by its name
    assert "→ Il ne me convient pas" in asked
    assert "quel créneau" not in asked
    assert "prochaine étape : choix d’un créneau (vous)" in asked


@pytest.mark.feature("GAP-03", "S2-10")
def test_nothing_suits_twice_and_a_manager_takes_over(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    letters = answers(house, NADIA, "Aucun, plutôt vendredi matin. Je travaille à l'hôpital.")
    told = text_of(letter_to(letters, NADIA, "T-09"))
    assert "aucun de ces créneaux ne vous convient, et vous préféreriez vendredi 27 novembre" in told
    wanted = text_of(letter_to(letters, DURAND, "P-09"))
    assert "Ce qui lui conviendrait : vendredi 27 novembre, de 8 h à 12 h." in wanted
    assert "hôpital" not in wanted
    assert "hôpital" not in " ".join(text_of(each) for each in letters if each.recipient == DURAND)
    assert order_now(house, order.number).state is MissionState.ACCEPTED
    letters = says(house, order.number, "lundi 30 novembre à 9h ou mardi 1er décembre à 9h")
    assert (NADIA, "T-08") in who_got_what(letters)
    letters = answers(house, YANIS, "aucun")
    assert {(YANIS, "T-09"), (DURAND, "P-09"), (SOPHIE, "G-18")} <= who_got_what(letters)
    over = text_of(letter_to(letters, SOPHIE, "G-18"))
    assert "Plomberie Durand a proposé 2 créneaux" in over
    assert "c’est la deuxième fois que rien ne convient" in over
    [visit] = visits_now(house, order.number)
    assert (visit.number, visit.round, visit.state) == (1, 2, VisitState.TO_PROPOSE)


@pytest.mark.feature("S2-14")
def test_an_agency_may_let_a_choice_plan_itself(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    change_rules(house, provider_plans=False, phone_after_planning=False)
    says(house, order.number, TWO_SLOTS)
    letters = answers(house, NADIA, "le 1")
    assert who_got_what(letters) == {(NADIA, "T-10"), (YANIS, "T-10"), (DURAND, "P-07"), (SOPHIE, "G-09")}
    planned = text_of(letter_to(letters, DURAND, "P-07"))
    assert "45B12" in planned
    assert "06 39 98 10 12" not in planned
    assert order_now(house, order.number).state is MissionState.PLANNED
    # The company that answers all the same plans nothing twice.
    assert says(house, order.number, "ok") == []


@pytest.mark.feature("S2-09", "S2-12", "S2-14", "S1-17")
def test_a_manager_arranges_it_in_the_place_of_both(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    ordered(house)
    letters = instructs(house, "Durand peut passer mardi 24 entre 9h et 11h ou jeudi 26 à 14h")
    assert {(NADIA, "T-08"), (YANIS, "T-08")} <= who_got_what(letters)
    letters = instructs(house, "La locataire prend le 2")
    assert {(NADIA, "T-09"), (DURAND, "P-06")} <= who_got_what(letters)
    assert "Un créneau a été choisi" in text_of(letter_to(letters, NADIA, "T-09"))
    letters = instructs(house, "Durand confirme jeudi")
    assert {(NADIA, "T-10"), (DURAND, "P-07")} <= who_got_what(letters)
    acts = {kind: role for kind, role in acted(house) if kind in ARRANGED}
    assert acts == dict.fromkeys(ARRANGED, Role.MANAGER)


@pytest.mark.feature("S2-19", "S2-20", "S2-21", "S2-06")
def test_slots_before_the_quote_is_approved_are_kept_and_the_second_visit_goes_the_same_way(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "le 1")
    says(house, order.number, "ok")
    after_first_visit(house, order.number, MissionState.QUOTE_SUBMITTED)
    letters = says(house, order.number, "Je peux revenir jeudi 3 décembre à 9h")
    kept = text_of(letter_to(letters, DURAND, "X-14"))
    assert "le devis n’est pas encore validé" in kept
    assert "nous proposerons ces créneaux à l’occupant dès que le devis sera validé" in kept
    assert (NADIA, "T-08") not in who_got_what(letters)
    letters = approved(house, order.number)
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "Plomberie Durand peut passer pour réaliser les travaux" in told
    assert "1) jeudi 3 décembre, 9 h – 11 h" in told
    answers(house, NADIA, "oui")
    letters = says(house, order.number, "ok")
    assert "(RDV n° 2)" in text_of(letter_to(letters, NADIA, "T-10"))
    assert "(RDV n° 2)" in text_of(letter_to(letters, DURAND, "P-07"))
    assert [(each.number, each.state) for each in visits_now(house, order.number)] == [
        (1, VisitState.HONOURED),
        (2, VisitState.PLANNED),
    ]


@pytest.mark.feature("S2-13", "S1-17")
def test_a_visit_before_a_quote_is_arranged_in_the_same_way(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = a_request(house, ref="SIG-1042")
    letters = quote_answers(house, number, "Je peux passer voir mardi 24 entre 9h et 11h.")
    assert {(NADIA, "T-08"), (YANIS, "T-08")} <= who_got_what(letters)
    assert "peut passer pour constater" in text_of(letter_to(letters, NADIA, "T-08"))
    letters = answers(house, NADIA, "oui")
    to_plan = letter_to(letters, DURAND, "P-06")
    assert "Lilas" not in text_of(to_plan)
    letters = quote_answers(house, number, "ok")
    planned = text_of(letter_to(letters, DURAND, "P-07"))
    assert "12 rue des Lilas" in planned
    assert "répondez à ce message avec votre devis" in planned
    assert (NADIA, "T-10") in who_got_what(letters)
    assert quote_of(house, number).state is QuoteState.VISIT_PLANNED
