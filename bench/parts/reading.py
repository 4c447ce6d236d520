"""A mail is parsed, its fresh text found, and read: milliseconds and mails a second of one process."""

import email
from collections.abc import Callable, Iterable
from email import policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

from bench.figures import Beside, Figure, interleaved
from bench.generator import mails
from bench.scale import Scale
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import fresh_text
from mailbot.inbound.reading.reader import read
from tests.inbound.reading.said import every_said_mail

_REAL = Path(__file__).parents[2] / "tests" / "mails" / "reading"
_FRESH_BAR, _READ_BAR = 2_000, 800


def measure(scale: Scale) -> list[Figure]:
    """Parsing replies of 18 kB, the fresh text of real mails, and reading the mails that people said."""
    replies = [raw.removesuffix(b".\r\n") for raw in islice(mails(1), 16)]
    ours, theirs = interleaved(
        scale.rounds,
        lambda: scale.milliseconds(lambda: _each(map(parse_mail, replies))) / len(replies),
        lambda: scale.milliseconds(lambda: _each(map(_by_the_standard_library, replies))) / len(replies),
    )
    peer = Beside("Python's email, its parts decoded", theirs)
    parsed = [parse_mail(path.read_bytes()) for path in sorted(_REAL.glob("*.eml"))]
    said = [(parse_mail(mail.raw()), mail.standpoint) for mail in every_said_mail() if not mail.pdf]
    said = said[: scale.many(len(said), 40)]
    fresh, reading = interleaved(
        scale.rounds,
        lambda: scale.per_second(lambda: _each(map(fresh_text, parsed)), 0.5),
        lambda: scale.per_second(lambda: _each(read(mail, standpoint) for mail, standpoint in said), 0.5),
    )
    return [
        Figure("parse", "parsing a reply of 18 kB", "ms", ours, beside=(peer,)),
        Figure("fresh", f"fresh text of {len(parsed)} real mails, both dresses", "mails/s", fresh, _FRESH_BAR),
        Figure("read", f"reading {len(said)} parsed mails, each with its standpoint", "mails/s", reading, _READ_BAR),
    ]


def _each(results: Iterable[object]) -> int:
    """How many there were. None is kept: a mail that was read is let go, as it is in the service."""
    return sum(1 for _ in results)


def _by_the_standard_library(raw: bytes) -> list[object]:
    message: EmailMessage = email.message_from_bytes(raw, policy=policy.default)
    content: Callable[[EmailMessage], object] = EmailMessage.get_content
    return [content(part) for part in message.walk() if not part.is_multipart()]
