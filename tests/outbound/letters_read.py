"""Letters at hand: written from the samples, and read as their readers would."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest
from selectolax.lexbor import LexborHTMLParser

from mailbot.outbound.letters import Letter, write_letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample, samples
from mailbot.vocabulary import LetterKind
from tests.cases import Test, every

HTMLParser = LexborHTMLParser

ALL = list(samples())
LANGUAGES = ("fr", "en")


def every_letter(test: Test) -> Test:
    """A test of one letter goes through all of them, in one language and then in the other."""
    through_all = every("sample", ALL, ids=lambda sample: f"{sample.code} {sample.variant}")(test)
    return pytest.mark.parametrize("language", LANGUAGES)(through_all)


class _Coming(str):
    """A kind that the vocabulary does not have yet."""

    name = "ADDRESS_UNKNOWN"


def kind_of(code: str) -> LetterKind:
    known = {kind.value for kind in LetterKind}
    return LetterKind(code) if code in known else cast(LetterKind, _Coming(code))


_WRITTEN: dict[tuple[int, str], tuple[Sample, Letter]] = {}


def write(sample: Sample, language: str = "fr", **changed: Any) -> Letter:
    """The letter of a sample, its facts changed or not. One that says just what its sample says is written once."""
    if changed:
        return write_letter(kind_of(sample.code), language, {**sample.facts, **changed}, TILLEUL)
    known = (id(sample), language)
    if known not in _WRITTEN:
        # The sample is kept too: its id is nobody else's while it lives.
        _WRITTEN[known] = (sample, write_letter(kind_of(sample.code), language, sample.facts, TILLEUL))
    return _WRITTEN[known][1]


def sample_of(code: str, variant: str = "") -> Sample:
    return next(sample for sample in ALL if sample.code == code and variant in sample.variant)


def words_of(text: str) -> list[str]:
    """The words of a text, without addresses of pages and without the marks between them."""
    return re.findall(r"[^\W_]+", re.sub(r"<?\b(?:https?|mailto):\S+", " ", text))


def flat(text: str) -> str:
    """A text with plain spaces only, on one line."""
    return re.sub(r"\s+", " ", text).strip()


def seen(html: str) -> str:
    """What a reader of the HTML sees of what is said: no head, no hidden preview, no letterhead."""
    tree = HTMLParser(html)
    body = tree.body
    assert body is not None
    for hidden in body.css("div[style*='display:none'], .letterhead"):
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


# --- sentences that read well -----------------------------------------------------------------------------------------


def leaves(value: object) -> Iterator[str]:
    """Every string that a letter is given."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str):
        yield value


def given_words(sample: Sample) -> list[str]:
    """What the facts bring along, longest first: names, words, numbers; no code, and no instant."""
    said = {leaf for leaf in leaves(sample.facts) if len(leaf) > 1 and not INSTANT.match(leaf)}
    lines = {line.strip() for leaf in said for line in leaf.split("\n") if line.strip()}
    return sorted(lines, key=len, reverse=True)


INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")

ILL_WRITTEN: Mapping[str, str] = {
    "two blanks inside a line": r"[^\s\n] {2,}[^\s\n]",
    "a blank before a full stop or a comma": r"[^\s.] [.,](?=\s|$)",
    "two marks in a row": r"[,;:] ?[,;:.]|\.\.(?!\.)|\(\s*[,;]|[,;]\s*\)",
    "brackets or quotation marks around nothing": r"\(\s*\)|«\s*»|“\s*”",
    "a colon before nothing": r":\s*\n\n(?!\s*(?:–|\d\)|[A-Z]+-\d|→| {4}|“|«|\S+ ?\d+))",
    "a line of a list that says nothing": r"(?m)^–\s*$",
    "three empty lines": r"\n{4,}",
    "an « (e) »": r"\w\(e\)",
}


def faults(letter: Letter, sample: Sample) -> list[str]:
    text = letter.text
    for words in given_words(sample):
        if " " in words:
            text = text.replace(words, "…")
    return [f"{fault}: {found[0]!r}" for fault, rule in ILL_WRITTEN.items() if (found := re.search(rule, text))]
