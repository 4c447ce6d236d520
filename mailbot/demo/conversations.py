"""One person's mail as a mail program shows it: what came and what they sent, grouped by conversation."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from mailbot.demo.letterboxes import Delivered
from mailbot.demo.sending import Sent
from mailbot.demo.showing import headline
from mailbot.demo.writing import own_words
from mailbot.inbound.parsing import ParsedMail
from mailbot.typography import clip, gist

_ANSWER = re.compile(r"^(?:(?:re|fwd?|tr|rép)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One mail of a conversation."""

    number: int
    is_sent: bool
    name: str
    """Whoever wrote it; empty for what its reader sent."""
    mail: ParsedMail
    at: datetime
    is_new: bool

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/{'sent' if self.is_sent else 'letters'}/{self.number}"

    @property
    def headline(self) -> str:
        """Its first words; a greeting says nothing in a list."""
        return clip(gist(own_words(self.mail.text)), 160) if self.is_sent else headline(self.mail)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Mails that belong together, oldest first."""

    items: tuple[Item, ...]

    @property
    def newest(self) -> Item:
        """What stands in the list."""
        return self.items[-1]

    @property
    def shown(self) -> Item:
        """What opens: the first unread one, else the newest."""
        return next((item for item in self.items if item.is_new), self.newest)

    @property
    def subject(self) -> str:
        """One thread keeps one subject."""
        letters = [item for item in self.items if not item.is_sent] or self.items
        return bare(letters[-1].mail.subject)

    @property
    def is_new(self) -> bool:
        """Whether anything in it is unread."""
        return any(item.is_new for item in self.items)

    @property
    def names(self) -> list[str]:
        """Who writes in it, each once; an empty name is the reader's own."""
        return list(dict.fromkeys(item.name for item in self.items))


def bare(subject: str) -> str:
    """A subject without what an answer puts before it."""
    return _ANSWER.sub("", " ".join(subject.split()))


def conversations(
    letters: Iterable[Delivered], sent: Iterable[Sent], is_opened: Callable[[int], bool]
) -> list[Conversation]:
    """The conversations of one person, the one that moved last first. Mails join by the ids that they name (RFC 5322,
    3.6.4), and by a subject that bears a reference of ours: telephones lose the rest."""
    items = [
        *(
            Item(each.number, False, _name(each.mail), each.mail, each.at, not is_opened(each.number))
            for each in letters
        ),
        *(Item(each.number, True, "", each.mail, each.at, False) for each in sent),
    ]
    groups: list[tuple[set[str], list[Item]]] = []
    for item in sorted(items, key=lambda each: (each.at, not each.is_sent, each.number)):
        keys, members = _keys(item.mail), [item]
        for group in [group for group in groups if group[0] & keys]:
            keys, members = keys | group[0], [*group[1], *members]
            groups.remove(group)
        groups.append((keys, members))
    found = [Conversation(tuple(sorted(members, key=lambda each: (each.at, not each.is_sent, each.number))))
             for _, members in groups]  # fmt: skip
    return sorted(found, key=lambda each: (each.newest.at, each.newest.number), reverse=True)


def _keys(mail: ParsedMail) -> set[str]:
    subject = bare(mail.subject)
    keys = {mail.message_id, *mail.in_reply_to, *mail.references}
    if subject.startswith("["):
        keys.add(subject.casefold())
    return keys - {""}


def _name(mail: ParsedMail) -> str:
    return mail.sender.name or mail.sender.address
