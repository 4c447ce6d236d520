"""The one answer to a question of identity or of confirmation (READING, section 12)."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.answer_words import NEW, NO, SAME, YES
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.phrases import Phrases
from mailbot.inbound.reading.situation import NOTHING, Said, Situation
from mailbot.inbound.reading.standpoint import Question

_YES = Phrases(YES)
_NO = Phrases(NO)
_SAME = Phrases(SAME)
_NEW = Phrases(NEW)
_ASKED = frozenset({Question.WAS_IT_YOU, Question.CONFIRM_DRAFT, Question.CONFIRM_READING})


def read_answer(situation: Situation) -> Said:
    """Yes or no, when that was asked. Both, or a yes that goes on with « mais », is neither: it is asked again."""
    if situation.asks(Question.SAME_OR_NEW):
        return _same_or_new(situation)
    if situation.standpoint.question not in _ASKED:
        return NOTHING
    yes = no = None
    for clause in situation.clauses:
        if clause.is_question:
            continue
        # « pas moi » holds « moi »: what denies is looked for first, and taken away.
        if (found := _NO.find(clause.folded)) is not None:
            no = no or (clause, found)
        if (found := _YES.find(_NO.without(clause.folded))) is not None:
            yes = yes or (clause, found)
    turned = any(clause.turns for clause in situation.clauses)
    if yes is not None and no is None and not turned:
        return Said((Intent(IntentType.ANSWER, {"value": "yes"}, yes[0].text, yes[0].start),))
    if no is not None and yes is None:
        return Said((Intent(IntentType.ANSWER, {"value": "no"}, no[0].text, no[0].start),))
    return Said((), Ask.WHAT_DO_YOU_MEAN)


def _same_or_new(situation: Situation) -> Said:
    """« C'est le même » or « non, autre chose »; what is neither is left to the other rules."""
    found = {
        value: clause
        for clause in situation.clauses
        for value, phrases in (("same", _SAME), ("new", _NEW))
        if not clause.is_question and phrases.find(clause.folded) is not None
    }
    if len(found) != 1:
        return NOTHING
    [(value, clause)] = found.items()
    return Said((Intent(IntentType.ANSWER, {"value": value}, clause.text, clause.start),))
