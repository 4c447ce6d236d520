"""Files: what they are, what they hold, how they look to others; and the files of an import."""

import io
import random
from dataclasses import dataclass, replace
from functools import cache

from PIL import Image, ImageCms

from bench.fuzzing.mails import fixtures, hostile_html
from bench.fuzzing.mutations import OF_BYTES, mutated
from bench.fuzzing.target import Target
from bench.fuzzing.words import text_of
from mailbot.files import tnef, videos, zips
from mailbot.files.kinds import is_blank, kind_of
from mailbot.files.names import safe_name
from mailbot.importing.entries import entries_of
from mailbot.importing.layout import Kind
from mailbot.importing.sheets import Sheet, open_sheet
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.contents import File
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.documents import read_document
from mailbot.inbound.reading.pdf_pages import is_locked
from mailbot.pictures import for_others, for_paper, size_of
from tests.filing_cabinet import box, office, ole, pdf, photo, rtf_in_tnef, video, zip_of
from tests.filing_cabinet import tnef as envelope
from tests.inbound.reading.said import paper


@dataclass(frozen=True, slots=True)
class _Attached:
    name: str
    media_type: str
    content: bytes


_NAMES = (
    "a.jpg",
    "devis.pdf",
    "a",
    "",
    "winmail.dat",
    "a.zip",
    "a.pdf.exe",
    "\u202egpj.exe",
    "a.html",
    "x" * 300,
    "../a",
)
_TYPES = ("image/jpeg", "application/pdf", "application/octet-stream", "message/rfc822", "text/html", "a/b", "")
_PLAIN = parse_mail(b"From: a@b.example\r\nSubject: x\r\n\r\nx")


@cache
def _files() -> tuple[bytes, ...]:
    letters = ["Devis DE-12 du 12/11/2026\nTotal HT 480,00\nTVA 10%\nTotal TTC 528,00 EUR", "Facture 7\nNet 85 €"]
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    animated = io.BytesIO()
    frames = [Image.new("P", (20, 20), each) for each in range(5)]
    frames[0].save(animated, "GIF", save_all=True, append_images=frames[1:])
    with_colours = io.BytesIO()
    Image.new("CMYK", (30, 30)).save(with_colours, "JPEG", icc_profile=colours)
    return (
        *(photo(form, 40, 30) for form in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "HEIF", "AVIF", "BMP")),
        animated.getvalue(),
        with_colours.getvalue(),
        *(pdf(), pdf(password="x"), pdf(password="x", opens=True), *map(paper, letters)),  # noqa: S106
        zip_of({"a.jpg": photo(width=40, height=30), "b.pdf": pdf(), "c/d.exe": b"MZ"}),
        zip_of({"a.pdf": pdf()}, locked=True),
        zip_of({"a.zip": zip_of({"b.zip": zip_of({"c.pdf": pdf()})})}, method=0),
        *(office(), office(macros=True), ole("WordDocument"), ole("Macros", "VBA"), video(), box(b"ftyp", b"isom")),
        envelope([("a.jpg", photo(width=40, height=30))], text="Bonjour", inside=envelope([("b.pdf", pdf())])),
        envelope(rtf=rtf_in_tnef(rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}Bonjour\par {\*\htmltag72 </p>}}")),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        *(
            b"MZ\x90\0",
            b"\x7fELF",
            b"#!/bin/sh\n",
            b"%!PS",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"\x1a\x45\xdf\xa3",
        ),
    )


def _content(chance: random.Random) -> bytes:
    content = chance.choice(_files())
    return content if chance.random() < 0.03 else mutated(chance, content, _files(), OF_BYTES)


def _make_file(chance: random.Random) -> _Attached:
    return _Attached(chance.choice(_NAMES), chance.choice(_TYPES), _content(chance))


def _sort(attached: _Attached) -> None:
    file = File(safe_name(attached.name), attached.media_type, attached.content, "", inline=False)
    for each in sort_files(replace(_PLAIN, files=(file,))):
        assert not set("/\\\0\r\n") & set(each.file.name), "a name with a folder"
        (each.file.name + each.why).encode()
        assert len(each.file.content) <= zips.LARGEST_ENTRY


