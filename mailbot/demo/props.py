"""The papers that the story's people enclose: two photos, and an invoice that names its order."""

import re
from collections.abc import Sequence
from datetime import datetime

from mailbot.demo.moving import HOME
from mailbot.demo.writing import Enclosed
from mailbot.outbound.press import PRESS
from mailbot.outbound.press_wire import Job
from mailbot.templating import Templates, templates_folder

PHOTOS = ("leak", "mended")
INVOICE = "invoice"
_ORDER = re.compile(r"OS-\d{4}-\d{4}")


def named(names: Sequence[str]) -> tuple[str, ...]:
    """Those of these names that are props, each once."""
    return tuple(name for name in dict.fromkeys(names) if name in (*PHOTOS, INVOICE))


def enclosed(name: str, subject: str, now: datetime) -> Enclosed:
    """A prop as somebody's machine names it; an invoice is for the order that the subject names.

    Raises what the printing press raises.
    """
    if name == INVOICE:
        return Enclosed("facture-2026-88.pdf", "application/pdf", _invoice(subject, now))
    return Enclosed(f"{_FILES[name]}.jpg", "image/jpeg", photo(name))


_FILES = {"leak": "IMG_2041", "mended": "IMG_2107"}


def photo(name: str) -> bytes:
    """The bytes of a photo."""
    return (templates_folder() / "pages" / "demo" / f"{name}.jpg").read_bytes()


def _invoice(subject: str, now: datetime) -> bytes:
    number = _ORDER.search(subject)
    facts = {
        "number": number[0] if number else "",
        "on": now.astimezone(HOME).date().isoformat(),
        "time_zone": HOME.key,
    }
    html = Templates("fr", autoescape=True, prose=True).get("pages/demo/invoice.html").render(facts)
    return PRESS.print(Job(html, {}, ""))
