"""One thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How it stands."""

    GOOD = "ok"
    DOUBTFUL = "look"
    """It works, or may; somebody should look."""
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """It could not be looked at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, and what to do."""

    about: str
    """As "MX of suivi.agence.example"."""
    grade: Grade
    says: str
    """One sentence."""
    mend: tuple[str, ...] = ()
    """Lines to copy: records as in a zone file, settings, commands."""


def good(about: str, says: str) -> Finding:
    """It is as it should be."""
    return Finding(about, Grade.GOOD, says)


def doubtful(about: str, says: str, *mend: str) -> Finding:
    """Somebody should look."""
    return Finding(about, Grade.DOUBTFUL, says, mend)


def wrong(about: str, says: str, *mend: str) -> Finding:
    """It must be mended."""
    return Finding(about, Grade.WRONG, says, mend)


def unknown(about: str, says: str, *mend: str) -> Finding:
    """It could not be looked at."""
    return Finding(about, Grade.UNKNOWN, says, mend)
