"""What a mail says is done: the transaction in which a reply becomes a comment, an event, and letters."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.figures import Figure, interleaved
from bench.scale import Scale
from bench.walk import keep
from bench.whole import addresses
from mailbot.inbound.queue import claim_due
from mailbot.inbound.together import take_mails
from mailbot.points import Point, watch
from mailbot.settings import read_settings
from mailbot.telemetry import set_up_logs
from mailbot.world import World, make_world

_AT_ONCE = 10


def measure(scale: Scale) -> list[Figure]:
    """On SQLite, in one process without the doors, ten claimed together, as by a worker that has enough to do."""
    set_up_logs("warning")
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name:
        folder = Path(name).absolute()
        url = f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        recipients = addresses(folder, url)
        settings = read_settings(data_dir=folder / "data", database_url=url, lease_seconds=600.0)
        world = replace(make_world(settings), names=None)
        seeds = iter(range(1_000))
        _milliseconds(world, recipients, scale.many(50, 5), seed=next(seeds))
        (found,) = interleaved(
            scale.rounds, lambda: _milliseconds(world, recipients, scale.many(200, 10), seed=next(seeds))
        )
        world.database.close()
    return [Figure("apply", "a read reply is applied: comment, event, two letters, its share of a commit", "ms", found)]


def _milliseconds(world: World, recipients: list[str], replies: int, *, seed: int) -> float:
    """Between two points of the walk, for each reply."""
    keep(world.database, recipients, replies, seed=seed)
    watching = _Between()
    watch(watching)
    try:
        taken = 0
        while claimed := claim_due(world, limit=_AT_ONCE):
            taken += take_mails(world, claimed)
    finally:
        watch(None)
    if taken != replies:
        raise RuntimeError(f"{taken} of {replies} replies were taken")
    return 1000 * watching.seconds / replies


class _Between:
    """From a mail whose files are kept, the last of its group, until the commit."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._began: float | None = None

    def __call__(self, point: Point) -> None:
        if point is Point.MAIL_FILES_KEPT:
            self._began = time.perf_counter()
        elif point is Point.MAIL_COMMITTED and self._began is not None:
            self.seconds += time.perf_counter() - self._began
            self._began = None
