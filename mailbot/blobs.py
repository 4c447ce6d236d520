"""Raw mails, photos and PDFs: kept by their own fingerprint, on disk before anybody is told so."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol


def fingerprint(content: bytes) -> str:
    """SHA-256 of some bytes, 64 hexadecimal digits: their name in the store."""
    return hashlib.sha256(content).hexdigest()


class Blobs(Protocol):
    """A store of bytes under their fingerprint."""

    def put(self, content: bytes) -> str:
        """Keep some bytes, fsynced, and give their fingerprint. Keeping the same bytes twice keeps them once."""

    def get(self, name: str) -> bytes:
        """The bytes of a fingerprint. Raises KeyError when the store has none."""

    def has(self, name: str) -> bool:
        """Whether the store has the bytes of a fingerprint."""

    def remove(self, name: str, *, before: datetime) -> bool:
        """Take the bytes of a fingerprint away for good, unless they were put down after this instant. Whether there
        are none any more."""

    def names(self, beginning: str) -> Iterator[str]:
        """The fingerprints of the store that begin with these two digits."""


class FolderBlobs:
    """Blobs in a folder, two levels deep so that no directory grows beyond what a disk likes.

    A blob is written beside its place, fsynced, then renamed: a name in the folder always has all its bytes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep some bytes, fsynced with the directory that names them. Raises OSError when the disk refuses."""
        name = fingerprint(content)
        place = self._place(name)
        if _is_there(place):
            _sync_folder(place.parent)  # whoever put it there may not have come to that yet
            return name
        fresh_folders = not place.parent.exists()
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).rename(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        _sync_folder(place.parent)
        if fresh_folders:
            _sync_folder(place.parent.parent)
            _sync_folder(self.folder)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a fingerprint. Raises KeyError when there are none."""
        try:
            return self._place(name).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            raise KeyError(name) from None

    def has(self, name: str) -> bool:
        """Whether these bytes are here."""
        return self._place(name).is_file()

    def remove(self, name: str, *, before: datetime) -> bool:
        """Take some bytes away, unless they were put down after this instant. Whether there are none any more.

        They are moved aside first, and looked at there: whoever puts the same bytes down meanwhile has either marked
        them as fresh, and they are moved back, or finds none, and writes them anew.
        """
        place = self._place(name)
        aside = place.with_name(f".gone-{name}")
        try:
            if place.stat().st_mtime >= before.timestamp():
                return False
            place.rename(aside)
        except FileNotFoundError:
            aside.unlink(missing_ok=True)  # of somebody who was killed between the two
            return True
        if aside.stat().st_mtime >= before.timestamp():
            if place.exists():
                aside.unlink()
            else:
                aside.rename(place)
            return False
        aside.unlink()
        _sync_folder(place.parent)
        return not place.exists()

    def names(self, beginning: str) -> Iterator[str]:
        """The fingerprints that begin with these two digits."""
        for path in sorted((self.folder / beginning).glob("??/*")):
            if not path.name.startswith("."):
                yield path.name

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:4] / name


def _is_there(place: Path) -> bool:
    """Whether these bytes are kept already; they are marked as fresh then, so that nobody takes them away just now."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    # A renamed file survives a power cut only once its directory is on disk too.
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
