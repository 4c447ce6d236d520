"""What one piece of a clause decides on a quote: yes, no, another one, later, perhaps (READING, section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from mailbot.inbound.reading.assent import only_looks_like_yes, says_no, says_yes, unnamed, without_courtesy
from mailbot.inbound.reading.clauses import Clause, cut_at
from mailbot.inbound.reading.lexicon import decision_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

DECIDES = Sayings(table.DECIDES_YES)
REFUSES = Sayings(table.REFUSED_OUTRIGHT)
NOT_NEGATED = Sayings(table.NOT_NEGATED)
_NOT_AN_APPROVAL = Sayings(table.NOT_AN_APPROVAL)
_MAYBE = Sayings(table.MAYBE)
_UNHESITATING = Sayings(("sans|without|aucune|no [aucune|any|la] [moindre] hesit*", "hesitez pas"))
_BY_OTHERS = Sayings(table.SAID_BY_OTHERS)
_AND_MINE = Sayings(table.AND_MINE)
_OWNER = Sayings(table.OWNER_SAYS)
_ELSE = Sayings(table.OF_SOMETHING_ELSE)
LATER = Sayings(table.LATER)
REFLECTS = Sayings(table.REFLECTS)
_REFLECTED = Sayings(
    (
        "apres [mure] reflexion",
        "reflexion faite",
        "[apres] [avoir] [tout] [bien] reflechi|pese",
        "after ~ thinking|thought|consideration",
    )
)
"""« Après réflexion je retiens Morel »: it is over."""
_OTHER = Sayings(table.OTHER_QUOTE)
_NOT_OTHER = Sayings(table.NOT_OTHER_QUOTE)
QUOTE = Sayings(("devis|quote|quotation|estimate", "bon pour accord"))
_POLITE = Sayings(
    ("pouvez|pourriez|can|could|would ~ lancer|engager|proceder|commander|demarrer|proceed|book|order|start|go ahead",)
)
_ASKS = Sayings(
    (
        "quand|combien|comment|pourquoi|qui|quel|quelle|est ce|avez|pouvez|pourriez|peut|when|how|what|who"
        "|why|is|does|can|could|will",
    )
)
_JOINT = re.compile(r"(?:\s|,\s?)(?:et|and|puis|then|ou|or)\s")


class Verdict(Enum):
    """What one piece of a clause decides."""

    YES = auto()
    """A yes that names its act."""
    SHORT_YES = auto()
    """« Ok », « d'accord », 👍."""
    NO = auto()
    OTHER = auto()
    LATER = auto()
    MAYBE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a clause, and what it decides."""

    clause: Clause
    verdict: Verdict | None


_EITHER = Sayings(("oui ou non", "yes or no"))


def pieces_of(situation: Situation, clauses: Sequence[Clause]) -> Iterator[Piece]:
    """The clauses with their verdicts; « je refuse le A et j'accepte le B » is two pieces."""
    for clause in clauses:
        if _EITHER.find(clause.wording) is not None:
            yield Piece(clause, Verdict.LATER)
            continue
        halves = [half for half in cut_at(_JOINT, clause) if half.wording]
        told = [Piece(half, verdict_of(situation, half)) for half in halves]
        if len(told) > 1 and all(piece.verdict is not None for piece in told):
            yield from told
        else:
            yield Piece(clause, verdict_of(situation, clause))


def verdict_of(situation: Situation, clause: Clause) -> Verdict | None:
    """What these words decide, if anything. A question decides nothing, but may ask for another quote."""
    wording = without_courtesy(clause.wording, situation.names)
    if _OTHER.find(wording) is not None and _NOT_OTHER.find(wording) is None:
        return Verdict.OTHER
    if clause.is_question and not _stands_before_a_question(situation, clause) and _POLITE.find(wording) is None:
        return None
    if _MAYBE.find(_UNHESITATING.without(wording)) is not None:
        return Verdict.MAYBE
    said = _said(situation, clause, wording)
    if said is not None:
        return said
    return Verdict.LATER if LATER.find(wording) is not None else None


def _said(situation: Situation, clause: Clause, wording: Wording) -> Verdict | None:
    """Yes or no in the writer's own name, or in the owner's when a manager tells it."""
    owners = _is_the_owners(situation, wording)
    by_others = _BY_OTHERS.find(wording) is not None and _AND_MINE.find(wording) is None
    by_others = by_others and not _signs_as_owner(situation, wording)
    if not owners and (by_others or _is_a_partys(situation, wording)):
        return None
    if owners and _NOT_SAID_YET.find(wording) is not None:
        return Verdict.LATER
    meant = NOT_NEGATED.without(wording)
    if _WITHOUT_IT.find(wording) is not None or _NO_TO_ELSE.find(wording) is not None:
        return None
    if _SUPPOSED.match(clause.folded) is not None:
        return None
    if REFUSES.find(meant) is not None or (wording.text == meant.text and says_no(wording)):
        return Verdict.LATER if _NOT_YET.find(wording) is not None else Verdict.NO
    if any(_NOT_AN_APPROVAL.find(words) is not None for words in (wording, clause.wording)):
        return None
    if _ELSE.find(wording) is not None:
        return None
    # « Bon » is a courtesy at the head of a clause, and the first word of « bon pour accord ».
    plain = DECIDES.find(wording) is not None or DECIDES.find(clause.wording) is not None
    if plain and REFLECTS.find(_REFLECTED.without(wording)) is not None:
        return Verdict.LATER
    if plain and not only_says_ok(wording):
        return Verdict.YES
    if owners and _OWNER_YES.find(wording) is not None and LATER.find(wording) is None:
        return Verdict.YES
    no_trouble = _NO_TROUBLE.find(wording) is not None and not only_looks_like_yes(wording)
    short = says_yes(_without_turn(wording)) or says_yes(_without_turn(unnamed(wording, situation.names)))
    if (plain or short or no_trouble) and LATER.find(wording) is None:
        return Verdict.SHORT_YES
    return None


