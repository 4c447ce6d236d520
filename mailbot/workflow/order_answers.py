"""A company takes a mission, or does not (S2-04, GAP-01)."""

from datetime import date, datetime
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import EventKind, LetterKind, MissionState, Role
from mailbot.workflow.availability import ask_availability, has_times
from mailbot.workflow.events import record
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.order_questions import settle_company
from mailbot.workflow.orders import UNANSWERED, move_order
from mailbot.workflow.other_companies import other_companies
from mailbot.workflow.proposals import asks_slots
from mailbot.workflow.scene import Scene


def accept(
    session: Session, scene: Scene, person: Person, role: Role, *, now: datetime, mail_id: int | None = None,
    words: str = "", because: Spans = (),
) -> None:  # fmt: skip
    """Take the mission, where something about its slots is asked in the same breath already.

    Raises Refused, before anything was changed, when it was answered already.
    """
    _accept(session, scene, person, role, now=now, mail_id=mail_id, words=words, details=noted(because))


def accept_and_ask(
    session: Session, scene: Scene, person: Person, role: Role, *, now: datetime, mail_id: int | None = None,
    words: str = "", because: Spans = (),
) -> None:  # fmt: skip
    """Take the mission, and be asked for its slots. Raises Refused as `accept` does."""
    asks = {"ask": "propose_slots", "asked": {LetterKind.ANSWER_UNCLEAR.value: asks_slots(scene)}}
    order = _accept(
        session, scene, person, role, now=now, mail_id=mail_id, words=words,
        details=noted(because, without_slots=True) | asks,
    )  # fmt: skip
    if not has_times(session, scene, order, now=now):
        ask_availability(session, scene, now=now)  # SM3, M1: the company is about to propose, and knows of no time


def _accept(
    session: Session, scene: Scene, person: Person, role: Role, *, now: datetime, mail_id: int | None, words: str,
    details: dict[str, Any],
) -> WorkOrder:  # fmt: skip
    order = _unanswered(scene)
    change = move_order(order, MissionState.ACCEPTED, now=now)
    settle_company(scene.the_company)
    record(
        session, scene, EventKind.WORK_ORDER_ACCEPTED, actor=person, role=role, now=now, mail_id=mail_id, words=words,
        read_as="accept_mission", details=noted((), says_more=True, **change) | details,
    )  # fmt: skip
    return order


def refuse(
    session: Session, scene: Scene, person: Person, role: Role, *, now: datetime, mail_id: int | None = None,
    words: str = "", because: Spans = (), later: date | None = None,
) -> None:  # fmt: skip
    """Do not take the mission: the managers read why, and whom they may send instead; the home hears of it with the
    next company's name (GAP-01). `later`: the day from which it would come.

    Raises Refused, before anything was changed, when it was answered already: then the company withdraws (GAP-24).
    """
    order = _unanswered(scene)
    change = move_order(order, MissionState.REFUSED, now=now)
    others = {str(each.id): other_companies(session, scene, each.id) for each in scene.home.managers}
    settle_company(scene.the_company)
    record(
        session, scene, EventKind.WORK_ORDER_REFUSED, actor=person, role=role, now=now, mail_id=mail_id, words=words,
        read_as="refuse_mission",
        details=noted(because, later=later.isoformat() if later is not None else None, **change) | {"others": others},
    )  # fmt: skip


def _unanswered(scene: Scene) -> WorkOrder:
    assert scene.company is not None
    order = scene.company.mission
    if scene.is_closed:
        raise Refused(Reason.REPORT_CLOSED)
    if order.state not in UNANSWERED:
        raise Refused(Reason.ALREADY_SO)
    return order
