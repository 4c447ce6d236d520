"""Two things of one mission that cross: a quote and a visit, works that are done and a price that is not decided, a
visit that is planned and another company."""

from dataclasses import replace

import pytest

from mailbot.model import Event, Person, PersonAddress, Provider, Report
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, MissionState, QuoteState, VisitState
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_sending import send_order, wish_for
from mailbot.workflow.scene import set_scene
from tests.answering import MOREL
from tests.cancelling import cancel
from tests.deciding import desk
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.stories.test_quotes_in_missions import LEAK, quotes, submitted
from tests.stories.test_visits_change import invited
from tests.stories.test_visits_change import planned as planned_ahead
from tests.visiting import answers, says
from tests.working import company_says, planned


@pytest.mark.feature("S2-08", "S2-16", "GAP-11")
def test_a_quote_before_its_visit_leaves_the_visit_as_people_know_it(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)

    quote = submitted(house, number)

    assert quote.state is QuoteState.RECEIVED
    assert order_now(house, number).state is MissionState.PLANNED
    assert visits_now(house, number)[-1].state is VisitState.PLANNED
    sophie = desk(house, loop)
    sophie.ref = LEAK
    letters = sophie.pressed(Page.QUOTE, quote.id, "approve")
    told = text_of(letter_to(letters, NADIA, "T-14"))
    assert "Le rendez-vous déjà convenu avec l’entreprise ne change pas." in told
    assert "second rendez-vous" not in told
    assert "le rendez-vous en cours avec l’occupant ne change pas" in text_of(letter_to(letters, DURAND, "P-12"))
    order = order_now(house, number)
    assert (order.state, order.quote_id) == (MissionState.PLANNED, quote.id)
    # It can be moved as ever.
    letters = answers(house, NADIA, "Désolée, j'ai l'hôpital mardi matin : plutôt jeudi 26 à 14h ?")
    assert {(NADIA, "T-12"), (YANIS, "T-12"), (DURAND, "P-09")} <= who_got_what(letters)
    assert order_now(house, number).state is MissionState.ACCEPTED


@pytest.mark.feature("S2-08")
def test_a_quote_that_waits_keeps_the_second_visit_back_once_the_first_is_over(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)
    submitted(house, number)
    house.clock.forward(days=4)
    company_says(house, number, "Il faut que je repasse.")
    letters = says(house, number, "Je peux revenir jeudi 3 décembre à 9h")
    assert "le devis n’est pas encore validé" in text_of(letter_to(letters, DURAND, "X-14"))
    assert (NADIA, "T-08") not in who_got_what(letters)


@pytest.mark.feature("GAP-24")
def test_a_mission_that_is_given_back_leaves_no_quote_to_decide(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)
    submitted(house, number)
    company_says(house, number, "Je ne peux plus assurer cette mission, voyez un confrère.")
    assert order_now(house, number).state is MissionState.WITHDRAWN
    assert [quote.state for quote in quotes(house, number)] == [QuoteState.DECLINED]


