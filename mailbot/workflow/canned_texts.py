"""The texts of the ready messages (messages types), and what stands between their braces: filled in, or missing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mailbot.templating import Templates


@dataclass(frozen=True, slots=True)
class Wording:
    """A ready message as it stands in one language, before anything is filled in."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with what is known put in."""

    text: str
    missing: tuple[str, ...]
    """The names that nothing answers, in their order; they still stand between braces."""


def ours(key: str, language: str) -> Wording:
    """A ready message as we wrote it."""
    words = _words(language)
    return Wording(words["LABELS"][key], words["TEXTS"][key])


def fill(text: str, known: Mapping[str, str], language: str) -> Filled:
    """A text with each name between braces that is known replaced by what it stands for: letters for letters, since
    people write these texts. The sentence for the author alone keeps its braces."""
    codes = {_folded(name): code for name, code in _words(language)["NAMES"].items()}
    missing: list[str] = []

    def put(found: re.Match[str]) -> str:
        value = known.get(codes.get(_folded(found[1]), ""))
        if value is None:
            missing.append(found[1].strip())
            return found[0]
        return _without_braces(value)

    def put_inside(found: re.Match[str]) -> str:
        return f"{found[1]}{_NAME.sub(put, found[2])}{found[3]}"

    pieces, at = [], 0
    for sentence in _AUTHOR_ALONE.finditer(text):
        pieces += [_NAME.sub(put, text[at : sentence.start()]), put_inside(sentence)]
        at = sentence.end()
    pieces.append(_NAME.sub(put, text[at:]))
    return Filled("".join(pieces), tuple(dict.fromkeys(missing)))


def left_open(text: str) -> tuple[str, ...]:
    """The names that still stand between braces in a text that somebody means to send."""
    return tuple(dict.fromkeys(name.strip() for name in _NAME.findall(_AUTHOR_ALONE.sub(r"\2", text))))


def as_read_by(text: str, *, author: bool) -> str:
    """A text as one reader has it: the sentence for the author of the report is left out for everybody else."""
    return (_AUTHOR_ALONE.sub(r"\2", text) if author else _BEFORE_AUTHOR.sub("", text)).strip()


def speaks_to_author(text: str) -> bool:
    """Whether a text has a sentence for the author of the report alone."""
    return _AUTHOR_ALONE.search(text) is not None


def known_names(language: str) -> tuple[str, ...]:
    """The names that a report answers by itself."""
    return tuple(_words(language)["NAMES"])


def said(code: str, language: str, value: str = "") -> str:
    """A value in the words of a language: « lundi 23 novembre au soir »."""
    return str(_words(language)["SAID"][code]).format(value)


def asks_back(key: str, language: str) -> str:
    """What the answer to this message is about; empty when it asks nothing."""
    return str(_words(language)["ASKS"].get(key, ""))


def why_too_early(key: str, language: str) -> str:
    """Why a message that tells of an act is not sent as it stands; empty for one that is true at any time."""
    return str(_words(language)["TOO_EARLY"].get(key, ""))


_NAME = re.compile(r"\{([^{}]*)\}")
# One level of braces may stand inside: the sentence has names of its own.
_AUTHOR_ALONE = re.compile(r"(\{\s*(?:[ÀàAa]\s+l[’']auteur|[Tt]o\s+the\s+author)\s*:\s*)((?:[^{}]|\{[^{}]*\})*)(\})")
_BEFORE_AUTHOR = re.compile(rf"(?:(?<![ \t])[ \t]++)?{_AUTHOR_ALONE.pattern}")


def _folded(name: str) -> str:
    return " ".join(name.replace("'", "’").casefold().split())


def _without_braces(value: str) -> str:
    return value.replace("{", "(").replace("}", ")")


@lru_cache(maxsize=8)
def _words(language: str) -> Mapping[str, Any]:
    return Templates(language, autoescape=False, prose=True).tables(f"canned/{language}.jinja")
