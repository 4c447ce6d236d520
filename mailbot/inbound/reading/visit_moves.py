"""« On décale à jeudi 9h »: a visit that is fixed cannot stand, and the times in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.handovers import hands_on
from mailbot.inbound.reading.lexicon import provider_words
from mailbot.inbound.reading.lexicon import visit_words as table
from mailbot.inbound.reading.missed_visits import MISSED_BY_ME, OCCUPANT_AWAY, has_been, visit_is_past
from mailbot.inbound.reading.moments import HoursKind, Moment, slot_of, with_their_days
from mailbot.inbound.reading.offered_times import CAN_BE_THERE, NOT_A_VISIT, is_arranged, proposed
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_reported
from mailbot.inbound.reading.standpoint import Question, Slot
from mailbot.inbound.reading.visit_shifts import shifted

_MOVE = Sayings(table.MOVE_AWAY)
_NOT_MOVED = Sayings(table.NOT_MOVED)
_REPASS = Sayings((*provider_words.SECOND_VISIT, "repass*|reviendr*|retourn*"))
_NOT_REPASS = Sayings(provider_words.SECOND_VISIT_NOT)
_WENT = Sayings(provider_words.WENT)


def is_moving(clause: Clause) -> bool:
    """Whether the clause says that the visit cannot stand."""
    if is_reported(clause) or _NOT_MOVED.find(clause.wording) is not None:
        return False
    left = _ADVISES.without(_CANNOT_REACH.without(clause.wording))
    return _MOVE.find(left) is not None or _CANNOT.find(left) is not None


_CANNOT_REACH = Sayings(table.CANNOT_REACH)
_ADVISES = Sayings(table.ADVISES)
_ADVISES_THEN = Sayings(table.ADVISES_WORKS)
"""« Je préfère remplacer la chaudière lundi »: a wish for that day."""
_CANNOT = Sayings(table.CANNOT_COME)


def fits(moment: Moment, visit: Slot) -> bool:
    """Whether the moment named is that of the visit."""
    if moment.day is not None and moment.day != visit.start.date():
        return False
    hours = moment.hours
    if hours is None:
        return moment.day is not None
    opens, closes = visit.start.time(), visit.end.time()
    if hours.kind is HoursKind.EXACT and _sign(hours.opens, opens) * _sign(hours.closes, closes) > 0:
        return False  # « plutôt 10h-12h » of a visit from 9 to 11: neither holds the other.
    if hours.kind is HoursKind.SINGLE and hours.at is not None and not hours.part:
        return opens <= hours.at < closes  # « plutôt à 13h30 » of a visit from 14 to 16
    return hours.opens < visit.end.time() and hours.closes > visit.start.time()


def _sign(one: time, other: time) -> int:
    return (one > other) - (one < other)


def _is_of_the_one_moved(situation: Situation, moment: Moment, visit: Slot) -> bool:
    """« Décaler le rdv de jeudi, lundi 30 à 8h »: that Thursday is what is given up, whatever hour follows."""
    head = situation.folded[max(0, moment.start - 24) : moment.start]
    return moment.day == visit.start.date() and _VISIT_OF.search(head) is not None


_VISIT_OF = re.compile(
    r"\b(?:rdv|rendez-vous|rendez vous|visite|passage|intervention|creneau|venue) (?:prevue? )?(?:d[eu] |d')?$"
)


def moved(situation: Situation, visit: Slot, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    """A visit is fixed: what is said of other times moves it, or adds a second one."""
    said_in = {moment.start: clause for clause, moment in moments}
    moments = [(said_in[moment.start], moment) for moment in with_their_days([m for _, m in moments])]
    others = [(c, m) for c, m in moments if not fits(m, visit)]
    others = [(c, m) for c, m in others if not _is_of_the_one_moved(situation, m, visit)] or others
    repassing = any(repasses(clause) for clause in situation.clauses)
    if situation.asks(Question.NEXT_STEP) or (situation.first(_WENT) is not None and has_been(situation)):
        if repassing or situation.first(OCCUPANT_AWAY) is not None or situation.first(MISSED_BY_ME) is not None:
            return proposed(situation, others, impossible=impossible)
        moving = next((c for c in situation.clauses if is_moving(c) and _STRONG.find(c.wording)), None)
    elif has_been(situation) and (situation.first(MISSED_BY_ME) or situation.first(OCCUPANT_AWAY)):
        return proposed(situation, others, impossible=impossible)
    elif visit_is_past(situation) and repassing and not any(is_moving(clause) for clause in situation.clauses):
        return proposed(situation, others, impossible=impossible)  # « je peux repasser vendredi »: he was there
    else:
        moving = next((c for c in situation.clauses if is_moving(c)), None)
        moving = moving or next((c for c, m in others if c.is_question or _is_put_in_its_place(situation, m)), None)
        moving = moving or next((c for c, _ in others if _is_arranged(situation, c)), None)
        moving = moving or next((c for c, _ in others if _ADVISES_THEN.find(c.wording)), None)
        if moving is None and others and (obstacle := situation.first(_OBSTACLES)) is not None:
            moving, others = obstacle, [(c, m) for c, m in others if c is not obstacle]  # its day is the one that falls
    if moving is not None and not others and _IN_PLACE_OF.search(moving.folded) is not None:
        # « Entre 15h et 16h au lieu de 14h »: an hour of the visit's own is a new beginning.
        others = [(c, m) for c, m in moments if c is moving and m.hours and m.hours.opens != visit.start.time()]
    if moving is not None and not others and _stands_after_all(situation, moving):
        return NOTHING
    if moving is None or any(hands_on(clause) for clause in situation.statements):
        return NOTHING
    new = [m for _, m in others] or begins_anew(moments, moving, visit)
    slots = moved_slots(new, visit) or shifted_slots(situation, visit)
    said = intent_of(IntentType.RESCHEDULE, moving, slots=[slot.to_json() for slot in slots])
    return Said((said,), Ask.WHICH_DATE if impossible and not slots else None)


def _is_put_in_its_place(situation: Situation, moment: Moment) -> bool:
    """« Le même jour mais à 16h », « ce sera 16h et non 14h »."""
    return _BUT_AT.search(moment.said) is not None or _AND_NOT.match(situation.folded, moment.end) is not None


def _is_arranged(situation: Situation, clause: Clause) -> bool:
    """« On s'est mis d'accord avec la dame, ce sera lundi 14h »."""
    near = [c for c in situation.statements if c.sentence == clause.sentence and c.start <= clause.start]
    return any(is_arranged(c) for c in near) and all(_ARRANGED_ELSEWHERE.find(c.wording) is None for c in near)


def _stands_after_all(situation: Situation, moving: Clause) -> bool:
    """« Franck est malade mais Denis le remplace, on garde demain »: said behind it, and not taken back again."""
    if any(_CALLS_OFF.find(clause.wording) is not None for clause in situation.statements):
        return False
    near = [c for c in situation.statements if moving.sentence <= c.sentence <= moving.sentence + 1]
    kept = [c for c in near if _STANDS.find(c.wording) and not _NOT_IN_HIS_PLACE.find(c.wording)]
    kept = [c for c in kept if not NOT_A_VISIT.find(c.wording)]
    return bool(kept) and not any(c.turns for c in near if c.start > kept[-1].start)


_IN_PLACE_OF = re.compile(r"\b(?:au lieu d|a la place d|instead of|plutot qu)")
_OBSTACLES = Sayings(table.OBSTACLES)
_BUT_AT = re.compile(r"\b(?:meme|same) (?:jour|date|day|semaine|week)\b.{0,20}\b(?:mais|but|plutot)\b")
_AND_NOT = re.compile(
    r" ?,? ?(?:(?:et|and|mais) )?(?:non(?: pas)?|pas|not) (?:a |at |plus )?"
    r"(?:\d{1,2} ?(?:h|:|heures?\b|[ap]m\b)|(?:demain|lundi|mardi|mercredi|jeudi|vendredi|samedi)\b)"
)
_STANDS = Sayings(table.STANDS)
_NOT_IN_HIS_PLACE = Sayings(table.NOT_IN_HIS_PLACE)
_ARRANGED_ELSEWHERE = Sayings(table.ARRANGED_ELSEWHERE)
_CALLS_OFF = Sayings(table.CALLS_OFF)
_STRONG = Sayings(("decal*|report*|repouss*|deplacer|annul*|empech*|imprevu*|reschedul*|postpon*|cancel*|malade",))


def begins_anew(moments: list[tuple[Clause, Moment]], moving: Clause | None, visit: Slot | None) -> list[Moment]:
    """« Plutôt à 15h » of a visit from 14 to 16: one hour of the visit's own, where it is said to move."""
    if moving is None or visit is None:
        return []
    told = [(c, m) for c, m in moments if m.hours is not None and m.hours.kind is HoursKind.SINGLE]
    # « 14h trop tôt pour moi, 15h c'est possible ? »
    said = [m for c, m in told if (_is_wished(moving, m) if c is moving else _is_asked_beside(moving, c))]
    return [m for m in said if m.hours is not None and m.hours.opens != visit.start.time()]


