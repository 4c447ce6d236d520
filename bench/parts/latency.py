"""How long an idle house takes from the 250 of a reply until its letters are in the relay's hands."""

import smtplib
import socket
import threading
import time
from collections.abc import Iterable
from itertools import cycle, islice
from typing import Self

from bench.figures import Figure, percentile
from bench.generator import mails
from bench.houses import House, embedded
from bench.scale import Scale

_MEDIAN_BAR, _LATE_BAR = 50.0, 200.0
_PAUSE = 0.1
"""Seconds between two replies: whoever listens for a ring has gone back to sleep."""


def measure(scale: Scale) -> list[Figure]:
    """Replies one at a time. Both instants are of one clock: one process writes, and is written to."""
    count = scale.many(40, 3) * max(1, scale.rounds) if not scale.quick else 3
    with Sink() as sink, embedded(sink.port) as house:
        _replied(house, sink, 3)  # the first ones read templates
        first, second = [], []
        for arrived, letters in _replied(house, sink, count):
            first.append(1000 * (letters[0] - arrived))
            second.append(1000 * (letters[1] - arrived))
    named = f"idle house, from a 250 to {{}} letter at the relay, {count} replies"
    rounds = _in_rounds(first, scale.rounds)
    return [
        Figure("latency.median", f"{named.format('its first')}, median", "ms", rounds, _MEDIAN_BAR),
        Figure("latency.p99", f"{named.format('its first')}, 99 of 100", "ms", (percentile(first, 0.99),), _LATE_BAR),
        Figure("latency.both", f"{named.format('its second')}, median", "ms", _in_rounds(second, scale.rounds)),
    ]  # fmt: skip


def _in_rounds(values: list[float], rounds: int) -> tuple[float, ...]:
    """The median of each fifth of them, so that a range stands beside the figure."""
    return tuple(percentile(values[at::rounds], 0.5) for at in range(rounds) if values[at::rounds])


def _replied(house: House, sink: "Sink", count: int) -> list[tuple[float, list[float]]]:
    found = []
    recipients = cycle(house.addresses.read_text().split())
    with smtplib.SMTP("127.0.0.1", house.smtp_port, local_hostname="bench.example") as client:
        for raw in islice(mails(time.monotonic_ns()), count):
            time.sleep(_PAUSE)
            said = raw.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
            client.sendmail("nadia@example.org", [next(recipients)], said)
            arrived = time.perf_counter()
            found.append((arrived, sink.next_letters(2)))
    return found


class Sink:
    """A relay of threads that notes when it has each letter: at its final dot, before its 250."""

    def __init__(self, *, keeps: bool = False) -> None:
        """`keeps`: whether it keeps what the letters say."""
        self.kept: list[bytes] = []
        self._keeps = keeps
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._letters: list[float] = []
        self._came = threading.Condition()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def next_letters(self, number: int, seconds: float = 30.0) -> list[float]:
        """When the next ones came. Raises TimeoutError."""
        with self._came:
            if not self._came.wait_for(lambda: len(self._letters) >= number, seconds):
                raise TimeoutError(f"{len(self._letters)} of {number} letters came")
            found, self._letters = self._letters[:number], self._letters[number:]
        return found

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection, connection.makefile("rb") as heard:
            connection.sendall(b"220 sink.example\r\n")
            for line in heard:
                verb = line[:4].upper()
                if verb == b"EHLO":
                    connection.sendall(b"250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n")
                elif verb == b"DATA":
                    connection.sendall(b"354 go on\r\n")
                    content = _to_the_dot(heard)
                    with self._came:
                        if self._keeps:
                            self.kept.append(content)
                        self._letters.append(time.perf_counter())
                        self._came.notify_all()
                    connection.sendall(b"250 kept\r\n")
                elif verb == b"QUIT":
                    connection.sendall(b"221 bye\r\n")
                    return
                else:
                    connection.sendall(b"250 ok\r\n")


def _to_the_dot(heard: Iterable[bytes]) -> bytes:
    lines = []
    for line in heard:
        if line == b".\r\n":
            break
        lines.append(line)
    return b"".join(lines)
