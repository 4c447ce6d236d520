"""Writes the table and the picture of docs/speed.md from the newest result: no figure there is typed by hand.

python -m bench.table           # writes
python -m bench.table --check   # ends with 1 when it would write something else
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.keeping import kept
from bench.plot import svg_of
from bench.telling import bar_words, head_of, number

PLOT = "speed.svg"
PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def main() -> int:
    """Read the command line, write or look."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    before = PAGE.read_text("utf-8")
    after = written(before, kept())
    if chosen.check:
        return 0 if after == before else 1
    PAGE.write_text(after, "utf-8")
    for newest in kept()[-1:]:
        (PAGE.parent / PLOT).write_text(svg_of(newest), "utf-8")
    return 0


def written(page: str, results: list[dict[str, Any]]) -> str:
    """The page with the newest result between its marks."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{PAGE.name} has no place for the figures")
    lines = table_of(results[-1]) if results else ["No result is kept yet."]
    return "\n".join([f"{head}{begin}", "", *lines, "", f"{end}{tail}"])


def table_of(report: dict[str, Any]) -> Iterator[str]:
    """One line a figure, and what stands beside it below."""
    yield f"{head_of(report)}."
    yield ""
    yield f"![Each figure beside its bar, and beside what ran with it; how it grows]({PLOT})"
    yield ""
    yield "| what | median | least to most | bar | beside, and how many times as fast |"
    yield "|---|---:|---:|---|---|"
    for figure in report["figures"]:
        beside = "<br>".join(_beside(each) for each in figure["beside"])
        bar = "" if figure["bar"] is None else f"{bar_words(figure)}: {_held(figure)}"
        yield (
            f"| {figure['words']} | {number(figure['value'])} {figure['unit']} "
            f"| {number(figure['least'])} to {number(figure['most'])} | {bar} | {beside} |"
        )
    for fault in report["faults"]:
        yield f"| {fault['part']} | broken | | | |"


def _beside(other: dict[str, Any]) -> str:
    if "missing" in other:
        return f"{other['words']}: not installed"
    bar = "" if other["bar"] is None else f" (bar {other['bar']:g}: {_held(other)})"
    return f"× {other['ratio']:.2f} {other['words']}{bar}"


def _held(what: dict[str, Any]) -> str:
    return "held" if what["held"] else "**missed**"


if __name__ == "__main__":
    sys.exit(main())
