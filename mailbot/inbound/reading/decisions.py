"""An owner decides on a quote: yes, yes if, no, another one, later (READING, section 7, rules 4 and 8)."""

from __future__ import annotations

import re
from decimal import Decimal

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import decision_words as table
from mailbot.inbound.reading.money import ceiling_in
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_reported
from mailbot.inbound.reading.standpoint import OfferedQuote, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Channel, Role

_APPROVES = Sayings(table.APPROVES)
_REFUSES = Sayings(table.REFUSES)
_OUTRIGHT = Sayings(table.REFUSED_OUTRIGHT)
_CONDITION = Sayings(table.CONDITION)
_NO_CONDITION = Sayings(table.NOT_A_CONDITION)
_LATER = Sayings(table.LATER)
_OTHER = Sayings(table.OTHER_QUOTE)
_NOT_OTHER = Sayings(table.NOT_OTHER_QUOTE)
_CHEAPEST = Sayings(table.CHEAPEST)
_DEAREST = Sayings(table.DEAREST)
_UNDECIDED = Sayings(table.UNDECIDED)
_QUOTE = Sayings(("devis|quote|quotation|estimate", "bon pour accord"))
_LABEL = rf"\b(?:{table.THE_LABEL})\s(?:n°?\s?)?{{label}}\b(?!')"


def read_decision(situation: Situation) -> Said:
    """What was decided about the quotes that our letter laid before this person."""
    asked = situation.standpoint.asked
    if situation.role not in (Role.LANDLORD, Role.MANAGER) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    quotes = asked.quotes if asked is not None and asked.question is Question.APPROVE_QUOTE else ()
    if not quotes:
        return _unasked(situation)
    other = _asks_other(situation)
    found = [] if other is None else [intent_of(IntentType.ASK_OTHER_QUOTE, other)]
    verdict = _verdict(situation, quotes, other)
    ask = verdict.ask
    if ask is None and not verdict.intents and not found and not _is_clear_otherwise(situation):
        ask = Ask.APPROVE_OR_REFUSE
    return Said((*verdict.intents, *found), ask)


def _unasked(situation: Situation) -> Said:
    """Without a question, only words that name the quote decide: « ok pour le devis », « bon pour accord »."""
    other = _asks_other(situation)
    found = [] if other is None or situation.role is Role.MANAGER else [intent_of(IntentType.ASK_OTHER_QUOTE, other)]
    if situation.role is Role.LANDLORD:
        for clause in situation.statements:
            if _QUOTE.find(clause.wording) is None or clause is other or _LATER.find(clause.wording):
                continue
            if _OUTRIGHT.find(clause.wording) is not None:
                return Said((intent_of(IntentType.REFUSE_QUOTE, clause), *found))
            if _APPROVES.find(clause.wording) is not None and _is_plain(situation, clause):
                return Said((intent_of(IntentType.APPROVE_QUOTE, clause), *found))
    return Said(tuple(found))


def _is_plain(situation: Situation, clause: Clause) -> bool:
    return (
        _condition(situation) is None
        and not is_reported(clause)
        and frozenset(("pas", "not", "attends", "recu", "recevoir", "quand")).isdisjoint(clause.wording.words)
    )


def _asks_other(situation: Situation) -> Clause | None:
    for clause in situation.clauses:
        if (
            _OTHER.find(clause.wording) is not None
            and _NOT_OTHER.find(clause.wording) is None
            and not is_reported(clause)
        ):
            return clause
    return None


def _verdict(situation: Situation, quotes: tuple[OfferedQuote, ...], other: Clause | None) -> Said:
    refusal = next((c for c in situation.statements if _OUTRIGHT.find(c.wording) and not is_reported(c)), None)
    approval = _approval(situation, other)
    condition = _condition(situation)
    named = _named(situation, quotes)
    if refusal is not None and approval is not None and named is not None and len(quotes) > 1:
        return _approved(situation, quotes, approval, named)
    if refusal is not None and condition is None and (approval is None or refusal.start >= approval.start):
        if other is not None and refusal is other:
            return NOTHING
        return Said((intent_of(IntentType.REFUSE_QUOTE, refusal),))
    if condition is not None and (approval is not None or _ceiling(situation) is not None or refusal is not None):
        ceiling = _ceiling(situation)
        return Said((intent_of(IntentType.CONDITIONAL_APPROVAL, approval or condition, max_incl_tax=money(ceiling)),))
    if approval is None and named is not None and len(quotes) > 1 and not situation.first(_LATER):
        approval = named[1]
    if approval is None:
        told = situation.told.senses
        if Tongue.YES in told:
            return _approved(situation, quotes, situation.clauses[0], named)
        if Tongue.NO in told:
            return Said((intent_of(IntentType.REFUSE_QUOTE, situation.clauses[0]),))
        return NOTHING
    if _LATER.find(situation.wording) is not None and _SURE.find(approval.wording) is None:
        return NOTHING
    return _approved(situation, quotes, approval, named)


_SURE = Sayings(table.SURE)


def _approval(situation: Situation, other: Clause | None) -> Clause | None:
    """The clause that says yes, without a negation, a question or somebody else's mouth."""
    for clause in situation.statements:
        if clause is other or is_reported(clause):
            continue
        said = _APPROVES.find(clause.wording) is not None or clause is situation.assent.yes
        if not said or _REFUSES.find(clause.wording) is not None or _NOT_YET.find(clause.wording) is not None:
            continue
        if _LATER.find(clause.wording) is not None and _SURE.find(clause.wording) is None:
            continue
        return clause
    return None


