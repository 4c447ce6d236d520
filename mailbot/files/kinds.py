"""What a file is, by its bytes: a name and an announced type are what its sender likes them to be."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from mailbot.files import office, zips


class FileKind(StrEnum):
    """What is done with it depends on no more than this."""

    PICTURE = "picture"
    PDF = "pdf"
    VIDEO = "video"
    SOUND = "sound"
    TEXT = "text"
    OFFICE = "office"
    """Of a word processor or a spreadsheet, without programs in it."""
    CALENDAR = "calendar"
    CARD = "card"
    SIGNATURE = "signature"
    """Of a mail, or the key to check one: S/MIME, PGP."""
    ZIP = "zip"
    TNEF = "tnef"
    """Outlook's own envelope, `winmail.dat`."""
    LOCKED = "locked"
    """Nobody reads it without a password or a key."""
    PROGRAM = "program"
    """Whatever runs, or makes something run, when it is opened."""
    ARCHIVE = "archive"
    """Other than ZIP: nobody looks inside."""
    UNKNOWN = "unknown"


ENDINGS: Mapping[FileKind, tuple[str, ...]] = MappingProxyType(
    {
        FileKind.PICTURE: ("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff", "jfif"),
        FileKind.PDF: ("pdf",),
        FileKind.VIDEO: ("mp4", "mov", "m4v", "3gp", "3g2", "webm", "avi", "mkv", "mpg", "mpeg", "ts", "wmv", "qt"),
        FileKind.SOUND: ("m4a", "mp3", "wav", "ogg", "oga", "opus", "aac", "amr", "flac", "wma", "weba", "caf"),
        FileKind.TEXT: ("txt", "csv", "md", "log", "xml", "json", "eml", "rtf", "asc", "tsv"),
        FileKind.OFFICE: (
            *("docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf", "dotx", "xltx", "odg"),
            *("pages", "numbers", "key"),
        ),
        FileKind.CALENDAR: ("ics", "ical"),
        FileKind.CARD: ("vcf",),
    }
)
"""How files of a kind are called, the usual ending first."""

_HEAD = 65_536
"""In octets: how far we look for what a text is."""
_PDF_WITHIN = 1_024
"""ISO 32000-1, annex H, implementation note 13: readers look for the head this far. Further, it is something else."""


def kind_of(content: bytes) -> FileKind:
    """What these bytes are. Never raises; the time is linear in their number, and nothing is unfolded."""
    head = content[:_HEAD]
    if _is_program(content, head):
        return FileKind.PROGRAM
    if zips.is_zip(content):  # it may hold a PDF as it is, from its first octets on
        return FileKind(office.kind_of_zip(content))
    at = head[: _PDF_WITHIN + 5].find(b"%PDF-")
    if 0 <= at <= _PDF_WITHIN:
        return _kind_of_pdf(content, at)
    if content.startswith(office.OLE):
        return FileKind(office.kind_of_ole(content))
    for kind, heads in _HEADS.items():
        if content.startswith(heads):
            return kind
    if (media := _kind_of_media(content)) is not None:
        return media
    return _kind_of_text(head) if is_text(head) else FileKind.UNKNOWN


# -- Programs ---------------------------------------------------------------------------------------------------------

