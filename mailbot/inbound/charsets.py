"""Bytes and a label that may lie become text: charsets, encoded words in headers, and lines that flow."""

import binascii
import codecs
import re

from mailbot.inbound.fields import unfold

_LABELS = {
    # What people's programs call an encoding -> what Python calls it. Labels that are nearly always wrong are read as
    # the WHATWG Encoding standard does (latin-1 is windows-1252, gb2312 is gb18030). Only what is written here is ever
    # looked up: Python's own registry also answers to "zip", "rot13" and "unicode_escape", and UTF-7 hides text.
    "cp1252": "ascii us-ascii ansi-x3.4-1968 iso-8859-1 iso8859-1 iso-ir-100 latin1 latin-1 l1 cp819 cp1252"
    " windows-1252 windows1252 x-ansi ansi 7bit 8bit default unknown-8bit x-unknown x-user-defined",
    "utf-8": "utf-8 utf8 utf-8-sig utf8mb4 unicode-1-1-utf-8 cp65001 x-unicode-2-0-utf-8",
    "iso8859-15": "iso-8859-15 iso8859-15 latin-9 latin9 l9",
    "iso8859-2": "iso-8859-2 iso8859-2 latin2 latin-2",
    "iso8859-3": "iso-8859-3",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6 iso-8859-6-i iso-8859-6-e",
    "iso8859-7": "iso-8859-7",
    "iso8859-8": "iso-8859-8 iso-8859-8-i iso-8859-8-e",
    "cp1254": "iso-8859-9 latin5 latin-5 cp1254 windows-1254",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-16": "iso-8859-16",
    "cp1250": "cp1250 windows-1250",
    "cp1251": "cp1251 windows-1251",
    "cp1253": "cp1253 windows-1253",
    "cp1255": "cp1255 windows-1255",
    "cp1256": "cp1256 windows-1256",
    "cp1257": "cp1257 windows-1257",
    "cp1258": "cp1258 windows-1258",
    "cp874": "cp874 windows-874 tis-620 iso-8859-11",
    "cp437": "cp437 ibm437",
    "cp850": "cp850 ibm850",
    "cp858": "cp858 ibm00858",
    "cp866": "cp866 ibm866",
    "mac-roman": "macintosh mac x-mac-roman macroman mac-roman",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "gb18030": "gb18030 gb2312 gb-2312-80 gbk x-gbk cp936 euc-cn hz-gb-2312",
    "big5hkscs": "big5 big5-hkscs cp950 x-x-big5",
    "cp932": "shift-jis sjis x-sjis cp932 windows-31j ms-kanji",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp_2": "iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 csiso2022jp",
    "cp949": "euc-kr ks-c-5601-1987 ksc5601 cp949 uhc",
    "iso2022_kr": "iso-2022-kr",
    "utf-16": "utf-16 ucs-2 iso-10646-ucs-2",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_GUESSED = "cp1252"
"""The labels of this row are put on anything: bytes that are good UTF-8 are believed before them."""

_SIGNATURE = "-- "
"""Ends in a blank and never flows (RFC 3676, section 4.3)."""
_BOM = "\ufeff"
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?")


def decode_text(content: bytes, label: str) -> tuple[str, bool]:
    """Return the text of these bytes, and whether their charset label was true.

    The label is the `charset` of RFC 2045, "" when there was none. Never raises: every byte becomes something.
    NUL is dropped, since no database takes it. Linear in the size.
    """
    codec = _codec(label)
    if content.isascii() and b"\x1b" not in content and codec in ("cp1252", "utf-8", ""):
        text, true = content.decode("ascii"), codec != "" or not label.strip()
    else:
        text, true = _decode(content, codec, label)
    return text.removeprefix(_BOM).replace("\x00", ""), true


def decode_header(value: str) -> str:
    """Return a header value as people read it: unfolded, RFC 2047 words decoded, on one line.

    `value` is the raw header seen as latin-1, one character a byte. Encoded words are accepted inside quotes, beside
    letters and with spaces in them, as Outlook and many scripts write them; a character cut in two by a fold is
    mended. What cannot be decoded stays as it was written. Control characters, which could forge a header when the
    value is used again, become blanks.
    """
    value = unfold(value)
    if "=?" in value:
        value = _decode_words(value)
    elif not value.isascii() or "\x1b" in value:
        value = _decode_bare(value)
    return (value if value.isprintable() else _CONTROLS.sub(" ", value)).strip()


def unflow(text: str, *, delete_space: bool) -> str:
    """Return a `format=flowed` text with its paragraphs on one line each (RFC 3676, section 4).

    `text` has "\\n" line ends. Quote marks stay in front of quoted paragraphs; `delete_space` is `delsp=yes`.
    """
    lines: list[str] = []
    paragraph: list[str] = []
    depth_before = 0
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if paragraph and (depth != depth_before or content == _SIGNATURE):
            lines.append(_quoted(depth_before, "".join(paragraph)))
            paragraph = []
        depth_before = depth
        if content.endswith(" ") and content != _SIGNATURE:
            paragraph.append(content[:-1] if delete_space else content)
            continue
        lines.append(_quoted(depth, "".join([*paragraph, content])))
        paragraph = []
    if paragraph:
        lines.append(_quoted(depth_before, "".join(paragraph)))
    return "\n".join(lines)


def _codec(label: str) -> str:
    """Return Python's name for a charset label, "" when it says nothing that can be trusted."""
    if codec := _CODECS.get(label.lower()):
        return codec
    # RFC 2231, section 5: a language may follow, as in =?utf-8*fr?Q?...?=. The rest are accidents of typing.
    word = re.split(r"[*;,\s]", label.strip(), maxsplit=1)[0]
    return _CODECS.get(word.strip("\"'").lower().replace("_", "-"), "")


def _decode(content: bytes, codec: str, label: str) -> tuple[str, bool]:
    if codec.startswith("utf-16") and b"\x00" not in content[:1000]:
        codec = ""  # said of plain bytes by programs that hold their strings in UTF-16
    if content.isascii() and b"\x1b$" in content and codec in (_GUESSED, "utf-8", ""):
        codec, label = "iso2022_jp_2", ""
    if codec not in (_GUESSED, "utf-8", ""):
        try:
            return content.decode(codec), label != ""
        except (UnicodeError, ValueError):
            pass
    try:
        return content.decode("utf-8"), codec == "utf-8"
    except UnicodeDecodeError:
        pass
    if codec == _GUESSED or (codec in ("utf-8", "") and not _UTF_8_LETTER.search(content)):
        return _windows(content), codec == _GUESSED and "ascii" not in label.lower()
    # One stray latin-1 byte does not spoil the UTF-8 around it.
    return content.decode(codec or "utf-8", _STRAY if len(content) < _MOST_MENDED else "replace"), False


def _windows(content: bytes) -> str:
    """Read windows-1252, whose five holes are the C1 controls (WHATWG)."""
    return codecs.charmap_decode(content, "strict", _WINDOWS)[0]


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that no decoder wanted as windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _windows(error.object[error.start : error.end]), error.end


_WINDOWS = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MOST_MENDED = 2_000_000
"""Bytes of one part that are mended letter by letter: each stray one costs a call."""
_STRAY = "mailbot.stray"
codecs.register_error(_STRAY, _stray_bytes)


def _decode_words(value: str) -> str:
    """Decode the encoded words of one unfolded value, in one pass."""
    pieces: list[str] = []
    waiting, waiting_charset = bytearray(), ""
    done = search_from = 0
    while (start := value.find("=?", search_from)) >= 0:
        opening = _ENCODED_WORD.match(value, start)
        if opening is None:
            search_from = start + 2
            continue
        end = value.find("?=", opening.end())
        if end < 0:
            break
        content = _word_bytes(opening[2], value[opening.end() : end])
        search_from = end + 2
        if content is None:
            continue
        between = value[done:start]
        # Blanks between two encoded words are not text (RFC 2047, section 6.2), and a program that splits at bytes
        # leaves half a character on each side: words of one charset are joined before they are decoded.
        if between.strip() or opening[1].lower() != waiting_charset:
            pieces.append(decode_text(bytes(waiting), waiting_charset)[0])
            waiting, waiting_charset = bytearray(), opening[1].lower()
            if between.strip() or done == 0:
                pieces.append(_decode_bare(between))
        waiting += content
        done = search_from
    pieces.append(decode_text(bytes(waiting), waiting_charset)[0])
    pieces.append(_decode_bare(value[done:]))
    return "".join(pieces)


def _word_bytes(encoding: str, encoded: str) -> bytes | None:
    """Return the bytes inside one encoded word, None when they are none."""
    content = encoded.encode("latin-1", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(content, header=True)
    try:
        return binascii.a2b_base64(content.rstrip(b"=") + b"===")
    except binascii.Error:
        return None


def _decode_bare(value: str) -> str:
    """Decode the 8-bit bytes that stand in a header with no label: UTF-8 (RFC 6532), else windows-1252."""
    if value.isascii() and "\x1b" not in value:
        return value
    try:
        return decode_text(value.encode("latin-1"), "utf-8")[0]
    except UnicodeEncodeError:
        return value  # decoded already


def _quoted(depth: int, content: str) -> str:
    if not depth:
        return content
    return f"{'>' * depth} {content}" if content else ">" * depth
