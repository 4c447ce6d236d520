"""An alarm at night: who takes it, who calls it false, and whom it wakes as long as nobody does (GAP-14, G-24)."""

import re
from datetime import timedelta

import httpx
import pytest

from mailbot.agency import profile_from_json
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Event
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, InboundFate, ReportStatus, Urgency
from mailbot.workflow.agencies import profile_of, save_agency
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_danger import ON_CALL, by_night, the_report
from tests.web.conftest import Visitor, case_link, said

KARIM = "karim.haddad@agence-tilleul.example"


def wakes(house: LivingHouse, *keys: str) -> None:
    """Let alarms of this agency wake these managers in turn."""
    with house.world.database.transaction() as session:
        content = profile_of(session, session.query(Agency).one()).to_json()
        save_agency(session, profile_from_json(content | {"on_call_next": list(keys)}), now=house.clock())


def smells_of_gas(house: LivingHouse) -> list[Delivered]:
    return house.told(by_night("ça sent le gaz"), sender=NADIA, to=INTAKE)


def writes(house: LivingHouse, who: str, words: str, to: Delivered) -> list[Delivered]:
    letter = mail(
        words, sender=who, to=reply_to(to), subject="Re: x", message_id=f"<{len(house.boxes)}@agence.example>"
    )
    return house.told(letter, sender=who, to=reply_to(to))


def later(house: LivingHouse, minutes: int) -> list[Delivered]:
    """What leaves within these minutes, with nobody doing anything."""
    before = len(house.boxes)
    house.clock.forward(minutes=minutes)
    house.settle()
    return list(house.boxes)[before:]


def happened(house: LivingHouse) -> list[EventKind]:
    with house.world.database.looking() as session:
        return [event.kind for event in session.query(Event).order_by(Event.id)]


def links_in(letter: Delivered) -> list[str]:
    return re.findall(r"https://pages\.test\.example/p/[a-z2-7]+", letter.mail.text)


def press(visitor: Visitor, url: str, act: str, *, page: str = "") -> httpx.Response:
    """Press one of the two buttons of an alarm's page; of a page that was opened before."""
    shown = page or visitor.get(url).text
    [form] = [each for each in re.findall(r"<form.*?</form>", shown, re.DOTALL) if f'value="{act}"' in each]
    fields = dict(re.findall(r'name="(\w+)" value="(\w+)"', form))
    response = visitor.post(url, **fields)
    visitor.house.settle()
    return response


@pytest.mark.feature("GAP-14")
def test_while_nobody_takes_an_alarm_it_wakes_the_next_person(house: LivingHouse) -> None:
    wakes(house, "sophie", "karim")
    first = smells_of_gas(house)
    assert {who for who, code in who_got_what(first) if code == "G-24"} == {SOPHIE, ON_CALL}
    told = "Sans réponse dans 15 minutes, nous alertons Karim Haddad."
    assert all(told in text_of(letter_to(first, who, "G-24")) for who in (SOPHIE, ON_CALL))
    assert later(house, 14) == []

    woken = later(house, 1)

    assert who_got_what(woken) == {(KARIM, "G-24")}
    alarm = letter_to(woken, KARIM, "G-24")
    assert "Personne n’a pris l’appel depuis 15 minutes" in text_of(alarm)
    assert "nous alertons" not in text_of(alarm)
    assert alarm.mail.header("importance").lower() == "high"
    assert later(house, 60) == []


