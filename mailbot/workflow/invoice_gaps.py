"""Which gaps of an invoice its company has to put right, and which are a manager's to look at (WORDING, P-17)."""

from collections.abc import Iterable

from mailbot.vocabulary import InvoiceGap

FOR_COMPANY = frozenset(
    {
        InvoiceGap.NO_AMOUNT,
        InvoiceGap.NO_ORDER_NUMBER,
        InvoiceGap.OTHER_ORDER,
        InvoiceGap.WRONG_LABEL,
        InvoiceGap.VAT,
    }
)
"""What the company has to put right; everything else is a manager's to look at."""


def worst_first(gaps: Iterable[InvoiceGap]) -> list[InvoiceGap]:
    """What the company has to put right, in the order in which its letter names it."""
    theirs = FOR_COMPANY & set(gaps)
    return [gap for gap in InvoiceGap if gap in theirs]
