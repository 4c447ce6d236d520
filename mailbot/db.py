"""One transaction at a time: opened by a door, closed by the same door."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from mailbot.errors import TryAgain, WrongSetting

__all__ = ["Database", "Session"]


class Database:
    """The database of this house: SQLite in WAL mode, or PostgreSQL.

    SQLite lets one writer in at a time and makes the others sleep and ask again; under load some of them sleep long.
    So writers of one machine queue on a file lock first: the kernel wakes the next one at once, across processes too.
    """

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        try:
            address = make_url(url)
        except (ArgumentError, ValueError):
            raise WrongSetting("MAILBOT_DATABASE_URL is no address of a database.") from None
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self._queue: _WriterQueue | None = None
        if self.is_sqlite:
            if not address.database:
                raise WrongSetting("MAILBOT_DATABASE_URL names no file: sqlite:////folder/mailbot.db is a good one.")
            path = Path(address.database)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._queue = _WriterQueue(path.with_name(path.name + "-writers"))
            except OSError as error:
                raise WrongSetting(
                    f"The database's folder {path.parent} cannot be written: {error.strerror}."
                ) from None
        self.engine = create_engine(
            address,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=not self.is_sqlite,
            hide_parameters=True,  # they are what people wrote, and an error ends in a log
            connect_args={"timeout": 30.0} if self.is_sqlite else {"connect_timeout": 10},
        )
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._readers = sessionmaker(
            self.engine.execution_options(mailbot_reads_only=True), expire_on_commit=False, autoflush=False
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All of it or none of it. Raises TryAgain when the database is away, locked, or its disk is full."""
        with self._turn(), _troubles(), self._sessions.begin() as session:
            yield session

    @contextmanager
    def rehearsal(self) -> Iterator[Session]:
        """A transaction that is undone, whatever happened in it: to see what would come of something."""
        with self._turn(), _troubles(), self._sessions() as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def core_transaction(self) -> Iterator[Connection]:
        """The same for statements in bulk, without objects."""
        with self._turn(), _troubles(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that only reads; writers do not wait for it, nor it for them."""
        with _troubles(), self._readers() as session:
            yield session

    def answers(self) -> bool:
        """Whether the database answers now."""
        try:
            with self.looking() as session:
                session.execute(text("SELECT 1"))
        except TryAgain:
            return False
        return True

    def settle_file(self) -> bool:
        """Bring the log of a SQLite file into it and empty the log: what was erased stands in neither any more. False
        when somebody is reading, and it is to be tried again. PostgreSQL does the like by itself (VACUUM)."""
        if not self.is_sqlite:
            return True
        with self._turn(), _troubles():
            connection = self.engine.raw_connection()
            try:
                cursor = connection.cursor()
                [is_busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                cursor.close()
            finally:
                connection.close()
        return not is_busy

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
        if self._queue is not None:
            self._queue.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._queue is None:
            yield
        else:
            with self._queue:
                yield


class _WriterQueue:
    """Writers of one SQLite file, one after another, between threads and between processes."""

    def __init__(self, path: Path) -> None:
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        os.close(self._file)


@contextmanager
def _troubles() -> Iterator[None]:
    # Away, locked, out of disk or of connections: all of these pass, and none of them is the sender's fault.
    try:
        yield
    except OperationalError as error:
        raise TryAgain(f"database: {type(error.orig).__name__}") from error
    except PoolTimeout as error:
        raise TryAgain("database: no connection free") from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # The driver would begin and commit behind our back (SQLAlchemy, "Serializable isolation" of pysqlite).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_size=8192")  # of a new file: a mail of 18 kB is then three pages, not five
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA wal_autocheckpoint=4000")  # 32 MB: whoever commits then waits for the disk
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
