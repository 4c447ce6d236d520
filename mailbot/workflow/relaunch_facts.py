"""What the letters of a relaunch say: P-03, P-04, P-05 to the company, G-04 to the managers."""

from datetime import datetime, timedelta
from typing import Any

from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel
from mailbot.workflow.occasions import Occasion, Told, as_json
from mailbot.workflow.scene import Scene
from mailbot.workflow.unanswered import asked_at


def asked_again(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-03, P-04, P-05. Nothing of a home that knows nothing of it."""
    company = scene.the_company
    request = company.order or company.quote
    facts: dict[str, Any] = {
        "number": company.number,
        "is_order": company.order is not None or None,
        "sent_on": as_json(asked_at(request)),
        "reported_on": None if scene.hides_from_home() else as_json(scene.report.created_at),
        "answer_by": occasion.details["answer_by"],
        "is_tomorrow": _is_tomorrow(scene, occasion) or None,
        "manager_telephone": scene.profile.telephone,
    }
    if company.order is not None:
        return facts | {"links": ["propose_slots", "not_available"], "pages": ["mission", "propose_slots=slots"]}
    return facts | {"links": ["send_quote", "cannot_quote"]}


def _is_tomorrow(scene: Scene, occasion: Occasion) -> bool:
    zone = scene.profile.zone
    until = datetime.fromisoformat(occasion.details["answer_by"]).astimezone(zone).date()
    return until == occasion.event.at.astimezone(zone).date() + timedelta(days=1)


def company_silent(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-04: what was asked, how often, whether it arrived; and what can be done. An answer to it is for us."""
    assert scene.company is not None, "one company is silent"
    company, details = scene.company, occasion.details
    telephone = company.provider.telephone or next((each.telephone for each in company.people if each.telephone), "")
    if company.order is not None:
        own, other = f"order:{brief(company.order.id)}", f"send_order:r{brief(company.order.id)}"
    else:
        own, other = f"one_quote:{brief(company.quote.id)}", "quote"
    is_order = company.order is not None
    return {
        "channel": Channel.AGENCY.value,
        "company": company.provider.company,
        "number": company.number,
        "is_order": is_order or None,
        "sent_on": details["sent_at"],
        "days": details["days"],
        "relaunched": details["relaunched"],
        "was_delivered": details["was_delivered"],
        "seen_at_home": not scene.hides_from_home() or None,
        "telephone": telephone or None,
        "call": telephone,
        "links": [*(["close"] if not scene.is_closed else ["reopen"]), "call_company"],
        "pages": [f"other_company={other}", f"again={own}", *([f"cancel_order={own}"] if is_order else [])],
    }
