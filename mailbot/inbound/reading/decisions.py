"""An owner decides on a quote: yes, yes if, no, another one, later (READING, section 7, rules 4 and 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from mailbot.inbound.reading.assent import says_no, says_yes, without_courtesy
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import decision_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.money import Amount, Tax, ceiling_in
from mailbot.inbound.reading.orders import read_orders
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_conditional, is_later, is_reported
from mailbot.inbound.reading.standpoint import OfferedQuote, OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Channel, Role

_DECIDES = Sayings(table.DECIDES_YES)
_CHOOSES = Sayings(table.CHOOSES)
_REFUSES = Sayings(table.REFUSED_OUTRIGHT)
_NOT_NEGATED = Sayings(table.NOT_NEGATED)
_NOT_AN_APPROVAL = Sayings(table.NOT_AN_APPROVAL)
_MAYBE = Sayings(table.MAYBE)
_UNHESITATING = Sayings(("sans|without|aucune|no [aucune|any|la] [moindre] hesit*", "hesitez pas"))
_BY_OTHERS = Sayings(table.SAID_BY_OTHERS)
_OWNER = Sayings(table.OWNER_SAYS)
_ELSE = Sayings(table.OF_SOMETHING_ELSE)
_STRONG_IF = Sayings(table.STRONG_CONDITION)
_WEAK_IF = Sayings(table.WEAK_CONDITION)
_NO_CONDITION = Sayings(table.NOT_A_CONDITION)
_WISH = Sayings(table.WISH)
_LATER = Sayings(table.LATER)
_REFLECTS = Sayings(table.REFLECTS)
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
_CHEAPEST = Sayings(table.CHEAPEST)
_DEAREST = Sayings(table.DEAREST)
_UNDECIDED = Sayings(table.UNDECIDED)
_QUOTE = Sayings(("devis|quote|quotation|estimate", "bon pour accord"))
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
_LABEL = rf"\b(?:{table.THE_LABEL})\s(?:n[°o]?\s?)?{{label}}\b(?!['’]|\s?\d)"
_ALONE = (
    r"^\W*{label}\W*$"
    r"|\b{label}\s*(?:$|[.,;:!)(]"
    r"|\b(?:ok|oui|yes|svp|stp|merci|please|it is|ce sera|validé|accepté|valide|accepte|approved)\b)"
)


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


def read_decision(situation: Situation) -> Said:
    """What was decided about the quotes that our letter laid before this person."""
    asked = situation.standpoint.asked
    if situation.role not in (Role.LANDLORD, Role.MANAGER) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    quotes = asked.quotes if asked is not None and asked.question is Question.APPROVE_QUOTE else ()
    pieces = tuple(pieces_of(situation, situation.clauses))
    if not quotes:
        return _unasked(situation, pieces)
    other = next((piece for piece in pieces if piece.verdict is Verdict.OTHER), None)
    if other is not None and any(intent.type is IntentType.REQUEST_QUOTE for intent in read_orders(situation).intents):
        other = None
    verdict = _verdict(situation, quotes, pieces)
    found = verdict.intents
    ask = verdict.ask
    approval = next((intent for intent in found if intent.type is IntentType.APPROVE_QUOTE), None)
    if approval is not None and _is_withheld(situation, approval, other):
        found, ask = (), None if other is not None or situation.first(_LATER_ON) else Ask.APPROVE_OR_REFUSE
    if other is not None:
        # Whoever wants another one has said what to do about these.
        found, ask = (*found, intent_of(IntentType.ASK_OTHER_QUOTE, other.clause)), None
    if ask is None and not found and _is_unclear(situation, pieces):
        ask = Ask.APPROVE_OR_REFUSE
    return Said(found, ask)


_EITHER = Sayings(("oui ou non", "yes or no"))
_WITHHELD = Sayings(table.WITHHELD)
_LATER_ON = Sayings(table.SPOKEN_OF_LATER)


def _is_withheld(situation: Situation, approval: Intent, other: Piece | None) -> bool:
    """Yes to half of it, to the works and not to the price, to a visit: no yes to the quote.

    « C'est cher mais je n'ai pas le choix : je valide » is one: what stands before a plain yes was weighed.
    """
    amounts = [amount for amount in situation.amounts if not amount.is_vat]
    if amounts and all(amount.tax is Tax.EXCLUDED for amount in amounts):
        return True  # READING, section 7, rule 9: a sum without tax is never turned into one with it
    if other is not None or situation.first(_LATER_ON) is not None:
        return True
    yes = next((clause for clause in situation.clauses if clause.start == approval.at), None)
    plain = yes is not None and _DECIDES.find(yes.wording) is not None and not _only_says_ok(yes.wording)
    turned = yes is not None and any(
        c.turns and c.sentence == yes.sentence and c.start <= yes.start for c in situation.clauses
    )
    weighed = yes.start if yes is not None and (plain or turned) else 0
    return any(_WITHHELD.find(c.wording) is not None for c in situation.clauses if c.start >= weighed)


def pieces_of(situation: Situation, clauses: Sequence[Clause]) -> Iterator[Piece]:
    """The clauses with their verdicts; « je refuse le A et j'accepte le B » is two pieces."""
    for clause in clauses:
        if _EITHER.find(clause.wording) is not None:
            yield Piece(clause, Verdict.LATER)
            continue
        halves = [half for half in _halves(clause) if half.wording]
        told = [Piece(half, verdict_of(situation, half)) for half in halves]
        if len(told) > 1 and all(piece.verdict is not None for piece in told):
            yield from told
        else:
            yield Piece(clause, verdict_of(situation, clause))


