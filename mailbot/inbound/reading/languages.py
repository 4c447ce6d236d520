"""In which language a short text is written, told by its small words and its script."""

from __future__ import annotations

import re

from mailbot.inbound.reading.lexicon.small_words import SMALL_WORDS
from mailbot.inbound.reading.lines import fold

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_ONLY = re.compile("[\u0000-\u036f\u2000-\u2bff\ufe0f\U0001f000-\U0001faff]*")
_SCRIPTS = (
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_LETTERS_ENOUGH = 0.3
"""Share of the letters of a text that a foreign script must make."""


def language_of(text: str) -> str | None:
    """ISO 639-1; None when there is nothing to judge: a figure, an emoji, nothing."""
    sample = text[:4000]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    for language, script in () if _LATIN_ONLY.fullmatch(sample) else _SCRIPTS:
        # Ukrainian is told from Russian by four letters, rare in the text: one in a Cyrillic text is enough.
        share = len(script.findall(sample)) / letters
        if share > (0 if language == "uk" else _LETTERS_ENOUGH):
            return language
    words = _WORD.findall(fold(sample))
    scores = {language: sum(word in known for word in words) for language, known in SMALL_WORDS.items()}
    if any(sign in "éèêàçùœ" for sign in sample.lower()):
        scores["fr"] += 1
    best = max(scores.values())
    # Without evidence, the language of the agency's people: « ok », a name.
    return "fr" if not best or scores["fr"] == best else max(scores, key=lambda language: scores[language])
