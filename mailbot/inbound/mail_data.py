"""The data of one mail as it comes off the wire, and the Received field that we write above it."""

import re
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

CRLF = b"\r\n"
FINAL_DOT = b"\r\n.\r\n"
STUFFED = b"\r\n."


class TooBig(Exception):
    """The data went past the limit, and its end is not in sight."""


class Data:
    """The data of one mail, gathered in blocks as they come off the wire.

    Only CRLF.CRLF ends it, wherever the blocks are cut (RFC 5321 4.1.1.4): a lone LF or CR around the dot is text of
    the mail, and a server that thinks otherwise lets a second mail be smuggled in (CVE-2023-51764 and its family).
    """

    __slots__ = ("_counted", "_dots", "_limit", "_wire")

    def __init__(self, limit: int) -> None:
        """`limit`: octets of mail, its doubled dots not counted (RFC 1870 section 5)."""
        self._limit = limit
        self._wire = bytearray(CRLF)  # the end of the DATA line: so the first line begins like all others
        self._dots = 0
        self._counted = 0

    def take(self, block: bytes) -> bytes | None:
        """Add a block. None while the end has not come, then what followed the final dot: the next commands.

        Raises `TooBig` as soon as the data is larger than the limit, whatever is still to come.
        """
        wire = self._wire
        seen = len(wire)
        wire += block
        end = wire.find(FINAL_DOT, max(0, seen - len(FINAL_DOT) + 1))
        if end < 0:
            self._refuse_too_much()
            return None
        rest = bytes(wire[end + len(FINAL_DOT) :])
        del wire[end + len(CRLF) :]
        return rest

    def _refuse_too_much(self) -> None:
        size = len(self._wire)
        if size <= self._limit + len(FINAL_DOT):
            return
        self._dots += self._wire.count(STUFFED, self._counted)
        self._counted = size - len(STUFFED) + 1
        if size - self._dots > self._limit + len(FINAL_DOT):
            raise TooBig

    def below(self, header: bytes) -> bytes:
        """The mail as it was written, its doubled dots made single (RFC 5321 4.5.2), under our own header field.

        `header` ends in CRLF. Raises `TooBig` when the mail without `header` is larger than the limit. It can be
        had once: a large mail should not stand in memory three times.
        """
        text = bytes(self._wire)
        self._wire = bytearray()
        if text.rfind(STUFFED) >= 0:  # seldom, and seen twice as fast from the end
            text = text.replace(STUFFED, CRLF)
        if len(text) - len(CRLF) > self._limit:
            raise TooBig
        return header.removesuffix(CRLF) + text


_NOT_PLAIN = re.compile(r"[^A-Za-z0-9.:_\[\]-]")


def plain(name: str) -> str:
    """The name a client gives itself, fit for a header field: 255 characters at most, nothing that could mean more."""
    return _NOT_PLAIN.sub("?", name[:255])


def received_field(*, helo: str, peer: str, by: str, proto: str, at: datetime) -> bytes:
    """The Received field that says how a mail came to us (RFC 5321 4.4), ending in CRLF.

    It has no "for": the recipient is a sealed address, and the mail may be shown or forwarded with its header.
    `peer` is an IP address, or empty on a Unix socket; `at` an aware instant.
    """
    literal = f"IPv6:{peer}" if ":" in peer else peer
    source = f"{plain(helo)} ([{literal}])" if peer else plain(helo)
    return f"Received: from {source}\r\n\tby {by} with {proto};\r\n\t{_written(at.replace(microsecond=0))}\r\n".encode(
        "ascii"
    )


@lru_cache(maxsize=2)
def _written(at: datetime) -> str:
    """In a rush many mails come within one second."""
    return format_datetime(at)


def proto_name(*, family: str, extended: bool, tls: bool, utf8: bool) -> str:
    """The word after "with" in Received: "ESMTPS", "UTF8LMTP" (RFC 3848, RFC 6531 section 4.3).

    `family` is "SMTP" or "LMTP"; `extended`, `tls` and `utf8` tell of the session.
    """
    secured = "S" if tls else ""
    if utf8:
        return f"UTF8{family}{secured}"
    if family == "SMTP":
        return f"ESMTP{secured}" if extended else "SMTP"
    return f"{family}{secured}"