_SUPPOSED = re.compile(r"\W*(?:(?:et|mais) )?si nous n(?:e |')")
"""« Si nous n'acceptons pas, que se passe-t-il ? »."""
_NOT_YET = Sayings(
    (
        "pas|not|rien ~ encore|yet|maintenant|now",
        "pas de|ma|notre decision",
        "pas ~ tout de suite",
        "pour|a l|le|ce instant|moment",
        "avant|before|until mon|ma|d|de|que|le|my|i",
    )
)
_WITHOUT_IT = Sayings(table.WITHOUT_IT)
_NO_TO_ELSE = Sayings(table.NO_TO_ELSE)
_NO_TROUBLE = Sayings(("^ pas|aucun|sans|no [de|d] probleme", "^ sure|yes|okay"))
_SHORT = Sayings(("^ ok|oui|d'accord|yes|bien|parfait|fine",))


def only_says_ok(wording: Wording) -> bool:
    """« OK », « d'accord pour moi »: a yes, that a « je regarde » beside it undoes."""
    return len(wording.tokens) <= 2 and _SHORT.find(wording) is not None


def _without_turn(wording: Wording) -> Wording:
    """« Mais oui », « 612 € ok »: what stands before the yes and changes nothing of it."""
    tokens, first = wording.tokens, 0
    if len(tokens) > 2 and tokens[0][0].isdigit() and tokens[1] in _CURRENCIES:
        first = 3 if tokens[2] == "ttc" else 2
    elif tokens and tokens[0] in _TURNS:
        first = 1
    return Wording(" ".join(tokens[first:])) if first else wording


_CURRENCIES = frozenset(("€", "euros", "euro", "ttc"))
_TURNS = frozenset(words("mais but bon alors donc et and so well"))


def _is_the_owners(situation: Situation, wording: Wording) -> bool:
    if situation.role is not Role.MANAGER:
        return False
    name = {word for word in situation.names_of.get(Role.LANDLORD, ()) if len(word) > 2}
    return bool(name & wording.words) or _OWNER.find(wording) is not None


def _signs_as_owner(situation: Situation, wording: Wording) -> bool:
    """« Accepté par le propriétaire », in the owner's own mail."""
    if situation.role is not Role.LANDLORD:
        return False
    name = {word for word in situation.names_of.get(Role.LANDLORD, ()) if len(word) > 3}
    said = _BY_OWNER.find(wording)
    return said is not None or any(f" par {title} {word} " in wording.padded for word in name for title in _TITLES)


def _is_a_partys(situation: Situation, wording: Wording) -> bool:
    """« Durand dit que c'est validé », « Mme Belkacem est d'accord »; « Durand a mon accord » is the writer's own."""
    people = situation.names_of
    names = {word for role in (Role.TENANT, Role.PROVIDER) for word in people.get(role, ()) if len(word) > 3}
    places = [index for index, word in enumerate(wording.tokens) if word in names]
    if any(_BY.find(Wording(" ".join(wording.tokens[: place + 1][-3:]))) is not None for place in places):
        return True  # « validé par Durand »
    if QUOTE.find(wording) is not None or _MINE.find(wording) is not None:
        return False
    return bool(places) and _TELLS.find(Wording(" ".join(wording.tokens[places[-1] + 1 :][:2]))) is not None


_BY_OWNER = Sayings(("par|by le|la|the proprietaire|bailleur|bailleresse|owner|landlord|soussigne|soussignee",))
_TITLES = ("m", "mme", "monsieur", "madame")
_BY = Sayings((f"{table.DECIDED} par|by",))
_NOT_SAID_YET = Sayings(
    ("pas|not|rien|jamais [encore] donne|repondu|dit|tranche|decide|rappele|answered|replied|decided",)
)
_MINE = Sayings(("mon|ma|notre|my|our|moi|me",))
_OWNER_YES = Sayings(table.OWNER_YES)
_TELLS = Sayings(table.TELLS)


def _stands_before_a_question(situation: Situation, clause: Clause) -> bool:
    """« Je valide, quand viendra-t-il ? »: what stands before the comma is no question."""
    last = [other for other in situation.clauses if other.sentence == clause.sentence][-1]
    return last.start > clause.start and _ASKS.find(last.wording) is not None and _ASKS.find(clause.wording) is None
