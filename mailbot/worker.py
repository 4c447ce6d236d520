"""Everything that happens by itself, on one page: the tasks of the doorbell, and the schedule."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from huey import Huey, RedisHuey, SqliteHuey
from huey.consumer import Consumer

from mailbot.errors import TryAgain
from mailbot.inbound.processing import due_mails, process
from mailbot.outbound.dispatching import Office, dispatch, due_letters
from mailbot.telemetry import logger
from mailbot.world import World

log = logger(__name__)

_LETTERS_AT_ONCE = 20
"""Letters that one claim takes: their fates are written in one commit."""
_FULL = 500
"""Rings that wait. Beyond, a sweep rings no more: the rows are there, and the queue is only a doorbell."""


class Bell:
    """A doorbell: it says which rows may have work in them. What it forgets, the sweep finds in the rows.

    Both sides name the same task: the one that rings, and the one that answers, perhaps on another machine.
    """

    def __init__(self, url: str, name: str, answer: Callable[[list[int]], None] | None = None) -> None:
        """`url`: a SQLite file or Redis. `answer` is what a worker does with the row numbers of one ring."""
        self._huey = _huey(url, f"mailbot-{name}")
        self._task = self._huey.task(name=name)(answer or _nobody)

    def ring(self, ids: Sequence[int]) -> None:
        """Say that these rows may have work. Numbers alone cross: huey pickles what it is given."""
        if ids:
            self._task(list(ids))

    def is_full(self) -> bool:
        """Whether so many rings wait that one more would help nobody."""
        return int(self._huey.pending_count()) > _FULL

    def consumer(self, workers: int) -> Consumer:
        """Threads that answer, asleep for a tenth of a second at the most."""
        return _Consumer(
            self._huey, workers=workers, periodic=False, initial_delay=0.01, backoff=1.3, max_delay=0.1,
            scheduler_interval=60, shutdown_timeout=None,
        )  # fmt: skip


class Worker:
    """Takes mails and sends letters until it is told to stop. Mails never wait for a relay that is slow."""

    def __init__(self, world: World, office: Office, *, doorbell: str, threads: int, sweep_seconds: float) -> None:
        """`doorbell`: URL of what the doors ring; `sweep_seconds`: how often rows are looked through all the same."""
        self._world = world
        self._office = office
        self._sweep_seconds = sweep_seconds
        self._stop = threading.Event()
        self._mails = Bell(doorbell, "take_mails", self._take_mails)
        self._letters = Bell(doorbell, "send_letters", self._send_letters)
        self._consumers = (self._mails.consumer(threads), self._letters.consumer(threads))

    def run(self) -> None:
        """Work until `stop`. Blocks; the schedule runs in the calling thread."""
        logging.getLogger("huey").setLevel(logging.WARNING)  # it would log arguments and every ring
        for consumer in self._consumers:
            consumer.start()
        log.info("worker_started")
        while True:
            self.sweep()
            if self._stop.wait(self._sweep_seconds):
                break
            for consumer in self._consumers:
                consumer.check_worker_health()
        for consumer in self._consumers:
            consumer.stop(graceful=True)
        log.info("worker_stopped")

    def stop(self) -> None:
        """Finish what is under way, then let `run` return. What still waits is in the rows."""
        self._stop.set()

    def sweep(self) -> None:
        """Ring for rows whose ring was lost: by a kill, by a restart of Redis, or because their time has come."""
        try:
            late = self._world.clock() - timedelta(seconds=min(self._sweep_seconds, 1.0))
            with self._world.database.looking() as session:
                mails = due_mails(session, now=late, limit=_FULL)
                letters = due_letters(session, now=late, limit=_FULL)
            for bell, ids in ((self._mails, mails), (self._letters, letters)):
                if ids and not bell.is_full():
                    bell.ring(ids)
        except TryAgain:
            log.warning("sweep_put_off")
        except Exception:  # Redis away, a disk full: the next sweep may do better, and this thread is the schedule
            log.fault("sweep_fault")

    def _take_mails(self, ids: list[int]) -> None:
        began = time.monotonic()
        for mail_id in ids:
            process(self._world, mail_id)
            # A long ring would keep its first letters waiting for its last mails.
            if time.monotonic() - began > 0.05:
                self._ring_for_letters()
                began = time.monotonic()
        self._ring_for_letters()

    def _ring_for_letters(self) -> None:
        with self._world.database.looking() as session:
            letters = due_letters(session, now=self._world.clock(), limit=_FULL)
        for start in range(0, len(letters), _LETTERS_AT_ONCE):
            self._letters.ring(letters[start : start + _LETTERS_AT_ONCE])

    def _send_letters(self, ids: list[int]) -> None:
        for start in range(0, len(ids), _LETTERS_AT_ONCE):
            dispatch(self._world, self._office, ids[start : start + _LETTERS_AT_ONCE])


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
