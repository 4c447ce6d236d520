"""When this house was last put into a backup: a line beside its data, for whoever looks how it stands."""

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The newest backup that was made from this folder."""

    made_at: datetime
    path: str
    octets: int
    is_whole: bool
    """Nothing that should be in it was missing."""


def note_backup(data_dir: Path, made: LastBackup) -> None:
    """Write it down. A folder that cannot be written costs the backup nothing."""
    said = {"made_at": made.made_at.isoformat(), "path": made.path, "octets": made.octets, "whole": made.is_whole}
    beside = data_dir / ".last-backup.part"
    with contextlib.suppress(OSError):
        beside.write_text(json.dumps(said), "utf-8")
        beside.replace(data_dir / "last-backup.json")


def last_backup(data_dir: Path) -> LastBackup | None:
    """The newest one; none when nobody knows of any."""
    try:
        said = json.loads((data_dir / "last-backup.json").read_text("utf-8"))
        made_at = datetime.fromisoformat(said["made_at"])
        return LastBackup(made_at, str(said["path"]), int(said["octets"]), bool(said["whole"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
