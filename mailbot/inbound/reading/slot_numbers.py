"""The numbers and bare hours with which offered slots are named: « le 2 », « la 1re option », « 14-16 »."""

from __future__ import annotations

import re
from datetime import time

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import Hours, HoursKind, Moment, moments_in
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.slot_fits import slots_fitting
from mailbot.inbound.reading.standpoint import Slot

PICKS = Sayings((*table.PICKS, *table.AVAILABLE))
THIRD = Sayings(table.THIRD_PERSON_VISIT)
_ORDINAL = "|".join(map(re.escape, sorted(table.ORDINALS, key=len, reverse=True)))
_NOUN = table.OFFER_NOUN
_NUMBER_WORD = r"[1-9]|un|une|deux|trois|quatre|cinq|one|two|three|four|five"
MONTHS = r"janv|fevr|mars|avril|mai\b|juin|juil|aout|sept|octo|nove|dece"
_NOT_A_NUMBER = (
    rf"(?!\s?(?:h\b|/|:\d|\d|{MONTHS}|et demi|min|personnes"
    r"|jours?|fois|enfants|semaines?|mois|heures?|weeks?|months?|hours?|days?"
    r"|(?:ou|a|or|to) \d\s?(?:h\b|heures?|jours?|semaines?|hours?|days?|weeks?)"
    r"|,? ?rue|,? ?avenue|de la rue|bis|euros|e\b|eme\b|€|ans\b|°))"
)
_THAT_VISIT = (
    r"(?:rendez[- ]?vous|passage)\b(?!\s?(?:\?|s'|etait|n'|a (?!l'heure|\d)|avait|du\b|de\b|pour (?!moi|nous)|d'))"
)
"""« Le premier rendez-vous me va »; « le premier passage s'était mal passé » is of one that was."""
_BESIDE_AN_ORDINAL = (
    r"me\b|m'|(?:c'est|ca|cela|ce (?:sera|serait))\b|est\b|serait|va\b"
    r"|convient|irait|pour\b|svp|stp|please|sera|ok|works|suits|one\b|is\b|would|of\b|si\b"
    r"|if\b|plutot|ou\b|or\b|et\b|mais|parfait|merci|nous|de la|de pref|a def|sinon|choix|des\b|s'"
)
_OTHER_ORDINALS = (
    rf"etage|fois|floor|temps|mail|message|courrier|visite|devis|semaine|week|thing|chose|mois|{MONTHS}|time\b"
    r"|night|year|month|of (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_NUMBER = re.compile(
    rf"\b(?:{_NOUN})\s*(?:n°|nº|no\.?|numero|number|num\.?|#|:)?\s*(?P<noun>{_NUMBER_WORD})\b"
    rf"|(?:\bn°|\bnº|#|\bnumero|\bnum\.?|\bnumber|\bno\.)\s?(?P<numbered>{_NUMBER_WORD})\b"
    rf"|\b(?:le|la|the|celui)\s(?P<the>[1-9])\b{_NOT_A_NUMBER}"
    rf"|\b(?P<ordinal>{_ORDINAL}|dernier|derniere|last)\b"
    rf"(?=\s?(?:$|[^\w\s]|{_NOUN}|{_THAT_VISIT}|{_BESIDE_AN_ORDINAL}))(?!\s?(?:{_OTHER_ORDINALS}))"
    rf"|(?P<alone>\b[1-9]\b){_NOT_A_NUMBER}"
)

_NO_HOUR = rf"(?!\s?(?:/|[.:]\d|{MONTHS}|jours|min|ans|€|%|st|nd|rd|th))"
_BARE_HOURS = re.compile(
    rf"\b(?:pas avant|apres|a partir de|des|not before|not until|after|from)\s(?P<since>\d{{1,2}})\b{_NO_HOUR}"
    rf"|\b(?:avant|jusqu'a|before|until|till|by|pas apres|not after)\s(?P<until>\d{{1,2}})\b{_NO_HOUR}"
)
_OFFICE = (7, 20)


def bare_hours_in(clause: Clause) -> Moment | None:
    """« Pas avant 11 »: among offered slots a bare figure behind such a word is an hour."""
    found = _BARE_HOURS.search(clause.folded)
    if found is None:
        return None
    hour = int(found["since"] or found["until"])
    hour = hour + 12 if hour < _OFFICE[0] else hour
    if not _OFFICE[0] <= hour <= _OFFICE[1]:
        return None
    at = time(hour)
    after = found["since"] is not None
    hours = Hours(HoursKind.AFTER, at, time(20), at) if after else Hours(HoursKind.BEFORE, time(8), at, at)
    start = clause.start + found.start()
    return Moment(start, clause.start + found.end(), None, hours, said=found[0])


