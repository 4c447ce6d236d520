"""The files in a ZIP that came with a mail: looked into once, within limits, and never written where its names say."""

from dataclasses import dataclass

from mailbot.files import zips
from mailbot.files.limits import MOST_OCTETS
from mailbot.inbound.contents import File

MOST_FILES = 100
"""That are unfolded; a phone's album shared at once has been seen at sixty."""
_OURS_TO_SKIP = ("__macosx/", "thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db")
"""What systems add, and nobody has put there."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What an archive held."""

    files: tuple[tuple[File, str], ...] = ()
    """Each with what kept us from reading it, as a code; "" when nothing did. One that was not read is empty."""
    why: str = ""
    """Why nothing of it is of use, as a code."""


def files_in(archive: File) -> Unfolded:
    """What an archive holds, in its order. Never raises; an archive in it stays closed."""
    try:
        entries = [each for each in zips.entries_of(archive.content) if not each.is_folder and not _is_added(each.name)]
    except zips.TooMuch:
        return Unfolded(why="too_large")
    except ValueError:
        return Unfolded(why="unreadable")
    if not entries:
        return Unfolded(why="unreadable")
    if len(entries) > MOST_FILES:
        return Unfolded(why="too_large")
    left = MOST_OCTETS
    found: list[tuple[File, str]] = []
    for entry in entries:
        content, why = (b"", "too_large") if entry.size > left else _read(archive.content, entry)
        left -= min(entry.size, left)  # what was no good at its end was unfolded all the same
        found.append((File(entry.name, "application/octet-stream", content, "", inline=False), why))
    return Unfolded(tuple(found))


def _is_added(name: str) -> bool:
    last = name.replace("\\", "/").lower().rpartition("/")[2]
    return name.lower().startswith(_OURS_TO_SKIP[0]) or last in _OURS_TO_SKIP[1:] or last.startswith("._")


def _read(content: bytes, entry: zips.Entry) -> tuple[bytes, str]:
    try:
        return zips.unfolded(content, entry), ""
    except zips.Locked:
        return b"", "protected"
    except zips.TooMuch:
        return b"", "too_large"
    except ValueError:
        return b"", "unreadable"
