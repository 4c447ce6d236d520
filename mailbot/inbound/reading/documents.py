"""What an attached document says: a quote, an invoice, bank details, and the figures on it.

`pdf_pages` opens the file; here its words are read, and nothing that they hold raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import islice

from mailbot.inbound.reading.lexicon import document_words as lexicon
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money import PricedOption, amounts_in, quote_options
from mailbot.inbound.reading.paper_totals import any_of, totals_of
from mailbot.inbound.reading.pdf_pages import FIRST_PAGES, LARGEST, LONGEST_TEXT, Trouble, contents_of

__all__ = ["FIRST_PAGES", "LARGEST", "LONGEST_TEXT", "Document", "Paper", "Trouble", "iban_in", "read_document"]


class Paper(StrEnum):
    """What kind of document it is, by its title."""

    QUOTE = "quote"
    INVOICE = "invoice"
    BANK_DETAILS = "bank_details"
    CREDIT_NOTE = "credit_note"
    REPORT = "report"
    OTHER = "other"


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


def read_document(content: bytes, name: str = "") -> Document:
    """Read one attached file; `name` is only believed where the file says nothing.

    Never raises: what cannot be read says so in `trouble`.
    """
    if len(content) > LARGEST:
        return Document(paper=_paper_by_name(name), trouble=Trouble.TOO_LARGE)
    if b"%PDF-" not in content[:1024]:  # ISO 32000-1, annex H, implementation note 13
        return Document(paper=_paper_by_name(name), trouble=Trouble.NOT_A_PDF)
    text, invoice, trouble = contents_of(content)
    read = _read_text(text, name)
    if trouble is None and not text.strip() and not invoice:
        trouble = Trouble.NO_TEXT
    if invoice:
        return _with_invoice(replace(read, trouble=None), invoice)
    return replace(read, trouble=trouble)


# --- The invoice for programs ----------------------------------------------------------------------------------------


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
        iban=iban_in(fields.get("iban", "")) or read.iban,
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
    iban = iban_in(shown)
    if paper is None:
        paper = _paper_by_name(name)
        if paper is Paper.OTHER and iban and len(folded) < _HEAD:
            paper = Paper.BANK_DETAILS if _ACCOUNT.search(folded) else Paper.OTHER
    excl_tax, vat, incl_tax = totals_of(folded)
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

_TITLES = {
    Paper.QUOTE: lexicon.QUOTE_TITLES,
    Paper.INVOICE: lexicon.INVOICE_TITLES,
    Paper.CREDIT_NOTE: lexicon.CREDIT_TITLES,
    Paper.BANK_DETAILS: lexicon.BANK_TITLES,
    Paper.REPORT: lexicon.REPORT_TITLES,
    Paper.OTHER: lexicon.OTHER_TITLES,
}
_PAPER_OF = {title: paper for paper, titles in _TITLES.items() for title in titles}
_TITLE = re.compile(rf"(?<![\w'-])(?P<title>{any_of(_PAPER_OF)})(?![\w'])")
_NUMBER_MARK = r"(?:n ?[°ºo]\.?|no\b\.?|num(?:ero)?\b\.?|nr\b\.?|number|#)"
_WITH_A_NUMBER = re.compile(rf"[ \t]{{0,4}}(?:{_NUMBER_MARK}|[a-z]{{0,6}}-?\d)")
_NO_TITLE_AFTER = re.compile(rf"[ \t:]{{0,4}}(?:{any_of(lexicon.NO_TITLE_AFTER)})(?!\w)")
_REFERENCE_BEFORE = re.compile(rf"(?:(?<!\w)(?:{any_of(lexicon.REFERENCE_BEFORE)})[ :]{{0,3}}|')$")


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


_MONTH = any_of(lexicon.MONTHS)
_ANY_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?:er)?(?:[/.-](?P<month>\d{1,2})[/.-]|[ ]"
    rf"(?P<name>{_MONTH})\.?,?[ ])(?P<year>\d{{4}}|\d\d)(?![\d/])"
    r"|(?<!\d)(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    rf"|(?<!\w)(?P<first>{_MONTH})\.? (?P<second>\d{{1,2}}),? (?P<third>\d{{4}})(?!\d)"
)
_DATE_BEFORE = re.compile(rf"(?<!\w)(?:{any_of(lexicon.DATE_BEFORE)})[ \t:]{{0,4}}\n?[ \t]{{0,4}}(?:le )?$")
_NOT_THE_DATE = re.compile(rf"(?<!\w)(?:{any_of(lexicon.NOT_THE_DATE)})(?!\w)[^\n]{{0,40}}$")


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


def iban_in(shown: str) -> str:
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


_TAX_RATE = re.compile(r"(?<!\w)(?:tva|vat|t\.v\.a\.?)(?!\w)[^\d\n%]{0,20}(\d{1,2}(?:[.,]\d{1,2})?) ?%")


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
