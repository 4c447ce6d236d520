"""Rows as an import wants them: new ones, and those on file with what changes in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import FromClause

from mailbot.model import (
    Building,
    Dwelling,
    Landlord,
    LandlordContact,
    Mandate,
    Occupancy,
    Ownership,
    Person,
    PersonAddress,
    Provider,
    ProviderContact,
)

TABLES: tuple[FromClause, ...] = tuple(
    each.__table__
    for each in (
        Building, Person, PersonAddress, Dwelling, Landlord, LandlordContact, Mandate, Ownership, Occupancy, Provider,
        ProviderContact,
    )
)  # fmt: skip
"""Every table that an import writes, what is pointed at before what points."""


@dataclass(slots=True, eq=False)
class Row:
    """A row: on file when it has a number. A value may be another Row: its number is put there when it has one."""

    values: dict[str, Any]
    id: int | None = None
    changes: dict[str, Any] | None = None
    is_new: bool = True

    def say(self, **said: Any) -> None:
        """Let columns have these values; what is the same already is no change."""
        for column, value in said.items():
            if self.values.get(column, _NOTHING) == value or self.values.get(column, _NOTHING) is value:
                continue
            self.values[column] = value
            if not self.is_new:
                self.changes = (self.changes or {}) | {column: value}


_NOTHING = object()


@dataclass(slots=True)
class Tally:
    """How many of a kind an import made, changed, and left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Changes:
    """Everything that an import would write."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.description: [] for table in TABLES})
    """Table → rows, new and known, each once."""

    def add(self, table: str, row: Row) -> Row:
        """One more row of a table."""
        self.rows[table].append(row)
        return row

    def tally(self, table: str, only: Iterable[Row] | None = None) -> Tally:
        """What becomes of a table's rows."""
        count = Tally()
        for row in self.rows[table] if only is None else only:
            if row.is_new:
                count.created += 1
            elif row.changes:
                count.updated += 1
            else:
                count.unchanged += 1
        return count

    def statements(self) -> int:
        """How many rows are to be written."""
        return sum(row.is_new or bool(row.changes) for rows in self.rows.values() for row in rows)
