"""What fell by a tenth or more since the last result of the same machine: `make bench-compare`.

    python -m bench.comparing [FOLDER]

The ratios to what ran beside, where there is something beside: they hold across days on which the machine itself was
slower. Where nothing is beside, the figure itself. Ends with 1 when something fell.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.keeping import RESULTS, kept

TENTH = 0.9


def main() -> int:
    """Read the command line, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.comparing", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=RESULTS)
    found = kept(parser.parse_args().folder)
    if not found:
        print("No result is kept here: run `make bench` first.")
        return 0
    now = found[-1]
    earlier = [each for each in found[:-1] if each["machine"]["name"] == now["machine"]["name"]]
    if not earlier:
        print(f"The result of {now['when'][:10]} is the only one of {now['machine']['name']}.")
        return 0
    worse = fallen(earlier[-1], now)
    print(f"{now['when'][:16]} ({now['machine']['commit']}) beside {earlier[-1]['when'][:16]}"
          f" ({earlier[-1]['machine']['commit']}): {len(worse) or 'nothing'} fell by a tenth or more")  # fmt: skip
    for line in worse:
        print(f"  {line}")
    return 1 if worse else 0


def fallen(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What is worse by a tenth or more, and what is gone, in words."""
    later = {each.key: each for each in _comparable(now)}
    lines = []
    for was in _comparable(before):
        if (found := later.get(was.key)) is None:
            lines.append(f"{was.words}: not measured any more")
        elif (share := found.share_of(was)) <= TENTH:
            lines.append(f"{found.words}: {found.value:g} {found.unit} after {was.value:g}, {100 * share:.0f} % of it")
    return lines


class _Compared(NamedTuple):
    """One figure or one ratio."""

    key: tuple[str, str]
    """Its code, and what is beside it: words change when there are more mails to read."""
    words: str
    value: float
    unit: str
    more_is_better: bool

    def share_of(self, earlier: "_Compared") -> float:
        """How good it is, of how good it was."""
        if not self.value * earlier.value:
            return 1.0
        return self.value / earlier.value if self.more_is_better else earlier.value / self.value


def _comparable(report: dict[str, Any]) -> Iterator[_Compared]:
    for figure in report["figures"]:
        ratios = [each for each in figure["beside"] if "ratio" in each]
        for each in ratios:
            words = f"{figure['words']}, beside {each['words']}"
            yield _Compared((figure["code"], each["words"]), words, each["ratio"], "×", more_is_better=True)
        if not ratios:
            is_rate = figure["unit"].endswith("/s")
            yield _Compared((figure["code"], ""), figure["words"], figure["value"], figure["unit"], is_rate)


if __name__ == "__main__":
    sys.exit(main())
