"""What a file is, what it may be called, and what becomes of it: by its bytes, whoever says what it is."""

import zlib
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mailbot.agency import Rules
from mailbot.blobs import FolderBlobs
from mailbot.files import zips
from mailbot.files.kinds import FileKind, kind_of
from mailbot.files.limits import MOST_OCTETS
from mailbot.files.names import LONGEST, safe_name
from mailbot.files.tnef import opened
from mailbot.inbound.attachments import SortedFile, lonely_told, refused_in, sort_files, within
from mailbot.inbound.contents import File
from mailbot.inbound.dialogue import DoorLimits
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.zip_files import files_in
from mailbot.settings import Settings
from mailbot.vocabulary import AttachmentUse
from mailbot.web import handing_in
from mailbot.web.visits import Handed
from tests.cases import every
from tests.filing_cabinet import office, ole, overlapping_zip, pdf, photo, rtf_in_tnef, tnef, video, zip_of

PHOTO, DOCUMENT, VIDEO = AttachmentUse.PHOTO, AttachmentUse.DOCUMENT, AttachmentUse.VIDEO
DECORATION, REFUSED = AttachmentUse.DECORATION, AttachmentUse.REFUSED
_MZ = b"MZ\x90\0" + bytes(200)
_INSTALLER = bytes((0x84, 0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46))


def mail_with(
    content: bytes, name: str = "", media_type: str = "application/octet-stream", *, html: str = "", cid: str = "",
    words: str = "Voici.", inline: bool = False, subject: str = "Fuite", **headers: str,
) -> bytes:  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "nadia@x.example", "a@y.example", subject
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(words)
    if html:
        mail.add_alternative(html, subtype="html")
    main, kind = media_type.split("/")
    disposition = "inline" if inline or cid else "attachment"
    mail.add_attachment(
        content, maintype=main, subtype=kind, filename=name or None, disposition=disposition,
        cid=f"<{cid}>" if cid else None,
    )  # fmt: skip
    return mail.as_bytes()


def only(content: bytes, name: str = "", media_type: str = "application/octet-stream", **more: str) -> SortedFile:
    (found,) = sort_files(parse_mail(mail_with(content, name, media_type, **more)))  # type: ignore[arg-type]
    return found


