"""« Le radiatteur chofe plu »: words written as they sound, back in the spelling that the tables know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"eaux?|aux?(?![a-z]*ll)", "o"),
        (r"ph", "f"),
        (r"qu?|ck|c(?![ehiy])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"s?ch", "S"),
        (r"g(?=[eiy])", "j"),
        (r"(?:ai|ei|ay|ey|er$|ez$|et$|ee)s?", "e"),
        (r"(?:ain|ein|im|in)(?![aeiouy])", "1"),
        (r"(?:em|en|am|an)(?![aeiouy])", "2"),
        (r"y", "i"),
        (r"z", "s"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[estxdp]+$", ""),
    )
)
_LEAST_SOUNDS = 4
"""Shorter ones are like too many other words."""
_WORD = re.compile(r"\b[a-z]{4,24}\b")


def sound_of(word: str) -> str:
    """How a folded French word sounds, roughly: « cuizine » and « cuisine » are one."""
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word


def by_sound(rows: Iterable[str]) -> Mapping[str, str]:
    """The plain words of some rows of a table, each under its sound; of two that sound alike, the first."""
    known: dict[str, str] = {}
    for row in rows:
        for word in _WORD.findall(row):
            if len(sound := sound_of(word)) >= _LEAST_SOUNDS:
                known.setdefault(sound, word)
    return known


def respelled(folded: str, known: Mapping[str, str]) -> str:
    """The text with each word that sounds like a known one in that one's spelling."""
    return _WORD.sub(lambda word: _known(word[0], known), folded)


def _known(word: str, known: Mapping[str, str]) -> str:
    alike = known.get(sound_of(word), word)
    return word if alike.rstrip("sx") == word.rstrip("sx") else alike
