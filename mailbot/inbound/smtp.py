"""The door: SMTP and LMTP. It listens, lets in, shows out, and counts who is inside."""

import asyncio
import ipaddress
import logging
import ssl
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mailbot.domains import one_form
from mailbot.inbound.conversation import Conversation, LmtpConversation, pattern_of
from mailbot.inbound.dialogue import DoorLimits, Envelope, Judge, Judgement, Keeper, Kept
from mailbot.telemetry import logger

__all__ = ["Door", "DoorLimits", "Envelope", "Judge", "Judgement", "Keeper", "Kept", "Listening"]

log = logger(__name__)

_BACKLOG = 1024  # clients that knock while we are busy: asyncio's 100 makes the next ones wait a second


class Listening(NamedTuple):
    """An address that the door listens on."""

    family: str
    """"SMTP" or "LMTP"."""
    host: str
    """IP address, or the path of a Unix socket."""
    port: int
    """0 for a Unix socket."""


class Door:
    """Listens, lets in, and shows out. Everything of the world is handed to it.

    One object serves one event loop, asyncio's or uvloop's. `smtp` and `lmtp` say where to listen: (host, port), with
    port 0 for any free one, or the path of a Unix socket for LMTP.
    """

    def __init__(
        self,
        keeper: Keeper,
        judge: Judge,
        *,
        hostname: str,
        now: Callable[[], datetime],
        smtp: tuple[str, int] | None = None,
        lmtp: tuple[str, int] | Path | None = None,
        limits: DoorLimits | None = None,
        tls: ssl.SSLContext | None = None,
        tls_required: bool = False,
    ) -> None:
        """`now` gives aware instants, for the Received field; `tls` is a server context and makes STARTTLS offered."""
        self.keeper = keeper
        self.judge = judge
        self.hostname = one_form(hostname) or hostname
        self.now = now
        self.limits = limits or DoorLimits()
        self.tls = tls
        self.tls_required = tls_required
        self._smtp = smtp
        self._lmtp = lmtp
        self._servers: list[tuple[str, asyncio.Server]] = []
        self._inside: set[Conversation] = set()
        self._peers: Counter[str] = Counter()
        self._watch: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self.pattern: dict[str, object] = {}
        self.octets_in_hand = 0
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
            if self._lmtp is not None:
                await self._listen("LMTP", self._lmtp, LmtpConversation)
        except OSError:
            for _, server in self._servers:
                server.close()
            raise
        self._watch = loop.create_task(self._watch_the_clock())

    async def _listen(self, family: str, where: tuple[str, int] | Path, kind: type[Conversation]) -> None:
        loop = asyncio.get_running_loop()
        if isinstance(where, Path):
            server = await loop.create_unix_server(lambda: kind(self), str(where), backlog=_BACKLOG)
        else:
            server = await loop.create_server(lambda: kind(self), *where, backlog=_BACKLOG)
        self._servers.append((family, server))

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
        if isinstance(self._lmtp, Path) and self._servers:
            self._lmtp.unlink(missing_ok=True)
        self._servers.clear()

    async def _watch_the_clock(self) -> None:
        # One walk over all for a thousand idle clients, rather than a timer set and unset at every command.
        pause = min(5.0, self.limits.idle_seconds / 4, self.limits.session_seconds / 4)
        while True:
            await asyncio.sleep(pause)
            for conversation in tuple(self._inside):
                try:
                    conversation.mind_the_clock()
                except Exception:  # one client's trouble does not stop the clock of the others
                    log.fault("door_clock_fault")

    def let_in(self, conversation: Conversation, peer: str) -> str | None:
        """Count a client in; or the answer with which it is turned away."""
        crowd = _crowd_of(peer)
        if self.closing:
            return "421 4.3.2 This server is closing, please come back later"
        if len(self._inside) >= self.limits.connections:
            return "421 4.3.2 Too many connections, please come back later"
        if peer and self._peers[crowd] >= self.limits.connections_a_peer:
            return "421 4.7.0 Too many connections from your address, please come back later"
        self._inside.add(conversation)
        self._peers[crowd] += 1
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
        crowd = _crowd_of(peer)
        self._peers[crowd] -= 1
        if not self._peers[crowd]:
            del self._peers[crowd]


def _crowd_of(peer: str) -> str:
    """Whom a connection is counted for: a client has one IPv4 address, and 2**64 of IPv6."""
    return str(ipaddress.ip_network((peer, 64), strict=False)) if ":" in peer else peer