def _halves(clause: Clause) -> Iterator[Clause]:
    start = 0
    for joint in [*_JOINT.finditer(clause.folded), None]:
        end = len(clause.folded) if joint is None else joint.start()
        folded = clause.folded[start:end]
        yield replace(
            clause,
            text=clause.text[start:end].strip(),
            folded=folded.strip(),
            start=clause.start + start,
            wording=wording_of(folded, folded=True),
        )
        start = end if joint is None else joint.end()


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
    return Verdict.LATER if _LATER.find(wording) is not None else None


def _said(situation: Situation, clause: Clause, wording: Wording) -> Verdict | None:
    """Yes or no in the writer's own name, or in the owner's when a manager tells it."""
    owners = _is_the_owners(situation, wording)
    if not owners and (_BY_OTHERS.find(wording) is not None or _is_a_partys(situation, wording)):
        return None
    if owners and _NOT_SAID_YET.find(wording) is not None:
        return Verdict.LATER
    meant = _NOT_NEGATED.without(wording)
    if _WITHOUT_IT.find(wording) is not None or _NO_TO_ELSE.find(wording) is not None:
        return None
    if _REFUSES.find(meant) is not None or (wording.text == meant.text and says_no(wording)):
        return Verdict.LATER if _NOT_YET.find(wording) is not None else Verdict.NO
    if _NOT_AN_APPROVAL.find(wording) is not None or _ELSE.find(wording) is not None:
        return None
    # « Bon » is a courtesy at the head of a clause, and the first word of « bon pour accord ».
    plain = _DECIDES.find(wording) is not None or _DECIDES.find(clause.wording) is not None
    if plain and _REFLECTS.find(_REFLECTED.without(wording)) is not None:
        return Verdict.LATER
    if plain and not _only_says_ok(wording):
        return Verdict.YES
    if owners and _OWNER_YES.find(wording) is not None and _LATER.find(wording) is None:
        return Verdict.YES
    if (plain or says_yes(_without_turn(wording)) or _NO_TROUBLE.find(wording)) and _LATER.find(wording) is None:
        return Verdict.SHORT_YES
    return None


_NOT_YET = Sayings(
    (
        "pas|not|rien ~ encore|yet|maintenant|now",
        "pour|a l|le|ce instant|moment",
        "avant|before|until mon|ma|d|de|que|le|my|i",
    )
)
_WITHOUT_IT = Sayings(table.WITHOUT_IT)
_NO_TO_ELSE = Sayings(table.NO_TO_ELSE)
_OPINION = Sayings(table.OPINION)
_NO_TROUBLE = Sayings(("^ pas|aucun|sans|no [de|d] probleme", "^ sure|yes|okay"))
_SHORT = Sayings(("^ ok|oui|d'accord|yes|bien|parfait|fine",))


def _only_says_ok(wording: Wording) -> bool:
    """« OK », « d'accord pour moi »: a yes, that a « je regarde » beside it undoes."""
    return len(wording.tokens) <= 2 and _SHORT.find(wording) is not None


def _without_turn(wording: Wording) -> Wording:
    tokens = wording.tokens
    return Wording(" ".join(tokens[1:])) if tokens and tokens[0] in _TURNS else wording


_TURNS = frozenset(words("mais but bon alors donc et and so well"))


def _is_the_owners(situation: Situation, wording: Wording) -> bool:
    if situation.role is not Role.MANAGER:
        return False
    name = {word for word in situation.names_of.get(Role.LANDLORD, ()) if len(word) > 2}
    return bool(name & wording.words) or _OWNER.find(wording) is not None


def _is_a_partys(situation: Situation, wording: Wording) -> bool:
    """« Durand dit que c'est validé », « Mme Belkacem est d'accord »; « Durand a mon accord » is the writer's own."""
    if _QUOTE.find(wording) is not None or _MINE.find(wording) is not None:
        return False
    people = situation.names_of
    names = {word for role in (Role.TENANT, Role.PROVIDER) for word in people.get(role, ()) if len(word) > 3}
    places = [index for index, word in enumerate(wording.tokens) if word in names]
    return bool(places) and _TELLS.find(Wording(" ".join(wording.tokens[places[-1] + 1 :][:2]))) is not None


