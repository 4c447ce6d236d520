"""How a page looks: its words from its template, its colour from the agency, one style for all of them."""

import re
from functools import lru_cache
from typing import Any

from mailbot.agency import AgencyProfile, Logo
from mailbot.files.limits import MOST_OCTETS
from mailbot.outbound.colours import palette
from mailbot.templating import Templates, templates_folder
from mailbot.vocabulary import LANGUAGES
from mailbot.web.coming_again import asks_again, led_back
from mailbot.web.pointing import pointed
from mailbot.web.visits import Sheet

_ACCENT = "#2f6f4f"
"""Of a page that belongs to no agency."""
_LOOK = re.compile(r"page-([0-9a-f]{6})\.css")
_LOGO = re.compile(r"logo-([0-9a-f]{16})\.png")


def printed(sheet: Sheet) -> str:
    """The page as HTML."""
    known = _worn(sheet.profile) | {"most_octets": MOST_OCTETS} | dict(sheet.facts)
    page = _templates(sheet.language).get(f"pages/{sheet.language}/{sheet.name}.html").render(known)
    return led_back(page, sheet.pressed) if sheet.pressed is not None and asks_again(page) else pointed(page)


def style(name: str) -> str | None:
    """The style by its name, which holds the agency's colour; None for a name that is none of ours."""
    named = _LOOK.fullmatch(name)
    return None if named is None else _colours(f"#{named[1]}") + _rules()


def script(name: str) -> str | None:
    """A script by its name; None for a name that is none of ours. No page needs one."""
    return _sending() if name == "sending.js" else None


def _worn(profile: AgencyProfile | None) -> dict[str, Any]:
    if profile is None:
        return {"time_zone": "Europe/Paris", "look": _look(_ACCENT)}
    return {
        "agency": profile.name,
        "agency_phone": profile.telephone,
        "on_call_phone": profile.on_call_telephone,
        "help_address": profile.mails.help,
        "privacy_address": profile.mails.data_protection,
        "intake_address": profile.intake_address,
        "time_zone": profile.time_zone,
        "look": _look(profile.accent),
        "logo": None if (logo := profile.logo) is None else {"url": logo_path(logo), "size": (logo.width, logo.height)},
    }


def logo_path(logo: Logo) -> str:
    """Where the logo of an agency is: another one has another address."""
    return f"/look/logo-{logo.mark}.png"


def mark_of_logo(name: str) -> str:
    """Which logo a name below /look asks for; empty for another thing."""
    named = _LOGO.fullmatch(name)
    return "" if named is None else named[1]


def _look(accent: str) -> str:
    return f"/look/page-{accent.removeprefix('#')}.css"


def _colours(accent: str) -> str:
    worn = palette(accent)
    light = f"--accent:{worn.accent};--tint:{worn.tint}"
    dark = f"--accent:{worn.accent_on_dark};--tint:{worn.tint_on_dark}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


@lru_cache(maxsize=1)
def _rules() -> str:
    return (templates_folder() / "pages" / "page.css").read_text("utf-8")


@lru_cache(maxsize=1)
def _sending() -> str:
    return (templates_folder() / "pages" / "sending.js").read_text("utf-8")


@lru_cache(maxsize=len(LANGUAGES))
def _templates(language: str) -> Templates:
    shared = f"letters/{language}/_words.jinja"
    return Templates(language, autoescape=True, prose=True, shared=shared, functions={"tel": _tel})


def _tel(number: str) -> str:
    """What a link that calls a number begins with."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
