"""A folded text cut into words about time, one letter for what each of them does; the grammar of `moments` reads those.

The letters: W weekday, P its plural, N number, O ordinal, M month, Y year, D date in figures, Q hour or price, R
relative day (without a value the one after the day before it), K tonight, H hour, X noon, p part of the day, n next
week, 2 the week after, w this week, I all of next week, V a vague time, T a past one, z next, y and 9 last, 5 the
week of, 8 a week later, k a weekly rule, g week-end, G the next one, q every, S same time, J same day, j that day, A
any time, < past, ! negation, 0 refusal, B a wish, U a length follows, ~ a small word, x another word. The small words
have theirs in `time_words.SMALL`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from itertools import islice
from typing import Any, NamedTuple

from mailbot.inbound.reading.lexicon import time_words as table
from mailbot.inbound.reading.lines import fold

MOST_WORDS = 12_000
MOST_TIME_WORDS = 1_200
"""Nobody writes more; what follows is left unread, which bounds the cost of a hostile mail."""


class Word(NamedTuple):
    """A word, a figure or a mark of the text. `value` is what its letter promises: a number, a date, an hour."""

    start: int
    end: int
    letter: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as written. `at` is None when there is no such hour; `bare` when nothing says which half of the day."""

    at: time | None
    bare: bool = True
    pm: bool = False


class Figures(NamedTuple):
    """A date in figures, perhaps of no calendar."""

    day: int
    month: int
    year: int | None
    sure: bool
    """False for what may as well be a fraction or a price: « 1/2 », « 24.11 »."""


