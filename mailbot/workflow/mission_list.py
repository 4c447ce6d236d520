"""All that a company does for an agency, a line for each mission or quote: where it stands, and whose turn it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Building, Dwelling, Provider, ProviderContact, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import Invoice, Visit, WorkOrder
from mailbot.vocabulary import InvoiceState, MissionState, QuoteState, ReportStatus, Urgency, VisitState
from mailbot.workflow.unanswered import Request

_MOST_LINES = 300
"""The newest: a company may have worked here for years."""


class Table(StrEnum):
    """The three tables of a company's one place, in their order (S2-02)."""

    NEW = "new"
    """« Nouvelle Demande »: offered, and not taken yet."""
    IN_PROGRESS = "in_progress"
    DONE = "done"


_M, _Q = MissionState, QuoteState
# Whose turn it is, and for what: codes. What waits for a landlord waits for the agency (WORDING, P-22).
_TURN: Mapping[MissionState, tuple[str, str]] = MappingProxyType(
    {
        _M.NEW: ("you", "answer"),
        _M.NO_ANSWER: ("you", "answer"),
        _M.ACCEPTED: ("you", "slots"),
        _M.SLOTS_PROPOSED: ("occupant", "choice"),
        _M.SLOT_CHOSEN: ("you", "planning"),
        _M.PLANNED: ("you", "visit"),
        _M.DIAGNOSED: ("you", "next_step"),
        _M.QUOTE_SUBMITTED: ("agency", "decision"),
        _M.QUOTE_APPROVED: ("you", "slots"),
        _M.QUOTE_REFUSED: ("agency", "decision"),
        _M.CONTESTED: ("you", "slots"),
        _M.DONE_TO_CONFIRM: ("occupant", "confirmation"),
        _M.DONE: ("you", "papers"),
    }
)
_QUOTE_TURN: Mapping[QuoteState, tuple[str, str]] = MappingProxyType(
    {
        _Q.SENT: ("you", "quote"),
        _Q.NO_ANSWER: ("you", "quote"),
        _Q.QUESTION: ("agency", "decision"),
        _Q.VISIT_WANTED: ("you", "slots"),
        _Q.VISIT_PLANNED: ("you", "visit"),
        _Q.RECEIVED: ("agency", "decision"),
        _Q.WITH_LANDLORD: ("agency", "decision"),
        _Q.MORE_ASKED: ("you", "quote"),
    }
)
_NEW = frozenset({_M.NEW, _M.NO_ANSWER, _Q.SENT, _Q.NO_ANSWER})
_OVER = frozenset({_M.DONE, _M.COMPLETE, _M.REFUSED, _M.WITHDRAWN, _M.CANCELLED}) | (frozenset(_Q) - _QUOTE_TURN.keys())
# A company does not learn that a landlord is asked, nor that nobody could reach it.
_AS_NEW: Mapping[str, str] = MappingProxyType({"no_answer": "new"})
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "with_landlord": "received",
        "no_answer": "new",
        "sent": "new",
        # An order calls a quote that came inside it so.
        "approved": "approved_alone",
        "refused": "refused",
    }
)
_VISIT_TURN: Mapping[VisitState, tuple[str, str]] = MappingProxyType(
    {VisitState.PROPOSED: ("occupant", "choice"), VisitState.CHOSEN: ("you", "planning")}
)
_AGREED = frozenset({VisitState.CHOSEN, VisitState.PLANNED})


@dataclass(frozen=True, slots=True)
class Line:
    """One request, as its company reads it: no home, no street, nobody's name or number (WORK_ORDER_PDF, 6.2)."""

    request: Request
    town: str
    urgency: Urgency
    is_closed: bool
    visit: Visit | None

    @property
    def is_order(self) -> bool:
        return isinstance(self.request, WorkOrder)

    @property
    def number(self) -> str:
        request = self.request
        return request.shown_number if isinstance(request, WorkOrder) else request.number

    @property
    def table(self) -> Table:
        """Where it stands on the page."""
        if self.request.state in _OVER or (self.is_closed and self.request.state in _NEW):
            return Table.DONE
        return Table.NEW if self.request.state in _NEW else Table.IN_PROGRESS

    @property
    def turn(self) -> tuple[str, str]:
        """Whose turn it is, and for what; nobody's when it is over."""
        if self.is_closed:
            return "", ""
        if isinstance(self.request, WorkOrder):
            return _TURN.get(self.request.state, ("", ""))
        if self.request.state is QuoteState.VISIT_WANTED and self.visit is not None:
            return _VISIT_TURN.get(self.visit.state, _QUOTE_TURN[self.request.state])
        return _QUOTE_TURN.get(self.request.state, ("", ""))

    def to_json(self) -> dict[str, Any]:
        """What a letter or a page says of it: codes, and the request's own words."""
        who, what = self.turn
        state = self.request.state.value
        said: dict[str, Any] = {
            "number": self.number,
            "is_order": self.is_order or None,
            "object": self.request.motif,
            "town": self.town,
            "urgency": self.urgency.value,
            "since": self.request.created_at.isoformat(),
            "state": _AS_NEW.get(state, state) if self.is_order else f"quote_{_SAID.get(state, state)}",
            "who": who or None,
            "what": what or None,
        }
        visit = self.visit
        if visit is not None and visit.state in _AGREED and visit.starts_at and visit.ends_at and who:
            said["visit"] = {"start": visit.starts_at.isoformat(), "end": visit.ends_at.isoformat()}
        return {name: value for name, value in said.items() if value is not None}


