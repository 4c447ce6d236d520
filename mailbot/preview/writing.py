"""The gallery as files on a disk, with pictures: to be sent to somebody, or compared with another day's."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mailbot.preview.faults import Fault
from mailbot.preview.gallery import Gallery
from mailbot.preview.pictures import Shot, shots_of, take_pictures
from mailbot.preview.shelves import Item
from mailbot.preview.tour import Tour
from mailbot.watching import Watching


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    items: Sequence[Item]
    files: int
    pictures: int
    octets: int
    faults: Sequence[tuple[str, Fault]]
    """By their paths; each is shown in its place."""


def write_gallery(
    folder: Path, tour: Tour, told: Watching, *, pictured: Sequence[str] = ("letters", "pages")
) -> Written:
    """Write every file. `pictured`: the shelves of which pictures are taken. Raises WrongSetting without a browser."""
    gallery = Gallery(tour)
    shots = [shot for item in gallery.items if item.shelf in pictured for shot in shots_of(item)]
    return write_files(folder, gallery, shots, told)


def tell_written(written: Written, folder: Path, say: Callable[[str], None]) -> None:
    """How much it is, where to begin, and which templates are wrong."""
    counts = Counter(item.shelf for item in written.items)
    told = ", ".join(f"{count} {shelf}" for shelf, count in counts.items())
    size = f"{written.files + written.pictures} files, {written.octets / 1e6:.0f} MB"
    say(f"{told} ({size}): open {folder / 'index.html'}.")
    for path, fault in written.faults:
        say(f"{path}: {fault.where} {fault.kind}: {fault.says}")


def write_files(folder: Path, gallery: Gallery, shots: Sequence[Shot], told: Watching) -> Written:
    """The same, with these pictures alone."""
    gallery.pictured = {shot.picture for shot in shots}.__contains__
    octets, faults = 0, []
    for number, path in enumerate(gallery.paths, start=1):
        file = gallery.file(path)
        assert file is not None
        if file.fault is not None:
            faults.append((path, file.fault))
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
        octets += len(file.content)
        told("files", number, len(gallery.paths))
    if shots:
        octets += take_pictures(folder, shots, told)
    return Written(gallery.items, len(gallery.paths), len(shots), octets, faults)
