"""One order before a manager: where it stands, what was delivered, and each act on it (S1-61, GAP-12)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Event
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import EventKind, MissionState
from mailbot.web.answer_page import check_words
from mailbot.web.order_sight import journal_seen, letters_of, order_at, papers_of, replies_of, seen_order
from mailbot.web.visits import CaseVisit, Incomplete, Sheet, Typed
from mailbot.workflow.canned_texts import left_open
from mailbot.workflow.company_messages import ASKS, KEYS, ready_for
from mailbot.workflow.invoices import invoices_of
from mailbot.workflow.later_dates import day_to_wait_for, wait_for
from mailbot.workflow.mission_words import write_to_company
from mailbot.workflow.order_cancelling import LONGEST_REASON, cancel_order
from mailbot.workflow.order_sending import may_be_replaced
from mailbot.workflow.orders import GIVEN_UP, UNANSWERED, is_open, may_become
from mailbot.workflow.relaunches import may_be_relaunched_again, relaunch_again, was_relaunched_again


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The order as it stands."""
    order, seat = order_at(visit), visit.seat.participant.id
    is_closed = visit.scene.is_closed
    return visit.case_sheet(
        "order", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble, act=typed.text("act"),
        ready=ready_for(visit.session, visit.scene, order, visit.language, now=visit.now),
        order=seen_order(visit, order), acts=_acts(visit, order),
        reason=typed.text("reason"), words=typed.text("words"),
        occupants=[person.name for person in visit.scene.home.occupants],
        papers=papers_of(visit, [order.id]).get(order.id, []), letters=letters_of(visit, order),
        replies=replies_of(visit, order), journal=journal_seen(visit, order), is_closed=is_closed,
        reissue=_link(visit, "b", order) if is_open(order) and not is_closed else "",
        replace=_link(visit, "r", order) if may_be_replaced(visit.session, order) and not is_closed else "",
        orders=visit.link(Page.ORDERS, seat) if Page.ORDERS in visit.offers else "",
        later=_later(visit, order),
        **_in_their_place(visit, order, is_closed=is_closed), **_invoices(visit, order),
    )  # fmt: skip


def _later(visit: CaseVisit, order: WorkOrder) -> str:
    """The day that the company has named, while it can be waited for."""
    day = day_to_wait_for(visit.session, visit.scene.report, order, today=visit.today)
    return day.isoformat() if day is not None else ""


def _in_their_place(visit: CaseVisit, order: WorkOrder, *, is_closed: bool) -> dict[str, str]:
    """Where a manager says what the company did, or that it is repaired, as far as there is something to say."""
    seat, number = visit.seat.participant.id, brief(order.id)
    works = is_open(order) and order.state not in UNANSWERED and not is_closed
    confirms = order.state in (MissionState.DONE_TO_CONFIRM, MissionState.CONTESTED) and not is_closed
    return {
        "works": visit.link(Page.NEXT_STEP, seat, number) if works else "",
        "repaired": visit.link(Page.REPAIRED, seat, f"{number}.y") if confirms else "",
    }


def _invoices(visit: CaseVisit, order: WorkOrder) -> dict[str, Any]:
    """The invoices of the order, and where one that came by another way is written down."""
    seat = visit.seat.participant.id
    may_come = order.state not in GIVEN_UP | UNANSWERED
    return {
        "invoices": [
            {
                "number": each.number, "incl_tax": each.amount_incl_tax, "at": each.received_at,
                "state": each.state.value, "url": visit.link(Page.ONE_INVOICE, seat, brief(each.id)),
            }
            for each in invoices_of(visit.session, order)
        ],
        "elsewhere": visit.link(Page.ONE_INVOICE, seat, f"o{brief(order.id)}") if may_come else "",
    }  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Do the one act whose button was pressed."""
    order, do = order_at(visit), _DO.get(typed.text("act"))
    if do is None:
        raise Incomplete("act")
    do(visit, typed, order)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was done, by what happened then."""
    order = order_at(visit)
    events = visit.session.scalars(
        select(Event).where(
            Event.report_id == order.report_id, Event.actor_id == visit.person.id, Event.at == (at or visit.now)
        )
    ).all()
    what = "cancelled" if EventKind.WORK_ORDER_CANCELLED in {event.kind for event in events} else "written"
    if any(event.facts.get("order_from") == MissionState.REFUSED for event in events):
        what = "waited"
    if was_relaunched_again(order, at=at or visit.now):
        what = "again"
    seat = visit.seat.participant.id
    replace = may_be_replaced(visit.session, order) and not visit.scene.is_closed
    return visit.case_sheet(
        "order", is_done=True, at=at, what=what, order=seen_order(visit, order),
        occupants=[person.name for person in visit.scene.home.occupants],
        replace=_link(visit, "r", order) if what == "cancelled" and replace else "",
        back_to_order=visit.link(Page.ORDER, seat, brief(order.id)), report=visit.link(Page.REPORT, seat),
    )  # fmt: skip


def _link(visit: CaseVisit, kind: str, order: WorkOrder) -> str:
    if Page.SEND_ORDER not in visit.offers:
        return ""
    return visit.link(Page.SEND_ORDER, visit.seat.participant.id, f"{kind}{brief(order.id)}")


def _acts(visit: CaseVisit, order: WorkOrder) -> list[str]:
    """What can be done with it today, on this page."""
    wanted = {
        "again": may_be_relaunched_again(order, visit.scene.report),
        "cancel": may_become(order, MissionState.CANCELLED),
        "write": order.state not in GIVEN_UP,
    }
    return [name for name, may in wanted.items() if may]


# -- Each act ---------------------------------------------------------------------------------------------------------


def _relaunch(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    relaunch_again(order, visit.scene.report, visit.person, now=visit.now)


def _cancel(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    reason = typed.text("reason")
    check_words(visit, reason)
    if len(reason) > LONGEST_REASON:
        raise Incomplete("long")
    cancel_order(visit.session, visit.scene, order, visit.person, reason, now=visit.now, role=visit.role)


def _wait(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    words = typed.text("words")
    check_words(visit, words)
    if not words:
        raise Incomplete("words")
    wait_for(visit.session, visit.scene, order, visit.person, words, now=visit.now)


def _write(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    words = typed.text("words")
    check_words(visit, words)
    if not words:
        raise Incomplete("words")
    if "write" not in _acts(visit, order):
        raise Refused(Reason.ALREADY_SO)
    if left_open(words):
        raise Incomplete("left_open")
    key = typed.text("message") if typed.text("message") in KEYS else ""
    write_to_company(
        visit.session, visit.scene, order, visit.person, words, now=visit.now, asked=ASKS.get(key, ""), canned=key
    )  # fmt: skip


_DO: Mapping[str, Callable[[CaseVisit, Typed, WorkOrder], None]] = MappingProxyType(
    {"again": _relaunch, "cancel": _cancel, "wait": _wait, "write": _write}
)
