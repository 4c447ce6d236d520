"""« Envoie Durand, 150 max »: a manager sends a company of the agency's book, in an imperative without « OS »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.heads import without_head
from mailbot.inbound.reading.lexicon import order_words
from mailbot.inbound.reading.lexicon import sending_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.money import amounts_in, ceiling_in
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation, intent_of
from mailbot.inbound.reading.stance import NEGATIONS, is_conditional
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Channel, Role

_SENT = Sayings(table.SENT)
_TAKEN = Sayings(table.TAKEN)
_WITH_A_CEILING = Sayings(table.SENT_WITH_A_CEILING)
_NOT_NOW = Sayings(table.NOT_NOW)
_THINGS = Sayings(order_words.THINGS_SENT)
_THEIRS = Sayings(order_words.THEIRS)
_NO_ORDER = Sayings(order_words.NO_ORDER)
_URGENT = Sayings(order_words.URGENT)
_THEIR_FIGURE = Sayings(table.THEIR_FIGURE)
_PAID_BACK = Sayings(table.PAID_BACK)
NOT_URGENT = Sayings(
    ("pas|non|rien|sans|not|aucune [d|de|si|tres|l] urgent|urgente|urgence|presse|immediat|caractere",)
)
_NOT_AT_ONCE = Sayings(("pas|not tout|right de|away suite|$", "pas|not immediatement|immediately"))
_IN_NO_HURRY = re.compile(
    r"\burgen(?:ce|cy) ?:? (?:normale?|standard|faible|basse|moderee|moyenne|low)\b(?! (?:pression|tension))"
)
"""« Urgence : faible »: how pressing it is; « une urgence, basse pression » says of what."""
_STANDS = re.compile(r"\b(?:os|ordre|bt) (?!(?:a|au|aux|chez|pour)\b)(?:[^\W\d][\w'-]* ){1,3}(?:ok|valide|parti)\W*$")
"""« OS Durand ok » tells how it stands; « OS à Durand ok », « OS Durand 200 ok » are orders."""
_POLITE = Sayings(("svp|please|merci",))
_ASKS_POLITELY = Sayings(
    ("pouvez|peux|pourriez|pourrais|can|could vous|tu|you|we", "tu|vous|you peux|pouvez|pourrais|pourriez|can|could")
)
_BEFORE = frozenset(words(table.BEFORE_A_NAME))
_IN_MANY = frozenset(words(table.IN_MANY_NAMES))
_THROWN_IN = frozenset(words(table.THROWN_IN))
_CEILINGS = frozenset(words(table.A_CEILING_BEGINS))
_BEGIN = frozenset(
    word.strip("[]")
    for line in (*table.SENT, *table.TAKEN, *table.SENT_WITH_A_CEILING)
    for word in line.split()[1].split("|")
)
"""The words with which these begin: in most clauses no name is looked for."""
_DONE = re.compile(r"\b(?:envoy|mandat|missionn|d[ée]p[êe]ch|confi|pass|fil|donn|lanc)é", re.I)
"""« Envoyé »: as likely what was done as what is wanted."""
_FARTHEST, _LONGEST = 8, 5
"""Words from the head of a clause to a name, and those of a name."""
_LONG_ENOUGH = 5
"""Letters of a name in which one slip of the finger is pardoned."""
_LONGEST_WORD = 24
_MOST = 40
"""Clauses in which a name is looked for."""


_NOBODY = frozenset[int]()


@dataclass(frozen=True, slots=True)
class _Book:
    """Which companies have each word in their names; and the longer of these words, by themselves and by what is left
    of each without one of its letters."""

    words: Mapping[str, frozenset[int]]
    nearly: Mapping[str, tuple[str, ...]]


def company_sent(situation: Situation) -> Intent | None:
    """The order to send one of the agency's companies, in whatever words; None where no book is known."""
    standpoint = situation.standpoint
    if not standpoint.companies or standpoint.role is not Role.MANAGER or standpoint.channel is Channel.DIGEST:
        return None
    book = _book(standpoint.companies)
    looked_at = islice(((clause, found) for clause in situation.clauses if (found := _begins(clause, book))), _MOST)
    return next((intent for clause, words in looked_at if (intent := _sent_in(situation, clause, words, book))), None)


def _begins(clause: Clause, book: _Book) -> tuple[str, ...]:
    """The words of a clause without what changes nothing, if they may begin such an order."""
    tokens = tuple(token for token in without_head(clause.wording).tokens if token not in _THROWN_IN)
    return tokens if tokens and (tokens[0] in _BEGIN or _theirs(tokens[0], book)) else ()


