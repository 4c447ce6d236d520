"""A visit that cannot stand, by its page: moved, late, called off, missed; and the file that goes into a calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.calendars import events_in
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Participant, PersonAddress, Thread
from mailbot.model_orders import Visit
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import Channel, MissionState, ThreadKind, VisitState
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.visiting import TWO_SLOTS, answers, says
from tests.web.conftest import BASE, Visitor, case_link, said

AT_NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def planned(house: LivingHouse) -> tuple[str, Visit]:
    """A visit on Tuesday the 24th from 9 to 11."""
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "Le 1")
    says(house, order.number, "ok")
    return order.number, visits_now(house, order.number)[-1]


def home_link(house: LivingHouse, who: str, visit: Visit, act: str = "") -> str:
    return case_link(house, Page.CHANGE_VISIT, who, ref="SIG-1042", with_=brief(visit.id) + (f".{act}" if act else ""))


def company_link(house: LivingHouse, visit: Visit, act: str = "", *, page: Page = Page.CHANGE_VISIT) -> str:
    """A link of Durand's, on the thread of its mission."""
    with house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(PersonAddress.address == DURAND, Thread.kind == ThreadKind.ORDER, Thread.about == visit.order_id)
            .one()
        )
    with_ = brief(visit.id) + (f".{act}" if act else "")
    return page_link(house.world.keyring, BASE, page, seat.id, today=house.world.today(), with_=with_)


def settled(house: LivingHouse) -> list[Delivered]:
    before = len(house.boxes)
    house.settle()
    return list(house.boxes)[before:]


