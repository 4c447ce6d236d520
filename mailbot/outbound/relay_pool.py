"""The connections to one relay that are kept open: whoever has a letter takes one, and puts it back."""

import threading
import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from mailbot.outbound.smtp_line import Lost, Stalled

MOST = 8
"""Letters that are handed to one relay at once, when it is far. A relay that wants fewer says so."""
_UNUSED_SECONDS = 60.0
"""After which a connection that nobody took is closed: a rush is over."""
_FEWER_SECONDS = 600.0
"""For which a relay that refused one more connection is not asked for as many again."""


class Line(Protocol):
    """One connection, between two letters."""

    is_spent: bool
    """It is of no more use."""

    def still_there(self) -> bool:
        """Whether the relay is still at the other end."""

    def close(self) -> None:
        """Hang up."""


L = TypeVar("L", bound=Line)


class Pool(Generic[L]):
    """Those of one relay. The one that was used last is taken first."""

    def __init__(self, connect: Callable[[], L], waits: Callable[[], None], *, tick: float, patience: float) -> None:
        """`connect` raises Lost; `waits` is called every `tick` seconds while all of them are taken; `patience`:
        seconds that one is waited for."""
        self._connect = connect
        self._waits = waits
        self._tick = tick
        self._patience = patience
        self._change = threading.Condition()
        self._idle: list[tuple[float, L]] = []
        self._taken = 0
        self._fewer = (MOST, 0.0)

    def room(self) -> int:
        """How many more may be open, as far as is known."""
        with self._change:
            return self._most() - self._taken

    def take(self) -> tuple[L, bool]:
        """A connection, and whether it is a fresh one. Raises Lost."""
        until = time.monotonic() + self._patience
        while True:
            while (kept := self._last_used()) is not None:
                if kept.still_there():
                    return kept, False
                kept.is_spent = True
                self.give(kept)
            try:
                return self._fresh(), True
            except Lost as loss:
                # Some relays take a few connections and no more: those that stand are used one after another.
                if isinstance(loss, Stalled) or not self._one_comes_back(until):
                    raise

    def give(self, line: L) -> None:
        """Put a connection back; one that is spent, or has gone, is closed."""
        now = time.monotonic()
        with self._change:
            self._taken -= 1
            unused = [each for used_at, each in self._idle if now - used_at > _UNUSED_SECONDS]
            self._idle = self._idle[len(unused) :]
            if line.is_spent:
                unused.append(line)
            else:
                self._idle.append((now, line))
            self._change.notify_all()
        for each in unused:
            each.close()

    def close(self) -> None:
        """Hang up on all that nobody has taken."""
        with self._change:
            idle, self._idle = self._idle, []
        for _, line in idle:
            line.close()

    def _last_used(self) -> L | None:
        with self._change:
            if not self._idle:
                return None
            self._taken += 1
            return self._idle.pop()[1]

    def _fresh(self) -> L:
        with self._change:
            self._taken += 1
        try:
            return self._connect()
        except BaseException:
            with self._change:
                self._taken -= 1
                if self._taken:
                    self._fewer = (self._taken, time.monotonic() + _FEWER_SECONDS)
                self._change.notify_all()
            raise

    def _one_comes_back(self, until: float) -> bool:
        """Wait until a connection is put back; whether one is there now."""
        while True:
            with self._change:
                if not self._idle and self._taken:
                    self._change.wait(min(self._tick, max(0.0, until - time.monotonic())))
                if self._idle or not self._taken:
                    return bool(self._idle)
            if time.monotonic() >= until:
                return False
            self._waits()

    def _most(self) -> int:
        most, until = self._fewer
        return most if time.monotonic() < until else MOST
