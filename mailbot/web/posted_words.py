"""What a page writes in the name of whoever pressed its button: their words, as a button in a letter has them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from mailbot.templating import Templates
from mailbot.workflow.quote_figures import Figures


def done(language: str, on: date, words: str) -> str:
    """« Intervention réalisée », with what was added to it."""
    said = _posted("done", language).format(on=on.strftime("%d/%m/%Y"))
    return f"{said}\n{words}" if words else said


def quote(language: str, figures: Figures, words: str) -> str:
    """« Devis ci-joint », with the sums that were typed."""
    without, taxed, with_ = (_posted(name, language) for name in ("excl_tax", "vat_rate", "incl_tax"))
    incl_tax, excl_tax, rate = figures.incl_tax, figures.excl_tax, figures.vat_rate
    sums = [
        without.format(sum=_figure(excl_tax, language)) if excl_tax is not None else "",
        taxed.format(rate=_figure(rate, language)) if rate is not None else "",
        with_.format(sum=_figure(incl_tax, language)) if incl_tax is not None else "",
    ]
    named = ", ".join(filter(None, sums))
    said = _posted("quote with sums", language).format(sums=named) if named else _posted("quote", language)
    return f"{said}\n{words}" if words else said


def problem(language: str, words: str) -> str:
    """« Il reste un problème », and which."""
    return _posted("problem", language).format(words=words)


def _figure(value: Decimal, language: str) -> str:
    written = f"{value:.2f}" if value != value.to_integral() else f"{value:.0f}"
    return written.replace(".", ",") if language == "fr" else written


def _posted(name: str, language: str) -> str:
    return _words()[name][language]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    words: Mapping[str, Mapping[str, str]] = Templates("fr", autoescape=False).tables("pages/posted.jinja")["POSTED"]
    return words
