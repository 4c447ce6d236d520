"""Who seems to pay for what, told to managers as a suggestion and never asserted (GAP-15); and what looks like a common
part of the building (GAP-16)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mailbot.vocabulary import Category, Charge


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who seems to pay, and why, as a code of CHARGE_REASONS."""

    charge: Charge
    reason: str


# What the words name, first match first. The decree of 26 August 1987 (no 87-712) lists the small upkeep of a tenant.
_BY_WORDS: tuple[tuple[str, Suggestion], ...] = (
    (r"cles? (?:perdue|egaree|oubliee)s?|perdu (?:mes|les|ma|la|nos) cles?|lost (?:my |the |our )?keys?",
     Suggestion(Charge.TENANT, "lost_keys")),
    (r"ampoules?|light ?bulbs?|piles? (?:du|de la|des)|batter(?:y|ies)|fusibles?|fuses?",
     Suggestion(Charge.TENANT, "consumables")),
    (r"(?:siphon|evier|lavabo|baignoire|douche|wc|toilettes?|evacuation)[^.!?\n]{0,40}bouche\w*"
     r"|bouche\w*[^.!?\n]{0,40}(?:siphon|evier|lavabo|baignoire|douche|wc|toilettes?|evacuation)"
     r"|debouch\w+|(?:blocked|clogged) (?:sink|drain|toilet|shower)",
     Suggestion(Charge.TENANT, "unblocking")),
    (r"joints?|flexibles? de douche|seals?|washers?", Suggestion(Charge.TENANT, "small_upkeep")),
    (r"(?:chaudiere|boiler|chauffe-eau|ballon|cumulus|radiateur)[^.!?\n]{0,60}"
     r"(?:en panne|hors service|ans\b|vetuste|a remplacer|broken|old)", Suggestion(Charge.LANDLORD, "equipment")),
    (r"infiltrations?|toiture|fissures?|vetuste|moisissures?", Suggestion(Charge.LANDLORD, "structure")),
)  # fmt: skip

_BY_CATEGORY: Mapping[Category, Suggestion] = MappingProxyType(
    {
        Category.HEATING: Suggestion(Charge.LANDLORD, "equipment"),
        Category.HOT_WATER: Suggestion(Charge.LANDLORD, "equipment"),
        Category.GAS: Suggestion(Charge.LANDLORD, "equipment"),
        Category.ELECTRICITY: Suggestion(Charge.LANDLORD, "equipment"),
        Category.ROOF: Suggestion(Charge.LANDLORD, "structure"),
        Category.DAMP: Suggestion(Charge.LANDLORD, "structure"),
    }
)

_COMMON = re.compile(
    r"\b(?:interphones?|intercom|ascenseurs?|halls?|lifts?|elevators?|toitures?|parties communes|common parts"
    r"|cage d.escaliers?|stairwell|local (?:poubelles?|velos?)|bin room|colonne|boites? aux lettres|mailbox(?:es)?"
    r"|porte (?:d.entree )?de l.immeuble|porte du (?:hall|parking|garage)|minuterie)\b"
)
_COMMON_CATEGORIES = frozenset({Category.INTERCOM, Category.ROOF, Category.COMMON_PARTS})


def suggested_charge(category: Category, words: str) -> Suggestion | None:
    """Who seems to pay, by what the words name, else by what broke; None when nothing tells."""
    if looks_common(category, words):
        return None  # neither of the two: the building's manager decides
    folded = _folded(words)
    for pattern, suggestion in _BY_WORDS:
        if re.search(rf"\b(?:{pattern})\b", folded):
            return suggestion
    return _BY_CATEGORY.get(category)


def looks_common(category: Category, words: str) -> bool:
    """Whether it seems to be of the building rather than of the home: the syndic's business (MT-14)."""
    return category in _COMMON_CATEGORIES or _COMMON.search(_folded(words)) is not None


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFD", words[:5000]).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "'")
