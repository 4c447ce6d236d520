"""Days, hours, money and numbers as they are printed in French and in English, and the spaces that print has."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency

NO_BREAK = "\u00a0"
THIN = "\u202f"

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}

# -- The spaces of print -----------------------------------------------------------------------------------------------

_ELLIPSIS = (re.compile(r"\.\.\."), "…")
_APOSTROPHE = (re.compile(r"(?<=\w)'(?=\w)|(?<=\w)'$"), "’")

_FRENCH = (
    _ELLIPSIS,
    _APOSTROPHE,
    (re.compile(r" :(?!/)"), f"{NO_BREAK}:"),
    (re.compile(r" ([%€])(?!\w)"), rf"{NO_BREAK}\1"),
    (re.compile(r" ([;!?])"), rf"{THIN}\1"),
    (re.compile(r"« "), f"«{NO_BREAK}"),
    (re.compile(r" »"), f"{NO_BREAK}»"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NO_BREAK),
    (re.compile(r"(?<=\d) (?=(?:h|min|Mo|%|€|jours?|pièces?|photos?)(?!\w))"), NO_BREAK),
    (re.compile(r"(?<=\bn°) |(?<=\bM\.) (?=[A-Z])"), NO_BREAK),
)
_ENGLISH = (_ELLIPSIS, _APOSTROPHE, (re.compile(r"(?<=\d) (?=(?:MB|days?|photos?)\b)"), NO_BREAK))


def typeset(text: str, language: str) -> str:
    """Our own sentence with the spaces and apostrophes of print. People's words never go through here."""
    for wrong, right in _FRENCH if language == "fr" else _ENGLISH:
        text = wrong.sub(right, text)
    return text


# -- Days, hours, money, numbers --------------------------------------------------------------------------------------


def titled(name: str, language: str) -> str:
    """« Mme Belkacem » as it is kept, or "Ms Belkacem"."""
    civility, _, rest = name.partition(" ")
    return f"{_CIVILITIES[civility]} {rest}" if language == "en" and rest and civility in _CIVILITIES else name


_CIVILITIES = {"Mme": "Ms", "Mlle": "Ms", "M.": "Mr"}


def day(at: datetime | str, *, language: str, time_zone: str) -> str:
    """« mardi 24 novembre », always the day and the date together."""
    return _say_date(_instant(at, time_zone).date(), "EEEE d MMMM", language)


def day_and_year(at: datetime | str, *, language: str, time_zone: str) -> str:
    """« mardi 24 novembre 2026 », for what may be long ago."""
    return _say_date(_instant(at, time_zone).date(), "EEEE d MMMM y", language)


def in_figures(at: datetime | str, *, language: str, time_zone: str) -> str:
    """« 24/11/2026 », in French and in English alike."""
    return _instant(at, time_zone).strftime("%d/%m/%Y")


def moment_and_year(at: datetime | str, *, language: str, time_zone: str) -> str:
    """« mardi 24 novembre 2026 à 9 h 05 », for what may be long ago."""
    joined = f"{NO_BREAK}à " if language == "fr" else f"{NO_BREAK}at "
    said = day_and_year(at, language=language, time_zone=time_zone)
    return f"{said}{joined}{_hour(_instant(at, time_zone), language)}"


def full_month(month: str, language: str) -> str:
    """« novembre 2026 », of 2026-11."""
    return _say_date(date.fromisoformat(f"{month}-01"), "LLLL y", language)


def short_month(month: str, language: str) -> str:
    """« nov. », of 2026-11."""
    return _say_date(date.fromisoformat(f"{month}-01"), "LLL", language)


def moment(at: datetime | str, *, language: str, time_zone: str) -> str:
    """« mardi 24 novembre à 9 h 05 »."""
    joined = f"{NO_BREAK}à " if language == "fr" else f"{NO_BREAK}at "
    return f"{day(at, language=language, time_zone=time_zone)}{joined}{_hour(_instant(at, time_zone), language)}"


def hours(start: datetime | str, end: datetime | str, *, language: str, time_zone: str) -> str:
    """« 9 h – 11 h »."""
    first, last = (_hour(_instant(at, time_zone), language) for at in (start, end))
    return f"{first}{NO_BREAK}–{NO_BREAK}{last}"


def hour(at: datetime | str, *, language: str, time_zone: str) -> str:
    """« 15 h 15 », of a day that is said already."""
    return _hour(_instant(at, time_zone), language)


def _hour(at: datetime, language: str) -> str:
    if language == "fr":
        return f"{at.hour}{NO_BREAK}h" + (f"{NO_BREAK}{at.minute:02}" if at.minute else "")
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{NO_BREAK}{'am' if at.hour < 12 else 'pm'}"


def _instant(at: datetime | str, time_zone: str) -> datetime:
    """The moment where the agency lives; a date alone is that day everywhere."""
    if isinstance(at, str):
        if len(at) == len("2026-11-24"):
            there = date.fromisoformat(at)
            return datetime(there.year, there.month, there.day, 12, tzinfo=UTC)
        at = datetime.fromisoformat(at)
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be said")
    return at.astimezone(_zone(time_zone))


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=4096)
def _say_date(on: date, pattern: str, language: str) -> str:
    said = str(format_date(on, pattern, locale=_LOCALES[language]))
    if language == "fr" and on.day == 1:
        said = said.replace(" 1 ", " 1er ")
    return said.replace(" ", NO_BREAK)


def with_tax(amount: Decimal | str, language: str) -> str:
    """« 528,00 € TTC »."""
    return f"{_money(amount, language)}{NO_BREAK}{'TTC' if language == 'fr' else 'incl. VAT'}"


def before_tax(amount: Decimal | str, language: str) -> str:
    """« 480,00 € HT »."""
    return f"{_money(amount, language)}{NO_BREAK}{'HT' if language == 'fr' else 'excl. VAT'}"


def _money(amount: Decimal | str, language: str) -> str:
    if not isinstance(amount, Decimal | str):
        raise TypeError("money is a Decimal or its digits, never a float")
    return str(format_currency(Decimal(amount), "EUR", locale=_LOCALES[language]))


def counted(number: int, one: str, many: str, language: str) -> str:
    """« 1 photo », « 3 photos »: the number, a space that holds, and the word in its number (French: 0 is singular)."""
    single = number < 2 if language == "fr" else number == 1
    return f"{number}{NO_BREAK}{one if single else many}"


def listed(items: list[object], last: str) -> str:
    """« une, deux et trois »."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


# -- Words of people, on one line -------------------------------------------------------------------------------------

_PLAIN_SPACES = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")


def clip(text: str, length: int) -> str:
    """The beginning of a text on one line, cut between two words when it is longer than this."""
    line = _PLAIN_SPACES.sub(" ", text[: 4 * length + 200]).strip(" ")
    if len(line) <= length:
        return line
    kept = line[:length]
    at = kept.rfind(" ")
    return f"{kept[: at if at > length // 2 else length - 1].rstrip(' ,;:.–—-')}…"


_GREETS = re.compile(
    r"(?:bonjour|bonsoir|hello|hi|dear|good (?:morning|afternoon|evening))\b[^,.!?\n]{0,40}[,.!]\s*(?=\w)", re.I
)


def gist(text: str) -> str:
    """A message without what only greets: a first line that is short and ends with a comma, or « Bonjour, » before the
    rest of the line."""
    first, _, rest = text.strip().partition("\n")
    if len(first) <= 40 and first.rstrip().endswith(",") and rest.strip():
        return rest
    return _GREETS.sub("", text.strip(), count=1) if _GREETS.match(text.strip()) else text
