"""Charts as they go into a letter or onto a page: their facts put into words, and their pictures drawn."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from mailbot.charts import Bar, Chart, Shape, as_svg, drawn, size_on_page
from mailbot.templating import Templates
from mailbot.typography import short_month
from mailbot.vocabulary import LANGUAGES

_SHAPES: Mapping[str, Shape] = {
    "statuses": Shape.SHARES,
    "ages": Shape.BARS,
    "categories": Shape.BARS,
    "months": Shape.COLUMNS,
}
NAMES = frozenset(_SHAPES)
"""The charts that there are."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A chart beside words that say the same."""

    chart: Chart
    alternative: str
    content_id: str
    """What the letter calls its picture (RFC 2392); another one for other figures."""

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.content_id.partition('@')[0]}.png"

    def picture(self) -> bytes:
        """The PNG of a letter."""
        return drawn(self.chart)

    def svg(self) -> bytes:
        """The SVG of a page."""
        return as_svg(self.chart).encode()


@dataclass(frozen=True, slots=True)
class Emblem:
    """An agency's logo at the head of a letter."""

    alternative: str
    """The agency's name: what stands there where pictures are not shown."""
    png: bytes
    width: int
    height: int
    content_id: str

    @property
    def name(self) -> str:
        """Of its file."""
        return "logo.png"

    def picture(self) -> bytes:
        """The PNG."""
        return self.png

    @property
    def html(self) -> str:
        """The picture in its place. Its style is that of the words which stand there when it is not shown."""
        return (
            f'<img src="cid:{self.content_id}" alt="{escape(self.alternative)}" width="{self.width}" '
            f'height="{self.height}" style="display:block;border:0;outline:none;text-decoration:none;'
            f'width:{self.width}px;max-width:100%;height:auto;color:inherit;font-size:18px;line-height:24px;font-weight:700;">'
        )


def illustrations(charts: Iterable[Mapping[str, Any]], language: str) -> tuple[Illustration, ...]:
    """Charts from their facts: `name`, and `bars` of a code and its numbers."""
    return tuple(illustrated(facts, language) for facts in charts)


def illustrated(facts: Mapping[str, Any], language: str) -> Illustration:
    """One chart from its facts, in the words of a language."""
    name, words = facts["name"], _words(language)
    series: tuple[str, ...] = words["SERIES"][name]
    bars = tuple(Bar(_label(name, code, words, language), tuple(parts)) for code, parts in facts["bars"])
    chart = Chart(_SHAPES[name], words["TITLES"][name], series, bars)
    said = _templates(language).get(f"charts/alt.{language}.jinja").render({"chart": chart})
    mark = hashlib.sha256(json.dumps([facts, language], sort_keys=True).encode()).hexdigest()[:16]
    return Illustration(chart, said.strip(), f"{name}-{mark}@charts")


def as_html(shown: Iterable[Illustration]) -> list[str]:
    """The pictures of a letter, each in its place."""
    return [
        f'<img src="cid:{each.content_id}" alt="{escape(each.alternative)}" width="{width}" height="{height}" '
        f'style="display:block;width:100%;max-width:{width}px;height:auto;margin:0 0 16px;border:0;'
        f'font-size:14px;line-height:20px;color:#66635b;">'
        for each in shown
        for width, height in [size_on_page(each.chart)]
    ]


_CONTENT_ID = re.compile(r'src="cid:([^"]+)"')


def with_pictures_inside(html: str, pictures: Mapping[str, bytes]) -> str:
    """A letter's HTML that can be shown outside a mail program: each picture stands in it, by its content id."""

    def inside(place: re.Match[str]) -> str:
        content = pictures.get(place[1])
        if content is None:
            return place[0]
        return f'src="data:image/png;base64,{base64.b64encode(content).decode()}"'

    return _CONTENT_ID.sub(inside, html)


def _label(name: str, code: str, words: Mapping[str, Any], language: str) -> str:
    if name == "months":
        return short_month(code, language)
    return str((words["KINDS"] if name == "categories" else words["BARS"])[code])


@lru_cache(maxsize=len(LANGUAGES))
def _words(language: str) -> Mapping[str, Any]:
    return _templates(language).tables(f"charts/words.{language}.jinja")


@lru_cache(maxsize=len(LANGUAGES))
def _templates(language: str) -> Templates:
    return Templates(language, autoescape=False, prose=True, shared=f"letters/{language}/_words.jinja")
