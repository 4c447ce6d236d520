"""The pages about quotes: who sees them, what each button does, and what must be put right beside its field."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from mailbot.model import Comment
from mailbot.threads.pages import Page
from mailbot.vocabulary import QuoteState, ThreadKind
from tests.deciding import ADVICE, PATRICK, ask_bernard, desk, form_on, last_ask, leak_with_quotes, quote_of
from tests.living import BERNARD, NADIA, SOPHIE, LivingHouse, Loop, letter_to, who_got_what
from tests.web.conftest import BASE, case_link, counts, said
from tests.web.test_in_a_browser import chromium as chromium
from tests.web.test_in_a_browser import open_web as open_web
from tests.web.test_in_a_browser import tab
from tests.web.test_money_buttons import link_in

TARGETS = "[...document.querySelectorAll('.press, .choice, textarea, input[type=date]')]"


@pytest.mark.feature("S1-54", "S1-31")
def test_the_quotes_of_a_report_stand_side_by_side_for_managers_alone(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    durand, azur = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    sophie = desk(house, loop)
    before = counts(house)
    page = said(sophie.visitor.get(sophie.link(Page.QUOTES)))
    for words in ("Plomberie Durand", "528,00 € TTC", "480,00 € HT", "10 %", "devis-durand.pdf", "reçu, à décider"):
        assert words in page, words
    assert "Voir le signalement initial" in page
    assert "490,00 € TTC" in page
    one = said(sophie.visitor.get(sophie.link(Page.QUOTE, durand)))
    assert "490,00" not in one
    assert "Valider le devis" in one
    assert "Plafond du mandat : 150,00 € TTC" in one
    assert "Ce montant dépasse le plafond du mandat (150,00 € TTC), et le bailleur n’a pas donné son accord" in one
    for who in (NADIA, BERNARD, PATRICK):
        other = desk(house, loop, who, proven=False)
        if who == BERNARD:
            ask_bernard(house, loop, azur)
            before = counts(house)
        for number in (None, durand):
            link = other.link(Page.QUOTES if number is None else Page.QUOTE, number, kind=ThreadKind.REPORT)
            assert other.visitor.get(link).status_code == 404, who
    assert counts(house) == before


@pytest.mark.feature("GAP-06")
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    durand, azur = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    sophie = desk(house, loop)
    page = sophie.press(Page.QUOTES, None, "ask", advice=ADVICE, answer_by="2020-01-01", quote_1="yes")
    assert page.status_code == 422
    assert "Choisissez un jour à venir" in said(page)
    assert ADVICE in page.text
    assert 'aria-describedby="ask-by-wrong"' in page.text
    for fields, words in (
        ({"advice": "", "answer_by": "2026-12-01"}, "Écrivez votre avis en une phrase"),
        ({"advice": "#bailleur oui", "answer_by": "2026-12-01"}, "est une consigne pour nous"),
    ):
        page = sophie.press(Page.QUOTE, durand, "ask", **fields)
        assert (page.status_code, words in said(page)) == (422, True), words
    for act, words in (("more", "Écrivez d’abord votre message"), ("refuse", "Écrivez le motif")):
        page = sophie.press(Page.QUOTE, azur, act)
        assert (page.status_code, words in said(page)) == (422, True), act
    assert sophie.press(Page.QUOTE, azur, "nonsense").status_code == 422
    assert {quote_of(house, number).state for number in (durand, azur)} == {QuoteState.RECEIVED}


@pytest.mark.feature("GAP-06", "S1-92")
def test_a_landlord_decides_on_his_page_and_comes_back_to_it(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    ask, bernard = last_ask(house).id, desk(house, loop, BERNARD)
    before = counts(house)
    shown = said(bernard.visitor.get(bernard.link(Page.DECIDE, ask)))
    assert counts(house) == before
    for words in ("Plomberie Durand", "528,00 € TTC", ADVICE, "devis-durand.pdf", "Je donne mon accord", "Je refuse"):
        assert words in shown, words
    assert "Belkacem" not in shown
    assert bernard.press(Page.DECIDE, ask, "question").status_code == 422

    asked = bernard.press(Page.DECIDE, ask, "question", words="Et la garantie ?")
    assert "Votre réponse est notée" in said(asked)
    assert "question. Rien n’est engagé." in said(asked)
    done = bernard.press(Page.DECIDE, ask, "yes")
    assert "jusque-là, vous pouvez revenir en arrière" in said(done)
    again = bernard.visitor.get(bernard.link(Page.DECIDE, ask))
    assert "Vous avez donné votre accord le" in said(again)
    assert "Je donne mon accord" not in said(again)
    undone = bernard.visitor.post(bernard.link(Page.DECIDE, ask), form=form_on(again), act="undo")
    assert "retrait de votre accord. Rien n’est engagé." in said(undone)
    assert "Je donne mon accord" in said(undone)

    bernard.press(Page.DECIDE, ask, "yes")
    house.clock.forward(minutes=15)
    house.strike()
    told = bernard.visitor.get(bernard.link(Page.DECIDE, ask))
    assert "L’entreprise est prévenue" in said(told)
    assert "revenir en arrière" not in said(told)
    late = bernard.visitor.post(bernard.link(Page.DECIDE, ask), form="0" * 32, act="undo")
    assert quote_of(house, quote).state is QuoteState.APPROVED
    assert "L’entreprise est prévenue" in said(late)
    for who in (NADIA, SOPHIE):
        assert desk(house, loop, who).visitor.get(desk(house, loop, who).link(Page.DECIDE, ask)).status_code == 404
    with house.world.database.looking() as session:
        assert session.query(Comment).filter_by(text="Et la garantie ?").one().channel == "private"


@pytest.mark.feature("GAP-06")
def test_a_yes_in_an_unproven_browser_waits_for_the_address_on_file(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    bernard = desk(house, loop, BERNARD, proven=False)

    letters = bernard.pressed(Page.DECIDE, last_ask(house).id, "yes")

    assert who_got_what(letters) == {(BERNARD, "X-16")}
    assert quote_of(house, quote).leaves_at is None
    link = link_in(letter_to(letters, BERNARD, "X-16"))
    page = bernard.visitor.get(link)
    assert "Donner votre accord pour le devis DEV-2026-0092 de Plomberie Durand, 528,00 € TTC" in said(page)
    done = bernard.visitor.post(link, form=form_on(page), act="confirm")
    assert "jusque-là, vous pouvez revenir en arrière" in said(done)
    assert quote_of(house, quote).leaves_at is not None

    karim = desk(house, loop, SOPHIE, proven=False)
    letters = karim.pressed(Page.QUOTE, quote, "approve")
    assert (SOPHIE, "X-16") in who_got_what(letters)
    assert quote_of(house, quote).state is QuoteState.WITH_LANDLORD
    page = karim.visitor.get(link_in(letter_to(letters, SOPHIE, "X-16")))
    assert "Valider le devis DEV-2026-0092 de Plomberie Durand" in said(page)


def test_the_other_quotes_are_offered_to_be_closed(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    durand, azur = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    page = desk(house, loop).press(Page.QUOTE, durand, "approve")
    assert "Le devis est validé" in said(page)
    assert "Serrurerie Azur" in said(page)
    assert quote_of(house, azur).state is QuoteState.RECEIVED


@pytest.mark.parametrize("page", [Page.QUOTE, Page.DECIDE])
def test_a_link_that_names_nothing_opens_nothing(sqlite_house: LivingHouse, loop: Loop, page: Page) -> None:
    leak_with_quotes(sqlite_house)
    sophie = desk(sqlite_house, loop)
    for with_ in ("", "zzzz", "é"):
        assert sophie.visitor.get(case_link(sqlite_house, page, SOPHIE, with_=with_)).status_code == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_fit_a_small_telephone_and_every_field_has_its_name(
    open_web: tuple[LivingHouse, str], chromium: Browser, loop: Loop, scheme: Any
) -> None:
    house, base = open_web
    durand, _ = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    sophie = desk(house, loop)
    page = tab(chromium, viewport={"width": 320, "height": 640}, color_scheme=scheme, java_script_enabled=True)
    links = [sophie.link(Page.QUOTES), sophie.link(Page.QUOTE, durand)]
    ask_bernard(house, loop, durand)
    links += [desk(house, loop, BERNARD).link(Page.DECIDE, last_ask(house).id), sophie.link(Page.QUOTE, durand)]
    for link in links:
        page.goto(link.replace(BASE, base))
        assert page.evaluate("document.documentElement.scrollWidth") == 320, link
        small = page.evaluate(f"{TARGETS}.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)")
        assert small == [], link
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        for field in page.query_selector_all("textarea, input:not([type=hidden])"):
            assert field.evaluate("e => e.labels.length > 0"), link
