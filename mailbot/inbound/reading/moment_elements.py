"""The letters of a text read as elements, each a day, hours or a habit: « mardi 24 », « après 17h », « le soir »."""

from __future__ import annotations

import re

from mailbot.inbound.reading.lexicon.time_words import MOVED
from mailbot.inbound.reading.moment_dates import Day, in_paris
from mailbot.inbound.reading.moment_days import day_element, days_in_range, habit_element
from mailbot.inbound.reading.moment_hours import Hours, HoursKind, hours_of, one_sided
from mailbot.inbound.reading.moment_refusals import mark, put_right, refused_afterwards
from mailbot.inbound.reading.moment_scenes import Element, Scene
from mailbot.inbound.reading.moment_words import Clock, Word
from mailbot.inbound.reading.standpoint import Slot

MOST_MOMENTS = 60

_ELEMENT = re.compile(
    r"""(?=[A-Zabcdefghjklnpqrtuvwyz1-9])
    (?:(?P<wish>B[~ft]{0,2}[pgwnVXI])
    |(?P<always>A)
    |(?P<that>j)
    |(?P<same_time>S) | (?P<same_day>J)
    |(?P<habit>[lLqd]?k | q~?p | Lp | [lLqdh1f]?g | [cl]?G | cg)
    |(?P<week>[nw2I]) | (?P<vague>[VT])
    |(?P<days_range>[uref]?[lL]?[NO](?:-|[ht]l?|bl?)l?[NO]f?M,?Y? | u[NO]h[NO] | el[NO]&l?[NO](?:f?M)?)
    |(?P<hours>e[lL]?[HX][&t-][HX] | a[lL]?[HX](?:[&,m]?b|[t-])[HX] | [frtv]?[HX][-t/b][HX] | [ar][lL]?[HX] | b[lL]?[HX]
        |[tv]{0,2}[lL]?H(?:H(?![/-tb&]?H))? | X | (?<!c)p)
    |(?P<day>K | c~?[pX] | R | J
        |[lLdcuh]?M[NO](?:,?Y)?
        |[lLqdcu1z9]?[WP][z8y]?,?[(]?[lLdcuf]?(?:[NO](?:f?M)?(?:,?Y)?|D)
        |[lLqdcu1z9]?[WP][z8y]?
        |[lLdcuhf]?[NO](?:,l?[NO])*(?:,?[&oi/]l?[NO])?f?M(?:,?Y)?
        |[lLduh][NO](?:,l?[NO](?=,|[&oi]))*(?:,?[&oi]l?[NO](?!f?M))?
        |(?<=5)[NO](?![-htbuNOMH/])
        |[lLduhc]?D))
    """,
    re.VERBOSE,
)

OF_MOMENTS = frozenset("AjSJkpPgGnw2IVTNOHQXKRMWD")
"""One of these is in each of them: the other letters join moments, refuse them, or say nothing. Q may become H."""


def elements_in(scene: Scene) -> list[Element]:
    """In the order of the text, each marked with how it follows the one before and whether it is refused."""
    found: list[Element] = []
    end = 0
    for match in _ELEMENT.finditer(scene.letters):
        if match.lastgroup == "wish" or match["wish"]:
            continue
        element = _element(match, scene)
        if element is None:
            continue
        gap = scene.letters[end : element.first]
        ditto = element.same_time and scene.folded.startswith("idem", scene.words[element.first].start)
        if ditto and not (_is_of_a_day(gap, found) and _stands_alone(scene, element)):
            continue
        if (ditto or (element.same_time and element.hours == [None])) and not _takes_the_hours_above(element, found):
            continue
        element.joined = _joined(gap) if found else "x"
        element.apart = {",", "&"} <= set(gap)
        mark(element, gap, found[-1] if found else None, scene)
        end = element.last
        if element.kind == "that":
            _said_of_that_day(element, found)
            continue
        if element.days and element.days[0].following and not _follows(element.days[0], found, scene):
            continue
        found.append(element)
        if len(found) > MOST_MOMENTS:
            break
    for index, here in enumerate(found):
        refused_afterwards(here, found[index + 1 : index + 3], scene)
        here.past = here.past or (here.kind == "day" and _is_over(here, scene))
    for index in range(len(found) - 1):
        put_right(found, index, scene)
    return found


_OVER = re.compile(
    r",?\s(?:est passee?(?!\s(?:a|de|du|en|au|pour)\b)|c'etait\b|etait\b|(?:has )?(?:came|come) and (?:went|gone)\b)"
)
"""« Jeudi est passé »: said behind the day itself."""


def _is_over(element: Element, scene: Scene) -> bool:
    return _OVER.match(scene.folded, scene.words[element.last - 1].end) is not None


