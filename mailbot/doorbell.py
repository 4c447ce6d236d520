"""The doorbell between the doors and the workers: it says which rows may have work, and may forget it (hosts huey)."""

import contextlib
import logging
import os
import select
import sqlite3
import stat
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from huey import Huey, RedisHuey, SqliteHuey
from huey.consumer import Consumer

from mailbot.errors import TryAgain, WrongSetting
from mailbot.measures import BELL_AWAY
from mailbot.telemetry import logger

log = logger(__name__)

_ENOUGH = 8
"""Rings that wait: one for each thread that may be idle, and a few to spare."""
_LEFT_ALONE = 2.0
"""Seconds for which a bell that is away is not asked again: nobody waits for it twice."""
_LISTENS = 1.0
"""Seconds for which a thread sleeps, unless it is woken."""
_ANSWER_SECONDS = 2.0
"""In which Redis answers, or is away. Listening for a ring takes a second of them."""


class Bell:
    """A doorbell: it says which rows may have work in them. What it forgets, the sweep finds in the rows.

    Both sides name the same task: the one that rings, and the one that answers, perhaps on another machine. It may be
    away: whoever rings then hears so at once, and whoever listens goes on listening.
    """

    def __init__(self, url: str, name: str, answer: Callable[[list[int]], None] | None = None) -> None:
        """`url`: a SQLite file or Redis. `answer` is what a worker does with the row numbers of one ring."""
        logging.getLogger("huey").setLevel(logging.CRITICAL)  # it would log every ring, and the words of every fault
        self._huey, self._wire = _huey(url, f"mailbot-{name}")
        self._name = name
        self._away_until = 0.0
        self._was_away = False

        def rung(ids: list[int]) -> None:
            try:
                (answer or _nobody)(ids)
            except TryAgain:
                log.warning("ring_put_off", bell=name)
            except Exception:
                log.fault("ring_fault", bell=name)

        # huey knows a task by its name and the module of its function: here, the same one on both sides of the door.
        self._task = self._huey.task(name=name)(rung)

    def ring(self, ids: Sequence[int]) -> bool:
        """Say that these rows may have work; whether somebody may hear it. Numbers alone cross: huey pickles what it
        is given.

        Whoever hears a ring goes on until nothing is due, so a few that wait are enough: in a rush, a ring for each
        mail would bury the bell.
        """
        return not ids or self._ask(lambda: self._rung(ids)) is not None

    def is_ringing(self) -> bool:
        """Whether enough rings wait already, or nobody can ring."""
        return self._ask(lambda: self._pending() >= _ENOUGH) is not False

    def ask(self) -> bool:
        """Whether it answers. What went away or came back is known from then on, though nobody rang."""
        return self._ask(lambda: self._pending() >= 0) is not None

    def consumer(self, workers: int, *, at_end: Callable[[], None] = lambda: None) -> Consumer:
        """Threads that answer at once. `at_end`: what each does at its end."""
        self._huey.on_shutdown(name="at_end")(at_end)
        hear, wire = self._huey.dequeue, self._wire
        if wire is not None and wire.listen():
            self._huey.storage.blocking = True  # huey asks again at once: who listens has slept already
        else:
            wire = None

        def listen() -> Any:
            # huey would log what it stumbles over ten times a second for as long as it lasts, and never stop asking.
            try:
                task = hear()
                if task is None and wire is not None:
                    wire.wait(_LISTENS)
                    task = hear()
            except Exception as trouble:
                self._is_away(trouble)
                time.sleep(_LEFT_ALONE / 2)
                return None
            self._is_back()
            return task

        self._huey.dequeue = listen
        consumer = _Consumer(
            self._huey, workers=workers, periodic=False, initial_delay=0.01, backoff=1.3, max_delay=0.1,
            scheduler_interval=60, shutdown_timeout=None,
        )  # fmt: skip
        consumer.wire = wire
        return consumer

    def _rung(self, ids: Sequence[int]) -> bool:
        if self._pending() < _ENOUGH:
            self._task(list(ids))
            if self._wire is not None:
                self._wire.pull()
        return True

    def _pending(self) -> int:
        return int(self._huey.pending_count())

    def _ask(self, do: Callable[[], bool]) -> bool | None:
        """What the store says; None when it is away."""
        if time.monotonic() < self._away_until:
            return None
        try:
            said = do()
        except Exception as trouble:  # Redis or the disk: each store has errors of its own
            self._is_away(trouble)
            return None
        self._is_back()
        return said

    def _is_away(self, trouble: Exception) -> None:
        self._away_until = time.monotonic() + _LEFT_ALONE
        if not self._was_away:
            self._was_away = True
            BELL_AWAY.set(1, self._name)
            log.warning("doorbell_away", bell=self._name, trouble=type(trouble).__name__)

    def _is_back(self) -> None:
        self._away_until = 0.0
        if self._was_away:
            self._was_away = False
            BELL_AWAY.set(0, self._name)
            log.info("doorbell_back", bell=self._name)


