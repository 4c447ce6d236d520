"""The month in figures: once, on its first working day, to each manager, from what happened alone."""

from datetime import UTC, datetime

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person, Report
from mailbot.model_mails import ScheduledRun
from mailbot.vocabulary import Category, QuoteState
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_dashboard import ask_quotes, give_karim
from tests.stories.test_digests import KARIM
from tests.stories.test_landlords import CANARY, hannah_reports


def at(house: LivingHouse, year: int, month: int, day: int, hour: int = 8) -> None:
    """Set the clock, in Paris in winter."""
    house.clock.now = datetime(year, month, day, hour - 1, 0, 30, tzinfo=UTC)


def recaps(house: LivingHouse) -> list[Delivered]:
    return [each for each in house.strike() if each.mail.header("x-mailbot-letter") == "G-22"]


@pytest.mark.feature("S1-83", "S1-16")
def test_on_the_first_working_day_each_manager_reads_what_the_month_was(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    hannah_reports(sqlite_house)  # private: counted, and not a word of its kind
    sqlite_house.clock.forward(hours=3)
    address = reply_to(letter_to(first, SOPHIE, "G-01"))
    sqlite_house.told(
        mail("Vu.", sender=SOPHIE, to=address, subject="Re: x", message_id="<v@x>"), sender=SOPHIE, to=address
    )
    ask_quotes(sqlite_house, "SIG-1046", QuoteState.APPROVED, QuoteState.REFUSED, QuoteState.NO_ANSWER, QuoteState.SENT)

    at(sqlite_house, 2026, 12, 1, 7)  # a Tuesday
    assert recaps(sqlite_house) == []
    at(sqlite_house, 2026, 12, 1)
    told = recaps(sqlite_house)
    assert who_got_what(told) == {(SOPHIE, "G-22"), (KARIM, "G-22")}
    letter = letter_to(told, SOPHIE, "G-22")
    text = text_of(letter)
    assert letter.mail.subject == "Bilan de novembre 2026 : 7 signalements, 1 clôturé"
    assert "En novembre 2026 : 7 signalements reçus, 1 clôturé" in text
    assert "délai moyen jusqu’à la première réponse 3 h, jusqu’à la clôture 14 jours." in text
    assert "Les plus fréquents : chauffage (2), plomberie (2), serrurerie (1), volets (1)." in text
    assert "T2 Lilas 3e gauche (3 fois plomberie en douze mois)" in text
    assert "Devis : 1 validé, 1 refusé. Entreprises sans réponse : 1." in text
    assert "OS" not in text
    assert CANARY not in text
    assert "Reçus et clôturés, mois par mois : août 2026 (1 et 1)" in text
    assert reply_to(letter).startswith("l-")
    assert "Répondre à ce mail = consigne pour nous ; rien n’est publié." in text
    assert len([each for each in letter.mail.files if each.content_id]) == 2
    assert "dans toute l’agence" in text_of(letter_to(told, KARIM, "G-22"))
    for button in ("Ouvrir l’historique", "Exporter", "Modifier mes alertes"):
        assert f"→ {button}" in letter.mail.text

    sqlite_house.clock.forward(minutes=5)
    assert recaps(sqlite_house) == []
    at(sqlite_house, 2026, 12, 2)
    assert recaps(sqlite_house) == []


@pytest.mark.feature("S1-83")
def test_each_manager_reads_of_their_own_homes(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    give_karim(house, "L-B04")
    with house.world.database.transaction() as session:
        session.query(Person).filter_by(key="karim").one().language = "en"
    at(house, 2026, 12, 1)
    told = recaps(house)
    assert letter_to(told, SOPHIE, "G-22").mail.subject == "Bilan de novembre 2026 : 3 signalements, 0 clôturé"
    karims = letter_to(told, KARIM, "G-22")
    assert karims.mail.subject == "November 2026 in figures: 2 reports, 1 closed"
    assert "Maison Tanneurs (heating, 2 times in twelve months)" in text_of(karims)
    assert "whole agency" not in text_of(karims)


def test_a_month_without_a_report_sends_nothing(house: LivingHouse) -> None:
    at(house, 2027, 1, 4)
    assert recaps(house) == []
    with house.world.database.looking() as session:
        assert session.query(ScheduledRun).filter_by(task="month").count() == 1


def test_holidays_and_week_ends_are_no_working_days_and_a_day_of_standstill_loses_nothing(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        for report in session.query(Report):
            report.created_at = datetime(2026, 12, 9, 12, tzinfo=UTC)
            report.category = Category.OTHER
    for day in (1, 2, 3):  # New Year's Day is a Friday
        at(house, 2027, 1, day)
        assert recaps(house) == []
    at(house, 2027, 1, 5)  # Monday the fourth was slept through
    told = recaps(house)
    assert who_got_what(told) == {(SOPHIE, "G-22"), (KARIM, "G-22")}
    assert "Les plus fréquents : autre (6)." in text_of(letter_to(told, SOPHIE, "G-22"))
    assert "Reviennent" not in text_of(letter_to(told, SOPHIE, "G-22"))
    at(house, 2027, 1, 6)
    assert recaps(house) == []