@cache
def kinds() -> dict[str, tuple[bytes, FileKind]]:
    """Files by what they are called here, and what each is."""
    return {
        "jpeg": (photo(), FileKind.PICTURE),
        **{
            form.lower(): (photo(form), FileKind.PICTURE)
            for form in ("PNG", "GIF", "WEBP", "HEIF", "AVIF", "BMP", "TIFF")
        },
        "pdf": (pdf(), FileKind.PDF),
        "pdf after a few octets": (pdf(before=b"\r\n" * 20), FileKind.PDF),
        "pdf that begins too late": (pdf(before=b"%\xff\0" * 400), FileKind.UNKNOWN),
        "pdf within a program": (pdf(before=_MZ), FileKind.PROGRAM),
        "pdf within a picture": (pdf(before=b"GIF89a" + bytes(100)), FileKind.PROGRAM),
        "pdf within a page": (pdf(before=b"<html><script>x()</script>"), FileKind.PROGRAM),
        "pdf that is an archive too": (pdf() + zip_of({"META-INF/MANIFEST.MF": b"x"}), FileKind.PROGRAM),
        "mov": (video(), FileKind.VIDEO),
        "3gp": (video(brand=b"3gp4"), FileKind.VIDEO),
        "webm": (b"\x1a\x45\xdf\xa3" + bytes(40), FileKind.VIDEO),
        "avi": (b"RIFF\0\0\0\0AVI LIST" + bytes(40), FileKind.VIDEO),
        "m4a": (video(brand=b"M4A "), FileKind.SOUND),
        "amr": (b"#!AMR\n" + bytes(40), FileKind.SOUND),
        "text": ("Bonjour, ça fuit.".encode(), FileKind.TEXT),
        "text in Latin-1": ("Déjà réparé à côté".encode("latin-1"), FileKind.TEXT),
        "text that begins with MZ": (
            "MZ, c’est le nom du plombier. Il passe demain à neuf heures sans faute.".encode(),
            FileKind.TEXT,
        ),
        "invoice for programs": (b'<?xml version="1.0"?><rsm:CrossIndustryInvoice/>', FileKind.TEXT),
        "docx": (office(), FileKind.OFFICE),
        "docm called docx": (office(macros=True), FileKind.PROGRAM),
        "odt": (
            zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            FileKind.OFFICE,
        ),
        "odt with a program": (
            zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Standard/x.xml": b"<a/>"}),
            FileKind.PROGRAM,
        ),
        "doc": (ole("WordDocument"), FileKind.OFFICE),
        "doc with macros": (ole("WordDocument", "Macros"), FileKind.PROGRAM),
        "doc that says VBA": (ole("WordDocument", inside="VBA\0".encode("utf-16-le") * 99), FileKind.OFFICE),
        "doc behind a password": (ole("EncryptedPackage"), FileKind.LOCKED),
        "msi": (ole(of=_INSTALLER), FileKind.PROGRAM),
        "jar": (zip_of({"META-INF/MANIFEST.MF": b"x", "a/B.class": b"x"}), FileKind.PROGRAM),
        "apk": (zip_of({"AndroidManifest.xml": b"x"}), FileKind.PROGRAM),
        "zip": (zip_of({"a.jpg": b"x"}), FileKind.ZIP),
        "winmail.dat": (tnef(), FileKind.TNEF),
        "rar": (b"Rar!\x1a\x07\x00" + bytes(40), FileKind.ARCHIVE),
        "program of Windows": (_MZ, FileKind.PROGRAM),
        "program of Linux": (b"\x7fELF" + bytes(40), FileKind.PROGRAM),
        "program of Apple": (b"\xcf\xfa\xed\xfe" + bytes(40), FileKind.PROGRAM),
        "script": (b"#!/bin/sh\nrm -rf /", FileKind.PROGRAM),
        "shortcut": (b"L\0\0\0\x01\x14\x02\0" + bytes(60), FileKind.PROGRAM),
        "disk": (bytes(32_769) + b"CD001" + bytes(40), FileKind.PROGRAM),
        "disk of a virtual machine": (b"conectix" + bytes(504), FileKind.PROGRAM),
        "disk with a boot sector": (b"\xeb\x3c\x90MSDOS5.0" + bytes(499) + b"\x55\xaa" + bytes(600), FileKind.PROGRAM),
        "page": (b"\xef\xbb\xbf \n<!-- x --><!DOCTYPE html><p>x", FileKind.PROGRAM),
        "page in UTF-16": ("\ufeff<html><script>x()</script>".encode("utf-16-le"), FileKind.PROGRAM),
        "drawing that runs": (b'<?xml version="1.0"?>\n<svg xmlns="x"><script/></svg>', FileKind.PROGRAM),
        "rich text": (b"{\\rtf1 Bonjour}", FileKind.OFFICE),
        "rich text with an object": (b"{\\rtf1 {\\object\\objdata 0105}}", FileKind.PROGRAM),
        "card": (b"BEGIN:VCARD\nFN:Nadia\nEND:VCARD", FileKind.CARD),
        "calendar": (b"BEGIN:VCALENDAR\nEND:VCALENDAR", FileKind.CALENDAR),
        "signature": (b"-----BEGIN PGP SIGNATURE-----\nx", FileKind.SIGNATURE),
        "registry": (b"Windows Registry Editor Version 5.00\n", FileKind.PROGRAM),
        "nothing we know": (b"\x01\x02\x03\0" * 40, FileKind.UNKNOWN),
    }


@every("name", kinds)
def test_a_file_is_what_its_bytes_say(name: str) -> None:
    content, kind = kinds()[name]
    assert kind_of(content) is kind


