"""Letters: what one person is told, said once in `templates/letters/` and dressed twice, as text and as HTML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from html import escape
from typing import Any, TypeAlias

from mjml import mjml2html

from mailbot.outbound import prose
from mailbot.outbound.colours import DANGER, DANGER_IN_THE_DARK, palette
from mailbot.outbound.illustrations import Emblem, Illustration, as_html, illustrations
from mailbot.outbound.layouts import check_layout
from mailbot.outbound.manners import MANNERS, Band, Manner
from mailbot.outbound.prose import Block, Button
from mailbot.outbound.quoting import Page, Quoted, quoted_pieces
from mailbot.templating import OpenTemplate, Template, Templates, is_given, templates_folder
from mailbot.typography import clip, typeset
from mailbot.vocabulary import LANGUAGES, Channel, LetterKind, Role

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"

PREVIEW = 90
"""What an inbox shows of a letter before it is opened."""

TITLE = 140


@dataclass(frozen=True, slots=True)
class Dress:
    """The agency that speaks: what every letter of it wears."""

    agency: str
    legal: str
    """One line: legal form, number, professional card."""
    agency_phone: str
    on_call_phone: str
    help_address: str
    privacy_address: str
    intake_address: str
    accent: str
    """The agency's colour, #rrggbb. It is darkened as far as white words on it can be read."""
    time_zone: str = "Europe/Paris"
    logo: Emblem | None = None
    """What stands at the head; without it, the agency's name does."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a letter, before anybody's address is on it."""

    kind: LetterKind
    language: str
    subject: str
    """Its own; empty when the conversation's subject is used."""
    title: str
    preview: str
    text: str
    page: Page
    auto_generated: bool
    """False for words that a person wrote (RFC 3834: they are no automatic answer)."""
    suppress_oof: bool
    """Whether the reader's absence is of no use to anybody (X-Auto-Response-Suppress: OOF)."""
    list_unsubscribe: bool
    """Whether one click may change how often such letters come (RFC 8058)."""
    private: bool
    urgent: bool
    illustrations: tuple[Illustration | Emblem, ...] = ()
    """What its HTML shows: the agency's logo, and charts, of which its text says what they show."""

    @property
    def html(self) -> str:
        """Its other dress."""
        return str(self.page)


def write_letter(kind: LetterKind, language: str, facts: Mapping[str, JSON], dress: Dress) -> Letter:
    """The letter of this kind that says these facts, in French or in English, as this agency.

    Raises MissingFact, naming it, when the letter needs a fact that is not there: nothing is ever left blank.
    """
    manner = MANNERS[kind]
    private = manner.private or _is_private(kind, facts)
    known = {"links": {}, "private": private, **_worn(dress), **_without_none(facts)}

    opened = _stationery(language).get(f"letters/{language}/{kind.name.lower()}.jinja").open(known)
    frame = _stationery(language).get(f"letters/{language}/_frame.jinja").open(known)

    subject = clip(opened.say("subject"), TITLE)
    title = clip(opened.say("title"), TITLE) or subject
    parts = _parts(opened, frame, manner, _summary(kind, facts))
    shown = illustrations(_charts(facts), language)
    return Letter(
        kind=kind,
        language=language,
        subject=subject,
        title=title,
        preview=clip(title, PREVIEW),
        text=_text_dress().render(parts.as_text() | {"title": title}),
        page=Page(
            _html_dress().pieces(
                parts.as_html()
                | _shades(dress)
                | {
                    "title": prose.html_line(prose.loosened(title)),
                    "preview": escape(clip(title, PREVIEW)),
                    "language": language,
                }
                | {"illustrations": as_html(shown), "urgent": manner.urgent}
            ),
            _said_always(),
        ),
        auto_generated=not (manner.by_hand and (facts.get("text") or facts.get("photos"))),
        suppress_oof=manner.suppress_oof,
        list_unsubscribe=manner.list_unsubscribe,
        private=private,
        urgent=manner.urgent,
        illustrations=shown if dress.logo is None else (dress.logo, *shown),
    )


def _charts(facts: Mapping[str, JSON]) -> Sequence[Mapping[str, Any]]:
    charts = facts.get("charts")
    return [chart for chart in charts if isinstance(chart, dict)] if isinstance(charts, list) else []


def _is_private(kind: LetterKind, facts: Mapping[str, JSON]) -> bool:
    """A letter of service to a landlord, or on the private channel, shows nothing of the matter before it is opened."""
    of_service = kind.startswith("X-") and facts.get("reader") == Role.LANDLORD
    return of_service or facts.get("channel") == Channel.PRIVATE


@lru_cache(maxsize=64)
def _worn(dress: Dress) -> Mapping[str, str]:
    # The line that French law wants is French in every language.
    said = {field.name: getattr(dress, field.name) for field in fields(dress) if field.name != "logo"}
    return said | {"legal": typeset(dress.legal, "fr")}


