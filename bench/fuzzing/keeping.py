"""What a run has done so far, a file a target: so that it goes on where it was stopped."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from bench.fuzzing.trying import Failure, Tally

Span = tuple[int, int]
"""The inputs from one number on, up to another that is not of them."""


@dataclass
class State:
    """One target's inputs that were tried, and what they came to."""

    target: str
    seed: int
    wanted: int
    done: list[Span] = field(default_factory=list)
    """In order, with gaps between them."""
    tally: Tally = field(default_factory=Tally)
    given_up: bool = False
    """It failed so often that the rest was not tried."""

    @property
    def left(self) -> list[Span]:
        """The inputs that are not tried yet."""
        if self.given_up:
            return []
        ends = [0, *(end for _, end in self.done)]
        begins = [*(begin for begin, _ in self.done), self.wanted]
        return [(end, begin) for end, begin in zip(ends, begins, strict=True) if end < begin]

    def add(self, span: Span, tally: Tally) -> None:
        """Count a span in that was tried."""
        self.tally.add(tally)
        merged: list[Span] = []
        for begin, end in sorted([*self.done, span]):
            if begin == end:
                continue
            if merged and begin <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((begin, end))
        self.done = merged

    def write(self, folder: Path) -> None:
        """Keep it: all or nothing."""
        beside = folder / f"{self.target}.json.new"
        beside.write_text(json.dumps(asdict(self), indent=1), "utf-8")
        beside.replace(folder / f"{self.target}.json")

    @classmethod
    def read(cls, folder: Path, target: str, *, seed: int, wanted: int) -> Self:
        """The state of a target, as new when there is none. Raises ValueError for one of another seed."""
        try:
            kept: dict[str, Any] = json.loads((folder / f"{target}.json").read_text("utf-8"))
        except FileNotFoundError:
            return cls(target, seed, wanted)
        if kept["seed"] != seed:
            raise ValueError(f"{target} was begun with seed {kept['seed']}")
        tally = Tally(**{**kept["tally"], "failures": [Failure(**each) for each in kept["tally"]["failures"]]})
        done = [(begin, end) for begin, end in kept["done"]]
        return cls(target, seed, max(wanted, max((end for _, end in done), default=0)), done, tally)


def cut(spans: Sequence[Span], length: int) -> list[Span]:
    """The same inputs in pieces of at most this length."""
    return [(at, min(at + length, end)) for begin, end in spans for at in range(begin, end, length)]
