"""What is under way on a report: who comes, what comes next, and which company reads what is said in public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from mailbot.db import Session, once
from mailbot.model import Provider, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import Invoice, Visit, WorkOrder
from mailbot.vocabulary import InvoiceState, MissionState, QuoteSight, QuoteState, ReportStatus, Role, VisitState
from mailbot.workflow.quotes import is_open, may_know

_M = MissionState
NOT_AT_WORK = frozenset({_M.REFUSED, _M.WITHDRAWN, _M.CANCELLED, _M.COMPLETE})
"""What the home says in public reaches the company in any other state (AUDIENCE)."""
# Of a mission whose file is complete, the end of the report is what comes next.
_LEFT = NOT_AT_WORK - {_M.COMPLETE}
ARRANGED = frozenset({VisitState.PROPOSED, VisitState.CHOSEN, VisitState.PLANNED})
"""The visit of a request for a quote alone, from its slots until it has ended."""
_IN_HAND = frozenset({QuoteState.RECEIVED, QuoteState.WITH_LANDLORD})
"""Its quote is here: the visit that it took is over, whether or not somebody said so."""
RELAUNCHED = "relaunched"
"""The detail of a mission's, or of a request's, follow-up: each step of its relaunches, with its instant."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One mission, or one request for a quote alone, that is under way."""

    order_id: int | None
    quote_id: int | None
    company: str
    sight: QuoteSight
    """Who may know of it: everybody, of an order."""
    state: MissionState | None
    """Of a mission; none of a request alone."""
    visit: VisitState | None
    """Of the visit that is being arranged, or was the last."""
    visit_at: datetime | None
    visit_until: datetime | None
    relaunched: str
    """The last time that the company was relaunched, as its row keeps it; empty for never since it answered."""
    has_invoice: bool
    """Whether the invoice of works that are done is here, and to be looked at by the agency."""
    reads: bool
    """Whether what the home says in public goes to this company."""

    def is_known_to(self, role: Role) -> bool:
        """Whether somebody of this role may know of it."""
        return may_know(role, self.sight)


def ahead_of(session: Session, report: Report) -> tuple[Ahead, ...]:
    """Everything under way on a report, in the order in which it began; nothing on a closed one."""
    if report.status is ReportStatus.CLOSED:
        return ()
    of = {"report": report.id}
    orders = once(session, "orders ahead", report.id, lambda: session.execute(_ORDERS, of).all())
    quotes: Sequence[Any] = ()
    if report.status is ReportStatus.IN_PROGRESS:  # a request moves a report there
        asked = once(session, "quotes ahead", report.id, lambda: session.execute(_QUOTES, of).all())
        quotes = [row for row in asked if is_open(row.Quote)]
    if not orders and not quotes:
        return ()
    visits = once(session, "visits ahead", report.id, lambda: session.scalars(_VISITS, of).all())
    by_order = {visit.order_id: visit for visit in visits if visit.order_id is not None}
    by_quote = {visit.quote_id: visit for visit in visits if visit.quote_id is not None}
    billed = _billed(session, [order for order, _ in orders])
    return (
        *(
            _of_order(order, company, by_order.get(order.id), has_invoice=order.id in billed)
            for order, company in orders
        ),
        *(_of_quote(quote, company, by_quote.get(quote.id)) for quote, company in quotes),
    )


def company_that_reads(ahead: Sequence[Ahead], about: Mapping[str, Any]) -> str:
    """The company that an answer in public goes to, as `at_hand` finds it: of what the letter or the question is about,
    else the only one; empty for none."""
    for name, of in (("order", "order_id"), ("quote_row", "quote_id")):
        if name in about:
            return next((each.company for each in ahead if getattr(each, of) == about[name] and each.reads), "")
    reading = [each for each in ahead if each.reads]
    return reading[0].company if len(reading) == 1 else ""


def _billed(session: Session, orders: Sequence[WorkOrder]) -> frozenset[int]:
    done = [order.id for order in orders if order.state is _M.DONE]
    if not done:
        return frozenset()
    here = select(Invoice.order_id).where(Invoice.order_id.in_(done), Invoice.state.in_(_AGENCYS))
    return frozenset(number for number in session.scalars(here) if number is not None)


# Neither the company's to put right, nor decided on.
_AGENCYS = (InvoiceState.RECEIVED, InvoiceState.DISPUTED, InvoiceState.BLOCKED)


def _of_order(order: WorkOrder, company: str, visit: Visit | None, *, has_invoice: bool) -> Ahead:
    return Ahead(
        order.id, None, company, QuoteSight.OCCUPANTS, order.state, visit.state if visit is not None else None,
        visit.starts_at if visit is not None else None, visit.ends_at if visit is not None else None,
        _last_relaunch(order.follow_up), has_invoice,
        reads=order.state not in NOT_AT_WORK,
    )  # fmt: skip


def _of_quote(quote: Quote, company: str, visit: Visit | None) -> Ahead:
    if quote.state in _IN_HAND:
        visit = None
    reads = visit is not None and visit.state in ARRANGED and may_know(Role.TENANT, quote.sight)
    return Ahead(
        None, quote.id, company, quote.sight, None, visit.state if visit is not None else None,
        visit.starts_at if visit is not None else None, visit.ends_at if visit is not None else None,
        _last_relaunch(quote.follow_up), False,
        reads,
    )  # fmt: skip


def _last_relaunch(follow_up: dict[str, Any]) -> str:
    if follow_up.get("answered_at"):
        return ""
    return max((str(at) for _, at in follow_up.get(RELAUNCHED, ())), default="")


_ORDERS = (
    select(WorkOrder, Provider.company)
    .join(Provider, Provider.id == WorkOrder.provider_id)
    .where(WorkOrder.report_id == bindparam("report"), WorkOrder.state.not_in(sorted(_LEFT)))
    .order_by(WorkOrder.id)
)
_QUOTES = (
    select(Quote, Provider.company)
    .join(Provider, Provider.id == Quote.provider_id)
    .where(Quote.report_id == bindparam("report"), Quote.order_id.is_(None))
    .order_by(Quote.id)
)
_VISITS = select(Visit).where(Visit.report_id == bindparam("report")).order_by(Visit.id)
