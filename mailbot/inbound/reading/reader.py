"""`read(mail, standpoint)`: one mail, and what its writer said in it. Pure: the same two give the same reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mailbot.inbound.parsing import File, ParsedMail
from mailbot.inbound.reading.calendar_replies import read_calendar_reply
from mailbot.inbound.reading.commands import commands_in
from mailbot.inbound.reading.documents import Document, read_document
from mailbot.inbound.reading.fresh_text import FreshText, fresh_text
from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import Ask, Intent, Reading
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.spans import SpanKind
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.screening import Verdict, screen
from mailbot.vocabulary import Channel, MailKind, Role

MOST_PAPERS = 6
MOST_WORDS = 12_000
"""Characters. What a person wants stands in four pages; what follows is kept, and not looked at for wishes."""

_ANSWER_OR_FORWARD = re.compile(
    r"\s*(?:(?:re|ré|aw|sv|antw|rv|odp|ynt|回复|tr|fwd?|wg|i|enc|doorst)\s?(?:\[\d+\])?\s?[:：]\s*)+", re.I
)
_FORWARD = re.compile(r"\s*(?:re\s?:\s*)*(?:tr|fwd?|wg|i|enc|doorst)\s?:", re.I)
_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp")
_DRAWN_BY_PROGRAMS = re.compile(
    r"image\d{3}\.|logo|signature|facebook|linkedin|instagram|twitter|icon|banner|outlook-", re.I
)
_SMALL = 10_000
"""Octets. An inline picture below is a logo; a photo is never as small."""


def read(
    mail: ParsedMail, standpoint: Standpoint, *, envelope_from: str = "", verdict: Verdict | None = None
) -> Reading:
    """What this mail says, for somebody who stands here. `verdict`: what screening it came to, where that is known."""
    verdict = verdict or screen(mail, envelope_from=envelope_from)
    fresh = fresh_text(mail, names=standpoint.writer_names)
    if verdict.kind is MailKind.CALENDAR_REPLY:
        return _reading(verdict.kind, fresh, read_calendar_reply(mail, standpoint), None, None)
    if verdict.kind is not MailKind.HUMAN:
        # READING, section 3: a program's words are never an answer, whatever they say.
        return _reading(verdict.kind, fresh, (), None, _details(verdict))
    reading = _reading(verdict.kind, fresh, (), None, None)
    situation = _situation(mail, fresh, standpoint, reading.language)
    commands, rest = commands_in(situation.words, standpoint)
    if commands:
        situation = replace(situation, words=rest)
    intents, ask = understand(situation) if rest.strip() or not commands else ((), None)
    return replace(reading, intents=intents, ask=ask, commands=commands)


def _details(verdict: Verdict) -> dict[str, object] | None:
    """READING, section 2: what a program's mail says, and nothing when it says nothing."""
    match verdict.kind:
        case MailKind.AUTO_REPLY if verdict.until is not None:
            return {"until": verdict.until.isoformat()}
        case MailKind.BOUNCE if verdict.address:
            return {"address": verdict.address, "code": verdict.code or None}
        case MailKind.COMPLAINT if verdict.address:
            return {"address": verdict.address}
    return None


def count_photos(files: tuple[File, ...]) -> int:
    """The pictures that somebody took, without the logos of signatures."""
    return sum(_is_photo(file) for file in files)


def is_answer_or_forward(mail: ParsedMail) -> bool:
    """Whether the subject is ours or a third person's: then it is never read."""
    return bool(mail.in_reply_to or mail.references or _ANSWER_OR_FORWARD.match(mail.subject))


def _reading(
    kind: MailKind, fresh: FreshText, intents: tuple[Intent, ...], ask: Ask | None, details: dict[str, object] | None
) -> Reading:
    return Reading(
        kind=kind,
        fresh_text=fresh.text,
        language=language_of(fresh.text),
        intents=intents,
        ask=ask,
        details=details,
        source=fresh.source,
        spans=fresh.spans,
    )


def _situation(mail: ParsedMail, fresh: FreshText, standpoint: Standpoint, language: str | None = None) -> Situation:
    words = fresh.text
    if not words.strip() and not is_answer_or_forward(mail) and not fresh.has_history:
        words = mail.subject
    passed_on = standpoint.channel is Channel.INTAKE and (fresh.is_forward or bool(_FORWARD.match(mail.subject)))
    return Situation(
        words=words[:MOST_WORDS],
        standpoint=standpoint,
        photos=count_photos(mail.files),
        files=len(mail.files),
        forwarded=fresh.forwarded if passed_on else "",
        documents=_documents(mail.files) if standpoint.role is Role.PROVIDER else (),
        language=language_of(fresh.text or words) if language is None else language,
        answered=tuple(_answered(fresh)),
    )


def _documents(files: tuple[File, ...]) -> tuple[Document, ...]:
    """What the papers say; only a provider sends any that mean something to us."""
    papers = [file for file in files if file.media_type == "application/pdf" or file.name.lower().endswith(".pdf")]
    return tuple(read_document(file.content, file.name) for file in papers[:MOST_PAPERS])


def _answered(fresh: FreshText) -> Iterator[tuple[str, str]]:
    """The quoted lines under which something was written: an answer there is an answer to them (READING, section 4)."""
    spans = [span for span in fresh.spans if fresh.source[span.start : span.end].strip()]
    between = False
    for before, kept, after in zip(spans, spans[1:], (*spans[2:], None), strict=False):
        # The last one stands between quoted lines if another did: else it is an answer below the whole of them.
        if kept.kind is not SpanKind.KEPT or before.kind is not SpanKind.HISTORY:
            continue
        if after is not None and after.kind in (SpanKind.HISTORY, SpanKind.KEPT):
            between = after.kind is SpanKind.HISTORY
        if between:
            lines = [line.strip("> \t") for line in fresh.source[before.start : before.end].split("\n")]
            yield next((line for line in reversed(lines) if line), ""), fresh.source[kept.start : kept.end].strip()


def _is_photo(file: File) -> bool:
    if not (file.media_type.startswith("image/") or file.name.lower().endswith(_PICTURES)):
        return False
    if file.media_type in ("image/svg+xml", "image/gif"):
        return False
    return not (file.inline and (len(file.content) < _SMALL or bool(_DRAWN_BY_PROGRAMS.search(file.name))))
