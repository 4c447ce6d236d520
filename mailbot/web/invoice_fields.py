"""The fields of an invoice that a company or a manager types: number, day, sums; each says what must be put right."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mailbot.model_orders import Invoice
from mailbot.threads.headers import one_line
from mailbot.web.sums import day_in, put_back, sum_in
from mailbot.web.visits import Incomplete, Typed
from mailbot.workflow.invoice_checks import InvoiceRead
from mailbot.workflow.invoices import standing_figures
from mailbot.workflow.quote_figures import Figures, WrongFigures, checked

# The field beside which each trouble is told.
BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "no_amount": "incl_tax",
        "amount": "incl_tax",
        "incl_tax": "incl_tax",
        "excl_tax": "excl_tax",
        "more_without_tax": "excl_tax",
        "rate": "vat_rate",
        "dated_on": "dated_on",
        "number": "number",
    }
)
_LONGEST_NUMBER = 60


def shown(invoice: Invoice | None, typed: Typed, *, is_typed: bool) -> dict[str, str]:
    """What stands in the fields: what was typed, else the invoice as it was read."""
    figures = standing_figures(invoice) if invoice is not None else Figures()
    values = {
        "number": invoice.number if invoice is not None else "",
        "dated_on": invoice.dated_on.isoformat() if invoice is not None and invoice.dated_on is not None else "",
        "incl_tax": put_back(figures.incl_tax),
        "excl_tax": put_back(figures.excl_tax),
        "vat_rate": put_back(figures.vat_rate),
    }
    return {name: typed.text(name) if is_typed else value for name, value in values.items()}


def read_fields(typed: Typed, *, needs_amount: bool) -> InvoiceRead:
    """The fields as values. Raises Incomplete for what cannot be read, or what no invoice can say."""
    figures = Figures("", sum_in(typed, "incl_tax"), sum_in(typed, "excl_tax"), sum_in(typed, "vat_rate", "rate"))
    if needs_amount or not figures.is_empty:
        try:
            figures = checked(figures)
        except WrongFigures as wrong:
            raise Incomplete(str(wrong)) from None
    return InvoiceRead(figures, one_line(typed.text("number"))[:_LONGEST_NUMBER], day_in(typed, "dated_on"))


def beside(trouble: str) -> Any:
    """The field that a trouble belongs to; empty for none."""
    return BESIDE.get(trouble, "")
