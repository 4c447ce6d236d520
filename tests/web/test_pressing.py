"""A button of a page: shown first, done once, from the link in a letter to the letters that leave."""

import re

import httpx
import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Press, Report
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page
from mailbot.vocabulary import ClosingReason, EventKind, ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, counts, form_of, said


def report_of(house: LivingHouse) -> Report:
    with house.world.database.looking() as session:
        return session.query(Report).filter_by(ref="SIG-1046").one()


def settled(house: LivingHouse) -> list[Delivered]:
    before = len(house.boxes)
    house.settle()
    return list(house.boxes)[before:]


def after_the_leak(visitor: Visitor) -> None:
    visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)


def close_link(visitor: Visitor) -> str:
    """The address behind « Clôturer » in the letter that tells Sophie of the leak."""
    letters = visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    [url] = re.findall(r"→ Clôturer\s+(https://\S+)", letter_to(letters, SOPHIE, "G-01").mail.text)
    return str(url)


@pytest.mark.feature("S1-41", "S1-43", "S1-45")
def test_the_manager_closes_from_the_letter_and_says_why(sqlite_visitor: Visitor) -> None:
    url = close_link(sqlite_visitor)
    page = sqlite_visitor.get(url)
    assert "Vous allez clôturer « Fuite évier cuisine »" in said(page)
    assert "Rien n’est envoyé tant que vous n’avez pas confirmé" in said(page)
    assert report_of(sqlite_visitor.house).status is ReportStatus.TODO

    done = sqlite_visitor.post(url, form=form_of(page), reason="not_retained", words="Le joint est à votre charge.")

    assert (done.status_code, "C’est clôturé" in said(done)) == (200, True)
    report = report_of(sqlite_visitor.house)
    assert (report.status, report.closing_reason) == (ReportStatus.CLOSED, ClosingReason.NOT_RETAINED)
    letters = settled(sqlite_visitor.house)
    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04"), (NADIA, "T-17"), (YANIS, "T-17")}
    assert "demande non retenue" in text_of(letter_to(letters, NADIA, "T-17"))
    assert "Le joint est à votre charge." in text_of(letter_to(letters, YANIS, "T-04"))
    with sqlite_visitor.house.world.database.looking() as session:
        closed = session.query(Event).filter_by(kind=EventKind.REPORT_CLOSED_BY_MANAGER).one()
        assert closed.facts["by"] == "page"


def test_a_manager_who_gives_no_reason_is_asked_for_one_and_keeps_the_words(sqlite_visitor: Visitor) -> None:
    url = close_link(sqlite_visitor)
    page = sqlite_visitor.press(url, words="Voilà qui est fait.")
    assert page.status_code == 422
    assert "Choisissez d’abord un motif" in said(page)
    assert "Voilà qui est fait." in page.text
    assert report_of(sqlite_visitor.house).status is ReportStatus.TODO


def test_the_same_form_twice_acts_once_and_says_when(visitor: Visitor) -> None:
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.CLOSE, NADIA)
    form = form_of(visitor.get(url))
    visitor.post(url, form=form)
    before = counts(visitor.house)

    again = visitor.post(url, form=form)

    assert again.status_code == 200
    assert "C’était déjà fait" in said(again)
    assert "le samedi 21 novembre à 10 h" in said(again)
    assert counts(visitor.house) == before


def test_two_presses_at_the_same_instant_act_once(visitor: Visitor) -> None:
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.ANSWER, NADIA)
    form = form_of(visitor.get(url))
    answers = visitor.post_at_once(url, 4, form=form, words="Elle coule plus fort.")
    assert {answer.status_code for answer in answers} == {200}
    with visitor.house.world.database.looking() as session:
        assert session.query(Comment).filter_by(text="Elle coule plus fort.").count() == 1
        assert session.query(Press).count() == 1


