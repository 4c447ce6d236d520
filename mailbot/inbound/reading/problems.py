"""« Fuite sous l'évier et le volet ne remonte plus »: the new problems of a mail, how urgent they are, and danger."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_reported
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Category, Channel, Role, Urgency

_FAULTS = {category: Sayings(lines) for category, lines in table.FAULTS.items()}
_BROKEN = Sayings(table.BROKEN)
_NOT_A_FAULT = Sayings(table.NOT_A_FAULT)
_NEIGHBOUR = Sayings(table.NEIGHBOUR_MATTER)
_MENDED = Sayings(table.MENDED)
_AND_ALSO = Sayings(table.AND_ALSO)
_VITAL = Sayings(table.VITAL)
_URGENT = Sayings(table.URGENT)
_NO_DANGER = Sayings(table.NO_DANGER)
_DANGERS = {reason: Sayings(lines) for reason, lines in table.DANGERS.items()}
_FRAGILE = Sayings(table.FRAGILE)
_PRIVATION = Sayings(table.PRIVATION)
_OF_WATER = Sayings(table.PRIVATION_OF_WATER)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s?[/).°-]|[-•*–]\s)")
_COLD = re.compile(r"\b(?:[0-9]|1[0-7])(?:[.,]\d)?\s?(?:°|degres|degrees|deg\b)")


def read_problems(situation: Situation) -> Said:
    """One report for each problem; on a thread, only what is plainly new there."""
    if situation.role is Role.PROVIDER:
        return NOTHING
    words, clauses = situation.words, situation.clauses
    intake = situation.standpoint.channel is Channel.INTAKE
    if intake and situation.forwarded:
        words, clauses = situation.forwarded, cut_into_clauses(situation.forwarded)
    elif not intake and situation.role is Role.MANAGER:
        return NOTHING
    found: list[Intent] = []
    for group in _split(words, clauses):
        if not intake and not _is_new_here(situation, group):
            continue
        intent = _problem(group, intake=intake)
        if intent is not None and all(intent.values != other.values for other in found):
            found.append(intent)
    return Said(tuple(found))


def read_dangers(situation: Situation) -> Said:
    """« Ça sent le gaz », « 14° et un bébé »: whatever else the mail wants, this is told at once."""
    clauses = situation.clauses
    if situation.standpoint.channel is Channel.INTAKE and situation.forwarded:
        clauses = (*clauses, *cut_into_clauses(situation.forwarded))
    for reason, sayings in _DANGERS.items():
        for clause in clauses:
            wording = _NO_DANGER.without(clause.wording)
            if sayings.find(wording) is None or _is_over(clause):
                continue
            return Said((intent_of(IntentType.URGENT_FLAG, clause, reason=reason),))
    fragile = next((clause for clause in clauses if _FRAGILE.find(clause.wording) is not None), None)
    if fragile is None or situation.role is Role.MANAGER:
        return NOTHING
    if any(_is_privation(clause) for clause in clauses):
        return Said((intent_of(IntentType.URGENT_FLAG, fragile, reason="no_heating"),))
    if any(_OF_WATER.find(clause.wording) and not _is_over(clause) for clause in clauses):
        return Said((intent_of(IntentType.URGENT_FLAG, fragile, reason="health"),))
    return NOTHING


def category_of(wording: Wording) -> Category | None:
    """The trade that is named first in the order of the table."""
    return next((category for category, sayings in _FAULTS.items() if sayings.find(wording) is not None), None)


def names_another_matter(wording: Wording) -> bool:
    """Whether a trade is named and something is wrong with it."""
    return category_of(wording) is not None and _BROKEN.find(wording) is not None


def tells_a_fault(clause: Clause) -> bool:
    """Whether the clause says that something is wrong."""
    return _BROKEN.find(clause.wording) is not None


def _is_privation(clause: Clause) -> bool:
    if _is_over(clause):
        return False
    cold = _COLD.search(clause.folded) is not None
    return cold or (_PRIVATION.find(clause.wording) is not None and (_BROKEN.find(clause.wording) or _LACK(clause)))


def _LACK(clause: Clause) -> bool:
    return not frozenset(
        ["sans", "plus", "pas", "toujours", "froid", "froide", "no", "without", "still", "cold", "freezing", "gele"]
    ).isdisjoint(clause.wording.words)


def _is_over(clause: Clause) -> bool:
    return _MENDED.find(clause.wording) is not None or (is_conditional(clause) and "si" in clause.wording.words)


def _split(words: str, clauses: tuple[Clause, ...]) -> list[list[Clause]]:
    """Clauses by problem: a number, a bullet or « et aussi » begins the next one, if another trade is named."""
    lines = words.split("\n")
    groups: list[list[Clause]] = []
    for clause in clauses:
        numbered = clause.line < len(lines) and bool(_NUMBERED.match(lines[clause.line]))
        opens = not groups or (numbered and groups[-1][-1].line != clause.line)
        if not opens and _adds_a_trade(groups[-1], clause, marked=_AND_ALSO.find(clause.wording) is not None):
            opens = True
        if opens:
            groups.append([])
        halves = _halves(clause)
        groups[-1].append(halves[0])
        groups.extend([half] for half in halves[1:])
    return groups


_AND_THE = re.compile(r"\b(?:et|and|puis|ainsi que|plus)\s+(?=(?:le|la|les|l'|un|une|des|the|a|my|mon|ma|il y a)\b)")


def _halves(clause: Clause) -> list[Clause]:
    """« Le lavabo est bouché et la fenêtre ferme mal » is two problems said in one breath."""
    for joint in _AND_THE.finditer(clause.folded):
        first, second = _part(clause, 0, joint.start()), _part(clause, joint.end(), len(clause.folded))
        here, there = category_of(first.wording), category_of(second.wording)
        if here is None or there is None or here is there or _same_story(here, there):
            continue
        if tells_a_fault(first) and tells_a_fault(second):
            return [first, *_halves(second)]
    return [clause]


def _part(clause: Clause, start: int, end: int) -> Clause:
    from dataclasses import replace

    from mailbot.inbound.reading.wording import wording_of

    folded = clause.folded[start:end]
    return replace(
        clause,
        text=clause.text[start:end],
        folded=folded,
        start=clause.start + start,
        wording=wording_of(folded, folded=True),
    )


def _same_story(one: Category, other: Category) -> bool:
    return any(one in story and other in story for story in table.SAME_STORY)


def _adds_a_trade(group: list[Clause], clause: Clause, *, marked: bool) -> bool:
    before, now = _category_of_group(group), category_of(clause.wording)
    if before is None or now is None or before is now:
        return False
    if _same_story(before, now):
        return marked and tells_a_fault(clause)
    return marked or (tells_a_fault(clause) and any(tells_a_fault(part) for part in group))


def _category_of_group(group: list[Clause]) -> Category | None:
    return category_of(Wording(" ; ".join(clause.wording.text for clause in group)))


def _is_new_here(situation: Situation, group: list[Clause]) -> bool:
    """On a thread that has its own matter: a thing that is named, broken, and told as one more."""
    telling = [clause for clause in group if names_another_matter(clause.wording) and not is_reported(clause)]
    if not telling or situation.role not in (Role.TENANT, Role.LANDLORD, Role.UNKNOWN):
        return False
    if situation.standpoint.is_closed:
        return not any(_SAME.find(clause.wording) for clause in group)
    marked = any(_AND_ALSO.find(clause.wording) for clause in group)
    if any(_SAME.find(clause.wording) for clause in telling):
        return False
    turned = any(clause.turns for clause in telling) and (
        situation.asks(Question.CONFIRM_WORKS) or situation.assent.yes is not None
    )
    return marked or turned


_SAME = Sayings(table.OF_THE_SAME)


def _problem(group: list[Clause], *, intake: bool) -> Intent | None:
    wording = Wording(" ; ".join(clause.wording.text for clause in group))
    category = category_of(wording)
    telling = [c for c in group if tells_a_fault(c) and not _is_over(c)]
    if not telling and (category is None or not intake or not _needs_somebody(group)):
        return None
    elsewhere = _NOT_A_FAULT.find(wording) is not None and _NEIGHBOUR.find(wording) is None
    if elsewhere and not any(
        names_another_matter(clause.wording) and not _NOT_A_FAULT.find(clause.wording) for clause in group
    ):
        return None
    values = {"category": (category or Category.OTHER).value, "urgency": _urgency(wording).value}
    shown = [c for c in group if category_of(c.wording) is not None or tells_a_fault(c)]
    because = " ".join(clause.text for clause in shown[:3])
    return Intent(IntentType.REPORT_NEW, values, because, group[0].start)


_NEEDS = Sayings(table.NEEDS)


def _needs_somebody(group: list[Clause]) -> bool:
    """« Il faudrait quelqu'un pour la chaudière »: a request without the fault's own word."""
    return any(_NEEDS.find(clause.wording) is not None for clause in group)


def _urgency(wording: Wording) -> Urgency:
    danger = _NO_DANGER.without(wording)
    if _VITAL.find(danger) is not None:
        return Urgency.VITAL
    return Urgency.URGENT if _URGENT.find(danger) is not None else Urgency.NORMAL
