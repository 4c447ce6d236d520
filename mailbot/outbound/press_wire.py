"""How those who want a document and the process that prints it speak to each other."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO

PRINTED, NOT_GIVEN, FAILED = b"P", b"N", b"F"
_LENGTHS = struct.Struct("!IQ")
"""Before each question: how long its head is, and how long the files behind it."""
_ANSWER = struct.Struct("!cQ")
"""Before each answer: what it is, and how long."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a PDF: the data that it shows."""

    name: str
    content: bytes
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be printed: its page, its pictures by their names, its style sheet, the file inside it."""

    html: str
    pictures: Mapping[str, bytes]
    style: str
    enclosed: Enclosed | None = None


def write_job(to: IO[bytes], job: Job) -> None:
    """Ask for a document."""
    inside = job.enclosed
    files = [*job.pictures.values(), *([inside.content] if inside is not None else ())]
    head = {
        "html": job.html,
        "style": job.style,
        "pictures": [(name, len(content)) for name, content in job.pictures.items()],
        "enclosed": None if inside is None else (inside.name, len(inside.content), inside.made_at.isoformat()),
    }
    written = json.dumps(head).encode()
    for part in (_LENGTHS.pack(len(written), sum(map(len, files))), written, *files):
        to.write(part)
    to.flush()


def read_job(asked: IO[bytes]) -> Job | None:
    """What is asked for; None when nobody asks any more."""
    lengths = asked.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    of_head, of_files = _LENGTHS.unpack(lengths)
    head, files = json.loads(asked.read(of_head)), BytesIO(asked.read(of_files))
    pictures = {name: files.read(length) for name, length in head["pictures"]}
    enclosed = None
    if head["enclosed"] is not None:
        name, length, made_at = head["enclosed"]
        enclosed = Enclosed(name, files.read(length), datetime.fromisoformat(made_at))
    return Job(head["html"], pictures, head["style"], enclosed)


def write_answer(to: IO[bytes], kind: bytes, content: bytes = b"") -> None:
    """Give a document, or say why not."""
    to.write(_ANSWER.pack(kind, len(content)))
    to.write(content)
    to.flush()


def read_answer(said: IO[bytes]) -> tuple[bytes, bytes]:
    """What became of it. Octets alone are read of what comes back, no objects. Raises EOFError when nobody is there."""
    head = said.read(_ANSWER.size)
    if len(head) < _ANSWER.size:
        raise EOFError
    kind, length = _ANSWER.unpack(head)
    content = said.read(length)
    if len(content) < length:
        raise EOFError
    return kind, content
