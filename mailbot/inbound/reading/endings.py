"""Peels off the end of what a person wrote, layer after layer, until only their words are left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.inbound.reading.cards import BARS, is_card_in_one_line
from mailbot.inbound.reading.header_blocks import is_rule
from mailbot.inbound.reading.lexicon.closings import ASK_FOR_A_NAME
from mailbot.inbound.reading.lines import Box, Line
from mailbot.inbound.reading.notices import (
    belongs_to_a_notice,
    goes_on_as_said,
    is_banner,
    is_boilerplate,
    is_hinted,
    is_invitation,
    is_notice,
    is_notice_paragraph,
    is_of_a_meeting,
    is_personal,
    is_sure,
    is_thanks,
    speaks_of_hours,
)
from mailbot.inbound.reading.sign_off import (
    Writer,
    is_closing,
    is_contact,
    is_delimiter,
    is_device_alone,
    is_footer,
    is_framed,
    is_link_of,
    is_ornament,
    is_postscript,
    is_sentence,
    is_telephone,
)
from mailbot.inbound.reading.spans import Reason, SpanKind

LONGEST_SIGNATURE = 25
"""Lines below « -- ». RFC 3676 recommends four; legal notices make them twenty."""
LONGEST_CARD_LINE = 60
"""Characters of an address below a notice; a sentence with a telephone number in it is longer."""
LONGEST_FUNCTION = 45
"""Characters of a line in a card that is neither a telephone nor an address."""
LONGEST_PARAGRAPH = 12
"""Lines of a paragraph that are looked at together."""
SHORTEST_RULE_OF_A_PROGRAM = 8
"""Signs of a line drawn across."""
MOST_LAYERS = 50
"""Notices, cards and rules below one another; a mail that passed three companies has six."""
MOST_STRETCHES = 300
"""Answers between quoted lines that are looked at one by one."""
MOST_LINES_WEIGHED = 400
"""Lines above the end of a stretch that are looked at."""
WRAPPED_FOOTERS = frozenset(
    ("obtenir", "obtenez", "telecharger", "telechargez", "get", "envoye a partir de", "envoye depuis", "envoye de",
     "sent from", "provenance :", "garanti", "envoye depuis mon", "envoye de mon", "envoye a partir de mon",
     "sent from my", "telecharger outlook pour", "obtenir outlook pour", "envoye a partir de outlook pour")
)  # fmt: skip
"""How a footer begins when its program wrapped it: « Obtenir⏎Outlook pour Android »."""

_ITEM = re.compile(r"(?:\d{1,2} ?[.)/-]|[-–—*•]) ?[^\W\d]")
"""« 1) la porte », « - le volet »."""

type_of_reason = {
    Reason.CLOSING: SpanKind.SIGN_OFF,
    Reason.NAME: SpanKind.SIGN_OFF,
    Reason.DELIMITER: SpanKind.SIGN_OFF,
    Reason.STORED_SIGNATURE: SpanKind.SIGN_OFF,
    Reason.CLIENT_FOOTER: SpanKind.FOOTER,
    Reason.BANNER: SpanKind.FOOTER,
    Reason.NOTICE: SpanKind.FOOTER,
    Reason.RULE: SpanKind.FOOTER,
}


@dataclass(slots=True)
class Stretch:
    """Lines that are not history, from `first` up to `end`, between two histories or at an edge of the mail."""

    lines: Sequence[Line]
    found: list[Reason | None]
    first: int
    end: int
    bottom: int
    """Where it ended before anything was peeled off."""
    stands_above_history: bool

    def words(self) -> list[int]:
        """The last lines that still count."""
        kept: list[int] = []
        for at in range(self.end - 1, self.first - 1, -1):
            if self.found[at] is None and self.lines[at].text:
                if not kept:
                    self.end = at + 1  # what is peeled off is not looked at again
                kept.append(at)
                if len(kept) == MOST_LINES_WEIGHED:
                    break
        kept.reverse()
        return kept

    def cut(self, first: int, end: int, reason: Reason) -> None:
        for at in range(first, end):
            if self.found[at] is None:
                self.found[at] = reason


def peel(lines: Sequence[Line], found: list[Reason | None], writer: Writer) -> None:
    """Fills `found` with the reason of every line that is neither history nor the person's words."""
    said_above = False
    at, count, stretches = 0, len(lines), 0
    while at < count and stretches < MOST_STRETCHES:
        if found[at] is not None:
            at += 1
            continue
        first = at
        while at < count and found[at] is None:
            at += 1
        stretches += 1
        stretch = Stretch(lines, found, first, end=at, bottom=at, stands_above_history=at < count)
        _take_single_lines(stretch)
        for _ in range(MOST_LAYERS):
            if not _peel_once(stretch, said_above=said_above):
                break
        _take_sign_offs(stretch, writer, said_above=said_above)
        said_above = said_above or bool(stretch.words())


