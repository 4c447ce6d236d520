"""The printing press: one process beside us that is kept warm, and ended when a document takes too long."""

import atexit
import subprocess
import sys
import threading
import time
from pathlib import Path

from mailbot.errors import TryAgain
from mailbot.outbound.press_wire import FAILED, NOT_GIVEN, PRINTED, Job, read_answer, write_job
from mailbot.processes import bare_environment
from mailbot.telemetry import logger

log = logger(__name__)

LIMIT = 40.0
"""Seconds for one document: below a worker's lease. The longest that people cause takes ten."""
_START = 60.0
"""Seconds in which a press has read its libraries and fonts; one or two, on a quiet machine."""
_REST = 30.0
"""Seconds until a press that did not start is started again."""
_DOES_NOT_START = "the process that prints does not start: is Pango installed?"
_PATIENCE = 60.0
"""Seconds that the next document waits for its turn."""
_MOST = 500
"""Documents that one process prints: what a library leaks is gone with it."""


class NotPrinted(TryAgain):
    """A document took too long, or ended the process that printed it."""


class Press:
    """Prints one document after another in a process of its own: no network, no files, an end to its memory and time.

    It ends with us, since its input does; while it prints, an alarm of its own ends it. (The kernel's signal at a
    parent's death is the death of the thread that began it, and threads of a server come and go.)
    """

    def __init__(self, limit: float = LIMIT) -> None:
        """`limit`: seconds for one document."""
        self._limit = limit
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._printed = 0
        self._rests_until = 0.0

    def print(self, job: Job) -> bytes:
        """A document as a PDF. Raises NotPrinted, ValueError for a page that would show what it
        was not given, and TryAgain when too many are being printed."""
        if not self._turn.acquire(timeout=_PATIENCE):
            raise TryAgain("documents are being printed")
        try:
            kind, content = self._ask(job)
        finally:
            self._turn.release()
        if kind == NOT_GIVEN:
            raise ValueError(content.decode())
        if kind != PRINTED:
            raise NotPrinted(content.decode())
        return content

    @property
    def pid(self) -> int | None:
        """Of the process that prints, when there is one."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _ask(self, job: Job) -> tuple[bytes, bytes]:
        process = self._warm()
        with _Fuse(process, self._limit) as fuse:
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                write_job(process.stdin, job)
                kind, content = read_answer(process.stdout)
            except (OSError, EOFError):
                self.close()
                log.warning("press_ended", too_slow=fuse.has_blown, status=process.returncode)
                raise NotPrinted("too slow" if fuse.has_blown else "the process that prints has ended") from None
            except BaseException:
                self.close()  # what it says next would be taken for another document
                raise
        self._printed += 1
        if kind == FAILED or self._printed >= _MOST:
            self.close()
        return kind, content

    def _warm(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        if time.monotonic() < self._rests_until:
            raise NotPrinted(_DOES_NOT_START)  # a minute for each paper would keep all other letters waiting
        package = Path(__file__).parents[2]
        process = self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "mailbot.outbound.typesetting", str(int(self._limit) + 5)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=bare_environment() | {"PYTHONPATH": str(package)}, cwd="/", process_group=0,
        )  # fmt: skip
        self._printed = 0
        with _Fuse(process, _START):
            try:
                assert process.stdout is not None
                read_answer(process.stdout)
            except (OSError, EOFError):
                self.close()
                self._rests_until = time.monotonic() + _REST
                raise NotPrinted(_DOES_NOT_START) from None
        return process


class _Fuse:
    """Ends a process that has not done within its time."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._blow)
        self._timer.daemon = True
        self._process = process
        self.has_blown = False

    def _blow(self) -> None:
        self.has_blown = True
        self._process.kill()

    def __enter__(self) -> "_Fuse":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


PRESS = Press()
"""Of this process."""
atexit.register(PRESS.close)
