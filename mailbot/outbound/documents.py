"""Documents that are printed: a report with everything about it, as a PDF (hosts weasyprint)."""

import threading
from collections.abc import Mapping
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
    html = _templates(language).get(f"documents/{language}/{name}.html").render({**facts, "style": _style()})
    if not _ONE.acquire(timeout=_PATIENCE):
        raise TryAgain("documents are being printed")
    try:
        return _as_pdf(html, pictures)
    finally:
        _ONE.release()


def _as_pdf(html: str, pictures: Mapping[str, bytes]) -> bytes:
    from weasyprint import HTML  # a second and 60 MB, for a process that prints
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OursAlone(URLFetcher):  # type: ignore[misc]
        """Hands over our own bytes. Nothing that people wrote can make it ask a network or a disk for anything."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            content = pictures.get(url.removeprefix(_OURS)) if url.startswith(_OURS) else None
            if content is None:
                raise FatalURLFetchingError("a document shows nothing that it was not given")
            return URLFetcherResponse(url, BytesIO(content), {"Content-Type": "image/jpeg"})

    try:
        written: bytes = HTML(string=html, base_url=None, url_fetcher=OursAlone()).write_pdf()
    except FatalURLFetchingError as error:  # theirs passes by every `except Exception`
        raise ValueError(str(error)) from None
    return written


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


@lru_cache(maxsize=1)
def _style() -> str:
    return (templates_folder() / "documents" / "report.css").read_text("utf-8")


@lru_cache(maxsize=len(LANGUAGES))
def _templates(language: str) -> Templates:
    return Templates(language, autoescape=True, prose=True, shared=f"letters/{language}/_words.jinja")
