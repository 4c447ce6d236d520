"""A letter's body: plain sentences and people's own words, told apart, then dressed as text or as HTML.

A template prints sentences, a blank line between two paragraphs, « – » before the items of a list. What people wrote
goes in by `words`, a link or a button by `link` and `button`, the day or the sum that a letter is about by `key`, what
one chooses among by `choice`: these mark what they print with private-use characters which are taken out of everything
else, so that nothing anybody writes can pass for the structure of a letter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from mailbot.templating import is_given

WORDS, SPOKEN, WORDS_END, BREAK = "\ue000", "\ue001", "\ue002", "\ue003"
LINK, BARE_LINK, SEPARATOR, LINK_END = "\ue004", "\ue005", "\ue006", "\ue007"
KEY, CHOICE = "\ue008", "\ue009"
STRONG, FAINT, SPAN_END, TURN, TURN_END = "\ue00a", "\ue00b", "\ue00c", "\ue00d", "\ue00e"

# Ours, the controls that HTML has no place for, lone halves of pairs, and the marks that turn the direction of what
# follows (UAX 9): « photo\u202Egpj.exe » must not look like a picture.
_NEVER = "\ue000-\ue00e\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"

_NEVER_PRINTED = re.compile(f"[{_NEVER}]")
_LINE_ENDS = re.compile(f"\r\n|[{_ENDS}]")
_SPREAD = re.compile(f"(?:(?<![ \t])[ \t]+)?[\t{_ENDS}]+[ \t]*")
_LIKE_AN_ITEM = re.compile("^[– ]*– ")
_BEFORE_AN_ITEM = frozenset("– ")
_NOT_AS_IT_IS = re.compile(f"[{_NEVER}{_ENDS}\t]|^[– ]*– ")

_AS_TEXT = ((STRONG, ""), (FAINT, ""), (SPAN_END, ""), (TURN, "("), (TURN_END, ")"))
_AS_HTML = (
    (STRONG, '<span class="strong" style="font-weight:600">'),
    (FAINT, '<span class="faint" style="color:#66635b">'),
    (SPAN_END, "</span>"),
    (TURN, '<b class="turn">&nbsp;'),
    (TURN_END, "&nbsp;</b>"),
)

_LINKS = re.compile(f"([{LINK}{BARE_LINK}])([^{SEPARATOR}]*){SEPARATOR}([^{LINK_END}]*){LINK_END}")

# One's own machine is where the demo lives.
_URL = re.compile(r"(?:https://|mailto:|tel:|http://(?:localhost|127\.0\.0\.1|\[::1\])[:/])[^\s<>\"\\\ue000-\ue00e]+")

# SIG-1042, OS-2026-0187, MT-01: a number that is cut at its hyphen is not found again. Never inside an address.
_REFERENCE = re.compile(r"(?<![^\s(«“\u00a0>])[A-Z]{2,4}(?:-\d{1,4}){1,2}\b(?![@/-]|\.\w)")

# « 9 h – 11 h »: UAX 14 lets a line end after the dash, no-break space or not.
_HOURS = re.compile(
    "[^\\s<>]+(?:\u00a0[^\\s<>]+){0,2}\u00a0–\u00a0[^\\s<>]+(?:\u00a0(?:h|am|pm)\\b(?:\u00a0\\d\\d\\b)?)?"
)

WIDTH = 72
INDENT = "    "


Kind = Literal["prose", "list", "words", "spoken", "key", "choice"]


class Marked(str):
    """What the functions of this module printed: the only text whose marks are kept."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose from: its number, what it is, what there is to know of it, where choosing it
    leads, if anywhere."""

    number: str
    label: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, somebody's words between what the letter puts around them, the words of who signs it, what
    the letter is about in large type, or what one chooses among."""

    kind: Kind
    lines: tuple[str, ...]
    tight: bool
    """No blank line stands before it."""
    choices: tuple[Choice, ...] = ()
    label: str = ""
    """What the large type says, in small above it."""


@dataclass(frozen=True, slots=True)
class Button:
    """A verb and where it leads."""

    label: str
    url: str


# --- what templates print with ---------------------------------------------------------------------------------------


def inline(value: object) -> str:
    """A fact as it stands in one of our sentences: one line, without a mark of ours."""
    if isinstance(value, Marked):
        return value
    if isinstance(value, str):
        # What cannot be printed is looked at: the most of it is a blank that holds.
        if (value.isprintable() and value[:1] not in _BEFORE_AN_ITEM) or _NOT_AS_IT_IS.search(value) is None:
            return value
        return _LIKE_AN_ITEM.sub("", _SPREAD.sub(" ", _NEVER_PRINTED.sub("", value)))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be printed in a letter: {value!s:.80}")


def words(text: str) -> Marked:
    """What a person wrote, whole, to be shown as theirs and understood as nothing else."""
    return _marked(WORDS, text)


def spoken(text: str) -> Marked:
    """What the person who signs this letter wrote: whole and inert too, but the letter itself, not a quotation."""
    return _marked(SPOKEN, text)


