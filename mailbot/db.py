"""One transaction at a time: opened by a door, closed by the same door."""

import fcntl
import os
import select
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    InvalidatePoolError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from mailbot.errors import TryAgain, WrongSetting
from mailbot.measures import DATABASE_TROUBLES, TURN_SECONDS

__all__ = ["Database", "Session", "look_again", "once"]

_PATIENCE = 20.0
"""Seconds that a writer waits for the others: then the sender hears 451, and a page says that it is busy."""


_LONG_LOG = 1000
"""Pages of 8 kB after which a log that was brought over should begin anew."""


class Database:
    """The database of this house: SQLite in WAL mode, or PostgreSQL.

    SQLite lets one writer in at a time and makes the others sleep and ask again; under load some of them sleep long.
    So writers of one machine queue on a file lock first: the kernel wakes the next one at once, across processes too.
    """

    def __init__(self, url: str, *, pool_size: int = 8, patience: float = _PATIENCE) -> None:
        """`patience`: seconds that a writer waits for those before it, and as long again for another program's lock."""
        try:
            address = make_url(url)
        except (ArgumentError, ValueError):
            raise WrongSetting("MAILBOT_DATABASE_URL is no address of a database.") from None
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self._queue: _WriterQueue | None = None
        self._brought_over = 0
        if self.is_sqlite:
            if not address.database:
                raise WrongSetting("MAILBOT_DATABASE_URL names no file: sqlite:////folder/mailbot.db is a good one.")
            path = Path(address.database)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._queue = _WriterQueue(path.with_name(path.name + "-writers"), patience)
            except FileExistsError:
                raise WrongSetting(
                    f"{path.parent} is to be the database's folder (MAILBOT_DATA_DIR), and is a file."
                ) from None
            except OSError as error:
                raise WrongSetting(
                    f"The database's folder {path.parent} (MAILBOT_DATA_DIR) cannot be written: {error.strerror}."
                ) from None
        self.engine = create_engine(
            address,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_use_lifo=True,  # the one that was used last has its statements prepared and its pages at hand
            hide_parameters=True,  # they are what people wrote, and an error ends in a log
            connect_args={"timeout": patience, "cached_statements": 500} if self.is_sqlite else _POSTGRES,
        )
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        else:
            _prepare_postgres(self.engine, patience)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        # Whoever only reads needs no BEGIN, and nothing to undo: two journeys to a server of PostgreSQL for each look.
        reading = {"mailbot_reads_only": True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        readers = self.engine.execution_options(**reading)
        event.listen(readers, "before_cursor_execute", _only_look)
        self._readers = sessionmaker(readers, expire_on_commit=False, autoflush=False)

        # What was written may be what was looked for.
        event.listen(self._sessions, "after_flush", lambda session, _: look_again(session))
        event.listen(self._sessions, "after_soft_rollback", lambda session, _: look_again(session))

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
    def driver_transaction(self) -> Iterator[sqlite3.Cursor]:
        """The same for what is shared by everybody who waits: SQLite's own driver, and nothing around it."""
        with self._turn(), _driver_troubles():
            held = self.engine.raw_connection()
            try:
                driver = held.driver_connection
                assert isinstance(driver, sqlite3.Connection)
                cursor = driver.cursor()
                cursor.execute("BEGIN IMMEDIATE")
                yield cursor
                cursor.execute("COMMIT")
            finally:
                held.close()  # which undoes what was not committed

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that only reads; writers do not wait for it, nor it for them."""
        with _troubles(), self._readers() as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that only reads, and reads everything as it stood at one instant, while others go on writing."""
        options = {"mailbot_reads_only": True} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with _troubles(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            if not self.is_sqlite:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            yield connection

    def answers(self) -> bool:
        """Whether the database answers now."""
        try:
            with self.looking() as session:
                session.execute(text("SELECT 1"))
        except TryAgain:
            return False
        return True

    def must_answer(self) -> None:
        """Raises WrongSetting, with why, when the database does not answer now."""
        try:
            with self.looking() as session:
                session.execute(text("SELECT 1"))
        except TryAgain as trouble:
            if not self.is_sqlite:
                why = _said(trouble)
                raise WrongSetting(f"MAILBOT_DATABASE_URL leads to no database that answers: {why}.") from None
            raise WrongSetting(
                f"The database {self.engine.url.database} does not answer ({trouble}): look at its disk, "
                "and at who may write there."
            ) from None

    def bring_over(self) -> None:
        """Bring what was committed from the log of a SQLite file into it, while others go on writing. Left to itself,
        whoever commits does it, now and then, and everybody waits for that."""
        if not self.is_sqlite:
            return
        frames = self._bring_over()
        if frames > _LONG_LOG and frames != self._brought_over:
            with self._turn():  # nobody writes behind it now, so that the next one begins the log anew
                self._brought_over = self._bring_over()

    def _bring_over(self) -> int:
        """How long the log is."""
        with _driver_troubles():
            connection = self.engine.raw_connection()
            try:
                cursor = connection.cursor()
                [_, frames, _] = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                cursor.close()
            finally:
                connection.close()
        return int(frames)

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


def _only_look(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    # SQLite would undo it; on PostgreSQL, without a transaction, it would stand at once.
    assert not statement.startswith(_WRITES), "whoever looks changes nothing"


_WRITES = ("INSERT", "UPDATE", "DELETE")

_Found = TypeVar("_Found")


def once(session: Session, what: str, number: int, look: Callable[[], _Found]) -> _Found:
    """What `look` finds, looked up once for all who ask for `what` of this number: until the session writes something,
    or `look_again`. For objects of the session, which are written through it alone."""
    seen = session.info.setdefault(_SEEN, {})
    if (what, number) not in seen:
        seen[what, number] = look()
    return seen[what, number]  # type: ignore[no-any-return]


def look_again(session: Session) -> None:
    """What was looked up is worth nothing any more: a lock was waited for, and others have written meanwhile."""
    session.info.pop(_SEEN, None)


_SEEN = "seen"


class _WriterQueue:
    """Writers of one SQLite file, one after another, between threads and between processes; nobody waits for ever.

    The kernel's lock knows no time limit. When another process has it, a thread of its own asks for it; whoever has
    waited long enough goes, and what comes too late is given back.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._patience = patience
        self._threads = threading.Lock()
        self._news = threading.Condition()
        self._is_wanted = False
        self._is_asking = False
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        until = time.monotonic() + self._patience
        if not self._threads.acquire(timeout=self._patience):
            raise TryAgain("database: too many writers")
        try:
            if not self._take_at_once() and not self._wait_for_others(until - time.monotonic()):
                raise TryAgain("database: another process writes for long")
        except BaseException:
            self._threads.release()
            raise
        TURN_SECONDS.note(time.monotonic() - until + self._patience)

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def _take_at_once(self) -> bool:
        with self._news:
            if self._is_asking:  # for one who went: it would be given back under us
                return False
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    def _wait_for_others(self, seconds: float) -> bool:
        with self._news:
            self._is_wanted = True
            if not self._is_asking:
                self._is_asking = True
                threading.Thread(target=self._ask, name="writers", daemon=True).start()
            self._news.wait_for(lambda: not self._is_asking, seconds)
            self._is_wanted = False
            return not self._is_asking

    def _ask(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._news:
            self._is_asking = False
            if not self._is_wanted:
                fcntl.flock(self._file, fcntl.LOCK_UN)
            self._news.notify_all()

    def close(self) -> None:
        os.close(self._file)


_POSTGRES = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""A server whose machine is gone says nothing at all: the kernel asks whether it is there."""
_PASSING = frozenset({"25006", "57P01", "57P02", "57P03", "57P05", "58000", "58030", "XX001", "XX002"})
"""SQLSTATE: a standby that does not write yet, a server that stops, its disk, a damaged page."""


@contextmanager
def _troubles() -> Iterator[None]:
    # Away, locked, out of disk or of connections: all of these pass, and none of them is the sender's fault.
    try:
        yield
    except PoolTimeout as error:
        DATABASE_TROUBLES.add("no_connection_free")
        raise TryAgain("database: no connection free") from error
    except DisconnectionError as error:
        DATABASE_TROUBLES.add("disconnected")
        raise TryAgain("database: disconnected") from error
    except DBAPIError as error:
        if not _passes(error):
            raise
        DATABASE_TROUBLES.add(_named(error))
        raise TryAgain(f"database: {_named(error)}") from error


@contextmanager
def _driver_troubles() -> Iterator[None]:
    with _troubles():
        try:
            yield
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError) and type(error) is not sqlite3.DatabaseError:
                raise
            raise TryAgain(f"database: {error.sqlite_errorname}") from error


def _passes(error: DBAPIError) -> bool:
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return True
    # A damaged file is SQLite's plain DatabaseError: somebody brings the copy back, and until then nothing is lost.
    return type(error.orig) is sqlite3.DatabaseError or getattr(error.orig, "sqlstate", None) in _PASSING


def _said(trouble: TryAgain) -> str:
    """What a server that was asked for nothing but a connection said: of its name, its port, who may come in. No
    password is in it."""
    if isinstance(trouble.__cause__, OperationalError):
        return " ".join(str(trouble.__cause__.orig).split()).rstrip(".?")
    return str(trouble)


def _named(error: DBAPIError) -> str:
    """What an operator looks for: SQLITE_FULL, SQLITE_CORRUPT, DeadlockDetected. Never the words of the error."""
    return str(getattr(error.orig, "sqlite_errorname", "") or type(error.orig).__name__)


def _prepare_postgres(engine: Engine, patience: float) -> None:
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


def _prepare_sqlite(engine: Engine) -> None:
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
