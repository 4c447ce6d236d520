"""Words of health, children, job, debts, nationality: pointed at before a company reads them (WORK_ORDER_PDF, 6.2)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_FEW = 6
"""Words shown of each kind."""

# By kind, as people write them in French and in English. « Les fils sont à nu » speaks of no child.
_TABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "health": (
            r"handicap\w*|fauteuil roulant|malad\w+|hospitalis\w+|h[oô]pital|clinique|asthm\w+|allergi\w+|diab[eè]t\w+",
            r"cancer\w*|chimio\w*|d[eé]pressi\w+|dialys\w+|enceintes?|grossesse|m[eé]decins?|infirmi\w+|oxyg[eè]ne",
            r"alzheimer|invalid\w+|convalescen\w+|disab\w+|wheelchair|illness|ill|sick|hospital|pregnan\w+|surgery",
            r"doctors?|nurses?|diabet\w+",
        ),
        "children": (
            r"b[eé]b[eé]s?|enfants?|nourrissons?|nouveau-n[eé]s?|(?:mon|notre|mes|ses|nos) fils|filles?|jumeaux",
            r"jumelles|[eé]cole|cr[eè]che|nounou|assistante maternelle|bab(?:y|ies)|child(?:ren)?|kids?|newborns?",
            r"toddlers?|(?:my|our|her|his) sons?|daughters?|school|nursery",
        ),
        "job": (
            r"ch[oô]mage|ch[oô]meu\w+|(?:au|mon|son) travail|employeur|t[eé]l[eé]travail|patron\w*|retrait[eé]e?s?",
            r"emploi|m[eé]tier|salaire|RSA|CDI|CDD|unemploy\w+|(?:my|her|his) job|at work|employer|retired|salary",
        ),
        "debts": (
            r"impay[eé]s?|dettes?|surendett\w+|retards? de loyer|loyers? en retard|huissiers?|expuls\w+",
            r"[aà] d[eé]couvert|CAF|APL|arrears|debts?|overdue|bailiffs?|evict\w+|rent owed",
        ),
        "nationality": (
            r"nationalit[eé]\w*|(?:titre|carte) de s[eé]jour|r[eé]fugi[eé]e?s?|sans-papiers|demandeu\w+ d['’]asile",
            r"ukrainien\w*|marocain\w*|alg[eé]rien\w*|tunisien\w*|portugais\w*|roumain\w*|syrien\w*|afghan\w*",
            r"nationalit(?:y|ies)|residence permit|refugees?|asylum|immigrants?|foreigners?",
        ),
    }
)
_PATTERNS = {
    kind: re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for kind, words in _TABLE.items()
}


def pointed_at(words: str) -> dict[str, list[str]]:
    """What of a text a company may not need to know, by kind: the words, as they were written, each once."""
    found = {kind: _each_once(pattern.findall(words)) for kind, pattern in _PATTERNS.items()}
    return {kind: said for kind, said in found.items() if said}


def _each_once(said: list[str]) -> list[str]:
    return list({each.casefold(): each for each in said}.values())[:_FEW]
