"""Whatever people do with missions, in whatever order: no illegal state, nothing announced that is not so, nothing
twice. What must hold is written in tests/judging.py, from the specification."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

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
PICK = st.integers(0, 11)
WHO = st.sampled_from(AT_HOME)


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

    # -- One step further -------------------------------------------------------------------------------------------------

    @rule(pick=PICK, who=WHO)
    def goes_on(self, pick: int, who: str) -> None:
        order = self.wanderer.orders()[-1]
        if order.state is MissionState.PLANNED and pick % 3:
            self.wanderer.until_over(order)
        elif order.state in ONWARD:
            words = ONWARD[order.state]
            self.wanderer.company(order, words[pick % len(words)])
        elif order.state in HOME_ONWARD:
            words = HOME_ONWARD[order.state]
            self.wanderer.home(who, words[pick % len(words)])

    # -- Anything ---------------------------------------------------------------------------------------------------------

    @rule(pick=PICK, words=st.sampled_from(COMPANY_WORDS), to_agency=st.booleans())
    def company_says(self, pick: int, words: str, to_agency: bool) -> None:
        orders = self.wanderer.orders()
        self.wanderer.company(orders[-1 - pick % len(orders)], words, to_agency=to_agency)

    @rule(above=st.booleans())
    def company_sends_a_quote(self, above: bool) -> None:
        order = self.wanderer.orders()[-1]
        self.wanderer.company(order, "Voici notre devis.", files=(("devis-D2026-311.pdf", paper(above)),))

    @rule(who=WHO, words=st.sampled_from(HOME_WORDS))
    def home_says(self, who: str, words: str) -> None:
        self.wanderer.home(who, words)

    @rule(words=st.sampled_from(MANAGER_WORDS))
    def manager_says(self, words: str) -> None:
        self.wanderer.instruct(words)

    @rule(pick=PICK, act=st.sampled_from(("cancel", "reissue", "confirm", "confirm")))
    def manager_acts(self, pick: int, act: str) -> None:
        orders = self.wanderer.orders()
        getattr(self.wanderer, act)(orders[-1 - pick % len(orders)])

    @precondition(lambda self: len(self.wanderer.orders()) < MOST_ORDERS)
    @rule(company=st.sampled_from(sorted(COMPANIES)), replaces=st.booleans())
    def another_order(self, company: str, replaces: bool) -> None:
        self.wanderer.send(company, instead_of=self.wanderer.orders()[-1] if replaces else None)

    @precondition(lambda self: self.open_quotes())
    @rule(after=st.sampled_from((None, None, *AfterNo)))
    def manager_decides(self, after: AfterNo | None) -> None:
        self.wanderer.decide(self.wanderer.quotes()[-1], after)

    @precondition(lambda self: self.open_quotes())
    @rule(says=st.sampled_from((LandlordSays.YES, LandlordSays.YES, LandlordSays.NO, LandlordSays.UNDONE)))
    def landlord_decides(self, says: LandlordSays) -> None:
        self.wanderer.ask_landlord(self.wanderer.quotes()[-1])
        self.wanderer.landlord(says)
        self.wanderer.wait(1)

    @rule(hours=st.sampled_from((1, 5, 20, 26, 50, 74, 98, 170)))
    def time_passes(self, hours: int) -> None:
        self.wanderer.wait(hours)

    @rule()
    def strikes_twice(self) -> None:
        self.wanderer.wait(0)
        assert self.wanderer.house.strike() == []

    def open_quotes(self) -> bool:
        quotes = self.wanderer.quotes()
        return bool(quotes) and quotes[-1].state in (
            QuoteState.RECEIVED,
            QuoteState.WITH_LANDLORD,
            QuoteState.MORE_ASKED,
        )


def walk(cast: Path, folders: pytest.TempPathFactory, loop: Loop, *, walks: int, steps: int, **how: object) -> None:
    """So many walks of so many steps."""
    machine = type("Missions", (Missions,), {"cast": cast, "folders": folders, "loop": loop})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), **how,
        ),
    )  # fmt: skip


@pytest.mark.feature("S2-06", "S2-07", "S2-08", "S2-12", "S2-14", "S2-25", "S1-87", "GAP-03", "GAP-11", "GAP-12")
def test_whatever_people_do_with_missions_what_is_told_is_so(
    sqlite_cast: Path, tmp_path_factory: pytest.TempPathFactory, loop: Loop
) -> None:
    walk(sqlite_cast, tmp_path_factory, loop, walks=4, steps=22, derandomize=True, phases=(Phase.generate,))
