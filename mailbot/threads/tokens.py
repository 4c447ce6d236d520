"""Sealed tokens: a mail address or a link that proves by itself that we made it, and what for."""

import base64
import hmac
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from mailbot.errors import Reason, Refused

_FIRST_DAY = date(2020, 1, 1)
_SEAL = 12
"""Octets of the seal: 96 bits, tried at most as fast as a server answers RCPT."""
_HEAD = 1 + 2 + 6
_MOST_DETAIL = 8


class TokenKind(IntEnum):
    """What a token opens. Its number is part of the seal: a reply address never opens a page."""

    REPLY = 1
    """Subject: a participant. Detail: the channel, one octet."""
    ANSWER = 2
    """Subject: a letter that belongs to no case (a digest, a question of identity)."""
    BOUNCE = 3
    """Subject: a letter. Return path: what comes here is about its delivery."""
    ACTION = 4
    """Subject: a participant. Detail: the act. A mailto button."""
    PAGE = 5
    """Subject: a participant. Detail: the page, and what it opens with. A link."""
    OWN_PAGE = 6
    """Subject: a person. Detail: the page. A link to what belongs to no report: their alerts, their cases."""
    STRANGER_PAGE = 7
    """Subject: a letter to somebody nobody knows (T-22). Detail: the page. It opens no case, and nobody's data."""


class Token(NamedTuple):
    """What a token says: which kind, about which row, made on which day (UTC), with at most 8 octets of detail."""

    kind: TokenKind
    subject: int
    issued: date
    detail: bytes = b""


class Keyring:
    """The signing keys of this service, newest first. Old ones still open what they closed."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        """`keys`: slot (0 to 15) → secret of at least 32 octets. The first one mints."""
        if not keys:
            raise ValueError("a keyring needs a key")
        self._keys = {slot: _begun(key) for slot, key in keys.items()}
        self._newest = next(iter(keys))

    def mint(self, token: Token) -> str:
        """A token in lower-case base32 (RFC 4648, section 6, no padding): 34 characters, 36 with one octet of detail.

        Raises ValueError when the subject does not fit in 48 bits or the detail is longer than 8 octets.
        """
        days = (token.issued - _FIRST_DAY).days
        if not 0 <= token.subject < 1 << 48 or len(token.detail) > _MOST_DETAIL or not 0 <= days < 1 << 16:
            raise ValueError(f"{token} does not fit")
        head = ((token.kind << 4 | self._newest) << 64 | days << 48 | token.subject).to_bytes(_HEAD) + token.detail
        return _written(head + self._seal(self._newest, head))

    def read(self, text: str) -> Token:
        """What a token says, whatever its case. Raises Refused(FORGED_ADDRESS) for anything that we did not mint.

        The seal is compared in constant time.
        """
        sealed = _octets(text)
        head, seal = sealed[:-_SEAL], sealed[-_SEAL:]
        if not _HEAD <= len(head) <= _HEAD + _MOST_DETAIL:
            raise Refused(Reason.FORGED_ADDRESS)
        slot = head[0] & 15
        # A slot that is not ours is compared all the same: the time to answer tells nothing.
        if not hmac.compare_digest(self._seal(slot, head), seal) or slot not in self._keys:
            raise Refused(Reason.FORGED_ADDRESS)
        try:
            kind = TokenKind(head[0] >> 4)
        except ValueError:
            raise Refused(Reason.FORGED_ADDRESS) from None
        issued = _FIRST_DAY + timedelta(days=int.from_bytes(head[1:3]))
        return Token(kind, int.from_bytes(head[3:9]), issued, head[9:])

    def _seal(self, slot: int, head: bytes) -> bytes:
        seal = self._keys.get(slot, _NOBODYS).copy()
        seal.update(head)
        return seal.digest()[:_SEAL]


def _begun(key: bytes) -> hmac.HMAC:
    """A seal as far as it is the same for every token: a letter has ten of them and more."""
    return hmac.new(key, b"mailbot token\0", "sha256")


_NOBODYS = _begun(b"nobody's key")


def _written(octets: bytes) -> str:
    """Octets in base32, all signs at once: each five bits are moved to the end of an octet of their own, first the
    upper half of all, then the upper half of each half, until none is left to be halved."""
    signs = -(-8 * len(octets) // 5)
    number = int.from_bytes(octets) << (5 * signs - 8 * len(octets))
    for lower, upper, shift in _HALVES:
        number = number & lower | (number & upper) << shift
    return number.to_bytes(signs).translate(_SIGNS).decode()


def _halves(signs: int) -> Iterator[tuple[int, int, int]]:
    """Where the lower and the upper half of each group of five bits stand, and how far the upper one is moved."""
    while signs := signs // 2:
        lower = sum(((1 << 5 * signs) - 1) << 8 * at for at in range(0, _MOST_SIGNS, 2 * signs))
        yield lower, lower << 5 * signs, 3 * signs


_MOST_SIGNS = 64
_HALVES = tuple(_halves(_MOST_SIGNS))
_SIGNS = b"abcdefghijklmnopqrstuvwxyz234567".ljust(256, b"?")


def _octets(text: str) -> bytes:
    if len(text) > _MOST_SIGNS:
        raise Refused(Reason.FORGED_ADDRESS)
    try:
        octets = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except ValueError:
        raise Refused(Reason.FORGED_ADDRESS) from None
    # The last character holds bits that belong to no octet (RFC 4648, section 3.5): one spelling opens, and no other.
    if _written(octets) != text.lower():
        raise Refused(Reason.FORGED_ADDRESS)
    return octets
