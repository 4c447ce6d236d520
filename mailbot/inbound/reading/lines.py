"""One line of a mail, with where it came from: how deep it was quoted, and which box of the client held it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from html import unescape

QUOTE_MARKS = re.compile(r"(?:[ \t\xa0]{0,3}>)++ ?")
"""RFC 3676, section 4.5, and the space that most programs add."""

# Marks that nobody sees. They come from editors and from previews that want an empty first line.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_UNSEEN.update(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))
_ANY_UNSEEN = re.compile(
    "[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\r\v\f\x85\u2028\u2029]"
)


class Box(IntEnum):
    """What a mail program wrapped around a line. NONE for plain text."""

    NONE = 0
    HISTORY = 1
    """Inside a container that only programs write, for what was said before."""
    INTRODUCTION = 2
    """The line of the program that introduces the history: date and author."""
    SIGNATURE = 3
    """Inside the container of the stored signature."""
    BOUNDARY = 4
    """An empty mark below which the program put the history."""


class Line:
    """`text` without quote marks. `start` and `end` say where it stands in the source, marks included."""

    __slots__ = ("_folded", "box", "depth", "end", "start", "text")

    def __init__(self, text: str, start: int, end: int, depth: int = 0, box: Box = Box.NONE) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.depth = depth
        self.box = box
        self._folded: str | None = None

    @property
    def folded(self) -> str:
        """The text in lower case and without accents, made at the first use: most lines are never looked at."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def is_old(self) -> bool:
        """Quoted, or inside a container that holds nothing but history."""
        return self.depth > 0 or self.box is Box.HISTORY


@dataclass(frozen=True, slots=True)
class Stream:
    """A mail's words as one text, and its lines in order. Every span points into `source`."""

    source: str
    lines: list[Line]


def lines_of_text(text: str) -> Stream:
    """The lines of a plain text part, their quote marks counted and taken off."""
    source = clean(text)
    lines: list[Line] = []
    start = 0
    blank = False
    for raw in source.split("\n"):
        end = start + len(raw)
        if raw[:2] == "> " and raw[2:3] not in " \t\xa0>":  # quoted once: most lines of most mails
            lines.append(Line(raw[2:].strip(), start, end, 1))
            blank = False
        elif raw and raw[0] in ">\t \xa0" and (marks := QUOTE_MARKS.match(raw)):
            lines.append(Line(raw[marks.end() :].strip(), start, end, marks[0].count(">")))
            blank = False
        elif words := raw.strip():
            lines.append(Line(words, start, end))
            blank = False
        elif blank:
            lines[-1].end = end  # a second empty line says no more than the first
        else:
            lines.append(Line("", start, end))
            blank = True
        start = end + 1
    if "> " in source and (initials := _INITIALS.findall(source)):
        repeated = {mark for mark, times in Counter(initials).items() if times > 1}
        _take_off_initials(lines, repeated & _initials_of_authors(lines))
    return Stream(source, lines)


_INITIALS = re.compile(r"(?m)^[ \t]{0,2}([A-ZÀ-Þ]{2,3})>(?=[ \n])")
"""« NB> the quoted words », The Bat's and Supercite's: initials of whoever said them."""


_MOST_AUTHORS = 50
"""Introductions that are looked at for names."""
_LONGEST_INTRODUCTION = 420
_CAPITALIZED = re.compile(r"(?<!\w)[A-ZÀ-Þ](?=[\w.])")


def _initials_of_authors(lines: list[Line]) -> set[str]:
    """SL for « Le 24/11/2026 à 10:12, Sophie Lambert a écrit : »; « RDC> odeur de gaz » is nobody's name."""
    ended = (line.text for line in lines if line.text[-1:] == ":" and len(line.text) < _LONGEST_INTRODUCTION)
    introductions = [text for text in ended if any(sign.isdigit() for sign in text)]
    found: set[str] = set()
    for introduction in introductions[:_MOST_AUTHORS]:
        firsts = "".join(_CAPITALIZED.findall(introduction))
        found.update(firsts[at : at + length] for length in (2, 3) for at in range(len(firsts) - length + 1))
    return found


def _take_off_initials(lines: list[Line], initials: set[str]) -> None:
    for line in lines:
        if line.depth == 0 and line.text.partition(">")[0] in initials and ">" in line.text[:4]:
            line.text = line.text.partition(">")[2].strip()
            line.depth = 1


def clean(text: str) -> str:
    """Composed characters, Unix line ends, no invisible marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif "\r" not in text:
        return text
    if not _ANY_UNSEEN.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n").translate(_UNSEEN)


_WRITTEN_OUT = re.compile(r"(?:=[C-F][0-9A-F]=[89AB][0-9A-F])++")
_LOST_HOUR = re.compile(r"(?<=\d) [?\ufffd] (?=\d{1,2} ?[:h] ?\d\d)")


def mended(text: str) -> str:
    """Words that were decoded once too often or not at all, for judging only: « a &eacute;crit », « a Ã©crit »,
    « a =C3=A9crit », « a ?crit »."""
    if "&" in text:
        text = unescape(text)
    if "=" in text:
        text = _WRITTEN_OUT.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace"), text)
    if "Ã" in text:
        text = text.replace("Ã©", "é").replace("Ã\xa0", "à").replace("Ã ", "à").replace("Ã€", "À").replace("Ã¨", "è")
    if "?" in text or "\ufffd" in text:
        text = _LOST_HOUR.sub(" a ", text).replace("a ?crit", "a écrit").replace("a \ufffdcrit", "a écrit")
    return text


def fold(text: str) -> str:
    """Lower case without accents, each character still at its place, so that a span found here holds there."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def _one_for_one() -> dict[int, str]:
    table = {ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'", ord("´"): "'", ord("`"): "'"}
    table |= {ord("“"): '"', ord("”"): '"', ord("«"): '"', ord("»"): '"', ord("…"): ".", ord("："): ":"}
    table |= dict.fromkeys((0xA0, 0x202F, 0x2007, 0x2009, 0x3000), " ")
    table |= {ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("ß"): "s", ord("ı"): "i", ord("İ"): "i"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x386, 0x530), *range(0x1E00, 0x2000)):
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        if code not in table and len(letter) == 1 and letter != chr(code):
            table[code] = letter
    return dict(table)


_FOLDED = _one_for_one()
