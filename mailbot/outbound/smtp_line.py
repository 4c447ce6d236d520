"""One connection to a relay: everything that it says is bounded in time, in lines and in octets."""

import base64
import contextlib
import math
import queue
import re
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_LONGEST_ANSWER = 64 * 1024
_LONGEST_LINE = 8192
"""RFC 5321, 4.5.3.1.5, says 512 octets; smtplib and Postfix take more."""
_ANSWER = re.compile(rb"[2-5]\d\d(?:[ -].*)?", re.DOTALL)
_BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each step may take, in seconds."""

    resolve: float = 10.0
    """To find the addresses of the relay's name."""
    connect: float = 10.0
    """For each address of the relay's name."""
    whole: float = 180.0
    """From the first octet to the first letter, and of each letter to its final dot, beside what `slowest` adds: a
    relay that is slow at every step holds a worker for nothing."""
    answer: float = 30.0
    """A whole answer to one command, or a TLS handshake."""
    block: float = 120.0
    """The letter itself, and what `slowest` adds for a long one."""
    slowest: int = 10_000
    """Octets a second: a relay that takes fewer of them holds a worker for nothing."""
    after_dot: float = 600.0
    """RFC 5321, 4.5.3.2.6: a relay that looks for viruses takes its time; giving up too soon sends a letter twice."""
    tick: float = 5.0
    """How often whoever waits is told so."""


