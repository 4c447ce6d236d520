"""The pages of what is private: no word of it reaches the home, and nobody inherits what was somebody else's."""

import re
from datetime import timedelta

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Occupancy, Ownership, Participant, Person, Report, Thread
from mailbot.threads.pages import Page, page_link
from mailbot.vocabulary import Alerts, Channel, EventKind, ReportStatus, Role, ThreadKind
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_landlords import HANNAH, hannah_reports
from tests.web.conftest import BASE, Visitor, case_link, form_of, own_link, said

WORD = "confidentiel 4711"


def private_link(house: LivingHouse, page: Page, name: str, with_: str = "") -> str:
    """The link of a letter on the private side of the latest report."""
    with house.world.database.looking() as session:
        report = session.query(Report).order_by(Report.id.desc()).first()
        assert report is not None
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Person, Person.id == Participant.person_id)
            .filter(Thread.report_id == report.id, Thread.kind == ThreadKind.PRIVATE, Person.name == name)
            .one()
        )
        return page_link(house.world.keyring, BASE, page, seat.id, today=house.world.today(), with_=with_)


def settled(house: LivingHouse) -> list[Delivered]:
    before = len(house.boxes)
    house.settle()
    return list(house.boxes)[before:]


def leak_with_a_private_side(house: LivingHouse) -> None:
    """Sophie writes to the landlord about Nadia's leak."""
    house.told(the_leak(), sender=NADIA, to=INTAKE)


@pytest.mark.parametrize("page", [Page.CLOSE, Page.REOPEN])
def test_a_word_typed_on_the_private_side_is_never_read_by_the_home(sqlite_visitor: Visitor, page: Page) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    visitor.press(case_link(house, Page.LANDLORD, SOPHIE), words="Qui paie ?")
    if page is Page.REOPEN:
        visitor.press(case_link(house, Page.CLOSE, SOPHIE), reason="repaired")
    settled(house)
    url = private_link(house, page, "Sophie Lambert")
    shown = visitor.get(url)
    assert "que peuvent consulter les occupants" not in said(shown)
    done = visitor.post(url, form=form_of(shown), words=WORD, reason="repaired")
    assert done.status_code == 200
    for letter in settled(house):
        if letter.recipient in (NADIA, YANIS):
            assert WORD not in letter.mail.text + letter.mail.html
    with house.world.database.looking() as session:
        assert session.query(Comment).filter_by(text=WORD).one().channel is Channel.PRIVATE
    assert WORD not in visitor.get(case_link(house, Page.REPORT, NADIA)).text


