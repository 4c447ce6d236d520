"""An answer to a daily summary, line by line: « A1 ok, A3 clôturez » (READING, sections 1 and 2: `item`).

What is said of a line is read as an answer to the letter that the line stands for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.digest_acts import acts_on, sums_named_by
from mailbot.inbound.reading.digest_names import names_another, without_its_name
from mailbot.inbound.reading.digest_parts import Part, is_greeting, lines_coded, parts_of, under_their_lines
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation
from mailbot.inbound.reading.standpoint import DigestItem, Question
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Channel, Role

_OF_THE_QUOTE = Sayings(("devis|quote|estimate|trop|cher",))


def read_digest(situation: Situation) -> Said:
    """Each part of the answer, with the line of the summary that it is about."""
    if situation.standpoint.channel is not Channel.DIGEST:
        return NOTHING
    found: list[Intent] = []
    unclear = False
    situation = _numbers_as_codes(situation)
    below, rest = under_their_lines(situation)
    parts = [*below, *parts_of(rest)]
    for part in parts:
        targets = part.items or _fitting(situation, part)
        if targets is None:
            unclear = True
            continue
        if part.everyone:
            # « Tout est ok sauf l'interphone », « A3 non, tout le reste ok »: what is said of a line holds for it.
            targets = tuple(item for item in targets if all(item not in other.items for other in parts))
        if part.apart:
            targets = tuple(item for item in targets if all(item not in other.items for other in parts))
        for item in targets:
            found += [
                replace(act, values={**act.values, "item": item.code, **_amount_of(act, item)}, at=part.start)
                for act in acts_on(situation, _said_of(part, item), item)
            ]
    return Said(_each_once(found), Ask.WHICH_REPORT if unclear and not found else None)


def _said_of(part: Part, item: DigestItem) -> str:
    """« A2 serrure non » of a quote is « non »; « A3 serrure close » may tell how the lock is."""
    return without_its_name(part.text, item) if item.about == Question.APPROVE_QUOTE.value else part.text


def _numbers_as_codes(situation: Situation) -> Situation:
    """« 1. ok 2. envoyez Petit 3. clôturer »: the lines by their places, where no code is named."""
    items = situation.standpoint.digest_items
    if any(item.code.isdigit() for item in items) or lines_coded(situation):
        return situation
    if (called := _called_by_number(situation)) is not None:
        return called
    numbers = [int(mark[1]) for mark in _NUMBERED.finditer(situation.words)]
    if len(numbers) < 2 or numbers != sorted(set(numbers)) or numbers[0] != 1 or numbers[-1] > len(items):
        return situation
    marks = list(_NUMBERED.finditer(situation.words))
    if not is_greeting(situation.words[: marks[0].start()]):
        return situation  # « Deux choses : 1. … 2. … »: the writer's own count
    ends = [*(mark.start() for mark in marks[1:]), len(situation.words)]
    for mark, end in zip(marks, ends, strict=True):
        said = Situation(situation.words[mark.end() : end], situation.standpoint)
        if any(names_another(situation, clause, items[int(mark[1]) - 1]) for clause in said.clauses):
            return situation  # « 1. Serrure : ok », where the lock is the second line
    return replace(situation, words=_NUMBERED.sub(lambda mark: f"{items[int(mark[1]) - 1].code} ", situation.words))


def _called_by_number(situation: Situation) -> Situation | None:
    """« Le 1 oui, le 3 clôturez », « ok pour le 2 »: by their places in the letter, in whatever order; « le 2 » of
    slots is one of them, « le 3 décembre » a day."""
    items = situation.standpoint.digest_items
    if situation.role not in (Role.MANAGER, Role.LANDLORD):
        return None
    folded = situation.folded
    marks = list(_THE_NUMBER.finditer(folded))
    if all(mark["ordinal"] for mark in marks) or any(int(mark["number"]) > len(items) for mark in marks):
        return None
    if len(list(_ANY_NUMBER.finditer(folded))) > len(marks):
        return None
    if len(marks) == 1 and _IS_DECIDED.search(folded) is None:
        return None
    words = situation.words
    for mark in reversed(marks):
        code = items[int(mark["number"]) - 1].code
        words = f"{words[: mark.start('called')]}{code}{words[mark.end('called') :]}"
    return replace(situation, words=words)


_THE_NUMBER = re.compile(
    r"(?:^|(?<=[,;.:\n])\s?|(?<=\b(?:ok|et) )|(?<=\boui )|(?<=\bnon )|(?<=\bpour )|(?<=\bcher )|(?<=\bmais )"
    r"|(?<=\bpas )|(?<=\brefuse[rz] )|(?<=\brefuse )|(?<=\bvalide )|(?<=\bvalide[rz] )|(?<=\bcloture[rz] ))"
    r"(?P<called>(?:(?:le|la|au) (?:n ?° ?|numero )?|n ?° ?|numero )(?P<number>[1-9])(?P<ordinal>ere?|re|nde?|e|eme)?)"
    r"(?![\w/]|[.,:]\d|\s?(?:h\b|€|%|°|euros?)|\s(?:\d|a \d|vers |entre |janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct"
    r"|nov|dec|lundi|mardi|mercredi|jeudi|vendredi|matin|midi|aprem|apres-midi|soir|au \d))",
    re.M,
)
_ANY_NUMBER = re.compile(r"\b(?:le |la |au |n ?° ?|numero )[1-9](?:ere?|re|nde?|e|eme)?\b")
_IS_DECIDED = re.compile(
    r"\b(?:ok|oui|non|d'accord|accord|valide[rz]?|refuse[rz]?|refus|cloture[rz]?|ferme[rz]?|annule[rz]?|envoye[rz]?|passe[rz]"
    r"|mandate[rz]?|trop cher)\b"
)
"""« Le 3 », of one number alone, may be a day where nothing is decided."""


_NUMBERED = re.compile(r"(?:^|(?<=[\s;,.]))([1-9])\s?[.)/:](?=\s|[^\W\d])(?:[^\S\n])?", re.M)


def _each_once(found: list[Intent]) -> tuple[Intent, ...]:
    kept: list[Intent] = []
    for intent in found:
        if all((intent.type, intent.values["item"]) != (other.type, other.values["item"]) for other in kept):
            kept.append(intent)
    return tuple(kept)


def _fitting(situation: Situation, part: Part) -> tuple[DigestItem, ...] | None:
    """The one line to which words without a name can be an answer; None when several can, () when none can."""
    items = situation.standpoint.digest_items
    if len(items) == 1:
        return items
    if not part.everyone and Situation(part.text, replace(situation.standpoint, channel=Channel.PUBLIC)).assent.bare:
        return None
    acts = {item: [act.type for act in acts_on(situation, part.text, item)] for item in items}
    if _OF_THE_QUOTE.find(wording_of(part.text)) is not None:
        acts = {item: types for item, types in acts.items() if item.about == Question.APPROVE_QUOTE.value} or acts
    fitting = [item for item, types in acts.items() if types]
    if len(fitting) < 2:
        return tuple(fitting)
    alike = len({tuple(types) for types in acts.values() if types}) == 1
    return tuple(fitting) if part.everyone and alike else None


def _amount_of(act: Intent, item: DigestItem) -> dict[str, str]:
    """The sum that the line names, for a yes to it."""
    if act.type is not IntentType.APPROVE_QUOTE:
        return {}
    sums = sums_named_by(item)
    amount = money(sums[0]) if len(sums) == 1 else None
    return {} if amount is None else {"amount_incl_tax": amount}
