"""What is said at the door, as values without a socket: envelopes, limits, answers, addresses."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mailbot.domains import one_form
from mailbot.errors import TryAgain
from mailbot.files.limits import MOST_OCTETS


class Judgement(StrEnum):
    """What is known of a recipient before its mail has come, without the database."""

    ACCEPTED = "accepted"
    FORGED = "forged"
    """It has the look of an address of ours, and its seal is wrong."""
    UNKNOWN = "unknown"
    """Our domain, and nobody's address."""
    NOT_OURS = "not_ours"
    """Somebody else's domain: taking it would make an open relay of us."""
    TRY_AGAIN = "try_again"
    TOO_OFTEN = "too_often"
    """Ours, and it has had its mails of these minutes."""
    NO_ROOM = "no_room"
    """Ours, and so many mails wait already that nobody's, or none of this address, find room."""


class Kept(StrEnum):
    """What became of a mail for one of its recipients, once the transaction is over."""

    KEPT = "kept"
    ALREADY_KEPT = "already_kept"
    """The sender missed our first 250 and sends again: the same 250, and nothing done twice."""
    TRY_AGAIN = "try_again"
    NO_ROOM = "no_room"
    """So many wait to be written down that this one was not taken."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What was said before a mail's own bytes."""

    peer: str
    """The client's IP address; empty on a Unix socket."""
    helo: str
    """The name that the client gave itself: nothing proves it."""
    mail_from: str
    """Empty for the null sender of bounces. Here and below: local part as given, domain lower-case in A-labels."""
    recipients: tuple[str, ...]
    """Accepted by the judge, in the order they came, each once."""
    tls: bool
    smtputf8: bool
    proto: str
    """As in Received: "ESMTPS", "LMTP"…"""
    prepended: int = 0
    """How many of the first octets of the raw mail are our own Received field. It holds the time, so a mail that is
    sent twice is the same only after them: fingerprint `raw[prepended:]`."""


class Judge(Protocol):
    """Decides on one recipient, at once and without the database."""

    def __call__(self, recipient: str) -> Judgement:
        """`recipient` as in `Envelope`, or a bare "postmaster" in any case (RFC 5321 4.5.1). A raise is a 451."""


