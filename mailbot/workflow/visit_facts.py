"""What the letters about a visit that is near, or cannot stand, say: T-11, T-12, P-08."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.threads.pages import brief
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.occasions import Occasion, Told
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import slot_of_link

# Which branch of T-12 an event takes: late, to be arranged anew, called off. Another event says its own in `change`.
_CHANGE: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.VISIT_DELAYED: "late",
        EventKind.VISIT_MOVED_BY_TENANT: "moved",
        EventKind.VISIT_MOVED_BY_PROVIDER: "moved",
        EventKind.VISIT_MISSED_BY_OCCUPANT: "missed",
        EventKind.PROVIDER_WITHDREW: "withdrawn",
        EventKind.VISIT_CANCELLED_BY_TENANT: "called_off",
        EventKind.VISIT_CANCELLED_BY_PROVIDER: "called_off",
        EventKind.WORK_ORDER_CANCELLED: "order_cancelled",
    }
)
_ASKED_BY_HOME = frozenset({EventKind.VISIT_MOVED_BY_TENANT, EventKind.VISIT_CANCELLED_BY_TENANT})
_OUT = frozenset({"withdrawn", "order_cancelled"})
"""The company reads no answer any more."""


def visit_changed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-12: neutral on who could not, and why; « à votre demande » to whoever asked, alone."""
    details, kind = occasion.details, occasion.event.kind
    change, new = _CHANGE[kind], details.get("new")
    theirs = occasion.actor is not None and occasion.actor.id == told.person.id and occasion.role is Role.TENANT
    facts: dict[str, Any] = {
        "change": change,
        "company": scene.the_company.provider.company,
        "visit_was": _told(details.get("visit_was") or details.get("fallen")),
        "eta": details.get("eta"),
        "on": _another_day(scene, occasion) if change == "late" else None,
        "new": new,
        "more_slots": details.get("more_slots"),
        "is_over": details.get("is_over"),
        "by_you": True if theirs and kind in _ASKED_BY_HOME else None,
        "read_as": _read_as(occasion) if theirs and occasion.event.mail_id is not None else None,
        "links": ["accept_time", "refuse_time"] if new is not None else [],
        "pages": ["correct=write"] if theirs and occasion.event.mail_id is not None else [],
    }
    if new is not None:
        slots = brief(details["visit"])
        takes = slot_of_link(slots, 1, datetime.fromisoformat(new["start"]))
        facts["pages"] = [*facts["pages"], f"accept_time=choose:{takes}", f"refuse_time=choose:{slots}.0"]
    return facts if change in _OUT else facts | {"provider": facts["company"]}


def _another_day(scene: Scene, occasion: Occasion) -> str | None:
    """The day of a visit that will be late, unless it is this very day."""
    was, zone = occasion.details.get("fallen"), scene.profile.zone
    if not was or not was.get("start"):
        return None
    day = datetime.fromisoformat(was["start"]).astimezone(zone).date()
    return day.isoformat() if day != occasion.event.at.astimezone(zone).date() else None


def _read_as(occasion: Occasion) -> dict[str, Any]:
    return {"type": occasion.read_as} | dict(occasion.details.get("wishes") or {})


def _told(was: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The time that people had been told; none when there was none."""
    return dict(was) if was is not None and was.get("start") is not None else None


def visit_tomorrow(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-11."""
    provider, details = scene.the_company.provider, occasion.details
    return {
        "company": provider.company,
        "provider": provider.company,
        "visit": details["slot"],
        "is_today": details.get("is_today"),
        "links": ["will_be_there", "move_visit"],
        "pages": [f"move_visit=change_visit:{brief(details['visit'])}.m"],
    }


def visit_reminder(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-08: to the company alone, with the address, who opens, and their telephone where the agency gives it."""
    building, details = scene.home.building, occasion.details
    page = f"change_visit:{brief(details['visit'])}"
    access = details["access"]
    return {
        "visit": details["slot"],
        "is_today": details.get("is_today"),
        "street": building.street,
        "postcode": building.postcode,
        "place": scene.home.dwelling.place or None,
        "occupant": access.get("occupant"),
        "telephone": access.get("telephone"),
        "links": ["move_visit"],
        "pages": ["mission", f"move_visit={page}.m", f"late={page}.l"],
    }