def trouble_of(url: str) -> str:
    """Why a doorbell does not answer, as a code; empty when it does."""
    try:
        _huey(url, "mailbot-take_mails")[0].pending_count()
    except Exception as trouble:  # each store has errors of its own
        return type(trouble).__name__
    return ""


class _Consumer(Consumer):  # type: ignore[misc]
    wire: "_Wire | None" = None

    def stop(self, graceful: bool = False) -> None:
        """End its threads; whoever of them listens need not listen to the end."""
        self.stop_flag.set()
        for _ in range(self.workers if self.wire is not None else 0):
            self.wire.pull()  # type: ignore[union-attr]
        super().stop(graceful=graceful)

    def _set_signal_handlers(self) -> None:
        """Signals are the process's own business: it has other things to stop too."""


class _Wire:
    """What makes a bell in a file heard at once: a named pipe beside the file. A ring is an octet in it, and wakes one
    of those who listen, in whatever process of this machine. Without it the file is looked at again and again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ears = -1

    def listen(self) -> bool:
        """Whether this machine, and this disk, have such a thing."""
        if self._ears < 0:
            try:
                with contextlib.suppress(FileExistsError):
                    os.mkfifo(self._path, 0o600)
                if not stat.S_ISFIFO(os.stat(self._path).st_mode):
                    return False
                # For writing too: with no ringer left it would be at its end, and never quiet again.
                self._ears = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
            except OSError as trouble:
                log.info("doorbell_without_wire", trouble=type(trouble).__name__)
                return False
        return True

    def pull(self) -> None:
        """Wake somebody who listens. When nobody does, or enough rings wait, there is nobody to be woken."""
        with contextlib.suppress(OSError):
            end = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                if stat.S_ISFIFO(os.fstat(end).st_mode):
                    os.write(end, b"!")
            finally:
                os.close(end)

    def wait(self, seconds: float) -> None:
        """Until somebody pulls, or for so long."""
        waiting = select.poll()
        waiting.register(self._ears, select.POLLIN)
        if waiting.poll(seconds * 1000):
            with contextlib.suppress(BlockingIOError):  # another one was faster
                os.read(self._ears, 1)


def _nobody(ids: list[int]) -> None:
    raise TryAgain("this process rings, it does not answer")


def _huey(url: str, name: str) -> tuple[Huey, _Wire | None]:
    # No results: nobody reads them. No fsync: a lost ring is found by the sweep.
    if urlsplit(url).scheme != "sqlite":
        return RedisHuey(name, connection_pool=_redis(url), results=False), None
    file = url.removeprefix("sqlite:///")
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(f"The doorbell's folder {Path(file).parent} cannot be written: {error.strerror}.") from None
    wire = _Wire(Path(f"{file}-{name}"))
    try:
        return SqliteHuey(name, filename=file, results=False, fsync=False), wire
    except sqlite3.OperationalError as trouble:
        raise WrongSetting(
            f"MAILBOT_DOORBELL_URL: its file {file} cannot be written ({trouble.sqlite_errorname})."
        ) from None
    except sqlite3.DatabaseError:  # it is damaged, and holds nothing that the rows do not know: there is another one
        log.warning("doorbell_made_anew")
        for each in (file, f"{file}-wal", f"{file}-shm"):
            Path(each).unlink(missing_ok=True)
        return SqliteHuey(name, filename=file, results=False, fsync=False), wire


def _redis(url: str) -> object:
    from redis import ConnectionPool  # half a second, for a house that has one
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # Left to itself the client would ask again for ten seconds and more, while somebody waits.
    return ConnectionPool.from_url(
        url, socket_timeout=_ANSWER_SECONDS, socket_connect_timeout=_ANSWER_SECONDS / 2, retry=Retry(NoBackoff(), 0)
    )
