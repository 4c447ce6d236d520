"""The same dialogues over true sockets and uvloop, as the service runs: slower, and with all that a kernel does."""

import asyncio
import contextlib
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from functools import cache

import uvloop

from bench.fuzzing.dialogue_wire import NOW, Keeping, Log, judge, listened
from bench.fuzzing.dialogue_words import CANARY, OURS, packets, session
from bench.fuzzing.second_reading import replies_in, second_reading
from bench.fuzzing.target import Target
from mailbot.inbound.dialogue import DoorLimits
from mailbot.inbound.smtp import Door

_PATIENCE = 60.0


@dataclass
class _Open:
    """A door of each family, in a thread of its own, for as long as this process lives."""

    keeping: Keeping = field(default_factory=lambda: Keeping(("kept",)))
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loop = uvloop.new_event_loop()
        self.loop.set_exception_handler(lambda _, context: self.troubles.append(str(context)))
        self.door = Door(
            self.keeping, judge, hostname=OURS, now=lambda: NOW, smtp=("127.0.0.1", 0), lmtp=("127.0.0.1", 0),
            limits=DoorLimits(message_size=50_000, commands=200),
        )  # fmt: skip
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.door.start(), self.loop).result(_PATIENCE)

    def address(self, family: str) -> tuple[str, int]:
        return next((each.host, each.port) for each in self.door.addresses if each.family == family)


@cache
def _house() -> _Open:
    return _Open()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one client sends over a socket."""

    family: str
    packets: tuple[bytes, ...]
    hard: bool
    """It resets the connection at the end, and hears no more."""


def _make(chance: random.Random) -> Spoken:
    family = chance.choice(("SMTP", "LMTP"))
    return Spoken(family, packets(chance, session(chance, family)), chance.random() < 0.1)


def check_spoken(value: Spoken) -> None:
    """Lead a dialogue over a socket, and look at what came of it."""
    house, log = _house(), Log()
    house.keeping.mails.clear()
    with listened(log), socket.create_connection(house.address(value.family), timeout=_PATIENCE) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        heard, was_reset = _speak(line, value)
        line.close()
        with socket.create_connection(house.address(value.family), timeout=_PATIENCE) as next_one:
            next_one.recv(100)  # it is let in after the first, which may still stand before the door
        _wait(house)
    faults = [each for each in log.faults if not each.startswith("door_judge_fault")]
    assert not faults, faults[0]
    assert not house.troubles, house.troubles[0]
    assert CANARY.encode() not in heard.lower()
    kept = [raw[envelope.prepended :] for raw, envelope, _ in house.keeping.mails]
    if was_reset:
        return
    reading = second_reading(b"".join(value.packets), replies_in(heard), value.family)
    assert kept == [mail.octets for mail in reading.mails if "250" in mail.codes]
    assert reading.hung_up or not reading.unanswered


def _speak(line: socket.socket, value: Spoken) -> tuple[bytes, bool]:
    """Everything heard, and whether the connection was reset before its end: then the last of it may be lost."""
    heard, resets = bytearray(), []

    def hear() -> None:
        try:
            while piece := line.recv(65536):
                heard.extend(piece)
        except OSError:
            resets.append(True)

    hearing = threading.Thread(target=hear, daemon=True)
    hearing.start()
    try:
        for packet in value.packets:
            line.sendall(packet)
        if value.hard:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            line.shutdown(socket.SHUT_RD)
        else:
            line.shutdown(socket.SHUT_WR)
    except OSError:
        resets.append(True)
    hearing.join(_PATIENCE)
    assert not hearing.is_alive(), "the door neither answers nor hangs up"
    return bytes(heard), bool(resets) or value.hard


def _wait(house: _Open) -> None:
    """Until the door has seen that the client has gone."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and (house.door.inside or house.door._running):
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), house.loop).result(_PATIENCE)
    assert house.door.inside == 0
    assert house.door.crowds.octets_in_hand == 0


TARGETS = (Target("sockets", _make, check_spoken, weight=0.5),)
