"""Everything that a text says about when: days, hours, habits, and which of them it refuses.

READING, section 8. `moment_words` turns the text into letters; here the letters are read as days and hours, the ones
that stand together share what they say, and `received` makes dates of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from mailbot.inbound.reading.lexicon.time_words import MONTH_FIRST, MOVED
from mailbot.inbound.reading.moment_words import (
    DAY_CLOSES,
    DAY_OPENS,
    PART_HOURS,
    Clock,
    Figures,
    Hours,
    HoursKind,
    Word,
    clip_to_part,
    hours_of,
    one_sided,
    settle_numbers,
    shift_to_part,
    words_of,
)
from mailbot.inbound.reading.standpoint import Slot

__all__ = ["Availability", "Hours", "HoursKind", "Moment", "WeeklyRule", "availability_of", "moments_in", "slot_of"]

PARIS = ZoneInfo("Europe/Paris")
MOST_MOMENTS = 60
MOST_DAYS_IN_A_RANGE = 31
PAST_WINDOW = timedelta(days=60)
"""A date without a year that lies this little behind is the past one: « le 24/11 » written on the 28th."""
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Moment:
    """One time that was named. With neither day, hours nor weekly rule it is vague: « fin de semaine »."""

    start: int
    end: int
    day: date | None
    hours: Hours | None
    weekly: frozenset[int] = frozenset()
    """Habits: 0 is Monday."""
    negated: bool = False
    impossible: bool = False
    """« mardi 25 » when the 25th is a Wednesday, « 31 novembre », « à 27h »."""
    same_time: bool = False
    bare_number: bool = False
    """« le 24 » and no more: a day of the month, or the number of an offer."""
    always: bool = False
    past: bool = False
    bound: bool = False
    """« d'ici vendredi », « avant jeudi », « jusqu'à lundi »: the edge of a time and no day offered."""
    said: str = ""


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Every week on these days, in Paris. 0 is Monday; no hours is the whole day."""

    days: frozenset[int]
    opens: time | None = None
    closes: time | None = None

    def to_json(self) -> dict[str, Any]:
        """As READING, section 2 writes it."""
        opens, closes = self.opens or DAY_OPENS, self.closes or DAY_CLOSES
        return {"days": [_NAMES[day] for day in sorted(self.days)], "from": f"{opens:%H:%M}", "to": f"{closes:%H:%M}"}


@dataclass(frozen=True, slots=True)
class Availability:
    """When somebody can be there."""

    slots: tuple[Slot, ...] = ()
    recurring: tuple[WeeklyRule, ...] = ()
    always: bool = False


_SLASHED = re.compile(r" / ")
"""« jeudi de 8 à 10 / vendredi après 16h30 »: the bar parts what it stands between."""


_HOUR_WORDS = {
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "midi": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16, "dix-sept": 17, "dix sept": 17, "dix-huit": 18, "dix huit": 18, "dix-neuf": 19, "dix neuf": 19,
    "vingt": 20, "deux": 14, "trois": 15, "quatre": 16, "cinq": 17, "six": 18,
}  # fmt: skip
_SPELT_HOURS = re.compile(
    r"(?:(?<= a )|(?<=ers )|(?<=res )|(?<=ant )|(?<=des )|(?<=u'a )|(?<= de ))"
    r"(dix[- ](?:sept|huit|neuf)|sept|huit|neuf|dix|onze|treize|quatorze|quinze|seize|vingt|deux|trois|quatre|cinq|six)"
    r" heures(?! (?:de|d'|par|sup))"
)


def _in_figures(said: re.Match[str]) -> str:
    """« à huit heures » is « à 8h », as long as it was."""
    return f"{_HOUR_WORDS[said[1]]}h".ljust(len(said[0]))


def moments_in(folded: str, received: datetime | None, appointment: Slot | None = None) -> tuple[Moment, ...]:
    """In the order of the text. `folded` comes from `lines.fold`; without `received` relative days have no date."""
    now = None if received is None else (received if received.tzinfo is None else received.astimezone(PARIS))
    folded = _SPELT_HOURS.sub(_in_figures, _SLASHED.sub(" ; ", folded))
    scene = _Scene(folded, words_of(folded), now, appointment)
    said = _elements(scene)
    moments: list[Moment] = []
    for chain in _chains(said):
        _share_what_is_said(chain, scene)
        moments += _moments_of_chain(chain, scene)
        if len(moments) > MOST_MOMENTS:
            break
    return tuple(moments[:MOST_MOMENTS])


