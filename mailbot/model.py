"""What is remembered of an agency, its people and homes, and of what is said there: one class a table."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailbot.columns import Base, Number, number_of, own_number
from mailbot.vocabulary import (
    Alerts,
    Category,
    Channel,
    Charge,
    ClosingReason,
    DecisionRule,
    EventKind,
    ReportStatus,
    Role,
    ThreadKind,
    Urgency,
)

_NOT_WELCOMED = text("welcomed_at IS NULL")
_REFUSES = text("refusals > 0 AND stopped_at IS NULL")
_TO_DO = text("status = 'todo'")


# -- The agency and its people ----------------------------------------------------------------------------------------


class Agency(Base):
    """One agency on this service, with a mail domain of its own."""

    __tablename__ = "agencies"

    id: Mapped[int] = own_number()
    key: Mapped[str] = mapped_column(String(80), unique=True)
    mail_domain: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    profile_id: Mapped[int] = mapped_column(Number, default=0)
    """The latest AgencyProfileRow. No foreign key: the two rows are made together."""
    created_at: Mapped[datetime]


class AgencyProfileRow(Base):
    """What an agency chose, whole, from one day on. Never changed: letters point at the one of their day."""

    __tablename__ = "agency_profiles"

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies", index=True)
    content: Mapped[dict[str, Any]]
    since: Mapped[datetime]


class Counter(Base):
    """The last number given in a series of an agency: SIG, OS-2026, DEV-2026."""

    __tablename__ = "counters"

    agency_id: Mapped[int] = number_of("agencies", primary=True)
    series: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int]


class Person(Base):
    """Somebody whom an agency knows: one or more addresses, and a role by what they occupy, own, manage or repair."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("agency_id", "key"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    key: Mapped[str | None] = mapped_column(String(80))
    civility: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(200))
    """As people say it: Nadia Belkacem."""
    family_name: Mapped[str] = mapped_column(String(120), default="")
    """As a letter greets it, after Madame or Monsieur; empty for one who is greeted by the whole name."""
    telephone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(8), default="fr")
    alerts: Mapped[Alerts] = mapped_column(default=Alerts.IMMEDIATE)
    unsaid: Mapped[dict[str, Any] | None]
    """How an answer of theirs was read that no letter has said back yet (« Lu comme : … »)."""
    tokens_from: Mapped[date | None]
    """Every address and link of theirs that was made before this day (UTC) is dead; none: they live their own time."""
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    addresses: Mapped[list["PersonAddress"]] = relationship(order_by="PersonAddress.id", back_populates="person")


class PersonAddress(Base):
    """One address of one person, in its normal form. The first is where letters go."""

    __tablename__ = "person_addresses"
    __table_args__ = (
        UniqueConstraint("agency_id", "address"),
        Index("ix_person_addresses_refusing", "agency_id", sqlite_where=_REFUSES, postgresql_where=_REFUSES),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = number_of("people", index=True)
    address: Mapped[str] = mapped_column(String(320))
    added_at: Mapped[datetime]
    refusals: Mapped[int] = mapped_column(default=0, server_default="0")
    """Letters in a row that this address has refused; one that arrives, or a mail that comes from it, ends them."""
    refused_since: Mapped[datetime | None]
    refused_why: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """What the last refusal said, as a code."""
    complained_at: Mapped[datetime | None]
    """Its owner, or their provider for them, called a letter of ours unwanted (RFC 5965): no ordinary news since."""
    stopped_at: Mapped[datetime | None]
    """It refused too often: nothing leaves there any more but what saves lives (G-25)."""

    person: Mapped[Person] = relationship(back_populates="addresses")


class TeamMember(Base):
    """A manager of the agency, and who answers in his place."""

    __tablename__ = "team_members"

    person_id: Mapped[int] = number_of("people", primary=True)
    agency_id: Mapped[int] = number_of("agencies", index=True)
    backup_id: Mapped[int | None] = number_of("people", nullable=True)
    in_charge: Mapped[bool] = mapped_column(default=False)
    absent_until: Mapped[date | None]


# -- Homes ------------------------------------------------------------------------------------------------------------


class Building(Base):
    """An address with one or more dwellings."""

    __tablename__ = "buildings"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    name: Mapped[str] = mapped_column(String(200))
    street: Mapped[str] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(20))
    town: Mapped[str] = mapped_column(String(120))
    syndic: Mapped[str] = mapped_column(String(200), default="")


