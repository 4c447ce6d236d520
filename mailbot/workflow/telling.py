"""A cell of the audience: who reads which letter, when, and which of the people of a column."""

from dataclasses import dataclass
from enum import StrEnum

from mailbot.vocabulary import LetterKind


class Reader(StrEnum):
    """A column of the table. Who stands in it depends on the report."""

    AUTHOR = "author"
    """The tenant who reported. When the agency or the landlord did, every occupant is in the next column."""
    OTHER_OCCUPANTS = "other_occupants"
    LANDLORD = "landlord"
    MANAGERS = "managers"
    PROVIDER = "provider"
    ON_CALL = "on_call"
    """Who takes calls while the agency is closed, when that is none of the managers in charge."""


OCCUPANTS = frozenset({Reader.AUTHOR, Reader.OTHER_OCCUPANTS})
OF_THE_HOME = OCCUPANTS | {Reader.LANDLORD}
"""Whoever lives there, and whoever owns it."""


class When(StrEnum):
    """When a reader is told."""

    NOW = "now"
    """At once, whatever the reader's alerts."""
    ALERTS = "alerts"
    """At once, or as a line of the next digest for who chose the daily letter."""
    DIGEST = "digest"
    """Only as a line of the digest."""
    URGENT = "urgent"
    """At once when it cannot wait, else only as a line of the digest."""


class Who(StrEnum):
    """Which people of a column."""

    ALL = "all"
    OTHERS = "others"
    """All but the one whose act it is."""
    SPEAKER = "speaker"
    """The one whose act it is, alone."""
    AUTHOR = "author"
    """The one who reported it, alone."""
    CONCERNED = "concerned"
    """The one whom it is about, alone: who arrives, who leaves."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One cell: a letter (none for a line of the digest), when, to whom, in which variant."""

    when: When
    letter: LetterKind | None = None
    who: Who = Who.OTHERS
    variant: str = "A"
    given: str = ""
    """A detail of the event without which this cell is empty; with it, it stands before the one that follows."""


def now(letter: LetterKind, *, who: Who = Who.OTHERS, variant: str = "A", given: str = "") -> tuple[Telling, ...]:
    """At once, whatever they chose."""
    return (Telling(When.NOW, letter, who, variant, given),)


def alerts(
    letter: LetterKind, *, who: Who = Who.OTHERS, variant: str = "A", given: str = ""
) -> tuple[Telling, ...]:  # fmt: skip
    """At once, or in the daily letter of who chose it."""
    return (Telling(When.ALERTS, letter, who, variant, given),)


DIGEST = (Telling(When.DIGEST),)
ALL_SPEAKERS = (Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.MANAGERS, Reader.PROVIDER)
