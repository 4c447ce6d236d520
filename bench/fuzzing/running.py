"""A run: children that try, a watch over them, and a state on disk that is never far behind."""

import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from multiprocessing.connection import wait
from pathlib import Path

from bench.fuzzing.child import Task, save_input, work
from bench.fuzzing.keeping import Span, State, cut
from bench.fuzzing.trying import Failure, Tally

_SPAN = 2_000
"""Inputs that a child is given at a time."""
_LOOK = 0.2
_WRITE = 2.0
_TO_SAVE = 60.0
_PROCESSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one input may use, and how often a target may fail."""

    seconds: float = 60.0
    """By the clock on the wall: then it hangs."""
    most_mb: int = 1024
    failures: int = 50
    """Of one target: then it is given up."""


class _Child:
    """A process that tries inputs of one target, as its parent sees it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.mark = _PROCESSES.RawArray("d", 2)
        self.pipe, theirs = _PROCESSES.Pipe()
        self.span: Span | None = None
        """What it is at, less what it has reported."""
        self.blamed: tuple[str, str] | None = None
        """Why we killed it."""
        self.process = _PROCESSES.Process(target=work, args=(task, theirs, self.mark), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, span: Span) -> None:
        self.span = span
        self.pipe.send(span)

    def watch(self, bounds: Bounds) -> None:
        """Kill it when its input takes too long, or too much."""
        if self.span is None or self.blamed is not None or not self.process.is_alive():
            return
        began = self.mark[1]
        if began and time.monotonic() - began > bounds.seconds:
            self._kill("hung", f"no end after {bounds.seconds:.0f} s")
        elif (has := _resident_mb(self.process.pid)) > 2 * bounds.most_mb + 500:
            self._kill("memory", f"{has:.0f} MB and growing")

    def _kill(self, kind: str, said: str) -> None:
        self.blamed = (kind, said)
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGUSR1)  # it writes where it stands, if it still can
        time.sleep(0.3)
        self.process.kill()

    def failure(self) -> Failure:
        """Of one that has died."""
        self.process.join()
        index, trace = int(self.mark[0]), self._trace()
        if self.blamed is not None:
            return Failure(self.blamed[0], index, f"{self.blamed[1]}\n{trace}")
        code = self.process.exitcode or 0
        name = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return Failure("crashed", index, f"{name}\n{trace}")

    def _trace(self) -> str:
        """Where it stood, as far as that is the target's own."""
        try:
            lines = self.task.trace.read_text("utf-8", "replace").splitlines()
        except OSError:
            return ""
        return "\n".join(takewhile(lambda line: "/bench/fuzzing/trying.py" not in line, lines[:40]))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Run:
    """Some targets, each with the inputs that it is still to be given."""

    def __init__(
        self, states: Sequence[State], *, folder: Path, modules: Sequence[str] = (), workers: int = 1,
        bounds: Bounds | None = None,
    ) -> None:  # fmt: skip
        self.states: Mapping[str, State] = {state.target: state for state in states}
        self._folder = folder
        self._modules = tuple(modules)
        self._workers = workers
        self._bounds = bounds or Bounds()
        self._waiting = deque((state.target, span) for state in states for span in cut(state.left, _SPAN))
        self._children: list[_Child] = []
        self._numbers = count()

    def go(self, show: Callable[[], None] = lambda: None) -> None:
        """Try all that is left. Whatever stops us, what was reported until then is kept. `show` is called often."""
        written = time.monotonic()
        try:
            while self._waiting or any(child.span is not None for child in self._children):
                self._employ()
                wait([child.pipe for child in self._children if child.span is not None], timeout=_LOOK)
                for child in tuple(self._children):
                    self._hear(child)
                    child.watch(self._bounds)
                if time.monotonic() - written > _WRITE:
                    self._write()
                    written = time.monotonic()
                show()
        finally:
            for child in self._children:
                child.end()
            self._children.clear()
            self._write()

    def _employ(self) -> None:
        """Give each child that has nothing to do something of its target; another target has another child."""
        for child in tuple(self._children):
            if child.span is None:
                span = self._next(child.task.target) if child.process.is_alive() else None
                if span is not None:
                    child.give(span)
                else:
                    child.end()
                    self._children.remove(child)
        while self._waiting and len(self._children) < self._workers:
            target, span = self._waiting.popleft()
            child = _Child(self._task(target))
            self._children.append(child)
            child.give(span)

    def _next(self, target: str) -> Span | None:
        for each in self._waiting:
            if each[0] == target:
                self._waiting.remove(each)
                return each[1]
        return None

    def _task(self, target: str) -> Task:
        return Task(
            target, self._modules, self.states[target].seed, self._bounds.most_mb, self._folder, next(self._numbers)
        )

    def _hear(self, child: _Child) -> None:
        """Take what a child reports, or that it is dead."""
        try:
            while child.span is not None and child.pipe.poll():
                span, tally = child.pipe.recv()
                self._count(child.task.target, span, tally)
                child.span = (span[1], child.span[1]) if span[1] < child.span[1] else None
        except (EOFError, OSError):
            self._bury(child)

    def _bury(self, child: _Child) -> None:
        """Count the input that ended a child as a failure; what it had not reported is tried again, but for that."""
        self._children.remove(child)
        failure, target = child.failure(), child.task.target
        assert child.span is not None
        begin, end = child.span
        if not begin <= failure.index < end or not child.mark[1]:
            raise RuntimeError(f"{target} ends its process before any input is tried: {failure.said}")
        self._waiting.extendleft((target, span) for span in ((failure.index + 1, end), (begin, failure.index)))
        self._waiting = deque(each for each in self._waiting if each[1][0] < each[1][1])
        saving = _PROCESSES.Process(target=save_input, args=(child.task, failure.index), daemon=True)
        saving.start()
        saving.join(_TO_SAVE)
        saving.kill()
        self._count(target, (failure.index, failure.index + 1), Tally(tried=1, failures=[failure]))

    def _count(self, target: str, span: Span, tally: Tally) -> None:
        state = self.states[target]
        state.add(span, tally)
        if len(state.tally.failures) >= self._bounds.failures:
            state.given_up = True
            self._waiting = deque(each for each in self._waiting if each[0] != target)

    def _write(self) -> None:
        for state in self.states.values():
            state.write(self._folder)


def _resident_mb(process: int | None) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1024 / 1024
