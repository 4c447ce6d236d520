"""Runs the guards' tests: once as the code is, then once for each guard without it."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from bench.guards.listed import ROOT, Guard, guards_of, trouble_with

_NEEDED = (
    "mailbot",
    "templates",
    "tests",
    "migrations",
    "bench",
    "docs",
    "scripts",
    "pyproject.toml",
    "README.md",
    "Makefile",
)
_FAILED = 1
"""Of pytest: tests ran, and some failed. Anything else is no answer."""


def main() -> int:
    """Try every guard of the areas that are named, or of all."""
    parser = argparse.ArgumentParser(prog="bench.guards", description=main.__doc__)
    parser.add_argument("areas", nargs="*")
    parser.add_argument("--seconds", type=float, default=180.0, help="for one test, before it counts as hanging")
    asked = parser.parse_args()
    guards = guards_of(asked.areas)
    wrong = [f"{guard.area}: {guard.name}: {why}" for guard in guards if (why := trouble_with(guard))]
    good = [guard for guard in guards if not trouble_with(guard)]
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        copy = Path(folder) / "house"
        _copied(copy)
        tests = sorted({guard.test for guard in good})
        if tests and (status := _run(copy, tests, seconds=asked.seconds * len(tests))) != 0:
            print(f"The tests do not pass as the code is (status {status}).")
            return 1
        for guard in track(good, description="guards"):
            if (status := _without(copy, guard, seconds=asked.seconds)) != _FAILED:
                wrong.append(f"{guard.area}: {guard.name}: its test ends with status {status} without it")
    print(f"{len(guards)} guards, {len(guards) - len(wrong)} of them seen to fire.")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def _copied(copy: Path) -> None:
    copy.mkdir()
    for name in _NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, copy / name)


def _without(copy: Path, guard: Guard, *, seconds: float) -> int:
    file = copy / guard.file
    before = file.read_text("utf-8")
    file.write_text(before.replace(guard.is_, guard.becomes), "utf-8")
    try:
        return _run(copy, [guard.test], seconds=seconds)
    finally:
        file.write_text(before, "utf-8")


def _run(copy: Path, tests: Sequence[str], *, seconds: float) -> int:
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-q",
        "-x",
        "--no-header",
        f"--basetemp={copy.parent / 'kept'}",
        *tests,
    ]
    try:
        return subprocess.run(command, cwd=copy, timeout=seconds, capture_output=True, check=False).returncode
    except subprocess.TimeoutExpired:
        return -1


if __name__ == "__main__":
    sys.exit(main())