@cache
def uses() -> dict[str, tuple[SortedFile, AttachmentUse, str]]:
    """Files by what they are called here, as they are sorted, and what becomes of each."""
    return {
        "a program called photo.jpg": (only(_MZ, "photo.jpg", "image/jpeg"), REFUSED, "forbidden_type"),
        "a page called devis.pdf": (only(b"<html><p>x", "devis.pdf", "application/pdf"), REFUSED, "forbidden_type"),
        "a script by its name": (only(b"WScript.Echo 1", "devis.vbs"), REFUSED, "forbidden_type"),
        "a script under a wrong direction": (only(b"alert(1)", "photo\u202egpj.js"), REFUSED, "forbidden_type"),
        "a disk called facture.pdf": (only(bytes(32_769) + b"CD001", "facture.pdf"), REFUSED, "forbidden_type"),
        "a photo called devis.pdf": (only(photo(), "devis.pdf", "application/pdf"), PHOTO, ""),
        "a photo without a name": (only(photo("HEIF")), PHOTO, ""),
        "a photo that ends within its head": (only(photo()[:20], "a.jpg", "image/jpeg"), REFUSED, "unreadable"),
        "words called photo.jpg": (only(b"Bonjour", "photo.jpg", "image/jpeg"), REFUSED, "unreadable"),
        "a film": (only(video(), "IMG_1.MOV", "video/quicktime"), VIDEO, ""),
        "a film with its places": (only(video(tracks=(b"vide", b"meta")), "a.mov"), VIDEO, "agency_only"),
        "a film that nobody can clean": (only(b"\x1a\x45\xdf\xa3" + bytes(40), "a.webm"), VIDEO, "agency_only"),
        "a paper behind a password": (only(pdf(password="x"), "devis.pdf"), DOCUMENT, "protected"),
        "a paper that only may not be printed": (only(pdf(password="x", opens=True), "devis.pdf"), DOCUMENT, ""),
        "an older document": (only(ole("WordDocument"), "devis.doc"), DOCUMENT, ""),
        "a document with macros": (only(office(macros=True), "devis.docx"), REFUSED, "forbidden_type"),
        "a document behind a password": (only(ole("EncryptedPackage"), "devis.docx"), REFUSED, "protected"),
        "a card": (only(b"BEGIN:VCARD\nEND:VCARD", "nadia.vcf", "text/vcard"), DECORATION, "card"),
        "a signature of S/MIME": (
            only(b"0\x82\x01\0\x06", "smime.p7s", "application/pkcs7-signature"), DECORATION, "mail_signature",
        ),
        "a sealed mail": (only(b"0\x82\x01\0\x06", "smime.p7m", "application/pkcs7-mime"), REFUSED, "protected"),
        "the empty page of Exchange": (only(b"\r\n", "ATT00001.txt", "text/plain"), DECORATION, "blank"),
        "an archive that nobody opens": (only(b"Rar!\x1a\x07\x00" + bytes(9), "photos.jpg"), REFUSED, "forbidden_type"),
        "a mail that brings a program": (
            only(mail_with(_MZ, "photo.jpg", "image/jpeg"), "", "message/rfc822"), REFUSED, "forbidden_type",
        ),
        "a mail that brings a photo": (only(mail_with(photo(), "a.jpg"), "", "message/rfc822"), DOCUMENT, ""),
        "an archive of programs": (only(zip_of({"a.exe": _MZ}), "photos.zip"), REFUSED, "forbidden_type"),
        "archives in archives": (
            only(zip_of({"a.zip": zip_of({"a.jpg": photo()})}), "a.zip"), REFUSED, "forbidden_type",
        ),
        "an archive behind a password": (only(zip_of({"a.jpg": photo()}, locked=True), "a.zip"), REFUSED, "protected"),
        "an archive that lies": (only(zip_of({"a.jpg": photo()}, claims=9), "a.zip"), REFUSED, "unreadable"),
        "an empty archive": (only(zip_of({}), "a.zip"), REFUSED, "unreadable"),
        "half an archive": (only(zip_of({"a.jpg": photo()})[:-30], "a.zip"), REFUSED, "unreadable"),
        "an archive that cannot be a path": (only(zip_of({"../../../etc/cron.d/a.jpg": photo()}), "a.zip"), PHOTO, ""),
    }  # fmt: skip


