"""STARTTLS: what was said in clear is forgotten, nothing can be slipped in, and a bad handshake hurts nobody."""

import asyncio
import random
import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bench.fuzzing.dialogue_wire import House, Keeping, MemoryTransport, led, listened
from bench.fuzzing.dialogue_words import CANARY, OURS, packets, session
from bench.fuzzing.second_reading import replies_in, second_reading
from bench.fuzzing.target import Target
from mailbot.inbound.dialogue import DoorLimits

_BEGUN = (
    b"",
    b"EHLO clear.example\r\n",
    b"EHLO clear.example\r\nMAIL FROM:<clear@example.org>\r\n",
    b"EHLO clear.example\r\nMAIL FROM:<clear@example.org>\r\nRCPT TO:<r-1@mailbot.example>\r\n",
)
_GO_AHEAD = b"220 2.0.0 Go ahead\r\n"
_LIMITS = DoorLimits(message_size=50_000, commands=100, command_length=512)


@dataclass(frozen=True, slots=True)
class Secret:
    """A client that goes through STARTTLS, or pretends to."""

    begun: bytes
    """What it says in clear before."""
    slipped: bytes
    """And what behind it, in the same packet."""
    handshake: str
    """"good", "rubbish", "broken" (one octet of it changed), "gone" or "silent"."""
    packets: tuple[bytes, ...]
    """What it says in secret."""
    seed: int


def _make(chance: random.Random) -> Secret:
    slipped = chance.choice((b"", b"NOOP\r\n", b"RCPT TO:<r-1@mailbot.example>\r\nDATA\r\n", chance.randbytes(30)))
    how = chance.choice(("good",) * 6 + ("rubbish", "broken", "gone", "silent"))
    if how == "good" and slipped:
        how = chance.choice(("good", "good", "rubbish"))
    said = packets(chance, session(chance, "SMTP"))
    return Secret(chance.choice(_BEGUN), slipped, how, said, chance.randrange(1 << 30))


@cache
def _contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's, with a certificate that it signed itself, and a client's that trusts anybody."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, OURS)]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pem"
        path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
        server.load_cert_chain(path)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    return server, client


