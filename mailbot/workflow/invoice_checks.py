"""What an invoice is compared with, and what of it does not fit: figures and codes alone (WORDING, G-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from mailbot.vocabulary import InvoiceGap
from mailbot.workflow.orders import exceeds
from mailbot.workflow.quote_figures import Figures, to_compare

_PLAUSIBLE = (Decimal(0), Decimal("5.5"), Decimal(10), Decimal(20))
_ROUNDING = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a document says beside its sums: codes, and the account number as it is printed."""

    order_number: str = ""
    """named, missing or other; empty when nothing could be read."""
    label: str = ""
    """right or wrong; empty when nothing could be read."""
    iban: str = ""
    trouble: str = ""
    """Why nobody but a person can read it, as a code."""
    without_vat: bool = False
    """It says that no VAT is due (CGI, article 293 B)."""

    def to_json(self) -> dict[str, Any]:
        """As the row of an invoice keeps it."""
        return {
            "order_number": self.order_number, "label": self.label, "iban": self.iban, "trouble": self.trouble,
            "without_vat": self.without_vat,
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Printed":
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class InvoiceRead:
    """An invoice as somebody handed it in; nothing for what was not said."""

    figures: Figures = field(default_factory=Figures)
    number: str = ""
    dated_on: date | None = None
    read_in: str = ""
    """`sentence` or `page`: where the sum was read; empty when there is none."""
    sentence: str = ""
    documents: tuple[Mapping[str, Any], ...] = ()
    """Attachment, name and fingerprint of each document that came along."""
    printed: Printed | None = None
    """None when no document came."""


@dataclass(frozen=True, slots=True)
class Against:
    """What an invoice is held against."""

    quote_incl_tax: Decimal | None
    """Of the quote that was accepted."""
    ceiling_incl_tax: Decimal
    others_incl_tax: Decimal
    """What the other invoices of the same order say."""
    iban_on_file: str
    is_over: bool
    """Whether the order was refused, given back or cancelled."""


def gaps_of(figures: Figures, printed: Printed | None, against: Against) -> list[InvoiceGap]:
    """What does not fit, in the order in which letters name it."""
    paper = printed or Printed()
    found = {
        InvoiceGap.NO_AMOUNT: figures.is_empty,
        InvoiceGap.OTHER_ORDER: paper.order_number == "other",
        InvoiceGap.NO_ORDER_NUMBER: paper.order_number == "missing",
        InvoiceGap.WRONG_LABEL: paper.label == "wrong",
        InvoiceGap.VAT: printed is not None and not paper.trouble and not vat_is_plausible(figures, paper),
        InvoiceGap.UNREADABLE: bool(paper.trouble),
        InvoiceGap.ABOVE_QUOTE: above_quote(figures, against),
        InvoiceGap.ABOVE_THRESHOLD: _above_threshold(figures, against),
        InvoiceGap.OTHER_BANK: bank_of(paper, against) == "bank_other",
        InvoiceGap.NEW_BANK: bank_of(paper, against) == "bank_new",
        InvoiceGap.ORDER_OVER: against.is_over,
    }
    return [gap for gap, stands in found.items() if stands]


def vat_is_plausible(figures: Figures, printed: Printed) -> bool:
    """Whether the tax is one of the rates that such works can bear, or the paper says that none is due."""
    if figures.is_empty or printed.without_vat:
        return True  # the missing sum is told of by itself
    if figures.vat_rate is not None and figures.vat_rate not in _PLAUSIBLE:
        return False
    if figures.incl_tax is None or figures.excl_tax is None:
        return figures.vat_rate is not None
    rates = _PLAUSIBLE[1:] if figures.vat_rate is None else (figures.vat_rate,)
    return any(abs(figures.excl_tax * (1 + rate / 100) - figures.incl_tax) <= _ROUNDING for rate in rates)


def overrun(figures: Figures, against: Against) -> Decimal | None:
    """By how much an invoice, with the others of its order, differs from the accepted quote; None without the two."""
    sum_ = to_compare(figures)
    if sum_ is None or against.quote_incl_tax is None:
        return None
    return sum_ + against.others_incl_tax - against.quote_incl_tax


def above_quote(figures: Figures, against: Against) -> bool:
    """Whether more is asked for than was accepted."""
    gap = overrun(figures, against)
    return gap is not None and gap > 0


def _above_threshold(figures: Figures, against: Against) -> bool:
    sum_ = to_compare(figures)
    if sum_ is None or against.quote_incl_tax is not None:
        return False
    return exceeds(sum_ + against.others_incl_tax, against.ceiling_incl_tax)


def bank_of(printed: Printed, against: Against) -> str:
    """How the account number stands to the one on file: bank_same, bank_new, bank_other; nothing when none is printed.
    One that was never on file is shown as new; one that differs is a change."""
    if not printed.iban:
        return ""
    on_file = bare(against.iban_on_file)
    if not on_file:
        return "bank_new"
    return "bank_same" if bare(printed.iban) == on_file else "bank_other"


def checks_of(figures: Figures, printed: Printed | None, against: Against) -> dict[str, str]:
    """Codes of what a manager would look up by hand; nothing for what no document says."""
    if printed is None:
        return {}
    label = {"right": "label_right", "wrong": "label_wrong"}.get(printed.label, "label_unread")
    if printed.trouble:
        vat = "vat_unread"
    else:
        vat = "vat_plausible" if not figures.is_empty and vat_is_plausible(figures, printed) else "vat_wrong"
    checks = {"number": f"number_{printed.order_number or 'unread'}", "label": label, "vat": vat}
    return checks | {"bank": bank_of(printed, against) or "bank_none"}


def bare(iban: str) -> str:
    """An account number as it is compared: without blanks, in capitals."""
    return "".join(iban.split()).upper()


def covered_iban(iban: str) -> str:
    """Enough of an account number to recognise it, and no more."""
    packed = bare(iban)
    return f"{packed[:4]} ••• {packed[-3:]}" if len(packed) > 8 else ""


def is_account(iban: str) -> bool:
    """Whether these are an account number's length and check digits (ISO 13616)."""
    packed = bare(iban)
    if not (15 <= len(packed) <= 34 and packed.isascii() and packed.isalnum() and packed[:2].isalpha()):
        return False
    return packed[2:4].isdigit() and int("".join(str(int(sign, 36)) for sign in packed[4:] + packed[:4])) % 97 == 1
