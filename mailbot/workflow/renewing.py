"""« Renouveler les adresses et les liens »: what somebody else may hold of a person's is made worthless, in one row."""

from datetime import UTC, datetime

from mailbot.db import Session
from mailbot.model import Agency, Event, Person
from mailbot.threads.lives import revoked_from
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.proofs import forget_browsers


def renew_tokens(session: Session, agency: Agency, person: Person, *, by: Person, now: datetime) -> None:
    """From now on no address and no link that this person was ever sent opens anything, and no browser of theirs is
    proven. Letters that leave from now on carry new ones, which work at once; nobody is written to."""
    person.tokens_from = revoked_from(now.astimezone(UTC).date(), person.tokens_from)
    forget_browsers(session, person)
    session.add(
        Event(
            agency_id=agency.id, report_id=None, kind=EventKind.TOKENS_REVOKED, actor_id=by.id, actor_role=Role.MANAGER,
            comment_id=None, mail_id=None, facts={"person": person.id, "from": person.tokens_from.isoformat()}, at=now,
        )
    )  # fmt: skip
    session.flush()
