"""A house, its backup, and the house that comes out of it: for the tests of both."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mailbot.backups.after import Afterwards
from mailbot.backups.making import Made, make_backup
from mailbot.backups.restoring import Restored, restore
from mailbot.blobs import Blobs, FolderBlobs
from mailbot.columns import Base
from mailbot.db import Database
from tests.living import BEGIN, LivingHouse, Loop, open_house

KEYS = f"1:{(b'k' * 32).hex()}\n".encode()
"""Of every house of the stories."""


def nothing(doing: str, done: int, whole: int) -> None:
    """Nobody watches."""


def backed_up(house: LivingHouse, path: Path, watching: Callable[[str, int, int], None] = nothing) -> Made:
    """A backup of a living house."""
    world = house.world
    return make_backup(world.database, world.blobs, path, keys=KEYS, now=BEGIN, watching=watching)


def restored_to(
    url: str, folder: Path, backup: Path, *, moved: bool = True, settle_letters: bool = False,
    blobs: Blobs | None = None,
) -> Restored:  # fmt: skip
    """What comes of a backup in another place."""
    database = Database(url)
    try:
        return restore(
            database.engine, blobs or FolderBlobs(folder / "blobs"), backup, keys_file=folder / "keys",
            afterwards=Afterwards(moved=moved, settle_letters=settle_letters), now=BEGIN, watching=nothing,
        )  # fmt: skip
    finally:
        database.close()


def opened_again(
    url: str, folder: Path, loop: Loop, before: LivingHouse, *, blobs: Blobs | None = None
) -> tuple[LivingHouse, Callable[[], None]]:
    """A house on what was restored, which goes on at the hour of the one before."""
    house, close = open_house(url, folder, loop, blobs=blobs)
    house.clock.now = before.clock.now
    return house, close


def all_rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as the model reads it."""
    with database.looking() as session:
        return {
            table.name: [dict(row._mapping) for row in session.execute(table.select().order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }
