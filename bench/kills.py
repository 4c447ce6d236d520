"""Kills the service at random moments under load, then counts: nothing lost, nothing twice.

    python -m bench.kills --kills 50

Every mail that was answered 250 must end in exactly one comment, and every letter must arrive at least once, always
with the same Message-ID.
"""

import argparse
import contextlib
import os
import random
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.demo.cast import load_cast
from mailbot.demo.letterboxes import Letterboxes
from mailbot.inbound.smtp import Door
from mailbot.migrating import migrate
from mailbot.model import Comment, InboundMail, OutboundMail, Participant, Person, Report, Thread
from mailbot.settings import read_settings
from mailbot.threads.addresses import reply_address
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel, OutboundFate, ReportStatus, Role
from tests.living import Loop

DOMAIN = "suivi.agence-tilleul.example"
_SENDERS = 4


@dataclass
class Count:
    """What was found when all was quiet again."""

    kills: int = 0
    accepted: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    letters: int = 0
    undelivered: int = 0
    strays: int = 0
    """Message-IDs that arrived and stand in no row, or arrived for two recipients."""
    repeated: int = 0
    """Letters that arrived more than once, as they may."""

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.undelivered or self.strays) and self.accepted > 0


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
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
        }
        if database_url is not None:
            self.environment["MAILBOT_DATABASE_URL"] = database_url
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that was started; its children are the service too."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mailbot", "serve"], env=self.environment, stderr=log
            )

    def wait_for_the_door(self, seconds: float = 30.0) -> None:
        """Until somebody answers at the SMTP port. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.smtp_port), 0.5):
                return
            time.sleep(0.05)
        raise TimeoutError((self.folder / "log").read_text())

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)


class Senders:
    """A few people who write without pause, and write again whatever was not answered 250."""

    def __init__(self, port: int, addresses: list[Address]) -> None:
        self._port = port
        self._addresses = addresses
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._send, args=(number,)) for number in range(_SENDERS)]
        self._written = [0] * _SENDERS
        self.accepted: list[str] = []

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _send(self, number: int) -> None:
        while not self._stop.is_set():
            # A connection that is killed is no news here: the same mail is sent again, as any server would do.
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._send_while_it_lasts(number)
            time.sleep(0.02)

    def _send_while_it_lasts(self, number: int) -> None:
        with smtplib.SMTP("127.0.0.1", self._port, timeout=5) as out:
            while not self._stop.is_set():
                mark = f"numero-{number}-{self._written[number]}"
                address = self._addresses[(number + self._written[number]) % len(self._addresses)]
                out.sendmail(address.sender, [address.reply_to], _mail(address, mark))
                self.accepted.append(mark)
                self._written[number] += 1
                time.sleep(0.01)


def _mail(address: Address, mark: str) -> bytes:
    return (
        f"From: <{address.sender}>\r\nTo: <{address.reply_to}>\r\nSubject: Re: suivi\r\n"
        f"Message-ID: <{mark}@kills.example>\r\nDate: Sat, 21 Nov 2026 10:00:00 +0100\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\nVoici le message {mark} pour vous.\r\n"
    ).encode()


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


def run(kills: int, *, seed: int = 1, database_url: str | None = None) -> Count:
    """Kill so often, then count."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name, far_end() as (boxes, relay_port):
        folder = Path(name)
        url = database_url or f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        addresses = prepare(folder, url)
        service = Service(folder, relay_port, database_url=database_url)
        senders = Senders(service.smtp_port, addresses)
        service.start()
        service.wait_for_the_door()
        senders.start()
        try:
            for _ in range(kills):
                time.sleep(chance.uniform(0.05, 1.5))
                service.kill()
                service.start()
                service.wait_for_the_door()
            time.sleep(0.5)
        finally:
            senders.stop()
        count = _when_quiet(url, boxes, senders.accepted)
        service.stop()
    count.kills = kills
    return count


def _when_quiet(url: str, boxes: Letterboxes, accepted: list[str]) -> Count:
    database = Database(url)
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with database.looking() as session:
            due = session.scalar(select(func.count()).where(InboundMail.due_at.is_not(None))) or 0
            due += session.scalar(select(func.count()).where(OutboundMail.due_at.is_not(None))) or 0
        if due == 0:
            break
        time.sleep(0.2)
    with database.looking() as session:
        texts = session.scalars(select(Comment.text).where(Comment.mail_id.is_not(None)))
        said = Counter(text.split()[3] for text in texts)
        rows = dict(session.execute(select(OutboundMail.message_id, OutboundMail.recipient)).all())
        ends = Counter(
            (row.fate, row.answer) for row in session.execute(select(OutboundMail.fate, OutboundMail.answer))
        )
        unsent = sum(times for (fate, _), times in ends.items() if fate is not OutboundFate.SENT)
    database.close()
    arrived = Counter((letter.mail.message_id, letter.recipient) for letter in boxes)
    names = {name.strip("<>") for name, _ in arrived}
    return Count(
        accepted=len(accepted),
        lost=[mark for mark in accepted if said[mark] == 0],
        doubled=[mark for mark, times in said.items() if times > 1],
        letters=len(rows),
        undelivered=unsent + sum(name.strip("<>") not in names for name in rows),
        strays=sum(rows.get(f"<{name.strip('<>')}>") != recipient for name, recipient in arrived),
        repeated=sum(times > 1 for times in arrived.values()),
    )


def main() -> None:
    """Kill, count, and say so; exit status 1 when something was lost or done twice."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    count = run(chosen.kills, seed=chosen.seed)
    print(
        f"{count.kills} kills, {count.accepted} mails answered 250: "
        f"{len(count.lost)} lost, {len(count.doubled)} doubled; "
        f"{count.letters} letters: {count.undelivered} undelivered, {count.strays} strays, {count.repeated} repeated"
    )
    sys.exit(not count.good)


if __name__ == "__main__":
    main()
