"""A manager arranges a visit by words, in the place of the company or of the home: « Durand propose mardi 24 à 9h »."""

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound import mission_slots, occupant_slots
from mailbot.inbound.arrived import place_of
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.reading.outcome import IntentType
from mailbot.vocabulary import Channel, Role
from mailbot.workflow.one_step import takes_the_wish
from mailbot.workflow.proposals import propose
from mailbot.workflow.slot_questions import tell_not_done
from mailbot.workflow.slot_rules import wanted_from


def take_proposal(session: Session, heard: Heard) -> Done | None:
    """Times that the company told the manager."""
    intent = heard.intent(IntentType.PROPOSE_SLOTS)
    if intent is None or not _is_ours(heard):
        return None
    person, now, mail_id = heard.seat.person, heard.now, heard.arrived.mail_id
    slots, because = wanted_from(intent.values.get("slots", ())), place_of(intent)
    try:
        if not takes_the_wish(
            session, heard.scene, person, Role.MANAGER, slots, now=now, mail_id=mail_id, because=because
        ):
            propose(
                session, heard.scene, person, Role.MANAGER, slots, now=now, mail_id=mail_id, because=because
            )  # fmt: skip
    except Refused as refused:
        tell_not_done(
            session, heard.scene, person, Role.MANAGER, "propose_slots", refused.reason, now=now, mail_id=mail_id
        )  # fmt: skip
    return Done(covers=frozenset({IntentType.PROPOSE_SLOTS}))


def take_choice(session: Session, heard: Heard) -> Done | None:
    """« La locataire prend le 2 », « aucun ne convient à la locataire »."""
    if not _is_ours(heard):
        return None
    return occupant_slots.take_choice(session, heard) or occupant_slots.take_rejection(session, heard)


def take_plan(session: Session, heard: Heard) -> Done | None:
    """« Durand confirme mardi »."""
    return mission_slots.take_plan(session, heard) if _is_ours(heard) else None


def _is_ours(heard: Heard) -> bool:
    """Whether the words are an instruction to us: what is written in public is for the home to read."""
    return heard.seat.channel is Channel.AGENCY
