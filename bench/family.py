"""What a service costs: processor time and memory of its processes and all of their children. Linux."""

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes (1,000,000 octets) of all processes together."""

    pss: float
    """Pages that several share are counted once: what the machine would have back if all of them ended."""
    rss: float
    """Shared pages counted in each."""


def family(pids: Iterable[int]) -> list[int]:
    """These processes and all that came of them."""
    found: list[int] = []
    for pid in pids:
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
            children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        found += [pid, *family(children)]
    return found


def processor_seconds(pids: Iterable[int]) -> float:
    """What they have spent, with those children that have ended."""
    ticks = 0
    for pid in family(pids):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pids: Iterable[int]) -> Memory:
    """What they have now."""
    pss = rss = 0
    for pid in family(pids):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        kept = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines[1:])}
        pss, rss = pss + kept["Pss"], rss + kept["Rss"]
    return Memory(pss * 1024 / 1e6, rss * 1024 / 1e6)


class Peak:
    """The most memory that processes have while a block runs, looked at ten times a second."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._pids = list(pids)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.memory = memory(self._pids)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.1):
            now = memory(self._pids)
            self.memory = Memory(max(now.pss, self.memory.pss), max(now.rss, self.memory.rss))
