"""A copy of this process that does a work of its own: what was read before is there once for all of them."""

import contextlib
import ctypes
import gc
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_PR_SET_PDEATHSIG, _PR_SET_NAME, _PR_SET_CHILD_SUBREAPER = 1, 15, 36
_LARGEST_GAP, _MANY_OF_A_SIZE, _SMALLEST_GAP = 65_536, 1_040, 24
"""Octets. Up to the second, glibc keeps a list for each size of what was given back."""
_ARG_START, _ARG_END = 45, 46
"""Where /proc/self/stat says where the words of the command line are, counted from behind the name (proc(5))."""


class Born(BaseException):
    """This is the copy now. Whoever called `fork` first of all lets everything go and does this work."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self.work = work


class Fork:
    """A copy of this process, as whoever made it sees it."""

    def __init__(self, pid: int) -> None:
        """`pid`: of a child that nobody else waits for."""
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit status, a signal as a negative number; None while it is there."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The same, once it is gone. Raises subprocess.TimeoutExpired."""
        until = time.monotonic() + timeout if timeout is not None else None
        while (status := self.poll()) is None:
            if until is not None and time.monotonic() >= until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
            time.sleep(0.01)
        return status

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


@contextlib.contextmanager
def for_good() -> Iterator[None]:
    """What is read here stays: nobody looks for rubbish in it, neither now (a sixth of the time that it takes) nor
    later, when to look would be to write into memory that is shared."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        fill_gaps()


def fill_gaps() -> None:
    """Take every gap that is left between what was read (glibc), so that what a copy needs later stands together. Each
    gap that it used would be a page of its own: 4 MB for the few hundred kB of a first look at the database."""
    libc = ctypes.CDLL(None)
    with contextlib.suppress(AttributeError):  # of another C library
        libc.malloc_trim(0)
        malloc, libc.sbrk.restype = libc.malloc, ctypes.c_size_t
        malloc.argtypes, malloc.restype = [ctypes.c_size_t], ctypes.c_size_t
        end, size = libc.sbrk(0), _LARGEST_GAP
        while size >= _SMALLEST_GAP:
            while 0 < malloc(size) < end:
                pass
            size -= 16 if size <= _MANY_OF_A_SIZE else size // 4


def fork(name: str, work: Callable[[], None]) -> Fork:
    """Begin to do a work in a copy of this process, which has no other thread. In the copy this raises Born, so that
    nothing of ours is left around the work."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)  # one that comes in between would be told to us, not to it
    try:
        if pid := os.fork():
            return Fork(pid)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    os.setpgid(0, 0)  # Ctrl-C reaches a whole group: whoever watches over them decides when they stop
    call_it(name)
    raise Born(work)


def live_under(supervisor: int) -> None:
    """Wait for our parent's end, and end with its own parent from then on, which adopts orphans."""
    before = os.getppid()
    while before != supervisor and os.getppid() == before:
        time.sleep(0.001)
    end_with(supervisor)


@contextlib.contextmanager
def adopting() -> Iterator[None]:
    """While this lasts, what our children leave behind is ours (prctl(2), PR_SET_CHILD_SUBREAPER)."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 0)


def end_with(parent: int) -> None:
    """End this process with the thread of another that began it: no orphan goes on holding the port."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before we could ask for that
        os._exit(1)


def call_it(name: str) -> None:
    """How `ps` and `top` name this process: `mailbot NAME`, where Linux left room for it."""
    ctypes.CDLL(None).prctl(_PR_SET_NAME, f"mailbot-{name}".encode()[:15])
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        start, end = int(fields[_ARG_START]), int(fields[_ARG_END])
        words = b"\0".join((b"mailbot", name.encode()))
        if start and len(words) < end - start:
            ctypes.memmove(start, words.ljust(end - start, b"\0"), end - start)
