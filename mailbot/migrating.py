"""Brings the tables of a database to the shape that this code expects."""

import re
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

    with engine.begin() as connection:
        command.upgrade(_config(connection), "head")


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
