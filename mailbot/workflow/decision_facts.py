"""What the letters about a quote and its decision say: to a landlord, to managers, to the company, to the home."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from mailbot.model import Provider
from mailbot.model_desk import Quote
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, ReportStatus, Role
from mailbot.workflow.occasions import Occasion, Told, as_json, money, pictures
from mailbot.workflow.scene import Scene
from mailbot.workflow.visibility import covered


def quote_told(quote: Quote, provider: Provider, *, label: str = "") -> dict[str, Any]:
    """One quote as a letter to a landlord or a manager says it."""
    return {
        "label": label or None,
        "number": quote.number,
        "provider": provider.company,
        "amount_incl_tax": money(quote.amount_incl_tax),
        "amount_excl_tax": money(quote.amount_excl_tax),
        "vat_rate": rate(quote.vat_rate),
    }


def rate(percent: Decimal | None) -> str | None:
    """A rate of VAT, without the zeros that say nothing: 10, 5.5."""
    return None if percent is None else f"{percent.normalize():f}"


# -- To a landlord ----------------------------------------------------------------------------------------------------


# Where it stands for the one who is asked (WORDING, words per role).
_HIS_TURN = {"status": ReportStatus.IN_PROGRESS.value, "next_step": "agreement", "who": "you"}
# His yes leaves by itself: nobody at the agency has still to decide.
_WORKS = {"status": ReportStatus.IN_PROGRESS.value, "next_step": "works", "who": "provider"}
_BY_ITSELF = frozenset({"leaves", "left"})


def _after(followed: str) -> dict[str, Any]:
    return {"band": _WORKS} if followed in _BY_ITSELF else {}


def agreement_asked(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    details = occasion.details
    return {
        "band": _HIS_TURN,
        "quotes": details["quotes"],
        "advice": details["advice"],
        "reason": details.get("reason") or None,
        "answer_by": details["answer_by"],
        "papers": details["papers"],
        "signed_by": occasion.actor.name if occasion.actor is not None else None,
        "links": ["question"],
        "pages": _decide(details["ask"], "approve", "refuse", "other_quote"),
    }


def agreement_reminded(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    details = occasion.details
    return {
        "band": _HIS_TURN,
        "quotes": details["quotes"],
        "days": details["days"] or None,
        "answer_by": details["answer_by"],
        "links": ["call_me"],
        "pages": _decide(details["ask"], "approve", "refuse"),
    }


def agreement_noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    details = occasion.details
    [quote] = details["quotes"]
    return _after(details["followed"]) | {
        **_read_again(occasion),
        "at": as_json(occasion.event.at),
        "number": quote["number"],
        "provider": quote["provider"],
        "amount_incl_tax": quote["amount_incl_tax"],
        "followed": details["followed"],
        "leaves_at": details.get("leaves_at"),
        "links": [],
        "pages": _decide(details["ask"], "undo") if details.get("leaves_at") else [],
    }


def refusal_noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return {
        "says": occasion.details["says"],
        **_read_again(occasion),
        "links": [],
    }


def engaged_urgently(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    details = occasion.details
    [quote] = details["quotes"]
    return {
        "danger": details["danger"] or None,
        "provider": quote["provider"],
        "amount_incl_tax": quote["amount_incl_tax"],
        "mandate_says": details["mandate_says"] or None,
        "signed_by": occasion.actor.name if occasion.actor is not None else None,
        "links": ["question"],
    }


def _decide(ask: int, *buttons: str) -> list[str]:
    return [f"{button}=decide:{brief(ask)}" for button in buttons]


# -- To managers ------------------------------------------------------------------------------------------------------


def landlord_decided(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    details = occasion.details
    quote = details["quotes"][0] if details["quotes"] else {}
    by = occasion.actor.name if occasion.actor is not None else ""
    page = f"reading:{brief(details['answer_row'])}"
    return _after(details["followed"]) | {
        # Of an answer that a manager read again, he is named beside them.
        "author": details.get("name") or by,
        "read_first": details.get("read_first"),
        **_read_again(occasion),
        "at": as_json(occasion.event.at),
        "sender": details.get("sender") or None,
        "text": occasion.words,
        **pictures(occasion.photos),
        "says": details["says"],
        "label": quote.get("label"),
        "provider": quote.get("provider"),
        "amount_incl_tax": quote.get("amount_incl_tax"),
        "limit": details.get("limit"),
        "followed": details["followed"],
        "leaves_at": details.get("leaves_at"),
        "links": _open_case(scene),
        "pages": ["quotes", *([f"reading_exact={page}", f"correct_reading={page}"] if details.get("is_read") else [])],
    }


def _read_again(occasion: Occasion) -> dict[str, Any]:
    """Who has read his answer again, otherwise than it was read first (G-07)."""
    if "read_first" not in occasion.details or occasion.actor is None:
        return {}
    return {"read_by": occasion.actor.name}


def landlord_silent(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    details = occasion.details
    one = f"one_quote:{brief(details['first'])}"
    landlord = next((person for person in scene.home.landlords if person.telephone), None)
    return {
        "asked_at": details["asked_at"],
        "quotes": details["quotes"],
        "reminded": details["reminded"],
        "days": details["days"],
        "urgency": scene.report.urgency.value,
        "limit": details["mandate_limit"],
        "mandate_allows": details["mandate_allows"],
        "telephone": landlord.telephone if landlord is not None else None,
        "call": landlord.telephone if landlord is not None else "",
        "links": [*_open_case(scene), "call_landlord"],
        "pages": [f"engage={one}", f"remind={one}", f"suspend={one}"],
    }


def _open_case(scene: Scene) -> list[str]:
    return ["reply", "close"] if not scene.is_closed else ["reopen"]


def read_back(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    echo = occasion.details["echo"]
    # A company's bank details are nobody else's to read, and it is written to where it was before (GAP-13).
    is_theirs = told.role in (Role.MANAGER, Role.PROVIDER)
    bank = echo["act"] == "bank_change"
    # No answer to it changes anything: whoever holds the letter box is not handed a button that says so.
    buttons = ["not_that"] if bank else ["validate", "not_that"]
    named_by = echo.get("named_by", "words")
    return {
        **({"channel": Channel.AGENCY.value} if is_theirs else {}),
        **({"band": _HIS_TURN} if told.role is Role.LANDLORD else {}),
        "at": as_json(occasion.event.at),
        "text": covered(occasion.words) if told.role is Role.PROVIDER else occasion.words,
        "act": echo["act"],
        "named_by": named_by if bank else None,
        "number": echo.get("number"),
        "order_number": echo.get("order_number"),
        "provider": echo.get("provider"),
        "amount_incl_tax": echo.get("amount_incl_tax"),
        "links": [] if "page" in echo else buttons,
        "pages": [f"{button}={echo['page']}" for button in ("validate", "not_that")] if "page" in echo else [],
    }


# -- To the company, and to the home ----------------------------------------------------------------------------------


def quote_approved(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    quote = _theirs(scene)
    return {
        "company_number": quote.company_number or None,
        "amount_incl_tax": money(quote.amount_incl_tax),
        "vat_rate": rate(quote.vat_rate),
        "on": as_json(occasion.event.at),
        **_after_yes(scene, occasion),
    }


def _after_yes(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    """A second visit, unless one is arranged already, or the works are done."""
    works = occasion.details.get("works")
    if works is not None:
        return {"step": works, "links": []}
    inside = _inside(scene, links=["propose_slots"], pages=["propose_slots=slots"])
    return inside | ({"step": "offered"} if "slots_offered" in occasion.details else {})


def _inside(scene: Scene, *, links: Sequence[str], pages: Sequence[str]) -> dict[str, Any]:
    """Whether a quote came inside a mission (variant A), with the buttons of that."""
    assert scene.company is not None
    if scene.company.order is None:
        return {"step": "alone", "links": []}
    return {"step": "mission", "links": list(links), "pages": list(pages)}


def quote_not_retained(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    quote = _theirs(scene)
    return {
        "channel": Channel.AGENCY.value,
        "company_number": quote.company_number or None,
        "refusal": quote.refusal or None,
        **_after_no(scene, occasion),
    }


def _after_no(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    after = occasion.details.get("after_no")
    if after is None:
        return {"step": "alone", "links": []}
    links, pages = _WAYS_ON.get(after, ([], []))
    return {"after_no": after, "ceiling": occasion.details["ceiling"]} | _inside(scene, links=links, pages=pages)


_WAYS_ON: Mapping[str, tuple[list[str], list[str]]] = MappingProxyType(
    {
        "another_quote": (["send_quote"], ["send_quote=next_step:q"]),
        "second_visit": (["propose_slots"], ["propose_slots=slots"]),
    }
)
"""The buttons of P-13 in a mission, by what the manager chose."""


def quote_accepted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    # The company's name, and nothing else of it: never a price, never who decided.
    assert scene.company is not None
    step = occasion.details.get("works") or ("mission" if scene.company.order is not None else "alone")
    return {
        "company": scene.company.provider.company,
        "step": step,
        "links": ["availability"] if step == "mission" else [],
    }


def _theirs(scene: Scene) -> Quote:
    assert scene.company is not None, "only the company at hand is written to"
    return scene.company.quote
