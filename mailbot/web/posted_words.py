"""What a page writes in the name of whoever pressed its button: their words, as a button in a letter has them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from mailbot.workflow.quote_figures import Figures

_DONE: Mapping[str, str] = MappingProxyType({"fr": "Intervention réalisée le {on}.", "en": "Works done on {on}."})
_QUOTE: Mapping[str, str] = MappingProxyType({"fr": "Devis ci-joint{sums}.", "en": "Our quote is attached{sums}."})
_SUMS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "fr": ("{sum} € HT", "TVA {rate} %", "{sum} € TTC"),
        "en": ("{sum} € excl. VAT", "VAT {rate}%", "{sum} € incl. VAT"),
    }
)
_PROBLEM: Mapping[str, str] = MappingProxyType(
    {"fr": "Non, il reste un problème :\n{words}", "en": "No, there is still a problem:\n{words}"}
)


def done(language: str, on: date, words: str) -> str:
    """« Intervention réalisée », with what was added to it."""
    said = _DONE[language].format(on=on.strftime("%d/%m/%Y"))
    return f"{said}\n{words}" if words else said


def quote(language: str, figures: Figures, words: str) -> str:
    """« Devis ci-joint », with the sums that were typed."""
    without, taxed, with_ = _SUMS[language]
    incl_tax, excl_tax, rate = figures.incl_tax, figures.excl_tax, figures.vat_rate
    sums = [
        without.format(sum=_figure(excl_tax, language)) if excl_tax is not None else "",
        taxed.format(rate=_figure(rate, language)) if rate is not None else "",
        with_.format(sum=_figure(incl_tax, language)) if incl_tax is not None else "",
    ]
    named = ", ".join(filter(None, sums))
    colon = " : " if language == "fr" else ": "
    said = _QUOTE[language].format(sums=f"{colon}{named}" if named else "")
    return f"{said}\n{words}" if words else said


def problem(language: str, words: str) -> str:
    """« Il reste un problème », and which."""
    return _PROBLEM[language].format(words=words)


def _figure(value: Decimal, language: str) -> str:
    written = f"{value:.2f}" if value != value.to_integral() else f"{value:.0f}"
    return written.replace(".", ",") if language == "fr" else written
