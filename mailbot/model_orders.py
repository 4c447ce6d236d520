"""What is remembered of the works: orders, visits, what an occupant said of their time, papers, invoices."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.columns import Base, Fingerprint, number_of, own_number
from mailbot.vocabulary import (
    Category,
    ConfirmedBy,
    InvoiceState,
    MissionState,
    PaperKind,
    Urgency,
    VisitState,
)


class WorkOrder(Base):
    """A mission given to one company for one report (ordre de service, SM3). It is never given to another one."""

    __tablename__ = "work_orders"
    __table_args__ = (
        UniqueConstraint("agency_id", "number"),
        Index(None, "report_id", "id"),
        Index(None, "agency_id", "state", "id"),
        Index(None, "state", "state_since"),
        Index(None, "provider_id", "id"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    number: Mapped[str] = mapped_column(String(20))
    """OS-2026-0187: taken without gaps by « Valider ». `shown_number` is what people read."""
    edition: Mapped[int] = mapped_column(default=1)
    """2 once it was issued anew: OS-2026-0187-B (« annule et remplace »)."""
    provider_id: Mapped[int] = number_of("providers")
    state: Mapped[MissionState] = mapped_column(default=MissionState.NEW)
    state_since: Mapped[datetime]
    visit_number: Mapped[int] = mapped_column(default=1)
    """Of the appointment that is being arranged, or was the last; known before any slot is (S2-06)."""
    quote_id: Mapped[int | None] = number_of("quotes", nullable=True)
    """The quote that was accepted: one asked alone before it, or one that came inside the mission."""
    replaces_id: Mapped[int | None] = number_of("work_orders", nullable=True)
    """The order of the company that it is taken from, or that refused."""
    sent_by: Mapped[int] = number_of("people")
    created_at: Mapped[datetime]

    category: Mapped[Category]
    motif: Mapped[str] = mapped_column(String(300))
    """One bounded sentence: what is to be done, and nothing beside it."""
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    due_on: Mapped[date | None]
    """« Intervention attendue avant le … »."""
    own_reference: Mapped[str] = mapped_column(String(60), default="")
    instructions: Mapped[str] = mapped_column(Text, default="")
    """What the company is told beside the motif, as the manager wrote it."""
    wishes: Mapped[str] = mapped_column(String(300), default="")
    """The times that the home wished, as they were printed; empty when none were known (S2-10)."""
    words: Mapped[str] = mapped_column(Text, default="")
    """What the company reads of the report: covered by table, then as the manager left it at « Valider »."""
    pictures: Mapped[list[Any]] = mapped_column(default=list)
    """The photos that went along: name and fingerprint of each."""
    ceiling_incl_tax: Mapped[Decimal]
    """What it may cost without a quote (S2-07), as it stood at « Valider »."""

    follow_up: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was chased and when: `answered_at`, `relaunched` (instants), `held_until`, `silent_at`; and what other steps
    of the mission were told about (see the rooms that chase)."""
    worked_on: Mapped[date | None]
    """The day of the works, as the company said it."""
    declared_at: Mapped[datetime | None]
    """« Intervention réalisée »: the company's word alone."""
    declared_by: Mapped[int | None] = number_of("people", nullable=True)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = number_of("people", nullable=True)
    confirmed_as: Mapped[ConfirmedBy | None]
    completed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(String(500), default="")
    """What the company is told of it, as a manager wrote it."""

    @property
    def shown_number(self) -> str:
        """The number as people read and recall it: OS-2026-0187, or OS-2026-0187-B once it was issued anew."""
        return self._numbered(self.edition)

    @property
    def next_number(self) -> str:
        """The number that it would have if it were issued anew."""
        return self._numbered(self.edition + 1)

    def _numbered(self, edition: int) -> str:
        return self.number if edition == 1 else f"{self.number}-{chr(ord('A') + edition - 1)}"


