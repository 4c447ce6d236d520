"""What came with a mail: a photo joins the report, a document too, a logo stays with the mail, a program is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from sqlalchemy import insert, update

from mailbot.blobs import Blobs, fingerprint
from mailbot.db import Session
from mailbot.inbound.parsing import File, ParsedMail
from mailbot.inbound.reading.calendar_replies import answered_event
from mailbot.model import Attachment
from mailbot.pictures import size_of
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.occasions import Photo

_SMALL_OCTETS = 10_000
_SMALL_PIXELS = 160
"""A photo of a leak is larger than this on both sides; logos and signature icons are not (GAP-18)."""

# What a file begins with, whatever it calls itself: programs are known by their content.
_PROGRAMS: Mapping[bytes, str] = MappingProxyType(
    {
        b"MZ": "program",
        b"\x7fELF": "program",
        b"\xcf\xfa\xed\xfe": "program",
        b"\xca\xfe\xba\xbe": "program",
        b"#!": "program",
        b"L\x00\x00\x00\x01\x14\x02\x00": "program",
    }
)
_PROGRAM_ENDINGS = frozenset(
    {
        *(
            ".exe",
            ".com",
            ".scr",
            ".pif",
            ".bat",
            ".cmd",
            ".msi",
            ".msp",
            ".dll",
            ".cpl",
            ".jar",
            ".js",
            ".jse",
            ".vbs",
        ),
        *(".vbe", ".wsf", ".wsh", ".ps1", ".hta", ".lnk", ".reg", ".apk", ".app", ".dmg", ".iso", ".img", ".vhd"),
        *(".html", ".htm", ".svg", ".xll", ".docm", ".xlsm", ".pptm"),
    }
)


@dataclass(frozen=True, slots=True)
class SortedFile:
    """A file and its use. `why` says as a code why it was refused."""

    file: File
    use: AttachmentUse
    why: str = ""
    longer_side: int = 0
    """In pixels; 0 for what is no picture."""


def sort_files(mail: ParsedMail) -> tuple[SortedFile, ...]:
    """The use of each file of a mail, judged by its content."""
    # Google sends its answer to an invitation a second time, as a file: it is no document of anybody's.
    answers = {part.content for part in mail.machine_parts} if answered_event(mail) is not None else frozenset()
    return tuple(
        SortedFile(file, AttachmentUse.DECORATION) if file.content in answers else _sorted(file) for file in mail.files
    )


def keep_files(blobs: Blobs, files: tuple[SortedFile, ...]) -> None:
    """Keep the bytes of what is shown to people. Before any transaction: bytes that no row names harm nobody.

    Raises OSError when the disk refuses.
    """
    for sorted_file in files:
        if sorted_file.use in (AttachmentUse.PHOTO, AttachmentUse.DOCUMENT):
            blobs.put(sorted_file.file.content)


def write_files(
    session: Session, files: tuple[SortedFile, ...], *, agency_id: int, mail_id: int, report_id: int | None,
    comment_id: int | None,
) -> None:  # fmt: skip
    """One row for each file, refused ones too: nothing is dropped without a trace."""
    if files:
        session.connection().execute(
            _INSERT,
            [
                {
                    "agency_id": agency_id,
                    "mail_id": mail_id,
                    "report_id": report_id,
                    "comment_id": comment_id,
                    "use": each.use,
                    "why": each.why,
                    "name": each.file.name[:255].replace("\0", ""),
                    "media_type": each.file.media_type[:120],
                    "size": len(each.file.content),
                    "fingerprint": fingerprint(each.file.content),
                }
                for each in files
            ],
        )


_INSERT = insert(Attachment)


def join_files(session: Session, mail_id: int, report_id: int, comment_id: int) -> None:
    """The files of a mail belong to what it said: they were kept before it was known what that is."""
    session.execute(
        update(Attachment)
        .where(Attachment.mail_id == mail_id, Attachment.report_id == report_id)
        .values(comment_id=comment_id)
    )


def photos_in(files: tuple[SortedFile, ...]) -> tuple[Photo, ...]:
    """The photos that came, by the names under which their bytes are kept."""
    return tuple(
        Photo(each.file.name, fingerprint(each.file.content)) for each in files if each.use is AttachmentUse.PHOTO
    )


def documents_in(files: tuple[SortedFile, ...]) -> int:
    """How many documents came."""
    return sum(each.use is AttachmentUse.DOCUMENT for each in files)


def refused_in(files: tuple[SortedFile, ...]) -> tuple[SortedFile, ...]:
    """The files whose sender must be told."""
    return tuple(each for each in files if each.use is AttachmentUse.REFUSED)


def _sorted(file: File) -> SortedFile:
    ending = PurePosixPath(file.name.lower()).suffix
    if ending in _PROGRAM_ENDINGS or any(file.content.startswith(head) for head in _PROGRAMS):
        return SortedFile(file, AttachmentUse.REFUSED, "forbidden_type")
    if file.media_type.startswith("image/") or ending in {".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif"}:
        return _sorted_image(file)
    return SortedFile(file, AttachmentUse.DOCUMENT)


def _sorted_image(file: File) -> SortedFile:
    try:
        width, height = size_of(file.content)
    except ValueError:
        return SortedFile(file, AttachmentUse.REFUSED, "unreadable")
    except OverflowError:
        return SortedFile(file, AttachmentUse.REFUSED, "too_large")
    small = len(file.content) < _SMALL_OCTETS or min(width, height) < _SMALL_PIXELS
    if file.inline and small:
        return SortedFile(file, AttachmentUse.DECORATION)
    return SortedFile(file, AttachmentUse.PHOTO, longer_side=max(width, height))
