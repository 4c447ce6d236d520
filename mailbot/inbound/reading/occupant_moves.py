"""« Je ne serai pas là demain, plutôt jeudi ? »: a visit that is chosen or planned, and cannot stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from mailbot.inbound.reading.absences import is_away, keeps_away
from mailbot.inbound.reading.availability import AVAILABLE, about_calls, offered_times, without_impatience
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.facts import is_about_coming_in
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.moments import Hours, HoursKind, Moment, slot_of, with_their_days
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stand_ins import lets_him_in
from mailbot.inbound.reading.standpoint import OrderState, Slot
from mailbot.inbound.reading.visit_shifts import shifted
from mailbot.inbound.reading.wording import wording_of

_MOVE = Sayings(table.MOVE_VISIT)
_STANDS = Sayings(table.STANDS)
_VISIT_STATES = frozenset((OrderState.SLOT_CHOSEN, OrderState.PLANNED))


def visit_stands_to_move(situation: Situation) -> bool:
    return situation.appointment is not None and situation.state in (
        *_VISIT_STATES,
        OrderState.DIAGNOSED,
        OrderState.QUOTE_APPROVED,
        OrderState.ACCEPTED,
    )


LATE = Sayings(("retard|late|delay|delayed",))


def has_failed(situation: Situation) -> bool:
    """The hour of the visit is over, and nobody came: other times are offers for the next one."""
    received, visit = situation.standpoint.received, situation.appointment
    if visit is None or received is None or visit.start > received:
        return False
    return situation.first(_CAME, questions=True) is not None


def moved(situation: Situation) -> Said:
    """Whether the visit cannot stand; somebody else who opens lets it stand."""
    visit = situation.appointment
    assert visit is not None
    if lets_him_in(situation, questions=True) is not None or situation.first(LATE) is not None:
        return NOTHING
    moving = None
    named: list[Moment] = []
    impossible = False
    for clause in situation.clauses:
        here = [m for m in situation.moments_of(clause) if not m.past]
        if about_calls(situation, clause):
            continue
        wording = without_impatience(situation, clause)
        moves = _MOVE.find(wording) is not None or (
            keeps_away(_OF_A_THING.without(wording)) and (bool(here) or not _is_of_the_way_in(clause))
        )
        moves = moves and not _only_supposes_to_be_out(clause)
        others_day = [m for m in here if m.day is not None and m.day != visit.start.date()]
        beside = _days_from(clause)
        only_other_days = (bool(here) or beside != 0) and len(others_day) == len(here)
        if moves and not (only_other_days and is_away(clause) and not _STRONG.find(_OWN_RDV.without(clause.wording))):
            moving = moving or clause
        beside = beside if clause.is_question or moves or moving is not None else 0
        if beside and all(moment.day is None for moment in here):
            day = visit.start.date() + timedelta(days=beside)
            hours = [replace(m, day=day) for m in here if m.hours is not None and not m.same_time and not m.weekly]
            here = hours or [Moment(0, 0, day, None)]
        for moment in here:
            impossible = impossible or moment.impossible
            if not moment.negated and not _excluded(clause):
                named.append(moment)
    slots = [slot for m in with_their_days(named) if (slot := _slot_for(m, visit)) is not None]
    slots = _at_the_same_hour(situation, visit, slots)
    whole = {slot_of(Moment(0, 0, visit.start.date(), None))}
    slots = [slot for slot in dict.fromkeys(slots) if slot != visit and slot not in whole]
    if not slots and moving is not None and (new := shifted(situation.folded, visit)) is not None:
        slots = [new]
    if moving is None:
        if slots and _proposes_another(situation, visit):
            moving = situation.clauses[0]
        else:
            return offered_times(situation) if not _is_about(situation, visit) else NOTHING
    said = intent_of(IntentType.RESCHEDULE, moving, slots=[slot.to_json() for slot in slots])
    return Said((said,), Ask.WHICH_DATE if impossible and not slots else None)


_DAY_BEFORE = re.compile(r"\b(?:a )?la veille\b|\bthe (?:day before|previous day)\b")


def _days_from(clause: Clause) -> int:
    """« Plutôt la veille ? »: the day before that of the visit; 0 where nothing of the kind is said."""
    return -1 if _DAY_BEFORE.search(clause.folded) is not None else 0


def _at_the_same_hour(situation: Situation, visit: Slot, slots: list[Slot]) -> list[Slot]:
    """« Même heure mais jeudi »: the day that was named without hours takes those of the visit."""
    if not any(moment.same_time for moment in situation.moments):
        return slots
    return [
        slot_of(Moment(0, 0, slot.start.date(), Hours(HoursKind.EXACT, visit.start.time(), visit.end.time()))) or slot
        if slot == slot_of(Moment(0, 0, slot.start.date(), None))
        else slot
        for slot in slots
    ]


def _only_supposes_to_be_out(clause: Clause) -> bool:
    """« C'est combien si je ne suis pas là ? »: nobody says that he will be out, nor asks for another time."""
    supposed = _IF_I.search(clause.folded)
    if supposed is None or _CANNOT.match(clause.folded, supposed.end()) is not None:
        return False
    before = wording_of(clause.folded[: supposed.start()], folded=True)
    return not keeps_away(before) and _MOVE.find(before) is None and _STRONG.find(clause.wording) is None


