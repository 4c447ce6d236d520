"""After how many days an occupant is asked again whether it is repaired, and silence confirms (SM5, T-16)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailbot.agency import Rules
from mailbot.workflow.reminders import due_reminder


class Step(StrEnum):
    """What is due."""

    REMIND = "remind"
    REMIND_LAST = "remind_last"
    """The one that says what silence will mean, if it will mean anything."""
    CONFIRM_TACITLY = "confirm_tacitly"


def due_step(
    asked_at: datetime, reminded: Sequence[datetime], rules: Rules, zone: ZoneInfo, *, now: datetime
) -> Step | None:
    """What is due about works that were declared done, and that nobody has confirmed or contested."""
    planned = _planned(asked_at, rules, zone)
    number = due_reminder(planned, reminded, now=now)
    if number is not None:
        return Step.REMIND_LAST if number == len(planned) - 1 else Step.REMIND
    if planned and max(reminded, default=asked_at) < planned[-1]:
        return None
    tacit_at = tacitly_at(asked_at, reminded, rules, zone)
    return Step.CONFIRM_TACITLY if tacit_at is not None and tacit_at <= now else None


def tacitly_at(asked_at: datetime, reminded: Sequence[datetime], rules: Rules, zone: ZoneInfo) -> datetime | None:
    """When silence confirms: so many whole days after the question, and no sooner after the last reminder than if that
    had left on its day, since it alone announces it. None where silence means nothing.

    What the last reminder says of itself counts it: its own instant is then the last of those that left.
    """
    if rules.tacit_confirmation_days == 0:
        return None
    tacit_at = _later(asked_at, rules.tacit_confirmation_days, zone)
    planned = _planned(asked_at, rules, zone)
    if not planned:
        return tacit_at
    warned_at = max(planned[-1], max(reminded, default=asked_at))
    return max(tacit_at, _later(warned_at, rules.tacit_confirmation_days - _days(rules)[-1], zone))


def _planned(asked_at: datetime, rules: Rules, zone: ZoneInfo) -> list[datetime]:
    return [_later(asked_at, days, zone) for days in _days(rules)]


def _days(rules: Rules) -> list[int]:
    """Those that come before silence confirms."""
    until = rules.tacit_confirmation_days or max(rules.confirmation_reminder_days, default=0) + 1
    return sorted({days for days in rules.confirmation_reminder_days if 0 < days < until})


def _later(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """So many days later by the clock on the wall."""
    return (at.astimezone(zone) + timedelta(days=days)).astimezone(UTC)
