"""What leaves by the hour once works are declared done: the two reminders, and what a silence means (SM5, GAP-09)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Report
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import MissionState, ReportStatus
from mailbot.workflow.confirmation_hours import Step, due_step, tacitly_at
from mailbot.workflow.confirmations import confirm_tacitly, remind
from mailbot.workflow.holding import hold_report
from mailbot.workflow.recipients import given_up_among, unreachable_among
from mailbot.workflow.scene import occupants_of, set_scene, with_order
from mailbot.workflow.works import CONFIRMATION, DOUBTED, asked_at


def has_works_to_confirm(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return any(_still_due(session, order, profile, now) is not None for order in _waiting(session, agency))


def follow_confirmations(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Ask again whoever has not answered; take a long silence for a yes, where the agency does."""
    for order in _waiting(session, agency):
        if _still_due(session, order, profile, now) is not None:
            _follow(session, order, profile, now)


def _still_due(session: Session, order: WorkOrder, profile: AgencyProfile, now: datetime) -> Step | None:
    """What is due about somebody whom the question has reached. It stands still while everybody's letters come back;
    and the silence of one whose letter came back is no yes. An address that had been given up before it was asked, of
    which managers know (G-25), keeps the others' silence from being one no longer."""
    step = _due(order, profile, now)
    if step is None:
        return None
    home = {person.id for person in occupants_of(session, session.get_one(Report, order.report_id), now=now)}
    lost = unreachable_among(session, home)
    if lost and lost == home:
        return None
    came_back = lost - given_up_among(session, lost, before=asked_at(order))
    return None if came_back and step is Step.CONFIRM_TACITLY else step


def _waiting(session: Session, agency: Agency) -> Sequence[WorkOrder]:
    return session.scalars(
        select(WorkOrder)
        .join(Report, Report.id == WorkOrder.report_id)
        .where(WorkOrder.agency_id == agency.id, WorkOrder.state == MissionState.DONE_TO_CONFIRM)
        .where(Report.is_private.is_(False))
        .order_by(WorkOrder.id)
    ).all()


def _due(order: WorkOrder, profile: AgencyProfile, now: datetime) -> Step | None:
    if order.state is not MissionState.DONE_TO_CONFIRM or order.declared_at is None or DOUBTED in order.follow_up:
        return None
    return due_step(asked_at(order), _reminded(order), profile.rules, profile.zone, now=now)


def _reminded(order: WorkOrder) -> list[datetime]:
    return [datetime.fromisoformat(at) for at in order.follow_up.get(CONFIRMATION, ())]


def _follow(session: Session, order: WorkOrder, profile: AgencyProfile, now: datetime) -> None:
    report = hold_report(session, order)
    step = _still_due(session, order, profile, now)
    if step is None or report.is_private:
        return
    scene = with_order(session, set_scene(session, report, now=now), order, now=now)
    if step is Step.CONFIRM_TACITLY:
        confirm_tacitly(session, scene, now=now)
        return
    # It left, or there is nobody to read it: written down either way, once.
    order.follow_up = {**order.follow_up, CONFIRMATION: [*order.follow_up.get(CONFIRMATION, ()), now.isoformat()]}
    if report.status is ReportStatus.CLOSED:
        return
    assert order.declared_at is not None, "it was declared done"
    last = step is Step.REMIND_LAST
    tacit_at = tacitly_at(asked_at(order), _reminded(order), profile.rules, profile.zone) if last else None
    remind(session, scene, now=now, tacit_at=tacit_at)
