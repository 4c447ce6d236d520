"""What the doctor found, on a terminal: sentences are broken at its width, lines to copy never are."""

import textwrap
from collections import Counter

from rich.console import Console

from mailbot.doctor.finding import Finding, Grade

_MARGIN = 8
_NARROWEST = 40
_COLOURS = {Grade.GOOD: "green", Grade.DOUBTFUL: "yellow", Grade.WRONG: "bold red", Grade.UNKNOWN: "yellow"}
_SUMS = {Grade.GOOD: "ok", Grade.DOUBTFUL: "to look at", Grade.WRONG: "wrong", Grade.UNKNOWN: "not to be seen"}


def tell_finding(found: Finding, out: Console) -> None:
    """Print one: its grade in the margin, what was found, and below it what mends it."""
    said = textwrap.wrap(
        f"{found.about}. {found.says}",
        max(out.width, _NARROWEST) - _MARGIN,
        break_long_words=False,
        break_on_hyphens=False,
    )
    out.print(f"{found.grade.value:{_MARGIN}}", style=_COLOURS[found.grade], end="", highlight=False)
    out.print(f"\n{' ' * _MARGIN}".join(said), highlight=False, soft_wrap=True)
    for line in found.mend:
        out.print(f"{' ' * (_MARGIN + 2)}{line}", style="bold", highlight=False, soft_wrap=True)


def tell_sum(counts: Counter[Grade], out: Console) -> None:
    """Print how many there are of each grade."""
    said = ", ".join(f"{counts[grade]} {_SUMS[grade]}" for grade in Grade if counts[grade])
    out.print(f"\n{said}.", highlight=False)
