"""A work order is printed, as a PDF that is kept for ten years, without and with two photos."""

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Beside, Figure, interleaved
from bench.papers import photo
from bench.peers.prepare import MISSING, interpreter
from bench.scale import Scale
from mailbot.outbound.paper_samples import LINK, order_facts
from mailbot.outbound.papers import print_paper
from mailbot.outbound.press import PRESS
from mailbot.pictures import for_paper
from mailbot.vocabulary import PaperKind

_BARS = {0: 100.0, 2: 250.0}
_DRIVER = Path(__file__).parents[1] / "peers" / "typst_page.py"


def measure(scale: Scale) -> list[Figure]:
    """By the warm press, as a worker has it; the photos are drawn anew each time, since each order has its own."""
    photos = [photo(number) for number in (1, 2)]
    print_paper(PaperKind.WORK_ORDER, "fr", order_facts(), (), link=LINK)
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, shown in enumerate(map(for_paper, photos)):
            (folder / f"photo-{number}.jpg").write_bytes(shown)
        for count in (0, 2):
            figures.append(_figure(scale, folder, photos[:count]))
    PRESS.close()
    return figures


def _figure(scale: Scale, folder: Path, photos: list[bytes]) -> Figure:
    def ours() -> float:
        return _milliseconds(lambda: _order(photos), scale.many(6, 1))

    with _Typesetter(folder, len(photos)) as peer:
        acts = [ours, lambda: peer.milliseconds(scale.many(6, 1))] if peer.is_there else [ours]
        found = interleaved(scale.rounds, *acts)
    with_ = f"with {len(photos)} photos of {len(photos[0]) / 1e6:.1f} MB" if photos else "without a photo"
    beside = Beside(
        "a page like it by typst, photos drawn beforehand", found[1] if peer.is_there else (), missing=MISSING
    )
    return Figure(f"pdf.{len(photos)}", f"printing a work order {with_}", "ms", found[0], _BARS[len(photos)], (beside,))


def _order(photos: list[bytes]) -> None:
    print_paper(PaperKind.WORK_ORDER, "fr", order_facts(), [for_paper(each) for each in photos], link=LINK)


class _Typesetter:
    """typst, warm in a process of its own environment."""

    def __init__(self, folder: Path, photos: int) -> None:
        python = interpreter("typst")
        self.is_there = python is not None
        words = [str(python), str(_DRIVER), str(folder), str(photos)]
        self._process = (
            subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) if python else None
        )

    def __enter__(self) -> "_Typesetter":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.communicate()

    def milliseconds(self, times: int) -> float:
        """Of one page, the median of so many."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


def _milliseconds(act: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        act()
    return 1000 * (time.perf_counter() - began) / times
