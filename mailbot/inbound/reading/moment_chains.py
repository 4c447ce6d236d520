"""Elements that stand together: the range, week, month, habit or hours said once for several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from mailbot.inbound.reading.moment_dates import Day, resolved
from mailbot.inbound.reading.moment_elements import is_moved
from mailbot.inbound.reading.moment_hours import Hours, HoursKind, clip_to_part, shift_to_part
from mailbot.inbound.reading.moment_refusals import is_refused_behind
from mailbot.inbound.reading.moment_scenes import Element, Scene


def chains_of(said: list[Element]) -> Iterator[list[Element]]:
    """The elements that stand together, ranges made of two of them."""
    chain: list[Element] = []
    for element in said:
        if chain and element.joined == "x":
            yield chain
            chain = []
        chain.append(element)
    if chain:
        yield chain


def share_what_is_said(chain: list[Element], scene: Scene) -> None:
    """What stands once for several: the range, the week, the month, the habit, the refusal, the hours."""
    _take_any_time_in(chain)
    _make_ranges(chain, scene)
    _give_parts_to_days(chain)
    _merge_days(chain, scene)
    _share_week(chain)
    _share_month_and_habit(chain, scene)
    _take_exceptions_out(chain)
    _drop_replaced_hours(chain, scene)
    _read_the_hour_before_its_part(chain)
    _refuse_a_part_of_its_day(chain, scene)
    _merge_hours(chain, scene)
    _share_hours(chain)
    for here, after in reversed(list(pairwise(chain))):
        listed = not scene.letters[here.last : after.first].strip(",&oildL7")
        if after.negated and after.joined in (",", "&") and listed and is_refused_behind(after, scene):
            # « Vendredi matin, le week-end je ne suis pas là »: a habit and a date are no list.
            listed = bool(here.weekly) == bool(after.weekly) and not _is_chosen(here, scene)
            here.negated = here.kind == after.kind == "day" and listed


def _refuse_a_part_of_its_day(chain: list[Element], scene: Scene) -> None:
    """« Lundi après-midi je travaille »: that afternoon, and neither every afternoon nor a Monday that is free."""
    for index, (day, part) in enumerate(list(pairwise(chain))):
        if (day.kind, part.kind, part.joined) != ("day", "hours", "") or day.negated or day.hours or not part.negated:
            continue
        if scene.letters[day.last : part.first].strip("l") or not is_refused_behind(part, scene):
            continue
        behind = next(iter(chain[index + 2 :]), None)
        if behind is not None and behind.kind == "hours":
            # « Lundi matin je travaille, l'après-midi ok »: the same day once more, with what is told of it.
            chain[index + 1] = replace(day, days=list(day.days), hours=[], joined=",", negated=behind.negated)
            day.hours, day.last = part.hours, part.last
        if behind is None or behind.kind in ("day", "hours"):
            day.negated = True


def _is_chosen(here: Element, scene: Scene) -> bool:
    """« Ça sera jeudi, lundi je travaille »: what is refused is the second alone."""
    start = scene.words[here.first].start
    return _CHOSEN.search(scene.folded, max(0, start - 30), start) is not None


_CHOSEN = re.compile(
    r"(?<!pas )(?<!non )(?<!plus )\b(?:(?:ca|ce) (?:sera|serait)|(?:va|ok|oui|d'accord|partant|bon|parfait) pour"
    r"|je (?:prends|choisis|prefere|retiens|vote pour)|disons|mettons|i'll take|let's say)\s"
    r"(?:(?:le|plutot|celui de|the)\s){0,2}$"
)


def _take_any_time_in(chain: list[Element]) -> None:
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


def _give_parts_to_days(chain: list[Element]) -> None:
    """« N'importe quel après-midi du 21 au 23 »: every one of those days, and not every week."""
    for part, day in reversed(list(pairwise(chain))):
        if part.kind != "day" or part.weekly != frozenset(range(7)) or part.days or not part.hours or part.negated:
            continue
        if day.kind == "day" and day.joined == "" and not day.hours and day.days and not day.negated:
            day.hours, day.joined = part.hours, part.joined
            chain.remove(part)


def _make_ranges(chain: list[Element], scene: Scene) -> None:
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
        if start.kind == end.kind == "day" and single and to and is_moved(start, scene):
            start.negated = True
        elif start.kind == end.kind == "day" and single and (to or between):
            start.to, start.last = end.days[0], end.last
            start.weekly, start.bare, start.bound = frozenset(), False, start.bound and "b" not in lead
            if start.to.month is not None and start.days[0].month is None and start.days[0].number is not None:
                start.days[0].take_month_of(start.to, scene.today)
            del chain[index + 1]
        index += 1


