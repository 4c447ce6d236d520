"""SMTP and LMTP dialogues: what is answered, what is kept, and that both agree with a second reading of them."""

import asyncio
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bench.fuzzing.dialogue_wire import House, Keeping, MemoryTransport, led, listened
from bench.fuzzing.dialogue_words import CANARY, packets, session
from bench.fuzzing.second_reading import Heard, replies_in, second_reading
from bench.fuzzing.target import Target
from mailbot.inbound.dialogue import DoorLimits, Envelope, Kept

_LIMITS = (
    DoorLimits(),
    DoorLimits(message_size=1000, recipients=3, commands=25, errors=6, octets_in_hand=3000, command_length=512),
    DoorLimits(message_size=5000, recipients=5, commands=60, errors=1000, octets_in_hand=4000, connections_a_peer=1),
)
_TROUBLES = ("kept", "already", "some", "later", "fault", "slow")
_PEERS = (("192.0.2.14", 4711), ("::ffff:192.0.2.14", 4711, 0, 0), ("2001:db8::1", 25, 0, 0), "", ("fe80::1%eth0", 1))
_RECEIVED = re.compile(rb"Received: from [\x21-\x7e]+(?: \(\[[0-9A-Za-z:.]+\]\))?\r\n\tby [\x21-\x7e]+ with [A-Z0-9]+;"
                       rb"\r\n\t[\x20-\x7e]+\r\n")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Client:
    """What one client sends, packet by packet, and how it goes."""

    packets: tuple[bytes, ...]
    turns: tuple[int, ...]
    """Of the loop, after each packet."""
    goes: str
    """"half" (shuts its half and reads on), "lost", "reset" or "stays"."""
    wait: float
    """Seconds that go by somewhere in between."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Clients of one door at the same time."""

    family: str
    limits: int
    peer: int
    troubles: tuple[str, ...]
    clients: tuple[Client, ...]


def _make(family: str, chance: random.Random) -> Dialogue:
    return Dialogue(
        family,
        chance.choices((0, 1, 2), (3, 4, 3))[0],
        chance.randrange(len(_PEERS)),
        tuple(chance.choices(_TROUBLES, k=2)) if chance.random() < 0.5 else ("kept",),
        tuple(_client(chance, family) for _ in range(chance.choice((1, 1, 1, 1, 2)))),
    )


def _client(chance: random.Random, family: str) -> Client:
    sent = packets(chance, session(chance, family))
    turns = tuple(chance.choice((0, 0, 1, 3, 12)) for _ in sent)
    wait = chance.choice((0.0,) * 12 + (10.0, 301.0, 4000.0))
    return Client(sent, turns, chance.choice(("half", "half", "half", "lost", "reset", "stays")), wait)


def check_dialogue(dialogue: Dialogue) -> None:
    """Lead a dialogue, and look at all that came of it."""
    led(_lead(dialogue))


async def _lead(dialogue: Dialogue) -> None:
    house = House(Keeping(dialogue.troubles), _LIMITS[dialogue.limits])
    with listened(house.log):
        lines = [house.connect(dialogue.family, _PEERS[dialogue.peer]) for _ in dialogue.clients]
        # What is looked at is the bound after a block, and what was read of the socket already comes in one block.
        blocks = [len(packet) for client in dialogue.clients for packet in client.packets]
        most = house.door.limits.octets_in_hand + len(lines) * (
            8 * house.door.limits.command_length + max(blocks, default=0)
        )
        told = await asyncio.gather(
            *(_speak(house, client, line, most=most) for client, line in zip(dialogue.clients, lines, strict=True))
        )
        await house.empty()
    heard = []
    for client, said, transport in zip(dialogue.clients, told, lines, strict=True):
        replies = replies_in(bytes(transport.written))
        assert CANARY.encode() not in bytes(transport.written).lower(), "an answer says what a client said"
        one = second_reading(said, replies, dialogue.family)
        _look_at(one, client, house)
        heard.append(one)
    _compare(heard, house.keeping, sure=all(client.goes in ("half", "stays") for client in dialogue.clients))


