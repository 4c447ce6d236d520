"""Ways of saying one thing, looked for in a wording. Their tables are lines that a manager can read.

A line is words as one writes them, with a few signs: `|` between words that stand for each other (single words: a
space begins the next place), `+` after a word that may take e, s or es, `*` after the beginning of a word, `[…]`
around a word that may be left out, `!` before words one of which must not come next, `~` for up to three words in
between; `^` and `$` are the ends of the clause.

    ca|il ~ fuit|goutte encore|toujours
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from mailbot.inbound.reading.wording import HEAD, Wording, wording_of

K = TypeVar("K")
_GAP = r"(?: [^ ]+){0,3}?"


class Sayings:
    """A table of such lines, ready to be looked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        keys: set[str] = set()
        patterns: list[str] = []
        for line in lines:
            pattern, anchors = _compiled(line)
            patterns.append(pattern)
            keys.update(anchor[:HEAD] + "*" if anchor.endswith("*") else anchor for anchor in anchors)
        self.keys = frozenset(keys)
        self.always = any(len(key) <= HEAD and key.endswith("*") for key in keys)
        """A beginning of a few letters is no key: such a table is always looked through."""
        self._patterns = patterns

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when a wording first has a word of the table: most processes never look through most tables."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns) or r"(?!)")

    def find(self, wording: Wording) -> re.Match[str] | None:
        """The first way that is there. Most wordings have none of the words of a table: these cost next to nothing."""
        if not self.always and self.keys.isdisjoint(wording.keys):
            return None
        return self._pattern.search(wording.padded)

    def places(self, wording: Wording) -> list[int]:
        """Where each of them begins."""
        if self.find(wording) is None:
            return []
        return [match.start() for match in self._pattern.finditer(wording.padded)]

    def without(self, wording: Wording) -> Wording:
        """What is left once these are taken out."""
        if self.find(wording) is None:
            return wording
        return Wording(" ".join(self._pattern.sub(" ", wording.padded).split()))

    def __contains__(self, wording: Wording) -> bool:
        return self.find(wording) is not None


class Tables(Generic[K]):
    """Several tables of sayings, one for each kind of thing, of which few have a word in any one clause."""

    def __init__(self, lines: Mapping[K, Iterable[str]]) -> None:
        self._tables = tuple((kind, Sayings(rows)) for kind, rows in lines.items())
        self._by_key: dict[str, int] = {}
        self._always = 0
        for place, (_, sayings) in enumerate(self._tables):
            self._always |= (1 << place) if sayings.always else 0
            for key in sayings.keys:
                self._by_key[key] = self._by_key.get(key, 0) | 1 << place
        self._keys = frozenset(self._by_key)

    def near(self, wording: Wording) -> list[tuple[K, Sayings]]:
        """In their order, the tables that have a word of the wording: no other can be found in it."""
        met = self._always
        if not self._keys.isdisjoint(wording.keys):
            for key in self._keys & wording.keys:
                met |= self._by_key[key]
        return [table for place, table in enumerate(self._tables) if met >> place & 1] if met else []

    def first(self, wording: Wording) -> K | None:
        """The first kind, in their order, that is said."""
        return next((kind for kind, sayings in self.near(wording) if sayings.find(wording) is not None), None)


def _compiled(line: str) -> tuple[str, tuple[str, ...]]:
    """The pattern of a line over a wording with a space at both ends, and the words one of which must be there."""
    pattern = ""
    anchors: tuple[str, ...] = ()
    for place in line.split():
        if place == "^":
            pattern += "^"
        elif place == "$":
            pattern += "(?= $)"
        elif place == "~":
            pattern += _GAP
        elif place.startswith("!"):
            pattern += f"(?!{'|'.join(f' {_one(way)}(?= )' for way in _ways(place[1:]))})"
        else:
            optional = place.startswith("[") and place.endswith("]")
            ways = [way for way in _ways(place.strip("[]")) if way]
            if not ways:
                continue
            choice = "|".join(f" {_one(way)}" for way in sorted(ways, key=len, reverse=True))
            pattern += f"(?:{choice}){'?' if optional else ''}"
            if not optional and _weight(ways) > _weight(anchors):
                anchors = tuple(way.split()[0] for way in ways)
    return pattern + "(?= )", anchors


def _ways(place: str) -> list[str]:
    """The words of one place of a line, each in its one spelling."""
    ways: list[str] = []
    for way in place.split("|"):
        sign = way[-1:] if way[-1:] in "+*" else ""
        if sign == "+":
            stem = way[:-1]
            ways += dict.fromkeys(wording_of(stem + ending).text for ending in ("", "e", "s", "es"))
        elif sign == "*":
            ways.append(wording_of(way[:-1]).text + "*")
        else:
            ways.append(wording_of(way).text)
    return ways


def _one(way: str) -> str:
    if way.endswith("*"):
        return re.escape(way[:-1]) + r"[^ ]*"
    return re.escape(way).replace(r"\ ", " ")


def _weight(ways: Iterable[str]) -> int:
    """The longest of the shortest: the rarer the word by which a line is found, the less is looked at in vain."""
    return min((min(len(way), HEAD) if way.endswith("*") else len(way.split()[0]) for way in ways), default=0)
