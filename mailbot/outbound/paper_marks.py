"""What a machine reads on our papers: the square code that opens a page (hosts segno), and the facts as data."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mailbot.late import late

if TYPE_CHECKING:
    import segno
else:
    segno = late("segno")

_NOT_PRINTED = frozenset({"page", "pictures", "time_zone", "accent"})


def square_code(link: str) -> bytes:
    """A QR code of this address (ISO/IEC 18004), as a PNG with the quiet zone around it."""
    drawing = BytesIO()
    segno.make_qr(link, error="m").save(drawing, kind="png", scale=4, border=4)
    return drawing.getvalue()


def as_data(facts: Mapping[str, Any]) -> bytes:
    """What a paper says, as JSON: what is printed on it and nothing more."""
    return json.dumps(_said(facts), ensure_ascii=False, indent=1, sort_keys=True).encode()


def _said(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _said(each) for key, each in value.items() if key not in _NOT_PRINTED}
    return value
