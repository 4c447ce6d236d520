"""« Entre 9h et 11h », « pas avant 17h », « le matin »: words read as hours of a day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from mailbot.inbound.reading.moment_words import Clock, Word

DAY_OPENS, DAY_CLOSES = time(8), time(18)
PART_HOURS: dict[str, tuple[time, time]] = {
    "early_morning": (time(8), time(10)),
    "late_morning": (time(10), time(12)),
    "morning": (time(8), time(12)),
    "early_afternoon": (time(14), time(16)),
    "late_afternoon": (time(16), time(18)),
    "afternoon": (time(14), time(18)),
    "late_day": (time(17), time(19)),
    "evening": (time(18), time(20)),
    "noon": (time(12), time(14)),
    "day": (DAY_OPENS, DAY_CLOSES),
}
"""READING, section 8, first table."""


class HoursKind(StrEnum):
    """How the hours were said."""

    EXACT = "exact"
    """« entre 9h et 11h », « 9-11 »"""
    SINGLE = "single"
    """« à 14h », « vers 14h »: that hour and two more"""
    AFTER = "after"
    """« après 17h », « pas avant 17h »"""
    BEFORE = "before"
    """« avant 10h », « jusqu'à 15h »"""
    PART = "part"
    """« matin », « fin de journée »"""


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour of the day to another, in Paris."""

    kind: HoursKind
    opens: time
    closes: time
    at: time | None = None
    """The hour as said, of SINGLE, AFTER and BEFORE."""
    part: str = ""
    """A key of `PART_HOURS`, of PART."""


def hours_of(words: list[Word], letters: str, first: int, last: int, folded: str) -> Hours | None:
    """The hours said by words `first` to `last`, of which one is H, X or p; None when they are a length of time."""
    said = [word for word in words[first:last] if word.letter in "HX"]
    if not said:
        return _part_hours(words[last - 1].value)
    clocks = [Clock(time(12), bare=False) if word.letter == "X" else word.value for word in said]
    if any(clock is None for clock in clocks):
        return None
    office = letters[first]
    if len(clocks) == 2:
        length = all(c.bare and c.at is not None and c.at.hour <= 8 for c in clocks)
        if length and _is_length(words, letters, first, last, folded):
            return None
        return _between(*clocks)
    clock = clocks[0]
    if said[0].letter == "X":
        if office not in "abr":
            return _part_hours("noon")
    elif office not in "tv" and (office not in "ab" or clock.bare) and _is_length(words, letters, first, last, folded):
        return None
    if clock.at is None:
        return None
    at = _later(clock.at, 12) if clock.bare and clock.at.hour <= 6 else clock.at
    if office not in "abr" and _AT_MOST.match(folded, words[last - 1].end):
        return one_sided(HoursKind.BEFORE, at)
    return one_sided(
        {"a": HoursKind.AFTER, "r": HoursKind.AFTER, "b": HoursKind.BEFORE}.get(office, HoursKind.SINGLE), at
    )


def one_sided(kind: HoursKind, at: time) -> Hours:
    """READING, section 8: « à X », « après X », « avant X »."""
    match kind:
        case HoursKind.AFTER:
            late = _later(at, 2) if at >= time(20) else time(20)
            return Hours(kind, at, DAY_CLOSES if at <= time(16) else late, at)
        case HoursKind.BEFORE:
            return Hours(kind, DAY_OPENS if at > DAY_OPENS else _later(at, -2), at, at)
        case _:
            return Hours(HoursKind.SINGLE, at, _later(at, 2), at)


def shift_to_part(hours: Hours, part: str) -> Hours:
    """« 4h de l'après-midi » is 16:00, « 8h du soir » is 20:00."""
    latest = {"afternoon": 7, "early_afternoon": 5, "late_afternoon": 7, "late_day": 8, "evening": 11}.get(part)
    if (
        latest is None
        or hours.kind is HoursKind.PART
        or hours.opens.hour > latest
        or (hours.at and hours.at.hour > latest)
    ):
        return hours
    if hours.at is not None:
        return one_sided(hours.kind, _later(hours.at, 12))
    return replace(hours, opens=_later(hours.opens, 12), closes=_later(hours.closes, 12))


def clip_to_part(hours: Hours, part: str) -> Hours:
    """« mardi matin après 10h » ends with the morning; any other explicit hour beats the part beside it."""
    opens, closes = PART_HOURS[part]
    if hours.kind is HoursKind.AFTER and opens <= hours.opens < closes:
        return replace(hours, closes=closes)
    if hours.kind is HoursKind.BEFORE and opens < hours.closes <= closes:
        return replace(hours, opens=opens)
    return hours


def _part_hours(part: str) -> Hours:
    return Hours(HoursKind.PART, *PART_HOURS[part], part=part)


def _between(first: Clock, second: Clock) -> Hours | None:
    """« de 2 à 4 » is the afternoon; « de 9 à 5 » ends in it."""
    if first.at is None or second.at is None:
        return None
    opens, closes = first.at, second.at
    if second.pm and opens.hour < 12 and first.bare and _later(opens, 12) < closes:
        opens = _later(opens, 12)
    if first.bare and second.bare and opens.hour <= 6 and closes.hour <= 8 and opens < closes:
        opens, closes = _later(opens, 12), _later(closes, 12)
    if closes <= opens and second.bare and closes.hour <= 8:
        closes = _later(closes, 12)
    return Hours(HoursKind.EXACT, opens, closes) if opens < closes else None


def _later(at: time, hours: int) -> time:
    minutes = min(max(at.hour * 60 + at.minute + hours * 60, 0), 23 * 60 + 59)
    return time(minutes // 60, minutes % 60)


_MORE = re.compile(r"\s?(?:en plus|de plus|sup|supplementaires?|plus tard|apres|avant|chacun|par\s|/)")
_AT_MOST = re.compile(r"\s?(?:max\b|maximum|grand max|au plus tard|dernier delai|at the latest)")


def _is_length(words: list[Word], letters: str, first: int, last: int, folded: str) -> bool:
    """« 1h de travail », « compter 2h », « 3 heures »: nothing says that it is an hour of the day."""
    clock: Clock = words[last - 1].value
    before, after = letters[max(0, first - 2) : first], letters[last : last + 3]
    if re.search("U[~l]?$", before) or (re.match(r"f[xU~N](?!p)", after) and not re.match(r"f[~l]*p", after)):
        return not folded.startswith(
            ("de preference", "de mon", "de chez"), words[last].start if last < len(words) else 0
        )
    if _MORE.match(folded, words[last - 1].end):
        return clock.bare and (clock.at is None or clock.at.hour <= 12)
    beside_a_day = before[-1:] in tuple("WPNMDRp") or after[:1] == "p" or re.match(r"[ft][~l]?p", after)
    if clock.at is not None and clock.at.hour == 0:
        return True
    return (
        clock.bare and not beside_a_day and letters[first] not in "abefr" and (clock.at is None or clock.at.hour <= 6)
    )
