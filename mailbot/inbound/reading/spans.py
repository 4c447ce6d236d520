"""Which words were kept and which were folded away, and why: enough for a page to show it and to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class SpanKind(StrEnum):
    """What a stretch of a mail is."""

    KEPT = "kept"
    """The person newly wrote it."""
    HISTORY = "history"
    """It was said before, here or elsewhere."""
    SIGN_OFF = "sign_off"
    """Closing formula, name, function, address, telephone."""
    FOOTER = "footer"
    """A program or a company's server added it."""


class Reason(StrEnum):
    """The evidence behind a cut."""

    WRITTEN = "written"
    """No cut: the person's own words."""
    QUOTE_MARKS = "quote_marks"
    """Behind « > », or inside a block quote."""
    CONTAINER = "container"
    """Inside a box that mail programs make for the history alone."""
    INTRODUCTION = "introduction"
    """« Le … a écrit : », and what it introduces."""
    HEADER_BLOCK = "header_block"
    """« De : / Envoyé : / À : / Objet : », and the mail below."""
    SEPARATOR = "separator"
    """« -----Message d'origine----- », and the mail below."""
    FORWARD = "forward"
    """« ---------- Message transféré --------- », and the mail below."""
    BOUNDARY = "boundary"
    """An invisible mark of the program, above the history."""
    WRAPPED_QUOTE = "wrapped_quote"
    """The end of a quoted line that was too long and lost its mark."""
    CLOSING = "closing"
    """From a closing formula on."""
    NAME = "name"
    """From the writer's name on."""
    DELIMITER = "delimiter"
    """From « -- » on."""
    STORED_SIGNATURE = "stored_signature"
    """Inside the program's box for the signature."""
    CLIENT_FOOTER = "client_footer"
    """« Envoyé de mon iPhone »."""
    BANNER = "banner"
    """« Vous ne recevez pas souvent de courriers de … »."""
    NOTICE = "notice"
    """A legal notice, or the footer of a mailing list."""
    RULE = "rule"
    """A line drawn across, with nothing to separate any more."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source, from `start` up to `end`."""

    start: int
    end: int
    kind: SpanKind
    reason: Reason

    def to_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "kind": self.kind.value, "reason": self.reason.value}