_OFFER_HEAD = re.compile(r"\W*(?:creneau|slot|option)?\s?(?:n°)?\s?([1-9])\s?[.):°–-]")


def offer_quoted_in(quoted: str, situation: Situation, slots: tuple[Slot, ...]) -> int | None:
    """The offer that a line of our letter tells; None when it tells none, or several."""
    line = fold(quoted)
    told = moments_in(line, situation.standpoint.received)
    named = [fits for moment in told if (fits := slots_fitting(moment, slots))]
    if (head := _OFFER_HEAD.match(line)) is not None and int(head[1]) <= len(slots):
        named.append(frozenset((int(head[1]) - 1,)))
    fits = frozenset.intersection(*named) if named else frozenset[int]()
    return next(iter(fits)) if len(fits) == 1 else None


NO_PICK = Sayings(table.NO_PICK)


def numbers_in(clause: Clause, situation: Situation) -> list[tuple[int, int, int, bool]]:
    """The numbers of offers that a clause names (0 is the last one), where, and whether under a negation."""
    found = []
    if NO_PICK.find(clause.wording) is not None:
        return []
    third = THIRD.find(clause.wording) is not None and len(clause.wording.tokens) > 4
    if third and PICKS.find(clause.wording) is None:
        return []
    for match in _NUMBER.finditer(clause.folded):
        said = match["noun"] or match["numbered"] or match["the"] or match["alone"] or match["ordinal"]
        if match["alone"] and set(clause.folded[: match.start()].replace(".", " ").split()) - _BEFORE_ALONE:
            continue
        if match["ordinal"] and not _may_be_an_offer(clause, match.start()):
            continue
        number = 0 if said in table.LAST else table.ORDINALS.get(said) or table.NUMBERS.get(said) or int(said)
        before = clause.folded[: match.start()].split()[-3:]
        if "but" in before and clause.folded.split()[0] != "but":
            before = [*before, "sauf"]
        negated = not _DENYING.isdisjoint(before) or is_away(clause)
        found.append((number, clause.start + match.start(), clause.start + match.end(), negated))
    for middle in table.MIDDLE:
        if (at := clause.folded.find(middle)) >= 0:
            asked = situation.standpoint.asked
            count = len(asked.slots) if asked else 0
            if count % 2:
                found.append(((count + 1) // 2, clause.start + at, clause.start + at + len(middle), False))
    return found


_IT_DOES = re.compile(r"[\w']+\s?,?\s?(?:c'est|ca|cela|ce (?:sera|serait))\b")
_IT_DOES_NOT = re.compile(
    _IT_DOES.pattern
    + r"[^,.;!?]{0,20}\b(?:tot|tard|juste|loin|complique|chaud|tendu|pour (?:ma|mon|le|la|les))\b(?! mais)"
)
"""« Le premier, c'est quand même tôt », « le premier c'est pour ma voisine »."""
_NOT_OFFERS = re.compile(r"\b(?:au|l'an|an|annee|mois|semaine|week|jour|fois|etage|month|year|on the)\s$")
_SHORT = 6


def _may_be_an_offer(clause: Clause, at: int) -> bool:
    """« Le premier me va », and neither « l'an dernier » nor « on est au 3e »."""
    if _NOT_OFFERS.search(clause.folded, max(0, at - 9), at) or _IT_DOES_NOT.match(clause.folded, at):
        return False
    if PICKS.find(clause.wording) is not None:
        return True
    # « Le premier, ça tombe mal »: what « ça » does is told, and it is none of the words that pick.
    return len(clause.wording.tokens) <= _SHORT and _IT_DOES.match(clause.folded, at) is None


_BEFORE_ALONE = frozenset(
    [
        "ok",
        "oui",
        "yes",
        "va",
        "pour",
        "d'accord",
        "donc",
        "alors",
        "plutot",
        "bonjour",
        "bonsoir",
        "hello",
        "hi",
        "je",
        "prends",
        "choisis",
        "prefere",
        "on",
        "i",
        "we",
        "take",
        "pick",
        "choose",
        "prefer",
        "with",
        "go",
        "for",
        "the",
        "le",
        "n",
        "no",
        "ou",
        "or",
        "et",
        "and",
        *"123456789",
    ]
)
_DENYING = frozenset(["pas", "sauf", "except", "hormis", "not", "ni", "excepte"])
