"""The only place that asks what time it is."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]
"""Says the present instant, aware and in UTC. Doors are handed one; tests hand in their own."""


def system_clock() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


class MovedClock:
    """The system's clock, and as much ahead of it or behind as a file says: the same for every process that shares it.

    A file that goes away, or says less than before, changes nothing: this clock goes forward only. Nothing in a house
    makes one: no setting names its file (docs/decisions/0029).
    """

    def __init__(self, file: Path, clock: Clock = system_clock) -> None:
        """`file` holds one number of microseconds; without it, this is the clock below."""
        self._file = file
        self._clock = clock
        self._seen: tuple[int, int] | None = None
        self._ahead: timedelta | None = None

    def __call__(self) -> datetime:
        """The present instant there, aware, in UTC."""
        self._look()
        return self._clock() + (self._ahead or timedelta())

    def set(self, to: datetime) -> None:
        """Make it this instant now, for all who share the file. Only later than it was; a file that is not there yet
        may begin at any instant."""
        ahead = to - self._clock()
        self._look()
        if self._ahead is not None and ahead < self._ahead:
            raise ValueError("this clock goes forward only")
        self._keep(ahead)

    def forward_to(self, to: datetime) -> None:
        """Make it this instant now; when it is later there already, leave it."""
        ahead = to - self._clock()
        self._look()
        if self._ahead is None or ahead > self._ahead:
            self._keep(ahead)

    def begin_again(self) -> None:
        """Forget the file's number, and the file: whoever shares it has ended."""
        self._file.unlink(missing_ok=True)
        self._seen = self._ahead = None

    def _keep(self, ahead: timedelta) -> None:
        unfinished = self._file.with_suffix(".part")
        unfinished.write_text(f"{ahead // timedelta(microseconds=1)}\n")
        unfinished.replace(self._file)
        self._look()

    def _look(self) -> None:
        try:
            status = os.stat(self._file)  # asked for each mail and each letter: this costs two microseconds
            if self._seen == (status.st_mtime_ns, status.st_ino):
                return
            ahead = timedelta(microseconds=int(self._file.read_text()))
        except (OSError, ValueError):
            return
        self._seen = (status.st_mtime_ns, status.st_ino)
        self._ahead = ahead if self._ahead is None else max(ahead, self._ahead)
