"""What stands where words were: a mark in the language of whoever reads (FEATURES, rule 1)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from mailbot.templating import Templates
from mailbot.vocabulary import LANGUAGES


def mark(name: Literal["withheld", "erased", "covered"], language: str) -> str:
    """The mark of this name. That of what is erased has a place for the day."""
    said = _marks()[name]
    return said.get(language, said[LANGUAGES[0]])


@lru_cache(maxsize=1)
def _marks() -> Mapping[str, Mapping[str, str]]:
    marks: Mapping[str, Mapping[str, str]] = Templates(LANGUAGES[0], autoescape=False).tables("marks.jinja")["MARKS"]
    return marks
