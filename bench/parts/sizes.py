"""Mails of every size: what each takes from its first octet at the door to its second letter at the relay."""

import base64
import random
import smtplib
import time
from itertools import cycle

from bench.figures import Act, Figure, interleaved
from bench.houses import House, embedded
from bench.parts.latency import Sink
from bench.scale import Scale

_SIZES = ((10_000, "10 kB"), (100_000, "100 kB"), (1_000_000, "1 MB"), (10_000_000, "10 MB"), (30_000_000, "30 MB"))


def measure(scale: Scale) -> list[Figure]:
    """One at a time, each with a file of its own; one after another, three of the small ones to a round."""
    sizes = _SIZES[:: 2 if scale.quick else 1]
    with Sink() as sink, embedded(sink.port) as house:
        recipients = cycle(house.addresses.read_text().split())
        numbers = iter(range(1_000_000))
        _milliseconds(house, sink, next(recipients), large_mail(10_000, next(numbers)))

        def sent(size: int) -> Act:
            def act() -> float:
                took = [
                    _milliseconds(house, sink, next(recipients), large_mail(size, next(numbers)))
                    for _ in range(1 if scale.quick or size > 1_000_000 else 3)
                ]
                return sorted(took)[len(took) // 2]

            return act

        found = interleaved(min(3, scale.rounds), *(sent(size) for size, _ in sizes))
    return [
        Figure(f"size.{words.replace(' ', '')}", f"a mail of {words}, from the door to its second letter", "ms", rounds)
        for (_, words), rounds in zip(sizes, found, strict=True)
    ]


def _milliseconds(house: House, sink: Sink, recipient: str, raw: bytes) -> float:
    with smtplib.SMTP("127.0.0.1", house.smtp_port, local_hostname="bench.example", timeout=120) as client:
        began = time.perf_counter()
        client.sendmail("nadia@example.org", [recipient], raw)
        return 1000 * (sink.next_letters(2, 120.0)[1] - began)


def large_mail(octets: int, number: int) -> bytes:
    """Two lines and a file, in so many octets on the wire."""
    chance = random.Random(number)
    head = (
        f"Message-ID: <large.{number}.{chance.getrandbits(64):x}@mail.example>\r\nDate: Sat, 21 Nov 2026 10:00:00 +0100"
        "\r\nFrom: Nadia Benali <nadia@example.org>\r\nTo: Sophie <reply@mailbot.example>\r\nSubject: Re: Fuite\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_large"\r\n\r\n--=_large\r\n'
        "Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour, voici le document.\r\n--=_large\r\n"
        "Content-Type: application/pdf; name=document.pdf\r\nContent-Disposition: attachment; filename=document.pdf\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    body = b"%PDF-1.4\n" + chance.randbytes(max(0, octets - len(head)) * 76 // 78 * 3 // 4)
    lines = base64.encodebytes(body).replace(b"\n", b"\r\n")
    return head.encode() + lines + b"\r\n--=_large--\r\n"
