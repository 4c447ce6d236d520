"""What a calendar program answers to an invitation: a yes is noted, a no or another time moves the visit (S2-06)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.calendar_replies import answered_event, read_calendar_reply
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.routes import ToThread
from mailbot.inbound.visit_words import slots_of
from mailbot.model_orders import Visit
from mailbot.vocabulary import Role
from mailbot.workflow import visit_changes
from mailbot.workflow.invitations import stands
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene
from mailbot.workflow.visit_clock import scene_of

PRESENT = "present"
"""In what a visit remembers: who has said that they will be there, by their person's number."""


def take_calendar_answer(session: Session, route: ToThread, mail: ParsedMail, *, now: datetime, mail_id: int) -> str:
    """Do what the answer asks for, where it is about the invitation that stands today. Returns a code for the trail.
    Nothing is said to the program: what the act itself tells goes to people (RFC 3834)."""
    answered = answered_event(mail)
    visit = _visit(session, route, answered.uid) if answered is not None else None
    if answered is None or visit is None or route.elsewhere:
        return "about_nothing"
    if not stands(visit, answered.uid, answered.sequence) or route.scene.is_closed:
        return "about_an_earlier_one"
    intents = read_calendar_reply(mail, route.standpoint)
    if not intents:
        return "says_nothing"
    if intents[0].type is not IntentType.RESCHEDULE:
        known = {str(each): True for each in visit.follow_up.get(PRESENT, {})}
        visit.follow_up = visit.follow_up | {PRESENT: known | {str(route.seat.person.id): True}}
        return "presence"
    said = Saying(route.seat.person, route.seat.participant.role, mail_id=mail_id)
    scene = route.scene if route.scene.company is not None else _with_company(session, route, visit, now=now)
    try:
        _move(session, scene, visit, said, intents[0], now=now)
    except Refused as refused:
        return refused.reason.value
    return "moved"


def _visit(session: Session, route: ToThread, uid: str) -> Visit | None:
    """The visit of this invitation, where it is one of this person's: of their home's report, or of their mission."""
    visit = session.scalars(
        select(Visit).where(Visit.uid == uid, Visit.report_id == route.scene.report.id)
    ).one_or_none()  # fmt: skip
    company = route.scene.company
    if visit is None or company is None:
        return visit if route.seat.participant.role is Role.TENANT else None
    theirs = (company.order.id, None) if company.order is not None else (None, company.quote.id)
    return visit if (visit.order_id, visit.quote_id) == theirs else None


def _with_company(session: Session, route: ToThread, visit: Visit, *, now: datetime) -> Scene:
    return scene_of(session, route.scene.report, visit, now=now)


def _move(session: Session, scene: Scene, visit: Visit, said: Saying, intent: Intent, *, now: datetime) -> None:
    slots = slots_of(intent)
    if said.role is Role.PROVIDER:
        visit_changes.move_by_company(session, scene, visit, said, slots=slots, now=now)
        return
    wishes: dict[str, Any] = {"slots": [each.to_json() for each in slots]} if slots else {}
    visit_changes.move_by_occupant(session, scene, visit, said, wishes=wishes, now=now)
