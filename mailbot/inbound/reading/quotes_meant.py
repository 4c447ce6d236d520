"""Which of several quotes is meant: by its letter, its place, its company, its sum, or as the one that is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon import decision_words as table
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import OfferedQuote
from mailbot.inbound.reading.verdicts import NOT_NEGATED, REFUSES, Piece, Verdict
from mailbot.inbound.reading.wording import Wording, wording_of

_CHOOSES = Sayings(table.CHOOSES)
_CHEAPEST = Sayings(table.CHEAPEST)
_DEAREST = Sayings(table.DEAREST)
_LABEL = rf"\b(?:{table.THE_LABEL})\s(?:n[°o]?\s?)?{{label}}\b(?!['’]|\s?\d)"
_ALONE = (
    r"^\W*{label}\W*$"
    r"|\b{label}\s*(?:$|[.,;:!)(]"
    r"|\b(?:ok|oui|yes|svp|stp|merci|please|it is|ce sera|validé|accepté|valide|accepte|approved|only"
    r"|uniquement|seulement)\b)"
)
_OPINION = Sayings(table.OPINION)


def excludes_a_quote(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> bool:
    """« Pas Morel », « le A est trop cher »: which of the others is not said."""
    denied = not _NOT_ONE.isdisjoint(clause.wording.words) or REFUSES.find(clause.wording) is not None
    return denied and quote_singled_out(situation, clause, quotes) is not None


def turns_a_quote_down(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> bool:
    """« Pas Morel », « surtout pas le A »; « je ne connais pas Morel » turns nobody down."""
    if clause.is_question or NOT_NEGATED.find(clause.wording) is not None or _NOT_THAT.find(clause.wording) is None:
        return False
    return quote_singled_out(situation, clause, quotes) is not None


_NOT_THAT = Sayings(("^ [surtout|mais|non|alors] pas|sauf|not|non !de|d|mal|trop|si|sur",))
_NOT_ONE = frozenset(["pas", "non", "no", "not", "sauf", "except", "jamais", "surtout"])


def other_quote(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece], no: Clause, ways: Sayings
) -> tuple[OfferedQuote, Clause] | None:
    """« Morel trop cher, je prends l'autre », of two."""
    out = quote_singled_out(situation, no, quotes) if len(quotes) == A_PAIR else None
    chosen = next((p.clause for p in pieces if ways.find(p.clause.wording) is not None), None)
    if out is None or chosen is None:
        return None
    return next(quote for quote in quotes if quote is not out), chosen


def other_quote_with_a_yes(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece], yes: Clause, no: Clause
) -> tuple[OfferedQuote, Clause] | None:
    """« Pas Morel. L'autre, oui »: the yes stands in the sentence of the other one."""
    other = other_quote(situation, quotes, pieces, no, _OTHER_ALONE)
    return other if other is not None and other[1].sentence == yes.sentence != no.sentence else None


def quote_left_over(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece]
) -> tuple[OfferedQuote, Clause] | None:
    """« Pas Petit, prenez l'autre », « Petit non, l'autre oui »: of two, the one that was not turned down."""
    if len(quotes) != A_PAIR:
        return None
    for number, piece in enumerate(pieces):
        said_no = piece.verdict is Verdict.NO or not _PLAIN_NO.isdisjoint(piece.clause.wording.words)
        denied = said_no or turns_a_quote_down(situation, piece.clause, quotes)
        out = quote_singled_out(situation, piece.clause, quotes) if denied and not piece.clause.is_question else None
        if out is None:
            continue
        for other in pieces[number + 1 :]:
            clause = other.clause
            free = other.verdict not in (Verdict.NO, Verdict.OTHER, Verdict.LATER) and not clause.is_question
            behind = [p for p in pieces if p.clause.sentence == clause.sentence and p.clause.start > clause.start]
            free = free and all(p.clause.wording.words <= _COURTESY for p in behind)
            if free and _IT_IS_THE_OTHER.search(clause.folded) and _TURNED_DOWN.isdisjoint(clause.wording.words):
                return next(quote for quote in quotes if quote is not out), clause
    return None


