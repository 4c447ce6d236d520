"""What a letter says, copied on the day it happens: names, words and states, never rows to be looked up later."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from mailbot.vocabulary import Channel, LetterKind, ReportStatus, Role
from mailbot.workflow import (
    answer_facts,
    decision_facts,
    invoice_facts,
    manager_facts,
    order_ending_facts,
    order_facts,
    quote_facts,
    relaunch_facts,
    report_facts,
    returned_facts,
    sight_facts,
    slot_facts,
    visit_facts,
    works_facts,
)
from mailbot.workflow.ahead import company_that_reads
from mailbot.workflow.bands import band_of
from mailbot.workflow.invitations import CARRIERS, INVITATION, invitation_for
from mailbot.workflow.occasions import Occasion, Told, as_json
from mailbot.workflow.own_letters import greeting
from mailbot.workflow.scene import Scene


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
    if scene.is_private and not scene.is_closed:
        acts.append("publish")  # a new text, from nothing: never a copy of what the landlord wrote
    if facts.get("read_as") and not any(name.startswith("correct=") for name in acts):
        is_closed = occasion.status is ReportStatus.CLOSED or scene.is_closed
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


def _closing_asked(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-10: of a mission that is confirmed, or of one that its report was closed above."""
    if "open_order" in occasion.details:
        return order_ending_facts.closing_asked(scene, occasion, told)
    return works_facts.closing_asked(scene, occasion, told)


_FACTS: Mapping[LetterKind, Callable[[Scene, Occasion, Told], dict[str, Any]]] = MappingProxyType(
    {
        LetterKind.REPORT_RECEIVED: report_facts.received,
        LetterKind.NEW_REPORT: manager_facts.new_report,
        LetterKind.URGENT_RECEIVED: report_facts.urgent,
        LetterKind.STATUS_TOLD: report_facts.status_told,
        LetterKind.ON_CALL_ALERT: manager_facts.on_call,
        LetterKind.NEW_MESSAGE: manager_facts.new_message,
        LetterKind.CLOSED_REPORT_MESSAGE: manager_facts.closed_message,
        LetterKind.ACT_DONE: quote_facts.act_done,
        LetterKind.QUOTE_REQUEST: quote_facts.request,
        LetterKind.QUOTE_ASKED: quote_facts.told_of_request,
        LetterKind.DRAFT_READY: lambda scene, occasion, told: manager_facts.draft_ready(occasion.details),
        LetterKind.NEWS_OF_REPORT: report_facts.news,
        LetterKind.QUOTE_HERE: answer_facts.here,
        LetterKind.QUOTE_NOTED: answer_facts.noted,
        LetterKind.ANSWER_UNCLEAR: answer_facts.unclear,
        LetterKind.COMPANY_DECLINED: answer_facts.declined,
        LetterKind.QUOTE_RECEIVED_LETTER: answer_facts.received,
        LetterKind.LANDLORD_REPORT: report_facts.landlord_report,
        LetterKind.LANDLORD_MESSAGE: report_facts.landlord_message,
        LetterKind.LANDLORD_ANSWERED: manager_facts.landlord_answered,
        LetterKind.LANDLORD_STATUS: report_facts.landlord_status,
        LetterKind.REPORT_CLOSED: report_facts.closed,
        LetterKind.CLOSED_REPORT_ANSWERED: report_facts.closed_answered,
        LetterKind.REPORT_REOPENED: report_facts.reopened,
        LetterKind.PRECISION_ASKED: report_facts.precision,
        LetterKind.NOT_UNDERSTOOD: manager_facts.not_understood,
        LetterKind.NOT_DONE: report_facts.not_done,
        LetterKind.FILE_REFUSED: report_facts.file_refused,
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
