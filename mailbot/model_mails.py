"""What is remembered of mails and letters: their place in a queue and their fate; and what leaves by the clock."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Date,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.columns import Base, Fingerprint, number_of, own_number
from mailbot.vocabulary import (
    AttachmentUse,
    Channel,
    InboundFate,
    LetterKind,
    OutboundFate,
    Role,
)

_STILL_DUE = text("due_at IS NOT NULL")
_NOT_TAKEN = text("fate <> 'taken'")
_NOT_SENT = text("fate <> 'pending' AND fate <> 'sent'")
_STILL_WAITING = text("letter_id IS NULL")


class MailBytes(Base):
    """The bytes of a mail from the moment of its 250 until they are moved to the blobs."""

    __tablename__ = "mail_bytes"

    fingerprint: Mapped[str] = mapped_column(Fingerprint, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class MovingBytes(Base):
    """Bytes of a mail that are being moved to the blobs: they may be in both places, and are erased from both."""

    __tablename__ = "moving_bytes"

    fingerprint: Mapped[str] = mapped_column(Fingerprint, primary_key=True)


class InboundMail(Base):
    """One accepted mail for one recipient (courrier reçu).

    `due_at` is the whole queue: the instant from which a worker may take the row; claiming puts it one lease ahead,
    settling empties it. A worker that dies leaves a row that becomes due again by itself.
    """

    __tablename__ = "inbound_mails"
    __table_args__ = (
        UniqueConstraint("recipient", "message_id", "fingerprint"),
        Index("ix_inbound_mails_due", "due_at", "id", sqlite_where=_STILL_DUE, postgresql_where=_STILL_DUE),
        Index(
            "ix_inbound_mails_line",
            "recipient",
            "mail_from",
            "id",
            sqlite_where=_STILL_DUE,
            postgresql_where=_STILL_DUE,
        ),
        # What a house counts and looks for again and again (mailbot.status, mailbot.workflow.busy): few among many.
        Index(
            "ix_inbound_mails_not_taken", "fate", "agency_id", "received_at", sqlite_where=_NOT_TAKEN,
            postgresql_where=_NOT_TAKEN,
        ),
        Index(
            "ix_inbound_mails_unreadable", "id", sqlite_where=text("trouble = 'unreadable'"),
            postgresql_where=text("trouble = 'unreadable'"),
        ),
        Index(None, "agency_id", "fate", "id"),
        Index(None, "report_id"),
        Index(None, "participant_id"),
        Index(None, "sender", "id"),
    )  # fmt: skip

    id: Mapped[int] = own_number()
    fingerprint: Mapped[str] = mapped_column(Fingerprint)
    message_id: Mapped[str] = mapped_column(String(1000))
    recipient: Mapped[str] = mapped_column(String(320))
    mail_from: Mapped[str] = mapped_column(String(320))
    peer: Mapped[str] = mapped_column(String(64))
    helo: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(320), default="")
    """The address in From, in its normal form, once the mail was parsed."""
    size: Mapped[int]
    received_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    tries: Mapped[int] = mapped_column(default=0)
    fate: Mapped[InboundFate | None]
    trouble: Mapped[str] = mapped_column(String(80), default="")
    """What could not be done with it, as a code; empty when all went well."""
    agency_id: Mapped[int | None] = number_of("agencies", nullable=True)
    person_id: Mapped[int | None] = number_of("people", nullable=True)
    participant_id: Mapped[int | None] = number_of("participants", nullable=True)
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    trail: Mapped[list[Any]] = mapped_column(default=list)
    settled_at: Mapped[datetime | None]
    proven: Mapped[dict[str, Any] | None]
    """What its sender's domain said of it when it came (RFC 8601); none before its first walk."""
    decided_by: Mapped[int | None] = number_of("people", nullable=True)
    """The manager who released, filed or discarded it; none when nobody had to."""
    erased_at: Mapped[datetime | None]
    """Its bytes are gone; its numbers, dates and acts remain."""


class Attachment(Base):
    """A file that came with a mail, and what became of it."""

    __tablename__ = "attachments"
    __table_args__ = (
        Index(None, "report_id"),
        Index(None, "mail_id"),
        Index(None, "fingerprint"),
        Index(None, "comment_id"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    mail_id: Mapped[int] = number_of("inbound_mails")
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    comment_id: Mapped[int | None] = number_of("comments", nullable=True)
    use: Mapped[AttachmentUse]
    why: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(Fingerprint)
    masked: Mapped[dict[str, Any] | None]
    """Nobody is shown it any more: `why`, `by`, `at`."""
    erased_at: Mapped[datetime | None]


class OutboundMail(Base):
    """One letter to one person (courrier envoyé), with everything that was true when it was called for.

    `due_at` is the queue, as for inbound mails.
    """

    __tablename__ = "outbound_mails"
    __table_args__ = (
        UniqueConstraint("message_id"),
        UniqueConstraint("event_id", "kind", "person_id"),
        Index("ix_outbound_mails_due", "due_at", "id", sqlite_where=_STILL_DUE, postgresql_where=_STILL_DUE),
        Index(
            "ix_outbound_mails_not_sent", "fate", "settled_at", sqlite_where=_NOT_SENT, postgresql_where=_NOT_SENT,
        ),
        Index(None, "agency_id", "fate", "id"),
        Index(None, "report_id"),
        Index(None, "person_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    profile_id: Mapped[int] = number_of("agency_profiles")
    event_id: Mapped[int | None] = number_of("events", nullable=True)
    """What it tells of; none for what leaves by the clock (a digest) or was asked for on a page (a fresh link)."""
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    participant_id: Mapped[int | None] = number_of("participants", nullable=True)
    person_id: Mapped[int | None] = number_of("people", nullable=True)
    kind: Mapped[LetterKind]
    language: Mapped[str] = mapped_column(String(8))
    recipient: Mapped[str] = mapped_column(String(320))
    channel: Mapped[Channel]
    """Where an answer goes."""
    message_id: Mapped[str] = mapped_column(String(255))
    facts: Mapped[dict[str, Any]]
    fate: Mapped[OutboundFate] = mapped_column(default=OutboundFate.PENDING)
    due_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    tries: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(String(500), default="")
    """What the relay said last."""
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    """What it said is gone from its facts."""


class DigestLine(Base):
    """An event that waits for one reader's next digest (récapitulatif), or that a digest has told (SM7)."""

    __tablename__ = "digest_lines"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", "role"),
        Index(
            "ix_digest_lines_waiting", "agency_id", "person_id", "id", sqlite_where=_STILL_WAITING,
            postgresql_where=_STILL_WAITING,
        ),
        Index(None, "letter_id"),
    )  # fmt: skip

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = number_of("people")
    role: Mapped[Role]
    """The role in which the person reads it."""
    event_id: Mapped[int] = number_of("events")
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    letter_id: Mapped[int | None] = number_of("outbound_mails", nullable=True)
    """The digest that told it; none while it waits."""


class ScheduledRun(Base):
    """Something that leaves by the clock has left on this day: its row keeps a second process from doing it again."""

    __tablename__ = "scheduled_runs"
    __table_args__ = (Index(None, "day", "task", "agency_id"),)

    agency_id: Mapped[int] = number_of("agencies", primary=True)
    task: Mapped[str] = mapped_column(String(40), primary_key=True)
    on: Mapped[date] = mapped_column("day", Date, primary_key=True)
    """A day of the agency's calendar."""
    ran_at: Mapped[datetime]


class Duty(Base):
    """Work that one process at a time does for all the others of a house, as long as its lease runs."""

    __tablename__ = "duties"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime]
    """From then on, whoever asks has it."""
