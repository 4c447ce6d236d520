"""« Entre nous, il ne paie plus »: what the writer says is not to be read by those who would read it."""

from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.lexicon.confidence_words import CONFIDED, DISCLAIMER
from mailbot.inbound.reading.sayings import Sayings

_CONFIDED = Sayings(CONFIDED)
_DISCLAIMER = Sayings(DISCLAIMER)


def is_confided(words: str) -> bool:
    """Whether something of these words is said in confidence, so that none of them is published."""
    return any(
        not clause.is_question
        and _CONFIDED.find(clause.wording) is not None
        and _DISCLAIMER.find(clause.wording) is None
        for clause in cut_into_clauses(words)
    )