@every("name", uses)
def test_what_becomes_of_a_file(name: str) -> None:
    found, use, why = uses()[name]
    assert (found.use, found.why) == (use, why)
    assert "/" not in found.file.name
    assert ".." not in found.file.name


def test_the_photos_and_papers_of_an_archive_join_and_the_rest_is_named() -> None:
    archive = zip_of(
        {
            "album/": b"", "album/évier.jpg": photo(), "album/devis.pdf": pdf(), "album/virus.jpg": _MZ,
            "__MACOSX/._évier.jpg": b"\0", "Thumbs.db": b"x", "notes.txt": b"Bonjour",
        }
    )  # fmt: skip
    found = sort_files(parse_mail(mail_with(archive, "album.zip", "application/zip")))
    assert [(each.file.name, each.use, each.why) for each in found] == [
        ("évier.jpg", PHOTO, ""), ("devis.pdf", DOCUMENT, ""), ("virus.jpg", REFUSED, "forbidden_type"),
        ("notes.txt", REFUSED, "forbidden_type"),
    ]  # fmt: skip


def test_the_files_of_an_archive_are_unfolded_up_to_one_mail() -> None:
    large = pdf() + bytes(12_000_000)
    archive = zip_of({f"{number}.pdf": large for number in range(4)}, method=0)
    found = files_in(File("a.zip", "application/zip", archive, "", inline=False))
    assert [why for _, why in found.files] == ["", "", "too_large", "too_large"]


def test_an_archive_whose_entries_share_octets_is_not_unfolded() -> None:
    assert files_in(File("a.zip", "", overlapping_zip(20, 50_000), "", inline=False)).why == "too_large"


def test_an_archive_that_unfolds_to_a_hundredfold_is_not_unfolded() -> None:
    found = files_in(File("a.zip", "", zip_of({"a.pdf": bytes(5_000_000)}), "", inline=False))
    assert [(each.content, why) for each, why in found.files] == [(b"", "too_large")]


def test_an_archive_whose_photo_was_changed_on_its_way_is_not_read() -> None:
    taken = photo()
    of_it, of_another = (zlib.crc32(each).to_bytes(4, "little") for each in (taken, b"another photo"))
    archive = zip_of({"a.jpg": taken}, method=0).replace(of_it, of_another)

    [found] = sort_files(parse_mail(mail_with(archive, "album.zip", "application/zip")))

    assert (found.use, found.why) == (REFUSED, "unreadable")


def test_an_archive_of_too_many_entries_is_not_read() -> None:
    with pytest.raises(zips.TooMuch):
        zips.entries_of(zip_of({f"{number}.jpg": b"" for number in range(600)}))
    many = zip_of({f"{number}.jpg": b"" for number in range(101)})
    assert files_in(File("a.zip", "", many, "", inline=False)).why == "too_large"


# -- Names ------------------------------------------------------------------------------------------------------------

_NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\nadia\\évier.jpg": "évier.jpg",
    "photo\u202egpj.exe": "photogpj.exe",
    "a\r\nBcc: x@y.example.jpg": "a Bcc_ x@y.example.jpg",
    "\u200b\u2066évier\u2069.jpg": "évier.jpg",
    "  .htaccess ": "htaccess",
    "CON.jpg": "_CON.jpg",
    "..": "",
    "a<b>|c?.jpg": "a_b__c_.jpg",
    "e\u0301vier.jpg": "évier.jpg",
    "x" * 300 + ".jpeg": "x" * (LONGEST - 5) + ".jpeg",
    "\ud800a.jpg": "a.jpg",
}


@every("written", sorted(_NAMES))
def test_a_name_is_made_safe_to_show_and_to_keep(written: str) -> None:
    assert safe_name(written) == _NAMES[written]


