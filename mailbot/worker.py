"""Everything that happens by itself, on one page: the tasks of the doorbell, and the schedule."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.exc import IntegrityError

from mailbot.archiving import OldMails
from mailbot.doorbell import Bell
from mailbot.duties import OnDuty
from mailbot.errors import TryAgain
from mailbot.inbound.line import due_mails
from mailbot.inbound.queue import bring_back, claim_due
from mailbot.inbound.together import take_mails
from mailbot.levels import CLOCK
from mailbot.measures import ON_DUTY, TASKS, TASKS_DUE
from mailbot.metrics_page import metrics_page
from mailbot.outbound.dispatching import Office, dispatch_due, open_office
from mailbot.outbound.line import due_letters
from mailbot.outbound.queue import bring_letters_back
from mailbot.points import Point, reach
from mailbot.processes import on_stop
from mailbot.settings import Settings
from mailbot.sweeping import sweep_blobs, sweep_orphans
from mailbot.telemetry import logger
from mailbot.tracing import tracing
from mailbot.watchdog import Watchdog
from mailbot.workflow.schedule import TASKS as CLOCK_TASKS
from mailbot.workflow.schedule import Schedule, run_task
from mailbot.world import World, make_world

log = logger(__name__)

_SCHEDULE = 20.0
"""Seconds: how often the clock is looked at, whatever it says."""
_A_JUMP = 5.0
"""Seconds by which the clock goes ahead at once, and the schedule is not waited for."""
_HANGS = 180.0
"""Seconds, or three leases: a batch that takes longer is a thread that hangs. It ends before half a lease is over, but
for its last mail or letter; the longest of these waits for a document to be printed."""
_RELAYS_LONGER = 5.0
"""A relay may take ten minutes to answer the final dot (RFC 5321, 4.5.3.2.6): so many times longer."""
_SWEEPS_LONGER = 5.0
"""A night's work is one sweep: so many times longer."""
_MANY = 100
"""Tasks in a row: about as many as a quarter of a lease has time for."""
_A_TURN = 0.5
"""Seconds for which a thread leaves the mails to another one."""
_AN_HOUR = timedelta(hours=1)
_MAILS_AT_ONCE = 10
_LETTERS_AT_ONCE = 20
"""Letters that one claim takes: their fates are written in one commit."""


class Part(StrEnum):
    """One of the two things that a worker does. An interpreter uses one processor: two processes, one for each, use
    two, and neither waits for the other's turn (docs/decisions/0035)."""

    MAILS = "mails"
    LETTERS = "letters"


