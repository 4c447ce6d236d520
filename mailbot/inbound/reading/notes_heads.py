"""Lotus Notes' heads: « X <x@y>⏎23/11/2026 10:12⏎A⏎Z⏎cc⏎⏎Objet⏎… », drawn without a colon, in columns or in a box."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.inbound.reading.lexicon.header_words import LABELS, MOMENT, NOTES_LABELS, RECIPIENT, SENDER, SUBJECT
from mailbot.inbound.reading.lines import Line

MOST_LINES = 24
"""Of a head without rules."""
MOST_LINES_DRAWN = 60
"""Of one in a box, where a value takes three."""
PADDED = 12
"""Blanks at least beside the words of a head that is set in columns."""

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
    if any(below.text[:1].isdigit() for below in lines[at + 1 : at + 3]):
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
    for below in range(head + 1, min(head + MOST_LINES, len(lines))):
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


_LABELS = ("cc", *NOTES_LABELS)
_AT_THE_RIGHT = re.compile(rf"(?:^|\s{{6}})(?P<label>cc|{'|'.join(NOTES_LABELS)})$")
_DAY_OR_HOUR = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|(?<!\d)\d{1,2}:\d\d(?!\d)")


def columns_at(lines: Sequence[Line], first: int) -> int | None:
    """The last line of the head that begins at `first` and is set in columns: the author and the moment at the left,
    the labels alone at the right, each line filled up with blanks."""
    labels: list[str] = []
    for at in range(first, min(first + MOST_LINES, len(lines))):
        line = lines[at]
        if not line.text:
            continue
        if not _is_padded(line):
            return None
        if not line.folded.endswith(_LABELS) or (label := _AT_THE_RIGHT.search(line.folded)) is None:
            continue
        labels.append(NOTES_LABELS.get(label["label"], "cc"))
        if labels[-1] == SUBJECT:
            above = lines[first:at]
            dated = any(_DAY_OR_HOUR.search(line.folded) for line in above)
            addressed = any("@" in line.text for line in above)
            complete = labels[:-1] in ([RECIPIENT], [RECIPIENT, "cc"])
            return _below(lines, at) if complete and dated and addressed else None
    return None


def _is_padded(line: Line) -> bool:
    return line.depth == 0 and line.end - line.start - len(line.text) >= PADDED


_IN_A_BOX = re.compile(r"\|[ \t]{0,4}(?P<label>[^|:]{1,20}?)[ \t]?:[ \t]{0,20}\|")


def box_at(lines: Sequence[Line], first: int) -> int | None:
    """The last line of the head that is drawn in a box: « |-------->⏎| De :    |⏎|-------->⏎  |X <x@y>     | »."""
    last, kinds = first, set()
    for at in range(first, min(first + MOST_LINES_DRAWN, len(lines))):
        text = lines[at].text
        if not text:
            continue
        if "|" not in (text[0], text[-1]):
            break
        last = at
        if (label := _IN_A_BOX.fullmatch(lines[at].folded)) is not None and label["label"] in LABELS:
            kinds.add(LABELS[label["label"]])
    return last if kinds >= {SENDER, MOMENT, SUBJECT} else None


def drawn_head_at(lines: Sequence[Line], first: int) -> int | None:
    """The last line of a head in columns or in a box that begins at `first`."""
    if _is_padded(lines[first]):
        return columns_at(lines, first)
    return box_at(lines, first) if lines[first].text[:3] == "|--" else None
