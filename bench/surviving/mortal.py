"""The service's own processes, begun fast and killed at will: at an instant, or exactly when they reach a point.

A nursery imports what the service needs once; each process is its fork, with an environment and a log of its own, and
runs the command of mailbot's own command line. Which point ends it is written into a file of a few octets that it looks
at whenever it reaches one, so a process may be told long after its start.
"""

import contextlib
import ctypes
import json
import mmap
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mailbot.points import Point

_POINTS = tuple(Point)
_COMMON = frozenset({"T-01", "T-04", "T-05", "T-06", "G-01", "G-02", "G-21", "P-01", "P-02"})
"""Letters that every run sends."""
_OCTETS = 2
"""Of the file that tells a process where to end: the number of a point, and how often it passes by there before."""


class Pace:
    """The time of the processes: it stood at `began` when it was made, passes so many times as fast as ours, and is
    set forward by whoever likes. A file of a few octets carries that to every process."""

    def __init__(self, path: Path, began: datetime, times: float = 1.0, *, at: float | None = None) -> None:
        self.path = path
        self.began = began
        self.times = times
        self.at = time.time() if at is None else at
        if at is None:
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._skipped = mmap.mmap(file.fileno(), 8)

    def __call__(self) -> datetime:
        """The time there."""
        [skipped] = struct.unpack("d", self._skipped)
        return self.began + timedelta(seconds=(time.time() - self.at) * self.times + skipped)

    def forward(self, **by: float) -> None:
        """So much later, at once, for everybody."""
        [skipped] = struct.unpack("d", self._skipped)
        self._skipped[:] = struct.pack("d", skipped + timedelta(**by).total_seconds())

    def to_json(self) -> list[Any]:
        """What makes the same one elsewhere."""
        return [str(self.path), self.began.isoformat(), self.times, self.at]

    @classmethod
    def from_json(cls, kept: list[Any]) -> "Pace":
        """As `to_json` gave it."""
        path, began, times, at = kept
        return cls(Path(path), datetime.fromisoformat(began).astimezone(UTC), times, at=at)


class Mortal:
    """One process of the service."""

    def __init__(self, pid: int, ends_at: "Doom") -> None:
        self.pid = pid
        self.doom = ends_at
        self._handle: int | None = None
        with contextlib.suppress(ProcessLookupError):
            self._handle = os.pidfd_open(pid)

    def is_dead(self, within: float = 0.0) -> bool:
        """Whether it has ended, at the latest in so many seconds."""
        if self._handle is None:
            return True
        looking = select.poll()
        looking.register(self._handle, select.POLLIN)
        return bool(looking.poll(1000 * within))

    def kill(self) -> None:
        """End it as nobody expects it: kill -9."""
        self._send(signal.SIGKILL)

    def stop(self, within: float = 40.0) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)
        if not self.is_dead(within):
            self.kill()

    def __del__(self) -> None:
        if self._handle is not None:
            os.close(self._handle)

    def _send(self, number: int) -> None:
        if self._handle is None:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)
        if number == signal.SIGKILL and not self.is_dead(30):
            raise TimeoutError(f"{self.pid} outlived kill -9")


class Doom:
    """Where a process is to end; it may be said before its start, and while it runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists() or path.stat().st_size != _OCTETS:
            path.write_bytes(bytes(_OCTETS))

    def at(self, point: Point, *, after: int = 0) -> None:
        """Here, once it has passed by so often before."""
        with self.path.open("r+b") as file:
            file.write(bytes([_POINTS.index(point) + 1, after]))

    def nowhere(self) -> None:
        """It may live."""
        with self.path.open("r+b") as file:
            file.write(bytes(_OCTETS))


class Nursery:
    """Where processes begin. They end with it, and it ends with us."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.surviving.mortal"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if not name.startswith("MAILBOT_")}, text=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509
        )  # fmt: skip
        assert self._process.stdout is not None
        self._out = self._process.stdout
        self._lock = threading.Lock()

    def bear(self, told: Mapping[str, Any]) -> int:
        """A new process: its number."""
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(json.dumps(told) + "\n")
            self._process.stdin.flush()
            said = self._out.readline()
        if not said:
            raise RuntimeError("the nursery has ended")
        return int(said)

    def close(self) -> None:
        """End it, and all that it began."""
        self._process.kill()
        self._process.communicate()


@dataclass(frozen=True, slots=True)
class Cradle:
    """The processes of one house: its folder, what is set for them, and their time."""

    nursery: Nursery
    folder: Path
    environment: Mapping[str, str]
    pace: Pace

    def start(self, command: str) -> Mortal:
        """`mailbot COMMAND`; it ends where its Doom says."""
        doom = self.doom(command)
        told = {
            "command": command, "log": str(self.folder / "log"), "doom": str(doom.path),
            "environment": dict(self.environment), "pace": self.pace.to_json(),
        }  # fmt: skip
        return Mortal(self.nursery.bear(told), doom)

    def doom(self, command: str) -> Doom:
        """Where the processes of a command are to end."""
        return Doom(self.folder / f"doom-{command}")


@contextlib.contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery that is closed afterwards."""
    opened = Nursery()
    try:
        yield opened
    finally:
        opened.close()


# -- In the nursery itself --------------------------------------------------------------------------------------------


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _bring_up() -> None:
    """Import what the processes need, so that none of them has to."""
    import weasyprint

    import mailbot.cli
    import mailbot.front
    import mailbot.outbound.sample_cast
    import mailbot.outbound.samples
    import mailbot.worker
    from mailbot.inbound.parsing import parse_mail
    from mailbot.inbound.reading.reader import read
    from mailbot.inbound.reading.standpoint import EMPTY
    from mailbot.outbound.letters import write_letter

    _ = weasyprint, mailbot.cli, mailbot.front, mailbot.worker
    for sample in mailbot.outbound.samples.samples():
        if sample.code in _COMMON:  # their templates are compiled, and stay so in every fork
            write_letter(sample.kind, "fr", sample.facts, mailbot.outbound.sample_cast.TILLEUL)
    read(parse_mail(b"From: a@b.example\r\n\r\nLe robinet fuit depuis mardi.\r\n"), EMPTY, envelope_from="<>")


def _live(told: Mapping[str, Any]) -> None:
    """What a fork does: it is the process of a command, until it reaches its end."""
    from mailbot import points, world
    from mailbot.cli import app

    _end_with_parent()
    os.environ.update(told["environment"])
    vars(world)["system_clock"] = Pace.from_json(told["pace"])  # the one place from which a process takes its clock
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(told["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    with Path(told["doom"]).open("r+b") as file:
        doom = mmap.mmap(file.fileno(), _OCTETS)
    numbers = {point: number for number, point in enumerate(_POINTS, start=1)}

    def watcher(point: Point) -> None:
        if doom[0] == numbers[point]:
            if doom[1] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
                time.sleep(60)  # the kernel needs a moment
            doom[1] -= 1

    points.watch(watcher)
    status = 1
    try:
        app([told["command"]], standalone_mode=False)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


def main() -> None:
    """Begin a process for every line that is read."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    _bring_up()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _live(json.loads(line))
        print(child, flush=True)


if __name__ == "__main__":
    main()