def _follows(day: Day, found: list[Element], scene: Scene) -> bool:
    """Whether there is a day before « le lendemain »: the one named last, else that of the visit."""
    named = next((other for other in reversed(found) if other.days), None)
    day.before = None if named is None else named.to or named.days[-1]
    return day.before is not None or scene.appointment is not None


def _is_of_a_day(gap: str, found: list[Element]) -> bool:
    """« Le 8 de 8h à 10h ou le 9 idem »: right behind a day; « idem pour la cave » speaks of no hour."""
    return bool(found) and found[-1].kind == "day" and not found[-1].hours and not gap.strip(",~")


def _stands_alone(scene: Scene, element: Element) -> bool:
    """« Le 25 idem », and not « le 25, idem prix » nor « idem que lundi »."""
    return _DITTO_ALONE.match(scene.folded, scene.words[element.first].start) is not None


_DITTO_ALONE = re.compile(
    r"idem(?= ?(?:$|[^\w ])| (?:ou|et|si|mais|le|or|and|lundi|mardi|mercredi|jeudi|vendredi|samedi)\b)"
)


def _takes_the_hours_above(element: Element, found: list[Element]) -> bool:
    """« Le 27 de 8h à 9h30, à défaut le 30 même horaire », where no visit stands: the hours that were said last."""
    said = next((other.hours[-1] for other in reversed(found) if other.hours and not other.negated), None)
    element.hours, element.same_time = [said], False
    return said is not None


def _said_of_that_day(element: Element, found: list[Element]) -> None:
    """« mardi, mais je travaille ce jour-là »: the days just named are refused."""
    for other in reversed(found if element.negated else []):
        if other.kind not in ("day", "hours"):
            return
        other.negated = True
        if other.joined not in ("", ",", "&"):
            return


def _element(match: re.Match[str], scene: Scene) -> Element | None:
    """None when the words turn out to say nothing of time: a length, a fraction."""
    first, last = match.span()
    letters, words = match[0], scene.words[first:last]
    if match["hours"]:
        hours = hours_of(scene.words, scene.letters, first, last, scene.folded)
        wrong = _wrong_hours(words, letters, hours)
        if hours is None and not wrong:
            return None
        element = Element("hours", first, last, hours=[hours], impossible=wrong)
        if letters[0] == "f" and letters[-2:-1] == "t" and words[-1].letter == "H" and is_moved(element, scene):
            element.hours = [one_sided(HoursKind.SINGLE, words[-1].value.at)]
        return element
    if match["always"]:
        return Element("always", first, last)
    if match["that"]:
        return Element("that", first, last)
    if match["same_time"]:
        return Element("hours", first, last, hours=[_hours_of_slot(scene.appointment)], same_time=True)
    if match["same_day"]:
        return Element("day", first, last, days=[Day(same=True)])
    if match["habit"]:
        return habit_element(first, last, letters, words, scene.today)
    if match["week"]:
        if "I" in letters:
            return Element("day", first, last, days=[Day(weekday=day, week=1) for day in range(5)])
        return Element("week", first, last, week={"n": 1, "2": 2, "w": 0}[letters[-1]])
    if match["vague"]:
        return Element("vague", first, last, past="T" in letters)
    if match["days_range"]:
        return days_in_range(first, last, words)
    return day_element(match, first, last, words, scene)


def _wrong_hours(words: list[Word], letters: str, hours: Hours | None) -> bool:
    """An hour that no clock shows, or an end before its beginning."""
    clocks = [word.value for word in words if word.letter == "H"]
    none = any(clock is not None and clock.at is None for clock in clocks)
    return (none and letters[0] in "tvabef") or (
        hours is None and len(clocks) == 2 and all(clock is not None for clock in clocks) and not _are_small(clocks)
    )


def _are_small(clocks: list[Clock]) -> bool:
    """« 2 à 3 h » of work."""
    return all(clock.at is not None and clock.at.hour <= 8 for clock in clocks)


def _hours_of_slot(slot: Slot | None) -> Hours | None:
    if slot is None:
        return None
    opens, closes = (in_paris(at).time().replace(tzinfo=None) for at in (slot.start, slot.end))
    return Hours(HoursKind.EXACT, opens, closes)


_MOVED = re.compile(rf"\b(?:{'|'.join(MOVED)})[^.!?\n]{{0,40}}$")


def is_moved(element: Element, scene: Scene) -> bool:
    """« décaler de mardi à mercredi » is no range."""
    start = scene.words[element.first].start
    return _MOVED.search(scene.folded, max(0, start - 50), start) is not None


def _joined(gap: str) -> str:
    others = gap.count("x") + gap.count("A")
    if "." in gap or others > 2 or len(gap) > 12:
        return "x"
    if others:
        return "far" if not set(gap) & set("|sm&oi") else "x"
    if set(gap) & set("s|"):
        return "s"
    if "m" in gap:
        return "m"
    if set(gap) & set("&oi/") or gap.strip("~") == "7":
        return "&"
    return "," if "," in gap else ""
