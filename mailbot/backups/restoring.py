"""Makes a house out of a backup: all of it, or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, select
from sqlalchemy.exc import DatabaseError

from mailbot.backups.after import Afterwards, settle_in
from mailbot.backups.archive import KEYS, blob_of, members, table_of
from mailbot.backups.checking import Checked, check
from mailbot.backups.rows import VERSION_TABLE, put_back, tables_of
from mailbot.blobs import Blobs
from mailbot.bucket_blobs import StoreAway
from mailbot.columns import Base
from mailbot.errors import WrongSetting
from mailbot.keys import read_key, write_keys
from mailbot.migrating import StrayRow, altering, bring_to, revisions
from mailbot.watching import Watching


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back."""

    checked: Checked
    keys: Path | None
    """Where the keys were put; none when the backup holds none."""
    letters_due: int
    """Letters that had not left when the backup was made."""


def restore(
    engine: Engine, blobs: Blobs, path: Path, *, keys_file: Path, afterwards: Afterwards, now: datetime,
    watching: Watching,
) -> Restored:  # fmt: skip
    """Check the backup, then put its rows, files and keys into a house that holds nothing, and bring its tables to
    today's shape. Killed or failed in the middle, the database is as it was, and the same command begins again. Raises
    WrongSetting for a damaged backup, and for a house that has anything in it."""
    checked = check(path, watching)
    try:
        with altering(engine) as connection:
            _make_bare(connection)
            bring_to(connection, checked.revision)
            with _unordered(connection):
                kept = _fill(connection, blobs, path, checked, watching)
            bring_to(connection, revisions()[-1])
            letters = settle_in(connection, afterwards, now=now)
            keys = _keep_keys(keys_file, kept)
    except StrayRow:
        raise WrongSetting(f"Nothing was restored: {path} holds a row that points at none.") from None
    except DatabaseError as error:
        raise WrongSetting(f"Nothing was restored: the database says {type(error.orig).__name__}.") from error
    except StoreAway as away:
        raise WrongSetting(f"Nothing was restored: the store of the files is away ({away.strerror}).") from None
    except OSError as error:
        raise WrongSetting(f"Nothing was restored: {error.filename or 'a disk'}: {error.strerror}.") from None
    return Restored(checked, keys, letters)


def _make_bare(connection: Connection) -> None:
    """Take empty tables away. Raises WrongSetting for any that hold a row, and for somebody else's."""
    import mailbot.model
    import mailbot.model_desk
    import mailbot.model_gate
    import mailbot.model_mails
    import mailbot.model_orders  # noqa: F401 - its tables are those of Base

    ours = set(Base.metadata.tables) | {VERSION_TABLE}
    found = set(inspect(connection).get_table_names())
    if found - ours:
        raise WrongSetting(f"The database holds tables that are not mailbot's ({min(found - ours)}): name another one.")
    shape = MetaData()
    shape.reflect(connection)
    for table in shape.sorted_tables:
        if table.name != VERSION_TABLE and connection.execute(select(table).limit(1)).first() is not None:
            raise WrongSetting("This house has something in it. A backup is restored into an empty database alone.")
    shape.drop_all(connection)


def _fill(connection: Connection, blobs: Blobs, path: Path, checked: Checked, watching: Watching) -> bytes | None:
    """Rows and files, in their order; the keys when there are any."""
    tables = {table.name: table for table in tables_of(connection)}
    if checked.tables.keys() != tables.keys():
        raise WrongSetting(f"{path} has other tables than its version says.")
    rows, done, keys = dict.fromkeys(tables, 0), 0, None
    files, whole = 0, checked.manifest["blobs"]["count"]
    for name, content in members(path):
        if table := table_of(name):
            put = put_back(connection, tables[table], checked.tables[table]["columns"], content.split(b"\n"))
            rows[table] += put
            done += put
            watching("rows", done, checked.rows)
        elif blob := blob_of(name):
            if blobs.put(content) != blob:
                raise WrongSetting(f"{path} is damaged: the file {blob} is not what it was.")
            files += 1
            watching("files", files, whole)
        elif name == KEYS:
            keys = content
    if rows != {name: said["rows"] for name, said in checked.tables.items()}:
        raise WrongSetting(f"{path} was changed while it was read.")
    return keys


@contextmanager
def _unordered(connection: Connection) -> Iterator[None]:
    """Rows may come before those that they point at: that is looked at once, at the end. SQLite does so anyway."""
    if connection.dialect.name != "postgresql":
        yield
        return
    held = [
        (table, key["name"])
        for table in inspect(connection).get_table_names()
        for key in inspect(connection).get_foreign_keys(table)
    ]
    for table, name in held:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name in held:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{name}" NOT DEFERRABLE')


def _keep_keys(file: Path, kept: bytes | None) -> Path | None:
    """Put the keys into their file; other ones that stand there, which have sealed nothing, are moved aside."""
    if kept is None:
        return None
    try:
        keys = [read_key(line) for line in kept.decode().split()]
    except ValueError:
        raise WrongSetting("The backup holds a key that is none.") from None
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.read_bytes().split() != kept.split():
        file.replace(file.with_name(f"{file.name}.before"))
    write_keys(file, keys)
    return file
