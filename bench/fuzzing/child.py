"""The process in which inputs are tried: whatever one of them does to it, the run goes on."""

import faulthandler
import random
import resource
import signal
import time
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bench.fuzzing.gathering import gather
from bench.fuzzing.keeping import Span
from bench.fuzzing.target import Target
from bench.fuzzing.trying import Tally, input_of, peak_mb, save, try_one

_EVERY = 0.5
"""Seconds between two words to the parent."""


@dataclass(frozen=True, slots=True)
class Task:
    """Which target a child is for, and what it may use."""

    target: str
    modules: Sequence[str]
    seed: int
    most_mb: int
    """Above what it had before its first input."""
    folder: Path
    number: int
    """Of the child, in its run."""

    def saved(self, index: int) -> Path:
        """Where an input that failed is saved, but for the ending."""
        return self.folder / "failures" / f"{self.target}-{self.seed}-{index}"

    @property
    def trace(self) -> Path:
        """Where a child that dies or hangs writes where it stood."""
        return self.folder / "traces" / f"{self.target}.{self.number}"


def work(task: Task, pipe: Connection, mark: MutableSequence[float]) -> None:
    """Try the spans that come through the pipe, until None does; say after each half second how far we are.

    `mark` holds the number of the input under way and when it began, 0 while there is none.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a whole terminal: the parent ends us
    task.trace.parent.mkdir(exist_ok=True)
    with task.trace.open("w") as trace:
        faulthandler.enable(trace)
        faulthandler.register(signal.SIGUSR1, trace)
        target = gather(task.modules)[task.target]
        random.seed(task.seed)
        most_mb = peak_mb() + task.most_mb
        _bound(task.most_mb)
        while (span := pipe.recv()) is not None:
            most_mb = _try(task, target, span, pipe, mark, most_mb)


def _try(
    task: Task, target: Target, span: Span, pipe: Connection, mark: MutableSequence[float], most_mb: float
) -> float:  # fmt: skip
    tally, said, since = Tally(), time.monotonic(), span[0]
    for index in range(*span):
        mark[0], mark[1] = index, time.monotonic()
        one, value = try_one(target, task.seed, index, most_mb=most_mb)
        if one.peak_mb > most_mb:
            most_mb = float("inf")  # the peak stays: those that come after have no part in it
        if one.failures:
            save(value, task.saved(index))
        tally.add(one)
        if time.monotonic() - said > _EVERY:
            pipe.send(((since, index + 1), tally))
            tally, said, since = Tally(), time.monotonic(), index + 1
    mark[1] = 0.0
    pipe.send(((since, span[1]), tally))
    return most_mb


def _bound(most_mb: int) -> None:
    """Twice as much as is allowed is not to be had at all: what is allowed is counted after each input, and a machine
    without memory left would count nothing."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + 2 * most_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def save_input(task: Task, index: int) -> None:
    """Save one input: in a process of its own, for one that ended another."""
    save(input_of(gather(task.modules)[task.target], task.seed, index), task.saved(index))
