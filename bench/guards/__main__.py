"""Runs the guards' tests: once as the code is, then once for each guard without it."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.guards.listed import Guard, guards_of, trouble_with
from bench.guards.running import House, warm


def main() -> int:
    """Try every guard of the areas that are named, or of all."""
    parser = argparse.ArgumentParser(prog="bench.guards", description=main.__doc__)
    parser.add_argument("areas", nargs="*")
    parser.add_argument("--seconds", type=float, default=180.0, help="for one test, before it counts as hanging")
    parser.add_argument("--from", dest="first", default="", help="begin with the first guard whose name has this in it")
    parser.add_argument("--trusting", action="store_true", help="the tests were seen to pass as the code is")
    parser.add_argument("--only", default="", help="only the guards whose name has this in it")
    asked = parser.parse_args()
    guards = _wanted(guards_of(asked.areas), first=asked.first, only=asked.only)
    warm()
    fired = 0
    wrong = []
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        house = House(Path(folder))
        passing = frozenset({guard.test for guard in guards})
        if not asked.trusting:
            passing = _as_the_code_is(house, guards, seconds=asked.seconds)
        for number, guard in enumerate(guards, start=1):
            began = time.monotonic()
            fires, why = _tried(house, guard, passing, seconds=asked.seconds)
            fired += fires
            line = f"{guard.area}: {guard.name}: {why}"
            print(f"{number:4}/{len(guards)} {time.monotonic() - began:5.1f} s {'fires' if fires else 'NO   '} {line}")
            sys.stdout.flush()
            if not fires:
                wrong.append(line)
    print(f"{len(guards)} guards, {fired} of them seen to fire.")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def _wanted(guards: Sequence[Guard], *, first: str, only: str) -> list[Guard]:
    start = next((number for number, guard in enumerate(guards) if first in guard.name), len(guards))
    return [guard for guard in guards[start:] if only in guard.name]


def _as_the_code_is(house: House, guards: Sequence[Guard], *, seconds: float) -> frozenset[str]:
    """The tests that pass with every guard in its place."""
    tests = sorted({guard.test for guard in guards if not trouble_with(guard)})
    if not tests:
        return frozenset()
    heard = house.heard(tests, seconds=seconds * len(tests), as_it_is=True)
    for line in (*heard.broken, *(f"{test}: {why}" for test, why in heard.failed.items())):
        print(f"as the code is: {line}")
    return frozenset(
        test
        for test in tests
        if not heard.is_of(test)[0] and any(one == test or one.startswith(f"{test}[") for one in heard.passed)
    )


def _tried(house: House, guard: Guard, passing: frozenset[str], *, seconds: float) -> tuple[bool, str]:
    if trouble := trouble_with(guard, house.copy):
        return False, trouble
    if guard.test not in passing:
        return False, "its test does not pass as the code is"
    return house.without(guard, seconds=seconds)


if __name__ == "__main__":
    sys.exit(main())