_NOT_SAID_YET = Sayings(
    ("pas|not|rien|jamais [encore] donne|repondu|dit|tranche|decide|rappele|answered|replied|decided",)
)
_MINE = Sayings(("mon|ma|notre|my|our|moi|me",))
_OWNER_YES = Sayings(table.OWNER_YES)
_TAKES_BACK = Sayings(table.TAKEN_BACK)
_TELLS = Sayings(table.TELLS)


def _stands_before_a_question(situation: Situation, clause: Clause) -> bool:
    """« Je valide, quand viendra-t-il ? »: what stands before the comma is no question."""
    last = [other for other in situation.clauses if other.sentence == clause.sentence][-1]
    return last.start > clause.start and _ASKS.find(last.wording) is not None and _ASKS.find(clause.wording) is None


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
        if _QUOTE.find(piece.clause.wording) is None or _waits(piece.clause.wording):
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
    named = _named(situation, quotes, pieces)
    condition = _condition(situation, pieces, quotes)
    if condition is not None:
        ceiling = _ceiling(situation)
        clause = condition if yes is None else yes
        return Said((intent_of(IntentType.CONDITIONAL_APPROVAL, clause, max_incl_tax=money(ceiling)),))
    if _first(pieces, Verdict.MAYBE) is not None and yes is None and no is None:
        return NOTHING
    left_over = _left_over(situation, quotes, pieces)
    if left_over is not None:
        return _approved(situation, quotes, left_over[1], left_over)
    if no is not None and yes is not None:
        if len(quotes) > 1 and named is not None:
            return _approved(situation, quotes, yes, named)
        if (other := _the_other_with_a_yes(situation, quotes, pieces, yes, no)) is not None:
            return _approved(situation, quotes, yes, other)
        if no.start >= yes.start:
            return Said((intent_of(IntentType.REFUSE_QUOTE, no),))
        if yes.turns and _DECIDES.find(yes.wording) is not None:
            # « Ça ne me plaît pas, mais allez-y. »
            return _approved(situation, quotes, yes, named)
        return Said((), Ask.APPROVE_OR_REFUSE)
    if no is not None:
        other = _the_other(situation, quotes, pieces, no, _THE_OTHER)
        if other is not None:
            return _approved(situation, quotes, other[1], other)
        if len(quotes) > 1 and any(_excludes_one(situation, piece.clause, quotes) for piece in pieces):
            return Said((), Ask.WHICH_QUOTE)
        return Said((intent_of(IntentType.REFUSE_QUOTE, no),))
    out = {_singled_out(situation, p.clause, quotes) for p in pieces if _excludes_one(situation, p.clause, quotes)}
    told_apart = named is not None and len(quotes) == _A_PAIR and named[0] not in out  # « Petit, pas Morel »
    if yes is None and len(quotes) > 1 and out and not told_apart:
        return Said((), Ask.WHICH_QUOTE)
    if yes is None and named is not None and len(quotes) > 1 and _first(pieces, Verdict.LATER) is None:
        yes = named[1]
    if yes is not None:
        refused = next((p.clause for p in pieces if _turns_one_down(situation, p.clause, quotes)), None)
        if named is None and refused is not None:
            named = _the_other_with_a_yes(situation, quotes, pieces, yes, refused)
        return _approved(situation, quotes, yes, named)
    if any(piece.verdict is not None for piece in pieces):
        return NOTHING
    told = situation.told.senses
    if Tongue.YES in told:
        return _approved(situation, quotes, situation.clauses[0], named)
    if Tongue.NO in told:
        return Said((intent_of(IntentType.REFUSE_QUOTE, situation.clauses[0]),))
    return NOTHING


