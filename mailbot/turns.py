"""Whose turn it is: nobody's many keep another's few waiting."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
    left, chosen = list(queue), list[int]()
    while left and len(chosen) < limit:
        following = min(left, key=lambda each: (each.rank, sum(taken[at, name] for at, name in enumerate(each.whose))))
        left.remove(following)
        taken.update(enumerate(following.whose))
        chosen.append(following.id)
    return chosen
