"""Files as people and programs send them, made here: every one is what its bytes say, whatever a test calls it."""

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

SECRET = b"Secret telephone"
"""Stands in the EXIF of each photo made here: it must never leave."""


@cache
def photo(form: str = "JPEG", width: int = 800, height: int = 600, tint: int = 90) -> bytes:
    """A photo with some grain; who took it, and where, is written in it wherever its format can."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x9286] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 45.0, 50.0), 3: "E", 4: (4.0, 50.0, 10.0)})
    more: dict[str, object] = {"exif": exif} if form in ("JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF") else {}
    if form in ("JPEG", "GIF"):
        more["comment"] = SECRET
    if form in ("JPEG", "WEBP"):
        more["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    Image.effect_noise((width, height), tint).convert("RGB").save(made, form, **more)
    return made.getvalue()


def pdf(words: str = "Bonjour", *, before: bytes = b"", password: str = "", opens: bool = False) -> bytes:
    """A PDF of one page. `password`: the one that it needs, or, when it `opens`, the one that only its owner has."""
    from pypdf import PdfWriter

    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": words})
    if password:
        writer.encrypt("" if opens else password, password, algorithm="RC4-128")
    writer.write(made)
    return before + made.getvalue()


def zip_of(
    files: Mapping[str, bytes], *, locked: bool = False, claims: int | None = None, method: int = 8
) -> bytes:  # fmt: skip
    """A ZIP written octet by octet. `claims`: the size that each entry says it has."""
    body, directory = b"", b""
    for name, content in files.items():
        folder = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = folder.compress(content) + folder.flush() if method == 8 else content
        sizes = (zlib.crc32(content), len(packed), len(content) if claims is None else claims)
        flags, written = 0x800 | int(locked), name.encode()
        head = (20, flags, method, 0, 0x21, *sizes, len(written), 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *head, 0, 0, 0, 0, len(body)) + written
        body += struct.pack("<4s5H3L2H", b"PK\3\4", *head) + written + packed
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + end


def overlapping_zip(entries: int = 250, size: int = 30_000_000) -> bytes:
    """Every entry unfolds the same octets, as in the bombs of David Fifield."""
    folder = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(size)
    packed = folder.compress(content) + folder.flush()
    head = (20, 0, 8, 0, 0x21, zlib.crc32(content), len(packed), size, 5, 0)
    body = struct.pack("<4s5H3L2H", b"PK\3\4", *head) + b"a.pdf" + packed
    directory = (struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *head, 0, 0, 0, 0, 0) + b"a.pdf") * entries
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, len(directory), len(body), 0)


def tnef(
    files: Sequence[tuple[str, bytes]] = (), *, text: str = "", rtf: bytes = b"", inside: bytes = b"",
    content_id: str = "",
) -> bytes:  # fmt: skip
    """A `winmail.dat`: short names where Outlook writes them, long ones in the properties. `inside`: another that is
    attached as a mail."""
    found = [b"\x78\x9f\x3e\x22\x01\x00", _attribute(1, 0x00089006, struct.pack("<I", 0x10000))]
    found.append(_attribute(1, 0x00069007, struct.pack("<II", 1252, 0)))
    if text:
        found.append(_attribute(1, 0x0002800C, text.encode("cp1252") + b"\0"))
    if rtf:
        found.append(_attribute(1, 0x00069003, _properties({0x1009: (0x102, rtf)})))
    for name, content in files:
        said: dict[int, tuple[int, bytes]] = {0x3707: (0x1F, f"{name}\0".encode("utf-16-le"))}
        if content_id:
            said[0x3712] = (0x1E, content_id.encode() + b"\0")
        found += [
            _attribute(2, 0x00069002, bytes(14)),
            _attribute(2, 0x0006800F, content),
            _attribute(2, 0x00018010, b"SHORT~1.DAT\0"),
            _attribute(2, 0x00069005, _properties(said)),
        ]
    if inside:
        mail = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46" + inside
        found += [
            _attribute(2, 0x00069002, bytes(14)),
            _attribute(2, 0x00069005, _properties({0x3701: (0x0D, mail)})),
        ]
    return b"".join(found)


def _attribute(level: int, tag: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _properties(said: Mapping[int, tuple[int, bytes]]) -> bytes:
    out = struct.pack("<I", len(said) + 2)
    out += struct.pack("<HHI", 0x0003, 0x0E21, 7)  # a number
    out += struct.pack("<HH", 0x0003, 0x8001) + bytes(16) + struct.pack("<III", 0, 0x8501, 9)  # one with a name
    for number, (kind, value) in said.items():
        out += struct.pack("<HHII", kind, number, 1, len(value)) + value + bytes(-len(value) % 4)
    return out


def rtf_in_tnef(rtf: bytes) -> bytes:
    """RTF as Outlook keeps it, not folded."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def box(name: bytes, *inner: bytes) -> bytes:
    """A box of an MP4."""
    content = b"".join(inner)
    return struct.pack(">I4s", len(content) + 8, name) + content


PLACE = b"+45.7640+004.8357/"
"""Lyon, as telephones write it."""


def video(*, tracks: Sequence[bytes] = (b"vide", b"soun"), place: bytes = PLACE, brand: bytes = b"qt  ") -> bytes:
    """A film of a telephone: its place in the user data, in the metadata, in XMP, and in the room that was left."""
    made = [
        box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"mdhd", bytes(24)), _handler(kind), box(b"minf")))
        for kind in tracks
    ]
    user = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place), bytes(4))
    meta = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", place))
    moov = box(b"moov", box(b"mvhd", bytes(100)), *made, user, meta)
    return b"".join(
        [box(b"ftyp", brand, bytes(4), brand), box(b"free", place), box(b"mdat", b"FILM" * 100), moov,
         box(b"uuid", bytes(16), place)]
    )  # fmt: skip


def _handler(kind: bytes) -> bytes:
    return box(b"hdlr", bytes(8), kind, bytes(12), b"Core Media\0")


def ole(*names: str, inside: bytes = b"", of: bytes = b"") -> bytes:
    """An older office document, by the names in its directory. `of`: the class of its root."""
    entries = b"".join(
        f"{name}\0".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", len(name) * 2 + 2, 2, 1) + bytes(60)
        for name in names
    )
    root = bytearray("Root Entry\0".encode("utf-16-le").ljust(128, b"\0"))
    root[64:68], root[80:96] = struct.pack("<HBB", 22, 5, 1), of.ljust(16, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + root + entries + inside


def office(*, macros: bool = False) -> bytes:
    """A document of Word."""
    kind = "ms-word.document.macroEnabled.main" if macros else "openxmlformats-officedocument.wordprocessingml.document"
    files = {"[Content_Types].xml": f"<Types>{kind}</Types>".encode(), "word/document.xml": b"<w:document/>"}
    return zip_of(files | ({"word/vbaProject.bin": b"\0"} if macros else {}))
