"""« Clôturer »: shown first, done once, with a word to add and, for a manager, the reason (X-01, S1-41)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel, ClosingReason, Role
from mailbot.web.answer_page import check_words, say
from mailbot.web.forms import written
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Incomplete, Sheet, Typed
from mailbot.workflow import closings
from mailbot.workflow.commands import CloseReport, obey
from mailbot.workflow.order_cancelling import cancel_order
from mailbot.workflow.orders import open_orders

REASONS = (ClosingReason.REPAIRED, ClosingReason.NOT_RETAINED, ClosingReason.DUPLICATE, ClosingReason.NO_NEWS)
"""What a manager closes a report for."""


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """What will be closed, and the button."""
    if visit.scene.is_closed:
        return moved_on(visit, typed)
    if not closings.may_close(visit.scene, visit.seat):
        return visit.case_sheet("not_yours", status=403, words=written(typed.fields))
    reasons = [reason.value for reason in REASONS] if visit.role is Role.MANAGER else []
    return visit.case_sheet(
        "close", status=422 if typed.trouble else 200, reasons=reasons, reason=typed.text("reason"),
        words=typed.text("words"), trouble=typed.trouble, is_done=False, orders=_orders(visit, typed),
        is_private=visit.seat.channel is Channel.PRIVATE,
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Close it. The word to add is said first, as in a mail that closes."""
    if visit.scene.is_closed or not closings.may_close(visit.scene, visit.seat):
        raise Refused(Reason.ALREADY_SO)
    words = typed.text("words")
    reason = _reason(typed) if visit.role is Role.MANAGER else ClosingReason.BY_AUTHOR
    check_words(visit, words)
    given_up = _given_up(visit, typed)
    if words:
        say(visit, words, closes=True)
    obey(visit.session, visit.scene, visit.seat, CloseReport(reason=reason), now=visit.now)
    for order in given_up:
        cancel_order(visit.session, visit.scene, order, visit.person, now=visit.now, role=visit.role, closes=True)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is closed; until when it can be brought back."""
    closed_at = visit.scene.report.closed_at or visit.now
    return visit.case_sheet(
        "close", is_done=True, at=at, is_author=visit.scene.is_author(visit.person.id),
        reopen_until=visit.scene.reopen_until(closed_at), report=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip


def _open(visit: CaseVisit) -> list[WorkOrder]:
    """The orders whose fate a manager decides with the closing; nobody else is shown that there are any."""
    return open_orders(visit.session, visit.scene.report.id) if visit.role is Role.MANAGER else []


def _orders(visit: CaseVisit, typed: Typed) -> list[dict[str, Any]]:
    return [
        {
            "field": f"order_{order.id}",
            "number": order.shown_number,
            "company": visit.session.get_one(Provider, order.provider_id).company,
            "state": order.state.value,
            "chosen": typed.text(f"order_{order.id}"),
        }
        for order in _open(visit)
    ]


def _given_up(visit: CaseVisit, typed: Typed) -> list[WorkOrder]:
    """Those that are called off. Raises Incomplete while one is neither kept nor called off."""
    said = {order.id: typed.text(f"order_{order.id}") for order in _open(visit)}
    if any(each not in ("cancel", "keep") for each in said.values()):
        raise Incomplete("orders")
    return [order for order in _open(visit) if said[order.id] == "cancel"]


def _reason(typed: Typed) -> ClosingReason:
    chosen = typed.text("reason")
    if chosen not in [reason.value for reason in REASONS]:
        raise Incomplete("reason")
    return ClosingReason(chosen)