def _without_none(facts: Mapping[str, JSON]) -> dict[str, JSON]:
    """A null is an absent fact, at the top and one step below."""
    return {
        name: {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value
        for name, value in facts.items()
        if value is not None
    }


@lru_cache(maxsize=64)
def _shades(dress: Dress) -> dict[str, str]:
    """What the page wears of the agency, safe as it stands."""
    logo = dress.logo.html if dress.logo is not None else ""
    return {
        "agency": escape(dress.agency),
        "logo": logo,
        "danger": DANGER,
        "danger_on_dark": DANGER_IN_THE_DARK,
        **asdict(palette(dress.accent)),
    }


@dataclass(frozen=True, slots=True)
class Summary:
    """What a letter says in short, in a language in which it is not written whole: fixed words, safe as they stand."""

    language: str
    direction: str
    """How the language is written: ltr or rtl."""
    lines: tuple[str, ...]


def _summary(kind: LetterKind, facts: Mapping[str, JSON]) -> Summary | None:
    """The summary beneath the text of a letter; none when its reader reads the letter itself, or it has none."""
    language = facts.get("summary")
    if not isinstance(language, str):
        return None
    tables = _summaries()
    variant = f"{kind.value} B" if facts.get("is_author") is False else ""
    said = tables["SUMMARIES"][language]
    lines = said.get(variant) or said.get(kind.value)
    if lines is None:
        return None
    return Summary(language, "rtl" if language in tables["RIGHT_TO_LEFT"] else "ltr", tuple(lines))


@lru_cache(maxsize=1)
def _summaries() -> Mapping[str, Any]:
    return Templates("fr", autoescape=False).tables("letters/summaries.jinja")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A letter in pieces, marks still in, in the order of the page."""

    body: tuple[Block, ...]
    summary: "Summary | None"
    read_as: str
    buttons: tuple[Button, ...]
    case_title: str
    case: tuple[Button, ...]
    status: str
    events: tuple[str, ...]
    foot: tuple[str, ...]
    who_reads: str

    def as_text(self) -> dict[str, object]:
        return {
            "body": prose.as_text(self.body),
            "summary": _wrapped(*self.summary.lines) if self.summary is not None else (),
            "read_as": _wrapped(self.read_as),
            "buttons": self.buttons,
            "case_title": self.case_title,
            "case": self.case,
            "status": _wrapped(self.status),
            "events": _wrapped(*(f"– {line}" for line in self.events), hang="  "),
            "foot": _wrapped(*self.foot),
            "who_reads": _wrapped(self.who_reads),
        }

    def as_html(self) -> dict[str, object]:
        """Everything here is safe as it stands: the page escapes nothing more."""
        return {
            "body": prose.as_html(self.body),
            "chosen": any(block.kind == "choice" for block in self.body),
            "summary": self.summary,
            "read_as": prose.html_line(self.read_as),
            "buttons": prose.buttons_as_html(self.buttons),
            "case_title": prose.html_line(self.case_title),
            "case": prose.buttons_as_html(self.case),
            "status": prose.html_line(self.status),
            "turn": prose.TURN in self.status,
            "events": [prose.html_line(line) for line in self.events],
            "foot": [prose.html_line(line) for line in self.foot],
            "who_reads": prose.html_line(self.who_reads),
        }


def _wrapped(*lines: str, hang: str = "") -> list[str]:
    return [wrapped for line in lines if line for wrapped in prose.wrap(prose.plain(line), hang=hang)]


def _parts(opened: OpenTemplate, frame: OpenTemplate, manner: Manner, summary: "Summary | None") -> _Parts:
    return _Parts(
        body=prose.blocks(opened.say("body")),
        summary=summary,
        read_as=frame.say("read_as").strip(),
        buttons=prose.buttons(opened.say("buttons")),
        case_title=frame.say("case_title").strip(),
        case=prose.buttons(opened.say("case")),
        status=frame.say("status").strip() if manner.band is Band.FULL else "",
        events=_lines(frame.say("events")) if manner.band is not Band.NONE else (),
        foot=_lines(frame.say("foot")) if manner.foot else (),
        who_reads=" ".join(opened.say("who_reads").split("\n")).strip(),
    )


def _lines(printed: str) -> tuple[str, ...]:
    return tuple(line.strip(" ") for line in printed.split("\n") if line.strip(" "))


_INDENTATION = re.compile(r"\n\s+")


# --- the stationery, cut once ----------------------------------------------------------------------------------------


def _button(label: str, url: object) -> str:
    """A button, if there is somewhere to go and something to say: else it would be a promise that nobody keeps."""
    return prose.link(label, str(url)) if label and is_given(url) else prose.Marked("")


@lru_cache(maxsize=len(LANGUAGES))
def _stationery(language: str) -> Templates:
    return Templates(
        language,
        autoescape=False,
        prose=True,
        functions={**prose.FUNCTIONS, "button": _button},
        finish=prose.inline,
        shared=f"letters/{language}/_words.jinja",
    )


@lru_cache(maxsize=1)
def _html_dress() -> Template:
    """The page that every letter is poured into. MJML makes it once: only the words change from one to the next.

    What is poured in has been made safe by `_Parts.as_html`: escaping it here again would cost more than writing it.
    """
    source = (templates_folder() / "letters" / "_layout.mjml").read_text(encoding="utf-8")
    check_layout(source, "_layout.mjml")
    page = mjml2html(source, disable_comments=False, fonts={})
    return Templates("en", autoescape=False).compile(_INDENTATION.sub("\n", page))


@lru_cache(maxsize=1)
def _said_always() -> Mapping[str, Quoted]:
    return quoted_pieces(_html_dress().said_always())


@lru_cache(maxsize=1)
def _text_dress() -> Template:
    return Templates("en", autoescape=False).get("letters/_layout.txt")
