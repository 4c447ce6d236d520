"""The lines of an HTML part, each with its quote depth and the container that held it. selectolax lives here.

Containers, by the programs that write them: Gmail `gmail_attr`, `gmail_signature`; Apple and Thunderbird
`blockquote type=cite`, Thunderbird `moz-cite-prefix`, `moz-signature`, `moz-forward-container`; Outlook
`divRplyFwdMsg`, `OLK_SRC_BODY_SECTION`, `ms-outlook-mobile-signature`; Hotmail `stopSpelling`; Zimbra `zwchr`;
Yahoo `yahoo_quoted`; Proton `protonmail_quote`, `protonmail_signature_block`; GMX and web.de `name=quote`; Samsung
`composer_signature`; Apple `AppleMailSignature`; the new Outlook `mail-editor-reference-message-container`; Zimbra
`__SIG_PRE__`; Roundcube `_rc_sig`; K-9 `k9mail-signature`; Front `front-signature`; Missive `missive_signature`.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import Box, Line, Stream, clean

BLOCKS = frozenset(
    words(
        "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3"
        " h4 h5 h6"
        " header hr li main nav ol p pre section table tbody td tfoot th thead tr ul html signature"
    )
)
SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "pre", "blockquote"})
SILENT = frozenset(
    {"script", "style", "head", "title", "meta", "link", "base", "xml", "template", "noscript", "object"}
)

PLAIN = frozenset(words("p b i a font u em strong td tr tbody li ul ol o:p"))
"""Elements whose attributes never say anything here."""

HISTORY_BOXES = (
    "yahoo_quoted",
    "protonmail_quote",
    "moz-forward-container",
    "__quoted_text__",
    "__headers__",
    "mail-editor-reference-message",
    "ms-outlook-mobile-reference-message",
)
SIGNATURE_BOXES = (
    "gmail_signature",
    "moz-signature",
    "protonmail_signature_block",
    "ms-outlook-mobile-signature",
    "composer_signature",
    "acompli_signature",
    "applemailsignature",
    "mobile-signature",
    "__sig_pre__",
    "_rc_sig",
    "k9mail-signature",
    "front-signature",
    "missive_signature",
)
INTRODUCTION_BOXES = ("moz-cite-prefix", "gmail_attr")
BOUNDARY_BOXES = ("divrplyfwdmsg", "zwchr", "stopspelling", "olk_src_body_section")
EXACT_SIGNATURE_IDS = frozenset({"signature", "x_signature"})

_KNOWN_BOX = re.compile(
    "|".join(re.escape(name) for name in HISTORY_BOXES + SIGNATURE_BOXES + INTRODUCTION_BOXES + BOUNDARY_BOXES)
)
_BOX_OF = {
    **dict.fromkeys(HISTORY_BOXES, Box.HISTORY),
    **dict.fromkeys(SIGNATURE_BOXES, Box.SIGNATURE),
    **dict.fromkeys(INTRODUCTION_BOXES, Box.INTRODUCTION),
    **dict.fromkeys(BOUNDARY_BOXES, Box.BOUNDARY),
}
VOID = frozenset(words("br hr img meta link input area base col embed source track wbr p li td tr o:p"))
"""Elements that never nest, or that close one another."""
DEEPEST = 1_000
"""Elements within elements. A conversation of a hundred answers makes some four hundred."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})[^<>]{0,2000}>")
_BLANKS = ("\n", "\t", "\r", "\f")
"""Shown as a space, as several of them together are."""
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def lines_of_html(html: str) -> Stream:
    """One stream of lines, in the order of reading."""
    writer = _Writer(is_clean=_is_clean(html))
    body = LexborHTMLParser(_XML_HEAD.sub("", _shallow(html))).body
    if body is not None:
        _walk(body, writer)
    writer.finish()
    return Stream("\n".join(writer.texts), writer.lines)


_NOT_PLAIN = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f-\u203f\u20ac\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff]"
)
"""What may be invisible, or become another character beside its neighbour."""
_ENTITY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#39|nbsp|[aeiouAEIOU](?:grave|acute|circ|uml)|[cC]cedil|[lr]aquo|[lr][sd]quo|hellip|euro"
    r"|[nm]dash|deg);)"
)
"""A character that is written out, and may be one of those."""


def _is_clean(html: str) -> bool:
    """Whether none of its lines has anything that `clean` would change: then they need not be looked at one by one."""
    return _NOT_PLAIN.search(html) is None and ("&" not in html or _ENTITY.search(html) is None)


def _shallow(html: str) -> str:
    """The same without the elements below `DEEPEST`: the parser takes the square of the depth (0.7 s at 20,000)."""
    if html.count("<") < DEEPEST:
        return html
    kept: list[str] = []
    depth = copied = 0
    for tag in _TAG.finditer(html):
        closing, name = tag[1], tag[2].lower()
        if name in VOID:
            continue
        if not closing:
            depth += 1
        if depth > DEEPEST:
            kept.append(html[copied : tag.start()])
            copied = tag.end()
        if closing:
            depth = max(0, depth - 1)
    return "".join((*kept, html[copied:])) if kept else html