_SHOWN = {
    "photo.jpg.pdf": (pdf(), "photo_jpg.pdf"),
    "devis.12.11.2026.pdf": (pdf(), "devis.12.11.2026.pdf"),
    "facture.exe": (pdf(), "facture_exe.pdf"),
    "photo.exe.jpg": (photo(), "photo_exe.jpg"),
    "photo": (photo(), "photo.jpg"),
    "IMG_1.HEIC": (photo("HEIF"), "IMG_1.HEIC"),
    "notes.jpg.txt": (b"Bonjour", "notes_jpg.txt"),
}


@every("name", sorted(_SHOWN))
def test_a_name_ends_in_what_the_file_is(name: str) -> None:
    content, shown = _SHOWN[name]
    assert only(content, name).file.name == shown


# -- Logos ------------------------------------------------------------------------------------------------------------

_BIG = photo(width=640, height=480)
_ANSWER = {"In_Reply_To": "<a@b.example>"}


def place(
    html: str, content: bytes = _BIG, *, subject: str = "Fuite", answers: bool = False
) -> tuple[AttachmentUse, str]:  # fmt: skip
    headers: dict[str, Any] = dict(_ANSWER) if answers else {}
    raw = mail_with(content, "image001.jpg", "image/jpeg", html=html, cid="a@x", subject=subject, **headers)
    (found,) = sort_files(parse_mail(raw))
    return found.use, found.why


@every(
    "name", ["words", "signature", "history", "outlook", "below", "forwarded", "first", "both", "banner", "dot", "icon"]
)
def test_where_a_picture_stands_says_whether_it_is_a_photo(name: str) -> None:
    picture = '<img src="cid:a@x">'
    cite = f'<div class="gmail_quote"><blockquote type="cite"><div>{picture}</div></blockquote></div>'
    match name:
        case "words":
            assert place(f"<div>Voici {picture}</div>", answers=True) == (PHOTO, "")
        case "signature":
            assert place(f'<div>Oui</div><div class="gmail_signature"><p>{picture}</p></div>') == (
                DECORATION,
                "signature",
            )
        case "history":
            assert place(f"<div>Oui</div>{cite}", answers=True) == (DECORATION, "history")
        case "outlook":
            assert place(f'<p>Oui</p><div id="divRplyFwdMsg">De</div>{picture}', answers=True)[1] == "history"
        case "below":
            quoted = '<blockquote type="cite"><div>Avez-vous une photo ?</div></blockquote>'
            assert place(f"{quoted}<div>Oui : {picture}</div>", answers=True) == (PHOTO, "")
        case "forwarded":
            assert place(cite, subject="TR: fuite", answers=True) == (PHOTO, "")
        case "first":
            assert place(cite) == (PHOTO, "")  # nobody here has read the letter that it brings
        case "both":
            assert place(f"<div>{picture}</div>{cite}", answers=True) == (PHOTO, "")
        case "banner":
            assert place(f"<div>{picture}</div>", photo(width=900, height=200)) == (DECORATION, "small")
        case "dot":
            assert place(f"<div>{picture}</div>", photo("PNG", 1, 1)) == (DECORATION, "small")
        case "icon":
            assert place(f"<div>{picture}</div>", photo("PNG", 64, 64)) == (DECORATION, "small")


def test_a_picture_of_ours_that_an_answer_brings_back_is_no_new_photo() -> None:
    from mailbot.pictures import for_others

    ours = for_others(photo(width=1200, height=900))
    assert only(ours, "photo.jpg", "image/jpeg", **_ANSWER).why == "ours"
    assert only(ours, "photo.jpg", "image/jpeg").use is PHOTO  # somebody opens another report with it


def test_whoever_sends_nothing_but_a_logo_is_told_that_it_is_too_small() -> None:
    (logo,) = sort_files(parse_mail(mail_with(photo("PNG", 64, 64), "logo.png", "image/png", cid="a@x", words="")))
    assert logo.use is DECORATION
    assert [each.why for each in refused_in(lonely_told((logo,), " \n"))] == ["too_small"]
    assert not refused_in(lonely_told((logo,), "Merci, à demain."))
    photographed = SortedFile(logo.file, PHOTO, longer_side=800)
    assert not refused_in(lonely_told((logo, photographed), ""))


