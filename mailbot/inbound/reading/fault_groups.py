"""« Le lavabo est bouché et la fenêtre ferme mal »: where one problem ends and the next begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.dangers import threatens
from mailbot.inbound.reading.faults import category_of, is_broken, tells_a_fault
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Category

AND_ALSO = Sayings(table.AND_ALSO)
ONE_MORE = Sayings(table.ONE_MORE)
NUMBERED = re.compile(r"\s*(?:\d{1,2}\s?[/).°-]|[-•*–]\s)")


def split(words: str, clauses: tuple[Clause, ...]) -> list[list[Clause]]:
    """Clauses by problem: a number, a bullet or « et aussi » begins the next one, if another trade is named."""
    lines = words.split("\n")
    groups: list[list[Clause]] = []
    for index, clause in enumerate(clauses):
        numbered = clause.line < len(lines) and bool(NUMBERED.match(lines[clause.line]))
        opens = not groups or (numbered and groups[-1][-1].line != clause.line)
        also = AND_ALSO.find(clause.wording) is not None
        if not opens:
            opens = _adds_a_trade(groups[-1], clause, marked=also or is_introduced(clauses, clause)) or (
                also and _announces_a_trade(groups[-1], clause, clauses[index + 1 : index + 2])
            )
        if opens:
            groups.append([])
        halves = _halves(clause)
        groups[-1].append(halves[0])
        groups.extend([half] for half in halves[1:])
    return groups


_AND_THE = re.compile(
    r"\b(?:et|and|puis|ainsi que|plus)\s+(?:aussi\s|en plus\s|puis\s|also\s|encore\s)?"
    r"(?=(?:le|la|les|l'|un|une|des|the|a|my|mon|ma|il y a|one of|there(?:'s| is| are))\b)"
)


MOST_HALVES, MOST_LETTERS = 6, 400


def _halves(clause: Clause) -> list[Clause]:
    """« Le lavabo est bouché et la fenêtre ferme mal » is two problems said in one breath."""
    for joint in itertools.islice(_AND_THE.finditer(clause.folded), MOST_HALVES):
        before = wording_of(clause.folded[: joint.start()], folded=True)
        here = category_of(before)
        if here is None:
            continue
        echo = " aussi en panne" if _COLD_WORDS.isdisjoint(before.words) else " aussi froid"
        behind = wording_of(_AS_WELL.sub(echo, clause.folded[joint.end() :]), folded=True)
        there = category_of(behind)
        if there is None or here is there or (same_story(here, there) and not _are_apart(before, behind)):
            continue
        if all(is_broken(half) or threatens(half) for half in (before, behind)):
            first = _part(clause, 0, joint.start(), before)
            second = _part(clause, joint.end(), len(clause.folded), behind)
            return [first, *_halves(second)] if len(second.folded) < MOST_LETTERS else [first, second]
    return [clause]


_COLD_WORDS = table.TOO_COLD | frozenset(words("froid froids froide froides cold freezing"))
_AS_WELL = re.compile(r"(?<!\bporte) (?:aussi|egalement|pareil|idem|de meme|non plus|as well|too|likewise)\W*$")
"""« Le radiateur est en panne et le volet aussi »: what is said of the one is said of the other."""


def _part(clause: Clause, start: int, end: int, wording: Wording) -> Clause:
    return replace(
        clause,
        text=clause.text[start:end],
        folded=clause.folded[start:end],
        start=clause.start + start,
        wording=wording,
    )


_DRY = Sayings(table.COMMON_AND_DRY)


def same_story(one: Category, other: Category) -> bool:
    return any(one in story and other in story for story in table.SAME_STORY)


def _are_apart(one: Wording, other: Wording) -> bool:
    """Whether two faults that might be one are two: « le radiateur est froid et la douche goutte », or a tap that drips
    here and mould that grows in another room."""
    trades = {category_of(one): one, category_of(other): other}
    if Category.COMMON_PARTS in trades:
        return (
            _DRY.find(trades[Category.COMMON_PARTS]) is not None
        )  # « le portail ne ferme plus et mon radiateur fuit »
    if Category.ELECTRICITY in trades and _WATERED.isdisjoint(trades):
        return threatens(trades[Category.ELECTRICITY])  # « plus d'eau chaude et une prise qui fait des étincelles »
    if trades.keys() == {Category.HEATING, Category.PLUMBING}:
        drawn = trades[Category.PLUMBING]
        return _FIXTURES.find(drawn) is not None and _OF_THE_HEATING.isdisjoint(drawn.words)
    if trades.keys() == {Category.DAMP, Category.PLUMBING} and _MOULD.find(trades[Category.DAMP]) is not None:
        rooms = _rooms_in(one), _rooms_in(other)
        return all(rooms) and rooms[0].isdisjoint(rooms[1])
    for spoilt in (Category.OTHER, Category.WINDOWS):
        if spoilt in trades and _SPOILING.intersection(trades):
            return _SOAKED.find(trades[spoilt]) is None
    return False


_WATERED = frozenset((Category.PLUMBING, Category.DAMP, Category.ROOF, Category.COMMON_PARTS))
"""Where water comes down on a socket, the sparks are of its story."""
_SPOILING = frozenset((Category.APPLIANCES, Category.HOT_WATER, Category.HEATING, Category.VENTILATION))
_SOAKED = Sayings(table.SOAKED)
_FIXTURES = Sayings(table.FIXTURES)
_MOULD = Sayings(table.MOULD)
_OF_THE_HEATING = table.TOO_COLD | frozenset(
    words("froid froids cold freezing radiateur radiateurs chaudiere chauffage ballon boiler radiator heating")
)
"""« Le robinet du radiateur », « la douche est froide »: one story with the boiler."""


def _rooms_in(wording: Wording) -> frozenset[str]:
    return frozenset(room for word in wording.words if (room := table.ROOMS.get(word)) is not None)


def _adds_a_trade(group: list[Clause], clause: Clause, *, marked: bool) -> bool:
    now = category_of(clause.wording)
    if now is None:
        return False
    before = _category_of_group(group)
    if before is None or before is now:
        return False
    if same_story(before, now) and not _are_apart(_joined_up(group), clause.wording):
        return marked and tells_a_fault(clause)
    return marked or (tells_a_fault(clause) and any(tells_a_fault(part) for part in group))


def _announces_a_trade(group: list[Clause], marker: Clause, behind: tuple[Clause, ...]) -> bool:
    """« J'en profite : des cafards… »: the words that mark one more problem stand in a clause of their own."""
    if marker.turns or category_of(marker.wording) is not None:
        return False
    return any(clause.sentence == marker.sentence and _adds_a_trade(group, clause, marked=True) for clause in behind)


def _category_of_group(group: list[Clause]) -> Category | None:
    return category_of(_joined_up(group))


def _joined_up(group: list[Clause]) -> Wording:
    return Wording(" ; ".join(clause.wording.text for clause in group))


def is_introduced(clauses: Sequence[Clause], clause: Clause) -> bool:
    """« J'oubliais, la sonnette… », « 2e problème : la VMC… »: what stands before it says that it is one more."""
    before = [c for c in clauses if c.sentence == clause.sentence and c.start < clause.start][-1:]
    return any(ONE_MORE.find(c.wording) is not None and category_of(c.wording) is None for c in before)


def line_of(words: str, clause: Clause) -> str:
    first = words.rfind("\n", 0, clause.start + 1) + 1
    return words[first : clause.start + 4]
