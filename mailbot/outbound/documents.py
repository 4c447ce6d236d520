"""Documents that are printed, as PDF: a report and all about it, what leaves for a company."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from mailbot.outbound.press import PRESS, NotPrinted
from mailbot.outbound.press_wire import Enclosed, Job
from mailbot.templating import Templates, templates_folder
from mailbot.vocabulary import LANGUAGES

__all__ = ["Enclosed", "NotPrinted", "archived", "as_html", "printed", "safe_name"]


def printed(name: str, language: str, facts: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """A document as a PDF: `templates/documents/<language>/<name>.html` with these facts. `pictures` are the only
    thing beside its words that it can show: `<img src="ours:photo-1">` is the one named photo-1.

    Raises NotPrinted, and TryAgain when too many are being printed.
    """
    html = _templates(language).get(f"documents/{language}/{name}.html").render(facts)
    return PRESS.print(Job(html, pictures, _style("report.css")))


def as_html(name: str, language: str, facts: Mapping[str, Any]) -> str:
    """A document as a page that somebody looks through and puts right before it goes further."""
    return _templates(language).get(f"documents/{language}/{name}.html").render(facts)


def archived(
    name: str, language: str, facts: Mapping[str, Any], pictures: Mapping[str, bytes], enclosed: Enclosed
) -> bytes:
    """A document that is kept for ten years: as `printed`, in `paper.css`, as PDF/A-3a (ISO 19005-3) with its data
    inside. The same facts and pictures make the same bytes.

    Raises NotPrinted, and TryAgain when too many are being printed.
    """
    html = _templates(language).get(f"documents/{language}/{name}.html").render(facts)
    return PRESS.print(Job(html, pictures, _style("paper.css"), enclosed))


@lru_cache(maxsize=2)
def _style(name: str) -> str:
    return (templates_folder() / "documents" / name).read_text("utf-8")


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