class Lost(Exception):
    """The connection is of no more use. `why` is said in plain words, for an operator."""

    def __init__(self, why: str, *, unsaid: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.unsaid = unsaid
        """Octets of what was being said that have not left us."""


class Stalled(Lost):
    """The relay is there, and silent."""


class Answer(NamedTuple):
    """What the relay answered to one command."""

    code: int
    text: str

    @property
    def is_yes(self) -> bool:
        """RFC 5321, 4.3.2: the first digit decides."""
        return 200 <= self.code < 300

    def __str__(self) -> str:
        return f"{self.code} {self.text}"[:400]


Address = tuple[int, int, int, str, Any]
"""As getaddrinfo gives it."""


class SmtpLine:
    """A connection, from its first octet to its last. Every trouble with it is a `Lost`."""

    def __init__(self, host: str, port: int, patience: Patience, waiting: Callable[[], None]) -> None:
        """Connect. `waiting` is called again and again while the relay makes us wait."""
        self.patience = patience
        self._waiting = waiting
        self._told_at = time.monotonic()
        self._heard = bytearray()
        self._broken = ""
        self._until = math.inf
        self.extensions: Mapping[str, str] = {}
        """What the relay has said it knows, by its name in small letters."""
        self.hurry()
        try:
            self._socket = self._connected(addresses_of(host, port, patience.resolve))
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.setblocking(False)
        except OSError as error:
            raise Lost(in_words(error, host)) from error

    def _connected(self, found: Sequence[Address]) -> socket.socket:
        """To the first of these addresses that listens."""
        trouble: OSError = TimeoutError()
        for family, kind, protocol, _, address in found:
            if time.monotonic() > self._until:
                break
            far = socket.socket(family, kind, protocol)
            far.settimeout(self.patience.connect)
            try:
                far.connect(address)
            except OSError as error:
                far.close()
                trouble = error
            else:
                return far
        raise trouble

    def hurry(self, seconds: float = 0.0) -> None:
        """What follows has an end: the whole of it is over within so many seconds, `Patience.whole` unless told."""
        self._until = time.monotonic() + (seconds or self.patience.whole)

    # Saying and hearing

    def ask(self, command: str, seconds: float = 0.0) -> Answer:
        """Say one command, and hear its answer."""
        self.begin()
        self.say(f"{command}\r\n".encode(), self.patience.answer)
        return self.hear(seconds or self.patience.answer)

    def begin(self) -> None:
        """Make sure that nothing was said before we ask: an answer to no question would be taken for another's."""
        if self._heard:
            raise self._lost("it answers what nobody asked")

    def has_spoken(self) -> bool:
        """Whether there is something to hear now. Raises `Lost` when the relay has gone."""
        if not self._heard:
            self._take()
        return bool(self._heard)

    def say(self, words: bytes, seconds: float) -> None:
        """Send octets; `Lost.unsaid` of them have not left us when it goes wrong."""
        left = memoryview(words)
        self._until += len(words) / self.patience.slowest
        until = min(time.monotonic() + seconds + len(words) / self.patience.slowest, self._until)
        while left:
            if time.monotonic() >= until:
                raise self._lost("it takes nothing more", kind=Stalled, unsaid=len(left))
            try:
                left = left[self._socket.send(left[:_BLOCK]) :]
            except (BlockingIOError, ssl.SSLWantWriteError):
                self._wait(select.POLLOUT, until)
            except ssl.SSLWantReadError:
                self._wait(select.POLLIN, until)
            except OSError as error:
                raise self._lost(in_words(error), unsaid=len(left)) from error

    def hear(self, seconds: float) -> Answer:
        """One whole answer."""
        until = min(time.monotonic() + seconds, self._until)
        lines: list[bytes] = []
        octets = 0
        while True:
            line = self._line(until)
            octets += len(line)
            if not _ANSWER.fullmatch(line) or (lines and line[:3] != lines[0][:3]):
                raise self._lost("what it says is not SMTP")
            if octets > _LONGEST_ANSWER:
                raise self._lost("its answer has no end")
            lines.append(line)
            if line[3:4] != b"-":
                text = "\n".join(each[4:].decode("utf-8", "replace").strip() for each in lines)
                return Answer(int(line[:3]), text)

    def _line(self, until: float) -> bytes:
        while (end := self._heard.find(b"\n")) < 0:
            if len(self._heard) > _LONGEST_LINE:
                raise self._lost("its answer has no end")
            if not self._take():
                if time.monotonic() >= until:
                    raise self._lost("it does not answer", kind=Stalled)
                self._wait(select.POLLIN, until)
        line = bytes(self._heard[:end]).rstrip(b"\r")
        del self._heard[: end + 1]
        return line

    def _wait(self, event: int, until: float) -> None:
        """For a tick at the most: whoever calls looks again."""
        self._tell()
        poll = select.poll()
        poll.register(self._socket, event)
        poll.poll(1000 * max(0.0, min(until - time.monotonic(), self.patience.tick)))

    def _take(self) -> bool:
        """What there is to hear; whether there is something."""
        try:
            octets = self._socket.recv(_BLOCK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError as error:
            raise self._lost(in_words(error)) from error
        if not octets:
            raise self._lost("it has closed the connection")
        self._heard += octets
        return True

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= self.patience.tick:
            self._told_at = now
            self._waiting()

    def _lost(self, why: str, *, kind: type[Lost] = Lost, unsaid: int = 0) -> Lost:
        self._broken = why
        return kind(why, unsaid=unsaid)

    # The beginning

    def greet(self, hostname: str) -> None:
        """EHLO, or HELO to whoever knows no other."""
        answer = self.ask(f"EHLO {hostname}")
        if answer.code >= 500:
            answer = self.ask(f"HELO {hostname}")
        elif answer.code == 250:
            words = (line.partition(" ") for line in answer.text.split("\n")[1:])
            self.extensions = {name.lower(): parameters for name, _, parameters in words}
        if not answer.is_yes:
            raise self._lost(f"it does not greet us: {answer}")

    def make_secret(self, context: ssl.SSLContext, host: str) -> None:
        """Shake hands. What was heard in clear is forgotten."""
        self.begin()  # what was said before the handshake would be taken for secret
        self.extensions = {}
        self._socket.settimeout(max(0.001, min(self.patience.answer, self._until - time.monotonic())))
        try:
            self._socket = context.wrap_socket(self._socket, server_hostname=host)
            self._socket.setblocking(False)
        except (OSError, ValueError) as error:
            raise self._lost(in_words(error, host)) from error

    def log_in(self, user: str, password: str) -> Answer:
        """The last answer to AUTH: 235 is a yes (RFC 4954)."""
        known = self.extensions.get("auth", "").upper().split()
        if "PLAIN" in known:
            token = _base64(f"\0{user}\0{password}")
            answer = self.ask(f"AUTH PLAIN {token}")
            if answer.code == 334:  # it wants to be told apart from the command
                answer = self.ask(token)
            if answer.code not in (504, 534) or "LOGIN" not in known:
                return answer
        if "LOGIN" not in known:
            raise self._lost("it knows no way to log in that we know (PLAIN, LOGIN)")
        answer = self.ask("AUTH LOGIN")
        for word in (user, password):
            if answer.code == 334:
                answer = self.ask(_base64(word))
        return answer

    # The end

    def close(self, *, politely: bool) -> None:
        """Hang up; with a word, when the relay waits for one and has not gone silent."""
        if politely and not self._broken:
            with contextlib.suppress(Lost, OSError):
                self._socket.settimeout(1.0)
                self._socket.sendall(b"QUIT\r\n")
        with contextlib.suppress(OSError):
            self._socket.close()


def addresses_of(host: str, port: int, seconds: float) -> Sequence[Address]:
    """The addresses of a name, as this machine knows it. Raises OSError, TimeoutError when it takes too long: the
    machine's own patience with its resolvers is not ours."""
    found: queue.SimpleQueue[Sequence[Address] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.put(error)

    threading.Thread(target=ask, name="relay-name", daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(_NO_NAME) from None
    if isinstance(answer, UnicodeError):
        raise socket.gaierror(str(answer))
    if isinstance(answer, Exception):
        raise answer
    return answer


_NO_NAME = "the name is not found in time"


def _base64(word: str) -> str:
    return base64.b64encode(word.encode()).decode("ascii")


_WRONG_CERTIFICATES = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is signed by itself: MAILBOT_RELAY_CA can name it",
    19: "its certificate is of an authority that is not known here: MAILBOT_RELAY_CA can name it",
    20: "its certificate is of an authority that is not known here: MAILBOT_RELAY_CA can name it",
    21: "its certificate is of an authority that is not known here: MAILBOT_RELAY_CA can name it",
}
"""By OpenSSL's number (X509_V_ERR_…)."""
_WRONG_NAME = (62, 64)


def in_words(error: Exception, host: str = "") -> str:
    """What went wrong with a connection, for an operator."""
    match error:
        case ssl.SSLCertVerificationError() if error.verify_code in _WRONG_NAME:
            return f"its certificate is for another name than {host}"
        case ssl.SSLCertVerificationError():
            return _WRONG_CERTIFICATES.get(error.verify_code, f"its certificate is wrong: {error.verify_message}")
        case ssl.SSLZeroReturnError() | ssl.SSLEOFError():
            return "it has closed the connection"
        case ssl.SSLError():
            return f"TLS could not be agreed on ({(error.reason or 'SSL').lower().replace('_', ' ')})"
        case TimeoutError() if error.args == (_NO_NAME,):
            return "its name is not found: no resolver answers in time"
        case TimeoutError():
            return "it does not answer"
        case ConnectionRefusedError():
            return "nobody listens there"
        case ConnectionResetError() | BrokenPipeError() | ConnectionAbortedError():
            return "it has closed the connection"
        case socket.gaierror() | UnicodeError():
            return "its name is not known"
        case OSError():
            return (error.strerror or type(error).__name__).lower()
        case _:
            return type(error).__name__
