"""A visiting card on one line, of somebody whose name nobody knows: told by what it is made of."""

from __future__ import annotations

import re

from mailbot.inbound.reading.lexicon.closings import NEVER_ON_A_CARD, SENTENCE_WORDS, TITLES
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.sign_off import is_telephone

LONGEST_NAME = 60
MOST_WORDS = 3
"""Of a function or a company."""
BARS = frozenset("|•·")
_BARS = re.compile(r"[|•·]")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_ADDRESS = re.compile(r"(?:[a-z-]{1,9} ?: ?)?(?:[^\s@]{1,64}@[\w.-]{3,190}|www\.\S{3,190})")
_NEVER_ON_A_CARD = re.compile(rf"\b(?:{'|'.join(NEVER_ON_A_CARD)})")


def is_card_in_one_line(text: str) -> bool:
    """« Paul Riou | Gérant | 06 … | paul@… »; a row of a table has more to say than one function."""
    name, *others = (part.strip() for part in _BARS.split(text))
    said = [part for part in others if not _is_reached(fold(part))]
    return len(others) > 1 and len(said) < 2 and _is_name(name) and all(_is_function(part) for part in said)


def _is_reached(folded: str) -> bool:
    return is_telephone(folded) or _ADDRESS.fullmatch(folded) is not None


def _is_name(text: str) -> bool:
    """« Paul Riou »; whoever writes « Mme Riou » speaks of somebody else."""
    words = _WORD.findall(text)
    return (
        1 < len(words) < 6
        and len(text) < LONGEST_NAME
        and not any(sign.isdigit() or sign in ":?!" for sign in text)
        and all(word[0].isupper() for word in words)
        and fold(words[0]).rstrip(".") not in TITLES
        and _NEVER_ON_A_CARD.search(fold(text)) is None
    )


def _is_function(text: str) -> bool:
    """« Gérant », « Sales Manager »."""
    folded = fold(text)
    return (
        text[:1].isupper()
        and len(text.split()) <= MOST_WORDS
        and not any(sign.isdigit() or sign in ":?!" for sign in text)
        and SENTENCE_WORDS.isdisjoint(folded.split())
        and _NEVER_ON_A_CARD.search(folded) is None
    )
