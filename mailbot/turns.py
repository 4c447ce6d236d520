"""Whose turn it is: nobody's many keep another's few waiting."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

LOOK_AHEAD = 4
"""So many times as much as is taken is looked at, to find others than those who stand in front."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of a queue."""

    id: int
    whose: tuple[str, ...]
    """Each name that it counts for: its writer, the address that it was written to."""
    rank: int = 0
    """A lower one goes first, whoever waits."""


def in_turn(queue: Sequence[Standing], limit: int) -> list[int]:
    """The numbers to take, oldest first among equals. Of each name one after another's, and what has the same names
    stays in its order. `queue`: the oldest first."""
    taken: Counter[tuple[int, str]] = Counter()
    lines: dict[tuple[int, tuple[str, ...]], deque[int]] = {}
    for place, each in enumerate(queue):
        lines.setdefault((each.rank, each.whose), deque()).append(place)
    # How often the names of a line were taken only grows: a line is looked at again when it has come to the front.
    front = [(rank, 0, line[0], whose) for (rank, whose), line in lines.items()]
    heapify(front)
    chosen = list[int]()
    while front and len(chosen) < limit:
        rank, known, first, whose = heappop(front)
        times = sum(taken[at, name] for at, name in enumerate(whose))
        if times > known:
            heappush(front, (rank, times, first, whose))
            continue
        chosen.append(queue[first].id)
        taken.update(enumerate(whose))
        line = lines[rank, whose]
        line.popleft()
        if line:
            heappush(front, (rank, times, line[0], whose))
    return chosen