_PLAIN_NO = frozenset(("non", "no", "jamais", "never"))
_TURNED_DOWN = _NOT_ONE | _PLAIN_NO
_COURTESY = frozenset(("merci", "svp", "stp", "please", "thanks", "thank", "you", "oui", "ok", "yes"))
_IT_IS_THE_OTHER = re.compile(
    r"^(?:(?:mais|but|et|and|donc|alors|plutot|ok|oui|yes) )*(?:(?:(?:je|on|nous|i|we|i'll|we'll) )?(?:vous )?\w+ )?"
    r"(?:(?:pour|avec|sur|for|with) )?(?:l'autre|the other)"
    r"(?: (?:devis|one|quote|entreprise|offre))?"
    r"(?: (?:oui|ok|yes|svp|stp|please|merci|plutot|me va|est bien|est ok))?\W*$"
)
A_PAIR = 2
_OTHER_ALONE = Sayings(("^ [mais|et|but] l|the autre|other [one] $|oui|ok|yes|d'accord",))
"""« Pas Morel. L'autre, oui »: a yes must stand beside it."""


def quote_named(
    situation: Situation, quotes: tuple[OfferedQuote, ...], pieces: Sequence[Piece]
) -> tuple[OfferedQuote, Clause] | None:
    """The quote that a label, a provider's name, an amount or « le moins cher » singles out."""
    if len(quotes) < 2:
        return None
    if (pointed := _pointed_at(situation, quotes, pieces)) is not None:
        return pointed
    yes = [piece for piece in pieces if piece.verdict in (Verdict.YES, Verdict.SHORT_YES)]
    neutral = [
        piece
        for piece in pieces
        if piece.verdict is None
        and not piece.clause.is_question
        and _TURNED_DOWN.isdisjoint(piece.clause.wording.words)
    ]
    if not yes and not any(_CHOOSES.find(piece.clause.wording) for piece in pieces):
        neutral = [piece for piece in neutral if _is_a_choice(piece.clause.wording)]
    for piece in (*yes, *neutral):
        quote = quote_singled_out(situation, piece.clause, quotes)
        if quote is not None and (piece in yes or not _is_weighed(situation, piece.clause, quotes)):
            return quote, piece.clause
    return None


def _pointed_at(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece]
) -> tuple[OfferedQuote, Clause] | None:
    """« Celui-ci me va » under a quoted line: the line above says which one (READING, section 4); a line that asks
    something of its own does not, and of two quotes that are answered the other must be turned down."""
    found: list[tuple[OfferedQuote, Clause]] = []
    for line, answer in situation.answered:
        if "?" in line:
            continue
        above = Situation(line, situation.standpoint)
        named = {id(q): q for c in above.clauses if (q := quote_singled_out(above, c, quotes)) is not None}
        said = {clause.folded for clause in cut_into_clauses(answer)}
        told = [piece for piece in pieces if piece.clause.folded in said]
        yes = [piece.clause for piece in told if piece.verdict in (Verdict.YES, Verdict.SHORT_YES)]
        if len(named) == 1 and yes:
            found.append((next(iter(named.values())), yes[0]))
        elif len(named) == 1 and not any(piece.verdict is Verdict.NO for piece in told):
            return None
    return found[0] if len(found) == 1 else None


def _is_weighed(situation: Situation, named: Clause, quotes: Sequence[OfferedQuote]) -> bool:
    """« Morel est moins cher mais plus long », « Morel : assurance non fournie »: looked at, and not taken."""
    chosen = len(quotes) == A_PAIR and (
        _PREFERS.match(named.folded) is not None or len(named.wording.tokens) <= _A_NAME_ALONE
    )
    return any(
        c is not named
        and not (chosen and _THE_OTHER_IS.match(c.folded) and not (c.turns or c.is_question))
        and c.sentence == named.sentence
        and (c.turns or c.is_question or not _TURNED_DOWN.isdisjoint(c.wording.words))
        and quote_singled_out(situation, c, quotes) is None
        for c in situation.clauses
    )


