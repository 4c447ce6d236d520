"""An owner decides on a quote: yes, yes if, no, another one, later (READING, section 7, rules 4 and 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from mailbot.inbound.reading.assent import is_all_that_is_said, without_courtesy
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import decision_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.money import Amount, Tax, ceiling_in
from mailbot.inbound.reading.orders import read_orders
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.quotes_meant import (
    A_PAIR,
    excludes_a_quote,
    other_quote,
    other_quote_with_a_yes,
    quote_left_over,
    quote_named,
    quote_singled_out,
    turns_a_quote_down,
)
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_conditional, is_later, is_reported
from mailbot.inbound.reading.standpoint import OfferedQuote, OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.verdicts import DECIDES, LATER, QUOTE, REFLECTS, Piece, Verdict, only_says_ok, pieces_of
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Channel, Role

_STRONG_IF = Sayings(table.STRONG_CONDITION)
_WEAK_IF = Sayings(table.WEAK_CONDITION)
_NOT_BY_ME = Sayings(table.NOT_BY_ME)
_NO_CONDITION = Sayings(table.NOT_A_CONDITION)
_WISH = Sayings(table.WISH)
_UNDECIDED = Sayings(table.UNDECIDED)


def read_decision(situation: Situation) -> Said:
    """What was decided about the quotes that our letter laid before this person."""
    asked = situation.standpoint.asked
    if situation.role not in (Role.LANDLORD, Role.MANAGER) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    quotes = asked.quotes if asked is not None and asked.question is Question.APPROVE_QUOTE else ()
    pieces = _beside_the_rest(situation, pieces_of(situation, situation.clauses))
    if not quotes:
        return _unasked(situation, pieces)
    other = next((piece for piece in pieces if piece.verdict is Verdict.OTHER), None)
    if other is not None and any(intent.type is IntentType.REQUEST_QUOTE for intent in read_orders(situation).intents):
        other = None
    verdict = _verdict(situation, quotes, pieces)
    found = verdict.intents
    ask = verdict.ask
    approval = next((intent for intent in found if intent.type is IntentType.APPROVE_QUOTE), None)
    withheld = approval is not None and (_is_withheld(situation, approval, other) or _is_of_a_part(situation, quotes))
    if withheld:
        found, ask = (), None if other is not None or situation.first(_LATER_ON) else Ask.APPROVE_OR_REFUSE
    if other is not None:
        # Whoever wants another one has said what to do about these.
        found, ask = (*found, intent_of(IntentType.ASK_OTHER_QUOTE, other.clause)), None
    if ask is None and not found and _is_unclear(situation, pieces):
        ask = Ask.APPROVE_OR_REFUSE
    return Said(found, ask)


_TAKES_IT = Sayings(table.TAKES_IT)
_ANOTHER_ORDER = Sayings(table.ANOTHER_ORDER)
_YES_TO_BE_TOLD = Sayings(table.YES_TO_BE_TOLD)
_NO_TO_BE_TOLD = Sayings(table.NO_TO_BE_TOLD)
_TALKED_OVER = Sayings(table.TALKED_OVER)
_ALL_THE_SAME = Sayings(table.ALL_THE_SAME)
_TOO_DEAR = Sayings(table.TOO_DEAR)
_DECIDED = frozenset({Verdict.YES, Verdict.SHORT_YES})


def _beside_the_rest(situation: Situation, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The verdicts that hang on what else the mail says."""
    told = [replace(piece, verdict=_at_last(situation, piece)) for piece in pieces]
    if any(piece.verdict in _DECIDED for piece in told):
        dear = [p for p in told if p.verdict is Verdict.NO and _TOO_DEAR.find(p.clause.wording) is not None]
        told = [replace(piece, verdict=None) if piece in dear else piece for piece in told]
    return tuple(told)


