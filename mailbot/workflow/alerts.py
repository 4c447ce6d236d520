"""How often somebody wants ordinary news: their own choice, and nobody else's (SM7, S1-26)."""

from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Event, Person
from mailbot.vocabulary import Alerts, EventKind, Role
from mailbot.workflow.journal import Spans, noted

_CHOOSE = frozenset({Role.TENANT, Role.LANDLORD, Role.MANAGER})


def set_alerts(
    session: Session, person: Person, role: Role, alerts: Alerts, *, now: datetime, mail_id: int | None = None,
    by: str = "", because: Spans = (),
) -> Event:  # fmt: skip
    """From now on, ordinary news come at once or once a day. What waits already leaves with the next digest.

    Raises Refused(NOT_YOURS_TO_SAY) for a provider, and Refused(ALREADY_SO) when nothing would change.
    """
    if role not in _CHOOSE:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    if person.alerts is alerts:
        raise Refused(Reason.ALREADY_SO)
    person.alerts = alerts
    way = {"by": by} if by else {}
    event = Event(
        agency_id=person.agency_id, report_id=None, kind=EventKind.ALERTS_CHANGED, actor_id=person.id, actor_role=role,
        comment_id=None, mail_id=mail_id, facts=noted(because, alerts=alerts.value) | way, at=now,
    )  # fmt: skip
    session.add(event)
    session.flush()
    return event
