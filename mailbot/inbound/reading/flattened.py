"""Archives, exports and some telephones copy a mail as one long line: the history begins in the middle of it.

The line is taken apart where a program's introduction, rule or header block stands in it, so that they are then judged
as lines of their own are. The proof is stricter here than for a line of its own: in the middle of what somebody says,
« De : 9h » and « Paul a écrit : » are words like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mailbot.inbound.reading.attributions import DATED, ENDS, LONGEST, attribution_at, proves_itself, quoted_below_it
from mailbot.inbound.reading.header_blocks import Drawn, header_block_at, label_of, separator
from mailbot.inbound.reading.lexicon.footers import FETCH, SENT
from mailbot.inbound.reading.lexicon.header_words import ANY_DATE, LABELS, MOMENT, RECIPIENT, SENDER, SUBJECT
from mailbot.inbound.reading.lines import QUOTE_MARKS, Box, Line, Stream, fold
from mailbot.inbound.reading.sign_off import is_footer

SHORTEST = 40
"""Characters; a date, a name and an address take as many."""
LOOKED_AT = 20_000
"""Characters of a line. What somebody writes in one paragraph is shorter."""
MOST_LINES = 100
"""Long lines with an address or a rule in them."""
MOST_PLACES = 40
"""Places in a line where a history might begin."""
FARTHEST_LABEL = 300
"""Characters from one label of a header block to the next: a long list of recipients."""


_Label = tuple[int, int, str]
"""Where it begins and ends, and its kind."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_RULE = re.compile(r"[-_=*‐–—]{5,}+")
_LABEL = re.compile(rf"(?<!['’-])(?:{_any(label for label in LABELS if label[0].isalnum())}) ?:")
_ORANGE = re.compile(r"(?<!\w)message du \d{1,2}/\d\d/\d{2,4}(?: a)? \d{1,2}:\d\d[\s>]{1,6}$")
"""« > Message du 23/11/26 10:12 > De : … »: its moment has no colon."""
_ADDRESS = re.compile(r"[\s<\[(:]{1,3}[^\s<>@:]{1,64}@[\w.-]{2,190}")
_MOMENT = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[:h]\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:h]\d\d(?!\d)")
_FOOTER = re.compile(rf"(?<=[\s.!?…a-z\d])(?:{_any((*SENT, *FETCH))})")
_OWN_FOOTER = re.compile(
    r"(?:envoye (?:de|depuis|a partir de) (?:mon|ma|l'appli)|envoye d'un |sent from (?:my|yahoo|outlook|mail)\b"
    r"|(?:(?:obtenir|obtenez|telecharger|telechargez) )?outlook p)"
)
"""« Le chèque est parti. Envoyé depuis l'agence Orange » is said by a person."""
_MARKS = " *_-–—|\t"
"""What may stand around an introduction: « *Le … a écrit :* »."""
_QUOTED_BY_A_PERSON = ("«", '"', "“", "‘", "'")


def unfolded(stream: Stream) -> Stream:
    """The same lines, those with a history in the middle taken apart."""
    lines = stream.lines
    made: list[Line] | None = None
    tried = 0
    for at, line in enumerate(lines):
        text = line.text
        pieces: Sequence[int] = ()
        if (
            line.depth == 0
            and len(text) > SHORTEST
            and line.box is Box.NONE
            and tried < MOST_LINES
            and _may_hold_a_history(text)
            and not _introduces(line)
        ):
            tried += 1
            pieces = _cuts(lines, at)
        elif line.depth == 0 and _may_end_with_a_footer(text):
            pieces = _footer_at_the_end(line)
        if pieces:
            made = lines[:at] if made is None else made
            made.extend(_taken_apart(line, stream.source.index(text, line.start), pieces))
        elif made is not None:
            made.append(line)
    return stream if made is None else Stream(stream.source, made)


def _may_hold_a_history(text: str) -> bool:
    """Quick, for it is asked of each line."""
    return any(sign in text for sign in ("@", "crit", "---", "___", "wrote", "‐‐"))


