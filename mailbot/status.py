"""What stands where: queues and their ages, fates, and the mails that wait for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, or_, select, union

from mailbot.db import Session
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import InboundFate, OutboundFate


def said(word: str | int) -> Any:
    """A word that stands in the statement itself: with it the database sees that an index of only such rows will do."""
    return bindparam(None, word, literal_execute=True)


_NOT_TAKEN = InboundMail.fate != said(InboundFate.TAKEN)
_NOT_SENT = and_(OutboundMail.fate != said(OutboundFate.PENDING), OutboundMail.fate != said(OutboundFate.SENT))


def not_taken(fate: InboundFate) -> ColumnElement[bool]:
    """Mails of such a fate, which few have: found among those that were not taken."""
    return and_(InboundMail.fate == said(fate), _NOT_TAKEN)


def not_sent(fate: OutboundFate) -> ColumnElement[bool]:
    """Letters of such a fate, which few have: found among those that were not simply sent."""
    return and_(OutboundMail.fate == said(fate), _NOT_SENT)


WORKER_ENDED = "worker ended: "
"""How the answer of a letter begins that has ended a worker, before the number of those that it has."""
_WAITING_FOR_A_PERSON = (InboundFate.HELD, InboundFate.PARKED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts by fate, and the age in seconds of what waits longest. Nothing of what anybody wrote."""

    inbound: dict[str, int]
    outbound: dict[str, int]
    mails_waiting: int
    oldest_mail_seconds: float
    letters_waiting: int
    oldest_letter_seconds: float
    unreadable: int
    relays_away: dict[str, int]
    """Why the relays take nothing, in words, and how many letters wait for that."""
    full_since: datetime | None = None
    """Since when as many mails wait as may: the door answers 452. None while there is room."""


def standing(session: Session, *, now: datetime, most_waiting: int = 0) -> Standing:
    """How the house stands at an instant. `most_waiting`: the bound of the mails that wait; 0 to leave it out."""
    mails = session.execute(
        select(func.count(), func.min(InboundMail.received_at)).where(InboundMail.due_at.is_not(None))
    ).one()
    letters = session.execute(
        select(func.count(), func.min(OutboundMail.created_at)).where(OutboundMail.due_at.is_not(None))
    ).one()
    unreadable = session.execute(
        select(func.count()).select_from(InboundMail).where(InboundMail.trouble == said("unreadable"))
    ).scalar_one()
    inbound, outbound = _mails_by_fate(session), _letters_by_fate(session)
    away = session.execute(
        select(OutboundMail.answer, func.count())
        .where(OutboundMail.due_at.is_not(None), OutboundMail.answer.startswith("relay "))
        .group_by(OutboundMail.answer)
    )
    full = _full_since(session, most_waiting) if most_waiting and mails[0] >= most_waiting else None
    return Standing(
        inbound, outbound, mails[0], _age(mails[1], now), letters[0], _age(letters[1], now), unreadable,
        {str(row[0]): int(row[1]) for row in away}, full,
    )  # fmt: skip


def _full_since(session: Session, most: int) -> datetime | None:
    """When the mail came that filled the queue, of those that wait still: it is full since then at least."""
    came = select(InboundMail.received_at).where(InboundMail.due_at.is_not(None)).order_by(InboundMail.received_at)
    return session.scalars(came.offset(most - 1).limit(1)).one_or_none()


def proof_of(proven: Mapping[str, Any] | None) -> str:
    """What the sender's domain said of a mail when it came, in one word: confirmed, unconfirmed, forged (RFC 8601)."""
    found = proven or {}
    if found.get("dmarc") == "fail":
        return "forged"
    stands = found.get("aligned") and found.get("dmarc") in ("pass", "none", "permerror")
    return "confirmed" if stands else "unconfirmed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that a person should look at: numbers and codes, no words."""

    mail_id: int
    received_at: datetime
    fate: str
    trouble: str
    size: int
    proof: str


def waiting_mails(session: Session, *, limit: int) -> Sequence[Waiting]:
    """The newest mails that are held, parked or could not be read."""
    rows = session.execute(
        select(
            InboundMail.id,
            InboundMail.received_at,
            InboundMail.fate,
            InboundMail.trouble,
            InboundMail.size,
            InboundMail.proven,
        )
        .where(waits_for_a_person())
        .order_by(InboundMail.id.desc())
        .limit(limit)
    )
    return [
        Waiting(row.id, row.received_at, row.fate or "", row.trouble, row.size, proof_of(row.proven)) for row in rows
    ]


