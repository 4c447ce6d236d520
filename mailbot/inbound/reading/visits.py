"""When a provider comes: slots he proposes, the visit he plans, moves, is late for, or that failed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.moments import Moment, slot_of
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question, Slot
from mailbot.inbound.reading.tongues import Tongue
from mailbot.vocabulary import Role

_MOVE = Sayings(table.MOVE_AWAY)
_LATE = Sayings(table.LATE_WORDS)
_LATER_DAY = Sayings(table.LATER_DAY)
_NOBODY_CAME = Sayings(table.NOBODY_CAME)
_OCCUPANT_AWAY = Sayings(table.OCCUPANT_AWAY)
_MISSED_MYSELF = Sayings(table.MISSED_MYSELF)
_NOT_A_VISIT = Sayings(table.NOT_A_VISIT)
_REPASS = Sayings(table.SECOND_VISIT)
_WENT = Sayings(table.WENT)
_WAITED = Sayings(table.NO_VISIT_YET)
_FIXED = frozenset((OrderState.SLOT_CHOSEN, OrderState.PLANNED))
_DURATION = re.compile(
    r"(?P<hours>\d{1,2})\s?(?:h|heures?|hours?|hrs?)\s?(?P<half>et demie?|(?P<rest>\d{2}))?(?!\d)"
    r"|(?P<minutes>\d{1,3})\s?(?:min|mn|minutes|mins|m\b|')"
    r"|(?P<quarter>(?:un |1 )?quart d.heure|quarter of an hour)|(?P<three>(?:3|trois)[ /]quarts d.heure)"
    r"|(?P<demi>(?:une |1 |1/2 )?(?:demi[ -]?|1/2 )heure|half an hour)|(?P<one>une heure|an hour|one hour)"
    r"|(?P<spelt>dix|quinze|vingt|trente|quarante|ten|fifteen|twenty|thirty) ?(?:min|minutes|mn|petites minutes)"
)
_SPELT = {
    "dix": 10,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


def read_visit(situation: Situation) -> Said:
    """What a provider says of his coming."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    delay = _delay(situation)
    if delay is not None:
        return Said((delay,))
    moments = [(c, m) for c in situation.clauses for m in situation.moments_of(c) if _is_offer(situation, c, m)]
    impossible = any(
        m.impossible for c in situation.clauses for m in situation.moments_of(c) if not _NOT_A_VISIT.find(c.wording)
    )
    if situation.asks(Question.PLAN_VISIT):
        return _planned(situation, moments, impossible=impossible)
    visit = situation.appointment
    if visit is not None and situation.state in _FIXED:
        return _moved(situation, visit, moments, impossible=impossible)
    if situation.state in (OrderState.DONE, OrderState.COMPLETE, OrderState.DONE_TO_CONFIRM) and not situation.first(
        _REPASS
    ):
        return NOTHING
    slots = _slots([moment for _, moment in moments])
    if not slots:
        return Said((), Ask.WHICH_DATE) if impossible else NOTHING
    said = intent_of(IntentType.PROPOSE_SLOTS, moments[0][0], slots=[slot.to_json() for slot in slots])
    return Said((said,), Ask.WHICH_DATE if impossible else None)


def read_missed(situation: Situation) -> Said:
    """« Personne n'est venu », « locataire absent »: the visit failed, and by whose absence."""
    for clause in situation.clauses:
        if is_reported(clause):
            continue
        if situation.role is Role.TENANT:
            if not clause.is_question and _MISSED_MYSELF.find(clause.wording) and _tells_the_past(situation, clause):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="occupant"),))
            if _NOBODY_CAME.find(clause.wording) and not _WAITED.find(clause.wording) and _was_due(situation, clause):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="provider"),))
        elif situation.role is Role.PROVIDER and not clause.is_question:
            if _OCCUPANT_AWAY.find(clause.wording) and _was_due(situation, clause) and not _will_be(situation, clause):
                return Said((intent_of(IntentType.MISSED_VISIT, clause, absent="occupant"),))
    return NOTHING


def _tells_the_past(situation: Situation, clause: Clause) -> bool:
    return not any(not moment.past and _is_ahead(situation, moment) for moment in situation.moments_of(clause))


