"""Moves the demonstration's clock forward, and lets its house live through everything that is due on the way."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as hour_of_day
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from mailbot.clock import MovedClock
from mailbot.db import Database, Session
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.workflow.schedule import due_tasks

HOME = ZoneInfo("Europe/Paris")
"""Where the agency lives, and everybody's clocks."""
_MORNING = hour_of_day(8)
_STEP = timedelta(minutes=30)
"""Between two looks at what will be due: everything that leaves by the clock leaves on the hour or at half past."""
_FURTHEST = timedelta(days=14)
_PATIENCE = 25.0
"""Seconds in which the house has done what is due; a relay or a disk that is slower is not waited for."""
_POLL = 0.04


class Move(StrEnum):
    """How far."""

    HOUR = "hour"
    MORNING = "morning"
    LETTER = "letter"
    """Until a letter has left."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move came to."""

    begun: datetime
    ended: datetime
    letters: tuple[Delivered, ...]


class Mover:
    """One move at a time. What is due in the meantime happens at its own hour, not in a heap at the end."""

    def __init__(self, clock: MovedClock, database: Callable[[], Database], boxes: Letterboxes) -> None:
        """`database` is asked for anew each time: a demonstration that begins again has another one."""
        self._clock = clock
        self._database = database
        self._boxes = boxes

    def move(self, how: Move) -> Moved:
        """Go there. Blocks until the house has lived through it: seconds."""
        database, begun, before = self._database(), self._clock(), len(self._boxes)
        until = _target(how, begun)
        self._wait_until_quiet(database)
        while (now := self._clock()) < until:
            hop = self._next_due(database, now, until)
            self._clock.forward_to(hop)
            self._wait_until_quiet(database)
            if how is Move.LETTER and len(self._boxes) > before:
                break
        return Moved(begun, self._clock(), tuple(list(self._boxes)[before:]))

    def _next_due(self, database: Database, now: datetime, until: datetime) -> datetime:
        """When something leaves that does not leave now; the end when nothing does."""
        with database.looking() as session:
            known = set(due_tasks(session, now=now))
            waits = [at for at in (_first_wait(session, now)) if at <= until]
            latest = min([until, *waits])
            at = _half_hour_after(now)
            while at < latest:
                if not known.issuperset(due_tasks(session, now=at)):
                    return at
                at += _STEP
        return latest

    def _wait_until_quiet(self, database: Database) -> None:
        """Until nothing is due any more, or for as long as our patience lasts."""
        latest, tried = time.monotonic() + _PATIENCE, 0
        while tried < 2 and time.monotonic() < latest:
            time.sleep(_POLL)
            tried = tried + 1 if _is_quiet(database, self._clock()) else 0


def _target(how: Move, now: datetime) -> datetime:
    match how:
        case Move.HOUR:
            return now + timedelta(hours=1)
        case Move.MORNING:
            tomorrow = now.astimezone(HOME).date() + timedelta(days=1)
            return datetime.combine(tomorrow, _MORNING, HOME).astimezone(now.tzinfo)
        case Move.LETTER:
            return now + _FURTHEST


def _half_hour_after(now: datetime) -> datetime:
    begun = now.replace(minute=0, second=0, microsecond=0)
    while begun <= now:
        begun += _STEP
    return begun


def _first_wait(session: Session, now: datetime) -> list[datetime]:
    """When the first mail and the first letter are due that wait for their hour."""
    return [
        at
        for table in (InboundMail, OutboundMail)
        if (at := session.scalar(select(func.min(table.due_at)).where(table.due_at > now))) is not None
    ]


def _is_quiet(database: Database, now: datetime) -> bool:
    with database.looking() as session:
        for table in (InboundMail, OutboundMail):
            under_way = or_(table.due_at <= now, table.claimed_by.is_not(None))
            if session.scalar(select(table.id).where(table.due_at.is_not(None), under_way).limit(1)) is not None:
                return False
        return not due_tasks(session, now=now)