def count_waiting(session: Session) -> int:
    """How many mails are held, parked or could not be read."""
    return session.execute(select(func.count()).select_from(InboundMail).where(waits_for_a_person())).scalar_one()


def oldest_waiting(session: Session) -> datetime | None:
    """Since when the oldest of them waits."""
    return session.execute(select(func.min(InboundMail.received_at)).where(waits_for_a_person())).scalar_one()


def waits_for_a_person() -> ColumnElement[bool]:
    """A mail is held, parked or could not be read. Each of the three by an index of its own: with OR between them,
    SQLite looks at every mail there is."""
    why = (*map(not_taken, _WAITING_FOR_A_PERSON), InboundMail.trouble == said("unreadable"))
    return InboundMail.id.in_(union(*(select(InboundMail.id).where(each) for each in why)))


@dataclass(frozen=True, slots=True)
class NeverLeft:
    """A letter that no relay was given in the end: numbers and codes, no words."""

    letter_id: int
    kind: str
    written_at: datetime
    why: str


_NEVER_LEFT = {WORKER_ENDED: "worker_ended", "fault: ": "fault", "not printed: ": "not_printed", "relay": "relay_away"}
"""How the answer begins, and the code for it."""


def letters_never_left(session: Session, *, limit: int) -> Sequence[NeverLeft]:
    """The newest letters that failed for a reason of ours; what an address refused is no trouble of the house's."""
    rows = session.execute(
        select(OutboundMail.id, OutboundMail.kind, OutboundMail.created_at, OutboundMail.answer)
        .where(_never_left())
        .order_by(OutboundMail.id.desc())
        .limit(limit)
    )
    return [NeverLeft(row.id, row.kind.value, row.created_at, _why(row.answer)) for row in rows]


def count_never_left(session: Session) -> int:
    """How many there are."""
    return session.execute(select(func.count()).select_from(OutboundMail).where(_never_left())).scalar_one()


def _never_left() -> ColumnElement[bool]:
    begins = [f"{seen}{words}" for words in _NEVER_LEFT for seen in ("", "seen: ")]
    return and_(not_sent(OutboundFate.FAILED), or_(*(OutboundMail.answer.startswith(words) for words in begins)))


def _why(answer: str) -> str:
    said = answer.removeprefix("seen: ")
    return next(code for words, code in _NEVER_LEFT.items() if said.startswith(words))


def _mails_by_fate(session: Session) -> dict[str, int]:
    """All but a few are taken: those are not looked at one by one, but are what is left of all."""
    waits = InboundMail.due_at.is_not(None), InboundMail.fate.is_(None)
    on_the_way = _count(session, select(literal("none"), func.count()).where(*waits))
    others = _count(session, select(InboundMail.fate, func.count()).where(_NOT_TAKEN).group_by(InboundMail.fate))
    return _with_the_rest(session, InboundMail, InboundFate.TAKEN, on_the_way | others)


def _letters_by_fate(session: Session) -> dict[str, int]:
    """The same; all but a few were sent."""
    pending = OutboundFate.PENDING
    waits = OutboundMail.due_at.is_not(None), OutboundMail.fate == pending
    on_the_way = _count(session, select(literal(pending.value), func.count()).where(*waits))
    others = _count(session, select(OutboundMail.fate, func.count()).where(_NOT_SENT).group_by(OutboundMail.fate))
    return _with_the_rest(session, OutboundMail, OutboundFate.SENT, on_the_way | others)


def _count(session: Session, asked: Select[*tuple[Any, ...]]) -> dict[str, int]:
    return {str(fate): int(count) for fate, count in session.execute(asked)}


def _with_the_rest(
    session: Session, table: type[InboundMail] | type[OutboundMail], rest: StrEnum, counts: Mapping[str, int]
) -> dict[str, int]:
    everything = session.execute(select(func.count()).select_from(table)).scalar_one()
    found = {**counts, rest.value: everything - sum(counts.values())}
    return {fate: count for fate, count in found.items() if count > 0}


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
