"""What an import would change, or everything that is wrong with its files: nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from mailbot.importing.companies import take_companies
from mailbot.importing.entries import Entries, Entry, entries_of
from mailbot.importing.homes import take_homes
from mailbot.importing.known import Known
from mailbot.importing.layout import Kind
from mailbot.importing.owners import take_landlords, take_mandates, take_ownerships
from mailbot.importing.people import Everybody
from mailbot.importing.rows import Changes
from mailbot.importing.sheets import Sheet, open_sheet
from mailbot.importing.stays import take_stays
from mailbot.importing.troubles import Trouble
from mailbot.inbound.reading.lines import fold
from mailbot.watching import Watching


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an import, read."""

    sheets: tuple[Sheet, ...]
    entries: Entries
    troubles: tuple[Trouble, ...]

    @property
    def lines(self) -> int:
        """How many lines say something."""
        return sum(sheet.count for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written, and what keeps it from being written."""

    changes: Changes
    troubles: tuple[Trouble, ...]


_EVERY = 500


def read_files(files: Sequence[tuple[str, bytes]], watching: Watching) -> Files:
    """Read every cell of every file. `files`: their names and octets."""
    troubles: list[Trouble] = []
    sheets: list[Sheet] = []
    for name, octets in files:
        opened = open_sheet(name, octets)
        if isinstance(opened, Sheet):
            sheets.append(opened)
        else:
            troubles += opened
    whole, done = sum(sheet.size() for sheet in sheets), 0
    of: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    spoilt: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for sheet in sheets:
        for each in entries_of(sheet, troubles):
            if isinstance(each, Entry):
                of[sheet.kind].append(each)
            else:
                spoilt[sheet.kind].add(fold(each))
            done += 1
            if done % _EVERY == 0:
                watching("Reading", min(done, whole), whole)
    watching("Reading", whole, whole)
    keys = {kind: frozenset(each) for kind, each in spoilt.items()}
    return Files(tuple(sheets), Entries(MappingProxyType(of), MappingProxyType(keys)), tuple(troubles))


def plan(files: Files, known: Known, *, now: datetime, welcome: bool) -> Plan:
    """What the files change in what is known, and everything that is wrong with them, in the order of the files."""
    changes, troubles = Changes(), list(files.troubles)
    of = files.entries.of
    everybody = Everybody(known, changes, troubles, now)
    homes = take_homes(of[Kind.HOMES], known, changes, troubles)
    landlords = take_landlords(
        of[Kind.LANDLORDS], known, everybody, changes, welcomed_at=None if welcome else now
    )  # fmt: skip
    mandates = take_mandates(files.entries, known, landlords, changes, troubles)
    take_ownerships(files.entries, known, homes, landlords, mandates, changes, troubles)
    take_stays(
        files.entries, known, homes, everybody, changes, today=now.astimezone(known.profile.zone).date(), now=now,
        welcome=welcome,
    )  # fmt: skip
    take_companies(of[Kind.PROVIDERS], known, everybody, changes)
    return Plan(changes, tuple(_sorted(troubles, files.sheets)))


def _sorted(troubles: Iterable[Trouble], sheets: Sequence[Sheet]) -> list[Trouble]:
    order: Mapping[str, int] = {sheet.file: number for number, sheet in enumerate(sheets)}
    return sorted(dict.fromkeys(troubles), key=lambda each: (order.get(each.file, -1), each))
