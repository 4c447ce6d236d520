"""From the lines of a sheet to entries: every cell read, or named with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mailbot.importing.layout import COLUMNS, Column, Kind, Need
from mailbot.importing.sheets import Sheet, tidy
from mailbot.importing.troubles import Trouble
from mailbot.importing.values import Unfit

_DASHES = frozenset("-–—")


@dataclass(slots=True, eq=False)
class Entry:
    """A line as it was understood: what it says, by the names of the columns. A cell that says nothing is not there."""

    sheet: Sheet
    line: int
    cells: list[str]
    said: dict[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.said.get(field)

    def trouble(self, field: str, reason: str) -> Trouble:
        """What is wrong with one cell, or with the column that the line lacks."""
        place = next((place for place, column in self.sheet.columns.items() if column.field == field), None)
        if place is None:
            return Trouble(self.sheet.file, self.line, 0, "", "", reason)
        return Trouble(self.sheet.file, self.line, place, self.sheet.titles[place], tidy(self.cells[place]), reason)

    @property
    def where(self) -> str:
        """« line 12 of locataires.csv »."""
        return f"line {self.line} of {self.sheet.file}"


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything that the files say, line by line."""

    of: Mapping[Kind, list[Entry]]
    spoilt: Mapping[Kind, frozenset[str]]
    """Keys of lines that cannot be taken, folded: whatever refers to them is not wrong for that."""


def entries_of(sheet: Sheet, troubles: list[Trouble]) -> Iterator[Entry | str]:
    """Each line of a sheet: an entry, or the key of one that is wrong. What is wrong is added to the troubles."""
    key = COLUMNS[sheet.kind][0].field
    whole = all(column.need is not Need.ALWAYS or column in sheet.columns.values() for column in COLUMNS[sheet.kind])
    for number, cells in sheet.lines():
        entry, wrong = Entry(sheet, abs(number), cells, {}), number < 0 or not whole
        for place, column in sheet.columns.items():
            try:
                _read(entry, column, cells[place])
            except Unfit as no:
                wrong = True
                if number > 0:
                    troubles.append(
                        Trouble(sheet.file, number, place, sheet.titles[place], cells[place].strip(), str(no))
                    )
        if not wrong:
            yield entry
        elif key in entry.said:
            yield entry.said[key]
    troubles += sheet.troubles


def _read(entry: Entry, column: Column, cell: str) -> None:
    if not cell.isascii() and (doubt := entry.sheet.decoded.trouble_with(cell)):
        raise Unfit(doubt)
    cell = tidy(cell)
    if not cell:
        if column.need is Need.ALWAYS:
            raise Unfit("is empty")
    elif cell in _DASHES and column.may_be_emptied:
        entry.said[column.field] = column.emptied
    elif cell in _DASHES and column.need is not Need.NO:
        raise Unfit("says nothing")
    elif cell not in _DASHES:
        value = column.read(cell)
        if len(cell) > column.longest:
            raise Unfit(f"is longer than {column.longest} characters")
        entry.said[column.field] = value
