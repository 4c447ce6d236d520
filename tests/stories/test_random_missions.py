"""Whatever people do with missions, in whatever order: no illegal state, nothing announced that is not so, nothing
twice. What must hold is written in tests/judging.py, from the specification."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import LandlordSays, MissionState, QuoteState
from mailbot.workflow.mission_quotes import AfterNo
from tests.judging import Judge
from tests.living import Loop, open_house
from tests.wandering import (
    AT_HOME,
    COMPANIES,
    COMPANY_WORDS,
    HOME_ONWARD,
    HOME_WORDS,
    MANAGER_WORDS,
    ONWARD,
    Wanderer,
    paper,
)

MOST_ORDERS = 3
T = TypeVar("T")
NUMBER = st.integers(0, 47)
ACTS = tuple(
    act
    for act, often in (
        ("goes_on", 16), ("company_says", 6), ("home_says", 4), ("company_sends_a_quote", 3), ("manager_decides", 4),
        ("landlord_decides", 2), ("time_passes", 3), ("manager_says", 2), ("manager_acts", 2), ("another_order", 1),
    )
    for _ in range(often)
)  # fmt: skip
"""What happens, as often as it stands here; the simplest walk is the straight one."""


def one_of(all_: Sequence[T], number: int) -> T:
    """One of them, by a number that may be too large."""
    return all_[number % len(all_)]


class Missions(RuleBasedStateMachine):
    """A house in which one mission is under way."""

    cast: Path
    folders: pytest.TempPathFactory
    loop: Loop

    def __init__(self) -> None:
        super().__init__()
        folder = self.folders.mktemp("missions")
        shutil.copy(self.cast, folder / "mailbot.db")
        house, self.close = open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, self.loop)
        self.wanderer = Wanderer(house)
        self.judge = Judge(self.wanderer)

    def teardown(self) -> None:
        self.close()

    @initialize(company=st.sampled_from(sorted(COMPANIES)))
    def first_order(self, company: str) -> None:
        self.wanderer.send(company)

    @invariant()
    def all_holds(self) -> None:
        try:
            self.judge.look()
        except AssertionError:
            note("\n".join(self.wanderer.told))
            raise

    @rule(act=st.sampled_from(ACTS), pick=NUMBER, word=NUMBER, who=st.sampled_from(AT_HOME))
    def somebody(self, act: str, pick: int, word: int, who: str) -> None:
        """One of the acts below. They are one rule, so that every walk has all of them, as often as ACTS says."""
        orders = self.wanderer.orders()
        getattr(self, act)(orders[-1 - pick % len(orders)], word, who)

    def goes_on(self, _: WorkOrder, word: int, who: str) -> None:
        order = self.wanderer.orders()[-1]
        if order.state is MissionState.PLANNED and word % 3:
            self.wanderer.until_over(order)
        elif order.state in ONWARD:
            self.wanderer.company(order, one_of(ONWARD[order.state], word))
        elif order.state in HOME_ONWARD:
            self.wanderer.home(who, one_of(HOME_ONWARD[order.state], word))

    def company_says(self, order: WorkOrder, word: int, who: str) -> None:
        self.wanderer.company(order, one_of(COMPANY_WORDS, word), to_agency=who != AT_HOME[0])

    def company_sends_a_quote(self, order: WorkOrder, word: int, who: str) -> None:
        files = (("devis-D2026-311.pdf", paper(above=word % 3 > 0)),)
        self.wanderer.company(order, "Voici notre devis.", files=files)

    def home_says(self, _: WorkOrder, word: int, who: str) -> None:
        self.wanderer.home(who, one_of(HOME_WORDS, word))

    def manager_says(self, _: WorkOrder, word: int, who: str) -> None:
        self.wanderer.instruct(one_of(MANAGER_WORDS, word))

    def manager_acts(self, order: WorkOrder, word: int, who: str) -> None:
        one_of((self.wanderer.confirm, self.wanderer.reissue, self.wanderer.cancel), word)(order)

    def another_order(self, order: WorkOrder, word: int, who: str) -> None:
        if len(self.wanderer.orders()) < MOST_ORDERS:
            company = one_of(sorted(COMPANIES), word)
            self.wanderer.send(company, instead_of=order if who == AT_HOME[0] else None)

    def manager_decides(self, _: WorkOrder, word: int, who: str) -> None:
        if self.open_quotes():
            self.wanderer.decide(self.wanderer.quotes()[-1], one_of((None, None, *AfterNo), word))

    def landlord_decides(self, _: WorkOrder, word: int, who: str) -> None:
        if self.open_quotes():
            self.wanderer.ask_landlord(self.wanderer.quotes()[-1])
            self.wanderer.landlord(one_of((LandlordSays.YES, LandlordSays.NO, LandlordSays.UNDONE), word))
            self.wanderer.wait(1)

    def time_passes(self, _: WorkOrder, word: int, who: str) -> None:
        self.wanderer.wait(one_of((1, 5, 20, 26, 50, 74, 98, 170), word))
        assert self.wanderer.house.strike() == []

    def open_quotes(self) -> bool:
        quotes = self.wanderer.quotes()
        return bool(quotes) and quotes[-1].state in (
            QuoteState.RECEIVED,
            QuoteState.WITH_LANDLORD,
            QuoteState.MORE_ASKED,
        )


def walk(cast: Path, folders: pytest.TempPathFactory, loop: Loop, *, walks: int, steps: int) -> None:
    """So many walks of so many steps, the same ones each time."""
    machine = type("Missions", (Missions,), {"cast": cast, "folders": folders, "loop": loop})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks, stateful_step_count=steps, deadline=None, database=None,
            derandomize=True, phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.long
@pytest.mark.feature("S2-06", "S2-07", "S2-08", "S2-12", "S2-14", "S2-25", "S1-87", "GAP-03", "GAP-11", "GAP-12")
def test_whatever_people_do_with_missions_what_is_told_is_so(
    sqlite_cast: Path, tmp_path_factory: pytest.TempPathFactory, loop: Loop
) -> None:
    walk(sqlite_cast, tmp_path_factory, loop, walks=4, steps=22)
