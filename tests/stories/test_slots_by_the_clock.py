"""Slots that wait: the home is reminded, the company is not; a manager is told, and what is too near ends (S2-11)."""

from datetime import UTC, datetime

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import EventKind, MissionState, Urgency, VisitState
from mailbot.worker import run_schedule
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, mission_address, order_now, ordered, visits_now
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_relaunches import PARIS, at, says, to_companies

FRIDAY = "Vendredi 27 novembre de 9h à 11h, ou vendredi 27 novembre de 14h à 16h."


def offered(house: LivingHouse, words: str = FRIDAY) -> tuple[WorkOrder, list[Delivered]]:
    """Durand proposes on Saturday the 21st, a minute past ten."""
    order, _ = ordered(house, urgency=Urgency.NORMAL)
    house.clock.forward(minutes=1)
    return order, says(house, words, to=mission_address(house, order.number))


def of(letters: list[Delivered], *codes: str) -> set[tuple[str, str]]:
    return {row for row in who_got_what(letters) if row[1] in codes}


@pytest.mark.feature("S2-11", "GAP-04")
def test_a_choice_that_nobody_makes_is_recalled_told_and_ended(house: LivingHouse) -> None:
    order, letters = offered(house)
    assert of(letters, "T-08") == {(NADIA, "T-08"), (YANIS, "T-08")}
    assert not of(at(house, 11, 22, 10, 0), "T-08")

    again = at(house, 11, 22, 10, 2)
    told = text_of(letter_to(again, NADIA, "T-08"))
    assert "Nous n’avons pas encore votre choix." in told
    assert "nous vous le rappellerons" in told
    assert "1) vendredi 27 novembre" in told
    assert not of(at(house, 11, 22, 10, 3), "T-08")
    digest = at(house, 11, 23, 8)
    assert not of([*digest, *at(house, 11, 23, 11)], "T-08")
    assert "choix du créneau rappelé" in text_of(letter_to(digest, SOPHIE, "G-03"))

    last = text_of(letter_to(at(house, 11, 24, 10, 5), YANIS, "T-08"))
    assert "nous vous le rappellerons" not in last
    # The company that waits is not chased meanwhile.
    assert not to_companies([*at(house, 11, 24, 11), *at(house, 11, 25, 9)])

    silent = at(house, 11, 25, 10, 6)
    told = text_of(letter_to(silent, SOPHIE, "G-18"))
    assert "Plomberie Durand a proposé 2 créneaux le samedi 21 novembre" in told
    assert "relances au locataire : dimanche 22 novembre et mardi 24 novembre" in told
    told = text_of(letter_to(silent, DURAND, "P-20"))
    assert "Nous attendons que l’occupant choisisse parmi vos créneaux" in told
    assert "Belkacem" not in told
    assert not of([*at(house, 11, 26, 10), *at(house, 11, 27, 11, 59)], "T-08", "G-18", "P-20")

    ended = at(house, 11, 27, 12, 1)
    assert of(ended, "P-09", "G-18") == {(DURAND, "P-09"), (SOPHIE, "G-18")}
    assert "Vos créneaux sont passés sans réponse de l’occupant." in text_of(letter_to(ended, DURAND, "P-09"))
    assert "Plus aucun créneau n’est possible." in text_of(letter_to(ended, SOPHIE, "G-18"))
    assert order_now(house, order.number).state is MissionState.ACCEPTED
    [visit] = visits_now(house, order.number)
    assert visit.state is VisitState.EXPIRED
    assert not of([*at(house, 11, 27, 12, 2), *at(house, 11, 30, 9)], "P-09", "G-18", "P-03")

    # Other times go on under the same number.
    again = says(house, "Mardi 1er décembre de 9h à 11h", to=reply_to(letter_to(ended, DURAND, "P-09")))
    assert "mardi 1er décembre" in text_of(letter_to(again, NADIA, "T-08"))
    assert [each.number for each in visits_now(house, order.number)] == [1]


@pytest.mark.feature("S2-11", "GAP-04")
def test_a_house_that_stood_still_recalls_a_choice_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    offered(house)
    house.clock.now = datetime(2026, 11, 24, 18, 0, tzinfo=PARIS).astimezone(UTC)
    run_schedule(house.world)
    run_schedule(house.world)
    house.settle()
    with house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.SLOT_CHOICE_REMINDED).count() == 1
        assert session.query(OutboundMail).filter_by(kind="T-08").count() == 4


