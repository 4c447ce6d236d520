"""What a letter says, copied on the day it happens: names, words and states, never rows to be looked up later."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from mailbot.threads.lives import Dead
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, ClosingReason, EventKind, LetterKind, ReportStatus, Role
from mailbot.workflow import (
    answer_facts,
    canned_facts,
    decision_facts,
    invoice_facts,
    manager_facts,
    order_ending_facts,
    order_facts,
    quote_facts,
    relaunch_facts,
    returned_facts,
    sight_facts,
    slot_facts,
    visit_facts,
    works_facts,
)
from mailbot.workflow.ahead import company_that_reads
from mailbot.workflow.bands import band_of, their_turn
from mailbot.workflow.invitations import CARRIERS, INVITATION, invitation_for
from mailbot.workflow.occasions import Occasion, Told, as_json, pictures
from mailbot.workflow.own_letters import greeting
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.visibility import words_for


def facts_for(kind: LetterKind, scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """Everything that a letter of this kind says to this reader, as JSON.

    `links` names the buttons that make sense; whoever sends the letter makes them into addresses.
    """
    case = _mission(scene) if told.role is Role.PROVIDER else _case(scene, told)
    facts = greeting(told.person, told.role) | case | _FACTS[kind](scene, occasion, told)
    if facts.get("read_as") and told.role is not Role.MANAGER:
        facts["links"] = [*facts["links"], "correct"]
    if kind in _HAVE_CASE_BUTTONS and (occasion.status or scene.report.status) is not ReportStatus.CLOSED:
        facts["links"] = [*facts["links"], *_missing_of_a_case(facts)]
    facts["pages"] = _pages(scene, occasion, told, facts)
    if "provider" not in facts and (company := _who_reads(scene, occasion, told, facts)):
        facts["provider"] = company
    if kind in CARRIERS and (invitation := occasion.details.get(INVITATION)) is not None:
        facts["calendar"] = invitation_for(scene, invitation, told)
    return facts if occasion.status is None else facts | {"band": band_of(occasion.status)}


def _who_reads(scene: Scene, occasion: Occasion, told: Told, facts: Mapping[str, Any]) -> str:
    """The company that reads an answer to this letter, for its last line; empty for none (AUDIENCE)."""
    is_public = facts["channel"] == Channel.PUBLIC.value and occasion.status is not ReportStatus.CLOSED
    if not is_public or told.role not in (Role.TENANT, Role.MANAGER):
        return ""
    about, seat = occasion.event.facts, scene.seat_for(told.person.id, told.role)
    if not about.keys() & {"order", "quote_row"} and seat is not None:
        about = seat.asked or {}
    return company_that_reads(scene.ahead, about)


def _mission(scene: Scene) -> dict[str, Any]:
    """What every letter to a company says of its case: no home, no street, nobody's name (WORK_ORDER_PDF, 6.2)."""
    company = scene.the_company
    # Nobody at home knows of it: what the company answers is for the agency alone.
    channel = Channel.AGENCY if scene.hides_from_home() else Channel.PUBLIC
    return {
        "channel": channel.value,
        "quote_number": company.about_quote.number if company.about_quote is not None else None,
        "order_number": company.order.shown_number if company.order is not None else None,
        "object": company.order.motif if company.order is not None else company.quote.motif,
        "town": scene.home.building.town,
        "manager": scene.home.managers[0].name if scene.home.managers else scene.profile.name,
        "has_two_addresses": True if channel is Channel.PUBLIC else None,
        "events": [],
    }


def _case(scene: Scene, told: Told) -> dict[str, Any]:
    report = scene.report
    return {
        "channel": (Channel.PRIVATE if scene.is_private else Channel.PUBLIC).value,
        "ref": report.ref,
        "object": report.object,
        "dwelling": scene.home.dwelling.name,
        "building": scene.home.building.name,
        "manager": scene.home.managers[0].name if scene.home.managers else scene.profile.name,
        "is_author": scene.reported(told.person.id) is Role.TENANT,
        "band": scene_band(scene, told.role),
        "events": [{"at": as_json(event.at), "kind": event.kind.value} for event in told.events],
    }


