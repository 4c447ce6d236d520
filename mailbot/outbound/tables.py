"""Lists that are kept: rows as a file that a spreadsheet opens, in which no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from mailbot.templating import LANGUAGES, Templates

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""OWASP, CSV injection: what a spreadsheet would calculate, or take for the beginning of something that it does."""


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as French spreadsheets open them with a double click: UTF-8 with its mark, semicolons."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """A cell that is read as text, whatever somebody wrote into it."""
    dangerous = cell.startswith(_BEGINS_A_FORMULA) or cell.strip().startswith(_BEGINS_A_FORMULA)
    return f"'{cell}" if dangerous else cell


@lru_cache(maxsize=len(LANGUAGES))
def words_of(language: str) -> Mapping[str, Any]:
    """The words of lists and documents, by the codes that they stand for."""
    shared = f"letters/{language}/_words.jinja"
    templates = Templates(language, autoescape=False, prose=True, shared=shared)
    return templates.tables(f"documents/{language}/_words.jinja")
