"""The accepted mails that wait for a worker: claimed for a lease, settled with their fate, put off, or parked."""

import contextlib
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.line import due_mails, hold, hold_due
from mailbot.inbound.reading.outcome import Reading
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.measures import AGAIN, CLAIMED, LOST_LEASES, MAILS
from mailbot.model_mails import InboundMail, MailBytes
from mailbot.points import Point, reach
from mailbot.prepared import Prepared, among
from mailbot.telemetry import logger
from mailbot.threads.addresses import domain_of
from mailbot.vocabulary import InboundFate
from mailbot.workflow.agencies import agency_of_domain
from mailbot.world import World

log = logger(__name__)

MOST_TRIES = 5
"""How often a fault of ours is tried again before the mail waits for a person."""
PAUSE = timedelta(seconds=10)
"""Until a mail is tried again that met a full disk, or a database that is away."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An accepted mail that is ours to process until its lease ends."""

    id: int
    claimed_by: str
    fingerprint: str
    recipient: str
    mail_from: str
    peer: str
    helo: str
    received_at: datetime
    tries: int
    proven: dict[str, Any] | None
    """What was shown of its sender when it came; None before its first walk."""
    trail: list[Any]
    """Of an earlier walk: what people have answered about it since."""
    content: bytes | None
    """The raw mail; None when it is among the blobs."""
    until: datetime
    """When the lease ends."""


@dataclass(slots=True)
class Trail:
    """What was found at each step, as codes and counts; the mail keeps it (HOUSE, section 5)."""

    steps: list[list[Any]] = field(default_factory=list)
    read_from: Standpoint | None = None
    """What it was read with; not kept, since it holds words."""

    def note(self, step: str, *found: str | int) -> None:
        """One step more."""
        self.steps.append([step, *found])

    def note_reading(self, reading: Reading, standpoint: Standpoint) -> None:
        """What it wants, and what it must be asked."""
        self.read_from = standpoint
        self.note("read", *(intent.type.value for intent in reading.intents))
        if reading.ask is not None:
            self.note("asked_back", reading.ask.value)


@dataclass(frozen=True, slots=True)
class Settling:
    """What is written on the mail's own row at the end of its walk."""

    fate: InboundFate
    trouble: str = ""
    agency_id: int | None = None
    person_id: int | None = None
    participant_id: int | None = None
    report_id: int | None = None


def claim_due(world: World, *, limit: int) -> list[Claimed]:
    """Make the next mails of the line ours for one lease, in one transaction; none when nothing may be taken now."""
    for _ in range(_LOOKS):
        now = world.clock()
        with world.database.looking() as session:  # it waits for no writer
            if not due_mails(session, now=now, limit=1):
                return []
        with world.database.core_transaction() as connection:
            claimed = _take(world, connection, hold_due(connection, now=now, limit=limit), now=now)
        if claimed:
            reach(Point.MAILS_CLAIMED)
            return claimed
        time.sleep(_A_MOMENT)  # another worker is looking at them: it may leave some
    return []


_LOOKS, _A_MOMENT = 5, 0.005


def claim(world: World, mail_ids: Sequence[int]) -> list[Claimed]:
    """The same of these mails: those of them that are due."""
    now = world.clock()
    with world.database.core_transaction() as connection:
        claimed = _take(world, connection, hold(connection, mail_ids, now=now), now=now)
    reach(Point.MAILS_CLAIMED)
    return claimed


def _take(world: World, connection: Connection, held: Sequence[Any], *, now: datetime) -> list[Claimed]:
    """In their order, since people write in one.

    One that was claimed before and has no fate was perhaps its worker's end: it is taken alone, so that it takes no
    other mail's tries with it (`process` parks what has had too many). What is left is due still.
    """
    if not held:
        return []
    waiting, mark = sorted((row.id, row.tries) for row in held), secrets.token_hex(8)
    ours = _together(waiting)
    until = now + timedelta(seconds=world.lease) * (_spread(ours[0]) if waiting[0][1] else 1)
    rows = connection.execute(_CLAIM, {"mails": ours, "lease_ends": until, "mark": mark}).all()
    contents = connection.execute(_CONTENTS, {"names": [row.fingerprint for row in rows]})
    kept = {row.fingerprint: row.content for row in contents}
    CLAIMED.add("mails", by=len(rows))
    AGAIN.add("mails", by=sum(row.tries > 1 for row in rows))
    claimed = [Claimed(claimed_by=mark, content=kept.get(row.fingerprint), until=until, **row._mapping) for row in rows]
    return sorted(claimed, key=lambda mail: mail.id)


def _together(waiting: Sequence[tuple[int, int]]) -> list[int]:
    """Of mails (number, tries) in their order: the first ones that nobody has tried yet, or the first one alone."""
    fresh = list(takewhile(lambda mail: mail[1] == 0, waiting))
    return [number for number, _ in fresh or waiting[:1]]


def _spread(number: int) -> float:
    """How much longer a mail that was tried before is left to its worker, from none to half: two that were taken side
    by side when one of them ended the worker are not taken side by side again and again."""
    return 1 + number % 8 / 16