def _introduces(line: Line) -> bool:
    """An introduction on a line of its own, as it is in nearly every mail."""
    return line.text[-1] == ":" and len(line.text) < LONGEST and DATED.match(line.folded) is not None


def _taken_apart(line: Line, start: int, cuts: Sequence[int]) -> Iterable[Line]:
    edges = sorted({0, *cuts, len(line.text)})
    for first, last in pairwise(edges):
        piece = line.text[first:last]
        marks = QUOTE_MARKS.match(piece.lstrip())
        words = piece.strip() if marks is None else piece.lstrip()[marks.end() :].strip()
        yield Line(words, start + first, start + last, 0 if marks is None else marks[0].count(">"), line.box)


def _cuts(lines: Sequence[Line], at: int) -> Sequence[int]:
    """Where to cut: around the first of a rule with its words, a header block and an introduction."""
    text, folded = lines[at].text[:LOOKED_AT], lines[at].folded[:LOOKED_AT]
    found = [
        cuts
        for cuts in (
            _rule(text),
            _block(text, folded),
            _block_below(lines, at, text, folded),
            _introduction(lines, at, folded),
        )
        if cuts
    ]
    if not found:
        return ()
    cuts = min(found, key=min)
    first = min(cuts)
    footer = _footer_above(text[:first], folded[:first])
    return [*cuts, footer] if footer else cuts


def _rule(text: str) -> Sequence[int]:
    """« … à demain. -----Message d'origine----- De : … »"""
    for tried, drawn in enumerate(_RULE.finditer(text)):
        if tried > MOST_PLACES:
            break
        closes = _RULE.search(text, drawn.end(), drawn.end() + 60)
        if closes is None:
            continue
        end = closes.end()
        if separator(text[drawn.start() : end]) in (Drawn.ORIGINAL, Drawn.FORWARD) and end - drawn.start() < len(text):
            below = _block(text[end:], fold(text[end:]))
            return [drawn.start(), end, *(end + cut for cut in below)]
    return ()


def _block(text: str, folded: str) -> Sequence[int]:
    """« … convenu. De : X <x@y> Envoyé : lundi … À : Z Objet : … »: three kinds of labels, one of them a subject or
    « Envoyé », and an address or a date to prove them."""
    if text.count(":") < 3:
        return ()
    labels = _labels(text, folded)
    for rank, (at, _, kind) in enumerate(labels):
        if kind not in (SENDER, MOMENT):
            continue
        start = at
        run = [labels[rank]]
        for label in labels[rank + 1 : rank + 8]:
            if label[0] - run[-1][1] > FARTHEST_LABEL or (
                label[2] == SENDER and SENDER in {kind for _, _, kind in run}
            ):
                break
            run.append(label)
        if (orange := _ORANGE.search(folded, max(0, start - 60), start)) is not None:
            start = orange.start()
            run.insert(0, (start, start + len("message du"), MOMENT))
        if not _proves_a_block(folded, run):
            continue
        before = len(text[:start].rstrip(" -_=*‐–—>|"))
        above = [before, start] if start - before > (1 if orange else 3) else [start]
        return [*above, *(label[0] for label in run[1:])]
    return ()


def _labels(text: str, folded: str) -> Sequence[_Label]:
    """Those that begin with a capital and a word, or are glued to the end of one: « je passe demainDe : Agence »."""
    return [
        (label.start(), label.end(), _kind_of(label[0][:-1].rstrip(), folded[label.end() : label.end() + 60]))
        for label in _LABEL.finditer(folded)
        if not (text[label.start()].islower() or text[label.start() - 1 : label.start()].isupper())
    ][: 4 * MOST_PLACES]


