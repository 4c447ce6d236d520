"""Seals a letter: the headers that bring it to the right conversation, and the signature that proves it ours."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, formataddr
from functools import lru_cache
from textwrap import wrap
from typing import Protocol

from mailbot.outbound.quoting import Page, quoted_text
from mailbot.threads.headers import one_line

_WORD_OCTETS = 36
"""Octets in one encoded word: 60 with base64 and marks. The longest header's name fits before it in a line of 76
(RFC 2047, section 2)."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about a letter that is not its words."""

    sender_name: str
    sender: str
    """Address in From: of the agency's mail domain, so that DKIM and DMARC align."""
    recipient_name: str
    recipient: str
    reply_to: str
    """Empty when the letter wants no answer."""
    subject: str
    message_id: str
    references: tuple[str, ...]
    """What holds its conversation together, the oldest first."""
    is_answer: bool
    """Whether it goes on with a conversation; a letter of none refers to something of its own, and answers nothing."""
    thread_index: str
    written_at: datetime
    auto_submitted: bool
    suppress_absences: bool
    urgent: bool
    code: str
    """The letter's code, T-04. It comes back with our own mail, and tells it."""
    unsubscribe: str = ""
    """Where one click changes how often such letters come; empty when that is not offered."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that the letter shows among its words."""

    content_id: str
    """What the HTML calls it."""
    name: str
    content: bytes
    """A PNG."""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What the reader's calendar program does with a letter (RFC 6047)."""

    method: str
    """That of the calendar: REQUEST, CANCEL."""
    content: bytes


class Words(Protocol):
    """What is sealed: the two dresses of a letter."""

    @property
    def text(self) -> str:
        """The letter as plain text, complete on its own."""

    @property
    def page(self) -> Page:
        """The letter as HTML."""


class Signer(Protocol):
    """Signs a mail for its From domain."""

    def __call__(self, raw: bytes, domain: str) -> bytes:
        """The signature header with its line end; empty when there is no key for this domain."""


def seal(
    words: Words,
    envelope: Envelope,
    sign: Signer,
    enclosures: Sequence[Enclosure] = (),
    shown: Sequence[Shown] = (),
    calendar: CalendarPart | None = None,
) -> bytes:
    """A letter as bytes with CRLF line ends, ready for DATA: multipart/alternative, signed when there is a key.

    What the HTML shows goes beside the HTML (RFC 2387), within the alternative; what is enclosed goes around all of it.
    A calendar is one more alternative, the last, which Gmail and Outlook turn into their own buttons; and it is
    enclosed, for programs that look for files only. There it is no text/calendar, lest one of them asks twice.

    Built by hand: it is six headers and two parts, thirty times faster than a message object, and no header can be
    broken by what people wrote, since each is made one line first.
    """
    boundary = f"=_{secrets.token_hex(12)}"
    content_type = f'multipart/alternative; boundary="{boundary}"'
    body = b"".join(
        [
            _part(boundary, "text/plain", quoted_text(words.text)),
            _page(boundary, words.page, shown),
            _for_calendars(boundary, calendar),
            f"--{boundary}--\r\n".encode(),
        ]
    )
    if calendar is not None:
        enclosures = [*enclosures, Enclosure("invite.ics", "application/ics", calendar.content)]
    if enclosures:
        outer = f"=_{secrets.token_hex(12)}"
        inner = f"--{outer}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
        body = inner + b"".join(_enclosed(outer, each) for each in enclosures) + f"--{outer}--\r\n".encode()
        content_type = f'multipart/mixed; boundary="{outer}"'
    head = "\r\n".join([*_headers(envelope), f"Content-Type: {content_type}"]) + "\r\n"
    raw = head.encode("utf-8") + b"\r\n" + body
    return sign(raw, envelope.sender.rpartition("@")[2]) + raw


def _page(boundary: str, page: Page, shown: Sequence[Shown]) -> bytes:
    """The HTML as a part, with the pictures that it shows."""
    if not shown:
        return _part(boundary, "text/html", page.quoted())
    inner = f"=_{secrets.token_hex(12)}"
    head = f'--{boundary}\r\nContent-Type: multipart/related; type="text/html"; boundary="{inner}"\r\n\r\n'
    pictures = b"".join(_shown(inner, each) for each in shown)
    return head.encode() + _part(inner, "text/html", page.quoted()) + pictures + f"--{inner}--\r\n".encode()


