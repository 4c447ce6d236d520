"""Outlook's own envelope, `winmail.dat` (MS-OXTNEF): the files in it, and the words of the mail.

Read with slices alone and bounded on every side; what does not add up ends the reading, and what was found until then
is kept. Nothing raises.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SIGN = b"\x78\x9f\x3e\x22"
_MOST_FILES = 100
_MOST_ATTRIBUTES = 5_000
_MOST_PROPERTIES = 2_000
_DEEPEST = 3
"""Mails attached to mails attached to a mail."""
_LONGEST_TEXT = 1_000_000

_BODY, _PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9007
_NEXT_FILE, _FILE_TITLE, _FILE_DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_PLAIN_BODY, _HTML_BODY, _RTF_BODY = 0x1000, 0x1013, 0x1009
_DATA, _SHORT_NAME, _LONG_NAME, _TYPE, _CONTENT_ID, _HIDDEN = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712, 0x7FFE
_A_MAIL = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
"""IID_IMessage, in front of a mail that is attached."""
_FIXED: Mapping[int, int] = {
    0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
    0x00: 0, 0x01: 0,
}  # fmt: skip
_TEXT, _WIDE_TEXT, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102

Property = dict[int, bytes | str]


@dataclass(slots=True)
class Enclosed:
    """A file in the envelope."""

    name: str = ""
    media_type: str = ""
    content: bytes = b""
    content_id: str = ""


@dataclass(slots=True)
class Opened:
    """What an envelope held."""

    text: str = ""
    html: str = ""
    files: list[Enclosed] = field(default_factory=list)
    is_sound: bool = True
    """False when it ended in the middle, or held more than we read."""


def opened(content: bytes) -> Opened:
    """What these bytes hold; nothing, unsound, when they are no such envelope."""
    found = Opened()
    _open(content, found, depth=1)
    return found


def _open(content: bytes, found: Opened, *, depth: int) -> None:
    codepage, current = "cp1252", Enclosed()
    rtf = b""
    try:
        for number, data in _attributes(content):
            match number:
                case 0x9007 if len(data) >= 4:
                    codepage = _codepage(struct.unpack_from("<I", data)[0])
                case 0x800C if depth == 1:
                    found.text = found.text or _decoded(data, codepage)
                case 0x9003 if depth == 1:
                    said = _properties(data, codepage)
                    found.text = found.text or _as_text(said.get(_PLAIN_BODY), codepage)
                    found.html = found.html or _as_text(said.get(_HTML_BODY), codepage)
                    rtf = rtf or _as_bytes(said.get(_RTF_BODY))
                case 0x9002:
                    current = Enclosed()
                    found.files.append(current)
                    if len(found.files) > _MOST_FILES:
                        raise ValueError("files")
                case 0x8010:
                    current.name = current.name or _decoded(data, codepage)
                case 0x800F:
                    current.content = data
                case 0x9005:
                    _name_it(current, _properties(data, codepage), found, depth, codepage)
    except (struct.error, ValueError, IndexError):
        found.is_sound = False
    if depth == 1:
        found.files = [each for each in found.files if each.content]
        if rtf and not (found.text.strip() or found.html.strip()):
            found.text = words_of_rtf(unfolded_rtf(rtf))


def _name_it(current: Enclosed, said: Property, found: Opened, depth: int, codepage: str) -> None:
    """What the properties of a file say of it; they are the only ones with its long name."""
    name = said.get(_LONG_NAME) or said.get(_SHORT_NAME)
    current.name = _as_text(name, codepage) or current.name
    current.media_type = _as_text(said.get(_TYPE), codepage) or current.media_type
    current.content_id = _as_text(said.get(_CONTENT_ID), codepage).strip("<> ")
    data = _as_bytes(said.get(_DATA))
    if data.startswith(_A_MAIL) and data[16:20] == SIGN:
        if depth >= _DEEPEST:
            found.is_sound = False
            return
        _open(data[16:], found, depth=depth + 1)
    elif data and not current.content:
        current.content = data


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    if not content.startswith(SIGN):
        raise ValueError("sign")
    at = 6
    for _ in range(_MOST_ATTRIBUTES):
        if at + 11 > len(content):
            if content[at:].strip(b"\0\r\n"):
                raise ValueError("rest")
            return
        _level, tag, size = struct.unpack_from("<BII", content, at)
        if at + 9 + size > len(content):
            # The last file of an envelope that was cut: what is there of it is shown.
            raise ValueError("cut")
        yield tag & 0xFFFF, content[at + 9 : at + 9 + size]
        at += 9 + size + 2
    raise ValueError("attributes")


def _properties(data: bytes, codepage: str) -> Property:
    """The properties that are asked for, by their number. Raises ValueError, or struct.error."""
    found: Property = {}
    (count,) = struct.unpack_from("<I", data)
    if count > _MOST_PROPERTIES:
        raise ValueError("properties")
    at = 4
    for _ in range(count):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:
            at = _after_its_own_name(data, at)
        values = 1
        if kind & 0x1000 or kind in (_TEXT, _WIDE_TEXT, _OBJECT, _BINARY):
            (values,) = struct.unpack_from("<I", data, at)
            at += 4
            if values > len(data) or not _FIXED.get(kind & 0xEFFF, 1):
                raise ValueError("values")  # a million values that take no room would be counted one by one
        for _value in range(values):
            value, at = _value_at(data, at, kind & 0xEFFF)
            if value is not None and number < 0x8000:
                is_wide = kind & 0xEFFF == _WIDE_TEXT
                found.setdefault(number, value.decode("utf-16-le", "replace").rstrip("\0") if is_wide else value)
    return found


def _after_its_own_name(data: bytes, at: int) -> int:
    (sort,) = struct.unpack_from("<I", data, at + 16)
    at += 20
    if sort == 0:
        return at + 4
    (size,) = struct.unpack_from("<I", data, at)
    return _padded(at + 4, size, data)


def _value_at(data: bytes, at: int, kind: int) -> tuple[bytes | None, int]:
    if kind in _FIXED:
        if at + _FIXED[kind] > len(data):
            raise ValueError("value")
        return None, at + max(_FIXED[kind], 1 if kind > 1 else 0)
    if kind not in (_TEXT, _WIDE_TEXT, _OBJECT, _BINARY):
        raise ValueError("kind")
    (size,) = struct.unpack_from("<I", data, at)
    return data[at + 4 : at + 4 + size], _padded(at + 4, size, data)


def _padded(at: int, size: int, data: bytes) -> int:
    if at + size > len(data):
        raise ValueError("size")
    return at + size + -size % 4


def _codepage(number: int) -> str:
    known = {65001: "utf-8", 28591: "latin-1", 28605: "iso8859-15"}
    by_number = number in (437, 850, 932, 936, 949, 950) or 1250 <= number <= 1258
    return known.get(number, f"cp{number}" if by_number else "cp1252")


def _decoded(data: bytes, codepage: str) -> str:
    return data[:_LONGEST_TEXT].decode(codepage, "replace").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n")


def _as_text(value: bytes | str | None, codepage: str) -> str:
    if isinstance(value, str):
        return value[:_LONGEST_TEXT].replace("\r\n", "\n")
    return _decoded(value, codepage) if value else ""


def _as_bytes(value: bytes | str | None) -> bytes:
    return value if isinstance(value, bytes) else b""


# -- Rich text (MS-OXRTFCP, and what of RTF 1.9.1 holds words) --------------------------------------------------------

_BEGINS = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every such text is told in relation to: 207 octets."""


