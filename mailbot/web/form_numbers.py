"""The number of a form: it acts once, and it remembers when its page was shown.

A program that opens links in mail to look for danger opens every page, and some post every form that they find, at
once. Nobody reads a page and presses a button of it in less than `READING`: such a press does nothing, and the page is
shown again. The time in the number is not sealed: whoever would forge it holds the link, and could wait as well.

The page that comes again waits no longer than the first one did: somebody impatient presses a second time, and that
counts once `READING` is over since the page was first shown. A program that posts what it is shown again, as fast as it
can, is held by two things: nobody sees a new page and presses it in less than `GLANCE`, and whoever was too fast
`PATIENCE` times over begins anew.
"""

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta

READING = timedelta(seconds=2)
"""What it takes anybody to see a page and to press a button of it."""
GLANCE = timedelta(milliseconds=500)
"""What it takes anybody to see that a page came again, and to press its button."""
PATIENCE = 2
"""How often a page comes again as old as it was first shown."""

_TIME = 11
"""Hexadecimal digits of the milliseconds since 1970, when the page was first shown."""
_LATER = 3
"""Digits of the milliseconds from then until it was shown again; after them, one digit says how often it was."""
_HEAD = _TIME + _LATER + 1
_ALL = 32
_FORM = re.compile(r"[0-9a-f]{32}")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def draw(now: datetime) -> str:
    """A number for a form that is shown now."""
    return _number(_milliseconds(now), later=0, times=0)


def draw_again(form: str, *, now: datetime) -> str:
    """A number for a page that comes again because it was pressed too fast: as old as it was, unless that has happened
    too often; and for whatever was no number at all, one of now."""
    if not is_number(form) or (times := int(form[_HEAD - 1], 16)) >= PATIENCE:
        return draw(now)
    first = int(form[:_TIME], 16)
    later = max(0, _milliseconds(now) - first)
    return _number(first, later=later, times=times + 1) if later < 16**_LATER else draw(now)


def part(form: str, name: str) -> str:
    """The number of one form of several on a page: as old as the page's own, and always the same."""
    return form[:_HEAD] + hashlib.sha256(f"{form} {name}".encode()).hexdigest()[: _ALL - _HEAD]


def is_number(form: str) -> bool:
    """Whether this is the number of a form at all."""
    return _FORM.fullmatch(form) is not None


def is_too_fast(form: str, *, now: datetime) -> bool:
    """Whether a form comes back sooner than anybody reads it, or sees that it came again."""
    first, latest = int(form[:_TIME], 16), _milliseconds(now)
    shown = first + int(form[_TIME : _TIME + _LATER], 16)
    # By how much, either way: another machine's clock may be ahead of ours.
    return abs(latest - first) < _in_ms(READING) or abs(latest - shown) < _in_ms(GLANCE)


def _number(first: int, *, later: int, times: int) -> str:
    return f"{first:0{_TIME}x}{later:0{_LATER}x}{times:x}" + secrets.token_hex(_ALL)[: _ALL - _HEAD]


def _milliseconds(now: datetime) -> int:
    return (now - _BEGIN) // timedelta(milliseconds=1)


def _in_ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