def _sent_in(situation: Situation, clause: Clause, tokens: tuple[str, ...], book: _Book) -> Intent | None:
    found = _named_in(situation, tokens, book)
    if found is None or not _is_meant(situation, clause):
        return None
    told, companies, shown = found
    ceiling = ceiling_said(_to_the_end_of(situation, clause))
    meant = _without_a_ceiling(shown)
    answers_a_quote = situation.asks(Question.APPROVE_QUOTE)
    is_sent = _SENT.find(meant) is not None or (not answers_a_quote and _TAKEN.find(meant) is not None)
    is_sent = is_sent and (ceiling is not None or _is_polite(situation, clause) or _DONE.match(clause.text) is None)
    is_sent = is_sent or (
        not answers_a_quote
        and ceiling is not None
        and _WITH_A_CEILING.find(meant) is not None
        and not _is_a_comparison(situation, clause, companies, book)
    )
    left = wording_of(" ".join(token for token in meant.tokens if token != table.UNTEL))
    if not is_sent or not NEGATIONS.isdisjoint(NOT_URGENT.without(left).words) or _THINGS.find(left) is not None:
        return None
    return intent_of(
        IntentType.SEND_OS,
        clause,
        provider=situation.standpoint.companies[next(iter(companies))][0] if len(companies) == 1 else told,
        urgency="urgent" if is_urgent(situation, clause) else "normal",
        ceiling_incl_tax=money(ceiling_said(situation.folded[clause.start : clause.start + FARTHEST_CEILING])),
    )


def _is_meant(situation: Situation, clause: Clause) -> bool:
    """Not asked, not under a condition, not told of the past or of a price; nor said to whom it is done for."""
    if clause.is_question and _ASKS_POLITELY.find(clause.wording) is None:
        return False
    if is_under_a_condition(situation, clause) or _PAID_BACK.find(situation.wording) is not None:
        return False
    return not is_no_order(clause) and all(s.find(clause.wording) is None for s in (_NOT_NOW, _THEIRS))


def _is_a_comparison(situation: Situation, clause: Clause, companies: frozenset[int], book: _Book) -> bool:
    """« Durand : 150 max, Petit : 180 max », « 150 max d'après lui »: figures that are told."""
    first = next(other for other in situation.clauses if other.sentence == clause.sentence)
    said = wording_of(_to_the_end_of(situation, first), folded=True)
    others = (book.words.get(token, _NOBODY) for token in said.tokens if token not in _IN_MANY)
    return _THEIR_FIGURE.find(said) is not None or any(each and not each & companies for each in others)


def _is_polite(situation: Situation, clause: Clause) -> bool:
    same = (other for other in situation.clauses if other.sentence == clause.sentence)
    return any(_POLITE.find(other.wording) is not None for other in same)


def _to_the_end_of(situation: Situation, clause: Clause) -> str:
    parts = [other for other in situation.clauses if other.sentence == clause.sentence]
    return situation.folded[clause.start : parts[-1].start + len(parts[-1].text)]


def _without_a_ceiling(wording: Wording) -> Wording:
    """« Durand 150 max » without the figures: what is said before them."""
    kept: list[str] = []
    for token, behind in zip(wording.tokens, (*wording.tokens[1:], ""), strict=False):
        if token in _CEILINGS or token[0].isdigit() or (token, behind) in _NO_MORE:
            break
        kept.append(token)
    return Wording(" ".join(kept))


_NO_MORE = frozenset((("pas", "plus"), ("no", "more"), ("pas", "au"), ("not", "more")))


# -- What is said beside any order -------------------------------------------------------------------------------------


def is_under_a_condition(situation: Situation, clause: Clause) -> bool:
    """« Si le bailleur refuse, annulez l'OS »: not yet."""
    return any(
        other.sentence == clause.sentence and other.start <= clause.start and is_conditional(other)
        for other in situation.clauses
    )


def is_urgent(situation: Situation, order: Clause | None = None) -> bool:
    """Whether it is in a hurry; « sans attendre » says so in the clause of the order, or by itself."""
    told = situation.wording
    if _IN_NO_HURRY.search(situation.folded) is not None:
        told = wording_of(_IN_NO_HURRY.sub(" ", situation.folded), folded=True)
    if _URGENT.find(_NOT_AT_ONCE.without(NOT_URGENT.without(told))) is not None:
        return True
    if order is not None and _AT_ONCE.find(order.wording) is not None:
        return True
    return any(_AT_ONCE_ALONE.find(clause.wording) is not None for clause in situation.statements)


