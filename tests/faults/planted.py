"""Targets that fail on purpose: what the runner must notice is shown with them. Not among our own."""

import os
import random
import time

from bench.fuzzing.target import Target

HANGS, CRASHES, RAISES, GREEDY = 7, 11, 13, 5


def _number(chance: random.Random) -> tuple[int, bytes]:
    # The seed is the target's and the input's own: what an input does is said by its place, and its octets by chance.
    return chance.randrange(16), chance.randbytes(20)


def _good(value: tuple[int, bytes]) -> None:
    assert len(value[1]) == 20


def _raises(value: tuple[int, bytes]) -> None:
    assert value[0] != RAISES, "a promise is broken"


def _dies(value: tuple[int, bytes]) -> None:
    if value[0] == CRASHES:
        os.abort()


def _hangs(value: tuple[int, bytes]) -> None:
    while value[0] == HANGS:
        time.sleep(0.01)


def _takes(value: tuple[int, bytes]) -> None:
    assert value[0] != GREEDY or bytearray(220 * 1024 * 1024)[::4096]


TARGETS = (
    Target("good", _number, _good, weight=2.0),
    Target("raises", _number, _raises),
    Target("dies", _number, _dies),
    Target("hangs", _number, _hangs),
    Target("takes", _number, _takes),
)
