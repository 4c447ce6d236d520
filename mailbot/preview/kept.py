"""What the tour saw, kept beside the checkout until the code changes: the next opening takes no time."""

import hashlib
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

from mailbot.preview.tour import Tour, take_tour
from mailbot.templating import templates_folder
from mailbot.watching import Watching, unwatched

_CODE = Path(__file__).resolve().parents[1]
_SAID = ("calendar", "canned", "reading", "times")
"""The templates whose words are facts of a page. All others are printed anew at each look."""


def kept_tour(told: Watching = unwatched) -> Tour:
    """The tour that was kept of the same code, else one that is taken now. `told` hears
    how far it is."""
    folder = _folder()
    if folder is None:
        return take_tour(told=told)
    kept = folder / f"tour-{_fingerprint()}.pickle"
    if kept.is_file() and kept.stat().st_uid == os.getuid():
        tour: Tour = pickle.loads(kept.read_bytes())  # noqa: S301 - ours, in our own checkout
        return tour
    tour = take_tour(told=told)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("tour-*.pickle"):
        old.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(pickle.dumps(tour))
    unfinished.replace(kept)
    return tour


def _folder() -> Path | None:
    """A place of the checkout that holds what can be made again; none in an installed package."""
    beside = templates_folder().parent
    return beside / "build" / "workshop" if (beside / "pyproject.toml").is_file() else None


def _fingerprint() -> str:
    """Of all that decides what the tour sees."""
    found = hashlib.sha256()
    for path in _sources():
        found.update(f"{path}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    for ending in ("*.py", "*.toml", "*.jpg"):
        yield from sorted(_CODE.rglob(ending))
    for name in _SAID:
        yield from sorted(path for path in (templates_folder() / name).rglob("*") if path.is_file())
