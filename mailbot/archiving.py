"""Old mails leave the database: their bytes go among the blobs, where their fingerprint names them already."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select, text

from mailbot.model_mails import InboundMail, MailBytes, MovingBytes
from mailbot.points import Point, reach
from mailbot.telemetry import logger
from mailbot.world import World

log = logger(__name__)

_AT_ONCE = 20
"""Mails of one step: half a megabyte, and two short transactions."""
_IN_A_LOOK = 100
"""Mails that one look moves: whoever writes meanwhile shares the disk with it."""
_SEEN_AT_ONCE = 1_000
_SEEN_IN_A_LOOK = 20
"""So many times as many rows are looked through, when their bytes have been moved before."""
_A_DAY = timedelta(days=1)


class OldMails:
    """Moves what is older than some days, oldest first, and remembers how far it has come.

    A process that begins looks through all rows once more, twenty thousand a look. Killed anywhere, the bytes are in
    the row, among the blobs, or in both; which of them may be in both is written down before they are, so that
    whoever erases a mail takes them away there too.
    """

    def __init__(self, world: World, *, after: timedelta) -> None:
        """`after`: how long the bytes of a mail stand in the database."""
        self._world = world
        self._after = after
        self._seen_to = 0
        self._last = 0

    def move(self) -> bool:
        """Move some; whether there are more. Raises OSError while the store is away: nothing is lost by it."""
        moved = self._finish()
        for _ in range(_SEEN_IN_A_LOOK):
            names = self._next()
            if names is None:
                return False
            for at in range(0, len(names), _AT_ONCE):
                some = names[at : at + _AT_ONCE]
                self._mark(some)
                moved += self._move(some)
            self._seen_to = self._last
            if moved >= _IN_A_LOOK:
                break
        return True

    def _finish(self) -> int:
        """What somebody had begun and was killed at."""
        with self._world.database.looking() as session:
            left = session.scalars(select(MovingBytes.fingerprint).limit(_IN_A_LOOK)).all()
        return self._move(left)

    def _next(self) -> Sequence[str] | None:
        """The next ones whose bytes stand in the database, perhaps none of those that were looked at; None when all
        the others are younger. What is erased already needs no other place; what came while the clock was far ahead
        is passed over until a process begins after its day."""
        now = self._world.clock()
        rows = (
            select(InboundMail.id, InboundMail.received_at, InboundMail.erased_at, MailBytes.fingerprint)
            .outerjoin(MailBytes, MailBytes.fingerprint == InboundMail.fingerprint)
            .where(InboundMail.id > self._seen_to)
            .order_by(InboundMail.id)
            .limit(_SEEN_AT_ONCE)
        )
        names: dict[str, None] = {}
        self._last = self._seen_to
        with self._world.database.looking() as session:
            for row in session.execute(rows):
                is_ahead = row.received_at > now + _A_DAY
                if (row.received_at >= now - self._after and not is_ahead) or len(names) >= _IN_A_LOOK:
                    break
                self._last = row.id
                if row.fingerprint is not None and row.erased_at is None and not is_ahead:
                    names[row.fingerprint] = None
        return list(names) if self._last > self._seen_to else None

    def _mark(self, names: Sequence[str]) -> None:
        marked = select(MovingBytes.fingerprint)
        with self._world.database.core_transaction() as connection:
            if not self._world.database.is_sqlite:
                # Not between an erasure's look at these marks and its end: it would not know of the second place.
                connection.execute(text("LOCK TABLE mail_bytes IN ROW EXCLUSIVE MODE"))
            here = select(MailBytes.fingerprint).where(
                MailBytes.fingerprint.in_(names), MailBytes.fingerprint.not_in(marked)
            )
            connection.execute(insert(MovingBytes).from_select(["fingerprint"], here))
        reach(Point.BYTES_MARKED)

    def _move(self, names: Sequence[str]) -> int:
        for name in names:
            with self._world.database.looking() as session:
                content = session.scalar(select(MailBytes.content).where(MailBytes.fingerprint == name))
            if content is not None:  # None: erased meanwhile, or moved by another
                self._world.blobs.put(content)
        if not names:
            return 0
        reach(Point.BYTES_COPIED)
        # A mail that was erased meanwhile has no mark any more; one with the same bytes may have come since, with a row
        # of its own, and that one stays.
        marked = select(MovingBytes.fingerprint).where(MovingBytes.fingerprint.in_(names))
        with self._world.database.core_transaction() as connection:
            moved = connection.execute(delete(MailBytes).where(MailBytes.fingerprint.in_(marked))).rowcount
            connection.execute(delete(MovingBytes).where(MovingBytes.fingerprint.in_(names)))
            reach(Point.BYTES_LET_GO)
        log.info("mails_moved", mails=moved)
        return moved