def slot_of(moment: Moment) -> Slot | None:
    """Its two instants; a bare day is 08:00 to 18:00. None without a day, or when there is no such time."""
    if moment.day is None or moment.impossible:
        return None
    opens, closes = (DAY_OPENS, DAY_CLOSES) if moment.hours is None else (moment.hours.opens, moment.hours.closes)
    return _slot(moment.day, opens, closes)


def availability_of(moments: Iterable[Moment]) -> Availability:
    """Only what is positive, possible and to come, less the hours that the same text refuses for all of it."""
    every = tuple(moments)
    slots: list[Slot] = []
    rules: list[WeeklyRule] = []
    for index, moment in enumerate(every):
        if moment.negated or moment.impossible or moment.past or moment.bound:
            continue
        hours = (DAY_OPENS, DAY_CLOSES) if moment.hours is None else (moment.hours.opens, moment.hours.closes)
        left = _without(hours, [m.hours for m in every[index + 1 :] if m.hours and _refuses_hours(m)])
        if moment.day is not None:
            slots += [_slot(moment.day, opens, closes) for opens, closes in left]
        elif moment.weekly:
            rules += [WeeklyRule(moment.weekly, opens, closes) for opens, closes in left]
    always = any(moment.always and not moment.negated for moment in every)
    return Availability(tuple(dict.fromkeys(slots)), tuple(dict.fromkeys(rules)), always)


def _refuses_hours(moment: Moment) -> bool:
    return moment.negated and moment.day is None and not moment.weekly and not moment.always and not moment.past


def _without(hours: tuple[time, time], refused: list[Hours | None]) -> list[tuple[time, time]]:
    left = [hours]
    for cut in filter(None, refused):
        pieces = [
            piece for o, c in left for piece in ((o, min(c, cut.opens)), (max(o, cut.closes), c)) if piece[0] < piece[1]
        ]
        left = pieces or left
    return left


def _slot(day: date, opens: time, closes: time) -> Slot:
    return Slot(datetime.combine(day, opens, PARIS), datetime.combine(day, closes, PARIS))


@dataclass(slots=True)
class _Day:
    """A day as said, before it has a date. `week`: 0 this one, 1 the next."""

    weekday: int | None = None
    number: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None
    later: int = 0
    week: int | None = None
    last: bool = False
    this: bool = False
    same: bool = False


@dataclass(slots=True)
class _Element:
    """Some words that name one thing: a day or several, hours, a habit, a week."""

    kind: str
    first: int
    last: int
    """Words from `first` up to `last`."""
    joined: str = "x"
    """How it follows the one before: "" at once, "," or "&" in a list, "s" otherwise,
    "m" after a « mais », "x" not at all."""
    days: list[_Day] = field(default_factory=list)
    to: _Day | None = None
    """The end of a range of days."""
    weekly: frozenset[int] = frozenset()
    hours: list[Hours | None] = field(default_factory=list)
    week: int | None = None
    bare: bool = False
    negated: bool = False
    past: bool = False
    bound: bool = False
    same_time: bool = False
    impossible: bool = False


class _Scene:
    """The text, its words and letters, and what is known beside it."""

    def __init__(self, folded: str, words: list[Word], now: datetime | None, appointment: Slot | None) -> None:
        self.folded = folded
        self.now = now
        self.today = None if now is None else now.date()
        settle_numbers(words, folded, self.is_date)
        self.words = words
        self.letters = "".join(word.letter for word in words)
        self.appointment = appointment

    def is_date(self, weekday: int, number: int) -> bool:
        """Whether the next day with this number is this day of the week."""
        day, _ = _resolved(_Day(weekday=weekday, number=number), self.today)
        return day is not None


_ELEMENT = re.compile(
    r"""
    (?P<wish>B[~ft]{0,2}[pgwnVXI])
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
        |[lLduhc]?D)
    """,
    re.VERBOSE,
)


def _elements(scene: _Scene) -> list[_Element]:
    found: list[_Element] = []
    end = 0
    for match in _ELEMENT.finditer(scene.letters):
        if match.lastgroup == "wish" or match["wish"]:
            continue
        element = _element(match, scene)
        if element is None:
            continue
        gap = scene.letters[end : element.first]
        element.joined = _joined(gap) if found else "x"
        _mark(element, gap, found[-1] if found else None, scene)
        end = element.last
        if element.kind == "that":
            _said_of_that_day(element, found)
            continue
        found.append(element)
        if len(found) > MOST_MOMENTS:
            break
    for index, here in enumerate(found):
        _refused_afterwards(here, found[index + 1] if index + 1 < len(found) else None, scene)
    return found


