"""The letters that wait for a worker: claimed for a lease, given up, and what became of them recorded."""

import contextlib
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, literal, select, update

from mailbot.agency import AgencyProfile
from mailbot.errors import TryAgain
from mailbot.measures import AGAIN, CLAIMED, LETTER_WAIT, LETTERS
from mailbot.model import Event, Participant, Person
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.outbound.line import hold, hold_due, is_any_due
from mailbot.points import Point, reach
from mailbot.precedence import ORDERS, precedence
from mailbot.prepared import among
from mailbot.profiles import profile_numbered
from mailbot.status import WORKER_ENDED
from mailbot.telemetry import logger
from mailbot.threads.lives import issued_on
from mailbot.vocabulary import Channel, LetterKind, OutboundFate, Role
from mailbot.world import World

log = logger(__name__)

LONGEST_PAUSE = 3600.0
"""Seconds between two tries of a letter."""

_MOST_DOUBLINGS = 6
"""Of the lease of a letter that ends its worker: an hour, of a minute."""
MOST_ENDS = 5
"""So many workers ended by one letter, one after another, are enough."""


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """One letter that is ours to send until its lease ends, with everything that its envelope says."""

    id: int
    claimed_by: str
    kind: LetterKind
    language: str
    recipient: str
    recipient_name: str
    channel: Channel
    message_id: str
    facts: Mapping[str, Any]
    created_at: datetime
    tries: int
    answer: str
    """What the relay said last."""
    was_uncertain: bool
    profile: AgencyProfile
    participant_id: int
    """0 when the letter belongs to no thread."""
    person_id: int
    subject: str
    opened_by: str
    thread_began: datetime
    sealed_on: date
    """The date that its addresses and links bear (UTC)."""

    @property
    def is_order(self) -> bool:
        """Whether a company is asked by it to come, to stay away or to name a price: twice is worse than late."""
        has_paper = self.facts.get("paper") is not None and self.facts.get("reader") == Role.PROVIDER.value
        return has_paper or self.kind in ORDERS

    @property
    def is_written_at_once(self) -> bool:
        """Whether nothing is printed or fetched for it: the relay may wait for its words with the envelope open."""
        return not self.is_order and not any(self.facts.get(name) for name in ("paper", "papers", "pictures"))


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one attempt. `due_at` says when to try again; none when it is over."""

    letter: ClaimedLetter
    fate: OutboundFate
    answer: str
    due_at: datetime | None = None
    was_tried: bool = True
    """Whether the relay has heard of it: what it did not costs the letter no try."""


def claim_due_letters(world: World, *, limit: int) -> list[ClaimedLetter]:
    """Make the next letters of the line ours for one lease, in one transaction; none when none is due."""
    for _ in range(_LOOKS):
        now = world.clock()
        with world.database.looking() as session:  # it waits for no writer
            if not is_any_due(session.connection(), now=now):
                return []
        with world.database.core_transaction() as connection:
            held = hold_due(connection, now=now, limit=limit)
            claimed = _take(world, connection, held, now=now)
        if claimed:
            reach(Point.LETTERS_CLAIMED)
            return claimed
        if not held:
            time.sleep(_A_MOMENT)  # another worker is looking at them: it may leave some
    return []


_LOOKS, _A_MOMENT = 5, 0.005


def claim_letters(world: World, letter_ids: Sequence[int]) -> list[ClaimedLetter]:
    """The same of these letters: those of them that are due."""
    now = world.clock()
    with world.database.core_transaction() as connection:
        claimed = _take(world, connection, hold(connection, letter_ids, now=now), now=now)
    reach(Point.LETTERS_CLAIMED)
    return claimed


def _take(world: World, connection: Connection, held: Sequence[Any], *, now: datetime) -> list[ClaimedLetter]:
    """One whose worker ended without a word is taken alone, and is left to whoever takes it for longer each time: if it
    was the letter that ended it, no other letter leaves twice because of it, and the worker is not ended every minute.
    One that has done it MOST_ENDS times is sent no more: it is told like any other that never left.
    """
    if not held:
        return []
    mark, waiting = secrets.token_hex(8), sorted(held, key=lambda row: int(row.id))
    uncertain = {row.id for row in waiting if row.fate is OutboundFate.UNCERTAIN}
    calm = list(takewhile(lambda row: row.fate is not OutboundFate.SENDING, waiting))
    lease = timedelta(seconds=world.lease)
    marked: dict[str, Any] = {}
    if not calm:
        ends = _ends(waiting[0].answer) + 1
        if ends >= MOST_ENDS:
            _give_up(connection, waiting[0].id, ends, now=now)
            return []
        lease *= 2 ** min(ends, _MOST_DOUBLINGS)
        marked = {"answer": f"{WORKER_ENDED}{ends}"}
    ours = [row.id for row in calm or waiting[:1]]
    connection.execute(_CLAIM, {"ours": ours, "until": now + lease, "mark": mark, **marked})
    rows = connection.execute(_CLAIMED, {"ours": ours}).all()
    CLAIMED.add("letters", by=len(rows))
    AGAIN.add("letters", by=sum(row.tries > 1 for row in rows))
    rows = sorted(rows, key=lambda row: precedence(row.kind, row.facts))  # the relay may be slow
    others = _tokens_from(connection, rows)
    return [
        _claimed(
            row, mark, profile_numbered(connection, row.profile_id), others,
            today=now.date(), was_uncertain=row.id in uncertain,
        )
        for row in rows
    ]  # fmt: skip


_SENDING = case(
    (OutboundMail.fate == OutboundFate.UNCERTAIN, literal(OutboundFate.UNCERTAIN, OutboundMail.__table__.c.fate.type)),
    else_=literal(OutboundFate.SENDING, OutboundMail.__table__.c.fate.type),
)
"""What is uncertain stays so while it is tried once more: whoever is killed meanwhile leaves it known."""


def _ends(answer: str) -> int:
    """How many workers a letter has ended since one of them last said what became of it."""
    return int(answer.removeprefix(WORKER_ENDED)) if answer.startswith(WORKER_ENDED) else 0


def _give_up(connection: Connection, letter_id: int, ends: int, *, now: datetime) -> None:
    connection.execute(
        update(OutboundMail)
        .where(OutboundMail.id == letter_id, OutboundMail.due_at <= now, OutboundMail.fate == OutboundFate.SENDING)
        .values(fate=OutboundFate.FAILED, due_at=None, settled_at=now, answer=f"{WORKER_ENDED}{ends}")
    )
    log.warning("letter_given_up", letter_id=letter_id, workers_ended=ends)


def _tokens_from(connection: Connection, rows: Sequence[Any]) -> dict[int, date | None]:
    """Of the people whose page a letter opens without being written to them: an address that nobody has proved yet."""
    about = {row.facts["opens"]["of"] for row in rows if row.person_id is None and "of" in row.facts.get("opens", {})}
    if not about:
        return {}
    found = connection.execute(select(Person.id, Person.tokens_from).where(Person.id.in_(about)))
    return {row.id: row.tokens_from for row in found}


def _claimed(
    row: Any, mark: str, profile: AgencyProfile, others: Mapping[int, date | None], *, today: date, was_uncertain: bool
) -> ClaimedLetter:  # fmt: skip
    tokens_from = row.tokens_from
    if row.person_id is None and others:
        tokens_from = others.get(row.facts.get("opens", {}).get("of", 0))
    return ClaimedLetter(
        id=row.id,
        claimed_by=mark,
        kind=row.kind,
        language=row.language,
        recipient=row.recipient,
        recipient_name=row.name or "",
        channel=row.channel,
        message_id=row.message_id,
        facts=MappingProxyType(row.facts),
        created_at=row.created_at,
        tries=row.tries,
        answer=row.answer,
        was_uncertain=was_uncertain,
        profile=profile,
        participant_id=row.participant_id or 0,
        person_id=row.person_id or 0,
        subject=row.subject or "",
        opened_by=row.opened_by or "",
        thread_began=row.thread_began or row.created_at,
        sealed_on=issued_on(today, tokens_from),
    )


_OUTBOUND = OutboundMail.__table__.c
_CLAIM = (
    update(OutboundMail)
    .where(among(OutboundMail.id, "ours"))
    .values(
        fate=_SENDING,
        due_at=bindparam("until", type_=_OUTBOUND.due_at.type),
        claimed_by=bindparam("mark"),
        tries=OutboundMail.tries + 1,
        answer=func.coalesce(bindparam("answer", None, type_=_OUTBOUND.answer.type), OutboundMail.answer),
    )
)
_CLAIMED = (
    select(
        OutboundMail.id, OutboundMail.kind, OutboundMail.language, OutboundMail.recipient, OutboundMail.channel,
        OutboundMail.message_id, OutboundMail.facts, OutboundMail.created_at, OutboundMail.tries, OutboundMail.answer,
        OutboundMail.participant_id, OutboundMail.person_id, OutboundMail.profile_id,
        Participant.subject, Participant.opened_by, Participant.created_at.label("thread_began"), Person.name,
        Person.tokens_from,
    )
    .outerjoin(Participant, Participant.id == OutboundMail.participant_id)
    .outerjoin(Person, Person.id == OutboundMail.person_id)
    .where(among(OutboundMail.id, "ours"))
    .order_by(OutboundMail.id)
)  # fmt: skip
"""What an envelope says. The profile is not among it: it is as long as all the rest, and the same for each letter."""


def mails_behind(world: World, letter_ids: Sequence[int]) -> Mapping[int, str]:
    """Of letters that a mail has called for, the fingerprint of that mail; asked for traces alone."""
    asked = (
        select(OutboundMail.id, InboundMail.fingerprint)
        .join(Event, Event.id == OutboundMail.event_id)
        .join(InboundMail, InboundMail.id == Event.mail_id)
        .where(OutboundMail.id.in_(letter_ids))
    )
    with contextlib.suppress(TryAgain), world.database.looking() as session:
        return {row.id: row.fingerprint for row in session.execute(asked)}
    return {}


def record(world: World, endings: Sequence[Ending]) -> None:
    """Write what became of some letters, in one commit."""
    if not endings:
        return
    # What cannot be written now is found again when the lease ends: the letter leaves a second time, never not at all.
    now = world.clock()
    rows = [
        {
            "letter": ending.letter.id,
            "mark": ending.letter.claimed_by,
            "fate": ending.fate,
            "answer": ending.answer[:500],
            "due_at": ending.due_at,
            "not_tried": int(not ending.was_tried),
            "settled_at": None if ending.due_at is not None else now,
        }
        for ending in endings
    ]
    with contextlib.suppress(TryAgain), world.database.core_transaction() as connection:
        connection.execute(_RECORD, rows)
        reach(Point.FATES_WRITTEN)
    reach(Point.FATES_COMMITTED)
    for ending in endings:
        LETTERS.add(ending.letter.kind.value, ending.fate.value)
        if ending.fate is OutboundFate.SENT:
            LETTER_WAIT.note((now - ending.letter.created_at).total_seconds())
        log.info("letter", letter_id=ending.letter.id, kind=ending.letter.kind.value, fate=ending.fate.value)


_RECORD = (
    update(OutboundMail)
    .where(OutboundMail.id == bindparam("letter"), OutboundMail.claimed_by == bindparam("mark"))
    .values(
        {
            name: bindparam(name, type_=OutboundMail.__table__.c[name].type)
            for name in ("fate", "answer", "due_at", "settled_at")
        }
        | {"tries": OutboundMail.tries - bindparam("not_tried")}
    )
)


def bring_letters_back(world: World) -> int:
    """Letters that wait for an hour further ahead than any pause: the clock was ahead then, and was set right. They are
    due now; how many. One that is being sent is left to its lease: it would leave a second time."""
    now = world.clock()
    beyond = now + 2 * timedelta(seconds=LONGEST_PAUSE)
    waits = (OutboundMail.due_at > beyond, OutboundMail.fate.in_((OutboundFate.PENDING, OutboundFate.UNCERTAIN)))
    with world.database.looking() as session:
        ahead = session.scalars(select(OutboundMail.id).where(*waits)).all()
    if not ahead:
        return 0
    with world.database.transaction() as session:
        session.execute(
            update(OutboundMail)
            .where(OutboundMail.id.in_(ahead), *waits)
            .values(due_at=now)
            .execution_options(synchronize_session=False)
        )
    log.warning("clock_went_back", letters=len(ahead))
    return len(ahead)
