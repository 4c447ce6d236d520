"""How a database finds what it is asked for: by an index, or by looking at every row of a table that grows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event

from mailbot.columns import Base

_FEW = {
    str(index.name)
    for table in Base.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""Indexes of a few of the rows: those that wait. One may look through them from one end to the other."""


@dataclass
class Plans:
    """What was asked of a database, and how it would look for it."""

    engine: Engine
    asked: dict[str, Any] = field(default_factory=dict)
    """Each statement, with what it was last asked for."""

    def of_all(self) -> Iterator[tuple[str, str]]:
        """Each statement with each line of its plan."""
        is_sqlite = self.engine.dialect.name == "sqlite"
        with self.engine.connect() as connection:
            cursor = connection.connection.cursor()
            if not is_sqlite:  # no table of a test is worth an index: show those that there are
                cursor.execute("SET enable_seqscan = off")
            for statement, given in self.asked.items():
                cursor.execute(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{statement}", given)
                for row in cursor.fetchall():
                    yield statement, str(row[-1]).strip()
            connection.rollback()

    def of_every_row(self, grows: Collection[str]) -> list[str]:
        """The statements that look at every row of one of these tables."""
        return [
            f"{line}\n    {' '.join(statement.split())}"
            for statement, line in self.of_all()
            if _table_of(line) in grows and not _FEW & set(line.split())
        ]


def _table_of(line: str) -> str:
    """The table that a line of a plan looks through from one end to the other."""
    words = line.removeprefix("-> ").removeprefix("->  ").split()
    if words[:1] == ["SCAN"]:
        return words[1]
    if words[:3] == ["Seq", "Scan", "on"]:
        return words[3]
    return ""


@contextmanager
def plans_of(engine: Engine) -> Iterator[Plans]:
    """What is asked of a database meanwhile."""
    plans = Plans(engine)

    def hear(_connection: Connection, _cursor: Any, statement: str, given: Any, _context: Any, is_many: bool) -> None:
        if statement.lstrip("( ").startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            plans.asked[statement] = given[0] if is_many else given

    event.listen(engine, "before_cursor_execute", hear)
    yield plans
    event.remove(engine, "before_cursor_execute", hear)
