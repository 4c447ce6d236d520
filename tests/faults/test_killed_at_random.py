"""The short form of the long run: a town writes, its processes are killed at random, and everything is counted."""

from pathlib import Path

import pytest

from bench.survival import a_state, run
from bench.surviving.mortal import Nursery
from tests.faults.killing import USUAL


@pytest.mark.long
def test_killed_at_random_nothing_is_lost_nothing_doubled_and_nothing_untold(tmp_path: Path, cradles: Nursery) -> None:
    state = a_state(120, 4, seed=11)
    state.usual = [list(each) for each in USUAL]
    said: list[str] = []

    count = run(tmp_path, state, cradles, f"sqlite:///{tmp_path / 'data' / 'mailbot.db'}", say=said.append)

    assert count.is_good, count.to_json()
    assert (count.kills, count.mails + count.presses, said) == (4, 120, [])
    assert count.letters > 100
