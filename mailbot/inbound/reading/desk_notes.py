"""« Mets-le en urgent », « trouvez quelqu'un d'autre »: what a manager jots down for us is not said to the home.

READING, section 7, rule 10: a line in the imperative to the service is never a message. Like an errand it has no type
of its own (docs/decisions/0043).
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum, auto

from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.lexicon import desk_note_words as table
from mailbot.inbound.reading.lexicon.errand_words import BEFORE, TRADE_NAMES
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import wording_of

_TO_SORT = Sayings(table.TO_SORT)
_SORTED = Sayings(table.SORTED)
_TO_ACT = Sayings(table.TO_ACT)
_OF_A_PRICE = Sayings(table.OF_A_PRICE)
_JOTTED = Sayings(table.JOTTED)
_NOTED = Sayings((*table.NOTED, *table.GRUMBLES))
_NOTED_ALONE = Sayings(table.NOTED_ALONE)
_THEIRS = Sayings(table.THEIRS)
_MEETING = Sayings(table.MEETING)
_LONG = 12
"""Words of a clause. Whoever tells somebody what is wrong takes more."""


class DeskNote(StrEnum):
    """What a note is about."""

    SORTING = auto()
    """Urgency, a duplicate, who pays: there is a page for it."""
    MISSION = auto()
    """Who is sent, when, and for how much: its page has a button for each."""
    OTHER = auto()


def desk_note_in(words: str, companies: Iterable[Sequence[str]] = ()) -> DeskNote | None:
    """What a manager's words note for us; None for words that are said to somebody, or of something else. `companies`:
    those of the agency's, each by its name, then who writes for it."""
    clauses = [clause for clause in cut_into_clauses(words) if clause.wording.tokens]
    if any(len(clause.wording.tokens) > _LONG for clause in clauses) or _speaks_to_somebody(words):
        return None
    # « Le plombier passe mardi. À voir avec le syndic pour la suite » is said to whoever lives there.
    first = next((clause.wording for clause in clauses if clause.wording.words - BEFORE - _WELL), None)
    if clauses and all(clause.wording.words <= BEFORE or clause.wording in _NOTED_ALONE for clause in clauses):
        return DeskNote.OTHER if first is not None else None
    for ordered, stated, note in ((_TO_SORT, _SORTED, DeskNote.SORTING), (_JOTTED, _NOTED, DeskNote.OTHER)):
        if any(clause.wording in ordered for clause in clauses) or (first is not None and first in stated):
            return note
    if first is None or clauses[0].is_question:
        return None
    if _only_names_an_order(frozenset().union(*(clause.wording.words for clause in clauses)), companies):
        return DeskNote.MISSION
    sends = first.tokens[0] in table.AGAIN and not _names(companies).isdisjoint(first.tokens[1:2])
    if sends or first in _TO_ACT or first in _OF_A_PRICE or _AGREES_TO_A_SUM.fullmatch(first.text):
        return DeskNote.MISSION
    return None


_WELL = frozenset(("tant", "pis"))


def _speaks_to_somebody(words: str) -> bool:
    return _THEIRS.find(_MEETING.without(wording_of(words))) is not None


def _only_names_an_order(said: frozenset[str], companies: Iterable[Sequence[str]]) -> bool:
    """« Devis plombier », « intervention Durand », « Devis ! »: a paper or an errand, and not what became of it."""
    return not said.isdisjoint(table.ORDERED) and said <= table.ORDERED | table.BESIDE_AN_ORDER | _names(companies)


def _names(companies: Iterable[Sequence[str]]) -> frozenset[str]:
    return wording_of(" ".join(name for company in companies for name in company)).words - TRADE_NAMES


_AGREES_TO_A_SUM = re.compile(
    r"(?:(?:ok|oui|bon|c est bon|va|valide|validee|accord|d accord|go|approuve|accepte|refuse|non|pas) )+(?:pour|a) "
    r"(?:(?:[4-9]\d|\d{3,5})(?: \d\d)?(?: (?:€|e|eur|euros?|ht|ttc))*|\d{2}(?: \d\d)?(?: (?:€|e|eur|euros?|ht|ttc))+)"
)
"""« Va pour 160 », « validé pour 90 € ttc »; « ok pour le 16 » and « ok pour 16 » may be days."""
