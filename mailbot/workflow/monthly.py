"""What a month was: to each manager on its first working day after, from what happened alone (G-22)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Building, Dwelling, Person
from mailbot.vocabulary import Channel, LetterKind, Role
from mailbot.workflow import figures
from mailbot.workflow.chart_facts import MOST_CATEGORIES, categories_chart, months_chart
from mailbot.workflow.figures import Case, Delay, Month
from mailbot.workflow.order_counts import orders_issued
from mailbot.workflow.own_letters import write_to
from mailbot.workflow.portfolio import Portfolio, portfolio_of
from mailbot.workflow.working_time import working_time_of

_YEAR = 12
_TREND = 6
_MOST_RECURRENCES = 3


def is_first_working_day(profile: AgencyProfile, day: date) -> bool:
    """Whether an agency works on this day, and has not worked in its month before."""
    work = working_time_of(profile)
    before = (day.replace(day=number) for number in range(1, day.day))
    return work.is_working_day(day) and not any(work.is_working_day(each) for each in before)


def tell_of_month(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """G-22: to each manager, the month that has ended. One in which no report came or was closed sends nothing."""
    today = now.astimezone(profile.zone).date()
    month = figures.month_before(today)
    start, end = figures.limits_of(month, profile.zone)
    cases = figures.cases_since(session, agency.id, figures.months_back(month, _YEAR, profile.zone))
    portfolio = portfolio_of(session, agency, today=today)
    places = _places(session, agency)
    for _, person in portfolio.team.values():
        lots = portfolio.lots_of(person.id)
        theirs = [case for case in cases if case.created_at < end and case.dwelling_id in (lots or places.buildings)]
        moved = figures.received(theirs, start, end) or figures.closed(theirs, start, end)
        if not moved or not person.addresses:
            continue
        facts = _facts(theirs, month, profile, places) | {
            "given_name": person.name.removesuffix(person.family_name).strip() or person.name,
            "whole_agency": not lots or None,
            **_decided(session, agency, portfolio, person, start, end),
        }
        write_to(
            session, agency, person, Role.MANAGER, LetterKind.MONTHLY_RECAP, facts, channel=Channel.AGENCY, now=now
        )


def _facts(cases: Sequence[Case], month: Month, profile: AgencyProfile, places: "_Places") -> dict[str, Any]:
    start, end = figures.limits_of(month, profile.zone)
    came, over = figures.received(cases, start, end), figures.closed(cases, start, end)
    # Of what is private a mail tells that it exists, and not of what kind it is: mails are passed on.
    kinds = figures.categories(case for case in came if not case.is_private)
    trend = figures.by_month(cases, month, profile.zone, most=_TREND)
    code = f"{month[0]}-{month[1]:02}"
    return {
        "month": code,
        "received": len(came),
        "closed": len(over),
        "first_answer": _minutes(figures.first_answers(came)),
        "closing": _minutes(figures.closings(over)),
        "frequent": [{"category": kind.value, "times": times} for kind, times in kinds[:MOST_CATEGORIES]],
        "recurring": _recurring(cases, came, places),
        "months": [{"month": f"{y}-{m:02}", "received": n, "closed": k} for (y, m), n, k in trend],
        "charts": ([categories_chart(kinds)] if kinds else []) + ([months_chart(trend)] if len(trend) > 1 else []),
        "links": [],
        "pages": [f"history=history:{with_month(month)}", f"export=history:{with_month(month)}"],
    }


def with_month(month: Month) -> str:
    """A month as a link to the history carries it: m2611 is November 2026."""
    return f"m{month[0] % 100:02}{month[1]:02}"


def _minutes(delay: Delay | None) -> int | None:
    return None if delay is None else round(delay.mean.total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class _Places:
    """What homes and buildings are called, and which building each home is in."""

    buildings: Mapping[int, int]
    """Home → building."""
    homes: Mapping[int, str]
    names: Mapping[int, str]
    """Of buildings."""


def _places(session: Session, agency: Agency) -> _Places:
    rows = session.execute(
        select(Dwelling.id, Dwelling.name, Building.id, Building.name)
        .join(Building, Building.id == Dwelling.building_id)
        .where(Dwelling.agency_id == agency.id)
    ).all()
    return _Places({row[0]: row[2] for row in rows}, {row[0]: row[1] for row in rows}, {row[2]: row[3] for row in rows})


def _recurring(cases: Sequence[Case], came: Sequence[Case], places: _Places) -> list[dict[str, Any]]:
    """What came back in the month, counted over a year."""
    shown = [case for case in cases if not case.is_private]
    anew = {(case.dwelling_id, case.category) for case in came}
    anew_in = {(places.buildings[lot], kind) for lot, kind in anew}
    found = [
        each
        for each in figures.recurrences(shown, places.buildings)
        if (each.place, each.category) in (anew_in if each.is_building else anew)
    ]
    return [
        {
            "name": (places.names if each.is_building else places.homes)[each.place],
            "category": each.category.value,
            "times": each.times,
        }
        for each in found[:_MOST_RECURRENCES]
    ]


def _decided(
    session: Session, agency: Agency, portfolio: Portfolio, person: Person, start: datetime, end: datetime
) -> dict[str, Any]:
    """What became of quotes; nothing of what did not happen."""
    lots = portfolio.lots_of(person.id) or portfolio.lots_of()
    decided = figures.decided_between(session, agency.id, lots, start, end)
    quotes = {"approved": decided.approved, "refused": decided.refused}
    orders = orders_issued(session, agency.id, lots, since=start, until=end)
    return {
        "orders": asdict(orders) if orders.sent else None,
        "quotes": quotes if decided.approved or decided.refused else None,
        "silent_companies": decided.silent_companies or None,
    }
