"""« A1 ok, A3 clôturez, A2 répondez que … »: which words of an answer are about which line, and what they ask."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailbot.inbound.reading.confidences import is_confided
from mailbot.inbound.reading.errands import told_in
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.reading.standpoint import DigestItem
from mailbot.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Wish:
    """What an answer asks of one line. Neither `words` nor `intent`: it was named, and nothing was understood."""

    code: str
    ref: str
    """Empty when no line has this code."""
    words: str = ""
    """What is to be said to the occupants."""
    to: str = ""
    """To whom, as the manager put it; empty for the occupants."""
    intent: Intent | None = None


def wishes_in(reading: Reading, items: Sequence[DigestItem]) -> list[Wish]:
    """What is asked of each line, in the order of the text; a line that is named with words to pass on asks that."""
    refs = {item.code: item.report for item in items}
    said_of: dict[str, list[str]] = {}
    for code, text in _segments(reading.fresh_text, items):
        said_of.setdefault(code, []).append(text)
    # A line that is named twice has two wishes, and what was read of it does not tell which came first, or whether one
    # takes the other back: it is asked about, and nothing of it is done by halves.
    twice = {code for code, texts in said_of.items() if len({text for text in texts if text}) > 1}
    segments = {code: max(texts, key=len) for code, texts in said_of.items()}
    found: list[Wish] = [Wish(code, refs.get(code, "")) for code in segments if code in twice]
    for code, text in segments.items():
        if code not in twice and (told := told_in(text)) is not None and not is_confided(text):
            found.append(Wish(code, refs.get(code, ""), told[1], told[0]))
    said = {wish.code for wish in found}
    for intent in reading.intents:
        code = str(intent.values.get("item") or "")
        if not code or code in said:
            continue
        words = segments.get(code, "") if _is_letter(intent) else ""
        found.append(Wish(code, refs.get(code, ""), words, _to(intent), None if words else intent))
    asked = {wish.code for wish in found}
    return found + [Wish(code, refs.get(code, "")) for code in segments if code not in asked]


def _segments(text: str, items: Sequence[DigestItem]) -> Iterator[tuple[str, str]]:
    """Each code that stands in the text with the words behind it, up to the next one. Codes in a row share theirs."""
    by_name = {name.upper(): item.code for item in items for name in (item.code, item.report) if name}
    marks = [mark for mark in _CODE.finditer(text) if mark[0].upper() in by_name or _BY_LETTER.fullmatch(mark[0])]
    waiting: list[str] = []
    for number, mark in enumerate(marks):
        after = marks[number + 1] if number + 1 < len(marks) else None
        words = text[mark.end() : after.start() if after is not None else len(text)]
        words = words.lstrip(" \t\r\n:;,.-–—>=)(").rstrip(" \t\r\n:;,-–—(")
        waiting.append(by_name.get(mark[0].upper(), mark[0].upper()))
        if _JOINS.fullmatch(words) is None or after is None:
            yield from ((code, words) for code in waiting)
            waiting = []


_CODE = re.compile(r"(?<![\w-])[A-Za-z]{1,4}-?\d{1,6}(?![\w-])")
_BY_LETTER = re.compile(r"A\d{1,2}", re.IGNORECASE)
_JOINS = re.compile(r"(?:et|and|puis|,|/|&|\+)?", re.IGNORECASE)


def _is_letter(intent: Intent) -> bool:
    return intent.type is IntentType.MESSAGE and "canned" not in intent.values


def _to(intent: Intent) -> str:
    to = intent.values.get("to") if intent.type is IntentType.MESSAGE else None
    return "" if to in (None, str(Role.TENANT)) else str(to)


def is_for_occupants(to: str, names: Mapping[str, str]) -> bool:
    """Whether « la locataire », « Mme Belkacem » are those who live there. `names`: family name → name."""
    said = set(re.findall(r"\w+", fold(to)))
    known = {word for pair in names.items() for name in pair for word in re.findall(r"\w+", fold(name))}
    return not said or (bool(said & (_OCCUPANTS | known)) and not said & _OTHERS)


_OCCUPANTS = frozenset(("locataire", "locataires", "occupant", "occupants", "occupante", "tenant", "tenants"))
_OTHERS = frozenset(
    ("bailleur", "bailleurs", "proprietaire", "proprietaires", "landlord", "owner", "entreprise", "prestataire",
     "plombier", "artisan", "company", "plumber", "collegue", "colleague", "syndic")
)  # fmt: skip
