"""Several `mailbot` processes side by side: they begin together, and end together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import FrameType


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
        self._children = [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "mailbot", *command],
                env=None if given is None else _without_ours(os.environ) | dict(given),
                cwd=folder,
                process_group=0,  # Ctrl-C reaches a whole group: the parent decides when they stop
                preexec_fn=partial(_end_with, os.getpid()),  # noqa: PLW1509
            )
            for command in commands
        ]

    def ended(self) -> int | None:
        """The exit status of those that ended unasked, a failure first; None while all are there."""
        ended = [child.returncode for child in self._children if child.poll() is not None]
        return next((status for status in ended if status), ended[0]) if ended else None

    def stop(self, grace: float) -> None:
        """Ask them to end, and kill whoever has not done so after `grace` seconds."""
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        latest = time.monotonic() + grace
        for child in self._children:
            try:
                child.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def run_all(commands: Sequence[Sequence[str]], *, grace: float) -> int:
    """Run `mailbot COMMAND …` processes side by side until SIGTERM or SIGINT; the exit status.

    One that ends unasked ends all: whoever started us starts us again, and the rows know where everything stood.
    """
    stop = threading.Event()
    on_stop(stop.set)
    children = Children(commands)
    status = None
    while status is None and not stop.wait(0.2):
        status = children.ended()
    children.stop(grace + 5)
    return 0 if status is None else abs(status) or 1


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
