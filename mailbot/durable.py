"""What must still be there after a power cut: a file's own octets, and the folder that knows its name."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Put a directory on disk: a renamed file survives a power cut only once it is there."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
