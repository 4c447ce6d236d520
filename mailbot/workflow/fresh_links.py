"""A link was too old: a new one goes to the address on file, at most once an hour (X-17)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Agency, Person
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import OurPage
from mailbot.vocabulary import Channel, LetterKind, Role
from mailbot.workflow.own_letters import greeting, keep_letters, letter_row

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
    facts = {"days": page.days, "opens": opens, "links": [], "channel": Channel.NONE.value, **greeting(person, role)}
    row = letter_row(agency, person, LetterKind.FRESH_LINK, facts, now=now) | {"participant_id": participant_id}
    keep_letters(session, [row])
