"""Sums and days as people type them: « 1 250,50 » and « 1.250 » in French, 1,250.50 and 1,250 in English."""

import re
from datetime import date
from decimal import Decimal

from mailbot.web.visits import Incomplete, Typed

_BLANKS = re.compile(r"[\s\u00a0\u202f€%]|euros?|eur|ttc|ht", re.IGNORECASE)
_BY_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?[1-9]\d{0,2}(?:\.\d{3})+")


def with_point(bare: str) -> str:
    """A sum without its blanks and its unit, with a point before its cents alone."""
    if _BY_THOUSANDS.fullmatch(bare):
        return bare.replace(",", "") if "," in bare else bare.replace(".", "")
    return bare.replace(".", "").replace(",", ".") if "," in bare else bare


def sum_in(typed: Typed, name: str, trouble: str = "") -> Decimal | None:
    """The sum or the rate in a field; nothing for an empty one. Raises Incomplete."""
    bare = with_point(_BLANKS.sub("", typed.text(name)))
    if not bare:
        return None
    if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,4})?", bare) is None:
        raise Incomplete(trouble or name)
    return Decimal(bare)


def day_in(typed: Typed, name: str) -> date | None:
    """The day in a field; nothing for an empty one. Raises Incomplete."""
    if not typed.text(name):
        return None
    try:
        return date.fromisoformat(typed.text(name))
    except ValueError:
        raise Incomplete(name) from None


def put_back(value: Decimal | None) -> str:
    """A sum or a rate as a field shows it."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if value == value.to_integral() else f"{value}"
