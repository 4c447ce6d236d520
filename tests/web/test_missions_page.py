"""A company's one place: what waits for its answer first, then what is under way, then what is over (S2-01)."""

import re

import pytest

from mailbot.model import Provider
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import MissionState, QuoteState, Urgency
from mailbot.workflow.quotes import move_quote
from tests.answering import a_request, quote_row
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, text_of
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, counts, form_of, own_link, said

PETIT = "contact@elec-petit.example"


def becomes(house: LivingHouse, order: WorkOrder, state: MissionState) -> None:
    with house.world.database.transaction() as session:
        session.get_one(WorkOrder, order.id).state = state


@pytest.mark.feature("S2-01", "S2-02", "S2-03")
def test_a_company_sees_all_its_missions_and_nothing_of_others(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    new, letters = ordered(house, motif="évier bouché")
    planned, _ = ordered(house, motif="robinet grippé", urgency=Urgency.NORMAL)
    over, _ = ordered(house, motif="joint à refaire", urgency=Urgency.NORMAL)
    theirs, _ = ordered(house, "petit", motif="prise arrachée")
    number = a_request(house)
    becomes(house, planned, MissionState.ACCEPTED)
    becomes(house, over, MissionState.COMPLETE)
    with house.world.database.transaction() as session:
        # A company does not learn that a landlord is asked.
        quote = quote_row(session, number)
        move_quote(quote, QuoteState.RECEIVED, now=house.clock())
        move_quote(quote, QuoteState.WITH_LANDLORD, now=house.clock())

    told = text_of(letter_to(letters, DURAND, "P-02"))
    [url] = re.findall(r"Voir mes missions <(https://[^>]+)>", told)
    before = counts(house)
    page = sqlite_visitor.get(url)

    assert page.status_code == 200
    assert counts(house) == before
    tables = [" ".join(part.split()) for part in re.split(r"<h2>", page.text)[1:4]]
    assert [table.partition(" <span")[0] for table in tables] == ["Nouvelle Demande", "En cours", "Terminées"]
    for table, numbers in zip(tables, ([new.number], [planned.number, number], [over.number]), strict=True):
        assert re.findall(r"(?:OS|DEV)-2026-\d{4}", re.sub(r'href="[^"]+"', "", table)) == numbers
    words = said(page)
    for found in (
        "évier bouché", "vous : votre réponse", "vous : vos créneaux", "devis remis, à l’étude", "l’agence", "urgent",
        "dossier complet", "Lyon",
    ):  # fmt: skip
        assert found in words, found
    for hidden in (theirs.number, "prise arrachée", "Petit", "Lilas", "Belkacem", "06 39", "bailleur", "1187"):
        assert hidden not in words, hidden

    for stranger in (NADIA, SOPHIE):
        assert sqlite_visitor.get(own_link(house, Page.MISSIONS, stranger)).status_code == 404


@pytest.mark.feature("S2-02")
def test_a_company_chooses_one_list_a_day(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    url = own_link(house, Page.MISSIONS, PETIT)
    page = sqlite_visitor.get(url)
    assert "Aucune demande en attente de votre réponse." in said(page)
    assert re.search(r'value="no" checked', page.text)
    form = form_of(page)
    assert "C’est enregistré." in said(sqlite_visitor.post(url, form=form, list="yes"))
    with house.world.database.looking() as session:
        assert session.query(Provider).filter_by(key="petit").one().wants_list
        assert not session.query(Provider).filter_by(key="durand").one().wants_list
    assert "C’était déjà enregistré" in said(sqlite_visitor.post(url, form=form, list="yes"))
    assert re.search(r'value="yes" checked', sqlite_visitor.get(url).text)
    assert "Choisissez l’une des deux réponses" in said(sqlite_visitor.press(url))  # neither was chosen
    with sqlite_visitor.house.world.database.looking() as session:
        assert session.query(Provider).filter_by(key="petit").one().wants_list
    sqlite_visitor.press(url, list="no")
    with house.world.database.looking() as session:
        assert not session.query(Provider).filter_by(key="petit").one().wants_list
