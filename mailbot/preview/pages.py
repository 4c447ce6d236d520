"""Every page of the tour as HTML: printed anew at each look, in either language, with all that it shows inside it."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mailbot.preview.guide import Stop
from mailbot.preview.kept import kept_tour
from mailbot.templating import templates_folder
from mailbot.web.sheets import printed, script, style

_STYLE = re.compile(r'<link rel="stylesheet" href="/look/([^"]+)\.css">')
_SCRIPT = re.compile(r'<script src="/look/([^"]+)"[^>]*></script>')
_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')


def pages(language: str) -> Iterator[tuple[str, str, str]]:
    """Each page of the tour: its name, its state, and its HTML in this language, which asks for nothing beside it.

    The first call takes the tour, in some seconds, unless the same code took it before.
    """
    for stop in kept_tour().stops:
        yield stop.name, stop.state, whole(stop, language)


def page_of(stop: Stop, language: str) -> str:
    """The page as a browser would receive it. Raises what its template raises."""
    return printed(replace(seen_in(stop, language).sheet, language=language))


def seen_in(stop: Stop, language: str) -> Stop:
    """The stop as a reader of this language met it, where that makes a difference."""
    return stop.in_english if language == "en" and stop.in_english is not None else stop


def looks(stops: Iterable[Stop]) -> Sequence[str]:
    """The names of the styles that these pages wear, without their ending."""
    dressed = {stop.sheet.profile.accent if stop.sheet.profile is not None else "": stop for stop in stops}
    return [found[1] for stop in dressed.values() for found in _STYLE.finditer(page_of(stop, "fr"))]


def scripts() -> Sequence[str]:
    """The names of the scripts that some pages have; none needs one."""
    return [path.name for path in sorted((templates_folder() / "pages").glob("*.js")) if script(path.name) is not None]


def beside_its_style(stop: Stop, language: str, ending: str) -> str:
    """The page with its pictures inside it, and its style in the folder `look` beside its own."""
    html = _STYLE.sub(rf'<link rel="stylesheet" href="../look/\1{ending}">', page_of(stop, language))
    html = _SCRIPT.sub(r'<script src="../look/\1" defer></script>', html)
    return _pictured(seen_in(stop, language), html)


def whole(stop: Stop, language: str) -> str:
    """The page with its style and its pictures inside it."""
    html = _STYLE.sub(lambda found: f"<style>{style(f'{found[1]}.css') or ''}</style>", page_of(stop, language))
    html = _SCRIPT.sub(lambda found: f'<script type="module">{script(found[1]) or ""}</script>', html)
    return _pictured(seen_in(stop, language), html)


def _pictured(stop: Stop, html: str) -> str:
    return _PICTURE.sub(lambda found: f"{found[1]}{_inside(stop, found[2])}{found[3]}", html)


def _inside(stop: Stop, address: str) -> str:
    kind, content = stop.pictures.get(address, ("", b""))
    return f"data:{kind};base64,{b64encode(content).decode()}" if content else address
