"""The times that somebody wished, in short: what a company reads of them, and never why (S2-10)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from mailbot.agency import AgencyProfile
from mailbot.templating import day, hours

_LONGEST = 300
_DAYS = {name: date(2026, 11, 23 + at) for at, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
"""A week of which each day is called as its kind."""


def in_short(said: Mapping[str, Any], profile: AgencyProfile) -> str:
    """« mardi 24 novembre, 8 h – 12 h ; jeudi, 17 h – 20 h », in the agency's language; empty when no time is named."""
    worn = {"language": profile.language, "time_zone": profile.time_zone}
    named = [
        f"{day(each['start'], **worn)}, {hours(each['start'], each['end'], **worn)}" for each in said.get("slots", ())
    ]
    for rule in said.get("recurring", ()):
        days = [_weekday(name, profile) for name in rule["days"]]
        named.append(f"{', '.join(days)}, {hours(_at(rule['from'], profile), _at(rule['to'], profile), **worn)}")
    return " ; ".join(named)[:_LONGEST]


def _weekday(name: str, profile: AgencyProfile) -> str:
    return day(_DAYS[name].isoformat(), language=profile.language, time_zone=profile.time_zone).split()[0].rstrip(",")


def _at(clock: str, profile: AgencyProfile) -> datetime:
    return datetime.combine(_DAYS["mon"], time.fromisoformat(clock), profile.zone)
