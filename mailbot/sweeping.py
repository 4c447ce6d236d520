"""Bytes that nothing names any more are taken away: what was erased, and what came to nothing."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from mailbot.model_gate import Erasure
from mailbot.points import Point, reach
from mailbot.telemetry import logger
from mailbot.workflow.blob_names import old_enough, over, settled, still_named, with_blobs_to_remove
from mailbot.workflow.erasing import TO_REMOVE
from mailbot.world import World

log = logger(__name__)

_ORPHAN_FOR = timedelta(days=30)
"""How long bytes that no row names are left alone: a form that brought them may be open still."""
_AT_ONCE = 200
"""Blobs of one look at what is named still."""


def sweep_blobs(world: World) -> int:
    """Take away the bytes that erased rows named and nothing else names; how many. The rows went before, in a
    transaction of their own: a house that was killed in between goes on here."""
    with world.database.looking() as session:
        waits = {row.id: sorted(row.counts.get(TO_REMOVE, ())) for row in with_blobs_to_remove(session)}
    removed = sum(_sweep_some(world, number, some) for number, names in waits.items() for some in _in_parts(names))
    if removed:
        log.info("blobs_removed", blobs=removed)
    if waits and world.database.settle_file():
        with world.database.transaction() as session:
            for number in waits:
                over(session.get_one(Erasure, number, with_for_update=True))
    elif waits:
        log.warning("database_file_not_settled")  # somebody reads: tried again
    return removed


def _sweep_some(world: World, number: int, some: list[str]) -> int:
    with world.database.looking() as session:
        unnamed = set(some) - still_named(session, some)
    # Whoever names one of them from here on has put it down anew, and what is fresh stays.
    here = {name for name in unnamed if world.blobs.has(name)}  # small mails stood in the database
    left = {name for name in unnamed if not world.blobs.remove(name, before=old_enough(world.clock()))}
    reach(Point.BYTES_REMOVED)
    with world.database.transaction() as session:
        row = session.get_one(Erasure, number, with_for_update=True)
        waits = set(row.counts.get(TO_REMOVE, ()))
        removed = len((here - left) & waits)  # another worker may have been at it too
        settled(row, waits - set(some) | left & waits, removed)
        return removed


def sweep_orphans(world: World, beginning: str) -> int:
    """Take away what was put down a month ago or more and nothing ever named: a form that was never sent, a walk that
    came to nothing, what a killed process had written in part. `beginning`: the two digits with which their
    fingerprints begin; how many."""
    before = world.clock() - _ORPHAN_FOR
    removed = world.blobs.clear_up(beginning, before=before)
    for some in _in_parts(world.blobs.names(beginning)):
        with world.database.looking() as session:
            unnamed = set(some) - still_named(session, some)
        removed += sum(world.blobs.remove(name, before=before) for name in unnamed)
    if removed:
        log.info("orphans_removed", blobs=removed)
    return removed


def _in_parts(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, _AT_ONCE)):
        yield some
