"""« On décale d'une semaine, même créneau »: a visit moved by a length, where no new day is named."""

from __future__ import annotations

import re
from datetime import timedelta

from mailbot.inbound.reading.moment_dates import PARIS
from mailbot.inbound.reading.standpoint import Slot

_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "huit": 8, "quinze": 15, "a": 1, "an": 1, "one": 1, "two": 2,
    "three": 3,
}  # fmt: skip
_SHIFT = re.compile(
    r"\b(?P<verb>decal\w*|report\w*|repouss\w*|avanc\w*|recul\w*|deplac\w*|retard\w*|mov\w+|push\w*|postpon\w*|bring\w*"
    r"|shift\w*|put)\b(?P<between>[^.!?;\n]{0,30}?)(?:\bd'|\bde |\bby |\bback )"
    rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\s?"
    r"(?P<unit>semaines?|jours?|j|heures?|h|weeks?|days?|hours?)\b(?!\s?\d)(?P<after>[^.!?;\n]{0,12})"
)
_FORWARD = re.compile(r"\b(?:forward|plus tot|earlier|avant)\b")
_DENIED = re.compile(r"\b(?:pas|plus|not|no|sans|jamais|inutile)\s(?:\w+\s){0,2}$")
_IDIOMS = {8: 7, 15: 14}
"""« Huit jours » is a week, « quinze jours » two."""


def shifted(folded: str, visit: Slot) -> Slot | None:
    """The visit where these words put it; None where they name no length. `folded` comes from `lines.fold`."""
    said = _SHIFT.search(folded)
    if said is None or _DENIED.search(folded, max(0, said.start() - 24), said.start()):
        return None
    number = _NUMBERS.get(said["number"]) or int(said["number"])
    unit = said["unit"][0]
    if unit == "h":
        by = timedelta(hours=number)
    elif unit in "sw":
        by = timedelta(days=7 * number)
    else:
        by = timedelta(days=_IDIOMS.get(number, number))
    if said["verb"].startswith("avanc") or _FORWARD.search(said["between"] + said["after"]):
        by = -by
    # By the clock on the wall, whatever summer time does in between.
    start, end = (at.astimezone(PARIS).replace(tzinfo=None) + by for at in (visit.start, visit.end))
    return Slot(start.replace(tzinfo=PARIS), end.replace(tzinfo=PARIS))
