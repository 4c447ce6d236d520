"""Raw mails, photos and PDFs: kept by their own fingerprint, on disk before anybody is told so."""

import hashlib
import os
import tempfile
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
        if place.exists():
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

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:4] / name


def _sync_folder(folder: Path) -> None:
    # A renamed file survives a power cut only once its directory is on disk too.
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