_CANNOT = re.compile(r"\s?(?:ne |n')?(?:(?:peux|peut|pouvons|pourrais?) (?:pas|plus)|can't|cannot|can not)\b")
"""« Et si je ne peux pas mardi ? »: who asks it cannot."""
_IF_I = re.compile(r"\b(?:si (?:jamais )?(?:je|j'|on|nous|personne)|if (?:i|we|nobody|no one))\b")


def _is_of_the_way_in(clause: Clause) -> bool:
    """« Mon nom n'est pas encore sur l'interphone »: a name is missing, and nobody is away."""
    return _MYSELF.isdisjoint(clause.wording.words) and is_about_coming_in(clause.wording)


_OF_A_THING = Sayings(
    (
        "nom|porte|interphone|sonnette|boite|code|badge|portail|cle|cles|ascenseur|parking|digicode|etiquette|lumiere"
        " est|sont|sera|serait pas|plus",
    )
)
"""« La porte n'est plus ouverte »: what is not there is no person."""
_MYSELF = frozenset(("je", "j", "suis", "serai", "serons", "sommes", "on", "nous", "i", "we"))
_STRONG = Sayings(table.STRONG_MOVE)
_OWN_RDV = Sayings(
    (
        "rdv|rendez [vous] [medical] chez|avec|a|au|pour [le|la|l|mon|ma|un|une] medecin|docteur|dr|dentiste|kine"
        "|hopital|banque|notaire|avocat|ecole|ophtalmo|gyneco|pediatre|coiffeur|osteo|psy|specialiste|veto|veterinaire"
        "|cardiologue|dermato|irm|scanner|clinique|garage|garagiste|prefecture|mairie",
        "rdv|rendez [vous] medical|medicaux",
    )
)
"""« J'ai rendez-vous chez le médecin vendredi »: another appointment than the visit."""


_CAME = Sayings(table.CAME)


def _excluded(clause: Clause) -> bool:
    """A day on which nobody is there is no proposal, nor is the hour of something else that one must do."""
    if _TAKEN.find(clause.wording) is not None and _RATHER.find(clause.wording) is None:
        return True
    busy = is_away(clause) or _OWN_APPOINTMENT.find(clause.wording) is not None
    return busy and _AVAILABLE_AFTER_ALL.find(clause.wording) is None


_OWN_APPOINTMENT = Sayings(
    (
        "have|got|has ~ doctor|doctors|dentist|dentists|hospital|medical|vet|physio|gp|optician|midwife|job [s]"
        " appointment",
    )
)
_TAKEN = Sayings(table.TAKEN_THEN)


_RATHER = Sayings(("plutot|sinon|possible|dispo*|instead|rather|could|can we|libre",))
_AVAILABLE_AFTER_ALL = Sayings(("plutot|mais|sinon|possible|dispo*|instead|rather|but|could|can we",))


def _slot_for(moment: Moment, visit: Slot) -> Slot | None:
    """The times named; hours alone are hours of the visit's day."""
    if moment.bound or moment.impossible:
        return None
    if moment.day is None and moment.hours is not None and not moment.weekly:
        return slot_of(replace(moment, day=visit.start.date()))
    return slot_of(moment)


def _is_about(situation: Situation, visit: Slot) -> bool:
    return all(moment.day in (None, visit.start.date()) for moment in situation.moments)


def _proposes_another(situation: Situation, visit: Slot) -> bool:
    """« On peut faire 16h ? »: another time is named, as something to do."""
    if situation.first(_STANDS) is not None:
        return False
    return any(
        moment.day not in (None, visit.start.date())
        or (moment.hours is not None and moment.hours.opens != visit.start.time())
        for clause in situation.clauses
        if clause.is_question or AVAILABLE.find(clause.wording) is not None
        for moment in situation.moments_of(clause)
        if not moment.past
    )
