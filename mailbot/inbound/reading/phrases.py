"""Finds the phrases of a table in folded words, whole words only, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Phrases:
    """A table of phrases, ready to be looked for."""

    def __init__(self, phrases: Iterable[str]) -> None:
        ordered = sorted({phrase.strip() for phrase in phrases}, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w])(?:{'|'.join(re.escape(phrase) for phrase in ordered)})(?![\w])")

    def find(self, folded: str) -> re.Match[str] | None:
        """The first of them; None when there is none."""
        return self._pattern.search(folded)

    def all(self, folded: str) -> list[re.Match[str]]:
        return list(self._pattern.finditer(folded))

    def without(self, folded: str) -> str:
        """The words that are left once these are taken out."""
        return " ".join(self._pattern.sub(" ", folded).split())

    def __contains__(self, folded: str) -> bool:
        return self._pattern.search(folded) is not None
