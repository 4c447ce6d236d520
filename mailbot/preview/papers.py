"""Every paper: orders and requests as companies get them, a report and a person's file as managers keep them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mailbot.outbound.documents import as_html, printed
from mailbot.outbound.paper_samples import ACCEPTED, LINK, cancellation_facts, order_facts, request_facts
from mailbot.outbound.papers import print_paper
from mailbot.preview.props import photo
from mailbot.vocabulary import PaperKind


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in one of its states."""

    name: str
    """Of its template."""
    state: str
    facts: Mapping[str, Any]
    pictures: tuple[bytes, ...] = ()

    @property
    def ending(self) -> str:
        """Of its file: a person's file is a page that somebody looks through."""
        return "html" if self.name == "person" else "pdf"

    def made(self, language: str) -> bytes:
        """The document. Raises what its template raises."""
        if self.name in set(PaperKind):
            return print_paper(PaperKind(self.name), language, self.facts, self.pictures, link=LINK)
        if self.ending == "html":
            return as_html(self.name, language, self.facts).encode()
        shown = {f"photo-{number}": content for number, content in enumerate(self.pictures, start=1)}
        return printed(self.name, language, self.facts, shown)


def paper_samples() -> Iterator[Paper]:
    """The papers of ours, whose facts are at hand."""
    with_photos = {"photos": 2, "pictures": [{"name": "IMG_2041.jpg", "fingerprint": ""}] * 2}
    shown = (photo("leak.jpg"), photo("ceiling.jpg"))
    yield Paper("work_order", "within the limit, with photos and a slip",
                {**order_facts(), **with_photos, "has_slip": True}, shown)  # fmt: skip
    yield Paper("work_order", "on a quote that was accepted", {**order_facts(), "quote": ACCEPTED})
    yield Paper("work_order", "an emergency, in the place of another",
                {**order_facts(), "urgency": "vital", "replaces": "OS-2026-0180"})  # fmt: skip
    yield Paper("cancellation", "three days later", cancellation_facts())
    yield Paper("quote_request", "with photos", {**request_facts(), **with_photos}, shown)