@pytest.mark.feature("S1-44")
def test_a_button_that_comes_too_late_says_what_happened_and_keeps_the_words(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    url = case_link(sqlite_visitor.house, Page.ANSWER, YANIS)
    form = form_of(sqlite_visitor.get(url))
    sqlite_visitor.press(case_link(sqlite_visitor.house, Page.CLOSE, NADIA))
    before = counts(sqlite_visitor.house)

    late = sqlite_visitor.post(url, form=form, words="Elle coule encore !")

    assert late.status_code == 409
    assert "Il a été clôturé par un occupant du logement le samedi 21 novembre à 10 h" in said(late)
    assert "Elle coule encore !" in late.text
    assert "Nadia" not in late.text
    assert counts(sqlite_visitor.house) == before


@pytest.mark.feature("S1-46", "S1-43")
def test_a_manager_answers_on_the_page_as_by_mail(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    page = sqlite_visitor.press(
        case_link(sqlite_visitor.house, Page.ANSWER, SOPHIE), words="Bonjour,\r\nje m'en occupe."
    )
    assert "Votre message est envoyé" in said(page)
    letters = settled(sqlite_visitor.house)
    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04")}
    assert "je m'en occupe" in text_of(letter_to(letters, NADIA, "T-04"))
    assert report_of(sqlite_visitor.house).status is ReportStatus.IN_PROGRESS


@pytest.mark.parametrize(("words", "says"), [("   ", "Écrivez d’abord"), ("#MT-02", "consigne pour nous")])
def test_nothing_and_a_line_for_the_service_are_not_published(sqlite_visitor: Visitor, words: str, says: str) -> None:
    after_the_leak(sqlite_visitor)
    before = counts(sqlite_visitor.house)
    page = sqlite_visitor.press(case_link(sqlite_visitor.house, Page.ANSWER, SOPHIE), words=words)
    assert page.status_code == 422
    assert says in said(page)
    assert counts(sqlite_visitor.house) == before


@pytest.mark.feature("S1-85", "S1-21")
def test_only_its_author_or_the_agency_closes(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    url = case_link(sqlite_visitor.house, Page.CLOSE, YANIS)
    form = form_of(sqlite_visitor.get(case_link(sqlite_visitor.house, Page.CLOSE, NADIA)))
    before = counts(sqlite_visitor.house)
    assert sqlite_visitor.get(url).status_code == 403
    refused = sqlite_visitor.post(url, form=form, words="C'est réglé.")
    assert "revient à une autre personne" in said(refused)
    assert "C&#39;est réglé." in refused.text
    assert counts(sqlite_visitor.house) == before


@pytest.mark.feature("S1-85")
def test_only_its_author_or_the_agency_brings_it_back(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    sqlite_visitor.press(case_link(sqlite_visitor.house, Page.CLOSE, NADIA))
    before = counts(sqlite_visitor.house)
    refused = sqlite_visitor.post(
        case_link(sqlite_visitor.house, Page.REOPEN, YANIS), form="0" * 32, words="Ça recommence."
    )  # fmt: skip
    assert "Ça recommence." in refused.text
    assert report_of(sqlite_visitor.house).status is ReportStatus.CLOSED
    assert counts(sqlite_visitor.house) == before


def test_the_author_brings_it_back_within_thirty_days_and_not_later(sqlite_visitor: Visitor) -> None:
    visitor = sqlite_visitor
    after_the_leak(visitor)
    visitor.press(case_link(visitor.house, Page.CLOSE, NADIA))
    page = visitor.press(case_link(visitor.house, Page.REOPEN, NADIA), words="Ça recommence.")
    assert "Le signalement est rouvert" in said(page)
    assert report_of(visitor.house).status is ReportStatus.TODO
    assert (NADIA, "T-19") in who_got_what(settled(visitor.house))

    visitor.press(case_link(visitor.house, Page.CLOSE, NADIA))
    form = "0" * 32
    visitor.house.clock.forward(days=31)
    late = visitor.post(case_link(visitor.house, Page.REOPEN, NADIA), form=form, words="Encore.")
    assert "Il a été clôturé par vous" in said(late)
    assert "Encore." in late.text
    assert report_of(visitor.house).status is ReportStatus.CLOSED


def test_a_form_without_its_number_is_shown_again_with_what_was_typed(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    before = counts(sqlite_visitor.house)
    page: httpx.Response = sqlite_visitor.post(case_link(sqlite_visitor.house, Page.ANSWER, NADIA), words="Bonjour")
    assert page.status_code == 422
    assert "Par précaution, confirmez une seconde fois" in said(page)
    assert "Bonjour" in page.text
    assert form_of(page)
    assert counts(sqlite_visitor.house) == before


def test_a_form_of_somebody_elses_page_does_nothing(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    form = form_of(sqlite_visitor.get(case_link(sqlite_visitor.house, Page.ANSWER, NADIA)))
    sqlite_visitor.post(case_link(sqlite_visitor.house, Page.ANSWER, NADIA), form=form, words="De Nadia.")
    before = counts(sqlite_visitor.house)
    other = sqlite_visitor.post(case_link(sqlite_visitor.house, Page.ANSWER, YANIS), form=form, words="De Yanis.")
    assert "De Yanis." in other.text
    assert "C’était déjà envoyé" not in said(other)
    # Nor of another page of one's own: it would say that something was done which was not.
    elsewhere = sqlite_visitor.post(case_link(sqlite_visitor.house, Page.CLOSE, NADIA), form=form)
    assert "Vous allez clôturer" in said(elsewhere)
    assert counts(sqlite_visitor.house) == before


def test_what_is_pressed_is_told_in_the_same_transaction(sqlite_visitor: Visitor) -> None:
    after_the_leak(sqlite_visitor)
    sqlite_visitor.press(case_link(sqlite_visitor.house, Page.CLOSE, NADIA))
    with sqlite_visitor.house.world.database.looking() as session:
        assert session.query(OutboundMail).filter_by(kind="T-17").count() == 2
