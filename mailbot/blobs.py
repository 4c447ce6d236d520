"""Raw mails, photos and PDFs: kept by their own fingerprint, on disk before anybody is told so."""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import wraps
from math import inf
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from mailbot.durable import sync_folder
from mailbot.measures import STORE_SECONDS, STORE_TROUBLES
from mailbot.points import Point, reach


def fingerprint(content: bytes) -> str:
    """SHA-256 of some bytes, 64 hexadecimal digits: their name in the store."""
    return hashlib.sha256(content).hexdigest()


class Room:
    """Whether a disk has more left than what is reserved to finish what was begun."""

    def __init__(self, folders: Sequence[Path], reserve: int) -> None:
        """`reserve`: octets that each of these folders' disks must have free; 0 asks nothing of them."""
        self._folders = folders
        self._reserve = reserve
        self._looked_at = -_ROOM_SECONDS
        self._is_there = True

    def is_there(self) -> bool:
        """As it was within the last second. A folder that cannot be asked says so itself when it is written to."""
        now = time.monotonic()
        if self._reserve and now - self._looked_at >= _ROOM_SECONDS:
            self._looked_at = now
            self._is_there = all(_free(folder) > self._reserve for folder in self._folders)
        return self._is_there


_ROOM_SECONDS = 1.0


def _free(folder: Path) -> float:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return inf
    return disk.f_bavail * disk.f_frsize


_P = ParamSpec("_P")
_T = TypeVar("_T")


def told(act: str) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """What a store does, with its seconds and its troubles in the metrics. That it has none of a name is no trouble."""

    def of(do: Callable[_P, _T]) -> Callable[_P, _T]:
        @wraps(do)
        def timed(*args: _P.args, **given: _P.kwargs) -> _T:
            try:
                with STORE_SECONDS.timed(act):
                    return do(*args, **given)
            except OSError:
                STORE_TROUBLES.add(act)
                raise

        return timed

    return of


class Blobs(Protocol):
    """A store of bytes under their fingerprint."""

    def put(self, content: bytes) -> str:
        """Keep some bytes, fsynced, and give their fingerprint. Keeping the same bytes twice keeps them once."""

    def get(self, name: str) -> bytes:
        """The bytes of a fingerprint. Raises KeyError when the store has none, OSError when it cannot be read now."""

    def has(self, name: str) -> bool:
        """Whether the store has the bytes of a fingerprint."""

    def remove(self, name: str, *, before: datetime) -> bool:
        """Take the bytes of a fingerprint away for good, unless they were put down after this instant. Whether there
        are none any more."""

    def names(self, beginning: str) -> Iterator[str]:
        """The fingerprints of the store that begin with these two digits."""

    def clear_up(self, beginning: str, *, before: datetime) -> int:
        """Take away what has no name, since whoever was writing or removing it was killed before this instant; how
        much. `beginning` as of `names`."""


class FolderBlobs:
    """Blobs in a folder, two levels deep so that no directory grows beyond what a disk likes.

    A blob is written beside its place, fsynced, then renamed: a name in the folder always has all its bytes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @told("put")
    def put(self, content: bytes) -> str:
        """Keep some bytes, fsynced with the directory that names them. Raises OSError when the disk refuses."""
        name = fingerprint(content)
        place = self._place(name)
        if _is_there(place):
            sync_folder(place.parent)  # whoever put it there may not have come to that yet
            return name
        fresh_folders = not place.parent.exists()
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            reach(Point.BLOB_WRITTEN)
            Path(beside).rename(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        reach(Point.BLOB_NAMED)
        sync_folder(place.parent)
        if fresh_folders:
            sync_folder(place.parent.parent)
            sync_folder(self.folder)
        return name

    @told("get")
    def get(self, name: str) -> bytes:
        """The bytes of a fingerprint. Raises KeyError when there are none, OSError when they cannot be read now."""
        try:
            return self._place(name).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            self._be_there()
            raise KeyError(name) from None

    @told("has")
    def has(self, name: str) -> bool:
        """Whether these bytes are here. Raises OSError when that cannot be seen now."""
        if self._place(name).is_file():
            return True
        self._be_there()
        return False

    @told("remove")
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
        sync_folder(place.parent)
        return not place.exists()

    def names(self, beginning: str) -> Iterator[str]:
        """The fingerprints that begin with these two digits."""
        for path in sorted((self.folder / beginning).glob("??/*")):
            if not path.name.startswith("."):
                yield path.name

    def clear_up(self, beginning: str, *, before: datetime) -> int:
        """Take away what was written in part, or moved aside to be removed, by somebody who was killed; how much."""
        cleared = 0
        for path in (self.folder / beginning).glob("??/.*"):
            with suppress(FileNotFoundError):  # somebody is at it now
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    cleared += 1
        return cleared

    def _be_there(self) -> None:
        """A disk that is not mounted leaves its folder empty, or none: nothing was erased then, it is away."""
        with os.scandir(self.folder) as found:
            if next(found, None) is None:
                raise OSError(errno.ENODEV, "the store is away")

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:4] / name


def _is_there(place: Path) -> bool:
    """Whether these bytes are kept already; they are marked as fresh then, so that nobody takes them away just now."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True
