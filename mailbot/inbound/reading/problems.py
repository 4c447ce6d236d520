"""« Fuite sous l'évier et le volet ne remonte plus »: the new problems of a mail, and how urgent they are."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.assent import says_yes
from mailbot.inbound.reading.by_ear import by_sound, respelled
from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.dangers import NO_DANGER, OUTER_DOOR, danger_in
from mailbot.inbound.reading.fault_groups import NUMBERED, line_of, split
from mailbot.inbound.reading.faults import category_of, is_over, joined_words, names_a_device, tells_a_fault
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.lexicon import foreign_faults as foreign
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.lexicon.question_words import ASKS_INDIRECTLY
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.new_faults import NOTHING_TO_DO, is_new_here
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.scope import scope_of
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_reported
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Category, Channel, Role, Urgency

_NOT_A_FAULT = Sayings(table.NOT_A_FAULT)
_NEIGHBOUR = Sayings(table.NEIGHBOUR_MATTER)
_VITAL = Sayings(table.VITAL)
_URGENT = Sayings(table.URGENT)


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
    announced = _cuts_announced(situation.role, words)
    clauses = tuple(c for c in clauses if announced.find(c.wording) is None or _is_a_fault_all_the_same(c))
    found: list[Intent] = []
    for group in split(words, clauses):
        if not intake and not is_new_here(situation, group):
            continue
        intent = _problem(group, intake=intake)
        counted = bool(NUMBERED.match(line_of(words, group[0])))
        if intent is not None and (
            counted or all(intent.values["category"] != other.values["category"] for other in found)
        ):
            found.append(intent)
    if (
        intake
        and situation.language == "fr"
        and all(intent.values["category"] == Category.OTHER.value for intent in found)
    ):
        found = _heard(clauses) or found
    if len(found) > 1:
        # « Trois soucis d'un coup : » announces the faults below, and is none itself.
        found = [i for i in found if i.values["category"] != Category.OTHER.value or not _only_counts(i.because)]
    if intake and not found and (cold := next(filter(_tells_of_cold, clauses), None)) is not None:
        values = {"category": Category.HEATING.value, "urgency": Urgency.URGENT.value}
        found.append(Intent(IntentType.REPORT_NEW, values, cold.text, cold.start))
    if intake and not found and (foreign := _foreign_problem(situation)) is not None:
        found.append(foreign)
    return Said(tuple(found))


def _only_counts(words_: str) -> bool:
    return set(_COUNTED.without(wording_of(words_)).tokens) <= COURTESY


_COUNTED = Sayings(table.COUNTED)


def _cuts_announced(role: Role, words: str) -> Sayings:
    """« Coupure d'eau jeudi de 9h à 12h »: of strangers; of anybody when it is « prévue »; none beside one that was."""
    if _WAS.search(fold(words)) is not None or _HAS_BEEN.search(words.lower()) is not None:
        return _NO_CUT
    return _CUT_ANNOUNCED if role is Role.UNKNOWN else _CUT_PLANNED


_CUT_ANNOUNCED = Sayings((*table.CUT_PLANNED, *table.CUT_ANNOUNCED))
_CUT_PLANNED = Sayings(table.CUT_PLANNED)
_NO_CUT = Sayings(())
_WAS = re.compile(
    r"\b(?:depuis|encore|toujours|souvent|hier|sans prevenir|repar\w*|gel(?:e|es|ent|ait|ons|aient)|saute\w*"
    r"|disjonct\w*|restee?s?|dernier|derniere|chaque|(?:tous|toutes) les (?:jours|soirs|matins|nuits|deux|semaines"
    r"|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches))\b|[a-eg-z](?:ait|aient)\b"
)
_HAS_BEEN = re.compile(
    r"\b(?:(?<!y )(?<!b[âa]timent )(?<!b[âa]t )(?<!b[âa]t\. )(?<!immeuble )(?<!escalier )(?<!cage )(?<!bloc )"
    r"a\b(?! (?:\d|midi|minuit|partir|compter))|ai|ont|avons|eu|sommes|est resté)\b"
)
"""Of the words as they were written: « à » is no « a », nor is the letter of a building."""