def _proves_a_block(folded: str, run: Sequence[_Label]) -> bool:
    kinds = {kind for _, _, kind in run}
    if len(kinds & {SENDER, MOMENT, RECIPIENT, SUBJECT}) < 3 or not kinds >= {SENDER, MOMENT}:
        return False
    begins = run[0]
    orange = folded.startswith("message du", begins[0])
    if begins[2] == MOMENT and not orange and not kinds >= {RECIPIENT, SUBJECT}:
        return False  # « Appel reçu Date : … De : Mme Perrin … Objet : odeur de gaz » is somebody's note
    values = [(run[i][2], folded[run[i][1] : run[i + 1][0]]) for i in range(len(run) - 1)]
    if any(kind in (SENDER, RECIPIENT) and _ADDRESS.search(f" {value}") for kind, value in values):
        return True
    dated = any(kind == MOMENT and _MOMENT.search(value) for kind, value in values)
    return dated and SUBJECT in kinds and run[0][2] == SENDER


def _block_below(lines: Sequence[Line], at: int, text: str, folded: str) -> Sequence[int]:
    """« … rapide De : Agence <a@x>⏎Envoyé : lundi … »: only the first label went to the line above."""
    below = label_of(lines[at + 1]) if at + 1 < len(lines) and lines[at + 1].text else None
    if below is None:
        return ()
    for start, _, kind in reversed(_labels(text, folded)[-3:]):
        if kind == SENDER and start and len(text) - start < LONGEST:
            block = header_block_at([Line(text[start:], 0, 0), *lines[at + 1 : at + 12]], 0)
            if block is not None and block.is_proven and len(block.labels) > 2:
                return [start]
    return ()


def _kind_of(label: str, behind: str) -> str:
    """« Date : 21/11/2026 » without a minute is a person's."""
    return "" if label in ANY_DATE and _CLOCK.search(behind) is None else LABELS[label]


def _introduction(lines: Sequence[Line], at: int, folded: str) -> Sequence[int]:
    """« … mardi. Le lun. 23 nov. 2026 à 10:12, X <x@y> a écrit : > Bonjour … », or its beginning at the line's end."""
    text = lines[at].text
    for tried, opening in enumerate(DATED.finditer(folded)):
        start = opening.start()
        if tried > MOST_PLACES:
            break
        if text[start].islower() or text[start - 1 : start].isupper():
            continue
        window = folded[start : start + LONGEST]
        said = ENDS.search(window)
        if said is not None:
            end = start + said.end()
            above, rest = text[:start].strip(_MARKS), text[end:].strip(_MARKS)
            quoted = rest.startswith(">") or (not rest and quoted_below_it(lines, at))
            named = proves_itself(window[: said.end()], quoted=quoted)
            if (above or rest) and not rest.startswith(_QUOTED_BY_A_PERSON) and named:
                return [cut for cut, apart in ((start, above), (end, rest)) if apart]
        elif text[:start].strip(_MARKS) and len(folded) - start < LONGEST:
            wrapped = [Line(text[start:], 0, 0), *lines[at + 1 : at + 4]]
            last = attribution_at(wrapped, 0)
            joined = fold(" ".join(line.text for line in wrapped[: last + 1])) if last else ""
            if last and proves_itself(joined, quoted=quoted_below_it(lines, at + last)):
                return [start]
    return ()


def _may_end_with_a_footer(text: str) -> bool:
    return "nvoyé d" in text or "Sent from" in text or "Outlook p" in text


def _footer_at_the_end(line: Line) -> Sequence[int]:
    """« Je confirme. Envoyé de mon iPhone », « à demainEnvoyé de mon iPhone »: a sentence ended, or a line."""
    text = line.text[-160:]
    start = _footer_above(text, fold(text))
    if not start or not _OWN_FOOTER.match(fold(text[start:])):
        return ()
    if not text[:start].rstrip().endswith((".", "!", "?", "…")) and not text[start - 1].isalnum():
        return ()
    return (len(line.text) - len(text) + start,)


def _footer_above(text: str, folded: str) -> int | None:
    """« … propriété. Envoyé depuis l'application Mail Orange », where a history was just cut off."""
    for found in reversed(list(_FOOTER.finditer(folded, max(0, len(folded) - 120)))):
        start = found.start()
        if text[start].islower() or text[start - 1].isupper():
            continue
        if is_footer(text[start:].strip(" -_=*"), folded[start:].strip(" -_=*")):
            return start
    return None
