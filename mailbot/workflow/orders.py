"""Work orders: what may follow what, and their numbers (FEATURES, SM3)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, func, select

from mailbot.db import Session, once
from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Thread
from mailbot.model_mails import Attachment
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.vocabulary import AttachmentUse, MissionState, ThreadKind
from mailbot.workflow.agencies import next_number
from mailbot.workflow.ahead import NOT_AT_WORK
from mailbot.workflow.mandates import mandate_of
from mailbot.workflow.scene import Scene

_M = MissionState
GIVEN_UP = frozenset({_M.REFUSED, _M.WITHDRAWN, _M.CANCELLED})
"""Nobody comes on this order any more."""
WORKED = frozenset({_M.DONE_TO_CONFIRM, _M.DONE, _M.COMPLETE})
"""The company says that the works are done."""
UNANSWERED = frozenset({_M.NEW, _M.NO_ANSWER})
# Where a visit is to be arranged, is being arranged, or is over and another one may follow.
_ARRANGING = frozenset({_M.ACCEPTED, _M.SLOTS_PROPOSED, _M.SLOT_CHOSEN, _M.PLANNED})
BETWEEN_VISITS = frozenset({_M.DIAGNOSED, _M.QUOTE_APPROVED, _M.QUOTE_REFUSED, _M.CONTESTED})
"""The company was there, or is to come again: the next visit is arranged as the first one was."""
TO_COME = UNANSWERED | _ARRANGING | BETWEEN_VISITS | {_M.QUOTE_SUBMITTED}
"""Somebody has still to come."""
_OPEN = TO_COME | {_M.DONE_TO_CONFIRM}

# From which states each state is entered. A company tells what it did whether or not the visit was arranged here.
_FROM: Mapping[MissionState, frozenset[MissionState]] = MappingProxyType(
    {
        _M.NO_ANSWER: frozenset({_M.NEW}),
        # From later ones: no slot suited, or the visit fell (GAP-03, GAP-10, GAP-11).
        _M.ACCEPTED: UNANSWERED | _ARRANGING,
        _M.SLOTS_PROPOSED: UNANSWERED | _ARRANGING | BETWEEN_VISITS,
        _M.SLOT_CHOSEN: frozenset({_M.SLOTS_PROPOSED, _M.SLOT_CHOSEN}),
        # Straight from a proposal where the slot that is chosen is planned at once (S2-14), and from a visit that is
        # moved to a time on which both agree (GAP-11).
        _M.PLANNED: _ARRANGING | BETWEEN_VISITS,
        # From « réalisé », when the company takes it back (P-14); from a quote that a lower one took the place of.
        _M.DIAGNOSED: UNANSWERED | _ARRANGING | BETWEEN_VISITS | {_M.DONE_TO_CONFIRM, _M.QUOTE_SUBMITTED},
        _M.QUOTE_SUBMITTED: UNANSWERED | _ARRANGING | BETWEEN_VISITS | {_M.QUOTE_SUBMITTED},
        # From a contest, and from a visit that ended before anybody decided on a quote that had come earlier.
        _M.QUOTE_APPROVED: frozenset({_M.QUOTE_SUBMITTED, _M.QUOTE_REFUSED, _M.DIAGNOSED, _M.CONTESTED}) | _ARRANGING,
        _M.QUOTE_REFUSED: frozenset({_M.QUOTE_SUBMITTED, _M.DIAGNOSED}) | _ARRANGING,
        _M.DONE_TO_CONFIRM: _OPEN - {_M.DONE_TO_CONFIRM},
        _M.DONE: frozenset({_M.DONE_TO_CONFIRM, _M.CONTESTED}),
        _M.CONTESTED: WORKED | _ARRANGING,
        _M.COMPLETE: frozenset({_M.DONE}),
        _M.REFUSED: UNANSWERED,
        _M.WITHDRAWN: _OPEN - UNANSWERED - {_M.DONE_TO_CONFIRM},
        _M.CANCELLED: _OPEN,
    }
)
"""An order never comes back to NEW. QUOTE_APPROVED, QUOTE_REFUSED and CONTESTED come back when the slots that followed
them suit nobody."""


def is_open(order: WorkOrder) -> bool:
    """Whether somebody still has something to do on it before the works are confirmed."""
    return order.state in _OPEN


def is_at_work(order: WorkOrder) -> bool:
    """Whether what the home says in public reaches the company: until its file is complete, or it is out (AUDIENCE)."""
    return order.state not in NOT_AT_WORK


def may_become(order: WorkOrder, state: MissionState) -> bool:
    """Whether it can be in this state next."""
    return order.state in _FROM.get(state, frozenset())


def move_order(order: WorkOrder, state: MissionState, *, now: datetime) -> dict[str, str]:
    """The order in its new state, and what the journal keeps of the step. Raises Refused(ALREADY_SO), before anything
    was changed, when it cannot be reached from where the order stands."""
    if not may_become(order, state):
        raise Refused(Reason.ALREADY_SO)
    before = order.state
    order.state, order.state_since = state, now
    return {"order_from": before.value, "order_to": state.value}


def take_again(order: WorkOrder, *, now: datetime) -> dict[str, str]:
    """A manager waits for a company that has said no: the one way back from there, and what the journal keeps of it.
    Raises Refused(ALREADY_SO)."""
    if order.state is not MissionState.REFUSED:
        raise Refused(Reason.ALREADY_SO)
    order.state, order.state_since = MissionState.ACCEPTED, now
    return {"order_from": MissionState.REFUSED.value, "order_to": MissionState.ACCEPTED.value}


def next_order_number(session: Session, agency_id: int, *, year: int) -> str:
    """OS-2026-0187: without gaps or doubles, since the counter's row is ours until the transaction ends."""
    series = f"OS-{year}"
    return f"{series}-{next_number(session, agency_id, series):04d}"