_NOT_YET = Sayings(table.NOT_AN_APPROVAL)


def _condition(situation: Situation) -> Clause | None:
    """« OK si… », « à condition que… »; « si possible deux clés » is a wish."""
    for clause in situation.statements:
        left = _NO_CONDITION.without(clause.wording)
        if _CONDITION.find(left) is not None and _WISH.find(clause.wording) is None:
            return clause
    return None


_WISH = Sayings(table.WISH)


def _ceiling(situation: Situation) -> Decimal | None:
    found = ceiling_in(situation.folded)
    return None if found is None else found.value


def _named(situation: Situation, quotes: tuple[OfferedQuote, ...]) -> tuple[OfferedQuote, Clause] | None:
    """The quote that a label, a provider's name, an amount or « le moins cher » singles out."""
    for clause in situation.statements:
        if len(quotes) > 1 and _OUTRIGHT.find(clause.wording) is not None and _APPROVES.find(clause.wording) is None:
            continue
        for finder in (_by_label, _by_provider, _by_amount, _by_price):
            quote = finder(situation, clause, quotes)
            if quote is not None:
                return quote, clause
    return None


def _by_label(situation: Situation, clause: Clause, quotes: tuple[OfferedQuote, ...]) -> OfferedQuote | None:
    found = [
        quote
        for quote in quotes
        if quote.label
        and (
            re.search(_LABEL.format(label=re.escape(quote.label.lower())), clause.folded)
            or set(clause.wording.tokens) - _AROUND_A_LABEL == {quote.label.lower()}
        )
    ]
    if (not found and any(quote.label for quote in quotes) is False) or len(found) != 1:
        ordinal = next((n for word, n in _ORDINALS.items() if word in clause.wording.words), None)
        if not found and ordinal is not None and ordinal <= len(quotes) and len(quotes) > 1:
            return quotes[ordinal - 1]
        return None
    return found[0]


_ORDINALS = {
    "premier": 1,
    "premiere": 1,
    "first": 1,
    "deuxieme": 2,
    "second": 2,
    "seconde": 2,
    "troisieme": 3,
    "third": 3,
}
_AROUND_A_LABEL = frozenset(
    [
        "ok",
        "oui",
        "pour",
        "le",
        "la",
        "bon",
        "accord",
        "d",
        "va",
        "l",
        "option",
        "devis",
        "merci",
        "yes",
        "for",
        "go",
        "with",
        "bonjour",
        "je",
        "prends",
        "choisis",
    ]
)


def _by_provider(situation: Situation, clause: Clause, quotes: tuple[OfferedQuote, ...]) -> OfferedQuote | None:
    if len({quote.provider for quote in quotes}) < 2:
        return None
    words = clause.wording.words
    found = [quote for quote in quotes if _telling(quote.provider, quotes) & words]
    return found[0] if len(found) == 1 else None


def _telling(provider: str, quotes: tuple[OfferedQuote, ...]) -> set[str]:
    """The words of a provider's name that no other one has."""
    others = {word for quote in quotes if quote.provider != provider for word in wording_of(quote.provider).tokens}
    return {word for word in wording_of(provider).tokens if len(word) > 3} - others


def _by_amount(situation: Situation, clause: Clause, quotes: tuple[OfferedQuote, ...]) -> OfferedQuote | None:
    end = clause.start + len(clause.text)
    values = {amount.value for amount in situation.amounts if clause.start <= amount.start <= end}
    found = [quote for quote in quotes if quote.amount_incl_tax in values]
    return found[0] if len(found) == 1 and len(quotes) > 1 else None


def _by_price(situation: Situation, clause: Clause, quotes: tuple[OfferedQuote, ...]) -> OfferedQuote | None:
    priced = [quote for quote in quotes if quote.amount_incl_tax is not None]
    if len(priced) < 2:
        return None
    by_price = sorted(priced, key=lambda quote: quote.amount_incl_tax or Decimal(0))
    if _CHEAPEST.find(clause.wording) is not None:
        return by_price[0]
    return by_price[-1] if _DEAREST.find(clause.wording) is not None and not _REFUSES.find(clause.wording) else None


def _approved(
    situation: Situation,
    quotes: tuple[OfferedQuote, ...],
    clause: Clause,
    named: tuple[OfferedQuote, Clause] | None,
) -> Said:
    """Yes to the one quote, or to the one that was named; an amount that is nobody's is asked about."""
    known = {quote.amount_incl_tax for quote in quotes}
    said = [amount.value for amount in situation.amounts if amount.marked and not amount.is_vat]
    if said and not known & set(said) and None not in known and not _is_excl_tax(situation):
        return Said((), Ask.APPROVE_OR_REFUSE)
    if named is None and len(quotes) > 1:
        return Said((), Ask.WHICH_QUOTE)
    quote = named[0] if named is not None else quotes[0]
    return Said(
        (
            intent_of(
                IntentType.APPROVE_QUOTE,
                clause,
                label=quote.label or None,
                amount_incl_tax=money(quote.amount_incl_tax),
            ),
        )
    )


def _is_excl_tax(situation: Situation) -> bool:
    return bool(situation.amounts) and all(amount.tax.value == "excluded" for amount in situation.amounts)


def _is_clear_otherwise(situation: Situation) -> bool:
    """Later, a question, or nothing but thanks: nothing was decided, and nothing is unclear."""
    if situation.first(_LATER, questions=True) is not None:
        return True
    if any(clause.is_question for clause in situation.clauses):
        return True
    return len(situation.wording.tokens) > _A_FEW and not situation.first(_UNDECIDED)


_A_FEW = 25
