"""A dialogue read a second time, from RFC 5321, 2033 and 2034 alone: what it must have come to.

It knows nothing of how the door reads. It walks through what the client said with the answers beside it, line by line,
and says which mails were brought, for how many, and what was answered for each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_REPLY = re.compile(rb"((?:[2345]\d\d-[^\r\n]*\r\n)*[2345]\d\d [^\r\n]*\r\n)")
_LINE = re.compile(r"([2345])\d\d[ -](?:(\d)\.\d{1,3}\.\d{1,3} )?[\x20-\x7e]+")
_STATUS = re.compile(r"2\d\d 2\.\d{1,3}\.\d{1,3} ")
_INSIDES = re.compile(r"Traceback|\b\w+(?:Error|Exception|Warning)\b|\.py\b|0x[0-9a-f]{6}|/etc/|secret|<class|None")
_TOO_LONG = "500 5.5.2 This line is too long, goodbye\r\n"
_GREETINGS = frozenset({"EHLO", "HELO", "LHLO"})


@dataclass
class Brought:
    """A mail whose final dot came."""

    octets: bytes
    recipients: int
    """How many RCPT were answered 250 for it."""
    codes: list[str] = field(default_factory=list)
    """What was answered after its final dot; nothing when the client heard no more."""


@dataclass
class Heard:
    """All that a dialogue came to."""

    mails: list[Brought] = field(default_factory=list)
    unanswered: int = 0
    """Whole lines, or whole mails, without an answer."""
    hung_up: bool = False
    """The server ended it."""
    secret_at: int | None = None
    """How much of what was said was said before « Go ahead »."""
    most_between: int = 0
    """Commands between two mails that were kept."""
    refusals: int = 0


def replies_in(written: bytes) -> list[str]:
    """The answers, each whole. Raises AssertionError for what is none, and for one that tells of our insides."""
    pieces = _REPLY.split(written)
    assert not any(pieces[::2]), f"this is no answer: {pieces[::2]!r}"
    replies = [piece.decode("ascii") for piece in pieces[1::2]]
    for reply in replies:
        lines = reply.removesuffix("\r\n").split("\r\n")
        assert len({line[:3] for line in lines}) == 1, reply
        for line in lines:
            form = _LINE.fullmatch(line)
            assert form is not None, line
            assert form[2] in (None, form[1]), f"its status says otherwise than its code: {line}"
            assert len(line) <= 510, line
            assert not _INSIDES.search(line), f"it tells of our insides: {line}"
            # RFC 2034: all have one but greetings, 3yz and the answers to EHLO, HELO and LHLO.
            assert form[2] or form[1] == "3" or line[:3] in ("220", "250"), f"it has no enhanced status: {line}"
    return replies


def second_reading(said: bytes, replies: Sequence[str], family: str, *, greeted_by_server: bool = True) -> Heard:
    """Read a dialogue. Raises AssertionError where an answer cannot be right."""
    reading = _Reading(said, list(replies), family)
    reading.go(with_banner=greeted_by_server)
    return reading.heard


class _Reading:
    def __init__(self, said: bytes, replies: list[str], family: str) -> None:
        self.said, self.replies, self.family = said, replies, family
        self.at = 0
        self.heard = Heard()
        self.greeted = False
        self.sender = False
        self.recipients = 0
        self.since_mail = 0

    def next_reply(self) -> str | None:
        return self.replies.pop(0) if self.replies else None

    def go(self, *, with_banner: bool) -> None:
        if with_banner:
            banner = self.next_reply()
            assert banner is None or banner[:4] in ("220 ", "421 "), banner
            self.heard.hung_up = banner is not None and banner.startswith("421")
        while not self.heard.hung_up and self.heard.secret_at is None:
            end = self.said.find(b"\n", self.at)
            if end < 0:
                break
            line = self.said[self.at : end + 1]
            reply = self.next_reply()
            if reply is None:
                self.heard.unanswered += self.said.count(b"\n", self.at)
                break
            self.at = end + 1
            self.since_mail += 1
            self.heard.most_between = max(self.heard.most_between, self.since_mail)
            self.heard.refusals += reply.startswith("5")
            self.one(line, reply)
        if not self.heard.hung_up and self.replies:
            last = self.next_reply()
            assert last is not None
            assert last.startswith(("421 ", "500 ")), f"an answer to nothing: {last}"
            self.heard.hung_up = True
        assert not self.replies, f"answers to nothing: {self.replies[:3]}"

    def one(self, line: bytes, reply: str) -> None:
        """One command line and its answer."""
        code = reply[:3]
        if code in ("421", "221") or reply == _TOO_LONG:
            assert code != "221" or line[:4].upper() == b"QUIT", (line, reply)
            self.heard.hung_up = True
            return
        text = line.removesuffix(b"\r\n")
        if not line.endswith(b"\r\n") or any(octet in text for octet in b"\r\0"):
            assert code[0] == "5", f"no command has such a line: {line!r} {reply}"
            return
        word = text.split(b" ")[0].decode("latin-1").upper()
        if code[0] in "23":
            self.obeyed(word, code, reply)

    def obeyed(self, word: str, code: str, reply: str) -> None:
        """A command that was not refused: whether it may be obeyed here."""
        if word in _GREETINGS:
            assert (word == "LHLO") == (self.family == "LMTP"), f"{word} is not said in {self.family}"
            self.greeted, self.sender, self.recipients = True, False, 0
        elif word == "MAIL":
            assert self.greeted, "MAIL before a greeting"
            assert not self.sender, "MAIL in a mail"
            self.sender = True
        elif word == "RCPT":
            assert self.sender, "RCPT before MAIL"
            self.recipients += 1
        elif word == "DATA":
            assert code == "354", reply
            assert self.recipients, "DATA before RCPT"
            self.data()
        elif word == "RSET":
            self.sender, self.recipients = False, 0
        elif word == "STARTTLS":
            assert code == "220", reply
            self.heard.secret_at = self.at
        else:
            assert word in ("NOOP", "VRFY", "HELP"), f"{word} was obeyed: {reply}"
        assert code != "354" or word == "DATA", reply
        assert word in _GREETINGS or code in ("354", "220") or _STATUS.match(reply), f"no enhanced status: {reply}"

    def data(self) -> None:
        """RFC 5321 4.1.1.4 and 4.5.2: lines that end in CRLF, until one that is a dot; one dot less before others."""
        lines: list[bytes] = []
        recipients, self.sender, self.recipients = self.recipients, False, 0
        expected = recipients if self.family == "LMTP" else 1
        while True:
            end = self.said.find(b"\r\n", self.at)
            if end < 0:
                self.never_ended(expected)
                return
            line = self.said[self.at : end]
            self.at = end + 2
            if line == b".":
                break
            lines += line.removeprefix(b"."), b"\r\n"
        codes = [reply[:3] for reply in self.replies[:expected]]
        del self.replies[:expected]
        if not codes:
            self.heard.unanswered += 1
        assert len(codes) in (0, expected) or "421" in codes, f"{len(codes)} answers for {recipients} recipients"
        assert all(each in ("250", "451", "452", "552", "421") for each in codes), codes
        self.heard.mails.append(Brought(b"".join(lines), recipients, codes))
        self.since_mail = 0
        if {"552", "452", "421"} & set(codes):
            self.heard.hung_up = not self.replies  # too big by its dots alone is no reason to hang up
            self.heard.refusals += codes.count("552")

    def never_ended(self, expected: int) -> None:
        """No final dot came. Only a refusal that ends everything can have been said."""
        rest, self.replies = self.replies, []
        assert all(reply[:3] in ("421", "452", "552") for reply in rest), f"no final dot came, and: {rest}"
        assert len(rest) <= expected + 1, rest
        self.heard.hung_up = True
