"""The process that prints: HTML and pictures come in by its input, a PDF goes out, and it opens nothing (hosts
weasyprint). `press.py` starts it, feeds it, and ends it when it takes too long."""

import gc
import logging
import os
import resource
import signal
import sys
import unicodedata
import warnings
from dataclasses import dataclass, replace
from datetime import UTC
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from mailbot.outbound.press_wire import FAILED, NOT_GIVEN, PRINTED, Job, read_job, write_answer

_OURS = "ours:"
_MEMORY = 1_000_000_000
"""Octets of address space: a document takes a fifth of it."""


def main() -> None:
    """Print what is asked for until nobody asks any more."""
    [limit] = sys.argv[1:]
    asked, said = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    as_pdf(Job("<p>é</p>", {}, ""))  # fonts are looked for once
    _open_nothing_more()
    gc.freeze()
    gc.set_threshold(100_000)  # a document is a hundred thousand objects that all live until it is written
    write_answer(said, PRINTED)
    while (job := read_job(asked)) is not None:
        # Nobody may be there to end us: then the kernel does, even within a library that never comes back.
        signal.alarm(int(limit))
        kind, content = _answered(job)
        signal.alarm(0)
        write_answer(said, kind, content)


def _answered(job: Job) -> tuple[bytes, bytes]:
    try:
        return PRINTED, without_gaps(job)
    except ValueError as error:
        return NOT_GIVEN, str(error).encode()
    except (Exception, MemoryError) as error:  # its words may be people's
        return FAILED, type(error).__name__.encode()


def _open_nothing_more() -> None:
    """From here on: no network, no file but those of Python and its libraries to read, none to write, no program, and
    no more memory than this."""
    roots = (*{str(Path(sys.prefix).resolve()), str(Path(sys.base_prefix).resolve())}, str(Path(__file__).parents[1]))

    def refuse(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = given
            reads = not (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if mode is None else mode in ("r", "rb")
            if isinstance(path, int) or (reads and str(Path(os.fsdecode(path)).resolve()).startswith(roots)):
                return
        elif not event.startswith(_OUTSIDE):
            return
        raise PermissionError("a document opens nothing")

    sys.addaudithook(refuse)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_OUTSIDE = (
    *("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system"),
    *("os.fork", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil."),
)


def without_gaps(job: Job) -> bytes:
    """As `as_pdf`. A letter that none of the fonts here can draw is said in Latin letters: nobody reads a row of
    boxes."""
    undrawn = _Undrawn()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(undrawn)
    try:
        written = as_pdf(job)
        if undrawn.signs:
            written = as_pdf(replace(job, html=job.html.translate(_in_latin(undrawn.signs))))
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


def as_pdf(job: Job) -> bytes:
    """A document. Raises ValueError for one that would show what it was not given."""

    class OursAlone(URLFetcher):  # type: ignore[misc]
        """Hands over our own bytes. Nothing that people wrote can make it ask a network or a disk for anything."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            content = job.pictures.get(url.removeprefix(_OURS)) if url.startswith(_OURS) else None
            if content is None:
                raise FatalURLFetchingError("a document shows nothing that it was not given")
            kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
            return URLFetcherResponse(url, BytesIO(content), {"Content-Type": kind})

    sheet = _sheet(job.style)
    options: dict[str, Any] = {"stylesheets": [sheet.rules], "font_config": sheet.fonts}
    if (enclosed := job.enclosed) is not None:
        data = weasyprint.Attachment(
            file_obj=BytesIO(enclosed.content), name=enclosed.name, relationship="Data",
            created=enclosed.made_at.astimezone(UTC), modified=enclosed.made_at.astimezone(UTC),
        )  # fmt: skip
        options |= {"pdf_variant": "pdf/a-3a", "attachments": [data], "finisher": _finish}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # weasyprint 70 leaves its colour profile to be closed
            page = weasyprint.HTML(string=job.html, base_url=None, url_fetcher=OursAlone())
            written: bytes = page.write_pdf(**options)
    except FatalURLFetchingError as error:  # theirs passes by every `except Exception`
        raise ValueError(str(error)) from None
    return written


def _finish(_document: object, pdf: Any) -> None:
    # weasyprint 70 lists each file twice among those of the document: as embedded, and as one of its objects.
    pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
    pdf.objects = [each if each.free == "f" else _Said(each) for each in pdf.objects]


class _Said(pydyf.Object):  # type: ignore[misc]
    """An object of a document, in octets. pydyf 0.13 says each one twice, for the document's identifier and for the
    document: it would be compressed twice."""

    def __init__(self, of: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = of.number, of.generation, of.free
        self._compressible: bool = of.compressible
        self._data: bytes = of.data

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every document of one style shares: reading fonts and a style sheet takes longer than printing a page."""

    rules: Any
    fonts: Any


@lru_cache(maxsize=4)
def _sheet(style: str) -> _Sheet:
    fonts = FontConfiguration()
    return _Sheet(weasyprint.CSS(string=style, font_config=fonts), fonts)


if __name__ == "__main__":
    main()
