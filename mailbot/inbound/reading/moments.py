"""Everything that a text says about when: days, hours, habits, and which of them it refuses.

READING, section 8. `moment_words` turns the text into letters; `moment_elements` reads the letters as days and
hours, in `moment_chains` the ones that stand together share what they say, and `received` makes dates of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from mailbot.inbound.reading.moment_chains import chains_of, share_what_is_said
from mailbot.inbound.reading.moment_dates import PARIS, PAST_WINDOW, Day, in_paris, resolved
from mailbot.inbound.reading.moment_elements import MOST_MOMENTS, OF_MOMENTS, elements_in
from mailbot.inbound.reading.moment_hours import DAY_CLOSES, DAY_OPENS, Hours, HoursKind
from mailbot.inbound.reading.moment_scenes import Element, Scene
from mailbot.inbound.reading.moment_words import words_of
from mailbot.inbound.reading.standpoint import Slot

__all__ = [
    "MOST_MOMENTS",
    "PARIS",
    "PAST_WINDOW",
    "Availability",
    "Hours",
    "HoursKind",
    "Moment",
    "WeeklyRule",
    "availability_of",
    "is_misdated",
    "less_refused",
    "moments_in",
    "of_the_visit",
    "slot_of",
]
MOST_DAYS_IN_A_RANGE = 31
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


def with_their_days(moments: list[Moment]) -> list[Moment]:
    """« On peut faire vendredi ? Après 14h »: hours right behind a whole day are hours of that day."""
    told: list[Moment] = []
    for moment in moments:
        last = told[-1] if told else None
        whole_day = last is not None and last.day is not None and last.hours is None and last.start < moment.start
        if last is not None and whole_day and moment.day is None and moment.hours is not None and not moment.weekly:
            told[-1] = replace(last, hours=moment.hours)
        else:
            told.append(moment)
    return told


def is_misdated(moment: Moment, told: frozenset[str]) -> bool:
    """« Mardi 10 », said of a time to come when the only Tuesday the 10th near is over. `told`: the words beside it."""
    named = _DAY_AND_NUMBER.search(moment.said) is not None
    return moment.past and named and not moment.negated and _OVER.isdisjoint(told)


_DAY_AND_NUMBER = re.compile(
    r"(?:lun|mar|mercre|jeu|vendre|same)di (?:le )?\d{1,2}(?!\s?h)|dimanche \d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:the )?\d"
)
_OVER = frozenset(
    (
        "etait", "etions", "etais", "ete", "eu", "venu", "passe", "ai", "a", "avons", "ont", "avait", "avais", "devait",
        "depuis", "dernier", "was", "were", "came", "since", "last", "had", "been", "hier", "avez", "attendu",
    )
)  # fmt: skip

_A_WEEK = timedelta(days=7)
_PLACED = re.compile(r"\d|\b(?:prochain|ce|cette|semaine|huit|next|this|coming|demain|tomorrow)")


def of_the_visit(moment: Moment, visit: Slot) -> Moment:
    """« Ok pour jeudi », of a visit on the Thursday after next: a bare weekday that is that of the visit is its day."""
    day = visit.start.date()
    bare = moment.day is not None and not moment.past and _PLACED.search(_BEFORE_HOURS.split(moment.said)[0]) is None
    if bare and moment.day == day - _A_WEEK:
        return replace(moment, day=day)
    return moment


_BEFORE_HOURS = re.compile(r"\b(?:a|vers|entre|de|des|apres|avant|at|around|between|from|after|before)\s+\d")


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
    r" heures?(?! (?:de|d'|par|sup))"
    r"(?: (?P<past>et quart|et demie?|moins (?:le |un )?quart|quinze|trente|quarante[- ]cinq)(?![\w-]))?"
)
_FIGURES_AND_WORDS = re.compile(
    r"(?<![\w:.,])(?:(?P<hour>0?[7-9]|1\d|20) ?h(?:eures?)?|midi)"
    r" (?P<past>et quart|et demie?|moins (?:le |un )?quart|trente|quinze|quarante[- ]cinq)(?![\w-])"
)
"""« 9 heures et demie », « midi et demi »; « 2 heures et demie » of work are a length."""
_HALF_PAST = re.compile(
    r"\b(?P<past>half past|(?:a )?quarter past|(?:a )?quarter to) "
    r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
    r"(?: ?(?P<half>am|pm)\b)?(?![\w:.])"
)
_PARTS_OF_AN_HOUR = ("quart", "quarante", "demi", "trente", "quinze", "half past")
"""One of these is in all of them, and in few mails."""
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MORNING_FROM = 7
_PAST_THE_HOUR = {"et quart": 15, "quinze": 15, "et demi": 30, "et demie": 30, "trente": 30}


def _in_figures(said: re.Match[str]) -> str:
    """« à huit heures » is « à 8h », « vers quinze heures et quart » is « vers 15h15 », as long as it was."""
    return _figures(said, _HOUR_WORDS[said[1]])


def _figures(said: re.Match[str], hour: int) -> str:
    past = said["past"]
    if past is None:
        return f"{hour}h".ljust(len(said[0]))
    minutes = _PAST_THE_HOUR.get(past, 45)
    return f"{hour - 1 if past.startswith('moins') else hour}h{minutes}".ljust(len(said[0]))


def _half_past(said: re.Match[str]) -> str:
    """« half past nine » is « 9h30 », « quarter to three » in the afternoon unless it says otherwise."""
    hour = int(said["hour"]) if said["hour"].isdigit() else _ENGLISH.index(said["hour"]) + 1
    if said["half"] == "pm" or (said["half"] is None and hour < _MORNING_FROM):
        hour = hour % 12 + 12
    to = said["past"].endswith("to")
    minutes = 30 if said["past"].startswith("half") else 45 if to else 15
    return f"{hour - 1 if to else hour}h{minutes}".ljust(len(said[0]))


def moments_in(folded: str, received: datetime | None, appointment: Slot | None = None) -> tuple[Moment, ...]:
    """In the order of the text. `folded` comes from `lines.fold`; without `received` relative days have no date."""
    now = None if received is None else (received if received.tzinfo is None else received.astimezone(PARIS))
    folded = _SPELT_HOURS.sub(_in_figures, _SLASHED.sub(" ; ", folded))
    if any(word in folded for word in _PARTS_OF_AN_HOUR):
        folded = _FIGURES_AND_WORDS.sub(lambda said: _figures(said, int(said["hour"] or 12)), folded)
        folded = _HALF_PAST.sub(_half_past, folded)
    words = words_of(folded)
    if OF_MOMENTS.isdisjoint([word.letter for word in words]):
        return ()
    scene = Scene(folded, words, now, appointment)
    said = elements_in(scene)
    moments: list[Moment] = []
    for chain in chains_of(said):
        share_what_is_said(chain, scene)
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


def _moments_of_chain(chain: list[Element], scene: Scene) -> Iterator[Moment]:
    """In order, without the days of a range that the same words leave out: « du lundi au vendredi sauf mercredi »,
    « toute la semaine prochaine sauf le jeudi »."""
    moments = list(_every_moment(chain, scene))
    ranges = {scene.words[each.first].start for each in chain if each.to is not None or len(each.days) == _WORKING_DAYS}
    if not ranges:
        yield from moments
        return
    refused = [m for m in moments if m.negated and m.start > max(ranges)]
    days = {m.day for m in refused if m.day is not None and m.hours is None}
    hours = {m.day: m.hours for m in refused if m.day is not None and m.hours is not None}
    # « du 1er au 12, sauf le mercredi »: each Wednesday among them.
    every_week, hours_of_it = set[int | None](), dict[int | None, Hours]()
    for element in chain:
        for day in element.days:
            if element.negated and element.to is None and day == Day(weekday=day.weekday):
                if not element.hours:
                    every_week.add(day.weekday)
                elif element.hours[0] is not None:
                    hours_of_it[day.weekday] = element.hours[0]
    for moment in moments:
        if moment.start not in ranges or moment.day is None:
            yield moment
        elif moment.day not in days and moment.day.weekday() not in every_week:
            beside = hours.get(moment.day) or hours_of_it.get(moment.day.weekday())
            yield from _without_hours(moment, [] if beside is None else [beside])


def less_refused(moment: Moment, among: Iterable[Moment]) -> Iterator[Moment]:
    """« Mardi ou jeudi, sauf le matin »: what is left of a day by the hours that are refused behind it. « Jeudi oui,
    mais pas à 14h » waits for another hour."""
    behind = [m.hours for m in among if m.hours and m.start > moment.start and _refuses_hours(m)]
    return _without_hours(moment, [hours for hours in behind if hours.kind is not HoursKind.SINGLE])


def _without_hours(moment: Moment, refused: list[Hours | None]) -> Iterator[Moment]:
    """« Toute la semaine prochaine sauf mercredi après-midi »: of that day, the morning."""
    said = (DAY_OPENS, DAY_CLOSES) if moment.hours is None else (moment.hours.opens, moment.hours.closes)
    left = _without(said, refused)
    if left == [said]:
        yield moment
        return
    for opens, closes in left:
        yield replace(moment, hours=Hours(HoursKind.EXACT, opens, closes))


_WORKING_DAYS = 5
"""Of « toute la semaine prochaine »."""


def _every_moment(chain: list[Element], scene: Scene) -> Iterator[Moment]:
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


def _placed(moment: Moment, *, past: bool, scene: Scene) -> Moment:
    if moment.impossible:
        return replace(moment, day=None)
    slot = slot_of(moment)
    over = past
    if slot is not None and scene.now is not None:
        now = scene.now if scene.now.tzinfo else scene.now.replace(tzinfo=PARIS)
        over = over or (slot.end <= now and (moment.hours is not None or slot.start.date() < now.date()))
    return replace(moment, past=moment.past or over)


def _day_behind(said: Day, scene: Scene) -> date | None:
    """« Le 30 ou le lendemain », « je suis pris, le lendemain même heure » of a visit that is fixed."""
    visit = None if scene.appointment is None else in_paris(scene.appointment.start).date()
    if said.before is None or said.before.same:
        day = visit
    elif said.before.following:
        day = _day_behind(said.before, scene)
    else:
        day = resolved(said.before, scene.today)[0]
    return None if day is None or day == date.max else day + timedelta(days=1)


def _dates(element: Element, scene: Scene) -> Iterator[tuple[date | None, bool, bool]]:
    """Each date of the element, whether it cannot be, and whether it lies behind."""
    for said in element.days:
        if said.same:
            visit = scene.appointment
            yield (None if visit is None else in_paris(visit.start).date()), False, False
            continue
        if said.following:
            yield _day_behind(said, scene), False, element.past
            continue
        day, fits = resolved(replace(said, last=True) if element.past else said, scene.today)
        past = element.past or (day is not None and scene.today is not None and day < scene.today)
        if element.to is None or day is None or not fits:
            yield day, not fits, past
            continue
        end, fits = resolved(element.to, day)
        if not fits or end is None or end < day:
            yield None, not (fits and end is None), past
            continue
        for offset in range(min((end - day).days + 1, MOST_DAYS_IN_A_RANGE)):
            yield day + timedelta(days=offset), False, past
