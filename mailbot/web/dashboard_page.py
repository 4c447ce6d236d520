"""« Tableau de bord »: the whole portfolio at a glance, each figure leading on to what it counts (S1-28 to S1-31)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from mailbot.model import Building, Dwelling
from mailbot.outbound.illustrations import NAMES, Illustration, illustrated
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import ReportStatus
from mailbot.web import waiting_page
from mailbot.web.cases_page import seats_in
from mailbot.web.visits import Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow import figures
from mailbot.workflow.chart_facts import MOST_CATEGORIES, ages_chart, categories_chart, months_chart, statuses_chart
from mailbot.workflow.figures import Case, Columns, Delay
from mailbot.workflow.order_counts import Issued, orders_issued
from mailbot.workflow.portfolio import Counts, Decision, Portfolio, portfolio_of
from mailbot.workflow.quotes import quote_counts

_YEAR, _TREND = 12, 6
_MOST_RECURRENCES = 10
_MOST_DECISIONS = 100


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the page shows of one set of homes."""

    counts: Counts
    quotes: Columns
    orders: Issued
    cases: Sequence[Case]
    """Of twelve months, and whatever is open."""

    @property
    def reports(self) -> Columns:
        return Columns(self.counts.todo, self.counts.in_progress, self.counts.closed)


def show(visit: Visit, typed: Typed) -> Sheet:
    """The figures of the reader's own homes, and of the whole agency where they differ."""
    managers_only(visit)
    portfolio = _portfolio(visit)
    own, whole = portfolio.counts(visit.person.id), portfolio.counts()
    cases = _cases(visit)
    shown = _figures(visit, portfolio, cases)
    companies = figures.companies_of(visit.session, visit.agency.id, visit.person.id)
    both = [("own", shown)] if own.lots else []
    if not own.lots or own != whole:
        both.append(("whole", _figures(visit, portfolio, cases, whole=True)))
    drawn = [illustrated(facts, visit.language) for facts in _charts(visit, shown).values()]
    return visit.sheet(
        "dashboard",
        sets=[_set(visit, name, each) for name, each in both],
        companies={
            "registered": companies.registered, "typed_in": companies.typed_in, "favourites": companies.favourites,
            "with_open": companies.with_open, "url": _own(visit, Page.PROVIDERS),
        },
        charts=[{"name": each.content_id.partition("-")[0], "says": each.alternative} for each in drawn],
        delays=_delays(shown.cases),
        **_often(visit, shown.cases),
        decisions=_decisions(visit, portfolio),
        buildings=_places(visit, portfolio, bool(own.lots)),
        waiting=waiting_page.link_with_count(visit),
        cases=_own(visit, Page.CASES), history=_own(visit, Page.HISTORY),
    )  # fmt: skip


def chart_of(visit: Visit, name: str) -> Illustration:
    """One of the page's charts. Raises Nowhere for one that there is not."""
    managers_only(visit)
    if name not in NAMES:
        raise Nowhere
    facts = _charts(visit, _figures(visit, _portfolio(visit), _cases(visit))).get(name)
    if facts is None:
        raise Nowhere
    return illustrated(facts, visit.language)


def _today(visit: Visit) -> date:
    return visit.now.astimezone(visit.profile.zone).date()


def _portfolio(visit: Visit) -> Portfolio:
    return portfolio_of(visit.session, visit.agency, today=_today(visit))


def _cases(visit: Visit) -> Sequence[Case]:
    """Of twelve months, and whatever is open: the same ones serve every figure of the page."""
    today = _today(visit)
    since = figures.months_back((today.year, today.month), _YEAR, visit.profile.zone)
    return figures.cases_since(visit.session, visit.agency.id, since)


def _figures(visit: Visit, portfolio: Portfolio, cases: Sequence[Case], *, whole: bool = False) -> _Figures:
    """Of the reader's own homes; of the agency's for a reader who has none."""
    own = portfolio.lots_of(visit.person.id)
    reader = visit.person.id if own and not whole else None
    lots = portfolio.lots_of(reader)
    return _Figures(
        portfolio.counts(reader),
        Columns(*quote_counts(visit.session, visit.agency.id, reader).values()),
        orders_issued(visit.session, visit.agency.id, lots),
        [case for case in cases if case.dwelling_id in lots],
    )


def _charts(visit: Visit, shown: _Figures) -> Mapping[str, dict[str, Any]]:
    """By name, those that have something to show."""
    today, zone = _today(visit), visit.profile.zone
    charts = {"statuses": statuses_chart(shown.reports, shown.quotes)} if shown.reports.all else {}
    if shown.counts.todo or shown.counts.in_progress:
        charts["ages"] = ages_chart(figures.ages(shown.cases, visit.now))
    trend = figures.by_month(shown.cases, (today.year, today.month), zone, most=_TREND)
    if len(trend) > 1:
        charts["months"] = months_chart(trend)
    if kinds := figures.categories(shown.cases):
        charts["categories"] = categories_chart(kinds)
    return charts