def _at_last(situation: Situation, piece: Piece) -> Verdict | None:
    """« Dites-lui oui » decides where it is the whole mail, « prenez le devis » where nothing else is ordered."""
    wording = without_courtesy(piece.clause.wording, situation.names)
    if piece.verdict in _DECIDED:
        whole = _clause_at(situation, piece.clause.start) or piece.clause
        talked = _TALKED_OVER.find(whole.wording) is not None and _ALL_THE_SAME.find(whole.wording) is None
        return None if talked else piece.verdict
    if piece.verdict is not None or piece.clause.is_question:
        return piece.verdict
    if _TAKES_IT.find(wording) is not None and situation.first(_ANOTHER_ORDER, questions=True) is None:
        return Verdict.YES
    yes, no = _YES_TO_BE_TOLD.find(wording) is not None, _NO_TO_BE_TOLD.find(wording) is not None
    if not (yes or no) or not is_all_that_is_said(piece.clause, situation.clauses, situation.names):
        return None
    return Verdict.YES if yes else Verdict.NO


_WITHHELD = Sayings(table.WITHHELD)
_LEFT_TO_THE_OWNER = Sayings(table.LEFT_TO_THE_OWNER)
_FOR_THE_FILE = Sayings(table.FOR_THE_FILE)
_REFUSED_BY_OTHERS = Sayings(table.REFUSED_BY_OTHERS)
_LATER_ON = Sayings(table.SPOKEN_OF_LATER)
_NOT_AT_ONCE = Sayings(table.NOT_AT_ONCE)


def _is_withheld(situation: Situation, approval: Intent, other: Piece | None) -> bool:
    """Yes to half of it, to the works and not to the price, to a visit: no yes to the quote.

    « C'est cher mais je n'ai pas le choix : je valide » is one: what stands before a plain yes was weighed.
    """
    amounts = [amount for amount in situation.amounts if not amount.is_vat]
    if amounts and all(amount.tax is Tax.EXCLUDED for amount in amounts):
        return True  # READING, section 7, rule 9: a sum without tax is never turned into one with it
    if other is not None or any(situation.first(ways) is not None for ways in (_LATER_ON, _NOT_AT_ONCE)):
        return True
    yes = next((clause for clause in situation.clauses if clause.start == approval.at), None)
    plain = yes is not None and DECIDES.find(yes.wording) is not None and not only_says_ok(yes.wording)
    turned = yes is not None and any(
        c.turns and c.sentence == yes.sentence and c.start <= yes.start for c in situation.clauses
    )
    weighed = yes.start if yes is not None and (plain or turned) else 0
    if situation.role is Role.MANAGER:
        near = (c for c in situation.clauses if not plain or (yes is not None and c.sentence == yes.sentence))
        if any(_LEFT_TO_THE_OWNER.find(c.wording) is not None for c in near):
            return True
    told = (c.wording for c in situation.clauses if c.start >= weighed)
    return any(_WITHHELD.find(_FOR_THE_FILE.without(each) if plain else each) is not None for each in told)


def _is_of_a_part(situation: Situation, quotes: Sequence[OfferedQuote]) -> bool:
    """« Ok uniquement pour le robinet », « ok pour l'option A » of a quote that has no such label."""
    if len(quotes) != 1:
        return False
    label = quotes[0].label.casefold()
    for clause in situation.statements:
        if _PARTLY.find(clause.wording) is not None:
            return True
        if any(named[1] != label[-1:] for named in _AN_OPTION.finditer(clause.folded)):
            return True
    return False


_PARTLY = Sayings(table.PARTLY)
_AN_OPTION = re.compile(r"\b(?:option|variante|variant|tranche|version|formule) (?:n ?[°o]? ?)?(a(?! ?\d)|[b-z]|\d)\b")
_TAKES_BACK = Sayings(table.TAKEN_BACK)


