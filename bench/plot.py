"""The plot of a report: how far each figure is from its bar, how it stands beside its peers, and how it grows."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from bench.telling import bar_words, head_of, number

Kept = Mapping[str, Any]

_WIDTH = 1060
_NAMES, _BARS = 590, 320
_LINE = 22
_PANEL, _PANEL_HEIGHT = 325, 190
_STYLE = """
.plate{fill:#fbfaf7}.ink{fill:#24231f}.quiet{fill:#5c594f}.rule{stroke:#dedbd3}.mark{stroke:#24231f}
.held{fill:#2f6f4f}.missed{fill:#b3420f}.peer{fill:#2a74ab}.line{stroke:#2a74ab}.dot{fill:#2a74ab}
@media (prefers-color-scheme:dark){
.plate{fill:#211f1b}.ink{fill:#eceae4}.quiet{fill:#b3afa4}.rule{stroke:#45423b}.mark{stroke:#eceae4}
.held{fill:#7cc49b}.missed{fill:#f2a17d}.peer{fill:#4f97cd}.line{stroke:#4f97cd}.dot{fill:#4f97cd}}
"""


def svg_of(report: Kept) -> str:
    """One picture, for a light and for a dark page; nothing in it is fetched."""
    drawn: list[str] = []
    top = _head(drawn, report)
    top = _section(drawn, top, "Each figure and its bar", "bar", list(_barred(report)))
    top = _section(drawn, top, "Beside others in the same run: so many times as fast", "alike", list(_beside(report)))
    top = _panels(drawn, top, report)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} {top}" '
            f'font-family="DejaVu Sans, Verdana, Segoe UI, sans-serif" font-size="12">',
            f"<title>{escape(head_of(report))}</title><style>{_STYLE}</style>",
            f'<rect class="plate" width="{_WIDTH}" height="{top}"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _head(drawn: list[str], report: Kept) -> int:
    drawn.append(_text(20, 34, "How fast mailbot is", "ink", size=18, bold=True))
    drawn.append(_text(20, 56, head_of(report), "quiet"))
    return 78


class _Bar:
    """One line: its name, how many times as good as what it is held against, and what is said beside it."""

    def __init__(self, name: str, times: float, said: str, colour: str) -> None:
        self.name, self.times, self.said, self.colour = name, max(times, 1e-6), said, colour


def _barred(report: Kept) -> Iterator[_Bar]:
    for figure in report["figures"]:
        if figure["bar"] is not None:
            is_rate = figure["unit"].endswith("/s")
            times = figure["value"] / figure["bar"] if is_rate else figure["bar"] / max(figure["value"], 1e-9)
            said = f"{number(figure['value'])}, {bar_words(figure)}"
            yield _Bar(figure["words"], times, said, "held" if figure["held"] else "missed")
        for other in figure["beside"]:
            if other.get("ratio") is not None and other["bar"] is not None:
                said = f"× {other['ratio']:.2f}, ≥ {other['bar']:g}"
                yield _Bar(
                    _pair(figure, other), other["ratio"] / other["bar"], said, "held" if other["held"] else "missed"
                )


def _beside(report: Kept) -> Iterator[_Bar]:
    for figure in report["figures"]:
        for other in figure["beside"]:
            if "ratio" in other:
                yield _Bar(_pair(figure, other), other["ratio"], f"× {other['ratio']:.2f}", "peer")


def _pair(figure: Kept, other: Kept) -> str:
    """The figure and, as far as its first comma, what stands beside it."""
    return f"{figure['words']} ÷ {other['words'].partition(',')[0]}"


def _section(drawn: list[str], top: int, title: str, middle: str, bars: Sequence[_Bar]) -> int:
    """Bars from one vertical line, to the right what is better, on a scale of doublings."""
    if not bars:
        return top
    drawn.append(_text(20, top + 16, title, "ink", size=14, bold=True))
    top += 46
    reach = max(1.0, *(abs(math.log2(each.times)) for each in bars))
    doublings = math.ceil(reach)
    centre, unit = _NAMES + _BARS / 2, _BARS / 2 / doublings
    step = max(1, round(doublings / 4))
    for doubled in range(-(doublings // step) * step, doublings + 1, step):
        x = centre + doubled * unit
        drawn.append(_rule(x, top - 6, x, top + len(bars) * _LINE, "rule"))
        said = middle if not doubled else f"× {2**doubled:g}" if doubled > 0 else f"1/{2**-doubled:g}"
        drawn.append(_text(x, top - 12, said, "quiet", size=10, anchor="middle"))
    for at, each in enumerate(bars):
        y, length = top + at * _LINE, math.log2(each.times) * unit
        drawn.append(_text(_NAMES - 10, y + 13, _clipped(each.name, 88), "ink", size=11, anchor="end"))
        drawn.append(
            f'<rect class="{each.colour}" x="{centre + min(0.0, length):.1f}" y="{y + 3}" '
            f'width="{max(1.0, abs(length)):.1f}" height="{_LINE - 8}"/>'
        )
        drawn.append(_text(_NAMES + _BARS + 8, y + 13, each.said, "quiet", size=10))
    drawn.append(_rule(centre, top - 6, centre, top + len(bars) * _LINE, "mark"))
    return top + len(bars) * _LINE + 24


_CURVES: tuple[tuple[str, str, bool, bool], ...] = (
    ("growth.", "Replies a second, by stored comments", True, False),
    ("workers.", "Replies a second, by worker processes", False, False),
    ("size.", "Milliseconds of one mail, by its size", True, True),
)
"""Which figures, under what title; whether the scale across, and the one upward, goes by powers of ten."""


def _panels(drawn: list[str], top: int, report: Kept) -> int:
    found = [(title, logs, rises, _points(report, prefix)) for prefix, title, logs, rises in _CURVES]
    shown = [each for each in found if len(each[3]) > 1]
    for at, (title, logs, rises, points) in enumerate(shown):
        _panel(drawn, 20 + at * (_PANEL + 20), top, title, points, logs=logs, rises=rises)
    return top + (_PANEL_HEIGHT + 70 if shown else 0)


def _points(report: Kept, prefix: str) -> list[tuple[float, float, str]]:
    """Where on the scale, how much, and what is written below."""
    found = []
    for figure in report["figures"]:
        if figure["code"].startswith(prefix):
            tail = figure["code"].removeprefix(prefix)
            amount = "".join(sign for sign in tail if sign.isdigit() or sign == ".")
            times = {"kB": 1e3, "MB": 1e6}.get(tail.removeprefix(amount), 1.0)
            label = f"{int(amount):,}" if tail == amount else f"{amount} {tail.removeprefix(amount)}"
            found.append((float(amount) * times, float(figure["value"]), label))
    return sorted(found)


def _panel(
    drawn: list[str], left: int, top: int, title: str, points: list[tuple[float, float, str]], *, logs: bool,
    rises: bool,
) -> None:  # fmt: skip
    drawn.append(_text(left, top + 16, title, "ink", size=13, bold=True))
    top += 40
    across = [math.log10(x) if logs else x for x, _, _ in points]
    up = [math.log10(value) if rises else value for _, value, _ in points]
    low, high = (min(up) - 0.3, max(up)) if rises else (0.0, max(up))
    places = []
    for x, y, (_, value, label) in zip(across, up, points, strict=True):
        at = left + 24 + (_PANEL - 60) * (x - across[0]) / ((across[-1] - across[0]) or 1.0)
        places.append(
            (at, top + _PANEL_HEIGHT - 20 - (_PANEL_HEIGHT - 50) * (y - low) / ((high - low) or 1.0), value, label)
        )
    drawn.append(_rule(left, top + _PANEL_HEIGHT - 20, left + _PANEL, top + _PANEL_HEIGHT - 20, "rule"))
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in places)
    drawn.append(f'<polyline class="line" points="{way}" fill="none" stroke-width="2"/>')
    for x, y, value, label in places:
        drawn.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        drawn.append(_text(x, y - 10, number(value), "ink", size=11, anchor="middle"))
        drawn.append(_text(x, top + _PANEL_HEIGHT - 4, label, "quiet", size=10, anchor="middle"))


def _clipped(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _text(
    x: float, y: float, words: str, colour: str, *, size: int = 12, bold: bool = False, anchor: str = "start"
) -> str:  # fmt: skip
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="{colour}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight}>'
        f"{escape(words)}</text>"
    )


def _rule(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return f'<line class="{colour}" x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"/>'
