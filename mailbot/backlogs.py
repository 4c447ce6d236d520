"""Where most waits, by agency: for whoever looks after a house of many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from mailbot.db import Session
from mailbot.model import Agency
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.status import waits_for_a_person
from mailbot.threads.addresses import domain_of


@dataclass(frozen=True, slots=True)
class AgencyBacklog:
    """What waits in one agency."""

    agency: str
    mails: int
    letters: int
    for_a_person: int

    @property
    def sum(self) -> int:
        """All of it."""
        return self.mails + self.letters + self.for_a_person


def backlogs(session: Session, *, most: int = 5) -> Sequence[AgencyBacklog]:
    """The agencies in which most waits, the fullest first; those in which nothing does are left out."""
    waiting = select(InboundMail.recipient, func.count()).where(InboundMail.due_at.is_not(None))
    mails = Counter[str]()
    for recipient, count in session.execute(waiting.group_by(InboundMail.recipient)):
        mails[domain_of(recipient)] += count  # whose it is stands on the row once it is taken
    letters = _by_agency(session, OutboundMail, OutboundMail.due_at.is_not(None))
    people = _by_agency(session, InboundMail, waits_for_a_person())
    agencies = session.execute(
        select(Agency.id, Agency.key, Agency.mail_domain).where(
            Agency.id.in_({*letters, *people}) | Agency.mail_domain.in_(mails)
        )
    )
    found = [AgencyBacklog(row.key, mails[row.mail_domain], letters[row.id], people[row.id]) for row in agencies]
    return sorted(found, key=lambda each: (-each.sum, each.agency))[:most]


def _by_agency(
    session: Session, table: type[InboundMail] | type[OutboundMail], waits: ColumnElement[bool]
) -> Counter[int]:
    rows = session.execute(
        select(table.agency_id, func.count()).where(waits, table.agency_id.is_not(None)).group_by(table.agency_id)
    )
    return Counter({agency: count for agency, count in rows if agency is not None})
