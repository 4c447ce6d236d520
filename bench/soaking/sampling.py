"""What is looked at while a house soaks: memory, queues and their ages, fates, and how long mails and letters took."""

import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from mailbot.db import Database, Session
from mailbot.errors import TryAgain
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import OutboundFate

_MOST = 4_000
"""Rows whose times are looked at in one sample."""


@dataclass
class Sample:
    """How it stood at one instant. Seconds are true ones, however fast time passes there."""

    seconds: float
    accepted: int
    mails_waiting: int
    letters_waiting: int
    oldest_mail: float
    oldest_letter: float
    megabytes: dict[str, float] = field(default_factory=dict)
    """Of each process: its proportional set (PSS)."""
    mail_seconds: dict[str, float] = field(default_factory=dict)
    """From its 250 to its fate, of what was settled since the last sample: the middle and the 99th of a hundred."""
    letter_seconds: dict[str, float] = field(default_factory=dict)
    """From the change that caused it to the relay's 250."""

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)


class Sampling:
    """Looks every few seconds, in a thread of its own."""

    def __init__(
        self, database: Database, *, accepted: Callable[[], int], pids: Callable[[], Mapping[str, int | None]],
        now: Callable[[], datetime], times: float, every: float = 5.0,
    ) -> None:  # fmt: skip
        """`now`: the time there, which passes so many `times` as fast; `every`: seconds."""
        self._database, self._accepted, self._pids, self._now = database, accepted, pids, now
        self._times, self._every = times, every
        self._began = time.monotonic()
        self._since = now()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.samples: list[Sample] = []

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stop.wait(self._every):
            try:
                with self._database.looking() as session:
                    self.samples.append(self._look(session))
            except TryAgain:
                continue

    def _look(self, session: Session) -> Sample:
        now, since = self._now(), self._since
        self._since = now
        mails = session.execute(
            select(func.count(), func.min(InboundMail.received_at)).where(InboundMail.due_at.is_not(None))
        ).one()
        letters = session.execute(
            select(func.count(), func.min(OutboundMail.created_at)).where(OutboundMail.due_at <= now)
        ).one()
        walked = session.execute(
            select(InboundMail.received_at, InboundMail.settled_at)
            .where(InboundMail.settled_at > since)
            .order_by(InboundMail.id.desc())
            .limit(_MOST)
        ).all()
        sent = session.execute(
            select(OutboundMail.created_at, OutboundMail.settled_at)
            .where(OutboundMail.settled_at > since, OutboundMail.fate == OutboundFate.SENT)
            .order_by(OutboundMail.id.desc())
            .limit(_MOST)
        ).all()
        return Sample(
            round(time.monotonic() - self._began, 1), self._accepted(), mails[0], letters[0],
            self._true(now - mails[1]) if mails[1] else 0.0, self._true(now - letters[1]) if letters[1] else 0.0,
            {name: _megabytes(pid) for name, pid in self._pids().items() if pid is not None},
            self._taken(walked), self._taken(sent),
        )  # fmt: skip

    def _true(self, there: timedelta) -> float:
        return round(there.total_seconds() / self._times, 3)

    def _taken(self, rows: Any) -> dict[str, float]:
        took = sorted(self._true(end - begin) for begin, end in rows)
        if not took:
            return {}
        return {"median": statistics.median(took), "p99": took[min(len(took) - 1, len(took) * 99 // 100)]}


def _megabytes(pid: int) -> float:
    try:
        rolled = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return round(int(rolled.partition("\nPss:")[2].split()[0]) / 1024, 1)
