"""Lists that are kept: rows as a file that a spreadsheet opens, in which no cell is a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from mailbot.templating import Templates
from mailbot.vocabulary import LANGUAGES

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""OWASP, CSV injection: what a spreadsheet would calculate, or take for the beginning of something that it does."""

_UNSEEN = re.compile(r"^[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_LOOKED_AT = 200


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as French spreadsheets open them with a double click: UTF-8 with its mark, semicolons."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """A cell that is read as text, whatever somebody wrote into it."""
    # As it is read: « ＝ » is = where Japanese is written, and what cannot be seen hides nothing.
    read = _UNSEEN.sub("", unicodedata.normalize("NFKC", cell[:_LOOKED_AT]))
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) or read.startswith(_BEGINS_A_FORMULA) else cell


@lru_cache(maxsize=len(LANGUAGES))
def words_of(language: str) -> Mapping[str, Any]:
    """The words of lists and documents, by the codes that they stand for."""
    shared = f"letters/{language}/_words.jinja"
    templates = Templates(language, autoescape=False, prose=True, shared=shared)
    return templates.tables(f"documents/{language}/_words.jinja")
