"""Who wrote a mail, and how far that is proven: asked once for each mail, and every road goes by the answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, Self

from mailbot.db import Session
from mailbot.domains import one_form
from mailbot.inbound.authentication.dmarc import is_aligned
from mailbot.inbound.authentication.results import Authentication, Result
from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.inbound.senders import Sender
from mailbot.model import Person
from mailbot.threads.addresses import normal_address
from mailbot.threads.damage import mended_address
from mailbot.workflow.identity import VOUCHED


class Proof(IntEnum):
    """The ladder of the house, lowest first. P4 is no mail's: a button pressed in a browser that is proven."""

    NOTHING = 0
    """P0: no valid token, and nobody whom we know."""
    TOKEN = 1
    """P1: a valid token, but From is not on file for it; or its own domain disowns the mail, whoever it is from."""
    ADDRESS = 2
    """P2: From is on file, and nothing says that it is forged."""
    DOMAIN = 3
    """P3: and its domain stands for it."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """What somebody has said of a mail since it came: « oui, c'était bien moi » (X-11)."""

    steps: tuple[list[Any], ...] = ()
    """As the trail keeps them."""
    person_id: int = 0
    """Who said so; 0 when nobody did."""
    question: str = ""
    """The mark of what they were asked when the mail came: an « ok » answers that, and nothing that was asked since."""

    @classmethod
    def in_trail(cls, trail: Sequence[Sequence[Any]]) -> Self:
        steps = [list(step) for step in trail if step and step[0] == VOUCHED]
        return cls(tuple(steps[-1:]), int(steps[-1][1]), str(steps[-1][2])) if steps else cls()


NOBODY_YET = Vouched()
_TAGS = re.compile(r"(?:^|;)\s*([dh])\s*=([^;]*)")
_BLANKS = re.compile(r"\s+")
_ON_ITS_WAY = timedelta(days=5)
"""RFC 5321, section 4.5.4.1: servers give up after four or five days."""
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who a mail says that it is from, and how far that is proven."""

    address: str
    """In its normal form; "" when there is none."""
    claims: Person | None
    """Whom From names, of those on file. Whether it was them is another matter."""
    proof: Proof
    trouble: str = ""
    """Why no one person can be meant at all, as a code."""
    question: str | None = None
    """Of a mail that was held and let in: the mark of what its writer was asked when it came."""

    @property
    def person(self) -> Person | None:
        """Who may be taken to have written it; nobody, for a mail that may be forged."""
        return self.claims if self.proof >= Proof.ADDRESS else None

    @property
    def is_forged(self) -> bool:
        """Whether it names somebody on file, and their own domain disowns it."""
        return self.claims is not None and self.proof < Proof.ADDRESS


def who_wrote(
    session: Session, sender: Sender, mail: ParsedMail, authentication: Authentication, vouched: Vouched = NOBODY_YET,
    *, recipient: str, received_at: datetime,
) -> Writer:  # fmt: skip
    """Who wrote a mail to an agency. Every road asks this, and nothing else, so that none of them forgets to."""
    if Trouble.SEVERAL_SENDERS in mail.troubles:
        return Writer("", None, Proof.NOTHING, "several_senders")
    address = sender.address
    if not address:
        return Writer("", None, Proof.NOTHING, "no_sender")
    claims = session.get_one(Person, sender.person_id) if sender.person_id is not None else None
    if claims is None:
        return Writer(address, None, Proof.NOTHING)
    if claims.id == vouched.person_id:
        # They have said that it was them, without having been shown a word of it: money in it is still shown back.
        return Writer(address, claims, Proof.ADDRESS, question=vouched.question)
    proof = _on_file(authentication)
    if proof is Proof.DOMAIN and is_carried(mail, authentication, recipient, received_at):
        proof = Proof.ADDRESS
    return Writer(address, claims, proof)


def is_carried(mail: ParsedMail, authentication: Authentication, recipient: str, received_at: datetime) -> bool:
    """Whether somebody else may have brought it: a signature says who wrote, and neither who sends nor when. One that
    is not for the address to which it came, or is of another week, is no yes to what is asked here now.

    What its signature does not cover may be anybody's. A copy of within a week is known by its words (`twice`), so that
    this must not be longer.
    """
    if authentication.spf.result is Result.PASS and is_aligned(
        authentication.spf.domain, authentication.from_domain, strict=False
    ):
        return False  # a host of their own brought it
    signed = _signed_fields(mail, authentication.from_domain)
    if not signed >= {"date", "message-id"}:
        return True
    of_author = (*(mail.to if "to" in signed else ()), *(mail.cc if "cc" in signed else ()))
    named = {normal_address(mended_address(each.address)) for each in of_author}
    if normal_address(mended_address(recipient)) not in named:
        return True
    return mail.date is None or not received_at - _ON_ITS_WAY <= mail.date <= received_at + _CLOCKS_DIFFER


def _signed_fields(mail: ParsedMail, domain: str) -> frozenset[str]:
    """The fields that all signatures of a domain cover: one of them is the one that holds, whichever that is."""
    found: list[frozenset[str]] = []
    for value in mail.headers_named("dkim-signature"):
        tags = {name: _BLANKS.sub("", said).lower() for name, said in _TAGS.findall(value)}
        if "d" not in tags or is_aligned(one_form(tags["d"]) or "", domain, strict=False):
            found.append(frozenset(tags.get("h", "").split(":")))
    return frozenset.intersection(*found) if found else frozenset()


def _on_file(authentication: Authentication) -> Proof:
    """What a mail from an address on file proves. Trouble in the DNS is no proof, and no suspicion."""
    if authentication.fails:
        return Proof.TOKEN
    return Proof.DOMAIN if authentication.passes else Proof.ADDRESS
