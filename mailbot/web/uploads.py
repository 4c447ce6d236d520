"""Files that a form brings. With its words they become a mail of whoever pressed the button: it is kept, read and told
of like any other, since it says the same."""

import secrets
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from mailbot.blobs import fingerprint
from mailbot.errors import Reason, Refused
from mailbot.model import InboundMail, MailBytes
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Channel
from mailbot.web.visits import CaseVisit, Upload

MOST_OCTETS = 35_000_000
"""Of all that one form brings (WORDING, house style)."""
_OF_FIELDS = 1_000_000
MOST_FILES = 12
_IN_A_ROW = 256_000
"""A larger mail lies among the blobs, and no row of the database holds it (see inbound/arrivals.py)."""


class TooMuch(Exception):
    """The form brings more than is taken, or is no form."""


async def uploaded(request: Request) -> tuple[list[tuple[str, str]], tuple[Upload, ...]]:
    """The fields and the files of a form. Raises TooMuch."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_OCTETS + _OF_FIELDS:
        raise TooMuch
    fields, files = [], []
    try:
        async with request.form(max_files=MOST_FILES, max_fields=40, max_part_size=_OF_FIELDS) as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    fields.append((name, value))
                elif value.filename:
                    kind = value.content_type or "application/octet-stream"
                    files.append(Upload(name, value.filename, kind, await value.read()))
    except (MultiPartException, HTTPException) as error:
        raise TooMuch from error
    if sum(len(each.content) for each in files) > MOST_OCTETS:
        raise TooMuch
    return fields, tuple(files)


def is_upload(request: Request) -> bool:
    """Whether a form may bring files."""
    return request.headers.get("content-type", "").startswith("multipart/form-data")


def post(visit: CaseVisit, words: str, files: Sequence[Upload]) -> None:
    """Hand it in as a mail from their address on file to their thread. It is taken within the minute.

    Raises Refused when they have no address any more.
    """
    if not visit.person.addresses:
        raise Refused(Reason.ALREADY_SO)
    world, session, address = visit.world, visit.session, visit.person.addresses[0].address
    seat = visit.seat.participant
    to = reply_address(world.keyring, seat.id, Channel.PUBLIC, visit.agency.mail_domain, today=world.today())
    raw = _mail(visit, words, files, sender=address, to=to)
    name = fingerprint(raw)
    if len(raw) > _IN_A_ROW:
        world.blobs.put(raw)
    elif session.get(MailBytes, name) is None:
        session.add(MailBytes(fingerprint=name, content=raw))
    session.add(
        InboundMail(
            fingerprint=name, message_id=f"<{visit.form}@{visit.agency.mail_domain}>", recipient=to,
            mail_from=address, peer="page", helo="page", sender="", size=len(raw), received_at=visit.now,
            due_at=visit.now, tries=0, trouble="", trail=[],
        )
    )  # fmt: skip
    session.flush()


def _mail(visit: CaseVisit, words: str, files: Sequence[Upload], *, sender: str, to: str) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"] = sender, to
    message["Subject"] = visit.seat.participant.subject
    message["Date"] = format_datetime(visit.now)
    message["Message-ID"] = f"<{visit.form or secrets.token_hex(16)}@{visit.agency.mail_domain}>"
    message.set_content(words)
    for each in files:
        main, _, kind = each.media_type.partition("/")
        known = main in ("image", "application") and kind.replace("-", "").replace(".", "").replace("+", "").isalnum()
        message.add_attachment(
            each.content, maintype=main if known else "application", subtype=kind if known else "octet-stream",
            filename=each.name.replace("\r", " ").replace("\n", " ")[:200],
        )  # fmt: skip
    return message.as_bytes()
