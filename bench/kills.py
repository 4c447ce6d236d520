"""`mailbot serve` as a program of its own, begun, killed and stopped: for what measures it and for what tests it."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.demo.cast import load_cast
from mailbot.demo.letterboxes import Letterboxes
from mailbot.inbound.smtp import Door
from mailbot.migrating import migrate
from mailbot.model import Participant, Person, Report, Thread
from mailbot.settings import read_settings
from mailbot.threads.addresses import reply_address
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel, ReportStatus, Role
from tests.living import Loop

DOMAIN = "suivi.agence-tilleul.example"
_SENDERS = 4


def free_port() -> int:
    """A port of the loopback that nobody listens on now; nor soon: the system hands out higher ones by itself."""
    while True:
        port = secrets.randbelow(20_000) + 10_000
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@dataclass(frozen=True)
class Address:
    """Somebody, and where they answer."""

    sender: str
    reply_to: str


class Service:
    """`mailbot serve`, started and killed like any other program."""

    def __init__(self, folder: Path, relay_port: int, *, database_url: str | None = None) -> None:
        self.smtp_port = free_port()
        self.folder = folder
        self.environment = os.environ | {
            "MAILBOT_DATA_DIR": str(folder / "data"),
            "MAILBOT_SMTP_PORT": str(self.smtp_port),
            "MAILBOT_WEB_PORT": str(free_port()),
            "MAILBOT_RELAY_URL": f"smtp://127.0.0.1:{relay_port}",
            "MAILBOT_LEASE_SECONDS": "3",
            "MAILBOT_SWEEP_SECONDS": "1",
            "MAILBOT_LOG_LEVEL": "warning",
            "MAILBOT_PEER_CONNECTIONS": "1000",
            "MAILBOT_SENDER_MAILS": "0",
            "MAILBOT_ADDRESS_MAILS": "0",
            "MAILBOT_MOST_WAITING_MAILS": "1000000",
        }
        if database_url is not None:
            self.environment["MAILBOT_DATABASE_URL"] = database_url
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that was started; its children are the service too."""
        assert self._process is not None
        return self._process.pid

    @property
    def ended(self) -> int | None:
        """With which status it ended; None while it is there."""
        assert self._process is not None
        return self._process.poll()

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mailbot", "serve"], env=self.environment, stderr=log
            )

    def wait_for_the_door(self, seconds: float = 90.0) -> None:
        """Until somebody answers at the SMTP port, and at that of the pages, which is opened after it. Raises
        TimeoutError."""
        until = time.monotonic() + seconds
        for port in (self.smtp_port, int(self.environment["MAILBOT_WEB_PORT"])):
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
                    break
                if time.monotonic() > until:
                    raise TimeoutError((self.folder / "log").read_text())
                time.sleep(0.05)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(90)


@contextlib.contextmanager
def far_end() -> Iterator[tuple[Letterboxes, int]]:
    """The relay's far end, which outlives every kill."""
    loop, boxes = Loop(), Letterboxes(system_clock)
    door = Door(boxes.keep, boxes.judge, hostname="relay.example", now=system_clock, smtp=("127.0.0.1", 0))
    loop.run(door.start())
    try:
        yield boxes, door.addresses[0].port
    finally:
        loop.run(door.stop(1.0))
        loop.close()


def prepare(folder: Path, url: str) -> list[Address]:
    """Tables, the cast, and where its people answer on the open reports."""
    keyring = Keyring(read_settings(data_dir=folder / "data").signing_keys)
    database = Database(url)
    migrate(database.engine)
    with database.transaction() as session:
        load_cast(session, now=system_clock())
    with database.looking() as session:
        seats = session.execute(
            select(Participant, Person)
            .join(Person, Person.id == Participant.person_id)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .where(Report.status != ReportStatus.CLOSED, Participant.role.in_([Role.TENANT, Role.MANAGER]))
        ).all()
        today = system_clock().date()
        addresses = [
            Address(
                person.addresses[0].address,
                reply_address(keyring, seat.id, Channel.PUBLIC, DOMAIN, today=today),
            )
            for seat, person in seats
        ]
    database.close()
    return addresses
