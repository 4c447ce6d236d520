"""What a person newly wrote in a mail: history, sign-off and footers told apart, each cut with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.reading.endings import is_card, peel, type_of_reason
from mailbot.inbound.reading.flattened import unfolded
from mailbot.inbound.reading.history import find_history
from mailbot.inbound.reading.html_lines import lines_of_html
from mailbot.inbound.reading.lines import Stream, lines_of_text
from mailbot.inbound.reading.sign_off import Writer
from mailbot.inbound.reading.spans import Reason, Span, SpanKind
from mailbot.inbound.reading.unsilenced import give_back

FAREWELL = frozenset({Reason.CLOSING, Reason.NAME})
"""Not part of what is said, yet typed by the person, not added by a program."""
PROOFS = frozenset(
    {
        Reason.QUOTE_MARKS,
        Reason.CONTAINER,
        Reason.BOUNDARY,
        Reason.HEADER_BLOCK,
        Reason.SEPARATOR,
        Reason.STORED_SIGNATURE,
    }
)
"""Cuts that rest on what only programs write."""
NOBODY = Writer(())
MOST_TEXT = 1_000_000
"""Characters that are looked at, of the plain words of a mail. What somebody writes stands above what a program adds:
what lies deeper than a book is history, and kept with the mail."""
MOST_HTML = 2_000_000
"""The same of its HTML, pictures that are written out in it apart."""
_PICTURE = re.compile(r"data:image/[^\"'\s<>]{200,}+")


@dataclass(frozen=True, slots=True)
class FreshText:
    """`text` is what is new. `spans` tile `source`, the whole mail as lines, and say what became of each stretch."""

    text: str
    spans: tuple[Span, ...]
    source: str
    from_html: bool = False

    @property
    def forwarded(self) -> str:
        """The words of the mail that was passed on or answered, without their quote marks."""
        old = "\n".join(self.source[span.start : span.end] for span in self.spans if span.kind is SpanKind.HISTORY)
        return re.sub(r"(?m)^[> \t]+", "", old).strip()

    @property
    def is_forward(self) -> bool:
        return any(span.reason is Reason.FORWARD for span in self.spans)

    @property
    def has_history(self) -> bool:
        return any(span.kind is SpanKind.HISTORY for span in self.spans)


def fresh_text(mail: ParsedMail, *, names: Sequence[str] = ()) -> FreshText:
    """What is new in this mail, from its text or its HTML, whichever shows better what a program wrote."""
    return _told_apart(mail, Writer((mail.sender.name, *names), mail.sender.address)).fresh()


def extract(content: str | bytes, *, fmt: str = "text") -> str:
    """The visible reply of a bare body or a raw mail: what was typed, the farewell and the name included.

    A farewell that goes over into a visiting card was stored once, not typed, and goes as a whole.
    """
    if fmt == "eml":
        raw = content if isinstance(content, bytes) else content.encode()
        return _told_apart(parse_mail(raw), NOBODY).reply()
    words = content if isinstance(content, str) else content.decode("utf-8", "replace")
    stream = lines_of_html(words) if fmt == "html" else lines_of_text(words)
    return _Verdicts.on(stream, NOBODY).reply()


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """The lines of one part, each with the reason why it is folded away, or None."""

    stream: Stream
    found: list[Reason | None]
    from_html: bool = False
    said: str = ""
    """The lines that are kept."""

    @classmethod
    def on(cls, stream: Stream, writer: Writer, *, from_html: bool = False) -> Self:
        stream = unfolded(stream)
        found = find_history(stream.lines)
        peel(stream.lines, found, writer)
        give_back(stream.lines, found)
        return cls(stream, found, from_html, cls(stream, found).words())

    def words(self) -> str:
        """The lines that are kept."""
        kept: list[str] = []
        gap = False
        for line, reason in zip(self.stream.lines, self.found, strict=True):
            if reason is not None:
                if reason is Reason.CLIENT_FOOTER and kept:
                    kept[-1] = kept[-1].rstrip(" —–-")  # « OK — ⏎Sent from Mailbox »
                gap = True
            elif not line.text:
                gap = True
            else:
                if gap and kept:
                    kept.append("")
                kept.append(line.text)
                gap = False
        return "\n".join(kept).strip()

    def reply(self) -> str:
        """The lines that are kept, and the farewells that are no more than that."""
        if FAREWELL.isdisjoint(self.found):
            return self.said
        shown = list(self.found)
        first = 0
        for at in range(len(shown) + 1):
            if at < len(shown) and shown[at] in FAREWELL:
                continue
            if first < at and not is_card([line for line in self.stream.lines[first:at] if line.text]):
                shown[first:at] = [None] * (at - first)
            first = at + 1
        return type(self)(self.stream, shown, self.from_html).words()

    @property
    def is_proven(self) -> bool:
        return not PROOFS.isdisjoint(self.found)

    def fresh(self) -> FreshText:
        return FreshText(self.said, self.spans(), self.stream.source, self.from_html)

    def spans(self) -> tuple[Span, ...]:
        spans: list[Span] = []
        start, end, why = 0, 0, Reason.WRITTEN
        for line, reason in zip(self.stream.lines, self.found, strict=True):
            if line.text and (reason or Reason.WRITTEN) is not why:
                if line.start:
                    spans.append(Span(start, end, kind_of(why), why))
                start, why = line.start, reason or Reason.WRITTEN
            end = line.end
        return (*spans, Span(start, end, kind_of(why), why)) if end else tuple(spans)


def kind_of(reason: Reason) -> SpanKind:
    if reason is Reason.WRITTEN:
        return SpanKind.KEPT
    return type_of_reason.get(reason, SpanKind.HISTORY)


def _told_apart(mail: ParsedMail, writer: Writer) -> _Verdicts:
    words, page = mail.text[:MOST_TEXT], _bounded(mail.html)
    text = _Verdicts.on(lines_of_text(words), writer) if words.strip() else None
    html = _Verdicts.on(lines_of_html(page), writer, from_html=True) if page.strip() else None
    if text is None or html is None:
        return text or html or _Verdicts(Stream("", []), [])
    return _better(text, html)


def _bounded(html: str) -> str:
    return html if len(html) <= MOST_HTML else _PICTURE.sub("", html)[:MOST_HTML]


def _better(text: _Verdicts, html: _Verdicts) -> _Verdicts:
    """When the two parts disagree: the one that folds more away, if it proves what it folds; else what was shown."""
    in_text, in_html = text.said.split(), html.said.split()
    if "".join(in_text) == "".join(in_html):
        return text
    said, shown = Counter(in_text), Counter(in_html)
    if shown <= said:
        return html if html.is_proven and shown else text
    if said <= shown:
        return text if text.is_proven and said else html
    return html if shown else text
