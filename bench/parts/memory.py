"""What `mailbot serve` has in memory: idle, and while ten connections bring mails of 5 MB."""

import base64
import random
import smtplib
import threading
import time
from itertools import cycle

from bench.accept import serving
from bench.family import Memory, Peak, memory
from bench.figures import Figure
from bench.houses import House, embedded, send
from bench.scale import Scale

_IDLE_BAR, _LOAD_BAR = 150.0, 400.0
_CONNECTIONS = 10


def measure(scale: Scale) -> list[Figure]:
    """PSS: pages that processes share count once, as the machine itself has them once; RSS, which counts them in each,
    stands beside it without a bar."""
    idle: list[Memory] = []
    loaded: list[Memory] = []
    with serving("door") as relay:
        for _ in range(1 if scale.quick else min(3, scale.rounds)):
            with embedded(relay.port) as house:
                send(house, 10, 1, seed=len(idle))  # it has worked; a house that never did has read nothing
                time.sleep(scale.many(5, 1))
                idle.append(memory(house.pids))
                with Peak(house.pids) as peak:
                    _large_mails(house, scale.many(60, 10))
                loaded.append(peak.memory)
    words = f"while {_CONNECTIONS} connections bring mails of 5 MB, at the most"
    return [
        Figure("memory.idle", "memory of mailbot serve, idle (PSS)", "MB", _pss(idle), _IDLE_BAR),
        Figure("memory.idle.rss", "memory of mailbot serve, idle (RSS)", "MB", _rss(idle)),
        Figure("memory.load", f"memory {words} (PSS)", "MB", _pss(loaded), _LOAD_BAR),
        Figure("memory.load.rss", f"memory {words} (RSS)", "MB", _rss(loaded)),
    ]


def _pss(found: list[Memory]) -> tuple[float, ...]:
    return tuple(each.pss for each in found)


def _rss(found: list[Memory]) -> tuple[float, ...]:
    return tuple(each.rss for each in found)


def _large_mails(house: House, count: int) -> None:
    """So many in all, each its own, over ten connections at once."""
    numbers = iter(range(count))
    lock = threading.Lock()
    recipients = cycle(house.addresses.read_text().split())
    faults: list[Exception] = []

    def bring() -> None:
        try:
            with smtplib.SMTP("127.0.0.1", house.smtp_port, local_hostname="bench.example", timeout=120) as client:
                while True:
                    with lock:
                        number, to = next(numbers, None), next(recipients)
                    if number is None:
                        return
                    client.sendmail("nadia@example.org", [to], large_mail(5_000_000, number))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=bring) for _ in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


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
