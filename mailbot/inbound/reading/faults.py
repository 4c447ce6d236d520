"""« Le radiateur est froid »: which trade a thing of the home is of, and whether something is wrong with it."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.sayings import Sayings, Tables
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.wording import Wording, once
from mailbot.vocabulary import Category

_FAULTS = Tables(table.FAULTS)
_SYMPTOMS = Tables(table.SYMPTOMS)
BROKEN = Sayings(table.BROKEN)
MENDED = Sayings(table.MENDED)


@once
def category_of(wording: Wording) -> Category | None:
    """The trade of the device that is named first; of the symptom, where no device is named."""
    joined = joined_words(wording)
    if not table.WATER.isdisjoint(joined.words) and not table.TOO_COLD.isdisjoint(joined.words):
        return Category.HOT_WATER
    joined = _BOARDS.without(joined)
    here = _PLACES.without(joined)
    return _first_of(_FAULTS, here) or _first_of(_SYMPTOMS, here) or _first_of(_FAULTS, joined)


_PLACES = Sayings(table.PLACES)
_BOARDS = Sayings(table.BOARDS)


def joined_words(wording: Wording) -> Wording:
    """« Plus d'eau chaude » is no lack of water, a thermostatic tap no tap, and what sets in is there."""
    text = wording.text.replace("eau chaude", "eauchaude").replace("robinet thermostatique", "thermostatique")
    if not table.DOING.keys().isdisjoint(wording.words) and _SETS_IN.search(text) is not None:
        text = _IT_SETS_IN.sub(lambda found: table.DOING[found[1]], text)
    return wording if text == wording.text else Wording(text)


_SETS_IN = re.compile(
    rf"(?<!\bpas )(?<!\bplus )(?<!\bjamais )\b(?:{table.SETS_IN}) (?:(?!plus |jamais )[a-z]{{4,12}} )?(?:a|de) "
)
_IT_SETS_IN = re.compile(rf"\b(?:a|de) ({'|'.join(table.DOING)})\b")
"""« Ça recommence à sentir le gaz », « la prise se remet à fumer »: it does."""


def names_a_device(wording: Wording) -> bool:
    """Whether a thing of the home is named, and not only what is wrong."""
    return _first_of(_FAULTS, _BOARDS.without(joined_words(wording))) is not None


def _first_of(tables: Tables[Category], wording: Wording) -> Category | None:
    """The trade whose words are the most; then the one that is named first, in the order of the table."""
    best: tuple[int, int, Category] | None = None
    for category, sayings in tables.near(wording):
        found = sayings.places(wording)
        if not found:
            continue
        rank = (-len(found), found[0], category)
        if best is None or rank[:2] < best[:2]:
            best = rank
    return None if best is None else best[2]


def names_another_matter(wording: Wording) -> bool:
    """Whether a trade is named and something is wrong with it."""
    return category_of(wording) is not None and is_broken(wording)


def tells_a_fault(clause: Clause) -> bool:
    """Whether the clause says that something is wrong, and not that it is over."""
    return is_broken(clause.wording)


@once
def is_broken(wording: Wording) -> bool:
    """The same of a wording: « ça ne coule plus » is no fault."""
    return BROKEN.find(_ENDED.without(wording)) is not None


_ENDED = Sayings(table.ENDED)


def is_over(clause: Clause) -> bool:
    if is_broken(MENDED.without(clause.wording)):
        return False
    return MENDED.find(clause.wording) is not None or (is_conditional(clause) and "si" in clause.wording.words)
