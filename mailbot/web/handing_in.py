"""Files that come with a form: no more than a mail may bring, and kept until what stands beside them is put right."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from types import MappingProxyType
from typing import Any

from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from mailbot.blobs import Blobs
from mailbot.errors import Reason, Refused
from mailbot.files.kinds import FileKind, kind_of
from mailbot.files.limits import MOST_OCTETS
from mailbot.files.names import safe_name
from mailbot.model_mails import InboundMail
from mailbot.pictures import size_of
from mailbot.threads.addresses import reply_address
from mailbot.threads.headers import one_line
from mailbot.threads.lives import issued_on
from mailbot.vocabulary import Channel
from mailbot.web.visits import CaseVisit, Handed, Incomplete, Typed

_MOST_FILES = 20
_MOST_FIELDS = 60
_DRAINED = 3 * MOST_OCTETS
"""A form that is too large is read on for a while: a browser that is hung up on shows no page, and what was typed comes
back."""
_SILENCE = 30.0
"""Seconds in which something more of a form must come."""
_BOUNDARY = re.compile(rb"[0-9A-Za-z'()+_,./:=?-]{1,70}")
"""RFC 2046, section 5.1.1, without the blank that no browser uses."""
_KEPT = "kept"
_KEPT_AS = re.compile(r"([0-9a-f]{64})/(.{1,200})", re.DOTALL)


class TooLarge(Exception):
    """The form brings more than 35 MB."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        self.fields = dict(fields)
        """What was typed beside the files, as far as it was read."""


def has_files(request: Request) -> bool:
    """Whether a form is sent in the way that brings files."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form brought: its fields, and its files, which are on disk when they are large."""

    fields: Mapping[str, str]
    chosen: Sequence[UploadFile]

    async def files(self) -> list[tuple[str, bytes]]:
        """The files, read into memory."""
        return [(_name_of(each), await each.read()) for each in self.chosen]


