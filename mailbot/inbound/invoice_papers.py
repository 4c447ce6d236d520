"""An invoice out of a mail and its documents: its figures, its number, and what it says of order, client and bank."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from mailbot.inbound.attachments import KEPT, SortedFile
from mailbot.inbound.quote_papers import Read, line_with
from mailbot.inbound.reading.documents import Document, Paper, Trouble, iban_in
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money import quote_options
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.invoice_checks import InvoiceRead, Printed
from mailbot.workflow.quote_figures import Figures

_UNREADABLE = frozenset({Trouble.NO_TEXT, Trouble.ENCRYPTED, Trouble.TOO_LARGE, Trouble.NOT_A_PDF})


def invoice_in(
    reading: Reading, papers: Sequence[Read], kept: Sequence[Mapping[str, Any]], order: WorkOrder, billing: str,
    agency: str, *, is_awaited: bool,
) -> InvoiceRead | None:  # fmt: skip
    """The invoice that a mail hands in; None when it hands in none. `kept`: each document's attachment, name and
    fingerprint, in their order. `is_awaited`: an invoice was asked for, so that a scan is one."""
    said = reading.intent(IntentType.SEND_INVOICE)
    at = [n for n, each in enumerate(papers) if _may_be(each.document, said=said is not None, awaited=is_awaited)]
    at.sort(key=lambda n: papers[n].document.paper is not Paper.INVOICE)
    if said is None and not at:
        return None
    paper = papers[at[0]].document if at else None
    figures = _figures(reading, paper)
    words = reading.fresh_text
    number, dated_on = numbered(words)
    in_words = _says(words, figures)
    return InvoiceRead(
        figures=figures,
        number=(paper.number if paper is not None else "") or number,
        dated_on=(paper.issued if paper is not None else None) or dated_on,
        read_in="" if figures.is_empty else "sentence" if in_words else "page",
        sentence=line_with(words if in_words else paper.text if paper is not None else "", figures),
        documents=tuple(kept[n] for n in at),
        printed=None if paper is None else _printed(paper, reading, papers, order, billing, agency),
    )


def _may_be(document: Document, *, said: bool, awaited: bool) -> bool:
    if document.paper is Paper.INVOICE:
        return True
    if document.paper is not Paper.OTHER:
        return False
    return said or (awaited and document.trouble in _UNREADABLE)


def _figures(reading: Reading, paper: Document | None) -> Figures:
    """The words win over the page, which fills in what they leave unsaid of the very sum that they name."""
    said = reading.intent(IntentType.SEND_INVOICE) or reading.intent(IntentType.STATE_PRICE)
    value = said.values.get("amount_incl_tax") if said is not None else None
    incl = None if value is None else Decimal(value)
    words = Figures("", incl)
    for option in quote_options(fold(reading.fresh_text)):
        if option.incl_tax == incl and not (incl is None and option.excl_tax is None):
            words = Figures("", incl, option.excl_tax, option.vat_rate)
    if paper is None:
        return words
    page = Figures("", paper.incl_tax, paper.excl_tax, _rate(paper))
    if words.is_empty or (incl is not None and incl == page.incl_tax):
        return Figures(
            "", page.incl_tax or words.incl_tax, page.excl_tax or words.excl_tax,
            page.vat_rate if page.vat_rate is not None else words.vat_rate,
        )  # fmt: skip
    return words


_RATE = re.compile(r"(?<!\w)(?:tva|vat|t\.v\.a\.?)(?!\w)[^\d\n%]{0,20}(\d{1,2}(?:[.,]\d{1,2})?) ?%")


def _rate(paper: Document) -> Decimal | None:
    rates = {Decimal(rate.replace(",", ".")) for rate in _RATE.findall(fold(paper.text))}
    return next(iter(rates)) if len(rates) == 1 else None


def _says(words: str, figures: Figures) -> bool:
    return bool(line_with(words, figures))


_WITHOUT_VAT = re.compile(r"(?:art(?:icle|\.)? ?293 ?b|tva non applicable|non assujetti|auto-?liquidation|no vat)")


def _printed(
    paper: Document, reading: Reading, papers: Sequence[Read], order: WorkOrder, billing: str, agency: str
) -> Printed:  # fmt: skip
    trouble = paper.trouble.value if paper.trouble is not None else ""
    iban = paper.iban or bank_in(reading.fresh_text, papers)
    if trouble:
        return Printed(iban=iban, trouble=trouble)
    folded = fold(paper.text)
    named = all(fold(word) in folded for word in [*_names(billing), agency] if word)
    return Printed(
        order_number=_order(paper.order_number, order),
        label="right" if named else "wrong",
        iban=iban,
        without_vat=_WITHOUT_VAT.search(folded) is not None,
    )


def _names(billing: str) -> list[str]:
    """The last word of each owner's name: « M. Vasseur Bernard » and « Bernard VASSEUR » are one man."""
    return [name.split()[-1] for name in billing.split(",") if name.split()]


def _order(printed: str, order: WorkOrder) -> str:
    if not printed:
        return "missing"
    return "named" if printed in (order.number, order.shown_number) else "other"


def bank_in(words: str, papers: Sequence[Read]) -> str:
    """The account number that a mail names: on a paper with bank details, else in its words."""
    on_paper = (each.document.iban for each in papers if each.document.paper is Paper.BANK_DETAILS)
    return next((iban for iban in on_paper if iban), "") or iban_in(words)


_NUMBERED = re.compile(
    r"(?:facture|invoice) ?(?:n ?[°ºo]\.?|no\.?|number|:) ?(?P<number>[\w/-]{1,30}\d[\w/-]{0,20}|\d[\w/-]{0,30})"
    r"(?: (?:du|of|dated|en date du) (?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}))?",
    re.IGNORECASE,
)


def numbered(words: str) -> tuple[str, date | None]:
    """« Facture n° F-2026-88 du 24/11/2026 »."""
    found = _NUMBERED.search(words)
    if found is None:
        return "", None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"])) if found["year"] else None
    except ValueError:
        day = None
    return found["number"], day


def small_aside(files: Sequence[SortedFile]) -> tuple[SortedFile, ...]:
    """The files of a company, its small pictures set aside: nothing of a finished work is seen on them. Their sender is
    told when nothing else came (S2-28)."""
    kept = tuple(each for each in files if not is_small(each))
    more = any(each.use in KEPT for each in kept)
    use, why = (AttachmentUse.DECORATION, "") if more else (AttachmentUse.REFUSED, "too_small")
    return tuple(SortedFile(each.file, use, why) if is_small(each) else each for each in files)


def is_small(each: SortedFile) -> bool:
    """Whether a picture is too small to show the state of anything."""
    return each.use is AttachmentUse.PHOTO and 0 < each.longer_side < _SMALLEST


_SMALLEST = 640
