"""Small charts as pictures: a title, bars, and the number beside each. A PNG goes into a letter, an SVG onto a page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from mailbot.late import late

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont
else:
    Image, ImageDraw, ImageFont = late("PIL.Image"), late("PIL.ImageDraw"), late("PIL.ImageFont")

WIDTH = 300
"""In the pixels of a page: what a small telephone shows of a letter. The picture has twice as many."""
MOST_OCTETS = 10_000
"""A chart weighs less, so that one that comes back in an answer is taken for decoration, and for nobody's photo."""

_SCALE = 2
_EDGE = 14
_INNER = WIDTH - 2 * _EDGE
_COLOURS = 24

# A plate of its own, so that the same picture can be read on a light and on a dark ground (WCAG 2.2: words 4.5 to 1,
# shapes 3 to 1).
PLATE, INK, QUIET, RULE = "#fbfaf7", "#24231f", "#5c594f", "#dedbd3"
SHADES = ("#8a2f0e", "#2a74ab", "#8f8b7f")
"""Of the first, second and third series: what waits, what is under way, what is over. From dark to light, so that they
can be told apart without any colour, too."""
ALONE = "#2f6f4f"
"""Of the only series."""
ON_SHADES = "#ffffff"
"""A number on the first, the second or the only one."""
DARK: Mapping[str, str] = MappingProxyType(
    {
        PLATE: "#211f1b", INK: "#eceae4", QUIET: "#b3afa4", RULE: "#45423b", ON_SHADES: "#16150f",
        SHADES[0]: "#f2a17d", SHADES[1]: "#4f97cd", SHADES[2]: "#77736a", ALONE: "#7cc49b",
    }
)  # fmt: skip
"""What each is on a page whose reader likes it dark."""


