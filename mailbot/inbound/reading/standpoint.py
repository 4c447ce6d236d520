"""What the service knows when a mail arrives: who writes, about what, and which question was put to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from mailbot.vocabulary import Channel, ReportStatus, Role


class Question(StrEnum):
    """What our last letter asked of this person. The last four are answered by `answer` alone."""

    CHOOSE_SLOT = "choose_slot"
    CONFIRM_WORKS = "confirm_works"
    APPROVE_QUOTE = "approve_quote"
    TAKE_MISSION = "take_mission"
    PLAN_VISIT = "plan_visit"
    PROPOSE_SLOTS = "propose_slots"
    NEXT_STEP = "next_step"
    SEND_INVOICE = "send_invoice"
    SEND_QUOTE = "send_quote"
    PROVIDE_INFO = "provide_info"
    WAS_IT_YOU = "was_it_you"
    SAME_OR_NEW = "same_or_new"
    CONFIRM_DRAFT = "confirm_draft"
    CONFIRM_READING = "confirm_reading"


class OrderState(StrEnum):
    """Where a work order stands, told to the reader in its own words."""

    NEW = "new"
    ACCEPTED = "accepted"
    SLOTS_PROPOSED = "slots_proposed"
    SLOT_CHOSEN = "slot_chosen"
    PLANNED = "planned"
    DIAGNOSED = "diagnosed"
    QUOTE_SUBMITTED = "quote_submitted"
    QUOTE_APPROVED = "quote_approved"
    QUOTE_REFUSED = "quote_refused"
    DONE_TO_CONFIRM = "done_to_confirm"
    DONE = "done"
    CONTESTED = "contested"
    COMPLETE = "complete"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"


PARIS = ZoneInfo("Europe/Paris")


def in_paris(written: str) -> datetime:
    """An instant by the clock on the wall: people say « 9h », whatever offset it was stored with. Naive is Paris."""
    moment = datetime.fromisoformat(written)
    return moment.replace(tzinfo=PARIS) if moment.tzinfo is None else moment.astimezone(PARIS)


@dataclass(frozen=True, slots=True)
class Slot:
    """From one instant to another."""

    start: datetime
    end: datetime

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        return cls(in_paris(said["start"]), in_paris(said["end"]))

    def to_json(self) -> dict[str, Any]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class OfferedQuote:
    """One of the quotes that a letter laid before somebody. A quote alone has no label."""

    amount_incl_tax: Decimal | None
    provider: str = ""
    label: str = ""

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        amount = said.get("amount_incl_tax")
        return cls(None if amount is None else Decimal(amount), said.get("provider") or "", said.get("label") or "")

    def to_json(self) -> dict[str, Any]:
        amount = None if self.amount_incl_tax is None else f"{self.amount_incl_tax:.2f}"
        return {"label": self.label or None, "amount_incl_tax": amount, "provider": self.provider}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with what it offered. A slot to plan stands alone in `slots`."""

    question: Question
    slots: tuple[Slot, ...] = ()
    quotes: tuple[OfferedQuote, ...] = ()
    text: str = ""

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        slots = [said["slot"]] if said.get("slot") else said.get("slots") or ()
        return cls(
            question=Question(said["question"]),
            slots=tuple(Slot.from_json(slot) for slot in slots),
            quotes=tuple(OfferedQuote.from_json(quote) for quote in said.get("quotes") or ()),
            text=said.get("text") or "",
        )

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"question": self.question.value}
        match self.question:
            case Question.CHOOSE_SLOT:
                said["slots"] = [slot.to_json() for slot in self.slots]
            case Question.PLAN_VISIT if self.slots:
                said["slot"] = self.slots[0].to_json()
            case Question.APPROVE_QUOTE:
                said["quotes"] = [quote.to_json() for quote in self.quotes]
            case Question.PROVIDE_INFO | Question.CONFIRM_DRAFT | Question.CONFIRM_READING:
                said["text"] = self.text
        return said


