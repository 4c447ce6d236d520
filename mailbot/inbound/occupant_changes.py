"""What an occupant says of the visit that stands: they cannot be there, or nobody came."""

from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.visit_words import calls_off, saying, slots_of
from mailbot.vocabulary import EventKind, LetterKind, Role, VisitState
from mailbot.workflow import visit_changes
from mailbot.workflow.appointments import STANDS, last_visit
from mailbot.workflow.events import record
from mailbot.workflow.one_step import wish_again
from mailbot.workflow.telling import Reader

_ALL_BUT_MANAGERS = frozenset(Reader) - {Reader.MANAGERS}


def change_visit(session: Session, heard: Heard) -> Done | None:
    """The one that stands, of the mission at hand. Whatever else is said of one that was moved is a new wish."""
    assert heard.scene.company is not None
    if not {intent.type for intent in heard.reading.intents} <= {IntentType.THANKS}:
        wish_again(session, heard.scene.company, _wishes(heard).get("slots", ()), heard.seat.person)
    return _nobody_came(session, heard) or _cannot_be_there(session, heard)


def _nobody_came(session: Session, heard: Heard) -> Done | None:
    """« Personne n'est venu ». « Je n'étais pas là » moves the visit: nobody is at fault, and a time is to be found."""
    intent = heard.intent(IntentType.MISSED_VISIT)
    assert heard.scene.company is not None
    visit = last_visit(session, heard.scene.company)
    if intent is None or visit is None:
        return None
    covers = frozenset({IntentType.MISSED_VISIT, IntentType.COMPLAINT, IntentType.CONTEST_WORKS})
    try:
        if intent.values.get("absent") == "occupant":
            if visit.state is not VisitState.PLANNED:
                return None
            visit_changes.move_by_occupant(
                session, heard.scene, visit, saying(heard, intent), wishes=_wishes(heard), now=heard.now
            )
            return Done(_ALL_BUT_MANAGERS, covers)
        visit_changes.nobody_came(session, heard.scene, visit, saying(heard, intent), now=heard.now)
    except Refused as refused:
        if refused.reason is not Reason.TOO_EARLY:
            return None
        _ask(session, heard)
        return Done(frozenset(), frozenset({IntentType.MISSED_VISIT}), has_asked=True)
    return Done(frozenset(Reader), covers)


def _ask(session: Session, heard: Heard) -> None:
    """It is asked about, and not believed."""
    record(
        session, heard.scene, EventKind.READING_FOUND_UNCLEAR, actor=heard.seat.person,
        role=heard.seat.participant.role, now=heard.now, mail_id=heard.arrived.mail_id,
        without=LetterKind.NOT_UNDERSTOOD, details={"ask": "which_visit"},
    )  # fmt: skip


def _cannot_be_there(session: Session, heard: Heard) -> Done | None:
    """Their words are a comment as ever; the company reads their times alone, in its own letter."""
    intent = heard.intent(IntentType.RESCHEDULE)
    assert heard.scene.company is not None
    visit = last_visit(session, heard.scene.company)
    if intent is None or visit is None or visit.state not in STANDS:
        return None
    by = saying(heard, intent)
    covers = frozenset({IntentType.RESCHEDULE, IntentType.OFFER_AVAILABILITY})
    if calls_off(intent):
        visit_changes.call_off(session, heard.scene, visit, by, side=Role.TENANT, now=heard.now)
        return Done(frozenset(Reader), covers)
    is_today = visit_changes.is_today(heard.scene, visit, now=heard.now)
    visit_changes.move_by_occupant(session, heard.scene, visit, by, wishes=_wishes(heard), now=heard.now)
    return Done(frozenset(Reader) if is_today else _ALL_BUT_MANAGERS, covers)


def _wishes(heard: Heard) -> dict[str, Any]:
    """The times that they name for another one, as the reader's values; never why."""
    offered = heard.intent(IntentType.OFFER_AVAILABILITY)
    slots = slots_of(heard.intent(IntentType.RESCHEDULE), offered)
    wishes: dict[str, Any] = {"slots": [each.to_json() for each in dict.fromkeys(slots)]} if slots else {}
    recurring = offered.values.get("recurring") if offered is not None else None
    return wishes | ({"recurring": recurring} if recurring else {})
