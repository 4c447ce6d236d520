"""What is wrong with a file: where it stands, what stands there, and why it cannot be taken."""

import re
from dataclasses import dataclass

_LONGEST = 80
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_LOST = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """One bad cell, line or file; they sort as one reads the files."""

    file: str
    line: int
    """Counted from 1, as an editor shows it; 0 for the file itself."""
    place: int
    """The cell's place in the line."""
    column: str
    """Its title, as the file spells it; empty when it is the line that is wrong."""
    value: str
    reason: str
    """What follows the value in a sentence: « is no date »."""

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.reason}."
        if not self.column:
            return f"{self.file}, line {self.line}: {self.reason}."
        value = shown(self.value)
        subject = f"« {value} »" if value else "the cell"
        return f"{self.file}, line {self.line}, column « {self.column} »: {subject} {self.reason}."


def shown(value: str) -> str:
    """A cell as a terminal may show it: one line, not too long, � for what could not be read."""
    value = _LOST.sub("\ufffd", _UNSEEN.sub(" ", value)).strip()
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
