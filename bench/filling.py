"""Databases with years of mail in them: a true agency, whose rows were made by the true walk, and many like it.

    python -m bench.filling 1000000     # one under build/bench, for `python -m bench growth`

Each of the others is a copy of the first, rows and all, under other numbers and other addresses, an hour earlier than
the one before; what was open is closed. So every row looks as the walk leaves it, and keeps doing so when tables
change. The mails' own octets are not copied: they leave the rows, and 18 GB of them would measure the disk.
"""

import argparse
import hashlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import MetaData, Table, create_engine

from bench.accept import far_end
from bench.houses import embedded, send
from bench.scale import BUILD

SEED = 1_000
"""Comments of the true agency."""
_MIGRATIONS = Path(__file__).parent.parent / "migrations" / "versions"
_COPIED = (
    "agencies", "agency_profiles", "buildings", "counters", "landlords", "people", "providers", "dwellings",
    "favourites", "landlord_contacts", "mandates", "person_addresses", "provider_contacts", "team_members",
    "occupancies", "ownerships", "reports", "threads", "participants", "inbound_mails", "comments", "events",
    "outbound_mails",
)  # fmt: skip
_OTHERS = {
    "agencies": ("key", "mail_domain"), "person_addresses": ("address",), "outbound_mails": ("message_id", "recipient"),
    "inbound_mails": ("message_id", "recipient", "mail_from", "sender", "fingerprint"),
}  # fmt: skip
"""What must not be the same in two agencies: it begins with the copy's number there."""
_NUMBERS = {("agencies", "profile_id"): "agency_profiles"}
"""Numbers of rows that no foreign key declares."""


def _earlier(column: str) -> str:
    return f"strftime('%Y-%m-%d %H:%M:%f000', {column}, '-' || k || ' hours')"


_EARLIER = {"received_at", "created_at", "settled_at", "at", "closed_at"}
_CLOSED = {"status": "'closed'", "closing_reason": "'resolved'", "closed_at": _earlier('one."created_at"')}
"""Of a report: nothing of the others waits for anybody."""
_AT_ONCE = 50
"""Copies in one transaction."""


