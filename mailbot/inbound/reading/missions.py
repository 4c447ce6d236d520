"""A provider takes the job or not, says what he found, or that it is done (READING, section 5; SM3)."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_later, is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Role

_TAKES = Sayings(table.TAKES)
_REFUSES = Sayings(table.REFUSES)
_THINKS = Sayings(table.THINKS_ABOUT_IT)
_WENT = Sayings(table.WENT)
_DONE = Sayings(table.DONE)
_NOT_DONE = Sayings(table.NOT_DONE)
_QUOTE = Sayings(table.QUOTE_NEEDED)
_PART = Sayings(table.PART_NEEDED)
_SECOND = Sayings(table.SECOND_VISIT)
_OTHER_PARTY = Sayings(table.OTHER_PARTY)
_OTHER_SITE = Sayings(table.OTHER_SITE)
_NOBODY = Sayings(table.OCCUPANT_AWAY)
_HANDS_ON = Sayings(table.HANDS_IT_ON)
_TAKEN_STATES = (
    None,
    OrderState.NEW,
    OrderState.NO_ANSWER,
    OrderState.REFUSED,
    OrderState.WITHDRAWN,
    OrderState.CANCELLED,
)
_MANY_WORDS = 4
_ORDER_NUMBER = re.compile(r"\b(?:os|bt|ot|sig|bon)[- ]?\d[\d-]{2,}", re.I)


def read_mission(situation: Situation) -> Said:
    """Takes it, does not take it, or says neither."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    asked = situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE)
    refusal = _refusal(situation, asked=asked)
    if refusal is not None:
        return Said((intent_of(IntentType.REFUSE_MISSION, refusal),))
    if not asked:
        return NOTHING
    assent, told = situation.assent, situation.told.senses
    thinking = situation.first(_THINKS)
    taking = next((c for c in situation.statements if _takes(c)), None)
    if assent.yes is not None and not (thinking and not taking):
        return Said((intent_of(IntentType.ACCEPT_MISSION, assent.yes),))
    if taking is not None and (thinking is None or (thinking is taking and _STRONG_TAKE.find(taking.wording))):
        if situation.asks(Question.TAKE_MISSION) or _STRONG_TAKE.find(taking.wording):
            return Said((intent_of(IntentType.ACCEPT_MISSION, taking),))
    if Tongue.YES in told:
        return Said((intent_of(IntentType.ACCEPT_MISSION, situation.clauses[0]),))
    if assent.no is not None or Tongue.NO in told:
        return Said((intent_of(IntentType.REFUSE_MISSION, assent.no or situation.clauses[0]),))
    return NOTHING


_STRONG_TAKE = Sayings(table.STRONG_TAKE)


def _takes(clause: Clause) -> bool:
    return (
        _TAKES.find(clause.wording) is not None
        and not is_conditional(clause)
        and frozenset(("pas", "not", "plus", "jamais")).isdisjoint(clause.wording.words)
    )


def _refusal(situation: Situation, *, asked: bool) -> Clause | None:
    """The clause that gives the job back: its own words, of the job as a whole and not of one day."""
    state = situation.state
    given_back = state in (OrderState.ACCEPTED, OrderState.SLOTS_PROPOSED, OrderState.SLOT_CHOSEN, OrderState.PLANNED)
    if not asked and not given_back and state not in (OrderState.NEW, OrderState.NO_ANSWER):
        return None
    for clause in situation.statements:
        if is_reported(clause):
            continue
        if _HANDS_ON.find(clause.wording) is not None:
            return clause
        if not asked or _REFUSES.find(clause.wording) is None or is_conditional(clause):
            continue
        if _OTHER_PLANS.find(clause.wording) is not None and _HANDS_ON.find(situation.wording) is None:
            continue
        named = [
            moment for moment in situation.moments if not moment.negated and moment.day is not None and not moment.bound
        ]
        if not named or situation.assent.no is not None:
            return clause
    return None


_OTHER_PLANS = Sayings(table.NOT_A_REFUSAL)


