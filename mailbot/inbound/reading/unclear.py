"""Which question to put back when nothing was understood of an answer (READING, section 6)."""

from __future__ import annotations

from collections.abc import Iterable

from mailbot.inbound.reading.lexicon.decision_words import LATER
from mailbot.inbound.reading.lexicon.provider_words import THINKS_ABOUT_IT
from mailbot.inbound.reading.lexicon.stance_words import ANSWERS_LATER
from mailbot.inbound.reading.lexicon.works_words import UNSURE
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Question
from mailbot.vocabulary import Channel

_LATER = Sayings((*LATER, *THINKS_ABOUT_IT, *UNSURE, *ANSWERS_LATER))
_BY_QUESTION = {
    Question.CHOOSE_SLOT: Ask.WHICH_SLOT,
    Question.CONFIRM_WORKS: Ask.IS_IT_REPAIRED,
    Question.TAKE_MISSION: Ask.TAKE_MISSION,
    Question.APPROVE_QUOTE: Ask.APPROVE_OR_REFUSE,
    Question.SAME_OR_NEW: Ask.SAME_OR_NEW,
}


def question_back(situation: Situation, intents: Iterable[Intent]) -> Ask | None:
    """Somebody who will answer later is clear; a text that answers nothing is asked again, once."""
    if situation.standpoint.channel is Channel.DIGEST:
        return None
    if any("announces" in i.values or "confidential" in i.values for i in intents if i.type is IntentType.COMMENT):
        return None
    question = situation.standpoint.question
    if question is None or situation.first(_LATER, questions=True) is not None:
        return None
    return _BY_QUESTION.get(question)
