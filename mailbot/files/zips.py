"""A ZIP, opened with care: our own small reader, since a directory of 35 MB would be a million entries to others.

What a directory says is never believed alone: an entry is unfolded up to what it said and no further, entries share no
octets (the bombs of David Fifield do), and ZIP64, other methods than deflate, and archives in parts are not read.
"""

import struct
import zlib
from dataclasses import dataclass

MOST_ENTRIES = 500
LARGEST_ENTRY = 40_000_000
WORST_RATIO = 100
"""Photos and PDFs fold to a half at best; a PDF of blank forms has been seen at 1:30."""
_RATIO_FROM = 1_000_000
"""In octets: what is smaller may fold as it likes."""
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 1 | 1 << 6 | 1 << 13
_UTF_8 = 1 << 11
_STORED, _DEFLATED = 0, 8


class BrokenZip(ValueError):
    """The bytes are no archive that can be read."""


class TooMuch(ValueError):
    """It would unfold into more than anybody sends."""


class Locked(ValueError):
    """A password is needed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive, as the directory has it."""

    name: str
    """As it was written, folders and all: it is never a path here."""
    is_locked: bool
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def is_folder(self) -> bool:
        """Whether it only names a folder."""
        return self.name.endswith("/") and self.size == 0


def is_zip(content: bytes) -> bool:
    """Whether these bytes begin as an archive does, an empty one too."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def directory_at_the_end(content: bytes) -> bool:
    """Whether a program that reads archives from their end would find one here."""
    return _end_of(content) >= 0


def entries_of(content: bytes) -> tuple[Entry, ...]:
    """What the directory lists. Raises BrokenZip or TooMuch; nothing is unfolded yet."""
    at = _end_of(content)
    if at < 0:
        raise BrokenZip("no directory")
    _, disk, first_disk, here, count, size, start, _ = _END.unpack_from(content, at)
    if disk or first_disk or here != count or start + size > at:
        raise BrokenZip("directory")
    if count > MOST_ENTRIES or size > MOST_ENTRIES * 1_000:
        raise TooMuch("entries")
    shift = at - size - start  # what stands before the archive, as in one that extracts itself
    entries, place = [], start + shift
    for _ in range(count):
        entry, place = _entry(content, place, at, shift)
        entries.append(entry)
    _check_apart(entries)
    return tuple(entries)


def unfolded(content: bytes, entry: Entry) -> bytes:
    """The bytes of one entry. Raises Locked, TooMuch or BrokenZip."""
    if entry.is_locked:
        raise Locked("encrypted")
    if entry.size > LARGEST_ENTRY or (entry.size > _RATIO_FROM and entry.size > WORST_RATIO * entry.packed):
        raise TooMuch("size")
    at = _data_at(content, entry)
    packed = content[at : at + entry.packed]
    if entry.method == _STORED:
        found = packed
    elif entry.method == _DEFLATED:
        try:
            found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.size + 1)
        except zlib.error as error:
            raise BrokenZip("deflate") from error
    else:
        raise BrokenZip("method")
    if len(found) != entry.size or zlib.crc32(found) != entry.crc:
        raise BrokenZip("content")
    return found


def head_of(content: bytes, entry: Entry, most: int = 4_096) -> bytes:
    """The first octets of an entry; none of one that cannot be read."""
    if entry.is_locked or entry.method not in (_STORED, _DEFLATED):
        return b""
    try:
        at = _data_at(content, entry)
        packed = content[at : at + min(entry.packed, 2 * most + 1_000)]
        return packed[:most] if entry.method == _STORED else _inflated_head(packed, most)
    except (BrokenZip, zlib.error):
        return b""


def _inflated_head(packed: bytes, most: int) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)


def _end_of(content: bytes) -> int:
    """Where the directory's own end stands: its comment reaches to the last octet (APPNOTE 4.3.16)."""
    tail = max(0, len(content) - _END.size - 65_535)
    at = content.rfind(b"PK\x05\x06", tail)
    return at if at >= 0 and at + _END.size <= len(content) else -1


def _entry(content: bytes, place: int, end: int, shift: int) -> tuple[Entry, int]:
    if place < 0 or place + _CENTRAL.size > end:
        raise BrokenZip("directory")
    (sign, _, _, flags, method, _, _, crc, packed, size, name_size, extra, comment, _, _, _, offset) = (
        _CENTRAL.unpack_from(content, place)
    )
    if sign != b"PK\x01\x02" or 0xFFFFFFFF in (packed, size, offset):
        raise BrokenZip("entry")
    begins = place + _CENTRAL.size
    raw = content[begins : begins + name_size][:1_000]
    name = raw.decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
    entry = Entry(name, bool(flags & _ENCRYPTED), method, crc, packed, size, offset + shift)
    return entry, begins + name_size + extra + comment


def _check_apart(entries: list[Entry]) -> None:
    """No octet belongs to two entries. Raises TooMuch."""
    reached = -1
    for entry in sorted(entries, key=lambda each: each.offset):
        if entry.offset < reached:
            raise TooMuch("overlap")
        reached = entry.offset + _LOCAL.size + entry.packed


def _data_at(content: bytes, entry: Entry) -> int:
    if entry.offset < 0 or entry.offset + _LOCAL.size > len(content):
        raise BrokenZip("place")
    sign, *_, name_size, extra = _LOCAL.unpack_from(content, entry.offset)
    at = entry.offset + _LOCAL.size + int(name_size) + int(extra)
    if sign != b"PK\x03\x04" or at + entry.packed > len(content):
        raise BrokenZip("place")
    return at
