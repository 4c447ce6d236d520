"""The one file of a backup: a tar of rows and blobs that ends with what it must hold, or is none."""

import contextlib
import fcntl
import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mailbot.durable import sync_folder
from mailbot.errors import WrongSetting

FORMAT = 1
"""Of the archive. A later one is refused: what it holds may mean something else."""
ABOUT, KEYS, MANIFEST, SEAL = "about.json", "keys", "manifest.json", "manifest.sha256"
_BLOB = re.compile(r"blobs/([0-9a-f]{64})")
_ROWS = re.compile(r"tables/([a-z_]{1,60})/[0-9]{6}")
_MOST = 256_000_000
"""Octets of one member, the most that is held in memory at a time. A blob is a mail or a file of one: 35 MB."""
_UNFINISHED = ".mailbot-"


class Archive:
    """A backup that is being written."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT)  # noqa: SIM115

    def add(self, name: str, content: bytes) -> str:
        """One member more; its SHA-256. Raises OSError when the disk refuses."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))
        self._tar.members.clear()  # type: ignore[attr-defined]  # it would remember a million blobs
        return hashlib.sha256(content).hexdigest()

    def end(self, manifest: dict[str, Any]) -> None:
        """Say what it must hold, and end it."""
        said = self.add(MANIFEST, _as_json(manifest))
        self.add(SEAL, said.encode())
        self._tar.close()


@contextmanager
def writing(path: Path) -> Iterator[Archive]:
    """Write a backup beside its place, then name it: under its name it is whole, or it is not there. Nobody else may
    read it. Raises WrongSetting when the disk refuses."""
    try:
        _clear_unfinished(path.parent)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED, suffix=".part")  # mode 0600
    except OSError as error:
        raise WrongSetting(f"{path.parent} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            with contextlib.suppress(OSError):  # a disk of the network may know no locks
                fcntl.flock(file, fcntl.LOCK_EX)  # it is somebody's: whoever is killed lets go of it
            yield Archive(file)
            file.flush()
            os.fsync(file.fileno())
            Path(beside).rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise WrongSetting(f"No backup was made, {path} cannot be written: {error.strerror or error}.") from None
    finally:
        Path(beside).unlink(missing_ok=True)


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each member in its order: name and content. Raises WrongSetting for a file that is no archive, and for a member
    that no backup of ours has: nothing is ever written under a name that stands in an archive."""
    try:
        with tarfile.open(path, "r:") as tar:
            while (member := tar.next()) is not None:
                tar.members.clear()  # type: ignore[attr-defined]
                if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or not _is_ours(member.name):
                    raise WrongSetting(f"{path} is no backup of a house: it holds {member.name[:80]!r}.")
                if member.size > _MOST:
                    raise WrongSetting(f"{path} is no backup of a house: {member.name} is too large.")
                content = tar.extractfile(member)
                if content is None or len(read := content.read()) != member.size:
                    raise WrongSetting(f"{path} was cut short in {member.name}.")
                yield member.name, read
    except tarfile.TarError:
        raise WrongSetting(f"{path} is damaged, or is no backup.") from None
    except OSError as error:
        raise WrongSetting(f"{path} cannot be read: {error.strerror}.") from None


def table_of(name: str) -> str | None:
    """The table whose rows a member holds."""
    found = _ROWS.fullmatch(name)
    return found[1] if found else None


def blob_of(name: str) -> str | None:
    """The fingerprint of the blob that a member is."""
    found = _BLOB.fullmatch(name)
    return found[1] if found else None


def _is_ours(name: str) -> bool:
    return name in (ABOUT, KEYS, MANIFEST, SEAL) or table_of(name) is not None or blob_of(name) is not None


def _clear_unfinished(folder: Path) -> None:
    """Take away what backups left here that were killed; one that is being written is held by its writer."""
    for left in folder.glob(f"{_UNFINISHED}*.part"):
        with contextlib.suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def _as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