def _for_calendars(boundary: str, calendar: CalendarPart | None) -> bytes:
    if calendar is None:
        return b""
    # RFC 6047, section 2.4: the method is said here as it is inside, and an encoding keeps the octets as they are.
    head = (
        f"--{boundary}\r\n"
        f"Content-Type: text/calendar; charset=utf-8; method={calendar.method}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(calendar.content).replace(b"\n", b"\r\n")


def _headers(envelope: Envelope) -> Sequence[str]:
    lines = [
        f"From: {_mailbox(envelope.sender_name, envelope.sender)}",
        f"To: {_mailbox(envelope.recipient_name, envelope.recipient)}",
        _folded("Subject", envelope.subject),
        f"Date: {format_datetime(envelope.written_at)}",
        f"Message-ID: {envelope.message_id}",
    ]
    if envelope.reply_to:
        lines.append(f"Reply-To: {_mailbox(envelope.sender_name, envelope.reply_to)}")
    if envelope.references and envelope.is_answer:
        lines.append(f"In-Reply-To: {envelope.references[-1]}")
    if envelope.references:
        lines.append("References: " + "\r\n ".join(envelope.references))
    if envelope.thread_index:
        # Outlook and Exchange thread by these; a changed subject makes them drop References (odoo #22488).
        lines.append(_folded("Thread-Topic", envelope.subject))
        lines.append(f"Thread-Index: {envelope.thread_index}")
    if envelope.auto_submitted:
        lines.append("Auto-Submitted: auto-generated")  # RFC 3834, section 5
    if envelope.suppress_absences:
        lines.append("X-Auto-Response-Suppress: OOF, AutoReply")
    if envelope.urgent:
        lines += ["Importance: high", "X-Priority: 1"]
    if envelope.unsubscribe:
        lines += [f"List-Unsubscribe: <{envelope.unsubscribe}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
    lines.append(f"X-Mailbot-Letter: {envelope.code}")
    lines.append("MIME-Version: 1.0")
    return lines


def _mailbox(name: str, address: str) -> str:
    name = one_line(name)
    # What looks like an encoded word would be decoded, and then be whatever it holds: it is encoded once more.
    if name.isascii() and "=?" not in name and len(name) <= _WORD_OCTETS:
        return formataddr((name, address))
    return f"{_encoded(name)}\r\n <{address}>"


def _folded(name: str, value: str) -> str:
    value = one_line(value)
    if not value.isascii() or "=?" in value:
        return f"{name}: {_encoded(value)}"
    return f"{name}: " + "\r\n ".join(wrap(value, 76 - len(name) - 2, break_on_hyphens=False))


@lru_cache(maxsize=1024)
def _encoded(text: str) -> str:
    # Encoded words of whole characters, one a line (RFC 2047, sections 2 and 5).
    words, start, size = [], 0, 0
    for at, character in enumerate(text):
        octets = len(character.encode())
        if size + octets > _WORD_OCTETS:
            words.append(text[start:at])
            start, size = at, 0
        size += octets
    words.append(text[start:])
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(word.encode()).decode()}?=" for word in words)


def _part(boundary: str, media_type: str, quoted: bytes) -> bytes:
    head = (
        f"--{boundary}\r\n"
        f"Content-Type: {media_type}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return b"".join((head.encode(), quoted, b"" if quoted.endswith(b"\r\n") else b"\r\n"))


def _enclosed(boundary: str, enclosure: Enclosure) -> bytes:
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in enclosure.name)[:60] or "photo"
    head = (
        f"--{boundary}\r\n"
        f'Content-Type: {enclosure.media_type}; name="{name}"\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(enclosure.content).replace(b"\n", b"\r\n")


def _shown(boundary: str, picture: Shown) -> bytes:
    head = (
        f"--{boundary}\r\n"
        f'Content-Type: image/png; name="{picture.name}"\r\n'
        f"Content-ID: <{picture.content_id}>\r\n"
        f'Content-Disposition: inline; filename="{picture.name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(picture.content).replace(b"\n", b"\r\n")


def no_signature(raw: bytes, domain: str) -> bytes:
    """The signer of a house without keys."""
    return b""
