"""The answer to « C'était bien vous ? » about a mail that belongs to no report: yes, no, or asked once more."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.routes import ToOwnQuestion
from mailbot.vocabulary import InboundFate
from mailbot.workflow import identity


def take_own_answer(session: Session, route: ToOwnQuestion, arrived: Arrived, *, now: datetime) -> InboundFate:
    """A yes makes the address theirs and lets its mails through; a no sets them aside for good."""
    sender = route.letter.facts["unknown_address"]
    answers = {i.values.get("value") for i in arrived.reading.intents if i.type is IntentType.ANSWER}
    if answers == {"yes"}:
        identity.release_for(session, route.agency, route.person, sender, now=now)
    elif answers == {"no"}:
        identity.set_aside_for(session, route.agency, route.person, sender, now=now)
    else:
        identity.ask_once_more(session, route.agency, route.person, route.letter, now=now)
        return InboundFate.ASKED
    return InboundFate.TAKEN
