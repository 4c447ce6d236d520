"""What is read for moments: a text with its words and letters, and one « mardi 24 » or « après 17h » found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mailbot.inbound.reading.moment_dates import Day, resolved
from mailbot.inbound.reading.moment_hours import Hours
from mailbot.inbound.reading.moment_numbers import name_weeks, settle_numbers
from mailbot.inbound.reading.moment_words import Word
from mailbot.inbound.reading.standpoint import Slot


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
