"""A report in words, for a terminal: each figure with its range, its bar, and what stands beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

Kept = Mapping[str, Any]
"""A report, or a figure, as JSON keeps it."""


def lines_of(figure: Kept) -> Iterator[str]:
    """One line for the figure, one more for each peer."""
    yield (
        f"  {figure['words']:<66} {number(figure['value']):>9} {figure['unit']:<10}"
        f" ({number(figure['least'])} to {number(figure['most'])}){_bar(figure)}"
    )
    for beside in figure["beside"]:
        if "missing" in beside:
            yield f"      beside {beside['words']}: {beside['missing']}"
        else:
            yield (
                f"      × {beside['ratio']:.2f} ({beside['least']:.2f} to {beside['most']:.2f}) "
                f"beside {beside['words']}, {number(beside['value'])} {figure['unit']}{_ratio_bar(beside)}"
            )


def head_of(report: Kept) -> str:
    """When, and on what."""
    machine = report["machine"]
    return (
        f"{report['when'][:16].replace('T', ' ')}, {machine['cores']} × {machine['processor']}, "
        f"{machine['memory_gb']} GB, Linux {machine['kernel']}, Python {machine['python']}, "
        f"SQLite {machine['sqlite']}, {machine['commit']}{' with changes' if machine['changed'] else ''}"
        f"{', a quick run of small numbers' if report['quick'] else ''}"
    )


def verdict(report: Kept) -> str:
    """How many bars are held, and which are not."""
    bars = [(each["held"], words) for figure in report["figures"] for words, each in _barred(figure)]
    missed = [words for held, words in bars if not held]
    said = f"{len(bars) - len(missed)} of {len(bars)} bars held"
    return "\n  ".join([f"{said}; missed:", *missed]) if missed else f"{said}."


def number(value: float) -> str:
    """Three figures, at least; thousands apart."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def bar_words(figure: Kept) -> str:
    """A figure's own bar: « ≤ 0.5 ms »."""
    sign = "≥" if figure["unit"].endswith("/s") else "≤"
    return f"{sign} {figure['bar']:g} {figure['unit']}"


def _barred(figure: Kept) -> Iterator[tuple[str, Kept]]:
    if figure["held"] is not None:
        yield f"{figure['words']}: {number(figure['value'])}, bar {bar_words(figure)}", figure
    for beside in figure["beside"]:
        if beside.get("held") is not None:
            words = f"{figure['words']}: × {beside['ratio']:.2f} beside {beside['words']}, bar {beside['bar']:g}"
            yield words, beside


def _bar(figure: Kept) -> str:
    return "" if figure["held"] is None else f"  bar {bar_words(figure)}: {_held(figure)}"


def _ratio_bar(beside: Kept) -> str:
    return "" if beside.get("held") is None else f"  bar × {beside['bar']:g}: {_held(beside)}"


def _held(what: Kept) -> str:
    return "held" if what["held"] else "MISSED"
