"""One mail of Bernard's, and what is known of its sender in a world whose DNS a test writes."""

from datetime import UTC, datetime, timedelta

from mailbot.inbound.authentication.authenticating import authenticate
from mailbot.inbound.authentication.results import Authentication
from mailbot.inbound.parsing import parse_mail
from mailbot.names import Names
from mailbot.settings import Trust
from tests.names_server import StaticNames

BERNARD = "b.vasseur@orange.example"
HIS_HOST, STRANGER = "192.0.2.25", "203.0.113.66"
LISTS = "lists.example"
OWN = Trust("own", trusted_forwarders=(LISTS,))
MAIL = (
    b"From: Bernard Vasseur <b.vasseur@orange.example>\r\n"
    b"To: suivi@agence.example\r\n"
    b"Subject: Re: Devis\r\n"
    b"Date: Sat, 21 Nov 2026 10:00:00 +0100\r\n"
    b"Message-ID: <1@orange.example>\r\n"
    b"\r\n"
    b"Oui, je valide.\r\n"
)


def mail_from(sender: str) -> bytes:
    """The same mail with another From."""
    return MAIL.replace(b"Bernard Vasseur <b.vasseur@orange.example>", sender.encode())


def orange(policy: str = "v=DMARC1; p=reject") -> StaticNames:
    """A zone in which Bernard's domain publishes a policy, and its one host."""
    return StaticNames(
        {
            "_dmarc.orange.example": {"TXT": [policy]},
            "orange.example": {"TXT": [f"v=spf1 ip4:{HIS_HOST} -all"]},
        }
    )


def known(
    names: Names | None, raw: bytes = MAIL, *, trust: Trust = OWN, sender: str = BERNARD, peer: str = STRANGER,
    helo: str = "mx.unknown.example", later: timedelta = timedelta(),
) -> Authentication:  # fmt: skip
    """What is known of a mail that came from a host, with an envelope; `later` than now, when signatures are made."""
    now = datetime.now(UTC) + later
    return authenticate(names, trust, raw, parse_mail(raw), mail_from=sender, helo=helo, peer=peer, now=now)
