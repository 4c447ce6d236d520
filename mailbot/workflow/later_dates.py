"""A company says no and names a later day: a manager waits for it after all (G-05)."""

from datetime import date, datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Event, Person, Report
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import EventKind, MissionState, ReportStatus, Role
from mailbot.workflow.events import ORDER
from mailbot.workflow.home_clock import UNREPLACED
from mailbot.workflow.mission_words import write_to_company
from mailbot.workflow.orders import take_again
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene


def day_to_wait_for(session: Session, report: Report, order: WorkOrder, *, today: date) -> date | None:
    """The day that the company of a refused order has named, while it can be taken: it is to come, nobody else was
    sent, and the home has not read that this company will not come."""
    if order.state is not MissionState.REFUSED or report.status is ReportStatus.CLOSED or UNREPLACED in order.follow_up:
        return None
    refusals = session.scalars(
        select(Event)
        .where(Event.report_id == report.id, Event.kind == EventKind.WORK_ORDER_REFUSED)
        .order_by(Event.id.desc())
    )
    said = next((str(event.facts.get("later") or "") for event in refusals if event.facts.get(ORDER) == order.id), "")
    day = date.fromisoformat(said) if said else None
    if day is None or day < today:
        return None
    # Whoever was sent in its place has said so at home, whatever became of that company since.
    is_replaced = select(WorkOrder.id).where(WorkOrder.replaces_id == order.id).limit(1)
    return day if session.scalars(is_replaced).first() is None else None


def wait_for(session: Session, scene: Scene, order: WorkOrder, manager: Person, words: str, *, now: datetime) -> None:
    """« Attendre la date proposée »: the mission is the company's again, which is asked for its slots in the manager's
    words. The home has not learnt that it had said no, and learns nothing now. Raises Refused when it is too late."""
    check(Act.SEND_ORDER, Role.MANAGER)
    today = now.astimezone(scene.profile.zone).date()
    if day_to_wait_for(session, scene.report, order, today=today) is None:
        raise Refused(Reason.ALREADY_SO)
    change = take_again(order, now=now)
    write_to_company(session, scene, order, manager, words, now=now, asked="propose_slots", change=change)
