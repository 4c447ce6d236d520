"""« La chaudière », « le 2e », « l'autre »: which line is meant where its code is not named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailbot.inbound.reading.assent import says_no, says_yes
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.order_names import names_after
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import DigestItem
from mailbot.inbound.reading.wording import Wording, wording_of

ALL = re.compile(r"\b(?:tout|tous|toutes|all|both|everything|les (?:deux|trois|quatre))\b")
NOT_THIS_ONE = re.compile(
    r"^\W*+(?:(?:mais|but|et|and)\W*+)?(?:pas|not|sauf|hormis|excepte|except)(?:\s(?:pour|le|la|l|the|for|celui|de|ca))*\W*$"
)
_ORDINAL = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "first": 1,
    "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "third": 3, "quatrieme": 4, "4e": 4, "4eme": 4, "fourth": 4,
}  # fmt: skip
_LAST = frozenset(("dernier", "derniere", "last"))
COMMON = frozenset(
    words(
        "dans pour avec sans sous chez leur elle devis quote decider decide reponse attente signalement "
        "dossier clore cloturer confirmee repare repond reparation declare declaree depuis jours jour plus "
        "autre tout tous bonjour merci gauche droite etage service services plomberie locataire valide "
        "refuse"
    )
)


def plain_of(text: str) -> str:
    return text.strip(" \t:;,.-–—>=)(")


def other_items(situation: Situation, clause: Clause, named: tuple[DigestItem, ...]) -> tuple[DigestItem, ...]:
    """« Le second oui. L'autre on verra »: those that were not named just before."""
    if not named or _THE_OTHERS.match(clause.folded) is None:
        return ()
    return tuple(item for item in situation.standpoint.digest_items if item not in named)


_THE_OTHERS = re.compile(
    r"(?:et |mais |pour |quant a )*(?:l'autre|les autres|le reste|the others?|the rest)\b"
    r"(?: (?:devis|dossiers?|signalements?|lignes?|points?))?"
    r"\s*(?:$|[,:]|(?:on|oui|non|ok|je|a|attend\w*|ne|est|sont|peut|peuvent|plus tard|pas|c'est|yes|no|can|is|are|we|i)"
    r"\b)"
)


def named_item(situation: Situation, clause: Clause) -> DigestItem | None:
    items = situation.standpoint.digest_items
    for word, number in _ORDINAL.items():
        if word in clause.wording.words and number <= len(items) and not _is_one_more(clause, word):
            return items[number - 1]
    if items and not _LAST.isdisjoint(clause.wording.words):
        return items[-1]
    spoken, sent = _spoken(situation, clause), _sent(situation, clause)
    for words_said in (spoken - sent, spoken):
        shared = {item: len(words_said & _title_words(item)) for item in items}
        most = max(shared.values(), default=0)
        named = [item for item, count in shared.items() if count == most]
        if most:  # « OS à Petit pour le chauffage », where another line has Petit's quote
            return named[0] if len(named) == 1 else None
    return None


def names_another(situation: Situation, clause: Clause, item: DigestItem) -> bool:
    """« Serrure : ok », behind the number of the boiler; a company that is sent names no line."""
    said = _spoken(situation, clause) - _sent(situation, clause)
    if said & _title_words(item):
        return False
    return any(said & _title_words(other) for other in situation.standpoint.digest_items if other is not item)


def is_named_by_the_sent(situation: Situation, clause: Clause, providers: Iterable[str]) -> bool:
    """« OS à Petit »: nothing but the company that is sent stands in the title of a line."""
    sent = {word for name in providers for word in wording_of(name).tokens}
    said = _spoken(situation, clause) - sent
    return bool(sent) and not any(said & _title_words(item) for item in situation.standpoint.digest_items)


def _spoken(situation: Situation, clause: Clause) -> set[str]:
    initials = {fold(word) for item in situation.standpoint.digest_items for word in _INITIALS.findall(item.title)}
    return {word for word in clause.wording.tokens if len(word) > 3 or word in initials} - COMMON


def _sent(situation: Situation, clause: Clause) -> set[str]:
    return {word for name in names_after(situation, clause.text, 1) for word in wording_of(name).tokens}


def _title_words(item: DigestItem) -> set[str]:
    return set(wording_of(item.title).tokens) - COMMON


def _is_one_more(clause: Clause, word: str) -> bool:
    """« Demandez un second devis » names no line."""
    before = clause.wording.tokens[: clause.wording.tokens.index(word)]
    return bool(before) and before[-1] in ("un", "une", "a", "another")


_INITIALS = re.compile(r"\b(?!OS\b|BT\b|OT\b|SIG\b|TTC\b|HT\b)[A-Z]{2,4}\b(?!-)")
"""« VMC : trop cher »."""


def without_ordinals(clause: Clause) -> str:
    """« Ok pour le premier » is « ok »."""
    kept: list[str] = []
    for word in clause.text.split():
        if fold(word).strip(".,:;!") in {*_ORDINAL, *_LAST} and fold(" ".join(kept[-1:])) not in ("un", "une"):
            while kept and fold(kept[-1]) in _BEFORE_AN_ORDINAL:
                kept.pop()
        else:
            kept.append(word)
    return " ".join(kept)


def without_its_name(text: str, item: DigestItem) -> str:
    """« La chaudière oui », « Gambetta ok », « sauf l'interphone »: what is said of it, once it is named."""
    named = set(wording_of(item.title).tokens) - COMMON
    left = wording_of(text)
    spoken = [token for token in left.tokens if token not in named and token not in _AROUND_A_NAME]
    spoken = [token for token in spoken if token not in _POLITE] or spoken
    if len(spoken) == len(left.tokens) or not spoken or len(spoken) > A_VERDICT or ALL.search(left.text):
        return text
    if any(token.isdigit() or token in _BOUNDS for token in spoken):
        return text  # « Ok jusqu'à 200 » is no « ok »
    plain = Wording(" ".join(spoken))
    verdict = says_yes(plain) or says_no(plain) or NOT_THIS_ONE.match(plain.text) is not None
    verdict = verdict or (len(spoken) == 1 and spoken[0] in _TOLD_TO_US)
    return plain.text if verdict else text


def without_its_head(text: str, item: DigestItem) -> str:
    """« Pour Morel annulez »: what is said of a line, once it has been called by its name at the head."""
    named = set(wording_of(item.title).tokens) - COMMON
    head = _HEAD.match(text) if "?" not in text else None
    called = wording_of(head["name"]).tokens if head is not None else ()
    if head is None or named.isdisjoint(called) or not set(called) <= named | _AROUND_A_NAME:
        return text
    return text[head.end() :]


_HEAD = re.compile(r"\s*(?:pour|concernant)\s(?P<name>[^,:.;\n]{2,40}?)\s?[,:]?\s(?=annul|envoy|confi|pass|os )", re.I)
A_VERDICT = 3
_BOUNDS = frozenset(words("jusqu jusque max maxi maximum plafond si if up"))
_POLITE = frozenset(words("svp stp please merci"))
_TOLD_TO_US = frozenset(
    words(
        "cloturez cloturer cloture fermez fermer clore close validez valider approve approuvez acceptez accepter accept"
        " refusez refuser refuse reject archivez archiver"
    )
)
"""« Clôturez la chasse d'eau »."""
_AROUND_A_NAME = frozenset(words("la le les l de du des d rue pour concernant the for au aux a"))
_BEFORE_AN_ORDINAL = frozenset(words("pour le la l au du de concernant the for on"))