_UNIT = re.compile(
    rf"\s?(?:{'|'.join(re.escape(unit) for unit in sorted(table.UNITS, key=len, reverse=True))})(?![\w²³'])|\s?[€%°$£]"
)
_LENGTHS = r"(?:h|heures?|hours?|hrs?|j|jours?|days?|semaines?|weeks?|mois|months?|ans?|years?|min|mn|minutes?)"
_PIECE = re.compile(
    rf"""(?=\S|\n)(?:
    (?P<offset>(?<!\w)(?:(?P<to_come>dans|in)|il\ y\ a|y\ a)\ (?P<on>\d{{1,3}})\s?
        (?:(?P<ow>semaines?|weeks?)|jours?|days?|j)(?!\w)
        |(?<!\w)(?P<an>\d{{1,3}})\ (?:(?P<aw>weeks?)|days?)\ ago(?!\w))
    |(?P<length>(?<!\w)(?:sous|pendant|durant|depuis|within|pour(?=\ [1-6]\s?h)|toutes\ les|d'ici
        |plus\ de|moins\ de|en|dans(?:\ les)?)
        \ (?:environ\ |plus\ de\ |les\ )?\d{{1,3}}(?:\s?(?:a|-|ou)\s?\d{{1,3}})?\s?{_LENGTHS}(?!\w)
        |(?<!\w)(?:sous|pendant|durant|depuis|within)\ (?:environ\ |plus\ de\ |les\ )?[a-z]{{2,8}}\ {_LENGTHS}(?!\w))
    |(?P<cjk>[\u4e00-\u9fff])
    |(?P<word>[^\W\d_\u4e00-\u9fff]+(?P<code>(?:[-_]?\d[\w-]*|_[\w-]+))?)
    |(?P<phone>\+\d{{1,3}}[ .]?(?:\(0\)[ ]?)?\d(?:[ .-]?\d\d){{4}}(?!\d)
        |(?<!\d)0\d(?P<gap>[ ./-]?)\d\d(?:(?P=gap)\d\d){{3}}(?!\d))
    |(?P<iso>(?P<iy>20\d\d)-(?P<im>\d\d?)-(?P<id>\d\d?)(?!\d)(?:t(?=\d))?)
    |(?P<east>(?:(?P<ey>20\d\d)年)?(?P<em>\d\d?)月(?P<ed>\d\d?)[日号]?)
    |(?P<east_hour>(?P<eh>\d\d?)[点點](?:(?P<emin>\d\d)分?)?)
    |(?P<dmy>(?P<dd>\d\d?)(?P<dot>[/.-])(?P<dm>\d\d?)(?P=dot)(?P<dy>(?:20|19)\d\d|\d\d)(?!\d))
    |(?P<open>24\s?h?\s?/\s?24|7\s?j\s?(?:sur|/)\s?7|24\s?h(?:eures)?\s?sur\s?24)
    |(?P<ampm>(?P<ah>0?[1-9]|1[0-2])(?:[:.h](?P<amin>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?)
    |(?P<pair>(?P<p1>\d\d?)\s?/\s?(?P<p2>\d\d?)\s?h(?![^\W_]))
    |(?P<hour>(?P<hh>\d\d?)\s?(?:heures?|hrs?|h|uhr|o'clock)(?:\s?(?P<hmin>[0-5]\d)(?!\d|\s?h|\s?heure|\s?[€%:]|/\d\d?(?![\dh:])))?(?:\s?mi?n)?(?![^\W_]))
    |(?P<colon>(?P<ch>\d\d?):(?P<cmin>[0-5]\d)(?::\d\d)?(?![\d]))
    |(?P<slash>(?P<sd>\d\d?)/(?P<sm>\d\d?)(?![\d/\w]))
    |(?P<point>(?P<td>\d\d?)\.(?P<tm>\d\d)(?![\d]|[.,]\d))
    |(?P<year>20\d\d(?!\w))
    |(?P<number>(?P<n>\d\d?)(?P<nth>er|st|nd|rd|th)?(?:\.(?=\s?(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)))?(?![\w]|[.,]\d|-\d{{3}}))
    |(?P<junk>\d\w*(?:[.,/°:-]\w+)*|[#°№]\s?\d+)
    |(?P<blank>\n\s*\n)
    |(?P<mark>[,;:.!?()/\n&+…،；，。？！–—-]|\.{{2,}})
    )""",
    re.VERBOSE,
)
_MARKS = {
    ",": ",", "،": ",", "，": ",", ";": "s", "；": "s", ":": "~", "(": "(", ")": ")", "/": "/", "\n": "|", "&": "&",
    "+": "&", "-": "-", "–": "-", "—": "-",
}  # fmt: skip
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 2), (1, 1), (3, 3), (4, 4), (5, 5), (7, 7)})
_BEFORE_A_NUMBER = re.compile(r"\.?\s{0,3}(?!0\d(?:[ ./-]?\d\d){4})\d{1,2}(?!\d|\w{3})")
_BEFORE_A_PART = re.compile(r"\.?\s{1,3}(?:matin|apr[eè]?s?[- ]?m|aprem|apm|soir|midi|morning|afternoon|evening|pm\b)")
_DOT_AND_MORE = re.compile(r"\.(?:,|\s{1,3}(?:et|ou|a|au|puis|entre|de|vers|apres|avant|at)\b|\s?[-–/(&])")
_LISTED = re.compile(r"(?:/|,\s?|\sou\s|\set\s)(?:lun|mar|mer|jeu|ven|sam|dim)\b")
_NOT_BEFORE_SHORT = re.compile(r"(?:^|\W)(?:un|une|1|2|deux|son|la|le petit|the)\s$")
_STOPS = re.compile(r"\s*(?:[.,;!?…)\n]|$|et\b|ou\b|mais\b|donc\b|pour moi\b)")

_SOMEBODY = re.compile(r"(?:^|[.,;:!?(\n]\s*|\b(?:suis|sommes|on est|chuis|serai|serons|retraitee?|donc|et|car)\s+)$")

Trie = dict[str, list[tuple[tuple[str, ...], str, Any]]]


def words_of(folded: str) -> list[Word]:
    """In the order of the text. Linear: each character is looked at a bounded number of times."""
    pieces = list(islice(_PIECE.finditer(folded), MOST_WORDS))
    if len(pieces) > MOST_TIME_WORDS:
        pieces = list(_bounded(pieces))
    found: list[Word] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        kind = piece.lastgroup
        if kind == "word" and (word := piece[0]) not in _OF_TIME:
            found.append(Word(piece.start(), piece.end(), "~" if word in _GLUE else "x"))
            index += 1
        elif kind in ("word", "code", "cjk"):
            index = _take_words(folded, pieces, index, found)
        else:
            found += _figure(folded, piece)
            index += 1
    return found


