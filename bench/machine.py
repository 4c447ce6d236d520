"""Which machine a run was on: a figure means nothing without."""

import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """Cores, processor, memory, kernel, versions, and the commit that was measured."""
    return {
        "name": short_name(), "cores": os.cpu_count(), "processor": _processor(), "memory_gb": _memory(),
        "kernel": platform.release(), "python": _python(), "sqlite": sqlite3.sqlite_version,
        "commit": _git("rev-parse", "--short=12", "HEAD"), "changed": bool(_git("status", "--porcelain", "-uno")),
    }  # fmt: skip


def short_name() -> str:
    """What results of this machine are called: its processor and cores, since host names come and go."""
    words = [word.strip("()").lower() for word in _processor().replace("(R)", "").replace("(TM)", "").split()]
    kept = [word for word in words if word.isalnum() and word not in {"processor", "cpu", "core"}]
    return "-".join([*kept[:3], f"{os.cpu_count()}c"])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _python() -> str:
    """Its version, and whose it is: one that was compiled at home is slower (docs/decisions/0040)."""
    return f"{platform.python_version()} {'of the system' if sys.base_prefix == '/usr' else 'from elsewhere'}"


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def _git(*words: str) -> str:
    asked = subprocess.run(["git", *words], capture_output=True, text=True, check=False, cwd=Path(__file__).parent)
    return asked.stdout.strip()
