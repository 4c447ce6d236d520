"""Where the processes of `mailbot serve` are born: one that reads all the code, once, and is gone when they are there.

    python -m mailbot.nursery SUPERVISOR PIPE NAME…

What it has read is there once for all of them; whoever watches over them has read nothing, and needs next to nothing.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from mailbot.errors import WRONG_SETTING, WrongSetting
from mailbot.forks import Born, for_good, fork, live_under
from mailbot.late import never

if TYPE_CHECKING:
    from mailbot.settings import Settings


def main() -> None:
    """Bring the tables up to date, begin these works for this process, say how they are known, and end."""
    supervisor, tells, names = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    try:
        with for_good():
            grace, works = _works()
        try:
            pids = {name: fork(name, works[name]).pid for name in names}
        except Born as copy:
            os.close(tells)
            live_under(supervisor)
            copy.work()
            return
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201
        sys.exit(WRONG_SETTING)
    os.write(tells, json.dumps({"pids": pids, "grace": grace}).encode())
    os._exit(0)  # they wait for that


def _works() -> tuple[float, dict[str, Callable[[], None]]]:
    """How long they may take to end, and what each of them does."""
    from mailbot.settings import leave_out, read_settings

    settings = read_settings()
    leave_out(settings)
    _bring_up_to_date(settings)
    never("rich")  # for people on a terminal: structlog reads it wherever it is

    from mailbot.front import run_front
    from mailbot.telemetry import set_up_logs
    from mailbot.worker import run_worker

    set_up_logs(settings.log_level)
    return settings.grace_seconds, {
        "front": lambda: run_front(settings, smtp=True, web=True),
        "work": lambda: run_worker(settings),
    }


def _bring_up_to_date(settings: "Settings") -> None:
    from mailbot.db import Database
    from mailbot.migrating import Shape, shape_of

    database = Database(settings.database)
    try:
        database.must_answer()
        shape = shape_of(database.engine)
    finally:
        database.close()
    if shape is not Shape.TODAYS:
        from mailbot.operating import bring_up_to_date

        bring_up_to_date(settings)


if __name__ == "__main__":
    main()
