"""What `mailbot serve` needs of memory, at rest and under large mails, and how soon it takes its first one.

    python -m bench.memory --mails 60 --connections 10

The kernel's own count of each process, all those that they started among them. PSS counts a page that several of them
share once in all, so its sum is what the machine would have back; the sum of RSS, where it counts for each of them, is
told beside it.
"""

import argparse
import base64
import io
import random
import smtplib
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from sqlalchemy import func, select

from bench.accept import far_end
from bench.kills import Address, Service, prepare
from mailbot.db import Database
from mailbot.model_mails import InboundMail

_AT_REST = 5.0
"""Seconds after which nothing of a start, or of a rush, is under way any more."""
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Megabytes:
    """Of a service, all its processes together (1 MB is 1,000,000 octets)."""

    pss: float
    rss: float


@dataclass(slots=True)
class Memory:
    """What was found."""

    start_seconds: float = 0.0
    """From the start of `mailbot serve` to its first 250 for a mail."""
    idle: Megabytes = Megabytes(0, 0)
    load: Megabytes = Megabytes(0, 0)
    """The most, from the first large mail to the last letter."""
    afterwards: Megabytes = Megabytes(0, 0)
    """At rest again."""
    mails: int = 0
    processes: dict[str, Megabytes] = field(default_factory=dict)
    """At rest, one by one."""

    def __str__(self) -> str:
        lines = [f"start to the first 250: {self.start_seconds:.2f} s"]
        states = {"idle": self.idle, f"{self.mails} large mails": self.load, "afterwards": self.afterwards}
        for what, found in (states | self.processes).items():
            lines.append(f"{what:>24}: {found.pss:6.1f} MB PSS  {found.rss:6.1f} MB RSS")
        return "\n".join(lines)


def memory(*, mails: int = 60, connections: int = 10, octets: int = 5_000_000) -> Memory:
    """Start a service, leave it alone, then send it large mails until all of them have been taken."""
    found = Memory(mails=mails)
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name, far_end() as relay:
        folder = Path(name).absolute()
        url = f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        addresses = prepare(folder, url)
        service = Service(folder, relay.port)
        service.environment["MAILBOT_PEER_MAILS"] = "0"
        found.start_seconds = _start(service, addresses[0])
        try:
            _settled(url, 1)
            time.sleep(_AT_REST)
            found.idle = _sum(found_now := family(service.pid))
            found.processes = {f"{pid} {_title(pid)}": each for pid, each in found_now.items()}
            if mails:
                found.load = _loaded(service, url, addresses, mails, connections, octets)
                time.sleep(_AT_REST)
                found.afterwards = _sum(family(service.pid))
        finally:
            service.stop()
    return found


def family(pid: int) -> dict[int, Megabytes]:
    """What a process needs and each of those that it started, and they."""
    found: dict[int, Megabytes] = {}
    open_: list[int] = [pid]
    while open_:
        each = open_.pop()
        try:
            found[each] = _needs(each)
            children = [Path(task, "children").read_text() for task in Path(f"/proc/{each}/task").iterdir()]
        except (OSError, ValueError):  # it has just ended
            continue
        open_ += [int(child) for line in children for child in line.split()]
    return found


def _needs(pid: int) -> Megabytes:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    told = {line.partition(":")[0]: line.partition(":")[2] for line in lines[1:]}
    return Megabytes(*(int(told[name].split()[0]) * 1024 / 1e6 for name in ("Pss", "Rss")))


