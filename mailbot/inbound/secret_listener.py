"""Where TLS begins at once (RFC 8314): clients are counted in before they shake hands, with the newest certificate."""

import asyncio
import contextlib
import errno
import socket
import ssl
from collections.abc import Awaitable, Callable

from mailbot.telemetry import logger

log = logger(__name__)

_BREATH = 0.2
"""Seconds after which clients are let in again when this process has too many files open."""
_FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class SecretListener:
    """Sockets that listen, and a task for each that accepts.

    Not the loop's own server: it shakes hands before anybody is told of the client, so that nobody could count them;
    and to begin in clear and go on at once loses the client's first octets under uvloop.
    """

    def __init__(self, meet: Callable[[socket.socket, str], Awaitable[None]]) -> None:
        """`meet` is handed each client, with the address of its host; what it raises is logged."""
        self._meet = meet
        self._accepting: list[asyncio.Task[None]] = []
        self._met: set[asyncio.Task[None]] = set()
        self.sockets: list[socket.socket] = []

    async def listen(self, host: str, port: int, backlog: int) -> None:
        """Listen on every address of a host. Raises OSError when one cannot be had; then none is."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        try:
            for family, kind, proto, _, address in dict.fromkeys(found):
                self.sockets.append(each := socket.socket(family, kind, proto))
                each.setblocking(False)
                each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    each.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                each.bind(address)
                each.listen(backlog)
        except OSError:
            self.close()
            raise
        self._accepting = [loop.create_task(self._accept(each)) for each in self.sockets]

    def close(self) -> None:
        """Listen no more. Who is shaking hands still has handed over nothing, and is cut off."""
        for task in (*self._accepting, *self._met):
            task.cancel()
        for each in self.sockets:
            each.close()

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, address = await loop.sock_accept(listening)
            except OSError as error:
                if error.errno in _FULL:
                    log.warning("door_no_files_left")
                await asyncio.sleep(_BREATH)
                continue
            with contextlib.suppress(OSError):
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            task = loop.create_task(self._met_by(client, str(address[0])))
            self._met.add(task)
            task.add_done_callback(self._met.discard)

    async def _met_by(self, client: socket.socket, host: str) -> None:
        try:
            await self._meet(client, host)
        except OSError as error:
            client.close()
            log.info("door_handshake_failed", why=handshake_trouble(error))
        except Exception:
            client.close()
            log.fault("door_fault", command="TLS")


def handshake_trouble(error: OSError) -> str:
    """Why a handshake came to nothing, in a word."""
    reason = error.reason if isinstance(error, ssl.SSLError) else None
    return reason or type(error).__name__
