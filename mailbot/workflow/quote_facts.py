"""What the letters say of a request for a quote: to the company, to the home, to the manager who sent it."""

from typing import Any

from mailbot.vocabulary import Channel, EventKind, LetterKind
from mailbot.workflow import manager_facts, order_facts
from mailbot.workflow.occasions import Occasion, Told, as_json, pictures
from mailbot.workflow.paper_facts import floor_of
from mailbot.workflow.recipients import who_is_written
from mailbot.workflow.scene import Scene


def request(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-01: what is wanted and where about, and never who lives there, or in which street."""
    company, profile = scene.the_company, scene.profile
    quote = company.quote
    facts: dict[str, Any] = {
        "category": quote.category.value,
        "motif": quote.motif,
        "postcode": scene.home.building.postcode,
        "floor": floor_of(scene.home.dwelling.place),
        "within_days": quote.within_days,
        "text": occasion.words or None,
        **pictures(occasion.photos),
        "billing": occasion.details["billing"] or None,
        "agency_address": profile.address,
        "paper": occasion.details.get("paper"),
        "links": ["send_quote", "propose_visit", "cannot_quote"],
    }
    if occasion.actor is not None:
        facts["manager"] = occasion.actor.name
    if origin := occasion.details.get("first_contact"):
        facts["first_contact"] = origin
    return facts


def told_of_request(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-05: that the agency did its work, without a price and without an owner (S1-59)."""
    company = scene.the_company
    return {
        "company": company.provider.company,
        "trade": company.quote.category.value,
        "within_days": company.quote.within_days,
        "signed_by": occasion.actor.name if occasion.actor is not None else None,
        "links": ["availability"],
    }


def act_done(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-21: the receipt of a request or of an order, else of a line that a manager wrote."""
    if occasion.event.kind in order_facts.IS_OF_AN_ORDER:
        return order_facts.order_done(scene, occasion, told)
    if occasion.event.kind is not EventKind.QUOTE_REQUESTED:
        return manager_facts.act_done(scene, occasion, told)
    company, details = scene.the_company, occasion.details
    return {
        "channel": Channel.AGENCY.value,
        "done": "quote_requested",
        "quote_number": company.quote.number,
        "company": company.provider.company,
        **who_is_written(company.people, LetterKind.QUOTE_REQUEST),
        "at": as_json(occasion.event.at),
        "told_now": details["told_now"] or None,
        "told_later": details["told_later"] or None,
        "photos": len(occasion.photos) or None,
        "paper": details.get("paper"),
        "links": ["close"] if not scene.is_closed else [],
    }
