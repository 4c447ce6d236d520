"""`make bench`: one report from one run, of ratios to what ran beside on the same machine.

    python -m bench [--quick] [--rounds 5] [accept whole …]

Text comes to the terminal; the same as text, JSON and a plot is kept under bench/results when all parts ran, or where
`--keep` says. A part that breaks is said, and the others go on; the end is 1 then.
"""

import argparse
import importlib
import json
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Fault, Figure, Report
from bench.keeping import RESULTS, path_of
from bench.machine import machine
from bench.plot import svg_of
from bench.scale import Scale
from bench.telling import head_of, lines_of, verdict

PARTS = {
    "accept": "Mail is accepted: 18 kB each, committed and fsynced before its 250",
    "reading": "A mail is read",
    "apply": "What a mail says is done",
    "letters": "A letter leaves",
    "papers": "Papers",
    "page": "Pages",
    "start": "From nothing to the first 250",
    "latency": "One reply to an idle house",
    "memory": "Memory",
    "whole": "The whole path: a reply, its comment, two letters delivered",
    "sizes": "Mails of every size",
    "processes": "More workers",
    "growth": "As the years go by",
}
"""In the order of the report: what is small and quiet before what fills the machine."""
_MODULES = {"apply": "applying", "page": "pages"}


def run(chosen: list[str], scale: Scale, say: Callable[[str], None]) -> Report:
    """The chosen parts one after another; what they find is said at once."""
    report = Report(datetime.now(UTC).isoformat(timespec="seconds"), machine(), scale.quick)
    say(head_of(report.as_json()))
    for part in chosen:
        say(f"\n{PARTS[part]}")
        began = time.monotonic()
        try:
            found = measuring(part)(scale)
        except Exception as fault:
            traceback.print_exc()
            report.faults.append(Fault(part, f"{type(fault).__name__}: {fault}"))
            say(f"  broken: {type(fault).__name__}; the others go on")
        else:
            report.figures += found
            say("\n".join(line for figure in found for line in lines_of(figure.as_json())))
        report.seconds[part] = time.monotonic() - began
    say(f"\n{verdict(report.as_json())}")
    if report.faults:
        say(f"{len(report.faults)} parts broke: {', '.join(fault.part for fault in report.faults)}.")
    say(f"It took {sum(report.seconds.values()) / 60:.1f} min.")
    return report


def measuring(part: str) -> Callable[[Scale], list[Figure]]:
    """What measures a part; only what is asked for is loaded."""
    measure: Callable[[Scale], list[Figure]] = importlib.import_module(
        f"bench.parts.{_MODULES.get(part, part)}"
    ).measure
    return measure


def keep(report: Report, text: str, folder: Path) -> Path:
    """The report as text, JSON and a plot; where, without an ending."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = report.as_json()
    path = path_of(kept, folder)
    path.with_suffix(".json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    path.with_suffix(".txt").write_text(text, "utf-8")
    path.with_suffix(".svg").write_text(svg_of(kept), "utf-8")
    return path


def main() -> int:
    """Read the command line, run, keep."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("only", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="one round of small numbers: whether it runs")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the result there, whatever ran")
    chosen = parser.parse_args()
    if wrong := set(chosen.only) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(wrong))}: {', '.join(PARTS)}")
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        print(line, flush=True)

    scale = Scale(rounds=chosen.rounds or (1 if chosen.quick else 5), quick=chosen.quick)
    report = run([part for part in PARTS if part in chosen.only or not chosen.only], scale, say)
    folder = chosen.keep or (RESULTS if not (chosen.only or chosen.quick or report.faults) else None)
    if folder is not None:
        path = keep(report, "\n".join([*said, ""]), folder)
        print(f"Kept: {path}.txt, .json and .svg")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
