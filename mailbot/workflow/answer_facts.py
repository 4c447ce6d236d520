"""What the letters about a company's answer say: P-11, P-21, T-13, G-05, G-06."""

from collections.abc import Mapping
from typing import Any

from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel
from mailbot.workflow.occasions import Occasion, Told
from mailbot.workflow.scene import Company, Scene


def _company(scene: Scene) -> Company:
    assert scene.company is not None, "what is told is about one company"
    return scene.company


def noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-11: its own figures, shown back to the company, and nothing on who decides."""
    paper = occasion.details["delivered"]
    return {
        "channel": Channel.AGENCY.value,
        "step": "mission" if told.variant == "A" else "alone",
        "company_number": paper.get("company_number") or None,
        "options": paper["options"],
        **_within_ceiling(scene, occasion),
        "links": ["correct_amount"],
    }


def _within_ceiling(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    """In a mission, up to what it may cost without a yes: there is no decision to wait for (S2-17)."""
    order = _company(scene).order
    if order is None or occasion.details.get("mission_above"):
        return {}
    return {"ceiling": f"{order.ceiling_incl_tax:.2f}"}


def unclear(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-21: one question."""
    return {"question": occasion.details["ask"], "nothing_passed_on": True, "links": ["reply"]}


def here(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-13: that it is here. Never an amount, nor who decides."""
    return {
        "step": "mission" if told.variant == "A" else "alone",
        "company": _company(scene).provider.company,
        "links": [],
    }


def declined(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-05: why, and the other companies that this manager may ask, favourites first."""
    company, others = _company(scene), occasion.details["others"].get(str(told.person.id), [])
    named = {f"other_{number}": each for number, each in enumerate(others, start=1)}
    return {
        "channel": Channel.AGENCY.value,
        "company": company.provider.company,
        "company_quote": company.quote.number,
        "text": occasion.words,
        "read_as": occasion.read_as or None,
        "others": [
            {"name": each["name"], "favourite": each["favourite"], "button": name} for name, each in named.items()
        ],
        "links": ["reply", "close"],
        "pages": [f"{name}=quote:p{brief(each['id'])}" for name, each in named.items()] + ["quote"],
    }


def received(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-06: the figures, where they were read, what was compared, and what can be done."""
    company, details = _company(scene), occasion.details
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
        "attached": len(paper["documents"]) or None,
        "papers": [{"name": each["name"], "fingerprint": each["fingerprint"]} for each in paper["documents"]],
        "read_as": {"type": "submit_quote", "options": paper["options"]} if paper["options"] else None,
        "links": ["reply", "close"],
        "pages": [*(f"{act}={page}" for act in acts), f"correct={page}"],
    }
