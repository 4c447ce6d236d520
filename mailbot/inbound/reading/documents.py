"""What an attached document says: a quote, an invoice, bank details, and the figures on it.

`pypdf` lives here and nowhere else. Every file is taken for hostile: pages, text and whatever a stream inflates to are
bounded, and nothing that a file holds raises.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from io import BytesIO
from itertools import islice
from xml.parsers import expat

from pypdf import Configuration, PageObject, PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError, LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from mailbot.inbound.reading.lexicon import document_words as lexicon
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money import PricedOption, amounts_in, decimal_of, quote_options


class Paper(StrEnum):
    """What kind of document it is, by its title."""

    QUOTE = "quote"
    INVOICE = "invoice"
    BANK_DETAILS = "bank_details"
    CREDIT_NOTE = "credit_note"
    REPORT = "report"
    OTHER = "other"


class Trouble(StrEnum):
    """Why nothing could be read."""

    ENCRYPTED = "encrypted"
    NOT_A_PDF = "not_a_pdf"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    """A scan: pages, and not a word on them."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of itself; None and "" for what it does not say. Sums in euros."""

    paper: Paper = Paper.OTHER
    number: str = ""
    issued: date | None = None
    excl_tax: Decimal | None = None
    vat: Decimal | None = None
    incl_tax: Decimal | None = None
    iban: str = ""
    """Without spaces; its check digits are right."""
    order_number: str = ""
    """The work order that it names: « OS-2026-0187 », « BT-9040 »."""
    options: tuple[PricedOption, ...] = ()
    """What a quote offers; empty for every other paper."""
    factur_x: bool = False
    """It carries its figures for programs, and they were read there."""
    trouble: Trouble | None = None
    text: str = ""


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

