"""What people write, made into a mail as their mail programs would."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from zoneinfo import ZoneInfo

from mailbot.demo.people import Person
from mailbot.inbound.parsing import ParsedMail
from mailbot.threads.headers import one_line

_HOME = ZoneInfo("Europe/Paris")
# Thunderbird 128, with the answer above the quotation; its French has a no-break space before the colon.
_ATTRIBUTIONS = {"fr": "Le {day} à {hour}, {name} a écrit\u00a0:", "en": "On {day} {hour}, {name} wrote:"}
_ADDRESS = re.compile(r"[^\s@<>\",;:()\[\]\\]+@[^\s@<>\",;:()\[\]\\]+")
# Where a quotation opens: a line that ends with a colon, and a line that is quoted.
_QUOTATION = re.compile(r"(?:\A|\n)[^\n]+:\n>")
_MEDIA_TYPE = re.compile(r"(?:image|application|audio|video|text)/[a-z0-9.+-]{1,80}")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a mail, as its sender's machine named it."""

    name: str
    media_type: str
    content: bytes


def is_address(text: str) -> bool:
    """Whether a mail program would let this stand in the To field."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def write(
    writer: Person, *, to: str, subject: str, words: str, enclosed: Sequence[Enclosed], now: datetime
) -> bytes:  # fmt: skip
    """A new mail. `to` is an address."""
    return _sealed(_headed(writer, to=to, subject=subject, now=now), words, enclosed)


def answer(
    writer: Person, letter: ParsedMail, *, words: str, enclosed: Sequence[Enclosed], now: datetime
) -> bytes:  # fmt: skip
    """An answer to a letter: where its Reply-To wants it, in its conversation, with the letter quoted below."""
    subject = letter.subject if letter.subject.lower().startswith("re:") else f"Re: {letter.subject}"
    message = _headed(writer, to=where_to_answer(letter), subject=subject, now=now)
    if letter.message_id:
        message["In-Reply-To"] = letter.message_id
        known = dict.fromkeys([*(letter.references or letter.in_reply_to), letter.message_id])
        message["References"] = " ".join(known)
    return _sealed(message, f"{words.rstrip()}\n\n{quoted(letter, writer.language)}", enclosed)


def where_to_answer(letter: ParsedMail) -> str:
    """The address that a mail program answers to."""
    return letter.reply_to[0].address if letter.reply_to else letter.sender.address


def quoted(letter: ParsedMail, language: str) -> str:
    """A letter below its answer."""
    wrote = _ATTRIBUTIONS["en" if language == "en" else "fr"]
    there = letter.date.astimezone(_HOME) if letter.date is not None else None
    opening = wrote.format(
        day=f"{there:%d/%m/%Y}" if there else "?", hour=f"{there:%H:%M}" if there else "?",
        name=letter.sender.name or letter.sender.address,
    )  # fmt: skip
    lines = letter.text.rstrip().split("\n")
    return "\n".join([opening, *(f"> {line}" if line else ">" for line in lines)]) + "\n"


def own_words(text: str) -> str:
    """What stands above the quotation of an answer; all of it when nothing stands there."""
    return _QUOTATION.split(text, maxsplit=1)[0].strip() or text


def _headed(writer: Person, *, to: str, subject: str, now: datetime) -> EmailMessage:
    ascii_only = writer.address.isascii() and to.isascii()
    message = EmailMessage(policy=policy.SMTP if ascii_only else policy.SMTPUTF8)
    local, _, domain = writer.address.rpartition("@")
    message["From"] = Address("" if writer.name == writer.address else writer.name, local, domain)
    message["To"] = to.strip()
    message["Subject"] = one_line(subject)
    message["Date"] = format_datetime(now.astimezone(_HOME))
    message["Message-ID"] = make_msgid(domain=domain if domain.isascii() else "mail.example")
    return message


def _sealed(message: EmailMessage, words: str, enclosed: Sequence[Enclosed]) -> bytes:
    message.set_content(words.replace("\r\n", "\n").replace("\r", "\n"), cte="quoted-printable")
    for file in enclosed:
        known = file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else "application/octet-stream"
        kind, _, subtype = known.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=one_line(file.name) or "photo")
    return message.as_bytes()
