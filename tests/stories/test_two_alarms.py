"""Alarms of one report that meet: two dangers, one told again after a closing, a letter that was on its way (G-24)."""

import re
from datetime import timedelta

import pytest

from mailbot.model_mails import OutboundMail
from mailbot.vocabulary import EventKind, OutboundFate, Urgency
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_alarms import KARIM, happened, later, links_in, smells_of_gas, wakes, writes
from tests.stories.test_danger import ON_CALL, by_night, the_report
from tests.stories.test_scanners import Scanner
from tests.web.conftest import Visitor, said


@pytest.mark.feature("GAP-14")
def test_a_false_alarm_of_fire_leaves_the_gas_as_urgent_as_it_was(sqlite_house: LivingHouse) -> None:
    first = smells_of_gas(sqlite_house)
    to = reply_to(letter_to(first, NADIA, "T-02"))
    second = sqlite_house.told(
        by_night("il y a le feu dans la cuisine", to=to, message_id="<fire@gmail.example>"), sender=NADIA, to=to
    )
    assert happened(sqlite_house).count(EventKind.URGENCY_RAISED) == 2

    told = writes(sqlite_house, SOPHIE, "Fausse alerte.", letter_to(second, SOPHIE, "G-24"))

    assert the_report(sqlite_house).urgency is Urgency.VITAL, "nobody has said so of the gas"
    assert "Le signalement reste « urgence vitale »" in text_of(letter_to(told, ON_CALL, "G-24"))
    # Said once more, it is said of all that was told.
    writes(sqlite_house, SOPHIE, "Fausse alerte.", letter_to(told, SOPHIE, "G-24"))
    assert the_report(sqlite_house).urgency is Urgency.NORMAL


@pytest.mark.feature("GAP-14")
def test_a_danger_told_again_after_the_case_was_closed_is_an_alarm_again(sqlite_house: LivingHouse) -> None:
    wakes(sqlite_house, "karim")
    to = reply_to(letter_to(smells_of_gas(sqlite_house), NADIA, "T-02"))
    sqlite_house.told(
        by_night("C'est réglé, vous pouvez clôturer.", to=to, message_id="<over@gmail.example>"), sender=NADIA, to=to
    )
    assert EventKind.REPORT_CLOSED_BY_AUTHOR in happened(sqlite_house)

    again = sqlite_house.told(
        by_night("ça sent encore le gaz", to=to, message_id="<again@gmail.example>"), sender=NADIA, to=to
    )

    assert {(SOPHIE, "G-24"), (ON_CALL, "G-24")} <= who_got_what(again)
    assert (KARIM, "G-24") in who_got_what(later(sqlite_house, 15))


@pytest.mark.feature("GAP-14")
def test_whose_alarm_could_not_be_called_off_reads_who_answered(sqlite_house: LivingHouse) -> None:
    """The relay has put it off once: it may leave at any moment."""
    wakes(sqlite_house, "karim")
    alarms = smells_of_gas(sqlite_house)
    with sqlite_house.world.database.transaction() as session:
        [row] = [each for each in session.query(OutboundMail) if each.recipient == KARIM]
        assert row.fate is OutboundFate.PENDING
        row.tries, row.due_at = 1, sqlite_house.clock() + timedelta(minutes=5)
    told = writes(sqlite_house, SOPHIE, "Je prends.", letter_to(alarms, SOPHIE, "G-24"))
    assert (KARIM, "G-24") in who_got_what(told)


@pytest.mark.feature("GAP-14", "S1-79")
def test_a_program_that_posts_every_form_of_an_alarm_answers_none(sqlite_house: LivingHouse, loop: Loop) -> None:
    wakes(sqlite_house, "karim")
    links = [link for letter in smells_of_gas(sqlite_house) for link in links_in(letter)]
    before = happened(sqlite_house)
    for scanner in (
        Scanner(sqlite_house, loop),
        Scanner(sqlite_house, loop, posts_later=True),
        Scanner(sqlite_house, loop, goes_on=3, step=0.3, presses_one=True),
    ):
        scanner.scan(links)
        sqlite_house.settle()
        assert scanner.posted > 4
    assert happened(sqlite_house) == before
    assert (KARIM, "G-24") in who_got_what(later(sqlite_house, 15))
    # With the patience of a person it does: it is the time that stands against it.
    Scanner(sqlite_house, loop, reads_first=True).scan(links)
    assert EventKind.URGENCY_TAKEN in happened(sqlite_house)


@pytest.mark.feature("GAP-14", "S1-92")
def test_what_a_landlord_told_stays_private_when_it_is_taken_and_whoever_lives_there_is_called(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    house = sqlite_house
    to = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    gas = mail("Il y a une odeur de gaz !", sender=BERNARD, to=to, subject="Re", message_id="<gas@orange.example>")
    alarm = letter_to(house.told(gas, sender=BERNARD, to=to), SOPHIE, "G-24")
    [telephone] = re.findall(r"Téléphone : ([0-9 ]+)\.", text_of(alarm))

    page = said(sqlite_visitor.get(links_in(alarm)[0])).replace("\u00a0", " ")
    assert f"Appeler {telephone}" in page

    told = writes(house, SOPHIE, "Je prends.", alarm)
    assert {who for who, _ in who_got_what(told)} == {SOPHIE, ON_CALL}
    told = writes(house, SOPHIE, "Un plombier passera lundi.", letter_to(list(house.boxes), SOPHIE, "G-01"))
    for who in (NADIA, YANIS):
        letter = text_of(letter_to(told, who, "T-04"))
        assert not {word for word in ("danger", "alerte prise", "l’appel", "gaz") if word in letter}, letter


@pytest.mark.feature("GAP-14", "S1-92")
def test_the_home_is_told_what_to_do_though_its_landlord_was_first_to_tell_us(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    to = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    gas = mail("Il y a une odeur de gaz !", sender=BERNARD, to=to, subject="Re", message_id="<gas@orange.example>")
    assert NADIA not in {who for who, _ in who_got_what(house.told(gas, sender=BERNARD, to=to))}

    told = house.told(by_night("ça sent le gaz", to=to), sender=NADIA, to=to)

    assert {(NADIA, "T-02"), (YANIS, "T-02"), (SOPHIE, "G-24")} <= who_got_what(told)
    again = house.told(by_night("ça sent encore le gaz", to=to, message_id="<more@x.example>"), sender=NADIA, to=to)
    assert "G-24" not in {code for _, code in who_got_what(again)}, "within the hour it is the same alarm"