def _excludes_one(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> bool:
    """« Pas Morel », « le A est trop cher »: which of the others is not said."""
    denied = not _NOT_ONE.isdisjoint(clause.wording.words) or _REFUSES.find(clause.wording) is not None
    return denied and _singled_out(situation, clause, quotes) is not None


def _turns_one_down(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> bool:
    """« Pas Morel », « surtout pas le A »; « je ne connais pas Morel » turns nobody down."""
    if clause.is_question or _NOT_NEGATED.find(clause.wording) is not None or _NOT_THAT.find(clause.wording) is None:
        return False
    return _singled_out(situation, clause, quotes) is not None


_NOT_THAT = Sayings(("^ [surtout|mais|non|alors] pas|sauf|not|non !de|d|mal|trop|si|sur",))
_NOT_ONE = frozenset(["pas", "non", "no", "not", "sauf", "except", "jamais", "surtout"])


def _the_other(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece], no: Clause, ways: Sayings
) -> tuple[OfferedQuote, Clause] | None:
    """« Morel trop cher, je prends l'autre », of two."""
    out = _singled_out(situation, no, quotes) if len(quotes) == _A_PAIR else None
    chosen = next((p.clause for p in pieces if ways.find(p.clause.wording) is not None), None)
    if out is None or chosen is None:
        return None
    return next(quote for quote in quotes if quote is not out), chosen


def _the_other_with_a_yes(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece], yes: Clause, no: Clause
) -> tuple[OfferedQuote, Clause] | None:
    """« Pas Morel. L'autre, oui »: the yes stands in the sentence of the other one."""
    other = _the_other(situation, quotes, pieces, no, _OTHER_ALONE)
    return other if other is not None and other[1].sentence == yes.sentence != no.sentence else None


def _left_over(
    situation: Situation, quotes: Sequence[OfferedQuote], pieces: Sequence[Piece]
) -> tuple[OfferedQuote, Clause] | None:
    """« Pas Petit, prenez l'autre », « Petit non, l'autre oui »: of two, the one that was not turned down."""
    if len(quotes) != _A_PAIR:
        return None
    for number, piece in enumerate(pieces):
        said_no = piece.verdict is Verdict.NO or not _PLAIN_NO.isdisjoint(piece.clause.wording.words)
        denied = said_no or _turns_one_down(situation, piece.clause, quotes)
        out = _singled_out(situation, piece.clause, quotes) if denied and not piece.clause.is_question else None
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
_A_PAIR = 2
_THE_OTHER = Sayings(("prends|prenons|choisis|retiens|prefere|pour|take|go|prefer|with|ok|oui ~ autre|other",))
_OTHER_ALONE = Sayings(("^ [mais|et|but] l|the autre|other [one] $|oui|ok|yes|d'accord",))
"""« Pas Morel. L'autre, oui »: a yes must stand beside it."""


def _first(pieces: Sequence[Piece], *verdicts: Verdict) -> Clause | None:
    return next((piece.clause for piece in pieces if piece.verdict in verdicts), None)


def _yes(pieces: Sequence[Piece]) -> Clause | None:
    """The piece that says yes; a short one counts for nothing beside « je réfléchis »."""
    later = _first(pieces, Verdict.LATER, Verdict.MAYBE)
    if later is not None and _REFLECTS.find(later.wording) is not None:
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
        sentences |= {p.clause.sentence for p in pieces if _singled_out(situation, p.clause, quotes) is not None}
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


def _named(
    situation: Situation, quotes: tuple[OfferedQuote, ...], pieces: Sequence[Piece]
) -> tuple[OfferedQuote, Clause] | None:
    """The quote that a label, a provider's name, an amount or « le moins cher » singles out."""
    if len(quotes) < 2:
        return None
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
        quote = _singled_out(situation, piece.clause, quotes)
        if quote is not None and (piece in yes or not _is_weighed(situation, piece.clause, quotes)):
            return quote, piece.clause
    return None


def _is_weighed(situation: Situation, named: Clause, quotes: Sequence[OfferedQuote]) -> bool:
    """« Morel est moins cher mais plus long », « Morel : assurance non fournie »: looked at, and not taken."""
    return any(
        c is not named
        and c.sentence == named.sentence
        and (c.turns or c.is_question or not _TURNED_DOWN.isdisjoint(c.wording.words))
        and _singled_out(situation, c, quotes) is None
        for c in situation.clauses
    )


def _is_a_choice(wording: Wording) -> bool:
    """« Le B », « celui à 985 »: a few words, and none that only weighs."""
    return len(wording.tokens) <= _A_FEW and _OPINION.find(wording) is None


_A_FEW = 6


def _singled_out(situation: Situation, clause: Clause, quotes: Sequence[OfferedQuote]) -> OfferedQuote | None:
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
    return amount.marked or (amount.value >= _LEAST and _FOR.search(head) is not None)


_LEAST = Decimal(30)
_FOR = re.compile(r"\b(?:pour|a|les|de|for|at|of|the|devis|quote|ok|oui|accord|montant|prix|total|yes|bon)\s$")


def _is_unclear(situation: Situation, pieces: Sequence[Piece]) -> bool:
    """Somebody who will answer later, or asks something first, is clear; « faites au mieux » is not."""
    if _first(pieces, Verdict.LATER) is not None or situation.first(_LATER, questions=True) is not None:
        return False
    if any(clause.is_question for clause in situation.clauses):
        return False
    return situation.first(_UNDECIDED) is not None or _first(pieces, Verdict.MAYBE) is not None
