"""All that somebody may see: a tenant's own reports, or the agency's in three columns (S1-12, S1-38, S1-41)."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, or_, select

from mailbot.model import Building, Dwelling, LandlordContact, Ownership, Participant, Report, Thread
from mailbot.threads.pages import Page
from mailbot.vocabulary import ReportStatus, Role, ThreadKind, Urgency
from mailbot.web.visits import Sheet, Typed, Visit
from mailbot.workflow.follow_up import reports_of_home
from mailbot.workflow.former_tenants import ended_lately, own_closed
from mailbot.workflow.households import homes_of_tenant, stands_on

_MOST_ROWS = 200
"""Of one column. What is older is counted, and found on its own page."""

Row = tuple[Report, Dwelling, Building]


def show(visit: Visit, typed: Typed) -> Sheet:
    """The list of whoever reads it."""
    if visit.role is Role.MANAGER:
        return _of_the_agency(visit)
    reports = [*_of_homes(visit), *_of_former_homes(visit)]
    seats = seats_in(visit, [report.id for report in reports])
    names = _places(visit, reports)
    rows = [_row(visit, (report, *names[report.dwelling_id]), seats) for report in reports]
    return visit.sheet(
        "cases",
        opened=[row for row in rows if row["status"] != ReportStatus.CLOSED.value],
        closed=[row for row in rows if row["status"] == ReportStatus.CLOSED.value],
        has_left=visit.has_left,
        account=visit.link(Page.ACCOUNT, visit.person.id),
    )


def _of_the_agency(visit: Visit) -> Sheet:
    counts = dict.fromkeys((status.value for status in ReportStatus), 0)
    numbers = select(Report.status, func.count()).where(Report.agency_id == visit.agency.id).group_by(Report.status)
    counts |= {status.value: number for status, number in visit.session.execute(numbers)}
    columns: list[dict[str, Any]] = []
    for status in ReportStatus:
        rows = _column(visit, status)
        seats = seats_in(visit, [report.id for report, _, _ in rows])
        shown = {"count": counts[status.value], "shown": len(rows), "buildings": _grouped(visit, rows, seats)}
        columns.append({"status": status.value} | shown)
    return visit.sheet(
        "all_cases",
        columns=columns,
        total=sum(counts.values()),
        homes=visit.link(Page.HOUSEHOLD, visit.person.id) if Page.HOUSEHOLD in visit.offers else "",
        account=visit.link(Page.ACCOUNT, visit.person.id),
        dashboard=visit.link(Page.DASHBOARD, visit.person.id),
        history=visit.link(Page.HISTORY, visit.person.id),
        private=visit.link(Page.PRIVATE_REPORT, visit.person.id) if Page.PRIVATE_REPORT in visit.offers else "",
        providers=visit.link(Page.PROVIDERS, visit.person.id),
    )


def _column(visit: Visit, status: ReportStatus) -> Sequence[Row]:
    """The latest of a column, in the order of their buildings and homes."""
    found = visit.session.execute(
        select(Report, Dwelling, Building)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .join(Building, Building.id == Dwelling.building_id)
        .where(Report.agency_id == visit.agency.id, Report.status == status)
        .order_by(Report.id.desc())
        .limit(_MOST_ROWS)
    ).all()
    rows: list[Row] = [(report, dwelling, building) for report, dwelling, building in found]
    return sorted(rows, key=lambda row: (row[2].name, row[1].name))


def _grouped(visit: Visit, rows: Sequence[Row], seats: dict[int, int]) -> list[dict[str, Any]]:
    buildings: dict[int, dict[str, Any]] = {}
    for row in rows:
        _, dwelling, building = row
        group = buildings.setdefault(building.id, {"name": building.name, "dwellings": {}})
        home = group["dwellings"].setdefault(dwelling.id, {"name": dwelling.name, "rows": []})
        home["rows"].append(_row(visit, row, seats))
    return [{"name": each["name"], "dwellings": list(each["dwellings"].values())} for each in buildings.values()]


def _of_homes(visit: Visit) -> Iterable[Report]:
    today = visit.now.astimezone(visit.profile.zone).date()
    if visit.role is Role.TENANT:
        for dwelling_id in homes_of_tenant(visit.session, visit.person.id, today=today):
            yield from reports_of_home(visit.session, visit.profile, visit.person.id, dwelling_id, today=today)
        return
    owned = (
        select(Report)
        .join(Ownership, Ownership.dwelling_id == Report.dwelling_id)
        .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
        .where(LandlordContact.person_id == visit.person.id, stands_on(Ownership, today))
        .where(or_(Report.is_private.is_(False), Report.author_id == visit.person.id))
        .distinct()
        .order_by(Report.id.desc())
        .limit(_MOST_ROWS)
    )
    yield from visit.session.scalars(owned)


def _of_former_homes(visit: Visit) -> Iterable[Report]:
    """What somebody who left lately reported there, and was closed before he left."""
    for stay in ended_lately(visit.session, visit.person.id, today=visit.today):
        yield from own_closed(visit.session, visit.profile, stay)


def _places(visit: Visit, reports: Sequence[Report]) -> dict[int, tuple[Dwelling, Building]]:
    wanted = {report.dwelling_id for report in reports}
    found = visit.session.execute(
        select(Dwelling, Building).join(Building, Building.id == Dwelling.building_id).where(Dwelling.id.in_(wanted))
    )
    return {dwelling.id: (dwelling, building) for dwelling, building in found}


def seats_in(visit: Visit, report_ids: Sequence[int]) -> dict[int, int]:
    """The reader's own seat in each of these reports that they have one in: a link to it opens with that."""
    found = visit.session.execute(
        select(Thread.report_id, Participant.id)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(
            Participant.person_id == visit.person.id,
            Participant.revoked_at.is_(None),
            Thread.kind.in_([ThreadKind.REPORT, ThreadKind.PRIVATE]),
            Thread.report_id.in_(report_ids),
        )
        .order_by(Thread.kind == ThreadKind.REPORT)  # the public seat, where there are two
    )
    return {row.report_id: row.id for row in found}


def _row(visit: Visit, row: Row, seats: dict[int, int]) -> dict[str, Any]:
    report, dwelling, building = row
    seat = seats.get(report.id)
    return {
        "ref": report.ref,
        "object": report.object,
        "status": report.status.value,
        "dwelling": dwelling.name,
        "building": building.name,
        "opened": report.created_at,
        "closed": report.closed_at,
        "reason": report.closing_reason.value if report.closing_reason is not None else "",
        "urgent": report.urgency is not Urgency.NORMAL,
        "url": visit.link(Page.REPORT, seat) if seat is not None and Page.REPORT in visit.offers else "",
    }