class _Shaking:
    """The client's half of TLS over a transport of memory."""

    def __init__(
        self, house: House, transport: MemoryTransport, chance: random.Random, context: ssl.SSLContext
    ) -> None:
        self.house, self.transport, self.chance = house, transport, chance
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname=OURS)
        self.read_to = len(transport.written)
        self.heard = bytearray()
        self.broken = False

    async def shake(self, *, spoil: bool) -> bool:
        """Whether both halves agree."""
        for _ in range(20):
            try:
                self.tls.do_handshake()
                await self.send()
                return True
            except ssl.SSLWantReadError:
                await self.send(spoil=spoil)
                await self.until(lambda: len(self.transport.written) > self.read_to)
                self.take()
                if self.transport.closed:
                    return False
            except ssl.SSLError:
                return False
        return False

    async def send(self, *, spoil: bool = False) -> None:
        """What TLS has to say, cut somewhere."""
        wire = bytearray(self.outgoing.read())
        if spoil and wire:
            wire[self.chance.randrange(len(wire))] ^= 1 << self.chance.randrange(8)
        cut = self.chance.randrange(len(wire) + 1)
        for piece in (bytes(wire[:cut]), bytes(wire[cut:])):
            await self.until(lambda: not self.transport.paused)
            if piece and not self.transport.closed:
                feed(self.transport, piece)

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait, and let time go by: who waits for the rest of a handshake, or of a goodbye, is cut off by the clock."""
        for turn in range(100 * 100):
            if self.transport.closed or done():
                return
            if turn % 100 == 99:
                self.house.forward(6.0)
            await asyncio.sleep(0)
        raise AssertionError("the handshake hangs")

    def take(self) -> None:
        self.incoming.write(bytes(self.transport.written[self.read_to :]))
        self.read_to = len(self.transport.written)

    def hear(self) -> None:
        """What the server said in secret so far."""
        self.take()
        try:
            while not self.broken and (piece := self.tls.read(65536)):
                self.heard += piece
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError:
            self.broken = True  # its goodbye, or it left


def feed(transport: MemoryTransport, data: bytes) -> None:
    """Octets come off the wire for whoever reads them."""
    protocol = transport.protocol
    if not isinstance(protocol, asyncio.BufferedProtocol):
        protocol.data_received(data)
        return
    while data and not transport.closed:
        room = memoryview(protocol.get_buffer(len(data)))
        size = min(len(room), len(data))
        room[:size] = data[:size]
        protocol.buffer_updated(size)
        data = data[size:]


def check_secret(value: Secret) -> None:
    """Lead a dialogue through STARTTLS, and look at what came of it."""
    led(_lead(value))


async def _lead(value: Secret) -> None:
    server, client = _contexts()
    house, chance = House(Keeping(("kept",)), _LIMITS, server), random.Random(value.seed)
    with listened(house.log):
        transport = house.connect("SMTP", ("192.0.2.14", 4711))
        feed(transport, value.begun + b"STARTTLS\r\n" + value.slipped)
        await house.settle(lambda: transport.closed or bytes(transport.written).endswith(_GO_AHEAD))
        clear = len(transport.written)
        assert bytes(transport.written).endswith(_GO_AHEAD)
        shaking = _Shaking(house, transport, chance, client)
        said = bytearray()
        if await _shaken(value, shaking, chance):
            await _speak(value, shaking, said)
        await _leave(house, transport)
        shaking.hear()
        await house.empty()
    behind = bytes(transport.written[clear:])
    assert not behind[:1].isdigit(), f"said in clear after STARTTLS: {behind[:100]!r}"
    replies = replies_in(bytes(shaking.heard))
    heard = second_reading(bytes(said), replies, "SMTP", greeted_by_server=False)
    assert CANARY.encode() not in bytes(shaking.heard).lower()
    brought = [mail.octets for mail in heard.mails if "250" in mail.codes]
    kept = [raw[envelope.prepended :] for raw, envelope, _ in house.keeping.mails]
    assert [mail for mail in kept if mail in brought] == brought, "250 for what was not handed over"
    assert all(envelope.tls for _, envelope, _ in house.keeping.mails)
    assert all("clear" not in envelope.mail_from + envelope.helo for _, envelope, _ in house.keeping.mails)


async def _shaken(value: Secret, shaking: _Shaking, chance: random.Random) -> bool:
    match value.handshake:
        case "good" | "broken":
            return await shaking.shake(spoil=value.handshake == "broken")
        case "rubbish":
            feed(shaking.transport, chance.choice((b"NOOP\r\n" * 50, chance.randbytes(400), b"\x16\x03\x01\xff\xff")))
        case "gone":
            shaking.transport.lose(ConnectionResetError())
    return False


async def _speak(value: Secret, shaking: _Shaking, said: bytearray) -> None:
    for packet in value.packets:
        if shaking.transport.closed or shaking.broken:
            return
        shaking.tls.write(packet)
        await shaking.send()
        said += packet
        for _ in range(shaking.chance.choice((0, 1, 5))):
            await asyncio.sleep(0)
        shaking.hear()
    for _ in range(300):
        await asyncio.sleep(0)


async def _leave(house: House, transport: MemoryTransport) -> None:
    """Nobody says any more: the clock shows out whoever stands there still."""
    turns: Callable[[], bool] = lambda: transport.closed  # noqa: E731
    for _ in range(20):
        if turns():
            return
        house.forward(301.0)
        for _ in range(20):
            await asyncio.sleep(0)
    raise AssertionError("nobody shows it out")


TARGETS = (Target("starttls", _make, check_secret, weight=1.0),)
