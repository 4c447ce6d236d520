"""As the years go by: the whole path on databases of 1,000, 100,000 and 1,000,000 comments."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.accept import far_end
from bench.family import processor_seconds
from bench.figures import Act, Figure, interleaved
from bench.filling import SEED, as_it_was, copied, filled
from bench.houses import House, embedded, send
from bench.scale import Scale

_SIZES = (SEED, 100_000, 1_000_000)
_BAR = 1.15
_COPIED_BELOW = 1_500_000_000
"""Octets: a larger database is used where it lies, and what came in a run is taken away after it."""


def measure(scale: Scale) -> list[Figure]:
    """One house at a time, started anew each time, and left alone until it is calm; A B C A B C."""
    sizes = _SIZES[:1] if scale.quick else _SIZES
    sizes = (*sizes, 3 * SEED) if scale.quick else sizes
    folders = {size: filled(size) for size in sizes}
    seeds = iter(range(2, 1_000_000))

    def on(size: int) -> Act:
        def act() -> float:
            with ExitStack() as stack:
                folder = stack.enter_context(_own_copy(folders[size]))
                relay = stack.enter_context(far_end())
                house = stack.enter_context(embedded(relay.port, data=folder))
                _calm(house)
                send(house, scale.many(40, 5), 2, seed=next(seeds))
                return send(house, scale.many(300, 10), 10, seed=next(seeds)).per_second

        return act

    found = interleaved(scale.rounds, *(on(size) for size in sizes))
    figures = [
        Figure(f"growth.{size}", f"whole path where {size:,} comments are stored", "replies/s", rounds)
        for size, rounds in zip(sizes, found, strict=True)
    ]
    longer = tuple(few / many for few, many in zip(found[0], found[-1], strict=True))
    words = f"time of a reply where {sizes[-1]:,} comments are stored, against {sizes[0]:,}"
    return [*figures, Figure("growth", words, "×", longer, _BAR)]


@contextmanager
def _own_copy(folder: Path) -> Iterator[Path]:
    if (folder / "data" / "mailbot.db").stat().st_size > _COPIED_BELOW:
        with as_it_was(folder / "data" / "mailbot.db"):
            yield folder
        return
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name:
        house = copied(folder, Path(name).absolute() / "house")
        os.sync()  # else the copy is brought to the disk while the house waits for its own commits
        yield house


def _calm(house: House, most: float = 60.0) -> None:
    """Until its processes do little: what goes by the clock has been looked at."""
    until = time.monotonic() + most
    spent = [processor_seconds(house.pids)]
    while time.monotonic() < until:
        time.sleep(0.5)
        spent.append(processor_seconds(house.pids))
        recent = [later - earlier for earlier, later in zip(spent[-5:], spent[-4:], strict=False)]
        if len(recent) >= 4 and statistics.fmean(recent) < 0.03:
            return
