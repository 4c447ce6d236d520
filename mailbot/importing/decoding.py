"""From a file's octets to its text: UTF-8, UTF-16 or Windows-1252, and never a guess that nobody is told of.

Every octet string can be read as Windows-1252, or nearly: so a file is read thus only when nothing in it speaks for
UTF-8, and what no French word holds (« Ž » in the middle, as of a file from Mac OS or DOS) is a trouble of its cell.
"""

import codecs
import re
from dataclasses import dataclass

_UTF16 = "UTF-16"
WINDOWS = "Windows-1252"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a cell may not hold, and the reason to give."""

    pattern: re.Pattern[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, how it was read, and what must not be found in it. Octets that are no character of the encoding
    stand as lone surrogates."""

    text: str
    encoding: str
    suspicions: tuple[Suspicion, ...]

    def trouble_with(self, cell: str) -> str:
        """Why a cell was not read for certain; empty when it was."""
        if cell.isascii():
            return ""
        found = ((each, each.pattern.search(cell)) for each in self.suspicions)
        return next((each.reason.format(it=_named(hit[0])) for each, hit in found if hit is not None), "")


class NoText(Exception):
    """The octets are no text at all. The message is what follows the file's name in a sentence."""


def decode(octets: bytes) -> Decoded:
    """The text of a file. Raises NoText for a workbook, a picture and the like."""
    if octets.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoText("it is a workbook: save the sheet as CSV (UTF-8) and give that file")
    if octets.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise NoText("it is in UTF-32: save it as UTF-8")
    if octets.startswith(codecs.BOM_UTF8):
        return _as("UTF-8 (with its mark)", octets[3:].decode("utf-8", "surrogateescape"))
    if octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order = "le" if octets.startswith(codecs.BOM_UTF16_LE) else "be"
        return _as(_UTF16, octets[2:].decode(f"utf-16-{order}", "replace"))
    if b"\0" in octets:
        return _without_a_mark(octets)
    return _of_one_octet_or_more(octets)


def _without_a_mark(octets: bytes) -> Decoded:
    # Of French text in UTF-16, nearly every second octet is nought: the first or the second of each pair.
    pairs = len(octets) // 2 or 1
    for order, zeros in (("le", octets[1::2].count(0)), ("be", octets[::2].count(0))):
        if zeros > 0.8 * pairs:
            return _as(f"{_UTF16} (without a mark)", octets.decode(f"utf-16-{order}", "replace"))
    raise NoText("it holds octets of value nought, as no text does")


# Sequences of UTF-8, and among them those that are French in Windows-1252 as well: an accented letter, then a blank or
# a mark (« réservé », CAFÉ’). E9 A0 BB is one Chinese character, and it is also « é », no-break space, « » ».
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)  # fmt: skip
_MARK = rb"[\xa0\xab\xbb\xb0\x85\x91-\x94\x96\x97]"
# Some letters of Cyrillic and Greek have an œ or a € there, which nobody writes after a Windows Ð or Î.
_MORE = _MARK[:-1] + rb"\x80\x8c\x9c]"
_EITHER = re.compile(
    rb"(?:[\xc4\xcc-\xd3\xd5-\xdf]%b|[\xc6-\xcb\xd4]%b|[\xe0\xe1\xe3-\xef]%b{2}|[\xf0-\xf4]%b{3})\Z"
    % (_MARK, _MORE, _MORE, _MORE)
)


def _of_one_octet_or_more(octets: bytes) -> Decoded:
    if octets.isascii():
        return _as("UTF-8", octets.decode("ascii"))
    found = _SEQUENCE.findall(octets)
    sure = any(_EITHER.match(each) is None for each in set(found))
    text = octets.decode("utf-8", "surrogateescape")
    whole = _STRAY.search(text) is None
    if whole and not sure:
        return _as("UTF-8", text, _TWO_WAYS)
    if whole or sure:
        # Somebody's UTF-8 with a few octets that are none: read as Windows-1252, every accent of it would be spoilt.
        return _as("UTF-8", text)
    return _as(WINDOWS, octets.decode("cp1252", "surrogateescape"), *_OTHER_TABLES)


_STRAY = re.compile("[\udc80-\udcff]")
_TWO_WAYS = Suspicion(
    re.compile("[^\x00-\x7f]"),
    "is one thing in UTF-8 ({it}) and another in Windows-1252: save the file as UTF-8 with its mark (BOM)",
)
_ELSEWHERE = "holds {it}, read as Windows-1252, where no word does: the file has another encoding; save it as UTF-8"
# An e with an acute accent is 8E on old Macs, 82 in DOS; the œ is BD in ISO 8859-15.
_OTHER_TABLES = (
    Suspicion(
        re.compile("[A-Za-zÀ-ÿ][‚ƒ„†‡ˆ‰‹›˜]|[A-Za-zÀ-ÿ][™¼½¾¦¨´¸][A-Za-zÀ-ÿ]|[a-zà-ÿ][ŠŽ]|[‚ƒ„†‡ˆ‰˜Ž][a-z]"), _ELSEWHERE
    ),
)


def _as(encoding: str, text: str, *more: Suspicion) -> Decoded:
    stray = Suspicion(
        re.compile("[\ud800-\udfff]"), f"holds {{it}}, which is no character of {encoding.split(' (')[0]}"
    )
    return Decoded(text, encoding, (stray, _SPOILT, *more))


# The mark for a letter that was lost, controls that were quotes in Windows, and « Ã© » for an é: what wrote the file
# had read it wrongly before.
_SPOILT = Suspicion(
    re.compile("\ufffd|[\x80-\x9f]|[ÂÃ][\xa0-\xbf]|â€"), "holds {it}: a letter was spoilt before the file was written"
)


def _named(found: str) -> str:
    if _STRAY.fullmatch(found):
        return f"the octet {ord(found) - 0xDC00:02X}"
    return f"« {found} »" if found.isprintable() or found == "\xa0" else f"U+{ord(found[0]):04X}"
