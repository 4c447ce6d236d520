"""A page behind a link, from the real front."""

import http.client
import re
import smtplib
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice
from random import randrange
from urllib.parse import urlsplit

from bench.figures import Beside, Figure, interleaved
from bench.generator import mails
from bench.houses import House, embedded
from bench.parts.latency import Sink
from bench.scale import Scale


def measure(scale: Scale) -> list[Figure]:
    """The largest page that a button of these letters opens, over one connection that stays open; beside it, a page of
    one word by the same server."""
    with Sink(keeps=True) as sink, embedded(sink.port) as house:
        client = http.client.HTTPConnection("127.0.0.1", house.web_port, timeout=30)
        size, path = max((len(_got(client, path)), path) for path in _links(house, sink))
        times = scale.many(8, 3)  # one link is not opened more often in a minute
        page, health = interleaved(
            scale.rounds, lambda: _milliseconds(client, path, times), lambda: _milliseconds(client, "/healthz", times)
        )
        client.close()
    beside = Beside("one word (/healthz) by the same server", health)
    return [Figure("page", f"the page behind a letter's button, {size / 1000:.0f} kB", "ms", page, beside=(beside,))]


def _links(house: House, sink: Sink) -> list[str]:
    """Where the letters about one reply lead to."""
    with smtplib.SMTP("127.0.0.1", house.smtp_port, local_hostname="bench.example") as client:
        raw = next(islice(mails(1), 1)).removesuffix(b".\r\n")
        client.sendmail("nadia@example.org", [house.addresses.read_text().split()[0]], raw)
    sink.next_letters(2)
    paths = []
    for letter in sink.kept:
        message: EmailMessage = message_from_bytes(letter, policy=policy.default)
        plain = message.get_body(("plain",))
        assert plain is not None
        for url in re.findall(rf"http://127\.0\.0\.1:{house.web_port}/\S+", plain.get_content()):
            parts = urlsplit(url.rstrip(".>)"))
            paths.append(f"{parts.path}{'?' if parts.query else ''}{parts.query}")
    if not paths:
        raise RuntimeError("no letter has a link to a page")
    return paths


def _got(client: http.client.HTTPConnection, path: str) -> bytes:
    # Each time somebody else, as their proxy says: nobody opens pages this fast, and one person may not.
    client.request("GET", path, headers={"X-Forwarded-For": f"198.18.{randrange(256)}.{randrange(1, 255)}"})
    answer = client.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path.split('/')[1]}: {answer.status}")
    return content


def _milliseconds(client: http.client.HTTPConnection, path: str, times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        _got(client, path)
    return 1000 * (time.perf_counter() - began) / times
