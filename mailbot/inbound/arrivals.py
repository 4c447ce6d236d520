"""Bytes become rows, durably, in group commits: one writer, one fsync for all who wait."""

import asyncio
import contextlib
import hashlib
import re
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql

from mailbot import tracing
from mailbot.blobs import Blobs, fingerprint
from mailbot.clock import Clock
from mailbot.db import Database
from mailbot.errors import TryAgain
from mailbot.inbound.dialogue import Envelope, Kept, NoRoom
from mailbot.measures import COMMIT_MAILS, COMMIT_SECONDS
from mailbot.model_mails import InboundMail, MailBytes
from mailbot.points import Point, reach
from mailbot.telemetry import logger

log = logger(__name__)
T = TypeVar("T")

LARGE = 256_000
"""Octets. A larger mail is a blob of its own from the start: a database page is no place for 30 MB."""
_MOST_MAILS = 200
_MOST_OCTETS = 8_000_000
"""What one group commit takes at the most: those who wait for it wait for all of it."""
_GATHER_SECONDS = 0.003
"""How long a commit waits for as many mails as the last one had: those who were answered together send their next
mails together, and each commit costs as much as five more mails in it."""
MOST_UNWRITTEN_MAILS = 2_000
MOST_UNWRITTEN_OCTETS = 64_000_000
"""What waits for its group commit at the most, in memory: ten commits of a busy second. Then the door says 452."""
_LONG_LOG = 4_000_000
"""Octets of mails, after which the log is brought over; with their rows they take three times as much there."""
_LOG_SECONDS = 5.0
_HEAD_LIMIT = 65_536
_MESSAGE_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]{1,1000})", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class _Waiting:
    own: bytes
    name: str
    """The fingerprint of a large mail, which is a blob already; empty for one that is kept in its row."""
    envelope: Envelope
    at: datetime
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[None] = field(init=False)

    def __post_init__(self) -> None:
        self.done = self.loop.create_future()

    @property
    def octets(self) -> int:
        return 0 if self.name else len(self.own)


