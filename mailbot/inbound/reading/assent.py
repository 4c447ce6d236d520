"""Yes or no, and what is said beside it: the one thing that a short answer needs (READING, section 7, rules 2 to 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import assent_words as table
from mailbot.inbound.reading.lexicon.courtesy_words import THANKS_WORDS
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.stance import is_receipt
from mailbot.inbound.reading.wording import Wording

_YES = Sayings(table.YES)
_NOT_QUITE = Sayings(table.NOT_QUITE_YES)
_NO = Sayings(table.NO)
_NOT_A_NO = Sayings(table.NOT_A_NO)
_NEGATION = frozenset(("pas", "not", "jamais", "never", "aucunement", "aucun", "aucune", "guere", "ni"))
_HARMLESS = frozenset(
    words("probleme problem worries d de souci soucis problemes inconvenient objection hesitation doute opposition")
)


@dataclass(frozen=True, slots=True)
class Assent:
    """`yes` and `no`: the clauses that say so. `bare`: nothing is said but a yes and courtesies."""

    yes: Clause | None
    no: Clause | None
    bare: bool
    only_thanks: bool
    """« Merci » alone: thanks, and no yes (rule 3)."""


def assent_in(clauses: tuple[Clause, ...], names: frozenset[str] = frozenset()) -> Assent:
    """What the clauses say of yes and no. `names` are the folded words of the people's names: they say nothing."""
    yes = no = None
    for clause in clauses:
        if clause.is_question or (_SCORNS.search(clause.folded) and _is_once_more(clauses)):
            continue
        wording = without_courtesy(clause.wording, names)
        if no is None and says_no(wording):
            no = clause
        elif (yes is None or is_receipt(yes)) and (says_yes(wording) or says_yes(unnamed(wording, names))):
            # « Bien reçu, c'est d'accord »: the second is the yes.
            yes = clause
    tokens = [token for clause in clauses for token in clause.wording.tokens]
    said = set(tokens) - names
    bare = yes is not None and said <= (table.YES_WORDS | table.COURTESY) and not any(c.is_question for c in clauses)
    thanks = bool(said & THANKS_WORDS) and said <= table.COURTESY
    return Assent(yes, no, bare, only_thanks=thanks and yes is None)


def is_all_that_is_said(clause: Clause, clauses: tuple[Clause, ...], names: frozenset[str] = frozenset()) -> bool:
    """Whether the other clauses are a greeting, thanks, « ok » or a name."""
    beside = frozenset[str]().union(*(other.wording.words for other in clauses if other.start != clause.start))
    return beside <= table.COURTESY | names | {"ok", "oui", "yes", "parfait"}


_SCORNS = re.compile(r"\b(?:just|really) (?:great|perfect|brilliant|lovely|fine)\b")


def _is_once_more(clauses: tuple[Clause, ...]) -> bool:
    """« This is just great, again a weekday »."""
    return any(not clause.wording.words.isdisjoint(("again", "another")) for clause in clauses)


def unnamed(wording: Wording, names: frozenset[str]) -> Wording:
    """« Parfait Sophie »: without the name, which these words do not colour. « This suits Durand » keeps it."""
    tokens = wording.tokens
    if len(tokens) < 2 or tokens[0] not in table.BY_THEMSELVES or tokens[1] not in names:
        return wording
    return Wording(" ".join(token for token in tokens if token not in names))


def says_yes(wording: Wording) -> bool:
    """Whether these words begin with a yes that nothing beside it denies."""
    found = _YES.find(wording)
    if found is None or only_looks_like_yes(wording):
        return False
    rest = wording.text[max(0, found.end() - 1) :].split()
    return not (rest and rest[0] in _NEGATION and not _HARMLESS & set(rest[1:3]))


def only_looks_like_yes(wording: Wording) -> bool:
    """Whether these words begin like a yes and go on as none: « oui je sais », « super cher »."""
    return _NOT_QUITE.find(wording) is not None or _colours_the_next(wording)


def _colours_the_next(wording: Wording) -> bool:
    """« Super cher », « absolutely nothing »: no yes, but how much of what comes behind."""
    tokens = wording.tokens
    if len(tokens) < 2 or tokens[0] not in table.BY_THEMSELVES:
        return False
    follows = tokens[1]
    if tokens[0] in table.COLOURED and follows in table.NOT_BEHIND_COLOUR:
        return True
    if tokens[:2] in table.ROUNDS_OFF:
        return not (len(tokens) == 2 or tokens[2] in table.AFTER_PRAISE)  # « good job I asked »
    if follows in table.POINTS:
        praised = tokens[2:3] and tokens[2] in table.PRAISED
        return not (praised and (len(tokens) == 3 or tokens[3] in table.AFTER_PRAISE))
    if follows in ("le", "la", "the") and len(tokens) > 2:
        follows = tokens[2]  # « parfait le 24 », « super la matinée »
    return not (follows in table.MAY_FOLLOW or follows in table.BY_THEMSELVES or follows[0].isdigit())


def says_no(wording: Wording) -> bool:
    """Whether these words begin with a no."""
    return _NO.find(wording) is not None and _NOT_A_NO.find(wording) is None


def without_courtesy(wording: Wording, names: frozenset[str] = frozenset()) -> Wording:
    """« Bonjour Madame Lambert, oui » is « oui »: the greeting at the head goes."""
    tokens = wording.tokens
    first = 0
    while first < len(tokens) and (tokens[first] in _GREETINGS or (first and tokens[first] in names)):
        first += 1
    if first == len(tokens):
        return wording
    return Wording(" ".join(tokens[first:])) if first else wording


_GREETINGS = frozenset(
    words(
        "bonjour bonsoir salut hello hi hey dear coucou re madame monsieur mme m mr mlle alors ah eh oh bon "
        "ben bah euh hum donc well merci thanks thank thx cher chere et"
    )
)
HELLOS = frozenset(
    words("bonjour bonsoir salut coucou hello hi hey madame monsieur mesdames messieurs mme m mr dear re")
)
"""A greeting and nothing behind it."""
