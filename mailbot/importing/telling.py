"""What an import says on a terminal: how each file was read, what is wrong, what became of every kind of row."""

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mailbot.errors import WrongSetting
from mailbot.importing.layout import Kind
from mailbot.importing.planning import Files, Plan
from mailbot.importing.rows import Changes
from mailbot.importing.sheets import Sheet
from mailbot.importing.troubles import Trouble

_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
_COUNTED = (
    ("homes", "dwellings"), ("buildings", "buildings"), ("landlords", "landlords"), ("mandates", "mandates"),
    ("ownerships", "ownerships"), ("stays of tenants", "occupancies"), ("companies", "providers"), ("people", "people"),
    ("mail addresses", "person_addresses"),
)  # fmt: skip


def files_in(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """The files that were named, and those of a folder that was. Raises WrongSetting when one cannot be read."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.iterdir() if _is_sheet(each)) if path.is_dir() else [path]
        if not inside:
            raise WrongSetting(f"There is no .csv, .tsv or .txt file in {path}.")
        found += [each for each in inside if each not in found]
    names = [path.name for path in found]
    try:
        return [
            (path.name if names.count(path.name) == 1 else str(path), path.read_bytes()) for path in found
        ]  # fmt: skip
    except OSError as error:
        raise WrongSetting(f"{error.filename} cannot be read: {error.strerror}.") from None


def _is_sheet(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in _ENDINGS and not path.name.startswith(".")


def tell_files(files: Files, say: Callable[[str], None]) -> None:
    """How each file was read, and what of it is left aside: a guess that turned out wrong is seen here."""
    for sheet in files.sheets:
        say(f"{sheet.file}: {sheet.kind.value}, {_lines(sheet)}, {sheet.how_read()}.{_aside(sheet)}")
    absent = [kind.value for kind in Kind if all(sheet.kind is not kind for sheet in files.sheets)]
    if absent:
        say(f"No file of {', '.join(absent)}: what is on file stays.")


def _lines(sheet: Sheet) -> str:
    return f"{sheet.count} line{'s' if sheet.count != 1 else ''}"


def _aside(sheet: Sheet) -> str:
    titles = ", ".join(f"« {title} »" for title in sheet.aside)
    return f" Columns left aside: {titles}." if titles else ""


def tell_troubles(troubles: Sequence[Trouble], say: Callable[[str], None]) -> None:
    """Every one of them, a line each."""
    for trouble in troubles:
        say(str(trouble))
    lines = {(each.file, each.line) for each in troubles if each.line}
    say(f"Wrong cells: {len(troubles)}, on lines: {len(lines)}. Nothing was written.")


def tell_changes(changes: Changes, out: Console) -> None:
    """How many rows of each kind were made, changed, left."""
    table = Table("", "created", "updated", "unchanged")
    for name, rows in _COUNTED:
        count = changes.tally(rows)
        if count.created or count.updated or count.unchanged:
            table.add_row(name, str(count.created), str(count.updated), str(count.unchanged))
    out.print(table)


def tell_end(plan: Plan, say: Callable[[str], None], *, dry_run: bool, welcome: bool) -> None:
    """What is on file now, and who will be written to."""
    if dry_run:
        say("Dry run: nothing was written.")
        return
    if not plan.changes.statements():
        say("Everything was on file already: nothing was written.")
        return
    stays = [row for row in plan.changes.rows["occupancies"] if row.is_new]
    later = sum(row.values["welcomed_at"] is None for row in stays)
    said = (
        "Written." if not welcome else "Written; a letter of welcome leaves for everybody who is new and lives there."
    )
    say(f"{said} {later} of {len(stays)} new stays of tenants are still to be welcomed, each on its day.")
