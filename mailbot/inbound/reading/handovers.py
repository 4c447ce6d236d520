"""« Voyez avec un confrère »: the whole job given to somebody else, or back."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import provider_words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.stance import denies

_HANDS_ON = Sayings(provider_words.HANDS_ON)
_ANOTHER_TIME = Sayings(provider_words.ANOTHER_TIME)


def hands_on(clause: Clause) -> bool:
    """Whether the clause gives the whole job to somebody else, or back."""
    left = _ANOTHER_TIME.without(clause.wording)
    found = _HANDS_ON.find(left)
    if found is not None and not (_SAYS_NO.match(found[0]) is not None and denies(left, found.start())):
        return True
    elsewhere = _TRY_ANOTHER.find(clause.wording)
    return elsewhere is not None and not denies(clause.wording, elsewhere.start())


_SAYS_NO = re.compile(r" (?:declin|renon|desist|abandon)")
"""« On ne peut pas décliner »: these hand nothing on where they are denied."""
_TRY_ANOTHER = Sayings(provider_words.TRY_ANOTHER)
