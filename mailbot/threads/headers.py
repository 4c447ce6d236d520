"""What holds a conversation together in every mail program: Message-ID, References, Thread-Index, subject."""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from mailbot.templating import Templates
from mailbot.vocabulary import Role, ThreadKind

_TICKS_BEFORE_UNIX = 116_444_736_000_000_000
"""Steps of 100 ns between 1601, where Windows begins to count, and 1970."""
_SUBJECT_LIMIT = 150
_BLANKS = re.compile(r"\s+")
# Controls, lone surrogates, line and paragraph separators, and the marks that write a line backwards.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile(
    r"^(?:\s*(?:(?:re|ré|fw|fwd|tr|aw|rv|sv|antw|r)\s*(?:\[\d+\])?\s*:|\[(?:externe|external|ext|spam\??)\]))+\s*",
    re.IGNORECASE,
)
"""What answering, forwarding and mail filters put before a subject."""


def subject_for(
    kind: ThreadKind, role: Role, language: str, *, ref: str, object_: str, dwelling: str, number: str = "",
    town: str = "",
) -> str:  # fmt: skip
    """The subject of a person's thread for its whole life, whatever becomes of their language (WORDING, « Objet »)."""
    shape = _subjects()[f"{kind}, {role}"][language]
    said = shape.format(ref=ref, object=object_, dwelling=dwelling, number=number, town=town)
    return one_line(said)[: _SUBJECT_LIMIT + 80]


@lru_cache(maxsize=1)
def _subjects() -> Mapping[str, Mapping[str, str]]:
    said: Mapping[str, Mapping[str, str]] = Templates("fr", autoescape=False).tables("letters/subjects.jinja")[
        "SUBJECTS"
    ]
    return said


def object_from(subject: str, text: str) -> str:
    """What a report is about, from the mail that opened it: its subject without answer marks, else its first line."""
    object_ = one_line(_MARKS.sub("", subject))
    if not object_:
        object_ = next((one_line(line) for line in text.splitlines() if line.strip()), "")
    return object_ if len(object_) <= _SUBJECT_LIMIT else object_[: _SUBJECT_LIMIT - 1].rstrip() + "…"


def one_line(text: str) -> str:
    """A text as one header line: no line ends, no controls, nothing that turns its direction, single blanks."""
    if text.isprintable() and "  " not in text:  # nearly always: nothing of what follows would change it
        return text.strip(" ")
    return _BLANKS.sub(" ", _NO_TEXT.sub(" ", text)).strip()


def new_message_id(domain: str) -> str:
    """A Message-ID of ours, with its angle brackets (RFC 5322, section 3.6.4)."""
    return f"<m.{secrets.token_hex(12)}@{domain}>"


def root_message_id(participant_id: int, domain: str) -> str:
    """The Message-ID that every letter of one participant's thread refers to. No mail has it: it is the knot itself.

    Mail programs thread by References even when the mail referred to is missing, and a letter lost or deleted then
    breaks nothing.
    """
    return f"<thread.{participant_id}@{domain}>"


def lone_message_id(letter_id: int, domain: str) -> str:
    """What a letter of no thread refers to: no other mail ever does.

    Without it, Gmail puts letters of one subject that came within a week into one conversation, and Apple Mail does so
    whenever they came: of two confirmations or two daily lists, the second would hide under the first.
    """
    return f"<alone.{letter_id}@{domain}>"


def thread_index(knot: str, *, began: datetime, now: datetime) -> str:
    """Thread-Index of Outlook: 22 octets for the thread, 5 for this letter, in base64 (MS-OXOMSG, 2.2.1.3).

    `knot`: the identifier that the whole thread refers to.
    """
    mark = hashlib.sha256(knot.encode()).digest()[:16]
    ticks = _TICKS_BEFORE_UNIX + int(began.timestamp() * 10_000_000)
    head = (ticks >> 16).to_bytes(6) + mark  # its first octet is 1 until the year 2057, as the format wants
    later = max(0, int((now - began).total_seconds() * 10_000_000))
    # The step is 2^18 ticks (26 ms) when the letter came within some 1.7 years of the thread, 2^23 (0.8 s) after.
    step = later >> 18
    child = step if step < 1 << 31 else (1 << 31) | (later >> 23 & 0x7FFFFFFF)
    return base64.b64encode(head + child.to_bytes(4) + b"\x10").decode()
