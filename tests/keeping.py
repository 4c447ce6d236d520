"""Nights that pass, and everything that a house keeps: for stories about what is gone."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from mailbot.blobs import FolderBlobs
from mailbot.sweeping import sweep_blobs
from tests.living import LivingHouse


def night(house: LivingHouse, day: str) -> None:
    """Three in the morning of that day: what leaves by the clock leaves, until nothing does."""
    house.clock.now = datetime.fromisoformat(f"{day}T02:00:00+00:00")
    settle_blobs(house)
    house.strike()
    sweep_blobs(house.world)


def settle_blobs(house: LivingHouse) -> None:
    """Bytes were put down when the house's clock says so, long enough ago."""
    at = (house.clock.now - timedelta(hours=1)).timestamp()
    for path in files_in(house):
        os.utime(path, (at, at))


def files_in(house: LivingHouse) -> list[Path]:
    """Everything in the folder of blobs."""
    blobs = house.world.blobs
    assert isinstance(blobs, FolderBlobs)
    return [path for path in blobs.folder.rglob("*") if path.is_file()]


def kept_bytes(house: LivingHouse) -> Iterator[tuple[str, bytes]]:
    """The database's file and its log, and each blob: what somebody who takes the disk away has."""
    file = Path(str(house.world.database.engine.url.database))
    for path in (file, file.with_name(file.name + "-wal"), *files_in(house)):
        if path.exists():
            yield path.name, path.read_bytes()


def holds(house: LivingHouse, words: str) -> list[str]:
    """The files in which these words stand, as text or as JSON writes them."""
    wanted = {words.encode(), words.encode("unicode_escape"), words.encode("latin-1", "replace")}
    return [name for name, content in kept_bytes(house) if any(each in content for each in wanted)]