def _marked(mark: str, text: str) -> Marked:
    if not isinstance(text, str):
        raise TypeError(f"words are text: {text!s:.80}")
    lines = _LINE_ENDS.sub("\n", _NEVER_PRINTED.sub("", text)).strip("\n").rstrip()
    return Marked(f"{mark}{lines.replace(chr(10), BREAK)}{WORDS_END}")


def key(large: str, *beneath: object, label: str = "") -> Marked:
    """What a letter is about, to be grasped at a glance: a day, a sum; beneath it what belongs to it, where given, and
    above it, in small, what it is."""
    lines = [inline(each) for each in (large, *beneath) if is_given(each)]
    lines[0] = lines[0][:1].upper() + lines[0][1:]
    return Marked(f"{KEY}{inline(label)}{SEPARATOR}{BREAK.join(lines)}{WORDS_END}")


def choice(number: int, label: str, url: object = "") -> Marked:
    """One of several things to choose from, which an answer may name by its number. What follows on its line is a note
    about it."""
    leads = checked_url(str(url)) if is_given(url) else ""
    return Marked(f"{CHOICE}{number}{SEPARATOR}{inline(label)}{SEPARATOR}{leads}{WORDS_END}")


def strong(said: str) -> Marked:
    """What the eye looks for in a line."""
    return Marked(f"{STRONG}{inline(said)}{SPAN_END}")


def faint(said: str) -> Marked:
    """What stands back in a line."""
    return Marked(f"{FAINT}{inline(said)}{SPAN_END}")


def turn(said: str) -> Marked:
    """That it is the reader's own turn: between brackets in the text."""
    return Marked(f"{TURN}{inline(said)}{TURN_END}")


def link(label: str, url: str) -> Marked:
    """A link in a sentence; its address is written out in the text version."""
    return Marked(f"{LINK}{checked_url(url)}{SEPARATOR}{inline(label)}{LINK_END}")


def mailbox(address: str) -> Marked:
    """A mail address to write to."""
    return Marked(f"{BARE_LINK}mailto:{inline(address)}{SEPARATOR}{inline(address)}{LINK_END}")


def phone(number: str) -> Marked:
    """A number to call, kept on one line."""
    said = inline(number)
    digits = re.sub(r"[^\d+]", "", said)
    return Marked(f"{BARE_LINK}tel:{digits}{SEPARATOR}{said.replace(' ', chr(0xA0))}{LINK_END}")


def checked_url(url: str) -> str:
    """The address of a link, if it is of a kind that a letter may carry."""
    if not isinstance(url, str) or not _URL.fullmatch(url):
        raise ValueError(f"not an address for a link in a letter: {url!r:.120}")
    return url


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "words": words,
    "spoken": spoken,
    "key": key,
    "choice": choice,
    "strong": strong,
    "faint": faint,
    "turn": turn,
    "link": link,
    "mailbox": mailbox,
    "phone": phone,
}


# --- from what was printed to blocks ---------------------------------------------------------------------------------


def blocks(printed: str) -> tuple[Block, ...]:
    """The paragraphs, lists and quotations of a printed body, in order."""
    return tuple(_blocks(printed))


def _blocks(printed: str) -> Iterator[Block]:
    kind: Kind = "prose"
    gathered: list[str] = []
    tight, apart = False, True
    for raw in printed.split("\n"):
        line = raw.strip(" \t")
        kind_of_line = _kind(line)
        if gathered and (not line or kind_of_line != kind or kind in ("words", "spoken", "key")):
            yield _block(kind, gathered, tight=tight)
            gathered, apart = [], False
        if not line:
            apart = True
            continue
        if not gathered:
            kind, tight = kind_of_line, not apart
        gathered.append(line[2:] if kind == "list" else line)
    if gathered:
        yield _block(kind, gathered, tight=tight)


def _block(kind: Kind, lines: list[str], *, tight: bool) -> Block:
    if kind == "choice":
        return Block(kind, (), tight, tuple(map(_choice, lines)))
    if kind == "key":
        label, _, said = lines[0].replace(WORDS_END, "").removeprefix(KEY).partition(SEPARATOR)
        return Block(kind, tuple(said.split(BREAK)), tight, label=label)
    return Block(kind, tuple(lines), tight)


def _kind(line: str) -> Kind:
    if WORDS_END in line:
        for mark, kind in _KINDS.items():
            if mark in line:
                return kind
    return "list" if line.startswith("– ") else "prose"


_KINDS: Mapping[str, Kind] = {WORDS: "words", SPOKEN: "spoken", KEY: "key", CHOICE: "choice"}


def _choice(line: str) -> Choice:
    marked, _, note = line.partition(WORDS_END)
    number, label, url = marked.removeprefix(CHOICE).split(SEPARATOR)
    return Choice(number, label, note.strip(" —"), url)


def buttons(printed: str) -> tuple[Button, ...]:
    """The buttons of a printed block, in order."""
    return tuple(Button(label, url) for _, url, label in _LINKS.findall(printed))