def _heard(clauses: tuple[Clause, ...]) -> list[Intent]:
    """« Le radiatteur chofe plu »: the words are looked up as they sound, where their spelling told no trade."""
    spelt = [replace(c, wording=wording_of(respelled(c.folded, _BY_SOUND), folded=True)) for c in clauses]
    intent = _problem(spelt, intake=True)
    return [] if intent is None or intent.values["category"] == Category.OTHER.value else [intent]


_BY_SOUND = by_sound(row for rows in table.FAULTS.values() for row in rows)


def _tells_of_cold(clause: Clause) -> bool:
    """« Il fait 12 degrés chez elle »: a home so cold is a fault of the heating, whatever else is not said."""
    return (
        _DEGREES.search(clause.folded) is not None
        and _ELSEWHERE.isdisjoint(clause.wording.words)
        and not (clause.is_question or is_conditional(clause) or is_reported(clause) or is_over(clause))
    )


_DEGREES = re.compile(
    r"\b(?:fait|a|est a|it is|it's|only|que) (?:[0-9]|1[0-6])(?:[.,]\d)?\s?(?:°|degres|degrees|deg\b)"
)
_ELSEWHERE = frozenset(words("dehors exterieur outside eau frigo refrigerateur congelateur four water fridge cave"))


def _foreign_problem(situation: Situation) -> Intent | None:
    """« No funciona la calefacción », on the address for problems: the trade of the thing that is named first."""
    rows = _FOREIGN.get(situation.language or "")
    if rows is None or not situation.statements or Tongue.SETTLED in situation.told.senses:
        return None
    places = {category: found.start() for category, row in rows.items() if (found := row.search(situation.folded))}
    if not places:
        return None
    category = min(places, key=lambda trade: places[trade])
    clause = next((c for c in reversed(situation.clauses) if c.start <= places[category]), situation.clauses[0])
    return intent_of(IntentType.REPORT_NEW, clause, category=category.value, urgency=Urgency.NORMAL.value)


_FOREIGN = {
    language: {
        category: re.compile(("" if language in foreign.ANYWHERE else r"\b") + f"(?:{'|'.join(map(re.escape, rows))})")
        for category, rows in trades.items()
    }
    for language, trades in foreign.THINGS.items()
}


def _problem(group: list[Clause], *, intake: bool) -> Intent | None:
    """The report that a group of clauses makes; words of another desk are left out of it."""
    ours = [
        c
        for c in group
        if (_NOT_A_FAULT.find(c.wording) is None or _is_a_fault_all_the_same(c)) and not NOTHING_TO_DO.find(c.wording)
    ]
    ours = _of_today(ours) or ours
    if intake and any(not _MINE.isdisjoint(c.wording.words) for c in ours):
        # « La fenêtre du voisin a été changée. La mienne ferme mal »: what was mended for others names the thing.
        ours = [c for c in group if c in ours or (is_over(c) and category_of(c.wording) is not None)]
    else:
        ours = [c for c in ours if not is_over(c) and not _is_a_yes(c)] or ours
    if any(tells_a_fault(c) for c in ours):
        # « Le lavabo va bien, par contre la plaque disjoncte ».
        ours = [c for c in ours if not _is_fine(c) or tells_a_fault(c)]
    wording = Wording(" ; ".join(clause.wording.text for clause in ours))
    ours = [c for c in ours if _WHERE_IT_STANDS.find(c.wording) is None]
    telling = [
        c
        for c in ours
        if (tells_a_fault(c) or danger_in(c) is not None) and not (is_over(c) or _is_fine(c) or _is_supposed(c))
    ]
    if not telling and not (intake and any(_presumes_a_fault(clause) for clause in ours)):
        return None
    category = category_of(wording)
    if category is None:
        category = next((_OF_DANGER[d] for c in ours if (d := danger_in(c)) in _OF_DANGER), None)
    if category is None and not any(_PLAINLY_BROKEN.find(clause.wording) or danger_in(clause) for clause in telling):
        return None
    urgency = _urgency(wording)
    if urgency is Urgency.NORMAL and not _PRESSING.isdisjoint(danger_in(c) for c in telling):
        urgency = Urgency.URGENT
    values = {"category": (category or Category.OTHER).value, "urgency": urgency.value}
    shown = [c for c in ours if category_of(c.wording) is not None or tells_a_fault(c)]
    because = " ".join(clause.text for clause in shown[:3])
    return Intent(IntentType.REPORT_NEW, values, because, shown[0].start if shown else group[0].start)


