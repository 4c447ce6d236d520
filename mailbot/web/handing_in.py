"""Files that come with a form: no more than a mail may bring, and kept until what stands beside them is put right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Message

from mailbot.blobs import Blobs
from mailbot.threads.headers import one_line

MOST_OCTETS = 35 * 1024 * 1024
"""Of all files of one form: as much as one mail (GAP-18)."""
_MOST_FILES = 20
_MOST_FIELDS = 60
_DRAINED = 3 * MOST_OCTETS
"""A form that is too large is read on for a while: a browser that is hung up on shows no page."""
_KEPT = "kept"
_KEPT_AS = re.compile(r"([0-9a-f]{64})/(.{1,200})", re.DOTALL)


class TooLarge(Exception):
    """The form brings more than 35 MB, or more files than anybody sends."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that somebody chose on a page."""

    name: str
    fingerprint: str
    content: bytes

    @property
    def kept(self) -> str:
        """What the form remembers of it."""
        return f"{self.fingerprint}/{self.name}"


def has_files(request: Request) -> bool:
    """Whether a form is sent in the way that brings files."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def read_form(request: Request) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """The fields and the files of a form. Raises TooLarge, or starlette's HTTPException for one that is no form."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if came > MOST_OCTETS + 1_000_000:
            while message.get("more_body") and came < _DRAINED:
                message = await request.receive()
                came += len(message.get("body", b""))
            raise TooLarge
        return message

    limits = {"max_files": _MOST_FILES, "max_fields": _MOST_FIELDS, "max_part_size": 200_000}
    async with Request(request.scope, counted).form(**limits) as form:
        fields = {name: value.replace("\0", "") for name, value in form.multi_items() if isinstance(value, str)}
        files = [
            (one_line(value.filename or "")[:200].replace("/", "-") or "file", await value.read())
            for _, value in form.multi_items()
            if isinstance(value, UploadFile) and value.size
        ]
    if sum(len(content) for _, content in files) > MOST_OCTETS:
        raise TooLarge
    return fields, files


def keep(blobs: Blobs, files: Sequence[tuple[str, bytes]], fields: Mapping[str, str]) -> tuple[Handed, ...]:
    """The files of a form, their bytes kept, after those that it brought before and remembers."""
    handed = [found for name, said in fields.items() if name.startswith(_KEPT) and (found := _again(blobs, said))]
    handed += [Handed(name, blobs.put(content), content) for name, content in files]
    return tuple({each.fingerprint: each for each in handed}.values())[:_MOST_FILES]


def _again(blobs: Blobs, said: str) -> Handed | None:
    """Whoever names the fingerprint of a file has had the file."""
    found = _KEPT_AS.fullmatch(said)
    if found is None:
        return None
    try:
        return Handed(found[2], found[1], blobs.get(found[1]))
    except (KeyError, OSError):
        return None


def as_mail(
    *, sender: str, name: str, to: str, subject: str, words: str, files: Sequence[Handed], message_id: str
) -> bytes:  # fmt: skip
    """What was handed in on a page, as the mail that it stands for: kept, read and answered as one."""
    mail = EmailMessage()
    mail["From"] = f'"{name.replace(chr(34), "")}" <{sender}>'
    mail["To"], mail["Subject"], mail["Message-ID"] = to, one_line(subject), message_id
    mail.set_content(words)
    for each in files:
        kind = _kind(each)
        mail.add_attachment(each.content, maintype=kind[0], subtype=kind[1], filename=each.name)
    return mail.as_bytes()


def _kind(file: Handed) -> tuple[str, str]:
    if b"%PDF-" in file.content[:1024]:
        return "application", "pdf"
    ending = file.name.lower().rpartition(".")[2]
    known = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "heic": "heic", "webp": "webp"}
    return ("image", known[ending]) if ending in known else ("application", "octet-stream")
