"""Brings the tables of a database to the shape that this code expects."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_REVISION = re.compile(r"^revision = ['\"](\w+)['\"]", re.MULTILINE)
_FOLLOWS = re.compile(r"^down_revision = ['\"](\w+)['\"]", re.MULTILINE)
_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run every migration that this database has not seen, all or none."""
    from alembic import command

    with _altering(engine) as connection:
        command.upgrade(_config(connection), "head")


def go_back(engine: Engine, revision: str) -> None:
    """Undo every migration after this one, all or none: what the tables of that day have no place for is lost."""
    from alembic import command

    with _altering(engine) as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def _altering(engine: Engine) -> Iterator[Connection]:
    """One transaction that alters tables, and leaves no row that points at none.

    SQLite alters a table by copying it and dropping the old one, which it refuses while rows of others point there
    (sqlite.org, « Making Other Kinds Of Table Schema Changes »): it looks at them once, at the end.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")  # it does nothing once a transaction is open
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise RuntimeError("a migration left a row that points at none")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def is_current(engine: Engine) -> bool:
    """Whether the tables have today's shape."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return set(connection.execute(text("SELECT version_num FROM alembic_version")).scalars()) == {_head()}


def _head() -> str:
    # The revision that no other follows, from the files themselves: a start is no time to load a migration library.
    scripts = [path.read_text("utf-8") for path in (_SCRIPTS / "versions").glob("*.py")]
    followed = {found for script in scripts for found in _FOLLOWS.findall(script)}
    revisions: set[str] = {found for script in scripts for found in _REVISION.findall(script)}
    [head] = revisions - followed
    return head


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
