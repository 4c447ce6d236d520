"""Missions and requests for quotes that no company has answered yet, and how far each has been chased (S1-87)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import ProviderContact, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import MissionState, QuoteState, ReportStatus, Urgency
from mailbot.workflow.holding import hold_report
from mailbot.workflow.relaunch_hours import CHASED, Asked, Coming, Pace, asked_from, coming, pace_of
from mailbot.workflow.scene import Scene, set_scene, with_company, with_order
from mailbot.workflow.working_time import working_time_of

Request: TypeAlias = WorkOrder | Quote
"""What a company was asked: to come, or for a price alone."""
AWAY = "away"
"""Of a request's follow_up: who of the company is away, and until which day."""
HELD_UNTIL = "held_until"
"""Of a request's follow_up: the day until which a manager wishes to wait."""

ASKED_AGAIN_AT = "asked_again_at"
"""Of an order's follow_up: when it was issued anew before anybody had answered; what was done before counts no more."""

_OF_ORDERS = frozenset({MissionState.NEW, MissionState.NO_ANSWER})
_OF_QUOTES = frozenset({QuoteState.SENT, QuoteState.NO_ANSWER})


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that waits for its company, on a report that is open."""

    request: Request
    report: Report
    writers: frozenset[int]
    """The people who write for the company."""

    @property
    def is_urgent(self) -> bool:
        """Whether the hours of an emergency count for it."""
        whose = self.request if isinstance(self.request, WorkOrder) else self.report
        return whose.urgency is not Urgency.NORMAL

    def pace(self, profile: AgencyProfile) -> Pace:
        """Which relaunches it has, and when."""
        return pace_of(profile.rules, working_time_of(profile), is_urgent=self.is_urgent)

    def coming(self, profile: AgencyProfile, *, now: datetime) -> Coming | None:
        """What comes next about it, if its company stays silent."""
        return coming(self.asked, self.pace(profile), now=now)

    @property
    def asked(self) -> Asked:
        """What was done about it so far."""
        request = self.request
        return asked_from(asked_at(request), request.follow_up, back_on=back_on(request, self.writers))


def waits_for_company(request: Request) -> bool:
    """Whether nobody of the company has answered it, in any way (S1-87). A quote that came inside a mission is none:
    the mission is what was answered."""
    if "answered_at" in request.follow_up:
        return False
    if isinstance(request, WorkOrder):
        return request.state in _OF_ORDERS
    return request.order_id is None and request.state in _OF_QUOTES


def asked_at(request: Request) -> datetime:
    """When the company was asked what still stands."""
    again = request.follow_up.get(ASKED_AGAIN_AT)
    return datetime.fromisoformat(again) if again else request.created_at


def ask_anew(order: Request, *, now: datetime) -> None:
    """It was issued anew, or has left again for an address that was put right: a company that has not answered has as
    long as for a new one."""
    if waits_for_company(order):
        kept = {key: value for key, value in order.follow_up.items() if key not in CHASED}
        order.follow_up = {**kept, ASKED_AGAIN_AT: now.isoformat()}


def is_chased(request: Request) -> bool:
    """Whether it is still for us to ask: the managers have not been told of the silence, or wish it chased on."""
    asked = asked_from(asked_at(request), request.follow_up)
    told, extended = asked.told_silent_at, asked.extended_at
    return told is None or (extended is not None and extended >= told)


def unanswered_of(session: Session, agency_id: int, *, provider_id: int | None = None) -> Sequence[Unanswered]:
    """All that waits for a company, of one or of all of them: by report, the oldest first."""
    found: list[tuple[Request, Report]] = []
    tables: tuple[tuple[type[Any], frozenset[Any]], ...] = ((WorkOrder, _OF_ORDERS), (Quote, _OF_QUOTES))
    for model, states in tables:
        wanted = (
            select(model, Report)
            .join(Report, Report.id == model.report_id)
            .where(model.agency_id == agency_id, model.state.in_(sorted(states)))
            .where(Report.status != ReportStatus.CLOSED)
        )
        if provider_id is not None:
            wanted = wanted.where(model.provider_id == provider_id)
        found += [(request, report) for request, report in session.execute(wanted) if waits_for_company(request)]
    writers = _writers(session, {request.provider_id for request, _ in found})
    rows = [Unanswered(request, report, writers.get(request.provider_id, frozenset())) for request, report in found]
    return sorted(rows, key=lambda each: (each.report.id, each.request.created_at, each.request.number))


def unanswered_on(session: Session, report: Report) -> Sequence[Unanswered]:
    """What waits for a company on one report."""
    if report.status is ReportStatus.CLOSED:
        return []
    orders = select(WorkOrder).where(WorkOrder.report_id == report.id, WorkOrder.state.in_(sorted(_OF_ORDERS)))
    quotes = select(Quote).where(Quote.report_id == report.id, Quote.state.in_(sorted(_OF_QUOTES)))
    found: list[Request] = [
        *session.scalars(orders.order_by(WorkOrder.id)),
        *session.scalars(quotes.order_by(Quote.id)),
    ]
    waiting = [request for request in found if waits_for_company(request)]
    writers = _writers(session, {request.provider_id for request in waiting})
    return [Unanswered(each, report, writers.get(each.provider_id, frozenset())) for each in waiting]


def writers_of(session: Session, provider_id: int) -> frozenset[int]:
    """The people who write for a company, by their numbers."""
    return _writers(session, {provider_id}).get(provider_id, frozenset())


def _writers(session: Session, providers: set[int]) -> Mapping[int, frozenset[int]]:
    if not providers:
        return {}
    rows = session.execute(
        select(ProviderContact.provider_id, ProviderContact.person_id).where(ProviderContact.provider_id.in_(providers))
    )
    found: dict[int, set[int]] = {}
    for provider_id, person_id in rows:
        found.setdefault(provider_id, set()).add(person_id)
    return {number: frozenset(people) for number, people in found.items()}


def back_on(request: Request, writers: frozenset[int]) -> date | None:
    """The day on which somebody can answer again: a company is away when everybody who writes for it is, and comes back
    with the first of them; and nothing leaves before the day for which a manager asked to wait."""
    away = {int(person): date.fromisoformat(day) for person, day in request.follow_up.get(AWAY, {}).items()}
    days = [min(away[person] for person in writers)] if writers and writers <= away.keys() else []
    if held := request.follow_up.get(HELD_UNTIL):
        days.append(date.fromisoformat(str(held)[:10]))
    return max(days, default=None)


def away_until(unanswered: Sequence[Unanswered], *, today: date) -> dict[int, date]:
    """The companies that are away, and until which day."""
    found: dict[int, date] = {}
    for each in unanswered:
        day = back_on(each.request, each.writers)
        if each.request.follow_up.get(AWAY) and day is not None and today < day:
            found[each.request.provider_id] = day
    return found


def still_unanswered(session: Session, request: Request) -> Unanswered | None:
    """The same request once its report is ours; None when it was answered, or settled, in the meantime."""
    report = hold_report(session, request)
    if report.status is ReportStatus.CLOSED or not waits_for_company(request):
        return None
    return Unanswered(request, report, writers_of(session, request.provider_id))


def scene_of(session: Session, request: Request, report: Report, *, now: datetime) -> Scene:
    """The scene of a request, with its company."""
    scene = set_scene(session, report, now=now)
    if isinstance(request, WorkOrder):
        return with_order(session, scene, request, now=now)
    return with_company(session, scene, request, now=now)
