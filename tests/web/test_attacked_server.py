"""The server of the pages, on a real socket: smuggled requests, headers without an end, connections that say nothing,
readers that take nothing. Others are served all the while."""

import asyncio
import contextlib
import resource
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from mailbot.errors import WrongSetting
from mailbot.settings import read_settings
from mailbot.web.guarding import Guarded
from mailbot.web.rates import Rates
from mailbot.web.serving import Limits, page_server

LIMITS = Limits(connections=400, connections_a_peer=300, header_seconds=1.5, write_seconds=1.5)


async def who(request: Request) -> PlainTextResponse:
    """Who asks."""
    return PlainTextResponse(request.client.host if request.client else "")


asked_for_much: list[int] = []


async def large(_request: Request) -> StreamingResponse:
    """More than anybody's buffers hold."""
    asked_for_much.append(1)

    def chunks() -> Iterator[bytes]:
        for _ in range(3_000):
            yield b"x" * 64_000

    return StreamingResponse(chunks())


class Served:
    """A server in a thread."""

    def __init__(self, proxies: tuple[str, ...], limits: Limits = LIMITS) -> None:
        app = Starlette(routes=[Route("/", who), Route("/large", large)])
        guarded = Guarded(app, base="https://pages.test.example", rates=Rates())
        self.server = page_server(guarded, host="127.0.0.1", port=0, grace_seconds=1, proxies=proxies, limits=limits)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=2_000)
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self.server.serve(sockets=[self._listening])), daemon=True
        )

    def __enter__(self) -> "Served":
        self._thread.start()
        until(lambda: self.server.started)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self._thread.join(30)
        self._listening.close()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def says(self, raw: bytes) -> bytes:
        """What these octets are answered, until the connection is closed."""
        with self.connect() as line:
            with contextlib.suppress(OSError):
                line.sendall(raw)
            return everything(line)

    @property
    def count(self) -> int:
        return len(self.server.server_state.connections)


def everything(line: socket.socket) -> bytes:
    came = b""
    with contextlib.suppress(OSError):
        while more := line.recv(65_536):
            came += more
    return came


def until(so: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Served(("127.0.0.0/8",)) as found:
        yield found


HELLO = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def status_of(answer: bytes) -> list[int]:
    return [int(line.split(b" ")[1]) for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.")]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 5\r\n\r\nabcde", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nabc", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            400,
        ),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET /" + b"a" * 65_536 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 65_536 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", 431),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"EHLO x\r\n\r\n", 400),
    ],
    ids=range(16),
)
def test_a_request_that_two_programs_could_read_differently_is_none(served: Served, raw: bytes, status: int) -> None:
    answer = served.says(raw)
    assert status_of(answer)[-1:] in ([status], [400]), answer[:200]
    assert b"uvicorn" not in answer.lower()
    assert b"server:" not in answer.lower()


def test_two_lengths_are_never_two_requests(served: Served) -> None:
    # RFC 9112, section 6.1: chunked wins over a length, and the connection is not used again.
    both = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = served.says(both + b"0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n")
    assert len(status_of(answer)) <= 2
    assert 404 not in status_of(answer)[:1]


def test_who_asks_is_believed_from_a_proxy_of_ours_alone(served: Served) -> None:
    said = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: "
    assert served.says(said + b"1.2.3.4, 203.0.113.9\r\n\r\n").endswith(b"\r\n203.0.113.9")
    assert served.says(said + b"203.0.113.9, 127.0.0.1\r\n\r\n").endswith(b"\r\n203.0.113.9")
    with Served(("10.0.0.0/8",)) as alone:
        assert alone.says(said + b"203.0.113.9\r\n\r\n").endswith(b"\r\n127.0.0.1")


def test_a_proxy_is_named_by_its_address() -> None:
    assert read_settings(trusted_proxies="10.0.0.5, 2001:db8::/32").trusted_proxies == ("10.0.0.5/32", "2001:db8::/32")
    with pytest.raises(WrongSetting, match="MAILBOT_TRUSTED_PROXIES"):
        read_settings(trusted_proxies="proxy.example")


def test_who_says_nothing_is_let_go_and_others_are_served(served: Served) -> None:
    beginnings = (b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-a: ")
    lines = [served.connect() for _ in range(40)]
    for number, line in enumerate(lines):
        line.sendall(beginnings[number % 4])
    until(lambda: served.count >= 40 or bool(select.select(lines, [], [], 0)[0]))  # or the first is let go already
    assert status_of(served.says(HELLO)) == [200]

    def drip() -> bool:
        for line in lines[3::4]:
            with contextlib.suppress(OSError):
                line.sendall(b"a")
        return served.count == 0

    until(drip)
    assert all(everything(line) == b"" for line in lines)
    for line in lines:
        line.close()


def test_a_thousand_that_say_nothing_keep_nobody_out() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4_096, hard) if hard > 0 else 4_096, hard))
    try:
        with Served((), Limits(connections=200, connections_a_peer=2_000, header_seconds=300)) as patient:
            lines = [patient.connect() for _ in range(1_000)]
            until(lambda: patient.count <= 200)
            for _ in range(5):
                assert status_of(patient.says(HELLO)) == [200]
            for line in lines:
                line.close()
        with Served((), Limits(connections=2_000, connections_a_peer=20, header_seconds=300)) as strict:
            lines = [strict.connect() for _ in range(60)]
            until(lambda: strict.count <= 20)
            assert status_of(strict.says(HELLO)) == [200]
            for line in lines:
                line.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_reader_who_takes_nothing_is_let_go(served: Served) -> None:
    lines: list[Any] = []
    asked_for_much.clear()
    for _ in range(5):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.settimeout(30)
        line.connect(("127.0.0.1", served.port))
        line.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        lines.append(line)
    until(lambda: len(asked_for_much) == 5)
    assert status_of(served.says(HELLO)) == [200]
    until(lambda: served.count == 0)
    for line in lines:
        line.close()
