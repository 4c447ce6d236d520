"""« Mardi 25 » when the 25th is a Wednesday: which of the two was meant, for one question (READING, section 6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moment_hours import DAY_CLOSES, DAY_OPENS
from mailbot.inbound.reading.moments import Moment, moments_in
from mailbot.inbound.reading.standpoint import PARIS, Slot

_WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12, "january": 1, "february": 2, "march": 3, "april": 4, "may": 5,
    "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_NAMED, _IN = "|".join(_WEEKDAYS), "|".join(_MONTHS)
_DAY = re.compile(rf"\b({_NAMED})\s+(?:le\s+|the\s+)?(\d{{1,2}})\b(?!\s*(?:h|:|am|pm))(?:\s+({_IN})\b)?")
_HOURS = re.compile(r"\b(\d{1,2})\s*h\s*(\d{2})?\s*(?:a|et|-|–|to|and)\s*(\d{1,2})\s*h?\s*(\d{2})?\b")
_LONGEST_SAID = 60
_AHEAD = 366


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of a mail that name no day that exists, and the days that they may mean."""

    said: str
    readings: tuple[Slot, ...]
    is_backwards: bool = False
    """Its hours end before they begin."""


def doubt_in(words: str, received: datetime | None) -> Doubt | None:
    """The first date in these words that cannot be; none when every date can."""
    folded = fold(words)
    moment = next((each for each in moments_in(folded, received) if each.impossible), None)
    if moment is None:
        return None
    said = words[moment.start : moment.end] if len(folded) == len(words) else moment.said
    if _ends_first(folded[moment.start : moment.end]):
        return Doubt(said[:_LONGEST_SAID], (), is_backwards=True)
    if received is None:
        return Doubt(said[:_LONGEST_SAID], ())
    return Doubt(said[:_LONGEST_SAID], tuple(_readings(moment, folded, received)))


def past_in(words: str, received: datetime | None) -> Slot | None:
    """The first time in these words that has gone by; none when none has."""
    for moment in moments_in(fold(words), received):
        if moment.past and moment.day is not None and not moment.negated and moment.hours is not None:
            return _slot(moment.day, moment)
    return None


def _readings(moment: Moment, folded: str, received: datetime) -> Iterator[Slot]:
    """The day of that name nearest to the day of that number, and the day of that number, soonest first."""
    named = _DAY.search(folded, moment.start)
    if named is None or named.start() >= moment.end:
        return
    weekday, number, month = _WEEKDAYS[named[1]], int(named[2]), _MONTHS.get(named[3] or "")
    today = received.astimezone(PARIS).date()
    ahead = (today + timedelta(days=days) for days in range(_AHEAD))
    numbered = next((day for day in ahead if day.day == number and month in (None, day.month)), None)
    if numbered is None or numbered.weekday() == weekday:
        return
    near = (numbered + timedelta(days=away) for away in (-1, 1, -2, 2, -3, 3))
    called = next(day for day in near if day.weekday() == weekday)
    for day in sorted({numbered, called}):
        if day >= today:
            yield _slot(day, moment)


def _ends_first(said: str) -> bool:
    hours = _HOURS.search(said)
    if hours is None:
        return False
    first, last = (int(hours[at]) * 60 + int(hours[at + 1] or 0) for at in (1, 3))
    return last <= first


def _slot(day: date, moment: Moment) -> Slot:
    opens, closes = (DAY_OPENS, DAY_CLOSES) if moment.hours is None else (moment.hours.opens, moment.hours.closes)
    return Slot(datetime.combine(day, opens, PARIS), datetime.combine(day, closes, PARIS))