class Dwelling(Base):
    """A home that is let (lot)."""

    __tablename__ = "dwellings"
    __table_args__ = (UniqueConstraint("agency_id", "key"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    building_id: Mapped[int] = number_of("buildings", index=True)
    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(300), default="")
    """Where in the building: staircase, floor, door, lot."""
    completed_on: Mapped[str] = mapped_column(String(20), default="")
    """Year, or month, of completion; empty when unknown. It decides which rate of VAT may apply."""
    access: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What one needs to get in. Leaves by letter P-07 alone."""
    manager_id: Mapped[int | None] = number_of("people", nullable=True, index=True)

    building: Mapped[Building] = relationship(viewonly=True)


class Occupancy(Base):
    """A person lives in a dwelling from a day to a day, both included, in the agency's time zone."""

    __tablename__ = "occupancies"
    __table_args__ = (
        Index(None, "person_id", "starts_on"),
        Index(None, "dwelling_id", "starts_on"),
        Index("ix_occupancies_to_come", "starts_on", sqlite_where=_NOT_WELCOMED, postgresql_where=_NOT_WELCOMED),
        Index(None, "ends_on"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    dwelling_id: Mapped[int] = number_of("dwellings")
    person_id: Mapped[int] = number_of("people")
    on_lease: Mapped[bool] = mapped_column(default=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    welcomed_at: Mapped[datetime | None]
    """When the arrival was told, or taken for known; none while the day has not come (S1-70)."""
    departure_told_at: Mapped[datetime | None]


class Landlord(Base):
    """Who owns dwellings: one person, or several under one name (SCI, joint owners)."""

    __tablename__ = "landlords"
    __table_args__ = (UniqueConstraint("agency_id", "key"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    postal_address: Mapped[str] = mapped_column(String(300), default="")
    siren: Mapped[str] = mapped_column(String(20), default="")
    rule: Mapped[DecisionRule] = mapped_column(default=DecisionRule.ONE)


class LandlordContact(Base):
    """A person who speaks for a landlord."""

    __tablename__ = "landlord_contacts"
    __table_args__ = (
        Index(
            "ix_landlord_contacts_to_come", "landlord_id", sqlite_where=_NOT_WELCOMED, postgresql_where=_NOT_WELCOMED
        ),
    )

    landlord_id: Mapped[int] = number_of("landlords", primary=True)
    person_id: Mapped[int] = mapped_column(Number, ForeignKey("people.id"), primary_key=True, index=True)
    welcomed_at: Mapped[datetime | None]


class Mandate(Base):
    """What a landlord lets the agency decide without asking."""

    __tablename__ = "mandates"
    __table_args__ = (UniqueConstraint("agency_id", "number"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    landlord_id: Mapped[int] = number_of("landlords", index=True)
    number: Mapped[str] = mapped_column(String(40))
    signed_on: Mapped[date]
    limit_incl_tax: Mapped[Decimal]
    quote_threshold: Mapped[Decimal | None]
    """Above it a quote is due before the works, taxes included; none for the agency's own rule (S2-07)."""
    emergency_works: Mapped[str] = mapped_column(String(40), default="")
    """Empty: nothing said; `making_safe`: limited to that; `provided`: provided for."""


class Ownership(Base):
    """A landlord owns a dwelling from a day to a day, under a mandate."""

    __tablename__ = "ownerships"
    __table_args__ = (Index(None, "dwelling_id", "starts_on"), Index(None, "landlord_id", "starts_on"))

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    dwelling_id: Mapped[int] = number_of("dwellings")
    landlord_id: Mapped[int] = number_of("landlords")
    mandate_id: Mapped[int] = number_of("mandates")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    share: Mapped[Decimal | None]
    """In percent, among several owners; none when nobody said."""


class Provider(Base):
    """A company that repairs."""

    __tablename__ = "providers"
    __table_args__ = (UniqueConstraint("agency_id", "key"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    key: Mapped[str] = mapped_column(String(80))
    company: Mapped[str] = mapped_column(String(200))
    siret: Mapped[str] = mapped_column(String(20), default="")
    telephone: Mapped[str] = mapped_column(String(40), default="")
    postal_address: Mapped[str] = mapped_column(String(300), default="")
    trades: Mapped[list[Any]] = mapped_column(default=list)
    insurance: Mapped[str] = mapped_column(String(200), default="")
    iban: Mapped[str] = mapped_column(String(40), default="")
    is_typed_in: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a manager typed it in on the spot, for one request (S1-57)."""
    first_written_at: Mapped[datetime | None]
    """When our first letter left: that one says where its address came from (RGPD, article 14)."""
    retired_at: Mapped[datetime | None]
    wants_list: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it wants a daily letter of what waits for it in place of a reminder each (P-19)."""


class ProviderContact(Base):
    """A person who writes for a provider."""

    __tablename__ = "provider_contacts"

    provider_id: Mapped[int] = number_of("providers", primary=True)
    person_id: Mapped[int] = mapped_column(Number, ForeignKey("people.id"), primary_key=True, index=True)


class Favourite(Base):
    """A manager's provider of choice (S1-36)."""

    __tablename__ = "favourites"

    person_id: Mapped[int] = number_of("people", primary=True)
    provider_id: Mapped[int] = number_of("providers", primary=True)


# -- Conversations ----------------------------------------------------------------------------------------------------


class Report(Base):
    """A technical problem of one dwelling, and what became of it (signalement)."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("agency_id", "ref"),
        Index(None, "agency_id", "status", "id"),
        Index("ix_reports_to_do", "agency_id", "created_at", sqlite_where=_TO_DO, postgresql_where=_TO_DO),
        Index(None, "dwelling_id", "id"),
    )

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    dwelling_id: Mapped[int] = number_of("dwellings")
    ref: Mapped[str] = mapped_column(String(20))
    object: Mapped[str] = mapped_column(String(200))
    category: Mapped[Category] = mapped_column(default=Category.OTHER)
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    status: Mapped[ReportStatus] = mapped_column(default=ReportStatus.TODO)
    closing_reason: Mapped[ClosingReason | None]
    author_id: Mapped[int] = number_of("people")
    author_role: Mapped[Role]
    is_private: Mapped[bool] = mapped_column(default=False)
    charge: Mapped[Charge] = mapped_column(default=Charge.UNDECIDED, server_default=Charge.UNDECIDED.value)
    merged_into_id: Mapped[int | None] = number_of("reports", nullable=True, index=True)
    """The report of the same matter that goes on in its place; its author is an author there too (GAP-16)."""
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    dwelling: Mapped[Dwelling] = relationship(viewonly=True)


class Thread(Base):
    """A conversation: what it is about, and who can be in it."""

    __tablename__ = "threads"
    __table_args__ = (UniqueConstraint("report_id", "kind", "about"),)

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    kind: Mapped[ThreadKind]
    about: Mapped[int] = mapped_column(default=0, server_default="0")
    """The quote or the work order that it is about; 0 for the report itself."""
    created_at: Mapped[datetime]


class Participant(Base):
    """A person in a thread, with a role and one subject for its whole life (interlocuteur)."""

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("thread_id", "person_id"), Index(None, "person_id", "id"))

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    thread_id: Mapped[int] = number_of("threads")
    person_id: Mapped[int] = number_of("people")
    role: Mapped[Role]
    subject: Mapped[str] = mapped_column(String(300))
    asked: Mapped[dict[str, Any] | None]
    """The question of the last letter that put one to this person here (READING, section 11)."""
    opened_by: Mapped[str] = mapped_column(Text, default="")
    """Message-ID of the person's own mail that began the thread, so that their program shows both together."""
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    """From then on, every address of this participant is dead: one row revokes them all."""


class Comment(Base):
    """What somebody said on a report, as they said it."""

    __tablename__ = "comments"
    __table_args__ = (UniqueConstraint("mail_id", "report_id"), Index(None, "report_id", "id"))

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int] = number_of("reports")
    thread_id: Mapped[int] = number_of("threads")
    author_id: Mapped[int] = number_of("people")
    role: Mapped[Role]
    channel: Mapped[Channel]
    text: Mapped[str] = mapped_column(Text)
    mail_id: Mapped[int | None] = mapped_column(Number, ForeignKey("inbound_mails.id"))
    """The mail that said it. One mail makes one comment on a report at the most: the database holds that too."""
    created_at: Mapped[datetime]
    masked: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """What nobody reads any more: each a span `from`, `to` of the text (none for all of it), `why`, `by`, `at`."""
    erased_at: Mapped[datetime | None]


class Event(Base):
    """One line of the journal: who, when, by which mail, what. Numbers and codes, never words (S1-82)."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "report_id", "id"), Index(None, "agency_id", "id"))

    id: Mapped[int] = own_number()
    agency_id: Mapped[int] = number_of("agencies")
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    kind: Mapped[EventKind]
    actor_id: Mapped[int | None] = number_of("people", nullable=True)
    actor_role: Mapped[Role]
    comment_id: Mapped[int | None] = number_of("comments", nullable=True)
    mail_id: Mapped[int | None] = number_of("inbound_mails", nullable=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]


# -- Pages ------------------------------------------------------------------------------------------------------------


class Press(Base):
    """A button of a page was pressed: the same form sent twice does nothing more (HOUSE, promise 8)."""

    __tablename__ = "presses"
    __table_args__ = (Index(None, "person_id", "pressed_at"),)

    form: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Drawn when the page was shown."""
    agency_id: Mapped[int] = number_of("agencies")
    person_id: Mapped[int] = number_of("people")
    page: Mapped[str] = mapped_column(String(20))
    report_id: Mapped[int | None] = number_of("reports", nullable=True)
    pressed_at: Mapped[datetime]


class CannedText(Base):
    """A ready message (message type) as an agency has rewritten it; the ones that it left alone have no row."""

    __tablename__ = "canned_texts"

    agency_id: Mapped[int] = number_of("agencies", primary=True)
    key: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[int] = number_of("people")
    changed_at: Mapped[datetime]
