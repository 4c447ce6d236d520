"""What a run of the report found: figures, what stands beside each, and the bars that they are held against."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Act = Callable[[], float]
"""One round of something: its figure."""

_MORE_IS_BETTER = ("/s",)


@dataclass(frozen=True, slots=True)
class Beside:
    """A limit or a peer, measured in the same rounds, in the same unit."""

    words: str
    rounds: tuple[float, ...]
    """Empty when it is not installed here."""
    bar: float | None = None
    """Ours is to be so many times as good."""
    missing: str = ""
    """How it comes here."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured: the median of its rounds counts."""

    code: str
    words: str
    unit: str
    """Of a rate it ends in /s, and more is better; of anything else less is."""
    rounds: tuple[float, ...]
    bar: float | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.rounds)

    @property
    def more_is_better(self) -> bool:
        """Whether it is a rate."""
        return self.unit.endswith(_MORE_IS_BETTER)

    @property
    def held(self) -> bool | None:
        """Whether the bar is held; None when there is none."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.more_is_better else self.value <= self.bar

    def ratios(self, other: Beside) -> tuple[float, ...]:
        """How many times as good as another, round by round."""
        pairs = zip(self.rounds, other.rounds, strict=False)
        return tuple(ours / theirs if self.more_is_better else theirs / ours for ours, theirs in pairs if ours * theirs)

    def as_json(self) -> dict[str, Any]:
        """As the report keeps it."""
        return {
            "code": self.code, "words": self.words, "unit": self.unit, "value": _short(self.value),
            "least": _short(min(self.rounds)), "most": _short(max(self.rounds)),
            "rounds": [_short(each) for each in self.rounds], "bar": self.bar, "held": self.held,
            "beside": [self._beside_as_json(other) for other in self.beside],
        }  # fmt: skip

    def _beside_as_json(self, other: Beside) -> dict[str, Any]:
        ratios = self.ratios(other)
        if not ratios:
            return {"words": other.words, "missing": other.missing or "no figure of it", "bar": other.bar}
        ratio = statistics.median(ratios)
        return {
            "words": other.words, "value": _short(statistics.median(other.rounds)),
            "rounds": [_short(each) for each in other.rounds], "ratio": _short(ratio), "least": _short(min(ratios)),
            "most": _short(max(ratios)), "bar": other.bar, "held": None if other.bar is None else ratio >= other.bar,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A part that broke: the others went on."""

    part: str
    why: str


@dataclass
class Report:
    """All of one run."""

    when: str
    machine: dict[str, Any]
    quick: bool
    figures: list[Figure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    """What each part took, with all that it set up."""

    def as_json(self) -> dict[str, Any]:
        """As it is kept under bench/results."""
        return {
            "when": self.when, "machine": self.machine, "quick": self.quick,
            "figures": [figure.as_json() for figure in self.figures],
            "faults": [{"part": fault.part, "why": fault.why} for fault in self.faults],
            "seconds": {part: round(seconds, 1) for part, seconds in self.seconds.items()},
        }  # fmt: skip


def interleaved(rounds: int, *acts: Act) -> list[tuple[float, ...]]:
    """Each act once a round, A B A B: what the machine does meanwhile falls on all alike. The figures of each."""
    found: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, figures in zip(acts, found, strict=True):
            figures.append(act())
    return [tuple(figures) for figures in found]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies: 0.99 for the 99th of a hundred."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _short(value: float) -> float:
    return float(f"{value:.5g}")