def providers_of(session: Session, person_id: int) -> Sequence[Provider]:
    """The companies that somebody writes for."""
    return session.scalars(
        select(Provider)
        .join(ProviderContact, ProviderContact.provider_id == Provider.id)
        .where(ProviderContact.person_id == person_id)
        .order_by(Provider.id)
    ).all()


def lines_of(session: Session, providers: Sequence[int]) -> list[Line]:
    """The missions and the quotes of these companies: new ones first, then those in progress, then those that are over;
    in each, the oldest first, but what is over the newest first. A quote that came inside a mission, or became one, is
    that mission's."""
    orders = _rows(session, WorkOrder, providers)
    became = {order.quote_id for order, _, _, _ in orders}
    quotes = [row for row in _rows(session, Quote, providers) if row[0].order_id is None and row[0].id not in became]
    visits = _visits(session, [row[0] for row in orders], [row[0] for row in quotes])
    lines = [
        Line(request, town, _urgency(request, report), report_is_closed, visits.get((model, request.id)))
        for model, rows in ((WorkOrder, orders), (Quote, quotes))
        for request, report, town, report_is_closed in rows
    ]
    found: list[Line] = []
    for table in Table:
        some = sorted((line for line in lines if line.table is table), key=lambda line: line.request.created_at)
        found += reversed(some) if table is Table.DONE else some
    return found


def open_lines(lines: Sequence[Line]) -> list[Line]:
    """Those of which somebody still has something to do."""
    return [line for line in lines if line.turn[0]]


def invoices_of(session: Session, providers: Sequence[int]) -> list[dict[str, str]]:
    """Where the invoices that are not settled stand, by the order that they are for."""
    rows = session.execute(
        select(WorkOrder, Invoice.state)
        .join(Invoice, Invoice.order_id == WorkOrder.id)
        .where(Invoice.provider_id.in_(providers), Invoice.state != InvoiceState.PAYABLE)
        .order_by(Invoice.id)
    )
    return [{"number": order.shown_number, "state": _INVOICE[state]} for order, state in rows]


# What a company reads of an invoice: that it waits, that somebody looks at it, or that it is to be put right.
_INVOICE: Mapping[InvoiceState, str] = MappingProxyType(
    {
        InvoiceState.WAITING: "waiting",
        InvoiceState.BLOCKED: "waiting",
        InvoiceState.RECEIVED: "checked",
        InvoiceState.DISPUTED: "checked",
        InvoiceState.TO_CORRECT: "to_correct",
    }
)


def _rows(session: Session, model: type[Any], providers: Sequence[int]) -> list[tuple[Any, Report, str, bool]]:
    rows = session.execute(
        select(model, Report, Building.town)
        .join(Report, Report.id == model.report_id)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .join(Building, Building.id == Dwelling.building_id)
        .where(model.provider_id.in_(providers))
        .order_by(model.id.desc())
        .limit(_MOST_LINES)
    )
    return [(request, report, town, report.status is ReportStatus.CLOSED) for request, report, town in rows]


def _urgency(request: Request, report: Report) -> Urgency:
    return request.urgency if isinstance(request, WorkOrder) else report.urgency


def _visits(
    session: Session, orders: Sequence[WorkOrder], quotes: Sequence[Quote]
) -> dict[tuple[type[Any], int], Visit]:  # fmt: skip
    """The last visit of each."""
    found: dict[tuple[type[Any], int], Visit] = {}
    for model, column, rows in ((WorkOrder, Visit.order_id, orders), (Quote, Visit.quote_id, quotes)):
        wanted = select(Visit).where(column.in_([row.id for row in rows])).order_by(Visit.number)
        for visit in session.scalars(wanted):
            number = visit.order_id if model is WorkOrder else visit.quote_id
            assert number is not None
            found[model, number] = visit
    return found


def as_items(requests: Sequence[Request]) -> list[dict[str, Any]]:
    """The lines of a list, as whoever answers it names them: « 1 pas dispo », « OS-2026-0187 : mardi 9 h »."""
    return [
        {
            "code": str(number),
            "about": "take_mission" if isinstance(request, WorkOrder) else "send_quote",
            "title": request.motif,
            "report": request.number,
            **({"order": request.id} if isinstance(request, WorkOrder) else {"quote_row": request.id}),
        }
        for number, request in enumerate(requests, start=1)
    ]


def told_at(lines: Sequence[Line], now: datetime) -> dict[str, Any]:
    """The facts of P-22 that come from these lines."""
    shown = lines[:MOST_TOLD]
    return {
        "missions": [line.to_json() | {"code": str(number)} for number, line in enumerate(shown, start=1)],
        "missions_in_all": len(lines),
        "on": now.isoformat(),
        "digest_items": as_items([line.request for line in shown]),
    }


MOST_TOLD = 40
"""Lines of a letter; the rest are counted, and stand on the page."""
