"""What the letters about slots, choice and planning say: T-08, T-09, T-10, P-06, P-07, P-09, G-09, G-18."""

from collections.abc import Mapping
from typing import Any

from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, EventKind
from mailbot.workflow.appointments import Offered
from mailbot.workflow.occasions import Occasion, Told
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import closes_before, shown, slot_of_link, wanted_from


def offered(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-08: the slots that can still be chosen, each with a button. Their numbers stay those of the proposal."""
    company, details, now = scene.the_company, occasion.details, occasion.event.at
    closes = closes_before(scene.profile)
    left = [slot for slot in _slots(details["slots"]) if slot.start - now > closes]
    visit = brief(details["visit"])
    again = occasion.event.kind is EventKind.SLOT_CHOICE_REMINDED
    return {
        "provider": company.provider.company,
        "visit_number": details["visit_number"],
        "for_works": details.get("for_works") or None,
        "slots": [shown(slot, scene.profile, now=now) for slot in left],
        "reminded": again or None,
        "last": details.get("last") or None,
        "links": [*(f"slot_{slot.number}" for slot in left), "none_suits" if len(left) > 1 else "does_not_suit"],
        "pages": [
            *(f"slot_{slot.number}=choose:{slot_of_link(visit, slot.number, slot.start)}" for slot in left),
            f"{'none_suits' if len(left) > 1 else 'does_not_suit'}=choose:{visit}.0",
        ],
    }


def choice_noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-09: that the choice was passed on, and never that it is confirmed (S2-14)."""
    company, details = scene.the_company, occasion.details
    facts: dict[str, Any] = {
        "provider": company.provider.company,
        "visit_number": details["visit_number"],
        "links": ["change_mind"],
    }
    if told.variant == "B":
        return facts | {"wishes": details.get("wishes") or None, "links": []}
    is_theirs = occasion.actor is not None and occasion.actor.id == told.person.id
    facts |= {
        "slot": _slot(scene, occasion),
        "is_theirs": is_theirs or None,
        # Whoever did not choose can take nothing back: the first clear choice stands (GAP-20).
        "links": ["change_mind"] if is_theirs else [],
        "pages": [f"change_mind=choose:{brief(details['visit'])}"] if is_theirs else [],
    }
    return facts


def confirmed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-10: when, who, and what to make ready. No price, and no code."""
    company, details = scene.the_company, occasion.details
    return {
        "provider": company.provider.company,
        "telephone": company.provider.telephone or None,
        "category": (company.order.category if company.order is not None else company.quote.category).value,
        "visit_number": details["visit_number"],
        "slot": _slot(scene, occasion),
        "links": ["reply", "move_visit"],
        "pages": _visit_pages(details["visit"], late=False),
    }


def to_plan(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-06: the slot that was chosen; nothing of who lives there yet."""
    details = occasion.details
    return {
        "slot": _slot(scene, occasion),
        "visit_number": details["visit_number"],
        "telephone_follows": scene.profile.rules.phone_after_planning or None,
        "reminded": (occasion.event.kind is EventKind.PLANNING_REMINDED) or None,
        "links": ["plan_it", "no_longer_possible"],
        "pages": [f"plan_it=plan:{brief(details['visit'])}", *_mission_page(scene)],
    }


def planned(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-07: who opens and how one gets in: here, and in no earlier letter."""
    company, details = scene.the_company, occasion.details
    access: Mapping[str, Any] = details["access"]
    home = scene.home
    facts: dict[str, Any] = {
        "slot": _slot(scene, occasion),
        "visit_number": details["visit_number"],
        "for_works": details.get("for_works") or None,
        "street": home.building.street,
        "postcode": home.building.postcode,
        "place": home.dwelling.place or None,
        "occupant": access.get("occupant"),
        "occupant_telephone": access.get("telephone"),
        "access": access["known"] or None,
        "access_notes": access["notes"] or None,
        "links": ["reply", "move_visit", "late"],
        "pages": [*_visit_pages(details["visit"], late=True), *_mission_page(scene)],
    }
    if (accepted := details.get("accepted")) is not None:
        facts["accepted"] = accepted
    elif company.order is not None:
        facts["ceiling"] = f"{company.order.ceiling_incl_tax:.2f}"
    return facts


def other_slots(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-09: why other slots are wanted, and the times that were wished: times only."""
    details = occasion.details
    return {
        "why": "unplanned" if details.get("unplanned") else _WHY[occasion.event.kind],
        "fallen": details.get("fallen"),
        "wishes": _wishes(details.get("wishes")),
        "links": ["propose_slots"],
        "pages": ["propose_slots=slots", *_mission_page(scene)],
    }


_WHY: Mapping[EventKind, str] = {
    EventKind.SLOTS_REJECTED: "none_suits",
    EventKind.SLOTS_EXPIRED: "expired",
    EventKind.VISIT_MOVED_BY_TENANT: "moved",
    EventKind.VISIT_CANCELLED_BY_TENANT: "moved",
}


def agreed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-09: there is nothing left to do."""
    details = occasion.details
    return {
        "company": scene.the_company.provider.company,
        "occupant": details["access"].get("occupant"),
        "visit_number": details["visit_number"],
        "slot": _slot(scene, occasion),
        "links": ["reply", "close"],
    }


def no_choice(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-18: nobody chose: two rounds that suited nobody, no answer, or slots that have passed. `details`: `reminded`
    (when the home was reminded)."""
    company, details, now = scene.the_company, occasion.details, occasion.event.at
    slots = [] if occasion.event.kind is EventKind.SLOTS_REJECTED else _slots(details.get("slots", ()))
    left = [slot for slot in slots if slot.start - now > closes_before(scene.profile)]
    author = next((each for each in scene.home.occupants if each.id == scene.report.author_id), None)
    occupant = author or next(iter(scene.home.occupants), None)
    return {
        "company": company.provider.company,
        "occupant": occupant.name if occupant is not None else None,
        "call": occupant.telephone or None if occupant is not None else None,
        "why": "unplanned" if details.get("unplanned") else _UNCHOSEN[occasion.event.kind],
        "offered": len(details.get("slots", ())),
        "proposed_at": details.get("proposed_at"),
        "reminded": list(details.get("reminded", ())) or None,
        "slots": [shown(slot, scene.profile, now=now) for slot in left],
        "links": ["call_occupant", "reply", "close"],
        "pages": [f"offer_others=slots:{brief(company.order.id)}"] if company.order is not None else [],
    }


_UNCHOSEN: Mapping[EventKind, str] = {
    EventKind.SLOTS_REJECTED: "two_rounds",
    EventKind.SLOT_LEFT_UNCHOSEN: "silent",
    EventKind.SLOTS_EXPIRED: "expired",
}


ACTS = frozenset({"choose_slot", "propose_slots", "plan_visit", "take_mission"})
"""What X-14 tells of in the words below: nobody else is the one to do it, it came too late or too soon."""


def not_done(occasion: Occasion, told: Told) -> dict[str, Any]:
    """X-14 about a slot: which one stands, and where another one is chosen. Never who chose."""
    details = occasion.details
    other = details["act"] == "choose_slot" and details.get("next_step") == "choose_other_slot"
    return {
        "channel": Channel.AGENCY.value,
        "slot": details.get("slot"),
        "links": ["reply"],
        "pages": [f"next=choose:{brief(details['visit'])}"] if other else [],
    }


def _visit_pages(number: int, *, late: bool) -> list[str]:
    """Where a visit that is planned goes into a calendar, and where it is changed."""
    row = brief(number)
    return [f"calendar=calendar:{row}", f"move_visit=change_visit:{row}.m"] + (
        [f"late=change_visit:{row}.l"] if late else []
    )


def _mission_page(scene: Scene) -> list[str]:
    """The company's own page of the mission; a request for a quote alone has none."""
    return ["mission"] if scene.the_company.order is not None else []


def _wishes(said: Any) -> dict[str, Any] | None:
    """Times that were wished, as the reader's values: days alone, or habits beside them."""
    return {"slots": said} if isinstance(said, list) and said else said or None


def _slot(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    wanted = wanted_from([occasion.details["slot"]])[0]
    return shown(wanted, scene.profile, now=occasion.event.at)


def _slots(said: Any) -> list[Offered]:
    found = wanted_from(said)
    return [Offered(each["number"], wanted.start, wanted.end) for each, wanted in zip(said, found, strict=True)]
