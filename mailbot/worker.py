"""Everything that happens by itself, on one page: the tasks of the doorbell, and the schedule."""

import threading
from datetime import timedelta

from mailbot.doorbell import Bell
from mailbot.errors import TryAgain
from mailbot.inbound.processing import claim, due_mails, process
from mailbot.outbound.dispatching import Office, dispatch, due_letters, open_office
from mailbot.processes import on_stop
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.world import World, make_world

log = logger(__name__)

_MAILS_AT_ONCE = 10
_LETTERS_AT_ONCE = 20
"""Letters that one claim takes: their fates are written in one commit."""
_MOST_ROWS = 500
"""What one look at the rows finds at the most."""


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
                mails = due_mails(session, now=late, limit=_MOST_ROWS)
                letters = due_letters(session, now=late, limit=_MOST_ROWS)
            for bell, ids in ((self._mails, mails), (self._letters, letters)):
                if ids and not bell.is_full():
                    bell.ring(ids)
        except TryAgain:
            log.warning("sweep_put_off")
        except Exception:  # Redis away, a disk full: the next sweep may do better, and this thread is the schedule
            log.fault("sweep_fault")

    def _take_mails(self, ids: list[int]) -> None:
        # A few at a time: one commit claims them, and the first ones' letters do not wait for the last ones.
        for start in range(0, len(ids), _MAILS_AT_ONCE):
            for claimed in claim(self._world, ids[start : start + _MAILS_AT_ONCE]):
                process(self._world, claimed)
            self._ring_for_letters()

    def _ring_for_letters(self) -> None:
        with self._world.database.looking() as session:
            letters = due_letters(session, now=self._world.clock(), limit=_MOST_ROWS)
        for start in range(0, len(letters), _LETTERS_AT_ONCE):
            self._letters.ring(letters[start : start + _LETTERS_AT_ONCE])

    def _send_letters(self, ids: list[int]) -> None:
        for start in range(0, len(ids), _LETTERS_AT_ONCE):
            dispatch(self._world, self._office, ids[start : start + _LETTERS_AT_ONCE])


def run_worker(settings: Settings) -> None:
    """Take mails and send letters until SIGTERM or SIGINT."""
    world = make_world(settings)
    worker = Worker(
        world, open_office(settings), doorbell=settings.doorbell, threads=settings.workers,
        sweep_seconds=settings.sweep_seconds,
    )  # fmt: skip
    on_stop(worker.stop)
    worker.run()
    world.database.close()
