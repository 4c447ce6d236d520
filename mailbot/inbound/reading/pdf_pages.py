"""The only room that opens a PDF: its words, the invoice that it carries for programs, and why neither can be read.

`pypdf` lives here and nowhere else. Every file is taken for hostile: pages, text and whatever a stream inflates to are
bounded, and nothing that a file holds raises.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from xml.parsers import expat

from mailbot.inbound.reading.lexicon import document_words as lexicon
from mailbot.late import late

if TYPE_CHECKING:
    import pypdf
    from pypdf import Configuration, PageObject, PdfReader, errors, generic
    from pypdf.generic import DictionaryObject
else:
    pypdf, errors, generic = late("pypdf"), late("pypdf.errors"), late("pypdf.generic")


class Trouble(StrEnum):
    """Why nothing could be read."""

    ENCRYPTED = "encrypted"
    NOT_A_PDF = "not_a_pdf"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    """A scan: pages, and not a word on them."""


LARGEST = 20_000_000
"""In octets. A quote with photos has been seen at 15 MB."""
LONGEST_TEXT = 200_000
FIRST_PAGES = 5
_LARGEST_XML = 1_000_000
_MOST_EMBEDDED = 20
_DEEPEST_XML = 60
_MOST_OPERATORS = 200_000
_COST_OF_A_FORM = 1_000
"""pypdf interprets about 100,000 operators a second; an ordinary page has a few hundred."""
_HEAVIEST_FONTS = 4_000_000
_LEAST_FONT = 4_000
_OCTETS_OF_A_WIDTH = 10
_DEEPEST_FORM = 3
_WORST_DRAWN = 4


@cache
def _limits() -> Configuration:
    """What pypdf refuses to pass. Photos are never decoded: only pages, fonts and embedded invoices are."""
    return pypdf.Configuration(
        zlib_maximum_output_length=4_000_000,
        lzw_maximum_output_length=4_000_000,
        run_length_maximum_output_length=4_000_000,
        brotli_maximum_output_length=4_000_000,
        array_based_stream_maximum_output_length=4_000_000,
        stream_decoding_work_maximum_length=12_000_000,
        stream_parsing_work_maximum_count=80_000,
        stream_filters_maximum_length=4,
        zlib_maximum_recovery_input_length=50_000,
        maximum_declared_stream_length=LARGEST,
        page_tree_maximum_entries=20_000,
        page_tree_maximum_depth=40,
        page_tree_maximum_page_entries=200_000,
        dictionary_maximum_element_count=20_000,
        xform_maximum_invocations_per_extraction=10,
        jbig2dec_binary=None,
        disable_legacy_handling=True,
    )


def contents_of(content: bytes) -> tuple[str, dict[str, str], Trouble | None]:
    """The text, the fields of the embedded invoice, and what kept us from both."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log what mails say
    text, invoice = "", dict[str, str]()
    try:
        with pypdf.apply_configuration(_limits()):
            reader = pypdf.PdfReader(
                BytesIO(content), root_object_recovery_limit=2_000, xref_stream_maximum_entries=200_000
            )
            if reader.is_encrypted and not reader.decrypt(""):
                return "", {}, Trouble.ENCRYPTED
            invoice = _embedded_invoice(reader)
            text, trouble = _text(reader)
    except errors.FileNotDecryptedError:
        trouble = Trouble.ENCRYPTED
    except errors.LimitReachedError:
        trouble = Trouble.TOO_LARGE
    except Exception:  # pypdf meets bytes that were made to break it: whatever it raises, the file is at fault
        trouble = Trouble.BROKEN
    return text, invoice, None if text.strip() else trouble


def is_locked(content: bytes) -> bool:
    """Whether nobody opens it without a password. Most that are encrypted only forbid to print: they open."""
    if b"/Encrypt" not in content or len(content) > LARGEST:
        return False
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(_limits()):
            reader = pypdf.PdfReader(
                BytesIO(content), root_object_recovery_limit=2_000, xref_stream_maximum_entries=200_000
            )
            return reader.is_encrypted and not reader.decrypt("")
    except Exception:  # as above: what cannot be read is for its reader to say
        return False