_CLAIM = (
    update(InboundMail)
    .where(among(InboundMail.id, "mails"))
    .values(due_at=bindparam("lease_ends"), claimed_by=bindparam("mark"), tries=InboundMail.tries + 1)
    .returning(
        InboundMail.id,
        InboundMail.fingerprint,
        InboundMail.recipient,
        InboundMail.mail_from,
        InboundMail.peer,
        InboundMail.helo,
        InboundMail.received_at,
        InboundMail.tries,
        InboundMail.proven,
        InboundMail.trail,
    )
)
_CONTENTS = select(MailBytes.fingerprint, MailBytes.content).where(among(MailBytes.fingerprint, "names"))


def settle(
    session: Session, claimed: Claimed, settling: Settling, trail: Trail, *, now: datetime, sender: str = "",
    proven: dict[str, Any] | None = None,
) -> InboundFate | None:  # fmt: skip
    """Write a mail's fate, in the transaction of all that it caused. Raises LostLease when it is no longer ours."""
    written = {
        "mail": claimed.id,
        "mark": claimed.claimed_by,
        "fate": settling.fate,
        "settled_at": now,
        "trail": trail.steps,
        "trouble": settling.trouble,
        "sender": sender,
        "proven": proven if proven is not None else claimed.proven,
        "agency_id": settling.agency_id,
        "person_id": settling.person_id,
        "participant_id": settling.participant_id,
        "report_id": settling.report_id,
    }
    if not _SETTLE.run(session, written):
        LOST_LEASES.add("mails")
        raise LostLease
    return settling.fate


_SETTLED = (
    *("fate", "settled_at", "trail", "trouble", "sender", "proven"),
    *("agency_id", "person_id", "participant_id", "report_id"),
)
_SETTLE = Prepared(
    update(InboundMail)
    .where(
        InboundMail.id == bindparam("mail"),
        InboundMail.claimed_by == bindparam("mark"),
        InboundMail.fate.is_(None),
    )
    .values({"due_at": None} | {name: bindparam(name, type_=InboundMail.__table__.c[name].type) for name in _SETTLED})
)


class LostLease(TryAgain):
    """Another worker took the mail over: everything that this one wrote is undone."""

    def __init__(self) -> None:
        super().__init__("lease lost")


def put_off(world: World, claimed: Claimed, pause: timedelta, *, tries: int) -> None:
    """It is due again after a pause. Never raises TryAgain."""
    # When not even this can be written, the lease ends by itself and the mail is due again.
    later = world.clock() + pause
    with contextlib.suppress(TryAgain), world.database.transaction() as session:
        session.execute(
            update(InboundMail)
            .where(InboundMail.id == claimed.id, InboundMail.claimed_by == claimed.claimed_by)
            .where(InboundMail.fate.is_(None))
            .values(due_at=later, tries=tries)
        )


def give_back(world: World, claimed: Sequence[Claimed]) -> None:
    """Mails that were claimed and not begun are due again, in their old order, as if nobody had claimed them."""
    with contextlib.suppress(TryAgain), world.database.transaction() as session:
        session.execute(
            update(InboundMail)
            .where(InboundMail.id.in_([mail.id for mail in claimed]), InboundMail.fate.is_(None))
            .where(InboundMail.claimed_by.in_({mail.claimed_by for mail in claimed}))
            .values(due_at=InboundMail.received_at, tries=InboundMail.tries - 1, claimed_by=None)
            .execution_options(synchronize_session=False)
        )


def park_or_put_off(world: World, claimed: Claimed, fault: str) -> InboundFate | None:
    """A fault of ours: tried again, each time later; after MOST_TRIES its fate is a person's to decide."""
    if claimed.tries < MOST_TRIES:
        put_off(world, claimed, timedelta(seconds=2.0**claimed.tries), tries=claimed.tries)
        return None
    with contextlib.suppress(TryAgain):
        return park(world, claimed, fault)
    return None


def park(world: World, claimed: Claimed, fault: str) -> InboundFate:
    """It waits for a person. Raises TryAgain when not even that can be written."""
    trail = Trail(list(Clarified.in_trail(claimed.trail).steps))
    trail.note("fault", fault)
    with world.database.transaction() as session:
        agency = agency_of_domain(session, domain_of(claimed.recipient))
        settling = Settling(InboundFate.PARKED, "fault", agency.id if agency is not None else None)
        settle(session, claimed, settling, trail, now=world.clock())
    MAILS.add(InboundFate.PARKED.value, "fault")
    return InboundFate.PARKED


def bring_back(world: World) -> int:
    """Mails that are due further ahead than anything puts them: the clock was ahead then, and was set right. They are
    due now; how many."""
    now = world.clock()
    beyond = now + timedelta(seconds=2 * world.lease) + _FURTHEST
    with world.database.looking() as session:
        if session.scalar(select(InboundMail.id).where(InboundMail.due_at > beyond).limit(1)) is None:
            return 0
    with world.database.core_transaction() as connection:
        brought = connection.execute(update(InboundMail).where(InboundMail.due_at > beyond).values(due_at=now)).rowcount
    log.warning("clock_went_back", mails=brought)
    return brought


_FURTHEST = timedelta(minutes=10)