class Visit(Base):
    """One appointment of a mission, or of a request for a quote: its slots, the choice, what became of it (SM4)."""

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("order_id", "number"),
        UniqueConstraint("quote_id", "number"),
        Index(None, "agency_id", "state", "id"),
        Index(None, "state", "starts_at"),
        Index(None, "report_id", "id"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    order_id: Mapped[int | None] = number_of("work_orders", nullable=True)
    quote_id: Mapped[int | None] = number_of("quotes", nullable=True)
    """One of the two: whose visit it is."""
    number: Mapped[int]
    """RDV n°1, 2…"""
    state: Mapped[VisitState] = mapped_column(default=VisitState.TO_PROPOSE)
    state_since: Mapped[datetime]
    is_for_works: Mapped[bool] = mapped_column(default=False)
    """To do the works; else to see what is to be done."""
    round: Mapped[int] = mapped_column(default=0)
    """How many times slots were proposed for it (GAP-03)."""
    slots: Mapped[list[Any]] = mapped_column(default=list)
    """Those of the last proposal: `number` (stable in reminders), `start`, `end`, as instants."""
    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[int | None] = number_of("people", nullable=True)
    starts_at: Mapped[datetime | None]
    """Of the slot that was chosen."""
    ends_at: Mapped[datetime | None]
    chosen_at: Mapped[datetime | None]
    chosen_by: Mapped[int | None] = number_of("people", nullable=True)
    planned_at: Mapped[datetime | None]
    uid: Mapped[str] = mapped_column(String(120))
    """Of its invitation, for its whole life (RFC 5545, section 3.8.4.7)."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Of the last invitation, change or cancellation that left (RFC 5545, section 3.8.7.4)."""
    is_invited: Mapped[bool] = mapped_column(default=False)
    """Whether an invitation stands in somebody's calendar: there is one to cancel."""
    follow_up: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was reminded and when: `choice_reminded`, `planning_reminded`, `day_before`, `ended_told`."""
    created_at: Mapped[datetime]


class Availability(Base):
    """When somebody can be at home, as they said it (S2-10). Times alone ever go further, never their reason."""

    __tablename__ = "availabilities"
    __table_args__ = (Index(None, "report_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    person_id: Mapped[int] = number_of("people")
    said: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """As it was read: what the times are, as values."""
    words: Mapped[str] = mapped_column(String(300), default="")
    """The times as a company reads them."""
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    given_at: Mapped[datetime]


class AccessNote(Base):
    """What an occupant said of getting in: a code, a telephone, a dog, a place to park. It is gone with the mission."""

    __tablename__ = "access_notes"
    __table_args__ = (Index(None, "report_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    person_id: Mapped[int] = number_of("people")
    words: Mapped[str] = mapped_column(Text, default="")
    """As they wrote it, codes and telephone and all: for letter P-07 alone."""
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    given_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Paper(Base):
    """A document of ours: what it says, frozen when it was decided; its bytes, from the first time it is printed."""

    __tablename__ = "papers"
    __table_args__ = (UniqueConstraint("agency_id", "number", "kind"), Index(None, "order_id"), Index(None, "quote_id"))

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    kind: Mapped[PaperKind]
    number: Mapped[str] = mapped_column(String(30))
    """As it is printed: DEV-2026-0092, OS-2026-0187-B."""
    order_id: Mapped[int | None] = number_of("work_orders", nullable=True)
    quote_id: Mapped[int | None] = number_of("quotes", nullable=True)
    language: Mapped[str] = mapped_column(String(8), default="fr")
    facts: Mapped[dict[str, Any]]
    """Everything that it says. What changes later does not show (WORK_ORDER_PDF, check 5)."""
    fingerprint: Mapped[str | None] = mapped_column(Fingerprint)
    """SHA-256 of the PDF among the blobs; none until it was printed."""
    printed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Invoice(Base):
    """An invoice of a company, as it was read, and what was decided on it (SM6)."""

    __tablename__ = "invoices"
    __table_args__ = (Index(None, "order_id", "id"), Index(None, "agency_id", "state", "id"))

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    provider_id: Mapped[int] = number_of("providers")
    order_id: Mapped[int | None] = number_of("work_orders", nullable=True)
    """None while nobody knows which order it is for (S2-30)."""
    number: Mapped[str] = mapped_column(String(60), default="")
    """That the company gave it."""
    dated_on: Mapped[date | None]
    amount_incl_tax: Mapped[Decimal | None]
    amount_excl_tax: Mapped[Decimal | None]
    vat_rate: Mapped[Decimal | None]
    """In percent."""
    state: Mapped[InvoiceState] = mapped_column(default=InvoiceState.WAITING)
    state_since: Mapped[datetime]
    came_otherwise: Mapped[bool] = mapped_column(default=False)
    """« Facture reçue par ailleurs »: a manager wrote it down, and no document is here."""
    papers: Mapped[list[Any]] = mapped_column(default=list)
    """What was delivered, oldest first: document, where figures were read, corrections."""
    gaps: Mapped[list[Any]] = mapped_column(default=list)
    """What does not fit, as codes: above the quote, above the threshold without one, another bank account."""
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    received_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = number_of("people", nullable=True)


class BankChange(Base):
    """A company announced other bank details: nothing is changed until a manager has called it back (GAP-13)."""

    __tablename__ = "bank_changes"
    __table_args__ = (Index(None, "provider_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    provider_id: Mapped[int] = number_of("providers")
    order_id: Mapped[int | None] = number_of("work_orders", nullable=True)
    person_id: Mapped[int | None] = number_of("people", nullable=True)
    """Who announced it."""
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    iban: Mapped[str] = mapped_column(String(40), default="")
    """The new one; empty when it could not be read."""
    announced_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[int | None] = number_of("people", nullable=True)
    refused_at: Mapped[datetime | None]
