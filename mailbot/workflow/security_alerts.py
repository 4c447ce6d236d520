"""Somebody asks for money, or calls an order off, and nothing proves that it was the person named: the managers hear of
it at once (G-16)."""

from datetime import datetime, timedelta

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Event
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.apart import record_apart
from mailbot.workflow.identity import Suspect

_AN_HOUR = timedelta(hours=1)


def alert(session: Session, suspect: Suspect, *, now: datetime) -> bool:
    """Tell the managers of a doubtful sender, once an hour for each case, and for each person where there is none. No
    word of the mail is told. Whether they were told now."""
    if not suspect.around.managers or _was_told(session, suspect, now=now):
        return False
    record_apart(
        session, suspect.around, EventKind.SECURITY_ALERTED, actor=None, role=Role.UNKNOWN, now=now,
        mail_id=suspect.mail_id, report_id=suspect.report_id,
        details={
            "what": "sender", "why": suspect.trouble, "about": suspect.person.id, "sender": suspect.sender,
            "name": suspect.person.name, "ref": suspect.ref or None,
        },
    )  # fmt: skip
    return True


def _was_told(session: Session, suspect: Suspect, *, now: datetime) -> bool:
    told = select(Event).where(
        Event.agency_id == suspect.around.agency.id,
        Event.kind == EventKind.SECURITY_ALERTED,
        Event.at > now - _AN_HOUR,
        Event.report_id == suspect.report_id if suspect.report_id is not None else Event.report_id.is_(None),
    )
    events = session.scalars(told).all()
    return any(suspect.report_id is not None or event.facts.get("about") == suspect.person.id for event in events)