def _unasked(situation: Situation, pieces: Sequence[Piece]) -> Said:
    """Without a question, only words that name the quote decide: « ok pour le devis », « bon pour accord »."""
    if situation.role is not Role.LANDLORD:
        return NOTHING
    found: list[Intent] = []
    taken_back = _taken_back(situation, pieces)
    if taken_back is not None:
        return Said((intent_of(IntentType.REFUSE_QUOTE, taken_back),))
    for piece in pieces:
        if piece.verdict is Verdict.OTHER and not found:
            found.append(intent_of(IntentType.ASK_OTHER_QUOTE, piece.clause))
        if QUOTE.find(piece.clause.wording) is None or _waits(piece.clause.wording):
            continue
        if piece.verdict is Verdict.NO:
            return Said((intent_of(IntentType.REFUSE_QUOTE, piece.clause), *found))
        if piece.verdict is Verdict.YES:
            if _condition(situation, pieces, ()) is not None:
                return Said((intent_of(IntentType.CONDITIONAL_APPROVAL, piece.clause), *found))
            return Said((intent_of(IntentType.APPROVE_QUOTE, piece.clause), *found))
    return Said(tuple(found))


def _taken_back(situation: Situation, pieces: Sequence[Piece]) -> Clause | None:
    """« Je reviens sur ma décision, n'engagez rien », of an owner who had agreed, and does not agree anew."""
    order = situation.standpoint.work_order
    if order is None or order.state is not OrderState.QUOTE_APPROVED:
        return None
    if any(piece.verdict in (Verdict.YES, Verdict.SHORT_YES) for piece in pieces):
        return None
    supposed = {c.sentence for c in situation.clauses if is_conditional(c)}
    said = [c for c in situation.statements if not (c.sentence in supposed or is_reported(c) or is_later(c))]
    found = ((c, _TAKES_BACK.find(c.wording)) for c in said)
    return next((c for c, words in found if words is not None and not denies(c.wording, words.end())), None)


def _waits(wording: Wording) -> bool:
    """« J'attends le devis », « ne faites rien sans devis »: there is none yet."""
    return not frozenset(words("attends recu recevoir quand sans envoyez envoyer faire")).isdisjoint(wording.words)


def _verdict(situation: Situation, quotes: tuple[OfferedQuote, ...], pieces: Sequence[Piece]) -> Said:
    yes, no = _yes(pieces), _first(pieces, Verdict.NO)
    named = quote_named(situation, quotes, pieces)
    condition = _condition(situation, pieces, quotes)
    if condition is not None:
        ceiling = _ceiling(situation)
        clause = condition if yes is None else yes
        return Said((intent_of(IntentType.CONDITIONAL_APPROVAL, clause, max_incl_tax=money(ceiling)),))
    if _first(pieces, Verdict.MAYBE) is not None and yes is None and no is None:
        return NOTHING
    left_over = quote_left_over(situation, quotes, pieces)
    if left_over is not None:
        return _approved(situation, quotes, left_over[1], left_over)
    if yes is not None and any(_NOT_BY_ME.find(clause.wording) for clause in situation.statements):
        return Said((), Ask.APPROVE_OR_REFUSE)
    if no is not None and yes is not None:
        if len(quotes) > 1 and named is not None:
            return _approved(situation, quotes, yes, named)
        if (other := other_quote_with_a_yes(situation, quotes, pieces, yes, no)) is not None:
            return _approved(situation, quotes, yes, other)
        if no.start >= yes.start:
            return Said((intent_of(IntentType.REFUSE_QUOTE, no),))
        if yes.turns and DECIDES.find(yes.wording) is not None:
            # « Ça ne me plaît pas, mais allez-y. »
            return _approved(situation, quotes, yes, named)
        return Said((), Ask.APPROVE_OR_REFUSE)
    if no is not None:
        other = other_quote(situation, quotes, pieces, no, _THE_OTHER)
        if other is not None:
            return _approved(situation, quotes, other[1], other)
        if len(quotes) > 1 and any(excludes_a_quote(situation, piece.clause, quotes) for piece in pieces):
            return Said((), Ask.WHICH_QUOTE)
        return Said((intent_of(IntentType.REFUSE_QUOTE, no),))
    excluding = (p.clause for p in pieces if excludes_a_quote(situation, p.clause, quotes))
    out = {quote_singled_out(situation, clause, quotes) for clause in excluding}
    told_apart = named is not None and len(quotes) == A_PAIR and named[0] not in out  # « Petit, pas Morel »
    if yes is None and len(quotes) > 1 and out and not told_apart:
        return Said((), Ask.WHICH_QUOTE)
    if yes is None and named is not None and len(quotes) > 1 and _first(pieces, Verdict.LATER) is None:
        if situation.first(_REFUSED_BY_OTHERS) is not None:
            return Said((), Ask.WHICH_QUOTE)
        yes = named[1]
    if yes is not None:
        refused = next((p.clause for p in pieces if turns_a_quote_down(situation, p.clause, quotes)), None)
        if named is None and refused is not None:
            named = other_quote_with_a_yes(situation, quotes, pieces, yes, refused)
        return _approved(situation, quotes, yes, named)
    if any(piece.verdict is not None for piece in pieces):
        return NOTHING
    told = situation.told.senses
    if Tongue.YES in told:
        return _approved(situation, quotes, situation.clauses[0], named)
    if Tongue.NO in told:
        return Said((intent_of(IntentType.REFUSE_QUOTE, situation.clauses[0]),))
    return NOTHING


