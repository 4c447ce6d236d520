"""Two people at the same instant, on a database that lets them: numbers follow each other, and one choice stands."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from mailbot.model import Event, Person, PersonAddress, Provider, Report
from mailbot.model_desk import LandlordAnswer
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel, EventKind, MissionState, VisitState
from mailbot.web.door import press
from mailbot.web.visits import Sheet, Typed
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_sending import send_order, wish_for
from mailbot.workflow.scene import set_scene
from tests.deciding import answers, ask_bernard, asked_letter, desk, leak_with_quotes
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, Loop, who_got_what
from tests.ordering import DURAND, order_now, ordered, visits_now
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_closed_messages import said_on_closed
from tests.stories.test_two_workers import work_at_once
from tests.visiting import TWO_SLOTS, says, seat_address


def at_once(*acts: Callable[[], None]) -> None:
    """All of them, at the same instant."""
    start = threading.Barrier(len(acts))

    def wait_and(act: Callable[[], None]) -> None:
        start.wait()
        act()

    threads = [threading.Thread(target=wait_and, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.feature("S1-66")
def test_orders_that_are_given_at_once_take_numbers_that_follow_each_other(postgres_house: LivingHouse) -> None:
    house = postgres_house

    def gives(ref: str, company: str) -> Callable[[], None]:
        def act() -> None:
            now = house.clock()
            with house.world.database.transaction() as session:
                scene = set_scene(session, session.query(Report).filter_by(ref=ref).one(), now=now)
                sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
                provider = session.query(Provider).filter_by(key=company).one()
                send_order(
                    session, scene, sophie, wish_for(session, scene, provider, extract_of(session, scene), now=now),
                    now=now,
                )  # fmt: skip

        return act

    at_once(gives("SIG-1042", "durand"), gives("SIG-1043", "morel"), gives("SIG-1042", "azur"))
    house.settle()

    with house.world.database.looking() as session:
        numbers = sorted(session.scalars(select(WorkOrder.number)))
    assert numbers == ["OS-2026-0190", "OS-2026-0191", "OS-2026-0192"]
    told = [each.recipient for each in house.boxes if each.mail.header("x-mailbot-letter") == "T-06"]
    assert told.count(NADIA) == told.count(YANIS) == 2


@pytest.mark.feature("S2-12", "GAP-20")
def test_of_two_choices_at_once_one_stands_and_the_other_is_told(postgres_house: LivingHouse) -> None:
    house = postgres_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    before = len(house.boxes)
    for who, words in ((NADIA, "le 1"), (YANIS, "le 2")):
        to = seat_address(house, who, "SIG-1042", Channel.PUBLIC)
        house.mail(mail(words, sender=who, to=to, subject="Re: x", message_id=f"<{who}>"), sender=who, to=to)

    work_at_once(house, 2)
    house.settle()

    got = [(each.recipient, each.mail.header("x-mailbot-letter")) for each in list(house.boxes)[before:]]
    assert sorted(code for _, code in got) == ["P-06", "T-09", "T-09", "X-14"]
    assert {who for who, code in got if code == "T-09"} == {NADIA, YANIS}
    assert (DURAND, "P-06") in who_got_what(list(house.boxes)[before:])
    assert order_now(house, order.number).state is MissionState.SLOT_CHOSEN
    assert [visit.state for visit in visits_now(house, order.number)] == [VisitState.CHOSEN]
    with house.world.database.looking() as session:
        kinds = list(session.scalars(select(Event.kind)))
    assert (kinds.count(EventKind.SLOT_CHOSEN), kinds.count(EventKind.SLOT_CHOSEN_TOO_LATE)) == (1, 1)


def pressed_at_once(house: LivingHouse, url: str, *forms: dict[str, str]) -> list[str]:
    """The same page in several browsers: what each of them is told is wrong, in order."""
    sheets: list[Sheet] = []
    sealed = url.rpartition("/")[2]

    def presses(number: int, fields: dict[str, str]) -> Callable[[], None]:
        return lambda: sheets.append(press(house.world, sealed, Typed(str(number) * 32, fields)))

    at_once(*(presses(number, fields) for number, fields in enumerate(forms)))
    house.settle()
    return sorted(str(each.facts.get("trouble")) for each in sheets)


@pytest.mark.feature("GAP-06")
def test_of_two_readings_at_once_one_stands(postgres_house: LivingHouse, loop: Loop) -> None:
    house = postgres_house
    answers(house, asked_letter(ask_bernard(house, loop, *leak_with_quotes(house))), "Demandez un autre devis.")
    with house.world.database.looking() as session:
        first = session.scalars(select(LandlordAnswer.id)).one()

    said = pressed_at_once(
        house, desk(house, loop).link(Page.READING, first), {"act": "correct", "says": "no"},
        {"act": "correct", "says": "question"}, {"act": "correct", "says": "condition"},
    )  # fmt: skip

    assert said == ["", "too_late", "too_late"]
    with house.world.database.looking() as session:
        assert len(session.scalars(select(LandlordAnswer.id)).all()) == 2


@pytest.mark.feature("S1-50")
def test_of_two_decisions_at_once_on_a_message_one_stands(postgres_house: LivingHouse, loop: Loop) -> None:
    house = postgres_house
    _, message = said_on_closed(house)
    with house.world.database.looking() as session:
        before = len(session.scalars(select(Report.id)).all())

    url = desk(house, loop).link(Page.CLOSED_MESSAGE, message)
    said = pressed_at_once(house, url, {"act": "new"}, {"act": "new"}, {"act": "leave"})

    assert said == ["", "too_late", "too_late"]
    with house.world.database.looking() as session:
        left = session.scalars(select(Event.id).where(Event.kind == EventKind.REPORT_LEFT_CLOSED)).all()
        assert len(session.scalars(select(Report.id)).all()) + len(left) == before + 1
