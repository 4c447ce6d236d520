"""Stretches of days, both ends included, and what is laid over what."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

Span = tuple[date, date | None]
"""A first day and a last one; none: it goes on."""

_Thing = TypeVar("_Thing")


def meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Whether two stretches have a day in common; an end that is None is open."""
    return _begins_by(one[0], other[1]) and _begins_by(other[0], one[1])


def _begins_by(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


def highest(parts: Iterable[tuple[Span, Decimal]], within: Span) -> Decimal:
    """The most that parts add up to on one day of a stretch. It is reached on a day when one of them begins."""
    inside = [(span, part) for span, part in parts if meet(span, within)]
    starts = {max(span[0], within[0]) for span, _ in inside} | {within[0]}
    return max(sum((part for span, part in inside if meet(span, (day, day))), Decimal(0)) for day in starts)


def match(
    wanted: Sequence[tuple[_Thing, date | None, date | None]], known: Sequence[tuple[int, Span]]
) -> dict[_Thing, int]:  # fmt: skip
    """Which stretch on file each wanted one is: the one with its first day, else one that it meets."""
    free = dict(known)
    found: dict[_Thing, int] = {}
    for thing, start, _ in wanted:
        same = next((number for number, span in free.items() if span[0] == start), None)
        if same is not None:
            found[thing] = same
            del free[same]
    for thing, start, end in wanted:
        if thing not in found:
            near = next((number for number, span in free.items() if meet(span, (start, end))), None)
            if near is not None:
                found[thing] = near
                del free[near]
    return found
