"""How a connection to SQLite or to PostgreSQL is made ready, before anything is asked of it."""

import select
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError

POSTGRES = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""A server whose machine is gone says nothing at all: the kernel asks whether it is there."""


def prepare_postgres(engine: Engine, patience: float) -> None:
    """Every connection waits so many seconds for a lock; one that rested is asked whether it is still there."""

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # It would wait for ever for a row or a table that somebody else holds. (No option of the connection's start:
        # a pool of connections in between refuses those.)
        connection.execute(f"SET lock_timeout = {int(patience * 1000)}")
        connection.commit()

    @event.listens_for(engine, "checkin")
    def put_back(_connection: Any, record: Any) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def take(connection: Any, record: Any, _proxy: Any) -> None:
        # A server that was stopped meanwhile has closed the line: its end can be read, without a journey to ask. Only
        # a machine that vanished says nothing, so that a connection that has rested is asked all the same.
        rests_since = record.info.get("rests_since")
        if rests_since is None or (time.monotonic() - rests_since < _RESTED and not _can_be_read(connection.fileno())):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error:
            raise InvalidatePoolError from None


def _can_be_read(line: int) -> bool:
    """Whether something has come that nobody waits for."""
    listening = select.poll()
    listening.register(line, select.POLLIN)
    return bool(listening.poll(0))


_RESTED = 5.0
"""Seconds."""


def prepare_sqlite(engine: Engine) -> None:
    """Every connection keeps for good what it commits, and writes over what it erases; a writer is one from its first
    statement on."""

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # The driver would begin and commit behind our back (SQLAlchemy, "Serializable isolation" of pysqlite).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_size=8192")  # of a new file: a mail of 18 kB is then three pages, not five
        cursor.execute("PRAGMA journal_mode=WAL")
        # 64 MB: whoever commits then waits for the disk, if nobody has brought it over before.
        cursor.execute("PRAGMA wal_autocheckpoint=8000")
        cursor.execute("PRAGMA synchronous=FULL")  # a commit is on disk before anybody hears 250
        cursor.execute("PRAGMA secure_delete=ON")  # what is erased is written over, not only let go of
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get("mailbot_reads_only", False)
        # A writer that begins as a reader may find another one before it and fail; IMMEDIATE waits instead.
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
