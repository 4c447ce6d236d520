"""Visiting cards of people whose name nobody knows: told by where they stand and by what they are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.inbound.reading.lexicon.closings import SENTENCE_WORDS, TITLES, WISHES
from mailbot.inbound.reading.lines import Line, fold
from mailbot.inbound.reading.sign_off import is_contact

MOST_LINES = 8
"""Below the name: a function, a company, a street, a town, two telephones, a site."""
LONGEST_LINE = 60
_AROUND = " .,;!*_-–—/\t"
_WISH = re.compile(rf"(?:{'|'.join(WISHES)})")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_ORDERS = ("ez", "er", "call", "voir")
"""« Appelez Paul Riou⏎06 … » asks for something."""
_REACHED = re.compile(r"@[\w-]{2,60}\.|(?:\+\d{2}|\b0\d)(?:[ .()-]{0,3}\d){8}")
_BARS = re.compile(r"[|•·]")


def below_a_name(lines: Sequence[Line]) -> int | None:
    """Which of these lines, the last of a mail, is the first below a wish and a name: « Merci !⏎Paul Riou⏎06 … »."""
    for at in range(max(0, len(lines) - MOST_LINES - 2), len(lines) - 2):
        if _WISH.fullmatch(lines[at].folded.strip(_AROUND)) and _is_a_card(lines[at + 1 :]):
            return at + 2
    return None


def is_card_in_one_line(text: str) -> bool:
    """« Paul Riou | Gérant | 06 … | paul@… »."""
    name, *others = (part.strip() for part in _BARS.split(text))
    return len(others) > 1 and _REACHED.search(text) is not None and _is_name(name) and " " in name


def _is_a_card(lines: Sequence[Line]) -> bool:
    if not _is_name(lines[0].text.strip(_AROUND)):
        return False
    contacts = [is_contact(line.folded) for line in lines[1:]]
    return any(contacts) and all(
        _is_of_a_card(line, contact=contact) for line, contact in zip(lines[1:], contacts, strict=True)
    )


def _is_name(text: str) -> bool:
    words = _WORD.findall(text)
    return (
        0 < len(words) < 6
        and words[0][0].isupper()
        and not fold(words[0]).endswith(_ORDERS)
        and len(text) < LONGEST_LINE
        and not any(sign.isdigit() or sign in ":?!" for sign in text)
        and all(word[0].isupper() or fold(word).rstrip(".") in TITLES for word in words)
    )


def _is_of_a_card(line: Line, *, contact: bool) -> bool:
    """A telephone, a street, a function: nothing with « je » or « vous » in it, and no more than a few words."""
    if len(line.text) > LONGEST_LINE + 20 or line.text[-1] in "?!:":
        return False
    words = _WORD.findall(line.folded)
    return SENTENCE_WORDS.isdisjoint(words) and (contact or (len(words) < 6 and line.text[0].isupper()))
