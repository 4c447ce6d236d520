"""« Deux devis sous 8 jours : Petit et Garnier »: quotes to ask for."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon.decision_words import OTHER_QUOTE
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.order_names import ADDRESS, is_a_name, names_after, names_behind, rest_of_sentence
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation, intent_of
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Role

_OTHER = Sayings(OTHER_QUOTE)


def request_of(situation: Situation, clause: Clause) -> Intent | None:
    if (asked := _WHO_RECKONS.search(clause.folded)) is not None:
        who = wording_of(asked["who"], folded=True).words
        theirs = (situation.names_of.get(role, frozenset()) for role in (Role.TENANT, Role.LANDLORD, Role.MANAGER))
        if not who.isdisjoint(_NO_COMPANIES.union(*theirs)):
            return None
    first, last = rest_of_sentence(situation, clause)
    text = _ONE_EACH.sub(", ", situation.words[first:last])
    addresses = ADDRESS.findall(text)
    names = [name for name in names_after(situation, text, 6) if "@" not in name]
    listing = any(heads.search(fold(text)) is not None for heads in (_SEVERAL, _TO_BE_ASKED))
    if listing and len(names) + len(addresses) < 2:
        listed = [name for name in names_behind(situation, text, _LISTED, 6) if "@" not in name]
        names = listed if len(listed) > len(names) else names
    providers = names + addresses
    if not providers and (_NOUN.find(clause.wording) or _ONLY_COUNTS.find(clause.wording)):
        return None
    if _ONLY_COUNTS.find(clause.wording) and not _only_lists(situation):
        return None  # « 2 devis : Durand 200 €, Petit 300 € », « 3 devis : Durand est le moins cher »
    if not providers and _OTHER.find(clause.wording) is not None and situation.asks(Question.APPROVE_QUOTE):
        return None
    return intent_of(
        IntentType.REQUEST_QUOTE, clause, providers=providers or None, within_days=days_within(situation.folded[first:])
    )


def asks_one_by_name(situation: Situation, head: Wording) -> bool:
    """« Devis Durand pour la VMC stp »: who is asked is all that is said, and that it is asked. « Devis Durand » alone
    may be a paper's name."""
    found = _BY_NAME.fullmatch(head.text)
    if found is None or situation.standpoint.question is not None:
        return False
    called = " ".join(name for names in situation.standpoint.companies for name in names)
    known = wording_of(f"{called} {situation.standpoint.people.get(Role.PROVIDER, '')}").words
    return set(found["who"].split()) <= known


_BY_NAME = re.compile(
    r"(?:un )?(?:devis|chiffrage) (?P<who>\w{3,30}(?: \w{2,30}){0,2}?)"
    r"(?: pour (?:la|le|les|l|ce|cette|son|sa) \w{2,30}(?: \w{1,30}){0,5}?)? (?:svp|stp|please|merci)"
)
_WHO_RECKONS = re.compile(r"\b(?:re)?demande[rz]? (?:a|aux?) (?P<who>[^,;:]{1,60}?) (?:de |d')(?:chiffrer|deviser)\b")
_NO_COMPANIES = frozenset(
    words(
        "locataire locataires bailleur bailleresse proprietaire proprio assurance assureur expert syndic voisin voisine"
        " notaire gardien gardienne huissier comptable copropriete copro"
    )
)
"""« Demandez à la locataire de chiffrer les dégâts » is no quote that is asked for."""


def _only_lists(situation: Situation) -> bool:
    """Whether the whole mail is « 2 devis : Garnier et Petit », where no quote is asked for or waits."""
    order = situation.standpoint.work_order
    if situation.standpoint.question in (Question.APPROVE_QUOTE, Question.SEND_QUOTE):
        return False
    if order is not None and order.state is OrderState.QUOTE_SUBMITTED:
        return False
    said = _A_LIST.fullmatch(situation.words.strip())
    if said is None:
        return False
    listed = [part.strip() for part in _PARTS.split(said["listed"]) if part.strip()]
    known = {fold(name) for names in situation.standpoint.companies for name in names}
    return len(listed) > 1 and all(
        fold(part) in known
        or ADDRESS.fullmatch(part) is not None
        or (_A_NAME.fullmatch(part) is not None and is_a_name(situation, part))
        for part in listed
    )


_A_LIST = re.compile(
    r"(?:(?:bonjour|bonsoir|hello|svp|stp)[\s,.!]++)?(?:deux|trois|quatre|[234]) devis\s?:\s"
    r"(?P<listed>[^\n:;!?()]{1,200}?)"
    r"(?:(?:,| sous| dans| en) ?\d{1,2} ?(?:jours?|j))?(?:[\s,.]{1,3}(?:svp|stp|merci))?[\s.!]*+",
    re.I,
)
_PARTS = re.compile(r",\s|\s(?:et|ou|&|\+|/)\s")
_A_NAME = re.compile(
    r"(?!(?:Re[cç]u|Valid[eé]|Accept[eé]|Refus[eé]|Approuv[eé]|Class[eé])e?s?\b)"
    r"[A-ZÀ-Ý][\w'’-]{1,40}(?: [A-ZÀ-Ý][\w'’-]{1,40})?"
)
_ONE_EACH = re.compile(
    r"(?:(?:,|\bet|\band|:)\s*+|(?<!\s)\s++)?\b(?:l['’]un|l['’]autre|un(?: autre)?|une|one|the other|another)\s++"
    r"(?=(?:chez|à|a|auprès|aupres|from|to)\s|de (?-i:[A-ZÉ]))",
    re.I,
)
"""« un chez Petit, l'autre chez Garnier »"""
_SEVERAL = re.compile(
    r"\b(?:deux|trois|plusieurs|des|[2-6]|two|three|several) (?:\w+ )?(?:devis|chiffrages|quotes|estimates)\b"
)
_TO_BE_ASKED = re.compile(
    r"\b(?:devis|chiffrages?) (?:a|sont a) (?:demander|solliciter|prendre|faire faire)"
    r"(?: (?:a|aux?|chez|aupres d\w+) (?!bailleur|proprietaire|locataire)[^:.,;\n]{1,50})? ?:"
)
_LISTED = re.compile(r"(?::|\b(?:devis|chiffrages?|quotes|estimates),)\s+(?=\S)")
"""« deux devis stp : Petit et Garnier »: several are asked for, and a list follows."""
_ONLY_COUNTS = Sayings(
    (
        "^ deux|trois|quatre|2|3|4 devis $",
        "^ deux|trois|2|3 chiffrages [pour] [ce|le|cette|la] [dossier|signalement|demande|logement] $",
    )
)
_NOUN = Sayings(("^ [un|deux|des] devis|chiffrage|quote",))


def days_within(folded: str) -> int | None:
    days, hours, weeks = _WITHIN.search(folded), _WITHIN_HOURS.search(folded), _WEEKS.search(folded)
    if days is not None:
        return int(days[1])
    if hours is not None:
        return int(hours[1]) // 24
    return 7 * _WEEK_NUMBERS[weeks[1]] if weeks is not None else None


_WITHIN = re.compile(r"\b(\d{1,3})\s?(?:jours?|j|days?|jrs?)\b")
_WITHIN_HOURS = re.compile(r"\b(24|48|72|96)\s?(?:h\b|heures|hours)")
_WEEKS = re.compile(r"\b(une|deux|trois|1|2|3|one|two|three|a)\s(?:semaines?|weeks?)\b")
_WEEK_NUMBERS = {"une": 1, "1": 1, "one": 1, "a": 1, "deux": 2, "2": 2, "two": 2, "trois": 3, "3": 3, "three": 3}
