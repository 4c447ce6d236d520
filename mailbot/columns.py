"""What the tables are made of: instants, words of the vocabulary, numbers, facts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mailbot.vocabulary import (
    Alerts,
    AttachmentUse,
    Category,
    Channel,
    Charge,
    ClosingReason,
    ConfirmedBy,
    DecisionRule,
    DraftKind,
    ErasureReason,
    EventKind,
    InboundFate,
    InvoiceState,
    LandlordSays,
    LetterKind,
    MissionState,
    OutboundFate,
    PaperKind,
    QuoteSight,
    QuoteState,
    ReportStatus,
    Role,
    ThreadKind,
    Urgency,
    VisitState,
)


class Moment(TypeDecorator[datetime]):
    """An instant: always aware, always UTC. SQLite has no zones, so they are taken off and put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive datetime with ValueError: it would be an instant of nowhere."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is no instant")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """One word of the vocabulary, kept as it is spelled: a new word needs no migration, and a row reads by eye."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The word as it is spelled. Raises ValueError for one that is not in the vocabulary."""
        if value is None:
            return None
        return value.value if isinstance(value, self.words) else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The word."""
        return None if value is None else self.words(value)


# SQLite makes row numbers only for INTEGER; BIGINT everywhere else, since comments go past two milliards some day.
Number = BigInteger().with_variant(Integer, "sqlite")
Facts = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Fingerprint = String(64)


_WORDS: tuple[type[StrEnum], ...] = (
    Alerts,
    AttachmentUse,
    Category,
    Channel,
    Charge,
    ClosingReason,
    ConfirmedBy,
    DecisionRule,
    DraftKind,
    ErasureReason,
    EventKind,
    InboundFate,
    InvoiceState,
    LandlordSays,
    LetterKind,
    MissionState,
    OutboundFate,
    PaperKind,
    QuoteSight,
    QuoteState,
    ReportStatus,
    Role,
    ThreadKind,
    Urgency,
    VisitState,
)


class Base(DeclarativeBase):
    """The tables of the house."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Number,
        datetime: Moment(),
        date: Date(),
        dict[str, Any]: Facts,
        list[Any]: Facts,
        Decimal: Numeric(12, 2),
        bool: Boolean(),
        **{word: Word(word) for word in _WORDS},
    }


def own_number() -> Mapped[int]:
    """A row's own number, given by the database."""
    return mapped_column(Number, primary_key=True, autoincrement=True)


def number_of(table: str, *, nullable: bool = False, index: bool = False, primary: bool = False) -> Mapped[Any]:
    """The number of a row of another table."""
    return mapped_column(Number, ForeignKey(f"{table}.id"), nullable=nullable, index=index, primary_key=primary)