_THE_OTHER_IS = re.compile(r"(?:l'autre|the other)\b")
"""« Plutôt Petit, l'autre ne m'inspire pas »: said against the other one."""
_PREFERS = re.compile(
    r"(?:(?:bonjour|ok|oui|alors|donc|bon)[, ]+)?(?:plutot|va pour|c'est|rather|go with"
    r"|(?:je|j'|on|nous|i|we) ?(?:prends?|prenons|prefere|preferons|choisis|choisit|garde|retiens|retient|opte"
    r"|prefer|take))\b"
)
_A_NAME_ALONE = 2
"""« Petit demande un acompte, l'autre pas » takes neither."""


def _is_a_choice(wording: Wording) -> bool:
    """« Le B », « celui à 985 »: a few words, and none that only weighs."""
    return len(wording.tokens) <= _A_FEW and _OPINION.find(wording) is None


_A_FEW = 6


def quote_singled_out(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> OfferedQuote | None:
    """The one quote that a clause names: by its letter or place, its company, its sum, or as the cheapest."""
    for finder in (_by_label, _by_provider, _by_amount, _by_price):
        quote = finder(situation, clause, quotes)
        if quote is not None:
            return quote
    return None


def _by_label(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> OfferedQuote | None:
    text = clause.text
    found = [quote for quote in quotes if quote.label and _has_label(text, quote.label)]
    if found:
        return found[0] if len(found) == 1 else None
    ordinals = {number for word, number in _ORDINALS.items() if word in clause.wording.words}
    if len(ordinals) == 1 and (number := ordinals.pop()) <= len(quotes):
        return quotes[number - 1]
    return quotes[-1] if not _LAST.isdisjoint(clause.wording.words) else None


def _has_label(text: str, label: str) -> bool:
    """« Le B », « option B », « b »; the « a » of « il a l'air » is no label, unless it stands like one."""
    pattern = re.escape(label)
    if re.search(_LABEL.format(label=pattern), text, re.I) is None:
        return re.search(_ALONE.format(label=pattern), text, re.I if len(text.split()) <= 2 else 0) is not None
    if label.lower() != "a":
        return True
    return re.search(rf"\b{pattern}\b", text) is not None or re.search(_ALONE.format(label="a"), text) is not None


_ORDINALS = {
    "premier": 1,
    "premiere": 1,
    "1er": 1,
    "1ere": 1,
    "first": 1,
    "deuxieme": 2,
    "second": 2,
    "seconde": 2,
    "2e": 2,
    "2eme": 2,
    "2nd": 2,
    "troisieme": 3,
    "3e": 3,
    "3eme": 3,
    "third": 3,
}
_LAST = frozenset(("dernier", "derniere", "last"))


def _by_provider(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> OfferedQuote | None:
    if len({quote.provider for quote in quotes}) < 2:
        return None
    words = clause.wording.words
    found = [quote for quote in quotes if _telling(quote.provider, quotes) & words]
    return found[0] if len(found) == 1 else None


def _telling(provider: str, quotes: Sequence[OfferedQuote]) -> set[str]:
    """The words of a provider's name that no other one has."""
    others = {word for quote in quotes if quote.provider != provider for word in wording_of(quote.provider).tokens}
    return {word for word in wording_of(provider).tokens if len(word) > 3} - others


def _by_amount(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> OfferedQuote | None:
    end = clause.start + len(clause.text)
    values = {amount.value for amount in situation.amounts if clause.start <= amount.start <= end}
    found = [quote for quote in quotes if quote.amount_incl_tax in values]
    if not found:
        # « Celui à 985 »: people leave the cents out.
        found = [q for q in quotes if q.amount_incl_tax is not None and Decimal(int(q.amount_incl_tax)) in values]
    return found[0] if len(found) == 1 and len(quotes) > 1 else None


def _by_price(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> OfferedQuote | None:
    priced = [quote for quote in quotes if quote.amount_incl_tax is not None]
    if len(priced) < 2:
        return None
    by_price = sorted(priced, key=lambda quote: quote.amount_incl_tax or Decimal(0))
    if _CHEAPEST.find(clause.wording) is not None:
        return by_price[0]
    return by_price[-1] if _DEAREST.find(clause.wording) is not None else None
