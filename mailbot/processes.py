"""Several `mailbot` processes side by side: they begin together, and end together."""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Protocol

from mailbot.errors import WRONG_SETTING
from mailbot.forks import Fork, adopting, end_with


def have_files(number: int) -> int:
    """Let this process have so many files and connections open, as far as the machine allows: how many it may. Service
    managers begin with 1024, and a door that runs out of them lets nobody in, without a word."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    may = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < may:
        resource.setrlimit(resource.RLIMIT_NOFILE, (may, hard))
        return may
    return number if soft == resource.RLIM_INFINITY else soft


class Process(Protocol):
    """A process that we began. What is negative in its exit status is a signal."""

    @property
    def returncode(self) -> int | None: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def terminate(self) -> None: ...

    def kill(self) -> None: ...


Start = Callable[[], Process]


def programs(
    *commands: Sequence[str], given: Mapping[str, str] | None = None, folder: Path | None = None
) -> Mapping[str, Start]:
    """`mailbot COMMAND …`, each in an interpreter of its own.

    With `given`, these are all the MAILBOT_ variables that they see, whatever we see ourselves. `folder` is where they
    run, and so where they look for a `.env`.
    """

    def start(command: Sequence[str]) -> Process:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "mailbot", *command],
            env=None if given is None else _without_ours(os.environ) | dict(given),
            cwd=folder,
            process_group=0,  # Ctrl-C reaches a whole group: the parent decides when they stop
            preexec_fn=partial(end_with, os.getpid()),  # noqa: PLW1509
        )

    return {command[0]: partial(start, command) for command in commands}


class Nursery:
    """Where processes come from that have the same code in memory, once: `mailbot.nursery` reads it and is copied.

    Those that begin together share it. One that is started again has its own.
    """

    def __init__(self, *names: str, stop: threading.Event) -> None:
        """`stop`: nobody is born any more."""
        self._together = list(names)
        self._stop = stop
        self._born: dict[str, Process] = {}
        self._began = False
        """They have begun together."""
        self.grace = 0.0
        """Seconds that those who were born may take to end."""

    @property
    def starts(self) -> Mapping[str, Start]:
        """How each of them begins."""
        return {name: partial(self._start, name) for name in self._together}

    def _start(self, name: str) -> Process:
        if name not in self._born:
            self._born |= self._bear([name] if self._began else self._together)
        return self._born.pop(name)

    def _bear(self, names: Sequence[str]) -> dict[str, Process]:
        hears, tells = os.pipe()
        waits, lets = os.pipe()
        with adopting(), open(hears) as said, open(lets, "wb", buffering=0) as live:
            nursery = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "mailbot.nursery", str(os.getpid()), str(tells), str(waits), *names],
                pass_fds=(tells, waits), process_group=0, preexec_fn=partial(end_with, os.getpid()),  # noqa: PLW1509
            )  # fmt: skip
            os.close(tells)
            os.close(waits)
            while nursery.poll() is None and not self._stop.is_set():
                with contextlib.suppress(subprocess.TimeoutExpired):
                    nursery.wait(0.05)
            if nursery.poll() is None:
                nursery.terminate()
            if nursery.wait():
                return dict.fromkeys(names, nursery)
            told = json.load(said)
            live.write(b"." * len(names))  # whoever is not told so ends
        self.grace, self._began = told["grace"], True
        return {name: Fork(pid) for name, pid in told["pids"].items()}


class Children:
    """Processes side by side. They end when told to, and with us even when we are killed."""

    def __init__(self, starts: Mapping[str, Start]) -> None:
        """Start them, in a thread that lives as long as they shall: Linux ends them with it."""
        self._children = [_Child(name, start, start()) for name, start in starts.items()]

    def ended(self) -> int | None:
        """The exit status of those that ended unasked, a failure first; None while all are there."""
        ended = [status for child in self._children if (status := child.process.poll()) is not None]
        return next((status for status in ended if status), ended[0]) if ended else None

    def start_again(self, *, now: float, told: Callable[[str, int, float], None]) -> int | None:
        """Start those that ended unasked, each after a pause that grows while it does not live long; in the thread that
        started the first. The exit status of one that never came to work: a wrong setting is not tried again.

        `now`: seconds of a clock that nobody sets. `told` hears which one ended, how, and after how long it is back.
        """
        for child in self._children:
            if (status := child.process.poll()) is None:
                continue
            if child.due_at is None:
                if status == WRONG_SETTING and child.starts == 1:
                    return status
                child.pause = _FIRST_PAUSE if now - child.began >= _LIVED else min(child.pause * 2, _LONGEST_PAUSE)
                child.due_at = now + child.pause
                told(child.name, status, child.pause)
            elif now >= child.due_at:
                child.process, child.due_at, child.began = child.start(), None, now
                child.starts += 1
        return None

    def stop(self, grace: float) -> None:
        """Ask them to end, and kill whoever has not done so after `grace` seconds."""
        processes = [child.process for child in self._children]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        latest = time.monotonic() + grace
        for process in processes:
            try:
                process.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass(slots=True)
class _Child:
    """One of them, and when it is started again."""

    name: str
    start: Start
    process: Process
    began: float = field(default_factory=time.monotonic)
    starts: int = 1
    pause: float = 0.25
    due_at: float | None = None


_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_LIVED = 60.0
"""Seconds after which an end is no sign that the next one is near."""


def run_all(*names: str, told: Callable[[str, int, float], None]) -> int:
    """Run processes of these names side by side until SIGTERM or SIGINT; the exit status.

    One that ends unasked is started again: the rows know where everything stood, and the others go on meanwhile.
    """
    stop = threading.Event()
    on_stop(stop.set)
    nursery = Nursery(*names, stop=stop)
    children = Children(nursery.starts)
    status = None
    while status is None and not stop.wait(0.2):
        status = children.start_again(now=time.monotonic(), told=told)
    children.stop(nursery.grace + 5)
    return 0 if status is None else abs(status) or 1


def bare_environment() -> dict[str, str]:
    """What a process of ours is given that must know nothing: no setting, no key."""
    return {
        name: value for name, value in os.environ.items() if name in _BARE or name.startswith(("LC_", "FONTCONFIG_"))
    }


_BARE = frozenset({"PATH", "LANG", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LD_LIBRARY_PATH"})


def _without_ours(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("MAILBOT_")}


def on_stop(act: Callable[[], None]) -> None:
    """Do this when somebody asks us to end (SIGTERM, SIGINT)."""

    def handler(_number: int, _frame: FrameType | None) -> None:
        act()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handler)