def _title(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").split()
    return " ".join(word for word in words if not word.startswith("/"))[:40]


def _sum(processes: dict[int, Megabytes]) -> Megabytes:
    return Megabytes(sum(each.pss for each in processes.values()), sum(each.rss for each in processes.values()))


def _start(service: Service, address: Address) -> float:
    """Seconds until a mail was taken."""
    began = time.monotonic()
    service.start()
    mail = f"Message-ID: <first@mail.example>\r\nFrom: {address.sender}\r\nSubject: Re: x\r\n\r\nBonjour.\r\n"
    while time.monotonic() - began < _PATIENCE:
        try:
            with smtplib.SMTP("127.0.0.1", service.smtp_port, timeout=30) as line:
                line.sendmail(address.sender, [address.reply_to], mail)
                return time.monotonic() - began
        except ConnectionRefusedError:
            time.sleep(0.01)
    raise TimeoutError


def _loaded(
    service: Service, url: str, addresses: list[Address], mails: int, connections: int, octets: int
) -> Megabytes:
    """The most that the service needs while such mails come, and until the last is settled."""
    most, ended = Megabytes(0, 0), threading.Event()
    heap, lock = large_mails(octets), threading.Lock()

    def send(turn: int) -> None:
        address = addresses[turn % len(addresses)]
        with lock:
            mail = next(heap)
        with smtplib.SMTP("127.0.0.1", service.smtp_port, timeout=_PATIENCE) as line:
            line.sendmail(address.sender, [address.reply_to], mail)

    def all_of_it() -> None:
        try:
            with ThreadPoolExecutor(connections) as lines:
                list(lines.map(send, range(mails)))
            _settled(url, mails + 1)
        finally:
            ended.set()

    with ThreadPoolExecutor(1) as sending:
        sent = sending.submit(all_of_it)
        while not ended.wait(0.05):
            now = _sum(family(service.pid))
            most = Megabytes(max(most.pss, now.pss), max(most.rss, now.rss))
        sent.result()
    return most


def large_mails(octets: int, seed: int = 1) -> Iterator[bytes]:
    """Endless mails of about so many octets: a line of text, and a photo as a telephone takes it."""
    chance = random.Random(seed)
    picture = _photo(chance, octets * 3 // 4 * 76 // 78)
    number = 0
    while True:
        number += 1
        mark = f"{seed} {number} {chance.getrandbits(64):x}".encode()
        comment = b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark  # JPEG's own: no two photos are alike
        photo = base64.encodebytes(picture[:2] + comment + picture[2:]).replace(b"\n", b"\r\n")
        head = (
            f"Message-ID: <{seed}.{number}.{chance.getrandbits(64):x}@mail.example>\r\nSubject: Re: x\r\n"
            'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_mixed"\r\n\r\n'
            f"--=_mixed\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici la photo {number}.\r\n"
            "--=_mixed\r\nContent-Type: image/jpeg; name=photo.jpg\r\nContent-Transfer-Encoding: base64\r\n"
            "Content-Disposition: attachment; filename=photo.jpg\r\n\r\n"
        )
        yield head.encode() + photo + b"--=_mixed--\r\n"


def _photo(chance: random.Random, octets: int) -> bytes:
    """A picture of twelve million points, of about so many octets."""
    grain = Image.frombytes("L", (400, 300), chance.randbytes(120_000)).resize((4032, 3024), Image.Resampling.NEAREST)
    noise = Image.frombytes("L", (1024, 1024), chance.randbytes(1_048_576)).resize((4032, 3024))
    picture = Image.merge("RGB", (grain, noise, Image.blend(grain, noise, 0.5)))
    written = b""
    for quality in range(98, 10, -4):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality)
        written = file.getvalue()
        if len(written) <= octets:
            break
    room = octets - len(written)
    while room > 4:  # the maker's notes of a telephone are as long as that
        part = min(room - 4, 60_000)
        written = written[:2] + b"\xff\xef" + (part + 2).to_bytes(2, "big") + bytes(part) + written[2:]
        room -= part + 4
    return written


def _settled(url: str, mails: int) -> None:
    """Wait until so many mails have their fate."""
    database, until = Database(url), time.monotonic() + _PATIENCE
    try:
        while time.monotonic() < until:
            with database.looking() as session:
                if (session.scalar(select(func.count()).where(InboundMail.fate.is_not(None))) or 0) >= mails:
                    return
            time.sleep(0.1)
    finally:
        database.close()
    raise TimeoutError(f"{mails} mails are not settled")


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--mails", type=int, default=60)
    parser.add_argument("--connections", type=int, default=10)
    parser.add_argument("--octets", type=int, default=5_000_000)
    chosen = parser.parse_args()
    print(memory(mails=chosen.mails, connections=chosen.connections, octets=chosen.octets))


if __name__ == "__main__":
    main()
