"""A relay that does at each step what a test tells it to: answers, refuses, stalls, closes, talks nonsense."""

import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import BinaryIO, Self

STALL, CLOSE, RESET, THINK = b"<stall>", b"<close>", b"<reset>", b"<think>"
"""In the place of an answer: say nothing until the other one has hung up, for whom time flies meanwhile; hang up; hang
up with a reset; or say nothing, and let him wait."""


class Flying:
    """Time as whoever speaks to a relay has it (`smtp_line.time`): it flies while a relay stalls, and passes as it does
    everywhere while a relay is only late. So a patience that no busy machine wears out is at its end at once."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead

    def until_gone(self, client: socket.socket, end: threading.Event) -> None:
        """Two hundred seconds in one, until this client hangs up. A second too many is far below anybody's patience."""
        gone = select.poll()
        gone.register(client, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
        while not end.is_set() and not gone.poll(5):
            self._ahead += 1.0


FLYING = Flying()

_USUAL = {
    "GREETING": b"220 far.example", "STARTTLS": b"220 go", "AUTH": b"235 welcome", "DATA": b"354 go on",
    "QUIT": b"221 bye",
}  # fmt: skip


class ScriptedRelay:
    """Listens on 127.0.0.1. `says` maps a step (GREETING, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY, DOT) to what is
    said there instead of the usual; it may be changed while the relay stands."""

    def __init__(
        self, says: Mapping[str, bytes] | None = None, *, knows: tuple[str, ...] = ("PIPELINING", "8BITMIME"),
        tls: ssl.SSLContext | None = None, at_once: bool = False, port: int = 0,
    ) -> None:  # fmt: skip
        """`knows`: what EHLO lists; `tls`: offered by STARTTLS, or spoken `at_once`."""
        self.says = dict(says or {})
        self.knows = knows
        self.tls = tls
        self.at_once = at_once
        self.connections = 0
        self.commands: list[str] = []
        self.letters: list[bytes] = []
        self.secret: list[bool] = []
        """Of each letter, whether it came under TLS."""
        self._end = threading.Event()
        self._open: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Hang up on everybody, and listen no more."""
        self._end.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for each in tuple(self._open):
            each.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *gone: object) -> None:
        self.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                self.connections += 1
                self._open.append(client)
                threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError, _Over):
            if self.at_once and self.tls is not None:
                client = self._secret(client)
            self._say(client, "GREETING", b"")
            self._obey(client)
        with contextlib.suppress(OSError):
            client.close()

    def _obey(self, client: socket.socket) -> None:
        lines = client.makefile("rb")
        while line := lines.readline():
            verb = line.split(b" ")[0].strip().upper().decode("latin-1")
            self.commands.append(line.decode("utf-8", "replace").strip())
            if verb in ("EHLO", "HELO"):
                self._say(client, verb, b"\r\n".join(b"250-%b" % each.encode() for each in self._listed(client)))
                continue
            answer = self._say(client, verb, b"")
            if verb == "QUIT":
                return
            if verb == "STARTTLS" and answer.startswith(b"220") and self.tls is not None:
                client = self._secret(client)
                lines = client.makefile("rb")
            if verb == "DATA" and answer.startswith(b"354"):
                if "BODY" in self.says:
                    lines.readline()
                    self._say(client, "BODY", b"")
                self.letters.append(_body(lines))
                self.secret.append(isinstance(client, ssl.SSLSocket))
                self._say(client, "DOT", b"")

    def _secret(self, client: socket.socket) -> socket.socket:
        assert self.tls is not None
        secret = self.tls.wrap_socket(client, server_side=True)
        self._open.append(secret)
        return secret

    def _listed(self, client: socket.socket) -> tuple[str, ...]:
        starttls = ("STARTTLS",) if self.tls is not None and not isinstance(client, ssl.SSLSocket) else ()
        return ("far.example", *self.knows, *starttls)

    def _words(self, step: str, usual: bytes) -> bytes:
        return self.says.get(step, usual + b"\r\n250 HELP" if usual else _USUAL.get(step, b"250 ok"))

    def _say(self, client: socket.socket, step: str, usual: bytes) -> bytes:
        words = self._words(step, usual)
        if words == STALL:
            FLYING.until_gone(client, self._end)
        if words in (STALL, THINK):
            self._end.wait()
            raise _Over
        if words == RESET:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        if words in (CLOSE, RESET):
            with contextlib.suppress(OSError):
                if words == CLOSE:
                    client.shutdown(socket.SHUT_RDWR)
            raise _Over
        while words.endswith(b"<for ever>"):
            client.sendall(words.removesuffix(b"<for ever>"))
        client.sendall(words + b"\r\n")
        return words


class _Over(Exception):
    """This connection is done with."""


def _body(lines: BinaryIO) -> bytes:
    said = []
    while (line := lines.readline()) != b".\r\n":
        if not line:
            raise _Over
        said.append(line.removeprefix(b"."))
    return b"".join(said)
