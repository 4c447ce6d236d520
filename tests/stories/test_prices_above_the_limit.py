"""A price that a company names in words, above what its order may cost without a yes: no works before it (S2-08)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mailbot.model import Person, PersonAddress, Provider, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import MissionState
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_reissuing import reissue_order
from mailbot.workflow.order_sending import wish_for
from mailbot.workflow.quote_figures import Figures, correct_figures
from mailbot.workflow.scene import set_scene, with_company
from tests.answering import QUOTE_PDF, pdf
from tests.deciding import desk
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered
from tests.visiting import answers, says
from tests.working import company_says, planned

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


def amount(house: LivingHouse, number: str) -> Decimal | None:
    """What the one quote of a mission comes to, with tax."""
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        return session.query(Quote).filter_by(order_id=order.id).one().amount_incl_tax


def house_ref(house: LivingHouse, number: str) -> str:
    """The report of an order."""
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        return session.get_one(Report, order.report_id).ref


def reissued(house: LivingHouse, number: str, ceiling: int) -> set[tuple[str, str]]:
    """A manager sends the order anew, with another limit: who got what."""
    before, now = len(house.boxes), house.clock()
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        scene = set_scene(session, session.get_one(Report, order.report_id), now=now)
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        company = session.get_one(Provider, order.provider_id)
        wish = wish_for(session, scene, company, extract_of(session, scene), now=now)
        reissue_order(session, scene, order, sophie, replace(wish, ceiling=Decimal(ceiling)), now=now)
    house.settle()
    return who_got_what(list(house.boxes)[before:])


@pytest.mark.feature("S2-08", "S1-34")
def test_a_limit_that_covers_the_price_lets_the_works_go_on_and_a_lower_one_does_not(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    assert not OFFERED & reissued(house, number, 160)
    assert reissued(house, number, 300) >= OFFERED
    assert order_now(house, number).state is MissionState.SLOTS_PROPOSED


@pytest.mark.feature("S2-08")
@pytest.mark.parametrize(
    "words",
    [
        "Pour le déplacement de ce matin, 65 € TTC. Je peux repasser vendredi matin.",
        "Finalement 140 € TTC, je peux repasser vendredi matin.",
    ],
)
def test_no_other_price_in_words_frees_what_waits_for_a_quote(sqlite_house: LivingHouse, words: str) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    assert not OFFERED & who_got_what(says(house, number, words))


@pytest.mark.feature("S2-08", "S2-18")
def test_a_price_up_to_the_quote_that_was_approved_asks_for_nothing(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),))
    with house.world.database.looking() as session:
        quote = session.query(Quote).join(WorkOrder, WorkOrder.id == Quote.order_id).filter_by(number=number).one()
    sophie = desk(house, loop)
    sophie.ref = house_ref(house, number)
    sophie.pressed(Page.QUOTE, quote.id, "approve")
    again = company_says(house, number, "Comme convenu 528 € TTC, je peux passer vendredi matin.")
    assert who_got_what(again) >= OFFERED
    assert (DURAND, "P-21") not in who_got_what(again)
    above = company_says(house, number, "Finalement ce sera 640 € TTC.")
    assert (DURAND, "P-21") in who_got_what(above)


@pytest.mark.feature("S2-16")
def test_the_price_of_another_thing_is_no_other_figure_for_the_quote_in_hand(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),))
    for words in (
        "Le déplacement de ce matin est à 65 € TTC.",
        "Recherche de fuite : 120 € TTC.",
        "120 € TTC pour le diagnostic de ce matin.",
        "Notre tarif horaire est de 55 € HT.",
        "The call-out is £60. We charge 55 euros per hour.",
    ):
        company_says(house, number, words)
        assert amount(house, number) == Decimal("528.00"), words
        assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED, words
    company_says(house, number, "Finalement 510 € TTC, déplacement compris.")
    assert amount(house, number) == Decimal("510.00")


@pytest.mark.feature("S2-08")
def test_a_price_before_the_first_visit_stops_the_works_and_not_the_look(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    letters = says(house, order.number, "Je prends, compter 285 € TTC. Mardi 24 à 9h.")
    assert who_got_what(letters) >= OFFERED | {(DURAND, "P-21")}
    answers(house, NADIA, "oui")
    says(house, order.number, "ok")
    house.clock.forward(days=4)
    letters = says(house, order.number, "Il faut que je repasse pour finir, vendredi matin.")
    assert not OFFERED & who_got_what(letters)
    assert (DURAND, "X-14") in who_got_what(letters)


@pytest.mark.feature("S2-08")
def test_a_journey_that_is_above_the_limit_too_does_not_lower_what_the_works_wait_for(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="900 € TTC"))
    says(house, number, "Pour le déplacement et la recherche de panne de ce matin, 210 € TTC.")
    assert not OFFERED & reissued(house, number, 220)
    assert reissued(house, number, 900) >= OFFERED


SMALL_QUOTE = QUOTE_PDF.replace("480,00", "120,00").replace("48,00", "12,00").replace("528,00", "132,00")


@pytest.mark.feature("S2-17", "S2-19")
def test_times_that_waited_are_offered_when_the_quote_that_comes_needs_no_yes(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    letters = company_says(house, number, "Voici notre devis.", files=(("devis.pdf", pdf(SMALL_QUOTE)),))
    assert who_got_what(letters) >= OFFERED
    noted = text_of(letter_to(letters, DURAND, "P-11"))
    assert "aucun accord n’est à attendre. Vos créneaux sont proposés à l’occupant, qui choisira." in noted
    assert "Répondez avec vos créneaux" not in noted
    assert order_now(house, number).state is MissionState.SLOTS_PROPOSED


@pytest.mark.feature("S2-18", "S2-19")
def test_times_that_waited_are_offered_when_a_manager_puts_the_price_right(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    company_says(house, number, "Voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),))
    before = len(house.boxes)
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        quote = session.query(Quote).filter_by(order_id=order.id).one()
        scene = set_scene(session, session.get_one(Report, order.report_id), now=house.clock())
        scene = with_company(session, scene, quote, now=house.clock())
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        correct_figures(session, scene, quote, sophie, Figures(incl_tax=Decimal("132.00")), house.clock())
    house.settle()
    assert who_got_what(list(house.boxes)[before:]) >= OFFERED


@pytest.mark.feature("S2-19")
def test_a_company_whose_times_are_offered_is_not_asked_for_them_again(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    company_says(house, number, "Voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),))
    with house.world.database.looking() as session:
        quote = session.query(Quote).join(WorkOrder, WorkOrder.id == Quote.order_id).filter_by(number=number).one()
    sophie = desk(house, loop)
    sophie.ref = house_ref(house, number)
    letters = sophie.pressed(Page.QUOTE, quote.id, "approve")
    assert who_got_what(letters) >= OFFERED
    approved = text_of(letter_to(letters, DURAND, "P-12"))
    assert approved.startswith("Devis validé : vos créneaux sont proposés")
    assert "Vos créneaux pour ce second rendez-vous sont proposés à l’occupant, qui choisira." in approved
    assert "Répondez avec vos créneaux" not in approved


@pytest.mark.feature("S2-08", "S2-19")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Finalement 140 € TTC, je peux repasser vendredi matin.", "X-14"),
        ("Suis repassé voir. Joint HS, à changer. 120 € TTC fourniture et pose, je peux repasser vendredi.", "X-14"),
        ("Ce sera plutôt 320 € TTC, je peux passer samedi matin.", "P-21"),
        ("Devis : 320 € TTC, je peux passer samedi matin.", "P-21"),
    ],
)
def test_times_beside_another_price_are_kept_and_the_company_reads_so_once(
    sqlite_house: LivingHouse, words: str, told: str
) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    letters = [letter for letter in says(house, number, words) if letter.recipient == DURAND]
    assert who_got_what(letters) == {(DURAND, told)}
    assert ("créneaux sont gardés" if told == "P-21" else "nous proposerons ces créneaux") in text_of(letters[0])


@pytest.mark.feature("S2-16")
def test_another_figure_for_the_quote_in_hand_asks_for_no_document(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),))
    letters = company_says(house, number, "Finalement 510 € TTC, je peux passer samedi matin.")
    assert who_got_what(letters) == {(SOPHIE, "G-02"), (SOPHIE, "G-06"), (DURAND, "P-11"), (DURAND, "X-14")}
    assert "nous proposerons ces créneaux" in text_of(letter_to(letters, DURAND, "X-14"))


@pytest.mark.feature("S2-08", "S2-26")
def test_works_above_the_limit_wait_after_a_contest_too(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = visited(house)
    says(house, number, "C’est réparé.")
    answers(house, NADIA, "Non, ça fuit toujours.")
    letters = says(house, number, COMES_AGAIN.format(price="285 € TTC"))
    assert not OFFERED & who_got_what(letters)
    assert "Vos créneaux sont gardés" in text_of(letter_to(letters, DURAND, "P-21"))
    assert reissued(house, number, 285) >= OFFERED


@pytest.mark.feature("S2-26")
def test_a_price_of_works_that_are_done_keeps_nobody_from_coming_back_to_mend_them(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, "Je prends, compter 285 € TTC. Mardi 24 à 9h.")
    answers(house, NADIA, "oui")
    says(house, order.number, "ok")
    house.clock.forward(days=4)
    says(house, order.number, "C’est réparé.")
    answers(house, NADIA, "Non, ça fuit toujours.")
    assert who_got_what(says(house, order.number, "Je peux repasser vendredi matin.")) >= OFFERED


@pytest.mark.feature("S2-16", "S2-23")
def test_what_works_cost_that_are_done_is_no_figure_of_a_quote_that_waits(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),))
    letters = company_says(house, number, "J’ai réparé provisoirement, c’est réparé. 85 € TTC.")
    assert amount(house, number) == Decimal("528.00")
    assert (DURAND, "P-11") not in who_got_what(letters)
    assert "85 € TTC" in text_of(letter_to(letters, SOPHIE, "G-02"))
