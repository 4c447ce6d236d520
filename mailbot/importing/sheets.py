"""From a file's octets to the lines of a sheet: its encoding, its separator, its kind, its titles, its cells."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Protocol

from mailbot.importing.decoding import Decoded, NoText, decode
from mailbot.importing.layout import COLUMNS, FIELDS, Column, Kind, Need, kind_by_name, kinds_by_titles, title_form
from mailbot.importing.troubles import Trouble
from mailbot.inbound.reading.lines import clean
from mailbot.threads.headers import one_line

_SEPARATORS = (";", "\t", ",")
_LARGEST = 200_000_000
"""Octets of one file: ten times the largest agency's."""
_SPELT: Mapping[str, str] = {";": "« ; »", ",": "« , »", "\t": "tab"}


@dataclass(slots=True)
class Sheet:
    """A file whose first line is understood. Its lines are read as they are asked for."""

    file: str
    kind: Kind
    decoded: Decoded
    separator: str
    titles: list[str]
    columns: dict[int, Column]
    """Place in the line → the column that it is."""
    header: int
    """The number of the line with the titles."""
    troubles: list[Trouble] = field(default_factory=list)
    count: int = 0
    """Lines with something in them, once they were read."""

    @property
    def aside(self) -> list[str]:
        """The titles that are none of ours: nothing is read below them."""
        return [title for place, title in enumerate(self.titles) if place not in self.columns and title]

    def how_read(self) -> str:
        """How the file was read, for whoever gave it."""
        return f"read as {self.decoded.encoding}, separator {_SPELT[self.separator]}"

    def size(self) -> int:
        """About how many lines it has."""
        return self.decoded.text.count("\n")

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Each line with something in it: its number and its cells, as many as there are titles.

        A line that cannot be cut into cells is a trouble, and the next one is read. One with too few or too many has
        its number negative, and its key alone.
        """
        wanted = len(self.titles)
        for number, cells in _rows(self.decoded.text, self.separator, self._cut_wrongly):
            if number <= self.header or not any(cells) or not any(map(str.strip, cells)):
                continue
            self.count += 1
            if len(cells) > wanted and not any(map(str.strip, cells[wanted:])):
                del cells[wanted:]
            if len(cells) != wanted:
                self.troubles.append(
                    Trouble(self.file, number, 0, "", "", f"it has {len(cells)} cells, and the titles are {wanted}")
                )
                yield -number, [cells[at] if at < len(cells) and self._is_key(at) else "" for at in range(wanted)]
            else:
                yield number, cells

    def _is_key(self, place: int) -> bool:
        # Whatever refers to a line that is wrong elsewhere is not wrong itself.
        return place in self.columns and self.columns[place].field == COLUMNS[self.kind][0].field

    def _cut_wrongly(self, number: int, place: int, reason: str) -> None:
        title = self.titles[place] if place < len(self.titles) else ""
        self.troubles.append(Trouble(self.file, number, place, title, "", reason))


def open_sheet(name: str, octets: bytes) -> Sheet | list[Trouble]:
    """The sheet in a file, or why there is none. A wrong title is a trouble of the sheet."""
    if len(octets) > _LARGEST:
        return [Trouble(name, 0, 0, "", "", f"it is larger than {_LARGEST // 1_000_000} MB")]
    try:
        decoded = decode(octets)
    except NoText as no:
        return [Trouble(name, 0, 0, "", "", str(no))]
    separator, number, titles = _titles(decoded.text)
    if not titles:
        return [Trouble(name, 0, 0, "", "", "it is empty: its first line names the columns")]
    kind = kind_by_name(PurePath(name).stem)
    if kind is None:
        fits = kinds_by_titles(titles)
        if len(fits) != 1:
            return [Trouble(name, number, 0, "", "", _NO_KIND)]
        kind = fits[0]
    return _sheet_of(name, kind, decoded, separator, number, titles)


_NO_KIND = (
    "its titles fit no kind of file, or several: put lots, bailleurs, mandats, proprietes, locataires or prestataires "
    "in the file's name"
)


def _sheet_of(name: str, kind: Kind, decoded: Decoded, separator: str, number: int, titles: list[str]) -> Sheet:
    sheet = Sheet(name, kind, decoded, separator, titles, {}, number)
    seen: dict[str, str] = {}
    for place, title in enumerate(titles):
        column = FIELDS[kind].get(title_form(title))
        wrong = decoded.trouble_with(title)
        if wrong:
            sheet.troubles.append(Trouble(name, number, place, title, title, wrong))
        if column is None:
            continue
        if column.field in seen:
            reason = f"says the same as « {seen[column.field]} »: take one of the two out"
            sheet.troubles.append(Trouble(name, number, place, title, title, reason))
            continue
        seen[column.field] = title
        sheet.columns[place] = column
    sheet.troubles += [
        Trouble(name, number, len(titles), "", "", f"the column « {column.title} » is missing")
        for column in COLUMNS[kind]
        if column.need is not Need.NO and column.field not in seen
    ]
    return sheet


def _titles(text: str) -> tuple[str, int, list[str]]:
    """The separator, the number of the line with the titles, and the titles."""
    best: tuple[tuple[int, int], str, int, list[str]] = ((-1, 0), ";", 1, [])
    told = _TOLD.match(text)  # Excel's own way of naming the separator
    for separator in (told[1],) if told is not None and told[1] in _SEPARATORS else _SEPARATORS:
        for number, cells in islice(_rows(text, separator, lambda *_: None), 5):
            titles = [tidy(cell) for cell in cells]
            if not any(titles) or (told is not None and number == 1):
                continue
            known = sum(any(title_form(title) in fields for fields in FIELDS.values()) for title in titles)
            best = max(best, ((known, len(titles)), separator, number, titles), key=lambda each: each[0])
            break
    return best[1:]


_TOLD = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


# -- Lines and cells --------------------------------------------------------------------------------------------------

_FORMULA = re.compile(r'="([^"]*)"')


def tidy(cell: str) -> str:
    """A cell's words on one line; what Excel wraps so as to leave it alone (="0612") is taken out."""
    wrapped = _FORMULA.fullmatch(cell)
    return one_line(clean(wrapped[1] if wrapped else cell))


