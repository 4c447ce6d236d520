"""Rows in a form that belongs to no database: as JSON, a line a row, from the tables as they stand."""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    func,
    insert,
    select,
)

from mailbot.columns import Facts
from mailbot.errors import WrongSetting

VERSION_TABLE = "alembic_version"
_AT_ONCE = 500
_UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")
_OCTETS_AT_ONCE = 4_000_000


def tables_of(connection: Connection) -> tuple[Table, ...]:
    """The tables as this database has them today, whatever the code knows of them, those that others name first."""
    shape = MetaData()
    shape.reflect(connection)
    for table in shape.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = Facts  # none in Python is NULL, as in the model
    return tuple(table for table in shape.sorted_tables if table.name != VERSION_TABLE)


def pieces(connection: Connection, table: Table) -> Iterator[list[bytes]]:
    """The rows of a table by their primary key, as lines, some at a time: a table is never in memory whole."""
    asked = select(table).order_by(*table.primary_key)
    lines: list[bytes] = []
    octets = 0
    with connection.execute(asked, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            lines.append(_line(row))
            octets += len(lines[-1])
            if len(lines) == _AT_ONCE or octets > _OCTETS_AT_ONCE:
                yield lines
                lines, octets = [], 0
    if lines:
        yield lines


def _line(row: Sequence[Any]) -> bytes:
    values = [_plain(value) for value in row]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def put_back(connection: Connection, table: Table, names: Sequence[str], lines: Sequence[bytes]) -> int:
    """Insert rows of some lines; how many. Raises WrongSetting for a line that is no row of this table."""
    columns = [table.columns.get(name) for name in names]
    try:
        rows = [
            {
                column.name: _of_plain(value, column, connection.dialect.name)
                for value, column in zip(json.loads(line), _all(columns), strict=True)
            }
            for line in lines
        ]
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        raise WrongSetting(f"The backup holds something in {table.name} that is no row of it.") from None
    if rows:
        connection.execute(insert(table), rows)
    return len(rows)


def _all(columns: Sequence[Column[Any] | None]) -> list[Column[Any]]:
    known = [column for column in columns if column is not None]
    if len(known) != len(columns):
        raise ValueError("a column that is not there")
    return known


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return (value if value.tzinfo is not None else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case _:
            return value


def _of_plain(value: Any, column: Column[Any], dialect: str) -> Any:
    if value is None:
        return None
    match column.type:
        case DateTime():
            at = datetime.fromisoformat(value).astimezone(UTC)
            return at.replace(tzinfo=None) if dialect == "sqlite" else at
        case Date():
            return date.fromisoformat(value)
        case Numeric():
            return Decimal(value)
        case LargeBinary():
            return base64.b64decode(value, validate=True)
        case _:
            return _storable(value) if dialect == "postgresql" else value


def _storable(value: Any) -> Any:
    """PostgreSQL holds neither NUL nor half a character in words, and SQLite does: a sign stands for each."""
    match value:
        case str():
            return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
        case list():
            return [_storable(each) for each in value]
        case dict():
            return {_storable(name): _storable(each) for name, each in value.items()}
        case _:
            return value


def number_on(connection: Connection, tables: Iterable[Table], *, room: int) -> None:
    """Let PostgreSQL give the numbers after those that were put back, and leave room for so many. SQLite looks at its
    rows for that."""
    for table in tables:
        if "id" in table.columns:
            series = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(series, func.max(table.c.id) + room)).having(func.count() > 0))
