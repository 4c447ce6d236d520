"""The dashboard: every figure leads on to what it counts, and nobody but a manager gets there."""

import re

import pytest
from lxml import etree

from mailbot.model import Dwelling, Person
from mailbot.threads.pages import Page
from mailbot.vocabulary import QuoteState
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, LivingHouse
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_dashboard import ask_quotes, give_karim
from tests.stories.test_digests import KARIM
from tests.stories.test_landlords import hannah_reports
from tests.web.conftest import BASE, Visitor, counts, own_link, said


def lived(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    hannah_reports(house)
    ask_quotes(house, "SIG-1042", QuoteState.SENT, QuoteState.WITH_LANDLORD, QuoteState.APPROVED)


def links_in(text: str) -> list[str]:
    return [url.replace("&amp;", "&") for url in re.findall(r'href="(https://pages[^"]+)"', text)]


@pytest.mark.feature("S1-28", "S1-29", "S1-30", "S1-31", "S1-83", "S1-36")
def test_the_whole_portfolio_stands_on_one_page_and_every_figure_leads_on(visitor: Visitor) -> None:
    lived(visitor.house)
    before = counts(visitor.house)
    page = visitor.get(own_link(visitor.house, Page.DASHBOARD, SOPHIE))
    text = said(page)
    assert page.status_code == 200
    assert "Mon parc 10 lots" in text
    assert "Toute l’agence" not in text  # they do not differ
    assert "Signalements 8 À traiter 2 En cours 4 Clôturés 2" in text
    assert "Devis 3 À traiter 1 En cours 1 Clôturés 1" in text
    assert "À décider 2" in text
    assert "Privé · Chaudière" in text
    assert "T2 Lilas 3e gauche 3 fois plomberie" in text
    assert "5 entreprises enregistrées, dont 3 favorites. 2 ont une demande ouverte." in text
    assert "12 rue des Lilas, Lyon T2 Lilas 3e gauche 1 à traiter · 1 en cours · 1 clôturé" in text
    assert "Clôture 16 jours 16 jours 2 cas" in text
    links = links_in(page.text)
    assert len(links) > 20
    for url in dict.fromkeys(links):
        assert visitor.get(url.removeprefix(BASE)).status_code == 200
    [todo] = re.findall(r'<dt>À traiter</dt><dd><a href="([^"]+status=todo)">2<', page.text)
    assert "2 signalements" in said(visitor.get(todo))
    assert counts(visitor.house) == before


@pytest.mark.feature("S1-28", "S1-29")
def test_own_homes_and_the_whole_agency_stand_apart_where_they_differ(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    give_karim(house, "L-B04")
    text = said(sqlite_visitor.get(own_link(house, Page.DASHBOARD, KARIM)))
    assert "Mon parc 1 lot Signalements 2 À traiter 0 En cours 1 Clôturés 1" in text
    assert "Toute l’agence 10 lots Signalements 6" in text
    with house.world.database.transaction() as session:
        session.query(Dwelling).update({Dwelling.manager_id: None})
        session.query(Person).filter_by(key="karim").one().language = "en"
    text = said(sqlite_visitor.get(own_link(house, Page.DASHBOARD, KARIM)))
    assert "My portfolio" not in text
    assert "The whole agency 10 homes Reports 6" in text


@pytest.mark.feature("S1-28")
def test_the_charts_are_pictures_with_their_figures_in_words(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    lived(house)
    url = own_link(house, Page.DASHBOARD, SOPHIE)
    shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', sqlite_visitor.get(url).text)
    assert [path.rpartition("/")[2] for path, _ in shown] == ["statuses", "ages", "months", "categories"]
    for path, words in shown:
        assert re.search(r"\d", words)
        answer = sqlite_visitor.get(path)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert etree.fromstring(answer.content).get("width") == "300"
    policy = sqlite_visitor.get(f"{url}/chart/statuses").headers["content-security-policy"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy, "its colours for the dark are within it"
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert sqlite_visitor.get(f"{url}/chart/nothing").status_code == 404
    assert sqlite_visitor.get(f"{own_link(house, Page.CASES, SOPHIE)}/chart/statuses").status_code == 404


@pytest.mark.parametrize("page", [Page.DASHBOARD, Page.HISTORY])
def test_nobody_but_a_manager_gets_there(sqlite_visitor: Visitor, page: Page) -> None:
    for who in (NADIA, BERNARD):
        url = own_link(sqlite_visitor.house, page, who)
        assert sqlite_visitor.get(url).status_code == 404
        assert sqlite_visitor.get(f"{url}/export").status_code == 404
        assert sqlite_visitor.get(f"{url}/chart/statuses").status_code == 404