def _said_of_that_day(element: _Element, found: list[_Element]) -> None:
    """« mardi, mais je travaille ce jour-là »: the days just named are refused."""
    for other in reversed(found if element.negated else []):
        if other.kind not in ("day", "hours"):
            return
        other.negated = True
        if other.joined not in ("", ",", "&"):
            return


def _element(match: re.Match[str], scene: _Scene) -> _Element | None:
    """None when the words turn out to say nothing of time: a length, a fraction."""
    first, last = match.span()
    letters, words = match[0], scene.words[first:last]
    if match["hours"]:
        hours = hours_of(scene.words, scene.letters, first, last, scene.folded)
        wrong = _wrong_hours(words, letters, hours)
        if hours is None and not wrong:
            return None
        element = _Element("hours", first, last, hours=[hours], impossible=wrong)
        if letters[0] == "f" and letters[-2:-1] == "t" and words[-1].letter == "H" and _is_moved(element, scene):
            element.hours = [one_sided(HoursKind.SINGLE, words[-1].value.at)]
        return element
    if match["always"]:
        return _Element("always", first, last)
    if match["that"]:
        return _Element("that", first, last)
    if match["same_time"]:
        return _Element("hours", first, last, hours=[_hours_of_slot(scene.appointment)], same_time=True)
    if match["same_day"]:
        return _Element("day", first, last, days=[_Day(same=True)])
    if match["habit"]:
        return _habit(first, last, letters, words, scene.today)
    if match["week"]:
        if "I" in letters:
            return _Element("day", first, last, days=[_Day(weekday=day, week=1) for day in range(5)])
        return _Element("week", first, last, week={"n": 1, "2": 2, "w": 0}[letters[-1]])
    if match["vague"]:
        return _Element("vague", first, last, past="T" in letters)
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


def _habit(first: int, last: int, letters: str, words: list[Word], today: date | None) -> _Element:
    if "p" in letters:
        part = words[-1].value
        hours: list[Hours | None] = [Hours(HoursKind.PART, *PART_HOURS[part], part=part)]
        return _Element("day", first, last, weekly=frozenset(range(7)), hours=hours)
    if "k" in letters:
        return _Element("day", first, last, weekly=words[-1].value)
    if letters[0] in "cG" or letters[-1] == "G":
        week = 1 if "G" in letters and today is not None and today.weekday() >= 5 else 0
        return _Element("day", first, last, days=[_Day(weekday=5, week=week), _Day(weekday=6, week=week)])
    return _Element("day", first, last, weekly=frozenset({5, 6}))


def _days_in_range(first: int, last: int, words: list[Word]) -> _Element:
    numbers = [word.value for word in words if word.letter in "NO"]
    month = next((word.value for word in words if word.letter == "M"), None)
    year = next((word.value for word in words if word.letter == "Y"), None)
    start, end = _Day(number=numbers[0], month=month, year=year), _Day(number=numbers[1], month=month, year=year)
    if month is not None and numbers[0] > numbers[1]:
        start.month = (month - 2) % 12 + 1
    return _Element("day", first, last, days=[start], to=end)


def _day_element(match: re.Match[str], first: int, last: int, words: list[Word], scene: _Scene) -> _Element | None:
    letters = match[0]
    by_letter = {word.letter: word.value for word in words}
    if letters[-1] in "pX" or letters == "K":
        part = "evening" if letters == "K" else by_letter.get("p", "noon")
        hours: list[Hours | None] = [Hours(HoursKind.PART, *PART_HOURS[part], part=part)]
        return _Element("day", first, last, days=[_Day(offset=0)], hours=hours)
    if letters == "R":
        return _Element("day", first, last, days=[_Day(offset=by_letter["R"])], past=by_letter["R"] < 0)
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
        day = _Day(weekday, figures.day, figures.month, figures.year)
        return _Element("day", first, last, days=[day])
    numbers = [word.value for word in words if word.letter in "NO"]
    if weekday is not None:
        return _weekday_element(match, first, last, weekday, numbers, month, year, by_letter)
    if not numbers or _before_call(scene, first, month):
        return None
    days = [_Day(number=number, month=month, year=year) for number in numbers]
    return _Element("day", first, last, days=days, bare=month is None)


