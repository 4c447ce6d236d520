"""One thing that was looked at, how it stands, and how it is shown on a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rich.console import Console


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


_ILL_FIRST = (Grade.WRONG, Grade.UNKNOWN, Grade.DOUBTFUL, Grade.GOOD)


def ill_first(found: Iterable[Finding]) -> list[Finding]:
    """What is wrong, then what should be looked at, then what is well; else as they come."""
    return sorted(found, key=lambda each: _ILL_FIRST.index(each.grade))


_MARGIN = 8
_NARROWEST = 40
COLOURS = {Grade.GOOD: "green", Grade.DOUBTFUL: "yellow", Grade.WRONG: "bold red", Grade.UNKNOWN: "yellow"}
_SUMS = {Grade.GOOD: "ok", Grade.DOUBTFUL: "to look at", Grade.WRONG: "wrong", Grade.UNKNOWN: "not to be seen"}


def tell_finding(found: Finding, out: Console) -> None:
    """Print one: its grade in the margin, what was found, and below it what mends it. Sentences are broken at the
    terminal's width, lines to copy never are."""
    said = textwrap.wrap(
        f"{found.about}. {found.says}",
        max(out.width, _NARROWEST) - _MARGIN,
        break_long_words=False,
        break_on_hyphens=False,
    )
    out.print(f"{found.grade.value:{_MARGIN}}", style=COLOURS[found.grade], end="", highlight=False)
    out.print(f"\n{' ' * _MARGIN}".join(said), highlight=False, soft_wrap=True)
    for line in found.mend:
        out.print(f"{' ' * (_MARGIN + 2)}{line}", style="bold", highlight=False, soft_wrap=True)


def tell_sum(counts: Counter[Grade], out: Console) -> None:
    """Print how many there are of each grade."""
    out.print(f"\n{sum_of(counts)}.", highlight=False)


def sum_of(counts: Counter[Grade]) -> str:
    """As « 1 wrong, 2 to look at, 5 ok »."""
    return ", ".join(f"{counts[grade]} {_SUMS[grade]}" for grade in _ILL_FIRST if counts[grade])


def age(passed: timedelta) -> str:
    """In the unit that says most: « 4 seconds », « 75 minutes », « 30 hours », « 2 days »."""
    seconds = max(0, int(passed.total_seconds()))
    if seconds < 2 * 60:
        return counted(seconds, "second")
    if seconds < 2 * 3_600:
        return counted(seconds // 60, "minute")
    return counted(seconds // 3_600, "hour") if passed.days < 2 else counted(passed.days, "day")


def counted(count: int, noun: str) -> str:
    """As « 1 mail », « 12 mails »."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
