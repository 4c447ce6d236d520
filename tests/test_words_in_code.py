"""Where words live: Python speaks to machines, templates speak to people, in French and in English (STYLE, 14)."""

import ast
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.cases import every

CODE = Path(__file__).resolve().parent.parent / "mailbot"

WRITTEN_BY_PEOPLE: Mapping[str, str] = {
    "inbound/*": "what people write, in the tables that their mails are read with",
    "workflow/private_matters.py": "what people say of their health, their beliefs, their days: patterns to find it by",
    "importing/*": "what agencies write in their own files",
    "outbound/*_samples.py": "what the people of the demo wrote, what their homes and their faults are called",
    "outbound/sample_cast.py": "the same",
    "outbound/sample_messages.py": "the same",
    "demo/*": "what the people of the demo write, and how their mail programs quote it",
}
"""Where French stands in the code, and whose it is. Everything that the service itself says is in templates."""

FRENCH = frozenset(
    re.findall(
        r"\w+",
        """le la les l une des du d au aux et où est sont n ne pas plus vous votre vos nous notre nos ce cet cette ces
        qu que qui pour par avec sans dans sur chez en se sa son ses il elle ils elles si été être avoir""",
    )
)
_ACCENTED = re.compile("[àâçèéêëîïôùûœ]")
_PATTERN = re.compile(r"\(\?|\\[A-Za-z]")
"""A regular expression is said to nobody."""
_WORD = re.compile("[a-zà-öø-ÿœ]+")


def is_french(text: str) -> bool:
    """Whether a string reads as French: several words, with those that French cannot do without, or its accents."""
    words = _WORD.findall(text.casefold())
    if len(words) < 3 or " " not in text.strip() or _PATTERN.search(text):
        return False
    small = FRENCH.intersection(words)
    return len(small) >= 2 or (bool(small) and _ACCENTED.search(text.casefold()) is not None)


def strings_of(source: str) -> Iterator[tuple[int, str]]:
    """The strings of a module that it works with: neither docstrings nor the strings that explain a name."""
    tree = ast.parse(source)
    bodies = [body for node in ast.walk(tree) if isinstance(body := getattr(node, "body", None), list)]
    told = {id(line.value) for body in bodies for line in body if isinstance(line, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def modules() -> list[str]:
    return [str(path.relative_to(CODE)) for path in sorted(CODE.rglob("*.py"))]


def is_explained(module: str) -> bool:
    return any(fnmatch(module, pattern) for pattern in WRITTEN_BY_PEOPLE)


@pytest.mark.feature("S1-05")
@every("module", [module for module in modules() if not is_explained(module)])
def test_the_service_says_nothing_in_french_from_its_code(module: str) -> None:
    source = (CODE / module).read_text("utf-8")
    assert not [f"{line}: {text}" for line, text in strings_of(source) if is_french(text)]


def test_every_exception_is_still_one() -> None:
    for pattern in WRITTEN_BY_PEOPLE:
        meant = [module for module in modules() if fnmatch(module, pattern)]
        assert any(is_french(text) for m in meant for _, text in strings_of((CODE / m).read_text("utf-8"))), pattern


@every(
    ("text", "french"),
    [
        ("Votre message est bien arrivé.", True),
        ("Ce n’est pas possible", True),
        ("signalement clôturé par l’agence", True),
        ("a letter to a home", False),
        ("%Y-%m-%d at %H:%M", False),
        ("Europe/Paris", False),
        ("SELECT id FROM reports", False),
    ],
)
def test_french_is_told_from_what_is_not(text: str, french: bool) -> None:
    assert is_french(text) is french
