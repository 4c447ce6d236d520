"""What mail programs make of a letter's HTML: each rule is a line of docs/letters.md, and a function that finds where
it is broken. A letter is seen twice: as Outlook for Windows sees it, with what stands in conditional comments, and as
everybody else does, without."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from mailbot.outbound.colours import contrast

VOID = frozenset({"meta", "br", "img", "hr", "link", "input"})
_FOR_WORD = re.compile(r"<!--\[if (?:mso|mso \| IE|lte mso 11)\]>(.*?)<!\[endif\]-->", re.DOTALL)
_FOR_OTHERS = re.compile(r"<!--\[if !mso\]><!-->(.*?)<!--<!\[endif\]-->", re.DOTALL)


@dataclass
class Tag:
    """A tag with what stands on it, and the words directly in it."""

    name: str
    attributes: Mapping[str, str]
    around: "Tag | None"
    words: list[str] = field(default_factory=list)

    @cached_property
    def style(self) -> Mapping[str, str]:
        pairs = (each.partition(":") for each in self.attributes.get("style", "").split(";") if each.strip())
        return {name.strip(): value.strip() for name, _, value in pairs}

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def outwards(self) -> "Iterator[Tag]":
        at: Tag | None = self
        while at is not None:
            yield at
            at = at.around

    def said(self, name: str) -> str:
        """What a style says here, or around here."""
        return next((value for each in self.outwards() if (value := each.style.get(name))), "")

    @property
    def ground(self) -> str:
        """The colour behind it."""
        for each in self.outwards():
            if found := re.search(
                "#[0-9a-f]{6}", each.style.get("background-color", each.attributes.get("bgcolor", ""))
            ):
                return found[0]
        return "#ffffff"

    def __str__(self) -> str:
        return f"<{self.name} {' '.join(f'{k}={v!r}' for k, v in self.attributes.items())}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.troubles: list[str] = []
        self._open: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.troubles.append(f"an attribute twice on <{tag}>")
        if any(value is None for _, value in attrs):
            self.troubles.append(f"an attribute without a value on <{tag}>")
        around = self._open[-1] if self._open else None
        self._judge_place(tag, around)
        made = Tag(tag, {name: value or "" for name, value in attrs}, around)
        self.tags.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def _judge_place(self, tag: str, around: Tag | None) -> None:
        wanted = _WITHIN.get(tag)
        if wanted is not None and (around is None or around.name not in wanted):
            self.troubles.append(f"<{tag}> within {around}")
        if around is not None and around.name in _CLOSED_TO and tag not in _CLOSED_TO[around.name]:
            self.troubles.append(f"<{tag}> within {around}")
        if (
            around is not None
            and tag in _BLOCKS
            and any(each.name in ("p", "h1", "span", "a") for each in around.outwards())
        ):
            self.troubles.append(f"<{tag}> within words: {around}")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].name != tag:
            self.troubles.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip(" \n\t") and self._open:
            around = self._open[-1]
            if around.name in _CLOSED_TO:
                self.troubles.append(f"words directly within {around}: {data!r:.40}")
            around.words.append(data)

    def finished(self) -> "_Reader":
        self.close()
        self.troubles += [f"{each} is never closed" for each in self._open]
        return self


_WITHIN = {"tr": ("table", "tbody"), "td": ("tr",), "tbody": ("table",), "li": ("ul",)}
_CLOSED_TO = {"table": ("tr", "tbody"), "tbody": ("tr",), "tr": ("td",), "ul": ("li",)}
_BLOCKS = frozenset({"table", "div", "p", "h1", "ul", "td", "tr"})
_OF_WORDS = frozenset({"p", "h1", "span", "a", "b"})


class Seen:
    """A letter's HTML as programs see it."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.to_others = re.sub(r"<!--.*?-->", "", _FOR_OTHERS.sub(r"\1", html), flags=re.DOTALL)
        self.to_word = re.sub(r"<!--.*?-->", "", _FOR_WORD.sub(r"\1", _FOR_OTHERS.sub("", html)), flags=re.DOTALL)
        self._others, self._word = _Reader(), _Reader()
        self._others.feed(self.to_others)
        self._word.feed(self.to_word)
        self.troubles = [*self._others.finished().troubles, *self._word.finished().troubles]
        self.tags = self._others.tags
        self.in_word = self._word.tags
        self.styles = re.findall(r"<style[^>]*>(.*?)</style>", self.to_others, re.DOTALL)
        self.styles_for_word = re.findall(r"<style[^>]*>(.*?)</style>", self.to_word, re.DOTALL)

    @cached_property
    def body(self) -> list[Tag]:
        """What is shown: neither the head nor the hidden preview."""
        return [
            tag
            for tag in self.tags
            if any(each.name == "body" for each in tag.outwards())
            and not any(each.style.get("display") == "none" for each in tag.outwards())
        ]

    @cached_property
    def with_words(self) -> list[Tag]:
        return [tag for tag in self.body if "".join(tag.words).strip(" \n\t\u00a0\u200a")]


