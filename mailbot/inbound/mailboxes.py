"""Who wrote and to whom: the mailboxes of an address header, as badly written as it may be (RFC 5322, section 3.4)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mailbot.domains import one_form
from mailbot.inbound.charsets import decode_header
from mailbot.inbound.fields import unfold

_TOKEN = re.compile(
    r"""=\?[^?\s]{1,60}\?[bBqQ]\?[^?\n]{0,1000}\?=   # an encoded word: commas and brackets inside are its own
      | "(?:[^"\\]|\\.)*"?                           # a quoted string
      | <[^>]*>?                                     # an angle address
      | [(),;:]
      | [^\s"<(),;:=]+ | \s+ | .""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LONGEST_DOMAIN = 255


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address. Either may be "": some mail has neither."""

    name: str
    address: str

    @property
    def normalised(self) -> str:
        """The address in the one form to compare and to store: lower case, the domain in ASCII (IDNA), no final dot."""
        local, at, domain = self.address.rpartition("@")
        if not at:
            return unicodedata.normalize("NFC", self.address).lower()
        return f"{unicodedata.normalize('NFC', local).lower()}@{_ascii_domain(domain)}"


NOBODY = Mailbox("", "")


def read_mailboxes(value: str) -> tuple[Mailbox, ...]:
    """Return the mailboxes of an address header, seen as latin-1, in order; those without an address are left out.

    Understands groups, comments, routes, several addresses, names with a bare comma (`Dupont, Jean <j@mail.example>`),
    separators of Outlook (`;`), and a whole list hidden in one encoded word. One pass, never raises.
    """
    return _remembered(value) if len(value) <= _LONGEST_REMEMBERED else _read_mailboxes(value)


def _read_mailboxes(value: str) -> tuple[Mailbox, ...]:
    found = tuple(mailbox for mailbox in _read(unfold(value)) if mailbox.address)
    if not found and "=?" in value:
        found = tuple(mailbox for mailbox in _read(decode_header(value)) if mailbox.address)
    return found


_LONGEST_REMEMBERED = 300
"""Characters of a header that is read once: it is asked for again when the mail is proven, and stands in the next."""
_remembered = lru_cache(maxsize=1_000)(_read_mailboxes)


def read_sender(value: str) -> Mailbox:
    """Return the first mailbox of a From value; its name alone when no address can be read in it."""
    found = read_mailboxes(value)
    if found:
        return found[0]
    return Mailbox(decode_header(value).strip("<>\"' "), "") if value.strip() else NOBODY


class _Draft:
    """What has been seen of one mailbox while its header is walked through."""

    __slots__ = ("angle", "bare", "comments", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.comments: list[str] = []
        self.angle = ""
        """The address between angle brackets, brackets included."""
        self.bare = ""
        """The last word that looks like an address, for a mailbox without brackets."""

    def add(self, word: str) -> None:
        self.words.append(word)
        if "@" in word and not word.startswith(("=?", '"')):
            self.bare = word

    def mailbox(self) -> Mailbox:
        if not (self.words or self.angle or self.comments):  # between two commas: there may be a million of them
            return NOBODY
        words = self.words if self.angle else [word for word in self.words if word != self.bare]
        name = _name(words) or decode_header(" ".join(self.comments))
        return Mailbox(name, _address(self.angle.strip("<> \t") or self.bare))


def _read(value: str) -> list[Mailbox]:
    """Walk the tokens of a list. `depth` counts comments inside comments, which no expression can."""
    found: list[Mailbox] = []
    draft = _Draft()
    depth = 0
    comment: list[str] = []
    for match in _TOKEN.finditer(value):
        mark = match[0]
        if depth:
            depth += (mark == "(") - (mark == ")")
            if depth:
                comment.append(mark)
            else:
                draft.comments.append("".join(comment))
            continue
        if mark == "(":
            depth, comment = 1, []
        elif mark == ":" and not draft.angle:
            draft = _Draft()  # what stood before was the name of a group, or « mailto »
        elif mark == "," and not (draft.angle or draft.bare):
            draft.add(mark)  # « Dupont, Jean <...> »: the comma belongs to the name
        elif mark in (",", ";"):
            found.append(draft.mailbox())
            draft = _Draft()
        elif mark.startswith("<") and not draft.angle:
            draft.angle = mark
        else:
            draft.add(mark)
    if depth and comment:
        draft.comments.append("".join(comment))
    found.append(draft.mailbox())
    return [mailbox for mailbox in found if mailbox != NOBODY]


def _name(words: list[str]) -> str:
    """Return a display name without its quotes: « "Belkacem, Nadia" », « Nadia =?utf-8?q?B=2E?= »."""
    shown = [_ESCAPED.sub(r"\1", word[1:].removesuffix('"')) if word.startswith('"') else word for word in words]
    return " ".join(decode_header("".join(shown)).split()).strip("', ")


def _address(written: str) -> str:
    """Return an addr-spec without route (`@relay:user@host`), decoded, "" when it is none."""
    if written.startswith("@") and ":" in written:
        written = written.partition(":")[2]
    written = decode_header(written.removeprefix("mailto:")).strip("'")
    local, at, domain = written.rpartition("@")
    return written if at and local and domain and " " not in domain else ""


def _ascii_domain(domain: str) -> str:
    domain = domain.lower().rstrip(".")
    if len(domain) > _LONGEST_DOMAIN:  # no domain at all, and its labels take their time
        return domain
    return one_form(domain) or domain