def _take_single_lines(stretch: Stretch) -> None:
    """Footers, banners and stored signatures, wherever they stand."""
    lines = stretch.lines
    first, end = stretch.first, stretch.end
    top = range(first, min(first + MOST_LINES_WEIGHED, end))
    for at in (*top, *range(max(top.stop, end - MOST_LINES_WEIGHED), end)):
        line = lines[at]
        if not line.text or stretch.found[at] is not None:
            continue
        if is_footer(line.text, line.folded) and (not is_device_alone(line.folded) or _has_room(stretch, at)):
            stretch.found[at] = Reason.CLIENT_FOOTER
            if at + 1 < stretch.end and is_link_of(line.folded, lines[at + 1].folded):
                stretch.cut(at + 1, at + 2, Reason.CLIENT_FOOTER)
        elif line.folded in WRAPPED_FOOTERS and (below := _end_of_wrapped_footer(stretch, at)) is not None:
            stretch.cut(at, below, Reason.CLIENT_FOOTER)
        elif line.box is Box.SIGNATURE:
            stretch.found[at] = Reason.STORED_SIGNATURE
        elif is_banner(line.folded):
            stretch.found[at] = Reason.BANNER


def _has_room(stretch: Stretch, at: int) -> bool:
    """« Je n'ouvre plus la porte⏎depuis mon iPhone » is one sentence."""
    below = at + 1
    return (at == stretch.first or not stretch.lines[at - 1].text) and (
        below == stretch.end or not stretch.lines[below].text
    )


def _end_of_wrapped_footer(stretch: Stretch, at: int) -> int | None:
    joined, folded = stretch.lines[at].text, stretch.lines[at].folded
    for below in range(at + 1, min(at + 4, stretch.end)):
        joined = f"{joined} {stretch.lines[below].text}"
        folded = f"{folded} {stretch.lines[below].folded}"
        if stretch.lines[below].text and is_footer(joined, folded):
            after = below + 1
            goes_on = after < stretch.end and stretch.lines[after].folded.startswith(("pour ", "for ", "fur ", "www."))
            return after + goes_on
    return None


def _peel_once(stretch: Stretch, *, said_above: bool) -> bool:
    """One layer off the end; False when there is none left."""
    words = stretch.words()
    if not words:
        return False
    count = len(words)
    if stretch.stands_above_history and is_framed(stretch.lines[words[-1]].text):
        stretch.found[words.pop()] = Reason.SEPARATOR
    while words and is_ornament(stretch.lines[words[-1]].text):
        stretch.found[words.pop()] = Reason.RULE
    if len(words) < count:
        return bool(words)
    return _cut_below_delimiter(stretch, words, said_above) or _cut_notice(stretch, words, said_above)


def _cut_below_delimiter(stretch: Stretch, words: list[int], said_above: bool) -> bool:
    drawn = False
    for rank, at in enumerate(words):
        if is_delimiter(stretch.lines[at].text) and (rank or said_above) and len(words) - rank <= LONGEST_SIGNATURE:
            below = words[rank + 1 :]
            drawn = drawn or _is_drawn(stretch, words[rank - 1] if rank else None, below)
            if drawn and _says_something(stretch, below):
                continue
            stretch.cut(at, _postscript(stretch, below), Reason.DELIMITER)
            return True
    return False


def _is_drawn(stretch: Stretch, above: int | None, below: list[int]) -> bool:
    """« -- » above « 1) … », « 2) … », or below « mes trois points : »."""
    return _is_a_list(stretch, below[:2]) or (above is not None and stretch.lines[above].text[-1] == ":")


