"""One input of a target, tried and measured; and what many of them came to together."""

import dataclasses
import random
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from pprint import pformat
from typing import Any

from bench.fuzzing.target import Target

BIG = 100_000
"""Octets: of smaller inputs, the time for a megabyte says nothing."""
_MOST_SAID = 4_000


def input_of(target: Target, seed: int, index: int) -> Any:
    """The input that has this number in the run with this seed: always the same."""
    return target.make(random.Random(f"{seed}:{target.name}:{index}"))


def octets_of(value: Any) -> int:
    """How large an input is: of what is made of parts, all its texts and octets together."""
    match value:
        case bytes() | bytearray():
            return len(value)
        case str():
            return len(value.encode("utf-8", "surrogatepass"))
        case dict():
            return sum(octets_of(each) for pair in value.items() for each in pair)
        case list() | tuple() | set() | frozenset():
            return sum(map(octets_of, value))
        case _ if dataclasses.is_dataclass(value):
            return sum(octets_of(getattr(value, each.name)) for each in dataclasses.fields(value))
        case _:
            return 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A promise that was broken, and by which input."""

    kind: str
    """"raised", "hung", "crashed" or "memory"."""
    index: int
    said: str


@dataclass
class Tally:
    """What some inputs of one target came to. Times are of the processor, so that a busy machine changes little."""

    tried: int = 0
    octets: int = 0
    seconds: float = 0.0
    worst_seconds: float = 0.0
    worst_at: int = -1
    worst_for_a_mb: float = 0.0
    """Seconds, among the inputs of `BIG` octets and more."""
    worst_for_a_mb_at: int = -1
    peak_mb: float = 0.0
    """Of the whole process, at its highest."""
    peak_at: int = -1
    """The input that took it there."""
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        self.tried += other.tried
        self.octets += other.octets
        self.seconds += other.seconds
        if other.worst_seconds > self.worst_seconds:
            self.worst_seconds, self.worst_at = other.worst_seconds, other.worst_at
        if other.worst_for_a_mb > self.worst_for_a_mb:
            self.worst_for_a_mb, self.worst_for_a_mb_at = other.worst_for_a_mb, other.worst_for_a_mb_at
        if other.peak_mb > self.peak_mb:
            self.peak_mb, self.peak_at = other.peak_mb, other.peak_at
        self.failures += other.failures


def try_one(target: Target, seed: int, index: int, *, most_mb: float = float("inf")) -> tuple[Tally, Any]:
    """Make one input and check it; its tally, and the input. `most_mb`: what the process may have at its highest."""
    value = None
    tally = Tally(tried=1)
    began = time.process_time()
    try:
        value = input_of(target, seed, index)
        began = time.process_time()
        target.check(value)
    except Exception as error:
        tally.failures.append(Failure("raised", index, said_of(error)))
    tally.seconds = tally.worst_seconds = time.process_time() - began
    tally.worst_at = index
    tally.octets = octets_of(value)
    if tally.octets >= BIG:
        tally.worst_for_a_mb, tally.worst_for_a_mb_at = tally.seconds / tally.octets * 1e6, index
    tally.peak_mb, tally.peak_at = peak_mb(), index
    if tally.peak_mb > most_mb:
        tally.failures.append(Failure("memory", index, f"{tally.peak_mb:.0f} MB, of {most_mb:.0f}"))
    return tally, value


def try_many(target: Target, seed: int, indexes: Iterable[int]) -> Tally:
    """Check many inputs in this process."""
    together = Tally()
    for index in indexes:
        together.add(try_one(target, seed, index)[0])
    return together


def peak_mb() -> float:
    """What this process had at its highest, of memory that was really there."""
    # Not getrusage's: that one begins with what the process that started us had.
    status = Path("/proc/self/status").read_bytes()
    at = status.index(b"VmHWM:") + len(b"VmHWM:")
    return int(status[at : status.index(b"kB", at)]) / 1024


def said_of(error: BaseException) -> str:
    """An exception, and the last lines that it came through."""
    return "".join(traceback.format_exception(error, limit=-6))[-_MOST_SAID:]


def save(value: Any, path: Path) -> None:
    """Write an input into a file beside this name: octets as they are, texts as UTF-8, all else as Python writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match value:
        case bytes():
            path.with_suffix(".bin").write_bytes(value)
        case str():
            path.with_suffix(".txt").write_bytes(value.encode("utf-8", "surrogatepass"))
        case _:
            path.with_suffix(".py.txt").write_bytes(pformat(value, width=120).encode("utf-8", "backslashreplace"))
