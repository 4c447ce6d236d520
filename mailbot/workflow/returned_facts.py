"""What G-15 and G-25 say: whose address, why, what waited for the answer, where else they can be reached."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Dwelling, Participant, Person, PersonAddress, Provider, ProviderContact, Report, Thread
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, LetterKind, OutboundFate, ReportStatus, Role, ThreadKind
from mailbot.workflow.households import homes_of_landlord, homes_of_tenant, is_provider, role_of
from mailbot.workflow.occasions import Occasion, Told
from mailbot.workflow.scene import Scene
from mailbot.workflow.why_returned import Why

_L = LetterKind
WAITED: Mapping[LetterKind, str] = MappingProxyType(
    {
        _L.QUOTE_REQUEST: "send_quote",
        _L.WORK_ORDER: "take_mission",
        _L.FIRST_RELAUNCH: "take_mission",
        _L.SECOND_RELAUNCH: "take_mission",
        _L.LAST_RELAUNCH: "take_mission",
        _L.MISSIONS_WAITING: "take_mission",
        _L.SLOTS_OFFERED: "choose_slot",
        _L.SLOT_TO_PLAN: "plan_visit",
        _L.OTHER_SLOTS: "propose_slots",
        _L.NEXT_STEP: "next_step",
        _L.WORKS_DONE: "confirm_works",
        _L.WORKS_DONE_REMINDED: "confirm_works",
        _L.AVAILABILITY_ASKED: "availability",
        _L.PRECISION_ASKED: "provide_info",
        _L.CLOSED_REPORT_ANSWERED: "same_or_new",
        _L.AGREEMENT_ASKED: "approve_quote",
        _L.AGREEMENT_REMINDED: "approve_quote",
    }
)
"""What each letter asks of its reader, as a question (READING, section 11)."""
OF_RETURNS = frozenset({_L.LETTER_BOUNCED, _L.ADDRESS_STOPPED})
"""No letter tells that a letter about a returned letter came back: the digest does."""
_MOST_LOST = 40
"""Lines of one letter; the page has them all."""
_QUESTIONS = frozenset(WAITED.values())
UNANSWERED_ELSEWHERE = "availability"
"""The one that no seat keeps as its question: whatever comes answers it."""
_MOST_CASES = 12


def waited_in(letter: OutboundMail) -> str | None:
    """What a letter asks of its reader; none when it only tells."""
    waited = WAITED.get(letter.kind)
    if waited == "take_mission" and "is_order" in letter.facts and not letter.facts["is_order"]:
        return "send_quote"  # the same reminder is for both
    return waited


def about_letter(letter: OutboundMail, person: Person, why: Why, again: PersonAddress | None) -> dict[str, Any]:
    """What G-15 says of one letter."""
    row = next((each for each in person.addresses if each.address == letter.recipient), None)
    others = [each.address for each in person.addresses if each.address != letter.recipient]
    waited = waited_in(letter)
    return {
        "recipient_name": person.name,
        "address": letter.recipient,
        "row": row.id if row is not None else None,
        "waited": waited if letter.channel is not Channel.PRIVATE else None,
        "other_address": others[0] if others else None,
        "sent_to": again.address if again is not None else None,
        "telephone": person.telephone or None,
    }


def about_lost(
    letters: Sequence[tuple[OutboundMail, Person, str | None]], *, others: int
) -> dict[str, Any]:  # fmt: skip
    """What G-15 says of many letters at once. `others`: those that nobody needs any more."""
    lines = [
        {
            "recipient_name": person.name,
            "ref": ref,
            "at": letter.created_at.isoformat(),
            "waited": waited_in(letter) if letter.channel is not Channel.PRIVATE else None,
            "in_doubt": letter.fate is OutboundFate.UNCERTAIN,
        }
        for letter, person, ref in letters[:_MOST_LOST]
    ]
    return {"lost": lines, "lost_in_all": len(letters), "others": others}


def letter_bounced(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-15 of a letter about a report, on the thread of the manager who reads."""
    facts = _bounced(occasion.details)
    if not scene.is_private:
        return facts | {"channel": Channel.AGENCY.value}
    return facts | {"waited": None}


