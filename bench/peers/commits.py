"""The limit of keeping mail: the same octets committed in groups, without a server, without a look at them."""

import hashlib
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

_TABLES = (
    "CREATE TABLE bytes (fingerprint VARCHAR(64) PRIMARY KEY, content {blob} NOT NULL)",
    "CREATE TABLE mails (id {number}, fingerprint VARCHAR(64) NOT NULL, due_at {moment})",
    "CREATE INDEX due ON mails (due_at)",
)


class SqliteGroups:
    """SQLite in WAL mode, every commit on the disk."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "groups.db", isolation_level=None)
        for setting in ("journal_mode = wal", "synchronous = full"):
            self._connection.execute(f"PRAGMA {setting}")
        for table in _TABLES:
            self._connection.execute(table.format(blob="BLOB", number="INTEGER PRIMARY KEY", moment="FLOAT"))

    def per_second(self, mails: Sequence[bytes], group: int) -> float:
        """Mails kept, so many in each commit."""
        began = time.perf_counter()
        for some in _groups(mails, group):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT INTO bytes VALUES (?, ?)", some)
            self._connection.executemany("INSERT INTO mails (fingerprint, due_at) VALUES (?, 0)", _names(some))
            self._connection.execute("COMMIT")
        return len(mails) / (time.perf_counter() - began)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


class PostgresGroups:
    """PostgreSQL as it comes, its statements sent together."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url.replace("postgresql+psycopg", "postgresql"))
        for table in _TABLES:
            self._connection.execute(
                table.format(blob="BYTEA", number="BIGSERIAL PRIMARY KEY", moment="FLOAT").encode()
            )
        self._connection.commit()

    def per_second(self, mails: Sequence[bytes], group: int) -> float:
        """Mails kept, so many in each commit."""
        began = time.perf_counter()
        with self._connection.cursor() as cursor:
            for some in _groups(mails, group):
                cursor.executemany("INSERT INTO bytes VALUES (%s, %s)", some)
                cursor.executemany("INSERT INTO mails (fingerprint, due_at) VALUES (%s, 0)", _names(some))
                self._connection.commit()
        return len(mails) / (time.perf_counter() - began)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _groups(mails: Sequence[bytes], group: int) -> Any:
    """In groups, each with its fingerprint: keeping cannot do without."""
    for at in range(0, len(mails), group):
        yield [(hashlib.sha256(raw).hexdigest(), raw) for raw in mails[at : at + group]]


def _names(some: Sequence[tuple[str, bytes]]) -> list[tuple[str]]:
    return [(name,) for name, _ in some]
