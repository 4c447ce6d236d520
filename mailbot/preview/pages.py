"""Every page of the tour as HTML: printed anew at each look, in either language, with all that it shows inside it."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

from mailbot.preview.guide import Stop
from mailbot.preview.kept import seen_on_tour
from mailbot.web.sheets import printed, style

_STYLE = re.compile(r'<link rel="stylesheet" href="/look/([^"]+)">')
_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')


def pages(language: str) -> Iterator[tuple[str, str, str]]:
    """Each page of the tour: its name, its state, and its HTML in this language, which asks for nothing beside it.

    The first call takes the tour, in some seconds, unless the same code took it before.
    """
    for stop in seen_on_tour():
        yield stop.name, stop.state, whole(stop, language)


def page_of(stop: Stop, language: str) -> str:
    """The page as a browser would receive it. Raises what its template raises."""
    return printed(replace(stop.sheet, language=language))


def whole(stop: Stop, language: str) -> str:
    """The page with its style and its pictures inside it."""
    html = _STYLE.sub(lambda found: f"<style>{style(found[1]) or ''}</style>", page_of(stop, language))
    return _PICTURE.sub(lambda found: f"{found[1]}{_inside(stop, found[2])}{found[3]}", html)


def _inside(stop: Stop, address: str) -> str:
    kind, content = stop.pictures.get(address, ("", b""))
    return f"data:{kind};base64,{b64encode(content).decode()}" if content else address
