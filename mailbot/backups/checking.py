"""Looks through a backup: whether every octet that it was made of is there."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailbot.backups.archive import ABOUT, FORMAT, KEYS, MANIFEST, SEAL, blob_of, members, table_of
from mailbot.blobs import fingerprint
from mailbot.errors import WrongSetting
from mailbot.migrating import revisions
from mailbot.watching import Watching


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole backup holds."""

    manifest: dict[str, Any]

    @property
    def revision(self) -> str:
        """The shape of its tables."""
        return str(self.manifest["revision"])

    @property
    def made_at(self) -> str:
        """When its rows were read, as an instant in ISO form."""
        return str(self.manifest["made_at"])

    @property
    def tables(self) -> dict[str, Any]:
        """Columns, rows and sums by table, those that others name first."""
        found: dict[str, Any] = self.manifest["tables"]
        return found

    @property
    def has_files(self) -> bool:
        """Whether photos, papers and large mails are in it too."""
        return bool(self.manifest.get("files", True))

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(each["rows"] for each in self.tables.values())


def check(path: Path, watching: Watching) -> Checked:
    """Read it from one end to the other. Raises WrongSetting, with a sentence that says where it is damaged, for
    anything but a whole backup that this version can restore."""
    found, sums, size = _Found(), dict[str, str](), max(1, path.stat().st_size if path.exists() else 1)
    read = 0
    for name, content in members(path):
        if not read and name != ABOUT:
            raise WrongSetting(f"{path} is no backup of a house.")
        read += len(content)
        watching("checking", min(read, size), size)
        if blob := blob_of(name):
            if fingerprint(content) != blob:
                raise WrongSetting(f"{path} is damaged: the file {blob} is not what it was.")
            found.roll.update(bytes.fromhex(blob))
            found.blobs += 1
        elif name == ABOUT:
            _look_at_version(path, _object(path, content))
        elif name == MANIFEST:
            found.manifest = content
        elif name == SEAL:
            found.seal = content
        elif name in sums:
            raise WrongSetting(f"{path} is damaged: it holds {name} twice.")
        else:
            sums[name] = fingerprint(content)
    watching("checking", size, size)
    try:
        return _compared(path, found, sums)
    except (LookupError, TypeError, AttributeError):
        raise WrongSetting(f"{path} is no backup of a house: its list is none.") from None


class _Found:
    def __init__(self) -> None:
        self.roll = hashlib.sha256()
        self.blobs = 0
        self.manifest = b""
        self.seal = b""


def _compared(path: Path, found: _Found, sums: dict[str, str]) -> Checked:
    if not found.manifest or not found.seal:
        raise WrongSetting(f"{path} is not whole: it was cut short.")
    if fingerprint(found.manifest).encode() != found.seal:
        raise WrongSetting(f"{path} is damaged: its list is not what it was.")
    checked = Checked(_object(path, found.manifest))
    _look_at_version(path, checked.manifest)
    promised = dict(checked.manifest["sums"])
    for table, said in checked.tables.items():
        promised |= {f"tables/{table}/{number:06}": sum_ for number, sum_ in enumerate(said["sums"])}
    for name in sorted(promised.keys() | sums.keys()):
        if promised.get(name) != sums.get(name):
            what = f"the rows of {table_of(name)}" if table_of(name) else "the keys" if name == KEYS else name
            raise WrongSetting(f"{path} is damaged: {what} are not what they were.")
    blobs = checked.manifest["blobs"]
    if (blobs["count"], blobs["roll"]) != (found.blobs, found.roll.hexdigest()):
        raise WrongSetting(f"{path} is damaged: {found.blobs} files of {blobs['count']} are there.")
    return checked


def _look_at_version(path: Path, said: dict[str, Any]) -> None:
    if said.get("format") != FORMAT or said.get("revision") not in revisions():
        raise WrongSetting(
            f"{path} was made by another version of mailbot ({said.get('mailbot')}) than this one can read: restore it "
            "with that version."
        )


def _object(path: Path, content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise WrongSetting(f"{path} is no backup of a house.")
    return said
