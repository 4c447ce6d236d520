"""What the letters to managers say of an event (G letters)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from mailbot.model import Person
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, ClosingReason, DraftKind, EventKind, ReportStatus, Role
from mailbot.workflow import canned_facts
from mailbot.workflow.charges import suggested_charge
from mailbot.workflow.occasions import Occasion, Told, as_json, pictures
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken


def new_report(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    facts = _offering(scene, occasion, told)
    return facts | {
        "urgency": scene.report.urgency.value,
        "category": scene.report.category.value,
        **_filed(scene, occasion),
        "in_copy": occasion.details.get("in_copy") or None,
        "documents": occasion.details.get("documents"),
        "agency_only": occasion.details.get("agency_only") or None,
        "pages": [*facts.get("pages", ()), "sort"],
    }


def _filed(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    """What only suggests: the reports near it, and who seems to pay."""
    seems = suggested_charge(scene.report.category, f"{scene.report.object}\n{occasion.words}")
    return {
        "related": [dict(each) for each in occasion.near] or None,
        "seems": {"charge": seems.charge.value, "reason": seems.reason} if seems is not None else None,
    }


def new_message(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    facts: dict[str, Any] = _offering(scene, occasion, told) | {
        "agency_only": occasion.details.get("agency_only") or None,
        "suggests_closing": occasion.details.get("suggests_closing"),
        "in_copy": occasion.details.get("in_copy") or None,
        "documents": occasion.details.get("documents"),
    }
    company = scene.company
    if company is not None:
        # An answer to this letter is read at home: the company's own page is where it is answered.
        page = (
            f"order:{brief(company.order.id)}" if company.order is not None else f"one_quote:{brief(company.quote.id)}"
        )
        facts["pages"] = [*facts.get("pages", ()), f"write_provider={page}"]
    # What came to the agency alone is answered there (WORDING, G-02).
    return facts | ({"channel": Channel.AGENCY.value} if facts["agency_only"] else {})


def _offering(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """The words that came, with the ready messages that fit, and the companies of this manager's choice (S1-37)."""
    facts = canned_facts.offering(_their_words(scene, occasion), occasion.offers, spoken(told.person))
    return facts | companies_to_ask("favourites", occasion.favourites.get(told.person.id, ()))


def companies_to_ask(name: str, companies: Sequence[tuple[int, str]], *, page: str = "quote") -> dict[str, Any]:
    """Companies as a letter names them, each with its own button: the page of a request, or an order, to it."""
    if not companies:
        return {}
    buttons = [f"ask_company_{at}" for at in range(1, len(companies) + 1)]
    return {
        name: [{"name": company, "button": button} for (_, company), button in zip(companies, buttons, strict=True)],
        "pages": [f"{button}={page}:p{brief(number)}" for (number, _), button in zip(companies, buttons, strict=True)],
    }


def _their_words(scene: Scene, occasion: Occasion) -> dict[str, Any]:
    is_open = (occasion.status or scene.report.status) is not ReportStatus.CLOSED
    return {
        "author": _author(scene, occasion),
        "author_role": occasion.role.value,
        "at": as_json(occasion.event.at),
        "text": occasion.words,
        **pictures(occasion.photos),
        "read_as": _read_as(occasion),
        "links": ["reply", "close"] if is_open else ["reopen"],
    }


def _read_as(occasion: Occasion) -> str | list[dict[str, Any]] | None:
    """Whoever says two things at once, as « je prends, jeudi 9h », was understood in both."""
    if not (along := occasion.details.get("read_along")):
        return occasion.read_as or None
    return [{"type": occasion.read_as}, *along]


def _author(scene: Scene, occasion: Occasion) -> str:
    """Who wrote; somebody of a company with its name."""
    if occasion.actor is None:
        return ""
    name = occasion.actor.name
    if occasion.role is not Role.PROVIDER or scene.company is None:
        return name
    company = scene.company.provider.company
    return company if name == company else f"{name}, {company}"


