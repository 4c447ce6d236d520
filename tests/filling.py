"""Rows for every table of a database, whatever its shape: for tests of what alters tables."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    insert,
    select,
    update,
)
from sqlalchemy.orm import configure_mappers

import mailbot.model_gate  # their tables are those of Base
import mailbot.model_mails
import mailbot.model_orders  # noqa: F401 - and these
from mailbot.backups.rows import VERSION_TABLE, tables_of
from mailbot.blobs import fingerprint
from mailbot.columns import Base, Word

EACH = 3
"""Rows of a table."""
Rows = dict[str, list[dict[str, Any]]]


def empty(engine: Engine) -> None:
    """Take every table away."""
    with engine.begin() as connection:
        shape = MetaData()
        shape.reflect(connection)
        shape.drop_all(connection)


def fill(connection: Connection) -> None:
    """Put a few rows into each table as it stands: every column holds something, every row points at one that there is,
    the last one at itself where a table names itself."""
    configure_mappers()
    for table in tables_of(connection):
        for number in range(1, EACH + 1):
            connection.execute(insert(table).values(_row(table, number)))
        for column in table.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                connection.execute(update(table).where(table.c.id == EACH).values({column: EACH}))


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column, number) for column in table.columns}


def _value(table: Table, column: Column[Any], number: int) -> Any:
    today = Base.metadata.tables[table.name].columns.get(column.name) if table.name in Base.metadata.tables else None
    if any(each.column.table is table for each in column.foreign_keys):
        return None
    if column.foreign_keys:
        return number
    match column.type:
        case _ if today is not None and isinstance(today.type, Word):
            words = list(today.type.words)
            return words[number % len(words)].value
        case JSON():
            return {"n": number, "words": "été 🏠", "list": [1, None, "x"]}
        case Boolean():
            return number % 2 == 0
        case DateTime():
            zone = None if type(column.type).__module__.startswith("sqlalchemy.dialects.sqlite") else UTC
            return datetime(2026, 11, number, 8, 30, 15, 123456, tzinfo=zone)
        case Date():
            return date(2026, 11, number)
        case Numeric():
            return Decimal("1234.50") + number
        case LargeBinary():
            return bytes([0, 255, number]) * 40
        case String() if column.name == "fingerprint":
            return fingerprint(bytes([number]))
        case String() as text:
            return f"{number}é{column.name}"[: text.length]
        case _:
            return number


def rows_of(connection: Connection, like: Rows | None = None) -> Rows:
    """Every row of every table; of the columns of other rows when they are given."""
    found: Rows = {}
    for table in tables_of(connection):
        if like is not None and table.name not in like:
            continue
        columns = list(like[table.name][0]) if like is not None else [column.name for column in table.columns]
        rows = connection.execute(select(*(table.c[name] for name in columns)).order_by(*table.primary_key))
        found[table.name] = [dict(row._mapping) for row in rows]
    return found


def shape(connection: Connection) -> dict[str, Any]:
    """What a database says of its tables, without the order of their columns."""
    seen = MetaData()
    seen.reflect(connection)
    return {
        name: (
            sorted((column.name, str(column.type), column.nullable, _default(column)) for column in t.columns),
            sorted(column.name for column in t.primary_key),
            sorted((each.name, [c.name for c in each.columns], bool(each.unique), _where(each)) for each in t.indexes),
            sorted((str(each.name), _columns(each), type(each).__name__) for each in t.constraints),
            sorted((key.parent.name, key.target_fullname) for key in t.foreign_keys),
        )
        for name, t in seen.tables.items()
        if name != VERSION_TABLE
    }


def _columns(constraint: Any) -> list[str]:
    return sorted(column.name for column in constraint.columns)


def _default(column: Column[Any]) -> str:
    said = str(getattr(column.server_default, "arg", ""))
    return "" if "nextval" in said else said


def _where(index: Any) -> list[str]:
    said = sorted(index.dialect_kwargs.items())
    return [str(value) for name, value in said if name.endswith("where") and value is not None]
