"""« Je ne suis pas là de la semaine », « je serai là vendredi »: whether somebody is there, visit or none."""

from __future__ import annotations

from mailbot.inbound.reading.availability import PRESENT, is_asked_when, is_out_until, offered_times
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.occupant_moves import LATE, has_failed, moved, visit_stands_to_move
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import NEGATIONS, is_conditional, is_half_said
from mailbot.inbound.reading.stand_ins import lets_him_in
from mailbot.inbound.reading.standpoint import Question
from mailbot.vocabulary import Channel, Role

_OCCUPANTS = (Role.TENANT, Role.LANDLORD, Role.MANAGER)


def read_availability(situation: Situation) -> Said:
    """When the occupant or the owner can be there, where no offered slot is being picked."""
    if situation.role not in _OCCUPANTS or situation.asks(Question.APPROVE_QUOTE):
        return NOTHING
    offers = situation.standpoint.asked.slots if situation.standpoint.asked is not None else ()
    if situation.role is Role.MANAGER or (situation.asks(Question.CHOOSE_SLOT) and offers):
        return NOTHING
    if visit_stands_to_move(situation) and not has_failed(situation):
        return moved(situation)
    return offered_times(situation)


def read_absence(situation: Situation) -> Said:
    """« Je ne suis pas là de la semaine », « ma femme ouvrira »: who is there, when no visit moves by it."""
    if situation.role is Role.UNKNOWN:
        return _a_stranger_opens(situation)
    if situation.role not in (Role.TENANT, Role.LANDLORD) or situation.standpoint.channel is not Channel.PUBLIC:
        return NOTHING
    if situation.standpoint.is_closed:
        return NOTHING
    somebody = lets_him_in(situation)
    late = next((c for c in situation.statements if LATE.find(c.wording) and not is_conditional(c)), None)
    if not visit_stands_to_move(situation):
        late = None
    if late is not None:
        return Said((intent_of(IntentType.PROVIDE_INFO, late, topic="presence"),))
    if somebody is not None:
        topic = "access" if _KEY.find(somebody.wording) else "presence"
        return Said((intent_of(IntentType.PROVIDE_INFO, somebody, topic=topic),))
    if visit_stands_to_move(situation) and (there := _is_there(situation)) is not None:
        return Said((intent_of(IntentType.PROVIDE_INFO, there, topic="presence"),))
    asked = is_asked_when(situation) and situation.asks(Question.PROVIDE_INFO)
    for clause in situation.statements:
        here = [moment for moment in situation.moments_of(clause) if not moment.past]
        if asked and here and is_out_until(situation, clause):
            return Said((intent_of(IntentType.PROVIDE_INFO, clause, topic="presence"),))
        if asked and here and all(moment.negated for moment in here):
            return Said((intent_of(IntentType.PROVIDE_INFO, clause, topic="presence"),))
        if situation.asks(Question.CHOOSE_SLOT):
            break
        present = PRESENT.find(clause.wording) is not None and _NOBODY_IS.isdisjoint(clause.wording.words)
        said_when = here or _PERIOD.find(clause.wording) is not None
        if said_when and not present and _MYSELF_AWAY.find(clause.wording) is not None:
            return Said((intent_of(IntentType.PROVIDE_INFO, clause, topic="presence"),))
    return NOTHING


def _a_stranger_opens(situation: Situation) -> Said:
    """« Je suis son mari, c'est moi qui ouvrirai »: somebody of the household writes of the visit that is planned."""
    if situation.appointment is None or situation.standpoint.is_closed:
        return NOTHING
    opens = lets_him_in(situation)
    if opens is None or not NEGATIONS.isdisjoint(opens.wording.words):
        return NOTHING
    topic = "access" if _KEY.find(opens.wording) else "presence"
    return Said((intent_of(IntentType.PROVIDE_INFO, opens, topic=topic),))


def _is_there(situation: Situation) -> Clause | None:
    """« Je confirme ma présence vendredi »: the visit stands."""
    visit = situation.appointment
    for clause in situation.statements:
        if _CONFIRMS.find(clause.wording) is None or not {"pas", "plus", "not"}.isdisjoint(clause.wording.words):
            continue
        if is_conditional(clause) or is_half_said(clause):
            continue
        days = [moment.day for moment in situation.moments_of(clause) if moment.day is not None and not moment.past]
        if visit is not None and all(day == visit.start.date() for day in days):
            return clause
    return None


_NOBODY_IS = frozenset(("pas", "plus", "personne", "nobody", "not", "empty", "vide"))
_PERIOD = Sayings(table.PERIOD)
_CONFIRMS = Sayings(table.WILL_BE_HOME)
_MYSELF_AWAY = Sayings(table.AWAY_MYSELF)
_KEY = Sayings(
    (
        "cle|cles|clef|clefs|key|keys|badge ~ chez|gardien*|boite|loge|agence|under|pot",
        "laisse*|depose*|confie*|leave|left|leaving ~ cle|cles|clef|clefs|key|keys|badge",
    )
)
