"""What may go wrong with a database and passes: it is counted under its name, and tried again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from mailbot.errors import TryAgain
from mailbot.measures import DATABASE_TROUBLES

_PASSING = frozenset({"25006", "57P01", "57P02", "57P03", "57P05", "58000", "58030", "XX001", "XX002"})
"""SQLSTATE: a standby that does not write yet, a server that stops, its disk, a damaged page."""


@contextmanager
def troubles() -> Iterator[None]:
    """What passes is a TryAgain: away, locked, out of disk or of connections. None of them is the sender's fault."""
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
def driver_troubles() -> Iterator[None]:
    """The same around SQLite's own driver."""
    with troubles():
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


def what_it_said(trouble: TryAgain) -> str:
    """What a server that was asked for nothing but a connection said: of its name, its port, who may come in. No
    password is in it."""
    if isinstance(trouble.__cause__, OperationalError):
        return " ".join(str(trouble.__cause__.orig).split()).rstrip(".?")
    return str(trouble)


def _named(error: DBAPIError) -> str:
    """What an operator looks for: SQLITE_FULL, SQLITE_CORRUPT, DeadlockDetected. Never the words of the error."""
    return str(getattr(error.orig, "sqlite_errorname", "") or type(error.orig).__name__)
