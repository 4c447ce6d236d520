"""Where the processes of `mailbot serve` are born: one that reads all the code, once, and is gone when they are there.

    python -m mailbot.nursery SUPERVISOR PIPE PIPE NAME…

What it has read is there once for all of them; whoever watches over them has read nothing, and needs next to nothing.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mailbot.errors import WRONG_SETTING, WrongSetting
from mailbot.forks import Born, for_good, fork, live_under
from mailbot.late import never

if TYPE_CHECKING:
    from mailbot.settings import Settings


def main() -> None:
    """Bring the tables up to date, begin these works for this process, say how they are known, and end."""
    [supervisor, tells, hears], names = map(int, sys.argv[1:4]), sys.argv[4:]
    try:
        with for_good():
            grace, works = what_there_is_to_do()
        copy = _tell_of({name: works[name] for name in names}, grace, tells)
        live_under(supervisor)
        if not os.read(hears, 1):  # we were killed before we could say how they are known: nobody would end them
            os._exit(1)
        os.close(hears)
        copy()
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201
        sys.exit(WRONG_SETTING)


def _tell_of(works: Mapping[str, Callable[[], None]], grace: float, tells: int) -> Callable[[], None]:
    """Begin each of them and say so. Comes back in the copies alone, with their work: they wait for our end."""
    try:
        pids = {name: fork(name, work).pid for name, work in works.items()}
    except Born as copy:
        os.close(tells)
        return copy.work
    os.write(tells, json.dumps({"pids": pids, "grace": grace}).encode())
    os._exit(0)


def what_there_is_to_do() -> tuple[float, Mapping[str, Callable[[], None]]]:
    """How long they may take to end, and what each of them does. All that it takes is read after this."""
    from mailbot.settings import leave_out, read_settings

    settings = read_settings()
    leave_out(settings)
    _bring_up_to_date(settings)
    never("rich")  # for people on a terminal: structlog reads it wherever it is

    from mailbot.front import run_front
    from mailbot.telemetry import set_up_logs
    from mailbot.worker import Part, run_worker

    set_up_logs(settings.log_level)
    return settings.grace_seconds, {
        "front": lambda: run_front(settings, smtp=True, web=True),
        "mails": lambda: run_worker(settings, part=Part.MAILS),
        "letters": lambda: run_worker(_beside(settings), part=Part.LETTERS),
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


def _beside(settings: "Settings") -> "Settings":
    """The same for the second of two processes that share an environment: its metrics are one port further."""
    port = settings.metrics_port
    return settings if port is None else settings.model_copy(update={"metrics_port": port + 1})


if __name__ == "__main__":
    main()
