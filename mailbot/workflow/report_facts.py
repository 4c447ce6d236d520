"""What the letters about a report say to who lives there and to the landlord: it is here, news of it, it is closed
(T-01 to T-04, T-17 to T-19, T-23, B-01, B-10, B-11, X-14, X-15)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mailbot.threads.lives import Dead
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, ClosingReason, EventKind, ReportStatus, Role
from mailbot.workflow import canned_facts, slot_facts, works_facts
from mailbot.workflow.bands import their_turn
from mailbot.workflow.occasions import Occasion, Told, as_json, pictures
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.visibility import words_for


def received(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-01: it is known, and what comes next."""
    author = told.variant == "A"
    return {
        "is_author": author,
        "photos": len(occasion.photos) or None,
        "links": ["photo", "settled"] if author else ["photo"],
    }


def landlord_report(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """B-10: a report of his home came, was closed, or goes on."""
    facts: dict[str, Any] = {
        "step": _STEPS[told.variant],
        "unpublished": scene.report.is_private or None,
        "links": ["not_settled"] if told.variant == "B" else ["detail", "may_inform"],
    }
    if told.variant == "B":
        closed_at = scene.report.closed_at or occasion.event.at
        facts |= {
            "closing_reason": (scene.report.closing_reason or ClosingReason.REPAIRED).value,
            "reopen_until": as_json(scene.reopen_until(closed_at)),
            "read_as": occasion.read_as or None,
        }
    return facts


_STEPS: Mapping[str, str] = MappingProxyType({"A": "received", "B": "closed", "C": "reopened"})


def landlord_message(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """B-01: what the agency writes to him."""
    return {
        "text": occasion.words,
        **pictures(occasion.photos),
        "signed_by": occasion.actor.name if occasion.actor is not None else None,
        "links": ["reply"],
    }


def landlord_status(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """B-11: where his reports stand."""
    return {
        "homes": occasion.details["homes"],
        "on": as_json(occasion.event.at),
        "passed_on": occasion.details.get("passed_on") or None,
        "awaited": occasion.details.get("awaited") or None,
        "links": ["reply"],
    }


def news(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-04: what somebody said or did."""
    writer = occasion.actor
    is_closed = (occasion.status or scene.report.status) is ReportStatus.CLOSED
    facts: dict[str, Any] = {
        "writer_role": occasion.role.value,
        "text": _as_read(occasion, told),
        **pictures(occasion.photos),
        "links": ["close"] if scene.is_author(told.person.id) and not is_closed else [],
    }
    author = told.role is Role.TENANT and scene.is_author(told.person.id)
    facts |= canned_facts.sent(occasion.details, occasion.words, spoken(told.person), author=author)
    if occasion.role is not Role.TENANT and writer is not None:
        company = scene.company if occasion.role is Role.PROVIDER else None
        facts["writer"] = company.provider.company if company is not None else writer.name
    if occasion.role is Role.MANAGER and writer is not None:
        facts["signed_by"] = writer.name
    return facts | works_facts.news(scene, occasion)


def _as_read(occasion: Occasion, told: Told) -> str:
    """The words as whoever lives there reads them (S1-27, S1-89, WORDING T-04)."""
    return words_for(told.role, occasion.role, occasion.words, language=spoken(told.person))


def status_told(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-23: where their reports stand, because they asked or because nothing has moved."""
    # Nobody wrote anything when it leaves by the clock.
    by_clock = occasion.event.kind is EventKind.REPORT_LEFT_DORMANT
    return {
        "cases": occasion.details["cases"],
        "on": as_json(occasion.event.at),
        "unasked": by_clock or None,
        "links": ["reply"],
    }


def urgent(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-02: what to do about a danger, and whom to call."""
    return {
        "danger": occasion.details["danger"],
        "by_you": _is_theirs(occasion, told) or None,
        "numbers": scene.profile.emergency.model_dump(),
        "links": ["safe", "call_on_call"],
        "call": scene.profile.on_call_telephone,
    }


def closed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-17: it is closed, and until when a word brings it back."""
    author = told.variant == "A"
    reason = scene.report.closing_reason or ClosingReason.REPAIRED
    facts: dict[str, Any] = {
        "is_author": author,
        "closing_reason": reason.value,
        "links": ["not_settled", "new_report"],
    }
    if (into := occasion.details.get("into")) is not None:
        # An answer goes on in the other report: there is nothing to bring back here.
        return facts | {"duplicate_of": into, "links": ["new_report"]} | _message(occasion, told, author)
    if author:
        if reason is ClosingReason.BY_AUTHOR and not _is_theirs(occasion, told):
            facts["closing_reason"] = ClosingReason.REPAIRED.value  # another author of the same matter closed it
        facts["reopen_until"] = as_json(scene.reopen_until(scene.report.closed_at or occasion.event.at))
        # How a mail was read is said back to whoever wrote it.
        facts["read_as"] = occasion.read_as if _is_theirs(occasion, told) else None
    return facts | _message(occasion, told, author)


def _is_theirs(occasion: Occasion, told: Told) -> bool:
    return occasion.actor is not None and occasion.actor.id == told.person.id


def _message(occasion: Occasion, told: Told, author: bool) -> dict[str, Any]:
    """The ready message that closed it, with whose name stands under it."""
    sender = occasion.actor.name if occasion.actor is not None else ""
    return canned_facts.closed_by(
        occasion.details, occasion.words, spoken(told.person), author=author, sender=sender
    )  # fmt: skip


def reopened(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-19: it goes on."""
    return {"links": ["photo"], "by_agency": occasion.role is Role.MANAGER or None}


def closed_answered(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-18: an answer came after the end. The same problem, or another one?"""
    closed_at = scene.report.closed_at or occasion.event.at
    may_reopen = scene.is_author(told.person.id) and occasion.event.at <= scene.reopen_until(closed_at)
    return {
        "closed_on": as_json(closed_at),
        "may_reopen": may_reopen,
        "links": ["same_problem", "new_report"],
    }


def precision(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """T-03: what is not known yet."""
    ask = occasion.details["ask"]
    links = ["reply", "photo"] if ask == "what_is_wrong" else ["reply"]
    facts: dict[str, Any] = {"questions": [ask], "links": links} | their_turn(scene.report.status, "precision")
    if ask == "which_slot" and "slots" in occasion.details:
        offer = slot_facts.offered(scene, occasion, told)
        facts |= their_turn(scene.report.status, "slot_choice")
        facts |= {"slots": offer["slots"], "pages": offer["pages"], "links": [*links, *offer["links"]]}
    return facts


def not_done(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """X-14: what could not be done, and why."""
    facts: dict[str, Any] = {
        "act": occasion.details["act"],
        "reason": occasion.details["reason"],
        "next_step": occasion.details.get("next_step"),
    }
    if told.role is Role.MANAGER:
        # An answer to it is for us, as the line was.
        facts |= {"channel": Channel.AGENCY.value, "links": ["reopen"] if facts["next_step"] == "reopen" else []}
        draft = occasion.details.get("draft")
        if facts["act"] in _OF_ONES_WORDS:
            facts |= {"said": occasion.words or None}
        if (page := occasion.details.get("page") or _PAGE_OF_WAY.get(facts["next_step"])) is not None:
            return facts | {"pages": [f"next={page}"]}
        return facts | ({"pages": [f"next={_DRAFT_OF[facts['act']]}:d{brief(draft)}"]} if draft else {})
    if facts["reason"] in set(Dead):
        return facts | {"links": ["reply"]}
    if facts["act"] in slot_facts.ACTS:
        return facts | slot_facts.not_done(occasion, told)
    return facts | {
        "who_can": "author" if told.role is Role.TENANT else "agency",
        "passed_on": True,
        "links": ["reply"],
    }


_OF_ONES_WORDS = frozenset({"pass_on", "publish", "relaunch", "dispute_invoice", "judge_alert", "approve_quote"})
"""Whoever wrote several mails is told which of them was kept back."""
_PAGE_OF_WAY = {"write_landlord": "landlord", "sort_page": "sort", "company_page": "send_order"}
_DRAFT_OF = {"request_quote": "quote", "send_order": "send_order"}
"""The page on which what was prepared is sent, by what it would do."""


def file_refused(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """X-15: files that could not be taken."""
    return {"files": occasion.details["files"], "links": []}
