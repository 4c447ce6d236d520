"""Which lines were said before. Every candidate is weighed: what a program provably wrote, and what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.inbound.reading.attributions import ARROWS, attribution_at, is_between_arrows, may_introduce
from mailbot.inbound.reading.header_blocks import (
    Drawn,
    header_block_at,
    is_rule,
    names_a_separator,
    separator,
)
from mailbot.inbound.reading.lines import Box, Line
from mailbot.inbound.reading.notes_heads import drawn_head_at, may_be_notes, notes_block_at
from mailbot.inbound.reading.spans import Reason

ENOUGH = 3
"""The weight that folds everything below away. Less only folds what is quoted below."""
MOST_LINES_WEIGHED = 3_000
"""Lines outside quotes that are looked at. Nobody writes as many, and hostile mail must not cost more."""
MOST_LINES_AROUND = 40
"""Lines above and below a mark that a person may have drawn."""
MOST_TRIES = 300
"""Introductions that are put together from several lines, found or not."""
SHORT_ANSWERS = frozenset(
    {
        "oui",
        "non",
        "ok",
        "d'accord",
        "yes",
        "no",
        "yep",
        "nope",
        "aucun",
        "aucune",
        "jamais",
        "toujours",
        "parfait",
        "merci",
    }
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Lines of a program that introduce the history, up to `last`."""

    last: int
    reason: Reason
    weight: int


def find_history(lines: Sequence[Line]) -> list[Reason | None]:
    """For each line, why it is history; None when it is not."""
    found: list[Reason | None] = [None] * len(lines)
    search = _Search(lines)
    at, said_above, piped, ends_at, weighed = 0, False, False, len(lines), 0
    while at < ends_at:
        line = lines[at]
        if line.box is Box.HISTORY:
            found[at] = Reason.CONTAINER
            at += 1
            continue
        if line.depth > 0:
            if said_above and line.depth == ARROWS and is_between_arrows(line) and not _quoted_from(lines, at + 1):
                found[at:] = [Reason.INTRODUCTION] * (len(lines) - at)
                break
            found[at] = Reason.QUOTE_MARKS
            at += 1
            continue
        if piped and line.text.startswith("|"):
            found[at] = Reason.QUOTE_MARKS
            at += 1
            continue
        beginning = None
        if line.text or line.box is Box.BOUNDARY:
            weighed += 1
            beginning = search.beginning_at(at) if weighed < MOST_LINES_WEIGHED else None
        stop = None if beginning is None else _stop(lines, beginning, said_above=said_above)
        if beginning is None or stop is None:
            said_above = said_above or bool(line.text)
            at += 1
            continue
        if beginning.reason is Reason.INTRODUCTION and _piped_from(lines, beginning.last + 1):
            piped, stop = True, beginning.last + 1
        found[at:stop] = [beginning.reason] * (stop - at)
        at = stop
    _mend_wrapped_quotes(lines, found)
    return found


def _stop(lines: Sequence[Line], beginning: Beginning, *, said_above: bool) -> int | None:
    """Where the history ends that begins so; None when the evidence is too light."""
    below = beginning.last + 1
    if _quoted_from(lines, below):
        return below
    if beginning.weight < ENOUGH:
        return None
    if not said_above and beginning.reason is Reason.INTRODUCTION and _answered_below(lines, below):
        return below
    return len(lines)


