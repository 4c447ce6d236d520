"""« C'est un doublon », « mets-le en urgent »: a manager jots something down for us, and says nothing to the home.

READING, section 7, rule 10: a line in the imperative to the service is never a message. Like an errand it has no type
of its own (docs/decisions/0043).
"""

from enum import StrEnum, auto

from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.lexicon import desk_note_words as table
from mailbot.inbound.reading.lexicon.errand_words import BEFORE
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import wording_of

_TO_SORT = Sayings(table.TO_SORT)
_SORTED = Sayings(table.SORTED)
_JOTTED = Sayings(table.JOTTED)
_NOTED = Sayings(table.NOTED)
_THEIRS = Sayings(table.THEIRS)
_LONG = 12
"""Words of a clause. Whoever tells somebody what is wrong takes more."""


class DeskNote(StrEnum):
    """What a note is about."""

    SORTING = auto()
    """Urgency, a duplicate, who pays: there is a page for it."""
    OTHER = auto()


def desk_note_in(words: str) -> DeskNote | None:
    """What a manager's words note for us; None for words that are said to somebody, or of something else."""
    clauses = [clause for clause in cut_into_clauses(words) if clause.wording.tokens]
    if any(len(clause.wording.tokens) > _LONG for clause in clauses) or _THEIRS.find(wording_of(words)) is not None:
        return None
    # « Le plombier passe mardi. À voir avec le syndic pour la suite » is said to whoever lives there.
    first = next((clause.wording for clause in clauses if clause.wording.words - BEFORE), None)
    for ordered, stated, note in ((_TO_SORT, _SORTED, DeskNote.SORTING), (_JOTTED, _NOTED, DeskNote.OTHER)):
        if any(clause.wording in ordered for clause in clauses) or (first is not None and first in stated):
            return note
    return None
