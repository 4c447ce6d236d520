"""« Fuite sous l'évier et le volet ne remonte plus »: the new problems of a mail to the intake address."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon.fault_words import AND_ALSO, BROKEN, FAULTS, NO_DANGER, NOT_A_FAULT, URGENCIES
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.phrases import Phrases
from mailbot.inbound.reading.situation import NOTHING, Said, Situation
from mailbot.vocabulary import Category, Channel, Urgency

_FAULTS = {category: Phrases(words) for category, words in FAULTS.items()}
_BROKEN = Phrases(BROKEN)
_NOT_A_FAULT = Phrases(NOT_A_FAULT)
_AND_ALSO = Phrases(AND_ALSO)
_URGENCIES = {urgency: Phrases(words) for urgency, words in URGENCIES.items()}
_NO_DANGER = Phrases(NO_DANGER)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s?[/).°-]|[-•*–]\s)")


def read_problems(situation: Situation) -> Said:
    """One report for each problem; one alone unless the writer counts them or adds one."""
    if situation.standpoint.channel is not Channel.INTAKE:
        return NOTHING
    words = situation.words
    clauses = situation.clauses
    if situation.forwarded:
        words, clauses = situation.forwarded, cut_into_clauses(situation.forwarded)
    groups = _split(words, clauses)
    found: list[Intent] = []
    for group in groups:
        intent = _problem(words, group)
        if intent is not None and all(intent.values != other.values for other in found):
            found.append(intent)
    return Said(tuple(found))


def _split(words: str, clauses: tuple[Clause, ...]) -> list[list[Clause]]:
    """Clauses by problem: a number, a bullet or « et aussi » begins the next one, if another trade is named."""
    lines = words.split("\n")
    groups: list[list[Clause]] = []
    for clause in clauses:
        numbered = clause.line < len(lines) and bool(_NUMBERED.match(lines[clause.line]))
        opens = not groups or (numbered and groups[-1][-1].line != clause.line)
        if not opens and _AND_ALSO.find(clause.folded) and _adds_a_trade(groups[-1], clause):
            opens = True
        if opens:
            groups.append([])
        groups[-1].append(clause)
    return groups


def _adds_a_trade(group: list[Clause], clause: Clause) -> bool:
    before, now = _category(" ".join(part.folded for part in group)), _category(clause.folded)
    return before is not None and now is not None and before is not now


def _problem(words: str, group: list[Clause]) -> Intent | None:
    folded = " ; ".join(clause.folded for clause in group)
    category = _category(folded)
    broken = _BROKEN.find(folded)
    if category is None and broken is None:
        return None
    if _NOT_A_FAULT.find(folded) and (category is None or broken is None):
        return None
    values = {"category": (category or Category.OTHER).value, "urgency": _urgency(folded).value}
    telling = [c for c in group if _category(c.folded) is not None or _BROKEN.find(c.folded)]
    because = " ".join(clause.text for clause in telling[:3])
    return Intent(IntentType.REPORT_NEW, values, because, group[0].start)


def _category(folded: str) -> Category | None:
    """The trade that is named first in the order of the table."""
    return next((category for category, phrases in _FAULTS.items() if phrases.find(folded)), None)


def _urgency(folded: str) -> Urgency:
    danger = _NO_DANGER.without(folded)
    return next((urgency for urgency, phrases in _URGENCIES.items() if phrases.find(danger)), Urgency.NORMAL)
