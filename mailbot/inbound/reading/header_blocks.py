"""« De : / Envoyé : / À : / Objet : » and « -----Message d'origine----- »: where a copy of the older mail begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from mailbot.inbound.reading.lexicon.header_words import (
    ABOVE_THIS_LINE,
    FORWARDS,
    LABELS,
    MOMENT,
    NAMED_SEPARATORS,
    RECIPIENT,
    SENDER,
    SEPARATORS,
    SUBJECT,
    VAGUE,
)
from mailbot.inbound.reading.lines import Line, fold

MOST_LINES = 30
_LONGEST_LABEL = max(map(len, LABELS))
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[\w.-]{2,190}")
_MOMENT = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[:h]\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?!\d)")
_RULE_SIGNS = frozenset("-_=*#~+–— \t")


class Drawn(Enum):
    """What a line with words between two rules stands for."""

    ORIGINAL = auto()
    FORWARD = auto()
    PERHAPS = auto()
    """« ----- Original ----- »: a person may have drawn it too."""


@dataclass(slots=True)
class HeaderBlock:
    """The labels seen from `first` to `last`, and what their values prove."""

    first: int
    last: int = 0
    labels: set[str] = field(default_factory=set)
    addressed: bool = False
    dated: bool = False

    @property
    def is_proven(self) -> bool:
        """A sender or a moment, two labels at least, and a value that only a program would write out."""
        if len(self.labels) < 2 or not self.labels & {SENDER, MOMENT}:
            return False
        if self.addressed or self.dated:
            return SENDER in self.labels or len(self.labels) > 2
        return False

    @property
    def is_likely(self) -> bool:
        """Enough when a separator, a rule or a box of the program stands right above."""
        return len(self.labels) > 1 and bool(self.labels & {SENDER, MOMENT, SUBJECT})


def is_rule(text: str) -> bool:
    """A line drawn across: « ________ », « ---- », « * * * »."""
    return len(text) > 2 and text[0] in _RULE_SIGNS and _RULE_SIGNS.issuperset(text)


def separator(text: str) -> Drawn | None:
    """What a program drew between two mails, if this line is that."""
    return _separator(text) if len(text) <= _LONGEST_SEPARATOR else None


_LONGEST_SEPARATOR = 160


@lru_cache(maxsize=2_000)  # a line of the text stands in the HTML too, and « Merci » in every second mail
def _separator(text: str) -> Drawn | None:
    bare = text.lstrip("-_=*~–— \t|#")
    drawn = len(text) - len(bare)
    if not bare:
        return None
    words = fold(bare.partition("--")[0]).strip("-_=*~–— \t:#")
    if words in ABOVE_THIS_LINE:
        return Drawn.ORIGINAL
    closed = bare.rstrip()[-1] in "-_=:"
    if words in FORWARDS:
        return Drawn.FORWARD if drawn or closed else None
    if words in SEPARATORS:
        return (Drawn.PERHAPS if words in VAGUE else Drawn.ORIGINAL) if drawn or closed else None
    named = drawn > 1 and closed and words.startswith(NAMED_SEPARATORS)
    return (Drawn.PERHAPS if words.startswith(VAGUE) else Drawn.FORWARD) if named else None


def label_of(line: Line) -> tuple[str, str] | None:
    """(kind, value) when the line begins with the name of a header."""
    text = line.text
    at = text.find(":", 0, _LONGEST_LABEL + 8)
    if at < 1 and (at := text.find("：", 0, _LONGEST_LABEL + 8)) < 1:
        return None
    kind = LABELS.get(fold(text[:at]).strip(" \t*_|-–\"'"))
    return None if kind is None else (kind, text[at + 1 :].strip(" *_\t"))


def header_block_at(lines: Sequence[Line], first: int) -> HeaderBlock | None:
    """The block whose first label stands at `first`, wrapped values and blank lines included."""
    found = label_of(lines[first])
    if found is None:
        return None
    depth = lines[first].depth
    block = HeaderBlock(first, first)
    blanks, wants_value, after = 0, False, ""
    for at in range(first, min(first + MOST_LINES, len(lines))):
        line = lines[at]
        if not line.text:
            blanks += 1
            if blanks > 3 or (blanks > 1 and not wants_value):
                break
            continue
        if line.depth != depth or line.is_old is not lines[first].is_old:
            break
        found = label_of(line)
        if found is not None:
            after, value = found
            block.labels.add(after)
            wants_value = not value
            block.last = at
        elif wants_value or (not blanks and _goes_on(lines, at, after)):
            value, wants_value = line.text, False
            block.last = at
        else:
            break
        block.addressed = block.addressed or bool(after in (SENDER, RECIPIENT) and _ADDRESS.search(value))
        block.dated = block.dated or bool(after == MOMENT and _MOMENT.search(value))
        blanks = 0
    return block


def _goes_on(lines: Sequence[Line], at: int, after: str) -> bool:
    """A long list of recipients or a long subject, wrapped."""
    text = lines[at].text
    if after == RECIPIENT and ("@" in text or text.endswith((",", ";"))):
        return True
    return after in (SUBJECT, RECIPIENT, SENDER) and at + 1 < len(lines) and label_of(lines[at + 1]) is not None
