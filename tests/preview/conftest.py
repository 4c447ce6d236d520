"""The gallery, written once for all of these tests, by the command that writes it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mailbot.preview.kept import kept_tour
from mailbot.preview.tour import Tour


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `mailbot preview --out` writes. Of several workers that test at once, one writes it for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "workshop"
    folder.mkdir(exist_ok=True)
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "out" / "index.html").exists():
            command = [sys.executable, "-m", "mailbot", "preview", "--out", str(folder / "out"), "--no-pictures"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
            (folder / "said").write_text(done.stdout, "utf-8")
    return folder / "out"


@pytest.fixture(scope="session")
def tour(written: Path) -> Tour:
    """The same tour, which was kept."""
    return kept_tour()