@contextlib.asynccontextmanager
async def read_form(request: Request) -> AsyncIterator[Form]:
    """A form with files, for as long as it is used: what is on disk is gone after it. Raises TooLarge, TimeoutError, or
    starlette's HTTPException for one that is no form."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        async with asyncio.timeout(_SILENCE):
            message = await request.receive()
        came += len(message.get("body", b""))
        if came > _DRAINED:
            raise TooLarge({})
        return message

    limits = {"max_files": _MOST_FILES, "max_fields": _MOST_FIELDS, "max_part_size": 200_000}
    try:
        async with Request(_in_our_letters(request), counted).form(**limits) as form:
            fields = {name: value.replace("\0", "") for name, value in form.multi_items() if isinstance(value, str)}
            chosen = [value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.size]
            if sum(each.size or 0 for each in chosen) > MOST_OCTETS:
                raise TooLarge(fields)
            yield Form(fields, chosen)
    except ClientDisconnect:
        raise HTTPException(status_code=400) from None


def _in_our_letters(request: Request) -> MutableMapping[str, Any]:
    """The request without the charset that it names: our pages are UTF-8, and Python has codecs that are none of
    letters."""
    said = parse_options_header(request.headers["content-type"])[1].get(b"boundary", b"")
    kept = [(name, value) for name, value in request.scope["headers"] if name != b"content-type"]
    boundary = b"; boundary=" + said if _BOUNDARY.fullmatch(said) else b""
    return {**request.scope, "headers": [*kept, (b"content-type", b"multipart/form-data" + boundary)]}


def _name_of(file: UploadFile) -> str:
    return safe_name(file.filename or "") or "file"


def keep(blobs: Blobs, files: Sequence[tuple[str, bytes]], fields: Mapping[str, str]) -> tuple[Handed, ...]:
    """The files of a form, their bytes kept, after those that it brought before and remembers."""
    handed = [found for name, said in fields.items() if name.startswith(_KEPT) and (found := _again(blobs, said))]
    handed += [Handed(name, blobs.put(content), content) for name, content in files]
    return tuple({each.fingerprint: each for each in handed}.values())[:_MOST_FILES]


def brings_files(files: Sequence[tuple[str, bytes]], fields: Mapping[str, str]) -> bool:
    """Whether a form brings files, now or from before."""
    return bool(files) or any(name.startswith(_KEPT) for name in fields)


def _again(blobs: Blobs, said: str) -> Handed | None:
    """Whoever names the fingerprint of a file has had the file."""
    found = _KEPT_AS.fullmatch(said)
    if found is None:
        return None
    try:
        return Handed(safe_name(found[2]) or "file", found[1], blobs.get(found[1]))
    except KeyError:
        return None


def check(files: Sequence[Handed]) -> None:
    """Those that a form brings now, and those that it brought before. Raises Incomplete when they are no mail any more:
    the last that came is left out."""
    if sum(len(each.content) for each in files) > MOST_OCTETS:
        raise Incomplete("too_large", drops=files[-1:])


def check_all(files: Sequence[Handed], is_right: Callable[[Handed], bool], code: str) -> None:
    """Raises Incomplete for files that are not what is asked for."""
    if wrong := [each for each in files if not is_right(each)]:
        raise Incomplete(code, drops=wrong)


def remembered(typed: Typed) -> dict[str, list[str]]:
    """The files of a form, for the page that shows it again: they need not be chosen a second time."""
    return {"kept": [each.kept for each in typed.handed], "names": [each.name for each in typed.handed]}


def is_pdf(file: Handed) -> bool:
    """Whether it is a document that can be read."""
    return kind_of(file.content) is FileKind.PDF


def is_picture(file: Handed) -> bool:
    """Whether others can look at it."""
    try:
        size_of(file.content)
    except (ValueError, OverflowError):
        return False
    return True


def as_mail(visit: CaseVisit, typed: Typed, words: str, *, subject: str) -> bytes:
    """What was handed in on a page, as the mail that it stands for: kept, read and answered as one. Raises Refused when
    its reader has no address any more."""
    mail = EmailMessage()
    mail["From"] = f'"{visit.person.name.replace(chr(34), "")}" <{_sender(visit)}>'
    mail["To"], mail["Subject"], mail["Message-ID"] = _address(visit), one_line(subject), _message_id(typed)
    mail.set_content(words)
    for each in typed.handed:
        main, kind = _media_type(each)
        mail.add_attachment(each.content, maintype=main, subtype=kind, filename=each.name)
    mail.set_boundary(f"form-{typed.form}")  # the same form makes the same mail
    return mail.as_bytes()


def hand_in(visit: CaseVisit, typed: Typed) -> None:
    """The mail of a form is taken within a moment, like any other that came."""
    assert typed.carried is not None
    visit.session.add(
        InboundMail(
            fingerprint=typed.carried.fingerprint, message_id=_message_id(typed), recipient=_address(visit),
            mail_from=_sender(visit), peer="page", helo="page", sender="", size=typed.carried.size,
            received_at=visit.now, due_at=visit.now, tries=0, trouble="", trail=[],
            # A link to their own address has opened the page: no host and no signature is asked for, and none stands.
            proven={},
        )
    )  # fmt: skip


def _sender(visit: CaseVisit) -> str:
    if not visit.person.addresses:
        raise Refused(Reason.ALREADY_SO)
    return visit.person.addresses[0].address


def _message_id(typed: Typed) -> str:
    return f"<{typed.form}@page.invalid>"


def _address(visit: CaseVisit) -> str:
    """Where their words of this case go: the home reads them too, unless nothing of it is theirs to know."""
    world = visit.world
    channel = Channel.AGENCY if visit.scene.hides_from_home() else Channel.PUBLIC
    return reply_address(
        world.keyring,
        visit.seat.participant.id,
        channel,
        visit.profile.mail_domain,
        today=issued_on(world.today(), visit.person.tokens_from),
    )


def _media_type(file: Handed) -> tuple[str, str]:
    """By its bytes: nobody believes what it says (GAP-18)."""
    return _MEDIA_TYPES.get(kind_of(file.content), ("application", "octet-stream"))


_MEDIA_TYPES: Mapping[FileKind, tuple[str, str]] = MappingProxyType(
    {FileKind.PDF: ("application", "pdf"), FileKind.PICTURE: ("image", "jpeg"), FileKind.VIDEO: ("video", "mp4")}
)
