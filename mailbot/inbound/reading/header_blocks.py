"""« De : / Envoyé : / À : / Objet : » and « -----Message d'origine----- »: where a copy of the older mail begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from mailbot.inbound.reading.lexicon.closings import TITLES
from mailbot.inbound.reading.lexicon.header_words import (
    ABOVE_THIS_LINE,
    ANY_DATE,
    BELOW_A_RULE,
    FORWARDS,
    LABELS,
    MARKED_LINES,
    MOMENT,
    NAMED_SEPARATORS,
    PASSED_ON,
    RECIPIENT,
    SENDER,
    SEPARATORS,
    SUBJECT,
    TO_REPLY,
    VAGUE,
)
from mailbot.inbound.reading.lines import Line, fold

MOST_LINES = 30
_LONGEST_LABEL = max(map(len, LABELS))
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[\w.-]{2,190}")
_MOMENT = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[:h]\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?[:h.時点]\s?\d\d(?!\d|[./])|(?<!\d)\d{1,2} ?[ap]\.?m\b", re.I)
"""« Date : 24/11/2026 » stands on letters too, to the minute it does not."""
_ONESELF = re.compile(r"(?<!\w)(?:(?:je|mon|ma|mes|my|i|ich)(?!\w)|j')")
_SAID_BY = re.compile(
    r"(?!(?:le|la|les|l'|un|une|ce|ca|mon|ma|mes|votre|notre|son|sa|the|my|your|our|il|elle|on|je|he|she|they|i|we)\b)"
    r"(?P<name>[^\d:?!,;]{2,60}) (?:a ecrit|wrote|schrieb|escribio|ha scritto|escreveu|schreef)"
)
"""« ---- Nina Roy a écrit ---- », a telephone's."""
_BY_NAME = re.compile(r"-{4} [^-].{4,90}[^-] -{4}")
"""Four on each side: by hand there are three, five or as many as please."""
_ASKS_FIRST = re.compile(r"(?:please )?(?:re(?:ply|spond)|write|type|answer|enter)\b", re.I)
"""« Sticker says: DO NOT WRITE ABOVE THIS LINE » tells of something."""
_RULE_SIGNS = frozenset("-_=*#~+–—‐‑‒―─━═ \t")
_DRAWN_WITH = "-_=*~–—‐‑‒―─━═ \t"
"""The signs that stand around the words of a separator; a dash has nine of them."""
_TWO_SIGNS = re.compile(r"--|‐‐|──|━━|══|––|——")


class Drawn(Enum):
    """What a line with words between two rules stands for."""

    ORIGINAL = auto()
    FORWARD = auto()
    PERHAPS = auto()
    """« ----- Original ----- »: a person may have drawn it too."""
    BY_NAME = auto()
    """« ---- Nina Roy a écrit ---- »: a person draws it too, above what they copy."""
    BELOW_A_RULE = auto()
    """« Répondez au-dessus de cette ligne. », which a person cites where no rule stands above it."""


@dataclass(slots=True)
class HeaderBlock:
    """The labels seen from `first` to `last`, and what their values prove."""

    first: int
    last: int = 0
    labels: set[str] = field(default_factory=set)
    addressed: bool = False
    dated: bool = False
    sent: bool = False
    """« Envoyé : » names the moment. « Date : » may be that of a journey."""
    answers: bool = False
    """« Objet : Re: Fuite », « Date: Tue, 24 Nov 2026 10:12:00 +0100 »: no note of a call says so."""

    @property
    def is_proven(self) -> bool:
        """A sender or a moment, two labels at least, and a value that only a program would write out."""
        if len(self.labels) < 2 or not self.labels & {SENDER, MOMENT}:
            return False
        # « Compte rendu⏎De : M. Riou⏎Date : 12/11 à 14:30⏎Objet : fuite » is somebody's note, addressed to nobody.
        if self.addressed or (self.dated and (self.sent or self.labels >= {SUBJECT, RECIPIENT} or self._is_of_a_mail)):
            return SENDER in self.labels or len(self.labels) > 2
        return False

    @property
    def _is_of_a_mail(self) -> bool:
        return self.answers and self.labels >= {SENDER, SUBJECT}

    @property
    def is_likely(self) -> bool:
        """Enough when a separator, a rule or a box of the program stands right above."""
        return len(self.labels) > 1 and bool(self.labels & {SENDER, MOMENT, SUBJECT})


def is_rule(text: str) -> bool:
    """A line drawn across: « ________ », « ---- », « * * * »."""
    return len(text) > 2 and text[0] in _RULE_SIGNS and _RULE_SIGNS.issuperset(text)


def names_a_separator(line: Line) -> bool:
    """« Message original » without a rule, as some telephones write it above the labels."""
    return len(line.text) < _LONGEST_BARE_SEPARATOR and line.folded in SEPARATORS and line.folded not in VAGUE


_LONGEST_BARE_SEPARATOR = 30


def separator(text: str) -> Drawn | None:
    """What a program drew between two mails, if this line is that."""
    return _separator(text) if len(text) <= _LONGEST_SEPARATOR else None


_LONGEST_SEPARATOR = 160


