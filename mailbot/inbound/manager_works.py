"""What a manager says of works in somebody's place: done, confirmed by telephone. The journal says whose word it is."""

import re

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.visit_words import saying
from mailbot.vocabulary import MissionState, Role
from mailbot.workflow.confirmations import confirm_by_manager
from mailbot.workflow.works import declare_done

# « Confirmé par téléphone », « le locataire confirme que c'est réparé »: whose word it is, is said.
_CONFIRMED = re.compile(
    r"\bconfirm\w*\b[^.!?\n]{0,40}\b(?:telephone|tel|appel|oral|vive voix|phone|repar\w+|regle\w*|fonctionn\w+|fixed)\b"
    r"|\b(?:telephone|appel|phone)\b[^.!?\n]{0,40}\bconfirm\w*"
)
_NOT = re.compile(r"\b(?:pas|jamais|not|never|si|if|peut-etre|maybe)\b|\?")
_CLOSES = re.compile(r"\b(?:clotur|cloture|ferm|clos|close)\w*")


def take_for_others(session: Session, heard: Heard) -> Done | None:
    """« Durand a terminé », « le locataire a confirmé par téléphone »."""
    company = heard.scene.company
    if heard.seat.participant.role is not Role.MANAGER or company is None or company.order is None:
        return None
    if heard.intent(IntentType.MESSAGE) is not None:
        return None  # addressed to somebody: words, and no act
    done = heard.intent(IntentType.DECLARE_DONE)
    if done is not None:
        return _done(session, heard, done)
    if company.order.state in (MissionState.DONE_TO_CONFIRM, MissionState.CONTESTED):
        return _confirmed(session, heard)
    return None


def _done(session: Session, heard: Heard, done: Intent) -> Done | None:
    try:
        declare_done(session, heard.scene, saying(heard, done), now=heard.now)
    except Refused:
        return None
    return Done(covers=frozenset({IntentType.DECLARE_DONE}))


def _confirmed(session: Session, heard: Heard) -> Done | None:
    words = fold(heard.reading.fresh_text)
    yes = heard.intent(IntentType.CONFIRM_WORKS)
    found = _CONFIRMED.search(words)
    if (yes is None and found is None) or (yes is None and _NOT.search(words)):
        return None
    try:
        confirm_by_manager(session, heard.scene, saying(heard, yes), now=heard.now)
    except Refused:
        return None
    covers = frozenset({IntentType.CONFIRM_WORKS})
    # « C'est réparé » is no wish to close: the confirmation never closes the report (S2-26).
    return Done(covers=covers if _CLOSES.search(words) else covers | {IntentType.CLOSE_REPORT})
