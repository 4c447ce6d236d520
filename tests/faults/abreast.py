"""A house of several doors and several workers, with nothing between them but the database, Redis and the blobs."""

import itertools
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from sqlalchemy import select

from bench.kills import free_port
from bench.surviving.mortal import Mortal, Nursery
from bench.surviving.town import MORNING, Posting
from mailbot.model_mails import Duty
from tests.faults.killing import FrailHouse


class WideHouse(FrailHouse):
    """Two doors, one that shows pages, and some workers: each a process of its own."""

    def __init__(self, folder: Path, url: str, redis: str, nursery: Nursery, *, workers: int) -> None:
        super().__init__(folder, url, nursery)
        self._workers = [f"work-{number}" for number in range(workers)]
        self._doors = {f"smtp-{number}": free_port() for number in range(2)}
        self._cradle = replace(self._cradle, environment={**self._cradle.environment, "MAILBOT_DOORBELL_URL": redis})
        self._next_door = itertools.cycle(self._doors.values())

    @property
    def names(self) -> tuple[str, ...]:
        """Of its processes."""
        return ("web", *self._doors, *self._workers)

    def begin(self) -> None:
        """Whatever does not live begins."""
        for name in self.names:
            if name not in self._alive:
                self._alive[name] = self.another(name)

    def another(self, name: str) -> Mortal:
        """One more process that does the same."""
        command = name.partition("-")[0]
        cradle = self._cradle
        if name in self._doors:
            cradle = replace(cradle, environment={**cradle.environment, "MAILBOT_SMTP_PORT": str(self._doors[name])})
        return cradle.start(command)

    def change(self, name: str) -> None:
        """A rolling restart of one of them: a worker's successor is there before it goes, a door's comes after it."""
        before = self._alive[name]
        after = None if name in self._doors or name == "web" else self.another(name)
        before.stop()
        self._alive[name] = after or self.another(name)

    def keeper(self) -> str:
        """Which worker keeps the schedule; empty while nobody does."""
        with self.database.looking() as session:
            holder = session.scalars(select(Duty.holder).where(Duty.until > self.pace())).one_or_none()
        pid = int(holder.split()[1]) if holder else 0
        return next((name for name in self._workers if self._alive[name].pid == pid), "")

    def kill(self, name: str) -> None:
        """kill -9; nobody comes in its place."""
        self._alive.pop(name).kill()
        self._workers.remove(name)

    def _hand_in(self, written: Posting) -> None:
        """As a mail server in front does: at the next door, if this one does not take it."""
        if written.kind == "press":
            httpx.post(written.seat.page, data=written.form(), timeout=60).raise_for_status()
            return
        with smtplib.SMTP("127.0.0.1", next(self._next_door), timeout=60) as client:
            client.sendmail(written.seat.sender, [written.to], written.raw(MORNING))


@contextmanager
def wide_house(folder: Path, url: str, redis: str, nursery: Nursery, *, workers: int) -> Iterator[WideHouse]:
    """One that is closed afterwards."""
    house = WideHouse(folder, url, redis, nursery, workers=workers)
    try:
        house.begin()
        yield house
    finally:
        house.close()
