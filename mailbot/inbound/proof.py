"""Who sent a mail, as far as its own address proves it: the three lowest rungs of the ladder."""

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


def prove(seat: Seat | None, mail: ParsedMail) -> Proof:
    """How far the sender of a mail to this seat is proven."""
    if seat is None:
        return Proof.NOTHING
    if Trouble.SEVERAL_SENDERS in mail.troubles:
        return Proof.TOKEN  # nobody can say which of them wrote it, DMARC neither (RFC 7489, section 6.6.1)
    return Proof.ADDRESS if seat.has_address(mail.sender.address) else Proof.TOKEN
