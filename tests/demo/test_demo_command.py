"""`mailbot demo` as it is started on a laptop: real processes, real ports, and nothing left of them."""

import contextlib
import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bench.kills import free_port
from mailbot.clock import system_clock
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.opening import Plan, run_demo
from mailbot.demo.showing import headline
from mailbot.errors import WrongSetting
from tests.demo.test_page import photo
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE


@dataclass
class Demo:
    """A running `mailbot demo`, and where its page is."""

    process: subprocess.Popen[str]
    url: str
    folder: Path

    def letters(self, person: str) -> list[Delivered]:
        """What lies in the box of an address, oldest first."""
        return Letterboxes(system_clock, self.folder / "letters").of(person)

    def inbox(self, person: str) -> list[str]:
        """The titles in one person's box, newest first."""
        return [headline(letter.mail) for letter in self.letters(person)[::-1]]

    def newest(self, person: str) -> str:
        """Where the newest letter of one person is shown."""
        return f"{self.url}/letters/{self.letters(person)[-1].number}"


def free_ports() -> tuple[int, int]:
    """A free port for SMTP, and one for the page with a free one after it."""
    while True:
        smtp, page = free_port(), free_port()
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", page + 1)):
            if smtp not in (page, page + 1):
                return smtp, page


@contextmanager
def started(folder: Path) -> Iterator[Demo]:
    smtp_port, page_port = free_ports()
    elsewhere = folder.parent / "another-house"
    process = subprocess.Popen(
        [
            sys.executable, "-m", "mailbot", "demo", "--folder", str(folder),
            "--smtp-port", str(smtp_port), "--page-port", str(page_port),
        ],
        stdout=subprocess.PIPE,
        text=True,
        # What is set for another house must not bring the cast into it.
        env=os.environ | {"MAILBOT_DATABASE_URL": f"sqlite:///{elsewhere}", "MAILBOT_TLS_REQUIRED": "true"},
    )  # fmt: skip
    try:
        yield Demo(process, f"http://127.0.0.1:{page_port}", folder)
    finally:
        family = children_of(process.pid)
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        eventually(lambda: not any(map(is_alive, family)))
        assert not elsewhere.exists()


def eventually(true: Callable[[], bool], seconds: float = 60.0) -> None:
    latest = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < latest, "waited for too long"
        time.sleep(0.1)


def is_held(mark: Path) -> bool:
    """Whether a demonstration has its folder for itself."""
    if not mark.exists():
        return False
    with mark.open("a") as file, contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return False
    return True


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=60).status_code == 200
    except httpx.TransportError:
        return False


def children_of(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.long
def test_a_mail_written_on_the_page_fills_the_boxes_and_sigterm_leaves_nothing_running(tmp_path: Path) -> None:
    with started(tmp_path / "demo") as demo:
        eventually(lambda: answers(demo.url), 60)
        greeting = []
        assert demo.process.stdout is not None
        for line in demo.process.stdout:
            greeting.append(line)
            if "Ctrl-C" in line:
                break
        family = children_of(demo.process.pid)
        assert len(family) == 2

        written = httpx.post(
            f"{demo.url}/write/nadia",
            data={"to": INTAKE, "subject": "Fuite sous l'évier", "words": "Bonjour, l'évier fuit depuis ce matin."},
            files={"files": ("IMG_2041.jpg", photo(), "image/jpeg")},
            timeout=60,
        )
        assert written.status_code == 303, written.text
        eventually(lambda: len(demo.inbox(SOPHIE)) == 1 and len(demo.inbox(NADIA)) == 1)
        assert "1\u00a0photo" in httpx.get(demo.newest(NADIA) + "/body", timeout=60).text
        assert demo.inbox(BERNARD) == []

        answered = httpx.post(demo.newest(SOPHIE), data={"words": "Un plombier passera mardi matin."}, timeout=60)
        assert answered.status_code == 303, answered.text
        eventually(lambda: len(demo.inbox(NADIA)) == 2)
        assert "Un plombier passera mardi matin." in demo.inbox(NADIA)[0]
        assert "a écrit" not in httpx.get(demo.newest(NADIA) + "/body", timeout=60).text

        by_shell = re.search(r"^python3 - <<'FIN'\n.*?^FIN\n", "".join(greeting), re.DOTALL | re.MULTILINE)
        assert by_shell is not None
        subprocess.run(["/bin/sh", "-c", by_shell[0]], check=True, env={"PATH": "/usr/bin:/bin"})
        eventually(lambda: len(demo.inbox(SOPHIE)) == 2)

        demo.process.send_signal(signal.SIGTERM)
        assert demo.process.wait(60) == 0
        assert [pid for pid in family if is_alive(pid)] == []
        # SQLite puts its log back into the database when the last process closes it, and not when it is killed.
        assert not (demo.folder / "mailbot.db-wal").exists()
        assert len(list((demo.folder / "letters").glob("*.eml"))) >= 5


def test_a_demonstration_that_is_killed_leaves_no_orphan(tmp_path: Path) -> None:
    with started(tmp_path / "demo") as demo:
        eventually(lambda: len(children_of(demo.process.pid)) == 2, 60)
        family = children_of(demo.process.pid)
        time.sleep(1)

        demo.process.kill()

        demo.process.wait()
        try:
            eventually(lambda: not any(map(is_alive, family)))
        finally:
            for orphan in filter(is_alive, family):
                os.kill(orphan, signal.SIGKILL)


def test_a_port_that_is_taken_ends_the_start_with_one_sentence_and_status_78(tmp_path: Path) -> None:
    smtp_port, page_port = free_ports()
    with socket.create_server(("127.0.0.1", smtp_port)):
        ended = subprocess.run(
            [
                sys.executable, "-m", "mailbot", "demo", "--folder", str(tmp_path / "demo"),
                "--smtp-port", str(smtp_port), "--page-port", str(page_port),
            ],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip

    assert ended.returncode == 78
    assert ended.stderr == (
        f"Port {smtp_port} cannot be had (Address already in use): choose another with --smtp-port.\n"
    )  # fmt: skip
    assert ended.stdout == ""


def test_the_ports_of_the_pages_are_looked_at_too(tmp_path: Path) -> None:
    smtp_port, page_port = free_ports()
    for taken in (page_port, page_port + 1):
        with (
            socket.create_server(("127.0.0.1", taken)),
            pytest.raises(WrongSetting, match=f"Port {taken} .*--page-port"),
        ):
            run_demo(Plan(tmp_path / "demo", smtp_port, page_port, fresh=False), print)


def test_a_folder_that_cannot_be_written_or_holds_other_things_is_named(tmp_path: Path) -> None:
    smtp_port, page_port = free_ports()
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "keys").write_text("somebody's")

    for folder, sentence in {
        tmp_path / "file": "cannot be written: File exists",
        tmp_path / "file" / "below": "cannot be written: Not a directory",
        tmp_path / "photos": "holds other things",
    }.items():
        with pytest.raises(WrongSetting, match=sentence):
            run_demo(Plan(folder, smtp_port, page_port, fresh=True), print)

    assert (tmp_path / "photos" / "keys").read_text() == "somebody's"


def test_two_demonstrations_do_not_share_a_folder(tmp_path: Path) -> None:
    with started(tmp_path / "demo") as demo:
        eventually(lambda: is_held(demo.folder / ".mailbot-demo"))

        with (
            socket.create_server(("127.0.0.1", 0)) as taken,
            pytest.raises(WrongSetting, match="in use by another demonstration"),
        ):
            run_demo(Plan(demo.folder, 1, taken.getsockname()[1], fresh=True), print)
