"""Quotes put right by hand, and what must not slip through: a price nobody saw, a hidden quote, a closed report."""

import time
from decimal import Decimal

import pytest

from mailbot.threads.pages import Page
from mailbot.vocabulary import QuoteSight, QuoteState
from mailbot.workflow.withholding import withheld
from tests import answering
from tests.answering import a_request
from tests.deciding import PATRICK, ask_bernard, desk, last_ask, leak_with_quotes, quote_of
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import said


@pytest.mark.feature("S1-31", "S1-54")
def test_a_manager_corrects_figures_beside_their_fields(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    sophie = desk(house, loop)
    report = said(sophie.visitor.get(sophie.link(Page.REPORT)))
    assert "reçu, à décider · 528,00 € TTC" in report
    assert "Tous les devis, côte à côte" in report
    for incl, excl, words in (
        ("", "", "Indiquez le montant TTC"), ("0", "", "plus de 0 €"), ("-5", "", "plus de 0 €"),
        ("1000000000", "", "moins de 10 millions"), ("abc", "", "Écrivez un montant"), ("100", "101", "ne peut pas"),
    ):  # fmt: skip
        page = sophie.press(Page.QUOTE, quote, "correct", incl_tax=incl, excl_tax=excl)
        assert (page.status_code, words in said(page)) == (422, True), words
        assert 'aria-describedby="wrong-' in page.text
    letters = sophie.pressed(Page.QUOTE, quote, "correct", incl_tax="1 250,50", excl_tax="", vat_rate="10")
    assert (PATRICK, "P-11") in who_got_what(letters)
    assert NADIA not in {who for who, _ in who_got_what(letters)}
    assert quote_of(house, quote).amount_incl_tax == Decimal("1250.50")


@pytest.mark.feature("S1-31")
def test_one_of_several_options_is_picked(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    number = a_request(house)
    answering.answers(house, number, "Voici nos devis. Option A : 320 € TTC. Option B : 528 € TTC.")
    quote = answering.quote_of(house, number).id
    sophie = desk(house, loop)
    page = sophie.press(Page.QUOTE, quote, "pick")
    assert page.status_code == 422
    # What comes first is the choice, and not three lines that say that nothing was read.
    assert page.text.index("Retenir cette option") < min(map(page.text.index, ("Écrire à", "Corriger les chiffres")))
    assert "TTC</dt>" not in page.text
    sophie.pressed(Page.QUOTE, quote, "pick", option="2")
    assert quote_of(house, quote).amount_incl_tax == Decimal("528.00")


def test_nobody_engages_a_price_that_was_not_on_the_page(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    page = desk(house, loop).press(Page.QUOTE, quote, "approve", price="480.00")
    assert (page.status_code, "Le prix a changé" in said(page)) == (422, True)
    assert quote_of(house, quote).state is QuoteState.RECEIVED


def test_a_closed_report_drops_its_quotes_and_asks_nobody_more(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    durand, azur = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    ask_bernard(house, loop, durand)
    letters = desk(house, loop).pressed(Page.CLOSE, None, "", reason="repaired")
    assert PATRICK not in {who for who, _ in who_got_what(letters)}
    assert {quote_of(house, each).state for each in (durand, azur)} == {QuoteState.DROPPED}
    assert last_ask(house).closed_at is not None
    before = len(house.boxes)
    house.clock.forward(hours=30)
    house.strike()
    assert not {"B-03", "G-08"} & {code for _, code in who_got_what(list(house.boxes)[before:])}


@pytest.mark.feature("S1-53")
def test_a_quote_for_the_landlord_alone_is_nobody_s_at_home(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    number = a_request(house, sight=QuoteSight.LANDLORD)
    letters = answering.answers(house, number, "Bonjour, le joint est à changer. Devis : 528 € TTC.")
    assert who_got_what(letters) == {(SOPHIE, "G-06"), (PATRICK, "P-11")}
    assert "par l’occupant" not in text_of(letter_to(letters, PATRICK, "P-11"))


def test_a_company_that_declines_ends_the_question_to_the_landlord(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    answering.answers(house, quote_of(house, quote).number, "Nous ne pouvons pas donner suite à votre demande.")
    assert quote_of(house, quote).state is QuoteState.DECLINED
    assert last_ask(house).closed_at is not None


def test_a_word_without_an_end_takes_no_time() -> None:
    began = time.process_time()
    for sign in ("1", ".", "a"):
        assert sign * 50 not in withheld(sign * 40_000, "fr")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "words",
    ["Comptez quatre cents.", "Six cent vingt TTC", "Le prix :\n480", "FR76.3000.4000.0312.3456.7890.143",
     "le code est le 45 12", "4512# à l’entrée", "528 tout compris", "480 pour le siphon et le joint, TTC."],
)  # fmt: skip
def test_what_was_written_round_the_table_is_withheld_too(words: str) -> None:
    assert not any(each in withheld(words, "fr") for each in ("480", "528", "cent", "45", "FR76"))
