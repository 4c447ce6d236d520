"""Brings the tables of a database to the shape that this code expects."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from mailbot.errors import WrongSetting
from mailbot.watching import Watching, unwatched

if TYPE_CHECKING:
    from alembic.config import Config

_REVISION = re.compile(r"^revision = ['\"](\w+)['\"]", re.MULTILINE)
_FOLLOWS = re.compile(r"^down_revision = ['\"](\w+)['\"]", re.MULTILINE)
_TITLE = re.compile(r'^"""(.+)')
_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
_LOCK = 0x6D61696C626F74
"""Of PostgreSQL: who alters the tables holds it, and whoever comes at the same time waits, then finds it done."""
_PATIENCE = 600_000
"""Milliseconds that a migration waits for another one, or for whoever uses the tables."""


class StrayRow(RuntimeError):
    """A row points at none: whatever was being done is undone."""


class Shape(Enum):
    """What the tables of a database are, to this code."""

    NONE = auto()
    """There are none."""
    OLDER = auto()
    TODAYS = auto()
    NEWER = auto()
    """A later version made them: this code would not know what they hold."""


def shape_of(engine: Engine) -> Shape:
    """What its tables are."""
    with engine.connect() as connection:
        return _shape(revisions_in(connection))


def _shape(found: frozenset[str]) -> Shape:
    if not found:
        return Shape.NONE
    if not found <= set(revisions()):
        return Shape.NEWER
    return Shape.TODAYS if found == {revisions()[-1]} else Shape.OLDER


def migrate(engine: Engine, watching: Watching = unwatched) -> None:
    """Run every migration that this database has not seen, all or none. Raises WrongSetting when a later version of
    mailbot has been here."""
    with altering(engine) as connection:
        bring_to(connection, revisions()[-1], watching)


def bring_to(connection: Connection, revision: str, watching: Watching = unwatched) -> None:
    """Run the migrations up to this one, in the transaction of `altering`. Raises WrongSetting for tables of a later
    version."""
    from alembic import command

    if _shape(found := revisions_in(connection)) is Shape.NEWER:
        raise WrongSetting(
            f"The database was last used by a later version of mailbot ({', '.join(sorted(found))}): run that version, "
            "or restore a backup made with this one."
        )
    whole, done = len(revisions()) - len(_seen(found)), 0

    def one_more(**_: object) -> None:
        nonlocal done
        done += 1
        watching("Migrations", done, whole)

    config = _config(connection)
    config.attributes["on_version_apply"] = one_more
    watching("Migrations", 0, whole)
    command.upgrade(config, revision)


def copy_before(engine: Engine) -> Path:
    """Keep a SQLite database as it is now, beside its file; where. Raises WrongSetting when the disk refuses."""
    assert engine.url.database is not None
    with engine.connect() as connection:
        [revision] = revisions_in(connection)
    path = Path(engine.url.database)
    kept = path.with_name(f"{path.name}.before-{revision}")
    beside = path.with_name(f".{kept.name}.part")
    try:
        beside.unlink(missing_ok=True)
        connection_of_driver = engine.raw_connection()
        try:
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # it fills an empty file
            connection_of_driver.cursor().execute("VACUUM INTO ?", (str(beside),))
        finally:
            connection_of_driver.close()
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(kept)
    except (OSError, _driver_errors()) as error:
        beside.unlink(missing_ok=True)
        raise WrongSetting(
            f"The database cannot be copied to {kept} before its tables are changed ({error}): make room, or run "
            "`mailbot migrate --no-backup`. Nothing was changed."
        ) from None
    return kept


def _driver_errors() -> type[Exception]:
    import sqlite3

    return sqlite3.Error


@cache
def revisions() -> tuple[str, ...]:
    """All that there are, the first one first: from the files themselves, since a start is no time to load a migration
    library."""
    return tuple(each for each, _ in _chain())


def titles_after(engine: Engine) -> list[str]:
    """What each migration that this database has not seen is called, in their order."""
    with engine.connect() as connection:
        found = revisions_in(connection)
    return [title for _, title in _chain()[len(_seen(found)) :]]


def _seen(found: frozenset[str]) -> tuple[str, ...]:
    """The migrations that a database at these revisions has seen."""
    last = next((place for place, revision in enumerate(revisions(), start=1) if revision in found), 0)
    return revisions()[:last]


def revisions_in(connection: Connection) -> frozenset[str]:
    """Where the tables of a database stand; nothing when there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return frozenset()
    return frozenset(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


@cache
def _chain() -> tuple[tuple[str, str], ...]:
    follows: dict[str, tuple[str, str]] = {}
    for path in (_SCRIPTS / "versions").glob("*.py"):
        script = path.read_text("utf-8")
        [revision], before, title = _REVISION.findall(script), _FOLLOWS.findall(script), _TITLE.match(script)
        follows["".join(before)] = (revision, title[1].strip() if title else revision)
    chain: list[tuple[str, str]] = []
    while (following := follows.get(chain[-1][0] if chain else "")) is not None:
        chain.append(following)
    assert len(chain) == len(follows), "each migration follows one other"
    return tuple(chain)


def go_back(engine: Engine, revision: str) -> None:
    """Undo every migration after this one, all or none: what the tables of that day have no place for is lost."""
    from alembic import command

    with altering(engine) as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def altering(engine: Engine) -> Iterator[Connection]:
    """One transaction that alters tables, and leaves no row that points at none. Whoever comes meanwhile waits.

    SQLite alters a table by copying it and dropping the old one, which it refuses while rows of others point there
    (sqlite.org, « Making Other Kinds Of Table Schema Changes »): it looks at them once, at the end.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_PATIENCE}")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        [[patience]] = driver.execute("PRAGMA busy_timeout").fetchall()
        driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        driver.execute("PRAGMA foreign_keys=OFF")  # it does nothing once a transaction is open
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StrayRow("a migration left a row that points at none")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
            driver.execute(f"PRAGMA busy_timeout={patience}")


def write_migration(connection: Connection, message: str) -> None:
    """Write the migration that leads from the tables of a database to those of the model, to be read and mended."""
    from alembic import command

    command.revision(_config(connection), message=message, autogenerate=True)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    config.attributes["connection"] = connection
    return config