class _Source:
    """The lines of a text. What was taken since the last mark can be put back."""

    def __init__(self, text: str) -> None:
        self._text = io.StringIO(text, newline="")
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        """Of the line that was taken last."""

    def __iter__(self) -> "_Source":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._text)
        self.number += 1
        self.taken.append(line)
        return line

    def put_back_all_but_the_first(self) -> None:
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1


def _rows(text: str, separator: str, wrong: "_Wrong") -> Iterator[tuple[int, list[str]]]:
    """Each line's number and cells (RFC 4180). After a line that cannot be cut, the next one is read."""
    source = _Source(text)
    reader = csv.reader(source, delimiter=separator, strict=True)
    while True:
        source.taken.clear()
        number = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            wrong(number, _place_of_the_quote(source.taken[0], separator), _reason(str(error)))
            source.put_back_all_but_the_first()
            reader = csv.reader(source, delimiter=separator, strict=True)
            continue
        yield number, cells


class _Wrong(Protocol):
    """Who is told of a line that cannot be cut."""

    def __call__(self, number: int, place: int, reason: str, /) -> None: ...


def _reason(error: str) -> str:
    if "expected after" in error:
        return "has a quote in the middle of it: a quote inside a quoted cell is written twice"
    return "has a quote that is never closed"


def _place_of_the_quote(line: str, separator: str) -> int:
    """In which cell of a line the quote stands that cannot be read."""
    mark = re.escape(separator)
    whole = re.compile(rf'(?:"(?:[^"]|"")*"|[^"{mark}][^{mark}]*|)(?:{mark}|$)')
    at = place = 0
    while (found := whole.match(line, at)) is not None and found.end() > at:
        at, place = found.end(), place + 1
    return place
