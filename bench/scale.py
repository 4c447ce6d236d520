"""How much of everything a run of the report does, and where it keeps what it makes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BUILD = Path(__file__).parent.parent / "build"
"""What a run leaves for the next one: the peers' own environments, and databases that took long to fill."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How thorough a run is."""

    rounds: int = 5
    quick: bool = False
    """One round of small numbers: whether it runs at all."""

    def many(self, number: int, quick: int) -> int:
        """A number of things, or a small one."""
        return quick if self.quick else number

    def milliseconds(self, act: Callable[[], object], seconds: float = 0.4) -> float:
        """Milliseconds of this process that an act takes, over as many as fit into `seconds`."""
        until = seconds / 20 if self.quick else seconds
        act()  # the first time reads files and compiles
        began, times = time.process_time(), 0
        while (spent := time.process_time() - began) < until or not times:
            act()
            times += 1
        return 1000 * spent / times

    def per_second(self, act: Callable[[], int], seconds: float = 0.4) -> float:
        """How many of what an act counts are done in a second of this process."""
        until = seconds / 20 if self.quick else seconds
        act()
        began, count = time.process_time(), 0
        while (spent := time.process_time() - began) < until or not count:
            count += act()
        return count / max(spent, 1e-9)
