"""A client and the true door, with nothing but memory between them: thousands of dialogues a second, no socket."""

import asyncio
import ssl
import sys
import traceback
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench.fuzzing.dialogue_words import OURS
from mailbot.domains import one_form
from mailbot.errors import TryAgain
from mailbot.inbound import conversation as conversations
from mailbot.inbound.conversation import Conversation, pattern_of
from mailbot.inbound.dialogue import DoorLimits, Envelope, Judgement, Kept
from mailbot.inbound.other_conversations import LmtpConversation
from mailbot.inbound.smtp import Door

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
_PATIENCE = 50_000
"""Turns of the loop without an end: then it hangs."""


def judge(recipient: str) -> Judgement:
    """Knows a few local parts; one makes it fail."""
    local, _, domain = recipient.partition("@")
    if one_form(domain) != OURS and domain:
        return Judgement.NOT_OURS
    match local.lower():
        case "forged":
            return Judgement.FORGED
        case "nobody":
            return Judgement.UNKNOWN
        case "later":
            return Judgement.TRY_AGAIN
        case "fault":
            raise ConnectionResetError("the key is in /etc/secret")
        case _:
            return Judgement.ACCEPTED


@dataclass
class Keeping:
    """Stands in for the file, and has the troubles that it is told to have."""

    troubles: Sequence[str]
    """What becomes of each mail, again and again: "kept", "already", "some", "later", "fault", "slow"."""
    mails: list[tuple[bytes, Envelope, tuple[Kept, ...]]] = field(default_factory=list)

    async def __call__(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        trouble = self.troubles[len(self.mails) % len(self.troubles)]
        kept = tuple(_kept(trouble, number) for number in range(len(envelope.recipients)))
        self.mails.append((raw, envelope, kept))
        match trouble:
            case "later":
                raise TryAgain("disk /etc/secret is full")
            case "fault":
                raise KeyError("/etc/secret")
            case "slow":
                for _ in range(7):
                    await asyncio.sleep(0)
        return kept


def _kept(trouble: str, number: int) -> Kept:
    if trouble in ("later", "fault") or (trouble == "some" and number % 2):
        return Kept.TRY_AGAIN
    return Kept.ALREADY_KEPT if trouble == "already" else Kept.KEPT


class MemoryTransport(asyncio.Transport):
    """A connection without a network, as a conversation sees it."""

    _start_tls_compatible = True

    def __init__(self, loop: asyncio.AbstractEventLoop, peer: Any) -> None:
        super().__init__({"peername": peer})
        self._loop = loop
        self._protocol: asyncio.BaseProtocol | None = None
        self.written = bytearray()
        self.paused = False
        self.closed = False

    @property
    def protocol(self) -> Any:
        return self._protocol

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self._protocol = protocol

    def get_protocol(self) -> asyncio.BaseProtocol:
        assert self._protocol is not None
        return self._protocol

    def is_reading(self) -> bool:
        return not self.paused

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def write(self, data: Any) -> None:
        if not self.closed:
            self.written += data

    def writelines(self, list_of_data: Any) -> None:
        self.write(b"".join(list_of_data))

    def can_write_eof(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 0

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.lose(None)

    def abort(self) -> None:
        self.lose(None)

    def _force_close(self, error: Exception | None) -> None:
        self.lose(error)  # what asyncio's TLS calls

    def lose(self, error: Exception | None) -> None:
        """The connection is no more."""
        if not self.closed:
            self.closed = True
            self._loop.call_soon(self.protocol.connection_lost, error)


class Log:
    """Notes what is logged instead of writing it."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.warnings: list[str] = []

    def fault(self, event: str, **fields: object) -> None:
        self.faults.append(f"{event} {fields} {traceback.format_exception(sys.exception(), limit=-5)}")

    def warning(self, event: str, **fields: object) -> None:
        self.warnings.append(event)

    def info(self, event: str, **fields: object) -> None:
        pass


class House:
    """A door that listens nowhere, its keeper, its log, and a clock that is put forward."""

    def __init__(self, keeping: Keeping, limits: DoorLimits, tls: ssl.SSLContext | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        self.keeping = keeping
        self.log = Log()
        self.troubles: list[str] = []
        self.loop.set_exception_handler(self._note)
        self.door = Door(keeping, judge, hostname=OURS, now=lambda: NOW, limits=limits, tls=tls)
        self.door.pattern = pattern_of(self.door)
        self._true_time = self.loop.time
        self._ahead = 0.0
        self.loop.time = lambda: self._true_time() + self._ahead  # type: ignore[method-assign]

    def _note(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        lines = traceback.format_exception(error, limit=-5) if error is not None else []
        self.troubles.append(f"{context.get('message')} {''.join(lines)}")

    def connect(self, family: str, peer: Any) -> MemoryTransport:
        """A client comes."""
        conversation = LmtpConversation(self.door) if family == "LMTP" else Conversation(self.door)
        transport = MemoryTransport(self.loop, peer)
        transport.set_protocol(conversation)
        conversation.connection_made(transport)
        return transport

    def forward(self, seconds: float) -> None:
        """Time goes by, and the door looks at its clock."""
        self._ahead += seconds
        for conversation in tuple(self.door._inside):
            conversation.mind_the_clock()

    async def settle(self, done: Callable[[], bool]) -> None:
        """Let the loop turn until something is so. Raises AssertionError when it never is."""
        for _ in range(_PATIENCE):
            if done():
                return
            await asyncio.sleep(0)
        raise AssertionError("the dialogue hangs")

    async def empty(self) -> None:
        """Everybody has gone: nothing is left of them."""
        await self.settle(lambda: not self.door._running)
        await self.settle(lambda: not self.door.inside)
        assert self.door.crowds.octets_in_hand == 0, f"{self.door.crowds.octets_in_hand} octets are still in hand"
        assert not self.door.crowds.connected, "somebody is still counted"
        del self.loop.time
        assert not self.troubles, self.troubles[0]
        faults = [each for each in self.log.faults if not each.startswith(("door_judge_fault", "door_not_kept "))]
        assert not faults, faults[0]


def led(dialogue: Coroutine[Any, Any, None]) -> None:
    """Lead a dialogue to its end on a loop of its own: what one of them leaves behind is not the next one's trouble."""
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(dialogue)
    finally:
        if left := asyncio.all_tasks(loop):
            for task in left:
                task.cancel()
            loop.run_until_complete(asyncio.wait(left))
        loop.close()


@contextmanager
def listened(log: Log) -> Iterator[None]:
    """What the conversations would log goes there."""
    before = conversations.log
    conversations.log = log  # type: ignore[assignment]
    try:
        yield
    finally:
        conversations.log = before
