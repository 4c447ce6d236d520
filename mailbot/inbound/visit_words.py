"""What a mail says of a visit, as values: the times that it names, an hour, whether it calls the visit off."""

import re
from datetime import datetime
from typing import Any

from mailbot.inbound.arrived import place_of
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.hearing import Heard
from mailbot.inbound.reading.outcome import Intent
from mailbot.vocabulary import Channel
from mailbot.workflow.sayings import Saying
from mailbot.workflow.visit_changes import Slot


def slots_of(*intents: Intent | None) -> tuple[Slot, ...]:
    """The times named, in their order; none for an intent that names none."""
    named = [each for intent in intents if intent is not None for each in intent.values.get("slots", ())]
    return tuple(slot_of(each) for each in named)


def slot_of(written: Any) -> Slot:
    """A time as a reading has it."""
    return Slot(datetime.fromisoformat(written["start"]), datetime.fromisoformat(written["end"]))


def calls_off(intent: Intent) -> bool:
    """« J'annule le rendez-vous »: not another time, none. Whoever names one, or is prevented, moves it."""
    return not intent.values.get("slots") and _CALLS_OFF.search(intent.because) is not None


_CALLS_OFF = re.compile(
    r"\b(?:annul(?:e|er|ez|é|ée|ation|ons)|cancel(?:s|led|ling|lation)?|call(?:ing|ed)? off)\b", re.I
)


def saying(heard: Heard, intent: Intent | None) -> Saying:
    """Who says it, in which words."""
    seat = heard.seat
    return Saying(
        seat.person, seat.participant.role, heard.reading.fresh_text, photos_in(heard.arrived.files),
        heard.arrived.mail_id, place_of(intent), seat.channel is Channel.AGENCY,
    )  # fmt: skip