def _text(reader: PdfReader) -> tuple[str, Trouble | None]:
    """The words of the first pages and of the last. A page that cannot be read is passed over."""
    count = len(reader.pages)
    pieces: list[str] = []
    trouble: Trouble | None = None if count else Trouble.BROKEN
    left, effort = LONGEST_TEXT, _Effort()
    for number in sorted({*range(min(count, FIRST_PAGES)), max(0, count - 1)} if count else ()):
        try:
            piece = _words(reader.pages[number], effort)[:left]
        except errors.LimitReachedError:
            trouble = Trouble.TOO_LARGE
            continue
        except Exception:  # as above
            trouble = trouble or Trouble.BROKEN
            continue
        pieces.append(piece)
        left -= len(piece)
        if left <= 0:
            break
    return "\n".join(pieces).replace("\0", ""), trouble


class _Effort:
    """How much of a file was interpreted, over all its pages."""

    def __init__(self) -> None:
        self.left = _MOST_OPERATORS

    def spend(self, operator: bytes, *_state: object) -> None:
        """Raises LimitReachedError once the file has asked for too much."""
        self.left -= _COST_OF_A_FORM if operator == b"Do" else 1
        if self.left < 0:
            raise errors.LimitReachedError("operators")


def _words(page: PageObject, effort: _Effort) -> str:
    if _weight(page, _DEEPEST_FORM) > _HEAVIEST_FONTS:
        raise errors.LimitReachedError("fonts")
    return page.extract_text(visitor_operand_before=effort.spend) or ""


def _weight(drawn: DictionaryObject, depth: int) -> int:
    """About how many octets of font tables pypdf reads for a page or a form, the forms inside it included.

    It reads them anew each time a form is drawn.
    """
    resources = _inside(drawn, "/Resources")
    weight = 0
    for font in _values(_inside(resources, "/Font")):
        table = font.get("/ToUnicode", None)
        table = table.get_object() if table is not None else None
        weight += len(table.get_data()) if isinstance(table, generic.StreamObject) else 0
        weight += _LEAST_FONT + sum(_widths(font))
        if weight > _HEAVIEST_FONTS:
            return weight
    for form in _values(_inside(resources, "/XObject")) if depth else ():
        if form.get("/Subtype") == "/Form":
            weight += _WORST_DRAWN * _weight(form, depth - 1)
        if weight > _HEAVIEST_FONTS:
            return weight
    return weight


def _widths(font: DictionaryObject) -> Iterator[int]:
    inner = font.get("/DescendantFonts")
    inner = inner.get_object() if inner is not None else None
    for descendant in islice(inner, 1) if isinstance(inner, generic.ArrayObject) else ():
        widths = descendant.get_object().get("/W")
        widths = widths.get_object() if widths is not None else None
        yield len(widths) * _OCTETS_OF_A_WIDTH if isinstance(widths, generic.ArrayObject) else 0


def _inside(holder: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key; an empty one for whatever else stands there."""
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, generic.DictionaryObject) else generic.DictionaryObject()


def _values(holder: DictionaryObject) -> Iterator[DictionaryObject]:
    for value in holder.values():
        said = value.get_object()
        if isinstance(said, generic.DictionaryObject):
            yield said


def _embedded_invoice(reader: PdfReader) -> dict[str, str]:
    """The fields of Factur-X, ZUGFeRD or XRechnung; empty when there is none, or none that can be read."""
    try:
        for file in islice(reader.attachment_list, _MOST_EMBEDDED):
            if file.name.lower() in lexicon.INVOICE_FILES:
                return _invoice_fields(file.content)
    except Exception:  # a broken name tree says nothing of the pages
        return {}
    return {}


def _invoice_fields(xml: bytes) -> dict[str, str]:
    """The first value of each field. A document type, hence any entity, is refused, and so is depth without end."""
    if len(xml) > _LARGEST_XML:
        return {}
    fields: dict[str, str] = {}
    above: list[str] = []
    words: list[str] = []

    def opened(tag: str, _attributes: object) -> None:
        above.append(tag.rpartition(" ")[2])
        words.clear()
        if len(above) > _DEEPEST_XML:
            raise ValueError(len(above))

    def closed(_tag: str) -> None:
        name = above.pop()
        field = lexicon.INVOICE_FIELDS.get((above[-1] if above else "", name))
        if field and field not in fields:
            fields[field] = "".join(words).strip()[:100]
        words.clear()

    def refuse(*_declared: object) -> None:
        raise ValueError("document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError):
        return {}
    return fields
