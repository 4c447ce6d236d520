"""The pages by which a visit is arranged, and a company's sight of its mission."""

import re

import pytest

from mailbot.model import Participant, Person, PersonAddress, Thread
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import MissionState, ThreadKind, VisitState
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.visiting import TWO_SLOTS, answers, says
from tests.web.conftest import BASE, Visitor, case_link, counts, form_of, said

REF = "SIG-1042"


def company_link(house: LivingHouse, page: Page, *, with_: str = "") -> str:
    """The link to a page of the mission, as the company's letters carry it."""
    with house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(Thread.kind == ThreadKind.ORDER, PersonAddress.address == DURAND)
            .one()
        )
        return page_link(house.world.keyring, BASE, page, seat.id, today=house.world.today(), with_=with_)


def visit_of(house: LivingHouse, number: str) -> str:
    return brief(visits_now(house, number)[-1].id)


@pytest.mark.feature("S2-12")
def test_an_old_button_never_means_another_day(sqlite_visitor: Visitor) -> None:
    """Numbers begin anew with each proposal: « mardi » of the first letter is not the « 1 » of the second."""
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    old = letter_to(says(house, order.number, TWO_SLOTS), NADIA, "T-08")
    answers(house, NADIA, "le 1")
    says(house, order.number, "ok")
    says(house, order.number, "Je dois décaler.")
    new = letter_to(says(house, order.number, "mercredi 25 entre 14h et 16h ou vendredi 27 à 9h"), NADIA, "T-08")

    first = re.findall(rf"{BASE}/p/\S+", old.mail.text)[0]
    page = visitor.get(first)
    assert "Le créneau de ce bouton n’est plus proposé." in said(page)
    assert "Vous allez choisir" not in said(page)
    assert " checked" not in page.text
    assert "mercredi 25 novembre, 14 h – 16 h" in said(page)

    page = visitor.get(re.findall(rf"{BASE}/p/\S+", new.mail.text)[0])
    assert "Vous allez choisir le créneau du mercredi 25 novembre, 14 h – 16 h." in said(page)
    assert 'value="1" checked' in page.text


