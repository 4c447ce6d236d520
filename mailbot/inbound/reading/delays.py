"""« J'aurai 30 minutes de retard »: late for the visit, and when he will be there."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import visit_words as table
from mailbot.inbound.reading.missed_visits import LATER_DAY, OCCUPANT_AWAY
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation, intent_of
from mailbot.inbound.reading.standpoint import OrderState, Question, Slot
from mailbot.inbound.reading.visit_moves import is_moving

_LATE = Sayings(table.LATE_WORDS)
_PLAINLY_LATE = Sayings(table.PLAINLY_LATE)
_ON_TIME = Sayings(table.ON_TIME)
FIXED = frozenset((OrderState.SLOT_CHOSEN, OrderState.PLANNED))
_DURATION = re.compile(
    r"(?P<hours>\d{1,2}|deux|trois|quatre|two|three|four)\s?(?:h\b|(?<=\d)h|heures?|hours?|hrs?)"
    r"\s?(?P<half>et demie?|(?P<rest>\d{2}))?(?!\d)"
    r"|(?P<minutes>\d{1,3})\s?(?:min|mn|minutes|mins|m\b|')"
    r"|(?P<three>(?:(?:3|trois)[ /]quarts|3/4) d.heure|3/4 ?h\b)"
    r"|(?P<quarter>(?:un |1 )?(?:bon |petit |gros )?(?:quart|1/4) d.heure|quarter of an hour)"
    r"|(?P<demi>(?:une |1 |1/2 )?(?:bonne |petite |grosse )?(?:demi[ -]?|1/2 ?)(?:heure|h\b)"
    r"|half[ -](?:an[ -])?hour)"
    r"|(?P<one>une (?:bonne |petite |grosse )?heure|an hour|one hour|d'une heure|1 ?heure)"
    r"|(?P<spelt>cinq|dix|quinze|vingt|trente|quarante|ten|fifteen|twenty|thirty|forty)"
    r" ?(?:petites |bonnes )?(?:min|minutes|mn)"
)
_SPELT = {
    "deux": 2,
    "two": 2,
    "trois": 3,
    "three": 3,
    "quatre": 4,
    "four": 4,
    "cinq": 5,
    "forty": 40,
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


def declared_delay(situation: Situation) -> Intent | None:
    """Late, and when he will be there: the hour said beats the delay said."""
    visit = situation.appointment
    if visit is None or situation.state not in FIXED or situation.asks(Question.PLAN_VISIT, Question.NEXT_STEP):
        return None
    clause = next((c for c in situation.statements if _LATE.find(c.wording)), None)
    if clause is None or any(situation.first(other) is not None for other in (_ON_TIME, OCCUPANT_AWAY)):
        return None
    if _is_called_off(situation, visit):
        return None
    plainly = _PLAINLY_LATE.find(situation.wording) is not None
    hours = [m.hours.at for m in situation.moments if m.hours is not None and m.hours.at is not None and not m.negated]
    hours += [time(int(at["hour"]), int(at["minute"] or 0)) for at in _RECKON.finditer(situation.folded)]
    hours = [hour for hour in hours if hour > visit.start.time()]
    late, received = _minutes(situation), situation.standpoint.received
    if hours and (plainly or late is not None or _is_today(situation, visit)):
        eta: datetime | None = visit.start.replace(hour=hours[-1].hour, minute=hours[-1].minute)
    elif late is not None and received is not None and _counts_from_now(situation, clause):
        eta = received.replace(second=0) + timedelta(minutes=late)
    elif late is not None and (plainly or _is_today(situation, visit)):
        eta = visit.start + timedelta(minutes=late)
    elif plainly:
        eta = None
    else:
        return None
    return intent_of(IntentType.DECLARE_DELAY, clause, eta=None if eta is None else eta.isoformat())


_RECKON = re.compile(
    r"\b(?:comptez|compter|disons|mettons) (?:sur |plutot |vers |pour )*"
    r"(?P<hour>[01]?\d|2[0-3]) ?h ?(?P<minute>[0-5]\d)?(?!\w)"
)
"""« comptez 15h10 »: an hour, where « comptez 2 h » of work is a length and lies before every visit."""


def _counts_from_now(situation: Situation, clause: Clause) -> bool:
    """« J'arrive dans 10 min », also of one who is held up on the road; « 10 min de retard » is of the visit's hour."""
    if _PLAINLY_LATE.find(situation.wording) is None:
        return _IN_SO_LONG.find(clause.wording) is not None
    roads = [_ON_THE_ROAD.without(c.wording) for c in situation.clauses]
    return _COMES_IN.search(situation.folded) is not None and not any(map(_PLAINLY_LATE.find, roads))


_IN_SO_LONG = Sayings(("dans|in",))
_ON_THE_ROAD = Sayings(table.ON_THE_ROAD)
_COMES_IN = re.compile(
    r"\b(?:arrive|serai la|suis la|there|be with you) (?:dans|in) (?:environ |about )?(?:\d|un|an? )"
)


def _is_called_off(situation: Situation, visit: Slot) -> bool:
    """« Bloqué, je ne pourrai pas venir », « retard, je passe demain »: the visit does not stand."""
    if any(m.day not in (None, visit.start.date()) and not m.past for m in situation.moments):
        return True
    moving = [c for c in situation.clauses if is_moving(c)]
    if any(LATER_DAY.find(c.wording) for c in moving):
        return True
    return any(_CALLED_OFF.find(c.wording) and not _UNTIL.find(c.wording) for c in moving)


_CALLED_OFF = Sayings(table.CALLED_OFF)
_UNTIL = Sayings(("until|till|before|avant",))


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
            return (_SPELT.get(found["hours"]) or int(found["hours"])) * 60 + (
                30 if found["half"] and not found["rest"] else int(found["rest"] or 0)
            )
        if found["spelt"]:
            return _SPELT[found["spelt"]]
        return 15 if found["quarter"] else 45 if found["three"] else 30 if found["demi"] else 60
    return None
