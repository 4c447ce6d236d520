"""What leaves by the hour to a home around a mission: when are you in? another company is looked for (T-07, T-25)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import EventKind, MissionState, ReportStatus, Role
from mailbot.workflow.availability import ask_availability, has_times
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.holding import hold_report
from mailbot.workflow.orders import has_open_order
from mailbot.workflow.recipients import nobody_is_reached
from mailbot.workflow.relaunch_hours import unreplaced_at
from mailbot.workflow.scene import occupants_of, set_scene, with_order
from mailbot.workflow.visit_hours import availability_asked_at
from mailbot.workflow.working_time import working_time_of

TIMES_ASKED = "times_asked"
"""Of an order's follow_up: when the home was asked for its times by the clock, or was found to have said them."""
UNREPLACED = "unreplaced_told"
"""When the home was told that another company is looked for, or was found to have one."""

_NO_TIME_YET = (MissionState.NEW, MissionState.NO_ANSWER, MissionState.ACCEPTED)
_GONE = (MissionState.REFUSED, MissionState.WITHDRAWN)
_LATELY = timedelta(days=31)
"""What happened longer ago is told to nobody any more."""


def has_homes_to_tell(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return bool(_asking(session, agency, profile, now)) or bool(_left(session, agency, profile, now))


def tell_homes(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Ask when somebody is in, and say that a company is gone for which there is no other yet: once each, as is written
    on the order."""
    for order in _asking(session, agency, profile, now):
        report = hold_report(session, order)
        if TIMES_ASKED in order.follow_up or order.state not in _NO_TIME_YET:
            continue
        order.follow_up = {**order.follow_up, TIMES_ASKED: now.isoformat()}
        if report.status is ReportStatus.CLOSED:
            continue
        scene = set_scene(session, report, now=now)
        if not scene.hides_from_home() and not has_times(session, scene, order, now=now):
            ask_availability(session, with_order(session, scene, order, now=now), now=now)
    for order in _left(session, agency, profile, now):
        report = hold_report(session, order)
        if UNREPLACED in order.follow_up or order.state not in _GONE:
            continue
        order.follow_up = {**order.follow_up, UNREPLACED: now.isoformat()}
        if report.status is not ReportStatus.CLOSED and not _has_another(session, order):
            record(
                session, set_scene(session, report, now=now), EventKind.PROVIDER_LEFT_UNREPLACED, actor=None,
                role=Role.UNKNOWN, now=now, details={ORDER: order.id},
            )  # fmt: skip


def _asking(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> Sequence[WorkOrder]:
    """The orders of whose home nobody has asked yet when it is in, when the hour has come."""
    found = _orders(session, agency, _NO_TIME_YET, now)
    return [
        order
        for order in found
        if TIMES_ASKED not in order.follow_up and availability_asked_at(order.created_at, profile.rules) <= now
        if not _came_back(session, order, now)
    ]


def _came_back(session: Session, order: WorkOrder, now: datetime) -> bool:
    """Whether everybody's letters come back there: they are asked once they are reached (G-15)."""
    home = occupants_of(session, session.get_one(Report, order.report_id), now=now)
    return nobody_is_reached(session, [person.id for person in home])


def _left(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> Sequence[WorkOrder]:
    """The orders that a company did not take, or gave back, when the hour has come."""
    work = working_time_of(profile)
    found = _orders(session, agency, _GONE, now)
    return [
        order
        for order in found
        if UNREPLACED not in order.follow_up and unreplaced_at(order.state_since, work, profile.rules) <= now
    ]


def _orders(
    session: Session, agency: Agency, states: Sequence[MissionState], now: datetime
) -> Sequence[WorkOrder]:  # fmt: skip
    wanted = select(WorkOrder).where(
        WorkOrder.agency_id == agency.id, WorkOrder.state.in_(states), WorkOrder.state_since > now - _LATELY
    )
    return session.scalars(wanted.order_by(WorkOrder.report_id, WorkOrder.id)).all()


def _has_another(session: Session, order: WorkOrder) -> bool:
    """Whether a manager has chosen since: another order, or a request for a quote, whose letter names the company."""
    if has_open_order(session, order.report_id):
        return True
    asked = select(Quote.id).where(
        Quote.report_id == order.report_id,
        Quote.order_id.is_(None),
        Quote.created_at > order.state_since,
    )
    return session.scalars(asked.limit(1)).first() is not None