class Worker:
    """Takes mails and sends letters until it is told to stop. Mails never wait for a relay that is slow."""

    def __init__(
        self, world: World, office: Office, *, doorbell: str, threads: int, sweep_seconds: float,
        mail_days: float = 14.0, part: Part | None = None,
    ) -> None:  # fmt: skip
        """`doorbell`: URL of what the doors ring; `sweep_seconds`: how often rows are looked through all the same;
        `mail_days`: how long the bytes of a mail stand in the database; `part`: all that it does, besides its duty by
        the clock."""
        self._world = world
        self._office = office
        self._sweep_seconds = sweep_seconds
        self._next_look = time.monotonic()
        self._ahead = self._clock_ahead()
        self._last_hour = 0
        self._duty = OnDuty(world, CLOCK)
        self._is_on_duty = False
        self._schedule = Schedule()
        self._old_mails = OldMails(world, after=timedelta(days=mail_days))
        self._pause = sweep_seconds
        self._watchdog = Watchdog(max(_HANGS, 3 * world.lease))
        self._by_hand: dict[Part, threading.Thread] = {}
        self._one_by_one = threading.Lock()
        self._stop = threading.Event()
        self._mails = Bell(doorbell, "take_mails", self._take_mails)
        self._letters = Bell(doorbell, "send_letters", self._send_letters)
        self._does = {Part.MAILS: self._take_mails, Part.LETTERS: self._send_letters}
        if part is not None:
            self._does = {part: self._does[part]}
        bells = {Part.MAILS: self._mails, Part.LETTERS: self._letters}
        self._consumers = tuple(bells[each].consumer(threads, at_end=office.relay.close) for each in self._does)

    def run(self) -> None:
        """Work until `stop`. Blocks; the schedule runs in the calling thread."""
        self._watchdog.start()
        for consumer in self._consumers:
            consumer.start()
        log.info("worker_started")
        while True:
            self.sweep()
            if self._stop.wait(self._pause):
                break
            for consumer in self._consumers:
                consumer.check_worker_health()
        for consumer in self._consumers:
            consumer.stop(graceful=True)
        for thread in self._by_hand.values():
            thread.join()
        self._quietly("duty", self._duty.leave)
        self._watchdog.stop()
        log.info("worker_stopped")

    def stop(self) -> None:
        """Finish what is under way, then let `run` return. What still waits is in the rows."""
        self._stop.set()

    def sweep(self) -> None:
        """Ring for rows whose ring was lost: by a kill, by a restart of Redis, or because their time has come. While
        the bell is away, take them without it. Now and then, all that goes by the clock, if it is ours to do."""
        with self._watchdog.step("sweep", times=_SWEEPS_LONGER):
            self._quietly("ring", self._ring_for_what_is_due)
            if time.monotonic() < self._next_look and not self._has_jumped():
                return
            self._next_look, self._pause = time.monotonic() + _SCHEDULE, self._sweep_seconds
            self._quietly("duty", self._ask_for_duty)
            if not self._is_on_duty:
                return
            # One that fails night after night keeps none of the others from their work.
            self._quietly("mails_back", lambda: bring_back(self._world))
            self._quietly("letters_back", lambda: bring_letters_back(self._world))
            self._quietly("schedule", self._keep_to_the_schedule)
            self._quietly("blobs", lambda: sweep_blobs(self._world))
            self._quietly("orphans", self._sweep_orphans)
            self._quietly("old_mails", self._move_old_mails)

    def _has_jumped(self) -> bool:
        """Whether the clock went on by more than the time that passed: it was set, or the machine slept."""
        before, self._ahead = self._ahead, self._clock_ahead()
        return self._ahead - before > _A_JUMP

    def _clock_ahead(self) -> float:
        return self._world.clock().timestamp() - time.monotonic()

    def _quietly(self, what: str, do: Callable[[], object]) -> None:
        try:
            do()
        except TryAgain:
            log.warning("work_put_off", what=what)
        except Exception:  # a disk full: the next time may do better, and a thread of ours goes on
            log.fault("work_fault", what=what)

    def _ring_for_what_is_due(self) -> None:
        late = self._world.clock() - timedelta(seconds=min(self._sweep_seconds, 1.0))
        with self._world.database.looking() as session:
            mails = due_mails(session, now=late, limit=1)
            letters = due_letters(session, now=late, limit=1)
        if not (self._mails.ring(mails) and self._letters.ring(letters)):
            self._take_by_hand()

    def _take_by_hand(self) -> None:
        """What is due, without a ring: one thread for mails and one for letters, each as long as there are any."""
        for what, take in self._does.items():
            if (before := self._by_hand.get(what)) is None or not before.is_alive():
                thread = threading.Thread(target=self._by_itself, args=(what, take), name=what, daemon=True)
                self._by_hand[what] = thread
                thread.start()

    def _by_itself(self, what: str, take: Callable[[list[int]], None]) -> None:
        self._quietly(what, lambda: take([]))
        self._office.relay.close()  # perhaps nobody else is left who would

    def _ask_for_duty(self) -> None:
        was, self._is_on_duty = self._is_on_duty, False
        ON_DUTY.set(0)
        self._is_on_duty = self._duty.take()
        ON_DUTY.set(self._is_on_duty)
        if self._is_on_duty and not was:
            self._schedule = Schedule()  # another one had it meanwhile

    def _keep_to_the_schedule(self) -> None:
        ran = run_schedule(self._world, self._schedule, may_go_on=self._duty.take)
        if ran:
            self._next_look = time.monotonic()  # what ran may have made something else due
            self._ring_for_letters()
        if ran >= _MANY:
            self._pause = 0.0

    def _sweep_orphans(self) -> None:
        """A part of the blobs each hour: all of them in eleven days."""
        hour = int(self._world.clock().timestamp() // _AN_HOUR.total_seconds())
        if hour != self._last_hour:
            self._last_hour = hour
            sweep_orphans(self._world, f"{hour % 256:02x}")

    def _move_old_mails(self) -> None:
        if self._old_mails.move():
            self._next_look = time.monotonic()

    def _take_mails(self, _ids: list[int]) -> None:
        # A few at a time: one commit claims them, and the first ones' letters do not wait for the last ones.
        # Those that the ring names have their turn like all others: a flood rings first, and most.
        is_any = True
        while is_any and not self._stop.is_set():
            with self._turn():
                if claimed := claim_due(self._world, limit=_MAILS_AT_ONCE):
                    with self._watchdog.step("mails"):
                        take_mails(self._world, claimed)
                is_any = bool(claimed)
            if is_any:
                self._ring_for_letters()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One thread after another while that goes quickly, where only one may write: two at once would only take the
        interpreter out of each other's hands. Whoever has waited for half a second, for another's DNS, goes ahead."""
        has_it = self._world.database.is_sqlite and self._one_by_one.acquire(timeout=_A_TURN)
        try:
            yield
        finally:
            if has_it:
                self._one_by_one.release()

    def _send_letters(self, _ids: list[int]) -> None:
        is_any = True
        while is_any and not self._stop.is_set():
            with self._watchdog.step("letters", times=_RELAYS_LONGER):
                is_any = dispatch_due(self._world, self._office, limit=_LETTERS_AT_ONCE)

    def _ring_for_letters(self) -> None:
        if not self._letters.is_ringing():
            with self._world.database.looking() as session:
                self._letters.ring(due_letters(session, now=self._world.clock(), limit=1))


def run_schedule(
    world: World, schedule: Schedule | None = None, *, may_go_on: Callable[[], bool] = lambda: True
) -> int:
    """Run what is due by the clock; how many tasks this process ran. One fault keeps no other task from running.

    `schedule`: what earlier looks have found. `may_go_on` is asked now and then whether it is still ours to do.
    """
    schedule = schedule or Schedule(most=None)
    with world.database.looking() as session:
        due = schedule.due(session, now=world.clock())
    TASKS_DUE.set(len(due))
    ran = 0
    for number, task in enumerate(due, start=1):
        if number % _MANY == 0 and not may_go_on():
            break
        try:
            with world.database.transaction() as session:
                run_task(session, task, now=world.clock())
                reach(Point.TASK_RUN)
            reach(Point.TASK_COMMITTED)
            ran += 1
            TASKS.add(task.task, "ran")
        except IntegrityError:
            TASKS.add(task.task, "elsewhere")
            log.info("task_ran_elsewhere", agency_id=task.agency_id, task=task.task)
        except Exception:
            TASKS.add(task.task, "fault")
            log.fault("task_fault", agency_id=task.agency_id, task=task.task)
            continue
        schedule.ran(task)
    return ran


def run_worker(settings: Settings, world: World | None = None, *, part: Part | None = None) -> None:
    """Take mails and send letters until SIGTERM or SIGINT, or only one of them. `world`: another than these settings
    make."""
    world = world or make_world(settings)
    worker = Worker(
        world, open_office(settings, now=world.clock()), doorbell=settings.doorbell, threads=settings.workers,
        sweep_seconds=settings.sweep_seconds, mail_days=settings.mail_days, part=part,
    )  # fmt: skip
    on_stop(worker.stop)
    name = "work" if part is None else part.value
    for task in CLOCK_TASKS:
        TASKS.add(task.name, "fault", by=0)
    with metrics_page(world, settings), tracing(settings.traces_url, name):
        worker.run()
    world.database.close()