def _look(content: bytes) -> None:
    kind_of(content)
    is_blank(content)
    for work in (size_of, for_others, for_paper):
        try:
            work(content)
        except (ValueError, OverflowError):  # they say so
            continue
    film = videos.for_others(content)
    assert film is None or len(film) == len(content)


def _unfold(content: bytes) -> None:
    held = tnef.opened(tnef.SIGN + content[4:] if content[:1] < b"\x80" else content)
    (held.text + held.html).encode()
    try:
        for entry in zips.entries_of(content):
            assert len(zips.unfolded(content, entry)) <= zips.LARGEST_ENTRY
            assert len(zips.head_of(content, entry)) <= 4_096
    except (zips.BrokenZip, zips.TooMuch, zips.Locked):  # it says so
        return


def _make_paper(chance: random.Random) -> bytes:
    papers = [each for each in _files() if each.startswith(b"%PDF")]
    return mutated(chance, chance.choice(papers), papers, OF_BYTES)


def _read_paper(content: bytes) -> None:
    document = read_document(content, "devis.pdf")
    repr(document).encode()
    is_locked(content)


_CELLS = (
    *(
        "Nadia Belkacem",
        "nadia@gmail.example",
        "+33 6 12 34 56 78",
        "01/02/2026",
        "31/02/2026",
        "1 234,56",
        "100 %",
        "oui",
    ),
    *(
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "-1",
        '"',
        '""',
        '"a""b"',
        "a\nb",
        "\0",
        "é",
        "\u202e",
        "1e999",
        "M. et Mme",
        " " * 40,
    ),
    *(
        "+(11" + " " * 60,
        "plomberie, chauffage\n\n\n",
        "a@b.example; c@d.example",
        "732 829 320",
        "99999999999999",
        "x" * 500,
    ),
)


def _make_sheet(chance: random.Random) -> tuple[str, bytes]:
    kind = chance.choice(tuple(Kind))
    titles = [chance.choice(_titles()) for _ in range(chance.randint(0, 8))]
    separator = chance.choice((";", ",", "\t", "|", ";;", ""))
    rows = [separator.join(titles)]
    for _ in range(chance.choice((0, 1, 3, 20))):
        rows.append(
            separator.join(chance.choice(_CELLS) for _ in range(max(1, len(titles) + chance.choice((0, 0, 0, -1, 2)))))
        )
    text = chance.choice(("\r\n", "\n", "\r")).join(rows)
    octets = text.encode(chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "latin-1", "mac-roman")), "replace")
    if chance.random() < 0.4:
        octets = mutated(chance, octets, fixtures(), OF_BYTES)
    return f"{kind.value}{chance.choice(('', ' (2)', '.x'))}.csv", octets


@cache
def _titles() -> tuple[str, ...]:
    from mailbot.importing import layout

    return tuple(sorted({column.title for columns in layout.COLUMNS.values() for column in columns}))


def _open_sheet(sheet: tuple[str, bytes]) -> None:
    opened = open_sheet(*sheet)
    if isinstance(opened, Sheet):
        for _entry in entries_of(opened, []):
            continue


def _make_html(chance: random.Random) -> bytes:
    return b"From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + hostile_html(chance).encode(
        "utf-8", "replace"
    )


def _make_name(chance: random.Random) -> str:
    signs = "".join(chr(chance.choice((*range(33), 47, 92, 0x202E, 0x200B, 0xFEFF, 0x2028, 46))) for _ in range(4))
    return signs + chance.choice(_NAMES) + text_of(chance, 2) + signs


def _name(written: str) -> None:
    name = safe_name(written)
    assert not set('/\\\0\r\n\t":<>|?*') & set(name), name
    name.encode()


TARGETS = (
    Target("sorting", _make_file, _sort, 2.0),
    Target("looking", _content, _look, 1.0),
    Target("unfolding", _content, _unfold, 2.0),
    Target("papers", _make_paper, _read_paper, 0.2),
    Target("sheets", _make_sheet, _open_sheet, 1.0),
    Target("names", _make_name, _name, 1.0),
)
