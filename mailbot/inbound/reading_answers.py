"""« Oui » or « non » of a manager to how a landlord's answer was read (G-07); more than that is for him."""

import contextlib
import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.routes import ToThread
from mailbot.model_desk import LandlordAnswer
from mailbot.threads.pages import brief
from mailbot.vocabulary import EventKind, InboundFate, LandlordSays, LetterKind, Role
from mailbot.workflow.at_hand import letter_answered
from mailbot.workflow.events import record
from mailbot.workflow.landlord_answers import ANSWER_ROW
from mailbot.workflow.landlord_readings import confirm
from mailbot.workflow.reports import keep_instruction

# « Non, c'est un refus » speaks of the reading; « non, le prix ne peut pas baisser » speaks to him.
_NAMED: Mapping[str, LandlordSays] = MappingProxyType(
    dict.fromkeys(("refus", "refuse", "refused"), LandlordSays.NO)
    | dict.fromkeys(("accord", "accorde", "agreed", "agreement"), LandlordSays.YES)
    | dict.fromkeys(("autre", "another", "other"), LandlordSays.OTHER_QUOTE)
    | {"condition": LandlordSays.CONDITION, "question": LandlordSays.QUESTION}
)
"""What a word says that he has said."""
_OF_HIM = frozenset(["il", "he", "elle", "she", "dit", "said"])
"""Words that speak of what he said: « il a dit oui » is no yes to us."""
_CORRECT = re.compile(r"\b(?:faux|wrong|corrige\w*|correct (?:it|this|that|the))\b")
_RIGHT = frozenset(
    ["exact", "exacte", "exactement", "right", "juste", "vrai", "correct", "lu", "lue", "read", "lecture", "reading"]
)
_DENIES = frozenset(["non", "no", "pas", "not", "n"])
_BESIDE = """
    oui ok yes bien bon merci thanks you thank c s est it that this ce ca cela tout fait a du un une le la l the is
    was et ou sous mais but an devis quote corriger corrigez faux wrong
"""
_OF_THE_READING = frozenset([*_NAMED, *_OF_HIM, *_RIGHT, *_DENIES, *_BESIDE.split()])


def take_reading_answer(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate | None:
    """« C'est exact » is noted; « non » opens the way to the page on which it is put right. The landlord reads neither.
    None for anything else: it is written to him."""
    seat, text = route.seat, arrived.reading.fresh_text
    asked = seat.participant.asked or {}
    if route.standpoint.question is not Question.CONFIRM_READING or ANSWER_ROW not in asked or arrived.files:
        return None
    letter = letter_answered(session, seat.participant, arrived.mail.in_reply_to)
    # Of two letters that ask, the one that is answered counts.
    row = letter.about.get(ANSWER_ROW) if letter is not None and letter.kind is LetterKind.LANDLORD_DECIDED else None
    answer = session.get_one(LandlordAnswer, row or asked[ANSWER_ROW])
    is_right = _says_right(arrived.reading, answer.says)
    if is_right is None:
        return None
    keep_instruction(session, route.scene, seat, text, now=now, mail_id=arrived.mail_id)
    if is_right:
        with contextlib.suppress(Refused):  # somebody was faster, or he has answered again: nothing is left to confirm
            confirm(session, route.scene, answer, seat.person, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    record(
        session, route.scene, EventKind.READING_FOUND_UNCLEAR, actor=seat.person, role=Role.MANAGER, now=now,
        mail_id=arrived.mail_id,
        details={"ask": "which_reading", "next": f"reading:{brief(answer.id)}", "asked": {"X-13": dict(asked)}},
    )  # fmt: skip
    return InboundFate.ASKED


def _says_right(reading: Reading, says: LandlordSays) -> bool | None:
    """Whether a manager finds that `says` is what he has said; None for words that are not about that."""
    folded = fold(reading.fresh_text)
    words = set(re.findall(r"[a-z]+", folded))
    if not words <= _OF_THE_READING or "?" in reading.fresh_text:
        return None
    named = {_NAMED[word] for word in words if word in _NAMED}
    if LandlordSays.CONDITION in named:
        named -= {LandlordSays.YES}  # « accord sous condition »
    if named:
        return named == {says} and not words & _DENIES and _CORRECT.search(folded) is None
    if words & _OF_HIM or _CORRECT.search(folded) is not None:
        return False
    said = {str(each.values.get("value")) for each in reading.intents if each.type is IntentType.ANSWER}
    others = {each.type for each in reading.intents} - {IntentType.ANSWER, IntentType.THANKS}
    if words & _RIGHT:
        return not words & _DENIES
    if len(said) != 1 or others or says is LandlordSays.QUESTION:
        return None  # a bare « oui » answers what he asks
    return said == {"yes"}
