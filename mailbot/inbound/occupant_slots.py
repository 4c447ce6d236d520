"""What an occupant says about the slots that are offered: one of them, none of them, or something unclear (S2-12)."""

import re
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.arrived import place_of
from mailbot.inbound.company_words import only_nods
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.mission_slots import as_wanted
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import moments_in
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import Visit
from mailbot.vocabulary import EventKind, LetterKind, Role, VisitState
from mailbot.workflow.appointments import STANDS, last_visit, still_offered
from mailbot.workflow.choosing import choose, reject, tell_too_late
from mailbot.workflow.events import record
from mailbot.workflow.proposals import about, choice_of
from mailbot.workflow.slot_questions import tell_not_done
from mailbot.workflow.slot_rules import Wanted, closes_before, wanted_from
from mailbot.workflow.telling import Reader

_CHOICE = frozenset({IntentType.CHOOSE_SLOT})
_REJECTION = frozenset({IntentType.REJECT_SLOTS, IntentType.OFFER_AVAILABILITY})


def take_choice(session: Session, heard: Heard) -> Done | None:
    """« Le 2 », « mardi 9h »: exactly one slot, and the first clear choice stands (GAP-20)."""
    intent = heard.intent(IntentType.CHOOSE_SLOT)
    visit = _visit(session, heard)
    if intent is None or visit is None or (wanted := as_wanted(dict(intent.values))) is None:
        return None
    person, role, now, mail_id = heard.seat.person, heard.seat.participant.role, heard.now, heard.arrived.mail_id
    if _pressed_earlier(heard, wanted):
        reason = Reason.SLOT_WITHDRAWN
        tell_too_late(session, heard.scene, person, role, visit, reason, now=now, mail_id=mail_id)
        return Done(covers=_CHOICE)
    try:
        choose(
            session, heard.scene, person, role, visit, wanted, now=now, mail_id=mail_id, because=place_of(intent)
        )  # fmt: skip
    except Refused as refused:
        if refused.reason is Reason.ALREADY_SO:
            return Done(covers=_CHOICE)
        if role is Role.TENANT:
            tell_too_late(session, heard.scene, person, role, visit, refused.reason, now=now, mail_id=mail_id)
        else:
            tell_not_done(
                session, heard.scene, person, role, "choose_slot", refused.reason, now=now, mail_id=mail_id
            )  # fmt: skip
    return Done(covers=_CHOICE)


# What a button of T-08 writes: the number, and the time that it had in that letter.
_PRESSED = re.compile(r"^(?:je choisis le creneau|i choose slot) \d ?: (?P<time>[^\n]+)")


def _pressed_earlier(heard: Heard, wanted: Wanted) -> bool:
    """Whether the number is that of an earlier proposal, in which it stood for another time."""
    pressed = _PRESSED.match(fold(heard.reading.fresh_text).strip())
    if pressed is None:
        return False
    zone, meant = heard.scene.profile.zone, moments_in(pressed["time"], heard.route.standpoint.received)
    start = wanted.start.astimezone(zone)
    return any(
        (moment.day is not None and moment.day != start.date())
        or (moment.hours is not None and moment.hours.opens is not None and moment.hours.opens != start.time())
        for moment in meant
    )


def take_rejection(session: Session, heard: Heard) -> Done | None:
    """« Aucun »: the company reads the times that were wished, and never why; whoever said it stays the agency's to
    read (GAP-03)."""
    intent, offer = heard.intent(IntentType.REJECT_SLOTS), heard.intent(IntentType.OFFER_AVAILABILITY)
    visit = _visit(session, heard)
    if intent is None or visit is None:
        return None
    person, role, now, mail_id = heard.seat.person, heard.seat.participant.role, heard.now, heard.arrived.mail_id
    if _answers_earlier(session, heard, visit):
        reason = Reason.SLOT_WITHDRAWN
        tell_too_late(session, heard.scene, person, role, visit, reason, now=now, mail_id=mail_id)
        return Done(told=frozenset({Reader.PROVIDER}), covers=_REJECTION)
    try:
        reject(
            session, heard.scene, person, role, visit, wishes=_times(offer), now=now, mail_id=mail_id,
            because=place_of(intent, offer),
        )  # fmt: skip
    except Refused as refused:
        if refused.reason is not Reason.ALREADY_SO and role is Role.TENANT:
            tell_too_late(session, heard.scene, person, role, visit, refused.reason, now=now, mail_id=mail_id)
    # The company has read the times in its own letter; the reason behind them is none of its business.
    return Done(told=frozenset({Reader.PROVIDER}), covers=_REJECTION)


def _answers_earlier(session: Session, heard: Heard, visit: Visit) -> bool:
    """Whether « aucun » answers a letter that did not yet offer what is offered now."""
    if visit.state is not VisitState.PROPOSED:
        return False
    letter = session.scalars(
        select(OutboundMail)
        .where(OutboundMail.message_id.in_(heard.arrived.mail.in_reply_to))
        .where(OutboundMail.kind == LetterKind.SLOTS_OFFERED)
    ).first()
    if letter is None:
        return False
    read = {slot.start for slot in wanted_from(letter.facts.get("slots", ()))}
    left = still_offered(visit, closes_before(heard.scene.profile), now=heard.now)
    return not {slot.start for slot in left} <= read


def take_unclear(session: Session, heard: Heard) -> Done | None:
    """« Ok » to several slots, « le 4 » of three: asked about in one line, while a choice is waited for."""
    visit = _visit(session, heard)
    if heard.reading.ask not in (Ask.WHICH_SLOT, Ask.WHICH_DATE) or visit is None:
        return None
    if visit.state is not VisitState.PROPOSED or heard.seat.participant.role is not Role.TENANT:
        return None
    question = choice_of(heard.scene, visit, now=heard.now)[LetterKind.SLOTS_OFFERED.value]
    record(
        session, heard.scene, EventKind.READING_FOUND_UNCLEAR, actor=heard.seat.person, role=Role.TENANT, now=heard.now,
        mail_id=heard.arrived.mail_id,
        details={"ask": heard.reading.ask.value, "asked": {LetterKind.PRECISION_ASKED.value: question}}
        | about(visit) | {"slots": list(visit.slots)},
    )  # fmt: skip
    return Done(has_asked=True)


def take_nod(session: Session, heard: Heard) -> Done | None:
    """« Ok merci », once a slot is chosen: no news for the home, nor for the company."""
    visit = _visit(session, heard)
    if visit is None or visit.state not in STANDS or heard.arrived.files or not only_nods(heard.reading.fresh_text):
        return None
    return Done(told=frozenset(Reader) - {Reader.MANAGERS})


def _visit(session: Session, heard: Heard) -> Visit | None:
    return last_visit(session, heard.scene.company) if heard.scene.company is not None else None


def _times(offer: Intent | None) -> dict[str, Any]:
    if offer is None:
        return {}
    return {name: offer.values[name] for name in ("slots", "recurring", "always") if offer.values.get(name)}
