"""« Je suis absente jusqu'au 5 »: which of the times that were offered fall into an absence that is told of."""

from __future__ import annotations

import re

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.moments import Moment
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.stance import NEGATIONS
from mailbot.inbound.reading.standpoint import Slot

_COMES_BACK = Sayings(table.COMES_BACK)
_WORKING_DAYS = 5
_OTHERS = Sayings(table.SOMEBODY_ELSE)
_THIS_WEEK = re.compile(r"\b(?:semaine|week)\b(?! (?:prochaine|pro|suivante|d'apres|qui)\b)")


_NO_HOMECOMING = Sayings(table.NO_HOMECOMING)
_KIN = frozenset(words(table.KIN.replace("|", " ")))
_WRITER = frozenset(words("je j moi on nous i we me us"))
_AT_HOME = frozenset(words("maison domicile teletravail home"))
_BEFORE_NOW = frozenset(words("etais etait etions was were"))


def slots_while_away(situation: Situation, slots: tuple[Slot, ...]) -> frozenset[int]:
    """The offers, counted from 0, before the day until which the writer is away; none where others open, or a yes is
    said beside."""
    if situation.assent.yes is not None or any(_OTHERS.find(c.wording) is not None for c in situation.statements):
        return frozenset()
    return frozenset(
        index
        for clause in situation.statements
        for moment in situation.moments_of(clause)
        for index, slot in enumerate(slots)
        if _is_away_on(situation, clause, moment, slot)
    )


def leaves_one_unsaid(situation: Situation) -> bool:
    """« Je rentre de vacances mercredi »: which of the offers suits is not said; « pas là avant mercredi » says it."""
    return not any(
        moment.bound and moment.day is not None and is_away(clause)
        for clause in situation.statements
        for moment in situation.moments_of(clause)
    )


def is_the_writer_out(clause: Clause) -> bool:
    """Whether the clause may tell of the writer, who is out of the home, now or later."""
    said = clause.wording.words
    if not _KIN.isdisjoint(said) and _WRITER.isdisjoint(said):
        return False
    return not _is_at_home(clause) and _BEFORE_NOW.isdisjoint(said)


def _is_at_home(clause: Clause) -> bool:
    """« En congé cette semaine, à la maison »."""
    said = clause.wording.words
    return not _AT_HOME.isdisjoint(said) and NEGATIONS.isdisjoint(said)


def comes_home(clause: Clause) -> bool:
    """« Je rentre de vacances le 12 »."""
    return _COMES_BACK.find(clause.wording) is not None and _NO_HOMECOMING.find(clause.wording) is None


def _is_away_on(situation: Situation, clause: Clause, moment: Moment, slot: Slot) -> bool:
    if moment.day is not None:
        until = (moment.bound and is_away(clause)) or comes_home(clause)
        return until and not moment.past and slot.start.date() < moment.day
    received = situation.standpoint.received
    if received is None or moment.hours is not None or not (moment.negated or is_away(clause)):
        return False
    if not is_the_writer_out(clause) or any(m.hours is not None for m in situation.moments_of(clause)):
        return False  # « ma femme est absente cette semaine », « absent le matin cette semaine »
    if any(_is_at_home(c) for c in situation.statements if c.sentence == clause.sentence):
        return False
    if moment.weekly and len(moment.weekly) < _WORKING_DAYS:
        return False
    of_this_week = _THIS_WEEK.search(moment.said) is not None and "next" not in moment.said
    return of_this_week and slot.start.isocalendar()[:2] == received.isocalendar()[:2]
