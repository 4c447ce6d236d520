"""What fell by a tenth or more since the last result of the same machine: `make bench-compare`.

    python -m bench.comparing [FOLDER]

The ratios to what ran beside, where there is something beside: they hold across days on which the machine itself was
slower. Where nothing is beside, the figure itself. Ends with 1 when something fell.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from bench.keeping import RESULTS, kept

TENTH = 0.9


def main() -> int:
    """Read the command line, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
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
    earlier, later = _comparable(before), _comparable(now)
    lines = []
    for name, (was, unit, more) in earlier.items():
        if name not in later:
            lines.append(f"{name}: not measured any more")
            continue
        is_, _, _ = later[name]
        share = (is_ / was if more else was / is_) if was * is_ else 1.0
        if share <= TENTH:
            lines.append(f"{name}: {is_:g} {unit} after {was:g} {unit}, {100 * share:.0f} % of it")
    return lines


def _comparable(report: dict[str, Any]) -> dict[str, tuple[float, str, bool]]:
    """By name: a figure, its unit, and whether more is better."""
    found: dict[str, tuple[float, str, bool]] = {}
    for figure in report["figures"]:
        ratios = [each for each in figure["beside"] if "ratio" in each]
        for each in ratios:
            found[f"{figure['words']}, beside {each['words']}"] = (each["ratio"], "×", True)
        if not ratios:
            found[figure["words"]] = (figure["value"], figure["unit"], figure["unit"].endswith("/s"))
    return found


if __name__ == "__main__":
    sys.exit(main())
