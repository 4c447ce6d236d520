"""What stands where: queues and their ages, fates, and the mails that wait for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from mailbot.db import Session
from mailbot.model import InboundMail, OutboundMail
from mailbot.vocabulary import InboundFate, OutboundFate

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


def standing(session: Session, *, now: datetime) -> Standing:
    """How the house stands at an instant."""
    inbound = _by_fate(session, InboundMail)
    outbound = _by_fate(session, OutboundMail)
    mails = session.execute(
        select(func.count(), func.min(InboundMail.received_at)).where(InboundMail.due_at.is_not(None))
    ).one()
    letters = session.execute(
        select(func.count(), func.min(OutboundMail.created_at)).where(OutboundMail.due_at.is_not(None))
    ).one()
    unreadable = session.execute(
        select(func.count()).select_from(InboundMail).where(InboundMail.trouble == "unreadable")
    ).scalar_one()
    return Standing(inbound, outbound, mails[0], _age(mails[1], now), letters[0], _age(letters[1], now), unreadable)


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
        .where(or_(InboundMail.fate.in_(_WAITING_FOR_A_PERSON), InboundMail.trouble == "unreadable"))
        .order_by(InboundMail.id.desc())
        .limit(limit)
    )
    return [
        Waiting(row.id, row.received_at, row.fate or "", row.trouble, row.size, proof_of(row.proven)) for row in rows
    ]


def _by_fate(session: Session, table: type[InboundMail] | type[OutboundMail]) -> dict[str, int]:
    rows = session.execute(select(table.fate, func.count()).group_by(table.fate))
    return {(fate.value if isinstance(fate, InboundFate | OutboundFate) else "none"): count for fate, count in rows}


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
