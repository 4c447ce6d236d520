"""Raw bytes become a mail: who, to whom, what about, the words, the files. Never raises, whatever the bytes.

Two readers find where the parts begin and end, flanker first (in `parts`) and Python's own behind it; when both give
up, the lines that a person can read are saved. What a part means (charset, encoding, name) is decided once, for all of
them, in `contents`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from email.feedparser import FeedParser
from email.message import Message
from email.policy import Policy, compat32
from email.utils import parsedate_to_datetime
from typing import Any

from mailbot.inbound.charsets import decode_header
from mailbot.inbound.contents import (
    Contents,
    File,
    MachinePart,
    Piece,
    Trouble,
    open_pieces,
    plain_parameters,
    readable,
)
from mailbot.inbound.fields import Fields, first, media_type, message_ids, parameters, split_fields
from mailbot.inbound.mailboxes import Mailbox, read_mailboxes, read_sender
from mailbot.inbound.parts import DEEPEST, MOST_PARTS, TakenBadly, pieces_by_flanker

__all__ = ["DEEPEST", "MOST_PARTS", "File", "MachinePart", "Mailbox", "ParsedMail", "Trouble", "parse_mail"]

_MOST_LINES = 1_000_000
"""Lines that Python's reader is given: it takes about 1 µs a line and a level."""

_Reader = Callable[[str], tuple[Iterator[Piece], set[Trouble]]]
"""Finds the parts of a mail, and says what was wrong with it. May raise anything."""