def landlord_answered(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    facts = _their_words(scene, occasion) | {"elsewhere": occasion.details.get("elsewhere") or None}
    is_open = (occasion.status or scene.report.status) is not ReportStatus.CLOSED
    if not occasion.details.get("asks_company") or not is_open:
        return facts
    return facts | {"asks_company": True, "pages": ["prepare_quote=quote"]}


def closed_message(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    report, details = scene.report, occasion.details
    reopened = occasion.event.kind is EventKind.REPORT_REOPENED
    closed_at = report.closed_at or occasion.event.at
    reason = report.closing_reason or ClosingReason.REPAIRED
    return _their_words(scene, occasion) | {
        # A discussion that is open again takes an answer; to one that is closed, nothing is added (WORDING, G-17).
        **({} if reopened else {"channel": Channel.AGENCY.value}),
        "reopened": reopened or None,
        "reopen_days": scene.profile.rules.reopen_days,
        # A company is asked nothing: it has no report to bring back.
        "unasked": True if occasion.role is Role.PROVIDER else None,
        "by_author": scene.is_author(occasion.actor.id) if occasion.actor is not None else False,
        "closed_on": details.get("closed_on", as_json(closed_at)) if reopened else as_json(closed_at),
        "closing_reason": details.get("was", reason.value) if reopened else reason.value,
        "links": ["reply", "close"] if reopened else ["reopen"],
        "pages": [] if reopened else _settling(occasion),
    }


def _settling(occasion: Occasion) -> list[str]:
    """What else may become of words on a closed report: a company's, that may name prices, open none at home."""
    event = occasion.event
    page = f"closed_message:{brief(event.id)}"
    may_open = occasion.role is Role.TENANT and event.mail_id is not None
    return [*([f"new_from_closed={page}"] if may_open else []), f"leave_closed={page}"]


def act_done(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return receipt(occasion.details) | {
        "channel": Channel.AGENCY.value,
        "links": [
            *(["close"] if not scene.is_closed else []),
            *pages_of_receipt(occasion.details),
        ],
    }


def pages_of_receipt(details: Mapping[str, Any]) -> list[str]:
    """The pages that G-21 leads to, whatever it is about: the stars stand beside the companies (S1-36)."""
    return ["providers"] if details.get("done") == "providers" else []


def receipt(details: Mapping[str, Any]) -> dict[str, Any]:
    """What G-21 says of a line that a manager wrote: what it asked, and what changed or was found."""
    said = ("command", "done", "found", "name", "former_name", "place", "trade", "invoice")
    return {name: details[name] for name in said if details.get(name) is not None}


def on_call(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    if occasion.event.kind is not EventKind.URGENCY_RAISED:
        return _alarm_answered(scene, occasion, told)
    writer = who_is_called(scene.is_private, scene.home.occupants, occasion.actor)
    telephone = writer.telephone if writer is not None else ""
    following = occasion.details.get("wakes_next") or []
    return _their_words(scene, occasion) | {
        **_of_alarm(scene, occasion, told),
        "numbers": scene.profile.emergency.model_dump(),
        "nobody_told": scene.is_private or None,
        "unanswered": occasion.details.get("unanswered"),
        "minutes": scene.profile.rules.on_call_minutes if following else None,
        "next_person": following[0] if following else None,
        "telephone": telephone or None,
        "call": telephone,
        "read_as": None,
        "links": ["take_alarm", "call_occupant", "false_alarm", *_closes(scene, told)],
        "pages": list(_ALARM_PAGES.values()),
    }


def who_is_called(is_private: bool, occupants: Sequence[Person], writer: Person | None) -> Person | None:
    """Whose number stands in an alarm: whoever told of the danger. The landlord is not in it: whoever lives there is
    called."""
    return occupants[0] if is_private and occupants else writer


def _alarm_answered(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """« Karim Haddad prend l'appel », to the others whom the alarm has woken."""
    is_false = occasion.event.kind is EventKind.URGENCY_CALLED_FALSE
    is_urgent = is_false and "urgency" not in occasion.details
    answers = ["take_alarm"] if is_false else ["false_alarm"]
    if is_urgent and told.person.id != scene.guest_id:
        answers.insert(0, "false_alarm")
    return {
        **_of_alarm(scene, occasion, told),
        "outcome": "false" if is_false else "taken",
        "by": occasion.actor.name if occasion.actor is not None else "",
        "by_you": True if occasion.actor is not None and occasion.actor.id == told.person.id else None,
        "still_urgent": True if is_urgent else None,
        "others_stand": occasion.details.get("others_stand"),
        "at": as_json(occasion.event.at),
        "text": occasion.words,
        "links": [*answers, *_closes(scene, told)],
        "pages": [_ALARM_PAGES[name] for name in answers],
    }


_ALARM_PAGES = {"take_alarm": "take_alarm=alarm", "false_alarm": "false_alarm=alarm:f"}


def _of_alarm(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    building = scene.home.building
    return {
        # An answer is an instruction to us; the words of whoever is only on call reach the managers.
        "channel": Channel.AGENCY.value,
        "guest": True if told.person.id == scene.guest_id else None,
        "danger": occasion.details["danger"],
        "address": f"{building.street}, {building.postcode} {building.town}",
        "place": scene.home.dwelling.place or None,
    }


def _closes(scene: Scene, told: Told) -> list[str]:
    return [] if told.person.id == scene.guest_id else ["close"]


def not_understood(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    facts: dict[str, Any] = {"at": as_json(occasion.event.at), "question": occasion.details["ask"], "links": ["reply"]}
    if told.role is Role.MANAGER:
        facts["channel"] = Channel.AGENCY.value  # an answer to it is for us, and published to nobody
    if (page := occasion.details.get("next")) is not None:
        facts |= {"links": [], "pages": [f"correct_reading={page}"]}
    companies = [(number, company) for number, company in occasion.details.get("companies", ())]
    return (
        facts
        | canned_facts.meant(occasion.details)
        | companies_to_ask("companies", companies, page=occasion.details.get("page", "quote"))
    )


def draft_ready(details: Mapping[str, Any]) -> dict[str, Any]:
    """What G-14 says: its page is the one on which the draft is looked through, changed, sent or thrown away."""
    kind, number = DraftKind(details["draft_kind"]), details["draft"]
    page = _DRAFT_PAGES.get(kind, "own_draft:") + brief(number)
    return {
        "channel": Channel.AGENCY.value,
        "draft": kind.value,
        "draft_number": number,
        "said": details.get("said"),
        "to": details.get("prepared_for"),
        "lines": details["draft_lines"],
        **details.get("draft_more", {}),
        "links": [],
        "pages": [f"validate={page}", f"modify={page}", f"cancel={page}"],
    }


_DRAFT_PAGES: Mapping[DraftKind, str] = MappingProxyType(
    {
        DraftKind.QUOTE_REQUEST: "quote:d",
        DraftKind.WORK_ORDER: "send_order:d",
        DraftKind.PRIVATE_MESSAGE: "draft:",
    }
)
"""The pages of a report on which a draft is sent; the others are sent on a page of one's own."""
