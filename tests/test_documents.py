"""Every test that a document names is there: a row without its test is a promise that nobody keeps."""

import re
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCUMENTS = ("reliability.md", "security.md")


@cache
def named_in(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"^ *(?:async )?def (test_\w+)", path.read_text("utf-8"), re.MULTILINE))


@cache
def named_anywhere() -> frozenset[str]:
    return frozenset(name for path in HERE.rglob("test_*.py") for name in named_in(path))


def document(name: str) -> str:
    return (HERE.parent / "docs" / name).read_text("utf-8")


def references(cell: str) -> list[tuple[Path, str]]:
    """File and name of each `file::name` of a cell; `::name` alone is in the file before it."""
    found, file = [], HERE / "no file was named before"
    for path, name in re.findall(r"`(tests/[\w/]+\.py)?(?:::(test_\w+)[^`]*)?`", cell):
        file = HERE.parent / path if path else file
        found += [(file, name)] if path or name else []
    return found


def test_each_row_of_reliability_names_tests_that_are_in_their_files() -> None:
    cells = [line.split("|")[-2] for line in document("reliability.md").splitlines() if line.startswith("| ")]

    named = [each for cell in cells for each in references(cell)]

    assert len(named) > 150
    assert [(file, name) for file, name in named if not file.is_file() or (name and name not in named_in(file))] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_test_that_a_document_names_is_there(name: str) -> None:
    """Whole, or by how it begins (`test_a_day_of_programs_…`)."""
    words = set(re.findall(r"\btest_\w+(?:…|\.py)?", document(name)))
    begun = {word[:-1] for word in words if word.endswith("…")}
    files = {word for word in words if word.endswith(".py")}
    whole = words - files - {f"{word}…" for word in begun}

    assert len(words) > 50
    assert {word for word in begun if not any(each.startswith(word) for each in named_anywhere())} <= {
        "test_authentication_"
    }
    assert files <= {path.name for path in HERE.rglob("test_*.py")}
    assert whole <= named_anywhere()