def _weekday_element(
    match: re.Match[str],
    first: int,
    last: int,
    weekday: int,
    numbers: list[int],
    month: int | None,
    year: int | None,
    by_letter: dict[str, Any],
) -> _Element:
    letters = match[0]
    if numbers:
        return _Element("day", first, last, days=[_Day(weekday, numbers[0], month, year)])
    habit = (letters[0] in "lLq1" and not set("z8y9") & set(letters)) or "P" in letters
    day = _Day(weekday, later=by_letter.get("8", 0), last=bool(set("y9") & set(letters)), this=letters[0] == "c")
    return _Element("day", first, last, days=[day], weekly=frozenset({weekday}) if habit else frozenset())


_ENGLISH_BEFORE = re.compile(r"\s?\d{1,2}(?:st|nd|rd|th)?\b")
_CALL = re.compile(
    r"(?:appel\w*|joindre|composer|faire|tel|call|num\w*|code|porte|appt?|bat\w*|lot|page)\s(?:le|du|au)?\s?$"
)


def _english_month(words: list[Word], scene: _Scene) -> bool:
    month = next(word for word in words if word.letter == "M")
    said = scene.folded[month.start : month.end].rstrip(".")
    return said in MONTH_FIRST and (said != "sept" or any(word.letter == "O" for word in words))


_STREET = re.compile(
    r"(?:rue|avenue|place|bd|boulevard|impasse|quai|square|cours|allee|lycee|ecole|stade)\s(?:du|de)?\s?$"
)


def _before_call(scene: _Scene, first: int, month: int | None) -> bool:
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


