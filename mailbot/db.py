"""One transaction at a time: opened by a door, closed by the same door."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from mailbot.connections import POSTGRES, prepare_postgres, prepare_sqlite
from mailbot.database_troubles import driver_troubles, troubles, what_it_said
from mailbot.errors import TryAgain, WrongSetting
from mailbot.writers import Writers

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
        self._writers: Writers | None = None
        self._brought_over = 0
        if self.is_sqlite:
            if not address.database:
                raise WrongSetting("MAILBOT_DATABASE_URL names no file: sqlite:////folder/mailbot.db is a good one.")
            path = Path(address.database)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._writers = Writers(path.with_name(path.name + "-writers"), patience)
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
            connect_args={"timeout": patience, "cached_statements": 500} if self.is_sqlite else POSTGRES,
        )
        if self.is_sqlite:
            prepare_sqlite(self.engine)
        else:
            prepare_postgres(self.engine, patience)
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
        with self._turn(), troubles(), self._sessions.begin() as session:
            yield session

    @contextmanager
    def rehearsal(self) -> Iterator[Session]:
        """A transaction that is undone, whatever happened in it: to see what would come of something."""
        with self._turn(), troubles(), self._sessions() as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def core_transaction(self) -> Iterator[Connection]:
        """The same for statements in bulk, without objects."""
        with self._turn(), troubles(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def driver_transaction(self) -> Iterator[sqlite3.Cursor]:
        """The same for what is shared by everybody who waits: SQLite's own driver, and nothing around it."""
        with self._turn(), driver_troubles():
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
        with troubles(), self._readers() as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that only reads, and reads everything as it stood at one instant, while others go on writing."""
        options = {"mailbot_reads_only": True} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with troubles(), self.engine.connect().execution_options(**options) as connection, connection.begin():
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
                why = what_it_said(trouble)
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
        with driver_troubles():
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
        with self._turn(), troubles():
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
        if self._writers is not None:
            self._writers.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._writers is None:
            yield
        else:
            with self._writers:
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
