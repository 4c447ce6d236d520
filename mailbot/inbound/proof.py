"""Who sent a mail, as far as its own address proves it, and what is done only once more is proven."""

from enum import IntEnum

from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.threads.participants import Seat


class Proof(IntEnum):
    """The ladder of the house, lowest first."""

    NOTHING = 0
    """P0: no valid token."""
    TOKEN = 1
    """P1: a valid token, but From is not an address of that participant."""
    ADDRESS = 2
    """P2: a valid token, and From is on file."""
    DOMAIN = 3
    """P3: the sender's domain vouches for it too. Nothing asks a domain yet, so no mail proves this much."""


def prove(seat: Seat | None, mail: ParsedMail) -> Proof:
    """How far the sender of a mail to this seat is proven."""
    if seat is None:
        return Proof.NOTHING
    if Trouble.SEVERAL_SENDERS in mail.troubles:
        return Proof.TOKEN  # nobody can say which of them wrote it, DMARC neither (RFC 7489, section 6.6.1)
    return Proof.ADDRESS if seat.has_address(mail.sender.address) else Proof.TOKEN


def needs_echo(seat: Seat, mail: ParsedMail) -> bool:
    """Whether words that bind somebody to pay are shown back, and wait for a button (FEATURES, permission matrix)."""
    return prove(seat, mail) < Proof.DOMAIN
