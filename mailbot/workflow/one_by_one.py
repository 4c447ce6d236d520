"""Many rows in one transaction, each apart: one that makes trouble keeps no other one back."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from mailbot.db import Session
from mailbot.telemetry import logger

log = logger(__name__)


@contextmanager
def apart(session: Session, fault: str, **numbers: int | str) -> Iterator[None]:
    """What is done in it is done, or none of it: a fault of ours is logged, undone, and goes no further. A database
    that is away is no fault of a row's. Rows that were changed before are written first."""
    session.flush()
    try:
        with session.begin_nested():
            yield
    except OperationalError:
        raise
    except Exception:
        log.fault(fault, **numbers)
