"""Sums as people type them: « 1 250,50 » and « 1.250,50 » in French, 1,250.50 and 1,250 in English."""

import re

_BY_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def with_point(bare: str) -> str:
    """A sum without its blanks and its unit, with a point before its cents alone."""
    if _BY_THOUSANDS.fullmatch(bare):
        return bare.replace(",", "")
    return bare.replace(".", "").replace(",", ".") if "," in bare else bare