def scene_band(scene: Scene, role: Role) -> dict[str, str]:
    """Where the report of a scene stands, for a reader of this role."""
    return band_of(
        scene.report.status, role, awaits_quote=scene.awaits_quote(role), ahead=scene.ahead, zone=scene.profile.zone
    )  # fmt: skip


def _pages(scene: Scene, occasion: Occasion, told: Told, facts: Mapping[str, Any]) -> list[str]:
    """Which of the buttons open a page: those of the letter itself (`pages` of its facts), the report for whoever may
    look at it, what changes it for a manager."""
    own = list(facts.get("pages", ()))
    if facts["channel"] == Channel.NONE.value or told.role is Role.PROVIDER or facts.get("guest"):
        return own  # whoever is only on call has the alarm to answer, and no other page of the report
    if told.role is not Role.MANAGER:
        return ["report", *own]
    acts = [name for name in facts["links"] if name in _ACT_PAGES] + own
    if (occasion.status or scene.report.status) is not ReportStatus.CLOSED:
        acts.append("quote")  # S1-55: from any letter about a report that is open
        acts.append("send_order")  # S1-63: the same
    if scene.home.landlords and not scene.is_private:
        acts.append("landlord")  # S1-93: at any time, from any letter about the report
    if scene.is_private and scene.report.status is not ReportStatus.CLOSED:
        acts.append("publish")  # a new text, from nothing: never a copy of what the landlord wrote
    if facts.get("read_as") and not any(name.startswith("correct=") for name in acts):
        is_closed = occasion.status is ReportStatus.CLOSED or scene.report.status is ReportStatus.CLOSED
        acts.append("correct=reopen" if is_closed else "correct=report")
    return ["report", *acts]


_ACT_PAGES = frozenset({"close", "reopen", "canned", "providers"})
_L = LetterKind
# WORDING, « Les cinq boutons du dossier »: at the foot of every letter to a manager about one report.
_HAVE_CASE_BUTTONS = frozenset(kind for kind in LetterKind if kind.startswith("G-")) - {
    _L.DIGEST_OF_MANAGER, _L.TO_BE_FILED, _L.SECURITY_ALERT, _L.DORMANT_REPORTS, _L.MONTHLY_RECAP,
    _L.UNTREATED_REPORTS, _L.ADDRESS_STOPPED,
}  # fmt: skip


def _missing_of_a_case(facts: Mapping[str, Any]) -> list[str]:
    """An answer and closing, where the letter itself offers neither; nothing where an answer goes nowhere."""
    if facts["channel"] == Channel.NONE.value or facts.get("own_subject") or facts.get("guest"):
        return []
    return [name for name in ("reply", "close") if name not in facts["links"]]