async def _speak(house: House, client: Client, transport: MemoryTransport, *, most: int) -> bytes:
    """Say all, as far as the door listens; what it was sent. `most`: that may be in hand, of everybody's mails."""
    said, door = bytearray(), house.door
    waits_at = len(client.packets) // 2
    for number, (packet, turns) in enumerate(zip(client.packets, client.turns, strict=True)):
        await house.settle(lambda: transport.closed or not transport.paused)
        if transport.closed:
            break
        if client.wait and number == waits_at:
            house.forward(client.wait)
            if transport.closed:
                break
        transport.protocol.data_received(packet)
        said += packet
        assert door.crowds.octets_in_hand <= most, f"{door.crowds.octets_in_hand} octets in hand, of {most}"
        for _ in range(turns):
            await asyncio.sleep(0)
    await _go(house, client, transport)
    return bytes(said)


async def _go(house: House, client: Client, transport: MemoryTransport) -> None:
    if transport.closed:
        return
    match client.goes:
        case "half":
            await house.settle(lambda: transport.closed or not transport.paused)
            if not transport.closed and not transport.protocol.eof_received():
                transport.close()
        case "lost":
            transport.lose(None)
        case "reset":
            transport.lose(ConnectionResetError())
        case _:
            for _ in range(200):
                await asyncio.sleep(0)
            while not transport.closed:
                house.forward(301.0)
                await asyncio.sleep(0)
                house.forward(6.0)
                await asyncio.sleep(0)


def _look_at(heard: Heard, client: Client, house: House) -> None:
    """Of one client: everything was answered, and the limits held."""
    limits = house.door.limits
    assert heard.hung_up or client.goes in ("lost", "reset") or not heard.unanswered, f"{heard.unanswered} unanswered"
    assert heard.most_between <= limits.commands + 1, f"{heard.most_between} commands"
    assert heard.refusals <= limits.errors + limits.recipients + 1, f"{heard.refusals} refusals"
    assert all(mail.recipients <= limits.recipients for mail in heard.mails)
    assert all(len(m.octets) <= limits.message_size for m in heard.mails if "250" in m.codes), "larger than allowed"


def _compare(heard: Iterable[Heard], keeping: Keeping, *, sure: bool) -> None:
    """What was kept is what was brought: these octets, no more mails and no fewer; and 250 is said of nothing else."""
    kept = [(raw[envelope.prepended :], envelope, done) for raw, envelope, done in keeping.mails]
    for raw, envelope, _ in keeping.mails:
        assert _RECEIVED.fullmatch(raw[: envelope.prepended]), raw[: envelope.prepended]
        assert len(set(envelope.recipients)) == len(envelope.recipients)
    for one in heard:
        for mail in one.mails:
            match = next(
                (each for each in kept if each[0] == mail.octets and _fits(each[1], each[2], mail.codes)), None
            )
            if match is not None:
                kept.remove(match)
            else:
                assert not {"250", "451"} & set(mail.codes), (
                    f"{mail.codes} for what was not handed over: {mail.octets!r}"
                )
    assert not sure or not kept, f"handed over, and never brought: {kept[0][0][:200]!r}"


def _fits(envelope: Envelope, done: tuple[Kept, ...], codes: list[str]) -> bool:
    """Whether these are the answers for what became of a mail."""
    if not codes:
        return True  # who has gone heard nothing
    good = [each is not Kept.TRY_AGAIN for each in done]
    if len(codes) == 1 and envelope.proto.find("LMTP") < 0:
        return (codes == ["250"]) == all(good)
    if len(codes) == len(good):
        return [code == "250" for code in codes] == good
    return codes.count("250") >= sum(good) and ("250" in codes) == any(good)  # somebody was named twice


def _smtp(chance: random.Random) -> Dialogue:
    return _make("SMTP", chance)


def _lmtp(chance: random.Random) -> Dialogue:
    return _make("LMTP", chance)


TARGETS = (
    Target("smtp", _smtp, check_dialogue, weight=10.0),
    Target("lmtp", _lmtp, check_dialogue, weight=5.0),
)
