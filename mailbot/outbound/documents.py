"""Documents that are printed, as PDF: a report and all about it, what leaves for a company (hosts weasyprint)."""

import logging
import threading
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from mailbot.errors import TryAgain
from mailbot.templating import LANGUAGES, Templates, templates_folder

_ONE = threading.Semaphore(1)
"""A document takes a processor and a hundred megabytes: one at a time."""
_PATIENCE = 60.0
"""Seconds that the next one waits for its turn."""
_OURS = "ours:"


def printed(name: str, language: str, facts: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """A document as a PDF: `templates/documents/<language>/<name>.html` with these facts. `pictures` are the only
    thing beside its words that it can show: `<img src="ours:photo-1">` is the one named photo-1.

    Raises TryAgain when too many are being printed.
    """
    html = _templates(language).get(f"documents/{language}/{name}.html").render(facts)
    with _alone():
        return _printed_without_gaps(html, pictures, "report.css")


def as_html(name: str, language: str, facts: Mapping[str, Any]) -> str:
    """A document as a page that somebody looks through and puts right before it goes further."""
    return _templates(language).get(f"documents/{language}/{name}.html").render(facts)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a PDF: the data that it shows."""

    name: str
    content: bytes
    made_at: datetime


def archived(
    name: str, language: str, facts: Mapping[str, Any], pictures: Mapping[str, bytes], enclosed: Enclosed
) -> bytes:
    """A document that is kept for ten years: as `printed`, in `paper.css`, as PDF/A-3a (ISO 19005-3) with its data
    inside. The same facts and pictures make the same bytes.

    Raises TryAgain when too many are being printed.
    """
    html = _templates(language).get(f"documents/{language}/{name}.html").render(facts)
    with _alone():
        return _printed_without_gaps(html, pictures, "paper.css", enclosed)


@contextmanager
def _alone() -> Iterator[None]:
    if not _ONE.acquire(timeout=_PATIENCE):
        raise TryAgain("documents are being printed")
    try:
        yield
    finally:
        _ONE.release()


def _printed_without_gaps(
    html: str, pictures: Mapping[str, bytes], style: str, enclosed: Enclosed | None = None
) -> bytes:
    """A letter that none of the fonts here can draw is said in Latin letters: nobody reads a row of boxes."""
    undrawn = _Undrawn()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(undrawn)
    try:
        written = _as_pdf(html, pictures, style, enclosed)
        if undrawn.signs:
            written = _as_pdf(html.translate(_in_latin(undrawn.signs)), pictures, style, enclosed)
    finally:
        logger.removeHandler(undrawn)
    return written


class _Undrawn(logging.Handler):
    """Remembers the signs that weasyprint says it has drawn as a box."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.signs: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and str(record.msg).startswith(".notdef"):
            self.signs.add(str(next(iter(record.args))))


def _in_latin(signs: set[str]) -> dict[int, str]:
    return {ord(sign): latin(sign) for sign in signs}


def latin(sign: str) -> str:
    """A letter of another script as its Unicode name calls it: « 한 » is Han, « タ » is ta. What has no such name, as a
    Chinese sign, is a question mark; a pictogram is nothing."""
    name = unicodedata.name(sign, "")
    for kind in (" SYLLABLE ", " LETTER ", " CHARACTER "):
        if kind in name:
            return name.partition(kind)[2].rpartition(" ")[2].lower()
    return "?" if unicodedata.category(sign).startswith("L") else ""


def _as_pdf(
    html: str, pictures: Mapping[str, bytes], style: str = "report.css", enclosed: Enclosed | None = None
) -> bytes:
    from weasyprint import HTML, Attachment  # a second and 60 MB, for a process that prints
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OursAlone(URLFetcher):  # type: ignore[misc]
        """Hands over our own bytes. Nothing that people wrote can make it ask a network or a disk for anything."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            content = pictures.get(url.removeprefix(_OURS)) if url.startswith(_OURS) else None
            if content is None:
                raise FatalURLFetchingError("a document shows nothing that it was not given")
            kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
            return URLFetcherResponse(url, BytesIO(content), {"Content-Type": kind})

    press = _press(style)
    options: dict[str, Any] = {"stylesheets": [press.style], "font_config": press.fonts}
    if enclosed is not None:
        data = Attachment(
            file_obj=BytesIO(enclosed.content), name=enclosed.name, relationship="Data",
            created=enclosed.made_at.astimezone(UTC), modified=enclosed.made_at.astimezone(UTC),
        )  # fmt: skip
        options |= {"pdf_variant": "pdf/a-3a", "attachments": [data], "finisher": _once_each}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # weasyprint 70 leaves its colour profile to be closed
            written: bytes = HTML(string=html, base_url=None, url_fetcher=OursAlone()).write_pdf(**options)
    except FatalURLFetchingError as error:  # theirs passes by every `except Exception`
        raise ValueError(str(error)) from None
    return written


def _once_each(_document: object, pdf: Any) -> None:
    # weasyprint 70 lists each file twice among those of the document: as embedded, and as one of its objects.
    pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))


@dataclass(frozen=True, slots=True)
class _Press:
    """What every document of one style shares: reading fonts and a style sheet takes longer than printing a page."""

    style: Any
    fonts: Any


@lru_cache(maxsize=2)
def _press(style: str) -> _Press:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    source = (templates_folder() / "documents" / style).read_text("utf-8")
    return _Press(CSS(string=source, font_config=fonts), fonts)


def safe_name(name: str, taken: set[str]) -> str:
    """The name of a file in an archive: no folder, nothing that a disk refuses, none twice. It joins `taken`."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(sign if sign.isprintable() and sign not in '<>:"|?*/' else "_" for sign in last).strip(" .")
    path = PurePosixPath(kept[-100:] or "document")
    found, number = path.name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{path.stem}-{number}{path.suffix}"
    taken.add(found.casefold())
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _templates(language: str) -> Templates:
    return Templates(language, autoescape=True, prose=True, shared=f"letters/{language}/_words.jinja")
