"""The letters of a text read as elements, each a day, hours or a habit, and which of them the text refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mailbot.inbound.reading.lexicon.time_words import MONTH_FIRST, MOVED
from mailbot.inbound.reading.moment_dates import Day, in_paris, resolved
from mailbot.inbound.reading.moment_hours import PART_HOURS, Hours, HoursKind, hours_of, one_sided
from mailbot.inbound.reading.moment_numbers import name_weeks, settle_numbers
from mailbot.inbound.reading.moment_words import Clock, Figures, Word
from mailbot.inbound.reading.standpoint import Slot

MOST_MOMENTS = 60


@dataclass(slots=True)
class Element:
    """Some words that name one thing: a day or several, hours, a habit, a week."""

    kind: str
    first: int
    last: int
    """Words from `first` up to `last`."""
    apart: bool = False
    """« …, et le vendredi »: a list of its own begins."""
    joined: str = "x"
    """How it follows the one before: "" at once, "," or "&" in a list, "s" otherwise,
    "m" after a « mais », "x" not at all."""
    days: list[Day] = field(default_factory=list)
    to: Day | None = None
    """The end of a range of days."""
    weekly: frozenset[int] = frozenset()
    hours: list[Hours | None] = field(default_factory=list)
    week: int | None = None
    week_of: Day | None = None
    bare: bool = False
    negated: bool = False
    past: bool = False
    bound: bool = False
    same_time: bool = False
    impossible: bool = False


class Scene:
    """The text, its words and letters, and what is known beside it."""

    def __init__(self, folded: str, words: list[Word], now: datetime | None, appointment: Slot | None) -> None:
        self.folded = folded
        self.now = now
        self.today = None if now is None else now.date()
        name_weeks(words, folded, self.today)
        settle_numbers(words, folded, self.is_date)
        self.words = words
        self.letters = "".join(word.letter for word in words)
        self.appointment = appointment

    def is_date(self, weekday: int, number: int) -> bool:
        """Whether the next day with this number is this day of the week."""
        day, _ = resolved(Day(weekday=weekday, number=number), self.today)
        return day is not None and (self.today is None or day >= self.today)


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
        if element.same_time and element.hours == [None] and not _takes_the_hours_above(element, found):
            continue
        gap = scene.letters[end : element.first]
        element.joined = _joined(gap) if found else "x"
        element.apart = {",", "&"} <= set(gap)
        _mark(element, gap, found[-1] if found else None, scene)
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
        _refused_afterwards(here, found[index + 1 : index + 3], scene)
        here.past = here.past or (here.kind == "day" and _is_over(here, scene))
    for index in range(len(found) - 1):
        _put_right(found, index, scene)
    return found


_EXCEPTS = re.compile(r"(?:sauf|hormis|excepte|except|plutot qu|au lieu|instead of|rather than)\b")
"""« Jeudi, sauf imprévu »: what these turn down stands behind them."""
_OVER = re.compile(
    r",?\s(?:est passee?(?!\s(?:a|de|du|en|au|pour)\b)|c'etait\b|etait\b|(?:has )?(?:came|come) and (?:went|gone)\b)"
)
"""« Jeudi est passé »: said behind the day itself."""


def _is_over(element: Element, scene: Scene) -> bool:
    return _OVER.match(scene.folded, scene.words[element.last - 1].end) is not None


_NOT_THAT_ONE = re.compile(r"(?:^|[.,;:!?\n]\s{0,3}|\b(?:non|no|nope)\s{1,3})(?:pas|not)\s{1,3}(?:(?:le|on)\s{1,3})?$")
_AND_NO_MORE = re.compile(
    r"\s*(?:(?:plutot|svp|stp|merci|please|instead|rather|alors|oui|ok|yes|si possible|if possible)\s*)?(?:$|[.;!?\n(])"
)


def _put_right(found: list[Element], index: int, scene: Scene) -> None:
    """« Non, pas mardi, mercredi »: one day is given for another. « Pas lundi, mardi, mercredi » is a list."""
    wrong, right = found[index], found[index + 1]
    if not (wrong.kind == right.kind == "day" and wrong.negated and right.negated):
        return
    if wrong.weekly or right.weekly or scene.letters[wrong.last : right.first].strip("lL") != ",":
        return
    last = found[index + 2] if index + 2 < len(found) and found[index + 2].joined == "" else right
    behind = scene.words[last.last - 1].end
    head = scene.words[wrong.first].start
    if _NOT_THAT_ONE.search(scene.folded, max(0, head - 24), head) and _AND_NO_MORE.match(scene.folded, behind):
        right.negated = last.negated = False
        hours = last.hours[0] if last is not right and last.hours else None
        if hours is not None and hours.at is not None and hours.kind in _TURNED:
            last.hours = [one_sided(_TURNED[hours.kind], hours.at)]  # it was turned with the day before


def _follows(day: Day, found: list[Element], scene: Scene) -> bool:
    """Whether there is a day before « le lendemain »: the one named last, else that of the visit."""
    named = next((other for other in reversed(found) if other.days), None)
    day.before = None if named is None else named.to or named.days[-1]
    return day.before is not None or scene.appointment is not None


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
        return _habit(first, last, letters, words, scene.today)
    if match["week"]:
        if "I" in letters:
            return Element("day", first, last, days=[Day(weekday=day, week=1) for day in range(5)])
        return Element("week", first, last, week={"n": 1, "2": 2, "w": 0}[letters[-1]])
    if match["vague"]:
        return Element("vague", first, last, past="T" in letters)
    if match["days_range"]:
        return _days_in_range(first, last, words)
    return _day_element(match, first, last, words, scene)


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


def _habit(first: int, last: int, letters: str, words: list[Word], today: date | None) -> Element:
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


def _days_in_range(first: int, last: int, words: list[Word]) -> Element:
    numbers = [word.value for word in words if word.letter in "NO"]
    month = next((word.value for word in words if word.letter == "M"), None)
    year = next((word.value for word in words if word.letter == "Y"), None)
    start, end = Day(number=numbers[0], month=month, year=year), Day(number=numbers[1], month=month, year=year)
    if month is not None and numbers[0] > numbers[1]:
        start.month = (month - 2) % 12 + 1
    return Element("day", first, last, days=[start], to=end)


def _day_element(match: re.Match[str], first: int, last: int, words: list[Word], scene: Scene) -> Element | None:
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


_CLAUSE_END = re.compile(r"[.,sm|+]")
_MOST_BETWEEN = 9


def _mark(element: Element, gap: str, before: Element | None, scene: Scene) -> None:
    """Whether the words before refuse it, put it in the past, or make an edge of it."""
    clause = _CLAUSE_END.split(gap)[-1][-_MOST_BETWEEN:]
    listed = before is not None and element.joined in ("", ",", "&") and "+" not in gap and gap.count("~") < 2
    listed = listed and not _post_negated(gap) and not (before is not None and _is_free_then(before, element, scene))
    listed = listed and not (before is not None and _is_beyond_the_week(before, element, scene))
    listed = listed and not (before is not None and _is_beside_the_list(before, element, scene))
    if "5" in gap[-2:] and element.kind == "day":
        # « La semaine du 14 »: vague by itself, and the week of the days that are named behind it.
        element.kind, element.week, element.week_of = "week", 0, element.days[0] if element.days else None
        element.days, element.to, element.bare = [], None, False
    after_refusal = clause.replace("i", "!").rpartition("!")
    stated = bool(after_refusal[1]) and "C" not in after_refusal[0]
    element.negated = stated and after_refusal[2].count("x") <= 2
    before_it = clause.rfind("<")
    told = before_it >= 0 and clause[before_it:].count("x") <= 2
    # « elle m'a appelé pour décaler à lundi »: what was done is the call.
    told = told and _PURPOSE.search(scene.folded, *_between(scene, element, len(clause) - before_it)) is None
    element.past = element.past or told
    if before is not None and listed:
        element.negated = element.negated or (
            before.negated and element.kind != "always" and not element.same_time and not _welcome(element, scene)
        )
        element.past = element.past or _shares_past(element, before, gap)
    ends = clause.rstrip("lLdchut~f")[-1:]
    if element.kind in ("day", "week", "vague") and ends in ("a", "b"):
        edge = scene.words[element.first - (len(clause) - len(clause.rstrip("lLdchut~f"))) - 1]
        element.bound = ends == "b" or scene.folded[edge.start : edge.end].split(" ")[0] not in _FROM
    if element.bound:
        element.negated = False
    hours = element.hours[0] if element.kind == "hours" else None
    if element.negated and hours is not None and hours.at is not None and hours.kind in _TURNED:
        element.hours = [one_sided(_TURNED[hours.kind], hours.at)]
        element.negated = False


def _is_beyond_the_week(before: Element, element: Element, scene: Scene) -> bool:
    """« Pas possible cette semaine, lundi 30 à 8h »: a date further on is no part of what is refused."""
    if before.kind != "week" or before.week != 0 or scene.today is None or not element.days:
        return False
    day = resolved(element.days[0], scene.today)[0] if element.days[0].number is not None else None
    return day is not None and day - scene.today > timedelta(days=6 - scene.today.weekday())


def _is_beside_the_list(before: Element, element: Element, scene: Scene) -> bool:
    """« Impossible mardi et mercredi, jeudi 8h »: « et » ended the list, and nothing more is refused."""
    if not (before.negated and before.joined == "&" and element.joined == "," and element.kind == "day"):
        return False
    return _AT_AN_HOUR.match(scene.folded, scene.words[element.last - 1].end) is not None


_AT_AN_HOUR = re.compile(
    r"\s(?:a |vers |at |entre |de |des )?\d{1,2}\s?(?:h|am|pm|:\d\d)"
    r"(?![^.;\n]{0,80}\b(?:pas|non|ni|plus|jamais|impossible|pris|prise|occupee?|absente?|not|no|busy)\b)"
)


def _shares_past(element: Element, before: Element, gap: str) -> bool:
    """« il est venu mardi et jeudi »; but « il est venu hier, mardi je suis là »."""
    relative = any(day.offset is not None for day in before.days)
    return before.past and not relative and element.joined == "&" and "!" not in gap and element.kind == "day"


_PURPOSE = re.compile(r"\b(?:pour|afin de|to) \w{3,}(?:er|ir|re|\b)\b")


def _between(scene: Scene, element: Element, back: int) -> tuple[int, int]:
    """From the word that stands so many before the element, up to it."""
    return scene.words[max(0, element.first - back)].start, scene.words[element.first].start


_FREE = re.compile(
    r"\b(?:(?:re)?dispo\w*|libres?|possible|available|free|(?:re)?(?:passe|viens|venons|reviens)|(?:peux|peut|pouvons)"
    r" (?:passer|venir|intervenir|etre))\b(?!\s(?:pas|plus)\b)"
    rf"|\b(?:{'|'.join(MOVED)})\w*\s(?:\w+\s){{0,2}}(?:au|a|pour|to)\b"
)
_NOT_FREE = re.compile(r"\b(?:pas|plus|non|jamais|ni|not|aucun\w*|sauf|guere)\b")


def _is_free_then(before: Element, element: Element, scene: Scene) -> bool:
    """« fermés le 24, dispo le 25 »: a list of its own, which takes no refusal over."""
    said = scene.folded[scene.words[before.last - 1].end : scene.words[element.first].start]
    return _FREE.search(said) is not None and _NOT_FREE.search(said) is None


_WEEKDAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_WELCOME = re.compile(
    rf"[\s,]*(?:(?!{_WEEKDAY})\w+\s){{0,3}}(?:oui|ok|yes|c'est (?:bon|possible|ok|mieux)|je peux|je suis (?:la|dispo)"
    r"|ca (?:me )?va|ca marche|no problem|pas de souci|works|suits|is (?:fine|ok|good|great|perfect|better)|i can)"
    rf"\b(?! pas)(?!\s(?:pour\s|for\s|on\s|le\s|plutot\s)*{_WEEKDAY})"
    rf"|'s (?:fine|ok|okay|good|great|perfect|better|possible)\b(?!\s(?:for\s|on\s)*{_WEEKDAY})"
)
"""Said of the day before it, and not of the next: « impossible mardi et mercredi, jeudi je peux »."""


def _welcome(element: Element, scene: Scene) -> bool:
    """« jeudi oui » after « je ne peux pas mardi »."""
    return _WELCOME.match(scene.folded, scene.words[element.last - 1].end) is not None


_FROM = frozenset({"des", "a", "apartir", "partir", "ab", "starting", "as", "plutot"})
_TURNED = {HoursKind.BEFORE: HoursKind.AFTER, HoursKind.AFTER: HoursKind.BEFORE}
"""« je ne suis pas là avant 17h » is after 17:00."""

_REFUSED_BETWEEN = re.compile(r"[~,dlt1ufUvC]{0,8}[!0][^,]{0,4}[,|sm]")


def _post_negated(gap: str) -> bool:
    """« mardi je ne peux pas, jeudi »: the refusal in between belongs to what stands before it."""
    return _REFUSED_BETWEEN.match(gap) is not None


_REFUSED_AFTER = re.compile(r"[~dl1fuUx]{0,3},?[~dlt1fuUv]{0,7}(?P<no>[!0])")


def _refused_afterwards(here: Element, behind: list[Element], scene: Scene) -> None:
    """« mardi je ne peux pas », « jeudi impossible »: the refusal stands behind what it refuses."""
    after = behind[0] if behind else None
    found = _REFUSED_AFTER.match(scene.letters, here.last)
    if found is None or (after is not None and found.end() > after.first):
        return
    at = found.end() - 1
    if after is not None and after.kind == "day" and _is_offered_instead(here, after, scene):
        for each in behind[: 2 if behind[-1].joined == "" and behind[-1].kind == "hours" else 1]:
            each.negated = False
    elif after is not None and not re.search("[,.sm|+]", scene.letters[at : after.first]):
        bridge = scene.letters[here.last : at]
        if after.first - at <= 4 and not (len(bridge) >= 2 and after.first - at > 2):
            return
    word = scene.words[at]
    if _EXCEPTS.match(scene.folded, word.start) is not None:
        return
    if found["no"] == "0" and scene.folded[word.end : word.end + 3].strip().startswith("?"):
        return
    if here.kind != "hours" or not here.hours[0] or here.hours[0].kind not in _TURNED:
        here.negated = not here.bound


def _is_offered_instead(here: Element, after: Element, scene: Scene) -> bool:
    """« Mardi pas possible mercredi oui »: with no stop between the two, the yes tells whose the refusal is."""
    between = scene.folded[scene.words[here.last - 1].end : scene.words[after.first].start]
    refused = _PLAINLY_NOT.search(between)
    if here.kind != "day" or refused is None or _STOPS.search(between) is not None:
        return False
    return _CAN.search(between, refused.end()) is not None or _welcome(after, scene)


_PLAINLY_NOT = re.compile(
    r"\b(?:impossible|(?:pas|plus|not) (?:possible|dispo\w*|libres?|la|free|available)|non|no"
    r"|c'est (?:mort|complet|pris)|(?:peux|peut|pouvons|pourrai|pourrons|va|convient|arrange|marche) pas)\b"
)
_STOPS = re.compile(r"[.,;:!?\n()]")
_CAN = re.compile(
    r"\b(?:(?:je|on|nous) (?:(?:vous )?propos\w+|peux|peut|pouvons|suis (?:la|dispo|libre)|passe)"
    r"|dispo|plutot|ok|oui|i can)\b(?! pas)"
)


def is_refused_behind(element: Element, scene: Scene) -> bool:
    """« mardi ou jeudi impossible »: the words after it say no."""
    return _REFUSED_AFTER.match(scene.letters, element.last) is not None
