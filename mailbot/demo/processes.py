"""The two processes of a demonstration's house: they live by its clock, and tell what each mail was read with."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mailbot.clock import MovedClock
from mailbot.errors import WrongSetting
from mailbot.front import run_front
from mailbot.settings import Settings
from mailbot.worker import run_worker
from mailbot.world import make_world

MARK = ".mailbot-demo"
"""In each folder of a demonstration: nobody's else is ever written to, or emptied, or lives by another clock."""
CLOCK = "clock"
STANDPOINTS = "standpoints"


def run_demo_front(settings: Settings) -> None:
    """The door and the pages. Raises WrongSetting for a folder that is no demonstration's."""
    run_front(settings, smtp=True, web=True, clock=_clock_of(settings))


def run_demo_work(settings: Settings) -> None:
    """The worker. Raises WrongSetting for a folder that is no demonstration's."""
    clock, folder = _clock_of(settings), settings.data_dir / STANDPOINTS
    folder.mkdir(exist_ok=True)

    def overhear(mail_id: int, standpoint: Mapping[str, Any]) -> None:
        with contextlib.suppress(OSError):  # the mail is settled, and nobody but the page misses this
            unfinished = folder / f"{mail_id}.part"
            unfinished.write_text(json.dumps(standpoint, ensure_ascii=False, indent=1), "utf-8")
            unfinished.replace(standpoint_file(settings.data_dir, mail_id))

    run_worker(settings, replace(make_world(settings, clock), overhear=overhear))


def standpoint_file(folder: Path, mail_id: int) -> Path:
    """Where a demonstration keeps what one of its mails was read with, for `mailbot read --standpoint`."""
    return folder / STANDPOINTS / f"{mail_id}.json"


def _clock_of(settings: Settings) -> MovedClock:
    if not (settings.data_dir / MARK).is_file():
        raise WrongSetting("MAILBOT_DATA_DIR is no demonstration's folder: only `mailbot demo` starts this.")
    return MovedClock(settings.data_dir / CLOCK)