class Shape(StrEnum):
    """How the numbers of a chart are drawn."""

    SHARES = "shares"
    """Each bar whole, cut into its parts, the numbers under it."""
    BARS = "bars"
    """Bars side by side on one scale, their sum beside each."""
    COLUMNS = "columns"
    """Standing, one group a month, the number above each."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or one group of columns: its name, and a number for each series."""

    label: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows."""

    shape: Shape
    title: str
    series: tuple[str, ...]
    """What the parts are called; with one alone, no key is drawn."""
    bars: tuple[Bar, ...]


def drawn(chart: Chart) -> bytes:
    """The chart as a PNG of 600 pixels across. The same chart makes the same bytes."""
    image = Image.new("RGB", (WIDTH * _SCALE, _heights(chart) * _SCALE), PLATE)
    on = ImageDraw.Draw(image)
    for each in _laid_out(chart):
        if isinstance(each, _Box):
            right, bottom = (each.left + each.width) * _SCALE - 1, (each.top + each.height) * _SCALE - 1
            left, top = each.left * _SCALE, each.top * _SCALE
            on.rectangle((left, top, max(right, left), max(bottom, top)), fill=each.colour)
        else:
            anchor = "ma" if each.centred else "la"
            place, font = (each.left * _SCALE, each.top * _SCALE), _font(each.size, bold=each.bold)
            on.text(place, each.text, fill=each.colour, font=font, anchor=anchor)
    kept = io.BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        kept, "PNG", optimize=True
    )
    return kept.getvalue()


def as_svg(chart: Chart) -> str:
    """The same, sharp at any size, and dark for whoever likes it so."""
    height = _heights(chart)
    dark = "".join(f'[fill="{light}"]{{fill:{colour}}}' for light, colour in DARK.items())
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="DejaVu Sans, Verdana, Segoe UI, sans-serif">',
        f"<style>@media (prefers-color-scheme: dark){{{dark}}}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="{PLATE}"/>',
    ]
    for each in _laid_out(chart):
        if isinstance(each, _Box):
            lines.append(
                f'<rect x="{each.left:g}" y="{each.top:g}" width="{each.width:g}" height="{each.height:g}" '
                f'fill="{each.colour}"/>'
            )
        else:
            lines.append(
                f'<text x="{each.left:g}" y="{each.top + 0.93 * each.size:g}" font-size="{each.size}" '
                f'fill="{each.colour}"{_BOLD if each.bold else ""}{_CENTRED if each.centred else ""}>'
                f"{escape(each.text)}</text>"
            )
    return "\n".join([*lines, "</svg>"])


_BOLD, _CENTRED = ' font-weight="700"', ' text-anchor="middle"'


def _laid_out(chart: Chart) -> list[_Box | _Words]:
    pen = _Pen()
    pen.words(_EDGE, 10, chart.title, size=15, bold=True, room=_INNER)
    match chart.shape:
        case Shape.SHARES:
            _shares(pen, chart)
        case Shape.BARS:
            _bars(pen, chart)
        case Shape.COLUMNS:
            _columns(pen, chart)
    return pen.put


def size_on_page(chart: Chart) -> tuple[int, int]:
    """Width and height in the pixels of a page."""
    return WIDTH, _heights(chart)


_HEAD = 38
_KEY = 22
_SHARE = 66
_BAR = 30
_STAND = 96
_BELOW = 24


def _heights(chart: Chart) -> int:
    key = _KEY if len(chart.series) > 1 else 0
    match chart.shape:
        case Shape.SHARES:
            return _HEAD + len(chart.bars) * _SHARE
        case Shape.BARS:
            return _HEAD + key + len(chart.bars) * _BAR + 8
        case Shape.COLUMNS:
            return _HEAD + key + _STAND + _BELOW + 12


def _shares(pen: _Pen, chart: Chart) -> None:
    top = _HEAD
    for bar in chart.bars:
        pen.words(_EDGE, top, bar.label, size=13, room=_INNER)
        _stacked(pen, _EDGE, top + 20, _INNER, 14, bar.parts)
        shown = [f"{part} {name}" for part, name in zip(bar.parts, chart.series, strict=True)]
        _key(pen, top + 39, shown)
        top += _SHARE


def _bars(pen: _Pen, chart: Chart) -> None:
    top = _HEAD
    if len(chart.series) > 1:
        _key(pen, top - 4, chart.series)
        top += _KEY
    most = max((sum(bar.parts) for bar in chart.bars), default=0) or 1
    wide = min(max((pen.width(bar.label, 13) for bar in chart.bars), default=0), 132)
    left = _EDGE + wide + 10
    room = WIDTH - _EDGE - left - pen.width(str(most), 13) - 8
    for bar in chart.bars:
        total = sum(bar.parts)
        pen.words(_EDGE, top + 4, bar.label, size=13, room=132)
        length = round(room * total / most)
        _stacked(pen, left, top + 4, max(length, 3 if total else 0), 18, bar.parts, says=len(bar.parts) > 1)
        pen.words(left + length + 8, top + 4, str(total), size=13, bold=True, room=60)
        top += _BAR


def _columns(pen: _Pen, chart: Chart) -> None:
    top = _HEAD
    if len(chart.series) > 1:
        _key(pen, top - 4, chart.series)
        top += _KEY
    most = max((part for bar in chart.bars for part in bar.parts), default=0) or 1
    ground, high = top + _STAND, _STAND - 20
    each = _INNER / max(len(chart.bars), 1)
    column = min(22, (each - 6) / max(len(chart.series), 1))
    pen.line(_EDGE, ground, WIDTH - _EDGE)
    for place, bar in enumerate(chart.bars):
        middle = _EDGE + each * (place + 0.5)
        left = middle - column * len(bar.parts) / 2
        for number, part in enumerate(bar.parts):
            tall = high * part / most
            if part:
                pen.box(left, ground - max(tall, 2), column - 1.5, max(tall, 2), _shade(number, len(bar.parts)))
                pen.words(left + column / 2, ground - tall - 17, str(part), size=11, room=column + 12, centred=True)
            left += column
        pen.words(middle, ground + 6, bar.label, size=11, room=each, centred=True, ink=QUIET)


def _stacked(
    pen: _Pen, left: float, top: float, width: float, height: float, parts: tuple[int, ...], *, says: bool = False
) -> None:
    """A bar of this width in its parts. A part that is there can be seen, however small; where it has room, it says
    its number."""
    end = left + width
    total = sum(parts)
    if not total:
        pen.box(left, top, width, height, RULE)
        return
    shown = [(number, part) for number, part in enumerate(parts) if part]
    least = min(4.0, width / len(shown))
    lengths = [max(least, width * part / total) for _, part in shown]
    lengths[lengths.index(max(lengths))] -= sum(lengths) - width
    for (number, _), length in zip(shown, lengths, strict=True):
        pen.box(left, top, length, height, _shade(number, len(parts)))
        if says and length >= pen.width(str(parts[number]), 11) + 8:
            pen.words(left + length / 2, top + 3, str(parts[number]), size=11, room=length, centred=True, ink=ON_SHADES)
        left += length
        if left < end - 1:
            pen.box(left - 0.5, top, 1, height, PLATE)


def _key(pen: _Pen, top: float, names: tuple[str, ...] | list[str]) -> None:
    left: float = _EDGE
    for number, name in enumerate(names):
        pen.box(left, top + 4, 9, 9, _shade(number, len(names)))
        pen.words(left + 13, top, name, size=12, room=WIDTH - _EDGE - left - 13)
        left += 13 + pen.width(name, 12) + 10


def _shade(number: int, of: int) -> str:
    return ALONE if of == 1 else SHADES[number % len(SHADES)]


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class _Words:
    left: float
    top: float
    text: str
    size: int
    bold: bool
    centred: bool
    colour: str


class _Pen:
    """Puts boxes and words into their places, in the pixels of a page."""

    def __init__(self) -> None:
        self.put: list[_Box | _Words] = []

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        if width > 0 and height > 0:
            self.put.append(_Box(round(left, 2), round(top, 2), round(width, 2), round(height, 2), colour))

    def line(self, left: float, top: float, right: float) -> None:
        self.box(left, top, right - left, 1, QUIET)

    def words(
        self, left: float, top: float, text: str, *, size: int, room: float, bold: bool = False, centred: bool = False,
        ink: str = INK,
    ) -> None:  # fmt: skip
        """A text on one line, cut where there is no more room."""
        while self.width(text, size, bold=bold) > room and len(text) > 1:
            text = text.rstrip("…")[:-1].rstrip() + "…"
        self.put.append(_Words(round(left, 2), round(top, 2), text, size, bold, centred, ink))

    def width(self, text: str, size: int, *, bold: bool = False) -> float:
        return float(_font(size, bold=bold).getlength(text)) / _SCALE


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """DejaVu, which `scripts/prepare-system` brings; where it is missing, the one that comes with Pillow."""
    try:
        return ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", size * _SCALE)
    except OSError:
        built_in = ImageFont.load_default(size * _SCALE)
        assert isinstance(built_in, ImageFont.FreeTypeFont)  # Pillow's wheels all have FreeType
        return built_in
