"""How the house stands, on a terminal: what is ill first, then what waits for a person; numbers and codes, nobody's
words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from mailbot.backlogs import AgencyBacklog
from mailbot.findings import COLOURS, Finding, age, sum_of
from mailbot.status import NeverLeft, Standing, Waiting


def show_findings(found: Sequence[Finding], out: Console, *, now: datetime) -> None:
    """Print each in a line of its own, with what mends it below."""
    counts = Counter(each.grade for each in found)
    worst = found[0].grade
    out.print(Text.assemble((f"{now:%A %d %B %Y, %H:%M} UTC", "bold"), "   ", (sum_of(counts), COLOURS[worst])))
    out.print()
    grid = Table.grid(Column(width=6, no_wrap=True), Column(no_wrap=True), Column(ratio=1), padding=(0, 2, 0, 0))
    for each in found:
        said = Text(each.says)
        for line in each.mend:
            said.append(f"\n→ {line}", style="bold")
        grid.add_row(Text(each.grade.value, style=COLOURS[each.grade]), each.about, said)
    out.print(grid)


def show_fates(stands: Standing, out: Console) -> None:
    """Print what became of all mails and letters so far."""
    grid = Table.grid(Column(no_wrap=True), Column(ratio=1), padding=(0, 2, 0, 0))
    grid.add_row("mails so far", _fates(stands.inbound))
    grid.add_row("letters so far", _fates(stands.outbound))
    out.print()
    out.print(grid, style="dim")


def show_backlogs(found: Sequence[AgencyBacklog], out: Console) -> None:
    """Print the agencies in which most waits."""
    if not found:
        return
    listed = Table(
        "agency", *(Column(name, justify="right") for name in ("mails", "letters", "for a person")), box=SIMPLE_HEAD
    )
    for each in found:
        listed.add_row(each.agency, f"{each.mails:,}", f"{each.letters:,}", f"{each.for_a_person:,}")
    out.print("\nWhere most waits", style="bold", highlight=False)
    out.print(listed)


def show_waiting(mails: Sequence[Waiting], out: Console, *, now: datetime, all_of_them: int) -> None:
    """Print the newest of the mails that wait for a person."""
    if not mails:
        return
    listed = Table("mail", "received (UTC)", "waits", "fate", Column("why", no_wrap=True), "domain", box=SIMPLE_HEAD)
    for each in mails:
        listed.add_row(
            str(each.mail_id), f"{each.received_at:%Y-%m-%d %H:%M}", age(now - each.received_at), each.fate,
            each.trouble, each.proof,
        )  # fmt: skip
    more = f"; the newest {len(mails)} of {all_of_them}, --limit shows more" if all_of_them > len(mails) else ""
    out.print(f"\nWaiting for a person{more}", style="bold", highlight=False)
    out.print(listed)
    out.print(
        "mailbot status --mail NUMBER tells what became of one.\n"
        "What « why » means, and what can be done: docs/operating.md, Mails that wait.",
        highlight=False,
    )


def show_lost(letters: Sequence[NeverLeft], out: Console) -> None:
    """Print the newest of the letters that never left, for a reason of ours."""
    if not letters:
        return
    listed = Table("letter", "code", "written (UTC)", Column("why", no_wrap=True), box=SIMPLE_HEAD)
    for each in letters:
        listed.add_row(str(each.letter_id), each.kind, f"{each.written_at:%Y-%m-%d %H:%M}", each.why)
    out.print("\nLetters that never left", style="bold", highlight=False)
    out.print(listed)


def _fates(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {fate}" for fate, count in sorted(counts.items()) if fate != "none") or "none"
