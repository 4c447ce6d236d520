"""The line in which letters wait: who is next, so that dangers come first and nobody's letters change their order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select

from mailbot.db import Session
from mailbot.model_mails import OutboundMail
from mailbot.precedence import DANGERS, HEAD_START, Precedence, place
from mailbot.prepared import among
from mailbot.turns import LOOK_AHEAD, Standing, in_turn


def due_letters(session: Session, *, now: datetime, limit: int) -> Sequence[int]:
    """The letters that a worker may take now: dangers first, daily news last, and of each reader one after another's.

    One reader's stay in their order.
    """
    return [row.id for row in _next(session.connection(), _LOOKED_AT, now=now, limit=limit)]


def hold_due(connection: Connection, *, now: datetime, limit: int) -> Sequence[Any]:
    """The same, and nobody else's until the transaction ends. What another worker is looking at is passed over."""
    return _next(connection, _HELD, now=now, limit=limit)


def hold(connection: Connection, letter_ids: Sequence[int], *, now: datetime) -> Sequence[Any]:
    """Those of these letters that are due, and held by nobody else."""
    return connection.execute(_THESE, {"now": now, "letters": list(letter_ids)}).all()


def is_any_due(connection: Connection, *, now: datetime) -> bool:
    """Whether there is anything to send."""
    return connection.execute(_ANY, {"now": now}).first() is not None


class _Looks(NamedTuple):
    """Three looks at the line: at its front, and past it for dangers and for other readers."""

    front: Select[*tuple[Any, ...]]
    late: Select[*tuple[Any, ...]]
    others: Select[*tuple[Any, ...]]


def _next(connection: Connection, looks: _Looks, *, now: datetime, limit: int) -> Sequence[Any]:
    """The index has them in their order already, save for readers: `due_at` bears the head start of what is awaited."""
    queue = list(connection.execute(looks.front, {"now": now, "most": LOOK_AHEAD * limit}))
    if len(queue) <= limit:
        return queue
    if len(queue) == LOOK_AHEAD * limit:
        # One that was put off has lost its head start, and stands among the last.
        seen = {row.id for row in queue}
        newest = now - HEAD_START[Precedence.AWAITED]
        late = connection.execute(looks.late, {"now": now, "most": limit, "newest": newest})
        queue += [row for row in late if row.id not in seen]
    in_front = {row.recipient for row in queue}
    if len(in_front) < limit:
        queue += connection.execute(looks.others, {"now": now, "most": limit, "in_front": list(in_front)})
    waiting = [Standing(row.id, (row.recipient,), place(row.kind, row.created_at, row.due_at)) for row in queue]
    rows = {row.id: row for row in queue}
    return [rows[number] for number in in_turn(waiting, limit)]


_WAITING = select(
    OutboundMail.id, OutboundMail.kind, OutboundMail.recipient, OutboundMail.created_at, OutboundMail.due_at,
    OutboundMail.fate, OutboundMail.answer,
).where(OutboundMail.due_at <= bindparam("now"))  # fmt: skip
_DUE = _WAITING.order_by(OutboundMail.due_at, OutboundMail.id).limit(bindparam("most"))
_LOOKED_AT = _Looks(
    _DUE,
    _DUE.where(OutboundMail.due_at > bindparam("newest"), OutboundMail.kind.in_(DANGERS)),
    _DUE.where(~among(OutboundMail.recipient, "in_front")),
)
# What another worker is looking at is passed over. SQLite has one writer, and no such words.
_HELD = _Looks(*(look.with_for_update(skip_locked=True, key_share=True) for look in _LOOKED_AT))
_THESE = _WAITING.where(among(OutboundMail.id, "letters")).with_for_update(skip_locked=True, key_share=True)
_ANY = select(OutboundMail.id).where(OutboundMail.due_at <= bindparam("now")).limit(1)
