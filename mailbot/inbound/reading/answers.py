"""The one answer to a question of identity or of confirmation (READING, section 12)."""

from __future__ import annotations

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import answer_words as table
from mailbot.inbound.reading.orders import read_orders
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.tongues import Tongue

_YES = Sayings(table.YES)
_NO = Sayings(table.NO)
_UNSURE = Sayings(table.UNSURE)
_SAME = Sayings(table.SAME)
_NEW = Sayings(table.NEW)
_NOT_SAME = Sayings(("pas|not ~ meme|same", "rien a voir", "nothing to do", "aucun rapport|lien"))
_ASKED = frozenset({Question.WAS_IT_YOU, Question.CONFIRM_DRAFT, Question.CONFIRM_READING})


def read_answer(situation: Situation) -> Said:
    """Yes or no, when that was asked. Both, or a yes that goes on with « mais », is neither: it is asked again."""
    if situation.asks(Question.SAME_OR_NEW):
        return _same_or_new(situation)
    if situation.standpoint.question not in _ASKED:
        return NOTHING
    if situation.asks(Question.CONFIRM_DRAFT) and read_orders(situation).intents:
        # READING, section 12: « oui mais à Petit plutôt » is no answer but the new order.
        return NOTHING
    yes = no = None
    for clause in situation.statements:
        if _UNSURE.find(clause.wording) is not None:
            continue
        # « pas moi » holds « moi »: what denies is looked for first, and taken away.
        if _NO.find(clause.wording) is not None and _NO_TROUBLE.find(clause.wording) is None:
            no = no or clause
        if _YES.find(_NO.without(clause.wording)) is not None and _is_said(clause):
            yes = yes or clause
    told = situation.told.senses
    if situation.clauses and yes is None and no is None and situation.first(_UNSURE) is None:
        yes = situation.clauses[0] if Tongue.YES in told else None
        no = situation.clauses[0] if Tongue.NO in told else None
    turned = any(clause.turns for clause in situation.clauses)
    if yes is not None and no is None and not turned:
        return Said((intent_of(IntentType.ANSWER, yes, value="yes"),))
    if no is not None and (yes is None or (no.start < yes.start and not turned and _REFUSES.find(no.wording))):
        return Said((intent_of(IntentType.ANSWER, no, value="no"),))
    return Said((), Ask.WHAT_DO_YOU_MEAN)


_NO_TROUBLE = Sayings(("pas|aucun|sans|no d|de probleme|souci", "no|sans problem|worries|probleme"))
_REFUSES = Sayings(("^ non|no|nope",))
_WHEN = Sayings(("si|if|quand|when|des que|avant de",))


def _is_said(clause: Clause) -> bool:
    """« Oui », and not « ok si le plafond est bon »."""
    return _WHEN.find(clause.wording) is None or not is_conditional(clause)


def _same_or_new(situation: Situation) -> Said:
    """« C'est le même » or « non, autre chose »; what is neither is left to the other rules."""
    found: dict[str, Intent] = {}
    for clause in situation.statements:
        if _UNSURE.find(clause.wording) is not None:
            continue
        for value, sayings in (("same", _SAME), ("new", _NEW)):
            if sayings.find(clause.wording) is not None and value not in found:
                found[value] = intent_of(IntentType.ANSWER, clause, value=value)
    if len(found) == 2 and (_NOT_SAME.find(situation.wording) is not None or situation.assent.no is not None):
        return Said((found["new"],))
    return Said(tuple(found.values())) if len(found) == 1 else NOTHING
