"""« Historique »: every report of the agency, searched by a form that only looks; one without a seat is opened by its
button (S1-16, S1-32, S1-42)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from mailbot.errors import Reason, Refused
from mailbot.model import Report
from mailbot.threads.pages import Page, unbrief
from mailbot.vocabulary import Category, ReportStatus
from mailbot.web.cases_page import seats_in
from mailbot.web.dashboard_page import report_link
from mailbot.web.visits import Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow import figures
from mailbot.workflow.history import MOST, Found, Search, choices_of, count_and_find
from mailbot.workflow.quotes import COLUMN
from mailbot.workflow.scene import take_seat

_MOST_PAGES = 10_000
_CENTURY = (date(2000, 1, 1), date(2199, 12, 31))
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its form brought it, and as it was understood."""

    search: Search
    page: int
    fields: dict[str, str]
    """What is put back into the form, and into the links to other pages."""


def show(visit: Visit, typed: Typed) -> Sheet:
    """The form, and one page of what answers it; or the one report that the link names."""
    managers_only(visit)
    if (report := _named(visit)) is not None:
        seats = seats_in(visit, [report.id])
        link = report_link(visit, report.id, seats) if seats else ""
        return _opening(visit, report, link, typed.trouble)
    asked = what_is_asked(visit, typed)
    total, rows = count_and_find(visit.session, visit.agency.id, asked.search, visit.profile.zone, page=asked.page)
    seats = seats_in(visit, [each.report.id for each in rows])
    pages = max(1, -(-total // MOST))
    choices = choices_of(visit.session, visit.agency.id)
    return visit.sheet(
        "history",
        asked=asked.fields, total=total, page=asked.page, pages=pages, first=(asked.page - 1) * MOST + 1,
        rows=[_row(visit, each, seats) for each in rows],
        buildings=choices.buildings, companies=choices.companies,
        dwellings=[(number, name) for number, name, of in choices.dwellings if asked.search.building in (0, of)],
        categories=[each.value for each in Category], statuses=[each.value for each in ReportStatus],
        before=_link(visit, asked, asked.page - 1) if asked.page > 1 else "",
        after=_link(visit, asked, asked.page + 1) if asked.page < pages else "",
        export=f"{_address(visit)}/export?{urlencode(asked.fields)}", action=_address(visit),
        dashboard=visit.link(Page.DASHBOARD, visit.person.id),
    )  # fmt: skip


def press(visit: Visit, typed: Typed) -> None:
    """Give the reader a seat in the report that the link names."""
    managers_only(visit)
    report = _named(visit)
    if report is None:
        raise Refused(Reason.ALREADY_SO)
    take_seat(visit.session, report, visit.person, now=visit.now)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """Where it is read."""
    report = _named(visit)
    assert report is not None  # it was pressed
    return _opening(visit, report, report_link(visit, report.id, seats_in(visit, [report.id])))


def what_is_asked(visit: Visit, typed: Typed) -> Asked:
    """What the form asks; a link that names a month asks for that one until somebody asks for something else."""
    fields = {name: typed.text(name)[:_LONGEST] for name in _ASKED if typed.text(name)}
    if not typed.fields and (month := month_of(visit)) is not None:
        start, end = figures.limits_of(month, visit.profile.zone)
        fields = {"since": f"{start:%Y-%m-%d}", "until": f"{end - timedelta(days=1):%Y-%m-%d}"}
    search = Search(
        words=fields.get("q", ""),
        building=_number(fields.get("building", "")),
        dwelling=_number(fields.get("dwelling", "")),
        company=_number(fields.get("company", "")),
        category=next((each for each in Category if each.value == fields.get("category")), None),
        status=_column(fields.get("status", "")),
        quotes=_column(fields.get("quotes", "")),
        since=_day(fields.get("since", "")),
        until=_day(fields.get("until", "")),
    )
    return Asked(search, min(max(_number(typed.text("page")), 1), _MOST_PAGES), fields)


_ASKED = ("q", "building", "dwelling", "company", "category", "status", "quotes", "since", "until")
FIELDS = frozenset({*_ASKED, "page"})
"""What the address of this page may carry."""


def month_of(visit: Visit) -> figures.Month | None:
    """The month that the link names."""
    named = visit.page.with_
    if len(named) != len("m2611") or named[0] != "m" or not named[1:].isdecimal():
        return None
    year, month = 2000 + int(named[1:3]), int(named[3:])
    return (year, month) if 1 <= month <= 12 else None


def _named(visit: Visit) -> Report | None:
    """The report that the link names. Raises Nowhere for one that is none of this agency's."""
    if not visit.page.with_.startswith("r"):
        return None
    try:
        report = visit.session.get(Report, unbrief(visit.page.with_[1:]))
    except Refused:
        raise Nowhere from None
    if report is None or report.agency_id != visit.agency.id:
        raise Nowhere
    return report


def _opening(visit: Visit, report: Report, link: str, trouble: str = "") -> Sheet:
    return visit.sheet(
        "history_report", ref=report.ref, object=report.object, report=link, history=_address(visit), trouble=trouble
    )


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 12 else 0


def _column(written: str) -> ReportStatus | None:
    return next((each for each in ReportStatus if each.value == written), None)


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if _CENTURY[0] <= day <= _CENTURY[1] else None


def _address(visit: Visit) -> str:
    return visit.link(Page.HISTORY, visit.person.id)


def _link(visit: Visit, asked: Asked, page: int) -> str:
    return f"{_address(visit)}?{urlencode(asked.fields | {'page': page})}"


def _row(visit: Visit, each: Found, seats: dict[int, int]) -> dict[str, Any]:
    report = each.report
    link = report_link(visit, report.id, seats)
    return {
        "ref": report.ref,
        "object": report.object,
        "dwelling": each.dwelling.name,
        "building": each.building.name,
        "category": report.category.value,
        "status": report.status.value,
        "private": report.is_private,
        "opened": report.created_at,
        "closed": report.closed_at,
        "reason": report.closing_reason.value if report.closing_reason is not None else "",
        "photos": each.photos,
        "documents": each.documents,
        "quotes": _quotes(each),
        "orders": [
            {"number": sent.order.shown_number, "company": sent.company, "state": sent.order.state.value}
            for sent in each.orders
        ],
        "url": link,
        "export": f"{link}/export" if report.id in seats else "",
    }


def _quotes(each: Found) -> Sequence[dict[str, Any]]:
    return [
        {
            "number": asked.quote.number,
            "company": asked.company,
            "column": COLUMN[asked.quote.state].value,
            "state": asked.quote.state.value,
            "amount": str(asked.quote.amount_incl_tax) if asked.quote.amount_incl_tax is not None else "",
            "received": asked.quote.received_at,
        }
        for asked in each.quotes
    ]
