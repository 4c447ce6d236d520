"""A company says no to a mission on its page: before its answer, or after a yes (S2-04, GAP-01, GAP-24)."""

import pytest

from mailbot.threads.pages import Page
from mailbot.vocabulary import MissionState
from tests.living import NADIA, SOPHIE, YANIS, letter_to, text_of, who_got_what
from tests.ordering import order_now, ordered
from tests.visiting import TWO_SLOTS, answers, says
from tests.web.conftest import Visitor, form_of, said
from tests.web.test_slot_pages import company_link

WHY = "Fuite hors de ma zone, mon apprenti est malade."


@pytest.mark.feature("S2-04", "GAP-01")
def test_a_company_is_not_available(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    link = company_link(house, Page.MISSION)
    page = visitor.get(link)
    assert "Je ne suis pas disponible" in said(page)
    assert "Pour l’agence seule" in said(page)
    form, seen = form_of(page), len(house.boxes)
    assert "C’est noté : vous n’êtes pas disponible" in said(visitor.post(link, form=form, act="refuse", words=WHY))
    assert "C’était déjà fait" in said(visitor.post(link, form=form, act="refuse", words=WHY))
    house.settle()
    letters = list(house.boxes)[seen:]
    assert who_got_what(letters) == {(SOPHIE, "G-05")}
    assert WHY in text_of(letter_to(letters, SOPHIE, "G-05"))
    assert order_now(house, order.number).state is MissionState.REFUSED
    after = said(visitor.get(link))
    assert "refusée" in after
    for gone in ("Je ne suis pas disponible", "Je ne peux plus", "Belkacem"):
        assert gone not in after, gone


@pytest.mark.feature("S2-04", "GAP-24")
def test_a_company_gives_a_planned_mission_back(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    link = company_link(house, Page.MISSION)
    early = form_of(visitor.get(link))
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "le 1")
    says(house, order.number, "ok")
    late = visitor.post(link, form=early, act="refuse", words=WHY)
    assert late.status_code in (409, 422)
    assert "la situation a changé" in said(late)
    assert WHY in said(late)

    page = visitor.get(link)
    assert "Je ne peux plus" in said(page)
    seen = len(house.boxes)
    assert "C’est noté : vous ne pouvez plus" in said(
        visitor.post(link, form=form_of(page), act="give_back", words=WHY)
    )
    house.settle()
    letters = list(house.boxes)[seen:]
    assert (SOPHIE, "G-05") in who_got_what(letters)
    assert WHY in text_of(letter_to(letters, SOPHIE, "G-05"))
    for who in (NADIA, YANIS):
        assert WHY not in text_of(letter_to(letters, who, "T-12")), who
    assert order_now(house, order.number).state is MissionState.WITHDRAWN