def _says_something(stretch: Stretch, below: list[int]) -> bool:
    """Whether below a « -- » that may be drawn, more stands than a card: no telephone, or a list, or a sentence."""
    lines = [stretch.lines[at] for at in below]
    if _is_a_list(stretch, below[:2]) or any(is_sentence(line.text, line.folded) for line in lines):
        return True
    return not any(is_contact(line.folded) for line in lines)


def _cut_notice(stretch: Stretch, words: list[int], said_above: bool) -> bool:
    """A legal notice by its first words, or a ruled-off block whose first lines are those of one."""
    last_said = -1
    for rank, at in enumerate(words):
        begins = (rank or said_above) and _begins_notice(stretch, words, rank)
        if begins and not _needs_no_proof(stretch, words, rank):
            last_said = max(last_said, _said_below(stretch, words, rank)) if rank > last_said else last_said
            begins = rank > last_said
        if begins:
            stretch.cut(at, _end_of_notice(stretch, words[rank + 1 :]), Reason.NOTICE)
            return True
    for rank in range(len(words) - 1, -1 if said_above else 0, -1):
        if is_rule(stretch.lines[words[rank]].text):
            below = [stretch.lines[at].folded for at in words[rank + 1 :]]
            if (links := _end_of_invitation(stretch, words[rank:])) is not None:
                stretch.cut(words[rank], links, Reason.NOTICE)
                return True
            if (below and _is_ruled_notice(stretch, words[rank:])) or _is_ruled_card(stretch, words[rank], below):
                stretch.cut(words[rank], stretch.end, Reason.NOTICE)
                return True
            return False
    return False


def _is_ruled_notice(stretch: Stretch, words: list[int]) -> bool:
    """A notice below the rule `words` begins with; a rule that somebody drew by hand is short."""
    below = [stretch.lines[at].folded for at in words[1:]]
    if is_notice(below):
        return True
    if len(stretch.lines[words[0]].text) < SHORTEST_RULE_OF_A_PROGRAM:
        return False
    if not is_hinted(below):
        return False
    return not any(is_sentence(stretch.lines[at].text, stretch.lines[at].folded) for at in words[1:4])


def _end_of_invitation(stretch: Stretch, words: list[int]) -> int | None:
    """Where the links to a meeting end that a calendar put below the rule `words` begins with; None without any."""
    lines = [stretch.lines[at] for at in words[1:]]
    if (
        not lines
        or len(stretch.lines[words[0]].text) < SHORTEST_RULE_OF_A_PROGRAM
        or not is_invitation(lines[0].folded)
    ):
        return None
    links = next((rank for rank, line in enumerate(lines[1:], 1) if not is_of_a_meeting(line.folded)), len(lines))
    if links == 1:
        return None
    return words[links + 1] if links < len(lines) else stretch.end


def _needs_no_proof(stretch: Stretch, words: list[int], rank: int) -> bool:
    at = words[rank]
    if not is_boilerplate(stretch.lines[at].folded):
        return False
    return is_sure(_paragraph(stretch, at)) or _is_signed(stretch, words, rank)


def _starts_paragraph(stretch: Stretch, at: int) -> bool:
    if _stands_apart(stretch, at):
        return True
    above = stretch.lines[at - 1]
    return is_rule(above.text) or is_contact(above.folded) or len(above.text) < 60


def _begins_notice(stretch: Stretch, words: list[int], rank: int) -> bool:
    at = words[rank]
    if not _starts_paragraph(stretch, at) or is_telephone(stretch.lines[at].folded):
        return False
    signed = _is_signed(stretch, words, rank)
    if not _reads_as_notice(stretch, at, signed=signed):
        return False
    # « Cordialement,⏎Nadia⏎Gardienne⏎Tél : …⏎Pensez à … »: the card above the notice is none of it.
    card = signed and len(stretch.lines[at].text) < LONGEST_FUNCTION
    below = [words[place] for place in _rest_of_paragraph(words, rank)] if card else []
    return not any(_starts_paragraph(stretch, line) and _reads_as_notice(stretch, line, signed=True) for line in below)


def _reads_as_notice(stretch: Stretch, at: int, *, signed: bool) -> bool:
    line = stretch.lines[at]
    if is_boilerplate(line.folded):
        # « Ce message est confidentiel, n'en parlez pas à mon voisin »: no company's lawyer wrote this.
        paragraph = _paragraph(stretch, at)
        return not is_personal(paragraph) and (signed or not goes_on_as_said(paragraph))
    if line.text[0].islower():
        return False
    paragraph = _paragraph(stretch, at)
    return is_notice_paragraph(paragraph, signed=signed) and (signed or not goes_on_as_said(paragraph))