@pytest.mark.feature("S2-14")
def test_a_company_is_reminded_to_plan_what_was_chosen(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, letters = offered(house)
    chosen = says(house, "le 1", to=reply_to(letter_to(letters, NADIA, "T-08")), sender=NADIA)
    assert (DURAND, "P-06") in who_got_what(chosen)
    # In its hours: chosen on Saturday, recalled on Monday.
    assert not of([*at(house, 11, 22, 10, 30), *at(house, 11, 23, 7, 59)], "P-06", "T-08")
    again = at(house, 11, 23, 8, 1)
    assert "vendredi 27 novembre" in text_of(letter_to(again, DURAND, "P-06"))
    assert not of([*at(house, 11, 24, 9), *at(house, 11, 26, 9)], "P-06", "P-03")
    says(house, "ok", to=reply_to(letter_to(again, DURAND, "P-06")))
    assert order_now(house, order.number).state is MissionState.PLANNED


@pytest.mark.feature("S2-14", "GAP-04")
def test_a_choice_that_nobody_planned_ends_with_its_hour(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, letters = offered(house)
    says(house, "le 1", to=reply_to(letter_to(letters, NADIA, "T-08")), sender=NADIA)
    assert not of([*at(house, 11, 23, 8, 1), *at(house, 11, 27, 8, 59)], "P-09", "G-18")

    ended = at(house, 11, 27, 9, 1)
    assert of(ended, "P-09", "G-18", "P-06") == {(DURAND, "P-09"), (SOPHIE, "G-18")}
    words = "Le créneau que l’occupant a choisi est passé sans être planifié."
    assert words in text_of(letter_to(ended, DURAND, "P-09"))
    told = letter_to(ended, SOPHIE, "G-18")
    assert "Plomberie Durand n’a pas planifié le créneau choisi" in text_of(told)
    assert "l’occupant en a choisi un, qui est passé sans être planifié." in text_of(told)
    assert order_now(house, order.number).state is MissionState.ACCEPTED
    [visit] = visits_now(house, order.number)
    assert visit.state is VisitState.EXPIRED
    assert not of([*at(house, 11, 27, 9, 2), *at(house, 11, 30, 9)], "P-09", "G-18", "P-06")

    # Whoever came all the same says so; or other times go on under the same number.
    again = says(house, "Mardi 1er décembre de 9h à 11h", to=reply_to(letter_to(ended, DURAND, "P-09")))
    assert "mardi 1er décembre" in text_of(letter_to(again, NADIA, "T-08"))
    assert [each.number for each in visits_now(house, order.number)] == [1]


@pytest.mark.feature("S2-10", "GAP-01")
def test_a_home_is_asked_for_its_times_and_told_when_a_company_is_gone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house, urgency=Urgency.NORMAL)
    assert not of(at(house, 11, 22, 9, 59), "T-07")
    assert of(at(house, 11, 22, 10, 1), "T-07") == {(NADIA, "T-07"), (YANIS, "T-07")}
    assert not of([*at(house, 11, 22, 10, 2), *at(house, 11, 23, 11)], "T-07")

    house.clock.now = datetime(2026, 11, 23, 15, 0, tzinfo=PARIS).astimezone(UTC)
    refused = says(house, "Pas disponible, désolé.", to=mission_address(house, order.number))
    assert (SOPHIE, "G-05") in who_got_what(refused)
    assert not of([*at(house, 11, 24, 9), *at(house, 11, 24, 14, 59)], "T-25", "P-03")
    told = at(house, 11, 24, 15, 1)
    assert of(told, "T-25") == {(NADIA, "T-25"), (YANIS, "T-25")}
    words = text_of(letter_to(told, NADIA, "T-25"))
    assert "nous cherchons une autre entreprise" in words.lower()
    assert "Durand" not in words
    assert not of([*at(house, 11, 24, 15, 2), *at(house, 11, 26, 15)], "T-25")


@pytest.mark.feature("S2-10", "GAP-01")
def test_a_home_that_has_said_its_times_or_has_another_company_is_told_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, letters = ordered(house, urgency=Urgency.NORMAL)
    message = mail(
        "Je suis là mardi matin et jeudi après 17h.", sender=NADIA, to=reply_to(letter_to(letters, NADIA, "T-06")),
        subject="Re", message_id="<times@x>",
    )  # fmt: skip
    house.told(message, sender=NADIA, to=reply_to(letter_to(letters, NADIA, "T-06")))
    assert not of(at(house, 11, 22, 10, 5), "T-07")
    says(house, "Pas disponible.", to=mission_address(house, order.number))
    ordered(house, "morel", urgency=Urgency.NORMAL)
    assert not of([*at(house, 11, 24, 10), *at(house, 11, 25, 10)], "T-25")
