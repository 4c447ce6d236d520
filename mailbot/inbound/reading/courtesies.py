"""Thanks, photos, and the remarks that change nothing."""

from __future__ import annotations

from typing import Any

from mailbot.inbound.reading.lexicon.courtesy_words import (
    ANNOUNCED,
    CONFIDENTIAL,
    NOT_THANKS,
    THANKS,
    THANKS_ALL_THE_SAME,
)
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.phrases import Phrases
from mailbot.inbound.reading.situation import NOTHING, Said, Situation

_THANKS = Phrases(THANKS)
_CONFIDENTIAL = Phrases(CONFIDENTIAL)
_ANNOUNCED = {what: Phrases(words) for what, words in ANNOUNCED.items()}


def read_thanks(situation: Situation) -> Said:
    """« Merci encore », and neither « merci de prévenir » nor « non merci »."""
    for clause in situation.clauses:
        if "🙏" in clause.text:
            return Said((Intent(IntentType.THANKS, {}, clause.text, clause.start),))
        for found in _THANKS.all(clause.folded):
            at = found.start()
            tail = clause.folded[at:] + " "
            if tail.startswith(NOT_THANKS) and not tail.startswith(THANKS_ALL_THE_SAME):
                continue
            if clause.folded[:at].rstrip().endswith(("non", "no", "sans vous")):
                continue
            return Said((Intent(IntentType.THANKS, {}, clause.text, clause.start + at),))
    return NOTHING


def read_photos(situation: Situation) -> Said:
    """The pictures that came, counted; a picture that is only announced is a comment."""
    if not situation.photos:
        return NOTHING
    return Said((Intent(IntentType.PHOTOS, {"count": situation.photos}, "", len(situation.words)),))


def read_remarks(situation: Situation) -> Said:
    """What is said in confidence, and what is only announced."""
    values: dict[str, Any] = {}
    because, at = "", 0
    for clause in situation.clauses:
        if _CONFIDENTIAL.find(clause.folded):
            values["confidential"], because, at = True, clause.text, clause.start
        for what, phrases in _ANNOUNCED.items():
            if "announces" not in values and not clause.is_question and phrases.find(clause.folded):
                values["announces"], because, at = what, because or clause.text, at or clause.start
    return Said((Intent(IntentType.COMMENT, values, because, at),)) if values else NOTHING


def plain_comment(situation: Situation) -> Intent:
    """What is left of a text that asked for nothing."""
    return Intent(IntentType.COMMENT, {}, situation.words.strip(), 0)
