"""What a mail says of a visit, as values: the times that it names, an hour, whether it calls the visit off."""

import re

from mailbot.inbound.arrived import place_of
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.hearing import Heard
from mailbot.inbound.reading.outcome import Intent
from mailbot.vocabulary import Channel
from mailbot.workflow.sayings import Saying
from mailbot.workflow.slot_rules import Wanted, wanted_from


def slots_of(*intents: Intent | None) -> tuple[Wanted, ...]:
    """The times named, in their order and each once; none for an intent that names none."""
    named = [each for intent in intents if intent is not None for each in intent.values.get("slots", ())]
    return tuple(dict.fromkeys(wanted_from(named)))


def calls_off(intent: Intent) -> bool:
    """« J'annule le rendez-vous »: not another time, none. Whoever names one, or is prevented, moves it."""
    return not intent.values.get("slots") and _CALLS_OFF.search(intent.because) is not None


_CALLS_OFF = re.compile(
    r"\b(?:annul(?:e|er|ez|é|ée|ation|ons)|cancel(?:s|led|ling|lation)?|call(?:ing|ed)? off)\b", re.I
)


def saying(heard: Heard, *intents: Intent | None) -> Saying:
    """The mail, as what somebody says: who, and in which words."""
    seat = heard.seat
    return Saying(
        seat.person, seat.participant.role, heard.reading.fresh_text, photos_in(heard.arrived.files),
        heard.arrived.mail_id, place_of(*intents), seat.channel is Channel.AGENCY,
    )  # fmt: skip
