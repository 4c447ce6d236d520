"""How many accepted mails wait for a worker, and for which address there is no room: looked up now and then."""

import threading
import time
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.model_mails import InboundMail
from mailbot.telemetry import logger

log = logger(__name__)

RESERVE = 10
"""A tenth more than the bound is for addresses for which few mails wait."""
FEW = 20
_LOG_SECONDS = 60.0
_COUNT_FROM = 2
"""From half of the bound on, the mails of each address are counted too."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a look at the queue has found."""

    mails: int = 0
    crowded: frozenset[str] = frozenset()
    """The addresses for which more than a few wait."""


class Backlog:
    """The bound of the queue, for the door: RCPT is answered from memory, without the database.

    Up to the bound everybody finds room. Beyond it, and for a tenth more, only addresses for which few mails wait: one
    thread's flood, or the intake's, does not shut the others out. Each process of several has its own look.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._waiting = Waiting()
        self._since: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._said_at = 0.0

    def look(self, session: Session) -> None:
        """See what waits now."""
        with self._lock:
            before, self._since = self._since, Counter()
        try:
            seen = waiting_now(session, from_=self.most // _COUNT_FROM)
        except BaseException:
            with self._lock:
                self._since.update(before)
            raise
        self._waiting = seen
        if seen.mails >= self.most and time.monotonic() - self._said_at >= _LOG_SECONDS:
            self._said_at = time.monotonic()
            log.warning("queue_full", mails=seen.mails, most=self.most, crowded=len(seen.crowded))

    def kept(self, recipients: tuple[str, ...]) -> None:
        """These were kept since."""
        with self._lock:
            self._since.update(recipients)

    def has_room(self, recipient: str) -> bool:
        """Whether one mail more may wait for this address."""
        waiting = self._waiting
        with self._lock:
            mails = waiting.mails + self._since.total()
            is_crowded = recipient in waiting.crowded or self._since[recipient] >= FEW
        if mails < self.most:
            return True
        return not is_crowded and mails < self.most + self.most // RESERVE


def waiting_now(session: Session, *, from_: int) -> Waiting:
    """How many mails wait; and, when they are `from_` or more, for which addresses more than a few do."""
    waits = InboundMail.due_at.is_not(None)
    mails = session.scalar(select(func.count()).select_from(InboundMail).where(waits)) or 0
    if mails < from_:
        return Waiting(mails)
    crowded = select(InboundMail.recipient).where(waits).group_by(InboundMail.recipient).having(func.count() >= FEW)
    return Waiting(mails, frozenset(session.scalars(crowded)))