_PROGRAMS = (
    b"\x7fELF",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),  # Mach-O
    *(b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf", b"\xca\xfe\xd0\x0d"),  # several Mach-O in one, a class of Java
    b"\xfe\xed\xfe\xed",  # Java's own store
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut of Windows
    b"ITSF\x03\x00",  # compiled help
    b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3",  # a page of OneNote
    *(b"conectix", b"vhdxfile", b"KDMV", b"QFI\xfb", b"<<< Oracle VM VirtualBox"),  # disks
    *(b"dex\n035", b"dex\n036", b"dex\n037", b"dex\n038", b"dex\n039", b"\0asm"),
    b"!<arch>\n",  # a package of Debian, a library
    b"\xed\xab\xee\xdb",  # a package of Red Hat
    b"Cr24",  # an extension of Chrome
    b"#@~^",  # a script that Windows keeps unreadable
    b"REGEDIT4",
    b"Windows Registry Editor",
    b"[InternetShortcut]",
    *(b"[Desktop Entry]", b"[Shell]\r\nCommand", b"[autorun]", b"[AutoRun]"),
    *(b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00\x00\x03"),  # WMF: pictures that are lists of calls
    b"%!PS",
    *(b"CWS", b"FWS", b"ZWS"),  # Flash
)
_ISO_AT = (32_769, 34_817, 36_865)
_BOOT_SECTOR = re.compile(rb"[\xeb\xe9][\s\S]{2}[ -~]{8}")
"""How the first sector of a FAT or NTFS disk begins; 55 AA ends it."""


def _is_program(content: bytes, head: bytes) -> bool:
    if content.startswith(_PROGRAMS) or _is_dos(head):
        return True
    if content.startswith(b"#!") and not content.startswith(b"#!AMR"):
        return True
    if any(content[at : at + 5] in (b"CD001", b"BEA01", b"NSR02", b"NSR03") for at in _ISO_AT):
        return True
    if content[510:512] == b"\x55\xaa" and (_BOOT_SECTOR.match(content) or content[512:520] == b"EFI PART"):
        return True
    return content[-512:-508] == b"koly" or content[-512:-504] == b"conectix"


def _is_dos(head: bytes) -> bool:
    """MZ, then a head of 64 octets; « MZ » alone may begin a line of words."""
    return head[:2] in (b"MZ", b"ZM") and not is_text(head[:64])


# -- PDF --------------------------------------------------------------------------------------------------------------


def _kind_of_pdf(content: bytes, at: int) -> FileKind:
    """One that is something else as well, to a program that looks at its first or its last octets, is no paper."""
    before = content[:at].removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\0")
    if before and (content.startswith(_OTHERS) or _MARKUP.match(before)):
        return FileKind.PROGRAM
    if zips.directory_at_the_end(content):
        try:
            if zips.entries_of(content):
                return FileKind.PROGRAM
        except ValueError:
            return FileKind.PDF
    return FileKind.PDF


# -- Media ------------------------------------------------------------------------------------------------------------

_HEADS: Mapping[FileKind, tuple[bytes, ...]] = MappingProxyType(
    {
        FileKind.PICTURE: (
            *(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"),
            *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
        ),
        FileKind.TNEF: (b"\x78\x9f\x3e\x22",),
        FileKind.VIDEO: (
            *(b"\x1a\x45\xdf\xa3", b"\0\0\x01\xba", b"\0\0\x01\xb3"),  # WebM and Matroska, MPEG
            b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9",  # WMV, WMA
        ),
        FileKind.SOUND: (b"ID3", b"OggS", b"fLaC", b"#!AMR", b"caff\0", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1"),
        FileKind.ARCHIVE: (
            *(b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"),
            *(b"MSCF\0\0\0\0", b"\x60\xea", b"LZIP", b"\x1f\x9d", b"\x1f\xa0", b"xar!", b"PK\x07\x08"),
        ),
    }
)
_OTHERS = tuple(head for heads in _HEADS.values() for head in heads)
_STILLS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx", b"avif", b"avis", b"mif2"})
_SOUNDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_BITMAP_HEADS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def _kind_of_media(content: bytes) -> FileKind | None:
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return FileKind.PICTURE if brand in _STILLS else FileKind.SOUND if brand in _SOUNDS else FileKind.VIDEO
    if content[4:8] in _BOXES:
        return FileKind.VIDEO
    if content[:4] == b"RIFF":
        return _RIFF.get(content[8:12])
    if content[:2] == b"BM" and int.from_bytes(content[14:18], "little") in _BITMAP_HEADS:
        return FileKind.PICTURE
    if content[257:262] == b"ustar" or content[2:5] in (b"-lh", b"-lz"):
        return FileKind.ARCHIVE
    if content[:1] == b"G" and content[188:189] == b"G" and content[376:377] == b"G":
        return FileKind.VIDEO  # packets of 188 octets, as cameras on a wall write them
    return None


_RIFF = MappingProxyType({b"WEBP": FileKind.PICTURE, b"AVI ": FileKind.VIDEO, b"WAVE": FileKind.SOUND})

# -- Text -------------------------------------------------------------------------------------------------------------

_READABLE = bytes({*range(9, 14), 27, *range(32, 256)})
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(
    rb"<(?:!doctype\s+(?:html|svg)|html|head|body|script|svg|iframe|object|embed|meta|title|style|table|div|img|a\s|p>"
    rb"|hta:|job|package|scriptlet|component|xsl:|%@|\?php|form|input|base|link)",
    re.IGNORECASE,
)
_WITHIN_XML = re.compile(
    rb"<(?:\w{1,20}:)?(?:svg|html|script|scriptlet|stylesheet|package|job|hta|project|foreignobject|searchconnector"
    rb"description|librarydescription)[\s>/]|<\?xml-stylesheet|<\?mso-application|<!entity",
    re.IGNORECASE,
)
_NOT_YET = re.compile(rb"(?:\s++|<!--[\s\S]*?-->)*+")
_SCRIPT = re.compile(rb"\s*+(?:@echo\s+off|<\?php|on error resume next|powershell(?:\.exe)?\s+-)", re.IGNORECASE)
_IN_PAGES = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_SNAPSHOT = re.compile(rb"^(?:snapshot-content-location:|from: <saved by)", re.IGNORECASE | re.MULTILINE)
_RTF_OBJECT = re.compile(rb"\\(?:objdata|objupdate|objlink|objemb|objautlink|objhtml|objocx)\b", re.IGNORECASE)


def is_text(head: bytes) -> bool:
    """Whether a person could read these octets, in whatever alphabet."""
    if head.startswith(_UTF_16):
        return True
    return not head.translate(None, _READABLE)


def is_blank(content: bytes) -> bool:
    """Whether nobody would see anything in it: Exchange adds such an `ATT00001.txt` to each mail of iPhones."""
    return not content.strip(b" \t\r\n\0\xef\xbb\xbf\xa0")


def _kind_of_text(head: bytes) -> FileKind:
    if head.startswith(_UTF_16):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    start = head[_NOT_YET.match(head).end() :]  # type: ignore[union-attr] # it matches nothing too
    if _MARKUP.match(start) or _SCRIPT.match(start) or start.startswith(_PROGRAMS):
        return FileKind.PROGRAM
    if start.startswith(b"<") and _WITHIN_XML.search(start):
        return FileKind.PROGRAM
    if _SNAPSHOT.search(head) and _IN_PAGES.search(head):
        return FileKind.PROGRAM  # a page with its pictures, as Internet Explorer saved one
    for begins, kind in _WORDS.items():
        if start[:80].upper().startswith(begins):
            return kind
    if start.startswith(b"{\\rtf"):
        return FileKind.PROGRAM if _RTF_OBJECT.search(head) else FileKind.OFFICE
    return FileKind.TEXT


_WORDS: Mapping[bytes, FileKind] = MappingProxyType(
    {
        b"BEGIN:VCARD": FileKind.CARD,
        b"BEGIN:VCALENDAR": FileKind.CALENDAR,
        b"-----BEGIN PGP SIGNATURE": FileKind.SIGNATURE,
        b"-----BEGIN PGP PUBLIC KEY": FileKind.SIGNATURE,
        b"-----BEGIN CERTIFICATE": FileKind.SIGNATURE,
        b"-----BEGIN PKCS7": FileKind.SIGNATURE,
        b"-----BEGIN PGP MESSAGE": FileKind.LOCKED,
    }
)
