"""The floods themselves: each a crowd of clients at a door, in a process of its own, counting what it is answered."""

import asyncio
import contextlib
import random
import ssl
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from itertools import count
from typing import Any

DOMAIN = "suivi.agence-tilleul.example"
_LARGE = 34_000_000
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a flood is sent, for how long, and the addresses of ours that it knows."""

    port: int
    seconds: float
    addresses: tuple[str, ...]
    seed: int

    @property
    def until(self) -> float:
        return time.monotonic() + self.seconds


class Client:
    """A client from an address of its own, which counts every answer by its first words."""

    def __init__(self, target: Target, source: str, answers: Counter[str]) -> None:
        self._target, self._source, self._answers = target, source, answers

    async def __aenter__(self) -> "Client":
        where = ("127.0.0.1", self._target.port)
        self.reader, self.writer = await asyncio.open_connection(*where, local_addr=(self._source, 0))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()

    async def hear(self, seconds: float = _PATIENCE) -> str:
        """One answer; empty when the server has hung up or is silent."""
        try:
            while line := await asyncio.wait_for(self.reader.readline(), seconds):
                if line[3:4] == b" ":
                    self._answers[line[:9].decode("ascii") if line[:1] in b"45" else line[:3].decode("ascii")] += 1
                    return line.decode("ascii", "replace")
        except (TimeoutError, OSError):
            pass
        self._answers["hung up"] += 1
        raise ConnectionResetError

    async def ask(self, *lines: str) -> list[str]:
        """Several commands at once, and their answers."""
        self.writer.write("".join(f"{line}\r\n" for line in lines).encode("ascii"))
        return [await self.hear() for _ in lines]


Flood = Callable[[Target, Counter[str]], Coroutine[Any, Any, None]]


async def _many(clients: int, one: Callable[[int], Awaitable[None]], target: Target) -> None:
    async def again() -> None:
        while time.monotonic() < until:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await one(next(numbers))
            await asyncio.sleep(0.005)

    numbers, until = count(), target.until
    tasks = [asyncio.create_task(again()) for _ in range(clients)]
    await asyncio.sleep(target.seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _source(number: int, crowds: int) -> str:
    return f"127.1.{number % crowds // 200}.{number % crowds % 200 + 1}"


async def silent(target: Target, answers: Counter[str], *, clients: int = 2500, crowds: int = 60) -> None:
    """2,500 connections that say nothing, from sixty addresses."""

    async def one(number: int) -> None:
        async with Client(target, _source(number, crowds), answers) as client:
            if (await client.hear()).startswith("220"):
                with contextlib.suppress(ConnectionResetError):
                    await client.hear(target.seconds)
            await asyncio.sleep(1)

    await _many(clients, one, target)


async def one_peer(target: Target, answers: Counter[str]) -> None:
    """The same from one address."""
    await silent(target, answers, crowds=1)


async def slow(target: Target, answers: Counter[str]) -> None:
    """2,500 clients from sixty addresses that hand over commands or a mail octet by octet."""

    async def one(number: int) -> None:
        async with Client(target, _source(number, 60), answers) as client:
            await client.hear()
            if number % 2:
                await client.ask("EHLO x", "MAIL FROM:<>", f"RCPT TO:<signaler@{DOMAIN}>", "DATA")
            while True:
                client.writer.write(b"x")
                await client.writer.drain()
                await asyncio.sleep(1)

    await _many(2500, one, target)


async def huge(target: Target, answers: Counter[str]) -> None:
    """Sixty mails of 34 MB at once, from twelve addresses."""
    block = b"x" * 76 + b"\r\n"
    block *= 2000

    async def one(number: int) -> None:
        async with Client(target, _source(number, 12), answers) as client:
            await client.hear()
            said = await client.ask(
                "EHLO x", f"MAIL FROM:<s{number}@example.org>", f"RCPT TO:<signaler@{DOMAIN}>", "DATA"
            )
            if not said[-1].startswith("354"):
                return
            client.writer.write(b"Subject: %d-%d\r\n\r\n" % (target.seed, number))
            for _ in range(_LARGE // len(block)):
                client.writer.write(block)
                await client.writer.drain()
            client.writer.write(b".\r\n")
            await client.hear(60)

    await _many(60, one, target)


async def churn(target: Target, answers: Counter[str]) -> None:
    """Connections that open and close, as fast as one address can."""

    async def one(number: int) -> None:
        async with Client(target, "127.1.0.1", answers) as client:
            await client.hear()

    await _many(30, one, target)


async def handshakes(target: Target, answers: Counter[str]) -> None:
    """STARTTLS, and then nothing, from sixty addresses."""

    async def one(number: int) -> None:
        async with Client(target, _source(number, 60), answers) as client:
            await client.hear()
            await client.ask("EHLO x", "STARTTLS")
            client.writer.write(b"\x16\x03\x01")
            with contextlib.suppress(ConnectionResetError):
                await client.hear(target.seconds)

    await _many(2500, one, target)


async def forged(target: Target, answers: Counter[str]) -> None:
    """Sealed addresses at random, a hundred a connection in one packet, from one address."""
    chance = random.Random(target.seed)

    async def one(number: int) -> None:
        async with Client(target, "127.1.0.1", answers) as client:
            await client.hear()
            tries = [
                f"RCPT TO:<r-{''.join(chance.choices('abcdefghijklmnopqrstuvwxyz234567', k=32))}@{DOMAIN}>"
                for _ in range(100)
            ]
            await client.ask("EHLO x", "MAIL FROM:<>", *tries)

    await _many(30, one, target)


async def storm(target: Target, answers: Counter[str]) -> None:
    """Ten thousand commands in one go, from forty connections."""

    async def one(number: int) -> None:
        async with Client(target, "127.1.0.1", answers) as client:
            await client.hear()
            await client.ask("EHLO x", *["NOOP"] * 10_000)

    await _many(40, one, target)


async def _mails(
    target: Target, answers: Counter[str], sender: Callable[[int], str], to: Callable[[int], str], crowds: int
) -> None:
    async def one(number: int) -> None:
        async with Client(target, _source(number, crowds), answers) as client:
            await client.hear()
            await client.ask("EHLO x")
            for each in range(20):
                mark = f"flot-{target.seed}-{number}-{each}"
                who, where = sender(number), to(number * 20 + each)
                said = await client.ask(f"MAIL FROM:<{who}>", f"RCPT TO:<{where}>", "DATA")
                if not said[-1].startswith("354"):
                    await client.ask("RSET")
                    continue
                client.writer.write(
                    f"From: <{who}>\r\nTo: <{where}>\r\nSubject: Re: suivi\r\nMessage-ID: <{mark}@flood.example>\r\n"
                    f"\r\nVoici le message {mark}.\r\n.\r\n".encode("ascii")
                )
                await client.hear(30)

    await _many(20, one, target)


async def one_address(target: Target, answers: Counter[str]) -> None:
    """Mails to one sealed address, from many peers and many senders."""
    await _mails(target, answers, lambda n: f"s{n}@example.org", lambda n: target.addresses[0], 60)


async def one_sender(target: Target, answers: Counter[str]) -> None:
    """Mails of one sender to every address and to the intake, by one peer."""
    await _mails(
        target, answers, lambda n: "flot@example.org", lambda n: target.addresses[n % len(target.addresses)], 1
    )


async def a_crowd_writes(target: Target, answers: Counter[str]) -> None:
    """Mails of thousands of senders by two hundred peers to the intake: more than the worker takes."""
    await _mails(target, answers, lambda n: f"s{n}@example.org", lambda n: f"signaler@{DOMAIN}", 200)


FLOODS: dict[str, Flood] = {
    "silent": silent,
    "one-peer": one_peer,
    "slow": slow,
    "huge": huge,
    "churn": churn,
    "handshakes": handshakes,
    "forged": forged,
    "storm": storm,
    "one-address": one_address,
    "one-sender": one_sender,
    "full-queue": a_crowd_writes,
}


def flood(name: str, target: Target) -> Counter[str]:
    """Run one, and count the answers. For a process of its own: the witness must not wait for it."""
    answers: Counter[str] = Counter()
    asyncio.run(FLOODS[name](target, answers))
    return answers


def certificate() -> tuple[bytes, bytes]:
    """A certificate and its key, of nobody, for an hour."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mx.flood.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=24)).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    assert ssl.HAS_TLSv1_2
    return made.public_bytes(pem), private
