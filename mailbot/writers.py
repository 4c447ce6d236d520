"""Whoever writes into a SQLite file takes their turn: between threads, between processes, and not for ever."""

import fcntl
import os
import threading
import time
from pathlib import Path

from mailbot.errors import TryAgain
from mailbot.measures import TURN_SECONDS


class Writers:
    """Writers of one SQLite file, one after another, between threads and between processes; nobody waits for ever.

    The kernel's lock knows no time limit. When another process has it, a thread of its own asks for it; whoever has
    waited long enough goes, and what comes too late is given back.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._patience = patience
        self._threads = threading.Lock()
        self._news = threading.Condition()
        self._is_wanted = False
        self._is_asking = False
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        until = time.monotonic() + self._patience
        if not self._threads.acquire(timeout=self._patience):
            raise TryAgain("database: too many writers")
        try:
            if not self._take_at_once() and not self._wait_for_others(until - time.monotonic()):
                raise TryAgain("database: another process writes for long")
        except BaseException:
            self._threads.release()
            raise
        TURN_SECONDS.note(time.monotonic() - until + self._patience)

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def _take_at_once(self) -> bool:
        with self._news:
            if self._is_asking:  # for one who went: it would be given back under us
                return False
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    def _wait_for_others(self, seconds: float) -> bool:
        with self._news:
            self._is_wanted = True
            if not self._is_asking:
                self._is_asking = True
                threading.Thread(target=self._ask, name="writers", daemon=True).start()
            self._news.wait_for(lambda: not self._is_asking, seconds)
            self._is_wanted = False
            return not self._is_asking

    def _ask(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._news:
            self._is_asking = False
            if not self._is_wanted:
                fcntl.flock(self._file, fcntl.LOCK_UN)
            self._news.notify_all()

    def close(self) -> None:
        os.close(self._file)