class _Writer:
    """Collects words into lines; knows how deep we are, and in which box."""

    def __init__(self, *, is_clean: bool = False) -> None:
        self.is_clean = is_clean
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.length = 0
        self.depth = 0
        self.box = Box.NONE

    def say(self, words: str, *, as_written: bool) -> None:
        if as_written:
            first, *others = words.replace("\r\n", "\n").split("\n")
            self.pieces.append(first)
            for other in others:
                self.end_line()
                self.pieces.append(other)
        else:
            if not words.isprintable():
                for blank in _BLANKS:
                    words = words.replace(blank, " ")
            while "  " in words:
                words = words.replace("  ", " ")
            self.pieces.append(words)

    def end_block(self) -> None:
        """A block begins or ends: what was collected is a line; nothing collected is nothing."""
        if self.pieces:
            text = "".join(self.pieces)
            if not text.strip():
                self.pieces.clear()
            else:
                self.end_line()

    def end_line(self) -> None:
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        shown = text.strip() if self.is_clean else clean(text).replace("\n", " ").strip()
        if shown[:1] == ">":
            marks = len(shown) - len(shown.lstrip("> \t\xa0"))
            self.add(shown[marks:].strip(), shown, self.depth + shown[:marks].count(">"))
        else:
            self.add(shown, shown, self.depth)

    def add(self, text: str, shown: str, depth: int) -> None:
        start = self.length
        end = start + len(shown)
        self.texts.append(shown)
        self.length = end + 1
        self.lines.append(Line(text, start, end, depth, self.box))

    def space(self) -> None:
        """A paragraph stands apart: one empty line, never two."""
        if self.lines and self.lines[-1].text:
            self.add("", "", self.depth)

    def mark(self, box: Box) -> None:
        """An empty element that says something: the rule above the history."""
        self.add("", "", self.depth)
        self.lines[-1].box = box

    def finish(self) -> None:
        self.end_block()


def _walk(body: LexborNode, writer: _Writer) -> None:
    """Depth first without recursion: five thousand nested quotes are a mail like another."""
    opened: list[tuple[str, int, Box, bool]] = []
    node: LexborNode | None = body
    as_written = False
    while node is not None:
        tag = node.tag or ""
        child = None
        if tag == "-text":
            if words := node.text_content:
                writer.say(words, as_written=as_written)
        elif tag == "br":
            writer.end_line()
        elif tag[:1] not in ("", "-") and tag not in SILENT:  # a name that begins with NUL is none
            box, depth, hidden = _enter(node, tag, writer)
            if not hidden:
                child = node.first_child
                if child is not None:
                    opened.append((tag, writer.depth, writer.box, as_written))
                    writer.depth, writer.box = depth, box
                    as_written = as_written or tag == "pre"
                elif box is Box.BOUNDARY:
                    writer.mark(box)
        if child is not None:
            node = child
            continue
        while True:
            following = node.next
            if following is not None:
                node = following
                break
            if not opened:
                return
            parent = node.parent
            assert parent is not None
            node = parent
            tag, depth, box, as_written = opened.pop()
            if tag in BLOCKS:
                writer.end_block()
            writer.depth, writer.box = depth, box
            if tag in SPACED:
                writer.space()


def _enter(node: LexborNode, tag: str, writer: _Writer) -> tuple[Box, int, bool]:
    """The box and the depth inside this element, and whether it is hidden."""
    if tag in BLOCKS:
        writer.end_block()
        if tag in SPACED:
            writer.space()
    if tag == "hr":
        writer.space()
    attributes = {} if tag in PLAIN else node.attributes
    style = attributes.get("style")
    indented = style is not None and len(attributes) == 1 and _INDENTED.fullmatch(style) is not None
    depth = writer.depth + (tag == "blockquote" and not indented)
    if not attributes:
        return writer.box, depth, False
    if style and _HIDDEN.search(style):
        return writer.box, depth, True
    return _box(attributes, writer.box, tag), depth, False


_INDENTED = re.compile(
    r"\s?margin:\s?0(?:px)? 0(?:px)? 0(?:px)? 40px;\s?border:\s?(?:medium )?none;\s?padding:\s?0(?:px)?;?\s?"
)
"""What Gmail's own button « indent more » makes of the writer's lines: no history."""


def _box(attributes: dict[str, str | None], inside: Box, tag: str) -> Box:
    if inside in (Box.HISTORY, Box.SIGNATURE):
        return inside
    marks = " ".join(value for name in ("class", "id", "data-marker") if (value := attributes.get(name)))
    if not marks:
        return Box.HISTORY if attributes.get("name") == "quote" and tag == "div" else inside
    marks = marks.lower()
    if found := _KNOWN_BOX.search(marks):
        return _BOX_OF[found[0]]
    if (attributes.get("id") or "").lower() in EXACT_SIGNATURE_IDS:
        return Box.SIGNATURE
    return inside