def _is_ahead(situation: Situation, moment: Moment) -> bool:
    received = situation.standpoint.received
    return moment.day is not None and received is not None and moment.day > received.date()


def _will_be(situation: Situation, clause: Clause) -> bool:
    return _FUTURE.find(clause.wording) is not None or any(
        _is_ahead(situation, moment) for moment in situation.moments_of(clause)
    )


_FUTURE = Sayings(("sera|seront|serait|will|va|vont|si|if|demain",))


def _was_due(situation: Situation, clause: Clause) -> bool:
    """A visit can only fail once it was to be: planned before now, or said to have been planned."""
    received, visit = situation.standpoint.received, situation.appointment
    if visit is not None and received is not None and visit.start > received:
        return _DUE.find(situation.wording) is not None
    if visit is not None:
        return True
    if situation.state in (
        OrderState.PLANNED,
        OrderState.SLOT_CHOSEN,
        OrderState.DONE,
        OrderState.DONE_TO_CONFIRM,
        OrderState.CONTESTED,
    ):
        return True
    return _DUE.find(situation.wording) is not None or _CAME_TO.find(clause.wording) is not None


_DUE = Sayings(table.DUE)
_CAME_TO = Sayings(table.CAME_TO)


def _delay(situation: Situation) -> Intent | None:
    """Late, and when he will be there: the hour said beats the delay said."""
    visit = situation.appointment
    clause = next((c for c in situation.statements if _LATE.find(c.wording)), None)
    if clause is None or visit is None or situation.state not in _FIXED or situation.asks(Question.PLAN_VISIT):
        return None
    if any(_LATER_DAY.find(c.wording) and _MOVE.find(c.wording) for c in situation.clauses):
        return None
    others = [m for m in situation.moments if m.day is not None and m.day != visit.start.date() and not m.past]
    if others:
        return None
    hours = [m.hours.at for m in situation.moments if m.hours is not None and m.hours.at is not None and not m.negated]
    hours = [hour for hour in hours if hour != visit.start.time()] or hours
    late = _minutes(situation)
    if not hours and late is None and _PLAINLY_LATE.find(clause.wording) is None:
        return None
    if hours:
        eta: datetime | None = visit.start.replace(hour=hours[-1].hour, minute=hours[-1].minute)
        if late is None and _PLAINLY_LATE.find(situation.wording) is None and not _is_today(situation, visit):
            return None
    else:
        eta = None if late is None else visit.start + timedelta(minutes=late)
        received = situation.standpoint.received
        if (
            late is not None
            and _IN_SO_LONG.find(clause.wording)
            and received is not None
            and _PLAINLY_LATE.find(situation.wording) is None
        ):
            eta = received.replace(second=0) + timedelta(minutes=late)
    return intent_of(IntentType.DECLARE_DELAY, clause, eta=None if eta is None else eta.isoformat())


_PLAINLY_LATE = Sayings(
    (
        "retard|retarde|retardes|late|delayed|delay|behind|bourre|bouchon*|embouteillage*",
        "held up",
        "stuck in",
        "plus tard que",
    )
)
_IN_SO_LONG = Sayings(("dans|in",))


def _is_today(situation: Situation, visit: Slot) -> bool:
    received = situation.standpoint.received
    return received is not None and received.date() == visit.start.date()


def _minutes(situation: Situation) -> int | None:
    """The delay as said, in minutes; None without one. An hour of the clock is none."""
    clocks = [(m.start, m.end) for m in situation.moments if m.hours is not None]
    for found in _DURATION.finditer(situation.folded):
        if any(start <= found.start() < end for start, end in clocks):
            continue
        if found["minutes"]:
            return int(found["minutes"])
        if found["hours"]:
            return int(found["hours"]) * 60 + (30 if found["half"] and not found["rest"] else int(found["rest"] or 0))
        if found["spelt"]:
            return _SPELT[found["spelt"]]
        return 15 if found["quarter"] else 45 if found["three"] else 30 if found["demi"] else 60
    return None


