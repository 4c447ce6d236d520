"""The agency's colour, brought to where everybody can read it (WCAG 2.2, contrast AA)."""

import re
from dataclasses import dataclass
from functools import lru_cache

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: normal text against its background."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


CARD, CARD_IN_THE_DARK = "#ffffff", "#24231f"
"""What letters and pages are written on."""
DANGER, DANGER_IN_THE_DARK = "#a3281b", "#f3a08f"
"""What is said of a danger, whatever the agency's colour is."""


@dataclass(frozen=True, slots=True)
class Palette:
    """An agency's colour as letters and pages wear it."""

    accent: str
    """White can be read on it, and it can be read on white and on its own tint."""
    tint: str
    """What stands out is on it: ours and the accent can be read there."""
    accent_on_dark: str
    tint_on_dark: str


@lru_cache(maxsize=64)
def palette(colour: str) -> Palette:
    """The shades of an agency's colour, whatever it is, in which everybody can read."""
    tint = _mixed(CARD, colour, 0.09)
    on_dark = readable(colour, on=CARD_IN_THE_DARK, enough=6.0)
    tint_on_dark = _mixed(CARD_IN_THE_DARK, on_dark, 0.11)
    return Palette(readable(readable(colour, on=CARD), on=tint), tint, readable(on_dark, on=tint_on_dark), tint_on_dark)


@lru_cache(maxsize=64)
def readable(colour: str, *, on: str, enough: float = ENOUGH) -> str:
    """The nearest shade of this colour that can be read on that background."""
    towards = "#000000" if contrast("#000000", on) > contrast("#ffffff", on) else "#ffffff"
    for step in range(101):
        shade = _mixed(colour, towards, step / 100)
        if contrast(shade, on) >= enough:
            return shade
    return towards


def contrast(one: str, other: str) -> float:
    """How far apart two colours are to the eye, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, towards: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(colour), _parts(towards), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    if not _HEX.fullmatch(colour):
        raise ValueError(f"a colour is written #rrggbb: {colour!r:.40}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