@pytest.mark.feature("S2-18")
def test_a_price_that_is_agreed_after_the_works_promises_nobody_a_visit(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    quote = submitted(house, number)
    company_says(house, number, "C'est terminé.")
    sophie = desk(house, loop)
    sophie.ref = LEAK
    letters = sophie.pressed(Page.QUOTE, quote.id, "approve")
    assert not {(NADIA, "T-14"), (YANIS, "T-14")} & who_got_what(letters)
    told = text_of(letter_to(letters, DURAND, "P-12"))
    assert told.startswith("Devis validé : le prix est accepté")
    assert "créneaux" not in told.split("Cordialement")[0]
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM


@pytest.mark.feature("GAP-12", "S2-06")
def test_another_company_takes_the_visit_of_the_former_one_out_of_calendars(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, letters = planned_ahead(house)
    first = invited(letter_to(letters, NADIA, "T-10"))
    before, now = len(house.boxes), house.clock()
    with house.world.database.transaction() as session:
        scene = set_scene(session, session.query(Report).filter_by(ref=LEAK).one(), now=now)
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        morel = session.query(Provider).filter_by(key="morel").one()
        wish = wish_for(session, scene, morel, extract_of(session, scene), now=now)
        former = session.query(WorkOrder).filter_by(number=number).one()
        send_order(session, scene, sophie, replace(wish, replaces=former), now=now)
    house.settle()
    letters = list(house.boxes)[before:]

    assert {(NADIA, "T-25"), (YANIS, "T-25"), (DURAND, "P-18"), (MOREL, "P-02")} <= who_got_what(letters)
    assert "Le passage prévu le mardi 24 novembre" in text_of(letter_to(letters, NADIA, "T-25"))
    for who, code in ((NADIA, "T-25"), (YANIS, "T-25"), (DURAND, "P-18")):
        gone = invited(letter_to(letters, who, code))
        assert (gone.method, gone.uid, gone.sequence) == ("CANCEL", first.uid, 1)


@pytest.mark.feature("GAP-11", "S1-82")
def test_the_journal_says_from_where_a_visit_was_moved(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)
    says(house, number, "Je suis malade, je ne pourrai pas venir mardi. Jeudi 26 à 14h à la place ?")
    with house.world.database.looking() as session:
        [moved] = session.query(Event).filter_by(kind=EventKind.VISIT_MOVED_BY_PROVIDER)
    assert (moved.facts["order_from"], moved.facts["order_to"]) == ("planned", "slots_proposed")


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_mission_is_given_back_while_its_quote_waits_or_once_it_was_refused(
    sqlite_house: LivingHouse, loop: Loop, is_refused: bool
) -> None:
    house = sqlite_house
    number = planned(house)
    quote = submitted(house, number)
    if is_refused:
        sophie = desk(house, loop)
        sophie.ref = LEAK
        sophie.pressed(Page.QUOTE, quote.id, "refuse", why="Trop cher", after="second_visit")
        assert order_now(house, number).state is MissionState.QUOTE_REFUSED
    letters = company_says(house, number, "Je ne peux plus assurer cette mission.")
    assert order_now(house, number).state is MissionState.WITHDRAWN
    assert not any("assurer cette mission" in text_of(each) for each in letters if each.recipient != SOPHIE)


def test_finished_before_the_visit_is_asked_about_and_counts_when_it_is_said_again(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)
    letters = says(house, number, "c fini")
    assert who_got_what(letters) == {(DURAND, "P-21")}
    assert "à quelle étape en êtes-vous" in text_of(letter_to(letters, DURAND, "P-21"))
    says(house, number, "c fini")
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM


def test_finished_while_a_quote_waits_is_answered(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    submitted(house, number)
    letters = company_says(house, number, "c fini")
    assert len([each for each in letters if each.recipient == DURAND]) == 1
    assert (NADIA, "T-04") not in who_got_what(letters)


def test_a_company_that_moves_a_visit_without_a_day_is_asked_for_one(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)
    letters = says(house, number, "Je dois décaler le rendez-vous, désolé.")
    assert "Nous demandons d’autres créneaux" in text_of(letter_to(letters, NADIA, "T-12"))
    asked = text_of(letter_to(letters, DURAND, "P-21"))
    assert "quels créneaux pouvez-vous proposer ?" in asked
    assert "rien n’a été transmis" not in asked
    assert (NADIA, "T-08") in who_got_what(says(house, number, "Jeudi 26 à 14h ou vendredi 27 à 9h"))


def test_times_of_a_company_whose_order_was_cancelled_are_the_agencys_alone(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    cancel(house, order)
    letters = says(house, order.number, "Je peux passer jeudi 26 à 14h ou vendredi 27 à 9h")
    assert (DURAND, "X-14") in who_got_what(letters)
    assert {each.recipient for each in letters} == {DURAND, SOPHIE}
