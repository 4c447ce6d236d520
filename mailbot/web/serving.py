"""The server of the pages (hosts uvicorn): nobody holds a connection for long who sends or takes nothing."""

import asyncio
import contextlib
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from mailbot.web.rates import Rates

_HEADER_OCTETS = 32_768
"""Of the first line and the header of a request: a longer one is answered 400."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the server of the pages."""

    connections: int = 2_000
    """In all. Whoever comes then takes the place of the one that has said nothing for longest."""
    connections_a_peer: int = 50
    """From one address; a proxy has as many as it likes."""
    header_seconds: float = 15.0
    """In which a whole header must have come, from when the connection opened or the last answer was sent."""
    write_seconds: float = 60.0
    """In which something more of an answer must have been taken."""


class PageServer(uvicorn.Server):
    """It leaves signals to its process: there is more to stop than the pages."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None is caught."""
        yield


def page_server(
    app: Any, *, host: str, port: int, grace_seconds: float, proxies: Sequence[str], limits: Limits = Limits()
) -> PageServer:  # fmt: skip
    """The server of an application. `proxies`: whose X-Forwarded-For and X-Forwarded-Proto are believed."""
    return PageServer(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=_line(limits, frozenset(proxies)),
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",  # what goes wrong in a page is logged where it is caught, without the words of anybody
            access_log=False,
            server_header=False,
            proxy_headers=True,
            forwarded_allow_ips=list(proxies),
            h11_max_incomplete_event_size=_HEADER_OCTETS,
            timeout_graceful_shutdown=int(grace_seconds),
        )
    )


def open_to(host: str, port: int) -> list[socket.socket]:
    """Listen on every address of a host, for `PageServer.serve`: on all, or OSError."""
    found = dict.fromkeys(
        (family, address) for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    )
    listening: list[socket.socket] = []
    try:
        for family, address in found:
            listening.append(socket.create_server(address[:2], family=socket.AddressFamily(family), backlog=2_048))
    except OSError:
        for each in listening:
            each.close()
        raise
    return listening


class _Connections:
    """Those of one server."""

    def __init__(self) -> None:
        self.idle: dict[_Line, None] = {}
        """That have no request under way, in the order in which they began to have none."""
        self.of_peer: Counter[str] = Counter()
        self.count = 0


def _line(limits: Limits, proxies: frozenset[str]) -> type[H11Protocol]:
    """The protocol of one server's connections."""
    return type("Line", (_Line,), {"limits": limits, "rates": Rates(sorted(proxies)), "all": _Connections()})


class _Line(H11Protocol):
    """One connection."""

    limits: Limits
    rates: Rates
    all: _Connections
    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _peer: str | None = None
    _is_open = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come."""
        super().connection_made(transport)
        self._peer = self.rates.client_of(self.client[0]) if self.client is not None else None
        self._is_open = True
        self.all.count += 1
        if self._peer is not None:
            self.all.of_peer[self._peer] += 1
            if self.all.of_peer[self._peer] > self.limits.connections_a_peer:
                self._make_room(self._peer)
        if self.all.count > self.limits.connections:
            self._make_room(None)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody has gone."""
        self._leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came. A header that comes by drops has no more time for it."""
        super().data_received(data)
        if self._is_busy():
            self._work()

    def on_response_complete(self) -> None:
        """An answer is sent: the next request has its time from now."""
        self._work()
        super().on_response_complete()
        if not self._is_busy():
            self._wait()

    def pause_writing(self) -> None:
        """The reader is slow."""
        super().pause_writing()
        self._stalled = self.loop.call_later(self.limits.write_seconds, self._hang_up)

    def resume_writing(self) -> None:
        """The reader has taken something."""
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def _is_busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        if not self._is_open:
            return
        self.all.idle[self] = None
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.limits.header_seconds, self._too_late)

    def _work(self) -> None:
        self.all.idle.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        if self.transport.get_write_buffer_size():  # an answer that is being taken, slowly
            self._deadline = self.loop.call_later(self.limits.write_seconds, self._hang_up)
        else:
            self._hang_up()

    def _make_room(self, peer: str | None) -> None:
        """Hang up on the one that has said nothing for longest, of this peer or of all; else on whoever has just
        come."""
        last = next((each for each in self.all.idle if peer is None or each._peer == peer), self)
        last._hang_up()

    def _hang_up(self) -> None:
        self._leave()
        self.transport.abort()

    def _leave(self) -> None:
        self._work()
        if self._stalled is not None:
            self._stalled.cancel()
        if not self._is_open:
            return
        self._is_open = False
        self.all.count -= 1
        if self._peer is not None:
            self.all.of_peer[self._peer] -= 1
            if not self.all.of_peer[self._peer]:
                del self.all.of_peer[self._peer]
