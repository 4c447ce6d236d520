"""What the letters say of works: what comes next, done, repaired or not (P-10, P-14 to P-16, T-15, T-16, T-27, G-10,
G-11)."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, ConfirmedBy, EventKind, Role
from mailbot.workflow.occasions import Occasion, Told, pictures
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.visibility import words_for

VISITED_ON = "visited_on"
"""The detail of an event that says which day a visit was, or was to be."""


# -- To the company ---------------------------------------------------------------------------------------------------


def next_step(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-10: the four things that may come next, each by a word or a button."""
    company = scene.the_company
    facts: dict[str, Any] = {
        "on": occasion.details.get(VISITED_ON) or _day(scene, occasion.event.at),
        "links": ["send_quote", "done", "second_visit", "absent"],
    }
    if company.order is None:
        return facts  # of a request for a quote, whose company has no mission yet
    facts["ceiling"] = f"{company.order.ceiling_incl_tax:.2f}"
    facts["accepted"] = occasion.details.get("accepted")
    steps = {"send_quote": "q", "done": "d", "second_visit": "s", "absent": "a"}
    return facts | {"pages": [f"{button}=next_step:{letter}" for button, letter in steps.items()]}


def done_noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-14: the recap, what is missing, and the way back."""
    missing = occasion.details["missing"]
    links = [name for code, name in (("photos", "send_photos"), ("invoice", "send_invoice")) if code in missing]
    return {
        "on": _worked_on(scene, occasion),
        "owed": list(missing),
        "links": [*links, "not_done"],
        "pages": ["not_done=next_step:s", *(f"{name}=invoice" for name in links)],
    }


def repair_confirmed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-15: it may be invoiced."""
    owes = "invoice" in occasion.details["missing"]
    return {
        "channel": Channel.AGENCY.value,
        "by": _BY[occasion.event.kind],
        "invoice_here": None if owes else True,
        "billing": occasion.details.get("billing") or None,
        "links": ["send_invoice"] if owes else [],
        "pages": ["send_invoice=invoice"] if owes else [],
    }


_BY: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.WORKS_CONFIRMED: ConfirmedBy.TENANT.value,
        EventKind.WORKS_CONFIRMED_TACITLY: ConfirmedBy.SILENCE.value,
        EventKind.WORKS_CONFIRMED_BY_MANAGER: ConfirmedBy.MANAGER.value,
    }
)


