"""What leaves by the hour around a planned visit: the reminder before it, and the question after it (S2-15, S2-22)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import EventKind, ReportStatus, Role, VisitState
from mailbot.workflow.companies import company_of
from mailbot.workflow.events import record
from mailbot.workflow.holding import hold_report
from mailbot.workflow.scene import Company, Scene, set_scene, with_company, with_order
from mailbot.workflow.visit_hours import VisitReminder, after_visit_at, visit_reminder
from mailbot.workflow.visit_planning import priced, whom_to_call
from mailbot.workflow.works_facts import VISITED_ON

REMINDED = "day_before"
ENDED = "ended_told"
_LATELY, _SOON = timedelta(days=31), timedelta(days=2)


def has_visits_to_follow(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return any(_due(visit, profile, now) for visit in _planned(session, agency, now))


def follow_visits(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Recall each visit the evening before, or some hours before one that was planned for the same day; and ask the
    company, once it is over, what comes next. What was done is written on the visit: once, whoever strikes."""
    for visit in _planned(session, agency, now):
        if _due(visit, profile, now):
            _follow(session, visit, profile, now)


def _planned(session: Session, agency: Agency, now: datetime) -> Sequence[Visit]:
    """Those of open reports that are near, or were lately; what was asked of a company long ago is asked no more."""
    return session.scalars(
        select(Visit)
        .join(Report, Report.id == Visit.report_id)
        .where(Visit.agency_id == agency.id, Visit.state == VisitState.PLANNED)
        .where(Visit.starts_at.between(now - _LATELY, now + _SOON), Report.status != ReportStatus.CLOSED)
        .order_by(Visit.report_id, Visit.id)
    ).all()


def _due(visit: Visit, profile: AgencyProfile, now: datetime) -> bool:
    return _is_over(visit, profile, now) or _reminder(visit, profile, now) is not None


def _is_over(visit: Visit, profile: AgencyProfile, now: datetime) -> bool:
    if visit.ends_at is None or ENDED in visit.follow_up:
        return False
    return after_visit_at(visit.ends_at, profile.rules) <= now


def _reminder(visit: Visit, profile: AgencyProfile, now: datetime) -> VisitReminder | None:
    if visit.planned_at is None or visit.starts_at is None or REMINDED in visit.follow_up:
        return None
    return visit_reminder(visit.planned_at, visit.starts_at, profile.rules, profile.zone, now=now)


def _follow(session: Session, visit: Visit, profile: AgencyProfile, now: datetime) -> None:
    report = hold_report(session, visit)
    if visit.state is not VisitState.PLANNED or report.status is ReportStatus.CLOSED:
        return
    scene = scene_of(session, report, visit, now=now)
    if _is_over(visit, profile, now):
        _tell(session, scene, visit, EventKind.VISIT_ENDED, ENDED, priced(session, scene.the_company), now)
    elif (reminder := _reminder(visit, profile, now)) is not None:
        same_day = {"is_today": True} if reminder is VisitReminder.SAME_DAY else {}
        details = same_day | {"access": whom_to_call(scene, visit)}
        _tell(session, scene, visit, EventKind.VISIT_REMINDED, REMINDED, details, now)


def _tell(
    session: Session, scene: Scene, visit: Visit, kind: EventKind, mark: str, details: dict[str, Any], now: datetime
) -> None:
    assert visit.starts_at is not None
    assert visit.ends_at is not None
    visit.follow_up = visit.follow_up | {mark: now.isoformat()}
    slot = {"start": visit.starts_at.isoformat(), "end": visit.ends_at.isoformat()}
    day = visit.starts_at.astimezone(scene.profile.zone).date().isoformat()
    record(
        session, scene, kind, actor=None, role=Role.UNKNOWN, now=now,
        details={"visit": visit.id, "visit_number": visit.number, "slot": slot, VISITED_ON: day, **details},
    )  # fmt: skip


def scene_of(session: Session, report: Report, visit: Visit, *, now: datetime) -> Scene:
    """The scene with the company that comes."""
    return with_visit(session, set_scene(session, report, now=now), visit, now=now)


def with_visit(session: Session, scene: Scene, visit: Visit, *, now: datetime) -> Scene:
    """The same scene with the company that comes."""
    if visit.order_id is not None:
        return with_order(session, scene, session.get_one(WorkOrder, visit.order_id), now=now)
    return with_company(session, scene, session.get_one(Quote, visit.quote_id), now=now)


def looked_at(session: Session, scene: Scene, visit: Visit) -> Scene:
    """The same scene with the company that comes, for whoever only looks: nobody is given a seat."""
    if scene.company is not None:
        return scene
    order = session.get(WorkOrder, visit.order_id) if visit.order_id is not None else None
    quote = session.get(Quote, visit.quote_id) if visit.quote_id is not None else None
    theirs = order or quote
    assert theirs is not None, "a visit is of an order or of a request for a quote"
    provider, people = company_of(session, theirs.provider_id)
    return replace(scene, company=Company(provider, people, scene.thread, {}, order, quote))
