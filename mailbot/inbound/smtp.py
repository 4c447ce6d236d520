"""The door: SMTP and LMTP. It listens, lets in, shows out, and counts who is inside."""

import asyncio
import logging
import ssl
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mailbot.domains import one_form
from mailbot.inbound.conversation import Conversation, pattern_of
from mailbot.inbound.crowds import Crowds
from mailbot.inbound.dialogue import TURNED_AWAY, DoorLimits, Envelope, Judge, Judgement, Keeper, Kept
from mailbot.inbound.other_conversations import LmtpConversation, SecretConversation
from mailbot.inbound.secret_listener import SecretListener
from mailbot.inbound.unix_socket import SocketFile, UnixListener
from mailbot.measures import DOOR_CONNECTIONS, DOOR_IN_HAND, PUT_OFF
from mailbot.telemetry import logger

__all__ = ["Door", "DoorLimits", "Envelope", "Judge", "Judgement", "Keeper", "Kept", "Listening"]

log = logger(__name__)

_TOLD_SECONDS = 60.0
_BACKLOG = 1024  # clients that knock while we are busy: asyncio's 100 makes the next ones wait a second


class Listening(NamedTuple):
    """An address that the door listens on."""

    family: str
    """"SMTP", "SMTPS" or "LMTP"."""
    host: str
    """IP address, or the path of a Unix socket."""
    port: int
    """0 for a Unix socket."""