def problem_left(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-16: the occupant's words, covered by table; or that nobody came."""
    return {
        "no_show": _is_no_show(occasion) or None,
        "on": occasion.details.get(VISITED_ON),
        "text": words_for(Role.PROVIDER, Role.TENANT, occasion.words, language=spoken(told.person)),
        **pictures(occasion.photos),
        "telephone": scene.profile.telephone,
        "call": scene.profile.telephone,
        "links": ["propose_slots", "call_agency"],
        "pages": ["propose_slots=slots"],
    }


# -- To the home ------------------------------------------------------------------------------------------------------


def works_done(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-15: is it repaired? The same buttons serve its reminders."""
    order = scene.the_company.mission
    with_ = brief(order.id)
    return {
        "provider": scene.the_company.provider.company,
        "on": _worked_on(scene, occasion),
        "links": ["repaired", "not_repaired", "nobody_came"],
        "pages": [
            f"repaired=repaired:{with_}.y",
            f"not_repaired=repaired:{with_}.n",
            f"nobody_came=repaired:{with_}.x",
        ],
    }


def works_done_reminded(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-16: the last one says what silence will mean, where it means anything."""
    facts = works_done(scene, occasion, told)
    return facts | {
        "tacit_on": occasion.details.get("tacit_on"),
        "links": ["repaired", "not_repaired"],
        "pages": facts["pages"][:2],
    }


def return_noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-27: what was said, and who knows of it."""
    return {
        "provider": scene.the_company.provider.company,
        "no_show": _is_no_show(occasion) or None,
        "links": ["photo", "availability"],
    }


_NEWS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.WORKS_CONFIRMED: "confirmed",
        EventKind.WORKS_CONFIRMED_TACITLY: "tacit",
        EventKind.WORKS_CONFIRMED_BY_MANAGER: "by_agency",
        EventKind.WORKS_CONTESTED: "contested",
        EventKind.VISIT_MISSED_BY_PROVIDER: "no_show",
    }
)


def news(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    """What T-04 says of works; nothing for other news. Never who confirmed, but where the home reads their words."""
    step = _NEWS.get(occasion.event.kind)
    if step is None:
        return {}
    facts: dict[str, Any] = {
        "step": step, "company": scene.the_company.provider.company, "writer_role": Role.UNKNOWN.value,
        "worked_on": _worked_on(scene, occasion),
    }  # fmt: skip
    if step in ("contested", "no_show") or "shows_words" in occasion.details:
        return facts | {"writer_role": occasion.role.value}
    return facts | {"text": ""}


# -- To managers ------------------------------------------------------------------------------------------------------


def works_contested(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-11: the words, what they are about, and what can be done."""
    company, details, speaker = scene.the_company, occasion.details, occasion.actor
    telephone = speaker.telephone if speaker is not None and occasion.role is Role.TENANT else ""
    is_open = not scene.is_closed
    facts: dict[str, Any] = {
        "author": speaker.name if speaker is not None else "",
        "no_show": _is_no_show(occasion) or None,
        "company": company.provider.company,
        "provider": company.provider.company,
        "text": occasion.words,
        **pictures(occasion.photos),
        "declared_on": details.get("declared_on"),
        "on": details.get(VISITED_ON),
        "invoice_blocked": details.get("invoice_blocked"),
        "read_as": None,
        "telephone": telephone or None,
        "call": telephone,
        "links": ["reply", "close", *(["call_occupant"] if telephone else [])] if is_open else ["reopen"],
    }
    if company.order is not None:
        number = brief(company.order.id)
        facts["pages"] = [f"send_back=order:{number}", f"other_company=send_order:r{number}"]
    return facts


def closing_asked(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-10: where the order stands, and what is missing. `missing` of the details: papers, as codes."""
    order = scene.the_company.mission
    author_closed = occasion.event.kind is EventKind.REPORT_CLOSED_BY_AUTHOR
    facts: dict[str, Any] = {
        "author_closed": author_closed,
        "order_status": order.state.value,
        "order_number": order.shown_number,
        "declared_on": _worked_on(scene, occasion) if order.declared_at is not None else None,
        "owed": list(occasion.details.get("missing", ())),
        "links": ["reopen"] if author_closed else ["reply", "close"],
        "pages": [f"cancel_order=order:{brief(order.id)}"] if author_closed else ["close_report=close"],
    }
    facts["pages"].append("keep_open=report")
    if author_closed or order.confirmed_at is None:
        return facts
    if order.confirmed_as is ConfirmedBy.SILENCE:
        return facts | {"silent_since": facts["declared_on"]}
    return facts | {"confirmed": _confirmed(scene, occasion, order)}


def _confirmed(scene: Scene, occasion: Occasion, order: WorkOrder) -> dict[str, Any]:
    assert order.confirmed_at is not None, "it was confirmed"
    people = (*scene.home.occupants, *scene.home.managers)
    name = next((person.name for person in people if person.id == order.confirmed_by), scene.profile.name)
    said = {"by": name, "on": _day(scene, order.confirmed_at)}
    words = occasion.words if occasion.event.kind in _BY else ""
    return said | ({"words": words} if words.strip() else {})


# -- What they share --------------------------------------------------------------------------------------------------


def _worked_on(scene: Scene, occasion: Occasion) -> str:
    """The day of the works, as the company said it."""
    worked_on: date | None = scene.the_company.mission.worked_on if scene.the_company.order is not None else None
    said = occasion.details.get("declared_on") or (worked_on.isoformat() if worked_on is not None else None)
    return said or _day(scene, occasion.event.at)


def _day(scene: Scene, at: datetime) -> str:
    return at.astimezone(scene.profile.zone).date().isoformat()


def _is_no_show(occasion: Occasion) -> bool:
    return occasion.event.kind is EventKind.VISIT_MISSED_BY_PROVIDER
