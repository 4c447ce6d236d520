"""A visit of a company as its pages see it: whose it is, who comes, and what can be done with it today."""

from dataclasses import dataclass
from datetime import datetime

from mailbot.errors import Refused
from mailbot.model import Provider
from mailbot.model_desk import Quote
from mailbot.model_orders import Visit, WorkOrder
from mailbot.threads.pages import brief, unbrief
from mailbot.vocabulary import Role, VisitState
from mailbot.web.visits import CaseVisit, Nowhere
from mailbot.workflow.appointments import STANDS
from mailbot.workflow.visit_changes import has_begun


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit behind a link, and the letter that says what the link opens it for."""

    visit: Visit
    act: str
    company: str
    number: str
    """Of the order, or of the request for a quote."""


def seen_at(visit: CaseVisit) -> Seen:
    """The visit behind a link. Raises Nowhere for one that is not of this report, or of another company."""
    number, _, act = visit.page.with_.partition(".")
    try:
        row = visit.session.get(Visit, unbrief(number))
    except Refused:
        raise Nowhere from None
    if row is None or row.report_id != visit.scene.report.id:
        raise Nowhere
    order = visit.session.get(WorkOrder, row.order_id) if row.order_id is not None else None
    quote = visit.session.get(Quote, row.quote_id) if row.quote_id is not None else None
    theirs = order or quote
    assert theirs is not None, "a visit is of an order or of a request for a quote"
    if visit.role is Role.PROVIDER:
        company = visit.scene.company
        if company is None or (company.order or company.quote).id != theirs.id:
            raise Nowhere
    name = visit.session.get_one(Provider, theirs.provider_id).company
    return Seen(row, act, name, order.shown_number if order is not None else theirs.number)


def slot_of(row: Visit) -> dict[str, str] | None:
    """When it is; none while no time stands."""
    if row.starts_at is None or row.ends_at is None:
        return None
    return {"start": row.starts_at.isoformat(), "end": row.ends_at.isoformat()}


def acts_on(visit: CaseVisit, row: Visit, *, now: datetime) -> dict[str, str]:
    """What this reader can do with it now, each with the link to its form."""
    if visit.scene.is_closed:
        return {}
    planned = row.state is VisitState.PLANNED
    # Of one whose time is over, only that it did not take place can be said here.
    is_ahead = row.state in STANDS and (row.ends_at is None or row.ends_at > now)
    may = {
        "m": is_ahead,
        "l": planned and is_ahead and visit.role is not Role.TENANT,
        "x": planned and has_begun(row, now=now),
        "c": is_ahead,
    }
    here = visit.seat.participant.id
    return {act: visit.link(visit.page.page, here, f"{brief(row.id)}.{act}") for act, is_so in may.items() if is_so}
