"""How long a paper takes to print in a warm worker, with and without photos, and whether memory stays level."""

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from mailbot.outbound.paper_samples import LINK, order_facts
from mailbot.outbound.papers import print_paper
from mailbot.pictures import for_paper
from mailbot.vocabulary import PaperKind

ROUNDS = 200


def main() -> None:
    started = time.perf_counter()
    _order()
    print(f"first of a process: {1000 * (time.perf_counter() - started):.0f} ms")
    photos = [photo(number) for number in (1, 2)]
    print(f"two photos of {len(photos[0]) / 1e6:.1f} and {len(photos[1]) / 1e6:.1f} MB")
    _timed("with two photos, drawing them included", lambda: _order(*map(for_paper, photos)), 250.0, rounds=10)
    before = _resident()
    _timed("without a photo", _order, 80.0, rounds=ROUNDS)
    print(f"resident: {before:.0f} MB before, {_resident():.0f} MB after {ROUNDS}")


def _order(*pictures: bytes) -> None:
    print_paper(PaperKind.WORK_ORDER, "fr", order_facts(), pictures, link=LINK)


def _timed(what: str, act: Callable[[], None], bar: float, *, rounds: int) -> None:
    """Wall time, and the processor's own: the machine may be doing something else beside."""
    act()
    wall, own = [], []
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        act()
        wall.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.process_time() - spent))
    middle = statistics.median(wall)
    print(
        f"{what}: {middle:.0f} ms (least {min(wall):.0f}, processor {statistics.median(own):.0f}), "
        f"bar {bar:.0f} ms: {'held' if middle <= bar else 'MISSED'}"
    )


def photo(number: int) -> bytes:
    """A photo as a telephone takes it: 12 million pixels, some 3 MB."""
    grain = Image.effect_noise((1000, 750), 40 + 5 * number).resize((4000, 3000)).convert("RGB")
    kept = io.BytesIO()
    for quality in range(95, 50, -5):
        kept = io.BytesIO()
        grain.save(kept, "JPEG", quality=quality)
        if kept.tell() < 3_200_000:
            break
    return kept.getvalue()


def _resident() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
