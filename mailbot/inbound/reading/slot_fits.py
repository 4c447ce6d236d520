"""Which of the offered slots a day and its hours fit, and what is left of a slot within such hours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time

from mailbot.inbound.reading.moments import Hours, HoursKind, Moment
from mailbot.inbound.reading.standpoint import Slot


def turned_about(moment: Moment) -> Moment:
    """ "I can't get out before 3.30": from that hour on."""
    hours = moment.hours
    if hours is None or hours.at is None:
        return moment
    return replace(moment, hours=Hours(HoursKind.AFTER, hours.at, max(hours.at, time(20)), hours.at), negated=False)


def is_a_bound(moment: Moment) -> bool:
    """« Pas avant 15h » is a bound, and no refusal."""
    return moment.day is None and moment.hours is not None and moment.hours.kind in (HoursKind.AFTER, HoursKind.BEFORE)


def index_of_number(moment: Moment, slots: tuple[Slot, ...]) -> int | None:
    """« Le 2 », read as a day, as the number of an offer; counted from 0."""
    number = 0 if moment.day is None else moment.day.day
    return number - 1 if 1 <= number <= len(slots) else None


def slots_fitting(moment: Moment, slots: tuple[Slot, ...]) -> frozenset[int]:
    """The offers on that day and in those hours."""
    days = [index for index, slot in enumerate(slots) if moment.day is None or _day_fits(moment, slot)]
    if moment.hours is None:
        return frozenset(days) if moment.day is not None else frozenset()
    exact = [index for index in days if _begins(slots[index], moment.hours)]
    return frozenset(exact or [index for index in days if _meets(slots[index], moment.hours)])


def _day_fits(moment: Moment, slot: Slot) -> bool:
    if moment.day == slot.start.date():
        return True
    # « In answer to offered slots, words resolve among those slots first »: a bare weekday or number is one of theirs.
    if moment.day is None or _DATED.search(moment.said):
        return False
    if re.search(r"\d", _HOURS_OUT.sub("", moment.said)):
        return moment.bare_number and moment.day.day == slot.start.day
    return not _RELATIVE.search(moment.said) and moment.day.weekday() == slot.start.weekday()


_DATED = re.compile(
    r"\d\s?/\s?\d|janv|fev|mars|avr|\bmai\b|juin|juil|aout|sept|oct|nov|dec|jan\b|feb|apr\b|april|jun|jul|aug"
)
_HOURS_OUT = re.compile(
    r"\d{1,2}(?:[.:]\d\d)?\s?(?:h\d{0,2}|heures?|[ap]m)\b|\d{1,2}:\d\d\b"
    r"|\b(?:before|after|until|till|avant|apres|vers|jusqu'a)\s\d{1,2}\b"
)
_RELATIVE = re.compile(r"demain|prochaine|prochain|huit|aujourd|tomorrow|today|next|apres-demain|semaine")


def _begins(slot: Slot, hours: Hours) -> bool:
    if hours.kind is HoursKind.SINGLE:
        return hours.at is not None and slot.start.time() == hours.at
    return hours.kind is HoursKind.EXACT and (slot.start.time(), slot.end.time()) == (hours.opens, hours.closes)


def _meets(slot: Slot, hours: Hours) -> bool:
    opens, closes = slot.start.time(), slot.end.time()
    match hours.kind:
        case HoursKind.SINGLE if hours.at is not None:
            return opens <= hours.at < closes
        case HoursKind.AFTER if hours.at is not None:
            return closes > hours.at
        case HoursKind.BEFORE if hours.at is not None:
            return opens < hours.at
    return opens < hours.closes and closes > hours.opens


def slot_narrowed(slot: Slot, hours: Hours) -> Slot | None:
    """The part of the slot inside these hours; None when they do not meet."""
    if _begins(slot, hours):
        return slot
    opens, closes = hours.opens, hours.closes
    if hours.kind is HoursKind.AFTER and hours.at is not None:
        opens, closes = hours.at, slot.end.time()
    elif hours.kind is HoursKind.BEFORE and hours.at is not None:
        opens, closes = slot.start.time(), hours.at
    start = max(slot.start, _at(slot.start, opens))
    end = min(slot.end, _at(slot.start, closes))
    return Slot(start, end) if start < end else None


def _at(moment: datetime, hour: time) -> datetime:
    return moment.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)


def leaves_some(slot: Slot, hours: Hours) -> bool:
    """« Mercredi j'ai cours jusqu'à 10h30 », of 10h-13h: the rest of that time is turned down by nobody."""
    if hours.at is None:
        return False
    before, after = hours.kind is HoursKind.BEFORE, hours.kind is HoursKind.AFTER
    return (before and hours.at < slot.end.time()) or (after and hours.at > slot.start.time())


def slot_on(day: date, hours: Hours, like: datetime) -> Slot:
    """These hours of a day, in the time zone of `like`."""
    base = like.replace(year=day.year, month=day.month, day=day.day)
    return Slot(_at(base, hours.opens), _at(base, hours.closes))
