"""Puts a whole house into one file, while it goes on living."""

import hashlib
import json
import re
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from mailbot.backups.archive import ABOUT, FORMAT, KEYS, Archive, writing
from mailbot.backups.rows import pieces, tables_of
from mailbot.blobs import Blobs, fingerprint
from mailbot.bucket_blobs import StoreAway
from mailbot.db import Database
from mailbot.errors import WrongSetting
from mailbot.migrating import revisions_in
from mailbot.watching import Watching

_PRINT = re.compile(rb'"([0-9a-f]{64})"')
_AT_ONCE = 500
_PAUSES = (3.0, 10.0, 30.0)
"""Seconds that a store is waited for before it is said to be away: hours of work are not lost for a broken line."""


@dataclass(slots=True)
class Made:
    """What a backup holds, and what it should and does not."""

    path: Path
    rows: int = 0
    blobs: int = 0
    octets: int = 0
    has_keys: bool = False
    has_files: bool = True
    """False: they were left where they are."""
    erased: list[str] = field(default_factory=list)
    """Blobs that were erased while it was made."""
    lost: list[str] = field(default_factory=list)
    """Blobs that a row names, and that the store has not, or has with other bytes than it was given."""


def make_backup(
    database: Database, blobs: Blobs | None, path: Path, *, keys: bytes | None, now: datetime, watching: Watching
) -> Made:  # fmt: skip
    """Write the backup: the rows as they stand at one instant, then every blob that they name; `blobs`: None when these
    are left where they are. `path`: a file that is not there yet, or a folder, in which it is named by its instant.
    Raises WrongSetting when it cannot be made."""
    path = path / f"mailbot-{now:%Y%m%d-%H%M%S}.tar" if path.is_dir() else path
    if path.exists():
        raise WrongSetting(f"{path} is there already.")
    made = Made(path, has_files=blobs is not None)
    with writing(path) as archive:
        # Bytes are put down before the row that names them, and go ten minutes after it: rows first.
        with database.snapshot() as connection:
            found = revisions_in(connection)
            if len(found) != 1:
                raise WrongSetting("This house has no tables yet: there is nothing to keep.")
            [revision] = found
            about = {"format": FORMAT, "mailbot": _version(), "revision": revision, "made_at": now.isoformat()}
            archive.add(ABOUT, json.dumps(about).encode())
            tables, named = _keep_rows(connection, archive, made, watching)
        kept = _keep_blobs(archive, blobs, named, made, watching)
        with database.snapshot() as connection:
            missing = set(made.lost)
            made.lost = sorted(_still_wanted(connection, missing))
        made.erased = sorted(missing - set(made.lost))
        sums = {KEYS: archive.add(KEYS, keys)} if keys is not None else {}
        made.has_keys = keys is not None
        about |= {"files": made.has_files}
        archive.end(about | {"tables": tables, "blobs": kept, "erased": made.erased, "lost": made.lost, "sums": sums})
    return made


def _keep_rows(
    connection: Connection, archive: Archive, made: Made, watching: Watching
) -> tuple[dict[str, Any], "_Named"]:
    tables, named = tables_of(connection), _Named()
    said: dict[str, Any] = {}
    for at, table in enumerate(tables):
        watching("tables", at, len(tables))
        rows, sums = 0, []
        for number, lines in enumerate(pieces(connection, table)):
            sums.append(archive.add(f"tables/{table.name}/{number:06}", b"\n".join(lines)))
            rows += len(lines)
            for line in lines:
                named.look(line)
        said[table.name] = {"columns": [column.name for column in table.columns], "rows": rows, "sums": sums}
        made.rows += rows
        named.wanted.update(_octets(_wanted(connection, table)))
        if table.name == "mail_bytes":
            named.in_rows.update(_octets(connection.scalars(select(table.c.fingerprint))))
    watching("tables", len(tables), len(tables))
    return said, named


@dataclass(slots=True)
class _Named:
    """The fingerprints that stand in rows, as octets: there may be a million."""

    anywhere: set[bytes] = field(default_factory=set)
    wanted: set[bytes] = field(default_factory=set)
    """Those that must be among the blobs."""
    in_rows: set[bytes] = field(default_factory=set)
    """Of mails whose bytes are a row still."""

    def look(self, line: bytes) -> None:
        """Remember what a row names, also in the middle of a letter's facts or a quote's papers."""
        self.anywhere.update(bytes.fromhex(each.decode()) for each in _PRINT.findall(line))


def _octets(prints: Iterable[str]) -> Iterator[bytes]:
    for each in prints:
        if _PRINT.fullmatch(f'"{each}"'.encode()):
            yield bytes.fromhex(each)


def _wanted(connection: Connection, table: Table, among: Collection[str] | None = None) -> Collection[str]:
    """What the rows of a table name that is not erased."""
    if "fingerprint" not in table.columns or table.name in ("mail_bytes", "moving_bytes"):
        return ()
    wanted = select(table.c.fingerprint).where(table.c.fingerprint.is_not(None))
    if "erased_at" in table.columns:
        wanted = wanted.where(table.c.erased_at.is_(None))
    if among is not None:
        wanted = wanted.where(table.c.fingerprint.in_(among))
    return set(connection.scalars(wanted))


def _keep_blobs(
    archive: Archive, blobs: Blobs | None, named: _Named, made: Made, watching: Watching
) -> dict[str, Any]:  # fmt: skip
    names, roll = sorted(named.anywhere | named.wanted), hashlib.sha256()
    for at, each in enumerate(names if blobs is not None else ()):
        assert blobs is not None
        name = each.hex()
        watching("files", at, len(names))
        content = _content_of(blobs, name)
        if content is None:
            if each in named.wanted and each not in named.in_rows:
                made.lost.append(name)
            continue
        archive.add(f"blobs/{name}", content)
        roll.update(each)
        made.blobs += 1
        made.octets += len(content)
    watching("files", len(names), len(names))
    return {"count": made.blobs, "octets": made.octets, "roll": roll.hexdigest()}


def _content_of(blobs: Blobs, name: str) -> bytes | None:
    for pause in (*_PAUSES, None):
        try:
            content = blobs.get(name)
        except StoreAway as away:
            if pause is None:
                _must_answer(blobs, away)
                return None
            time.sleep(pause)
        except (KeyError, OSError):  # a disk that does not give one file gives the others
            return None
        else:
            return content if fingerprint(content) == name else None  # a disk that forgets: said, and not handed on
    return None


def _must_answer(blobs: Blobs, away: StoreAway) -> None:
    """One thing that a store does not give is lost. One that gives nothing is away: without it this is no backup."""
    try:
        next(blobs.names("00"), None)
    except OSError:
        raise WrongSetting(f"No backup was made: the store of the files is away ({away.strerror}).") from None


def _still_wanted(connection: Connection, names: Collection[str]) -> set[str]:
    """Which of these a row names now: they were not erased meanwhile."""
    left, found = sorted(names), set[str]()
    tables = tables_of(connection) if left else ()
    for at in range(0, len(left), _AT_ONCE):
        for table in tables:
            found.update(_wanted(connection, table, left[at : at + _AT_ONCE]))
    return found


def _version() -> str:
    try:
        return version("mailbot")
    except PackageNotFoundError:
        return ""
