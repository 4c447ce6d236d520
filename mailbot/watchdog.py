"""What ends a process that hangs: nobody else can, and whoever started it starts another."""

import asyncio
import contextlib
import faulthandler
import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

from mailbot.telemetry import logger

log = logger(__name__)

_BEATS = 20
"""How often it is looked while the shortest time that is waited goes by."""
_LOOP_SECONDS = 120.0
_STDERR = 2
"""Whatever has become of Python's."""
_HUNG = 70
"""Exit status (sysexits, EX_SOFTWARE)."""


@dataclass(slots=True)
class _Step:
    what: str
    until: float
    thread: str = field(default_factory=lambda: threading.current_thread().name)


class Watchdog:
    """Ends this process when a step of its work takes longer than it may: a thread that hangs in a library cannot be
    ended otherwise, and holds its row, its turn and what it locked. The row is somebody else's when its lease ends.

    A library that hangs with the interpreter's own lock (a regular expression does) lets no thread of ours look any
    more: then the kernel's clock ends the process, and the lines where its threads stand go to standard error.
    """

    def __init__(self, seconds: float, *, end: Callable[[int], object] = os._exit) -> None:
        """`seconds`: how long a step may take."""
        self.seconds = seconds
        self._end = end
        self._steps: dict[int, _Step] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._arm()
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        self._thread.join()
        faulthandler.cancel_dump_traceback_later()

    @contextlib.contextmanager
    def step(self, what: str, *, times: float = 1.0) -> Iterator[None]:
        """Something that must end. `times`: how many times longer than others it may take."""
        mine = threading.get_ident()
        self._steps[mine] = _Step(what, time.monotonic() + times * self.seconds)
        try:
            yield
        finally:
            del self._steps[mine]

    def _look(self) -> None:
        while not self._stop.wait(self.seconds / _BEATS):
            self._arm()
            now = time.monotonic()
            for step in self._steps.copy().values():
                if now > step.until:
                    log.warning("process_hangs", step=step.what, thread=step.thread)
                    faulthandler.dump_traceback(file=_STDERR, all_threads=True)
                    self._end(_HUNG)

    def _arm(self) -> None:
        faulthandler.dump_traceback_later(self.seconds, exit=True, file=_STDERR)


@contextlib.asynccontextmanager
async def watched_loop(seconds: float = _LOOP_SECONDS) -> AsyncIterator[None]:
    """While this lasts, the process ends when its event loop has stood still for so long."""

    async def beat() -> None:
        while True:
            faulthandler.dump_traceback_later(seconds, exit=True, file=_STDERR)
            await asyncio.sleep(seconds / _BEATS)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        faulthandler.cancel_dump_traceback_later()
