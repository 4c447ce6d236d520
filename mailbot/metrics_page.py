"""/metrics and /healthz of a process that has no pages: for whoever watches it, on a port of its own."""

import platform
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

from mailbot.errors import WrongSetting
from mailbot.levels import Levels
from mailbot.measures import METRICS_MEDIA_TYPE, built, exposed
from mailbot.settings import Settings
from mailbot.world import World

_SECONDS = 10.0
"""Of silence, after which a client is left."""


def tell_build(world: World) -> None:
    """What runs here, among the metrics."""
    built(
        version=version("mailbot"), python=platform.python_version(),
        database="sqlite" if world.database.is_sqlite else "postgresql",
    )  # fmt: skip


@contextmanager
def metrics_page(world: World, settings: Settings) -> Iterator[int]:
    """While this lasts, metrics are told at MAILBOT_METRICS_PORT: its number; 0 when none is set. Raises WrongSetting
    when it cannot be had."""
    tell_build(world)
    if settings.metrics_port is None:
        yield 0
        return
    levels = Levels(world, settings)
    shown: dict[str, Callable[[], tuple[int, str, bytes]]] = {
        "/metrics": lambda: _metrics(levels),
        "/healthz": lambda: _health(world),
    }
    handler = type("Handler", (_Handler,), {"shown": shown})
    try:
        server = _Server((settings.metrics_host, settings.metrics_port), handler)
    except OSError as error:
        where = f"{settings.metrics_host}:{settings.metrics_port}"
        raise WrongSetting(f"MAILBOT_METRICS_HOST and _PORT {where} cannot be had: {error.strerror}.") from None
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def _metrics(levels: Levels) -> tuple[int, str, bytes]:
    levels.look()
    return 200, METRICS_MEDIA_TYPE, exposed()


def _health(world: World) -> tuple[int, str, bytes]:
    if world.database.answers():
        return 200, "text/plain; charset=utf-8", b"ok\n"
    return 503, "text/plain; charset=utf-8", b"the database does not answer\n"


def family_of(host: str, port: int) -> socket.AddressFamily:
    """Of the address at which a server listens: IPv4 or IPv6. Raises OSError for a name that nobody knows."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, at: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.address_family = family_of(*at)  # http.server takes IPv4 alone unless it is told
        super().__init__(at, handler)


class _Handler(BaseHTTPRequestHandler):
    shown: dict[str, Callable[[], tuple[int, str, bytes]]]
    timeout = _SECONDS
    server_version, sys_version = "mailbot", ""

    def do_GET(self) -> None:
        """One of the two pages."""
        show = self.shown.get(self.path.partition("?")[0])
        code, media_type, body = show() if show is not None else (404, "text/plain", b"not here\n")
        self.send_response(code)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: whoever asks every few seconds is no news."""
