"""Which pictures show nothing of a home: logos, signatures, what an answer brings back of the letter it answers."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.inbound.parsing import File, ParsedMail
from mailbot.model_mails import Attachment, InboundMail
from mailbot.pictures import is_ours

_SMALL_OCTETS = 10_000
_SMALL_PIXELS = 160
"""A photo of a leak is larger than this on both sides; logos and signature icons are not (GAP-18)."""
_BANNER = 4
_BANNER_PIXELS = 320
"""A picture four times as long as it is high, and no higher than this, is the foot of a letter."""
_SEEN_ELSEWHERE = 2
"""Threads, or senders, from which a picture has come before: then it is a logo."""


class Place(StrEnum):
    """Where in its mail's HTML a picture stands."""

    WORDS = "words"
    SIGNATURE = "signature"
    HISTORY = "history"


def decoration_of(
    file: File, width: int, height: int, places: Mapping[str, Place], *, answers: bool
) -> str:  # fmt: skip
    """Why a picture is no photo, as a code; "" for one that may be."""
    if answers and is_ours(file.content):
        return "ours"
    longer, shorter = max(width, height), min(width, height)
    is_banner = longer >= _BANNER * shorter and shorter < _BANNER_PIXELS
    if not file.inline:
        # Chosen and attached: only what can show nothing at all is set aside.
        return "small" if longer < _SMALL_PIXELS or (is_banner and len(file.content) < _SMALL_OCTETS) else ""
    if len(file.content) < _SMALL_OCTETS or shorter < _SMALL_PIXELS or is_banner:
        return "small"
    place = places.get(file.content_id.lower(), Place.WORDS)
    if place is Place.SIGNATURE:
        return "signature"
    return "history" if place is Place.HISTORY and answers else ""


def is_answer(mail: ParsedMail) -> bool:
    """Whether what it quotes is known here already: a letter that is passed on is news, whatever its headers say."""
    return bool(mail.in_reply_to or mail.references) and _FORWARDED.match(mail.subject) is None


_FORWARDED = re.compile(r"\s*(?:\[[^\]]{0,40}\]\s*)?(?:tr|fwd?|wg|i|doorst|enc|rv)\s*:", re.IGNORECASE)

_TAG = re.compile(
    r"<(/?)(div|blockquote|table|section|span|signature|img)(?![\w:-])([^<>]{0,4000})>", re.IGNORECASE
)  # fmt: skip
_CONTENT_ID = re.compile(r"src\s*=\s*[\"']?cid:([^\s\"'<>]+)", re.IGNORECASE)
_SIGNATURES = re.compile(
    r"gmail_signature|moz-signature|protonmail_signature|ms-outlook-mobile-signature|composer_signature"
    r"|acompli_signature|applemailsignature|mobile-signature|id\s*=\s*[\"']?(?:x_)?signature\b",
    re.IGNORECASE,
)
_HISTORIES = re.compile(
    r"gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|type\s*=\s*[\"']?cite|name\s*=\s*[\"']?quote\b",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(
    r"divrplyfwdmsg|olk_src_body_section|border-top:\s*solid\s*#(?:e1e1e1|b5c4df)", re.IGNORECASE
)  # fmt: skip
"""Heads of Outlook's: what follows them is the letter that is answered, to the end."""


def places_of(html: str) -> Mapping[str, Place]:
    """Where each picture of a mail stands, by its content id in lower case; one that the writer uses among the words
    stands there, however often else. The time is linear."""
    places: dict[str, Place] = {}
    above: list[tuple[str, Place]] = []
    rest = Place.WORDS
    for tag in _TAG.finditer(html):
        closing, name, said = tag[1], tag[2].lower(), tag[3]
        here = above[-1][1] if above else Place.WORDS
        if name == "img":
            if (found := _CONTENT_ID.search(said)) is not None:
                _note(places, found[1].lower(), here if here is not Place.WORDS else rest)
        elif closing:
            if above and above[-1][0] == name:
                above.pop()
        elif not said.rstrip().endswith("/"):
            if _FROM_HERE.search(said):
                rest = Place.HISTORY
            above.append((name, _place(said, here)))
    return places


def _place(said: str, here: Place) -> Place:
    if here is Place.HISTORY or _HISTORIES.search(said):
        return Place.HISTORY
    return Place.SIGNATURE if _SIGNATURES.search(said) else here


def _note(places: dict[str, Place], content_id: str, place: Place) -> None:
    if places.get(content_id, place) is not place:
        place = Place.WORDS if Place.WORDS in (places[content_id], place) else place
    places[content_id] = place


def known_logos(
    session: Session, wanted: Collection[str], *, agency_id: int, report_id: int, mail_id: int
) -> frozenset[str]:  # fmt: skip
    """Of these fingerprints, those of pictures that have come before: with this report already, or to this agency from
    several threads or senders (GAP-18). `report_id`: 0 for a mail that belongs to none yet."""
    if not wanted:
        return frozenset()
    rows = session.execute(
        select(
            Attachment.fingerprint,
            func.count(InboundMail.participant_id.distinct()).label("threads"),
            func.count(InboundMail.sender.distinct()).label("senders"),
            func.count().filter(Attachment.report_id == report_id).label("here"),
        )
        .join(InboundMail, InboundMail.id == Attachment.mail_id)
        .where(Attachment.fingerprint.in_(sorted(wanted)), Attachment.agency_id == agency_id)
        .where(Attachment.mail_id != mail_id)
        .group_by(Attachment.fingerprint)
    )
    return frozenset(row.fingerprint for row in rows if row.here or max(row.threads, row.senders) >= _SEEN_ELSEWHERE)
