"""What somebody who was woken answers to the alarm: « je prends », « fausse alerte » (G-24).

Whoever is not understood wakes the next person, and whoever is understood wrongly lets everybody sleep: in doubt
nothing is said here, and the words are read by the managers.
"""

import re

from mailbot.inbound.reading.lexicon.alarm_words import (
    BEFORE_FALSE,
    COURTESIES,
    DOUBTS,
    FALSE_ALARM,
    GREETING,
    TAKES_IT,
    UNSURE_IT_IS_FALSE,
)
from mailbot.inbound.reading.lines import fold

TAKES, FALSE = "takes", "false"
_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;\n]?")
_CLAUSE = re.compile(r"[,:()\u2013\u2014]|\s-\s")
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_FIRST = 3
"""Sentences that are looked at: the answer to an alarm begins with it."""


def answer_to_alarm(text: str) -> tuple[str, tuple[int, int]] | None:
    """What the first sentences of a text answer, TAKES or FALSE, and where the words stand; none when they do not."""
    folded = fold(text)
    sentences = [each for each in _SENTENCE.finditer(folded) if _said(each[0])]
    for sentence in sentences[:_FIRST]:
        words = re.sub(rf"^\s*{GREETING}", " ", sentence[0].rstrip("\n"))
        if (answer := _answer(words)) is not None:
            return answer, sentence.span()
        if _said(words) - COURTESIES:
            return None  # something else came first
    return None


def _said(sentence: str) -> set[str]:
    return set(_WORDS.findall(sentence))


def _answer(sentence: str) -> str | None:
    if "?" in sentence or any(re.search(rf"\b(?:{doubt})\b", sentence) for doubt in DOUBTS):
        return None
    if any(_is_false(_joined(clause)) for clause in _CLAUSE.split(sentence)):
        return FALSE if re.search(rf"\b(?:{UNSURE_IT_IS_FALSE})\b", sentence) is None else None
    said = _joined(sentence)
    return TAKES if any(re.match(rf"(?:{words})(?!\w)", said) for words in TAKES_IT) else None


def _joined(words: str) -> str:
    return " ".join(word for word in _WORDS.findall(words) if word not in COURTESIES)


def _is_false(clause: str) -> bool:
    found = next(filter(None, (re.search(rf"\b{words}\b", clause) for words in FALSE_ALARM)), None)
    return found is not None and BEFORE_FALSE.issuperset(clause[: found.start()].split())
