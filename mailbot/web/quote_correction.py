"""« Corriger »: a manager types the figures of a quote, or picks one of the options that its company offered."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.model_desk import Quote
from mailbot.threads.headers import one_line
from mailbot.web.sums import day_in, put_back, sum_in
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.quote_figures import (
    Figures,
    WrongFigures,
    checked,
    correct_figures,
    kept_aside,
    options_of,
    standing,
)

_LONGEST_NUMBER = 60
# The field beside which each trouble is told.
_BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "no_amount": "incl_tax",
        "amount": "incl_tax",
        "unchanged": "incl_tax",
        "incl_tax": "incl_tax",
        "excl_tax": "excl_tax",
        "more_without_tax": "excl_tax",
        "rate": "vat_rate",
        "dates": "valid_until",
        "dated_on": "dated_on",
        "valid_until": "valid_until",
        "option": "option",
    }
)


def seen_correction(quote: Quote, typed: Typed) -> dict[str, Any]:
    """The fields as they are shown, the options to pick from, and beside which field something is wrong."""
    was_typed = typed.text("act") == "correct"
    figures = standing(quote)
    values = {
        "incl_tax": put_back(figures.incl_tax),
        "excl_tax": put_back(figures.excl_tax),
        "vat_rate": put_back(figures.vat_rate),
        "company_number": quote.company_number,
        "dated_on": quote.dated_on.isoformat() if quote.dated_on is not None else "",
        "valid_until": quote.valid_until.isoformat() if quote.valid_until is not None else "",
    }
    return {
        "values": {name: typed.text(name) if was_typed else value for name, value in values.items()},
        "options": [
            {
                "at": str(at),
                "label": each.label,
                "incl_tax": each.incl_tax,
                "excl_tax": each.excl_tax,
                "price": put_back(each.incl_tax or each.excl_tax),
            }
            for at, each in enumerate(_offered(quote), start=1)
        ],
        "came_later": bool(kept_aside(quote)),
        "beside": _BESIDE.get(typed.trouble, "") if typed.text("act") in ("correct", "pick") else "",
    }


def correct(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    """Take the figures that were typed. Raises Incomplete with what no quote can say."""
    figures = figures_typed(typed)
    number = one_line(typed.text("company_number"))[:_LONGEST_NUMBER]
    dated_on, valid_until = day_in(typed, "dated_on"), day_in(typed, "valid_until")
    _take(visit, quote, figures, number, dated_on or quote.dated_on, valid_until or quote.valid_until)


def pick(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    """Take one of the options that the company offered."""
    offered = {str(at): each for at, each in enumerate(_offered(quote), start=1)}
    if not offered:
        raise Refused(Reason.ALREADY_SO)
    chosen = offered.get(typed.text("option"))
    if chosen is None or typed.text(f"price_{typed.text('option')}") != put_back(chosen.incl_tax or chosen.excl_tax):
        raise Incomplete("option")
    _take(visit, quote, chosen, quote.company_number, quote.dated_on, quote.valid_until)


def _take(
    visit: CaseVisit, quote: Quote, figures: Figures, number: str, dated_on: date | None, valid_until: date | None
) -> None:  # fmt: skip
    try:
        right = checked(figures, dated_on=dated_on, valid_until=valid_until)
        stands = (standing(quote), quote.company_number, quote.dated_on, quote.valid_until)
        if (Figures("", right.incl_tax, right.excl_tax, right.vat_rate), number, dated_on, valid_until) == stands:
            raise Incomplete("unchanged")
        correct_figures(
            visit.session, visit.scene, quote, visit.person, figures, visit.now, company_number=number,
            dated_on=dated_on, valid_until=valid_until,
        )  # fmt: skip
    except WrongFigures as wrong:
        raise Incomplete(str(wrong)) from None


def _offered(quote: Quote) -> tuple[Figures, ...]:
    """What came after the figures that stand, else the options of the paper that they stand in."""
    return kept_aside(quote) or options_of(quote)


def figures_typed(typed: Typed) -> Figures:
    """The sums of a form, as they were typed. Raises Incomplete for what is no sum."""
    amounts = sum_in(typed, "incl_tax"), sum_in(typed, "excl_tax")
    return Figures("", *amounts, sum_in(typed, "vat_rate", "rate"))
