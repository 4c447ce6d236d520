"""Where results are kept, and which is the newest of a machine."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def path_of(report: dict[str, Any], folder: Path = RESULTS) -> Path:
    """Its place, without an ending; a second run of one day has a number."""
    stem = f"{report['when'][:10]}-{report['machine']['name']}"
    path, again = folder / stem, 1
    while path.with_suffix(".json").exists():
        again += 1
        path = folder / f"{stem}-{again}"
    return path


def kept(folder: Path = RESULTS) -> list[dict[str, Any]]:
    """All that are kept, the newest last. Quick runs are no results."""
    found = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")]
    return sorted((each for each in found if not each["quick"]), key=lambda each: str(each["when"]))
