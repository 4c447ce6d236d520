"""How the house stands, on a terminal: queues, fates, what waits for a person; numbers and codes, nobody's words."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rich.console import Console
from rich.table import Column, Table

from mailbot.status import NeverLeft, Standing, Waiting


def show_standing(stands: Standing, out: Console, *, most_waiting: int) -> None:
    """Print the queues and their ages, the fates, and what keeps the queues from moving."""
    table = Table("", "waiting", "oldest", "fates")
    for what, waiting, seconds, fates in (
        ("mails", stands.mails_waiting, stands.oldest_mail_seconds, stands.inbound),
        ("letters", stands.letters_waiting, stands.oldest_letter_seconds, stands.outbound),
    ):
        table.add_row(what, str(waiting), age(timedelta(seconds=seconds)) if waiting else "–", _fates(fates))
    out.print(table)
    for trouble, count in stands.relays_away.items():
        out.print(f"{_count(count, 'letter')}: {trouble}.", highlight=False)
    if stands.full_since is not None:
        out.print(
            f"The queue is full since {stands.full_since:%Y-%m-%d %H:%M} UTC ({most_waiting} mails): "
            "mails are answered 452 and come again, save to addresses for which few wait.",
            highlight=False,
        )
    if stands.unreadable:
        out.print(f"{stands.unreadable} mails could not be read: they are kept, and listed below.", highlight=False)


def show_waiting(mails: Sequence[Waiting], out: Console, *, now: datetime, all_of_them: int) -> None:
    """Print the newest of the mails that wait for a person."""
    if not mails:
        return
    listed = Table("mail", "received (UTC)", "age", "fate", Column("why", no_wrap=True), "domain")
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
    listed = Table("letter", "code", "written (UTC)", Column("why", no_wrap=True))
    for each in letters:
        listed.add_row(str(each.letter_id), each.kind, f"{each.written_at:%Y-%m-%d %H:%M}", each.why)
    out.print("\nLetters that never left", style="bold", highlight=False)
    out.print(listed)


def age(passed: timedelta) -> str:
    """As « 4 s », « 12 min », « 3 h 05 min », « 2 d »."""
    seconds = max(0, int(passed.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3_600:
        return f"{seconds // 60} min"
    return f"{passed.days} d" if passed.days else f"{seconds // 3_600} h {seconds % 3_600 // 60:02} min"


def _count(count: int, noun: str) -> str:
    return f"1 {noun} waits" if count == 1 else f"{count} {noun}s wait"


def _fates(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{fate} {count}" for fate, count in sorted(counts.items()) if fate != "none") or "none"
