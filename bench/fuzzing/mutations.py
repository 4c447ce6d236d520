"""Bytes that were something once: pieces cut out, put elsewhere, doubled, flipped, and mails nested in each other."""

import random
import re
from collections.abc import Callable, Sequence

LONGEST = 200_000
"""Octets of one input: what is larger is the bombs' part."""

_SIGNS = (
    *(b"\r\n", b"\n\n", b"\r\n\r\n", b"\r", b"\0", b"--", b'"', b"<", b">", b";", b"(", b")", b"\\", b",", b":", b"@"),
    *(b"=?utf-8?B?", b"=?utf-8?q?=0D=0ABcc:_x?=", b"?=", b"=?", b"\xe9", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B"),
    *(b"\xed\xa0\x80", b"=ED=A0=80", b"=00", b"=0D=0A", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xf4\x90\x80\x80"),
    *(b"charset=utf-16", b"charset=utf-7", b"boundary=", b"Content-Type: multipart/mixed; boundary=x\r\n"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"message/rfc822", b"begin 644 a.txt\n", b"From nadia Mon\n", b"&#0;"),
    *(b"<blockquote>", b"</div>", b"<!--", b"]]>", b"{{ 7 * 7 }}", b"{% raw %}", b"On On On ", b"> > > ", b"\t \t"),
)
_CHARSETS = (
    *(b"utf-8", b"us-ascii", b"iso-8859-1", b"windows-1252", b"utf-16", b"utf-16le", b"utf-32", b"utf-7", b"x"),
    *(b"iso-2022-jp", b"shift_jis", b"gb18030", b"koi8-r", b"idna", b"punycode", b"rot13", b"hex", b"undefined"),
    *(b"unicode_escape", b"cp65001", b"mbcs", b"utf-8-sig", b"raw_unicode_escape", b"big5hkscs", b"hz", b'""'),
)
_ENCODINGS = (b"7bit", b"8bit", b"binary", b"base64", b"quoted-printable", b"x-uuencode", b"BASE64", b"", b"gzip")
_CHARSET = re.compile(rb"(charset\s*=\s*\"?)[\w.:-]*", re.IGNORECASE)
_ENCODING = re.compile(rb"(content-transfer-encoding:[ \t]*)[\w-]*", re.IGNORECASE)
_BOUNDARY = re.compile(rb"boundary\s*=\s*\"?([^\"\r\n;]+)", re.IGNORECASE)
_FIELD = re.compile(rb"^[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.MULTILINE)

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(chance: random.Random, content: bytes, others: Sequence[bytes], ways: Sequence[Mutation]) -> bytes:
    """The same bytes after one to eight accidents; `others` is where foreign pieces come from."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        content = chance.choice(ways)(chance, content, others)[:LONGEST]
    return content


def _place(chance: random.Random, content: bytes) -> int:
    return chance.randint(0, len(content))


def _stretch(chance: random.Random, content: bytes) -> tuple[int, int]:
    start = _place(chance, content)
    return start, min(len(content), start + int(2 ** chance.uniform(0, 12)))


def _spliced(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _stretch(chance, other)
    at = _place(chance, content)
    return content[:at] + other[start:end] + content[at:]


def _deleted(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    start, end = _stretch(chance, content)
    return content[:start] + content[end:]


def _doubled(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    start, end = _stretch(chance, content)
    return content[:end] + content[start:end] * chance.choice((1, 1, 2, 7, 60)) + content[end:]


def _flipped(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _replaced(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 4)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))
    return bytes(changed)


def _signed(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    at = _place(chance, content)
    return content[:at] + chance.choice(_SIGNS) * chance.choice((1, 1, 1, 3, 50)) + content[at:]


def _cut(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    return content[: _place(chance, content)] if chance.random() < 0.8 else content[_place(chance, content) :]


def _with_a_number(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """A length, a count or an offset becomes another."""
    width = chance.choice((1, 2, 4, 8))
    value = chance.choice((0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(content), 1 << 62))
    at = _place(chance, content)
    written = (value & ((1 << 8 * width) - 1)).to_bytes(width, chance.choice(("big", "little")))
    return content[:at] + written + content[at + width :]


def _fields_swapped(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    found = [each.span() for each in _FIELD.finditer(content, 0, 8_000)]
    if len(found) < 2:
        return content
    (first, first_end), (last, last_end) = sorted(chance.sample(found, 2))
    return b"".join(
        (content[:first], content[last:last_end], content[first_end:last], content[first:first_end], content[last_end:])
    )


def _field_doubled(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    found = [*_FIELD.finditer(content, 0, 8_000), *_FIELD.finditer(chance.choice(others), 0, 8_000)]
    return chance.choice(found)[0] + content if found else content


def _charset_changed(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    return _CHARSET.sub(lambda found: found[1] + chance.choice(_CHARSETS), content, count=chance.choice((0, 1)))


def _encoding_changed(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    return _ENCODING.sub(lambda found: found[1] + chance.choice(_ENCODINGS), content, count=chance.choice((0, 1)))


def _boundary_changed(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    found = _BOUNDARY.search(content)
    if found is None:
        return content
    instead = chance.choice((b"", b"-", b" ", b"x" * 300, found[1][:-1], found[1] + b"--", b"\xe9", b"a b", b"(c)"))
    return content.replace(found[1], instead, chance.choice((1, -1, 2)))


def _nested(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """A mail within a mail, as a part or as an attachment."""
    inner = chance.choice(others)
    kind = chance.choice((b"message/rfc822", b"text/plain", b"text/rfc822-headers", b"multipart/digest"))
    opening = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=nest\r\n"
    head, _blank, body = content.partition(b"\r\n\r\n")
    return b"".join(
        (head, b"\r\n", opening, b"\r\n--nest\r\n\r\n", body, b"\r\n--nest\r\nContent-Type: ", kind, b"\r\n\r\n", inner,
         b"\r\n--nest--\r\n")
    )  # fmt: skip


def _ends_of_lines(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    return content.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\r\r\n", b"\n\r", b"\0\n")))


OF_BYTES: Sequence[Mutation] = (
    _spliced,
    _deleted,
    _doubled,
    _flipped,
    _flipped,
    _replaced,
    _signed,
    _cut,
    _with_a_number,
)
"""For files of any kind."""
OF_MAILS: Sequence[Mutation] = (
    *(_spliced, _deleted, _doubled, _flipped, _signed, _signed, _cut, _fields_swapped, _field_doubled),
    *(_charset_changed, _encoding_changed, _boundary_changed, _nested, _ends_of_lines),
)
"""For mails, which have fields, charsets and boundaries."""
