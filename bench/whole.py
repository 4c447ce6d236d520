"""The whole path: replies sent at the door of `mailbot serve` until the two letters that each one causes are delivered.

    python -m bench.whole --replies 600 --connections 10

Load generator, service and the relay's far end share the same cores.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from bench.accept import far_end
from bench.kills import DOMAIN, Service, prepare
from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.model import Comment, Dwelling, Participant, Person, PersonAddress
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.settings import read_settings
from mailbot.threads.addresses import reply_address
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Category, Channel, OutboundFate, Urgency
from mailbot.workflow.households import homes_of_tenant
from mailbot.workflow.reports import open_report

_WRITER = "nadia@example.org"
"""The generator writes in this name."""
_REPORTS = 100


@dataclass
class Figures:
    """One run of the whole path."""

    connections: int
    replies: int
    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    letters: int
    comments: int

    def __str__(self) -> str:
        return (
            f"{self.connections:>4} connections  {self.replies / self.seconds:>6.1f} replies/s  "
            f"{1000 * self.cpu_seconds / self.replies:.1f} ms of processor a reply  "
            f"{self.peak_megabytes:.0f} MB at the most  ({self.comments} comments, {self.letters} letters)"
        )


def run(replies: int, connections: int, *, database_url: str | None = None) -> Figures:
    """Send so many replies over so many connections, and wait for the last letter."""
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name, far_end() as relay:
        folder = Path(name).absolute()
        url = database_url or f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        listed = folder / "addresses"
        listed.write_text("\n".join(addresses(folder, url)))
        service = Service(folder, relay.port, database_url=database_url)
        service.start()
        service.wait_for_the_door()
        watch = Watch(service.pid)
        watch.start()
        subprocess.run(
            [sys.executable, "-m", "bench.generator", f"127.0.0.1:{service.smtp_port}", "--connections",
             str(connections), "--mails", str(replies), "--recipients", str(listed), "--json"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        database = Database(url)
        while _waiting(database, replies):
            time.sleep(0.02)
        watch.stop()
        with database.looking() as session:
            comments = session.scalar(select(func.count()).where(Comment.mail_id.is_not(None))) or 0
            first = session.scalar(select(func.min(InboundMail.received_at)))
            last = session.scalar(select(func.max(OutboundMail.settled_at)))
            assert first is not None
            assert last is not None
            seconds = (last - first).total_seconds()  # from the first mail at the door to the last letter delivered
            letters = session.scalar(select(func.count()).where(OutboundMail.fate == OutboundFate.SENT)) or 0
        database.close()
        service.stop()
    return Figures(
        connections, replies, seconds, watch.cpu_seconds, watch.peak_megabytes, letters - 3 * _REPORTS, comments
    )


class Watch:
    """The processor time and the peak memory of a process and its children."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._before = _cpu(pid)
        self.cpu_seconds = 0.0
        self.peak_megabytes = 0.0

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.1):
            self.peak_megabytes = max(self.peak_megabytes, sum(map(_resident, _family(self._pid))))
        self.cpu_seconds = _cpu(self._pid) - self._before


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def _cpu(pid: int) -> float:
    ticks = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _waiting(database: Database, replies: int) -> bool:
    with database.looking() as session:
        settled = session.scalar(select(func.count()).where(InboundMail.fate.is_not(None))) or 0
        if settled < replies:
            return True
        return bool(session.scalar(select(func.count()).where(OutboundMail.due_at.is_not(None))))


def addresses(folder: Path, url: str) -> list[str]:
    """Where the writer answers on many reports; each answer is told to another occupant and to the manager."""
    prepare(folder, url)
    keyring = Keyring(read_settings(data_dir=folder / "data").signing_keys)
    database, now = Database(url), system_clock()
    with database.transaction() as session:
        nadia = session.scalars(select(Person).where(Person.key == "nadia")).one()
        session.add(PersonAddress(agency_id=nadia.agency_id, person_id=nadia.id, address=_WRITER, added_at=now))
        session.flush()
        home = homes_of_tenant(session, nadia.id, today=now.date())[0]
        for number in range(_REPORTS):
            open_report(
                session, nadia, session.get_one(Dwelling, home), object_=f"fuite {number}", text="Ça fuit.",
                category=Category.PLUMBING, urgency=Urgency.NORMAL, photos=(), now=now - timedelta(days=1),
            )  # fmt: skip
        # These letters are not what is measured.
        session.execute(update(OutboundMail).values(fate=OutboundFate.SENT, due_at=None))
        seats = session.scalars(
            select(Participant.id).where(Participant.person_id == nadia.id).order_by(Participant.id.desc())
        ).all()[:_REPORTS]
    database.close()
    return [reply_address(keyring, seat, Channel.PUBLIC, DOMAIN, today=now.date()) for seat in seats]


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--replies", type=int, default=600)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--database-url")
    chosen = parser.parse_args()
    for connections in chosen.connections:
        print(run(chosen.replies, connections, database_url=chosen.database_url), flush=True)


if __name__ == "__main__":
    main()
