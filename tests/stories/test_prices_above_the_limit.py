"""A price that a company names in words, above what its order may cost without a yes: no works before it (S2-08)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mailbot.model import Person, PersonAddress, Provider, Report
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import MissionState
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_reissuing import reissue_order
from mailbot.workflow.order_sending import wish_for
from mailbot.workflow.scene import set_scene
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered
from tests.visiting import answers, says

COMES_AGAIN = "Suis passé ce matin. Robinet HS, à changer. {price} fourniture et pose, je peux repasser vendredi matin."
HOME = {(NADIA, "T-04"), (YANIS, "T-04")}
OFFERED = {(NADIA, "T-08"), (YANIS, "T-08")}


def visited(house: LivingHouse) -> str:
    """A mission whose one visit is over: its number."""
    order, _ = ordered(house)
    says(house, order.number, "Mardi 24 à 9h.")
    answers(house, NADIA, "oui")
    says(house, order.number, "ok")
    house.clock.forward(days=4)
    return order.number


@pytest.mark.feature("S2-08", "S2-16", "S2-19")
@pytest.mark.parametrize("price", ["285 € TTC", "Entre 250 et 300 €"])
def test_works_above_the_limit_are_not_offered_to_the_home_and_the_quote_is_asked_for(
    sqlite_house: LivingHouse, price: str
) -> None:
    house = sqlite_house
    number = visited(house)
    letters = says(house, number, COMES_AGAIN.format(price=price))
    assert who_got_what(letters) == HOME | {(SOPHIE, "G-02"), (DURAND, "P-21")}
    assert "€" not in text_of(letter_to(letters, NADIA, "T-04")).partition("Voir le dossier")[0]
    asked = text_of(letter_to(letters, DURAND, "P-21"))
    assert "pouvez-vous joindre le devis chiffré en PDF ?" in asked
    assert "Vos créneaux sont gardés : nous les proposerons à l’occupant dès que le devis sera validé." in asked
    understood = text_of(letter_to(letters, SOPHIE, "G-02")).partition("Lu comme : ")[2]
    assert understood.startswith("un prix, sans devis ; passage fait, à suivre. ")
    assert order_now(house, number).state is MissionState.DIAGNOSED

    later = says(house, number, "Samedi matin aussi c'est possible pour moi.")
    assert not OFFERED & who_got_what(later)
    assert (DURAND, "X-14") in who_got_what(later)


@pytest.mark.feature("S2-07")
def test_works_up_to_the_limit_go_straight_on(sqlite_house: LivingHouse) -> None:
    number = visited(sqlite_house)
    letters = says(sqlite_house, number, COMES_AGAIN.format(price="120 € TTC"))
    assert who_got_what(letters) == HOME | OFFERED | {(SOPHIE, "G-02")}


@pytest.mark.feature("S2-08")
def test_a_second_visit_without_its_day_is_not_asked_for_before_the_quote(sqlite_house: LivingHouse) -> None:
    number = visited(sqlite_house)
    letters = says(sqlite_house, number, "Il faut que je repasse, il y en a pour 300 €.")
    assert who_got_what(letters) == HOME | {(SOPHIE, "G-02"), (DURAND, "P-21")}
    assert "créneaux" not in text_of(letter_to(letters, DURAND, "P-21")).partition("Vous")[0]


@pytest.mark.feature("S2-08", "S1-34")
def test_a_limit_that_a_manager_raises_lets_the_works_go_on(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    before, now = len(house.boxes), house.clock()
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        scene = set_scene(session, session.get_one(Report, order.report_id), now=now)
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        company = session.get_one(Provider, order.provider_id)
        wish = wish_for(session, scene, company, extract_of(session, scene), now=now)
        reissue_order(session, scene, order, sophie, replace(wish, ceiling=Decimal(300)), now=now)
    house.settle()
    assert who_got_what(list(house.boxes)[before:]) >= OFFERED
    assert order_now(house, number).state is MissionState.SLOTS_PROPOSED


@pytest.mark.feature("S2-08")
def test_a_lower_price_takes_the_place_of_the_one_above_the_limit(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    assert who_got_what(says(house, number, COMES_AGAIN.format(price="Finalement 140 € TTC"))) >= OFFERED
