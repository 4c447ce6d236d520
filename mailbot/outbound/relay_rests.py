"""Which relays are left alone for a while, and why: what one thread has found out, all of them know."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from mailbot.telemetry import logger

log = logger(__name__)

_FIRST_REST = 30.0
_LONGEST_REST = 300.0
_SOON = 5.0
"""Somebody is finding out just now."""


@dataclass(slots=True)
class _Rest:
    times: int = 0
    until: float = 0.0
    is_tried: bool = False
    why: str = ""


class Rests:
    """The relays of one process, by their place in the order in which they are tried."""

    def __init__(
        self, names: tuple[str, ...], *, trial: float, clock: Callable[[], float] = time.monotonic
    ) -> None:  # fmt: skip
        """`trial`: seconds that one thread has to find out whether a relay is back, before another one tries too."""
        self._names = names
        self._trial = trial
        self._clock = clock
        self._lock = threading.Lock()
        self._rests = [_Rest() for _ in names]

    def may_try(self, number: int) -> bool:
        """Whether to speak to a relay now. Of those who ask once its rest is over, the first alone finds out."""
        with self._lock:
            rest, now = self._rests[number], self._clock()
            if rest.until > now:
                return False
            if rest.times:
                rest.until, rest.is_tried = now + self._trial, True
            return True

    def is_away(self, number: int, why: str) -> None:
        """It did not answer, or would not have us: it is left alone, longer each time."""
        with self._lock:
            rest = self._rests[number]
            rest.times, rest.is_tried = rest.times + 1, False
            rest.why = why
            pause = min(_FIRST_REST * 2.0 ** (min(rest.times, 10) - 1), _LONGEST_REST)
            rest.until = self._clock() + pause
        log.warning("relay_away", relay=self._names[number], why=why, seconds=pause)

    def is_here(self, number: int) -> None:
        """It has answered."""
        rest = self._rests[number]
        if not rest.times:
            return
        with self._lock:
            self._rests[number] = _Rest()
        log.info("relay_back", relay=self._names[number])

    def why(self) -> str:
        """Why each of them rests, in words."""
        return "; ".join(
            f"relay {name}: {rest.why}" for name, rest in zip(self._names, self._rests, strict=True) if rest.why
        )

    def seconds(self) -> float:
        """After how long one of them is tried again."""
        with self._lock:
            now = self._clock()
            return min(_SOON if rest.is_tried else max(0.0, rest.until - now) for rest in self._rests)
