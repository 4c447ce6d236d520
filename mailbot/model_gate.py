"""Who is kept out, and what was erased: what is remembered of the gate and of what is gone."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.columns import Base, number_of, own_number
from mailbot.vocabulary import ErasureReason


class BlockedSender(Base):
    """An address whose mails a manager wants to see no more: they are kept, and nobody is told of them."""

    __tablename__ = "blocked_senders"
    __table_args__ = (UniqueConstraint("agency_id", "address"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    address: Mapped[str] = mapped_column(String(320))
    """In its normal form; `@domain` for everybody there."""
    blocked_by: Mapped[int | None] = number_of("people", nullable=True)
    blocked_at: Mapped[datetime]


class Erasure(Base):
    """Something was erased: whose, why, by whom, and how much of what. Numbers alone; what it was is gone."""

    __tablename__ = "erasures"
    __table_args__ = (Index(None, "agency_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int | None] = number_of("people", nullable=True)
    """Whose data it was; none for the end of a term."""
    reason: Mapped[ErasureReason]
    by: Mapped[int | None] = number_of("people", nullable=True)
    """The manager who asked for it; none for the clock."""
    counts: Mapped[dict[str, Any]]
    """How many rows and blobs, by what they were; and what the law made us keep."""
    at: Mapped[datetime]


class StrangerMail(Base):
    """A letter to an address that nobody knows has left: one a day, and never a second one for the same day."""

    __tablename__ = "stranger_mails"
    __table_args__ = (UniqueConstraint("agency_id", "address", "day"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    address: Mapped[str] = mapped_column(String(320))
    day: Mapped[str] = mapped_column(String(10))
    """Of the agency's calendar, as 2026-11-21."""
    letter_id: Mapped[int | None] = number_of("outbound_mails", nullable=True)
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    """The mail that it answered."""
