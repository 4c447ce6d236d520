"""Every address of ours: where to answer, where bounces come back, where a problem is reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote, urlencode

from mailbot.domains import one_form
from mailbot.threads.damage import mended_address, unwrapped
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel

_PREFIX = {
    TokenKind.REPLY: "r",
    TokenKind.ANSWER: "l",
    TokenKind.BOUNCE: "b",
    TokenKind.ACTION: "a",
}
_KIND = {prefix: kind for kind, prefix in _PREFIX.items()}
_CHANNEL_OCTET = {Channel.PUBLIC: b"p", Channel.PRIVATE: b"v", Channel.AGENCY: b"g"}
_CHANNEL = {octet: channel for channel, octet in _CHANNEL_OCTET.items()}

# RFC 5321, section 4.5.1, wants postmaster; RFC 2142 wants abuse. People write to the two others.
SENDER = "suivi"
"""Local part of every letter's From. Answers go to Reply-To; some programs and some people write here all the same."""
DESK = frozenset({"postmaster", "abuse", "aide", "help", SENDER})

_AROUND = (
    "<> \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""Brackets and blanks of every kind, in any order: `< nadia@example.org >`."""


class Place(StrEnum):
    """Which door of ours an address is."""

    SEALED = "sealed"
    """A reply, answer, action or bounce address: sealed."""
    INTAKE = "intake"
    DESK = "desk"
    """An address of no conversation: what comes is kept for the operator, who sees it in `mailbot status`."""


@dataclass(frozen=True, slots=True)
class OurAddress:
    """An address of ours, understood. `token` is there when the place is SEALED."""

    place: Place
    domain: str
    token: Token | None = None


def plain_address(address: str) -> tuple[str, str]:
    """Local part and domain (lower-case, A-labels) of an address; ("", "") when it is none."""
    address = address.strip(_AROUND)
    local, at, domain = address.rpartition("@")
    if not at:
        return (address, "")
    domain = one_form(domain.rstrip(".")) or ""
    return (local, domain) if domain else ("", "")


def normal_address(address: str) -> str:
    """An address in the form in which two spellings of one mailbox are equal: lower-case, domain in A-labels."""
    local, domain = plain_address(address)
    return f"{local.lower()}@{domain}" if domain else ""


def domain_of(address: str) -> str:
    """The domain of an address, whatever a mail program did to it; "" when it is none."""
    return plain_address(mended_address(address))[1]


def understand(address: str, *, intakes: Mapping[str, str], keyring: Keyring) -> OurAddress | None:
    """Which address of ours this is; None when it is none, or of a domain that is not ours.

    `intakes`: each mail domain of ours → local part of its intake address. Raises Refused(FORGED_ADDRESS) for a sealed
    address that we did not make. Nothing is looked up: the seal is proof enough at RCPT. What a mail program did to it
    on its way is taken off first.
    """
    local, domain = plain_address(address)
    if domain == "" and local.lower() == "postmaster":
        return OurAddress(Place.DESK, "")
    within = unwrapped(local)
    local, domain = plain_address(mended_address(f"{within}@{domain}" if within is not None else address))
    local = local.lower()
    if domain not in intakes:
        return None
    if local == intakes[domain]:
        return OurAddress(Place.INTAKE, domain)
    if local in DESK:
        return OurAddress(Place.DESK, domain)
    prefix, dash, sealed = local.partition("-")
    if not dash or prefix not in _KIND or (within is not None and _KIND[prefix] is not TokenKind.BOUNCE):
        return None
    token = keyring.read(sealed)
    if token.kind is not _KIND[prefix]:
        return None
    return OurAddress(Place.SEALED, domain, token)


def reply_address(keyring: Keyring, participant_id: int, channel: Channel, domain: str, *, today: date) -> str:
    """Where this participant answers on this channel. The channel is in the seal: text never chooses it."""
    token = Token(TokenKind.REPLY, participant_id, today, _CHANNEL_OCTET[channel])
    return _sealed(keyring, token, domain)


def answer_address(keyring: Keyring, letter_id: int, domain: str, *, today: date) -> str:
    """Where a letter that belongs to no case is answered."""
    return _sealed(keyring, Token(TokenKind.ANSWER, letter_id, today), domain)


def bounce_address(keyring: Keyring, letter_id: int, domain: str, *, today: date) -> str:
    """The return path of one letter: what comes back settles its row."""
    return _sealed(keyring, Token(TokenKind.BOUNCE, letter_id, today), domain)


def channel_of(token: Token) -> Channel:
    """The channel of a reply address."""
    return _CHANNEL.get(token.detail, Channel.AGENCY)


def mailto(address: str, *, subject: str, body: str = "") -> str:
    """A button that any mail program can press and no scanner does (RFC 6068)."""
    fields = {"subject": subject} | ({"body": body} if body else {})
    return f"mailto:{quote(address, safe='@')}?{urlencode(fields, quote_via=quote)}"


def _sealed(keyring: Keyring, token: Token, domain: str) -> str:
    return f"{_PREFIX[token.kind]}-{keyring.mint(token)}@{domain}"