def _is_asked_beside(moving: Clause, clause: Clause) -> bool:
    return clause.is_question and clause.sentence == moving.sentence and clause.start > moving.start


def _is_wished(moving: Clause, moment: Moment) -> bool:
    """« Plutôt à 15h », « décaler vers 15h »: « un empêchement à 15h » and « que 15h » suit nobody."""
    before, behind = max(0, moment.start - moving.start), max(0, moment.end - moving.start)
    return _RATHER.search(moving.folded, 0, before) is not None or _RATHER_SO.match(moving.folded, behind) is not None


_RATHER = re.compile(
    r"\b(?:plutot|mieux|rather|decal\w{0,4}|repouss\w{0,4}|avance\w{0,3}|move|push|shift|prefere\w{0,4})"
    r"(?: (?:le|la|l'|ca|it|the|rdv|rendez-vous|visite|passage|venir|passer|visit|sur|aux?|a|vers|pour|to|at|around"
    r"|de|alentours)){0,5} ?$"
)
_RATHER_SO = re.compile(r" ?(?:plutot|instead|rather|serait mieux|m'arrange|me convien)")


def shifted_slots(situation: Situation, visit: Slot | None) -> list[Slot]:
    """« On décale d'une semaine »."""
    new = None if visit is None else shifted(situation.folded, visit)
    return [] if new is None else [new]


def moved_slots(moments: list[Moment], visit: Slot | None) -> list[Slot]:
    """The new times; hours alone are hours of the same day."""
    found = []
    for said in with_their_days(moments):
        same_day = said.day is None and said.hours is not None and visit is not None and not said.weekly
        moment = replace(said, day=visit.start.date()) if same_day and visit is not None else said
        if (slot := slot_of(moment)) is not None and slot != visit:
            found.append(slot)
    return list(dict.fromkeys(found))


def repasses(clause: Clause) -> bool:
    return (_REPASS.find(clause.wording) is not None or CAN_BE_THERE.find(clause.wording) is not None) and (
        _NOT_REPASS.find(clause.wording) is None
    )
