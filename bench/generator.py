"""Sends mail as fast as a server takes it: n connections, each mail its own, and what it cost in mails/s and latency.

    python -m bench.generator 127.0.0.1:2525 --connections 10 --mails 5000 --recipients addresses.txt

Speaks SMTP on a bare protocol under uvloop, so that on two cores the server is the slower of the two. It pipelines
where the server offers it (RFC 2920). `--smtp-source` lets Postfix's own generator do the work when it is installed.
"""

import argparse
import asyncio
import base64
import json
import random
import shutil
import struct
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from typing import cast

import uvloop

Recipient = Callable[[int], str]
"""The recipient of the mail of a number."""

MAIL_SIZE = 18_000
"""Octets: a reply with its history, in text and in HTML, and a signature logo."""


@dataclass
class Run:
    """What happened: seconds in all, seconds of each mail from MAIL to its last 250, and the refusals by answer."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Mails/s, latencies in milliseconds, and how many mails were not taken."""
        ordered = sorted(self.latencies) or [0.0]
        return {
            "mails_per_second": len(self.latencies) / self.seconds if self.seconds else 0.0,
            "p50_ms": 1000 * ordered[len(ordered) // 2],
            "p99_ms": 1000 * ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)],
            "errors": sum(self.errors.values()),
        }


def mails(seed: int) -> Iterator[bytes]:
    """Endless replies of about `MAIL_SIZE` octets, no two alike, dot-stuffed and ended by the final dot."""
    chance = random.Random(seed)
    bodies = [_body(chance) for _ in range(16)]
    for number in count():
        head = (
            f"Message-ID: <{seed}.{number}.{chance.getrandbits(64):x}@mail.example>\r\n"
            f"Date: Sat, 21 Nov 2026 10:{number // 60 % 60:02}:{number % 60:02} +0100\r\n"
            "From: =?UTF-8?Q?Nadia_Benali?= <nadia@example.org>\r\nTo: Sophie <reply@mailbot.example>\r\n"
            f"Subject: Re: Fuite sous l'evier, lot {number}\r\nIn-Reply-To: <r{number}@mailbot.example>\r\n"
        )
        yield head.encode("ascii") + bodies[number % len(bodies)]


_SAID = (
    "Bonjour,\r\n\r\nle plombier n'est toujours pas pass=C3=A9 et la fuite continue.\r\n\r\nMerci\r\nNadia",
    "Bonsoir, je viens de mettre une bassine sous l'=C3=A9vier, elle est pleine en deux heures.\r\nNadia Benali",
    "C'est au niveau du siphon, =C3=A7a coule surtout quand on fait la vaisselle.\r\n\r\nCordialement,\r\nN. Benali",
    "Bonjour Sophie\r\nLa voisine du dessous dit que son plafond est tach=C3=A9 depuis hier soir.\r\n..\r\nNadia",
    "je suis chez moi mardi toute la journ=C3=A9e et jeudi apr=C3=A8s 17h si besoin\r\n\r\nenvoy=C3=A9 de mon iPhone",
    "Merci pour votre retour. J'ai essay=C3=A9 de resserrer l'=C3=A9crou, sans effet.\r\nNadia",
    "Bonjour, le meuble commence =C3=A0 gonfler, je vous enverrai une photo.\r\n\r\nBonne journ=C3=A9e\r\nNadia",
    "Le gardien est venu voir et pense que c'est le joint.\r\nIl n'avait pas la pi=C3=A8ce.\r\n\r\nNadia",
)
"""What she newly writes, quoted-printable; below it comes what she answers, fifty lines of it."""
_WORDS = ("bonjour", "le", "plombier", "est", "venu", "mardi", "entre 9h et 11h", "=C3=A9vier", "fuit", "encore")


