"""Several `mailbot` processes side by side: they begin together, and end together."""

import ctypes
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

from mailbot.errors import WRONG_SETTING


def have_files(number: int) -> int:
    """Let this process have so many files and connections open, as far as the machine allows: how many it may. Service
    managers begin with 1024, and a door that runs out of them lets nobody in, without a word."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    may = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < may:
        resource.setrlimit(resource.RLIMIT_NOFILE, (may, hard))
        return may
    return number if soft == resource.RLIM_INFINITY else soft


class Children:
    """`mailbot COMMAND …` processes side by side. They end when told to, and with us even when we are killed."""

    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        *,
        given: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Start them, in a thread that lives as long as they shall: Linux ends them with it.

        With `given`, these are all the MAILBOT_ variables that they see, whatever we see ourselves. `folder` is where
        they run, and so where they look for a `.env`.
        """
        self._given = given
        self._folder = folder
        self._children = [_Child(command, self._start(command)) for command in commands]

    def ended(self) -> int | None:
        """The exit status of those that ended unasked, a failure first; None while all are there."""
        ended = [child.process.returncode for child in self._children if child.process.poll() is not None]
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
                told(child.command[0], status, child.pause)
            elif now >= child.due_at:
                child.process, child.due_at, child.began = self._start(child.command), None, now
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

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "mailbot", *command],
            env=None if self._given is None else _without_ours(os.environ) | dict(self._given),
            cwd=self._folder,
            process_group=0,  # Ctrl-C reaches a whole group: the parent decides when they stop
            preexec_fn=partial(_end_with, os.getpid()),  # noqa: PLW1509
        )


@dataclass(slots=True)
class _Child:
    """One of them, and when it is started again."""

    command: Sequence[str]
    process: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic)
    starts: int = 1
    pause: float = 0.25
    due_at: float | None = None


_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_LIVED = 60.0
"""Seconds after which an end is no sign that the next one is near."""


def run_all(commands: Sequence[Sequence[str]], *, grace: float, told: Callable[[str, int, float], None]) -> int:
    """Run `mailbot COMMAND …` processes side by side until SIGTERM or SIGINT; the exit status.

    One that ends unasked is started again: the rows know where everything stood, and the others go on meanwhile.
    """
    stop = threading.Event()
    on_stop(stop.set)
    children = Children(commands)
    status = None
    while status is None and not stop.wait(0.2):
        status = children.start_again(now=time.monotonic(), told=told)
    children.stop(grace + 5)
    return 0 if status is None else abs(status) or 1


def bare_environment() -> dict[str, str]:
    """What a process of ours is given that must know nothing: no setting, no key."""
    return {
        name: value for name, value in os.environ.items() if name in _BARE or name.startswith(("LC_", "FONTCONFIG_"))
    }


_BARE = frozenset({"PATH", "LANG", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LD_LIBRARY_PATH"})


def _without_ours(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("MAILBOT_")}


def _end_with(parent: int) -> None:
    # PR_SET_PDEATHSIG: a killed parent leaves no orphan that goes on holding the port.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before we could ask for that
        os._exit(1)


def on_stop(act: Callable[[], None]) -> None:
    """Do this when somebody asks us to end (SIGTERM, SIGINT)."""

    def handler(_number: int, _frame: FrameType | None) -> None:
        act()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handler)