class Door:
    """Listens, lets in, and shows out. Everything of the world is handed to it.

    One object serves one event loop, asyncio's or uvloop's. `smtp`, `smtps` and `lmtp` say where to listen:
    (host, port), with port 0 for any free one, or the path of a Unix socket for LMTP.
    """

    def __init__(
        self,
        keeper: Keeper,
        judge: Judge,
        *,
        hostname: str,
        now: Callable[[], datetime],
        smtp: tuple[str, int] | None = None,
        smtps: tuple[str, int] | None = None,
        lmtp: tuple[str, int] | Path | SocketFile | None = None,
        limits: DoorLimits | None = None,
        tls: ssl.SSLContext | None = None,
        tls_required: bool = False,
        fronts: Sequence[str] = (),
    ) -> None:
        """`now` gives aware instants, for the Received field; `tls` is a server context and makes STARTTLS offered. It
        may be replaced at any time: whoever shakes hands from then on sees the new one.

        `fronts`: the addresses and networks of mail servers that bring everybody's mail."""
        self.keeper = keeper
        self.judge = judge
        self.hostname = one_form(hostname) or hostname
        self.now = now
        self.limits = limits or DoorLimits()
        self.tls = tls
        self.tls_required = tls_required
        self._smtp = smtp
        self._smtps = smtps
        self._lmtp = SocketFile(lmtp) if isinstance(lmtp, Path) else lmtp
        self._unix: UnixListener | None = None
        self._servers: list[tuple[str, asyncio.Server | SecretListener]] = []
        self._inside: set[Conversation] = set()
        self._turned_away: Counter[str] = Counter()
        self._told_at = time.monotonic()
        self._watch: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self.pattern: dict[str, object] = {}
        self.crowds = Crowds(self.limits, fronts)
        self.closing = False

    async def start(self) -> None:
        """Listen. Raises `OSError` when an address cannot be had; then nothing listens."""
        # aiosmtpd logs each command, and so each recipient: a sealed address is as good as a key.
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        loop = asyncio.get_running_loop()
        self.pattern = pattern_of(self)
        try:
            if self._smtp is not None:
                await self._listen("SMTP", self._smtp, Conversation)
            if self._smtps is not None:
                await self._listen_in_secret(*self._smtps)
            if self._lmtp is not None:
                await self._listen("LMTP", self._lmtp, LmtpConversation)
        except OSError:
            for _, server in self._servers:
                server.close()
            if self._unix is not None:
                self._unix.remove()
            raise
        self._watch = loop.create_task(self._watch_the_clock())

    async def _listen(self, family: str, where: tuple[str, int] | SocketFile, kind: type[Conversation]) -> None:
        loop = asyncio.get_running_loop()
        if isinstance(where, SocketFile):
            # Not by its path: asyncio and uvloop take a file away even from a process that listens on it.
            self._unix = UnixListener(where)
            server = await loop.create_unix_server(lambda: kind(self), sock=self._unix.socket, backlog=_BACKLOG)
        else:
            server = await loop.create_server(lambda: kind(self), *where, backlog=_BACKLOG)
        self._servers.append((family, server))

    async def _listen_in_secret(self, host: str, port: int) -> None:
        listener = SecretListener(lambda client, peer: SecretConversation(self).meet(client, peer))
        await listener.listen(host, port, _BACKLOG)
        self._servers.append(("SMTPS", listener))

    @property
    def addresses(self) -> tuple[Listening, ...]:
        """Where the door listens now, with the true ports."""
        return tuple(
            Listening(family, name, 0) if isinstance(name, str) else Listening(family, name[0], name[1])
            for family, server in self._servers
            for name in (listening.getsockname() for listening in server.sockets)
        )

    @property
    def inside(self) -> int:
        """How many clients are connected now."""
        return len(self._inside)

    async def stop(self, grace: float) -> None:
        """Stop listening, show out whoever is not handing over a mail, and give the others `grace` seconds.

        Who is still there then is cut off without an answer, so that the client sends its mail again.
        """
        self.closing = True
        for _, server in self._servers:
            server.close()
        for conversation in tuple(self._inside):
            conversation.show_out_when_free("421 4.3.2 This server is closing, please come back later")
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
        for conversation in tuple(self._inside):
            conversation.cut()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._watch is not None:
            self._watch.cancel()
        if self._unix is not None:
            self._unix.remove()
        self._servers.clear()

    async def _watch_the_clock(self) -> None:
        # One walk over all for a thousand idle clients, rather than a timer set and unset at every command.
        limits = self.limits
        pause = min(
            5.0, *(s / 4 for s in (limits.idle_seconds, limits.session_seconds, limits.short_idle_seconds))
        )  # fmt: skip
        while True:
            await asyncio.sleep(pause)
            for conversation in tuple(self._inside):
                try:
                    conversation.mind_the_clock()
                except Exception:  # one client's trouble does not stop the clock of the others
                    log.fault("door_clock_fault")
            self._tell()

    def _tell(self) -> None:
        """Say how many were turned away and why: once a minute, since a flood must not flood the log."""
        DOOR_CONNECTIONS.set(len(self._inside))
        DOOR_IN_HAND.set(self.crowds.octets_in_hand)
        now = time.monotonic()
        if self._turned_away and now - self._told_at >= _TOLD_SECONDS:
            log.warning("door_turned_away", **self._turned_away)
            self._turned_away.clear()
            self._told_at = now

    def turn_away(self, why: str) -> str:
        """What is answered to somebody who is sent away for now, counted."""
        self.put_off(why)
        return TURNED_AWAY[why]

    def put_off(self, why: str) -> None:
        """Count somebody who is asked to come later, by reason."""
        self._turned_away[why] += 1
        PUT_OFF.add(why)

    def let_in(self, conversation: Conversation, peer: str) -> str | None:
        """Count a client in; or the answer with which it is turned away."""
        why = "closing" if self.closing else self.crowds.let_in(peer, time.monotonic())
        if why:
            return self.turn_away(why)
        self._inside.add(conversation)
        return None

    def stays_with(self, task: asyncio.Task[None]) -> None:
        """Remember a conversation's task until it ends, which may be after its client has gone."""
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def let_out(self, conversation: Conversation, peer: str) -> None:
        """Count a client out, if it was in."""
        if conversation not in self._inside:
            return
        self._inside.remove(conversation)
        self.crowds.let_out(peer)
