"""The picture of a soak: one small chart under the other, the same minutes below each other."""

from collections.abc import Mapping, Sequence
from html import escape

from bench.soaking.sampling import Sample

_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 860, 130, 64, 34, 46
_DASHES = ("", "6 3", "2 3", "9 3 2 3", "1 2")
"""Lines are told apart without colour."""
_STYLE = """
svg { font: 12px system-ui, sans-serif; background: #fff; color: #1b1f24 }
text { fill: currentColor } .axis { stroke: #8b949e } .line { fill: none; stroke-width: 1.6 }
.l0 { stroke: #0b5cad } .l1 { stroke: #a04100 } .l2 { stroke: #1a7f37 } .l3 { stroke: #8250df } .l4 { stroke: #57606a }
@media (prefers-color-scheme: dark) {
 svg { background: #0d1117; color: #e6edf3 }
 .l0 { stroke: #6cb6ff } .l1 { stroke: #f0883e } .l2 { stroke: #56d364 } .l3 { stroke: #d2a8ff } .l4 { stroke: #adbac7 }
}
"""

Lines = Mapping[str, Sequence[float]]
"""Name → a value for each sample."""


def picture(samples: Sequence[Sample], told: Sequence[str]) -> str:
    """An SVG of all that was sampled. `told`: what was done to the house."""
    processes = sorted({name for sample in samples for name in sample.megabytes})
    charts: list[tuple[str, Lines]] = [
        ("Mails answered 250", {"mails": [sample.accepted for sample in samples]}),
        (
            "Memory of each process, MB (PSS)",
            {name: [sample.megabytes.get(name, 0.0) for sample in samples] for name in processes},
        ),
        (
            "Waiting",
            {"mails": [s.mails_waiting for s in samples], "letters": [s.letters_waiting for s in samples]},
        ),
        (
            "Age of the oldest that waits, s",
            {"mail": [s.oldest_mail for s in samples], "letter": [s.oldest_letter for s in samples]},
        ),
        ("From 250 to a mail's fate, s", _took([s.mail_seconds for s in samples])),
        ("From a change to its letter at the relay, s", _took([s.letter_seconds for s in samples])),
    ]  # fmt: skip
    height = _TOP + len(charts) * (_HEIGHT + _GAP) + 10
    seconds = [sample.seconds for sample in samples] or [0.0]
    kinds = ", ".join(f"{_times(told, what)} {what}" for what in ("kills", "restarts of all", "ends of Redis"))
    body = [f'<text x="{_LEFT}" y="18" font-weight="600">{escape(kinds)}</text>']
    for at, (title, lines) in enumerate(charts):
        body += _chart(title, lines, seconds, _TOP + at * (_HEIGHT + _GAP) + 20)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH + _LEFT + 20} {height}" role="img">'
        f"<title>A soak, sample by sample</title><style>{_STYLE}</style>{''.join(body)}</svg>\n"
    )


def _times(told: Sequence[str], what: str) -> int:
    if what == "kills":
        return sum(":" in each for each in told)
    return sum(each == {"restarts of all": "rolled", "ends of Redis": "redis"}[what] for each in told)


def _took(each: Sequence[Mapping[str, float]]) -> Lines:
    return {name: [one.get(name, 0.0) for one in each] for name in ("median", "p99")}


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _chart(title: str, lines: Lines, seconds: Sequence[float], top: int) -> list[str]:
    most = max((value for values in lines.values() for value in values), default=0.0) or 1.0
    last = seconds[-1] or 1.0
    said = [
        f'<text x="{_LEFT}" y="{top - 8}">{escape(title)}</text>',
        f'<path class="axis" fill="none" d="M{_LEFT} {top}V{top + _HEIGHT}H{_LEFT + _WIDTH}"/>',
        f'<text x="{_LEFT - 6}" y="{top + 10}" text-anchor="end">{_short(most)}</text>',
        f'<text x="{_LEFT - 6}" y="{top + _HEIGHT}" text-anchor="end">0</text>',
        f'<text x="{_LEFT + _WIDTH}" y="{top + _HEIGHT + 14}" text-anchor="end">{last / 60:.0f} min</text>',
    ]
    for at, (name, values) in enumerate(lines.items()):
        points = " ".join(
            f"{_LEFT + _WIDTH * second / last:.1f},{top + _HEIGHT - _HEIGHT * value / most:.1f}"
            for second, value in zip(seconds, values, strict=True)
        )
        dash = f' stroke-dasharray="{_DASHES[at % 5]}"' if _DASHES[at % 5] else ""
        said.append(f'<polyline class="line l{at % 5}"{dash} points="{points}"/>')
        across = _LEFT + 330 + 105 * at
        said.append(f'<path class="line l{at % 5}"{dash} d="M{across} {top - 12}h24"/>')
        said.append(f'<text x="{across + 28}" y="{top - 8}">{escape(name)}</text>')
    return said
