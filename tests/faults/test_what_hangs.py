"""What hangs or dies is ended, and begun again: a worker, a child of `serve`, the process that prints."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mailbot.errors import WRONG_SETTING
from mailbot.outbound import press
from mailbot.outbound.press import NotPrinted, Press
from mailbot.outbound.press_wire import Job
from mailbot.processes import Children, programs

HANGS = """
import re, threading, time
from mailbot.watchdog import Watchdog
dog = Watchdog({seconds}); dog.start()
def step():
    with dog.step("mails", times={times}):
        {act}
threading.Thread(target=step).start()
time.sleep(600)
"""


@pytest.mark.parametrize(
    ("act", "status", "seconds", "times"),
    # Whoever only waits is found by the thread that looks; were it late by ten seconds, the kernel would be first.
    [("time.sleep(600)", 70, 12.0, 0.1), ('re.match("(a+)+$", "a" * 50 + "b")', 1, 1.0, 1.0)],
    ids=["waits", "regex"],
)
def test_a_worker_whose_thread_hangs_ends_and_says_where(act: str, status: int, seconds: float, times: float) -> None:
    program = HANGS.format(act=act, seconds=seconds, times=times)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == status
    assert "in step" in done.stderr


def test_a_process_that_ends_unasked_is_started_again_after_a_pause_that_grows() -> None:
    told: list[tuple[str, int, float]] = []
    children = Children(programs(["--help"]))  # it ends at once
    now = time.monotonic()
    try:
        while len(told) < 3:
            heard = len(told)
            assert children.start_again(now=now, told=lambda *each: told.append(each)) is None
            if len(told) > heard:
                now += told[-1][2]  # its pause is over; else no time passes, however long it takes to end
            time.sleep(0.02)
    finally:
        children.stop(5.0)
    assert [(command, status) for command, status, _ in told] == [("--help", 0)] * 3
    pauses = [pause for *_, pause in told]
    assert pauses == sorted(pauses)


def test_a_wrong_setting_is_not_tried_again(tmp_path: Path) -> None:
    children = Children(programs(["work"], given={"MAILBOT_DATA_DIR": str(tmp_path), "MAILBOT_WORKERS": "none"}))
    until = time.monotonic() + 120
    status = None
    while status is None and time.monotonic() < until:
        status = children.start_again(now=time.monotonic(), told=lambda *_: None)
        time.sleep(0.02)
    children.stop(5.0)
    assert status == WRONG_SETTING


def test_a_process_that_does_not_start_to_print_is_not_waited_for_by_each_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printing = Press(limit=100.0)
    page = Job("<p>bonjour</p>", {}, "")
    try:
        with monkeypatch.context() as broken:
            broken.setattr(sys, "executable", "/bin/false")
            with pytest.raises(NotPrinted, match="Pango"):
                printing.print(page)
        with pytest.raises(NotPrinted, match="Pango"):
            printing.print(page)
        assert printing.pid is None, "it rests"
        printing._rests_until = 0.0
        assert printing.print(page).startswith(b"%PDF-")
    finally:
        printing.close()


def test_the_process_that_prints_is_replaced_when_it_hangs_or_dies() -> None:
    printing = Press(limit=100.0)
    page = Job("<p>bonjour</p>", {}, "")
    try:
        assert printing.print(page).startswith(b"%PDF-")
        first = printing.pid
        assert first is not None
        assert printing.print(page).startswith(b"%PDF-")
        assert printing.pid == first, "it is kept warm"
        limits = Path(f"/proc/{first}/limits").read_text()
        assert "Max file size             0" in limits
        assert "Max address space         1000000000" in limits
        given = Path(f"/proc/{first}/environ").read_bytes()
        assert b"MAILBOT" not in given

        os.kill(first, signal.SIGSTOP)
        printing._limit = 0.5
        with pytest.raises(NotPrinted, match="too slow"):
            printing.print(page)
        printing._limit = 100.0
        assert printing.print(page).startswith(b"%PDF-")
        second = printing.pid
        assert second not in (None, first)
        assert second is not None
        os.kill(second, signal.SIGKILL)
        assert printing.print(page).startswith(b"%PDF-") or printing.pid is None
    except NotPrinted:
        assert printing.print(page).startswith(b"%PDF-")  # it was given the page before its death was seen
    finally:
        printing.close()
    assert printing.pid is None
    assert press.LIMIT < 60.0, "a worker's lease"


def test_the_process_that_prints_opens_nothing() -> None:
    program = """
import socket, subprocess, sys
from mailbot.outbound import typesetting
typesetting._open_nothing_more()
for act in (lambda: open("/etc/hostname"), lambda: socket.socket(), lambda: subprocess.run(["true"]),
            lambda: open(sys.argv[1], "w")):
    try: act(); print("done")
    except PermissionError: print("refused")
try: bytes(2_000_000_000); print("done")
except MemoryError: print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "/tmp/never"], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == ["refused"] * 5
