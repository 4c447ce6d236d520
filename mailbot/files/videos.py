"""A video or a sound as others get it: nothing in it says where it was taken, nor with what.

The boxes of an MP4 or MOV keep their places (the index counts octets): those that are not needed to play become
`free`, and what they held becomes zeros. It is a list of what stays, so that what nobody has heard of goes too.
"""

import struct
from collections.abc import Mapping, Set
from types import MappingProxyType

_MOST_BOXES = 20_000
_INNER: Mapping[bytes, Set[bytes]] = MappingProxyType(
    {
        b"": frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp"}),
        b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods"}),
        b"trak": frozenset({b"tkhd", b"edts", b"mdia", b"tref", b"tapt"}),
        b"mdia": frozenset({b"mdhd", b"hdlr", b"minf", b"elng"}),
        b"minf": frozenset({b"vmhd", b"smhd", b"nmhd", b"gmhd", b"hdlr", b"dinf", b"stbl"}),
        b"moof": frozenset({b"mfhd", b"traf"}),
        b"traf": frozenset({b"tfhd", b"trun", b"tfdt", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"}),
    }
)
"""What may stand in each box (ISO/IEC 14496-12): `udta` holds `©xyz` and `loci`, `meta` holds
`com.apple.quicktime.location.ISO6709`, `uuid` holds XMP, and cameras write what they like into `free` and `skip`."""
_PLAYED = frozenset({b"vide", b"soun"})


def for_others(content: bytes) -> bytes | None:
    """The same, of the same length, without where and with what it was made. None when nobody can say so of it: it is
    no MP4 or MOV, its boxes do not add up, or it carries a third track beside picture and sound, as telephones and
    cameras do for the place of each second."""
    if not is_boxed(content):
        return None
    cleaned = bytearray(content)
    walk = _Walk(cleaned)
    try:
        walk.through(0, len(cleaned), b"")
    except (struct.error, ValueError):
        return None
    return bytes(cleaned) if walk.tracks and walk.tracks <= _PLAYED else None


def is_boxed(content: bytes) -> bool:
    """Whether these bytes begin as MP4, MOV, 3GP and M4A do."""
    return content[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


class _Walk:
    """Goes through the boxes once, and blanks."""

    def __init__(self, content: bytearray) -> None:
        self.content = content
        self.boxes = 0
        self.tracks: set[bytes] = set()

    def through(self, at: int, end: int, within: bytes) -> None:
        """Raises ValueError for boxes that do not fill what they stand in."""
        while end - at >= 8:
            name, starts, next_at = self._box(at, end)
            if name not in _INNER[within]:
                self._blank(at, starts, next_at)
            elif name in _INNER and name:
                self.through(starts, next_at, name)
            elif name == b"hdlr" and within == b"mdia":
                self.tracks.add(bytes(self.content[starts + 8 : starts + 12]))
                # Behind the twelve reserved octets stands a name that the program chose.
                self.content[starts + 24 : next_at] = bytes(max(0, next_at - starts - 24))
            at = next_at
        if any(self.content[at:end]):
            raise ValueError("rest")

    def _box(self, at: int, end: int) -> tuple[bytes, int, int]:
        self.boxes += 1
        if self.boxes > _MOST_BOXES:
            raise ValueError("boxes")
        size, name = struct.unpack_from(">I4s", self.content, at)
        starts = at + 8
        if size == 1:
            size = struct.unpack_from(">Q", self.content, starts)[0]
            starts += 8
        elif size == 0:
            size = end - at
        if size < starts - at or at + size > end:
            raise ValueError("size")
        return name, starts, at + size

    def _blank(self, at: int, starts: int, end: int) -> None:
        self.content[at + 4 : at + 8] = b"free"
        self.content[starts:end] = bytes(end - starts)
