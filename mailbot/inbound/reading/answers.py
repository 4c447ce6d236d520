"""The one answer to a question of identity or of confirmation (READING, section 12)."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon import answer_words as table
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.tongues import Tongue

_YES = Sayings(table.YES)
_NO = Sayings(table.NO)
_SAME = Sayings(table.SAME)
_NEW = Sayings(table.NEW)
_ASKED = frozenset({Question.WAS_IT_YOU, Question.CONFIRM_DRAFT, Question.CONFIRM_READING})


def read_answer(situation: Situation) -> Said:
    """Yes or no, when that was asked. Both, or a yes that goes on with « mais », is neither: it is asked again."""
    if situation.asks(Question.SAME_OR_NEW):
        return _same_or_new(situation)
    if situation.standpoint.question not in _ASKED:
        return NOTHING
    yes = no = None
    for clause in situation.statements:
        # « pas moi » holds « moi »: what denies is looked for first, and taken away.
        if _NO.find(clause.wording) is not None:
            no = no or clause
        if _YES.find(_NO.without(clause.wording)) is not None:
            yes = yes or clause
    told = situation.told.senses
    if situation.clauses and yes is None and no is None:
        yes = situation.clauses[0] if Tongue.YES in told else None
        no = situation.clauses[0] if Tongue.NO in told else None
    turned = any(clause.turns for clause in situation.clauses)
    if yes is not None and no is None and not turned:
        return Said((intent_of(IntentType.ANSWER, yes, value="yes"),))
    if no is not None and yes is None:
        return Said((intent_of(IntentType.ANSWER, no, value="no"),))
    return Said((), Ask.WHAT_DO_YOU_MEAN)


def _same_or_new(situation: Situation) -> Said:
    """« C'est le même » or « non, autre chose »; what is neither is left to the other rules."""
    found: dict[str, Intent] = {}
    for clause in situation.statements:
        for value, sayings in (("same", _SAME), ("new", _NEW)):
            if sayings.find(clause.wording) is not None and value not in found:
                found[value] = intent_of(IntentType.ANSWER, clause, value=value)
    if len(found) == 2 and _NOT_SAME.find(situation.wording) is not None:
        return Said((found["new"],))
    return Said(tuple(found.values())) if len(found) == 1 else NOTHING


_NOT_SAME = Sayings(("pas|not ~ meme|same", "rien a voir", "nothing to do"))
