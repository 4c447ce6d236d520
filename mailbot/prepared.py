"""Statements that every mail runs: put into words once for a kind of database, then handed to its driver as such."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import JSON, Connection, Dialect, TypeDecorator, any_, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import Boolean, TypeEngine

from mailbot.db import Session

Row: TypeAlias = tuple[Any, ...]


class Prepared:
    """A statement of constant shape: what it says is worked out when it first runs, and never again.

    Of all that SQLAlchemy does around a statement, three times the work of the driver, only the turning of values is
    left: instants, words, facts. It runs in the session's own transaction, and sees what was flushed.
    """

    def __init__(self, statement: Any, *, columns: Sequence[str] | None = None) -> None:
        """`columns`: those that an INSERT gives. `IN` has no constant shape: `among` has."""
        self._statement, self._columns = statement, columns
        self._worded: dict[str, _Worded] = {}

    def rows(self, session: Session, **given: Any) -> list[Row]:
        """What it finds, in plain tuples of the columns that it names."""
        worded, cursor = self._run(session, [given])
        with closing(cursor):
            return worded.read(cursor.fetchall())

    def first(self, session: Session, **given: Any) -> Row | None:
        """The first row that it finds."""
        return next(iter(self.rows(session, **given)), None)

    def run(self, session: Session, *given: Mapping[str, Any]) -> int:
        """Run it with each of these; how many rows it touched."""
        with closing(self._run(session, given)[1]) as cursor:
            return int(cursor.rowcount)

    def _run(self, session: Session, given: Sequence[Mapping[str, Any]]) -> "tuple[_Worded, Any]":
        held = _held(session)
        worded = self._worded.get(held.dialect.name) or self._put_into_words(held.dialect)
        cursor, statement, is_many = held.cursor(), worded.statement, len(given) != 1
        values: Any = [worded.turned(each) for each in given] if is_many else worded.turned(given[0])
        for hear in held.hears:
            hear(held.connection, cursor, statement, values, None, is_many)
        try:
            if is_many:
                cursor.executemany(statement, values)
            else:
                cursor.execute(statement, values)
        except held.dialect.loaded_dbapi.Error as error:
            raise held.trouble(statement, cursor, error) from error
        return worded, cursor

    def _put_into_words(self, dialect: Dialect) -> "_Worded":
        compiled: SQLCompiler = self._statement.compile(dialect=dialect, column_keys=self._columns)
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise ValueError("each column that Python has a default for must be given")
        places = []
        for name in compiled.positiontup or compiled.params:
            value = compiled.binds[name]
            turn = value.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
            places.append(_Place(name, turn, None if value.required else turn(compiled.params[name]), value.required))
        found = getattr(self._statement, "exported_columns", ())
        turns = [each.type.dialect_impl(dialect).result_processor(dialect, None) for each in found]
        self._worded[dialect.name] = _Worded(
            compiled.string, tuple(places), compiled.positional,
            tuple((at, turn) for at, turn in enumerate(turns) if turn is not None),
        )  # fmt: skip
        return self._worded[dialect.name]


class _Held:
    """The connection of a session while its transaction lasts, and what each statement asks of it."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.dialect = connection, connection.dialect
        self.hears = tuple(connection.dispatch.before_cursor_execute)
        driver = connection.connection.driver_connection
        assert driver is not None
        self.cursor: Callable[[], Any] = driver.cursor

    def is_there(self) -> bool:
        """Whether its transaction goes on."""
        return self.connection.in_transaction() and not self.connection.invalidated

    def trouble(self, statement: str, cursor: Any, error: Any) -> BaseException:
        """What SQLAlchemy would raise."""
        is_gone = self.dialect.is_disconnect(error, self.connection.connection.driver_connection, cursor)
        if is_gone:
            self.connection.invalidate(error)
        trouble: BaseException = DBAPIError.instance(
            statement, None, error, self.dialect.loaded_dbapi.Error, hide_parameters=True,
            connection_invalidated=is_gone, dialect=self.dialect,
        )  # fmt: skip
        return trouble


def _held(session: Session) -> _Held:
    held: _Held | None = session.info.get(_HELD)
    if held is None or not held.is_there():
        held = session.info[_HELD] = _Held(session.connection())
    return held


_HELD = "held"


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class _Place:
    """A place for a value in a statement."""

    name: str
    turn: Callable[[Any], Any]
    """Makes of a value what the driver takes."""
    fixed: Any
    """What stands there always, turned already."""
    is_given: bool


@dataclass(frozen=True, slots=True)
class _Worded:
    """A statement as one driver takes it."""

    statement: str
    places: tuple[_Place, ...]
    in_order: bool
    """Whether values are given in their order, or each by its name."""
    turns: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Makes of a column what it means; those that are not here mean what they are."""

    def turned(self, given: Mapping[str, Any]) -> Any:
        """The values as the driver takes them. Raises KeyError when one is not given."""
        if self.in_order:
            return [each.turn(given[each.name]) if each.is_given else each.fixed for each in self.places]
        return {each.name: each.turn(given[each.name]) if each.is_given else each.fixed for each in self.places}

    def read(self, rows: list[Row]) -> list[Row]:
        """The rows as we read them."""
        return [self._read_row(row) for row in rows] if self.turns else rows

    def _read_row(self, row: Row) -> Row:
        values = list(row)
        for at, turn in self.turns:
            if values[at] is not None:
                values[at] = turn(values[at])
        return tuple(values)


class among(ColumnElement[bool]):
    """Whether a column's value is one of those of a list that is given: one place in the statement, however many."""

    inherit_cache = True
    type = Boolean()
    # What makes two of them the same: without it each run puts its statement into words anew, for a millisecond.
    _traverse_internals = [  # noqa: RUF012  # as SQLAlchemy asks its elements
        ("wanted", InternalTraversal.dp_clauseelement),
        ("given", InternalTraversal.dp_clauseelement),
    ]

    def __init__(self, wanted: Any, name: str) -> None:
        self.wanted, self.given = wanted, bindparam(name, type_=_Several(wanted.type), required=True)

    def self_group(self, against: Any = None) -> "among":
        """As it is beside others, too: SQLite would hear `… = 1`, and look at every row instead of the index."""
        return self

    def words(self, *, sqlite: bool) -> ColumnElement[bool]:
        """The same as each database says it."""
        if not sqlite:
            return self.wanted == any_(self.given)  # type: ignore[no-any-return]
        return self.wanted.in_(select(column("value")).select_from(func.json_each(self.given)))  # type: ignore[no-any-return]


class _Several(TypeDecorator[list[Any]]):
    """The values of a list, in one."""

    impl = JSON
    cache_ok = True

    def __init__(self, each: TypeEngine[Any]) -> None:
        super().__init__()
        self.each = each

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(JSON() if dialect.name == "sqlite" else ARRAY(self.each))


@compiles(among)
def _said(element: among, compiler: SQLCompiler, **how: Any) -> str:
    return f"({compiler.process(element.words(sqlite=compiler.dialect.name == 'sqlite'), **how)})"
