"""A link was too old: a new one goes to the address on file, at most once an hour (X-17)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Agency, OutboundMail, Person
from mailbot.threads.headers import new_message_id
from mailbot.threads.pages import OurPage
from mailbot.vocabulary import Channel, LetterKind, OutboundFate, Role

_ONE = timedelta(hours=1)


def send_fresh_link(
    session: Session, agency: Agency, person: Person, role: Role, page: OurPage, *, now: datetime
) -> None:
    """The letter with a new link to the same page. Silent when one left within the hour."""
    # Two presses at once take their turns: the second one finds the letter of the first.
    session.get_one(Person, person.id, with_for_update=True)
    opens: dict[str, Any] = {"page": page.page.value, "with": page.with_}
    participant_id = None if page.is_own else page.subject
    lately = session.scalars(
        select(OutboundMail).where(
            OutboundMail.person_id == person.id,
            OutboundMail.kind == LetterKind.FRESH_LINK,
            OutboundMail.created_at > now - _ONE,
        )
    )
    if any((each.participant_id, each.facts["opens"]) == (participant_id, opens) for each in lately):
        return
    facts: dict[str, Any] = {"reader": role.value, "name": person.name, "days": page.days}
    facts |= {"opens": opens, "links": []}
    if person.civility and person.family_name:
        facts |= {"civility": person.civility, "family_name": person.family_name}
    session.add(
        OutboundMail(
            agency_id=agency.id, profile_id=agency.profile_id, event_id=None, report_id=None,
            participant_id=participant_id, person_id=person.id, kind=LetterKind.FRESH_LINK, language=person.language,
            recipient=person.addresses[0].address, channel=Channel.NONE,
            message_id=new_message_id(agency.mail_domain), facts=facts, fate=OutboundFate.PENDING, due_at=now,
            created_at=now,
        )
    )  # fmt: skip
    session.flush()
