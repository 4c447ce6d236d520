"""The same page on a light and on a dark ground, whatever the machine prefers that looks at it."""

import re

_DARK = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)")
_LIGHT = re.compile(r"\(\s*prefers-color-scheme\s*:\s*light\s*\)")
_SCHEMES = re.compile(r"((?:color-scheme|supported-color-schemes)(?:\"\s+content=\"|\s*:\s*))light dark")
_ALWAYS, _NEVER = "(min-width:0)", "(max-width:0)"


def on_dark(text: str) -> str:
    """HTML or CSS as somebody sees it who prefers a dark ground."""
    return _SCHEMES.sub(r"\1dark", _LIGHT.sub(_NEVER, _DARK.sub(_ALWAYS, text)))


def on_light(text: str) -> str:
    """The same of a light ground."""
    return _SCHEMES.sub(r"\1light", _LIGHT.sub(_ALWAYS, _DARK.sub(_NEVER, text)))
