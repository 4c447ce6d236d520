"""What must be put right, said once at the head of a page: where the reader is taken to, with a link to each field.

Whoever looks sees what is wrong beside its field; whoever listens, or sees a small part of the page at a time, is taken
to the head of it and led on from there. No script is needed: the browser goes where it finds `autofocus`.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_FIELDS = frozenset({"input", "textarea", "select", "fieldset"})
_SAYS = re.compile(r"wrong|trouble|-error$")
"""What the elements are called that say what is wrong with a field."""
_ALERT = '<p class="notice bad" role="alert"'
_TAKEN_TO = ' tabindex="-1" autofocus'


@dataclass(slots=True)
class _Field:
    """A field, or a group of them, about which something is said."""

    goal: str
    """Where a link to it leads."""
    said_by: str
    """The element that says what is wrong with it."""
    label: str = ""
    is_group: bool = False


def pointed(page: str) -> str:
    """The page, its first alert leading to the fields that it is about; nothing is changed where nothing is wrong."""
    if 'role="alert"' not in page and 'class="wrong"' not in page:
        return page
    found = _Found()
    found.feed(page)
    start = page.find(_ALERT)
    if start >= 0:
        return _with_links(page, start, found.links())
    links = found.links(in_full=True)
    end_of_title = page.find("</h1>") + len("</h1>")
    if not links or end_of_title < len("</h1>"):
        return page
    head = f'\n<div class="notice bad" role="alert"{_TAKEN_TO}>{_list(links)}</div>'
    return page[:end_of_title] + head + page[end_of_title:]


def _with_links(page: str, start: int, links: list[tuple[str, str]]) -> str:
    opened = page.index(">", start) + 1
    closed = page.index("</p>", opened) + len("</p>")
    tag, said = page[start : opened - 1].replace("<p", "<div", 1), page[opened:closed]
    return f"{page[:start]}{tag}{_TAKEN_TO}><p>{said}{_list(links)}</div>{page[closed:]}"


def _list(links: list[tuple[str, str]]) -> str:
    if not links:
        return ""
    rows = "".join(f'<li><a href="#{escape(goal)}">{escape(label)}</a></li>' for goal, label in links)
    return f'\n<ul class="amend">{rows}</ul>'


@dataclass(slots=True)
class _Reading:
    """Words that are being read: of a label, of a legend, or of what is wrong."""

    tag: str
    goal: str
    words: list[str] = field(default_factory=list)


class _Found(HTMLParser):
    """The fields with which something is wrong, and what they are called."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[_Field] = []
        self._names: dict[str, str] = {}
        self._wrong: dict[str, str] = {}
        self._group = ""
        self._reading: list[_Reading] = []

    def links(self, *, in_full: bool = False) -> list[tuple[str, str]]:
        """Where each leads and what it says, in the order of the page. `in_full`: what is wrong, where nothing else
        says so; else the name of the field."""
        named = [(each.goal, self._said_of(each) if in_full else self._name_of(each)) for each in self._fields]
        about = {each.said_by for each in self._fields}
        alone = [(goal, words) for goal, words in self._wrong.items() if goal not in about]
        return [(goal, words) for goal, words in named + alone if words]

    def _name_of(self, each: _Field) -> str:
        return each.label if each.is_group else self._names.get(each.goal, "")

    def _said_of(self, each: _Field) -> str:
        return self._wrong.get(each.said_by) or self._name_of(each)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A label, a field, or what is wrong with one."""
        said = {name: value or "" for name, value in attrs}
        if tag == "label":
            self._reading.append(_Reading(tag, said.get("for", "")))
        elif tag == "legend":
            self._reading.append(_Reading(tag, ""))
        elif "wrong" in said.get("class", "").split():
            self._reading.append(_Reading(tag, said.get("id", "")))
        elif tag in _FIELDS:
            self._note(tag, said)

    def _note(self, tag: str, said: dict[str, str]) -> None:
        by = next((each for each in said.get("aria-describedby", "").split() if _SAYS.search(each)), "")
        is_group = tag == "fieldset"
        if is_group:
            self._group = ""
        if not by and said.get("aria-invalid") != "true":
            return
        last = self._fields[-1] if self._fields else None
        if last is not None and last.said_by == by and by:
            # One thing is said of several fields: of a day and its hours, of a group and its choices.
            last.goal = said.get("id", last.goal) if last.goal == by else last.goal
            last.label, last.is_group = last.label or self._group, True
            return
        self._fields.append(_Field(said.get("id") or by, by, self._group, is_group))

    def handle_data(self, data: str) -> None:
        """Words."""
        for each in self._reading:
            each.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The end of what is being read."""
        if not self._reading or self._reading[-1].tag != tag:
            return
        read = self._reading.pop()
        words = " ".join("".join(read.words).split())
        if tag == "legend":
            self._group = words
            if self._fields and self._fields[-1].is_group and not self._fields[-1].label:
                self._fields[-1].label = words
        elif tag == "label":
            self._names[read.goal] = words
        elif read.goal:
            self._wrong[read.goal] = words