Rule = Callable[[Seen], Iterator[str]]
RULES: dict[str, Rule] = {}
"""By their code in docs/letters.md."""


def rule(code: str) -> Callable[[Rule], Rule]:
    def keep(found: Rule) -> Rule:
        assert code not in RULES
        RULES[code] = found
        return found

    return keep


def broken(html: str) -> list[str]:
    """What is wrong, each beginning with the code of its rule."""
    seen = Seen(html)
    return [f"{code}: {what}" for code, find in RULES.items() for what in find(seen)]


# --- every program ---------------------------------------------------------------------------------------------------


@rule("A1")
def every_tag_is_closed_where_it_was_opened(seen: Seen) -> Iterator[str]:
    yield from seen.troubles
    if not seen.html.startswith("<!doctype html>"):
        yield "another doctype"


@rule("A2")
def nothing_is_fetched_and_nothing_acts(seen: Seen) -> Iterator[str]:
    for tag in seen.tags:
        if tag.name in ("script", "link", "iframe", "form", "input", "object", "base", "video", "svg"):
            yield str(tag)
        yield from (
            f"{name} on {tag}" for name in tag.attributes if name.startswith("on") or name in ("background", "srcset")
        )
    if re.search(r"@import|url\(|@font-face", seen.html):
        yield "something is fetched by a style"


