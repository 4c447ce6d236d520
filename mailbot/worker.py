"""Everything that happens by itself, on one page: the tasks of the doorbell, and the schedule."""

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from sqlalchemy.exc import IntegrityError

from mailbot.db import Session
from mailbot.doorbell import Bell
from mailbot.errors import TryAgain
from mailbot.inbound.processing import process
from mailbot.inbound.queue import Claimed, claim, due_mails, give_back
from mailbot.model_gate import Erasure
from mailbot.outbound.dispatching import Office, dispatch, due_letters, open_office
from mailbot.processes import on_stop
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.workflow.blob_names import old_enough, over, settled, still_named, with_blobs_to_remove
from mailbot.workflow.erasing import TO_REMOVE
from mailbot.workflow.schedule import due_tasks, run_task
from mailbot.world import World, make_world

log = logger(__name__)

_SCHEDULE = timedelta(seconds=20)
"""How often the clock is looked at."""
_ORPHAN_FOR = timedelta(days=30)
"""How long bytes that no row names are left alone: a form that brought them may be open still."""
_ORPHANS_AT_ONCE = 200
_AN_HOUR = timedelta(hours=1)
_MAILS_AT_ONCE = 10
_LETTERS_AT_ONCE = 20
"""Letters that one claim takes: their fates are written in one commit."""


class Due(Protocol):
    """Finds the rows of one queue that may be taken now."""

    def __call__(self, session: Session, *, now: datetime, limit: int) -> Sequence[int]:
        """Their numbers, oldest first."""


class Worker:
    """Takes mails and sends letters until it is told to stop. Mails never wait for a relay that is slow."""

    def __init__(self, world: World, office: Office, *, doorbell: str, threads: int, sweep_seconds: float) -> None:
        """`doorbell`: URL of what the doors ring; `sweep_seconds`: how often rows are looked through all the same."""
        self._world = world
        self._office = office
        self._sweep_seconds = sweep_seconds
        self._next_look = world.clock()
        self._last_hour = 0
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
                mails = due_mails(session, now=late, limit=_LETTERS_AT_ONCE)
                letters = due_letters(session, now=late, limit=_LETTERS_AT_ONCE)
            self._mails.ring(mails)
            self._letters.ring(letters)
            if self._world.clock() >= self._next_look:
                self._next_look = self._world.clock() + _SCHEDULE
                if run_schedule(self._world):
                    self._ring_for_letters()
                sweep_blobs(self._world)
                self._sweep_orphans()
        except TryAgain:
            log.warning("sweep_put_off")
        except Exception:  # Redis away, a disk full: the next sweep may do better, and this thread is the schedule
            log.fault("sweep_fault")

    def _sweep_orphans(self) -> None:
        """A part of the blobs each hour: all of them in eleven days."""
        hour = int(self._world.clock().timestamp() // _AN_HOUR.total_seconds())
        if hour != self._last_hour:
            self._last_hour = hour
            sweep_orphans(self._world, f"{hour % 256:02x}")

    def _take_mails(self, ids: list[int]) -> None:
        # A few at a time: one commit claims them, and the first ones' letters do not wait for the last ones.
        for some in self._until_none_is_due(ids, due_mails, _MAILS_AT_ONCE):
            take_mails(self._world, claim(self._world, some))
            self._ring_for_letters()

    def _send_letters(self, ids: list[int]) -> None:
        for some in self._until_none_is_due(ids, due_letters, _LETTERS_AT_ONCE):
            dispatch(self._world, self._office, some)

    def _until_none_is_due(self, ids: list[int], due: Due, at_once: int) -> Iterator[Sequence[int]]:
        """First the rows that the ring named, then whatever else is due: one ring is enough for any backlog."""
        for start in range(0, len(ids), at_once):
            if self._stop.is_set():
                return
            yield ids[start : start + at_once]
        while not self._stop.is_set():
            with self._world.database.looking() as session:
                more = due(session, now=self._world.clock(), limit=at_once)
            if not more:
                return
            yield more

    def _ring_for_letters(self) -> None:
        if not self._letters.is_ringing():
            with self._world.database.looking() as session:
                self._letters.ring(due_letters(session, now=self._world.clock(), limit=_LETTERS_AT_ONCE))


def take_mails(world: World, claimed: Sequence[Claimed]) -> int:
    """Take claimed mails in their order, for half of their lease: those that a slow DNS has left no time for go back,
    before anybody else takes them over and both walk them. How many were taken."""
    for taken, mail in enumerate(claimed):
        if taken and world.clock() >= mail.until - timedelta(seconds=world.lease / 2):
            give_back(world, claimed[taken:])
            return taken
        process(world, mail)
    return len(claimed)


def run_schedule(world: World) -> int:
    """Run what is due by the clock; how many tasks this process ran. One fault keeps no other task from running."""
    with world.database.looking() as session:
        due = due_tasks(session, now=world.clock())
    ran = 0
    for task in due:
        try:
            with world.database.transaction() as session:
                run_task(session, task, now=world.clock())
            ran += 1
        except IntegrityError:
            log.info("task_ran_elsewhere", agency_id=task.agency_id, task=task.task)
        except Exception:
            log.fault("task_fault", agency_id=task.agency_id, task=task.task)
    return ran


def sweep_blobs(world: World) -> int:
    """Take away the bytes that erased rows named and nothing else names; how many. The rows went before, in a
    transaction of their own: a house that was killed in between goes on here."""
    with world.database.looking() as session:
        waits = [row.id for row in with_blobs_to_remove(session)]
    removed = 0
    for number in waits:
        with world.database.transaction() as session:
            removed += _sweep_one(session, world, number)
    if removed:
        log.info("blobs_removed", blobs=removed)
    if waits and world.database.settle_file():
        with world.database.transaction() as session:
            for number in waits:
                over(session.get_one(Erasure, number, with_for_update=True))
    elif waits:
        log.warning("database_file_not_settled")  # somebody reads: tried again
    return removed


def sweep_orphans(world: World, beginning: str) -> int:
    """Take away what was put down a month ago or more and nothing ever named: a form that was never sent, a walk that
    came to nothing. `beginning`: the two digits with which their fingerprints begin; how many."""
    before, removed = world.clock() - _ORPHAN_FOR, 0
    names = iter(world.blobs.names(beginning))
    while some := list(islice(names, _ORPHANS_AT_ONCE)):
        with world.database.transaction() as session:
            unnamed = set(some) - still_named(session, some)
            removed += sum(world.blobs.remove(name, before=before) for name in unnamed)
    if removed:
        log.info("orphans_removed", blobs=removed)
    return removed


def _sweep_one(session: Session, world: World, number: int) -> int:
    row = session.get_one(Erasure, number, with_for_update=True)
    wanted = set(row.counts.get(TO_REMOVE, ()))
    unnamed = wanted - still_named(session, wanted)
    here = {name for name in unnamed if world.blobs.has(name)}  # small mails stood in the database
    left = {name for name in unnamed if not world.blobs.remove(name, before=old_enough(world.clock()))}
    settled(row, left, len(here - left))
    return len(here - left)


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
