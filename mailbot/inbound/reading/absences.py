"""« Jeudi je travaille »: whether a clause says that somebody is not there."""

from __future__ import annotations

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import Wording

AWAY = Sayings(table.NOT_AVAILABLE)
_NOT_AWAY = Sayings(table.NOT_AWAY)


def is_away(clause: Clause) -> bool:
    """« Jeudi je travaille », and not « jeudi je ne travaille pas »."""
    return keeps_away(clause.wording)


def keeps_away(wording: Wording) -> bool:
    """The same of a wording."""
    return AWAY.find(_NOT_AWAY.without(wording)) is not None
