"""« Oui » or « non » of a manager to how a landlord's answer was read (G-07); more than that is for him."""

import contextlib
import re
from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.routes import ToThread
from mailbot.model_desk import LandlordAnswer
from mailbot.threads.pages import brief
from mailbot.vocabulary import EventKind, InboundFate, Role
from mailbot.workflow.events import record
from mailbot.workflow.landlord_answers import ANSWER_ROW
from mailbot.workflow.landlord_readings import confirm
from mailbot.workflow.reports import keep_instruction

# « Non, c'est un refus » speaks of the reading; « non, le prix ne peut pas baisser » speaks to him.
_WORDS = """
    oui non ok yes no exact exacte exactement correct right bien bon juste faux wrong vrai merci thanks you thank
    c s est it that this ce ca cela tout fait a du pas not un une le la l the is was et ou sous mais but
    il he she elle refus refuse refused accord agreed agreement condition question autre devis another quote
    other lecture reading lu lue read corriger corrigez accorde dit said
"""
_OF_THE_READING = frozenset(_WORDS.split())


def take_reading_answer(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate | None:
    """« C'est exact » is noted; « non » opens the way to the page on which it is put right. The landlord reads neither.
    None for anything else: it is written to him."""
    seat, text = route.seat, arrived.reading.fresh_text
    asked = seat.participant.asked or {}
    if route.standpoint.question is not Question.CONFIRM_READING or ANSWER_ROW not in asked or arrived.files:
        return None
    said = {
        str(intent.values.get("value")) for intent in arrived.reading.intents if intent.type is IntentType.ANSWER
    }  # fmt: skip
    others = {intent.type for intent in arrived.reading.intents} - {IntentType.ANSWER, IntentType.THANKS}
    is_short = set(re.findall(r"[a-z]+", fold(text))) <= _OF_THE_READING
    if len(said) != 1 or others or not is_short:
        return None
    keep_instruction(session, route.scene, seat, text, now=now, mail_id=arrived.mail_id)
    answer = session.get_one(LandlordAnswer, asked[ANSWER_ROW])
    if said == {"yes"}:
        with contextlib.suppress(Refused):  # somebody was faster, or he has answered again: nothing is left to confirm
            confirm(session, route.scene, answer, seat.person, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    record(
        session, route.scene, EventKind.READING_FOUND_UNCLEAR, actor=seat.person, role=Role.MANAGER, now=now,
        mail_id=arrived.mail_id,
        details={"ask": "which_reading", "next": f"reading:{brief(answer.id)}", "asked": {"X-13": dict(asked)}},
    )  # fmt: skip
    return InboundFate.ASKED
