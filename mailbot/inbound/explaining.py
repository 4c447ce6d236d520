"""What was read in a mail, and by which of its words: for whoever asks why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.outcome import Ask, Intent, Reading
from mailbot.inbound.reading.spans import Span, SpanKind
from mailbot.templating import Template, Templates
from mailbot.typography import NO_BREAK, THIN, clip
from mailbot.vocabulary import LANGUAGES

TIME_ZONE = "Europe/Paris"
"""Where days and hours are said. READING, section 8."""

WHY_AT = 72
"""The column, in characters, where the reason of a cut begins; a longer line pushes it to the right."""

BECAUSE = 160
"""How many characters of the words behind an intent are shown."""

Row: TypeAlias = list[tuple[str, Span | None]]
"""One line of a mail, in the stretches that its spans make of it."""

# ECMA-48: a mail must not paint, move or ring the terminal that shows it; nor turn its lines around (UAX 9).
_ACTS_ON_A_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Ink:
    """How what is kept and what is folded are told apart: by a mark in the margin, or by colours (ECMA-48, SGR)."""

    kept: str = ""
    folded: str = ""
    colours: Mapping[SpanKind, str] = field(default_factory=dict)
    strong: str = ""
    faint: str = ""

    def paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if colour and text.strip() else text


PLAIN = Ink(kept="│ ", folded="┆ ")
COLOURED = Ink(
    colours=MappingProxyType(
        {SpanKind.KEPT: "1", SpanKind.HISTORY: "2", SpanKind.SIGN_OFF: "36", SpanKind.FOOTER: "35"}
    ),
    strong="1;32",
    faint="2;3",
)


def in_words(mail: ParsedMail, reading: Reading, *, language: str = "en", ink: Ink = PLAIN) -> str:
    """One mail explained: its kind, its text with what was folded and why, and each thing it asks for, in words.

    `language`: "fr" or "en", of the sentences that letters say after « Lu comme ». Nothing of the mail can act on the
    terminal; what cannot be said in words is named beside its type and values, never raised.
    """
    parts = [_head(mail, reading), ["Mail", *_text(reading, ink)], ["Read as", *_said(reading, language, ink)]]
    if reading.ask is not None:
        question = ink.paint(question_back(reading.ask, language), ink.strong)
        parts.append(["Asked back", f"  {question}", f"    {reading.ask.value}"])
    return "\n\n".join("\n".join(part) for part in parts)


def sentence(intent: Intent, language: str) -> str:
    """« le créneau du jeudi 26 novembre, de 15 h à 18 h »: one intent as letters say it, with plain spaces.

    Raises MissingFact for a code without words, and what `templating` raises for a day or an amount that is none.
    """
    return _from_template("read_as", {"read_as": intent.to_json()}, language)


def question_back(ask: Ask, language: str) -> str:
    """« Quel créneau choisissez-vous ? »: what is asked back. Raises MissingFact for a code without words."""
    return _from_template("ask", {"ask": ask.value}, language)


def _from_template(block: str, facts: Mapping[str, object], language: str) -> str:
    said = _lines(language).open({**facts, "time_zone": TIME_ZONE}).say(block)
    return _inert(said.replace(NO_BREAK, " ").replace(THIN, " ").strip())


@lru_cache(maxsize=len(LANGUAGES))
def _lines(language: str) -> Template:
    words = Templates(language, autoescape=False, prose=True, shared=f"letters/{language}/_words.jinja")
    return words.get("reading/lines.jinja")


def _inert(text: str) -> str:
    """A text that is only shown: its line ends are spaces, and what would act on a terminal is a mark of nothing."""
    return _ACTS_ON_A_TERMINAL.sub("\ufffd", _LINE_ENDS.sub(" ", text))


def _head(mail: ParsedMail, reading: Reading) -> list[str]:
    lines = [
        f"From      {_inert(mail.sender.address)}",
        f"Subject   {_inert(mail.subject)}",
        f"Kind      {reading.kind.value}",
        f"Language  {reading.language or '(none to judge)'}",
    ]
    if reading.details:
        lines.append(f"Details   {_inert(_values(reading.details))}")
    if mail.troubles:
        lines.append(f"Trouble   {', '.join(trouble.value for trouble in mail.troubles)}")
    return lines


# --- the mail, with what became of each stretch ----------------------------------------------------------------------


def _text(reading: Reading, ink: Ink) -> Iterator[str]:
    if not reading.source.strip():
        yield "  (no words)"
        return
    margin = ink.kept
    for row, begun in _rows(reading):
        told = [(text, span) for text, span in row if text.strip()]
        if told:
            margin = ink.kept if any(_is_kept(span) for _, span in told) else ink.folded
        line = "".join(ink.paint(_inert(text), _colour(span, ink)) for text, span in row)
        why = ", ".join(f"{span.kind.value}: {span.reason.value}".replace("_", " ") for span in begun)
        gap = " " * max(2, WHY_AT - sum(len(text) for text, _ in row))
        yield f"{margin}{line}{gap}{ink.paint(why, ink.faint)}" if why else f"{margin}{line}".rstrip()


def _is_kept(span: Span | None) -> bool:
    return span is None or span.kind is SpanKind.KEPT


def _colour(span: Span | None, ink: Ink) -> str:
    return ink.colours.get(SpanKind.KEPT if span is None else span.kind, "")


def _rows(reading: Reading) -> Iterator[tuple[Row, list[Span]]]:
    """Each line of the source down to its last word, and the folded spans that show their first word in it."""
    rows: list[Row] = [[]]
    for text, span in stretches(reading):
        first, *others = text.split("\n")
        rows[-1].append((first, span))
        rows += [[(line, span)] for line in others]
    while not any(text.strip() for text, _ in rows[-1]):
        rows.pop()
    last: Span | None = None
    for row in rows:
        begun = [s for text, s in row if s is not None and s is not last and text.strip() and not _is_kept(s)]
        last = next((s for text, s in reversed(row) if text.strip()), last)
        yield row, begun


def stretches(reading: Reading) -> Iterator[tuple[str, Span | None]]:
    """The source of a mail in one piece after another, each with the span that it lies in; none between two spans."""
    at = 0
    for span in reading.spans:
        if at < span.start:
            yield reading.source[at : span.start], None
        yield reading.source[max(at, span.start) : span.end], span
        at = max(at, span.end)
    if at < len(reading.source):
        yield reading.source[at:], None


# --- the reading -----------------------------------------------------------------------------------------------------


def _said(reading: Reading, language: str, ink: Ink) -> Iterator[str]:
    for intent in reading.intents:
        yield f"  {ink.paint(_sentence_or_why_not(intent, language), ink.strong)}"
        yield f"    {intent.type.value} {_inert(_values(intent.values))}".rstrip()
        if intent.because.strip():
            yield f"    because « {_inert(clip(intent.because, BECAUSE))} »"
    for command in reading.commands:
        yield f"  {ink.paint(_inert('#' + str(command.get('command') or command.get('word'))), ink.strong)}"
        yield f"    {_inert(_values({name: value for name, value in command.items() if value is not None}))}"
    if not reading.intents and not reading.commands:
        yield "  (nothing)"


def _sentence_or_why_not(intent: Intent, language: str) -> str:
    try:
        return sentence(intent, language)
    except Exception as error:  # a value that is none is a fault of ours, to be seen here beside all the rest
        return _inert(f"(cannot be said: {error})")


def _values(values: Mapping[str, object]) -> str:
    """« index 2, slots [{"start": …}] »: the values as JSON has them, texts without their quotation marks."""
    return ", ".join(
        f"{name} {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)}"
        for name, value in values.items()
    )
