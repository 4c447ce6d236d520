"""Ways of saying one thing, looked for in a wording. Their tables are lines that a manager can read.

A line is words as one writes them, with a few signs: `|` between words that stand for each other (single words: a
space begins the next place), `+` after a word that may take e, s or es, `*` after the beginning of a word, `[…]`
around a word that may be left out, `!` before words one of which must not come next, `~` for up to three words in
between; `^` and `$` are the ends of the clause, and `$` may stand among the words of the last place.

    ca|il ~ fuit|goutte encore|toujours
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar, cast

from mailbot.inbound.reading.wording import HEAD, Wording, wording_of

K = TypeVar("K")
_GAP = r"(?: [^ ]+){0,3}?"
_END = "(?= $)"


class Sayings:
    """A table of such lines, ready to be looked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.ways: list[str | re.Pattern[str]] = []
        """The lines as expressions, compiled where that was needed."""
        self._by_key: dict[str, int] = {}
        for place, line in enumerate(lines):
            pattern, anchors = _compiled(line)
            self.ways.append(pattern)
            keys = {anchor[:HEAD] + "*" if anchor.endswith("*") else anchor for anchor in anchors}
            if not keys or any(len(key) <= HEAD and key.endswith("*") for key in keys):
                raise ValueError(f"« {line} »: a line has a place of whole words, or of beginnings of {HEAD} letters")
            for key in keys:
                self._by_key[key] = self._by_key.get(key, 0) | 1 << place
        self.keys = frozenset(self._by_key)

    def find(self, wording: Wording) -> re.Match[str] | None:
        """The first way that is there. Most wordings have none of the words of a table: these cost next to nothing."""
        if self.keys.isdisjoint(wording.keys):
            return None
        found = wording.found.get(self, _NOT_YET)
        if found is _NOT_YET:
            found = wording.found[self] = _leftmost(way.search(wording.padded) for way in self._near(wording))
        return cast("re.Match[str] | None", found)

    def places(self, wording: Wording) -> list[int]:
        """Where each of them begins."""
        return [match.start() for match in self._each(wording)]

    def without(self, wording: Wording) -> Wording:
        """What is left once these are taken out."""
        left, behind = "", 0
        for match in self._each(wording):
            left += wording.padded[behind : match.start()] + " "
            behind = match.end()
        return Wording(" ".join((left + wording.padded[behind:]).split())) if behind else wording

    def _each(self, wording: Wording) -> Iterator[re.Match[str]]:
        if self.find(wording) is None:
            return
        end = 0
        ahead = [(way, way.search(wording.padded)) for way in self._near(wording)]
        while True:
            # Each way is looked for again only behind where it stood: all of them together are linear.
            ahead = [
                (way, found if found.start() >= end else way.search(wording.padded, end))
                for way, found in ahead
                if found is not None
            ]
            first = _leftmost(found for _, found in ahead)
            if first is None:
                return
            yield first
            end = first.end()

    def _near(self, wording: Wording) -> list[re.Pattern[str]]:
        """The lines that have a word of the wording, in their order: no other can be found in it. Each is compiled when
        that first happens, and for most lines it never does."""
        lines = 0
        for key in self.keys & wording.keys:
            lines |= self._by_key[key]
        near: list[re.Pattern[str]] = []
        while lines:
            place = (lines & -lines).bit_length() - 1
            lines &= lines - 1
            way = self.ways[place]
            if isinstance(way, str):
                way = self.ways[place] = re.compile(way)
            near.append(way)
        return near

    def __contains__(self, wording: Wording) -> bool:
        return self.find(wording) is not None


class Tables(Generic[K]):
    """Several tables of sayings, one for each kind of thing, of which few have a word in any one clause."""

    def __init__(self, lines: Mapping[K, Iterable[str]]) -> None:
        self._tables = tuple((kind, Sayings(rows)) for kind, rows in lines.items())
        self._by_key: dict[str, int] = {}
        for place, (_, sayings) in enumerate(self._tables):
            for key in sayings.keys:
                self._by_key[key] = self._by_key.get(key, 0) | 1 << place
        self._keys = frozenset(self._by_key)

    def near(self, wording: Wording) -> list[tuple[K, Sayings]]:
        """In their order, the tables that have a word of the wording: no other can be found in it."""
        if self._keys.isdisjoint(wording.keys):
            return []
        met = 0
        for key in self._keys & wording.keys:
            met |= self._by_key[key]
        return [table for place, table in enumerate(self._tables) if met >> place & 1]

    def first(self, wording: Wording) -> K | None:
        """The first kind, in their order, that is said."""
        return next((kind for kind, sayings in self.near(wording) if sayings.find(wording) is not None), None)


_NOT_YET = object()


def _leftmost(matches: Iterable[re.Match[str] | None]) -> re.Match[str] | None:
    """The one that begins first; of several that begin there, that of the first line."""
    first = None
    for found in matches:
        if found is not None and (first is None or found.start() < first.start()):
            first = found
    return first


def _compiled(line: str) -> tuple[str, tuple[str, ...]]:
    """The pattern of a line over a wording with a space at both ends, and the words one of which must be there."""
    pattern = ""
    anchors: tuple[str, ...] = ()
    for place in line.split():
        if place == "^":
            pattern += "^"
        elif place == "$":
            pattern += _END
        elif place == "~":
            pattern += _GAP
        elif place.startswith("!"):
            pattern += f"(?!{'|'.join(f' {_one(way)}(?= )' for way in _ways(place[1:]))})"
        else:
            optional = place.startswith("[") and place.endswith("]")
            ways = [way for way in _ways(place.strip("[]")) if way]
            if not ways:
                continue
            choice = "|".join(_END if way == "$" else f" {_one(way)}" for way in sorted(ways, key=len, reverse=True))
            pattern += f"(?:{choice}){'?' if optional else ''}"
            if not optional and "$" not in ways and _weight(ways) > _weight(anchors):
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
