"""What is remembered of the agency's desk: quotes and who decides on them, drafts, and who proved to be who."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.columns import Base, Fingerprint, Number, number_of, own_number
from mailbot.vocabulary import Category, DraftKind, LandlordSays, QuoteSight, QuoteState, Role

# -- Quotes -----------------------------------------------------------------------------------------------------------


class Quote(Base):
    """A quote asked of one company for one report: the request, the figures that came, the decision (devis, SM2)."""

    __tablename__ = "quotes"
    __table_args__ = (
        UniqueConstraint("agency_id", "number"),
        Index(None, "report_id", "id"),
        Index(None, "agency_id", "state", "id"),
        Index(None, "state", "leaves_at"),
        Index(None, "provider_id", "id"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    number: Mapped[str] = mapped_column(String(20))
    """DEV-2026-0092: taken without gaps by « Valider »."""
    provider_id: Mapped[int] = number_of("providers")
    order_id: Mapped[int | None] = mapped_column(Number, index=True)
    """The mission inside which it came, after a visit; none for one that was asked for alone (SM2). No foreign key: the
    order names the quote that it rests on."""
    state: Mapped[QuoteState] = mapped_column(default=QuoteState.SENT)
    state_since: Mapped[datetime]
    asked_by: Mapped[int] = number_of("people")
    created_at: Mapped[datetime]

    # The seven fields (S1-53) are these, with `created_at`.
    category: Mapped[Category]
    motif: Mapped[str] = mapped_column(String(300))
    """One bounded sentence: what the price is wanted for."""
    own_reference: Mapped[str] = mapped_column(String(60), default="")
    """The agency's own number for it (référence interne)."""
    contact: Mapped[str] = mapped_column(String(200), default="")
    """Who is met on the spot. It never leaves before a visit is planned."""
    within_days: Mapped[int | None]
    """How soon the answer is wanted, in working days."""
    sight: Mapped[QuoteSight] = mapped_column(default=QuoteSight.OCCUPANTS)

    words: Mapped[str] = mapped_column(Text, default="")
    """What the company reads of the report: covered by table, then as the manager left it at « Valider »."""
    pictures: Mapped[list[Any]] = mapped_column(default=list)
    """The photos that went along: name and fingerprint of each."""

    # What came back. The latest figures stand; each that came is kept in `papers`.
    company_number: Mapped[str] = mapped_column(String(60), default="")
    """The number that the company gave its document."""
    dated_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    amount_incl_tax: Mapped[Decimal | None]
    amount_excl_tax: Mapped[Decimal | None]
    vat_rate: Mapped[Decimal | None]
    """In percent."""
    papers: Mapped[list[Any]] = mapped_column(default=list)
    """What was delivered, oldest first: figures, options, where they were read, and the document's attachment."""
    received_at: Mapped[datetime | None]
    follow_up: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Relaunches: how many left, when, and what suspends them."""

    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = number_of("people", nullable=True)
    decided_as: Mapped[Role | None]
    refusal: Mapped[str] = mapped_column(String(500), default="")
    """What the company is told of a no, as a manager wrote it."""
    leaves_at: Mapped[datetime | None]
    """When the company is told of a landlord's yes: until then he may take it back. None once it was told."""


class LandlordAsk(Base):
    """A question to the landlord of a report: which of these quotes, if any (GAP-07)."""

    __tablename__ = "landlord_asks"
    __table_args__ = (
        Index(None, "report_id", "id"),
        Index(None, "agency_id", "closed_at"),
        Index(None, "closed_at", "agency_id"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    asked_by: Mapped[int] = number_of("people")
    asked_at: Mapped[datetime]
    quotes: Mapped[list[Any]] = mapped_column(default=list)
    """What was laid before him: label, quote and amount of each, as they stood."""
    advice: Mapped[str] = mapped_column(String(500), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    """Why it is his to pay, as a code."""
    answer_by: Mapped[date]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    reminded: Mapped[list[Any]] = mapped_column(default=list)
    """When he was reminded."""
    told_silent_at: Mapped[datetime | None]
    """When the managers were told that he is silent."""
    held_until: Mapped[date | None]
    """Suspended by a manager until that day."""
    closed_at: Mapped[datetime | None]


class LandlordAnswer(Base):
    """What one of the people who speak for a landlord answered."""

    __tablename__ = "landlord_answers"
    __table_args__ = (Index(None, "ask_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    ask_id: Mapped[int] = number_of("landlord_asks")
    person_id: Mapped[int] = number_of("people")
    quote_id: Mapped[int | None] = number_of("quotes", nullable=True)
    says: Mapped[LandlordSays]
    limit_incl_tax: Mapped[Decimal | None]
    """The most that he would pay, when that is his condition."""
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    at: Mapped[datetime]


class Draft(Base):
    """What a manager's words have prepared. Nothing has left, and nothing does before its button (G-14)."""

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "person_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = number_of("people")
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    kind: Mapped[DraftKind]
    content: Mapped[dict[str, Any]]
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]


# -- Who is who -------------------------------------------------------------------------------------------------------


class ProvenBrowser(Base):
    """A browser in which somebody has proved to read the mail of their own address (FEATURES, rule 4)."""

    __tablename__ = "proven_browsers"

    mark: Mapped[str] = mapped_column(Fingerprint, primary_key=True)
    """SHA-256 of the secret that the browser keeps."""
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = number_of("people", index=True)
    proven_at: Mapped[datetime]


class Confirmation(Base):
    """A button that engages money was pressed where nobody is proven: it waits for a yes from the address on file."""

    __tablename__ = "confirmations"
    __table_args__ = (Index(None, "person_id", "asked_at"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = number_of("people")
    sealed: Mapped[str] = mapped_column(String(64))
    """The link of the page on which it was pressed."""
    form: Mapped[str] = mapped_column(String(32), unique=True)
    fields: Mapped[dict[str, Any]]
    """What the form brought."""
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]


class AddressChange(Base):
    """Somebody wants their letters elsewhere: done once the old address and the new one have both said yes (S1-71)."""

    __tablename__ = "address_changes"
    __table_args__ = (Index(None, "person_id", "id"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = mapped_column(Number, ForeignKey("people.id"))
    new_address: Mapped[str] = mapped_column(String(320))
    asked_at: Mapped[datetime]
    old_said_yes_at: Mapped[datetime | None]
    new_said_yes_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