class _Search:
    """Looks for beginnings, and never twice at the lines of a header block that proved nothing."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.no_block_before = 0
        self.tries_left = MOST_TRIES

    def beginning_at(self, at: int) -> Beginning | None:
        line = self.lines[at]
        text = line.text
        if line.box is Box.BOUNDARY:
            return Beginning(at, Reason.BOUNDARY, 5)
        if line.box is Box.INTRODUCTION:
            last = at
            while last + 1 < len(self.lines) and self.lines[last + 1].box is Box.INTRODUCTION:
                last += 1
            return Beginning(last, Reason.FORWARD if separator(text) is Drawn.FORWARD else Reason.INTRODUCTION, 4)
        drawn = separator(text)
        if drawn is Drawn.BELOW_A_RULE:
            return Beginning(at, Reason.SEPARATOR, 3) if at and is_rule(self.lines[at - 1].text) else None
        if drawn is Drawn.PERHAPS and (below := _block_below_a_rule(self.lines, at)) is not None:
            return below
        if drawn is not None:
            reason = Reason.FORWARD if drawn is Drawn.FORWARD else Reason.SEPARATOR
            doubted = drawn is Drawn.PERHAPS or (drawn is Drawn.BY_NAME and not _stands_alone(self.lines, at))
            return Beginning(at, reason, 2 if doubted else 3)
        if names_a_separator(line) and (below := _block_below_a_rule(self.lines, at)) is not None and below.weight > 3:
            return below
        if is_rule(text):
            return _block_below_a_rule(self.lines, at)
        if at >= self.no_block_before and (block := header_block_at(self.lines, at)) is not None:
            if block.is_proven:
                return Beginning(block.last, Reason.HEADER_BLOCK, 4)
            self.no_block_before = block.last + 1
        if may_be_notes(self.lines, at) and (notes := notes_block_at(self.lines, at)) is not None:
            return Beginning(notes, Reason.HEADER_BLOCK, 4)
        if (drawn_head := drawn_head_at(self.lines, at)) is not None:
            return Beginning(drawn_head, Reason.HEADER_BLOCK, 4)
        if self.tries_left and may_introduce(self.lines, at):
            self.tries_left -= 1
            last_line = attribution_at(self.lines, at)
            return None if last_line is None else Beginning(last_line, Reason.INTRODUCTION, 3)
        return None


def _block_below_a_rule(lines: Sequence[Line], at: int) -> Beginning | None:
    below = _next_words(lines, at + 1)
    if below is None or below > at + 4:
        return None
    block = header_block_at(lines, below)
    if block is None or not (block.is_proven or block.is_likely):
        return None
    return Beginning(block.last, Reason.HEADER_BLOCK, 4 if block.is_proven else 3)


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """A telephone writes « ---- Nina Roy a écrit ---- » once, between empty lines, below what its owner typed or, with
    a photo, below nothing; a person copies what two neighbours wrote, or says « voici le mot : » above it."""
    above = next((line for line in reversed(lines[max(0, at - 4) : at]) if line.text), None)
    if (above is not None and above.text[-1] == ":") or any(
        line.text for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    ):
        return False
    near = (*lines[max(0, at - MOST_LINES_AROUND) : at], *lines[at + 1 : at + MOST_LINES_AROUND])
    return not any(line.depth == 0 and separator(line.text) is Drawn.BY_NAME for line in near if line.text)


def _next_words(lines: Sequence[Line], at: int) -> int | None:
    for index in range(at, min(at + 12, len(lines))):
        if lines[index].text:
            return index
    return None


def _quoted_from(lines: Sequence[Line], at: int) -> bool:
    """Whether what follows is quoted, so that the quote itself says where it ends."""
    for line in lines[at : at + 8]:
        if line.is_old:
            return True
        if line.text:
            return False
    return False


def _piped_from(lines: Sequence[Line], at: int) -> bool:
    """« | the quoted words », as some programs mark them."""
    below = _next_words(lines, at)
    return below is not None and lines[below].text.startswith("| ")


def _answered_below(lines: Sequence[Line], at: int) -> bool:
    """An introduction on top, words without a mark, quotes further down: those words answer, they are not quoted."""
    return any(line.depth > 0 for line in lines[at:])


def _mend_wrapped_quotes(lines: Sequence[Line], found: list[Reason | None]) -> None:
    """« > a quoted line too lo⏎ng⏎> for its program »: the middle is no answer."""
    for at in range(1, len(lines) - 1):
        if found[at] is not None or lines[at - 1].depth == 0 or lines[at + 1].depth == 0:
            continue
        above, words = lines[at - 1], lines[at].text
        if (
            words
            and above.end - above.start >= 60
            and above.text[-1:] not in "?:"
            and words[0].islower()
            and words.split(" ", 1)[0].strip(",.!").lower() not in SHORT_ANSWERS
        ):
            found[at] = Reason.WRAPPED_QUOTE