@dataclass(frozen=True, slots=True)
class KnownReport:
    """The report of this thread, as far as reading needs it."""

    status: ReportStatus
    is_author: bool = False
    closed_on: date | None = None

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        closed = said.get("closed_on")
        return cls(
            status=ReportStatus(said["status"]),
            is_author=bool(said.get("is_author")),
            closed_on=None if closed is None else date.fromisoformat(closed[:10]),
        )

    def to_json(self) -> dict[str, Any]:
        closed = None if self.closed_on is None else self.closed_on.isoformat()
        return {"status": self.status.value, "is_author": self.is_author, "closed_on": closed}


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """The work order of this thread, the visit that is chosen or planned if there is one, and the number it bears."""

    state: OrderState
    appointment: Slot | None = None
    appointment_number: int = 1

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        visit = said.get("appointment")
        return cls(
            state=OrderState(said["state"]),
            appointment=Slot.from_json(visit) if visit else None,
            appointment_number=said.get("appointment_number") or (visit or {}).get("number") or 1,
        )

    def to_json(self) -> dict[str, Any]:
        if self.appointment is not None:
            visit = {"number": self.appointment_number, **self.appointment.to_json()}
            return {"state": self.state.value, "appointment": visit}
        said: dict[str, Any] = {"state": self.state.value, "appointment": None}
        return said if self.appointment_number == 1 else {**said, "appointment_number": self.appointment_number}


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One line of a daily summary, which its reader may answer by its code."""

    code: str
    about: str = ""
    title: str = ""
    report: str = ""

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        return cls(*(str(said.get(name) or "") for name in ("code", "about", "title", "report")))

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "about": self.about, "title": self.title, "report": self.report}


PARTIES = (Role.TENANT, Role.LANDLORD, Role.PROVIDER, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Everything the reader may know beside the mail itself. `received` is its only « now »."""

    received: datetime | None = None
    role: Role = Role.UNKNOWN
    channel: Channel = Channel.PUBLIC
    sender_name: str = ""
    people: Mapping[Role, str] = field(default_factory=dict)
    report: KnownReport | None = None
    work_order: KnownOrder | None = None
    asked: Asked | None = None
    quote_threshold: Decimal | None = None
    digest_items: tuple[DigestItem, ...] = ()
    companies: tuple[tuple[str, ...], ...] = ()
    """Those that the agency works with, for a manager who sends one: each by its name, then who writes for it."""

    @property
    def question(self) -> Question | None:
        return None if self.asked is None else self.asked.question

    @property
    def is_closed(self) -> bool:
        return self.report is not None and self.report.status is ReportStatus.CLOSED

    @property
    def writer_names(self) -> tuple[str, ...]:
        """Every name under which this person may sign."""
        return tuple(name for name in (self.sender_name, self.people.get(self.role, "")) if name)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        received, threshold = said.get("received"), said.get("quote_threshold")
        report, order, asked = said.get("report"), said.get("work_order"), said.get("asked")
        people = said.get("people") or {}
        return cls(
            received=None if received is None else in_paris(received),
            role=Role(said.get("role") or Role.UNKNOWN),
            channel=Channel(said.get("channel") or Channel.PUBLIC),
            sender_name=said.get("sender_name") or "",
            people={Role(role): name for role, name in people.items() if name},
            report=KnownReport.from_json(report) if report else None,
            work_order=KnownOrder.from_json(order) if order else None,
            asked=Asked.from_json(asked) if asked else None,
            quote_threshold=None if threshold is None else Decimal(threshold),
            digest_items=tuple(DigestItem.from_json(item) for item in said.get("digest_items") or ()),
            companies=tuple(tuple(names) for names in said.get("companies") or () if names),
        )

    def to_json(self) -> dict[str, Any]:
        said = {
            "received": None if self.received is None else self.received.isoformat(),
            "role": self.role.value,
            "channel": self.channel.value,
            "sender_name": self.sender_name or None,
            "people": {role.value: self.people.get(role) for role in PARTIES} if self.people else None,
            "report": None if self.report is None else self.report.to_json(),
            "work_order": None if self.work_order is None else self.work_order.to_json(),
            "asked": None if self.asked is None else self.asked.to_json(),
            "quote_threshold": None if self.quote_threshold is None else f"{self.quote_threshold:.2f}",
            "digest_items": [item.to_json() for item in self.digest_items],
        }
        return {**said, "companies": [list(names) for names in self.companies]} if self.companies else said


EMPTY = Standpoint()
"""Nothing is known: a mail read by itself."""