@lru_cache(maxsize=2_000)  # a line of the text stands in the HTML too, and « Merci » in every second mail
def _separator(text: str) -> Drawn | None:
    bare = text.lstrip(_DRAWN_WITH + "|#")
    drawn = len(text) - len(bare)
    if not bare:
        return None
    if "ABOVE THIS LINE" in text and _ASKS_FIRST.match(bare) and _asks_to_write_above(fold(text)):
        return Drawn.ORIGINAL  # « Write ABOVE THIS LINE to post a reply »
    words = fold(_TWO_SIGNS.split(bare, 1)[0]).strip(_DRAWN_WITH + ":#")
    closed = bare.rstrip()[-1] in "-_=:#‐‑‒―─━═–—"
    if words in ABOVE_THIS_LINE or (drawn > 1 and closed and _asks_to_write_above(words)):
        return Drawn.ORIGINAL
    if words.rstrip(".") in ABOVE_THIS_LINE or words.rstrip(".") in BELOW_A_RULE:
        return Drawn.BELOW_A_RULE
    if words in FORWARDS:
        return Drawn.FORWARD if drawn or closed else None
    if words in SEPARATORS:
        return (Drawn.PERHAPS if words in VAGUE else Drawn.ORIGINAL) if drawn or closed else None
    if _BY_NAME.fullmatch(text) and bare[0].isupper() and _names_who_said(words):
        return Drawn.BY_NAME
    named = drawn > 1 and closed and words.startswith(NAMED_SEPARATORS)
    if not named:
        return None
    if not words.startswith(VAGUE):
        return Drawn.FORWARD
    if not (_MOMENT.search(words) and (_ADDRESS.search(words) or words.partition(" le ")[0].count("/") > 1)):
        return Drawn.PERHAPS
    return Drawn.FORWARD if words.startswith(PASSED_ON) else Drawn.ORIGINAL


def _names_who_said(words: str) -> bool:
    """« ---- Mme Perrin a écrit ---- » is typed by somebody who knows her; a telephone writes first and last name."""
    said = _SAID_BY.fullmatch(words)
    if said is None:
        return False
    first, *others = said["name"].split()
    return bool(others) and first.rstrip(".") not in TITLES


def _asks_to_write_above(words: str) -> bool:
    """« Merci de répondre au-dessus de cette ligne », in as many ways as there are ticketing programs."""
    asked = any(mark in words for mark in MARKED_LINES) and any(verb in words for verb in TO_REPLY)
    return asked and _ONESELF.search(words) is None


_AROUND_A_LABEL = " \t*_|-–\"'"


def label_of(line: Line) -> tuple[str, str] | None:
    """(kind, value) when the line begins with the name of a header."""
    text = line.text
    if text[:12] in ("Message du 1", "Message du 2", "Message du 3", "Message du 0"):
        return MOMENT, text[11:]  # « Message du 23/11/26 10:12 », Orange's
    at = text.find(":", 0, _LONGEST_LABEL + 8)
    if at < 1 and (at := text.find("：", 0, _LONGEST_LABEL + 8)) < 1:
        return None
    kind = LABELS.get(fold(text[:at]).strip(_AROUND_A_LABEL))
    if kind is None:
        return None
    value = text[at + 1 :].strip(" *_\t")
    if kind in (SENDER, RECIPIENT) and value[:1].isdigit() and "@" not in value:
        return None  # « De : 9h », « À : 11h »
    return kind, value


_FIRST = frozenset({SENDER, MOMENT})
"""With one of these a program's block begins, unless it is the subject, right above them."""


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
            if blanks > 3:
                break
            continue
        if line.depth != depth or line.is_old is not lines[first].is_old:
            break
        found = label_of(line)
        if found is not None:
            if found[0] == SUBJECT and SUBJECT in block.labels:
                break  # « Objet : fuite » is the person's, and the program's block begins below
            if blanks and found[0] in _FIRST and block.labels.isdisjoint(_FIRST):
                break  # and « À : midi » above an empty line
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
        block.answers = block.answers or (found is not None and after in _OF_A_MAIL and _answers(after, value))
        if after == MOMENT:
            any_date = found is not None and _is_any_date(line)
            block.dated = block.dated or (_CLOCK if any_date else _MOMENT).search(value) is not None
            block.sent = block.sent or (found is not None and not any_date)
        blanks = 0
    return block


_OF_A_MAIL = {
    SUBJECT: re.compile(r"(?:re|tr|fw|fwd|rep|aw|wg)\s?:", re.IGNORECASE),
    MOMENT: re.compile(
        r"[^\W\d]{3,9}\.?,? \d{1,2} [^\W\d]{3,9}\.? \d{4},? \d\d:\d\d"
        r"|.{6,30}\d\d:\d\d(?::\d\d)? ?(?:[+-]\d{4}\b|\(?GMT)"
    ),
}
"""A subject that answers another, and a moment with its weekday or its time zone."""


def _answers(label: str, value: str) -> bool:
    return _OF_A_MAIL[label].match(value) is not None


def _is_any_date(line: Line) -> bool:
    return line.folded.replace("：", ":").partition(":")[0].strip(_AROUND_A_LABEL) in ANY_DATE


def _goes_on(lines: Sequence[Line], at: int, after: str) -> bool:
    """A long list of recipients or a long subject, wrapped."""
    text = lines[at].text
    if after == RECIPIENT and ("@" in text or text.endswith((",", ";"))):
        return True
    return after in (SUBJECT, RECIPIENT, SENDER) and at + 1 < len(lines) and label_of(lines[at + 1]) is not None
