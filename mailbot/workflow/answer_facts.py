"""What the letters about a company's answer say: P-11, P-21, T-13, G-05, G-06."""

from collections.abc import Mapping
from typing import Any

from mailbot.threads.pages import brief
from mailbot.typography import day, hours
from mailbot.vocabulary import Channel, EventKind
from mailbot.workflow.occasions import Occasion, Told
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken


def noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-11: its own figures, shown back to the company, and nothing on who decides."""
    paper = occasion.details["delivered"]
    return {
        "channel": Channel.AGENCY.value,
        "step": "mission" if told.variant == "A" else "alone",
        "company_number": paper.get("company_number") or None,
        "options": paper["options"],
        **_within_ceiling(scene, occasion),
        "visit_stands": _visit_stands(occasion),
        "slots_offered": occasion.details.get("slots_offered"),
        "links": ["correct_amount"],
    }


def _visit_stands(occasion: Occasion) -> bool | None:
    """Whether a visit is arranged already, which this quote does not undo."""
    return True if occasion.details.get("works") == "standing" else None


def _within_ceiling(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    """In a mission, up to what it may cost without a yes: there is no decision to wait for (S2-17)."""
    order = scene.the_company.order
    if order is None or occasion.details.get("mission_above"):
        return {}
    return {"ceiling": f"{order.ceiling_incl_tax:.2f}"}


def unclear(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-21: one question. `readings`: the times that doubtful words may mean, each an answer of its own; `offered`: how
    many others of the same mail were offered."""
    details = occasion.details
    answers = [_reading(each, scene, told) for each in details.get("readings", ())]
    return ({"answers": answers} if answers else {}) | {
        "question": details["ask"],
        "said": details.get("said") or None,
        "slot": details.get("slot"),
        "taken": details.get("taken") or None,
        "offered": details.get("offered") or None,
        "slots_kept": details.get("slots_kept") or None,
        "nothing_passed_on": None if details.get("without_slots") else True,
        "links": ["propose_slots" if details["ask"] in _ABOUT_TIMES else "reply"],
        "pages": ["propose_slots=slots", "mission"]
        if scene.the_company.order and details["ask"] in _ABOUT_TIMES
        else [],
    }


_ABOUT_TIMES = frozenset({"propose_slots", "which_date", "slot_past", "slot_backwards", "slot_far"})


def _reading(said: Mapping[str, str], scene: Scene, told: Told) -> dict[str, str]:
    """A day that was perhaps meant: what its button says, and what it answers."""
    worn = {"language": spoken(told.person), "time_zone": scene.profile.time_zone}
    named = day(said["start"], **worn)
    named = named[0].upper() + named[1:]
    return {"label": named, "says": f"{named}, {hours(said['start'], said['end'], **worn)}."}


def here(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-13: that it is here. Never an amount, nor who decides."""
    return {
        "step": "mission" if told.variant == "A" else "alone",
        "company": scene.the_company.provider.company,
        "visit_stands": _visit_stands(occasion),
        "links": [],
    }


def declined(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-05: why, and the other companies that this manager may ask, favourites first. Of a mission: whom the order may
    go to instead, and what the home knows (GAP-01, GAP-24)."""
    company, others = scene.the_company, occasion.details["others"].get(str(told.person.id), [])
    named = {f"other_{number}": each for number, each in enumerate(others, start=1)}
    facts = {
        "channel": Channel.AGENCY.value,
        "company": company.provider.company,
        "text": occasion.words,
        "read_as": occasion.read_as or None,
        "others": [
            {"name": each["name"], "favourite": each["favourite"], "button": name} for name, each in named.items()
        ],
        "links": ["reply", "close"],
    }
    if company.order is None:
        return facts | {
            "company_quote": company.quote.number,
            "pages": [f"{name}=quote:p{brief(each['id'])}" for name, each in named.items()] + ["quote"],
        }
    later = occasion.details.get("later")
    return facts | {
        "company_order": company.order.shown_number,
        "had_accepted": (occasion.event.kind is EventKind.PROVIDER_WITHDREW) or None,
        "home_knows": bool(occasion.details.get("visit")) or None,
        "later": later,
        "pages": [f"{name}=send_order:r{brief(company.order.id)}" for name in (*named, "choose_other")]
        + ([f"wait_for_it=order:{brief(company.order.id)}"] if later else []),
    }


def received(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-06: the figures, where they were read, what was compared, and what can be done."""
    company, details = scene.the_company, occasion.details
    paper: Mapping[str, Any] = details["delivered"]
    page = f"one_quote:{brief(company.quote.id)}"
    kept_for = paper.get("kept_for")
    acts: tuple[str, ...] = ("precise",) if kept_for else ("approve", "ask_landlord", "refuse", "precise")
    if not scene.home.landlords:
        acts = tuple(act for act in acts if act != "ask_landlord")
    return {
        "channel": Channel.AGENCY.value,
        "company": company.provider.company,
        "company_quote": company.quote.number,
        "company_number": paper.get("company_number") or None,
        "dated_on": paper.get("dated_on") or None,
        "valid_until": paper.get("valid_until") or None,
        "options": paper["options"],
        "again": details.get("again") or None,
        "kept_for": kept_for or None,
        "for_information": None if details.get("asked") or kept_for else True,
        "by_hand": True if paper["read_in"] == "by_hand" else None,
        "read_in": paper["read_in"] if paper["read_in"] in ("sentence", "page") else None,
        "sentence": paper.get("sentence") or None,
        "text": occasion.words or None,
        "checks": paper.get("checks") or None,
        "mandate_limit": details.get("limit"),
        "charge": scene.report.charge.value,
        "order_number": company.order.shown_number if company.order is not None else None,
        "visit_stands": _visit_stands(occasion),
        "attached": len(paper["documents"]) or None,
        "papers": [{"name": each["name"], "fingerprint": each["fingerprint"]} for each in paper["documents"]],
        "read_as": {"type": "submit_quote", "options": paper["options"]} if paper["options"] else None,
        "links": ["reply", "close"],
        "pages": [*(f"{act}={page}" for act in acts), f"correct={page}"],
    }
