"""Migrations meet what people have written: from every shape that there ever was, killed, twice, and by two at once."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from mailbot import cli
from mailbot.backups.making import make_backup
from mailbot.blobs import FolderBlobs
from mailbot.columns import Base
from mailbot.db import Database
from mailbot.errors import WrongSetting
from mailbot.migrating import Shape, altering, bring_to, migrate, revisions, revisions_in, shape_of
from mailbot.settings import read_settings
from mailbot.world import make_world
from tests.cases import every
from tests.filling import EACH, Rows, empty, fill, rows_of, shape
from tests.living import BEGIN
from tests.restoring import nothing, restored_to

FIRST = revisions()[0]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Of each kind, without a table."""
    database = Database(database_url)
    empty(database.engine)
    yield database
    database.close()


def _filled(database: Database, revision: str) -> Rows:
    """The tables of that day, with rows in each of them."""
    with altering(database.engine) as connection:
        bring_to(connection, revision)
        fill(connection)
    with database.engine.connect() as connection:
        return rows_of(connection)


def _read_by_the_model(database: Database) -> dict[str, int]:
    with database.looking() as session:
        return {mapper.class_.__tablename__: len(session.query(mapper).all()) for mapper in Base.registry.mappers}


@pytest.mark.long
@every("revision", revisions())
def test_rows_of_every_shape_are_there_after_the_upgrade_and_after_a_restore(
    database: Database, revision: str, tmp_path: Path
) -> None:
    if not database.is_sqlite and revision not in (FIRST, revisions()[-2]):
        return  # the longest way and the one that is gone most often
    empty(database.engine)
    folder = tmp_path / revision
    folder.mkdir()
    before = _filled(database, revision)
    assert all(len(rows) == EACH for rows in before.values())
    backup = folder / "old.tar"
    make_backup(database, FolderBlobs(folder / "blobs"), backup, keys=None, now=BEGIN, watching=nothing)

    migrate(database.engine)

    assert shape_of(database.engine) is Shape.TODAYS
    with database.engine.connect() as connection:
        assert rows_of(connection, before) == before
        after = rows_of(connection)
    counts = _read_by_the_model(database)
    assert {name for name, count in counts.items() if count} == set(before)
    assert {counts[name] for name in before} == {EACH}
    if database.is_sqlite and revision in (FIRST, revisions()[-2]):
        # The backup of the old shape, restored by today's code, is the same house.
        url = f"sqlite:///{folder / 'there' / 'mailbot.db'}"
        restored_to(url, folder / "there", backup)
        there = Database(url)
        with there.engine.connect() as connection:
            assert rows_of(connection, before) == before
        assert _read_by_the_model(there) == counts
        there.close()
    migrate(database.engine)  # twice does nothing
    with database.engine.connect() as connection:
        assert rows_of(connection) == after


def test_the_shape_is_that_of_tables_made_from_the_model_and_the_same_after_a_restore(
    database: Database, tmp_path: Path
) -> None:
    with database.core_transaction() as connection:
        Base.metadata.create_all(connection)
        modelled = shape(connection)
    empty(database.engine)
    _filled(database, FIRST)
    migrate(database.engine)
    with database.engine.connect() as connection:
        migrated = shape(connection)
    assert migrated == modelled
    made = make_backup(
        database, FolderBlobs(tmp_path / "blobs"), tmp_path / "a.tar", keys=None, now=BEGIN, watching=nothing
    )
    empty(database.engine)
    restored_to(database.engine.url.render_as_string(hide_password=False), tmp_path, made.path)
    with database.engine.connect() as connection:
        assert shape(connection) == modelled


_PROGRAM = """
import os, signal, sys
from sqlalchemy import event
from mailbot.db import Database
from mailbot.migrating import migrate

def run(url, until):
    database = Database(url)
    said = [0]
    @event.listens_for(database.engine, "before_cursor_execute")
    def count(connection, cursor, statement, parameters, context, many):
        if statement.lstrip().upper().startswith(("CREATE", "ALTER", "INSERT", "DROP")):
            said[0] += 1
            if said[0] == until:
                os.kill(os.getpid(), signal.SIGKILL)
    migrate(database.engine)
    database.close()

def begin(url, until):
    child = os.fork()
    if not child:
        code = 1
        try:
            run(url, until)
            code = 0
        finally:
            os._exit(code)
    return child

url, *killed_at = sys.argv[1:]
children = [begin(url, int(at)) for at in killed_at] if "0" in killed_at else []
if not children:
    for at in killed_at:
        print(os.waitstatus_to_exitcode(os.waitpid(begin(url, int(at)), 0)[1]))
for child in children:
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def _migrated_by_others(database: Database, *killed_at: int) -> list[int]:
    """Other processes migrate, each killed at its statement (none: 0, and then all at once): how they ended."""
    url = database.engine.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, url, *map(str, killed_at)], stdout=subprocess.PIPE, check=True, text=True
    )
    return [int(line) for line in done.stdout.split()]


def test_killed_in_the_middle_the_old_shape_is_there_and_two_at_once_are_one(database: Database) -> None:
    before = _filled(database, FIRST)
    assert _migrated_by_others(database, 1, 12, 40, 80) == [-signal.SIGKILL] * 4
    with database.engine.connect() as connection:
        assert revisions_in(connection) == {FIRST}
        assert rows_of(connection) == before
        assert "work_orders" not in shape(connection)

    assert _migrated_by_others(database, 0, 0) == [0, 0]
    assert shape_of(database.engine) is Shape.TODAYS
    with database.engine.connect() as connection:
        assert rows_of(connection, before) == before


def test_tables_of_a_later_version_are_touched_by_nobody(database: Database) -> None:
    _filled(database, revisions()[-1])
    with database.core_transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'fedcba987654'"))
        before = rows_of(connection)
    url = database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(WrongSetting, match="later version of mailbot"):
        migrate(database.engine)
    with pytest.raises(WrongSetting, match="later version of mailbot"):
        make_world(read_settings(database_url=url))
    assert shape_of(database.engine) is Shape.NEWER
    with database.engine.connect() as connection:
        assert rows_of(connection) == before


def test_migrate_says_what_it_will_do_and_keeps_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mailbot.db"
    database = Database(f"sqlite:///{path}")
    before = _filled(database, FIRST)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAILBOT_DATA_DIR", str(tmp_path))
    run = CliRunner().invoke
    said = run(cli.app, ["migrate", "--dry-run"]).output
    assert ("To be done: the gate." in said, shape_of(database.engine)) == (True, Shape.OLDER)

    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limit[1]))  # it stands for a full disk
    try:
        full = run(cli.app, ["migrate"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert isinstance(full.exception, WrongSetting)
    assert "Nothing was changed" in str(full.exception)
    assert shape_of(database.engine) is Shape.OLDER
    assert not list(tmp_path.glob("*before*")) + list(tmp_path.glob(".*before*"))

    done = run(cli.app, ["migrate"])
    assert "as it was is kept" in done.output
    assert "The tables are today's." in done.output
    database.close()
    kept = tmp_path / f"mailbot.db.before-{FIRST}"
    assert kept.stat().st_mode & 0o777 == 0o600
    shutil.copy(kept, path)
    for log in ("-wal", "-shm"):
        Path(f"{path}{log}").unlink(missing_ok=True)
    again = Database(f"sqlite:///{path}")
    with again.engine.connect() as connection:
        assert rows_of(connection) == before
    os.unlink(kept)
    assert run(cli.app, ["migrate", "--no-backup"]).exit_code == 0
    assert not kept.exists()
    again.close()
