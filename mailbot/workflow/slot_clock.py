"""What leaves by the hour around slots: a choice that is waited for, a plan, times of the home (S2-11, GAP-04)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import EventKind, LetterKind, MissionState, ReportStatus, Role, Urgency, VisitState
from mailbot.workflow.appointments import move_visit, offered
from mailbot.workflow.events import record
from mailbot.workflow.holding import hold_report
from mailbot.workflow.orders import move_order
from mailbot.workflow.proposals import BEFORE, about, settle_choice, tell_slots, whose
from mailbot.workflow.quotes import is_open
from mailbot.workflow.recipients import nobody_is_reached
from mailbot.workflow.scene import Scene, occupants_of
from mailbot.workflow.unanswered import writers_of
from mailbot.workflow.visit_clock import scene_of
from mailbot.workflow.visit_hours import ChoiceStep, choice_step, planning_reminded_at
from mailbot.workflow.working_time import company_time, working_time_of

REMINDED = "choice_reminded"
"""Of a visit's follow_up: when the home was reminded of its choice."""
UNCHOSEN = "unchosen_told"
"""When the managers were told that nobody chooses."""
TO_PLAN_AGAIN = "planning_reminded"
"""When the company was reminded to plan."""

_COMPANIES_READ = frozenset({ChoiceStep.TELL_UNCHOSEN, ChoiceStep.EXPIRE})
"""What a company is written to about: in its hours."""


