"""What is wrong with a layout of letters: MJML whose compiler (MRML) lets everything pass, and the HTML inside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


class WrongLayout(ValueError):
    """A layout that no letter may be poured into. The message says each fault on a line of its own."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right, and where."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


_SPACE = frozenset({"css-class", "padding", "padding-top", "padding-bottom", "padding-left", "padding-right"})
_TYPE = frozenset({"font-family", "font-size", "font-weight", "line-height", "color", "align", "letter-spacing"})
_EDGES = frozenset({"border", "border-top", "border-bottom", "border-left", "border-right", "border-radius"})


@dataclass(frozen=True, slots=True)
class _Tag:
    """Where a tag may stand, and what may stand on it."""

    parents: frozenset[str]
    attributes: frozenset[str] = frozenset()


def _tag(parents: str, attributes: str = "", *more: frozenset[str]) -> _Tag:
    return _Tag(frozenset(parents.split()), frozenset(attributes.split()).union(*more))


# https://documentation.mjml.io. Nothing here that Word cannot show or that fetches: no background-url, no hero, no
# carousel, no font from elsewhere.
_TAGS: Mapping[str, _Tag] = MappingProxyType(
    {
        "mjml": _tag("-", "lang dir owa"),
        "mj-head": _tag("mjml"),
        "mj-body": _tag("mjml", "background-color css-class width"),
        "mj-title": _tag("mj-head"),
        "mj-preview": _tag("mj-head"),
        "mj-style": _tag("mj-head"),
        "mj-attributes": _tag("mj-head"),
        "mj-breakpoint": _tag("mj-head", "width"),
        "mj-all": _tag("mj-attributes", "", _SPACE, _TYPE),
        "mj-class": _tag("mj-attributes", "name background-color", _SPACE, _TYPE, _EDGES),
        "mj-raw": _tag("mj-head mj-body mj-section mj-column"),
        "mj-wrapper": _tag("mj-body mj-attributes", "background-color full-width text-align mj-class", _SPACE, _EDGES),
        "mj-section": _tag(
            "mj-body mj-wrapper mj-attributes",
            "background-color direction full-width text-align mj-class", _SPACE, _EDGES,
        ),
        "mj-column": _tag(
            "mj-section mj-group mj-attributes", "background-color width vertical-align mj-class", _SPACE, _EDGES
        ),
        "mj-group": _tag("mj-section", "width vertical-align direction background-color css-class mj-class"),
        "mj-text": _tag("mj-column mj-attributes", "height mj-class", _SPACE, _TYPE),
        "mj-table": _tag("mj-column mj-attributes", "cellpadding cellspacing width role mj-class", _SPACE, _TYPE),
        "mj-spacer": _tag("mj-column mj-attributes", "height mj-class", _SPACE),
        "mj-divider": _tag(
            "mj-column mj-attributes", "border-color border-style border-width width align mj-class", _SPACE
        ),
        "mj-image": _tag("mj-column mj-attributes", "src alt width height href align mj-class", _SPACE, _EDGES),
    }
)  # fmt: skip
_ENDING = frozenset({"mj-title", "mj-preview", "mj-style", "mj-raw", "mj-text", "mj-table"})
"""What stands in these is HTML, CSS or words."""
_NUMBERS = re.compile(r"(?:padding|border)(?:-\w+)?|width|height|font-size|line-height|letter-spacing|cell\w+")
_VOID = frozenset({"meta", "br", "img", "hr"})

_EXPRESSION = re.compile(r"{[{%#].*?[%}#]}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[^<>]*?)?)\s*(/?)>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(?<![^\s="])([^\s="]++)="([^"]*)"')


def check_layout(source: str, name: str) -> None:
    """Raises WrongLayout, naming the file, each line and what is wrong there."""
    if faults := layout_faults(source):
        raise WrongLayout("\n".join(f"{name}, {fault}" for fault in faults))


def layout_faults(source: str) -> tuple[Fault, ...]:
    """What is wrong, from top to bottom: tags, places, attributes, what the compiler would lose, HTML left open."""
    found = [*_lost_expressions(source), *_wrong_tags(_blanked(_EXPRESSION, _blanked(_COMMENT, source)))]
    return tuple(sorted(found, key=lambda fault: fault.line))


def _lost_expressions(source: str) -> Iterator[Fault]:
    """What MRML does not carry through: it reads a < as a tag, a second double quote as the end of an attribute, and a
    number that is none as nothing."""
    for match in _EXPRESSION.finditer(source):
        if "<" in match[0]:
            yield Fault(_line(source, match.start()), f"an expression holds a <: {match[0]}")
    for match in re.finditer(r'="[^"{}]*{{[^}"]*"[^}]*}}', source):
        yield Fault(_line(source, match.start()), f"a double quote in a quoted expression: {match[0]}")
    for match in re.finditer(r"<(mj[\w-]*)((?:\s[^<>]*)?)>", source):
        for name, value in _ATTRIBUTE.findall(match[2]):
            if "{{" in value and _NUMBERS.fullmatch(name):
                yield Fault(_line(source, match.start()), f"{match[1]} {name} is a number: a placeholder is lost there")


def _wrong_tags(source: str) -> Iterator[Fault]:
    open_tags: list[tuple[str, int]] = []
    ending = 0
    """How many tags were open when the one opened in which HTML stands."""
    for match in _MARKUP.finditer(source):
        closes, tag, attributes, closed = match[1], match[2].lower(), match[3], match[4]
        line = _line(source, match.start())
        if closes:
            if not open_tags or open_tags[-1][0] != tag:
                yield Fault(line, f"</{tag}> closes {_named(open_tags)}")
                if all(name != tag for name, _ in open_tags):
                    continue
                while open_tags[-1][0] != tag:
                    open_tags.pop()
            open_tags.pop()
            ending = 0 if len(open_tags) < ending else ending
            continue
        if ending and not tag.startswith("mj"):
            if tag in _VOID:
                continue
        else:
            yield from _misplaced(tag, attributes, open_tags[-1][0] if open_tags else "-", line)
        if not closed:
            open_tags.append((tag, line))
            if tag in _ENDING and not ending:
                ending = len(open_tags)
    for tag, line in open_tags:
        yield Fault(line, f"<{tag}> is never closed")


def _misplaced(tag: str, attributes: str, parent: str, line: int) -> Iterator[Fault]:
    known = _TAGS.get(tag)
    if known is None:
        yield Fault(line, f"no tag {tag}" if tag.startswith("mj") else f"{tag} stands outside mj-text and mj-raw")
        return
    if parent not in known.parents:
        yield Fault(line, f"{tag} cannot stand in {'nothing' if parent == '-' else parent}")
    names = [name for name, _ in _ATTRIBUTE.findall(attributes)]
    rest = _ATTRIBUTE.sub("", attributes).strip()
    if rest:
        yield Fault(line, f'{tag} has attributes that are not written name="value": {rest}')
    yield from (Fault(line, f"no attribute {name} on {tag}") for name in names if name not in known.attributes)
    yield from (Fault(line, f"{name} twice on {tag}") for name in sorted(set(names)) if names.count(name) > 1)


def _named(open_tags: list[tuple[str, int]]) -> str:
    return f"nothing but <{open_tags[-1][0]}> of line {open_tags[-1][1]}" if open_tags else "nothing that is open"


def _blanked(what: re.Pattern[str], source: str) -> str:
    """Without these, every line where it was."""
    return what.sub(lambda match: "x" + "\n" * match[0].count("\n"), source)


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
