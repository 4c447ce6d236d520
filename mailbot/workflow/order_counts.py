"""How many work orders were issued; the cancelled ones are counted too, and shown apart (S1-33)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.model import Provider, Report
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import MissionState


@dataclass(frozen=True, slots=True)
class Issued:
    """Orders, as a digest counts them. One that was issued anew is one."""

    sent: int = 0
    cancelled: int = 0
    """Of those."""


def orders_issued(
    session: Session, agency_id: int, lots: Iterable[int], *, since: datetime | None = None,
    until: datetime | None = None,
) -> Issued:  # fmt: skip
    """The orders that were issued for these homes: all of them, or those of a stretch of time."""
    wanted = [WorkOrder.agency_id == agency_id]
    if since is not None:
        wanted.append(WorkOrder.created_at >= since)
    if until is not None:
        wanted.append(WorkOrder.created_at < until)
    rows = session.execute(
        select(Report.dwelling_id, WorkOrder.state, func.count())
        .join(Report, Report.id == WorkOrder.report_id)
        .where(*wanted)
        .group_by(Report.dwelling_id, WorkOrder.state)
    )
    homes = frozenset(lots)
    theirs = [(state, number) for lot, state, number in rows if lot in homes]
    cancelled = sum(number for state, number in theirs if state is MissionState.CANCELLED)
    return Issued(sum(number for _, number in theirs), cancelled)


@dataclass(frozen=True, slots=True)
class SentOrder:
    """An order of a report, and the company that has it."""

    order: WorkOrder
    company: str


def orders_by_report(session: Session, reports: Sequence[int]) -> Mapping[int, list[SentOrder]]:
    """The orders of these reports, in the order in which they were sent."""
    sent: dict[int, list[SentOrder]] = {}
    for order, company in session.execute(
        select(WorkOrder, Provider.company)
        .join(Provider, Provider.id == WorkOrder.provider_id)
        .where(WorkOrder.report_id.in_(reports))
        .order_by(WorkOrder.id)
    ):
        sent.setdefault(order.report_id, []).append(SentOrder(order, company))
    return sent
