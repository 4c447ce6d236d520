"""The fuzzers, in short: every target for a while; and what their runner must notice, shown with planted failures."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bench.fuzzing.gathering import gather, shared
from bench.fuzzing.keeping import State
from bench.fuzzing.running import Bounds, Run
from bench.fuzzing.trying import input_of, try_many
from tests.faults import planted

PLANTED = "tests.faults.planted"
ROOT = Path(__file__).parent.parent.parent
SEED = 20261122
INPUTS = 2_000
"""Of all targets together: a run of them has a million."""
SHARES = shared(INPUTS, gather())


@pytest.mark.parametrize("name", SHARES)
def test_no_input_breaks_a_promise(name: str) -> None:
    target = gather()[name]
    tally = try_many(target, SEED, range(max(10, SHARES[name])))
    assert not tally.failures, "\n".join(f"{name}:{each.index} {each.said}" for each in tally.failures[:3])


def test_an_input_is_the_same_each_time_and_another_with_another_seed() -> None:
    for target in gather((PLANTED,)).values():
        assert repr(input_of(target, 3, 17)) == repr(input_of(target, 3, 17)) != repr(input_of(target, 4, 17))


def test_every_input_is_given_to_one_target() -> None:
    shares = shared(1000, gather((PLANTED,)))
    assert sum(shares.values()) == 1000
    assert shares["good"] >= 2 * shares["raises"] - 2


def planted_run(folder: Path, wanted: dict[str, int], seconds: float = 4.0) -> dict[str, State]:
    states = [State.read(folder, name, seed=1, wanted=number) for name, number in wanted.items()]
    Run(states, folder=folder, modules=(PLANTED,), workers=2, bounds=Bounds(seconds=seconds, most_mb=150)).go()
    return {state.target: state for state in states}


def failing(name: str, number: int, which: int) -> list[int]:
    """The planted inputs that must fail."""
    target = gather((PLANTED,))[name]
    return [index for index in range(number) if input_of(target, 1, index)[0] == which]


def test_a_raise_a_crash_a_hang_and_greed_are_caught_and_the_others_are_still_tried(tmp_path: Path) -> None:
    states = planted_run(tmp_path, {"good": 50, "raises": 30, "dies": 8, "hangs": 5, "takes": 12})

    expected = {
        "good": ([], "raised"),
        "raises": (failing("raises", 30, planted.RAISES), "raised"),
        "dies": (failing("dies", 8, planted.CRASHES), "crashed"),
        "hangs": (failing("hangs", 5, planted.HANGS), "hung"),
        "takes": (failing("takes", 12, planted.GREEDY)[:1], "memory"),
    }
    for name, (indexes, kind) in expected.items():
        state = states[name]
        assert state.tally.tried == state.wanted
        assert sorted(each.index for each in state.tally.failures) == indexes, name
        assert {each.kind for each in state.tally.failures} <= {kind}
        assert all((tmp_path / "failures" / f"{name}-1-{index}.py.txt").exists() for index in indexes)
    assert all(expected[name][0] for name in ("raises", "dies", "hangs", "takes"))
    assert "a promise is broken" in states["raises"].tally.failures[0].said
    assert "in _hangs" in states["hangs"].tally.failures[0].said
    assert "in _dies" in states["dies"].tally.failures[0].said
    assert states["takes"].tally.peak_mb > 220


def test_a_run_that_was_stopped_goes_on_and_tries_nothing_twice(tmp_path: Path) -> None:
    planted_run(tmp_path, {"raises": 20})
    first = State.read(tmp_path, "raises", seed=1, wanted=60)
    assert first.left == [(20, 60)]
    assert planted_run(tmp_path, {"raises": 60})["raises"].tally.tried == 60
    whole = State.read(tmp_path, "raises", seed=1, wanted=60)
    assert sorted(each.index for each in whole.tally.failures) == failing("raises", 60, planted.RAISES)
    with pytest.raises(ValueError, match="seed 1"):
        State.read(tmp_path, "raises", seed=2, wanted=60)


def test_spans_are_counted_in_whatever_order_they_come() -> None:
    chance = random.Random(3)  # noqa: S311
    pieces = [(at, at + 10) for at in range(0, 200, 10)]
    chance.shuffle(pieces)
    state = State("x", 1, 250)
    for span in pieces:
        state.add(span, try_many(gather((PLANTED,))["good"], 1, range(*span)))
    assert state.done == [(0, 200)]
    assert state.left == [(200, 250)]
    assert state.tally.tried == 200


def test_the_command_says_by_its_exit_status_and_its_result_whether_all_held(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.fuzzing", "--module", PLANTED, "--folder", str(tmp_path), "--inputs", "40"]
    ran = subprocess.run([*command, "raises", "--seed", "1"], cwd=ROOT, capture_output=True, text=True, check=False)
    result = json.loads((tmp_path / "result.json").read_text())
    expected = failing("raises", 40, planted.RAISES)

    assert ran.returncode == 1, ran.stderr
    assert [each["index"] for each in result["targets"]["raises"]["failures"]] == expected
    assert f"raises:{expected[0]}" in ran.stdout
    again = [*command[:3], "--module", PLANTED, "--again", f"raises:{expected[0]}", "--seed", "1"]
    alone = subprocess.run(again, cwd=ROOT, capture_output=True, text=True, check=False)
    assert alone.returncode == 1
    assert "a promise is broken" in alone.stdout
