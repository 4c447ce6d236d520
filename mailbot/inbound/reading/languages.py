"""In which language a short text is written, told by its script, its small words, its accents and its endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mailbot.inbound.reading.lexicon import small_words as table
from mailbot.inbound.reading.lines import fold

MOST_CHARACTERS = 4000
"""Enough to tell; what is below changes nothing."""

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"(?<![\d_])[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_PROSE = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,2000}|\S{1,200}@\S{1,200}|#?\b\w{1,6}-?\d[\w./-]{0,40}|#[\w-]{1,60}"
)
_IN_NO_PROSE = re.compile(r"[\d@#/]")
"""One of these stands in all that is no prose, but for « www. »."""
_STREET = re.compile(
    rf"\b(?:{table.STREETS.replace(' ', '|')}|(?<=\d )place)\.?\s"
    r"(?:(?:de|du|des|la|le|les|del|della|di)\s|[dl]['’]){0,3}[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,4}",
    re.IGNORECASE,
)
_SCRIPTS = (
    # A sign of Chinese or Korean is worth about a word and a half, a letter of the others about a fifth of one.
    ("ja", re.compile("[\u3040-\u30ff]"), 2.5),
    ("ko", re.compile("[\uac00-\ud7af]"), 2.5),
    ("zh", re.compile("[\u4e00-\u9fff]"), 2.5),
    ("ar", re.compile("[\u0620-\u06ff]"), 1.2),
    ("cyrillic", re.compile("[\u0400-\u04ff]"), 1.0),
    ("el", re.compile("[\u0370-\u03ff]"), 1.0),
    ("he", re.compile("[\u0590-\u05ff]"), 1.2),
)
_WITHOUT_SCRIPT = re.compile("[\u0000-\u036f\u1e00-\u2bff\ufe0f\U0001f000-\U0001faff]*")
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
_PERSIAN = re.compile("[\u06cc\u06a9]")
_JAPANESE_ENOUGH = 0.1
"""Share of the East Asian signs of a text that must be kana for its Chinese signs to be Japanese."""

_LATIN = ("fr", "en", "es", "pt", "it", "de", "nl", "tr", "pl")
_CYRILLIC = ("uk", "ru")
_OWN_ACCENT, _SHARED_ACCENT, _ENDING = 1.0, 0.4, 0.4
"""What an accent and an ending are worth beside a word of the tables, which is worth 1 or a share of it."""


def language_of(text: str) -> str | None:
    """ISO 639-1; None when there is nothing to judge: a figure, an emoji, a name, nothing.

    The language of most of its words; French where the words are those of several. Linear in the length of the text.
    """
    sample = text[:MOST_CHARACTERS]
    if _IN_NO_PROSE.search(sample) or "www." in sample:
        sample = _NOT_PROSE.sub(" ", sample)
    if not _LETTER.search(sample):
        return None
    if not _WITHOUT_SCRIPT.fullmatch(sample) and (script := _script_of(sample)) is not None:
        return script
    folded = fold(sample)
    spoken = " ".join(_WORD.findall(folded))
    if spoken in table.ALONE and not _has_foreign_accent(sample):
        return table.ALONE[spoken]
    prose = _STREET.sub(" ", sample)
    scores = _scores(prose, _LATIN)
    best = max(scores.values())
    if best <= 0:
        return None if _is_a_name(prose) else "fr"
    # Without evidence either way, the language of the agency's people.
    return "fr" if scores["fr"] >= best - 1e-9 else max(_LATIN, key=lambda language: scores[language])


def _script_of(sample: str) -> str | None:
    """The language of the script that carries most words; None when that is the Latin one."""
    carried = {script: worth * len(letters.findall(sample)) for script, letters, worth in _SCRIPTS}
    eastern = carried["zh"] + carried["ja"]
    if carried["ja"] > _JAPANESE_ENOUGH * eastern:
        carried["ja"] = eastern
    script = max(carried, key=lambda name: carried[name])
    if carried[script] <= _latin_letters(sample):
        return None
    if script == "cyrillic":
        return _cyrillic(sample)
    return "fa" if script == "ar" and _PERSIAN.search(sample) else script


def _latin_letters(sample: str) -> int:
    """Without names: « 谢谢 Sophie » is Chinese."""
    known = _shares(_LATIN)
    latin = [word for word in _WORD.findall(sample) if _WITHOUT_SCRIPT.fullmatch(word)]
    return sum(len(word) for word in latin if not word[0].isupper() or fold(word) in known)


def _cyrillic(sample: str) -> str:
    """Ukrainian has four letters that Russian lacks, and lacks four of its; without them the words decide."""
    own, other = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    if own != other:
        return "uk" if own > other else "ru"
    spoken = " ".join(_WORD.findall(fold(sample)))
    if spoken in table.ALONE:
        return table.ALONE[spoken]
    scores = _scores(sample, _CYRILLIC)
    return "ru" if scores["ru"] > scores["uk"] else "uk"


def _has_foreign_accent(sample: str) -> bool:
    """« Sí » and « sì » are not « si »."""
    return any("fr" not in languages for letter in sample for languages in _accents().get(letter.lower(), ()))


def _scores(prose: str, languages: Iterable[str]) -> dict[str, float]:
    """What each word says for each language: the fewer languages share it, the more."""
    scores = dict.fromkeys(languages, 0.0)
    shares = _shares(tuple(scores))
    folded_prose = fold(prose)
    for word in _WORD.finditer(prose):
        folded = folded_prose[word.start() : word.end()]
        known = shares.get(folded) or (shares.get(folded.split("'", 1)[0] + "'") if "'" in folded else None)
        if known is None and not _looks_like_a_name(word, prose):
            known = _ending_of(folded[-_LONGEST_ENDING:], tuple(scores)) if len(folded) > 4 else None
        if known is not None:
            for language, worth in known.items():
                scores[language] += worth
        if not word[0].isascii() and (known is not None or not _looks_like_a_name(word, prose)):
            for letter in set(word[0]):
                for spoken in _accents().get(letter.lower(), ()):
                    for language in spoken:
                        if language in scores:
                            scores[language] += _OWN_ACCENT if len(spoken) == 1 else _SHARED_ACCENT
    if "es" in scores and ("¿" in prose or "¡" in prose):
        scores["es"] += _OWN_ACCENT
    return scores


@lru_cache(maxsize=4)
def _shares(languages: tuple[str, ...], /) -> Mapping[str, Mapping[str, float]]:
    owners: dict[str, list[str]] = {}
    for language in languages:
        for word in table.SMALL_WORDS[language]:
            owners.setdefault(word, []).append(language)
    for elided in ("l'", "d'", "j'", "n'", "s'", "m'", "t'", "qu'", "c'"):
        owners[elided] = [language for language in ("fr",) if language in languages]  # l'évier, d'ici
    return {
        word: {language: 1 / len(spoken) ** 0.5 if len(spoken) > 1 else 1.2 for language in spoken}
        for word, spoken in owners.items()
    }


@lru_cache(maxsize=1)
def _accents() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {letter: (languages,) for letters, languages in table.ACCENTS.items() for letter in letters}


_LONGEST_ENDING = max(len(ending) for endings in table.ENDINGS.values() for ending in endings)


@lru_cache(maxsize=2_000)
def _ending_of(last: str, languages: tuple[str, ...], /) -> Mapping[str, float]:
    return {language: _ENDING for language in languages if last.endswith(table.ENDINGS[language])}


def _looks_like_a_name(word: re.Match[str], prose: str) -> bool:
    """A capital inside a sentence. German writes its nouns so, but its small words speak for it."""
    if not word[0][0].isupper():
        return False
    before = prose[: word.start()].rstrip(" \t\"'«“([-–—*")
    return bool(before) and before[-1] not in ".!?\n:;…"


def _is_a_name(prose: str) -> bool:
    """« Nadia », « J. Marchand »: nothing but capitals at the head of three words at the most."""
    words = _WORD.findall(prose)
    return not words or (len(words) <= 3 and all(word[0].isupper() for word in words))
