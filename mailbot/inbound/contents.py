"""What the parts of a mail hold: its words, its files, and what machines told machines (RFC 2045, 2183, 3676)."""

import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from mailbot.files import tnef
from mailbot.files.names import safe_name
from mailbot.inbound.charsets import decode_header, decode_text, unflow
from mailbot.inbound.fields import Fields, first, first_word, media_type, parameters


class Trouble(StrEnum):
    """What could not be read, or only by guessing."""

    SECOND_READER = "second_reader"
    """Flanker gave up; Python's reader found the parts."""
    LAST_RESORT = "last_resort"
    """Nobody could find the parts: only the readable lines were saved."""
    BAD_CHARSET = "bad_charset"
    """A charset that is unknown, refused (UTF-7) or not the one of the bytes."""
    BAD_BASE64 = "bad_base64"
    NO_BOUNDARY = "no_boundary"
    """Several parts are announced, and not what separates them."""
    TRUNCATED = "truncated"
    """The line that ends the parts never comes."""
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    BAD_ENVELOPE = "bad_envelope"
    """A `winmail.dat` that could not be opened to its end."""
    NO_BODY = "no_body"
    """Neither text, nor HTML, nor anything for a machine."""
    NO_SENDER = "no_sender"
    """No address in From."""
    SEVERAL_SENDERS = "several_senders"
    """More than one address in From; the first one is taken. DMARC (RFC 7489, 6.6.1) judges no such mail."""
    NO_DATE = "no_date"
    """No Date, or one that is no instant."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment, an inline image, or a whole mail that was attached (`message/rfc822`, its raw bytes)."""

    name: str
    """As its sender called it, without any folder; "" when it has none."""
    media_type: str
    """As announced, lower case. What the bytes really are is for `attachments` to say."""
    content: bytes
    content_id: str
    """Without angle brackets; "" when it has none."""
    inline: bool
    """Shown among the words: announced so, or used by the HTML."""


@dataclass(frozen=True, slots=True)
class MachinePart:
    """A part that a program wrote for a program: a delivery status, a complaint, a calendar answer, a read receipt."""

    media_type: str
    parameters: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A part that holds no other, as a reader found it; header and body are bytes seen as latin-1."""

    fields: Fields
    body: str
    within: str
    """The media type of what it lies in, "" for a mail of one part."""


@dataclass(slots=True)
class Contents:
    """What was found in all the parts together, in their order."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    machine_parts: list[MachinePart] = field(default_factory=list)
    troubles: set[Trouble] = field(default_factory=set)
    envelopes: list[File] = field(default_factory=list)
    """Outlook's own, `winmail.dat`: opened once all words are known."""


_FOR_MACHINES = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/feedback-report",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "text/calendar",
    }
)
_CONTENT_IDS = re.compile(r"cid:([^\s\"'<>)]+)", re.IGNORECASE)

_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]*+={0,2}[ \t]*+(?:\r?\n|\Z))*+")
_BASE64_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64_LETTERS))
_STRANGE = bytes(set(_NOT_BASE64) - set(b"= \t\n\r\f\v"))
"""What stands in no base64, neither as a letter nor between lines. Deleted at once, and never found one by one: of
35 MB each would be an object."""
_TWO_WORDS = re.compile(rb"\S[ \t]++\S")
_PADDING_AND_BLANKS = b"= \t\r\n"

_MOST_PADDING = 20
"""Characters: two signs, and a few line ends."""
_NO_LINE_ENDS = {ord("\r"): None, ord("\n"): None}

