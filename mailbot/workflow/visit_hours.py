"""When a visit is recalled: to whoever is to choose it, to plan it, to be there, or to say how it went (S2-10…14)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailbot.agency import Rules
from mailbot.workflow.reminders import due_reminder
from mailbot.workflow.working_time import WorkingTime


class ChoiceStep(StrEnum):
    """What is due about slots among which nobody has chosen."""

    REMIND = "remind"
    """T-08 again."""
    REMIND_LAST = "remind_last"
    """T-08 without what it says of a further reminder."""
    TELL_UNCHOSEN = "tell_unchosen"
    """G-18 and P-20: SLOT_LEFT_UNCHOSEN."""
    EXPIRE = "expire"
    """The last slot is too near: SLOTS_EXPIRED."""


class VisitReminder(StrEnum):
    """T-11 and P-08, as they are worded."""

    EVE = "eve"
    """« demain »."""
    SAME_DAY = "same_day"
    """« tout à l'heure »."""


def choice_step(
    proposed_at: datetime,
    starts: Sequence[datetime],
    reminded: Sequence[datetime],
    rules: Rules,
    *,
    told_unchosen: bool,
    now: datetime,
) -> ChoiceStep | None:
    """What is due about slots that were proposed at an instant, and begin at these."""
    if slots_close_at(starts, rules) <= now:
        return ChoiceStep.EXPIRE
    hours = sorted({hours for hours in rules.choice_reminder_hours if hours > 0})
    planned = [proposed_at + timedelta(hours=each) for each in hours]
    number = due_reminder(planned, reminded, now=now)
    if number is not None:
        return ChoiceStep.REMIND_LAST if number == len(planned) - 1 else ChoiceStep.REMIND
    last = max(reminded, default=proposed_at)
    if told_unchosen or (planned and last < planned[-1]):
        return None
    silent_at = proposed_at + timedelta(hours=rules.choice_silence_hours)
    if planned:
        silent_at = max(silent_at, last + (silent_at - planned[-1]))
    return ChoiceStep.TELL_UNCHOSEN if silent_at <= now else None


def slots_close_at(starts: Sequence[datetime], rules: Rules) -> datetime:
    """From when on none of these slots can be chosen any more."""
    return max(starts) - timedelta(hours=rules.slot_closes_hours)


def availability_asked_at(told_at: datetime, rules: Rules) -> datetime:
    """When T-07 leaves, if nobody has said when they are in since T-06."""
    return told_at + timedelta(hours=rules.availability_after_hours)


def planning_reminded_at(
    chosen_at: datetime, starts_at: datetime, companies: WorkingTime, rules: Rules, *, is_urgent: bool
) -> datetime | None:
    """When P-06 leaves once more, if the company has not planned the slot that was chosen: a day after the choice, or
    some hours before the slot if that is sooner. None when the slot is so near that the first one has just left.

    In the company's hours, unless the visit would begin first.
    """
    at = min(
        chosen_at + timedelta(hours=rules.planning_reminder_hours),
        starts_at - timedelta(hours=rules.planning_reminder_before_hours),
    )
    if at <= chosen_at:
        return None
    opening = at if is_urgent else companies.opening(at)
    return opening if opening < starts_at else at


def visit_reminder(
    planned_at: datetime, starts_at: datetime, rules: Rules, zone: ZoneInfo, *, now: datetime
) -> VisitReminder | None:
    """What is due about a planned visit that nobody was reminded of. One that was missed the evening before leaves
    before the visit; one that has begun needs none."""
    if now >= starts_at:
        return None
    planned_on, day = (at.astimezone(zone).date() for at in (planned_at, starts_at))
    midnight = datetime.combine(day, time(), zone)
    same_day_at = max(starts_at - timedelta(hours=rules.visit_reminder_same_day_hours), midnight)
    if planned_on == day:
        # A confirmation is not recalled to whoever has just read it: it came as long before as the visit comes after.
        rested_at = planned_at + timedelta(hours=rules.visit_reminder_same_day_hours)
        return VisitReminder.SAME_DAY if rested_at <= same_day_at <= now else None
    eve_at = datetime.combine(day - timedelta(days=1), rules.visit_reminder_at, zone)
    if planned_at + timedelta(hours=rules.visit_reminder_rest_hours) > eve_at:
        return None
    if now < midnight:
        return VisitReminder.EVE if eve_at <= now else None
    return VisitReminder.SAME_DAY if same_day_at <= now else None


def after_visit_at(ends_at: datetime, rules: Rules) -> datetime:
    """When the company is asked for the next step (P-10)."""
    return ends_at + timedelta(minutes=rules.visit_ended_minutes)
