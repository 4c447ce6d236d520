"""After how many hours a landlord is reminded, and found silent: by the clock, week-ends included (GAP-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailbot.agency import Rules


class Step(StrEnum):
    """What is due."""

    REMIND = "remind"
    TELL_SILENT = "tell_silent"


@dataclass(frozen=True, slots=True)
class Hours:
    """Since the question: each reminder, and the silence; between the last reminder and the silence."""

    reminders: tuple[timedelta, ...]
    silence: timedelta
    patience: timedelta


@dataclass(frozen=True, slots=True)
class Asked:
    """What was done about a question so far."""

    at: datetime
    reminded: Sequence[datetime]
    told_silent: bool
    held_until: datetime | None
    """Nothing is due before that."""


def hours_of(rules: Rules, *, is_urgent: bool) -> Hours:
    """What an agency has set. In an emergency the silence comes as long after the last reminder as ever: 4 h and 28 h
    instead of 72 h and 96 h."""
    usual = tuple(timedelta(hours=hours) for hours in sorted(rules.landlord_reminder_hours))
    silence = timedelta(hours=rules.landlord_silence_hours)
    patience = max(silence - (usual[-1] if usual else timedelta()), timedelta())
    urgent = tuple(timedelta(hours=hours) for hours in sorted(rules.urgent_landlord_reminder_hours))
    if not is_urgent or not urgent:
        return Hours(usual, silence, patience)
    return Hours(urgent, urgent[-1] + patience, patience)


def due_step(asked: Asked, hours: Hours, *, now: datetime) -> Step | None:
    """What is due about a question that nobody has answered. Reminders that were missed while nothing ran are one."""
    if asked.held_until is not None and now < asked.held_until:
        return None
    due = sum(1 for each in hours.reminders if asked.at + each <= now)
    last = max(asked.reminded, default=None)
    since_last = [asked.at + each for each in hours.reminders if asked.at + each <= now]
    if due and (last is None or (len(asked.reminded) < due and last < since_last[-1])):
        return Step.REMIND
    if asked.told_silent:
        return None
    silent_at = asked.at + hours.silence
    if last is not None:
        silent_at = max(silent_at, last + hours.patience)
    return Step.TELL_SILENT if silent_at <= now else None


def day_of_silence(asked_at: datetime, hours: Hours, zone: ZoneInfo) -> date:
    """The day on which the managers will be told that he is silent."""
    return (asked_at + hours.silence).astimezone(zone).date()
