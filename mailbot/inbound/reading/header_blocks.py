"""« De : / Envoyé : / À : / Objet : » and « -----Message d'origine----- »: where a copy of the older mail begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from mailbot.inbound.reading.lexicon.header_words import (
    ABOVE_THIS_LINE,
    ANY_DATE,
    FORWARDS,
    LABELS,
    MARKED_LINES,
    MOMENT,
    NAMED_SEPARATORS,
    NOTES_LABELS,
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

    @property
    def is_proven(self) -> bool:
        """A sender or a moment, two labels at least, and a value that only a program would write out."""
        if len(self.labels) < 2 or not self.labels & {SENDER, MOMENT}:
            return False
        if self.addressed or (self.dated and (self.sent or SUBJECT in self.labels)):
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
    bare = text.lstrip(_DRAWN_WITH + "|#")
    drawn = len(text) - len(bare)
    if not bare:
        return None
    words = fold(_TWO_SIGNS.split(bare, 1)[0]).strip(_DRAWN_WITH + ":#")
    closed = bare.rstrip()[-1] in "-_=:#‐‑‒―─━═–—"
    if words in ABOVE_THIS_LINE or (drawn > 1 and closed and _asks_to_write_above(words)):
        return Drawn.ORIGINAL
    if words in FORWARDS:
        return Drawn.FORWARD if drawn or closed else None
    if words in SEPARATORS:
        return (Drawn.PERHAPS if words in VAGUE else Drawn.ORIGINAL) if drawn or closed else None
    named = drawn > 1 and closed and words.startswith(NAMED_SEPARATORS)
    if not named:
        return None
    if not words.startswith(VAGUE):
        return Drawn.FORWARD
    if not (_MOMENT.search(words) and (_ADDRESS.search(words) or words.partition(" le ")[0].count("/") > 1)):
        return Drawn.PERHAPS
    return Drawn.FORWARD if words.startswith(PASSED_ON) else Drawn.ORIGINAL


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
        if after == MOMENT:
            any_date = found is not None and _is_any_date(line)
            block.dated = block.dated or (_CLOCK if any_date else _MOMENT).search(value) is not None
            block.sent = block.sent or (found is not None and not any_date)
        blanks = 0
    return block


def _is_any_date(line: Line) -> bool:
    return line.folded.replace("：", ":").partition(":")[0].strip(_AROUND_A_LABEL) in ANY_DATE


def _goes_on(lines: Sequence[Line], at: int, after: str) -> bool:
    """A long list of recipients or a long subject, wrapped."""
    text = lines[at].text
    if after == RECIPIENT and ("@" in text or text.endswith((",", ";"))):
        return True
    return after in (SUBJECT, RECIPIENT, SENDER) and at + 1 < len(lines) and label_of(lines[at + 1]) is not None


_NOTES_MOMENT = re.compile(
    r"(?P<author>\S.{1,120}?)??(?:^|\s{1,20})(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{2,4}) \d{1,2}[:.]\d\d(?::\d\d)?"
    r"(?: ?[ap]m| uhr)?"
)
_NOTES_AUTHOR = re.compile(
    r"[^<>]{1,80}<[^<>\s]{3,190}>|[^<>\s@]{1,64}@\S{3,190}"
    r"|[^/@:.?!]{2,60}/[^/@:?!]{2,40}(?:/[^/@:?!]{2,40}){0,5}(?:@\S{1,60})?"
)
"""« Ann Lee <ann@acme.example> », « Ann Lee/HR/ACME@ACME »."""


def may_be_notes(lines: Sequence[Line], at: int) -> bool:
    """Whether a moment ends this line or begins the next."""
    text = lines[at].text
    if len(text) > 200:
        return False
    if at + 1 < len(lines) and lines[at + 1].text[:1].isdigit():
        return True
    return (text[-1].isdigit() or text[-1] in "mM") and ("/" in text or "<" in text) and ":" in text


def notes_block_at(lines: Sequence[Line], first: int) -> int | None:
    """The last line of Lotus Notes' head that begins at `first`: author and moment, then its labels without a colon.

    « X <x@y>⏎23/11/2026 10:12⏎A⏎Z <z@y>⏎cc⏎⏎Objet⏎Re: fuite »
    """
    moment = _NOTES_MOMENT.fullmatch(lines[first].folded)
    head = first
    if moment is not None:
        author = moment["author"]
    else:
        author = lines[first].text
        below = _below(lines, first)
        if below is None or (moment := _NOTES_MOMENT.fullmatch(lines[below].folded)) is None or moment["author"]:
            return None
        head = below
    if not author or not _NOTES_AUTHOR.fullmatch(author.strip()):
        return None
    if "@" not in author and not _names_an_organisation(lines[first].text[: len(author)]):
        return None
    seen: set[str] = set()
    for below in range(head + 1, min(head + 24, len(lines))):
        label, _, value = lines[below].folded.partition("\t")
        kind = NOTES_LABELS.get(label.strip(" :"))
        if kind is None:
            continue
        seen.add(kind)
        if kind == SUBJECT:
            subject = below if value.strip() else _below(lines, below)
            return (subject or below) if RECIPIENT in seen else None
    return None


def _names_an_organisation(author: str) -> bool:
    """« Nina Roy/Paris/Groupe », « Nina Roy/GROUPE »; not « Volet cuisine/salon »."""
    name, *units = (part.strip() for part in author.split("/"))
    if not all(word[0].isupper() for part in (name, *units[-1:]) for word in part.split()):
        return False
    return len(units) > 1 or any(unit.isupper() and len(unit) > 3 for unit in units)


def _below(lines: Sequence[Line], at: int) -> int | None:
    return next((below for below in range(at + 1, min(at + 4, len(lines))) if lines[below].text), None)