def orders_of(session: Session, report_id: int) -> Sequence[WorkOrder]:
    """The orders of a report, in the order in which they were sent."""
    return once(session, "orders", report_id, lambda: session.scalars(_OF_REPORT, {"report": report_id}).all())


_OF_REPORT = select(WorkOrder).where(WorkOrder.report_id == bindparam("report")).order_by(WorkOrder.id)


def has_open_order(session: Session, report_id: int) -> bool:
    """Whether a company is still to come on this report, or to be confirmed (S1-85)."""
    wanted = select(func.count()).where(WorkOrder.report_id == report_id, WorkOrder.state.in_(_OPEN))
    return bool(session.scalar(wanted))


def open_orders(session: Session, report_id: int) -> list[WorkOrder]:
    """The orders of a report on which somebody still has something to do, in the order in which they were sent."""
    return [order for order in orders_of(session, report_id) if is_open(order)]


def works_are_done(session: Session, report_id: int) -> bool:
    """Whether a company says that its works are done, and no other one is still to come."""
    orders = orders_of(session, report_id)
    return any(order.state in WORKED for order in orders) and not any(order.state in TO_COME for order in orders)


def open_order_told(session: Session, report_id: int) -> dict[str, Any]:
    """What G-10 says of the order that is left open by a closing: where it stands, and which papers are missing;
    nothing when none is open."""
    left = open_orders(session, report_id)
    if not left:
        return {}
    order = left[-1]
    missing = [name for name, comes in _PAPERS if session.scalars(comes, {"order": order.id}).first() is None]
    return {"open_order": {"id": order.id, "state": order.state.value, "missing": missing}}


_PAPERS = (
    ("photos", select(Comment.id).join(Thread, Thread.id == Comment.thread_id)
     .join(Attachment, Attachment.comment_id == Comment.id)
     .where(Thread.kind == ThreadKind.ORDER, Thread.about == bindparam("order"))
     .where(Attachment.use == AttachmentUse.PHOTO).limit(1)),
    ("invoice", select(Invoice.id).where(Invoice.order_id == bindparam("order")).limit(1)),
)  # fmt: skip


def threshold_of(session: Session, scene: Scene, *, today: date) -> Decimal:
    """Above it a quote is due before the works, taxes included: the mandate's, else the agency's (S2-07)."""
    mandate = mandate_of(session, scene.home.dwelling.id, today=today)
    own = mandate.quote_threshold if mandate is not None else None
    return own if own is not None else scene.profile.rules.quote_threshold


def exceeds(incl_tax: Decimal, threshold: Decimal) -> bool:
    """Whether a price needs a quote: exactly the threshold does not (S2-07)."""
    return incl_tax > threshold
