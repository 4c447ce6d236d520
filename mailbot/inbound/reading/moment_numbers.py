"""« Mardi à 14 », « 9-11 », « semaine 48 »: what a number turns out to be, by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from mailbot.inbound.reading.moment_words import Clock, Figures, Word

_WEEK_NAMED = re.compile(r"(?:semaine|sem\.?|week|wk)(?: ?(?:n ?°|no|numero))? ?$|s(?=\d\d$)")
_GOES_ON = re.compile(r"\s?(?:[-/h]|:\d|a \d|et \d|jours?|heures?)")
_MOST_WEEKS = 53


def name_weeks(words: list[Word], folded: str, today: date | None) -> None:
    """Makes « semaine 49 » and « S49 » the week that begins on its Monday, as « semaine du 30/11 » is."""
    if today is None:
        return
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        code = _WEEK_CODE.fullmatch(folded, word.start, word.end)
        if code is not None:
            number = int(code[1])
        elif word.letter == "N" and _WEEK_NAMED.search(folded, max(0, word.start - 14), word.start):
            number = int(word.value)
        else:
            continue
        if not 1 <= number <= _MOST_WEEKS or _GOES_ON.match(folded, word.end):
            continue
        monday = _monday_of(number, today)
        if monday is not None:
            figures = Figures(monday.day, monday.month, monday.year, sure=True)
            words[place : place + 1] = [Word(word.start, word.start, "5"), Word(word.start, word.end, "D", figures)]


_WEEK_CODE = re.compile(r"s ?(\d\d)")


def _monday_of(number: int, today: date) -> date | None:
    """The week of that number that is not over yet."""
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday + timedelta(days=7) > today:
            return monday
    return None


def settle_numbers(words: list[Word], folded: str, is_date: Callable[[int, int], bool]) -> None:
    """Makes an hour (H) of a plain number that stands as one: « de 9 à 11 », « mardi 9-11h », « mardi à 14 ».

    `is_date(weekday, number)` says whether that day of the month is that day of the week: « mardi 9 à 11h ».
    """
    letters = "".join(word.letter for word in words)
    for at in (found.start() for found in re.finditer("Q", letters)):
        is_hour = at > 0 and letters[at - 1] in "tvaberf-WNMDRp"
        words[at] = words[at]._replace(letter="H" if is_hour else "x")
    for found in _TWO.finditer(letters):
        first, second = found.start(), found.end() - 1
        if words[first].letter + words[second].letter != "HH" and _are_hours(words, letters, first, folded, is_date):
            words[first], words[second] = _as_hour(words[first]), _as_hour(words[second])
    for found in _ONE.finditer(letters):
        at = found.end() - 1
        office = folded[words[found.start()].start : words[found.start()].end]
        if letters[found.start()] == "!" and office not in ("instead of", "au lieu de", "instead"):
            continue
        least = 1 if office == "at" or _follows_a_day(office, letters, found.start(), at) else 7
        stands = _stands_as_hour(letters, found.start(), at) or (office == "at" and letters[at + 1 : at + 2] in _THEN)
        if words[at].letter == "N" and least <= words[at].value <= 22 and stands:
            words[at] = _as_hour(words[at])


_THEN = ("R", "W", "!", "p")
"""« At 10 tomorrow », « at 10 instead of 9 »."""


def _follows_a_day(office: str, letters: str, first: int, at: int) -> bool:
    """« Thursday after 2 »: English hours have no h behind them. « after 2 coats of paint » counts something."""
    beside = letters[max(0, first - 2) : first].rstrip(",")[-1:]
    return office in _ENGLISH_OFFICES and beside in tuple("WPNOMDRgkpA") and letters[at + 1 : at + 2] != "~"


_ENGLISH_OFFICES = frozenset(("after", "past", "from", "before", "until", "till", "til", "by", "around", "about"))


def _stands_as_hour(letters: str, office: int, at: int) -> bool:
    """« mardi à 14 »; « après 17 » where the clause goes no further."""
    if letters[office] in "tv":
        return letters[max(0, office - 2) : office].rstrip(",")[-1:] in tuple("WPNOMDRp")
    return letters[at + 1 : at + 2] in tuple(".,)|o&psm~WRDbd") or at + 1 == len(letters)


_TWO = re.compile(r"[NHX](?:[-/t&b])[NHX](?!f?M|[-/]N)")
_ONE = re.compile(r"[tvabr!]N(?!f?M)")
_PLURAL = re.compile(
    r"\s(?!nous|vous|dans|sans|mais|apres|plus|tres|alors|puis|suis|depuis|toujours|dispos|libres|serons|sommes|hors"
    r"|works|suits|fits|sounds|seems|looks|this|thanks|cheers|yes|unless|always|does|has|was)[a-z]{3,}[sx]\b"
)
"""« 10 and 12 taps » are counted; « between 10 and 12 works » is not."""


def _as_hour(word: Word) -> Word:
    return word._replace(letter="H", value=Clock(time(word.value))) if word.letter == "N" else word


def _are_hours(words: list[Word], letters: str, first: int, folded: str, is_date: Callable[[int, int], bool]) -> bool:
    """Whether « 9-11 » or « 9 à 11h » are two hours; the numbers stand at `first` and two words further."""
    opens, closes = _hour_number(words[first]), _hour_number(words[first + 2])
    lead, join, after = letters[first - 1 : first], letters[first + 1], letters[first + 3 : first + 4]
    dated = lead == "M" and letters[max(0, first - 3) : first - 1].rstrip("f")[-1:] in ("N", "O")  # « 1 Dec 9-11 »
    if opens is None or closes is None or (lead in tuple("lLdhoMu") and not dated) or (join == "&" and lead != "e"):
        return False
    by_name = "H" in (letters[first], letters[first + 2]) or "X" in (letters[first], letters[first + 2])
    at = folded[words[first + 1].start : words[first + 1].end] != "to"  # « jeudi 10 à 12 », not « Thursday 10 to 12 »
    if lead == "W" and letters[first] == "N" and join in "tb" and at and is_date(words[first - 1].value, opens):
        return False
    if join == "b" and not folded.startswith(("jusq", "until", "til"), words[first + 1].start):
        return False  # « le 3 avant 11h »: a day, and its hours.
    beside = (
        dated
        or lead in tuple("WPNOMDRYp,")
        or letters[max(0, first - 3) : first].strip("efr")[-1:] in tuple("WPNOMDRYp")
    )
    if opens >= closes and not (by_name and closes <= 8 and opens <= 18) and not (opens == 9 and closes == 5):
        return False
    if by_name:
        return lead != "N" or join != "t"
    if _PLURAL.match(folded, words[first + 2].end) or opens < 1 or closes > 22 or (opens < 7 and not beside):
        return False
    if lead in tuple("efr"):
        return True
    alone = lead in tuple(".,|(~po&s") or not lead
    return join in "-t" and opens >= 7 and (beside or (alone and (after in tuple(".,)|po&sWRD") or not after)))


def _hour_number(word: Word) -> int | None:
    match word.letter:
        case "N":
            return int(word.value) if word.value <= 23 else None
        case "X":
            return 12
    return word.value.at.hour if word.value is not None and word.value.at is not None else None
