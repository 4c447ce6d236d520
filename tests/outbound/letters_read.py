"""Letters at hand: written from the samples, and read as their readers would."""

import re
from typing import Any, cast

import pytest
from selectolax.lexbor import LexborHTMLParser

from mailbot.outbound.letters import Letter, write_letter
from mailbot.outbound.samples import TILLEUL, Sample, samples
from mailbot.vocabulary import LetterKind

HTMLParser = LexborHTMLParser

ALL = list(samples())
LANGUAGES = ("fr", "en")
EVERY_LETTER = pytest.mark.parametrize(
    ("sample", "language"),
    [(sample, language) for sample in ALL for language in LANGUAGES],
    ids=[f"{sample.code} {sample.variant} {language}" for sample in ALL for language in LANGUAGES],
)


class _Coming(str):
    """A kind that the vocabulary does not have yet."""

    name = "ADDRESS_UNKNOWN"


def kind_of(code: str) -> LetterKind:
    known = {kind.value for kind in LetterKind}
    return LetterKind(code) if code in known else cast(LetterKind, _Coming(code))


def write(sample: Sample, language: str = "fr", **changed: Any) -> Letter:
    return write_letter(kind_of(sample.code), language, {**sample.facts, **changed}, TILLEUL)


def sample_of(code: str, variant: str = "") -> Sample:
    return next(sample for sample in ALL if sample.code == code and variant in sample.variant)


def words_of(text: str) -> list[str]:
    """The words of a text, without addresses of pages and without the marks between them."""
    return re.findall(r"[^\W_]+", re.sub(r"<?\b(?:https?|mailto):\S+", " ", text))


def flat(text: str) -> str:
    """A text with plain spaces only, on one line."""
    return re.sub(r"\s+", " ", text).strip()


def seen(html: str) -> str:
    """What a reader of the HTML sees: no head, no hidden preview."""
    tree = HTMLParser(html)
    body = tree.body
    assert body is not None
    for hidden in body.css("div[style*='display:none']"):
        hidden.decompose()
    return body.text(separator="", strip=False)


def shape(html: str) -> list[tuple[str, str]]:
    """The tags of a page and what may act in them, without line ends."""
    root = HTMLParser(html).root
    assert root is not None
    return [
        (str(node.tag), str(sorted((name, value) for name, value in node.attributes.items() if name != "aria-label")))
        for node in root.traverse()
        if node.tag not in ("br", "-text")
    ]
