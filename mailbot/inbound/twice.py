"""The same mail twice: by two servers, after a delay, or to two addresses of ours: it is taken once."""

import hashlib
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from mailbot.db import Session
from mailbot.errors import Refused, TryAgain
from mailbot.inbound.arrivals import message_id_of
from mailbot.inbound.authentication.results import Authentication
from mailbot.inbound.parsing import ParsedMail
from mailbot.model import Participant
from mailbot.model_mails import InboundMail, MailBytes
from mailbot.prepared import among
from mailbot.threads.addresses import channel_of, normal_address, plain_address, understand
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel, InboundFate

SAME_MAIL = "same_mail"
"""The trouble of a mail that another one stands for."""
_WITHIN = timedelta(days=7)
_MOST = 10
"""Other copies that are compared; whoever sends more of them repeats himself on purpose."""
# What an author's program writes, and no server on the way adds to, or takes the place of (RFC 5322, 3.6; RFC 2045).
_OF_THE_AUTHOR = frozenset(
    {
        b"from", b"sender", b"reply-to", b"to", b"cc", b"subject", b"date", b"message-id", b"in-reply-to",
        b"references", b"mime-version", b"content-type", b"content-transfer-encoding",
    }
)  # fmt: skip
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_BLANKS = re.compile(rb"[ \t]+")
_LINE_END = re.compile(rb"(?:(?<![ \t])[ \t]++)?\r?\n")
_LINE_ENDS = re.compile(rb"(?:(?<![ \t])[ \t]++)?\r?\n(?:[ \t]*+\r?\n)*+")

# Kept, and taken by nobody: it stands for no mail that is better proven.
_WAITS = (InboundFate.HELD, InboundFate.PARKED, InboundFate.DISCARDED, InboundFate.REFUSED)


@dataclass(frozen=True, slots=True)
class Copy:
    """A mail with the same Message-ID: the same, or another one, as its words tell."""

    id: int
    recipient: str
    fingerprint: str
    content: bytes | None
    """Its bytes; None when they are among the blobs."""


def of_author(raw: bytes) -> bytes:
    """What stands for a mail as its author wrote it: no trace of its way (RFC 5321, 4.4), nor of what servers change
    at the ends of lines and of the body (RFC 6376, 3.4.4). Linear."""
    end = _END_OF_HEAD.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    lines = []
    for line in _LINE_END.split(_FOLD.sub(b"", head)):
        name, colon, value = line.partition(b":")
        if colon and name.strip().lower() in _OF_THE_AUTHOR:
            lines.append(name.strip().lower() + b":" + _BLANKS.sub(b" ", value.strip()))
    told = hashlib.sha256(b"\n".join([*lines, b"", b""]))
    done = ends = 0
    for found in _LINE_ENDS.finditer(body + b"\n"):  # one after the other: of 35 MB each line would be an object
        if found.start() > done:
            told.update(b"\n" * ends + body[done : found.start()])
            ends = 0
        ends += found[0].count(b"\n")
        done = found.end()
    return told.digest()


@dataclass(frozen=True, slots=True)
class Named:
    """A mail by its own name, and where else the same one may be."""

    id: int
    message_id: str
    ours: frozenset[str]
    """The addresses of ours that it came to, or names."""
    received_at: datetime

    def is_near(self, other: Any) -> bool:
        """Whether a row of another mail has the same name, within a week, at one of these addresses."""
        return (
            other.id != self.id
            and other.message_id == self.message_id
            and other.recipient in self.ours
            and abs(other.received_at - self.received_at) <= _WITHIN
        )


def name_of(mail_id: int, recipient: str, mail: ParsedMail, raw: bytes, *, received_at: datetime) -> Named:
    """The name of a mail, which is empty for one without a Message-ID."""
    domain = plain_address(recipient)[1]
    named = {normal_address(each.address) for each in (*mail.to, *mail.cc)}
    ours = {recipient, *(address for address in named if address.endswith(f"@{domain}"))}
    return Named(mail_id, message_id_of(raw), frozenset(ours), received_at)


def namesakes(session: Session, mails: Sequence[Named]) -> dict[int, Sequence[Copy]]:
    """By the number of each mail, those of a week with the same Message-ID: there, or at another address of ours that
    it names; nothing for one that has none, as almost all have. They are asked for at once."""
    named, most = [each for each in mails if each.message_id], len(mails) * (_MOST + 1)
    if not named:
        return {}
    came = [each.received_at for each in named]
    wanted = {
        "recipients": sorted({address for each in named for address in each.ours}),
        "names": sorted({each.message_id for each in named}), "most": most,
        "from": min(came) - _WITHIN, "until": max(came) + _WITHIN,
    }  # fmt: skip
    rows = session.connection().execute(_NAMESAKES, wanted).all()
    if len(rows) == most and len(mails) > 1:  # somebody repeats one of them without an end: the others have their turn
        return {number: found for each in mails for number, found in namesakes(session, [each]).items()}
    near = {each.id: [row for row in rows if each.is_near(row)][:_MOST] for each in named}
    return {number: _with_bytes(session, found) for number, found in near.items() if found}