class Keeper(Protocol):
    """Keeps a mail for good."""

    async def __call__(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        """One answer for each of `envelope.recipients`, in their order, once all is committed and fsynced.

        It runs to its end even when the client has gone meanwhile, and may be handed the same mail again. Raises
        `TryAgain` when nothing was kept; anything else that it raises is a fault, and a 451 as well.
        """


class NoRoom(TryAgain):
    """Nothing was kept because the disk must not get any fuller: a 452."""


@dataclass(frozen=True, slots=True)
class DoorLimits:
    """How much one client may ask of us."""

    message_size: int = MOST_OCTETS
    """Octets. In binary megabytes: the 25 MB of files that Gmail lets through are 35.9 million octets once encoded."""
    recipients: int = 100
    """A mail (RFC 5321 4.5.3.1.8)."""
    commands: int = 1000
    """A connection, counted anew after each kept mail: a front server may hold its connection for as long as it brings
    mail, and a loop of NOOP has an end."""
    connections_a_peer: int = 50
    """An IPv4 address or an IPv6 /64; not counted on a Unix socket."""
    connections: int = 2000
    connections_a_minute: float = 0.0
    """Of one peer. Here and in the three below: five minutes' worth may come at once, and 0 is no bound."""
    mails_a_minute: float = 0.0
    """Of one peer."""
    mails_of_a_sender: float = 0.0
    """A minute, of one envelope's sender and one peer."""
    wrong_addresses: float = 0.0
    """A minute, of one peer: forged, unknown, or of other domains. Whoever names more is turned away for a while."""
    octets_in_hand: int = 256 * 1024 * 1024
    """Of all the mails that are coming in or being kept, together: they are held in memory until they are kept. One
    peer may have half of it; and an eighth more is for small mails."""
    short_idle_seconds: float = 10.0
    """Instead of `idle_seconds`, while four fifths of all connections are taken."""
    short_session_seconds: float = 60.0
    """From then on, in the same case, a mail has to come at `short_octets_a_second` or more."""
    short_octets_a_second: float = 1000.0
    session_seconds: float = 3600.0
    """A connection, counted anew after each kept mail: one octet a minute looks busy and is no mail."""
    idle_seconds: float = 300.0
    """Between two commands, or two blocks of data (RFC 5321 4.5.3.2.7 wants five minutes)."""
    handshake_seconds: float = 30.0
    """For a whole TLS handshake."""
    errors: int = 20
    """Permanent refusals before we hang up."""
    command_length: int = 2048
    """Octets, with CRLF. Lines of data have no limit but the mail's: real mail has lines of 100 kB."""


RECIPIENT_ANSWERS = {
    Judgement.ACCEPTED: "250 2.1.5 Ok",
    # One sentence for both: whoever tries seals at random is not told when he comes near.
    Judgement.FORGED: "550 5.1.1 There is no such address here",
    Judgement.UNKNOWN: "550 5.1.1 There is no such address here",
    Judgement.NOT_OURS: "550 5.7.1 This server does not pass mail on to other domains",
    Judgement.TRY_AGAIN: "451 4.3.0 This address cannot be looked up just now, please try again later",
    Judgement.TOO_OFTEN: "451 4.7.1 This address has had many mails just now, please send yours again later",
    Judgement.NO_ROOM: "452 4.3.1 Many mails wait here just now, please send yours again later",
}

NOT_KEPT = "451 4.3.0 Your mail could not be kept just now, please send it again later"
NOT_DONE = "451 4.3.0 This could not be done just now, please try again later"
NO_ROOM = "452 4.3.1 There is no room for your mail just now, please send it again later"
TOO_BIG = "552 5.3.4 Your mail is larger than this server takes"

WRONG = frozenset({Judgement.FORGED, Judgement.UNKNOWN, Judgement.NOT_OURS})
"""Whoever names such addresses again and again guesses."""

PUT_OFF = {Judgement.TOO_OFTEN: "mails_of_an_address", Judgement.NO_ROOM: "no_room"}
"""How the log and the metrics name what a judge puts off."""

TURNED_AWAY = {
    "closing": "421 4.3.2 This server is closing, please come back later",
    "connections": "421 4.3.2 Too many connections, please come back later",
    "connections_of_a_peer": "421 4.7.0 Too many connections from your address, please come back later",
    "connections_too_often": "421 4.7.0 Too many connections in a short time, please come back later",
    "too_slow": "421 4.3.2 Many others are waiting, please come back later",
    "wrong_addresses": "421 4.7.0 Too many addresses that are not here, please come back later",
    "mails_of_a_peer": "451 4.7.1 Too many mails from your address just now, please send yours again later",
    "mails_of_a_sender": "451 4.7.1 Too many mails from this sender just now, please send yours again later",
}
"""Why somebody is sent away for now, as the log and the metrics name it, and what is answered."""

KEPT_ANSWERS = {
    Kept.KEPT: "250 2.0.0 Your mail is kept",
    Kept.ALREADY_KEPT: "250 2.0.0 Your mail is kept",
    Kept.TRY_AGAIN: NOT_KEPT,
    Kept.NO_ROOM: NO_ROOM,
}

ENHANCED = {
    "221": "2.0.0",
    "250": "2.0.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "530": "5.7.0",
    "552": "5.3.4",
    "553": "5.1.3",
    "555": "5.5.4",
}
"""The enhanced status of each plain code that aiosmtpd answers with (RFC 3463, RFC 5248)."""


def with_enhanced_status(answer: str) -> str:
    """One answer line with its enhanced status code, as RFC 2034 wants on all but greetings and 3yz."""
    if answer[5:6] == "." or (status := ENHANCED.get(answer[:3])) is None:
        return answer
    return f"{answer[:3]} {status} {answer[4:]}"


# RFC 5321 4.1.2, with what senders really write: dots anywhere, and no brackets. No choice in it can be made twice,
# so it takes linear time. A source route before the address is dropped, as appendix C of the RFC asks.
_WORD = r'[^\s<>@"\\\x00-\x1f\x7f]+'
_QUOTED = r'"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])*"'
_ADDRESS = rf"(?P<local>{_QUOTED}|{_WORD})(?:@(?P<domain>{_WORD}))?"
_PATH = re.compile(rf"<(?:@[^:<>]+:)?{_ADDRESS}>(?= |\Z)")
_BARE_PATH = re.compile(rf"{_ADDRESS}(?= |\Z)")

NULL_PATH = "<>"
LONGEST_ADDRESS = 320
"""64 octets before the @ and 255 behind it (RFC 5321 4.5.3.1): what a row of the database has room for. Around a sealed
address any length of blanks, signs that nobody sees and rewritten paths would be understood."""


def read_path(text: str) -> tuple[str, str] | None:
    """The address at the start of a MAIL or RCPT argument, and the parameters after it; None when it is no address.

    The local part is as given, the domain in its one form. `NULL_PATH` stands for the empty reverse-path of bounces;
    the domain may be absent (`<postmaster>`, RFC 5321 4.5.1): whether that is right is for the command to say.
    """
    if text.startswith(NULL_PATH):
        return (NULL_PATH, text[2:]) if text[2:3] in {"", " "} else None
    found = (_PATH if text.startswith("<") else _BARE_PATH).match(text)
    if found is None:
        return None
    local, domain = found["local"], found["domain"]
    if domain is None:
        return local, text[found.end() :]
    domain = one_form(domain)
    return None if domain is None else (f"{local}@{domain}", text[found.end() :])


def sender_refusal(address: str, *, utf8: bool) -> str | None:
    """What a MAIL is answered whose address cannot be a sender's. `utf8`: SMTPUTF8 was said."""
    if address != NULL_PATH and "@" not in address:
        return "553 5.1.7 A sender's address has a domain"
    return None if _can_be_said(address, utf8=utf8) else _NEEDS_UTF8


def recipient_refusal(address: str, *, utf8: bool) -> str | None:
    """What a RCPT is answered whose address cannot be a recipient's."""
    if "@" not in address and address.lower() != "postmaster":
        return "553 5.1.3 A recipient's address has a domain"
    if len(address) > LONGEST_ADDRESS:
        return "553 5.1.3 A recipient's address is not as long as that"
    return None if _can_be_said(address, utf8=utf8) else _NEEDS_UTF8


_NEEDS_UTF8 = "553 5.6.7 An address with such letters needs SMTPUTF8"


def _can_be_said(address: str, *, utf8: bool) -> bool:
    if address.isascii():
        return True
    # aiosmtpd hands octets that are not UTF-8 over as lone surrogates.
    return utf8 and not any("\ud800" <= letter <= "\udfff" for letter in address)


def size_said(options: list[str]) -> int:
    """What a client says that its mail weighs (RFC 1870); 0 when it does not say."""
    said = next((option[5:] for option in options if option[:5].upper() == "SIZE="), "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else 0


def plain_peer(host: str) -> str:
    """An IP address in the one form in which clients are counted."""
    host = host.partition("%")[0]
    return host.removeprefix("::ffff:") if "." in host else host