class Arrivals:
    """Keeps what the door was handed. Its `keep` is the door's Keeper.

    `ring` is called with the new mails' ids after each commit; what it raises is logged, since the rows are the truth
    and a sweeper finds them. `has_room` says whether the disk may take a mail more.
    """

    def __init__(
        self, database: Database, blobs: Blobs, clock: Clock, ring: Callable[[list[int]], object],
        has_room: Callable[[], bool] = lambda: True, *,
        most_mails: int = MOST_UNWRITTEN_MAILS, most_octets: int = MOST_UNWRITTEN_OCTETS,
    ) -> None:  # fmt: skip
        self._most_mails, self._most_octets = most_mails, most_octets
        self._unwritten_mails = self._unwritten_octets = 0
        self._database = database
        self._blobs = blobs
        self._clock = clock
        self._ring = ring
        self._has_room = has_room
        self._coming: deque[_Waiting] = deque()
        self._news = threading.Condition(threading.Lock())
        self._together = 1
        self._is_closing = False
        self._writer = threading.Thread(target=self._write, name="arrivals", daemon=True)
        self._log_octets = 0
        self._log_is_long = threading.Event()
        self._is_over = False
        self._porter = threading.Thread(target=self._bring_over, name="arrivals-log", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._writer.start()
        if self._database.is_sqlite:
            self._porter.start()

    def stop(self) -> None:
        """Write what is waiting, then end."""
        with self._news:
            self._is_closing = True
            self._news.notify()
        self._writer.join()
        self._is_over = True
        self._log_is_long.set()
        if self._database.is_sqlite:
            self._porter.join()

    @property
    def is_full(self) -> bool:
        """Whether so much waits to be written that nothing more is taken: a disk is slow, or a writer holds the
        database."""
        return self._unwritten_mails >= self._most_mails or self._unwritten_octets >= self._most_octets

    async def keep(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        """One answer a recipient, once the mail and its rows are committed and fsynced.

        The same mail for the same recipient is kept once: (recipient, Message-ID, SHA-256), since a Message-ID alone
        drops honest mail (freescout #4958). Raises TryAgain when nothing was kept, NoRoom among them.
        """
        if self.is_full:
            log.warning("arrivals_full", mails=self._unwritten_mails, octets=self._unwritten_octets)
            return (Kept.NO_ROOM,) * len(envelope.recipients)
        if not self._has_room():
            raise NoRoom("the disk has no more than its reserve left")
        own = raw[envelope.prepended :]
        octets = 0 if len(own) > LARGE else len(own)  # a large one waits for no commit: the door bounds those
        self._unwritten_mails += 1
        self._unwritten_octets += octets
        try:
            return await self._keep(own, envelope)
        finally:
            self._unwritten_mails -= 1
            self._unwritten_octets -= octets

    async def _keep(self, own: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        name = ""
        if len(own) > LARGE:
            try:
                # There, since the others would wait while thirty megabytes are hashed.
                name = await asyncio.to_thread(self._blobs.put, own)
            except OSError as error:
                raise TryAgain(f"blobs: {type(error).__name__}") from error
        waiting = _Waiting(own, name, envelope, self._clock(), asyncio.get_running_loop())
        with self._news:
            self._coming.append(waiting)
            if len(self._coming) == 1 or len(self._coming) >= self._together:  # the others need wake nobody
                self._news.notify()
        await waiting.done
        return (Kept.KEPT,) * len(envelope.recipients)

    def _write(self) -> None:
        while (batch := self._next_batch()) is not None:
            self._write_down(batch)

    def _write_down(self, batch: list[_Waiting]) -> None:
        try:
            with COMMIT_SECONDS.timed():
                new = self._commit(batch)
            COMMIT_MAILS.note(len(batch))
        except TryAgain as trouble:  # the door says so, once for each of them
            self._answer(batch, trouble)
            return
        except Exception as error:
            log.fault("arrivals_not_kept", mails=len(batch))
            if len(batch) == 1:
                self._answer(batch, TryAgain(f"not kept: {type(error).__name__}"))
                return
            for each in batch:  # one that cannot be written keeps none of the others out
                self._write_down([each])
            return
        reach(Point.ARRIVALS_COMMITTED)
        self._answer(batch, None)
        reach(Point.ARRIVALS_ANSWERED)
        self._log_octets += sum(each.octets for each in batch)
        if self._log_octets > _LONG_LOG:
            self._log_octets = 0
            self._log_is_long.set()
        if new:
            try:
                self._ring(new)
            except Exception:
                log.fault("doorbell_not_rung", mails=len(new))
        if tracing.is_on():
            self._trace(batch)

    def _trace(self, batch: list[_Waiting]) -> None:
        ended = time.time_ns()
        for each in batch:
            began = int(each.at.timestamp() * 1e9)
            name = each.name or fingerprint(each.own)
            tracing.first("accept", name, began=began, ended=ended, size=len(each.own), together=len(batch))

    def _bring_over(self) -> None:
        """Into the database's file, what stands in its log: beside those who write, who would have to wait for it."""
        while True:
            self._log_is_long.wait(_LOG_SECONDS)
            self._log_is_long.clear()
            if self._is_over:
                return
            try:
                self._database.bring_over()
            except TryAgain as trouble:
                log.warning("log_not_brought_over", trouble=str(trouble))
            except Exception:
                log.fault("log_not_brought_over")

    def _next_batch(self) -> list[_Waiting] | None:
        batch: list[_Waiting] = []
        octets = 0
        with self._news:
            self._news.wait_for(lambda: self._coming or self._is_closing)
            self._news.wait_for(lambda: len(self._coming) >= self._together or self._is_closing, _GATHER_SECONDS)
            while self._coming and len(batch) < _MOST_MAILS and octets < _MOST_OCTETS:
                batch.append(self._coming.popleft())
                octets += batch[-1].octets
            self._together = len(batch)
        return batch or None

    def _commit(self, batch: list[_Waiting]) -> list[int]:
        # Named here and not at the door: the others go on talking while it is done.
        named = [(each, each.name or fingerprint(each.own)) for each in batch]
        contents = {name: each.own for each, name in named if not each.name}
        if self._database.is_sqlite:
            mails = [mail for each, name in named for mail in _as_sqlite(each, name)]
            with self._database.driver_transaction() as cursor:
                new = _keep_in_sqlite(cursor, contents, mails)
                reach(Point.ARRIVALS_WRITTEN)
            return new
        rows = [row for each, name in named for row in _rows(each, name)]
        with self._database.core_transaction() as connection:
            if contents:
                connection.execute(_KEEP_BYTES, [{"fingerprint": n, "content": c} for n, c in contents.items()])
            new = list(connection.execute(_KEEP_MAILS, rows).scalars())
            reach(Point.ARRIVALS_WRITTEN)
        return new

    def _answer(self, batch: list[_Waiting], error: TryAgain | None) -> None:
        # One wake-up of the loop for the whole batch.
        for loop in {waiting.loop for waiting in batch}:
            mine = [waiting.done for waiting in batch if waiting.loop is loop]
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is listening any more
                loop.call_soon_threadsafe(_resolve, mine, error)


def _resolve(futures: list[asyncio.Future[None]], error: TryAgain | None) -> None:
    for future in futures:
        if future.done():
            continue
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)


# A row that is there already is left as it is. Put together once: that costs more than a small batch takes to run.
_KEEP_BYTES = postgresql.insert(MailBytes).on_conflict_do_nothing()
_KEEP_MAILS = postgresql.insert(InboundMail).on_conflict_do_nothing().returning(InboundMail.id)

_COLUMNS = (
    *("fingerprint", "message_id", "recipient", "mail_from", "peer", "helo", "sender", "size", "received_at", "due_at"),
    *("tries", "trouble", "trail"),
)
_AT_ONCE = 100
"""Rows that one statement writes. Each statement lets go of the interpreter's lock and has to get it back, and in a
rush the door wants it, too."""


def _keep_in_sqlite(cursor: sqlite3.Cursor, contents: dict[str, bytes], mails: list[tuple[object, ...]]) -> list[int]:
    """The numbers of the mails that are new. Told to the driver itself: the commit is shared by everybody who waits,
    and they wait for this too."""
    for some in _by(_AT_ONCE, contents.items()):
        cursor.execute(_sqlite_bytes(len(some)), [value for each in some for value in each])
    new: list[int] = []
    for mine in _by(_AT_ONCE, mails):
        cursor.execute(_sqlite_mails(len(mine)), [value for each in mine for value in each])
        if cursor.rowcount > 0:
            # Nobody else writes until we commit, so those that were not there have the highest numbers.
            last = cursor.lastrowid or 0
            new += range(last - cursor.rowcount + 1, last + 1)
    return new


def _by(number: int, things: Iterable[T]) -> Iterator[tuple[T, ...]]:
    left = iter(things)
    while some := tuple(islice(left, number)):
        yield some


@cache
def _sqlite_bytes(number: int) -> str:
    return f"INSERT OR IGNORE INTO mail_bytes (fingerprint, content) VALUES {', '.join(['(?, ?)'] * number)}"  # noqa: S608


@cache
def _sqlite_mails(number: int) -> str:
    one = f"({', '.join('?' * len(_COLUMNS))})"
    return f"INSERT OR IGNORE INTO inbound_mails ({', '.join(_COLUMNS)}) VALUES {', '.join([one] * number)}"  # noqa: S608


def _as_sqlite(waiting: _Waiting, name: str) -> list[tuple[object, ...]]:
    """In the order of the columns, one for each recipient."""
    own, envelope = waiting.own, waiting.envelope
    at = waiting.at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    before = (name, message_id_of(own))
    after = (envelope.mail_from[:320], envelope.peer[:64], envelope.helo[:255], "", len(own), at, at, 0, "", "[]")
    return [(*before, recipient, *after) for recipient in envelope.recipients]


def _rows(waiting: _Waiting, name: str) -> list[dict[str, Any]]:
    own, envelope, at = waiting.own, waiting.envelope, waiting.at
    row = {
        "fingerprint": name,
        "message_id": message_id_of(own),
        "mail_from": envelope.mail_from[:320],
        "peer": envelope.peer[:64],
        "helo": envelope.helo[:255],
        "sender": "",
        "size": len(own),
        "received_at": at,
        "due_at": at,
        "tries": 0,
        "trouble": "",
        "trail": [],
    }
    return [row | {"recipient": recipient} for recipient in envelope.recipients]


def message_id_of(raw: bytes) -> str:
    """The Message-ID of a raw mail as it is written; empty when there is none in its first 64 kB of head."""
    end = raw.find(b"\r\n\r\n", 0, _HEAD_LIMIT)
    head = b"\n" + raw[: end if end >= 0 else _HEAD_LIMIT].lower()
    # Where its line begins: the pattern alone tries itself at each octet of the head.
    begins = head.find(b"\nmessage-id:")
    found = _MESSAGE_ID.search(raw, begins, len(head) - 1) if begins >= 0 else None
    if found is None:
        return ""
    written = found[1].strip()
    # PostgreSQL's text takes no NUL, and an id beyond a line's length (RFC 5322, 2.1.1) is no id: its hash will do.
    if len(written) > 998 or b"\0" in written:
        return hashlib.sha256(written).hexdigest()
    return written.decode("utf-8", "replace")