def read_progress(situation: Situation) -> Said:
    """What was found on site, or that the works are finished; « je suis passé » is neither."""
    if situation.role not in (Role.PROVIDER, Role.MANAGER):
        return NOTHING
    if situation.role is Role.MANAGER:
        return NOTHING
    state = situation.state
    before = situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE, Question.PLAN_VISIT) or state in (
        OrderState.NEW,
        OrderState.NO_ANSWER,
    )
    finding = _finding(situation, before=before)
    done = next((clause for clause in situation.statements if _says_done(situation, clause)), None)
    if done is not None and (finding is None or finding[1] is IntentType.DECLARE_DONE):
        return Said((declared_done(situation, done),))
    if finding is not None:
        return Said((intent_of(IntentType.DECLARE_DIAGNOSIS, finding[0], next_step=finding[2]),))
    if situation.asks(Question.NEXT_STEP) and not before:
        return _short_answer(situation)
    return NOTHING


def declared_done(situation: Situation, clause: Clause) -> Intent:
    """Finished, on the day that was said, else on the day of the mail; on this site unless another is named."""
    received = situation.standpoint.received
    # « fait hier »: the day of the works is a past one or the same.
    days = [m.day for m in situation.moments_of(clause) if m.day is not None and received and m.day <= received.date()]
    day = days[0] if days else (None if received is None else received.date())
    target = "other" if is_other_site(situation, clause) else None
    return intent_of(IntentType.DECLARE_DONE, clause, date=None if day is None else day.isoformat(), target=target)


def is_other_site(situation: Situation, clause: Clause) -> bool:
    """« Pour l'autre chantier », « chez Mme Perrin » when the tenant is somebody else."""
    if _OTHER_SITE.find(clause.wording) is not None:
        return True
    at = re.search(r"\bchez (?:m\.?|mr|mme|madame|monsieur|mlle) ([a-z-]+)", clause.folded)
    return bool(at and not set(wording_of(at[1]).tokens) & situation.names)


def _says_done(situation: Situation, clause: Clause) -> bool:
    wording = clause.wording
    if _DONE.find(wording) is None or is_conditional(clause) or is_later(clause) or is_reported(clause):
        return False
    if _NOT_DONE.find(wording) is not None or _NO_WORK.find(wording) is not None:
        return False
    if situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE, Question.PROPOSE_SLOTS, Question.PLAN_VISIT):
        return _FINISHED.find(wording) is not None
    return True


_FINISHED = Sayings(table.FINISHED)
_NO_WORK = Sayings(table.NO_WORK)
_OTHER_TRADE = Sayings(table.OTHER_PARTY)


def _finding(situation: Situation, *, before: bool) -> tuple[Clause, IntentType, str] | None:
    """The next step that the provider sees, in his own words."""
    if before and situation.first(_WENT) is None:
        return None
    steps = (("part", _PART), ("other_party", _OTHER_PARTY), ("quote", _QUOTE), ("second_visit", _SECOND))
    if situation.asks(Question.SEND_INVOICE) or situation.state in (OrderState.DONE, OrderState.COMPLETE):
        return None
    for name, sayings in steps:
        for clause in situation.statements:
            if sayings.find(clause.wording) is None or is_reported(clause) or _NOT_NOW.find(clause.wording):
                continue
            if name == "second_visit" and _MOVED.find(situation.wording) is not None:
                continue
            if name == "second_visit" and not (situation.asks(Question.NEXT_STEP) or situation.first(_WENT)):
                continue
            if name == "other_party" and _CAUSE_OR_NEED.find(clause.wording) is None and situation.first(_DONE):
                continue
            return clause, IntentType.DECLARE_DIAGNOSIS, name
    return None


_NOT_NOW = Sayings(table.NOT_A_FINDING)
_MOVED = Sayings(table.MOVE_AWAY)
_CAUSE_OR_NEED = Sayings((*table.CAUSE, "faut|faudra|voir|besoin|need|needs"))


def _short_answer(situation: Situation) -> Said:
    """« Je suis passé », « ok »: a visit, perhaps, and no word of the works."""
    if situation.first(_NOBODY) is not None:
        return NOTHING
    tokens = situation.wording.tokens
    if situation.first(_WENT) is not None or (situation.assent.yes is not None and len(tokens) <= _MANY_WORDS):
        return Said((), Ask.IS_IT_DONE)
    if Tongue.SETTLED in situation.told.senses:
        return Said((declared_done(situation, situation.clauses[0]),))
    return NOTHING


def names_an_order(text: str) -> str | None:
    """The first order or report number that a text bears; None without one."""
    found = _ORDER_NUMBER.search(text)
    return None if found is None else found[0]
