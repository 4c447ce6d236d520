"""Days on which an agency works: its own week, without the holidays of where it lives."""

from datetime import date, timedelta

from holidays import country_holidays

from mailbot.agency import Rules

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def next_working_day(rules: Rules, today: date) -> date:
    """The first day after this one on which the agency works; tomorrow for one that never does."""
    country, _, region = rules.holidays.partition("-")
    off = country_holidays(country, subdiv=region or None)
    for ahead in range(1, 32):
        day = today + timedelta(days=ahead)
        if _WEEK[day.weekday()] in rules.working_days and day not in off:
            return day
    return today + timedelta(days=1)