def test_a_landlord_who_brings_it_back_without_a_word_is_heard_by_the_manager(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    hannah_reports(house)
    visitor.press(private_link(house, Page.CLOSE, "Hannah Weiss"))
    settled(house)
    visitor.press(private_link(house, Page.REOPEN, "Hannah Weiss"))
    assert (SOPHIE, "G-17") in who_got_what(settled(house))


def test_a_tenant_who_brings_it_back_with_a_word_is_read_once_by_the_manager(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    visitor.press(case_link(house, Page.CLOSE, NADIA))
    settled(house)
    visitor.press(case_link(house, Page.REOPEN, NADIA), words="Ça recommence.")
    letters = [each for each in settled(house) if each.recipient == SOPHIE]
    assert {code for _, code in who_got_what(letters)} == {"G-17"}
    assert "Ça recommence." in letters[0].mail.text


def test_what_a_landlord_did_is_not_in_the_past_that_tenants_see(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    before = len(re.findall("<li", visitor.get(case_link(house, Page.REPORT, NADIA)).text))
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        landlord = session.query(Person).filter_by(name="Hannah Weiss").one()
        session.add(
            Event(
                agency_id=report.agency_id, report_id=report.id, kind=EventKind.URGENCY_RAISED, actor_id=landlord.id,
                actor_role=Role.LANDLORD, comment_id=None, mail_id=None, facts={"danger": "gas"}, at=house.clock(),
            )
        )  # fmt: skip
    assert "danger" in said(visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    page = visitor.get(case_link(house, Page.REPORT, NADIA))
    assert len(re.findall("<li", page.text)) == before


def test_a_newcomer_opens_nothing_of_the_former_tenants(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    url = case_link(house, Page.REPORT, YANIS)
    with house.world.database.transaction() as session:
        yanis = session.query(Person).filter_by(name="Yanis Belkacem").one()
        tomorrow = house.clock().date() + timedelta(days=1)
        session.query(Occupancy).filter_by(person_id=yanis.id).one().starts_on = tomorrow
    house.clock.forward(days=1)
    assert visitor.get(url).status_code == 410
    visitor.press(case_link(house, Page.ANSWER, SOPHIE), words="Nous passons demain.")
    told = {recipient for recipient, _ in who_got_what(settled(house))}
    assert NADIA in told
    assert YANIS not in told


def test_the_links_of_a_page_are_as_old_as_the_page(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    url = case_link(house, Page.REPORT, NADIA)
    house.clock.forward(days=20)
    [answer] = re.findall(r'href="([^"]+)">Répondre<', visitor.get(url).text)
    assert visitor.get(answer).status_code == 410


def test_ready_messages_are_not_offered_on_a_private_report(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    hannah_reports(house)
    assert "MT-" not in visitor.get(private_link(house, Page.REPORT, "Sophie Lambert")).text
    url = private_link(house, Page.CANNED, "Sophie Lambert", "MT02")
    assert visitor.get(url).status_code == 403
    visitor.post(url, form="0" * 32, words="Bonjour")
    with house.world.database.looking() as session:
        assert session.query(Report).order_by(Report.id.desc()).first().status is ReportStatus.TODO  # type: ignore[union-attr]


def test_a_line_for_the_service_is_not_published_by_any_page(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    url = case_link(house, Page.CLOSE, SOPHIE)
    closing = visitor.press(url, reason="repaired", words="#clore")
    assert "consigne pour nous" in said(closing)
    url = case_link(house, Page.CANNED, SOPHIE, with_="MT02")
    ready = visitor.press(url, words="#clore")
    assert (ready.status_code, "consigne pour nous" in said(ready)) == (422, True)


def test_other_words_in_a_form_that_was_sent_are_shown_again(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    url = case_link(house, Page.ANSWER, NADIA)
    form = form_of(visitor.get(url))
    visitor.post(url, form=form, words="Bonjour")
    assert "déjà envoyé" in said(visitor.post(url, form=form, words="Bonjour"))
    other = visitor.post(url, form=form, words="Autre chose")
    assert "Autre chose" in other.text
    assert "Celui-ci ne l’est pas encore" in said(other)
    assert form_of(other) != form
    assert "Votre message est envoyé" in said(visitor.post(url, form=form_of(other), words="Autre chose"))


def test_a_landlord_lists_nobody_elses_private_reports(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    hannah_reports(house)
    url = own_link(house, Page.CASES, HANNAH)
    assert "SIG-1046" in visitor.get(url).text
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        report.author_id = session.query(Person).filter_by(name="Sophie Lambert").one().id
    assert "SIG-1046" not in visitor.get(url).text


@pytest.mark.parametrize(("letter", "now"), [("i", Alerts.IMMEDIATE), ("d", Alerts.DAILY), ("", Alerts.DAILY)])
def test_one_click_leaves_the_letter_that_it_stood_in(sqlite_visitor: Visitor, letter: str, now: Alerts) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    with house.world.database.transaction() as session:
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        nadia.alerts, number = (Alerts.DAILY if letter == "i" else Alerts.IMMEDIATE), nadia.id
    url = page_link(house.world.keyring, BASE, Page.ALERTS, number, today=house.world.today(), with_=letter)
    assert visitor.post(f"{url}/unsubscribe", **{"List-Unsubscribe": "One-Click"}).status_code == 200
    with house.world.database.looking() as session:
        assert session.get_one(Person, number).alerts is now


@pytest.mark.feature("S1-26")
def test_one_click_in_a_daily_letter_is_the_end_of_it(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    with house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Nadia Belkacem").one().alerts = Alerts.DAILY
    leak_with_a_private_side(house)
    visitor.press(case_link(house, Page.ANSWER, SOPHIE), words="Nous passons demain.")
    settled(house)
    house.clock.forward(days=2, hours=2)
    url = letter_to(house.strike(), NADIA, "T-26").mail.header("list-unsubscribe").strip("<>")
    assert visitor.post(url, **{"List-Unsubscribe": "One-Click"}).status_code == 200
    with house.world.database.looking() as session:
        assert session.query(Person).filter_by(name="Nadia Belkacem").one().alerts is Alerts.IMMEDIATE


def test_a_new_owner_does_not_read_what_was_said_to_the_former_one(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    leak_with_a_private_side(house)
    visitor.press(case_link(house, Page.LANDLORD, SOPHIE), words=WORD)
    url = private_link(house, Page.REPORT, "Bernard Vasseur")
    assert WORD in visitor.get(url).text
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        for each in session.query(Ownership).filter_by(dwelling_id=report.dwelling_id):
            each.starts_on = house.clock().date() + timedelta(days=1)
    house.clock.forward(days=2)
    page = visitor.get(url)
    assert page.status_code == 200
    assert WORD not in page.text