@pytest.mark.feature("GAP-14")
def test_who_is_on_call_takes_the_alarm_with_one_press_and_nobody_else_is_woken(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    wakes(sqlite_house, "karim")
    alarm = letter_to(smells_of_gas(sqlite_house), ON_CALL, "G-24")
    page = sqlite_visitor.get(links_in(alarm)[0])
    assert "Je prends l’appel" in said(page)
    assert 'href="tel:' in page.text
    assert "ça sent le gaz" in said(page)
    assert happened(sqlite_house)[-1] is EventKind.URGENCY_RAISED, "looking changes nothing"

    before = len(sqlite_house.boxes)
    done = press(sqlite_visitor, links_in(alarm)[0], "take")

    assert "Vous prenez l’appel" in said(done)
    assert 'href="tel:' in done.text
    told = list(sqlite_house.boxes)[before:]
    assert who_got_what(told) == {(SOPHIE, "G-24")}
    assert "Astreinte prend l’appel" in text_of(letter_to(told, SOPHIE, "G-24"))
    assert later(sqlite_house, 60) == []
    assert "Astreinte a pris l’appel" in said(sqlite_visitor.get(case_link(sqlite_house, Page.ALARM, SOPHIE)))
    assert the_report(sqlite_house).urgency is Urgency.VITAL
    assert the_report(sqlite_house).status is ReportStatus.TODO


@pytest.mark.feature("GAP-14")
def test_two_who_press_at_once_are_told_who_was_first(house: LivingHouse, visitor: Visitor) -> None:
    alarms = smells_of_gas(house)
    sophies, on_calls = (links_in(letter_to(alarms, who, "G-24"))[0] for who in (SOPHIE, ON_CALL))
    slow = visitor.get(sophies).text
    press(visitor, on_calls, "take")

    late = press(visitor, sophies, "take", page=slow)

    assert "Entre-temps, quelqu’un a répondu" in said(late)
    assert "Astreinte a pris l’appel" in said(late)
    assert happened(house).count(EventKind.URGENCY_TAKEN) == 1


@pytest.mark.feature("GAP-14")
@pytest.mark.parametrize("who", [SOPHIE, ON_CALL])
def test_je_prends_in_a_reply_is_the_same_act(sqlite_house: LivingHouse, who: str) -> None:
    wakes(sqlite_house, "karim")
    alarms = smells_of_gas(sqlite_house)

    told = writes(sqlite_house, who, "Je prends, je la rappelle.", letter_to(alarms, who, "G-24"))

    assert who_got_what(told) == {(SOPHIE, "G-24"), (ON_CALL, "G-24")}
    assert "Vous prenez l’appel" in text_of(letter_to(told, who, "G-24"))
    other = letter_to(told, SOPHIE if who == ON_CALL else ON_CALL, "G-24")
    assert "« Je prends, je la rappelle. »" in text_of(other)
    assert later(sqlite_house, 60) == []
    assert happened(sqlite_house)[-1] is EventKind.URGENCY_TAKEN
    assert the_report(sqlite_house).status is ReportStatus.TODO


@pytest.mark.feature("GAP-14")
def test_a_false_alarm_is_over_at_once_and_a_manager_alone_lowers_the_urgency(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    wakes(sqlite_house, "karim")
    alarms = smells_of_gas(sqlite_house)

    told = writes(sqlite_house, ON_CALL, "Fausse alerte, c’était le four.", letter_to(alarms, ON_CALL, "G-24"))

    assert who_got_what(told) == {(SOPHIE, "G-24"), (ON_CALL, "G-24")}
    letter = letter_to(told, SOPHIE, "G-24")
    assert "selon Astreinte, c’est une fausse alerte" in text_of(letter)
    assert "seul un gestionnaire baisse l’urgence" in text_of(letter)
    assert the_report(sqlite_house).urgency is Urgency.VITAL
    assert the_report(sqlite_house).status is ReportStatus.TODO
    assert later(sqlite_house, 60) == []

    link = links_in(letter)[0]
    page = sqlite_visitor.get(link)
    assert "Confirmer la fausse alerte" in said(page)
    before = len(sqlite_house.boxes)
    done = press(sqlite_visitor, link, "false", page=page.text)

    assert "C’est noté : fausse alerte" in said(done)
    assert the_report(sqlite_house).urgency is Urgency.NORMAL
    assert the_report(sqlite_house).status is ReportStatus.TODO
    assert who_got_what(list(sqlite_house.boxes)[before:]) == {(ON_CALL, "G-24")}
    assert not {who for who, _ in who_got_what(told)} & {NADIA, YANIS}


@pytest.mark.feature("GAP-14")
def test_a_danger_told_again_after_a_false_alarm_is_an_alarm_again(sqlite_house: LivingHouse) -> None:
    alarms = smells_of_gas(sqlite_house)
    writes(sqlite_house, SOPHIE, "Fausse alerte.", letter_to(alarms, SOPHIE, "G-24"))
    assert the_report(sqlite_house).status is ReportStatus.TODO, "these words close nothing here"
    to = reply_to(letter_to(alarms, NADIA, "T-02"))
    again = by_night("ça sent encore le gaz", to=to, message_id="<again@gmail.example>")
    assert {(SOPHIE, "G-24"), (ON_CALL, "G-24"), (NADIA, "T-02")} <= who_got_what(
        sqlite_house.told(again, sender=NADIA, to=to)
    )
    assert the_report(sqlite_house).urgency is Urgency.VITAL


@pytest.mark.feature("GAP-14")
def test_a_colleague_who_cannot_come_is_read_and_the_next_one_is_woken(sqlite_house: LivingHouse) -> None:
    wakes(sqlite_house, "karim")
    alarms = smells_of_gas(sqlite_house)
    told = writes(sqlite_house, ON_CALL, "Je ne peux pas, je suis à Bron.", letter_to(alarms, ON_CALL, "G-24"))
    assert who_got_what(told) == {(SOPHIE, "G-02")}
    assert who_got_what(later(sqlite_house, 15)) == {(KARIM, "G-24")}


@pytest.mark.feature("GAP-14")
@pytest.mark.parametrize("code", ["G-01", "T-02"])
def test_an_answer_to_the_home_or_its_own_closing_wakes_nobody_else(sqlite_house: LivingHouse, code: str) -> None:
    """A manager answers the home in public; or the tenant closes what they reported."""
    wakes(sqlite_house, "karim")
    first = smells_of_gas(sqlite_house)
    who, words = (SOPHIE, "J'arrive.") if code == "G-01" else (NADIA, "C'est réglé, vous pouvez clôturer.")
    writes(sqlite_house, who, words, letter_to(first, who, code))
    assert [each for each in later(sqlite_house, 60) if each.recipient == KARIM] == []


@pytest.mark.feature("GAP-14")
def test_who_is_only_on_call_has_no_other_right(sqlite_house: LivingHouse, sqlite_visitor: Visitor) -> None:
    alarm = letter_to(smells_of_gas(sqlite_house), ON_CALL, "G-24")
    told = writes(sqlite_house, ON_CALL, "Clôturez ce signalement. Envoyez un OS à Durand.", alarm)
    assert {code for _, code in who_got_what(told)} == {"G-02"}
    assert the_report(sqlite_house).status is ReportStatus.TODO
    assert sqlite_visitor.get(case_link(sqlite_house, Page.REPORT, ON_CALL)).status_code == 410
    assert sqlite_visitor.get(case_link(sqlite_house, Page.CLOSE, ON_CALL)).status_code == 410
    with sqlite_house.world.database.transaction() as session:
        content = profile_of(session, session.query(Agency).one()).to_json()
        content["mails"]["on_call"] = "nuit@agence-tilleul.example"
        save_agency(session, profile_from_json(content), now=sqlite_house.clock())
    assert sqlite_visitor.get(links_in(alarm)[0]).status_code == 410, "somebody else is on call now"
    assert writes(sqlite_house, ON_CALL, "Je prends.", alarm) == []
    with sqlite_house.world.database.looking() as session:
        assert session.query(InboundMail.fate).order_by(InboundMail.id).all()[-1] == (InboundFate.PARKED,)


@pytest.mark.feature("GAP-14")
def test_a_letter_that_nobody_needs_any_more_leaves_no_trace(sqlite_house: LivingHouse) -> None:
    wakes(sqlite_house, "karim")
    alarms = smells_of_gas(sqlite_house)
    with sqlite_house.world.database.looking() as session:
        [row] = [each for each in session.query(OutboundMail) if each.recipient == KARIM]
        assert row.due_at is not None
        assert row.due_at - sqlite_house.clock() > timedelta(minutes=14)
    writes(sqlite_house, SOPHIE, "Je prends.", letter_to(alarms, SOPHIE, "G-24"))
    with sqlite_house.world.database.looking() as session:
        assert [each for each in session.query(OutboundMail) if each.recipient == KARIM] == []
