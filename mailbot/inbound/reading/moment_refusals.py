"""« Mardi je ne peux pas », « pas avant 17h »: what the words beside a day or an hour refuse."""

from __future__ import annotations

import re
from datetime import timedelta

from mailbot.inbound.reading.lexicon.time_words import MOVED
from mailbot.inbound.reading.moment_dates import resolved
from mailbot.inbound.reading.moment_hours import HoursKind, one_sided
from mailbot.inbound.reading.moment_scenes import Element, Scene

_EXCEPTS = re.compile(r"(?:sauf|hormis|excepte|except|plutot qu|au lieu|instead of|rather than)\b")
"""« Jeudi, sauf imprévu »: what these turn down stands behind them."""
_NOT_THAT_ONE = re.compile(r"(?:^|[.,;:!?\n]\s{0,3}|\b(?:non|no|nope)\s{1,3})(?:pas|not)\s{1,3}(?:(?:le|on)\s{1,3})?$")
_AND_NO_MORE = re.compile(
    r"\s*(?:(?:plutot|svp|stp|merci|please|instead|rather|alors|oui|ok|yes|si possible|if possible)\s*)?(?:$|[.;!?\n(])"
)


def put_right(found: list[Element], index: int, scene: Scene) -> None:
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


_CLAUSE_END = re.compile(r"[.,sm|+]")
_MOST_BETWEEN = 9


def mark(element: Element, gap: str, before: Element | None, scene: Scene) -> None:
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


def refused_afterwards(here: Element, behind: list[Element], scene: Scene) -> None:
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