def unfolded_rtf(folded: bytes) -> bytes:
    """RTF out of Outlook's own folding; as far as it goes, a million octets at most."""
    if len(folded) < 16:
        return b""
    size, sign = struct.unpack_from("<I4s", folded, 4)
    if sign == b"MELA":
        return folded[16 : 16 + min(size, _LONGEST_TEXT)]
    if sign != b"LZFu":
        return b""
    ring = bytearray(_BEGINS + bytes(4096 - len(_BEGINS)))
    written, at, out = len(_BEGINS), 16, bytearray()
    most = min(size, _LONGEST_TEXT)
    while at < len(folded) and len(out) < most:
        flags, at = folded[at], at + 1
        for bit in range(8):
            if at >= len(folded):
                return bytes(out)
            if not flags >> bit & 1:
                piece, at = folded[at : at + 1], at + 1
            else:
                if at + 1 >= len(folded):
                    return bytes(out)
                place, length = folded[at] << 4 | folded[at + 1] >> 4, (folded[at + 1] & 15) + 2
                at += 2
                if place == written % 4096:
                    return bytes(out)
                piece = b""
                for step in range(length):
                    sign_there = ring[(place + step) % 4096]
                    ring[(written + step) % 4096] = sign_there
                    piece += bytes((sign_there,))
            for sign_there in piece:
                ring[written % 4096] = sign_there
                written += 1
            out += piece
    return bytes(out)


_RTF_WORD = re.compile(
    rb"\\(?:'([0-9a-fA-F]{2})|([a-zA-Z]{1,32})(-?\d{1,10})? ?|([^a-zA-Z']))|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer generator listtable rsidtbl themedata xmlnstbl".split()
)
_AS_LINE = frozenset({b"par", b"line", b"row", b"sect", b"page"})


def words_of_rtf(rtf: bytes) -> str:
    """The words of a rich text, line by line."""
    out: list[str] = []
    above: list[bool] = []
    silent = False
    skip = 0
    for found in _RTF_WORD.finditer(rtf):
        code, word, number, sign, brace, words = found.groups()
        if brace == b"{":
            above.append(silent)
        elif brace == b"}":
            silent = above.pop() if above else False
        elif sign == b"*" or word in _SILENT:
            silent = True
        elif silent or word == b"htmlrtf":
            continue
        elif word in _AS_LINE:
            out.append("\n")
        elif word == b"tab":
            out.append("\t")
        elif word == b"u" and number:
            point = int(number) % 65_536
            out.append(chr(point) if not 0xD800 <= point < 0xE000 else "")
            skip = 1
        elif code:
            if skip:
                skip = 0
            else:
                out.append(bytes.fromhex(code.decode()).decode("cp1252", "replace"))
        elif sign and sign in b"\\{}":
            out.append(sign.decode())
        elif sign == b"~":
            out.append(" ")
        elif words:
            out.append(words[skip:].decode("cp1252", "replace"))
            skip = 0
    return re.sub(r"\n{3,}", "\n\n", "".join(out)).strip()