_LIMITS = Configuration(
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
"""What pypdf refuses to pass. Photos are never decoded: only pages, fonts and embedded invoices are."""


def read_document(content: bytes, name: str = "") -> Document:
    """Read one attached file; `name` is only believed where the file says nothing.

    Never raises: what cannot be read says so in `trouble`.
    """
    if len(content) > LARGEST:
        return Document(paper=_paper_by_name(name), trouble=Trouble.TOO_LARGE)
    if b"%PDF-" not in content[:1024]:  # ISO 32000-1, annex H, implementation note 13
        return Document(paper=_paper_by_name(name), trouble=Trouble.NOT_A_PDF)
    text, invoice, trouble = _contents(content)
    read = _read_text(text, name)
    if trouble is None and not text.strip() and not invoice:
        trouble = Trouble.NO_TEXT
    if invoice:
        return _with_invoice(replace(read, trouble=None), invoice)
    return replace(read, trouble=trouble)


# --- The file --------------------------------------------------------------------------------------------------------


def _contents(content: bytes) -> tuple[str, dict[str, str], Trouble | None]:
    """The text, the fields of the embedded invoice, and what kept us from both."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log what mails say
    text, invoice = "", dict[str, str]()
    try:
        with apply_configuration(_LIMITS):
            reader = PdfReader(BytesIO(content), root_object_recovery_limit=2_000, xref_stream_maximum_entries=200_000)
            if reader.is_encrypted and not reader.decrypt(""):
                return "", {}, Trouble.ENCRYPTED
            invoice = _embedded_invoice(reader)
            text, trouble = _text(reader)
    except FileNotDecryptedError:
        trouble = Trouble.ENCRYPTED
    except LimitReachedError:
        trouble = Trouble.TOO_LARGE
    except Exception:  # pypdf meets bytes that were made to break it: whatever it raises, the file is at fault
        trouble = Trouble.BROKEN
    return text, invoice, None if text.strip() else trouble


def _text(reader: PdfReader) -> tuple[str, Trouble | None]:
    """The words of the first pages and of the last. A page that cannot be read is passed over."""
    count = len(reader.pages)
    pieces: list[str] = []
    trouble: Trouble | None = None if count else Trouble.BROKEN
    left, effort = LONGEST_TEXT, _Effort()
    for number in sorted({*range(min(count, FIRST_PAGES)), max(0, count - 1)} if count else ()):
        try:
            piece = _words(reader.pages[number], effort)[:left]
        except LimitReachedError:
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
            raise LimitReachedError("operators")


def _words(page: PageObject, effort: _Effort) -> str:
    if _weight(page, _DEEPEST_FORM) > _HEAVIEST_FONTS:
        raise LimitReachedError("fonts")
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
        weight += len(table.get_data()) if isinstance(table, StreamObject) else 0
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
    for descendant in islice(inner, 1) if isinstance(inner, ArrayObject) else ():
        widths = descendant.get_object().get("/W")
        widths = widths.get_object() if widths is not None else None
        yield len(widths) * _OCTETS_OF_A_WIDTH if isinstance(widths, ArrayObject) else 0


def _inside(holder: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key; an empty one for whatever else stands there."""
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _values(holder: DictionaryObject) -> Iterator[DictionaryObject]:
    for value in holder.values():
        said = value.get_object()
        if isinstance(said, DictionaryObject):
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


def _with_invoice(read: Document, fields: dict[str, str]) -> Document:
    """The figures for programs win over the printed ones."""
    credit = fields.get("type") in lexicon.CREDIT_TYPES
    return replace(
        read,
        paper=Paper.CREDIT_NOTE if credit else Paper.INVOICE,
        number=fields.get("number") or read.number,
        issued=_issued(fields.get("issued", "")) or read.issued,
        excl_tax=_decimal(fields.get("excl_tax"), read.excl_tax),
        vat=_decimal(fields.get("vat"), read.vat),
        incl_tax=_decimal(fields.get("incl_tax"), read.incl_tax),
        iban=_iban(fields.get("iban", "")) or read.iban,
        order_number=_order_number(fields.get("order", "")) or read.order_number,
        options=(),
        factur_x=True,
    )


def _decimal(said: str | None, printed: Decimal | None) -> Decimal | None:
    try:
        value = Decimal(said or "")
        return value.quantize(_CENT) if value.is_finite() and abs(value) < 10**9 else printed
    except InvalidOperation:
        return printed


_CENT = Decimal("0.01")


def _issued(said: str) -> date | None:
    """« 20261120 » (format 102) or « 2026-11-20 »."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", said)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


# --- The words on the pages ------------------------------------------------------------------------------------------

_HYPHENS = {0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2212: "-"}
_HEAD = 6_000
"""In characters: titles, numbers and dates stand at the head."""


def _read_text(text: str, name: str) -> Document:
    shown = text.translate(_HYPHENS)
    folded = fold(shown)
    title = _title(folded[:_HEAD])
    paper = title[0] if title else None
    iban = _iban(shown)
    if paper is None:
        paper = _paper_by_name(name)
        if paper is Paper.OTHER and iban and len(folded) < _HEAD:
            paper = Paper.BANK_DETAILS if _ACCOUNT.search(folded) else Paper.OTHER
    excl_tax, vat, incl_tax = _totals(folded)
    return Document(
        paper=paper,
        number=_number(shown, folded, title[1] if title else 0) if paper in _NUMBERED else "",
        issued=_day(folded[:_HEAD]),
        excl_tax=excl_tax,
        vat=vat,
        incl_tax=incl_tax,
        iban=iban,
        order_number=_order_number(shown),
        options=_options(folded, excl_tax, incl_tax) if paper is Paper.QUOTE else (),
        text=text,
    )


_NUMBERED = frozenset({Paper.QUOTE, Paper.INVOICE, Paper.CREDIT_NOTE, Paper.REPORT})
_ACCOUNT = re.compile(r"\b(?:titulaire|domiciliation|code banque|code guichet|cle rib|account holder|bic|swift)\b")


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_TITLES = {
    Paper.QUOTE: lexicon.QUOTE_TITLES,
    Paper.INVOICE: lexicon.INVOICE_TITLES,
    Paper.CREDIT_NOTE: lexicon.CREDIT_TITLES,
    Paper.BANK_DETAILS: lexicon.BANK_TITLES,
    Paper.REPORT: lexicon.REPORT_TITLES,
    Paper.OTHER: lexicon.OTHER_TITLES,
}
_PAPER_OF = {title: paper for paper, titles in _TITLES.items() for title in titles}
_TITLE = re.compile(rf"(?<![\w'-])(?P<title>{_any(_PAPER_OF)})(?![\w'])")
_NUMBER_MARK = r"(?:n ?[°ºo]\.?|no\b\.?|num(?:ero)?\b\.?|nr\b\.?|number|#)"
_WITH_A_NUMBER = re.compile(rf"[ \t]{{0,4}}(?:{_NUMBER_MARK}|[a-z]{{0,6}}-?\d)")
_NO_TITLE_AFTER = re.compile(rf"[ \t:]{{0,4}}(?:{_any(lexicon.NO_TITLE_AFTER)})(?!\w)")
_REFERENCE_BEFORE = re.compile(rf"(?:(?<!\w)(?:{_any(lexicon.REFERENCE_BEFORE)})[ :]{{0,3}}|')$")


def _title(head: str) -> tuple[Paper, int] | None:
    """The first words that stand as a title, and where they end: alone at the head of a line, or with a number."""
    for found in _TITLE.finditer(head):
        line = head.rfind("\n", 0, found.start()) + 1
        before = head[line : found.start()].strip(" \t-–•*:|")
        after = head[found.end() : found.end() + 40].split("\n")[0]
        if _NO_TITLE_AFTER.match(after) or _REFERENCE_BEFORE.search(head[line : found.start()]):
            continue
        short = len(after.split()) <= 3
        if (
            (not before and (short or _WITH_A_NUMBER.match(after)))
            or _WITH_A_NUMBER.match(after)
            or _ends(before, after)
        ):
            return _PAPER_OF[found["title"]], found.end()
    return None


def _ends(before: str, after: str) -> bool:
    """« DURAND PLOMBERIE  FACTURE »: the title is what ends a short line."""
    return not after.strip() and 0 < len(before.split()) <= 4


def _paper_by_name(name: str) -> Paper:
    """« devis_petit.pdf »: what the sender calls the file."""
    said = set(re.findall(r"[a-z]+", fold(name[:200]).rpartition(".")[0] or fold(name[:200])))
    return next((Paper(paper) for paper, known in lexicon.FILE_NAME_WORDS.items() if said & set(known)), Paper.OTHER)


_CODE = r"(?P<number>[a-z]{0,8}[-_/ ]?\d[\w\-/.]{0,24})"
_NUMBER_AT_TITLE = re.compile(rf"[ \t:]{{0,4}}(?:{_NUMBER_MARK})?[ \t:.]{{0,4}}\n?[ \t]{{0,4}}{_CODE}")
_NUMBER_BELOW = re.compile(
    rf"(?:{_NUMBER_MARK}[ \t]{{0,2}}(?:de |du |d'|of )?(?:la )?(?:facture|devis|avoir|invoice|quote|document|piece)?"
    rf"|(?:facture|devis|avoir|invoice|quote|quotation)[ \t]{{0,2}}{_NUMBER_MARK}|(?<!\w)reference)"
    rf"[ \t:.]{{0,4}}\n?[ \t]{{0,4}}{_CODE}"
)
_DAY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|\d{4}-\d\d-\d\d$")


def _number(shown: str, folded: str, start: int) -> str:
    """The number of the paper, as printed: after its title, or beside « N° de facture » below."""
    at_title = _NUMBER_AT_TITLE.match(folded, start) if start else None
    for found in (at_title, *islice(_NUMBER_BELOW.finditer(folded, start, _HEAD), 5)):
        if found is None or _DAY.search(found["number"].rstrip(".")):
            continue
        return shown[found.start("number") : found.end("number")].strip(" ./-")
    return ""


_MONTH = _any(lexicon.MONTHS)
_ANY_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?:er)?(?:[/.-](?P<month>\d{1,2})[/.-]|[ ]"
    rf"(?P<name>{_MONTH})\.?,?[ ])(?P<year>\d{{4}}|\d\d)(?![\d/])"
    r"|(?<!\d)(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    rf"|(?<!\w)(?P<first>{_MONTH})\.? (?P<second>\d{{1,2}}),? (?P<third>\d{{4}})(?!\d)"
)
_DATE_BEFORE = re.compile(rf"(?<!\w)(?:{_any(lexicon.DATE_BEFORE)})[ \t:]{{0,4}}\n?[ \t]{{0,4}}(?:le )?$")
_NOT_THE_DATE = re.compile(rf"(?<!\w)(?:{_any(lexicon.NOT_THE_DATE)})(?!\w)[^\n]{{0,40}}$")


def _day(head: str) -> date | None:
    """The day that the paper says it was made on; else the first day on it that is not of something else."""
    first: date | None = None
    for found in _ANY_DAY.finditer(head):
        day = _date_of(found)
        before = head[max(0, found.start() - 60) : found.start()]
        if day is None:
            continue
        if (said := _DATE_BEFORE.search(before)) and not _REFERENCE_BEFORE.search(before[: said.start()]):
            return day
        if first is None and not said and not _NOT_THE_DATE.search(before):
            first = day
    return first


def _date_of(found: re.Match[str]) -> date | None:
    if found["iso"]:
        return _issued(found["iso"])
    if found["first"]:
        return _date(int(found["third"]), lexicon.MONTHS[found["first"]], int(found["second"]))
    month = lexicon.MONTHS[found["name"]] if found["name"] else int(found["month"])
    return _date(int(found["year"]), month, int(found["day"]))


_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ \t]?[A-Za-z0-9]){11,30}")


def _iban(shown: str) -> str:
    """The first account number whose check digits are right (ISO 13616)."""
    for found in _IBAN.finditer(shown):
        packed = re.sub(r"\s", "", found[0]).upper()
        account = packed[: lexicon.IBAN_LENGTHS.get(packed[:2], 0)]
        if len(account) == lexicon.IBAN_LENGTHS.get(packed[:2]) and account.isascii() and _checks(account):
            return account
    return ""


def _checks(account: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


_ORDER = re.compile(
    r"(?<![A-Za-z0-9-])(OS|BT)[ \t]?-?[ \t]?(?:[nN] ?[°o] ?)?(\d{4}-\d{3,6}(?:-[A-Z])?|\d{3,6})(?![\w-])"
)


def _order_number(shown: str) -> str:
    found = _ORDER.search(shown)
    return f"{found[1]}-{found[2]}" if found else ""


# --- Totals ----------------------------------------------------------------------------------------------------------

_PRINTED = r"-?(?:\d{1,3}(?:[ .,']\d{3}){1,3}|\d{1,9})(?:[.,]\d{1,2})?(?![\d%]| ?%)"
_RATE = r"(?:[ \t(]{0,3}(?:a|de|au taux de|at|@)?[ \t]{0,2}\d{1,2}(?:[.,]\d{1,2})?[ \t]?%\)?)"
_GAP = r"[ \t:=.()€|]{0,12}(?:eur(?:os?)?)?[ \t:=.()€|]{0,4}(?:\n[ \t:€]{0,6})?"


def _line(labels: Iterable[str]) -> re.Pattern[str]:
    """One of the labels, a rate of the tax or a base perhaps, and its sum."""
    return re.compile(
        rf"(?<![\w.])(?:{_any(labels)})(?!\w)(?:[ \t]en euros)?{_RATE}?(?:[ \t]{{0,3}}sur [\d ,.]{{1,14}}€?)?"
        rf"{_GAP}(?P<sum>{_PRINTED})"
    )


_EXCLUDED, _TAX = _line(lexicon.TOTAL_EXCLUDED), _line(lexicon.TOTAL_TAX)
_INCLUDED, _TO_PAY = _line(lexicon.TOTAL_INCLUDED), _line(lexicon.TO_PAY)
_NO_TAX = re.compile(rf"(?:{_any(lexicon.NOT_SUBJECT_TO_TAX)})(?!\w)")
_TAX_RATE = re.compile(r"(?<!\w)(?:tva|vat|t\.v\.a\.?)(?!\w)[^\d\n%]{0,20}(\d{1,2}(?:[.,]\d{1,2})?) ?%")


def _totals(folded: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Without tax, the tax, with tax. Totals end a paper: the last of each kind is the one."""
    excl_tax, incl_tax = _last(_EXCLUDED, folded), _last(_INCLUDED, folded)
    taxes = [_sum(found) for found in islice(_TAX.finditer(folded), 200)]
    if excl_tax is None or incl_tax is None:
        in_columns = _columns(folded)
        excl_tax = in_columns.get("excl_tax", excl_tax)
        incl_tax = in_columns.get("incl_tax", incl_tax)
        taxes = [in_columns["vat"]] if "vat" in in_columns else taxes
    if incl_tax is None:
        incl_tax = _last(_TO_PAY, folded)
    if _NO_TAX.search(folded):
        excl_tax = incl_tax = incl_tax if incl_tax is not None else excl_tax
        return excl_tax, None if incl_tax is None else Decimal("0.00"), incl_tax
    return excl_tax, _tax(taxes, excl_tax, incl_tax), incl_tax


def _tax(taxes: list[Decimal], excl_tax: Decimal | None, incl_tax: Decimal | None) -> Decimal | None:
    """The sum of the tax: the one that fits the totals, or several rates that do together; else the last."""
    if excl_tax is not None and incl_tax is not None:
        due = incl_tax - excl_tax
        if due in taxes or (taxes and sum(taxes) == due):
            return due
    return taxes[-1] if taxes else None


def _last(line: re.Pattern[str], folded: str) -> Decimal | None:
    value = None
    for found in line.finditer(folded):
        value = _sum(found)
    return value


def _sum(found: re.Match[str]) -> Decimal:
    sign = -1 if found["sum"].startswith("-") else 1
    return sign * Decimal(decimal_of(found["sum"].lstrip("-")) or 0)


_LABEL_LINES = {
    "excl_tax": re.compile(rf"(?:{_any(lexicon.TOTAL_EXCLUDED)})[ :€()]{{0,4}}"),
    "vat": re.compile(rf"(?:{_any(lexicon.TOTAL_TAX)}){_RATE}?[ :€()]{{0,4}}"),
    "incl_tax": re.compile(rf"(?:{_any((*lexicon.TOTAL_INCLUDED, *lexicon.TO_PAY))})[ :€()]{{0,4}}"),
}
_SUM_LINE = re.compile(rf"€? ?(?P<sum>{_PRINTED}) ?(?:€|eur|euros)?")


def _columns(folded: str) -> dict[str, Decimal]:
    """Labels one below the other, then their sums one below the other, as programs read two columns."""
    lines = [line.strip() for line in folded.split("\n") if line.strip()]
    found: dict[str, Decimal] = {}
    labels: list[str] = []
    sums: list[Decimal] = []
    for line in (*lines, ""):
        label = next((kind for kind, known in _LABEL_LINES.items() if known.fullmatch(line)), None)
        printed = _SUM_LINE.fullmatch(line)
        if printed and labels:
            sums.append(_sum(printed))
            if len(sums) == len(labels):
                found.update(dict(zip(labels, sums, strict=True)))
                labels, sums = [], []
        elif label and not sums:
            labels.append(label)
        else:
            labels, sums = ([label], []) if label else ([], [])
    return found


def _options(folded: str, excl_tax: Decimal | None, incl_tax: Decimal | None) -> tuple[PricedOption, ...]:
    """What a quote offers: its options when it names several, else its totals."""
    several = tuple(option for option in quote_options(folded) if option.label)
    if len(several) > 1 and re.search(r"(?<!\w)(?:option|variante|solution|choix|formule)", folded):
        return several
    rates = {Decimal(rate.replace(",", ".")) for rate in _TAX_RATE.findall(folded)}
    rate = next(iter(rates)) if len(rates) == 1 else None
    if excl_tax is None and incl_tax is None:
        return quote_options(folded) if len(amounts_in(folded)) == 1 else ()
    return (PricedOption("", incl_tax, excl_tax, rate),)