# --- as text ---------------------------------------------------------------------------------------------------------


def as_text(body: tuple[Block, ...]) -> str:
    """The body for a reader of plain text: our sentences wrapped, people's words as they wrote them, set in."""
    out: list[str] = []
    for block in body:
        if out and not block.tight:
            out.append("")
        match block.kind:
            case "prose":
                out.extend(wrapped for line in block.lines for wrapped in wrap(plain(line)))
            case "list":
                out.extend(w for line in block.lines for w in wrap(f"– {plain(line)}", hang="  "))
            case "words":
                out.extend(f"{INDENT}{line}".rstrip(" ") for line in _unmarked(block.lines[0]).split("\n"))
            case "spoken":
                out.extend(_unmarked(block.lines[0]).split("\n"))
            case "key":
                out.extend(f"  {line}" for line in (block.label, *block.lines) if line)
            case "choice":
                out.extend(line for each in block.choices for line in _choice_as_text(each))
    return "\n".join(out)


def _choice_as_text(each: Choice) -> list[str]:
    said = wrap(f"{each.number}) {each.label}{' — ' if each.note else ''}{plain(each.note)}", hang="   ")
    return [*said, f"   → {shown_url(each.url)}"] if each.url else said


def shown_url(url: str) -> str:
    """An address as the text part says it: of a mail, what is written in it for the reader is left out."""
    return url.split("?")[0] if url.startswith("mailto:") else url


def plain(line: str) -> str:
    """A line without its marks; a link's address follows its label, between the brackets of RFC 3986, appendix C."""
    if SPAN_END in line or TURN_END in line:
        line = _exchanged(line, _AS_TEXT)
    if LINK not in line and BARE_LINK not in line:
        return line
    return _LINKS.sub(lambda m: f"{m[3]} <{m[2]}>" if m[1] == LINK else m[3], line)


def wrap(line: str, *, hang: str = "") -> list[str]:
    """A sentence in lines of 72 columns, broken at plain spaces only; what cannot be broken is left long."""
    if len(line) <= WIDTH:
        return [line]
    lines, current = [], ""
    for word in line.split(" "):
        if current and len(current) + 1 + len(word) > WIDTH:
            lines.append(current)
            current = hang + word
        else:
            current = f"{current} {word}" if current else word
    lines.append(current)
    return lines


def _unmarked(line: str) -> str:
    return line.replace(WORDS, "").replace(SPOKEN, "").replace(WORDS_END, "").replace(BREAK, "\n")


# --- as HTML ---------------------------------------------------------------------------------------------------------


def as_html(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks, their lines made safe for HTML."""
    return tuple(
        Block(
            block.kind,
            _lines_as_html(block),
            block.tight,
            tuple(map(_choice_as_html, block.choices)) if block.choices else (),
            html_line(block.label) if block.label else "",
        )
        for block in body
    )


def _lines_as_html(block: Block) -> tuple[str, ...]:
    if block.kind == "key":
        return (html_line(loosened(block.lines[0])), *map(html_line, block.lines[1:]))
    return tuple(map(html_line, block.lines))


def loosened(line: str) -> str:
    """A line in large type, where « mercredi 23 septembre » held together may be wider than a telephone, and would be
    cut within a word: it may break before the month."""
    return _BEFORE_A_WORD.sub(" ", line) if "\u00a0" in line else line


_BEFORE_A_WORD = re.compile(r"(?<=\w)\u00a0(?=[^\W\d]{3})")


def _choice_as_html(each: Choice) -> Choice:
    return Choice(each.number, html_line(loosened(each.label)), html_line(each.note), escape(each.url))


def buttons_as_html(made: tuple[Button, ...]) -> tuple[Button, ...]:
    """The same buttons, made safe for HTML."""
    return tuple(Button(html_line(button.label), escape(button.url)) for button in made)


def html_line(line: str) -> str:
    """A line for HTML: everything inert but our own links and the line ends of people's words."""
    safe = escape(line, quote=True)
    if WORDS_END in safe:
        return _unmarked(safe).replace("\n", "<br>")
    if "-" in safe:
        safe = _REFERENCE.sub(r'<span style="white-space:nowrap">\g<0></span>', safe)
    if "\u00a0–\u00a0" in safe:
        safe = _HOURS.sub(r'<span style="white-space:nowrap">\g<0></span>', safe)
    if SPAN_END in safe or TURN_END in safe:
        safe = _exchanged(safe, _AS_HTML)
    if LINK in safe or BARE_LINK in safe:
        return _LINKS.sub(_link_as_html, safe)
    return safe


def _link_as_html(found: re.Match[str]) -> str:
    return f'<a href="{found[2]}" style="color:inherit;text-decoration:underline;">{found[3]}</a>'


def _exchanged(line: str, marks: tuple[tuple[str, str], ...]) -> str:
    """A line with something else in the place of each mark: five times as fast as `str.translate`."""
    for mark, other in marks:
        line = line.replace(mark, other)
    return line