def _merge_days(chain: list[Element], scene: Scene) -> None:
    """« demain mardi », « mardi (24/11) », « mardi, le 24 novembre » name one day in two ways."""
    index = 0
    while index + 1 < len(chain):
        one, two = chain[index], chain[index + 1]
        if (
            one.kind == two.kind == "day"
            and two.joined in ("", ",")
            and one.negated == two.negated
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


def _one_day(one: Day, two: Day, *, loose: bool) -> Day | None:
    """Both in one when they say different things of it."""
    if one.same or two.same or (one.weekday is not None and two.weekday is not None):
        return None
    if (one.number is not None and two.number is not None) or (one.offset is not None and two.offset is not None):
        return None
    if one.offset is None and one.weekday is None and loose:
        return None
    return Day(
        weekday=two.weekday if one.weekday is None else one.weekday,
        number=two.number if one.number is None else one.number,
        month=one.month or two.month,
        year=one.year or two.year,
        offset=two.offset if one.offset is None else one.offset,
        later=one.later or two.later,
        week=one.week,
    )


def _same_date(one: Day, two: Day, scene: Scene) -> bool:
    if one.weekday is not None and one.number is None and two.month is not None:
        return True
    return scene.today is not None and resolved(one, scene.today)[0] == resolved(two, scene.today)[0]


def _share_week(chain: list[Element]) -> None:
    for index, element in enumerate(chain):
        if element.week is None:
            continue
        earlier = [other for other in chain[:index] if other.kind in ("day", "hours", "vague")]
        direct = element.joined in ("", ",") and any(other.kind == "day" for other in earlier)
        targets = chain[:index] if direct else chain[index + 1 :]
        after = None if direct or not targets else targets[0]
        for other in reversed(targets) if direct else targets:
            if other.kind == "week" or (other is after and other.joined == "s" and element.week_of is not None):
                break  # « absente la semaine du 14, sinon le mardi »
            if other.weekly == frozenset(range(7)) and not other.days:
                # « tous les après-midi de la semaine prochaine »
                other.weekly = frozenset()
                other.days = [Day(weekday=day, week=element.week, week_of=element.week_of) for day in range(5)]
                element.kind = "used"
                continue
            for day in other.days:
                if day.number is None and day.offset is None and day.week is None and not day.same:
                    day.week, day.week_of = element.week, element.week_of
                    other.weekly = frozenset() if other.weekly != frozenset(range(7)) else other.weekly
                    element.kind = "used"
            if direct and other.joined not in ("", ",", "&"):
                break
    chain[:] = [element for element in chain if element.kind != "used"]


def _share_month_and_habit(chain: list[Element], scene: Scene) -> None:
    days = [element for element in chain if element.kind == "day"]
    for here, after in reversed(list(pairwise(days))):
        if after.days and after.days[0].month is not None and after.joined in (",", "&", ""):
            for day in reversed(here.days):
                if day.number is not None and day.month is None:
                    day.take_month_of(after.days[0], scene.today)
                    here.bare = False
    for before, here in pairwise(days):
        plain = len(here.days) == 1 and here.days[0] == Day(weekday=here.days[0].weekday) and here.to is None
        if before.weekly and before.days and plain and here.joined in (",", "&", ""):
            here.weekly = here.weekly or frozenset({here.days[0].weekday or 0})


def _take_exceptions_out(chain: list[Element]) -> None:
    """« tous les jours sauf le mercredi »: a rule for the six others."""
    for index, element in enumerate(chain):
        if element.negated or len(element.weekly) < 2:
            continue
        for other in chain[index + 1 :]:
            named = {day.weekday for day in other.days if day.number is None and day.weekday is not None}
            if other.negated and not other.hours:
                element.weekly -= other.weekly or named


def _merge_hours(chain: list[Element], scene: Scene) -> None:
    """« en fin de journée (17h30) », « le matin vers 9h », « 9h du matin »: one time said twice."""
    index = 0
    while index + 1 < len(chain):
        one, two = chain[index], chain[index + 1]
        if _is_choice_before_a_day(chain, index):
            one.hours, one.last = one.hours + two.hours, two.last
            del chain[index + 1]
            continue
        first, second = (one.hours or [None])[-1], (two.hours or [None])[-1]
        apart = first and second and "+" in scene.letters[one.last : two.first] and not _overlap(first, second)
        if (
            first
            and second
            and two.kind == "hours"
            and two.joined in ("", ",", "far", "m")
            and not (two.negated or apart)
        ):
            merged = _one_time(first, second, two.joined)
            if merged is not None:
                one.hours[-1], one.last = merged, two.last if one.kind == "hours" else one.last
                one.same_time = one.same_time or two.same_time
                del chain[index + 1]
                continue
        index += 1


def _overlap(one: Hours, two: Hours) -> bool:
    """« La sieste est de 13h à 15h30, donc plutôt le matin »: these do not, and neither tells the other."""
    exact = HoursKind.EXACT in (one.kind, two.kind)
    return not exact or (one.opens < two.closes and two.opens < one.closes)


def _drop_replaced_hours(chain: list[Element], scene: Scene) -> None:
    """« À 14h au lieu de 9h jeudi »: the second hour is the one that was."""
    for one, two in reversed(list(pairwise(chain))):
        said = scene.folded[scene.words[one.last - 1].end : scene.words[two.first].start]
        if not (one.kind == two.kind == "hours" and not one.negated and _REPLACED.search(said)):
            continue
        after = chain[chain.index(two) + 1 :][:1]
        if after and after[0].kind == "day" and after[0].joined == "":
            # The day behind both is the day of the first.
            after[0].negated = False
            chain.remove(two)


_REPLACED = re.compile(r"(?:instead of|au lieu de|a la place de|plutot que|rather than)\s*(?:at |a )?$")


def _read_the_hour_before_its_part(chain: list[Element]) -> None:
    """« À 9h demain matin », « vers 15h30 cet après-midi »: the hour that is said beats the part of the day."""
    index = 0
    while index + 1 < len(chain):
        hours, day = chain[index : index + 2]
        behind = chain[index + 2] if index + 2 < len(chain) else None
        before = chain[index - 1] if index else None
        index += 1
        if (hours.kind, day.kind, day.joined) != ("hours", "day", "") or hours.negated or day.negated:
            continue
        if before is not None and (before.kind != "day" or hours.joined in ("", "far")):
            continue
        apart = behind is not None and (behind.kind, behind.joined, behind.negated) == ("hours", "", False)
        parts = behind.hours if behind is not None and apart and not day.hours else day.hours
        said, part = _alone(hours.hours), _alone(parts)
        if said is None or part is None or said.kind is HoursKind.PART or part.kind is not HoursKind.PART:
            continue
        merged = _one_time(said, part, "")
        if merged is None:
            continue
        hours.hours = [merged]
        if day.hours:
            day.hours = []
        elif behind is not None:
            day.last = max(day.last, behind.last)
            del chain[index + 1]


def _alone(hours: list[Hours | None]) -> Hours | None:
    return hours[0] if len(hours) == 1 else None


def _is_choice_before_a_day(chain: list[Element], index: int) -> bool:
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


def _share_hours(chain: list[Element]) -> None:
    """Gives each day its hours: its own, those before it, or those at the end of its list."""
    left: list[Element] = []
    excepted: list[Element] = []  # « …, sauf mercredi matin »: that morning, and no other
    index = 0
    while index < len(chain):
        element = chain[index]
        index += 1
        before = next((other for other in reversed(left) if other.kind == "day"), None)
        if before is not None and before.negated and _is_of_the_new_day(element):
            # « demain au lieu de jeudi, même heure »
            before = next((other for other in reversed(left) if other.kind == "day" and not other.negated), before)
        if before is not None and before.negated and element.kind == "hours" and element.joined == ",":
            # « du lundi au vendredi sauf mercredi, le matin »: those of the days that are left
            before = next((o for o in reversed(left) if o.kind == "day" and not o.negated and o.to), before)
            element.negated &= before.negated
        if element.kind != "hours":
            left.append(element)
        elif _leads(chain, index - 1, left):
            chain[index].first = element.first
            while index < len(chain) and _follows_hours(chain, index):
                _give_hours(chain[index], element)
                left.append(chain[index])
                index += 1
        elif before is not None and _belongs(element, before, left):
            _give_hours(before, element)
            before.last = max(before.last, element.last)
            if before.negated and element.joined == "":
                excepted.append(before)
        else:
            left.append(element)
    for here, after in reversed(list(pairwise(left))):
        listed = after.joined in (",", "&", "") and not (after.apart and here.weekly)
        listed = listed and (here.negated or not any(after is each for each in excepted))
        listed = listed and (after.negated or not here.negated)  # « mardi impossible jeudi 15h »: all of that Tuesday
        if here.kind == after.kind == "day" and not here.hours and after.hours and listed:
            here.hours, here.same_time, here.bare = list(after.hours), after.same_time, False
    chain[:] = left


def _is_of_the_new_day(element: Element) -> bool:
    """Hours set apart behind a day that is given up, or the same hours: they are those of the day that stands."""
    return element.kind == "hours" and not element.negated and (element.joined == "," or element.same_time)


def _give_hours(day: Element, hours: Element) -> None:
    day.hours += hours.hours
    day.same_time |= hours.same_time
    day.impossible |= hours.impossible
    day.negated |= hours.negated


def _has_hours_behind(chain: list[Element], index: int) -> bool:
    return index + 1 < len(chain) and chain[index + 1].kind == "hours" and chain[index + 1].joined == ""


def _leads(chain: list[Element], index: int, left: list[Element]) -> bool:
    """« à 14h mardi », « le matin mardi ou jeudi »: these hours belong to the days behind them."""
    if left and left[-1].kind == "day" and chain[index].joined in ("", "far"):
        return False
    day = chain[index + 1] if index + 1 < len(chain) else None
    ready = day is not None and day.kind == "day" and day.joined == "" and not day.hours
    return ready and not _has_hours_behind(chain, index + 1)


def _follows_hours(chain: list[Element], index: int) -> bool:
    day = chain[index]
    free = day.kind == "day" and not day.hours and day.joined in ("", ",", "&")
    return free and not _has_hours_behind(chain, index)


def _belongs(element: Element, before: Element, left: list[Element]) -> bool:
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