def _rest_of_paragraph(words: list[int], rank: int) -> range:
    last = rank
    while last + 1 < len(words) and last < rank + 3 and words[last + 1] == words[last] + 1:
        last += 1
    return range(rank + 1, last + 1)


def _is_signed(stretch: Stretch, words: list[int], rank: int) -> bool:
    """Whether a closing formula stands above, and nothing said in between."""
    for above in range(rank - 1, max(-1, rank - LONGEST_PARAGRAPH), -1):
        line = stretch.lines[words[above]]
        if is_closing(line.text, line.folded):
            return True
        if is_sentence(line.text, line.folded):
            return False
    return False


def _said_below(stretch: Stretch, words: list[int], rank: int) -> int:
    """The rank of the first words below a notice that are neither of its kind nor an address: « Ça sent le gaz »."""
    begun, said = rank, [stretch.lines[words[rank]].folded]
    for place in range(rank + 1, len(words) + 1):
        line = stretch.lines[words[place]] if place < len(words) else None
        if (
            line is None
            or _stands_apart(stretch, words[place])
            or (said[-1][-1] in ".!?…" and not line.text[0].islower())
            or line.text[0] in "-•*"
        ):
            together = not _stands_apart(stretch, words[begun])
            if begun > rank and not _is_of_the_notice(" ".join(said), together=together):
                return begun
            begun, said = place, []
        if line is not None:
            said.append(line.folded)
    return -1


def _is_of_the_notice(folded: str, *, together: bool) -> bool:
    """`together`: nothing stands between those words and the notice. « Merci » may be its end, or a person's."""
    if together and is_thanks(folded):
        return True
    card = is_contact(folded) and len(folded) < LONGEST_CARD_LINE and folded[-1] not in ".!?"
    return card or is_ornament(folded) or is_postscript(folded) or belongs_to_a_notice(folded)


def _paragraph(stretch: Stretch, first: int) -> str:
    lines: list[str] = []
    for at in range(first, min(first + LONGEST_PARAGRAPH, stretch.end)):
        if not stretch.lines[at].text:
            break
        lines.append(stretch.lines[at].folded)
    return " ".join(lines)


def _stands_apart(stretch: Stretch, at: int) -> bool:
    return at == stretch.first or not stretch.lines[at - 1].text or stretch.found[at - 1] is not None


def _end_of_notice(stretch: Stretch, words: list[int]) -> int:
    """The end of the stretch, or a postscript, or a paragraph in which somebody speaks of themselves again."""
    for at in words:
        if is_postscript(stretch.lines[at].folded):
            return at
        if _stands_apart(stretch, at) and is_personal(_paragraph(stretch, at)):
            return at
    return stretch.end


def _is_ruled_card(stretch: Stretch, rule: int, below: list[str]) -> bool:
    """A visiting card below a rule: a few short lines with several addresses, or a second rule under a footer."""
    if len(below) > 8 or any(len(line) > 70 for line in below):
        return False
    if any(is_closing(line, line) for line in below[1:]):
        return False  # somebody drew the rule, and signs below what stands under it
    reasons = stretch.found[rule + 1 : stretch.bottom]
    framed = Reason.CLIENT_FOOTER in reasons and Reason.RULE in reasons[reasons.index(Reason.CLIENT_FOOTER) :]
    headed = rule > 0 and not BARS.isdisjoint(stretch.lines[rule - 1].text)  # « Nom | Tél⏎-----⏎… » is a table
    if len(below) == 1 and not headed and is_card_in_one_line(stretch.lines[stretch.words()[-1]].text):
        return True
    return framed or sum(is_contact(line) for line in below) > 1


def _is_a_list(stretch: Stretch, words: list[int]) -> bool:
    """Two items of a list; « - Anne Roy - » is a name, « • Tél : … » a card."""
    items = [stretch.lines[at] for at in words]
    return len(items) > 1 and all(
        _ITEM.match(item.text) and item.text[-1] not in "-–—•*" and not is_contact(item.folded) for item in items
    )