def _of_today(group: list[Clause]) -> list[Clause]:
    """Without what was told long ago, where another thing is named beside it."""
    today = [c for c in group if _TOLD_LONG_AGO.find(c.wording) is None]
    if any(_AGAIN.find(c.wording) is not None for c in today):
        return []  # « je l'avais signalé l'hiver dernier, ça recommence »
    return today if any(category_of(c.wording) for c in today) else []


_AGAIN = Sayings(table.OF_THE_SAME)
_TOLD_LONG_AGO = Sayings(table.TOLD_LONG_AGO)
_MINE = frozenset(words("mien mienne miens miennes notres mine ours"))


def _is_a_yes(clause: Clause) -> bool:
    """« Oui pour la chasse d'eau », before « par contre la lampe »."""
    return says_yes(clause.wording) and not tells_a_fault(clause)


def _is_supposed(clause: Clause) -> bool:
    """« Si jamais le chauffage tombait en panne »."""
    supposed = any(word.endswith("ait") and word != "fait" for word in clause.wording.tokens)
    return supposed and "si" in clause.wording.words


_OF_DANGER = {"gas": Category.GAS, "electricity": Category.ELECTRICITY, "water": Category.PLUMBING}
_PRESSING = frozenset(table.DANGERS) - {"other"}
_PLAINLY_BROKEN = Sayings(table.PLAINLY_BROKEN)
_WHERE_IT_STANDS = Sayings(table.WHERE_IT_STANDS)
"""« Où en est ma demande pour l'infiltration » tells of no new one."""
_FINE = Sayings(table.STILL_FINE)
_OTHERS_WORK = Sayings(table.OTHERS_WORK)


def _is_a_fault_all_the_same(clause: Clause) -> bool:
    if _NEIGHBOUR.find(clause.wording) is not None or danger_in(clause) in _OF_DANGER:
        return True  # « l'eau tombe du plafond, ça vient de chez le voisin »
    return names_a_device(clause.wording) and tells_a_fault(clause)


def _is_fine(clause: Clause) -> bool:
    found = _FINE.find(_OTHERS_WORK.without(clause.wording))
    if found is None:
        return False
    return {"pas", "plus", "not", "mal"}.isdisjoint(clause.wording.words) or not {"rien", "pas"}.isdisjoint(
        found[0].split()
    )


_ASKS = Sayings(ASKS_INDIRECTLY)


def _presumes_a_fault(clause: Clause) -> bool:
    """On the address for problems, a thing of the home that is named is one, unless all is said to be well with it."""
    if (
        not names_a_device(clause.wording)
        or is_over(clause)
        or _is_fine(clause)
        or is_conditional(clause)
        or _ASKS.find(clause.wording)
        or _THANKED.find(clause.wording)
        or scope_of(clause) == "permission"
    ):
        return False
    return not clause.is_question or _NEEDS.find(clause.wording) is not None


_NEEDS = Sayings(table.NEEDS)
_THANKED = Sayings(table.THANKED)


def _urgency(wording: Wording) -> Urgency:
    danger = OUTER_DOOR.without(NO_DANGER.without(joined_words(wording)))
    if _VITAL.find(danger) is not None:
        return Urgency.VITAL
    return Urgency.URGENT if _URGENT.find(danger) is not None else Urgency.NORMAL
