"""What a service costs: the processor time of its processes and of all their children. Linux."""

import os
from collections.abc import Iterable
from pathlib import Path


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
