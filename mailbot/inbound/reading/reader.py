"""`read(mail, standpoint)`: one mail, and what its writer said in it. Pure: the same two give the same reading."""

from __future__ import annotations

import re

from mailbot.inbound.parsing import File, ParsedMail
from mailbot.inbound.reading.fresh_text import FreshText, fresh_text
from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import Ask, Intent, Reading
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.screening import Verdict, screen
from mailbot.vocabulary import Channel, MailKind

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


def read(mail: ParsedMail, standpoint: Standpoint, *, envelope_from: str = "") -> Reading:
    """What this mail says, for somebody who stands here."""
    verdict = screen(mail, envelope_from=envelope_from)
    fresh = fresh_text(mail, names=standpoint.writer_names)
    if verdict.kind is not MailKind.HUMAN:
        # READING, section 3: a program's words are never an answer, whatever they say.
        return _reading(verdict.kind, fresh, (), None, _details(verdict))
    intents, ask = understand(_situation(mail, fresh, standpoint))
    return _reading(verdict.kind, fresh, intents, ask, None)


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


def _situation(mail: ParsedMail, fresh: FreshText, standpoint: Standpoint) -> Situation:
    words = fresh.text
    if not words.strip() and not is_answer_or_forward(mail) and not fresh.has_history:
        words = mail.subject
    passed_on = standpoint.channel is Channel.INTAKE and (fresh.is_forward or bool(_FORWARD.match(mail.subject)))
    return Situation(
        words=words,
        standpoint=standpoint,
        photos=count_photos(mail.files),
        files=len(mail.files),
        forwarded=fresh.forwarded if passed_on else "",
    )


def _is_photo(file: File) -> bool:
    if not (file.media_type.startswith("image/") or file.name.lower().endswith(_PICTURES)):
        return False
    if file.media_type in ("image/svg+xml", "image/gif"):
        return False
    return not (file.inline and (len(file.content) < _SMALL or bool(_DRAWN_BY_PROGRAMS.search(file.name))))
