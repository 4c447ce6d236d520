"""Mails and files that are made to eat a machine, a size to order: each is its size, and a promise of more."""

# ruff: noqa: E501

import base64
import struct
import zlib
from collections.abc import Callable, Mapping

from tests.filing_cabinet import photo, tnef, zip_of

_HEAD = b"Subject: Re: Fuite\r\nMIME-Version: 1.0\r\n"
_WORDS = b"\r\nBonjour, la fuite continue.\r\n"


def _times(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


def _mixed(parts: bytes) -> bytes:
    return _HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts + b"\r\n--b--\r\n"


def _html(html: bytes) -> bytes:
    return _HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html


def _text(words: bytes) -> bytes:
    return _HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + words


def with_file(content: bytes, name: str = "a.bin", kind: str = "application/octet-stream") -> bytes:
    """A mail of two lines and this file."""
    head = f'--b\r\nContent-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return _mixed(b"--b\r\n" + _WORDS + head.encode() + base64.encodebytes(content))


def _nested(size: int) -> bytes:
    level = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    return _HEAD + b"".join(level % (at, at) for at in range(size // 60)) + _WORDS


def _calendar(line: bytes, size: int) -> bytes:
    opening = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\n"
    head = _HEAD + b"Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n"
    return head + opening + _times(line, size) + b"END:VCALENDAR\r\n"


_EVENT = (
    b"BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261124T090000Z\r\nRRULE:FREQ=SECONDLY\r\n"
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\nEND:VEVENT\r\n"
)

MAILS: Mapping[str, Callable[[int], bytes]] = {
    "parts": lambda size: _mixed(_times(b"--b\r\nContent-Type: text/plain\r\n\r\na\r\n", size)),
    "levels": _nested,
    "mails in mails": lambda size: _mixed(b"--b\r\n" + _times(b"Content-Type: message/rfc822\r\n\r\n", size)),
    "one field": lambda size: b"X-A: " + _times(b"a" * 70 + b"\r\n ", size) + b"\r\n" + _HEAD + _WORDS,
    "one field of one line": lambda size: b"X-A: " + b"a" * size + b"\r\n" + _HEAD + _WORDS,
    "fields": lambda size: _times(b"X-A: b\r\n", size) + _HEAD + _WORDS,
    "one line": lambda size: _text(b"a" * size),
    "one line of words": lambda size: _text(_times(b"bonjour ", size)),
    "recipients": lambda size: b"To: " + _times(b"a@b.example, ", size) + b"c@d.example\r\n" + _HEAD + _WORDS,
    "named recipients": lambda size: b"To: " + _times(b'"A, b" <a@b.example>,\r\n ', size) + b"c@d\r\n" + _HEAD + _WORDS,
    "zeros in base64": lambda size: with_file(bytes(size * 3 // 4)),
    "zeros of text": lambda size: _HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(bytes(size * 3 // 4)),
    "quoted-printable": lambda size: _HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + _times(b"=\r\n=3D=", size),
    "blanks in quoted-printable": lambda size: _HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b" " * size,
    "encoded words": lambda size: b"X-A: " + _times(b"=?iso-2022-jp?B?GyRC?= ", size) + b"\r\n" + _HEAD + _WORDS,
    "half encoded words": lambda size: b"Subject: " + _times(b"=?utf-8?q?=", size) + b"\r\n\r\nx",
    "boxes": lambda size: _html(_times(b"<div>", size)),
    "quotes": lambda size: _html(_times(b"<blockquote>a", size)),
    "a table": lambda size: _html(b"<table>" + _times(b"<tr><td>a<td>b", size)),
    "tables in tables": lambda size: _html(_times(b"<table><tr><td>", size)),
    "links never closed": lambda size: _html(_times(b"<a href=x><b><i>", size)),
    "marks": lambda size: _html(_times(b"&lt;&amp;&#x41;", size)),
    "attributes": lambda size: _html(b"<p " + _times(b"a=b c ", size) + b">x"),
    "styles": lambda size: _html(_times(b'<p style="display:' + b"a:" * 99 + b'">x', size)),
    "On On On": lambda size: _text(_times(b"On ", size)),
    "Le Le Le": lambda size: _text(_times(b"Le \n", size)),
    "quote marks": lambda size: _text(b">" * size),
    "fields in the text": lambda size: _text(_times(b"De : a\n", size)),
    "closings": lambda size: _text(_times(b"Cordialement\nNadia\n", size)),
    "uuencoded": lambda size: _text(_times(b"begin 644 a.txt\n", size)),
    "blank lines": lambda size: _text(b"\n" * size),
    "events": lambda size: _calendar(_EVENT, size),
    "lines of a calendar": lambda size: _calendar(b" a\r\n", size),
    "one event": lambda size: _calendar(b"BEGIN:VEVENT\r\n", size),
    "a delivery status": lambda size: (
        _HEAD + b"Content-Type: message/delivery-status\r\n\r\n"
        + _times(b"Final-Recipient: rfc822;a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n", size)
    ),
    "signatures": lambda size: _times(b"DKIM-Signature: v=1; d=b.example; h=from\r\n", size) + _HEAD + _WORDS,
    "one signature": lambda size: b"DKIM-Signature: v=1; h=" + _times(b"from:", size) + b"\r\n" + _HEAD + _WORDS,
    "results": lambda size: b"Authentication-Results: mx; " + _times(b"spf=pass (a) x=y; ", size) + b"\r\n" + _HEAD + _WORDS,
    "seals": lambda size: _times(b"ARC-Seal: i=1; cv=none; d=b.example\r\n", size) + _HEAD + _WORDS,
    "received": lambda size: _times(b"Received: from a by b; Sat, 21 Nov 2026 10:00:00 +0100\r\n", size) + _HEAD + _WORDS,
    "references": lambda size: b"References: " + _times(b"<a@b.example>\r\n ", size) + b"\r\n" + _HEAD + _WORDS,
    "vcards": lambda size: with_file(_times(b"BEGIN:VCARD\r\nFN:a\r\nEND:VCARD\r\n", size * 3 // 4), "a.vcf", "text/vcard"),
    "names of files": lambda size: _mixed(_times(b'--b\r\nContent-Type: a/b; name="' + b"a" * 3_000 + b'"\r\n\r\na\r\n', size)),
    "continued names": lambda size: _mixed(
        b"--b\r\nContent-Disposition: attachment" + b"".join(b"; filename*%d*=a" % at for at in range(size // 17)) + b"\r\n\r\na"
    ),
}  # fmt: skip
"""By name: a mail of about so many octets."""


def png(width: int, height: int, octets: int = 20_000_000) -> bytes:
    """A picture that is mostly a promise."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    rows = b"IDAT" + zlib.compress(bytes(min(height * (width * 4 + 1), octets)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (len(each) - 4).to_bytes(4, "big") + each + zlib.crc32(each).to_bytes(4, "big")
        for each in (head, rows, b"IEND")
    )


def png_of_words(octets: int) -> bytes:
    """A PNG whose comment unfolds to so many octets, many times over."""
    words = b"zTXta\0\0" + zlib.compress(bytes(octets))
    chunk = (len(words) - 4).to_bytes(4, "big") + words + zlib.crc32(words).to_bytes(4, "big")
    made = png(10, 10)
    return made[:33] + chunk * 60 + made[33:]


def gif(frames: int) -> bytes:
    """A film of so many frames."""
    one = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\xff\x0f\xff\x0f\0\x02\x02\x4c\x01\0"
    return b"GIF89a\xff\x0f\xff\x0f\x80\0\0\0\0\0\xff\xff\xff" + one * frames + b";"


def tiff(directories: int) -> bytes:
    """Pages that point at each other."""
    entry = struct.pack("<HHHLL", 1, 0x100, 4, 1, 9)
    made = b"II*\0" + struct.pack("<L", 8)
    for at in range(directories):
        made += entry + struct.pack("<L", 8 + (at + 1) % directories * 18)
    return made


def _pdf(*objects: bytes, pages: int = 1) -> bytes:
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made) + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def _stream(content: bytes, more: bytes = b"", *, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    return b"<</Length %d /Filter [%b] %b>>\nstream\n%b\nendstream" % (len(content), filters, more, content)


_CATALOG, _PAGES = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
_PAGE = b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</XObject <</F 5 0 R>> /Font <</A 6 0 R>>>> >>"
_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"


def pdfs() -> Mapping[str, bytes]:
    """PDFs that unfold, that turn in circles, that are deep or wide without end."""
    shown = b"BT /A 10 Tf (a) Tj ET "
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F 5 0 R>> >>"
    deep = [_CATALOG] + [b"<</Type /Pages /Kids [%d 0 R] /Count 1>>" % (at + 3) for at in range(5_000)]
    kids = b" ".join(b"3 0 R" for _ in range(200_000))
    entries = b"".join(b"%d %d " % (at + 10, at) for at in range(200_000))
    return {
        "zeros": _pdf(_CATALOG, _PAGES, _PAGE, _stream(bytes(60_000_000)), b"null", _FONT),
        "zeros in zeros": _pdf(_CATALOG, _PAGES, _PAGE, _stream(bytes(30_000_000), times=3), b"null", _FONT),
        "words": _pdf(_CATALOG, _PAGES, _PAGE, _stream(shown * 200_000), b"null", _FONT),
        "forms in forms": _pdf(_CATALOG, _PAGES, _PAGE, _stream(b"/F Do " * 500), _stream(b"/F Do " * 500 + shown, form), _FONT),
        "a deep tree": _pdf(*deep, _PAGE),
        "a wide tree": _pdf(_CATALOG, b"<</Type /Pages /Kids [%b] /Count 200000>>" % kids, _PAGE, _stream(shown), b"null", _FONT),
        "a tree in a circle": _pdf(_CATALOG, b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>"),
        "objects in a stream": _pdf(
            _CATALOG, _PAGES, _PAGE,
            _stream(entries + b"0 " * 200_000, b"/Type /ObjStm /N 200000 /First %d" % len(entries)), b"null", _FONT,
        ),
        "a table of places": b"%PDF-1.4\nxref\n0 900000\n" + b"0000000009 00000 n \n" * 300_000 + b"trailer <<>>\nstartxref\n9\n%%EOF",
        "brackets": _pdf(_CATALOG, b"[" * 500_000),
        "brackets in a page": _pdf(_CATALOG, _PAGES, _PAGE, _stream(b"[" * 2_000_000), b"null", _FONT),
        "objects without a table": b"%PDF-1.4\n" + b"1 0 obj\n<</A 1 0 R>>\nendobj\n" * 100_000 + b"startxref\n0\n%%EOF",
        "ends": b"%PDF-1.4\n" + b"startxref\n9\n%%EOF\n" * 100_000,
        "a page for each octet": _pdf(_CATALOG, _PAGES, _PAGE.replace(b"4 0 R", b"[" + b"4 0 R " * 100_000 + b"]"), _stream(shown * 99), b"null", _FONT),
    }  # fmt: skip


def files() -> Mapping[str, bytes]:
    """Files, by a name whose ending is what they claim to be."""
    return {
        "claims.zip": zip_of({"a.pdf": b"x"}, claims=0xFFFFFFF0),
        "largest.png": png(7_000, 7_000, 250_000_000),
        "words.png": png_of_words(60_000_000),
        "frames.gif": gif(10_000),
        "pages.tiff": tiff(60_000),
        "laughs.svg": b'<!DOCTYPE s [<!ENTITY a "'
        + b"a" * 9_000
        + b'"><!ENTITY b "'
        + b"&a;" * 9_000
        + b'">]><svg>&b;</svg>',
        "laughs.xml": b'<!DOCTYPE s [<!ENTITY a "a">'
        + b"".join(b'<!ENTITY a%d "&a;&a;">' % n for n in range(90))
        + b"]><s>&a89;</s>",
        "winmail.dat": tnef([(f"{n}.jpg", photo()) for n in range(20)]),
        "rtf.dat": tnef(rtf=struct.pack("<II4sI", 60_000_000, 0xFFFFFFFF, b"LZFu", 0) + b"\xff" * 2_000_000),
        **{f"{name}.pdf": content for name, content in pdfs().items()},
    }