_THE_OTHER = Sayings(("prends|prenons|choisis|retiens|prefere|pour|take|go|prefer|with|ok|oui ~ autre|other",))


def _first(pieces: Sequence[Piece], *verdicts: Verdict) -> Clause | None:
    return next((piece.clause for piece in pieces if piece.verdict in verdicts), None)


def _yes(pieces: Sequence[Piece]) -> Clause | None:
    """The piece that says yes; a short one counts for nothing beside « je réfléchis »."""
    later = _first(pieces, Verdict.LATER, Verdict.MAYBE)
    if later is not None and REFLECTS.find(later.wording) is not None:
        return None
    plain = _first(pieces, Verdict.YES)
    if plain is not None:
        return plain
    return None if later is not None else _first(pieces, Verdict.SHORT_YES)


def _condition(situation: Situation, pieces: Sequence[Piece], quotes: Sequence[OfferedQuote]) -> Clause | None:
    """« OK si… », « à condition que… »; « si possible deux clés » is a wish, and « si besoin » says nothing."""
    decided = [piece.clause for piece in pieces if piece.verdict in (Verdict.YES, Verdict.SHORT_YES, Verdict.MAYBE)]
    refused = [piece.clause for piece in pieces if piece.verdict is Verdict.NO]
    sentences = {clause.sentence for clause in decided}
    if len(quotes) > 1:
        sentences |= {p.clause.sentence for p in pieces if quote_singled_out(situation, p.clause, quotes) is not None}
    ceiling = ceiling_in(situation.folded)
    inside = None if ceiling is None else _clause_at(situation, ceiling.start)
    if inside is not None and (decided or inside not in refused or _OVER.find(inside.wording) is None):
        return inside
    for clause in situation.statements:
        left = _NO_CONDITION.without(clause.wording)
        if _STRONG_IF.find(left) is not None and _WISH.find(clause.wording) is None:
            return clause
        if _WEAK_IF.find(left) is None or _WISH.find(clause.wording) is not None:
            continue
        ready = any(_READY.find(c.wording) for c in situation.statements if c.sentence == clause.sentence)
        if ready or clause.sentence in sentences:
            return clause
    return None


def _clause_at(situation: Situation, place: int) -> Clause | None:
    return next((c for c in situation.statements if c.start <= place <= c.start + len(c.text)), None)


_OVER = Sayings(("depasse*|superieur|au dela|over|exceeds|trop",))
_READY = Sayings(
    (
        "je|j|on|nous signe|signerai|valide|validerai|accepte|accepterai|approuve|approuverai|prends",
        "je|j|on|nous veux|veut|voulons si",  # je veux bien si on partage
        "pret|prete|prets|partant|preneur|d'accord|ok|accepter|valider|ready|willing|prepared",
    )
)