def _body(chance: random.Random) -> bytes:
    border = f"=_{chance.getrandbits(96):024x}"
    fresh = chance.choice(_SAID)
    html_words = fresh.replace("\r\n", "<br>\r\n")

    def lines(number: int, before: str) -> str:
        return "".join(f"{before}{' '.join(chance.choices(_WORDS, k=9))}\r\n" for _ in range(number))

    text = f"{fresh}\r\n\r\nLe 20 nov. 2026, Sophie a =C3=A9crit :\r\n{lines(50, '> ')}"
    html = f"<html><body><p>{html_words}</p><blockquote>{lines(60, '<br>')}</blockquote></body></html>"
    start = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{border}"\r\n\r\n'
    parts = [
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{text}",
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{html}",
    ]
    size = len(start) + sum(map(len, parts)) + 500
    logo = base64.encodebytes(_logo(chance, max(0, MAIL_SIZE - size) * 3 // 4 * 76 // 78)).replace(b"\n", b"\r\n")
    parts.append(
        "Content-Type: image/png; name=logo.png\r\nContent-Disposition: inline; filename=logo.png\r\n"
        f"Content-ID: <logo@mail.example>\r\nContent-Transfer-Encoding: base64\r\n\r\n{logo.decode('ascii')}"
    )
    return (start + "".join(f"--{border}\r\n{part}\r\n" for part in parts) + f"--{border}--\r\n.\r\n").encode("ascii")


def _logo(chance: random.Random, octets: int) -> bytes:
    """A true picture, grey noise 60 pixels wide, of about so many octets."""
    height = max(1, (octets - 70) // 61)
    noise = zlib.compress(b"".join(b"\0" + chance.randbytes(60) for _ in range(height)), 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", noise) + chunk(b"IEND", b"")


class Client(asyncio.Protocol):
    """One connection: `answers(n)` waits for n whole answers."""

    def __init__(self) -> None:
        self._got = b""
        self._lines: list[str] = []
        self._wanted = 0
        self._waiter: asyncio.Future[list[str]] | None = None
        self._gone = False
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        *lines, self._got = (self._got + data).split(b"\r\n")
        self._lines += [line.decode("ascii", "replace") for line in lines if line[3:4] != b"-"]
        self._settle()

    def connection_lost(self, error: Exception | None) -> None:
        self._gone = True
        self._settle()

    async def answers(self, number: int) -> list[str]:
        """The last lines of the next `number` answers; raises `ConnectionResetError` when the server is gone."""
        self._wanted = number
        self._waiter = asyncio.get_running_loop().create_future()
        self._settle()
        return await self._waiter

    def _settle(self) -> None:
        if self._waiter is None or self._waiter.done():
            return
        if len(self._lines) >= self._wanted:
            self._waiter.set_result(self._lines[: self._wanted])
            del self._lines[: self._wanted]
        elif self._gone:
            self._waiter.set_exception(ConnectionResetError("the server hung up"))


class Sender:
    """Takes numbers from one common heap and sends their mails over one connection at a time."""

    def __init__(self, run: Run, heap: Iterator[int], source: Iterator[bytes], recipient: Recipient) -> None:
        self._run, self._heap, self._source, self._recipient = run, heap, source, recipient

    async def send_all(self, host: str, port: int, *, pipelining: bool, per_connection: int) -> None:
        """Send until the heap is empty; `per_connection` mails, then a new connection."""
        number = next(self._heap, None)
        while number is not None:
            client = await _greeted(host, port)
            try:
                for _ in range(per_connection):
                    if number is None:
                        break
                    await self._send(client, number, pipelining=pipelining)
                    number = next(self._heap, None)
            except ConnectionResetError as error:
                self._run.errors[str(error)] += 1
                number = next(self._heap, None)
            finally:
                client.transport.write(b"QUIT\r\n")
                client.transport.close()

    async def _send(self, client: Client, number: int, *, pipelining: bool) -> None:
        start = time.perf_counter()
        to = self._recipient(number).encode()
        steps = [b"MAIL FROM:<nadia@example.org>\r\n", b"RCPT TO:<" + to + b">\r\n", b"DATA\r\n"]
        answers: list[str] = []
        for step in [b"".join(steps)] if pipelining else steps:
            client.transport.write(step)
            answers += await client.answers(3 if pipelining else 1)
        if answers[2].startswith("354"):
            client.transport.write(next(self._source))
            answers += await client.answers(1)
        if answers[-1].startswith("250"):
            self._run.latencies.append(time.perf_counter() - start)
            return
        self._run.errors[next(answer for answer in answers if answer[0] in "45")] += 1
        client.transport.write(b"RSET\r\n")
        await client.answers(1)


async def _greeted(host: str, port: int) -> Client:
    _, client = await asyncio.get_running_loop().create_connection(Client, host, port)
    await client.answers(1)
    client.transport.write(b"EHLO generator.example\r\n")
    await client.answers(1)
    return client


async def offers_pipelining(host: str, port: int) -> bool:
    """Whether the server says so in its EHLO."""
    reader, writer = await asyncio.open_connection(host, port)
    await reader.readline()
    writer.write(b"EHLO generator.example\r\n")
    offered = False
    while line := await reader.readline():
        offered |= line[4:].strip().upper() == b"PIPELINING"
        if line[3:4] == b" ":
            break
    writer.close()
    return offered


async def load(
    host: str,
    port: int,
    *,
    connections: int,
    total: int,
    recipient: Recipient,
    pipelining: bool = True,
    per_connection: int = sys.maxsize,
    seed: int = 1,
) -> Run:
    """Send `total` mails over `connections` connections at once. `pipelining` only where it is offered."""
    pipelining = pipelining and await offers_pipelining(host, port)
    run, heap, source = Run(), iter(range(total)), mails(seed)
    ready = [next(source) for _ in range(min(total, 4000))]  # made beforehand: at 18 kB, 72 MB at most
    stock = (mail for batch in (ready, source) for mail in batch)
    start = time.perf_counter()
    senders = [Sender(run, heap, stock, recipient) for _ in range(connections)]
    await asyncio.gather(
        *(sender.send_all(host, port, pipelining=pipelining, per_connection=per_connection) for sender in senders)
    )
    run.seconds = time.perf_counter() - start
    return run


def smtp_source(host: str, port: int, *, connections: int, total: int, recipient: str) -> Run:
    """The same by Postfix's generator, which tells no latencies; raises `FileNotFoundError` when not installed."""
    if shutil.which("smtp-source") is None:
        raise FileNotFoundError("smtp-source is not installed (Debian: apt-get install postfix)")
    command = ["smtp-source", "-s", str(connections), "-m", str(total), "-l", str(MAIL_SIZE), "-N", "-d"]
    start = time.perf_counter()
    subprocess.run([*command, "-f", "nadia@example.org", "-t", recipient, f"{host}:{port}"], check=True)
    seconds = time.perf_counter() - start
    return Run(seconds, [seconds * connections / total] * total)


def recipients_of(path: Path | None) -> Recipient:
    """In turn each line of a file; without a file, one address."""
    if path is None:
        return lambda number: "reply@mailbot.example"
    ring = cycle(path.read_text().split())
    return lambda number: next(ring)


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("server", help="host:port")
    parser.add_argument("--connections", type=int, default=10)
    parser.add_argument("--mails", type=int, default=3000)
    parser.add_argument("--per-connection", type=int, default=sys.maxsize, help="mails, then a new connection")
    parser.add_argument("--recipients", type=Path, help="a file, one address a line, taken in turn")
    parser.add_argument("--no-pipelining", action="store_true", help="even where it is offered")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--smtp-source", action="store_true", help="let Postfix's generator do it")
    parser.add_argument("--seed", type=int, default=time.time_ns() & 0xFFFFFF)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    figures = _several(chosen) if chosen.processes > 1 else _one(chosen)
    if chosen.json:
        print(json.dumps(figures))
        return
    print("  ".join(f"{name} {value:,.2f}" for name, value in figures.items()))


def _one(chosen: argparse.Namespace) -> dict[str, float]:
    host, _, port = chosen.server.rpartition(":")
    recipient = recipients_of(chosen.recipients)
    if chosen.smtp_source:
        run = smtp_source(host, int(port), connections=chosen.connections, total=chosen.mails, recipient=recipient(0))
        return run.figures()
    run = uvloop.run(
        load(
            host,
            int(port),
            connections=chosen.connections,
            total=chosen.mails,
            recipient=recipient,
            pipelining=not chosen.no_pipelining,
            per_connection=chosen.per_connection,
            seed=chosen.seed,
        )
    )
    for answer, times in run.errors.most_common(5):
        print(f"{times} × {answer}", file=sys.stderr)
    return run.figures()


def _several(chosen: argparse.Namespace) -> dict[str, float]:
    """The same command in several processes; rates and errors added, the worst latencies kept."""
    kept = [word for word in sys.argv[1:] if word not in {"--json"}]
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "bench.generator",
                *kept,
                "--json",
                "--processes",
                "1",
                "--seed",
                str(chosen.seed + n),
            ],
            stdout=subprocess.PIPE,
        )
        for n in range(chosen.processes)
    ]
    each: list[dict[str, float]] = [json.loads(process.communicate()[0]) for process in started]
    summed = {name: sum(one[name] for one in each) for name in ("mails_per_second", "errors")}
    return summed | {name: max(one[name] for one in each) for name in ("p50_ms", "p99_ms")}


if __name__ == "__main__":
    main()