_MOST_SAVED = 1_000_000
_NOT_FOR_PEOPLE = re.compile(
    r"^(?:--\S.*|(?:content-[a-z-]+|mime-version)\s*:.*(?:\n[ \t]+.*)*|[A-Za-z0-9+/]{60,}={0,2})$",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK_LINES = re.compile(r"\n{3,}")


def open_pieces(pieces: Iterable[Piece]) -> Contents:
    """Return what the pieces of a mail hold. Raises only what the reader that yields them raises."""
    contents = Contents()
    for piece in pieces:
        _open(piece, contents)
    for envelope in contents.envelopes:
        _open_envelope(envelope, contents)
    if any(file.content_id and not file.inline for file in contents.files):
        shown = {found.lower() for html in contents.htmls for found in _CONTENT_IDS.findall(html)}
        contents.files = [
            File(file.name, file.media_type, file.content, file.content_id, inline=True)
            if file.content_id.lower() in shown
            else file
            for file in contents.files
        ]
    return contents


def plain_parameters(value: str) -> Mapping[str, str]:
    """Return the parameters of a Content-Type or Content-Disposition as text, by lower-case name."""
    return _remembered(value) if len(value) <= _LONGEST_REMEMBERED else _plain_parameters(value)


def _plain_parameters(value: str) -> Mapping[str, str]:
    decoded = {
        name: decode_text(content, charset)[0] if charset else decode_header(content.decode("latin-1"))
        for name, (content, charset) in parameters(value).items()
    }
    return MappingProxyType(decoded)


_LONGEST_REMEMBERED = 200
"""Characters of a header that is read once for many mails: « text/plain; charset=utf-8 » is in nearly all."""
_remembered = lru_cache(maxsize=1_000)(_plain_parameters)


def readable(body: str) -> str:
    """Return the lines that a person can read of parts that nobody could take apart, their first million characters."""
    saved = _with_plain_lines(decode_text(body[:_MOST_SAVED].encode("latin-1"), "")[0])
    return _BLANK_LINES.sub("\n\n", _NOT_FOR_PEOPLE.sub("", saved)).strip("\n")


def _open(piece: Piece, contents: Contents) -> None:
    announced = first(piece.fields, "content-type")
    kind = media_type(announced)
    if kind.startswith("multipart/"):
        boundary, _charset = parameters(announced).get("boundary", (b"", ""))
        has_parts = boundary and f"--{boundary.decode('latin-1')}" in piece.body
        contents.texts.append(readable(piece.body))
        contents.troubles.add(Trouble.TOO_DEEP if has_parts else Trouble.NO_BOUNDARY)
        return
    details = plain_parameters(announced)
    disposed = first(piece.fields, "content-disposition")
    disposition, disposed_details = first_word(disposed), plain_parameters(disposed)
    name = safe_name(disposed_details.get("filename", "") or details.get("name", ""))
    content, sound = _decode_transfer(piece, is_text=kind.startswith("text/"))
    if not sound:
        contents.troubles.add(Trouble.BAD_BASE64)

    attached = disposition == "attachment" or (name != "" and piece.within != "")
    if kind in ("text/plain", "text/html") and not attached:
        words = _words(content, kind, details, contents)
        (contents.texts if kind == "text/plain" else contents.htmls).append(words)
        return
    if kind in _FOR_MACHINES:
        contents.machine_parts.append(MachinePart(kind, details, content))
        # An event that somebody attaches by hand is a file too; an answer to an invitation has a method (RFC 6047).
        if kind != "text/calendar" or "method" in details or disposition != "attachment":
            return
    elif kind.startswith("text/") and piece.within == "multipart/alternative" and not attached:
        return  # the same words once more, for a watch or in AMP
    if content.startswith(tnef.SIGN):
        contents.envelopes.append(File(name, kind, content, "", inline=False))
        return
    content_id = first(piece.fields, "content-id").strip("<> ")
    inline = disposition == "inline" or (disposition != "attachment" and content_id != "")
    contents.files.append(File(name, kind, content, content_id, inline))


def _open_envelope(envelope: File, contents: Contents) -> None:
    """The files in it are the mail's own; its words too, when the mail has no other."""
    held = tnef.opened(envelope.content)
    if not any(map(str.strip, [*contents.texts, *contents.htmls])):
        contents.texts += [held.text] if held.text.strip() else []
        contents.htmls += [held.html] if held.html.strip() else []
    if not held.is_sound:
        contents.troubles.add(Trouble.BAD_ENVELOPE)
        if not held.files:
            contents.files.append(envelope)
    contents.files += [
        File(safe_name(each.name), each.media_type.lower(), each.content, each.content_id, each.content_id != "")
        for each in held.files
    ]


def _words(content: bytes, kind: str, details: Mapping[str, str], contents: Contents) -> str:
    words, true = decode_text(content, details.get("charset", ""))
    if not true:
        contents.troubles.add(Trouble.BAD_CHARSET)
    words = _with_plain_lines(words)
    if kind == "text/plain" and details.get("format", "").lower() == "flowed":
        words = unflow(words, delete_space=details.get("delsp", "").lower() == "yes")
    return words


def _with_plain_lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _decode_transfer(piece: Piece, *, is_text: bool) -> tuple[bytes, bool]:
    """Undo the Content-Transfer-Encoding (RFC 2045, section 6); the second value is whether it was sound."""
    match first_word(first(piece.fields, "content-transfer-encoding")):
        case "base64":
            decoded = _decode_sound_base64(piece.body)
            if decoded is not None:
                return decoded, True
            return _decode_base64(piece.body.encode("latin-1"), is_text=is_text)
        case "quoted-printable":
            return binascii.a2b_qp(piece.body.encode("latin-1")), True
    return piece.body.encode("latin-1"), True


def _decode_sound_base64(written: str) -> bytes | None:
    """Decode what holds only letters of base64, line ends, and the padding that their number asks for: nearly every
    file, and in the time of the decoder alone. None for anything else.

    The decoder skips strange signs without a word. Whether there were any is told by the length of what comes out:
    counting is ten times faster than an expression that looks at each letter.
    """
    end = written.find("=")
    end = end if end >= 0 else len(written)
    padding = written[end : end + _MOST_PADDING].translate(_NO_LINE_ENDS)
    letters = end - written.count("\n", 0, end) - written.count("\r", 0, end)
    if len(written) - end > _MOST_PADDING or padding not in ("", "=", "==") or (letters + len(padding)) % 4:
        return None
    try:
        decoded = binascii.a2b_base64(written)
    except ValueError:  # binascii.Error is one; so is a letter that is not ASCII
        return None
    return decoded if len(decoded) == letters * 3 // 4 else None


def _decode_base64(content: bytes, *, is_text: bool) -> tuple[bytes, bool]:
    """Decode what can be. Text that only says it is base64 is left as it is, and so is what a list put below it."""
    lines = _BASE64_LINES.match(content)
    end = lines.end() if lines else 0
    encoded, rest = content[:end], content[end:]
    strange = len(rest) - len(rest.translate(None, _STRANGE))
    if is_text and rest and (_TWO_WORDS.search(rest) or strange * 20 > len(rest)):
        whole = len(b"".join(encoded.split())) % 4 == 0
        return (_lenient_base64(encoded) + b"\n" + rest, False) if whole and encoded.strip() else (content, False)
    try:
        # The decoder skips what is not in its alphabet, and stops at the padding.
        _letters, _sign, after = content.partition(b"=")
        return binascii.a2b_base64(content), not strange and not after.strip(_PADDING_AND_BLANKS)
    except binascii.Error:
        return _lenient_base64(content), False


def _lenient_base64(content: bytes) -> bytes:
    """Decode every letter of base64 that is there, whatever stands between them or is missing at the end."""
    letters = content.translate(None, _NOT_BASE64)
    whole = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters  # one letter alone is no byte
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
