"""When somebody can be at home, in the few words in which a company reads it: times, and never why (S2-10)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from mailbot.templating import Template, Templates

LONGEST = 300
"""Of the words that are kept."""
_OPENS, _CLOSES = "08:00", "18:00"
_ANY_DAY = date(2026, 1, 5)
"""The hours of a habit are said on some day: none is named."""
_OR = {"fr": " ou ", "en": " or "}


def in_words(said: Mapping[str, Any], language: str, zone: str) -> str:
    """The times of a reading, or of the page, in a language: « mardi 24 novembre, 8 h – 12 h ou le jeudi ». Empty when
    it holds none; what would be too long is cut after a whole time."""
    lines = _template(language).render(
        {
            "time_zone": zone,
            "slots": [_slot(slot, zone) for slot in said.get("slots") or ()],
            "habits": [_habit(rule, zone) for rule in said.get("recurring") or ()],
            "always": bool(said.get("always")),
        }
    )
    words = ""
    for line in dict.fromkeys(filter(None, map(str.strip, lines.splitlines()))):
        longer = f"{words}{_OR[language]}{line}" if words else line
        if len(longer) > LONGEST:
            break
        words = longer
    return words


def _slot(slot: Mapping[str, Any], zone: str) -> dict[str, Any]:
    start, end = (datetime.fromisoformat(slot[name]).astimezone(ZoneInfo(zone)) for name in ("start", "end"))
    whole = (f"{start:%H:%M}", f"{end:%H:%M}") == (_OPENS, _CLOSES)
    return {"start": start, "end": end, "whole": whole}


def _habit(rule: Mapping[str, Any], zone: str) -> dict[str, Any]:
    if (rule["from"], rule["to"]) == (_OPENS, _CLOSES):
        return {"days": rule["days"], "opens": None, "closes": None}
    opens, closes = (
        datetime.combine(_ANY_DAY, time.fromisoformat(rule[name]), ZoneInfo(zone)) for name in ("from", "to")
    )
    return {"days": rule["days"], "opens": opens, "closes": closes}


@lru_cache(maxsize=8)
def _template(language: str) -> Template:
    return Templates(language, autoescape=False).get(f"times/{language}.jinja")


def access_in_words(said: Mapping[str, str], language: str) -> str:
    """What was filled in of getting in, each thing with its name, one a line: « Code d’accès : 45B12 »."""
    named: Mapping[str, str] = _tables(language)["ACCESS"]
    return "\n".join(f"{named[name]}{value}" for name, value in said.items() if value)


@lru_cache(maxsize=8)
def _tables(language: str) -> Mapping[str, Any]:
    return Templates(language, autoescape=False, prose=True).tables(f"times/{language}_access.jinja")