def letter_bounced_apart(details: Mapping[str, Any]) -> dict[str, Any]:
    """G-15 of a letter about no report, or to a colleague."""
    if "lost" in details["bounced"]:
        page = ["send_again=address"] if details["bounced"]["lost"] else []
        return {**details["bounced"], "own_subject": True, "links": [], "pages": page}
    return _bounced(details) | {"own_subject": True, "waited": None, "ref": details["bounced"]["ref"]}


_NOT_OF_THE_ADDRESS = frozenset({Why.NOT_SENT.value, Why.FAULT.value, Why.IN_DOUBT.value})


def _bounced(details: Mapping[str, Any]) -> dict[str, Any]:
    told = details["bounced"]
    row, call = told["row"], told["telephone"]
    may_send = told["other_address"] and not told["sent_to"]
    facts = {
        "recipient_name": told["recipient_name"],
        "address": told["address"],
        "why": details["why"],
        "waited": told["waited"],
        "suspended": details["suspends"] or None,
        "other_address": told["other_address"],
        "sent_to": told["sent_to"],
        "telephone": call,
        "call": call,
        "links": ["call_person"] if call else [],
        "pages": [],
    }
    if details["why"] in _NOT_OF_THE_ADDRESS:
        facts["pages"] = ["send_again=address"]
    elif row is not None:
        at = brief(row)
        facts["pages"] = [f"put_right=address:{at}", *([f"send_elsewhere=address:{at}"] if may_send else [])]
    return facts


def about_person(
    session: Session, person: Person, address: PersonAddress, letter: OutboundMail, *, complaint: bool, today: date
) -> dict[str, Any]:
    """What G-25 says of one address."""
    return {
        "recipient_name": person.name,
        "recipient_role": _role(session, person, today).value,
        "place": _place(session, person, today),
        "address": address.address,
        "complaint": complaint,
        "complained_of": letter.created_at.isoformat() if complaint else None,
        "refusals": address.refusals if not complaint else None,
        "refused_since": address.refused_since.isoformat() if address.refused_since and not complaint else None,
        "why": address.refused_why if not complaint else None,
        "waiting": _waiting(session, person),
        "telephone": person.telephone or None,
        "row": address.id,
    }


def address_stopped(details: Mapping[str, Any]) -> dict[str, Any]:
    """G-25."""
    told = dict(details["stopped"])
    at, call = brief(told.pop("row")), told["telephone"]
    return told | {
        "call": call,
        "links": ["call_person"] if call else [],
        "pages": [f"put_right=address:{at}", f"write_again=address:{at}"],
    }


def _role(session: Session, person: Person, today: date) -> Role:
    return Role.PROVIDER if is_provider(session, person.id) else role_of(session, person.id, today=today)


def _place(session: Session, person: Person, today: date) -> str | None:
    """The home that somebody lives in or owns, or the company that they write for."""
    homes = homes_of_tenant(session, person.id, today=today) or homes_of_landlord(session, person.id, today=today)
    if homes:
        return session.get_one(Dwelling, homes[0]).name
    company = select(Provider.company).join(ProviderContact, ProviderContact.provider_id == Provider.id)
    return session.scalars(company.where(ProviderContact.person_id == person.id)).first()


def _waiting(session: Session, person: Person) -> list[dict[str, Any]]:
    """The open reports of this person, each with what waits for their answer there; nothing of a private one."""
    rows = session.execute(
        select(Report.ref, Participant.asked, Thread.kind)
        .join(Thread, Thread.id == Participant.thread_id)
        .join(Report, Report.id == Thread.report_id)
        .where(Participant.person_id == person.id, Participant.revoked_at.is_(None))
        .where(Report.status != ReportStatus.CLOSED)
        .order_by(Report.id, Thread.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for ref, asked, kind in rows:
        question = (asked or {}).get("question") if kind is not ThreadKind.PRIVATE else None
        if ref not in found or question in _QUESTIONS:
            found[ref] = {"ref": ref, "waited": question if question in _QUESTIONS else None}
    return list(found.values())[:_MOST_CASES]