def _is_offer(situation: Situation, clause: Clause, moment: Moment) -> bool:
    """A time at which he can come: neither past, nor refused, nor the edge of one."""
    if moment.past or moment.negated or moment.bound or moment.impossible:
        return False
    if _NOT_A_VISIT.find(clause.wording) is not None:
        return False
    received = situation.standpoint.received
    return not (moment.day is not None and received is not None and moment.day < received.date())


def _slots(moments: list[Moment]) -> list[Slot]:
    return list(dict.fromkeys(slot for moment in moments if (slot := slot_of(moment)) is not None))


def _planned(situation: Situation, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    """The occupant chose: he plans it, or it cannot stand."""
    asked = situation.standpoint.asked
    chosen = asked.slots[0] if asked is not None and asked.slots else situation.appointment
    others = [(c, m) for c, m in moments if chosen is None or not _fits(m, chosen)]
    same = [c for c, m in moments if chosen is not None and _fits(m, chosen)]
    moving = next((c for c in situation.clauses if _MOVE.find(c.wording) or _CANNOT.find(c.wording)), None)
    if impossible:
        return Said((), Ask.WHICH_DATE)
    if (
        moving is not None
        or (others and (not same or situation.assent.no is not None))
        or situation.assent.no is not None
    ):
        clause = moving or (others[0][0] if others else situation.assent.no)
        slots = _moved_slots([m for _, m in others], chosen)
        return Said((intent_of(IntentType.RESCHEDULE, clause, slots=[slot.to_json() for slot in slots]),))
    assent = situation.assent
    yes = assent.yes or (same[0] if same else None) or situation.first(_WILL_BE_THERE)
    if yes is not None and not yes.is_question and not _THINKS.find(situation.wording):
        return Said((intent_of(IntentType.CONFIRM_SCHEDULE, yes),))
    if Tongue.YES in situation.told.senses:
        return Said((intent_of(IntentType.CONFIRM_SCHEDULE, situation.clauses[0]),))
    return NOTHING


_CANNOT = Sayings(table.CANNOT_COME)
_WILL_BE_THERE = Sayings(table.WILL_BE_THERE)
_THINKS = Sayings(table.THINKS_ABOUT_IT)


def _fits(moment: Moment, visit: Slot) -> bool:
    """Whether the moment named is that of the visit."""
    if moment.day is not None and moment.day != visit.start.date():
        return False
    hours = moment.hours
    if hours is None:
        return moment.day is not None
    return hours.opens < visit.end.time() and hours.closes > visit.start.time()


def _moved(situation: Situation, visit: Slot, moments: list[tuple[Clause, Moment]], *, impossible: bool) -> Said:
    """A visit is fixed: what is said of other times moves it, or adds a second one."""
    second = situation.first(_REPASS) is not None and situation.first(_WENT) is not None
    if situation.asks(Question.NEXT_STEP) and (second or situation.first(_REPASS)):
        slots = _slots([moment for _, moment in moments])
        return (
            Said((intent_of(IntentType.PROPOSE_SLOTS, moments[0][0], slots=[s.to_json() for s in slots]),))
            if slots
            else NOTHING
        )
    moving = next(
        (c for c in situation.clauses if (_MOVE.find(c.wording) or _CANNOT.find(c.wording)) and not is_reported(c)),
        None,
    )
    others = [m for _, m in moments if not _fits(m, visit)]
    if moving is None or (situation.asks(Question.NEXT_STEP) and not others and not _STRONG.find(moving.wording)):
        return NOTHING
    slots = _moved_slots(others, visit)
    said = intent_of(IntentType.RESCHEDULE, moving, slots=[slot.to_json() for slot in slots])
    return Said((said,), Ask.WHICH_DATE if impossible and not slots else None)


_STRONG = Sayings(("decal*|report*|repouss*|deplac*|annul*|empech*|imprevu*|reschedul*|postpon*|cancel*|malade",))


def _moved_slots(moments: list[Moment], visit: Slot | None) -> list[Slot]:
    """The new times; hours alone are hours of the same day."""
    found = []
    for moment in moments:
        if moment.day is None and moment.hours is not None and visit is not None and not moment.weekly:
            moment = replace(moment, day=visit.start.date())
        if (slot := slot_of(moment)) is not None and slot != visit:
            found.append(slot)
    return list(dict.fromkeys(found))
