"""Every quote of the agency, past ones too: in which column, what became of it, what it says, its documents (S1-52)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.model import Dwelling, Provider, Report
from mailbot.model_desk import Quote
from mailbot.model_mails import Attachment
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import ReportStatus
from mailbot.web.cases_page import seats_in
from mailbot.web.visits import Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow.quote_figures import options_of
from mailbot.workflow.quotes import COLUMN, quote_counts
from mailbot.workflow.remains import is_left

_MOST_ROWS = 200
"""Of one column; what is older is counted."""

Row = tuple[Quote, Report, Dwelling, Provider]

ORDERS: Mapping[str, Callable[[Row], Any]] = MappingProxyType(
    {
        "latest": lambda row: -row[0].id,
        "company": lambda row: (row[3].company.casefold(), -row[0].id),
        "report": lambda row: (row[1].ref, -row[0].id),
        "state": lambda row: (row[0].state_since, row[0].id),
        "amount": lambda row: -(row[0].amount_incl_tax or row[0].amount_excl_tax or Decimal(0)),
    }
)
"""What the table may be sorted by: the latest first, the dearest first, what waits longest first."""
FIELDS = frozenset({"sort"})


def show(visit: Visit, typed: Typed) -> Sheet:
    """The table, column by column, the latest first."""
    managers_only(visit)
    sort = typed.text("sort") if typed.text("sort") in ORDERS else "latest"
    counts = quote_counts(visit.session, visit.agency.id)
    columns = []
    for status in ReportStatus:
        rows = _column(visit, status)
        seats = seats_in(visit, [report.id for _, report, _, _ in rows])
        columns.append(
            {
                "status": status.value,
                "count": counts[status],
                "shown": len(rows),
                "rows": [_row(visit, row, seats) for row in sorted(rows, key=ORDERS[sort])],
            }
        )
    return visit.sheet("all_quotes", columns=columns, total=sum(counts.values()), sort=sort)


def paper_seen(visit: Visit, number: int) -> tuple[str, str]:
    """The name and the fingerprint of a document of one of the agency's quotes. Raises Nowhere for any other file."""
    managers_only(visit)
    file = visit.session.get(Attachment, number)
    if file is None or file.agency_id != visit.agency.id or file.report_id is None or not is_left(file):
        raise Nowhere
    quotes = visit.session.scalars(select(Quote).where(Quote.report_id == file.report_id))
    if all(each["attachment"] != number for quote in quotes for each in _documents(quote)):
        raise Nowhere
    return file.name, file.fingerprint


def _column(visit: Visit, status: ReportStatus) -> Sequence[Row]:
    found = visit.session.execute(
        select(Quote, Report, Dwelling, Provider)
        .join(Report, Report.id == Quote.report_id)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .join(Provider, Provider.id == Quote.provider_id)
        .where(Quote.agency_id == visit.agency.id)
        .where(Quote.state.in_([state for state, column in COLUMN.items() if column is status]))
        .order_by(Quote.id.desc())
        .limit(_MOST_ROWS)
    )
    return [(quote, report, dwelling, provider) for quote, report, dwelling, provider in found]


def _row(visit: Visit, row: Row, seats: Mapping[int, int]) -> dict[str, Any]:
    quote, report, dwelling, provider = row
    seat = seats.get(report.id)
    return {
        "number": quote.number,
        "company": provider.company,
        "state": quote.state.value,
        "motif": quote.motif,
        "ref": report.ref,
        "object": report.object,
        "dwelling": dwelling.name,
        "asked": quote.created_at,
        "since": quote.state_since,
        "incl_tax": quote.amount_incl_tax,
        "excl_tax": quote.amount_excl_tax,
        "options": len(options_of(quote)),
        "papers": [
            {"name": each["name"], "url": f"/p/{visit.sealed}/paper/{each['attachment']}"}
            for each in _documents(quote)
            if each["attachment"] is not None
        ],
        "report": visit.link(Page.REPORT, seat) if seat is not None and Page.REPORT in visit.offers else "",
        "url": (
            visit.link(Page.QUOTE, seat, brief(quote.id)) if seat is not None and Page.QUOTE in visit.offers else ""
        ),
    }


def _documents(quote: Quote) -> list[Mapping[str, Any]]:
    """Every document that came for it, once, oldest first."""
    found: dict[int | None, Mapping[str, Any]] = {}
    for paper in quote.papers:
        for each in paper["documents"]:
            found.setdefault(each["attachment"], each)
    return list(found.values())
