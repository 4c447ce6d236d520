"""Writes what a plan changes: rows by the hundred, in the transaction of whoever opened it."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.importing.rows import TABLES, Changes, Row
from mailbot.model import Agency, Person, TeamMember
from mailbot.watching import Watching
from mailbot.workflow.agencies import save_favourites

_SOME = 1000


def hold_agency(session: Session, agency_id: int) -> None:
    """Let two imports of one agency take their turns, until the transaction ends."""
    session.execute(select(Agency.id).where(Agency.id == agency_id).with_for_update())


def write(session: Session, changes: Changes, profile: AgencyProfile, watching: Watching) -> None:
    """Write every new row and every change. Raises TryAgain when somebody has written the same meanwhile."""
    whole, done = changes.statements(), 0
    connection = session.connection()
    try:
        for table in TABLES:
            assert isinstance(table, Table)
            rows = changes.rows[table.name]
            for some in _a_few(row for row in rows if row.is_new):
                values = [_numbered(row) for row in some]
                if "id" in table.c:
                    numbers = connection.execute(
                        insert(table).returning(table.c.id, sort_by_parameter_order=True), values
                    ).scalars()
                    for row, number in zip(some, numbers, strict=True):
                        row.id = number
                else:
                    connection.execute(insert(table), values)
                done += len(some)
                watching("Writing", done, whole)
            for written in _write_changes(session, table, rows):
                done += len(written)
                watching("Writing", done, whole)
    except IntegrityError as error:
        raise TryAgain("somebody has changed the same people or homes meanwhile") from error
    _choose_favourites(session, changes, profile)


def _numbered(row: Row) -> dict[str, Any]:
    return {column: value.id if isinstance(value, Row) else value for column, value in row.values.items()}


def _write_changes(session: Session, table: Table, rows: list[Row]) -> Iterator[list[Row]]:
    changed = sorted((row for row in rows if row.changes and not row.is_new), key=_columns)
    for columns, alike in groupby(changed, key=_columns):
        statement = (
            update(table)
            .where(table.c.id == bindparam("this"))
            .values({name: bindparam(f"new_{name}") for name in columns})
        )
        for some in _a_few(alike):
            session.connection().execute(statement, [
                {"this": row.id, **{f"new_{name}": _number(value) for name, value in (row.changes or {}).items()}}
                for row in some
            ])  # fmt: skip
            yield some


def _columns(row: Row) -> tuple[str, ...]:
    return tuple(sorted(row.changes or {}))


def _number(value: Any) -> Any:
    return value.id if isinstance(value, Row) else value


def _choose_favourites(session: Session, changes: Changes, profile: AgencyProfile) -> None:
    """The agency's file may name a company as somebody's favourite before it comes."""
    new = {row.values["key"].lower() for row in changes.rows["providers"] if row.is_new}
    for manager in profile.managers:
        wanted = tuple(key for key in manager.favourites if key in new)
        person = session.scalars(
            select(Person)
            .join(TeamMember, TeamMember.person_id == Person.id)
            .join(Agency, Agency.id == Person.agency_id)
            .where(Agency.key == profile.key, Person.key == manager.key)
        ).one_or_none()
        if wanted and person is not None:
            save_favourites(session, person.agency_id, person, wanted, frozenset())


def _a_few(rows: Any) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := list(islice(rows, _SOME)):
        yield some
