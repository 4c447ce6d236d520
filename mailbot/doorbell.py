"""The doorbell between the doors and the workers: it says which rows may have work, and may forget it (hosts huey)."""

import logging
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from huey import Huey, RedisHuey, SqliteHuey
from huey.consumer import Consumer

from mailbot.errors import TryAgain

_ENOUGH = 8
"""Rings that wait: one for each thread that may be idle, and a few to spare."""


class Bell:
    """A doorbell: it says which rows may have work in them. What it forgets, the sweep finds in the rows.

    Both sides name the same task: the one that rings, and the one that answers, perhaps on another machine.
    """

    def __init__(self, url: str, name: str, answer: Callable[[list[int]], None] | None = None) -> None:
        """`url`: a SQLite file or Redis. `answer` is what a worker does with the row numbers of one ring."""
        logging.getLogger("huey").setLevel(logging.WARNING)  # it would log every ring, with what it carries
        self._huey = _huey(url, f"mailbot-{name}")

        def rung(ids: list[int]) -> None:
            (answer or _nobody)(ids)

        # huey knows a task by its name and the module of its function: here, the same one on both sides of the door.
        self._task = self._huey.task(name=name)(rung)

    def ring(self, ids: Sequence[int]) -> None:
        """Say that these rows may have work. Numbers alone cross: huey pickles what it is given.

        Whoever hears a ring goes on until nothing is due, so a few that wait are enough: in a rush, a ring for each
        mail would bury the bell.
        """
        if ids and not self.is_ringing():
            self._task(list(ids))

    def is_ringing(self) -> bool:
        """Whether enough rings wait already."""
        return int(self._huey.pending_count()) >= _ENOUGH

    def consumer(self, workers: int) -> Consumer:
        """Threads that answer, asleep for a tenth of a second at the most."""
        return _Consumer(
            self._huey, workers=workers, periodic=False, initial_delay=0.01, backoff=1.3, max_delay=0.1,
            scheduler_interval=60, shutdown_timeout=None,
        )  # fmt: skip


class _Consumer(Consumer):  # type: ignore[misc]
    def _set_signal_handlers(self) -> None:
        """Signals are the process's own business: it has other things to stop too."""


def _nobody(ids: list[int]) -> None:
    raise TryAgain("this process rings, it does not answer")


def _huey(url: str, name: str) -> Huey:
    # No results: nobody reads them. No fsync: a lost ring is found by the sweep.
    if urlsplit(url).scheme == "sqlite":
        return SqliteHuey(name, filename=url.removeprefix("sqlite:///"), results=False, fsync=False)
    return RedisHuey(name, url=url, results=False)
