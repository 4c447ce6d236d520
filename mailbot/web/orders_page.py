"""All the orders that were sent on a dwelling, past ones too: each with its report and its papers (S1-60, S1-34)."""

from typing import Any

from sqlalchemy import select

from mailbot.model import Provider, Report
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import MissionState, Role
from mailbot.web.cases_page import seats_in
from mailbot.web.order_sight import paper_among, papers_of
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Typed

_MOST_ROWS = 200


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The table, the latest first. What was sent counts, also when it was called off since: that is told apart."""
    orders = _orders(visit)
    reports = {report.id: report for _, report, _ in orders}
    seats = seats_in(visit, list(reports))
    papers = papers_of(visit, [order.id for order, _, _ in orders])
    cancelled = sum(1 for order, _, _ in orders if order.state is MissionState.CANCELLED)
    return visit.case_sheet(
        "orders", total=len(orders), cancelled=cancelled,
        rows=[_row(visit, order, report, provider, seats.get(report.id), papers.get(order.id, []))
              for order, report, provider in orders],
    )  # fmt: skip


def paper_seen(visit: CaseVisit, number: int) -> tuple[str, str]:
    """The name and the fingerprint of a document of one of these orders. Raises Nowhere for any other one."""
    return paper_among(visit, number, [order.id for order, _, _ in _orders(visit)])


def _orders(visit: CaseVisit) -> list[tuple[WorkOrder, Report, Provider]]:
    if visit.role is not Role.MANAGER:
        raise Nowhere
    found = visit.session.execute(
        select(WorkOrder, Report, Provider)
        .join(Report, Report.id == WorkOrder.report_id)
        .join(Provider, Provider.id == WorkOrder.provider_id)
        .where(Report.dwelling_id == visit.scene.report.dwelling_id)
        .order_by(WorkOrder.id.desc())
        .limit(_MOST_ROWS)
    )
    return [(order, report, provider) for order, report, provider in found]


def _row(
    visit: CaseVisit, order: WorkOrder, report: Report, provider: Provider, seat: int | None,
    papers: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    # A report in which this manager has no seat yet is listed; its file is opened from the history.
    return {
        "number": order.shown_number,
        "company": provider.company,
        "state": order.state.value,
        "since": order.state_since,
        "sent": order.created_at,
        "motif": order.motif,
        "ref": report.ref,
        "object": report.object,
        "papers": papers,
        "report": visit.link(Page.REPORT, seat) if seat is not None else "",
        "url": visit.link(Page.ORDER, seat, brief(order.id)) if seat is not None else "",
    }
