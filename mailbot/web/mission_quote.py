"""A quote inside a mission before a manager: the mission that it is in, and what may follow a no (M7r)."""

from typing import Any

from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.mission_quotes import AfterNo, visit_stands
from mailbot.workflow.order_cancelling import cancel_order
from mailbot.workflow.scene import with_company


def _offered(visit: CaseVisit, quote: Quote) -> list[str]:
    """What a manager may choose to follow a no: a visit that is arranged already can go on."""
    company = with_company(visit.session, visit.scene, quote, now=visit.now).the_company
    stands = visit_stands(visit.session, company, now=visit.now)
    goes_on = [AfterNo.AS_PLANNED, AfterNo.ANOTHER_QUOTE] if stands else [AfterNo.ANOTHER_QUOTE, AfterNo.SECOND_VISIT]
    return [each.value for each in (*goes_on, AfterNo.CANCEL)]


def seen_mission(visit: CaseVisit, quote: Quote) -> dict[str, Any]:
    """The mission that a quote came in; nothing for one that was asked for alone."""
    if quote.order_id is None:
        return {"mission": {}}
    order = visit.session.get_one(WorkOrder, quote.order_id)
    return {
        "mission": {
            "number": order.shown_number,
            "ceiling": order.ceiling_incl_tax,
            "ways_on": _offered(visit, quote),
        }
    }


def after_no(visit: CaseVisit, typed: Typed, quote: Quote) -> AfterNo:
    """What follows the refusal. Raises Incomplete("after") when a mission goes on and nobody said how."""
    if quote.order_id is None:
        return AfterNo.ANOTHER_QUOTE
    if typed.text("after") not in _offered(visit, quote):
        raise Incomplete("after")
    return AfterNo(typed.text("after"))


def cancel_after(visit: CaseVisit, quote: Quote, after: AfterNo, reason: str) -> None:
    """« La mission s’arrête là » is a cancellation like any other (M7r to Mx)."""
    if after is not AfterNo.CANCEL or quote.order_id is None:
        return
    order = visit.session.get_one(WorkOrder, quote.order_id)
    cancel_order(visit.session, visit.scene, order, visit.person, reason, now=visit.now, role=visit.role)
