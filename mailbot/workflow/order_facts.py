"""What the letters say of an order: to the company, to the home, to the manager who sent it."""

from dataclasses import replace
from typing import Any

from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, EventKind, LetterKind, MissionState, Urgency
from mailbot.workflow.occasions import Occasion, Told, as_json, pictures
from mailbot.workflow.orders import is_open
from mailbot.workflow.recipients import who_is_written
from mailbot.workflow.relaunch_hours import Asked, Relaunch, Step, coming, pace_of
from mailbot.workflow.scene import Scene
from mailbot.workflow.working_time import working_time_of


def work_order(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-02: all that a company needs to decide, with the street; no telephone, no code (WORK_ORDER_PDF, 6.2)."""
    order, building, details = scene.the_company.mission, scene.home.building, occasion.details
    facts: dict[str, Any] = {
        "category": order.category.value,
        "urgency": order.urgency.value,
        "motif": order.motif,
        "street": building.street,
        "postcode": building.postcode,
        "place": scene.home.dwelling.place or None,
        "wishes": order.wishes or None,
        "due_on": order.due_on.isoformat() if order.due_on is not None else None,
        "text": order.words or None,
        "instructions": order.instructions or None,
        **pictures(occasion.photos),
        "manager_telephone": scene.profile.telephone,
        "links": ["propose_slots", "not_available", "question"],
        "pages": ["mission", "propose_slots=slots"],
        "paper": details.get("paper"),
    }
    if order.edition > 1:
        facts["replaces"] = details["replaces"]
    if (accepted := details.get("accepted")) is not None:
        facts["accepted"] = accepted
    else:
        facts["ceiling"] = f"{order.ceiling_incl_tax:.2f}"
    if occasion.actor is not None:
        facts["manager"] = occasion.actor.name
    if origin := details.get("first_contact"):
        facts["first_contact"] = origin
    return facts


def told_of_order(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-06: who comes, and what one is asked for; no price, and no owner (S1-68)."""
    order = scene.the_company.mission
    assert scene.company is not None
    provider = scene.company.provider
    return {
        "channel": Channel.AGENCY.value,
        "provider": provider.company,
        "trade": order.category.value,
        "telephone": provider.telephone or None,
        "order_number": order.shown_number,
        "knows_times": bool(order.wishes) or None,
        "signed_by": occasion.actor.name if occasion.actor is not None else None,
        "links": ["availability"],
        "pages": [f"availability=my_time:{brief(order.id)}"],
    }


def order_done(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-21 A: the receipt of an order that was sent, issued anew or cancelled."""
    order, details = scene.the_company.mission, occasion.details
    assert scene.company is not None
    written = who_is_written(scene.company.people, LetterKind.WORK_ORDER)
    return {
        "channel": Channel.AGENCY.value,
        "done": _DONE[occasion.event.kind],
        "order_number": order.shown_number,
        "company": scene.company.provider.company,
        **written,
        "at": as_json(occasion.event.at),
        "told_now": details.get("told_now") or None,
        "photos": len(occasion.photos) or None,
        "paper": details.get("paper"),
        "next_edition": order.next_number if is_open(order) else None,
        "relaunches": (relaunches_to_come(scene, order) or None) if written["addresses_written"] else None,
        "links": ["close"] if not scene.is_closed else [],
        "pages": _order_pages(order),
    }


def relaunches_to_come(scene: Scene, order: WorkOrder) -> list[str]:
    """When the company is reminded, if it never answers: as instants (S1-87)."""
    if order.state is not MissionState.NEW:
        return []
    work = working_time_of(scene.profile)
    pace = pace_of(scene.profile.rules, work, is_urgent=order.urgency is not Urgency.NORMAL)
    asked = Asked(order.created_at)
    while (next_ := coming(asked, pace, now=order.created_at)) is not None and next_.step is not Step.TELL_SILENT:
        asked = replace(asked, relaunched=(*asked.relaunched, Relaunch(next_.step, next_.at)))
    return [as_json(each.at) for each in asked.relaunched]


def _order_pages(order: WorkOrder) -> list[str]:
    """The file of the order, and what can still be done with it."""
    file = f"order:{brief(order.id)}"
    return (
        [f"order={file}", f"cancel_order={file}", f"reissue=send_order:b{brief(order.id)}"]
        if is_open(order)
        else [f"order={file}"]
    )


_DONE = {
    EventKind.WORK_ORDER_SENT: "order_sent",
    EventKind.PROVIDER_REPLACED: "order_sent",
    EventKind.WORK_ORDER_REISSUED: "order_reissued",
    EventKind.WORK_ORDER_CANCELLED: "order_cancelled",
}
IS_OF_AN_ORDER = frozenset(_DONE)
"""The events whose receipt is about an order."""
