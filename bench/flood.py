"""Floods against a real `mailbot serve`, and a witness who writes once a second: how long he waits meanwhile.

    python -m bench.flood --seconds 20
    python -m bench.flood --only huge full-queue

For each flood: the bounds that were reached (as the metrics count them), the answers by code, the witness's median and
worst seconds until 250 and until a letter with his words leaves, and the peaks of memory of the front and the worker.
"""

import argparse
import contextlib
import multiprocessing
import re
import resource
import smtplib
import statistics
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.flooding import FLOODS, Target, certificate, flood
from bench.kills import Address, Service, prepare
from mailbot.clock import system_clock
from mailbot.inbound.smtp import Door, Envelope, Judgement, Kept
from mailbot.terminal import watching
from tests.living import Loop

_WITNESS = "127.0.0.8"
_MARK = re.compile(rb"temoin-(\d+)-fin")
_MOST_WAITING = 600
_CODES = 6
_LOOSENED = ("PEER_CONNECTIONS", "LEASE_SECONDS", "SWEEP_SECONDS", "PEER_MAILS", "SENDER_MAILS", "ADDRESS_MAILS")
"""What other runs put away: here it is what is looked at."""


@dataclass
class Witness:
    """Somebody who writes one mail a second, and looks at the clock."""

    port: int
    address: Address
    accepted: dict[int, float] = field(default_factory=dict)
    """Seconds until 250."""
    began: dict[int, float] = field(default_factory=dict)
    told: dict[int, float] = field(default_factory=dict)
    """Seconds until a letter that has his words leaves."""
    put_off: Counter[str] = field(default_factory=Counter)
    _number: int = 0

    async def keep(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        """The relay's far end."""
        for found in _MARK.findall(raw):
            number = int(found)
            if number in self.began:
                self.told.setdefault(number, time.monotonic() - self.began[number])
        return (Kept.KEPT,) * len(envelope.recipients)

    def write_for(self, seconds: float) -> list[int]:
        """One mail a second; the numbers of those that were written."""
        numbers: list[int] = []
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._number += 1
            numbers.append(self._number)
            threading.Thread(target=self._write, args=(self._number,)).start()
            time.sleep(1.0)
        return numbers

    def _write(self, number: int) -> None:
        self.began[number] = time.monotonic()
        mail = (
            f"From: <{self.address.sender}>\r\nTo: <{self.address.reply_to}>\r\nSubject: Re: suivi\r\n"
            f"Message-ID: <temoin-{number}@flood.example>\r\n\r\nVoici le message temoin-{number}-fin pour vous.\r\n"
        )
        while time.monotonic() < self.began[number] + 60:
            try:
                with smtplib.SMTP("127.0.0.1", self.port, timeout=30, source_address=(_WITNESS, 0)) as out:
                    out.sendmail(self.address.sender, [self.address.reply_to], mail.encode("ascii"))
            except (smtplib.SMTPException, OSError) as error:  # any server would come again
                self.put_off[type(error).__name__] += 1
                time.sleep(0.5)
            else:
                self.accepted[number] = time.monotonic() - self.began[number]
                return


@dataclass
class Row:
    """What one flood did."""

    name: str
    bounds: dict[str, float]
    answers: Counter[str]
    accepted: list[float]
    told: list[float]
    written: int
    put_off: int
    """How often the witness was asked to come again, or found nobody."""
    memory: dict[str, float]


class FloodedService(Service):
    """`mailbot serve` as it comes, but that every peer is a stranger, and the bound of the queue is soon reached."""

    def __init__(self, folder: Path, relay_port: int) -> None:
        super().__init__(folder, relay_port)
        made, key = certificate()
        (folder / "cert.pem").write_bytes(made)
        (folder / "key.pem").write_bytes(key)
        for name in (
            "PEER_CONNECTIONS",
            "LEASE_SECONDS",
            "SWEEP_SECONDS",
            "PEER_MAILS",
            "SENDER_MAILS",
            "ADDRESS_MAILS",
        ):
            self.environment.pop(f"MAILBOT_{name}", None)
        self.environment |= {
            "MAILBOT_FRONT_HOSTS": "192.0.2.1",
            "MAILBOT_AUTHENTICATION": "off",
            "MAILBOT_MOST_WAITING_MAILS": str(_MOST_WAITING),
            "MAILBOT_TLS_CERTIFICATE": str(folder / "cert.pem"),
            "MAILBOT_TLS_KEY": str(folder / "key.pem"),
        }

    def wait_for_the_pages(self) -> None:
        """Until the metrics can be read. Raises TimeoutError."""
        for _ in range(600):
            with contextlib.suppress(OSError):
                self.counted()
                return
            time.sleep(0.1)
        raise TimeoutError

    def counted(self) -> dict[str, float]:
        """What was turned away until now, by reason."""
        address = f"http://127.0.0.1:{self.environment['MAILBOT_WEB_PORT']}/metrics"
        with urllib.request.urlopen(address, timeout=30) as said:
            found = re.findall(r'mailbot_turned_away_total\{why="(\w+)"\} (\S+)', said.read().decode())
        return {why: float(number) for why, number in found}

    def processes(self) -> dict[str, int]:
        """Front, mails and letters, by name."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        named = {}
        for child in map(int, children):
            command = Path(f"/proc/{child}/cmdline").read_text()
            named[command.replace("\0", " ").split()[-1]] = child
        return named


@contextmanager
def memory_of(processes: dict[str, int]) -> Iterator[dict[str, float]]:
    """The peak of each in megabytes, from here on."""
    for pid in processes.values():
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    peaks: dict[str, float] = {}
    yield peaks
    for name, pid in processes.items():
        status = Path(f"/proc/{pid}/status").read_text()
        peaks[name] = int(status.partition("VmHWM:")[2].split()[0]) / 1024


@contextmanager
def house() -> Iterator[tuple[FloodedService, Witness, tuple[str, ...]]]:
    """The service, the witness, and the addresses that a flood may know."""
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name:
        folder = Path(name).absolute()
        addresses = prepare(folder, f"sqlite:///{folder / 'data' / 'mailbot.db'}")
        own = addresses[-1]
        witness, loop = Witness(0, own), Loop()
        relay = Door(
            witness.keep, lambda _: Judgement.ACCEPTED, hostname="relay.example", now=system_clock,
            smtp=("127.0.0.1", 0),
        )  # fmt: skip
        loop.run(relay.start())
        service = FloodedService(folder, relay.addresses[0].port)
        witness.port = service.smtp_port
        service.start()
        try:
            service.wait_for_the_door(60)
            service.wait_for_the_pages()
            yield service, witness, tuple(each.reply_to for each in addresses if each.reply_to != own.reply_to)
        finally:
            service.stop()
            loop.run(relay.stop(1.0))
            loop.close()


def run(names: list[str], seconds: float, *, seed: int) -> list[Row]:
    """Each flood in its turn against one service, after a while without any."""
    rows: list[Row] = []
    pools = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    with house() as (service, witness, others), watching() as told, pools as pool:
        pool.submit(time.sleep, 0).result()  # it is ready before the first flood
        for number, name in enumerate(["nothing", *names]):
            told("floods", number, len(names) + 1)
            target = Target(service.smtp_port, seconds, others, seed + number)
            rows.append(_row(name, target, service, witness, pool))
            print(rows[-1], flush=True)  # whatever becomes of the next ones
    return rows


def _row(
    name: str, target: Target, service: FloodedService, witness: Witness, pool: ProcessPoolExecutor
) -> Row:  # fmt: skip
    before, put_off = service.counted(), witness.put_off.total()
    with memory_of(service.processes()) as memory:
        flooding = pool.submit(flood, name, target) if name in FLOODS else None
        time.sleep(2.0)
        written = witness.write_for(target.seconds - 2.0)
        answers = flooding.result() if flooding is not None else Counter[str]()
        _wait_until(lambda: all(number in witness.told for number in written), 60)
    after = service.counted()
    bounds = {why: after[why] - before.get(why, 0.0) for why in after if after[why] > before.get(why, 0.0)}
    accepted, told = ([of[n] for n in written if n in of] for of in (witness.accepted, witness.told))
    time.sleep(2.0)
    return Row(name, bounds, answers, accepted, told, len(written), witness.put_off.total() - put_off, memory)


def _wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_so():
        time.sleep(0.1)


def table_of(rows: list[Row]) -> Table:
    """A line each."""
    table = Table(
        "flood", "bounds reached", "answers", "witness: mails", "250, s (median / worst)", "letter, s", "front MB",
        "mails and letters MB",
    )  # fmt: skip
    for row in rows:
        table.add_row(
            row.name,
            "\n".join(f"{why} {number:,.0f}" for why, number in sorted(row.bounds.items(), key=lambda x: -x[1])) or "–",
            "\n".join(f"{code} × {number:,}" for code, number in row.answers.most_common(_CODES)) or "–",
            f"{len(row.accepted)} of {row.written}, {row.put_off} put off",
            _figures(row.accepted),
            _figures(row.told),
            f"{row.memory['front']:.0f}",
            f"{row.memory['mails'] + row.memory['letters']:.0f}",
        )
    return table


def _figures(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} / {max(seconds):.2f}" if seconds else "–"


def main() -> None:
    """Flood, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each flood")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=list(FLOODS), default=list(FLOODS))
    chosen = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    Console(width=160).print(table_of(run(chosen.only, chosen.seconds, seed=chosen.seed)))


if __name__ == "__main__":
    main()