def is_no_order(clause: Clause) -> bool:
    """What is told of an order, or not wanted."""
    return _NO_ORDER.find(clause.wording) is not None or _STANDS.search(clause.folded) is not None


_AT_ONCE = Sayings(("sans attendre|tarder $",))
_AT_ONCE_ALONE = Sayings(("^ [et|merci|svp] sans attendre|tarder [svp|merci] $",))


def ceiling_said(folded: str) -> Decimal | None:
    """The sum that is not to be passed."""
    found = ceiling_in(folded)
    if found is not None:
        return found.value
    said = _PLAFOND.search(folded)
    bare = [] if said is None else [amount for amount in amounts_in(folded) if amount.start > said.start()]
    return bare[0].value if bare else None


FARTHEST_CEILING = 600
"""Letters behind the beginning of an order among which its ceiling is said."""
_PLAFOND = re.compile(r"\bplaf|\bmax|limite|jusqu|ceiling|cap\b|capped|up to|depasser")


# -- Which company -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _book(companies: tuple[tuple[str, ...], ...]) -> _Book:
    book: dict[str, set[int]] = {}
    for number, names in enumerate(companies):
        for word in {word for name in names for word in wording_of(name).tokens}:
            book.setdefault(word, set()).add(number)
    nearly: dict[str, list[str]] = {}
    for word in sorted(book):
        if _LONG_ENOUGH <= len(word) <= _LONGEST_WORD and word not in _IN_MANY:
            for left in _less_one(word):
                nearly.setdefault(left, []).append(word)
    return _Book(
        {word: frozenset(numbers) for word, numbers in book.items()},
        {left: tuple(those) for left, those in nearly.items()},
    )


def _less_one(word: str) -> set[str]:
    """A word, and what is left of it without one of its letters; the first one stays."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def _named_in(
    situation: Situation, tokens: tuple[str, ...], book: _Book
) -> tuple[str, frozenset[int], Wording] | None:  # fmt: skip
    """The first name of a company in a clause: as it was written, whose it may be, and the clause with « untel » in its
    place. Whoever reported it is not sent."""
    parties = {word for role in (Role.TENANT, Role.LANDLORD) for word in situation.names_of.get(role, ())}
    for place in range(min(len(tokens), _FARTHEST)):
        theirs = _theirs(tokens[place], book)
        if not theirs or tokens[place] in parties or tokens[place] in _IN_MANY:
            continue
        first, last = place, place + 1
        while (
            last < len(tokens)
            and last - first < _LONGEST
            and (both := theirs & book.words.get(tokens[last], frozenset()))
        ):
            theirs, last = both, last + 1
        while first and (both := theirs & book.words.get(tokens[first - 1], _NOBODY)):
            theirs, first = both, first - 1  # « Serrurerie Azur », where there is another Azur
        begins = first
        while begins and tokens[begins - 1] in _BEFORE:
            begins -= 1
        told = " ".join(tokens[first:last])
        others = _others_named(tokens[last:], book)
        if others:  # « Durand ou Petit »: which of them is not for us to say
            theirs, told = theirs | others, f"{told} {' '.join(tokens[last : last + _LONGEST])}"
        return told, theirs, Wording(" ".join((*tokens[:begins], table.UNTEL, *tokens[last:])))
    return None


def _others_named(tokens: tuple[str, ...], book: _Book) -> frozenset[int]:
    joined = tokens[:1] and tokens[0] in ("ou", "et", "or", "and")
    return _theirs(tokens[1], book) if joined and len(tokens) > 1 and tokens[1] not in _IN_MANY else _NOBODY


def _theirs(token: str, book: _Book) -> frozenset[int]:
    """Whose name holds this word; with a slip of the finger in it, when one company alone may be meant."""
    if token in book.words or not _LONG_ENOUGH <= len(token) <= _LONGEST_WORD:
        return book.words.get(token, _NOBODY)
    near = {word for left in _less_one(token) for word in book.nearly.get(left, ()) if _one_slip(token, word)}
    meant = [book.words[word] for word in near]
    return meant[0] if len(_NOBODY.union(*meant)) == 1 else _NOBODY


def _one_slip(one: str, other: str) -> bool:
    """One letter too many, too few, or another one, or two that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    here, there = one[at:], other[at:]
    return here[1:] == there[1:] or here[1:] == there or here == there[1:] or here[1::-1] + here[2:] == there