_LESS = re.compile(
    r"\b(?:baiss\w*|remise|rabais|reduction|ristourne|geste|discount)\s(?:commercial\w* )?(?:de |d'|of )?$"
)
"""« S'il baisse de 20 € »: no sum that is not to be passed."""


def _ceiling(situation: Situation) -> Decimal | None:
    found = ceiling_in(situation.folded)
    if found is not None:
        return found.value
    sums = [
        a
        for a in situation.amounts
        if not a.is_vat and not _LESS.search(situation.folded, max(0, a.start - 40), a.start)
    ]
    target = [amount for amount in sums if _is_asked_for(situation.folded, amount)]
    return target[0].value if len(target) == 1 else None


def _is_asked_for(folded: str, amount: Amount) -> bool:
    """« S'il descend à 500 € », « si l'artisan accepte 600 »: what the quote should come down to."""
    head = folded[max(0, amount.start - 40) : amount.start]
    if amount.marked and _DOWN_TO.search(head):
        return True
    return _IF_HE_ACCEPTS.search(head) is not None and _OF_SOMETHING.match(folded, amount.end) is None


_DOWN_TO = re.compile(
    r"(?:(?:depass|mettr|pai|pay)\w* pas|descend\w*|baiss\w*|align\w*|ramen\w*|tomb\w*|pass\w*|redui\w*"
    r"|drops?|comes? down|goes down)\b[^.\n]{0,20}$"
)
_IF_HE_ACCEPTS = re.compile(
    r"\b(?:s'ils?|si (?:(?:l'|le |la |les )?(?!locataire|syndic|voisin|assurance|agence)\w+)) "
    r"(?:l')?(?:accept\w*|fait|fasse|font|descend\w*) (?:a |pour |les |de le faire (?:a|pour) )?$"
)
_OF_SOMETHING = re.compile(r" ?(?:€|euros?)? ?(?:de|of) (?:participation|remise|rabais|moins|acompte)")


def _approved(
    situation: Situation,
    quotes: tuple[OfferedQuote, ...],
    clause: Clause,
    named: tuple[OfferedQuote, Clause] | None,
) -> Said:
    """Yes to the one quote, or to the one that was named; an amount that is nobody's is asked about."""
    known = {quote.amount_incl_tax for quote in quotes}
    said = [amount for amount in situation.amounts if _is_said_of_the_quote(situation, amount)]
    said = [amount for amount in said if amount.tax is not Tax.EXCLUDED]
    if said and None not in known and not any(_is_one_of(amount.value, known) for amount in said):
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


def _is_one_of(value: Decimal, known: set[Decimal | None]) -> bool:
    return value in known or any(one is not None and Decimal(int(one)) == value for one in known)


def _is_said_of_the_quote(situation: Situation, amount: Amount) -> bool:
    """A sum with its currency, or a bare one right behind « pour », « à », « for »."""
    if amount.is_vat:
        return False
    head = situation.folded[max(0, amount.start - 12) : amount.start]
    if amount.marked or amount.value < _LEAST:
        return amount.marked
    return _FOR.search(head) is not None or (not head and _AND_YES.match(situation.folded, amount.end) is not None)


_AND_YES = re.compile(r" ?(?:,|et|and)\s")
"""« 350 et on signe »."""
_LEAST = Decimal(30)
_FOR = re.compile(
    r"\b(?:pour|a|sur|les|de|for|at|of|to|on|the|devis|quote|ok|oui|accord|montant|prix|total|yes|bon)\s$"
)


def _is_unclear(situation: Situation, pieces: Sequence[Piece]) -> bool:
    """Somebody who will answer later, or asks something first, is clear; « faites au mieux » is not."""
    if _first(pieces, Verdict.LATER) is not None or situation.first(LATER, questions=True) is not None:
        return False
    if any(clause.is_question for clause in situation.clauses):
        return False
    return situation.first(_UNDECIDED) is not None or _first(pieces, Verdict.MAYBE) is not None