@pytest.mark.feature("S2-09", "S2-12", "S2-13", "S2-14", "S2-05")
def test_a_visit_is_arranged_by_pages_alone(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    slots, mission = company_link(house, Page.SLOTS), company_link(house, Page.MISSION)
    before = counts(house)
    page = said(visitor.get(mission))
    for words in (
        order.number,
        "Nouvelle Demande",
        "Intervention sur place",
        "12 rue des Lilas",
        "Proposer un créneau",
        "Mme Belkacem",
    ):
        assert words in page, words
    for private in ("45B12", "06 39 98 10 12", "Nadia"):
        assert private not in page, private
    visitor.get(slots)
    assert counts(house) == before, "looking changes nothing"

    first = {"day_1": "2026-11-24", "from_1": "09:00", "to_1": "11:00"}
    done = visitor.press(slots, **first, day_4="2026-11-26", from_4="14:00", to_4="18:00")
    assert "Vos créneaux sont proposés" in said(done)
    house.settle()
    told = letter_to(list(house.boxes), NADIA, "T-08")
    links = re.findall(rf"{BASE}/p/\S+", told.mail.text)
    assert len(links) >= 3
    second = visitor.get(links[1])
    assert "Vous allez choisir le créneau du jeudi 26 novembre, 14 h – 18 h." in said(second)
    assert 'value="2" checked' in second.text
    seen = len(house.boxes)
    noted = said(visitor.press(links[1], slot="2"))
    assert "Créneau transmis à Plomberie Durand : jeudi 26 novembre, 14 h – 18 h" in noted
    assert "Ce n’est pas encore définitif" in noted
    house.settle()
    assert who_got_what(list(house.boxes)[seen:]) == {(NADIA, "T-09"), (YANIS, "T-09"), (DURAND, "P-06")}
    other = said(visitor.get(case_link(house, Page.CHOOSE, YANIS, ref=REF, with_=visit_of(house, order.number))))
    assert "Créneau déjà choisi : jeudi 26 novembre" in other
    assert "Nadia" not in other

    plan = company_link(house, Page.PLAN, with_=visit_of(house, order.number))
    shown = visitor.get(plan)
    assert "L’occupant a choisi : jeudi 26 novembre, 14 h – 18 h" in said(shown)
    [mark] = re.findall(r'name="slot" value="([^"]+)"', shown.text)
    seen = len(house.boxes)
    form = form_of(shown)
    assert "C’est planifié" in said(visitor.post(plan, form=form, slot=mark))
    assert "C’était déjà planifié" in said(visitor.post(plan, form=form, slot=mark))
    house.settle()
    assert who_got_what(list(house.boxes)[seen:]) >= {(NADIA, "T-10"), (DURAND, "P-07")}
    page = said(visitor.get(mission))
    for words in ("planifiée", "Nadia Belkacem", "06 39 98 10 12", "45B12", "jeudi 26 novembre, 14 h – 18 h"):
        assert words in page, words
    assert order_now(house, order.number).state is MissionState.PLANNED


@pytest.mark.feature("S2-09", "S2-11")
def test_what_is_wrong_stands_beside_its_slot_and_nothing_typed_is_lost(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    link = company_link(house, Page.SLOTS)
    good = {"day_1": "2026-11-24", "from_1": "09:00", "to_1": "11:00"}
    for fields, words, row in (
        ({}, "Indiquez au moins un créneau", 0),
        (good | {"day_2": "2026-11-25"}, "Indiquez le jour, l’heure de début et l’heure de fin", 2),
        (good | {"day_3": "2026-11-20", "from_3": "09:00", "to_3": "10:00"}, "Ce créneau est déjà passé", 3),
        (good | {"day_2": "2026-11-25", "from_2": "11:00", "to_2": "09:00"}, "La fin est avant le début", 2),
        (good | {"day_2": "2028-11-25", "from_2": "09:00", "to_2": "11:00"}, "dans plus d’un an", 2),
        (good | {"day_2": "nonsense", "from_2": "09:00", "to_2": "11:00"}, "n’existe pas", 2),
    ):
        page = visitor.press(link, **fields)
        assert (page.status_code, words in said(page)) == (422, True), words
        if row:
            assert f'aria-describedby="slot-{row}-wrong"' in page.text
            assert 'value="2026-11-24"' in page.text
    assert visits_now(house, order.number) == []


@pytest.mark.feature("GAP-03", "S2-10", "S2-12")
def test_none_of_them_suits_on_the_page_and_other_times_are_wished(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    link = case_link(house, Page.CHOOSE, NADIA, ref=REF, with_=f"{visit_of(house, order.number)}.0")
    assert visitor.press(link).status_code == 422
    seen = len(house.boxes)
    done = visitor.press(link, slot="0", day_1="2026-11-27", from_1="08:00", to_1="12:00")
    assert "Nous demandons d’autres dates à Plomberie Durand" in said(done)
    house.settle()
    letters = list(house.boxes)[seen:]
    assert "Ce qui lui conviendrait : vendredi 27 novembre, de 8 h à 12 h." in text_of(
        letter_to(letters, DURAND, "P-09")
    )
    assert (NADIA, "T-09") in who_got_what(letters)
    # Whoever comes after that finds that nothing is offered any more, and changes nothing.
    late = visitor.get(case_link(house, Page.CHOOSE, YANIS, ref=REF, with_=visit_of(house, order.number)))
    assert "Ces créneaux ne sont plus possibles" in said(late)


@pytest.mark.feature("S2-13", "S2-14")
def test_nobody_plans_a_slot_that_they_have_not_seen(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "le 1")
    plan = company_link(house, Page.PLAN, with_=visit_of(house, order.number))
    shown = visitor.get(plan)
    [mark] = re.findall(r'name="slot" value="([^"]+)"', shown.text)
    answers(house, NADIA, "plutôt le 2")
    page = visitor.post(plan, form=form_of(shown), slot=mark)
    assert (page.status_code, "a choisi un autre créneau depuis" in said(page)) == (422, True)
    assert visits_now(house, order.number)[-1].state is VisitState.CHOSEN


@pytest.mark.feature("S2-09", "S2-12", "S2-14")
def test_a_manager_acts_by_the_same_pages_and_nobody_else_opens_them(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    visit = visit_of(house, order.number)
    slots = case_link(house, Page.SLOTS, SOPHIE, ref=REF, with_=brief(order.id))
    assert "De nouveaux créneaux remplaceront ceux-ci" in said(visitor.get(slots))
    choose = case_link(house, Page.CHOOSE, SOPHIE, ref=REF, with_=visit)
    assert "l’occupant recevra la confirmation" in said(visitor.press(choose, slot="1"))
    plan = case_link(house, Page.PLAN, SOPHIE, ref=REF, with_=visit)
    shown = visitor.get(plan)
    assert "Vous allez planifier à la place de Plomberie Durand" in said(shown)
    [mark] = re.findall(r'name="slot" value="([^"]+)"', shown.text)
    assert "C’est planifié" in said(visitor.post(plan, form=form_of(shown), slot=mark))
    house.settle()
    for page, who in (
        (Page.SLOTS, NADIA), (Page.PLAN, NADIA), (Page.MISSION, NADIA), (Page.MISSION, SOPHIE),
    ):  # fmt: skip
        with_ = visit if page is Page.PLAN else brief(order.id)
        assert visitor.get(case_link(house, page, who, ref=REF, with_=with_)).status_code == 404, (page, who)
    assert visitor.get(company_link(house, Page.CHOOSE, with_=visit)).status_code == 404
    # A visit of another report is nobody's here.
    ordered(house, "petit", ref="SIG-1043")
    other = case_link(house, Page.CHOOSE, SOPHIE, ref="SIG-1043", with_=visit)
    assert visitor.get(other).status_code == 404


@pytest.mark.feature("S2-12")
def test_the_pages_speak_english_too(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    with house.world.database.transaction() as session:
        for address in (NADIA, DURAND, SOPHIE):
            person = session.query(Person).join(PersonAddress).filter(PersonAddress.address == address).one()
            person.language = "en"
    letters = says(house, order.number, "Samedi 28 novembre à 10h ou lundi 30 novembre à 9h")
    told = text_of(letter_to(letters, NADIA, "T-08"))
    assert "Plomberie Durand has offered you 2 times — which one suits you?" in told
    assert "a Saturday: you are free to decline" in told
    visit = visit_of(house, order.number)
    assert "Choose a time" in said(visitor.get(case_link(house, Page.CHOOSE, NADIA, ref=REF, with_=visit)))
    assert "Offer new times" in said(visitor.get(company_link(house, Page.SLOTS)))
    assert "waiting for the occupant’s choice" in said(visitor.get(company_link(house, Page.MISSION)))
    letters = answers(house, NADIA, "number 1")
    assert "It is not final yet" in text_of(letter_to(letters, NADIA, "T-09"))
    assert "Plan the visit" in said(visitor.get(company_link(house, Page.PLAN, with_=visit)))
    letters = says(house, order.number, "ok")
    assert "The visit is confirmed: Saturday 28 November" in text_of(letter_to(letters, DURAND, "P-07"))
