"""The number of a form: it acts once, and it remembers when its page was shown.

A program that opens links in mail to look for danger opens every page, and some post every form that they find, at
once. Nobody reads a page and presses a button of it in less than `READING`: such a press does nothing, and the page is
shown again. The time in the number is not sealed: whoever would forge it holds the link, and could wait as well.
"""

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta

READING = timedelta(seconds=2)
"""What it takes anybody to see a page and to press a button of it."""

_TIME = 11
"""Hexadecimal digits of the milliseconds since 1970."""
_ALL = 32
_FORM = re.compile(r"[0-9a-f]{32}")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def draw(now: datetime) -> str:
    """A number for a form that is shown now."""
    return _stamp(now) + secrets.token_hex(_ALL)[: _ALL - _TIME]


def part(form: str, name: str) -> str:
    """The number of one form of several on a page: as old as the page's own, and always the same."""
    return form[:_TIME] + hashlib.sha256(f"{form} {name}".encode()).hexdigest()[: _ALL - _TIME]


def is_number(form: str) -> bool:
    """Whether this is the number of a form at all."""
    return _FORM.fullmatch(form) is not None


def is_too_fast(form: str, *, now: datetime) -> bool:
    """Whether a form comes back sooner than anybody reads."""
    shown, latest = int(form[:_TIME], 16), int(_stamp(now), 16)
    return abs(latest - shown) < READING / timedelta(milliseconds=1)  # another machine's clock may be ahead of ours


def _stamp(now: datetime) -> str:
    return f"{(now - _BEGIN) // timedelta(milliseconds=1):0{_TIME}x}"