def _postscript(stretch: Stretch, words: list[int]) -> int:
    """Where a postscript begins below a signature, or a paragraph in which somebody speaks of themselves; the end of
    the stretch when there is none."""
    for rank, at in enumerate(words):
        line = stretch.lines[at]
        if is_postscript(line.folded):
            return at
        if rank and not stretch.lines[at - 1].text and is_sentence(line.text, line.folded):
            paragraph = _paragraph(stretch, at)
            if is_personal(paragraph) and not speaks_of_hours(paragraph):
                return at
    return stretch.end


def _take_sign_offs(stretch: Stretch, writer: Writer, *, said_above: bool) -> None:
    """From the first closing or name to the end of its block; a postscript below may sign again."""
    words = stretch.words()
    said_above = said_above or len(words) == MOST_LINES_WEIGHED
    rank = 0
    while rank < len(words):
        line = stretch.lines[words[rank]]
        reason = None
        if is_closing(line.text, line.folded):
            reason = Reason.CLOSING
        elif writer.signs(line.text, line.folded) or _signs_below(stretch, words, rank, writer):
            reason = Reason.NAME
        if reason is not None and _is_an_answer(stretch, words, rank, reason):
            rank = _end_of_lines(stretch, words, rank)
            said_above = True
            continue
        if reason is None:
            said_above = True
            rank += 1
            continue
        end = _end_of_block(stretch, words, rank)
        if said_above or end == len(words):
            stop = words[end] if end < len(words) else stretch.end
            stretch.cut(words[rank], stop, reason)
            rank = end
        else:
            said_above = True
            rank += 1


def _signs_below(stretch: Stretch, words: list[int], rank: int, writer: Writer) -> bool:
    """« M. Aubert, 3e étage », « Luc Morel | Atelier Morel » below what was said; alone, or where a name is asked for
    or announced, it is the answer."""
    line = stretch.lines[words[rank]]
    if not rank or not _stands_apart(stretch, words[rank]):
        return False
    if not all(is_contact(stretch.lines[at].folded) for at in words[rank + 1 :]):
        return False
    above = stretch.lines[words[rank - 1]]
    if above.text[-1] in "?:" or _ASKS_FOR_A_NAME.search(above.folded) is not None:
        return False
    return writer.signs_at_home_or_work(line.text, line.folded)


_ASKS_FOR_A_NAME = re.compile(
    r"\b(?:noms?|sonnette|interphone|coordonnees|sonne[rz]?|voici|boite aux lettres|adresse|name|address|doorbell)\b"
    r"|\b(?:est|sont|indique|chez|a|au|sur|de|du|avec|par|pour|et|is|at|with)$"
)
"""« Le nom sur la sonnette est », and a name stands below."""


def _is_an_answer(stretch: Stretch, words: list[int], rank: int, reason: Reason) -> bool:
    """« Au nom de :⏎Nadia Belkacem » gives a name, « LG » under « Quelle marque ? » a maker: nobody signs there."""
    at = words[rank]
    short = len(stretch.lines[at].folded) < 4
    if reason is Reason.CLOSING and not short:
        return False
    if rank == 0:
        return short and reason is Reason.CLOSING and len(words) == 1
    above = stretch.lines[words[rank - 1]]
    if above.text[-1] == ":":
        return True
    return at - 1 == words[rank - 1] and above.folded.rpartition(" ")[2] in ASK_FOR_A_NAME


def _end_of_lines(stretch: Stretch, words: list[int], rank: int) -> int:
    """The rank behind the lines that stand together from here on, up to a closing formula."""
    rank += 1
    while rank < len(words) and words[rank] == words[rank - 1] + 1:
        line = stretch.lines[words[rank]]
        if is_closing(line.text, line.folded):
            break
        rank += 1
    return rank


def _end_of_block(stretch: Stretch, words: list[int], rank: int) -> int:
    """The rank of the first line below that is said again: a postscript, or a sentence of the writer's own."""
    for below in range(rank + 1, len(words)):
        line = stretch.lines[words[below]]
        if is_postscript(line.folded):
            return below
        if is_sentence(line.text, line.folded) and not is_closing(line.text, line.folded):
            return below
    return len(words)


def is_card(farewell: Sequence[Line]) -> bool:
    """More below the closing formula than a name: a function, a company, a telephone."""
    below = [line for line in farewell if not is_closing(line.text, line.folded)]
    return len(below) > 2 or any(is_contact(line.folded) for line in below)
