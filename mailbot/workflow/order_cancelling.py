"""An order is called off: the company is told, the home that nobody comes, the manager by a receipt (GAP-12)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Participant, Person, Thread
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import (
    EventKind,
    MissionState,
    QuoteSight,
    QuoteState,
    Role,
    ThreadKind,
    VisitState,
)
from mailbot.workflow import appointments, quotes
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.invitations import INVITATION
from mailbot.workflow.invitations import call_off as out_of_calendars
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.journal_sight import SIGHT
from mailbot.workflow.landlord_asks import drop_ask, drop_questions
from mailbot.workflow.occasions import as_json
from mailbot.workflow.orders import move_order
from mailbot.workflow.paper_facts import freeze_cancellation
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene, with_manager, with_order
from mailbot.workflow.telling import OCCUPANTS

LONGEST_REASON = 500


def cancel_order(
    session: Session, scene: Scene, order: WorkOrder, manager: Person, reason: str = "", *, now: datetime,
    mail_id: int | None = None, role: Role = Role.MANAGER, tells_home: bool = True, closes: bool = False,
    because: Spans = (),
) -> dict[str, Any]:  # fmt: skip
    """Nobody comes on it any more: its visits are called off, its questions fall, the company is told. What a letter
    about another company must say of the visit that falls with it.

    `reason`: for the company, as a manager wrote it. `tells_home`: not when another company comes in its place: the
    home reads of that alone. `closes`: the report was closed in the same breath: where no visit was planned, the home
    reads of that alone too.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY for anybody but a manager, ALREADY_SO for an order
    that is done, or given up.
    """
    check(Act.CANCEL_ORDER, role)
    change = move_order(order, MissionState.CANCELLED, now=now)
    order.cancelled_at, order.cancel_reason = now, reason.strip()[:LONGEST_REASON]
    planned = _call_off_visits(session, order, now=now)
    drop_quotes(session, scene, order, QuoteState.CANCELLED, now=now)
    _ask_no_more(session, order)
    scene = with_manager(session, with_order(session, scene, order, now=now), manager, now=now)
    told = _for_letters(scene, planned, tells_home=tells_home)
    record(
        session, scene, EventKind.WORK_ORDER_CANCELLED, actor=manager, role=role, now=now, mail_id=mail_id,
        details=noted(because, number=order.shown_number, **change)
        | told
        | {"paper": freeze_cancellation(session, scene, order, reason=order.cancel_reason, now=now).id},
        told_already=OCCUPANTS if closes and planned is None else frozenset(),
    )  # fmt: skip
    return {name: told[name] for name in ("visit_was", INVITATION) if name in told}


def _for_letters(scene: Scene, planned: Visit | None, *, tells_home: bool) -> dict[str, Any]:
    """What the letters need: `change` says which of its branches T-12 takes, `visit_was` the time that people had been
    told, `visit` whose invitation is called back, `is_over` that the report is closed."""
    details: dict[str, Any] = {"change": "order_cancelled"}
    if tells_home:
        details |= {"told_home": True, "told_now": [person.name for person in scene.home.occupants]}
    else:
        details[SIGHT] = QuoteSight.MANAGERS.value  # nor does it stand in what the home sees of the report
    if planned is not None and planned.starts_at is not None and planned.ends_at is not None:
        details["visit"] = planned.id
        details["visit_was"] = {"start": as_json(planned.starts_at), "end": as_json(planned.ends_at)}
        details |= out_of_calendars(planned)
    if scene.is_closed:
        details["is_over"] = True
    return details


def _call_off_visits(session: Session, order: WorkOrder, *, now: datetime) -> Visit | None:
    """Every visit that was to come is called off; the one that was planned, whose time people know."""
    planned = None
    for visit in session.scalars(select(Visit).where(Visit.order_id == order.id).order_by(Visit.number)):
        if visit.state is VisitState.PLANNED:
            planned = visit
        if appointments.may_become(visit, VisitState.CANCELLED):
            appointments.move_visit(visit, VisitState.CANCELLED, now=now)
    return planned


def drop_quotes(session: Session, scene: Scene, order: WorkOrder, state: QuoteState, *, now: datetime) -> None:
    """The quotes that came inside it wait for nobody any more."""
    for quote in quotes.quotes_of(session, scene.report.id):
        if quote.order_id != order.id or not quotes.is_open(quote):
            continue
        drop_ask(session, scene, now=now, about=quote)
        drop_questions(session, scene, quote)
        quotes.move_quote(quote, state, now=now)
        quote.leaves_at = None


def _ask_no_more(session: Session, order: WorkOrder) -> None:
    """Whoever was asked something about it is asked it no more: no late « oui » chooses a slot of it."""
    seats = session.execute(
        select(Participant, Thread)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(Thread.report_id == order.report_id, Participant.asked.is_not(None))
    )
    for seat, thread in seats:
        is_theirs = thread.kind is ThreadKind.ORDER and thread.about == order.id
        if is_theirs or (seat.asked or {}).get(ORDER) == order.id:
            seat.asked = None
