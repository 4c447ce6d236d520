"""« Mardi 14h c'est noté »: when a provider comes, as he plans it, moves it, is late for it or proposes it."""

from __future__ import annotations

import re
from itertools import pairwise

from mailbot.inbound.reading.assent import says_yes
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.delays import FIXED, declared_delay
from mailbot.inbound.reading.done_works import says_done
from mailbot.inbound.reading.handovers import hands_on
from mailbot.inbound.reading.lexicon import provider_words
from mailbot.inbound.reading.lexicon import visit_words as table
from mailbot.inbound.reading.moments import Moment
from mailbot.inbound.reading.offered_times import NOT_A_VISIT, THINKS, offers, proposed, thinks
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_half_said, is_receipt
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.visit_moves import (
    begins_anew,
    fits,
    is_moving,
    moved,
    moved_slots,
    repasses,
    shifted_slots,
)
from mailbot.vocabulary import Role


def read_visit(situation: Situation) -> Said:
    """What a provider says of his coming."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    delay = declared_delay(situation)
    if delay is not None:
        return Said((delay,))
    moments = list(offers(situation))
    impossible = any(
        m.impossible for c in situation.clauses for m in situation.moments_of(c) if not NOT_A_VISIT.find(c.wording)
    )
    if situation.asks(Question.PLAN_VISIT):
        return _planned(situation, moments, impossible=impossible)
    visit = situation.appointment
    if visit is not None and situation.state in FIXED:
        return moved(situation, visit, moments, impossible=impossible)
    if _is_over(situation) and not any(repasses(clause) for clause in situation.statements):
        return NOTHING
    return proposed(situation, moments, impossible=impossible)


def _is_over(situation: Situation) -> bool:
    """Whether a day that is named would be a second visit."""
    return situation.asks(Question.NEXT_STEP, Question.SEND_INVOICE) or situation.state in (
        OrderState.DONE,
        OrderState.COMPLETE,
        OrderState.DONE_TO_CONFIRM,
        OrderState.CONTESTED,
        OrderState.CANCELLED,
    )


def _planned(situation: Situation, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    """The occupant chose: he plans it, or it cannot stand."""
    asked = situation.standpoint.asked
    chosen = asked.slots[0] if asked is not None and asked.slots else situation.appointment
    others = [(c, m) for c, m in moments if chosen is None or not fits(m, chosen)]
    same = [c for c, m in moments if chosen is not None and fits(m, chosen)]
    moving = next((c for c in situation.clauses if is_moving(c)), None)
    no = situation.assent.no
    if any(hands_on(clause) for clause in situation.statements):
        return NOTHING
    yes = yes_of(situation)
    finished = (c for c in situation.statements if says_done(situation, c, after=True))
    done = next((c for c in finished if len(c.wording.tokens) > 3 or not _JUST_DONE.isdisjoint(c.wording.words)), None)
    if done is not None and not moments and (yes is None or yes.start > done.start):
        return NOTHING  # « Joint changé, c'est bon » plans no visit; « je confirme, c'est réglé avec la dame » does
    if impossible:
        return Said((), Ask.WHICH_DATE)
    asked_for = next((c for c, _ in others if c.is_question), None)
    if moving is not None or no is not None or asked_for is not None or (others and not same):
        clause = moving or no or asked_for or others[0][0]
        new = [m for _, m in others] or begins_anew(moments, moving, chosen)
        slots = moved_slots(new, chosen) or shifted_slots(situation, chosen)
        return Said((intent_of(IntentType.RESCHEDULE, clause, slots=[slot.to_json() for slot in slots]),))
    if any(thinks(clause) and not _has_said_yes(situation, clause, same) for clause in situation.statements):
        return NOTHING
    if any({"si", "possible"} <= c.wording.words and situation.moments_of(c) for c in situation.statements):
        return NOTHING  # « Ok si possible 15h » wishes for an hour.
    wished = {c.sentence for c in situation.statements if _WOULD_BE_GOOD.search(c.folded) is not None}
    told = [c for c in situation.statements if c.sentence == 0 or c.sentence not in wished]
    if any(is_conditional(c) or is_half_said(c) or _OF_ELSE.find(c.wording) for c in told):
        return NOTHING
    receipts = [c for c in situation.statements if is_receipt(c) and c not in same]
    if any(_TILL_THEN.fullmatch(c.folded.strip(" .!")) is not None for c in same):
        receipts = []  # « Reçu, à jeudi »
    if receipts and not _says_more(situation) and situation.first(_I_SHALL_BE_THERE) is None:
        return NOTHING
    brief = (c for c in same if not c.is_question and len(c.wording.tokens) <= _BRIEF)
    yes = yes or next(brief, None) or situation.first(_WILL_BE_THERE)
    if yes is not None:
        return Said((intent_of(IntentType.CONFIRM_SCHEDULE, yes),))
    if Tongue.YES in situation.told.senses:
        return Said((intent_of(IntentType.CONFIRM_SCHEDULE, situation.clauses[0]),))
    return NOTHING


_JUST_DONE = provider_words.REPAIRED | {"change", "changee", "termine", "terminee", "depanne", "debouche"}
"""« C'est fait, je l'ai noté dans l'agenda » tells of no works."""


def _has_said_yes(situation: Situation, clause: Clause, same: list[Clause]) -> bool:
    """« Vendredi c'est noté, je préviens la dame et je confirme »: the visit's day stands before it, with a yes."""
    only_confirms = THINKS.find(_CONFIRMS_LATER.without(clause.wording)) is None
    return only_confirms and any(c.start < clause.start and not thinks(c) and not is_conditional(c) for c in same)


_WOULD_BE_GOOD = re.compile(
    r"\b(?:(?:ca|cela) (?:m'|nous )arrange\w*|(?:ce serait|c'est|ca serait) (?:mieux|bien|parfait|top|ideal|sympa)"
    r"|(?:that|it) (?:would|'d) (?:help|be (?:great|good|nice|handy))|that helps)\b"
)
"""« RDV validé. Si elle peut laisser la clé ça m'arrange »: a wish of its own, and no term of the visit."""
_CONFIRMS_LATER = Sayings(provider_words.CONFIRMS_LATER)
_I_SHALL_BE_THERE = Sayings(table.I_SHALL_BE_THERE)


def _says_more(situation: Situation) -> bool:
    """« Bien reçu, ok pour moi »: the receipt is not the yes."""
    yes = situation.assent.yes
    return yes is not None and not is_receipt(yes)


_TILL_THEN = re.compile(
    r"(?:a|see you(?: on)?) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|tomorrow)(?: \d{1,2})?"
    r"(?: (?:matin|midi|aprem|prochain|novembre|decembre|janvier|morning|november|december|january))?"
)
_OF_ELSE = Sayings(
    ("ferie|conge|conges|ferme", "pour|for le|la|les|the devis|facture|photo|photos|quote|invoice|paiement")
)
_BRIEF = 6
"""Words. « mardi 24 à 14h » alone plans the visit; « mardi c'est férié chez nous » does not."""


def yes_of(situation: Situation) -> Clause | None:
    """The yes that is said, « ok » too in « ok, qui ouvre ? »."""
    if situation.assent.yes is not None:
        return situation.assent.yes
    for clause, following in pairwise(situation.clauses):
        if clause.sentence == following.sentence and len(clause.wording.tokens) <= _SHORT and says_yes(clause.wording):
            return clause
    return None


_SHORT = 3
_WILL_BE_THERE = Sayings(table.WILL_BE_THERE)
