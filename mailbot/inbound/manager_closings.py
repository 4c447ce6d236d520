"""« Le joint est changé, clôturez »: a manager has a report closed, and nobody at home reads the order to do so."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, place_of
from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.senses import Sense, sense_of
from mailbot.inbound.reading.wording import wording_of
from mailbot.inbound.routes import ToThread
from mailbot.inbound.wishes import plain_words
from mailbot.vocabulary import Channel, Role
from mailbot.workflow import reports
from mailbot.workflow.commands import CloseReport, obey

_AN_ORDER = COURTESY | frozenset(
    words(
        "cloturez cloturer cloture cloturons fermez fermer ferme archivez archiver archive clore close peux peut pouvez"
        " pourriez pourrait vous tu on can you please could de d le la ce it this the dossier signalement report case"
        " donc alors ok du coup ensuite maintenant now puis et and so"
    )
)
_CLOSING = frozenset({IntentType.CLOSE_REPORT, IntentType.THANKS})
_SHORT = 4
"""Words of « le problème est résolu », which the letter of the closing says too."""


def take_closing(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> bool:
    """Close the report when a manager says nothing else: whoever lives there reads the letter of the closing alone."""
    if not _only_closes(arrived):
        return False
    wish = arrived.reading.intent(IntentType.CLOSE_REPORT)
    scene, seat, said = route.scene, route.seat, arrived.reading.fresh_text
    reports.keep_instruction(session, scene, seat, said, now=now, mail_id=arrived.mail_id)
    obey(session, scene, seat, CloseReport(because=place_of(wish)), now=now, mail_id=arrived.mail_id)
    return True


def without_order(route: ToThread, arrived: Arrived) -> Arrived:
    """The mail as those who live there read it: without « clôturez », which was said to us. Nothing is taken from a
    letter that greets somebody."""
    reading, seat = arrived.reading, route.seat
    wish = reading.intent(IntentType.CLOSE_REPORT)
    is_public = seat.participant.role is Role.MANAGER and seat.channel is Channel.PUBLIC
    if wish is None or not is_public or reading.intent(IntentType.MESSAGE) is not None:
        return arrived
    rest = _without(wish, reading.fresh_text)
    if not wish.because or not plain_words(rest) or not wording_of(wish.because).words <= _AN_ORDER:
        return arrived
    # What stood behind the words that were taken out stands elsewhere now: of no intent are they shown any more.
    intents = tuple(replace(each, because="", at=0) for each in reading.intents)
    return replace(arrived, reading=replace(reading, fresh_text=rest, intents=intents))


def _without(wish: Intent, text: str) -> str:
    if not wish.because:
        return text
    at = text.find(wish.because, wish.at)
    if at < 0:
        return text
    before, behind = text[:at].rstrip(" \t,;:–—-"), text[at + len(wish.because) :].lstrip(" \t.!,;")
    if not before.strip():
        return behind[:1].upper() + behind[1:]
    return f"{before}\n{behind}".strip()


def _only_closes(arrived: Arrived) -> bool:
    """« Clôturez ce signalement, merci. », « C'est réglé, clôturez »: with nothing in it for whoever lives there that
    the letter of the closing does not say."""
    reading = arrived.reading
    wish, types = reading.intent(IntentType.CLOSE_REPORT), {each.type for each in reading.intents}
    if wish is None or arrived.files or not types <= _CLOSING:
        return False
    rest = _without(wish, reading.fresh_text)
    return (bool(wish.because) and not plain_words(rest)) or _only_settles(rest)


def _only_settles(text: str) -> bool:
    """« C'est réglé »."""
    said = [clause for clause in cut_into_clauses(text) if clause.wording.words - COURTESY]
    return bool(said) and all(sense_of(c) is Sense.SETTLED and len(c.wording.tokens) <= _SHORT for c in said)