def _bounded(pieces: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    figures = 0
    for piece in pieces:
        kind = piece.lastgroup
        if kind not in ("word", "mark", "cjk", "code") or (kind == "word" and piece[0] in _DAYS_AND_MONTHS):
            figures += 1
            if figures > MOST_TIME_WORDS:
                return
        yield piece


def _take_words(folded: str, pieces: list[re.Match[str]], index: int, found: list[Word]) -> int:
    """Adds the phrase that begins here, or the one word; gives the index behind it."""
    piece = pieces[index]
    word = piece[0]
    parts = word.split("-") if "-" in word else None
    if (piece["code"] is not None) and word not in _PHRASES and parts is None:
        found.append(Word(piece.start(), piece.end(), "x"))
        return index + 1
    for rest, office, said in _PHRASES.get(word, ()):
        last = _matched(pieces, index, rest)
        if last is None or (office == "?" and not _stands_alone(folded, piece.start(), pieces[last].end())):
            continue
        if office == "!" and word in _LINKS and _A_TIME_BEHIND.match(folded, pieces[last].end()) is None:
            continue  # « vendredi et non, je ne facture rien »
        letter = "A" if office == "?" else office
        end = pieces[last].end()
        if letter in "MW" and word in table.DOTTED and folded[end : end + 1] == ".":
            last = last + 1 if last + 1 < len(pieces) and pieces[last + 1][0] == "." else last
        value = Clock(time(*said)) if letter == "H" else said
        found.append(Word(piece.start(), end, letter, value))
        return last + 1
    if word in table.SHORT_WEEKDAYS and (taken := _short_weekday(folded, piece)):
        found.append(Word(piece.start(), piece.end(), "W", table.SHORT_WEEKDAYS[word]))
        return index + taken
    if word == "mar" and found and found[-1].letter in "NO":
        found.append(Word(piece.start(), piece.end(), "M", 3))  # Mon 1 Mar
        return index + 1
    near_day = bool(found) and found[-1].letter in "WPNORDMlc"
    if near_day and word in table.SHORT_PARTS:
        found.append(Word(piece.start(), piece.end(), "p", table.SHORT_PARTS[word]))
    elif word == "we" and found and found[-1].letter in "lLc":
        found.append(Word(piece.start(), piece.end(), "g"))
    else:
        found.append(Word(piece.start(), piece.end(), "~" if word in _GLUE else "x"))
    return index + 1


_LINKS = frozenset(("et", "mais"))
_A_TIME_BEHIND = re.compile(
    r"\s(?:(?:pas|plus|le|la|les|a|au|de|du|ce|cet|cette|en|vers|avant|apres|entre)\s|l'){0,3}"
    r"(?:\d|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|apres-demain|aujourd'hui|matin|matinee|midi"
    r"|aprem|apres-midi|soir|soiree|week-?end|fin|debut)s?\b)"
)
"""« Lundi et non mardi »."""


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """« je suis toujours là. » of a person; « la fuite est toujours là » is another matter."""
    if not _STOPS.match(folded, end):
        return False
    return folded.startswith("peu", start) or _SOMEBODY.search(folded, max(0, start - 24), start) is not None


def _matched(pieces: list[re.Match[str]], index: int, rest: tuple[str, ...]) -> int | None:
    """The index of the last piece of a phrase that goes on with `rest`, over hyphens and one end of a line."""
    for word in rest:
        index += 1
        while index < len(pieces) and pieces[index][0] in ("-", "\n"):
            index += 1
        if index >= len(pieces) or pieces[index][0] != word:
            return None
    return index


def _short_weekday(folded: str, piece: re.Match[str]) -> int:
    """How many pieces « sam. » takes, its point with it; 0 when it is no day here."""
    end = piece.end()
    dotted = folded[end : end + 1] == "."
    if _NOT_BEFORE_SHORT.search(folded, max(0, piece.start() - 10), piece.start()):
        return 0
    if _BEFORE_A_NUMBER.match(folded, end):
        if piece[0] == "mon" and _UNIT.match(folded, end + 3):
            return 0
        return 2 if dotted else 1
    if piece[0] in ("mon", "tue", "fri") and _BEFORE_AN_ENGLISH_HOUR.match(folded, end):
        return 2 if dotted else 1
    if _BEFORE_A_PART.match(folded, end) and piece[0] not in ("mon", "sun"):
        return 2 if dotted else 1
    if _LISTED.match(folded, end) and piece[0] != "mon":
        return 1
    return 2 if dotted and _DOT_AND_MORE.match(folded, end) and piece[0] != "mon" else 0


_BEFORE_AN_ENGLISH_HOUR = re.compile(
    r"\.? (?:(?:after|before|at|from|by|until|till|between) (?:\d{1,2}|noon|lunch|midday)|any ?time|first thing"
    r"|morning|afternoon|evening|all day)\b"
)
"""« Mon after 3 or Tue first thing »: what no French « mon » stands before."""


def _figure(folded: str, piece: re.Match[str]) -> list[Word]:
    """What a figure or a mark is; a number with a unit behind it is just a word."""
    kind, start, end = piece.lastgroup, piece.start(), piece.end()
    match kind:
        case "mark" | "blank":
            return [Word(start, end, _MARKS.get(piece[0], "."))]
        case "offset":
            days = int(piece["on"] or piece["an"]) * (7 if piece["ow"] or piece["aw"] else 1)
            return [Word(start, end, "R", days if piece["to_come"] else -days)]
        case "iso" | "east" | "dmy":
            return [Word(start, end, "D", _calendar(piece))]
        case "slash" | "point":
            if _UNIT.match(folded, end):
                return [Word(start, end, "x")]
            return [Word(start, end, *_short_figures(piece))]
        case "ampm" | "hour" | "colon" | "east_hour":
            return [Word(start, end, *_clock(folded, piece))]
        case "pair":
            middle = piece.end("p1")
            opens, closes = _hour(piece["p1"], "0"), _hour(piece["p2"], "0")
            return [
                Word(start, middle, "H", opens),
                Word(middle, middle, "-"),
                Word(piece.start("p2"), end, "H", closes),
            ]
        case "year":
            return [Word(start, end, "Y", int(piece[0]))]
        case "number" if not _UNIT.match(folded, end):
            return [Word(start, end, "O" if piece["nth"] else "N", int(piece["n"]))]
    return [Word(start, end, "x")]


def _calendar(piece: re.Match[str]) -> Figures:
    year, month, day = next(
        (piece[y], piece[m], piece[d])
        for y, m, d in (("iy", "im", "id"), ("ey", "em", "ed"), ("dy", "dm", "dd"))
        if piece[d] is not None
    )
    whole = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return Figures(int(day), int(month), whole, sure=True)


def _short_figures(piece: re.Match[str]) -> tuple[str, Any]:
    """« 24/11 », « 24.11 »; an hour when the second figure is no month: « 14.30 »."""
    slash = piece["sd"] is not None
    day, month = int(piece["sd"] or piece["td"]), int(piece["sm"] or piece["tm"])
    if not slash and 12 < month < 60 and day < 24:
        return "Q", Clock(time(day, month))
    if not 1 <= month <= 12 or not 1 <= day <= 39:
        return "x", None
    sure = slash and (day, month) not in _FRACTIONS and day != month
    return "D", Figures(day, month, None, sure)


def _clock(folded: str, piece: re.Match[str]) -> tuple[str, Any]:
    if piece["ah"] is not None:
        hour = int(piece["ah"])
        pm = piece["half"] == "p"
        return "H", Clock(time(hour % 12 + 12 * pm, int(piece["amin"] or 0)), bare=False, pm=pm)
    hour_text = piece["hh"] or piece["ch"] or piece["eh"]
    minutes = piece["hmin"] or piece["cmin"] or piece["emin"]
    if re.match(r"\s?/\s?[a-z]", folded[piece.end() : piece.end() + 4]):
        return "x", None  # « 45h/mois »
    return "H", _hour(hour_text, minutes or "0")


def _hour(hour: str, minutes: str) -> Clock | None:
    """None for a length: 24, 36, 48 and 72 hours are no hour of any day."""
    if int(hour) > 23:
        return None if int(hour) % 12 == 0 or int(hour) == 35 else Clock(None)
    return Clock(time(int(hour), int(minutes)), bare=not hour.startswith("0"))


def _built() -> Trie:
    """Every phrase of the tables under its first word, the longest first."""
    phrases: dict[str, tuple[str, Any]] = {}

    def add(letter: str, value: Any, rows: Iterator[str] | tuple[str, ...] | frozenset[str]) -> None:
        for row in rows:
            phrases.setdefault(" ".join(_SPLIT.split(fold(row))).strip(), (letter, value))

    for phrase in table.NOT_NEGATIONS:
        add("~", None, (phrase,))
    for day in range(7):
        add("W", day, table.WEEKDAYS[day] + table.WEEKDAY_PHRASES[day])
        add("P", day, table.PLURAL_WEEKDAYS[day])
    for offset, rows in table.RELATIVE.items():
        add("R", offset, rows)
    add("R", None, table.DAY_AFTER)
    for name, rows in table.PARTS.items():
        add("p", name, rows)
    for number, months in enumerate(table.MONTHS, start=1):
        add("M", number, months)
        add("D", Figures(1, number, None, sure=True), tuple(f"premier {month}" for month in months))
    for said, number in (*table.NUMBER_WORDS.items(), *table.ENGLISH_NUMBERS.items()):
        for minutes, past in table.MINUTE_WORDS.items():
            add("H", (number % 24, past), (f"{said} heures {minutes}", f"{said} heure {minutes}"))
        add("R", number, (f"dans {said} jours", f"in {said} days"))
        add("R", -number, (f"il y a {said} jours", f"{said} days ago"))
    for letter, rows in (
        ("K", table.TONIGHT), ("X", table.NOON), ("n", table.NEXT_WEEK), ("2", table.WEEK_AFTER_NEXT),
        ("w", table.THIS_WEEK), ("I", table.WHOLE_NEXT_WEEK), ("V", table.VAGUE), ("T", table.LAST_TIME),
        ("z", table.NEXT), ("y", table.LAST), ("9", table.LAST_BEFORE), ("5", table.WEEK_OF), ("g", table.WEEK_END),
        ("G", table.THIS_WEEK_END), ("q", table.EVERY), ("A", table.ALWAYS), ("?", table.ALWAYS_AT_THE_END),
        ("j", table.THAT_DAY), ("S", table.SAME_TIME), ("J", table.SAME_DAY),
        ("a", table.AFTER), ("b", table.BEFORE), ("!", table.NEGATIONS), ("<", table.PAST), ("B", table.COURTESY),
        ("0", table.REFUSALS), ("U", table.DURATION_BEFORE), ("x", table.HALF_DAYS),
    ):  # fmt: skip
        add(letter, None, rows)
    for said, later in table.WEEK_LATER.items():
        add("8", later, (said,))
    add("k", frozenset(range(5)), table.WEEKDAYS_ONLY)
    add("k", frozenset(range(7)), table.EVERY_DAY)
    for letter, rows in table.SMALL.items():
        add(letter, None, rows)
    trie: Trie = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first, *rest = phrase.split(" ")
        trie.setdefault(first, []).append((tuple(rest), *phrases[phrase]))
    return trie


_SPLIT = re.compile(r"[\s'-]+")
_PHRASES = _built()
_GLUE = frozenset(table.GLUE)
_OF_TIME = frozenset((*_PHRASES, *table.SHORT_WEEKDAYS, *table.SHORT_PARTS, "mar", "we"))
"""A word that is none of these, nor the beginning of a phrase, says nothing of time: most are so."""
_DAYS_AND_MONTHS = frozenset(word for row in (*table.WEEKDAYS, *table.MONTHS, *table.RELATIVE.values()) for word in row)
