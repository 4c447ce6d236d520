"""The line in which accepted mails wait: who is next, so that no writer's order breaks and nobody keeps others out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from mailbot.db import Session
from mailbot.model_mails import InboundMail
from mailbot.prepared import among
from mailbot.turns import LOOK_AHEAD, Standing, in_turn


def due_mails(session: Session, *, now: datetime, limit: int) -> Sequence[int]:
    """The mails that a worker may take now: oldest first, of each writer and each address one after another's.

    What one writer sent to one address stays in its order: it waits while an earlier one is under way or was put off.
    """
    return [row.id for row in _next(session.connection(), _LOOKED_AT, now=now, limit=limit)]


def hold_due(connection: Connection, *, now: datetime, limit: int) -> Sequence[Any]:
    """The same, and nobody else's until the transaction ends: each with `id` and `tries`. What another worker is
    looking at at this instant is passed over, and so is all that its writer sent behind it."""
    return _next(connection, _HELD, now=now, limit=limit)


def hold(connection: Connection, mail_ids: Sequence[int], *, now: datetime) -> Sequence[Any]:
    """Those of these mails that are due, and held by nobody else."""
    return connection.execute(_THESE, {"mails": list(mail_ids), "now": now}).all()


class _Looks(NamedTuple):
    """The looks at the line: at its front; at some of it; and past its front, for other writers and other addresses."""

    front: Select[Any]
    these: Select[Any]
    by_writer: Select[Any]
    by_address: Select[Any]


def _next(connection: Connection, looks: _Looks, *, now: datetime, limit: int) -> Sequence[Any]:
    found = {row.id: row for row in connection.execute(looks.front, {"now": now, "most": LOOK_AHEAD * limit})}
    is_full = len(found) == LOOK_AHEAD * limit
    queue = _behind_nobody(found)
    # What was put off stands behind what came after it, and keeps that waiting: it goes first.
    if first := {row.head for row in found.values()} - found.keys():
        late = connection.execute(looks.these, {"now": now, "most": LOOK_AHEAD * limit, "mails": sorted(first)})
        found |= {row.id: row for row in late}
        queue = _behind_nobody(found)
    if is_full:
        # A flood has filled all that was looked at: look past it.
        for look, name in ((looks.by_writer, "mail_from"), (looks.by_address, "recipient")):
            if len({getattr(row, name) for row in queue}) < limit:
                in_front = sorted({getattr(row, name) for row in found.values()})
                past = connection.execute(look, {"now": now, "most": limit, "in_front": in_front})
                found |= {row.id: row for row in past}
        queue = _behind_nobody(found)
    if len(queue) <= limit:
        return queue
    chosen = in_turn([Standing(row.id, (row.mail_from, row.recipient)) for row in queue], limit)
    return [found[number] for number in chosen]


def _behind_nobody(found: Mapping[int, Any]) -> list[Any]:
    """Those before which nothing of the same writer to the same address waits but what is found here too. Whoever
    holds the first of them holds them all: two workers never have a part each."""
    free = set[int]()
    for number in sorted(found):
        if found[number].before is None or found[number].before in free:
            free.add(number)
    return _each_in_order([row for number, row in found.items() if number in free])


def _each_in_order(queue: Sequence[Any]) -> list[Any]:
    """The same places in the line for each writer to an address, and theirs in the order in which they came."""
    theirs: dict[tuple[str, str], list[Any]] = {}
    for row in sorted(queue, key=lambda each: -each.id):
        theirs.setdefault((row.recipient, row.mail_from), []).append(row)
    return [theirs[row.recipient, row.mail_from].pop() for row in queue]


_EARLIER = aliased(InboundMail)
_OF_THE_SAME: ColumnElement[bool] = and_(
    _EARLIER.recipient == InboundMail.recipient,
    _EARLIER.mail_from == InboundMail.mail_from,
    _EARLIER.id < InboundMail.id,
    _EARLIER.due_at.is_not(None),
)
"""Earlier mails of the same writer to the same address that have no fate yet (an index has just those)."""
_DUE = (
    select(
        InboundMail.id,
        InboundMail.recipient,
        InboundMail.mail_from,
        InboundMail.tries,
        select(func.max(_EARLIER.id)).where(_OF_THE_SAME).scalar_subquery().label("before"),
        func.coalesce(select(func.min(_EARLIER.id)).where(_OF_THE_SAME).scalar_subquery(), InboundMail.id).label(
            "head"
        ),
    )
    .where(InboundMail.due_at <= bindparam("now"))
    .order_by(InboundMail.due_at, InboundMail.id)
    .limit(bindparam("most"))
)
_LOOKED_AT = _Looks(
    _DUE,
    _DUE.where(among(InboundMail.id, "mails")),
    *(_DUE.where(~among(name, "in_front")) for name in (InboundMail.mail_from, InboundMail.recipient)),
)
# NO KEY UPDATE: whoever makes a comment that points at a mail does not wait. SQLite has one writer, and no such words.
_HELD = _Looks(*(look.with_for_update(skip_locked=True, key_share=True, of=InboundMail) for look in _LOOKED_AT))
_THESE = (
    select(InboundMail.id, InboundMail.tries)
    .where(among(InboundMail.id, "mails"), InboundMail.due_at <= bindparam("now"))
    .order_by(InboundMail.id)
    .with_for_update(skip_locked=True, key_share=True)
)