def _mark(element: _Element, gap: str, before: _Element | None, scene: _Scene) -> None:
    """Whether the words before refuse it, put it in the past, or make an edge of it."""
    clause = _CLAUSE_END.split(gap)[-1][-_MOST_BETWEEN:]
    listed = before is not None and element.joined in ("", ",", "&") and "+" not in gap and gap.count("~") < 2
    listed = listed and not _post_negated(gap)
    if "5" in gap[-2:] and element.kind == "day":
        element.kind, element.days, element.to, element.bare = "vague", [], None, False
    after_refusal = clause.replace("i", "!").rpartition("!")
    stated = bool(after_refusal[1]) and "C" not in after_refusal[0]
    element.negated = stated and after_refusal[2].count("x") <= 2
    element.past = element.past or ("<" in clause and clause.rpartition("<")[2].count("x") <= 2)
    if before is not None and listed:
        element.negated = element.negated or (
            before.negated and element.kind != "always" and not _welcome(element, scene)
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


def _shares_past(element: _Element, before: _Element, gap: str) -> bool:
    """« il est venu mardi et jeudi »; but « il est venu hier, mardi je suis là »."""
    relative = any(day.offset is not None for day in before.days)
    return before.past and not relative and element.joined == "&" and "!" not in gap and element.kind == "day"


_WELCOME = re.compile(
    r"[\s,]*(?:\w+\s){0,2}(?:oui|ok|yes|c'est (?:bon|possible|ok|mieux)|je peux|je suis (?:la|dispo)|ca (?:me )?va"
    r"|ca marche|no problem|pas de souci|works|is (?:fine|ok|good)|i can)\b(?! pas)"
)


def _welcome(element: _Element, scene: _Scene) -> bool:
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


def _refused_afterwards(here: _Element, after: _Element | None, scene: _Scene) -> None:
    """« mardi je ne peux pas », « jeudi impossible »: the refusal stands behind what it refuses."""
    found = _REFUSED_AFTER.match(scene.letters, here.last)
    if found is None or (after is not None and found.end() > after.first):
        return
    at = found.end() - 1
    if after is not None and not re.search("[,.sm|+]", scene.letters[at : after.first]):
        bridge = scene.letters[here.last : at]
        if after.first - at <= 4 and not (len(bridge) >= 2 and after.first - at > 2):
            return
    word = scene.words[at]
    if found["no"] == "0" and scene.folded[word.end : word.end + 3].strip().startswith("?"):
        return
    if here.kind != "hours" or not here.hours[0] or here.hours[0].kind not in _TURNED:
        here.negated = not here.bound


def _chains(said: list[_Element]) -> Iterator[list[_Element]]:
    """The elements that stand together, ranges made of two of them."""
    chain: list[_Element] = []
    for element in said:
        if chain and element.joined == "x":
            yield chain
            chain = []
        chain.append(element)
    if chain:
        yield chain


def _share_what_is_said(chain: list[_Element], scene: _Scene) -> None:
    """What stands once for several: the range, the week, the month, the habit, the refusal, the hours."""
    _take_any_time_in(chain)
    _make_ranges(chain, scene)
    _merge_days(chain, scene)
    _share_week(chain)
    _share_month_and_habit(chain)
    _take_exceptions_out(chain)
    _merge_hours(chain)
    _share_hours(chain)
    for here, after in reversed(list(pairwise(chain))):
        listed = not scene.letters[here.last : after.first].strip(",&oildL7")
        if after.negated and after.joined in (",", "&") and listed and _refused_behind(after, scene):
            here.negated = here.kind == after.kind == "day"


def _refused_behind(element: _Element, scene: _Scene) -> bool:
    return _REFUSED_AFTER.match(scene.letters, element.last) is not None


def _take_any_time_in(chain: list[_Element]) -> None:
    """« mardi quand vous voulez » is Tuesday; « n'importe quand après 17h » is every day after 17:00."""
    index = 0
    while index < len(chain):
        element = chain[index]
        before = chain[index - 1] if index else None
        after = chain[index + 1] if index + 1 < len(chain) else None
        near = [after] if after is not None and after.joined == "" else []
        close = ("", ",") if near and near[0].kind == "hours" else ("",)
        near += [before] if before is not None and element.joined in close else []
        beside = [other for other in near if not other.negated and other.kind in ("day", "hours")]
        if element.kind == "always" and beside and not element.negated:
            if any(other.kind == "day" for other in beside):
                if after is not None and before is not None:
                    after.joined = after.joined or element.joined
                elif after is not None:
                    after.joined = element.joined
                del chain[index]
                continue
            element.kind, element.weekly = "day", frozenset(range(7))
        index += 1


def _make_ranges(chain: list[_Element], scene: _Scene) -> None:
    """« du lundi au mercredi », « entre le 24 et le 26 »: the second element becomes the end of the first."""
    index = 0
    while index + 1 < len(chain):
        start, end = chain[index], chain[index + 1]
        gap = scene.letters[start.last : end.first] + (scene.letters[end.first] if end.kind == "day" else "")
        marks = scene.letters[start.last : end.first]
        lead = scene.letters[max(0, start.first - 2) : start.first + 1]
        to = marks.strip("l") in ("t", "h", "-", "b") or (gap[:1] in ("h", "t") and not marks.strip("lh"))
        between = marks.strip("l") == "&" and "e" in lead
        single = len(start.days) == 1 and len(end.days) == 1 and start.to is None and not start.hours
        if start.kind == end.kind == "day" and single and to and _is_moved(start, scene):
            start.negated = True
        elif start.kind == end.kind == "day" and single and (to or between):
            start.to, start.last = end.days[0], end.last
            start.weekly, start.bare, start.bound = frozenset(), False, start.bound and "b" not in lead
            if start.to.month is not None and start.days[0].month is None and start.days[0].number is not None:
                start.days[0].month, start.days[0].year = start.to.month, start.to.year
            del chain[index + 1]
        index += 1


_MOVED = re.compile(rf"\b(?:{'|'.join(MOVED)})[^.!?\n]{{0,40}}$")


def _is_moved(element: _Element, scene: _Scene) -> bool:
    """« décaler de mardi à mercredi » is no range."""
    start = scene.words[element.first].start
    return _MOVED.search(scene.folded, max(0, start - 50), start) is not None


def _merge_days(chain: list[_Element], scene: _Scene) -> None:
    """« demain mardi », « mardi (24/11) », « mardi, le 24 novembre » name one day in two ways."""
    index = 0
    while index + 1 < len(chain):
        one, two = chain[index], chain[index + 1]
        if (
            one.kind == two.kind == "day"
            and two.joined in ("", ",")
            and len(one.days) == len(two.days) == 1
            and not (one.to or two.to or one.hours)
            and (merged := _one_day(one.days[0], two.days[0], loose=two.joined == "," or two.first - one.last > 1))
            and (two.joined == "" or _same_date(one.days[0], two.days[0], scene))
        ):
            one.days, one.last, one.weekly = [merged], two.last, frozenset()
            one.hours, one.bare = two.hours, False
            del chain[index + 1]
            continue
        index += 1


def _one_day(one: _Day, two: _Day, *, loose: bool) -> _Day | None:
    """Both in one when they say different things of it."""
    if one.same or two.same or (one.weekday is not None and two.weekday is not None):
        return None
    if (one.number is not None and two.number is not None) or (one.offset is not None and two.offset is not None):
        return None
    if one.offset is None and one.weekday is None and loose:
        return None
    return _Day(
        weekday=two.weekday if one.weekday is None else one.weekday,
        number=two.number if one.number is None else one.number,
        month=one.month or two.month,
        year=one.year or two.year,
        offset=two.offset if one.offset is None else one.offset,
        later=one.later or two.later,
        week=one.week,
    )


def _same_date(one: _Day, two: _Day, scene: _Scene) -> bool:
    if one.weekday is not None and one.number is None and two.month is not None:
        return True
    return scene.today is not None and _resolved(one, scene.today)[0] == _resolved(two, scene.today)[0]


def _share_week(chain: list[_Element]) -> None:
    for index, element in enumerate(chain):
        if element.week is None:
            continue
        earlier = [other for other in chain[:index] if other.kind in ("day", "hours", "vague")]
        direct = element.joined in ("", ",") and any(other.kind == "day" for other in earlier)
        targets = chain[:index] if direct else chain[index + 1 :]
        for other in reversed(targets) if direct else targets:
            if other.kind == "week":
                break
            for day in (*other.days, *((other.to,) if other.to else ())):
                if day.number is None and day.offset is None and day.week is None and not day.same:
                    day.week = element.week
                    other.weekly = frozenset() if other.weekly != frozenset(range(7)) else other.weekly
                    element.kind = "used"
            if direct and other.joined not in ("", ",", "&"):
                break
    chain[:] = [element for element in chain if element.kind != "used"]


def _share_month_and_habit(chain: list[_Element]) -> None:
    days = [element for element in chain if element.kind == "day"]
    for here, after in reversed(list(pairwise(days))):
        if after.days and after.days[0].month is not None and after.joined in (",", "&", ""):
            for day in here.days:
                if day.number is not None and day.month is None:
                    day.month, day.year, here.bare = after.days[0].month, after.days[0].year, False
    for before, here in pairwise(days):
        plain = len(here.days) == 1 and here.days[0] == _Day(weekday=here.days[0].weekday) and here.to is None
        if before.weekly and before.days and plain and here.joined in (",", "&", ""):
            here.weekly = here.weekly or frozenset({here.days[0].weekday or 0})


def _take_exceptions_out(chain: list[_Element]) -> None:
    """« tous les jours sauf le mercredi »: a rule for the six others."""
    for index, element in enumerate(chain):
        if element.negated or len(element.weekly) < 2:
            continue
        for other in chain[index + 1 :]:
            named = {day.weekday for day in other.days if day.number is None and day.weekday is not None}
            if other.negated and not other.hours:
                element.weekly -= other.weekly or named


def _merge_hours(chain: list[_Element]) -> None:
    """« en fin de journée (17h30) », « le matin vers 9h », « 9h du matin »: one time said twice."""
    index = 0
    while index + 1 < len(chain):
        one, two = chain[index], chain[index + 1]
        if _is_choice_before_a_day(chain, index):
            one.hours, one.last = one.hours + two.hours, two.last
            del chain[index + 1]
            continue
        first, second = (one.hours or [None])[-1], (two.hours or [None])[-1]
        if first and second and two.kind == "hours" and two.joined in ("", ",", "far", "m") and not two.negated:
            merged = _one_time(first, second, two.joined)
            if merged is not None:
                one.hours[-1], one.last = merged, two.last if one.kind == "hours" else one.last
                one.same_time = one.same_time or two.same_time
                del chain[index + 1]
                continue
        index += 1


def _is_choice_before_a_day(chain: list[_Element], index: int) -> bool:
    """« matin ou aprem mardi »."""
    if index + 2 >= len(chain) or any(element.kind == "day" for element in chain[:index]):
        return False
    one, two, day = chain[index : index + 3]
    hours = one.kind == two.kind == "hours" and two.joined == "&" and one.negated == two.negated
    return hours and day.kind == "day" and day.joined == ""


def _one_time(one: Hours, two: Hours, joined: str) -> Hours | None:
    if one.kind is HoursKind.PART and two.kind is HoursKind.PART:
        inside = one.opens <= two.opens and two.closes <= one.closes
        return two if inside else one if two.opens <= one.opens and one.closes <= two.closes and not joined else None
    if one.kind is HoursKind.PART or two.kind is HoursKind.PART:
        part, said = (one, two) if one.kind is HoursKind.PART else (two, one)
        if part is two and joined:
            return None
        return clip_to_part(shift_to_part(said, part.part), part.part)
    if {one.kind, two.kind} == {HoursKind.AFTER, HoursKind.BEFORE} and one.at and two.at:
        opens, closes = (one.at, two.at) if one.kind is HoursKind.AFTER else (two.at, one.at)
        return Hours(HoursKind.EXACT, opens, closes) if opens < closes else None
    return None


def _share_hours(chain: list[_Element]) -> None:
    """Gives each day its hours: its own, those before it, or those at the end of its list."""
    left: list[_Element] = []
    index = 0
    while index < len(chain):
        element = chain[index]
        index += 1
        before = next((other for other in reversed(left) if other.kind == "day"), None)
        if element.kind != "hours":
            left.append(element)
        elif _leads(chain, index - 1, left):
            while index < len(chain) and _follows_hours(chain, index):
                _give_hours(chain[index], element)
                left.append(chain[index])
                index += 1
        elif before is not None and _belongs(element, before, left):
            _give_hours(before, element)
            before.last = max(before.last, element.last)
        else:
            left.append(element)
    for here, after in reversed(list(pairwise(left))):
        if here.kind == after.kind == "day" and not here.hours and after.hours and after.joined in (",", "&", ""):
            here.hours, here.same_time, here.bare = list(after.hours), after.same_time, False
    chain[:] = left


def _give_hours(day: _Element, hours: _Element) -> None:
    day.hours += hours.hours
    day.same_time |= hours.same_time
    day.impossible |= hours.impossible
    day.negated |= hours.negated


def _has_hours_behind(chain: list[_Element], index: int) -> bool:
    return index + 1 < len(chain) and chain[index + 1].kind == "hours" and chain[index + 1].joined == ""


def _leads(chain: list[_Element], index: int, left: list[_Element]) -> bool:
    """« à 14h mardi », « le matin mardi ou jeudi »: these hours belong to the days behind them."""
    if left and left[-1].kind == "day" and chain[index].joined in ("", "far"):
        return False
    day = chain[index + 1] if index + 1 < len(chain) else None
    ready = day is not None and day.kind == "day" and day.joined == "" and not day.hours
    return ready and not _has_hours_behind(chain, index + 1)


def _follows_hours(chain: list[_Element], index: int) -> bool:
    day = chain[index]
    free = day.kind == "day" and not day.hours and day.joined in ("", ",", "&")
    return free and not _has_hours_behind(chain, index)


def _belongs(element: _Element, before: _Element, left: list[_Element]) -> bool:
    if element.negated != before.negated and element.joined not in ("",):
        return False
    if element.negated and not before.negated:
        return False
    if element.joined == "far":
        return not before.hours and bool(element.hours[0]) and left[-1] is before and not before.past
    said = element.hours[0]
    if element.joined in ("s", "m"):
        return not before.hours or (said is not None and said.kind is not HoursKind.PART)
    return True


def _hours_of_slot(slot: Slot | None) -> Hours | None:
    if slot is None:
        return None
    opens, closes = (_in_paris(at).time().replace(tzinfo=None) for at in (slot.start, slot.end))
    return Hours(HoursKind.EXACT, opens, closes)


def _in_paris(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(PARIS)


def _moments_of_chain(chain: list[_Element], scene: _Scene) -> Iterator[Moment]:
    for element in chain:
        start, end = scene.words[element.first].start, scene.words[element.last - 1].end
        plain = Moment(
            start, end, None, None, negated=element.negated, past=element.past, bound=element.bound,
            same_time=element.same_time, impossible=element.impossible, said=scene.folded[start:end],
        )  # fmt: skip
        if element.kind == "always":
            yield replace(plain, always=True)
            continue
        bare = element.bare and not element.hours and element.to is None
        many = element.hours or [None]
        if element.weekly:
            yield from (replace(plain, weekly=element.weekly, hours=hours) for hours in many)
        elif element.days:
            for day, impossible, past in _dates(element, scene):
                for hours in many:
                    moment = replace(
                        plain, day=day, hours=hours, bare_number=bare, impossible=impossible or plain.impossible
                    )
                    moment = replace(moment, same_time=plain.same_time or any(said.same for said in element.days))
                    yield _placed(moment, past=past, scene=scene)
        else:
            yield from (replace(plain, hours=hours) for hours in many)


def _placed(moment: Moment, *, past: bool, scene: _Scene) -> Moment:
    if moment.impossible:
        return replace(moment, day=None)
    slot = slot_of(moment)
    over = past
    if slot is not None and scene.now is not None:
        now = scene.now if scene.now.tzinfo else scene.now.replace(tzinfo=PARIS)
        over = over or (slot.end <= now and (moment.hours is not None or slot.start.date() < now.date()))
    return replace(moment, past=moment.past or over)


def _dates(element: _Element, scene: _Scene) -> Iterator[tuple[date | None, bool, bool]]:
    """Each date of the element, whether it cannot be, and whether it lies behind."""
    for said in element.days:
        if said.same:
            visit = scene.appointment
            yield (None if visit is None else _in_paris(visit.start).date()), False, False
            continue
        day, fits = _resolved(replace(said, last=True) if element.past else said, scene.today)
        past = element.past or (day is not None and scene.today is not None and day < scene.today)
        if element.to is None or day is None or not fits:
            yield day, not fits, past
            continue
        end, fits = _resolved(element.to, day)
        if not fits or end is None or end < day:
            yield None, not (fits and end is None), past
            continue
        for offset in range(min((end - day).days + 1, MOST_DAYS_IN_A_RANGE)):
            yield day + timedelta(days=offset), False, past


def _resolved(said: _Day, today: date | None) -> tuple[date | None, bool]:
    """The date, and whether there can be one. Without `today` only a whole date has one."""
    if said.number is not None:
        return _numbered(said, today)
    if today is None:
        return None, True
    try:
        if said.offset is not None:
            day = today + timedelta(days=said.offset)
            return (day, True) if said.weekday in (None, day.weekday()) else (None, False)
        if said.weekday is None:
            return None, True
        if said.week is not None:
            monday = today - timedelta(days=today.weekday())
            return monday + timedelta(days=7 * said.week + said.weekday), True
        if said.last:
            return today - timedelta(days=(today.weekday() - said.weekday - 1) % 7 + 1), True
        if said.this and said.weekday == today.weekday():
            return today, True
        return today + timedelta(days=(said.weekday - today.weekday() - 1) % 7 + 1 + said.later), True
    except OverflowError:
        return None, False


def _numbered(said: _Day, today: date | None) -> tuple[date | None, bool]:
    """« le 24 », « 24 novembre », « mardi 24/11/2026 »: the nearest to come that is one, else the one just gone."""
    number = said.number or 0
    if today is None:
        whole = said.year is not None and said.month is not None
        day = _date(said.year or 0, said.month or 0, number) if whole else None
        if day is not None and said.weekday not in (None, day.weekday()):
            return None, False
        return day, (
            not whole and (said.month is None or _date(2024, said.month, number) is not None)
        ) or day is not None
    if said.year is not None and said.month is not None:
        day = _date(said.year, said.month, number)
        fits = day is not None and said.weekday in (None, day.weekday())
    elif said.month is not None:
        near = [_date(today.year + more, said.month, number) for more in (-1, 0, 1, 2, 3, 4)]
        real = [day for day in near if day is not None]
        gone = [day for day in real if today - PAST_WINDOW <= day < today]
        coming = [day for day in real if day >= today][:1]
        wanted = [day for day in gone + coming if said.weekday in (None, day.weekday())]
        day, fits = (wanted[0], True) if wanted else (None, False)
    else:
        day, fits = _number_alone(said, number, today)
    if fits and said.offset is not None and day != today + timedelta(days=said.offset):
        return None, False
    return (day, True) if fits else (None, False)


def _number_alone(said: _Day, number: int, today: date) -> tuple[date | None, bool]:
    months = [
        (today.year + (today.month - 1 + more) // 12, (today.month - 1 + more) % 12 + 1) for more in (-1, 0, 1, 2)
    ]
    real = [day for year, month in months if (day := _date(year, month, number)) is not None]
    coming = [day for day in real if day >= today][:1]
    gone = [day for day in real if day < today][-1:]
    if said.last and gone:
        return gone[0], said.weekday in (None, gone[0].weekday())
    for day in coming + gone if said.weekday is not None else coming:
        if said.weekday in (None, day.weekday()):
            return day, True
    return None, False


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
