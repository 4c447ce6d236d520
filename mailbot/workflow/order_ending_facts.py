"""What the letters say of an order that is called off, given to another company, or left open by a closing."""

from typing import Any

from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, Role
from mailbot.workflow.occasions import Occasion, Told
from mailbot.workflow.scene import Scene


def order_cancelled(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-18: not to come. The reason is the manager's own words, for this company; never who comes instead."""
    assert scene.company is not None
    order = scene.company.order
    visit = occasion.details.get("visit_was") or {}
    facts: dict[str, Any] = {
        "channel": Channel.AGENCY.value,
        "reason": (order.cancel_reason or None) if order is not None else None,
        "planned_at": visit.get("start"),
        "links": ["already_came"],
        "pages": ["mission"] if order is not None else [],  # the stamped paper is there
    }
    if occasion.actor is not None:
        facts["manager"] = occasion.actor.name
    return facts


def company_changed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-25: who comes now, or that somebody is looked for; no reason, and not the former company's name."""
    signed = occasion.actor.name if occasion.actor is not None else None
    if told.variant == "B" or scene.company is None:
        return {"signed_by": signed, "links": []}
    order, provider = scene.company.mission, scene.company.provider
    visit = occasion.details.get("visit_was") or {}
    return {
        "company": provider.company,
        "trade": order.category.value,
        "telephone": provider.telephone or None,
        "order_number": order.shown_number,
        "knows_times": bool(order.wishes) or None,
        "planned_at": visit.get("start"),
        "signed_by": signed,
        "links": [],
    }


def closing_asked(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-10, when an author closed while an order is open: what becomes of that order is a manager's to say."""
    order = occasion.details["open_order"]
    return {
        "author_closed": True,
        "by_agency": occasion.role is Role.MANAGER or None,
        "order_status": order["state"],
        "owed": order["missing"],
        "read_as": occasion.read_as or None,
        "links": [],
        "pages": ["keep_open=reopen", f"cancel_order=order:{brief(order['id'])}"],
    }