_BEFORE_THE_MAIL = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*")
_DELIMITER = re.compile(r"^--(?!-)(\S[^\r\n]{0,69}?)[ \t]*\r?\n(?=content-)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail as it was written, before anybody asks what it wants."""

    message_id: str
    """With its angle brackets, as all identifiers here and in our letters; "" when there is none."""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Mailbox
    """The first mailbox of From."""
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    date: datetime | None
    """The Date header, in UTC. None when there is none that can be read."""
    media_type: str
    """Of the top part."""
    parameters: Mapping[str, str]
    """Of the top part's Content-Type: `report-type`, `method`, `charset`."""
    headers: tuple[tuple[str, str], ...]
    """Lower-case name and decoded value, in order."""
    text: str
    """All the text/plain parts that are not attachments, in order; lines end in "\\n"; "" when there is none."""
    html: str
    """All the text/html parts that are not attachments, in order; "" when there is none."""
    files: tuple[File, ...]
    machine_parts: tuple[MachinePart, ...]
    troubles: tuple[Trouble, ...]
    """What could not be read, each once."""

    def header(self, name: str) -> str:
        """Return the first header of that name, whatever its case; "" when there is none."""
        return next(iter(self.headers_named(name)), "")

    def headers_named(self, name: str) -> tuple[str, ...]:
        """Return every header of that name, whatever its case, in order."""
        wanted = name.lower()
        return tuple(value for header, value in self.headers if header == wanted)


def parse_mail(raw: bytes) -> ParsedMail:
    """Return the mail that these bytes are. Never raises; the time is linear in their number.

    Everything is decoded; text and HTML are given as they were sent, neither cleaned nor cut.
    """
    text = _as_lines(raw)
    fields, start = split_fields(text)
    kind = media_type(first(fields, "content-type"))
    if not kind.startswith("multipart/"):
        return _mail(fields, open_pieces([Piece(fields, text[start:], within="")]))
    contents = _read_parts(text, start)
    contents.troubles |= _signs_of_damage(text, fields)
    return _mail(fields, contents)


def _as_lines(raw: bytes) -> str:
    """Return the bytes as latin-1, one character each, so that no reader ever guesses at them."""
    opening = _BEFORE_THE_MAIL.match(raw)
    text = raw[opening.end() if opening else 0 :].decode("latin-1")
    # Old Macintosh programs, and some scanners, end their lines with CR alone.
    return text if "\n" in text else text.replace("\r", "\n")


def _read_parts(text: str, start: int) -> Contents:
    return _try(_pieces_by_flanker, text) or _try(_pieces_by_python, text) or _last_resort(text[start:])


def _try(read: _Reader, text: str) -> Contents | None:
    """Open what one reader finds. Anything may come out of a reader, early or late: RecursionError, KeyError, ..."""
    try:
        pieces, troubles = read(text)
        contents = open_pieces(pieces)
    except Exception:
        return None
    contents.troubles |= troubles
    return contents


def _last_resort(body: str) -> Contents:
    return Contents(texts=[readable(body)], troubles={Trouble.LAST_RESORT})


def _mail(fields: Fields, contents: Contents) -> ParsedMail:
    headers = tuple((name, decode_header(value)) for name, value in fields)
    senders = [mailbox for name, value in fields if name == "from" for mailbox in read_mailboxes(value)]
    sender = senders[0] if senders else read_sender(first(fields, "from"))
    announced = first(fields, "content-type")
    date = _instant(first(fields, "date"))
    signs = {
        Trouble.NO_SENDER: not senders,
        Trouble.SEVERAL_SENDERS: len({mailbox.normalised for mailbox in senders}) > 1,
        Trouble.NO_DATE: date is None,
        Trouble.NO_BODY: not (contents.machine_parts or any(map(str.strip, [*contents.texts, *contents.htmls]))),
    }
    troubles = contents.troubles | {trouble for trouble, seen in signs.items() if seen}
    return ParsedMail(
        message_id=next(iter(message_ids(first(headers, "message-id"))), ""),
        in_reply_to=message_ids(first(headers, "in-reply-to")),
        references=message_ids(first(headers, "references")),
        sender=sender,
        reply_to=_mailboxes(fields, "reply-to"),
        to=_mailboxes(fields, "to"),
        cc=_mailboxes(fields, "cc"),
        subject=first(headers, "subject"),
        date=date,
        media_type=media_type(announced),
        parameters=plain_parameters(announced),
        headers=headers,
        text="\n".join(contents.texts),
        html="\n".join(contents.htmls),
        files=tuple(contents.files),
        machine_parts=tuple(contents.machine_parts),
        troubles=tuple(trouble for trouble in Trouble if trouble in troubles),
    )


def _mailboxes(fields: Fields, name: str) -> tuple[Mailbox, ...]:
    return tuple(mailbox for field, value in fields if field == name for mailbox in read_mailboxes(value))


_FIRST_YEAR = 1900


def _instant(written: str) -> datetime | None:
    """Return a Date in UTC (RFC 5322, section 3.3); -0000 and a missing zone are taken as UTC. None for a day of which
    another time zone has none: it could be said to nobody."""
    try:
        moment = parsedate_to_datetime(written[:100])
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        return moment if _FIRST_YEAR < moment.year < MAXYEAR else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _signs_of_damage(text: str, fields: Fields) -> set[Trouble]:
    boundary = _boundary(fields)
    if not boundary:
        return {Trouble.NO_BOUNDARY}
    return set() if text.rfind(f"--{boundary}--") >= 0 else {Trouble.TRUNCATED}


def _boundary(fields: Fields) -> str:
    return parameters(first(fields, "content-type")).get("boundary", (b"", ""))[0].decode("latin-1").rstrip()


# ---- The first reader


def _pieces_by_flanker(text: str) -> tuple[Iterator[Piece], set[Trouble]]:
    return pieces_by_flanker(text), set()


# ---- The second reader


class _Part(Message):
    """A part as Python's reader builds it, within our limits; mails inside it stay closed.

    Its own ways of reading a Content-Type take quadratic time, and are replaced.
    """

    def __init__(self, policy: Policy = compat32) -> None:
        super().__init__(policy)
        self.top = self
        self.depth = self.count = 0

    def attach(self, payload: Any) -> None:
        super().attach(payload)
        payload.top, payload.depth = self.top, self.depth + 1
        self.top.count += 1
        if self.top.count > MOST_PARTS:
            raise _Enough(self.top)

    def get_content_type(self) -> str:
        kind = media_type(first(self.fields(), "content-type"))
        return "application/octet-stream" if kind.startswith("message/") else kind

    def get_content_maintype(self) -> str:
        return self.get_content_type().partition("/")[0]

    def get_boundary(self, failobj: Any = None) -> Any:
        boundary = _boundary(self.fields())
        return boundary if boundary and self.depth < DEEPEST else failobj

    def fields(self) -> Fields:
        return [(name.lower(), str(value)) for name, value in self.raw_items()]


class _Enough(Exception):
    """The mail has more parts than are opened; carries the ones that were found."""

    def __init__(self, top: _Part) -> None:
        super().__init__()
        self.top = top


def _pieces_by_python(text: str) -> tuple[Iterator[Piece], set[Trouble]]:
    if text.count("\n") > _MOST_LINES:
        raise TakenBadly
    parser = FeedParser(_Part)
    troubles = {Trouble.SECOND_READER}
    try:
        parser.feed(_with_boundary(text))
        top = parser.close()
    except _Enough as enough:
        top = enough.top
        troubles.add(Trouble.TOO_MANY_PARTS)
    return _payloads(top, within=""), troubles


def _with_boundary(text: str) -> str:
    """Say in front of the mail what separates its parts, when only its delimiters do."""
    fields, start = split_fields(text)
    delimiter = None if _boundary(fields) else _DELIMITER.search(text, start)
    if delimiter is None:
        return text
    kind = media_type(first(fields, "content-type"))
    return f'Content-Type: {kind}; boundary="{delimiter[1]}"\n{text}'


def _payloads(part: _Part, *, within: str) -> Iterator[Piece]:
    payload: Any = part.get_payload()
    if isinstance(payload, list):
        for inner in payload:
            yield from _payloads(inner, within=part.get_content_type())
    else:
        yield Piece(part.fields(), payload or "", within)