def filled(comments: int) -> Path:
    """A folder for `bench.houses.embedded` with so many comments, made when it is not there yet."""
    cache = BUILD / "bench" / f"growth-{_shape()}"
    for old in (BUILD / "bench").glob("growth-*"):
        if old != cache:
            shutil.rmtree(old)
    seed = cache / str(SEED)
    if not (seed / "filled").exists():
        _make_seed(seed)
    folder = cache / str(comments)
    if not (folder / "filled").exists():
        shutil.rmtree(folder, ignore_errors=True)
        copied(seed, folder)
        multiply(folder / "data" / "mailbot.db", comments // SEED)
        (folder / "filled").touch()
    return folder


def copied(folder: Path, to: Path) -> Path:
    """The same house in another folder; nobody lives in it. Its doorbell stays: pipes cannot be copied."""
    return Path(shutil.copytree(folder, to, ignore=shutil.ignore_patterns("filled", "doorbell*", "*-wal", "*-shm")))


@contextmanager
def as_it_was(path: Path) -> Iterator[None]:
    """Take away what is put there meanwhile: threads that grow longer from run to run would be what is measured. What
    a run that was killed has left there is taken away before the next one."""
    marks = path.with_name("as-it-was.json")
    if not marks.exists():
        marks.write_text(json.dumps(dict(_last(path))))
    _take_away(path, json.loads(marks.read_text()))
    try:
        yield
    finally:
        _take_away(path, json.loads(marks.read_text()))


def _take_away(path: Path, before: Mapping[str, int]) -> None:
    """The rows behind these numbers, of each table, and their bytes."""
    connection = sqlite3.connect(path)
    try:
        new = "SELECT fingerprint FROM inbound_mails WHERE id > ?"
        connection.execute(f"DELETE FROM mail_bytes WHERE fingerprint IN ({new})", (before["inbound_mails"],))  # noqa: S608
        for name, last in before.items():
            connection.execute(f'DELETE FROM "{name}" WHERE id > ?', (last,))  # noqa: S608
        connection.commit()
    finally:
        connection.close()


def _last(path: Path) -> Iterator[tuple[str, int]]:
    """Each table with its highest number."""
    connection = sqlite3.connect(path)
    try:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if any(column[1] == "id" for column in connection.execute(f'PRAGMA table_info("{name}")')):
                yield name, connection.execute(f'SELECT coalesce(max(id), 0) FROM "{name}"').fetchone()[0]  # noqa: S608
    finally:
        connection.close()


def _shape() -> str:
    """Of today's tables, and of what is copied."""
    names = sorted(path.name for path in _MIGRATIONS.glob("*.py"))
    return hashlib.sha256("\n".join([*names, repr((_COPIED, _OTHERS, _CLOSED))]).encode()).hexdigest()[:12]


def _make_seed(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with far_end() as relay, embedded(relay.port, data=folder) as house:
        send(house, SEED, 10, seed=1)
    (folder / "filled").touch()


def multiply(path: Path, times: int) -> None:
    """So many agencies where there was one."""
    engine = create_engine(f"sqlite:///{path}")
    known = MetaData()
    known.reflect(engine)
    engine.dispose()
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in ("journal_mode = wal", "synchronous = off", "foreign_keys = off", "cache_size = -500000"):
            connection.execute(f"PRAGMA {setting}")
        step = _step(connection, known)
        for first in range(1, times, _AT_ONCE):
            connection.execute("BEGIN")
            for name in _COPIED:
                connection.execute(_statement(known.tables[name], step, first, min(times, first + _AT_ONCE)))
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _step(connection: sqlite3.Connection, known: MetaData) -> int:
    """What is added to every number for each copy: more than any number of the first agency."""
    numbered = [name for name in _COPIED if "id" in known.tables[name].columns]
    ours = [connection.execute(f"SELECT coalesce(max(id), 0) FROM {name}").fetchone()[0] for name in numbered]  # noqa: S608
    return int(10 ** len(str(max(ours))))


def _statement(table: Table, step: int, first: int, last: int) -> str:
    """Copies number `first` to `last` of a table's rows, the last not included."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_values(table, step))
    where = f"id < {step}" if "id" in table.columns else _all_below(table, step)
    return (
        f"WITH RECURSIVE copies(k) AS (SELECT {first} UNION ALL SELECT k + 1 FROM copies WHERE k + 1 < {last}) "  # noqa: S608
        f'INSERT INTO "{table.name}" ({names}) SELECT {values} FROM copies, "{table.name}" AS one WHERE {where}'
    )


def _all_below(table: Table, step: int) -> str:
    return " AND ".join(f'one."{column.name}" < {step}' for column in table.primary_key if column.foreign_keys)


def _values(table: Table, step: int) -> Iterator[str]:
    """Each column of a copy: numbers moved, names made other ones, instants made earlier, the rest as it is."""
    for column in table.columns:
        key, old = (table.name, column.name), f'one."{column.name}"'
        referred = {each.column.table.name for each in column.foreign_keys} | {_NUMBERS.get(key, "")}
        if table.name == "reports" and column.name in _CLOSED:
            yield _CLOSED[column.name]
        elif column.name == "id" or referred & set(_COPIED):
            yield f"{old} + k * {step}"
        elif column.name in _OTHERS.get(table.name, ()):
            yield f"k || '.' || {old}" if column.name != "fingerprint" else f"substr(k || 'f' || {old}, 1, 64)"
        elif column.name in _EARLIER:
            yield _earlier(old)
        else:
            yield old


def main() -> None:
    """Read the command line, fill, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("comments", type=int, nargs="+")
    for comments in parser.parse_args().comments:
        began = time.monotonic()
        folder = filled(comments)
        size = (folder / "data" / "mailbot.db").stat().st_size
        print(f"{folder}: {size / 1e6:,.0f} MB, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