def _with_bytes(session: Session, rows: Sequence[Any]) -> Sequence[Copy]:
    fingerprints = {"fingerprints": [row.fingerprint for row in rows]}
    contents = {row.fingerprint: row.content for row in session.connection().execute(_BYTES, fingerprints)}
    return tuple(Copy(row.id, row.recipient, row.fingerprint, contents.get(row.fingerprint)) for row in rows)


# Asked for every mail: built once, since putting a statement together costs more than running it.
_NAMESAKES = (
    select(
        InboundMail.id, InboundMail.recipient, InboundMail.message_id, InboundMail.fingerprint, InboundMail.received_at
    )
    # Not as pairs: SQLite would look at every mail there is.
    .where(among(InboundMail.recipient, "recipients"))
    .where(among(InboundMail.message_id, "names"))
    .where(InboundMail.received_at.between(bindparam("from"), bindparam("until")), InboundMail.trouble != SAME_MAIL)
    .order_by(InboundMail.id)
    .limit(bindparam("most"))
)
_BYTES = select(MailBytes.fingerprint, MailBytes.content).where(among(MailBytes.fingerprint, "fingerprints"))


def copies_among(others: Sequence[Copy], raw: bytes, bytes_of: Callable[[str], bytes]) -> Sequence[Copy]:
    """Those that say the same as this mail. A Message-ID alone drops honest mail (freescout #4958), and a whole mail is
    never the same by two servers: what its author wrote is compared. `bytes_of` raises KeyError for what was erased,
    and OSError for what cannot be read now: without it nobody knows whether they are the same."""
    if not others:
        return ()
    wanted, found = of_author(raw), []
    for other in others:
        with suppress(KeyError):
            content = other.content if other.content is not None else bytes_of(other.fingerprint)
            if of_author(content) == wanted:
                found.append(other)
    return tuple(found)


def is_taken_elsewhere(
    session: Session, mail_id: int, recipient: str, copies: Sequence[Copy], proven: Authentication, *,
    of_a_person: bool, keyring: Keyring,
) -> bool:  # fmt: skip
    """Whether another copy stands for this mail. Raises TryAgain while that one is under way.

    The first copy counts. One that waits for somebody's yes counts only if this one is no better proven: a forged copy
    does not keep the real one out. Of a thread and the intake the thread takes it: the other would open a report. Of a
    private address and one that others read the private one takes it: what was said there is not told to the home.
    """
    own = _token(recipient, keyring) if copies else None
    for copy in copies:
        other = _token(copy.recipient, keyring)
        row = session.execute(
            select(InboundMail.fate, InboundMail.proven, InboundMail.trouble).where(InboundMail.id == copy.id)
        ).one()
        if row.trouble == SAME_MAIL or (of_a_person and row.fate is InboundFate.AUTOMATIC):
            # What makes a program's mail of it (Auto-Submitted, a null sender) is no part of what is compared here:
            # whoever has seen a mail could send it so, before it comes, and keep it out.
            continue
        if normal_address(copy.recipient) == normal_address(recipient) or _is_same_place(session, own, other):
            if row.fate is None and copy.id < mail_id:
                raise TryAgain("the same mail is under way")
            before = Authentication.from_json(row.proven)
            if row.fate in _WAITS and (copy.id > mail_id or _rank(proven) > _rank(before)):
                continue
            if row.fate is not None:
                return True
        elif _is_private(other) and not _is_private(own):
            if row.fate is None:
                raise TryAgain("the private address takes it first")
            if row.fate not in _WAITS:
                return True
        elif (own is None) != (other is None):
            if row.fate is None and own is None:
                raise TryAgain("the thread takes it first")
            if row.fate is not None and row.fate not in _WAITS:
                return True
    return False


def _rank(proven: Authentication) -> int:
    return 2 if proven.passes else 0 if proven.fails else 1


def _is_private(token: Token | None) -> bool:
    return token is not None and token.kind is TokenKind.REPLY and channel_of(token) is Channel.PRIVATE


def _is_same_place(session: Session, one: Token | None, other: Token | None) -> bool:
    """Whether two addresses of ours lead to the same thread, on the same channel."""
    if one is None or other is None:
        return False
    if one.kind is not other.kind or one.detail != other.detail:
        return False
    if one.subject == other.subject or one.kind is not TokenKind.REPLY:
        return one.subject == other.subject
    threads = select(Participant.thread_id).where(Participant.id.in_((one.subject, other.subject)))
    return len(session.scalars(threads.distinct()).all()) == 1


def _token(address: str, keyring: Keyring) -> Token | None:
    """What a sealed address of ours says; None for the intake, and for what leads nowhere."""
    try:
        ours = understand(address, intakes={plain_address(address)[1]: ""}, keyring=keyring)
    except Refused:
        return None
    return ours.token if ours is not None else None
