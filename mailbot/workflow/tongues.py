"""In which language a person is written to: French or English whole, with a short summary for some others (GAP-22)."""

from collections.abc import Mapping
from types import MappingProxyType

from mailbot.model import Person
from mailbot.vocabulary import LANGUAGES, LetterKind, Role

UNSAID = ""
"""The language of somebody whose language nobody has set, and who has not written yet."""

SUMMED_UP = frozenset({"pt", "es", "tr", "uk", "ar", "zh"})
"""The languages in which a French letter has a summary of two lines beneath it."""

WITH_SUMMARY: Mapping[LetterKind, frozenset[Role]] = MappingProxyType(
    dict.fromkeys(
        (
            LetterKind.REPORT_RECEIVED,
            LetterKind.URGENT_RECEIVED,
            LetterKind.PRECISION_ASKED,
            LetterKind.VISIT_TOMORROW,
            LetterKind.VISIT_CHANGED,
            LetterKind.REPORT_CLOSED,
            LetterKind.WELCOME_TENANT,
            LetterKind.SLOTS_OFFERED,
            LetterKind.VISIT_CONFIRMED,
            LetterKind.WORKS_DONE,
            LetterKind.WORKS_DONE_REMINDED,
        ),
        frozenset({Role.TENANT}),
    )
)
"""The letters that have one. A letter of a kind that is not here leaves without."""


def spoken(person: Person) -> str:
    """The language in which letters and pages speak to a person: theirs where we write it, else French."""
    return person.language if person.language in LANGUAGES else LANGUAGES[0]


def summary_for(person: Person, kind: LetterKind, role: str | None) -> str | None:
    """The language of the summary beneath a letter to this person; None for whoever reads the letter itself."""
    fits = person.language in SUMMED_UP and role in WITH_SUMMARY.get(kind, frozenset())
    return person.language if fits else None


def note_language(person: Person, language: str | None) -> None:
    """The first mail in somebody's own hand says which language is theirs, when nobody has said it (GAP-22)."""
    if person.language == UNSAID and language is not None:
        person.language = language if language in SUMMED_UP or language in LANGUAGES else LANGUAGES[0]
