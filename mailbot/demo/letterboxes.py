"""The relay's far end: letters that would go out into the world are put into boxes, one for each address."""

import asyncio
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from mailbot.clock import Clock
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.smtp import Envelope, Judgement, Kept
from mailbot.threads.addresses import normal_address

# What a mail server writes above a letter when it puts it into a box: the file stays a mail that any program opens.
_ABOVE = re.compile(rb"Return-Path: <([^\r\n]*)>\r\nDelivered-To: ([^\r\n]+)\r\nDelivery-Date: ([^\r\n]+)\r\n")


@dataclass(frozen=True, slots=True)
class Delivered:
    """One letter in somebody's box."""

    number: int
    recipient: str
    return_path: str
    raw: bytes
    mail: ParsedMail
    at: datetime


class Letterboxes:
    """Takes whatever comes, for whomever. Its `keep` is a door's Keeper, its `judge` a door's Judge."""

    def __init__(self, clock: Clock, folder: Path | None = None) -> None:
        """`folder` keeps each letter as an .eml file; those that it holds are in their boxes again."""
        self._clock = clock
        self._folder = folder
        self._letters: dict[int, Delivered] = {}
        self._opened: set[int] = set()
        self._lock = threading.Lock()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._letters = {letter.number: letter for letter in _kept_in(folder)}
            self._opened = _opened_in(folder)

    async def keep(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        """Put one letter into each recipient's box."""
        await asyncio.to_thread(self._put, raw, envelope)
        return (Kept.KEPT,) * len(envelope.recipients)

    def judge(self, recipient: str) -> Judgement:
        """Everybody has a box here."""
        return Judgement.ACCEPTED

    def of(self, address: str) -> list[Delivered]:
        """The letters of one address, oldest first."""
        wanted = normal_address(address)
        return [letter for letter in self if letter.recipient == wanted]

    def letter(self, number: int) -> Delivered | None:
        """One letter by its number."""
        with self._lock:
            return self._letters.get(number)

    def open(self, number: int) -> Delivered | None:
        """One letter by its number, which counts as opened from now on."""
        with self._lock:
            letter = self._letters.get(number)
            if letter is not None and number not in self._opened:
                self._opened.add(number)
                if self._folder is not None:
                    with (self._folder / "opened").open("a") as file:
                        file.write(f"{number}\n")
            return letter

    def is_opened(self, number: int) -> bool:
        """Whether somebody has opened this letter."""
        with self._lock:
            return number in self._opened

    def clear(self) -> None:
        """Empty every box. The folder's files are somebody else's to take away."""
        with self._lock:
            self._letters.clear()
            self._opened.clear()
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)

    def __iter__(self) -> Iterator[Delivered]:
        with self._lock:
            return iter(tuple(self._letters.values()))

    def __len__(self) -> int:
        with self._lock:
            return len(self._letters)

    def _put(self, raw: bytes, envelope: Envelope) -> None:
        mail = parse_mail(raw)
        with self._lock:
            for recipient in envelope.recipients:
                number = max(self._letters, default=0) + 1
                letter = Delivered(number, normal_address(recipient), envelope.mail_from, raw, mail, self._clock())
                if self._folder is not None:
                    _write(self._folder, letter)
                self._letters[number] = letter


def _write(folder: Path, letter: Delivered) -> None:
    above = (
        f"Return-Path: <{letter.return_path}>\r\n"
        f"Delivered-To: {letter.recipient}\r\n"
        f"Delivery-Date: {format_datetime(letter.at)}\r\n"
    )
    path = folder / f"{letter.number:06}.eml"
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(above.encode("utf-8") + letter.raw)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _kept_in(folder: Path) -> Iterator[Delivered]:
    for path in sorted(folder.glob("*.eml")):
        content = path.read_bytes()
        above = _ABOVE.match(content)
        if above is None or not path.stem.isdecimal():
            continue  # somebody else's file
        return_path, recipient, at = (value.decode("utf-8", "replace") for value in above.groups())
        raw = content[above.end() :]
        yield Delivered(int(path.stem), recipient, return_path, raw, parse_mail(raw), parsedate_to_datetime(at))


def _opened_in(folder: Path) -> set[int]:
    path = folder / "opened"
    return {int(line) for line in path.read_text().split() if line.isdecimal()} if path.exists() else set()
