"""« Le 24 décembre », « tous les matins », « du 3 au 5 »: letters read as days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from mailbot.inbound.reading.lexicon.time_words import MONTH_FIRST
from mailbot.inbound.reading.moment_dates import Day
from mailbot.inbound.reading.moment_hours import PART_HOURS, Hours, HoursKind
from mailbot.inbound.reading.moment_scenes import Element, Scene
from mailbot.inbound.reading.moment_words import Figures, Word


def habit_element(first: int, last: int, letters: str, words: list[Word], today: date | None) -> Element:
    if "p" in letters:
        part = words[-1].value
        hours: list[Hours | None] = [Hours(HoursKind.PART, *PART_HOURS[part], part=part)]
        return Element("day", first, last, weekly=frozenset(range(7)), hours=hours)
    if "k" in letters:
        return Element("day", first, last, weekly=words[-1].value)
    if letters[0] in "cG" or letters[-1] == "G":
        week = 1 if "G" in letters and today is not None and today.weekday() >= 5 else 0
        return Element("day", first, last, days=[Day(weekday=5, week=week), Day(weekday=6, week=week)])
    return Element("day", first, last, weekly=frozenset({5, 6}))


def days_in_range(first: int, last: int, words: list[Word]) -> Element:
    numbers = [word.value for word in words if word.letter in "NO"]
    month = next((word.value for word in words if word.letter == "M"), None)
    year = next((word.value for word in words if word.letter == "Y"), None)
    start, end = Day(number=numbers[0], month=month, year=year), Day(number=numbers[1], month=month, year=year)
    if month is not None and numbers[0] > numbers[1]:
        start.month = (month - 2) % 12 + 1
    return Element("day", first, last, days=[start], to=end)


def day_element(match: re.Match[str], first: int, last: int, words: list[Word], scene: Scene) -> Element | None:
    letters = match[0]
    by_letter = {word.letter: word.value for word in words}
    if letters[-1] in "pX" or letters == "K":
        part = "evening" if letters == "K" else by_letter.get("p", "noon")
        hours: list[Hours | None] = [Hours(HoursKind.PART, *PART_HOURS[part], part=part)]
        return Element("day", first, last, days=[Day(offset=0)], hours=hours)
    if letters == "R" and by_letter["R"] is None:
        return Element("day", first, last, days=[Day(following=True)])
    if letters == "R":
        return Element("day", first, last, days=[Day(offset=by_letter["R"])], past=by_letter["R"] < 0)
    determined = letters[0] in "lLcuhd"
    month, year = by_letter.get("M"), by_letter.get("Y")
    if "M" in letters and letters.strip("lLdcuh")[0] == "M" and not _english_month(words, scene):
        return None
    figures: Figures | None = by_letter.get("D")
    weekday = by_letter.get("W", by_letter.get("P"))
    if figures is not None:
        beside = scene.letters[last : last + 2].lstrip("(,~")[:1] in tuple("HptvaeX")
        if not (figures.sure or determined or weekday is not None or (figures.year is None and beside)):
            return None
        day = Day(weekday, figures.day, figures.month, figures.year)
        return Element("day", first, last, days=[day])
    numbers = [word.value for word in words if word.letter in "NO"]
    if weekday is not None:
        return _weekday_element(match, first, last, weekday, numbers, month, year, by_letter)
    if not numbers or _before_call(scene, first, month) or _is_a_count(match, scene, numbers, month):
        return None
    days = [Day(number=number) for number in numbers[:-1]] + [Day(number=numbers[-1], month=month, year=year)]
    for day in days[:-1]:
        day.take_month_of(days[-1], scene.today)
    return Element("day", first, last, days=days, bare=month is None)


def _weekday_element(
    match: re.Match[str],
    first: int,
    last: int,
    weekday: int,
    numbers: list[int],
    month: int | None,
    year: int | None,
    by_letter: dict[str, Any],
) -> Element:
    letters = match[0]
    if numbers:
        return Element("day", first, last, days=[Day(weekday, numbers[0], month, year)])
    habit = (letters[0] in "lLq1" and not set("z8y9") & set(letters)) or "P" in letters
    day = Day(weekday, later=by_letter.get("8", 0), last=bool(set("y9") & set(letters)), this=letters[0] == "c")
    return Element("day", first, last, days=[day], weekly=frozenset({weekday}) if habit else frozenset())


_CALL = re.compile(
    r"(?:appel\w*|joindre|composer|faire|tel|call|num\w*|code|porte|appt?|bat\w*|lot|page"
    r"|locataires?|habit(?:ants?|e|ons)|voisine?s?|gardienn?e?|occupants?)\s(?:le|du|au)?\s?$"
)


def _english_month(words: list[Word], scene: Scene) -> bool:
    month = next(word for word in words if word.letter == "M")
    said = scene.folded[month.start : month.end].rstrip(".")
    return said in MONTH_FIRST and (said != "sept" or any(word.letter == "O" for word in words))


def _is_a_count(match: re.Match[str], scene: Scene, numbers: list[int], month: int | None) -> bool:
    """« Les 2 me conviennent » counts what was offered; « les 2 et 3 décembre », « les 24, 25 » are days."""
    if match[0][0] != "L" or month is not None or len(numbers) > 1 or numbers[0] > _MOST_COUNTED:
        return False
    return _LISTED.match(scene.letters, match.end()) is None


_MOST_COUNTED = 6
_LISTED = re.compile(r"[,&oi/-]{1,2}l?[NO]")


_STREET = re.compile(
    r"(?:rue|avenue|place|bd|boulevard|impasse|quai|square|cours|allee|lycee|ecole|stade)\s(?:du|de)?\s?$"
)


def _before_call(scene: Scene, first: int, month: int | None) -> bool:
    """« appelez le 18 » is a telephone number, « rue du 4 septembre » an address."""
    start = scene.words[first].end
    pattern = _CALL if month is None else _STREET
    return pattern.search(scene.folded, max(0, start - 24), start) is not None
