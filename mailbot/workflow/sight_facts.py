"""What the letters say of an occupant's times, and what the company reads of anybody's public words (T-07, P-20)."""

from typing import Any

from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, EventKind, Role, VisitState
from mailbot.workflow.bands import their_turn
from mailbot.workflow.occasions import Occasion, Told, as_json, pictures
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.times import in_words
from mailbot.workflow.tongues import spoken
from mailbot.workflow.visibility import words_for


def availability_asked(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-07: when can the company come."""
    company = scene.the_company
    return {
        "channel": Channel.AGENCY.value,
        "provider": company.provider.company,
        "links": ["availability", "anytime"],
        "pages": [f"availability=my_time:{page_of(company)}", f"anytime=my_time:{page_of(company)}!"],
    } | their_turn(scene.report.status, "availability")


def company_message(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-20: an occupant's words are covered by table; of their times, the times alone; of a way in, no code."""
    is_theirs = occasion.role is Role.TENANT
    of_home = words_for(Role.PROVIDER, Role.TENANT, occasion.words, language=spoken(told.person))
    facts: dict[str, Any] = {
        "text": of_home if is_theirs else occasion.words,
        "from_role": occasion.role.value,
        **pictures(occasion.photos),
        "links": ["reply"],
    }
    if is_theirs and (slot := _to_plan(scene)) is not None:
        facts["to_plan"] = slot
    if said := occasion.details.get("times"):
        facts["times"] = in_words(said, spoken(told.person), scene.profile.time_zone)
    match occasion.event.kind:
        case EventKind.AVAILABILITY_GIVEN:
            del facts["text"]
            return facts | {"from_role": Role.TENANT.value}
        case EventKind.ACCESS_INFO_GIVEN:
            return facts | {"text": of_home, "from_role": Role.TENANT.value}
        case EventKind.INVOICE_CORRECTION_ASKED:
            # An invoice is nobody's at home to read of.
            own = {"channel": Channel.AGENCY.value, "links": ["reply", "send_invoice"]}
            return facts | own | {"pages": ["send_invoice=invoice"]}
        case EventKind.URGENCY_RAISED:
            return facts | {"danger": occasion.details["danger"]}
        case EventKind.SLOT_LEFT_UNCHOSEN:
            return facts | {"awaits_choice": True, "from_role": Role.MANAGER.value}
    return facts


def _to_plan(scene: Scene) -> dict[str, str] | None:
    """The time that the home chose and the company has still to plan: « ok » answers that, whatever came between."""
    company = scene.company
    for each in scene.ahead:
        is_its = company is not None and company.order is not None and each.order_id == company.order.id
        if is_its and each.visit is VisitState.CHOSEN and each.visit_at is not None and each.visit_until is not None:
            return {"start": as_json(each.visit_at), "end": as_json(each.visit_until)}
    return None


def page_of(company: Company) -> str:
    """What the page of an occupant's times opens with: the order, or a point and the quote; with `!` after it, the
    answer « at any time » is ticked."""
    if company.order is not None:
        return brief(company.order.id)
    return f".{brief(company.quote.id)}"
