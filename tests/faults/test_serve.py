"""`mailbot serve` watches over three processes that share what they have read; each may die, and so may it."""

import contextlib
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.kills import Service, far_end, prepare
from mailbot.errors import WRONG_SETTING

PATIENCE = 120.0

LEFT_ALONE = (
    "pypdf PIL pillow_heif holidays icalendar segno webob.dec chardet redis psycopg greenlet rich alembic typer"
)
WHAT_IS_READ = """
import sys
import mailbot.serving
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"pydantic", "sqlalchemy", "typer", "structlog"}))
from mailbot import nursery
sys.argv = ["nursery", "1", "1"]
nursery.what_there_is_to_do()
print(*sorted(name for name in sys.argv_left.split() if getattr(sys.modules.get(name), "__file__", None)))
"""


def children(pid: int) -> dict[str, int]:
    """Those of a process that have a name of ours."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            called, _, name = Path(f"/proc/{child}/cmdline").read_text().rstrip("\0").partition("\0")
            if called == "mailbot":
                found[name] = int(child)
    return found


def until(true: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.02)


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_another(service: Service, name: str, dead: int) -> bool:
    return children(service.pid).get(name, dead) != dead


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_each_of_the_three_is_born_again_and_none_outlives_who_watches_over_them(tmp_path: Path) -> None:
    with far_end() as (boxes, relay_port), contextlib.ExitStack() as at_the_end:
        [writer, *_] = prepare(tmp_path, f"sqlite:///{tmp_path / 'data' / 'mailbot.db'}")
        service = Service(tmp_path, relay_port)
        service.environment["MAILBOT_GRACE_SECONDS"] = "0"  # it says how they end, and nothing of how they begin
        service.start()
        at_the_end.callback(service.kill)
        service.wait_for_the_door()
        until(lambda: sorted(children(service.pid)) == ["front", "letters", "mails"])
        first = children(service.pid)

        for name in first:
            before = children(service.pid)
            os.kill(before[name], signal.SIGKILL)
            until(partial(is_another, service, name, before[name]))
            now = children(service.pid)
            assert {each for each in first if now[each] != before[each]} == {name}, "the others go on"
            service.wait_for_the_door()
        with smtplib.SMTP("127.0.0.1", service.smtp_port) as line:
            line.sendmail(writer.sender, [writer.reply_to], f"From: {writer.sender}\r\nSubject: Re\r\n\r\nBonjour.\r\n")
        until(lambda: len(boxes) > 0)
        assert (tmp_path / "log").read_text().count('"process_ended"') == 3

        last = children(service.pid)
        service.kill()
        until(lambda: not any(map(is_there, last.values())) and not answers(service.smtp_port))

        service.start()
        service.wait_for_the_door()
        last = children(service.pid)
        service.stop()
        assert service.ended == 0
        assert not any(map(is_there, last.values()))


def test_a_wrong_setting_ends_it_with_a_sentence(tmp_path: Path) -> None:
    given = os.environ | {"MAILBOT_DATA_DIR": str(tmp_path), "MAILBOT_WORKERS": "none"}
    done = subprocess.run(
        [sys.executable, "-m", "mailbot", "serve"], env=given, capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == WRONG_SETTING
    assert done.stderr.startswith("MAILBOT_WORKERS")
    assert len(done.stderr.splitlines()) == 1


def test_what_no_house_of_this_kind_needs_at_its_start_is_not_read(tmp_path: Path) -> None:
    program = WHAT_IS_READ.replace("sys.argv_left", repr(LEFT_ALONE))
    prepared = os.environ | {"MAILBOT_DATA_DIR": str(tmp_path)}
    for _ in range(2):  # the first time, its tables are made
        done = subprocess.run(
            [sys.executable, "-c", program], env=prepared, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    watching, working = done.stdout.splitlines()
    assert watching == ""
    assert working == ""


KILLED_AT_BIRTH = """
import json, os, pathlib, sys
once = pathlib.Path(os.environ["KILLED_ONCE"])
if "mailbot.nursery" in sys.orig_argv and not once.exists():
    said = json.dumps
    def killed(*told, **how):
        if copies := pathlib.Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text():
            once.write_text(copies)
            os.kill(os.getpid(), 9)
        return said(*told, **how)
    json.dumps = killed
"""
"""What a nursery reads before all else: it is killed when its copies are there and nobody has heard of them."""


def test_of_a_nursery_that_is_killed_none_lives_on_unknown(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(KILLED_AT_BIRTH)
    with far_end() as (_, relay_port), contextlib.ExitStack() as at_the_end:
        prepare(tmp_path, f"sqlite:///{tmp_path / 'data' / 'mailbot.db'}")
        service = Service(tmp_path, relay_port)
        service.environment |= {"PYTHONPATH": str(tmp_path), "KILLED_ONCE": str(tmp_path / "once")}
        service.start()
        at_the_end.callback(service.kill)
        killed = tmp_path / "once"
        until(lambda: killed.exists() and len(killed.read_text().split()) == 3)
        unknown = [int(each) for each in killed.read_text().split()]
        until(lambda: not any(map(is_there, unknown)))
        service.wait_for_the_door(PATIENCE)
        until(lambda: sorted(children(service.pid)) == ["front", "letters", "mails"])
