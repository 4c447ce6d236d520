"""What an agency knows of the address that a mail names in From: asked at once, before looking where it goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select

from mailbot.db import Session
from mailbot.inbound.parsing import ParsedMail
from mailbot.model import Agency, PersonAddress, TeamMember
from mailbot.model_gate import BlockedSender
from mailbot.model_mails import InboundMail
from mailbot.prepared import Prepared
from mailbot.threads.addresses import normal_address
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.identity import FORGED


@dataclass(frozen=True, slots=True)
class Sender:
    """An address, and what an agency knows of it."""

    address: str
    """In its normal form; "" when there is none."""
    person_id: int | None = None
    """Who has it on file."""
    is_blocked: bool = False
    is_in_team: bool = False
    is_away: bool = False
    """A manager of whom it was said that they are away."""
    turn_before: datetime | None = None
    """When the mail came with which this address would have had its turns; none when it wrote less often than that."""


def known_sender(session: Session, agency: Agency | None, mail: ParsedMail, mail_id: int) -> Sender:
    """What an agency knows of the address in From when this mail is taken; nothing without an agency."""
    address = normal_address(mail.sender.address)
    if agency is None or not address:
        return Sender(address)
    turns = profile_of(session, agency).rules.turns_half_hour
    domain = f"@{address.rpartition('@')[2]}"
    [known] = _SENDER.rows(
        session, agency=agency.id, address=address, domain=domain, mail=mail_id, turns=turns - 1
    )  # fmt: skip
    return Sender(address, *known)


_PERSON = (
    select(PersonAddress.person_id)
    .where(PersonAddress.agency_id == bindparam("agency"), PersonAddress.address == bindparam("address"))
    .scalar_subquery()
)
_SENDER = Prepared(
    select(
        _PERSON.label("person"),
        exists()
        .where(
            BlockedSender.agency_id == bindparam("agency"),
            or_(BlockedSender.address == bindparam("address"), BlockedSender.address == bindparam("domain")),
        )
        .label("blocked"),
        exists().where(TeamMember.person_id == _PERSON).label("in_team"),
        exists().where(TeamMember.person_id == _PERSON, TeamMember.absent_until.is_not(None)).label("away"),
        select(InboundMail.received_at)
        .where(InboundMail.sender == bindparam("address"), InboundMail.id < bindparam("mail"))
        .where(InboundMail.trouble != FORGED)  # what others write in somebody's name is no turn of theirs
        .order_by(InboundMail.id.desc())
        .limit(1)
        .offset(bindparam("turns"))
        .scalar_subquery()
        .label("turn_before"),
    )
)