def _set(visit: Visit, name: str, each: _Figures) -> dict[str, Any]:
    return {
        "name": name,
        "lots": each.counts.lots,
        "homes": _own(visit, Page.HOUSEHOLD),
        "reports": [
            {"status": status.value, "count": count, "url": _search(visit, status=status.value)}
            for status, count in zip(ReportStatus, _three(each.reports), strict=True)
        ],
        "reports_in_all": each.reports.all,
        "quotes": [
            {"status": status.value, "count": count, "url": _quotes(visit, status)}
            for status, count in zip(ReportStatus, _three(each.quotes), strict=True)
        ],
        "quotes_in_all": each.quotes.all,
        "orders": {"sent": each.orders.sent, "cancelled": each.orders.cancelled},
    }


def _three(columns: Columns) -> tuple[int, int, int]:
    return columns.todo, columns.in_progress, columns.closed


def _delays(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Clock time, in minutes; what was never measured is left out."""
    measured = {"first_answer": figures.first_answers(cases), "closing": figures.closings(cases)}
    return [
        {"what": what, "cases": delay.cases, "mean": _minutes(delay.mean), "median": _minutes(delay.median)}
        for what, delay in measured.items()
        if isinstance(delay, Delay)
    ]


def _minutes(took: timedelta) -> int:
    return round(took.total_seconds() / 60)


def _often(visit: Visit, cases: Sequence[Case]) -> dict[str, Any]:
    """The most frequent kinds of trouble, and where one comes back."""
    rows = visit.session.execute(
        select(Dwelling.id, Dwelling.name, Building.id, Building.name)
        .join(Building, Building.id == Dwelling.building_id)
        .where(Dwelling.agency_id == visit.agency.id)
    ).all()
    homes = {row[0]: row[1] for row in rows}
    buildings = {row[2]: row[3] for row in rows}
    found = figures.recurrences(cases, {row[0]: row[2] for row in rows})[:_MOST_RECURRENCES]
    return {
        "frequent": [
            {"category": kind.value, "times": times, "url": _search(visit, category=kind.value)}
            for kind, times in figures.categories(cases)[:MOST_CATEGORIES]
        ],
        "recurring": [
            {
                "name": (buildings if each.is_building else homes)[each.place],
                "category": each.category.value,
                "times": each.times,
                "url": _search(
                    visit, **{"building" if each.is_building else "dwelling": each.place}, category=each.category.value
                ),
            }
            for each in found
        ],
    }


def _decisions(visit: Visit, portfolio: Portfolio) -> dict[str, Any]:
    """What stands open for this manager, oldest first, as the morning letter lists it."""
    waiting = portfolio.decisions_of(visit.person.id)
    shown = waiting[:_MOST_DECISIONS]
    seats = seats_in(visit, [each.report.id for each in shown])
    return {
        "in_all": len(waiting),
        "rows": [
            {
                "ref": each.report.ref,
                "object": each.report.object,
                "dwelling": each.dwelling,
                "why": each.why.value,
                "since": each.since,
                "private": each.report.is_private,
                "url": _own_link(visit, each, seats) or report_link(visit, each.report.id, seats),
            }
            for each in shown
        ],
    }


def _places(visit: Visit, portfolio: Portfolio, is_own: bool) -> list[dict[str, Any]]:
    """The homes by building, with what is open and what is closed in each."""
    lots = portfolio.lots_of(visit.person.id if is_own else None)
    rows = visit.session.execute(
        select(Building, Dwelling)
        .join(Dwelling, Dwelling.building_id == Building.id)
        .where(Dwelling.agency_id == visit.agency.id)
        .order_by(Building.name, Dwelling.name)
    )
    buildings: dict[int, dict[str, Any]] = {}
    for building, dwelling in rows:
        if dwelling.id not in lots:
            continue
        shown = {"name": building.name, "url": _search(visit, building=building.id), "dwellings": []}
        group = buildings.setdefault(building.id, shown)
        group["dwellings"].append(
            {"name": dwelling.name, "url": _search(visit, dwelling=dwelling.id), **portfolio.of_home(dwelling.id)}
        )
    return list(buildings.values())


def report_link(visit: Visit, report_id: int, seats: Mapping[int, int]) -> str:
    """Where a report is read: with the reader's own seat, or on a page that gives them one."""
    if report_id in seats:
        return visit.link(Page.REPORT, seats[report_id])
    return visit.link(Page.HISTORY, visit.person.id, f"r{brief(report_id)}")


def _own_link(visit: Visit, decision: Decision, seats: Mapping[int, int]) -> str:
    """Where a quote, an order or an invoice is decided on, for whoever has a seat on its report."""
    pages = ((Page.QUOTE, decision.quote), (Page.ONE_INVOICE, decision.invoice), (Page.ORDER, decision.order))
    page, row = next(((page, row) for page, row in pages if row is not None), (Page.REPORT, None))
    if row is None or decision.report.id not in seats:
        return ""
    return visit.link(page, seats[decision.report.id], brief(row.id))


def _own(visit: Visit, page: Page) -> str:
    return visit.link(page, visit.person.id) if page in visit.offers else ""


def _search(visit: Visit, **wanted: object) -> str:
    return f"{visit.link(Page.HISTORY, visit.person.id)}?{urlencode(wanted)}"


def _quotes(visit: Visit, status: ReportStatus) -> str:
    return _own(visit, Page.ALL_QUOTES) or _search(visit, quotes=status.value)
