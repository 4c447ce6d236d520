"""The totals printed on a paper: without tax, the tax, with tax, on their lines or in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from mailbot.inbound.reading.lexicon import document_words as lexicon
from mailbot.inbound.reading.money import decimal_of


def any_of(phrases: Iterable[str]) -> str:
    """The phrases as one alternative of a pattern, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_PRINTED = r"-?(?:\d{1,3}(?:[ .,']\d{3}){1,3}|\d{1,9})(?:[.,]\d{1,2})?(?![\d%]| ?%)"
_RATE = r"(?:[ \t(]{0,3}(?:a|de|au taux de|at|@)?[ \t]{0,2}\d{1,2}(?:[.,]\d{1,2})?[ \t]?%\)?)"
_GAP = r"[ \t:=.()€|]{0,12}(?:eur(?:os?)?)?[ \t:=.()€|]{0,4}(?:\n[ \t:€]{0,6})?"


def _line(labels: Iterable[str]) -> re.Pattern[str]:
    """One of the labels, a rate of the tax or a base perhaps, and its sum."""
    return re.compile(
        rf"(?<![\w.])(?:{any_of(labels)})(?!\w)(?:[ \t]en euros)?{_RATE}?(?:[ \t]{{0,3}}sur [\d ,.]{{1,14}}€?)?"
        rf"{_GAP}(?P<sum>{_PRINTED})"
    )


_EXCLUDED, _TAX = _line(lexicon.TOTAL_EXCLUDED), _line(lexicon.TOTAL_TAX)
_INCLUDED, _TO_PAY = _line(lexicon.TOTAL_INCLUDED), _line(lexicon.TO_PAY)
_NO_TAX = re.compile(rf"(?:{any_of(lexicon.NOT_SUBJECT_TO_TAX)})(?!\w)")


def totals_of(folded: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
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
    "excl_tax": re.compile(rf"(?:{any_of(lexicon.TOTAL_EXCLUDED)})[ :€()]{{0,4}}"),
    "vat": re.compile(rf"(?:{any_of(lexicon.TOTAL_TAX)}){_RATE}?[ :€()]{{0,4}}"),
    "incl_tax": re.compile(rf"(?:{any_of((*lexicon.TOTAL_INCLUDED, *lexicon.TO_PAY))})[ :€()]{{0,4}}"),
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
