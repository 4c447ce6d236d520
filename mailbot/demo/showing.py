"""A letter as a mail program shows it: its title, and HTML whose mail buttons open the demonstration's own form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from mailbot.inbound.parsing import ParsedMail

# No-break spaces stay: a title is set as print does.
_BLANKS = re.compile(r"[ \t\r\n]+")
_ANCHOR = re.compile(r"<a\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_MAILTO = re.compile(r"""\shref\s*=\s*(?:"(mailto:[^"]*)"|'(mailto:[^']*)')""", re.IGNORECASE)
_TARGET = re.compile(r"""\starget\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a mailto address asks a mail program to prepare."""

    to: str
    subject: str
    body: str


def headline(mail: ParsedMail) -> str:
    """What an inbox shows of a letter: its preview, else its first words, else its subject."""
    title = _TITLE.search(mail.html[:20_000])
    lines = (unescape(title[1]) if title else "", *mail.text[:2_000].splitlines(), mail.subject)
    return next((_BLANKS.sub(" ", line).strip() for line in lines if line.strip()), "")


def with_own_form(html: str, address_of: Callable[[Draft], str]) -> str:
    """The letter's HTML, in which whatever would open a mail program opens `address_of` its draft instead."""

    def rewritten(anchor: re.Match[str]) -> str:
        tag = anchor[0]
        mailto = _MAILTO.search(tag)
        if mailto is None:
            return tag
        href = escape(address_of(draft_of(unescape(mailto[1] or mailto[2]))))
        bare = _TARGET.sub("", _MAILTO.sub("", tag, count=1))
        return f'{bare[:2]} href="{href}" target="_top"{bare[2:]}'

    return _ANCHOR.sub(rewritten, html)


def draft_of(mailto: str) -> Draft:
    """The parts of a mailto address (RFC 6068)."""
    to, _, query = mailto.partition(":")[2].partition("?")
    pairs = (pair.partition("=") for pair in query.split("&"))
    fields = {name.lower(): unquote(value) for name, _, value in pairs}
    return Draft(unquote(to), fields.get("subject", ""), fields.get("body", "").replace("\r\n", "\n"))
