"""What there is to look at: letters, pages, papers and charts, by reader and family."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailbot.outbound.illustrations import illustrated
from mailbot.outbound.samples import Sample, samples
from mailbot.preview.guide import Stop
from mailbot.preview.papers import Paper, paper_samples
from mailbot.preview.tour import Tour
from mailbot.workflow.figures import Age

_READERS: Mapping[str, str] = {
    "T": "tenant", "B": "landlord", "G": "manager", "P": "provider", "X": "everybody",
}  # fmt: skip
READERS = ("tenant", "landlord", "manager", "provider", "everybody", "unknown")
"""In the order in which they stand."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart by its facts."""

    facts: Mapping[str, Any]

    def made(self, language: str) -> bytes:
        """The PNG."""
        return illustrated(self.facts, language).picture()

    def says(self, language: str) -> str:
        """What stands in its place for whoever cannot see it."""
        return illustrated(self.facts, language).alternative


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at."""

    shelf: str
    """letters, pages, papers, charts."""
    reader: str
    family: str
    """A letter's code, a page's or a paper's name."""
    state: str
    file: str
    """What its files begin with, below its shelf."""
    of: Sample | Stop | Paper | Drawing


_BARS = ([3, 4], [2, 5], [1, 2])


def everything(tour: Tour) -> Sequence[Item]:
    """Every item, in the order of the shelves; no two have the same file."""
    taken: set[str] = set()
    return [_named(item, taken) for item in (*_letters(), *_pages(tour.stops), *_papers(tour.papers), *_charts())]


def _named(item: Item, taken: set[str]) -> Item:
    file, number = item.file, 1
    while f"{item.shelf}/{file}" in taken:
        number += 1
        file = f"{item.file}-{number}"
    taken.add(f"{item.shelf}/{file}")
    return Item(item.shelf, item.reader, item.family, item.state, file, item.of)


def _letters() -> Iterator[Item]:
    seen: set[tuple[str, str]] = set()
    found = [each for each in samples() if not ((key := (each.code, each.variant)) in seen or seen.add(key))]  # type: ignore[func-returns-value]
    for sample in sorted(found, key=lambda each: (READERS.index(_READERS[each.code[0]]), each.code)):
        yield Item("letters", _READERS[sample.code[0]], sample.code, sample.variant,
                   _plain(f"{sample.code} {sample.variant}"), sample)  # fmt: skip


def _pages(stops: Sequence[Stop]) -> Iterator[Item]:
    for stop in sorted(stops, key=lambda each: (READERS.index(each.reader), each.name)):
        yield Item("pages", stop.reader, stop.name, stop.state, _plain(f"{stop.name} {stop.state}"), stop)


def _papers(papers: Sequence[Paper]) -> Iterator[Item]:
    for paper in (*paper_samples(), *papers):
        reader = "manager" if paper.name in ("report", "person") else "provider"
        yield Item("papers", reader, paper.name, paper.state, _plain(f"{paper.name} {paper.state}"), paper)


_AGES: Mapping[str, Any] = {"name": "ages", "bars": [[age.value, bar] for age, bar in zip(Age, _BARS, strict=True)]}


def _charts() -> Iterator[Item]:
    seen: set[str] = set()
    for told in (*(sample.facts.get("charts") for sample in samples()), [_AGES]):
        for facts in told if isinstance(told, list) else ():
            if isinstance(facts, dict) and str(facts["name"]) not in seen:
                seen.add(str(facts["name"]))
                yield Item("charts", "manager", str(facts["name"]), "", _plain(str(facts["name"])), Drawing(facts))


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
