"""What came with a mail: a photo joins the report, a document too, a logo stays with the mail, a program is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import insert, update

from mailbot.blobs import Blobs, fingerprint
from mailbot.db import Session
from mailbot.files import videos
from mailbot.files.kinds import ENDINGS, FileKind, is_blank, kind_of
from mailbot.files.limits import MOST_OCTETS
from mailbot.files.names import name_with_ending, safe_name
from mailbot.inbound.decorations import Place, decoration_of, is_answer, known_logos, places_of
from mailbot.inbound.parsing import File, ParsedMail, parse_mail
from mailbot.inbound.reading.calendar_replies import answered_event
from mailbot.inbound.reading.pdf_pages import is_locked
from mailbot.inbound.zip_files import files_in
from mailbot.model import Agency
from mailbot.model_mails import Attachment
from mailbot.pictures import size_of
from mailbot.prepared import Prepared
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.occasions import Photo

KEPT = frozenset({AttachmentUse.PHOTO, AttachmentUse.DOCUMENT, AttachmentUse.VIDEO})
"""Uses in which people see it."""
_MOST_TOLD = 20
"""Files that a letter names: an archive may hold hundreds that nobody keeps."""


@dataclass(frozen=True, slots=True)
class SortedFile:
    """A file and its use. `why` says as a code why it was refused, why it is decoration, or what is wrong with it."""

    file: File
    """Under a name that may be shown, and says what it is."""
    use: AttachmentUse
    why: str = ""
    longer_side: int = 0
    """In pixels; 0 for what is no picture."""


def sort_files(mail: ParsedMail) -> tuple[SortedFile, ...]:
    """The use of each file of a mail, judged by its content."""
    # Google sends its answer to an invitation a second time, as a file: it is no document of anybody's.
    answers = {part.content for part in mail.machine_parts} if answered_event(mail) is not None else frozenset()
    places = places_of(mail.html) if any(file.content_id for file in mail.files) else {}
    sorted_files: list[SortedFile] = []
    for file in mail.files:
        if file.content in answers:
            sorted_files.append(SortedFile(_named(file, FileKind.CALENDAR), AttachmentUse.DECORATION))
        else:
            sorted_files += _sorted(file, mail, places)
    return within(tuple(sorted_files), MOST_OCTETS)


def within(files: tuple[SortedFile, ...], most: int) -> tuple[SortedFile, ...]:
    """The same, those refused that make the whole larger than may be sent at once: the largest first."""
    left = sum(len(each.file.content) for each in files if each.use in KEPT)
    too_large = set[int]()
    for at in sorted(range(len(files)), key=lambda at: -len(files[at].file.content)):
        if left <= most:
            break
        if files[at].use in KEPT:
            too_large.add(at)
            left -= len(files[at].file.content)
    return tuple(
        replace(each, use=AttachmentUse.REFUSED, why="too_large") if at in too_large else each
        for at, each in enumerate(files)
    )


def settled_files(
    session: Session, files: tuple[SortedFile, ...], agency: Agency, *, report_id: int, mail_id: int
) -> tuple[SortedFile, ...]:
    """The same, once it is known whom they came to: what this agency takes at once, and the logos that it has seen.
    `report_id`: 0 for a mail that belongs to no report yet."""
    among_words = {
        fingerprint(each.file.content) for each in files if each.use is AttachmentUse.PHOTO and each.file.inline
    }
    known = known_logos(session, among_words, agency_id=agency.id, report_id=report_id, mail_id=mail_id)
    if known:
        files = tuple(
            replace(each, use=AttachmentUse.DECORATION, why="known")
            if each.use is AttachmentUse.PHOTO and each.file.inline and fingerprint(each.file.content) in known
            else each
            for each in files
        )
    return within(files, profile_of(session, agency).rules.message_size) if files else files


def lonely_told(files: tuple[SortedFile, ...], words: str) -> tuple[SortedFile, ...]:
    """The same, once the words are known: whoever sends nothing but a picture too small to show anything is told so;
    a logo below words, or beside a photo, is no news to anybody (X-15)."""
    if words.strip() or any(each.use in KEPT or each.use is AttachmentUse.REFUSED for each in files):
        return files
    return tuple(
        replace(each, use=AttachmentUse.REFUSED, why="too_small") if each.why in _TOO_SMALL else each for each in files
    )


_TOO_SMALL = frozenset({"small", "signature", "known"})


def keep_files(blobs: Blobs, files: tuple[SortedFile, ...]) -> None:
    """Keep the bytes of what is shown to people. Before any transaction: bytes that no row names harm nobody.

    Raises OSError when the disk refuses.
    """
    for sorted_file in files:
        if sorted_file.use in KEPT:
            blobs.put(sorted_file.file.content)


def write_files(
    session: Session, files: tuple[SortedFile, ...], *, agency_id: int, mail_id: int, report_id: int | None,
    comment_id: int | None,
) -> None:  # fmt: skip
    """One row for each file, refused ones too: nothing is dropped without a trace."""
    if files:
        _KEEP.run(
            session,
            *(
                {
                    "agency_id": agency_id,
                    "mail_id": mail_id,
                    "report_id": report_id,
                    "comment_id": comment_id,
                    "use": each.use,
                    "why": each.why,
                    "name": each.file.name,
                    "media_type": each.file.media_type[:120],
                    "size": len(each.file.content),
                    "fingerprint": fingerprint(each.file.content),
                }
                for each in files
            ),
        )


_KEEP = Prepared(
    insert(Attachment),
    columns=(
        *("agency_id", "mail_id", "report_id", "comment_id", "use", "why"),
        *("name", "media_type", "size", "fingerprint"),
    ),
)


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
    """How many documents came; videos and sounds count, they say something too."""
    return sum(each.use in (AttachmentUse.DOCUMENT, AttachmentUse.VIDEO) for each in files)


def refused_in(files: tuple[SortedFile, ...]) -> tuple[SortedFile, ...]:
    """The files whose sender must be told; a document behind a password is kept, and told of too."""
    told = (each for each in files if each.use is AttachmentUse.REFUSED or each.why == "protected")
    return tuple(told)[:_MOST_TOLD]


def files_told(files: tuple[SortedFile, ...]) -> list[dict[str, str]]:
    """The same as a letter says them."""
    return [{"name": each.file.name, "reason": each.why} for each in refused_in(files)]


# -- One file ---------------------------------------------------------------------------------------------------------


def _sorted(file: File, mail: ParsedMail, places: Mapping[str, Place]) -> Iterator[SortedFile]:
    kind = kind_of(file.content)
    shown = _named(file, kind)
    match kind:
        case FileKind.PICTURE:
            yield _sorted_image(shown, mail, places)
        case FileKind.ZIP:
            yield from _sorted_zip(shown)
        case FileKind.PDF if is_locked(file.content):
            yield SortedFile(shown, AttachmentUse.DOCUMENT, "protected")
        case FileKind.TEXT if is_blank(file.content):
            yield SortedFile(shown, AttachmentUse.DECORATION, "blank")
        case FileKind.TEXT if file.media_type == "message/rfc822" and _brings_a_program(file):
            yield SortedFile(shown, AttachmentUse.REFUSED, "forbidden_type")
        case FileKind.TEXT | FileKind.UNKNOWN if (why := _trouble_of_its_name(file, kind)) is not None:
            yield SortedFile(shown, *why)
        case FileKind.VIDEO | FileKind.SOUND:
            # What cannot be freed of the place where it was taken is the agency's to look at, and nobody else's.
            only = "" if videos.for_others(file.content) is not None else "agency_only"
            yield SortedFile(shown, AttachmentUse.VIDEO, only)
        case _:
            yield SortedFile(shown, *_USES[kind])


_USES: Mapping[FileKind, tuple[AttachmentUse, str]] = MappingProxyType(
    {
        FileKind.PDF: (AttachmentUse.DOCUMENT, ""),
        FileKind.TEXT: (AttachmentUse.DOCUMENT, ""),
        FileKind.OFFICE: (AttachmentUse.DOCUMENT, ""),
        FileKind.CALENDAR: (AttachmentUse.DOCUMENT, ""),
        FileKind.CARD: (AttachmentUse.DECORATION, "card"),
        FileKind.SIGNATURE: (AttachmentUse.DECORATION, "mail_signature"),
        FileKind.TNEF: (AttachmentUse.REFUSED, "unreadable"),  # one that parsing could not open
        FileKind.LOCKED: (AttachmentUse.REFUSED, "protected"),
        FileKind.PROGRAM: (AttachmentUse.REFUSED, "forbidden_type"),
        FileKind.ARCHIVE: (AttachmentUse.REFUSED, "forbidden_type"),
        FileKind.UNKNOWN: (AttachmentUse.REFUSED, "forbidden_type"),
    }
)

# Words of a program, which no content tells from a letter: here the name is what makes it run.
_PROGRAM_ENDINGS = frozenset(
    {
        *("exe", "com", "scr", "pif", "bat", "cmd", "msi", "msp", "dll", "cpl", "jar", "js", "jse", "mjs"),
        *("vbs", "vbe", "wsf", "wsh", "ps1", "psm1", "hta", "lnk", "reg", "apk", "app", "dmg", "iso"),
        *("img", "vhd", "vhdx", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "xll"),
        *("docm", "dotm", "xlsm", "xltm", "pptm", "potm", "ppam", "sh", "bash", "command", "py", "pyw"),
        *("pl", "rb", "php", "asp", "aspx", "jsp", "url", "website", "desktop", "scf", "inf", "chm"),
        *("hlp", "settingcontent-ms", "library-ms", "search-ms", "appref-ms", "application", "gadget"),
        *("msc", "vb", "ws", "one", "iqy", "slk", "diagcab", "theme", "xbap", "sct", "xsl", "xslt"),
    }
)
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_DECORATIONS = _SIGNATURES | {"application/pgp-keys", "application/pgp-encrypted"}
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


def _trouble_of_its_name(file: File, kind: FileKind) -> tuple[AttachmentUse, str] | None:
    """What stands against a file whose bytes say little of it."""
    ending = safe_name(file.name).rpartition(".")[2].lower()
    if ending in _PROGRAM_ENDINGS:
        return AttachmentUse.REFUSED, "forbidden_type"
    if file.media_type in _DECORATIONS or ending in ("p7s", "sig"):
        return AttachmentUse.DECORATION, "mail_signature"
    if file.media_type in _SEALED or ending == "p7m":
        return AttachmentUse.REFUSED, "protected"
    called = next((each for each in (FileKind.PICTURE, FileKind.PDF) if ending in ENDINGS[each]), None)
    if file.media_type.startswith("image/") or called is FileKind.PICTURE:
        return AttachmentUse.REFUSED, "unreadable"
    if called is FileKind.PDF and kind is FileKind.UNKNOWN:
        return AttachmentUse.REFUSED, "unreadable"
    return (AttachmentUse.REFUSED, "unreadable") if not file.content else None


def _named(file: File, kind: FileKind) -> File:
    return replace(file, name=name_with_ending(safe_name(file.name), ENDINGS.get(kind, ())))


def _brings_a_program(file: File) -> bool:
    """A mail that is attached to a mail is read by managers with their own program: what it brings opens there."""
    return any(kind_of(inner.content) is FileKind.PROGRAM for inner in parse_mail(file.content).files)


def _sorted_image(file: File, mail: ParsedMail, places: Mapping[str, Place]) -> SortedFile:
    try:
        width, height = size_of(file.content)
    except ValueError:
        return SortedFile(file, AttachmentUse.REFUSED, "unreadable")
    except OverflowError:
        return SortedFile(file, AttachmentUse.REFUSED, "too_large")
    if why := decoration_of(file, width, height, places, answers=is_answer(mail)):
        return SortedFile(file, AttachmentUse.DECORATION, why)
    return SortedFile(file, AttachmentUse.PHOTO, longer_side=max(width, height))


def _sorted_zip(file: File) -> Sequence[SortedFile]:
    """The photos and PDFs of an archive, and by its name what else it holds; itself alone, when nothing is of use."""
    found = files_in(file)
    if found.why:
        return [SortedFile(file, AttachmentUse.REFUSED, found.why)]
    sorted_files: list[SortedFile] = []
    for inner, why in found.files:
        kind = kind_of(inner.content)
        shown = _named(inner, kind)
        if why:
            sorted_files.append(SortedFile(shown, AttachmentUse.REFUSED, why))
        elif kind is FileKind.PICTURE:
            sorted_files.append(_sorted_photo(shown))
        elif kind is FileKind.PDF:
            locked = "protected" if is_locked(inner.content) else ""
            sorted_files.append(SortedFile(shown, AttachmentUse.DOCUMENT, locked))
        else:
            is_broken = kind is FileKind.UNKNOWN and shown.name.rpartition(".")[2].lower() in _LOOKED_FOR
            reason = "unreadable" if is_broken else "forbidden_type"
            sorted_files.append(SortedFile(shown, AttachmentUse.REFUSED, reason))
    if any(each.use in KEPT for each in sorted_files):
        return sorted_files
    reasons = {each.why for each in sorted_files}
    return [SortedFile(file, AttachmentUse.REFUSED, reasons.pop() if len(reasons) == 1 else "forbidden_type")]


_LOOKED_FOR = frozenset(ENDINGS[FileKind.PICTURE] + ENDINGS[FileKind.PDF])


def _sorted_photo(file: File) -> SortedFile:
    """One that lies in an archive: somebody has put it there."""
    try:
        return SortedFile(file, AttachmentUse.PHOTO, longer_side=max(size_of(file.content)))
    except ValueError:
        return SortedFile(file, AttachmentUse.REFUSED, "unreadable")
    except OverflowError:
        return SortedFile(file, AttachmentUse.REFUSED, "too_large")
