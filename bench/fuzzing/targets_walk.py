"""The whole walk: thousands of mails arrive in one house, none ends in a fault, and the letters are ours."""

import atexit
import itertools
import random
import re
import shutil
import tempfile
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from bench.fuzzing.mails import hostile_mail
from bench.fuzzing.target import Target
from bench.fuzzing.words import text_of
from mailbot.db import Database
from mailbot.inbound.parsing import Trouble, parse_mail
from tests.faults.walking import Seat, WalkingHouse
from tests.living import settle_cast

_MAILS_OF_A_HOUSE = 1_000
"""Then a new one: a conversation of ten thousand mails is another subject."""
_FROM = re.compile(rb"^from:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.IGNORECASE | re.MULTILINE)
_OURS = frozenset(
    {
        *("from", "to", "subject", "date", "message-id", "reply-to", "in-reply-to", "references", "thread-topic"),
        *("thread-index", "auto-submitted", "x-auto-response-suppress", "importance", "x-priority", "list-unsubscribe"),
        *("list-unsubscribe-post", "x-mailbot-letter", "mime-version", "content-type"),
    }
)
_OF_PARTS = frozenset({"content-type", "content-transfer-encoding", "content-disposition", "content-id"})
_SENT = "suivi.agence-tilleul.example"


@dataclass(frozen=True, slots=True)
class _Arriving:
    raw: bytes
    seat: float
    """Which address of the house it is for, as a part of one."""
    is_honest: bool
    """Whether it says to come from whoever has that address."""


def _make(chance: random.Random) -> _Arriving:
    if chance.random() < 0.5:
        words = text_of(chance, chance.choice((1, 2, 5, 12)))
        raw = f"From: x\r\nSubject: Re: Fuite\r\nMessage-ID: <{chance.getrandbits(64):x}@mail.example>\r\n".encode()
        raw += b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + words.encode()
    else:
        raw = hostile_mail(chance)
    return _Arriving(raw, chance.random(), chance.random() < 0.8)


class _Street:
    """Houses, one after the other."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="fuzzing-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        self._cast = self._folder / "cast.db"
        database = Database(f"sqlite:///{self._cast}")
        settle_cast(database)
        database.close()
        self._house: WalkingHouse | None = None
        self._seats: tuple[Seat, ...] = ()
        self._numbers = itertools.count()

    def house(self) -> tuple[WalkingHouse, tuple[Seat, ...]]:
        """The house of today, and its addresses."""
        number = next(self._numbers)
        if self._house is None or number % _MAILS_OF_A_HOUSE == 0:
            if self._house is not None:
                self._house.close()
            shutil.rmtree(self._folder / "house", ignore_errors=True)
            (self._folder / "house").mkdir()
            self._house = WalkingHouse(self._folder / "house", self._cast)
        if number % 50 == 0:
            self._seats = tuple(self._house.seats())
        self._house.clock.forward(minutes=11)
        return self._house, self._seats


_streets: list[_Street] = []


def _walk(arriving: _Arriving) -> None:
    if not _streets:
        _streets.append(_Street())
    house, seats = _streets[0].house()
    seat = seats[int(arriving.seat * len(seats))]
    raw = _FROM.sub(b"", arriving.raw, count=1)
    raw = f"From: {seat.writer}\r\n".encode() + raw if arriving.is_honest else arriving.raw
    walked = house.walk(raw, sender=seat.writer, to=seat.recipient)
    assert walked.fate is not None, "put off"
    assert walked.trouble != "fault", f"a fault: {walked.trail}"
    assert not walked.unsent, walked.unsent
    for recipient, letter in walked.letters:
        _is_ours(recipient, letter)


def _is_ours(recipient: str, letter: bytes) -> None:
    """Each field is one that we write, once, and each part is one of ours."""
    head, _blank, _body = letter.partition(b"\r\n\r\n")
    assert b"\0" not in letter
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", letter), "a line that ends otherwise"
    assert max(map(len, letter.split(b"\r\n"))) <= 998, "a line that is too long"
    assert head.isascii()
    read = message_from_bytes(letter, policy=policy.compat32)
    names = [name.lower() for name in read]
    assert set(names) <= _OURS, set(names) - _OURS
    assert len(names) == len(set(names)), names
    for part in read.walk():
        assert not part.defects, part.defects
        assert part is read or {name.lower() for name in part} <= _OF_PARTS, part.keys()
    mail = parse_mail(letter)
    assert mail.sender.address.endswith(f"@{_SENT}"), mail.sender
    assert [box.address for box in mail.to] == [recipient], mail.to
    assert not set(mail.troubles) - {Trouble.NO_BODY}, mail.troubles


TARGETS = (Target("walk", _make, _walk, 0.05),)