def has_slots_to_follow(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return any(_is_due(session, visit, profile, now) for visit in _waiting(session, agency))


def follow_slots(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Remind the home of its choice, and the company of its plan; tell the managers when nobody chooses; end a proposal
    whose last slot is too near, and a choice that nobody planned. What was done is written on the visit: once, whoever
    strikes."""
    for visit in _waiting(session, agency):
        if _is_due(session, visit, profile, now):
            _follow(session, visit, profile, now)


def _waiting(session: Session, agency: Agency) -> Sequence[Visit]:
    """The visits for which somebody has still to choose, or to plan."""
    wanted = (
        select(Visit)
        .join(Report, Report.id == Visit.report_id)
        .where(Visit.agency_id == agency.id, Visit.state.in_([VisitState.PROPOSED, VisitState.CHOSEN]))
        .where(Report.status != ReportStatus.CLOSED)
    )
    return session.scalars(wanted.order_by(Visit.report_id, Visit.id)).all()


def _is_due(session: Session, visit: Visit, profile: AgencyProfile, now: datetime) -> bool:
    report = session.get_one(Report, visit.report_id)
    if report.status is ReportStatus.CLOSED or not _stands(session, visit):
        return False
    is_urgent = _is_urgent(session, visit, report)
    if visit.state is VisitState.CHOSEN:
        return _has_gone_by(visit, profile, now, is_urgent=is_urgent) or (
            _plan_is_due(visit, profile, now, is_urgent=is_urgent)
            and not nobody_is_reached(session, writers_of(session, _company(session, visit)))
        )
    match _step(visit, profile, now, is_urgent=is_urgent):
        case None:
            return False
        case ChoiceStep.REMIND | ChoiceStep.REMIND_LAST:
            # Whom the choice itself has not reached is not reminded of it (G-15).
            return not nobody_is_reached(session, [each.id for each in occupants_of(session, report, now=now)])
    return True


def _company(session: Session, visit: Visit) -> int:
    if visit.order_id is not None:
        return session.get_one(WorkOrder, visit.order_id).provider_id
    return session.get_one(Quote, visit.quote_id).provider_id


def _stands(session: Session, visit: Visit) -> bool:
    """Whether its mission, or its request, still waits for it."""
    if visit.order_id is not None:
        return session.get_one(WorkOrder, visit.order_id).state in (
            MissionState.SLOTS_PROPOSED,
            MissionState.SLOT_CHOSEN,
        )
    return is_open(session.get_one(Quote, visit.quote_id))


def _is_urgent(session: Session, visit: Visit, report: Report) -> bool:
    whose_urgency = session.get_one(WorkOrder, visit.order_id) if visit.order_id is not None else report
    return whose_urgency.urgency is not Urgency.NORMAL


def _step(visit: Visit, profile: AgencyProfile, now: datetime, *, is_urgent: bool) -> ChoiceStep | None:
    if visit.proposed_at is None or not visit.slots:
        return None
    step = choice_step(
        visit.proposed_at, [slot.start for slot in offered(visit)], _reminded(visit), profile.rules,
        told_unchosen=UNCHOSEN in visit.follow_up, now=now,
    )  # fmt: skip
    if step in _COMPANIES_READ and not is_urgent:
        return step if _companies_are_written_to(profile, now) else None
    return step


def _companies_are_written_to(profile: AgencyProfile, now: datetime) -> bool:
    return company_time(working_time_of(profile), profile.rules).opening(now) == now


def _reminded(visit: Visit) -> list[datetime]:
    return [datetime.fromisoformat(at) for at in visit.follow_up.get(REMINDED, ())]


def _plan_is_due(visit: Visit, profile: AgencyProfile, now: datetime, *, is_urgent: bool) -> bool:
    if TO_PLAN_AGAIN in visit.follow_up or visit.chosen_at is None or visit.starts_at is None:
        return False
    companies = company_time(working_time_of(profile), profile.rules)
    at = planning_reminded_at(visit.chosen_at, visit.starts_at, companies, profile.rules, is_urgent=is_urgent)
    return at is not None and at <= now < visit.starts_at


def _has_gone_by(visit: Visit, profile: AgencyProfile, now: datetime, *, is_urgent: bool) -> bool:
    """Whether the slot that was chosen has begun, and the company never said that it comes."""
    if visit.starts_at is None or now < visit.starts_at:
        return False
    return is_urgent or _companies_are_written_to(profile, now)


def _follow(session: Session, visit: Visit, profile: AgencyProfile, now: datetime) -> None:
    report = hold_report(session, visit)
    if visit.state not in (VisitState.PROPOSED, VisitState.CHOSEN) or not _is_due(session, visit, profile, now):
        return
    scene = scene_of(session, report, visit, now=now)
    is_urgent = _is_urgent(session, visit, report)
    if visit.state is VisitState.CHOSEN:
        gone = _has_gone_by(visit, profile, now, is_urgent=is_urgent)
        (_expire if gone else _remind_of_plan)(session, scene, visit, now=now)
        return
    match _step(visit, profile, now, is_urgent=is_urgent):
        case ChoiceStep.REMIND:
            _remind(session, scene, visit, {}, now=now)
        case ChoiceStep.REMIND_LAST:
            _remind(session, scene, visit, {"last": True}, now=now)
        case ChoiceStep.TELL_UNCHOSEN:
            visit.follow_up = {**visit.follow_up, UNCHOSEN: now.isoformat()}
            _tell(session, scene, EventKind.SLOT_LEFT_UNCHOSEN, _unchosen(visit), now=now)
        case ChoiceStep.EXPIRE:
            _expire(session, scene, visit, now=now)


def _remind(session: Session, scene: Scene, visit: Visit, details: dict[str, Any], *, now: datetime) -> None:
    """T-08 once more: the same numbers, less what is too near to be chosen."""
    visit.follow_up = {**visit.follow_up, REMINDED: [*visit.follow_up.get(REMINDED, ()), now.isoformat()]}
    tell_slots(
        session, scene, visit, None, Role.UNKNOWN, now=now, kind=EventKind.SLOT_CHOICE_REMINDED, details=details
    )  # fmt: skip


def _expire(session: Session, scene: Scene, visit: Visit, *, now: datetime) -> None:
    """Nobody chose in time, or the company has let the choice go by: it is asked for other times, and the order is
    where times are asked for."""
    details = _unchosen(visit)
    if visit.state is VisitState.CHOSEN:
        details["unplanned"] = True
    if scene.company is not None and (order := scene.company.order) is not None:
        before = MissionState(order.follow_up.get(BEFORE, MissionState.ACCEPTED.value))
        details |= move_order(order, before, now=now)
    move_visit(visit, VisitState.EXPIRED, now=now)
    settle_choice(scene)
    asked = {LetterKind.OTHER_SLOTS.value: {"question": "propose_slots"} | whose(scene)}
    _tell(session, scene, EventKind.SLOTS_EXPIRED, details | {"asked": asked}, now=now)


def _unchosen(visit: Visit) -> dict[str, Any]:
    return about(visit) | {
        "slots": list(visit.slots),
        "proposed_at": visit.proposed_at.isoformat() if visit.proposed_at is not None else None,
        "reminded": list(visit.follow_up.get(REMINDED, ())),
    }


def _remind_of_plan(session: Session, scene: Scene, visit: Visit, *, now: datetime) -> None:
    """P-06 once more: the slot was chosen, and nobody calls it confirmed before it is planned."""
    assert visit.starts_at is not None
    assert visit.ends_at is not None
    visit.follow_up = {**visit.follow_up, TO_PLAN_AGAIN: now.isoformat()}
    slot = {"start": visit.starts_at.isoformat(), "end": visit.ends_at.isoformat()}
    asked = {LetterKind.SLOT_TO_PLAN.value: {"question": "plan_visit", "slot": slot} | whose(scene)}
    _tell(session, scene, EventKind.PLANNING_REMINDED, about(visit) | {"slot": slot, "asked": asked}, now=now)


def _tell(session: Session, scene: Scene, kind: EventKind, details: dict[str, Any], *, now: datetime) -> None:
    record(session, scene, kind, actor=None, role=Role.UNKNOWN, now=now, details=details)
