"""Hands a mail in at the house's own SMTP door, as anybody's mail server would, and says what was answered."""

import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.inbound.parsing import ParsedMail
from mailbot.threads.addresses import plain_address

_SECONDS = 30.0
_LINE_END = re.compile(rb"\r?\n")
NOBODY_THERE = 0
"""The code of no answer at all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door said in the end about one recipient."""

    recipient: str
    code: int
    sentence: str

    @property
    def is_taken(self) -> bool:
        """Whether the mail is kept for this recipient."""
        return 200 <= self.code < 300


def hand_in(raw: bytes, *, sender: str, recipients: Sequence[str], port: int) -> tuple[Answer, ...]:
    """One answer for each recipient. Lines end in CRLF on the wire; nothing else of the mail is touched."""
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=_SECONDS) as door:
            return _spoken(door, _LINE_END.sub(b"\r\n", raw), sender, recipients)
    except (OSError, smtplib.SMTPException) as error:
        code = getattr(error, "smtp_code", NOBODY_THERE)
        said = getattr(error, "smtp_error", b"")
        return tuple(_answer(recipient, (code, said or str(error))) for recipient in recipients)


def envelope_of(mail: ParsedMail, *, intake: str) -> tuple[str, tuple[str, ...]]:
    """Whose mail a file is, and to which addresses of ours it went: To, Cc, Delivered-To; else the intake address."""
    ours = plain_address(intake)[1]
    written = [box.address for box in (*mail.to, *mail.cc)]
    delivered = [
        name.strip("<> ") for header in ("delivered-to", "x-original-to") for name in mail.headers_named(header)
    ]
    found = dict.fromkeys(address for address in (*delivered, *written) if plain_address(address)[1] == ours)
    return mail.sender.address, tuple(found) or (intake,)


def _spoken(door: smtplib.SMTP, raw: bytes, sender: str, recipients: Sequence[str]) -> tuple[Answer, ...]:
    door.ehlo()
    options = [f"SIZE={len(raw)}"]
    if not raw.isascii():
        options.append("BODY=8BITMIME")
    if not all(address.isascii() for address in (sender, *recipients)):
        options.append("SMTPUTF8")
    opening = door.mail(sender, options)
    if opening[0] != 250:
        return tuple(_answer(recipient, opening) for recipient in recipients)
    heard = {recipient: door.rcpt(recipient) for recipient in recipients}
    if any(code < 300 for code, _ in heard.values()):
        closing = door.data(raw)
        heard = {recipient: closing if said[0] < 300 else said for recipient, said in heard.items()}
    return tuple(_answer(recipient, said) for recipient, said in heard.items())


def _answer(recipient: str, said: tuple[int, bytes | str]) -> Answer:
    code, sentence = said
    words = sentence.decode("utf-8", "replace") if isinstance(sentence, bytes) else sentence
    return Answer(recipient, code, " ".join(words.split()))