def _received(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    author = told.variant == "A"
    return {
        "is_author": author,
        "photos": len(occasion.photos) or None,
        "links": ["photo", "settled"] if author else ["photo"],
    }


def _landlord_report(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
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


def _landlord_message(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return {
        "text": occasion.words,
        **pictures(occasion.photos),
        "signed_by": occasion.actor.name if occasion.actor is not None else None,
        "links": ["reply"],
    }


def _landlord_status(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return {
        "homes": occasion.details["homes"],
        "on": as_json(occasion.event.at),
        "passed_on": occasion.details.get("passed_on") or None,
        "awaited": occasion.details.get("awaited") or None,
        "links": ["reply"],
    }


def _news(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
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


def _status_told(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    # Nobody wrote anything when it leaves by the clock.
    by_clock = occasion.event.kind is EventKind.REPORT_LEFT_DORMANT
    return {
        "cases": occasion.details["cases"],
        "on": as_json(occasion.event.at),
        "unasked": by_clock or None,
        "links": ["reply"],
    }


def _urgent(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return {
        "danger": occasion.details["danger"],
        "by_you": _is_theirs(occasion, told) or None,
        "numbers": scene.profile.emergency.model_dump(),
        "links": ["safe", "call_on_call"],
        "call": scene.profile.on_call_telephone,
    }


def _closed(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
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


def _reopened(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return {"links": ["photo"], "by_agency": occasion.role is Role.MANAGER or None}


def _closed_answered(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    closed_at = scene.report.closed_at or occasion.event.at
    may_reopen = scene.is_author(told.person.id) and occasion.event.at <= scene.reopen_until(closed_at)
    return {
        "closed_on": as_json(closed_at),
        "may_reopen": may_reopen,
        "links": ["same_problem", "new_report"],
    }


def _precision(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    ask = occasion.details["ask"]
    links = ["reply", "photo"] if ask == "what_is_wrong" else ["reply"]
    facts: dict[str, Any] = {"questions": [ask], "links": links} | their_turn(scene.report.status, "precision")
    if ask == "which_slot" and "slots" in occasion.details:
        offer = slot_facts.offered(scene, occasion, told)
        facts |= their_turn(scene.report.status, "slot_choice")
        facts |= {"slots": offer["slots"], "pages": offer["pages"], "links": [*links, *offer["links"]]}
    return facts


def _not_done(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "act": occasion.details["act"],
        "reason": occasion.details["reason"],
        "next_step": occasion.details.get("next_step"),
    }
    if told.role is Role.MANAGER:
        # An answer to it is for us, as the line was.
        facts |= {"channel": Channel.AGENCY.value, "links": ["reopen"] if facts["next_step"] == "reopen" else []}
        draft = occasion.details.get("draft")
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


_DRAFT_OF = {"request_quote": "quote", "send_order": "send_order"}
"""The page on which what was prepared is sent, by what it would do."""


def _file_refused(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    return {"files": occasion.details["files"], "links": []}


def _closing_asked(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-10: of a mission that is confirmed, or of one that its report was closed above."""
    if "open_order" in occasion.details:
        return order_ending_facts.closing_asked(scene, occasion, told)
    return works_facts.closing_asked(scene, occasion, told)


_FACTS: Mapping[LetterKind, Callable[[Scene, Occasion, Told], dict[str, Any]]] = MappingProxyType(
    {
        LetterKind.REPORT_RECEIVED: _received,
        LetterKind.NEW_REPORT: manager_facts.new_report,
        LetterKind.URGENT_RECEIVED: _urgent,
        LetterKind.STATUS_TOLD: _status_told,
        LetterKind.ON_CALL_ALERT: manager_facts.on_call,
        LetterKind.NEW_MESSAGE: manager_facts.new_message,
        LetterKind.CLOSED_REPORT_MESSAGE: manager_facts.closed_message,
        LetterKind.ACT_DONE: quote_facts.act_done,
        LetterKind.QUOTE_REQUEST: quote_facts.request,
        LetterKind.QUOTE_ASKED: quote_facts.told_of_request,
        LetterKind.DRAFT_READY: lambda scene, occasion, told: manager_facts.draft_ready(occasion.details),
        LetterKind.NEWS_OF_REPORT: _news,
        LetterKind.QUOTE_HERE: answer_facts.here,
        LetterKind.QUOTE_NOTED: answer_facts.noted,
        LetterKind.ANSWER_UNCLEAR: answer_facts.unclear,
        LetterKind.COMPANY_DECLINED: answer_facts.declined,
        LetterKind.QUOTE_RECEIVED_LETTER: answer_facts.received,
        LetterKind.LANDLORD_REPORT: _landlord_report,
        LetterKind.LANDLORD_MESSAGE: _landlord_message,
        LetterKind.LANDLORD_ANSWERED: manager_facts.landlord_answered,
        LetterKind.LANDLORD_STATUS: _landlord_status,
        LetterKind.REPORT_CLOSED: _closed,
        LetterKind.CLOSED_REPORT_ANSWERED: _closed_answered,
        LetterKind.REPORT_REOPENED: _reopened,
        LetterKind.PRECISION_ASKED: _precision,
        LetterKind.NOT_UNDERSTOOD: manager_facts.not_understood,
        LetterKind.NOT_DONE: _not_done,
        LetterKind.FILE_REFUSED: _file_refused,
        LetterKind.AGREEMENT_ASKED: decision_facts.agreement_asked,
        LetterKind.AGREEMENT_REMINDED: decision_facts.agreement_reminded,
        LetterKind.AGREEMENT_NOTED: decision_facts.agreement_noted,
        LetterKind.REFUSAL_NOTED: decision_facts.refusal_noted,
        LetterKind.ENGAGED_URGENTLY: decision_facts.engaged_urgently,
        LetterKind.LANDLORD_DECIDED: decision_facts.landlord_decided,
        LetterKind.LANDLORD_SILENT: decision_facts.landlord_silent,
        LetterKind.QUOTE_APPROVED: decision_facts.quote_approved,
        LetterKind.QUOTE_NOT_RETAINED: decision_facts.quote_not_retained,
        LetterKind.COMPANY_MESSAGE: sight_facts.company_message,
        LetterKind.AVAILABILITY_ASKED: sight_facts.availability_asked,
        LetterKind.QUOTE_ACCEPTED: decision_facts.quote_accepted,
        LetterKind.READ_BACK: decision_facts.read_back,
        LetterKind.WORK_ORDER: order_facts.work_order,
        LetterKind.ORDER_TOLD: order_facts.told_of_order,
        LetterKind.FIRST_RELAUNCH: relaunch_facts.asked_again,
        LetterKind.SECOND_RELAUNCH: relaunch_facts.asked_again,
        LetterKind.LAST_RELAUNCH: relaunch_facts.asked_again,
        LetterKind.COMPANY_SILENT: relaunch_facts.company_silent,
        LetterKind.SLOTS_OFFERED: slot_facts.offered,
        LetterKind.CHOICE_NOTED: slot_facts.choice_noted,
        LetterKind.VISIT_CONFIRMED: slot_facts.confirmed,
        LetterKind.SLOT_TO_PLAN: slot_facts.to_plan,
        LetterKind.VISIT_PLANNED: slot_facts.planned,
        LetterKind.OTHER_SLOTS: slot_facts.other_slots,
        LetterKind.VISIT_AGREED: slot_facts.agreed,
        LetterKind.NO_CHOICE: slot_facts.no_choice,
        LetterKind.NEXT_STEP: works_facts.next_step,
        LetterKind.DONE_NOTED: works_facts.done_noted,
        LetterKind.REPAIR_CONFIRMED: works_facts.repair_confirmed,
        LetterKind.PROBLEM_LEFT: works_facts.problem_left,
        LetterKind.WORKS_DONE: works_facts.works_done,
        LetterKind.WORKS_DONE_REMINDED: works_facts.works_done_reminded,
        LetterKind.RETURN_NOTED: works_facts.return_noted,
        LetterKind.WORKS_CONTESTED: works_facts.works_contested,
        LetterKind.CLOSING_ASKED: _closing_asked,
        LetterKind.VISIT_CHANGED: visit_facts.visit_changed,
        LetterKind.VISIT_TOMORROW: visit_facts.visit_tomorrow,
        LetterKind.VISIT_REMINDER: visit_facts.visit_reminder,
        LetterKind.INVOICE_NOTED: invoice_facts.noted,
        LetterKind.INVOICE_HERE: invoice_facts.here,
        LetterKind.SECURITY_ALERT: invoice_facts.alert,
        LetterKind.WORKS_FINISHED: invoice_facts.works_finished,
        LetterKind.COMPANY_CHANGED: order_ending_facts.company_changed,
        LetterKind.ORDER_CANCELLED: order_ending_facts.order_cancelled,
        LetterKind.LETTER_BOUNCED: returned_facts.letter_bounced,
    }
)
