"""What a closing does to a mission: visits that nobody waits for, and works that no silence confirms."""

import pytest

from mailbot.model import Report
from mailbot.model_orders import Visit
from mailbot.threads.participants import seat_of
from mailbot.vocabulary import Channel, ConfirmedBy, MissionState, VisitState
from mailbot.workflow.closings import reopen
from mailbot.workflow.scene import set_scene
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, order_now
from tests.quoting import requested
from tests.stories.test_visits_change import invited
from tests.visiting import answers, instructs, wrote
from tests.working import company_says, home_says, planned


def closed_once_done(house: LivingHouse) -> str:
    """The company says that it has finished, the manager closes, and five days go by: the order."""
    number = planned(house)
    company_says(house, number, "Terminé.")
    home_says(house, "Clôturer", sender=SOPHIE, channel=Channel.AGENCY)
    for _ in range(5):
        house.clock.forward(days=1)
        assert "T-16" not in {code for _, code in who_got_what(house.strike())}
    return number


def after(house: LivingHouse, days: int) -> set[tuple[str, str]]:
    """What leaves by the clock of the next days."""
    left: set[tuple[str, str]] = set()
    for _ in range(days):
        house.clock.forward(days=1)
        left |= who_got_what(house.strike())
    return left


@pytest.mark.feature("GAP-05", "GAP-08", "GAP-09")
def test_a_report_that_comes_back_contests_the_works_it_was_closed_on(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = closed_once_done(house)

    letters = home_says(house, "Non, ce n’est pas réparé, ça fuit encore.")

    assert {(NADIA, "T-19"), (SOPHIE, "G-17"), (DURAND, "P-16"), (YANIS, "T-04")} <= who_got_what(letters)
    assert not {(NADIA, "T-27"), (SOPHIE, "G-11"), (DURAND, "P-20")} & who_got_what(letters)
    assert "ça fuit encore" in text_of(letter_to(letters, DURAND, "P-16"))
    assert order_now(house, number).state is MissionState.CONTESTED
    assert not {code for _, code in after(house, 4)} & {"P-15", "G-10"}


@pytest.mark.feature("GAP-09")
def test_silence_is_no_yes_where_somebody_says_that_it_is_not_settled(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = closed_once_done(house)
    # Not the author: the report stays closed, and the manager reads it.
    assert (SOPHIE, "G-17") in who_got_what(home_says(house, "Le problème n’est pas réglé.", sender=YANIS))
    assert not {code for _, code in after(house, 6)} & {"P-15", "T-16"}
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM
    # Whoever is asked can still say yes.
    home_says(house, "Rouvrir", sender=SOPHIE)
    letters = home_says(house, "Le locataire a confirmé par téléphone.", sender=SOPHIE, channel=Channel.AGENCY)
    assert (DURAND, "P-15") in who_got_what(letters)


@pytest.mark.feature("GAP-09")
def test_a_manager_who_reopens_has_the_home_asked_and_warned_before_silence_counts(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = closed_once_done(house)
    with house.world.database.transaction() as session:
        scene = set_scene(session, session.query(Report).filter_by(ref="SIG-1042").one(), now=house.clock())
        [sophie] = [each for each in scene.home.managers if each.addresses[0].address == SOPHIE]
        seat = seat_of(session, sophie.id, scene.thread.id, Channel.PUBLIC)
        assert seat is not None
        reopen(session, scene, seat, now=house.clock())
    left = after(house, 1)
    assert (NADIA, "T-16") in left
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM
    after(house, 3)
    assert order_now(house, number).confirmed_as is ConfirmedBy.SILENCE


@pytest.mark.feature("S2-06")
def test_a_visit_before_a_quote_is_called_off_with_the_report(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    _, letters = requested(house)
    theirs = reply_to(letter_to(letters, DURAND, "P-01"))
    wrote(house, DURAND, theirs, "Il faut que je voie sur place : mardi 24 entre 9h et 11h.")
    answers(house, NADIA, "oui")
    first = invited(letter_to(wrote(house, DURAND, theirs, "ok"), DURAND, "P-07"))

    letters = instructs(house, "Clôturer")

    assert {(NADIA, "T-17"), (NADIA, "T-12"), (YANIS, "T-12"), (DURAND, "P-18")} <= who_got_what(letters)
    for who, code in ((NADIA, "T-12"), (DURAND, "P-18")):
        gone = invited(letter_to(letters, who, code))
        assert (gone.method, gone.uid, gone.sequence) == ("CANCEL", first.uid, 1)
    told = text_of(letter_to(letters, DURAND, "P-18"))
    assert "Nous annulons DEV-2026-0092 (" in told
    assert "Belkacem" not in told
    home = text_of(letter_to(letters, NADIA, "T-12"))
    assert "L’intervention de Plomberie Durand, prévue mardi 24 novembre, 9 h – 11 h, est annulée." in home
    with house.world.database.looking() as session:
        [visit] = session.query(Visit).all()
    assert visit.state is VisitState.CANCELLED