@pytest.mark.feature("GAP-10")
def test_a_visit_whose_time_is_over_is_neither_moved_nor_called_off(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    _, visit = planned(house)
    house.clock.forward(seconds=(AT_NINE + timedelta(hours=3) - house.clock.now).total_seconds())
    for link in (home_link(house, NADIA, visit), company_link(house, visit)):
        menu = said(visitor.get(link))
        for act in ("Décaler le rendez-vous", "Annuler le rendez-vous", "en retard"):
            assert act not in menu
    assert "Personne n’est venu" in said(visitor.get(home_link(house, NADIA, visit)))


@pytest.mark.feature("GAP-11")
def test_the_home_moves_a_visit_and_the_company_answers_from_its_page(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    number, visit = planned(house)

    menu = visitor.get(home_link(house, NADIA, visit))
    assert "Décaler le rendez-vous" in said(menu)
    assert "Annuler le rendez-vous" in said(menu)
    assert "en retard" not in said(menu)
    assert "Personne n’est venu" not in said(menu)

    link = home_link(house, NADIA, visit, "m")
    wrong = visitor.press(link, day1="2026-11-26", from1="14:00", words="L'hôpital, je ne peux pas")
    assert wrong.status_code == 422
    assert "Indiquez le jour, le début et la fin" in said(wrong)
    assert 'aria-describedby="wrong-row1"' in wrong.text
    assert "L&#39;hôpital, je ne peux pas" in wrong.text
    assert 'value="14:00"' in wrong.text
    backwards = visitor.press(link, day1="2026-11-26", from1="16:00", to1="14:00")
    assert "La fin vient avant le début" in said(backwards)
    assert "Ce moment est passé" in said(visitor.press(link, day1="2026-11-20", from1="14:00", to1="16:00"))
    assert settled(house) == []

    done = visitor.press(link, day1="2026-11-26", from1="14:00", to1="16:00", words="L'hôpital, je ne peux pas")
    assert "Le rendez-vous est à reprendre" in said(done)
    letters = settled(house)
    assert {(NADIA, "T-12"), (YANIS, "T-12"), (DURAND, "P-09"), (SOPHIE, "G-02")} == who_got_what(letters)
    assert "jeudi 26 novembre" in text_of(letter_to(letters, DURAND, "P-09"))
    assert [each.recipient for each in letters if "hôpital" in text_of(each)] == [SOPHIE]
    with house.world.database.looking() as session:
        [kept] = session.query(Comment).filter(Comment.text.contains("hôpital")).all()
        assert kept.channel is Channel.AGENCY

    # The same form does nothing more; a second one finds that things have changed.
    late = visitor.get(link)
    assert "ne peut plus être modifié ainsi" in said(late)
    letters = says(house, number, "Jeudi 26 novembre de 14h à 16h")
    assert (NADIA, "T-10") in who_got_what(letters)


@pytest.mark.feature("GAP-10", "GAP-11")
def test_a_company_moves_is_late_calls_off_and_finds_nobody(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    number, visit = planned(house)

    page = visitor.get(company_link(house, visit, "l"))
    assert "OS-2026-0190" in said(page)
    assert "T2 Lilas" not in page.text
    assert "Nadia" not in page.text
    early = visitor.press(company_link(house, visit, "l"), eta="08:30")
    assert early.status_code == 422
    assert "n’est pas après le début prévu" in said(early)
    visitor.press(company_link(house, visit, "l"), eta="09:40")
    assert "arrivée estimée vers 9 h 40" in text_of(letter_to(settled(house), NADIA, "T-12"))

    too_early = visitor.get(company_link(house, visit, "x"))
    assert "n’a pas encore commencé" in said(too_early)

    visitor.press(company_link(house, visit, "m"), day1="2026-11-25", from1="09:00", to1="11:00")
    letters = settled(house)
    assert "Nouvelle proposition de l’entreprise : mercredi 25 novembre" in text_of(letter_to(letters, YANIS, "T-12"))
    letters = answers(house, YANIS, "Oui, ce créneau me convient.")
    assert {(NADIA, "T-10"), (YANIS, "T-10"), (DURAND, "P-07")} <= who_got_what(letters)

    house.clock.forward(seconds=(AT_NINE + timedelta(days=1, hours=1) - house.clock.now).total_seconds())
    done = visitor.press(company_link(house, visit, "x"), words="Déplacement 45 €")
    assert "le passage n’a pas pu se faire" in said(done)
    letters = settled(house)
    assert {(NADIA, "T-12"), (YANIS, "T-12"), (SOPHIE, "G-02")} == who_got_what(letters)
    assert "45" not in text_of(letter_to(letters, NADIA, "T-12")).replace("454", "")
    assert "Déplacement 45 €" in text_of(letter_to(letters, SOPHIE, "G-02"))
    assert order_now(house, number).state is MissionState.ACCEPTED
    assert visits_now(house, number)[-1].state is VisitState.MISSED_BY_OCCUPANT


@pytest.mark.feature("GAP-10", "GAP-11")
def test_a_manager_does_it_for_either_side_and_the_journal_says_so(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    number, visit = planned(house)

    nobody = visitor.press(home_link(house, SOPHIE, visit, "c"))
    assert nobody.status_code == 422
    assert 'aria-describedby="wrong-side"' in nobody.text
    visitor.press(home_link(house, SOPHIE, visit, "c"), side="company")
    letters = settled(house)
    assert "est annulé." in text_of(letter_to(letters, NADIA, "T-12"))
    assert visits_now(house, number)[-1].state is VisitState.CANCELLED

    says(house, number, "Mercredi 25 entre 9h et 11h")
    answers(house, NADIA, "oui")
    says(house, number, "ok")
    house.clock.forward(seconds=(AT_NINE + timedelta(days=1, hours=3) - house.clock.now).total_seconds())
    visitor.press(home_link(house, NADIA, visit, "x"), words="J'ai attendu toute la matinée")
    letters = settled(house)
    assert {(NADIA, "T-27"), (SOPHIE, "G-11"), (DURAND, "P-16")} <= who_got_what(letters)
    assert "J'ai attendu toute la matinée" in text_of(letter_to(letters, SOPHIE, "G-11"))
    assert visits_now(house, number)[-1].state is VisitState.MISSED_BY_PROVIDER


@pytest.mark.feature("S2-06")
def test_a_visit_goes_into_a_calendar_from_its_page(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    _, visit = planned(house)

    link = case_link(house, Page.CALENDAR, NADIA, ref="SIG-1042", with_=brief(visit.id))
    page = visitor.get(link)
    assert "mardi 24 novembre, 9 h – 11 h" in said(page)
    assert "/invite.ics" in page.text
    file = visitor.get(f"{link}/invite.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    [event] = events_in(file.content)
    assert (event.uid, event.sequence) == (visit.uid, 0)
    assert [each.address for each in event.attendees] == [NADIA]
    assert "Passage de Plomberie Durand (RDV n° 1)" in file.text.replace("\r\n ", "").replace("\u00a0", " ")

    theirs = visitor.get(f"{company_link(house, visit, page=Page.CALENDAR)}/invite.ics")
    assert "Nadia" not in theirs.text
    assert "OS-2026-0190" in theirs.text
    answers(house, NADIA, "Je ne pourrai pas être là mardi.")
    assert "n’est plus prévu" in said(visitor.get(link))
    assert visitor.get(f"{link}/invite.ics").status_code == 404
    assert visitor.get(home_link(house, SOPHIE, visit).replace("/p/", "/p/x")).status_code == 404


@pytest.mark.feature("GAP-11")
def test_another_company_finds_nothing_behind_a_link_to_a_visit(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    _, visit = planned(house)
    second, _ = ordered(house, "petit")
    with house.world.database.looking() as session:
        thread = session.query(Thread).filter(Thread.kind == ThreadKind.ORDER, Thread.about == second.id).one()
        seat = session.query(Participant).filter(Participant.thread_id == thread.id).first()
        assert seat is not None
    for page in (Page.CHANGE_VISIT, Page.CALENDAR):
        link = page_link(
            house.world.keyring, BASE, page, seat.id, today=house.world.today(), with_=f"{brief(visit.id)}.m"
        )
        assert visitor.get(link).status_code == 404