@rule("A3")
def tables_are_for_the_eye_alone(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if tag.name == "table":
            wanted = {"role": "presentation", "border": "0", "cellpadding": "0", "cellspacing": "0"}
            yield from (f"{name} on {tag}" for name, value in wanted.items() if tag.attributes.get(name) != value)


@rule("A4")
def a_reader_that_cannot_see_is_told_what_it_is(seen: Seen) -> Iterator[str]:
    root = seen.tags[0]
    if not root.attributes.get("lang") or not root.attributes.get("dir"):
        yield "no language or direction on <html>"
    headings = [tag for tag in seen.body if re.fullmatch("h[1-6]", tag.name)]
    if [tag.name for tag in headings] != ["h1"]:
        yield f"the headings are {[tag.name for tag in headings]}"
    if not any(tag.name == "title" and "".join(tag.words).strip() for tag in seen.tags):
        yield "no <title>"
    for tag in seen.tags:
        if tag.name == "img" and not tag.attributes.get("alt", "").strip():
            yield f"no words in place of {tag}"
        if "dot" in tag.classes and tag.attributes.get("aria-hidden") != "true":
            yield f"an ornament is read aloud: {tag}"


@rule("A5")
def links_are_seen_to_be_links(seen: Seen) -> Iterator[str]:
    for tag in seen.body:
        if tag.name != "a":
            continue
        if not re.match(r"https://|mailto:|tel:\+?\d", tag.attributes.get("href", "")):
            yield f"leads nowhere: {tag}"
        inner = [each for each in seen.body if each.around is tag]
        underlined = any(each.style.get("text-decoration") == "underline" for each in (tag, *inner))
        if not underlined and "label" not in (tag.around.classes if tag.around else ()):
            yield f"neither underlined nor a button: {tag}"
        if not "".join([*tag.words, *(word for each in inner for word in each.words)]).strip():
            yield f"says nothing: {tag}"


@rule("A6")
def a_finger_hits_a_button(seen: Seen) -> Iterator[str]:
    for tag in seen.body:
        if tag.name == "a" and "padding" in tag.style:
            top, _, bottom, _ = _sides(tag.style["padding"])
            if top + bottom + _px(tag.style["line-height"]) < 44 or tag.style.get("display") not in (
                "block",
                "inline-block",
            ):
                yield f"less than 44 pixels high: {tag}"


@rule("A7")
def everything_can_be_read(seen: Seen) -> Iterator[str]:
    for tag in seen.with_words:
        if "dot" in tag.classes:
            continue
        colour, ground = tag.said("color"), tag.ground
        if colour == "inherit":
            colour = next(
                value for each in tag.outwards() if (value := each.style.get("color", "inherit")) != "inherit"
            )
        if colour and contrast(colour, ground) < 4.5:
            yield f"{colour} on {ground}: {tag}"
        if _px(tag.said("font-size")) < 13:
            yield f"smaller than 13 pixels: {tag}"


@rule("A8")
def the_preview_is_the_title_and_nothing_after_it(seen: Seen) -> Iterator[str]:
    hidden = [tag for tag in seen.tags if tag.style.get("display") == "none"]
    if len(hidden) != 1 or "\u034f\u200c\u00a0" * 60 not in "".join(hidden[0].words):
        yield "no padding behind the preview"
    elif hidden[0].style.get("max-height") != "0px" or hidden[0].style.get("overflow") != "hidden":
        yield "the preview is seen where display:none is not known"


# --- Outlook for Windows, which is Word ------------------------------------------------------------------------------


@rule("W1")
def what_has_a_greatest_width_stands_in_a_table_that_has_it(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if "max-width" in tag.style and tag.name != "img" and tag.style.get("display") != "none":
            width = tag.style["max-width"].removesuffix("px")
            if not any(each.name == "table" and each.attributes.get("width") == width for each in tag.outwards()):
                yield str(tag)


@rule("W2")
def conditional_comments_open_and_close(seen: Seen) -> Iterator[str]:
    opened = len(re.findall(r"<!--\[if ", seen.html))
    closed = len(re.findall(r"<!\[endif\]-->", seen.html))
    known = len(_FOR_WORD.findall(seen.html)) + len(_FOR_OTHERS.findall(seen.html))
    if not opened == closed == known:
        yield f"{opened} opened, {closed} closed, {known} understood"


@rule("W3")
def nothing_that_word_does_not_know_is_relied_on(seen: Seen) -> Iterator[str]:
    unknown = (
        "position",
        "float",
        "flex",
        "grid",
        "box-shadow",
        "background-image",
        "transform",
        "min-height",
        "object-fit",
    )
    for tag in seen.in_word:
        yield from (f"{name} on {tag}" for name in tag.style if name.startswith(unknown))
        if tag.style.get("display") in ("flex", "grid", "inline-flex", "table", "table-cell"):
            yield f"display on {tag}"


@rule("W4")
def colours_behind_words_are_attributes_too(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        said = {each.attributes["bgcolor"] for each in tag.outwards() if "bgcolor" in each.attributes}
        coloured = tag.name == "td" and tag.classes & {"key", "choice", "words", "state", "label"}
        if coloured and "bgcolor" not in tag.attributes:
            yield str(tag)
        if tag.name == "div" and "page" not in tag.classes and tag.style.get("background-color", "") not in {"", *said}:
            yield str(tag)


@rule("W5")
def a_button_has_its_padding_in_its_cell(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        cell = tag.around.style if tag.around is not None else {}
        if tag.name == "a" and "padding" in tag.style and cell.get("mso-padding-alt") != tag.style["padding"]:
            yield str(tag)


@rule("W6")
def no_space_is_a_margin_or_padding_that_word_leaves_out(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if any(each.style.get("display") == "none" for each in tag.outwards()):
            continue
        if tag.name in ("table", "td", "span", "b") and "margin" in tag.style:
            yield f"a margin on {tag}"
        if tag.name in ("div", "span", "table", "b") and _any_side(tag.style.get("padding", "0")):
            yield f"a padding on {tag}"
        if tag.name == "div" and _any_side(tag.style.get("margin", "0").replace("auto", "0")):
            yield f"a margin on {tag}"


@rule("W7")
def spacers_have_a_height_that_holds(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if tag.name != "td" or not tag.words or "".join(tag.words).strip(" \n\u00a0"):
            continue
        if "height" in tag.attributes and not (
            tag.style.get("font-size") == "0" and tag.style.get("line-height") == f"{tag.attributes['height']}px"
        ):
            yield str(tag)


@rule("W8")
def lines_are_as_high_as_they_say(seen: Seen) -> Iterator[str]:
    if not any(re.search(r"\bp,[^}]*mso-line-height-rule: exactly", style) for style in seen.styles_for_word):
        yield "no mso-line-height-rule for Word"
    for tag in seen.in_word:
        if not re.fullmatch(r"\d+(?:px)?|", tag.style.get("line-height", "")):
            yield f"a line-height that is no number of pixels: {tag}"


@rule("W9")
def pictures_have_their_size(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if tag.name == "img":
            if not all(tag.attributes.get(name, "").isdigit() for name in ("width", "height")):
                yield f"no width or no height: {tag}"
            elif int(tag.attributes["width"]) > 552:
                yield f"wider than its column: {tag}"
            if tag.style.get("display") != "block":
                yield f"a gap beneath {tag}"


@rule("W10")
def letters_never_fall_back_to_times(seen: Seen) -> Iterator[str]:
    families = {tag.style["font-family"] for tag in seen.in_word if "font-family" in tag.style}
    for family in families:
        if not family.startswith("'Segoe UI'") or not family.endswith("Arial, sans-serif"):
            yield f"first of {family}"
    if not any("font-family: 'Segoe UI', Arial, sans-serif !important" in style for style in seen.styles_for_word):
        yield "no family that is said to Word alone"


@rule("W11")
def lengths_are_pixels(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if found := re.search(r"\d(?:r?em|vw|vh|ch|pt)\b|calc\(|var\(", tag.attributes.get("style", "")):
            yield f"{found[0]} on {tag}"


@rule("W12")
def widths_are_whole_numbers(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        width = tag.attributes.get("width", "0")
        if width != "100%" and not (width.isdigit() and int(width) <= 600):
            yield str(tag)


@rule("W13")
def paragraphs_say_their_margins(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if tag.name in ("p", "h1", "ul", "li") and "margin" not in tag.style:
            yield str(tag)
    if not any("ul { margin-left: 24px" in style for style in seen.styles_for_word):
        yield "a list stands outside its letter"


@rule("W14")
def corners_are_round_only_where_borders_do_not_collapse(seen: Seen) -> Iterator[str]:
    for tag in seen.in_word:
        if tag.name == "td" and "border-radius" in tag.style:
            table = next(each for each in tag.outwards() if each.name == "table")
            if table.style.get("border-collapse") != "separate":
                yield str(tag)


# --- Gmail -----------------------------------------------------------------------------------------------------------


@rule("G1")
def a_letter_is_not_clipped(seen: Seen) -> Iterator[str]:
    if (size := len(seen.html.encode())) >= 102_000:
        yield f"{size} octets"


@rule("G2")
def without_style_sheets_everything_is_as_it_should(seen: Seen) -> Iterator[str]:
    for tag in seen.with_words:
        for name in ("font-size", "line-height", "color", "font-family"):
            if not tag.said(name):
                yield f"no {name} for {tag}"


@rule("G3")
def style_sheets_are_short_and_those_of_the_layout_are_plain(seen: Seen) -> Iterator[str]:
    for style in seen.styles:
        if len(style) > 8_000:
            yield "a style sheet of more than 8 kB"
        if "min-width" in style and re.search(r"\[|:root|color-scheme", style):
            yield "what Gmail throws away stands among the rules of the layout"
        if "<!--" in style:
            yield "a comment of HTML"
    if any(each.name == "style" and any(around.name == "body" for around in each.outwards()) for each in seen.tags):
        yield "a style sheet in the body"


@rule("G4")
def words_in_tables_have_their_own_type(seen: Seen) -> Iterator[str]:
    # Without a doctype (quirks), a table takes nothing over from what is around it.
    for tag in seen.with_words:
        said: set[str] = set()
        for each in tag.outwards():
            said |= set(each.style)
            if each.name == "table":
                break
        if missing := {"font-size", "line-height", "color"} - said:
            yield f"{sorted(missing)} from outside of the table: {tag}"


# --- Apple Mail, Outlook on the web, Yahoo, Thunderbird --------------------------------------------------------------


@rule("P1")
def telephones_do_not_make_links_of_what_is_none(seen: Seen) -> Iterator[str]:
    metas = {tag.attributes.get("name"): tag.attributes.get("content", "") for tag in seen.tags if tag.name == "meta"}
    if "telephone=no" not in metas.get("format-detection", "") or "date=no" not in metas.get("format-detection", ""):
        yield "numbers and days become links"
    if "x-apple-disable-message-reformatting" not in metas:
        yield "iOS makes it smaller"
    if not any("a[x-apple-data-detectors]" in style for style in seen.styles):
        yield "what iOS finds all the same is blue"
    if "width=device-width" not in metas.get("viewport", ""):
        yield "no viewport"


@rule("P2")
def the_dark_is_ours(seen: Seen) -> Iterator[str]:
    metas = {tag.attributes.get("name"): tag.attributes.get("content", "") for tag in seen.tags if tag.name == "meta"}
    if not metas.get("color-scheme") == metas.get("supported-color-schemes") == "light dark":
        yield "it does not say that it knows the dark"
    dark = next((style for style in seen.styles if "prefers-color-scheme: dark" in style), "")
    coloured = {
        name
        for selectors, declared in re.findall(r"([^{}]*){([^{}]*)}", dark)
        if re.search(r"(?<![-\w])color:", declared)
        for name in re.findall(r"\.([\w-]+)", selectors)
    }
    for tag in seen.with_words:
        around = {name for each in tag.outwards() for name in each.classes}
        is_on_the_accent = "turn" in around or ("label" in around and "outline" not in around)
        if not is_on_the_accent and not around & coloured:
            yield f"stays dark on dark: {tag}"
    if any("#ffffff" in rule_ and "background" in rule_ for rule_ in re.findall(r"{[^{}]*}", dark)):
        yield "white in the dark"


@rule("P3")
def outlook_on_the_web_has_the_dark_said_again(seen: Seen) -> Iterator[str]:
    dark = next((style for style in seen.styles if "prefers-color-scheme: dark" in style), "")
    again = "".join(style for style in seen.styles if "[data-ogsc]" in style)
    for name in ("ink", "quiet", "faint", "name", "words", "key", "choice", "state", "mine", "outline", "dot", "logo"):
        if not re.search(rf"\.{name}\b", dark) or not re.search(rf"\[data-ogs[cb]\] [^{{}}]*\.{name}\b", again):
            yield f".{name}"


@rule("P4")
def media_queries_are_of_the_kind_that_yahoo_knows(seen: Seen) -> Iterator[str]:
    for style in seen.styles:
        for query in re.findall(r"@media ([^{]*)", style):
            if not re.fullmatch(
                r"only screen and \((?:min|max)-width: ?\d+px\) ?|\(prefers-color-scheme: dark\) ?", query
            ):
                yield query
    for tag in seen.body:
        if tag.name == "td" and not tag.words and not any(each.around is tag for each in seen.body):
            yield f"an empty cell: {tag}"


@rule("P5")
def pictures_are_parts_of_the_mail(seen: Seen) -> Iterator[str]:
    yield from (str(tag) for tag in seen.tags if tag.name == "img" and not tag.attributes["src"].startswith("cid:"))


# --- pixels ----------------------------------------------------------------------------------------------------------


def _px(value: str) -> float:
    found = re.fullmatch(r"(\d+)(?:px)?", value)
    return float(found[1]) if found else 0.0


def _sides(value: str) -> tuple[float, float, float, float]:
    parts = [_px(part) for part in value.split()]
    top, right = parts[0], parts[1 % len(parts)]
    bottom, left = parts[2] if len(parts) > 2 else top, parts[3] if len(parts) > 3 else right
    return top, right, bottom, left


def _any_side(value: str) -> bool:
    return any(_sides(value))
