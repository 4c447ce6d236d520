"""How Gmail, Outlook and Apple Mail put mails together: small models of the rules of docs/letters-in-threads.md."""

import base64
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses, parsedate_to_datetime

_ANSWER_MARKS = re.compile(
    r"^(?:\s*(?:re|ré|fwd?|tr|aw|sv|rv)\s*(?:\[\d+\])?\s*:\s*|\s*\[(?:externe|external)\]\s*)+", re.I
)
_BRACKETED = re.compile(r"^\s*(?:\[[^\]]*\]\s*)+")
_THREE_SIGNS = re.compile(r"^(?:[^\W\d]{1,3}\s?:\s+)+")
_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a mail program looks at of one mail in a mailbox."""

    message_id: str
    refers_to: frozenset[str]
    subject: str
    topic: str
    knot: bytes
    """The 22 octets of Thread-Index that name the conversation; empty without."""
    people: frozenset[str]
    at: datetime


def seen(raw: bytes) -> Seen:
    """A mail as a program sees it."""
    mail = message_from_bytes(raw, policy=policy.default)
    index = base64.b64decode("".join((mail["Thread-Index"] or "").split()))
    return Seen(
        message_id=str(mail["Message-ID"] or ""),
        refers_to=frozenset(re.findall(r"<[^<>]+>", f"{mail['References'] or ''} {mail['In-Reply-To'] or ''}")),
        subject=str(mail["Subject"] or ""),
        topic=str(mail["Thread-Topic"] or ""),
        knot=index[:22] if len(index) >= 22 and index[0] == 1 else b"",
        people=frozenset(address for _, address in getaddresses([str(mail["From"]), str(mail["To"])])),
        at=parsedate_to_datetime(str(mail["Date"])),
    )


Groups = Sequence[Sequence[Seen]]


def gmail(mails: Iterable[Seen]) -> Groups:
    """One subject and a reference in common; a mail that refers to nothing joins its people's of the last week."""
    return _gmail(mails, _bare)


def gmail_blind_to_brackets(mails: Iterable[Seen]) -> Groups:
    """Gmail as some have seen it: what stands in brackets at the head of a subject counts for nothing."""
    return _gmail(mails, lambda subject: _BRACKETED.sub("", _bare(subject)))


def _gmail(mails: Iterable[Seen], subject_of: Callable[[str], str]) -> Groups:
    groups: list[list[Seen]] = []
    for mail in sorted(mails, key=lambda each: each.at):
        joined = next((group for group in reversed(groups) if _gmail_joins(mail, group, subject_of)), None)
        if joined is None:
            groups.append([mail])
        else:
            joined.append(mail)
    return groups


def _gmail_joins(mail: Seen, group: Sequence[Seen], subject_of: Callable[[str], str]) -> bool:
    if subject_of(mail.subject) != subject_of(group[0].subject):
        return False
    if mail.refers_to:
        known = {name for each in group for name in (each.message_id, *each.refers_to)}
        return bool(mail.refers_to & known)
    return any(mail.people & each.people and mail.at - each.at <= _AFTER for each in group)


def outlook(mails: Iterable[Seen]) -> Groups:
    """One Thread-Index and one topic, which is the subject without its marks; without an index, the topic alone."""
    groups: dict[tuple[bytes, str], list[Seen]] = {}
    for mail in sorted(mails, key=lambda each: each.at):
        topic = _THREE_SIGNS.sub("", mail.subject)
        # A subject that is no more the topic begins a conversation of its own.
        knot = mail.knot if not mail.topic or _THREE_SIGNS.sub("", mail.topic) == topic else b""
        known = next((key for key in groups if not knot and key[1] == topic), (knot, topic))
        groups.setdefault(known, []).append(mail)
    return list(groups.values())


def apple_mail(mails: Iterable[Seen]) -> Groups:
    """Whatever refers to one another, missing mails included; a mail that refers to nothing, by its subject."""
    groups: list[list[Seen]] = []
    for mail in sorted(mails, key=lambda each: each.at):
        names = {mail.message_id, *mail.refers_to}
        linked = [group for group in groups if any(names & {each.message_id, *each.refers_to} for each in group)]
        if not linked and not mail.refers_to:
            linked = [group for group in groups if _bare(group[0].subject) == _bare(mail.subject)][-1:]
        groups = [group for group in groups if group not in linked]
        groups.append([*(each for group in linked for each in group), mail])
    return groups


PROGRAMS: Mapping[str, Callable[[Iterable[Seen]], Groups]] = {
    "Gmail": gmail,
    "Gmail, blind to brackets": gmail_blind_to_brackets,
    "Outlook": outlook,
    "Apple Mail": apple_mail,
}


def _bare(subject: str) -> str:
    return _ANSWER_MARKS.sub("", subject).strip()