# -- Outlook's envelope -----------------------------------------------------------------------------------------------


def test_an_envelope_of_outlook_gives_its_files_under_their_long_names_and_its_words() -> None:
    inner = tnef([("évier vu de dessous.jpg", photo())])
    raw = mail_with(
        tnef([("Devis salle de bain.pdf", pdf())], text="Voici le devis.", inside=inner), "winmail.dat",
        "application/ms-tnef", words="",
    )  # fmt: skip
    mail = parse_mail(raw)
    assert mail.text.strip() == "Voici le devis."
    found = sort_files(mail)
    assert [(each.file.name, each.use) for each in found] == [
        ("Devis salle de bain.pdf", DOCUMENT), ("évier vu de dessous.jpg", PHOTO),
    ]  # fmt: skip
    said = parse_mail(mail_with(tnef(text="Autre chose"), "winmail.dat", "application/ms-tnef"))
    assert said.text.strip() == "Voici."
    assert not said.files


def test_the_words_of_an_envelope_may_be_rich_text_alone() -> None:
    rtf = rtf_in_tnef(b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard L'eau coule.\\par D\\'e9j\\'e0 \\u8364?50\\par}")
    mail = parse_mail(mail_with(tnef(rtf=rtf), "winmail.dat", "application/ms-tnef", words=""))
    assert mail.text.strip() == "L'eau coule.\nDéjà €50"


def test_an_envelope_that_was_cut_gives_what_it_holds_until_then() -> None:
    whole = tnef([("a.jpg", photo()), ("b.jpg", photo("PNG"))])
    found = sort_files(parse_mail(mail_with(whole[: len(whole) - 90_000], "winmail.dat", "application/ms-tnef")))
    assert [each.file.name for each in found] == ["a.jpg"]
    (broken,) = sort_files(parse_mail(mail_with(whole[:50], "winmail.dat", "application/ms-tnef")))
    assert (broken.use, broken.why) == (REFUSED, "unreadable")


def test_mails_in_mails_of_an_envelope_are_opened_so_far() -> None:
    inner = tnef([("a.jpg", photo())])
    for _ in range(2):
        inner = tnef(inside=inner)
    assert [each.name for each in opened(inner).files] == ["a.jpg"]
    assert not opened(tnef(inside=inner)).files
    assert not opened(tnef(inside=inner)).is_sound
    many = opened(tnef([(f"{number}.jpg", b"x") for number in range(150)]))
    assert (len(many.files), many.is_sound) == (100, False)


# -- How much ---------------------------------------------------------------------------------------------------------


def test_there_is_one_size_for_the_door_the_forms_and_the_files_of_a_mail() -> None:
    assert DoorLimits().message_size == Settings().message_size == MOST_OCTETS == 35_000_000
    assert Rules.model_fields["message_size"].default == MOST_OCTETS


def test_of_files_that_are_too_much_together_the_largest_is_refused() -> None:
    def file(octets: int, name: str) -> SortedFile:
        return SortedFile(File(name, "video/mp4", bytes(octets), "", inline=False), VIDEO)

    found = within((file(10, "a"), file(95, "b"), file(20, "c")), 100)
    assert [(each.file.name, each.why) for each in found] == [("a", ""), ("b", "too_large"), ("c", "")]


def test_a_file_of_a_form_has_a_safe_name_and_says_what_it_is(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    stored = blobs.put(photo("HEIF"))
    fields = {"kept1": f"{stored}/../a\u202egpj.exe", "kept2": f"{'0' * 64}/b.pdf"}
    (file,) = handing_in.keep(blobs, (), fields)
    assert file.name == "agpj.exe"
    assert handing_in.is_picture(file)
    assert not handing_in.is_pdf(Handed("devis.pdf", "0" * 64, _MZ + b"%PDF-1.4"))
