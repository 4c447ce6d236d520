"""A company says no and names a later day: a manager waits for it, and nobody at home learns of the no (G-05)."""

from dataclasses import replace
from datetime import date

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.inbound.absence_dates import free_from
from mailbot.inbound.reading.lines import fold
from mailbot.threads.pages import Page
from mailbot.vocabulary import MissionState
from tests.deciding import Desk, desk
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered
from tests.working import company_says

LATER = "Complet en ce moment, je ne peux pas avant le lundi 7 décembre. Canari 4471."


def refused(house: LivingHouse, words: str = LATER) -> tuple[str, int, Delivered]:
    """Durand says no to the mission: its number, its row, and Sophie's letter."""
    order, _ = ordered(house)
    letters = company_says(house, order.number, words)
    assert who_got_what(letters) == {(SOPHIE, "G-05")}
    return order.number, order.id, letter_to(letters, SOPHIE, "G-05")


def at_leak(house: LivingHouse, loop: Loop) -> Desk:
    """Sophie's browser, before the report of the mission."""
    return replace(desk(house, loop), ref="SIG-1042")


@pytest.mark.feature("GAP-01")
def test_the_day_is_taken_and_the_company_is_asked_for_its_slots(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number, row, told = refused(house)
    assert "Attendre la date proposée (lundi 7 décembre)" in text_of(told)
    sophie = at_leak(house, loop)
    assert sophie.press(Page.ORDER, row, "wait", words=" ").status_code == 422

    letters = sophie.pressed(Page.ORDER, row, "wait", words="Bonjour, nous vous attendons le 7 décembre.")

    assert who_got_what(letters) == {(DURAND, "P-20")}
    assert "nous vous attendons le 7 décembre" in text_of(letter_to(letters, DURAND, "P-20"))
    assert order_now(house, number).state is MissionState.ACCEPTED
    again = sophie.visitor.post(sophie.link(Page.ORDER, row), form="0" * 32, act="wait", words="Encore.")
    assert "Entre-temps, la situation a changé" in again.text
    house.clock.forward(days=3)
    assert "T-25" not in {code for _, code in who_got_what(house.strike())}
    slots = company_says(house, number, "lundi 7 décembre de 9h à 11h")
    assert {(NADIA, "T-08"), (YANIS, "T-08")} <= who_got_what(slots)
    for each in house.boxes:
        assert each.recipient in (SOPHIE, DURAND) or "4471" not in each.mail.text


@pytest.mark.feature("GAP-01")
def test_without_a_day_or_once_the_home_knows_there_is_nothing_to_wait_for(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    number, row, _ = refused(house)
    house.clock.forward(days=3)
    assert {(NADIA, "T-25"), (YANIS, "T-25")} <= who_got_what(house.strike())
    sophie = at_leak(house, loop)
    assert "Attendre la date proposée" not in sophie.visitor.get(sophie.link(Page.ORDER, row)).text
    late = sophie.visitor.post(sophie.link(Page.ORDER, row), form="1" * 32, act="wait", words="Encore.")
    assert "Entre-temps, la situation a changé" in late.text
    assert order_now(house, number).state is MissionState.REFUSED


@pytest.mark.feature("GAP-01")
def test_once_another_company_was_sent_the_first_is_waited_for_no_more_though_that_one_says_no_too(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    number, row, _ = refused(house)
    second, _ = ordered(house, "petit", replaces=order_now(house, number))
    [petit] = {each.recipient for each in house.boxes if second.number in each.mail.text} - {SOPHIE, NADIA, YANIS}
    company_says(house, second.number, "Complet, désolé.", sender=petit)
    assert order_now(house, second.number).state is MissionState.REFUSED
    sophie = at_leak(house, loop)
    assert "Attendre la date proposée" not in sophie.visitor.get(sophie.link(Page.ORDER, row)).text
    late = sophie.visitor.post(sophie.link(Page.ORDER, row), form="1" * 32, act="wait", words="Encore.")
    assert "Entre-temps, la situation a changé" in late.text
    assert order_now(house, number).state is MissionState.REFUSED


@pytest.mark.feature("GAP-01")
def test_which_day_a_no_names() -> None:
    sent = date(2026, 11, 23)
    for words, day in {
        "Je ne suis pas disponible avant le 8 décembre.": date(2026, 12, 8),
        "Pas dispo avant janvier, voyez un confrère.": None,
        "Je pourrais à partir du 10 décembre si vous voulez.": date(2026, 12, 10),
        "Non désolé, seulement le mardi 8 décembre.": date(2026, 12, 8),
        "Complet jusqu’au 15 décembre.": date(2026, 12, 16),
        "Désolé, je ne peux pas. Voyez un confrère.": None,
        "I can't take it before 8 December, not before 9 December.": date(2026, 12, 9),
        "Indisponible du 24 au 30 novembre.": date(2026, 12, 1),
        "Je ne peux pas le 24 novembre.": None,
        "Je ne peux pas, voyez mon mail du 20 novembre.": None,
        "Pas avant le 31 novembre.": None,
        # From when it is away is not from when it comes.
        "Nous sommes fermés à partir du 7 décembre.": None,
        "Je pars en congé dès le 30 novembre, désolé.": None,
        "Je ne prends plus rien à partir du lundi 7 décembre.": None,
        "Absent à partir du 30 novembre, de retour le 14 décembre.": date(2026, 12, 14),
        "We are unavailable from 7 December.": None,
        "We are closed from 7 December to 11 December.": date(2026, 12, 12),
        "As of 1 December we no longer work in Lyon.": None,
        "En congés jusqu’au 4 décembre, disponible à partir du 9 décembre.": date(2026, 12, 9),
        "Not possible until 7 December.": date(2026, 12, 7),
        "Au plus tôt à partir du 7 décembre.": date(2026, 12, 7),
        "Nos tarifs changent à partir du 1er décembre, je passe mon tour.": None,
        "I am away this week but could come from 7 December.": date(2026, 12, 7),
        "Je suis en congés, je pourrai passer à partir du 7 décembre.": date(2026, 12, 7),
    }.items():
        assert free_from(fold(words), sent) == day, words
