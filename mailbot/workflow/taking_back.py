"""« Défaire »: what a manager changed in a household is taken back, as long as nothing has been built on it."""

from datetime import date, datetime

from sqlalchemy import select, update

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, Event, Occupancy, Ownership, Participant, Person, Report, Thread
from mailbot.model_mails import OutboundMail
from mailbot.vocabulary import EventKind, LetterKind, Role
from mailbot.workflow import owners, stays
from mailbot.workflow.former_tenants import midnight
from mailbot.workflow.managing import Desk, give_name
from mailbot.workflow.moves import MOVES, hold_home, iso, note_move
from mailbot.workflow.permissions import Act, check

UNDOABLE = (MOVES | {EventKind.DWELLING_RENAMED}) - {EventKind.TENANT_ARRIVED, EventKind.TENANT_DEPARTED}


def may_be_taken_back(session: Session, profile: AgencyProfile, event: Event) -> bool:
    """Whether what an event did still stands, and may be taken back."""
    facts = event.facts
    if "undoes" in facts:
        return False
    match event.kind:
        case EventKind.TENANT_INVITED:
            stay = session.get(Occupancy, facts["stay"])
            return stay is not None and not _has_reported(session, profile, stay)
        case EventKind.DEPARTURE_PLANNED:
            stay = session.get(Occupancy, facts["stay"])
            return stay is not None and facts.get("until") == iso(stay.ends_on) and stays.may_stay_until(
                session, stay, _day(facts.get("was"))
            )  # fmt: skip
        case EventKind.LANDLORD_REGISTERED:
            return session.get(Ownership, facts["owning"]) is not None
        case EventKind.LANDLORD_REMOVED:
            owning = session.get(Ownership, facts["owning"])
            return owning is not None and facts.get("until") == iso(owning.ends_on) and owners.may_own_until(
                session, owning, _day(facts.get("was"))
            )  # fmt: skip
        case EventKind.DWELLING_RENAMED:
            names = _names(session, event)
            return names is not None and dwelling_of_event(session, event).name == names[0]
    return False


def take_back(session: Session, desk: Desk, event: Event, *, now: datetime, by: str = "") -> None:
    """Take back what an event did. Raises Refused(ALREADY_SO) when that does not stand any more, or is built upon."""
    check(Act.REMOVE, desk.role)
    hold_home(session, dwelling_of_event(session, event))
    if not may_be_taken_back(session, desk.profile, event):
        raise Refused(Reason.ALREADY_SO)
    facts, dwelling = event.facts, dwelling_of_event(session, event)
    match event.kind:
        case EventKind.TENANT_INVITED:
            stay = session.get_one(Occupancy, facts["stay"])
            _leave_seats(session, desk.profile, stay, now=now)
            _note(session, desk, event, dwelling, EventKind.DEPARTURE_PLANNED, "invitation_cancelled", now=now, by=by)
            session.delete(stay)
        case EventKind.DEPARTURE_PLANNED:
            stay = session.get_one(Occupancy, facts["stay"])
            stay.ends_on, stay.departure_told_at = _day(facts.get("was")), None
            stays.give_seats_back(session, desk.profile, stay)
            _note(session, desk, event, dwelling, EventKind.DEPARTURE_PLANNED, "departure_undone", now=now, by=by)
        case EventKind.LANDLORD_REGISTERED:
            session.delete(session.get_one(Ownership, facts["owning"]))
            _note(session, desk, event, dwelling, EventKind.LANDLORD_REMOVED, "removed_landlord", now=now, by=by)
        case EventKind.LANDLORD_REMOVED:
            session.get_one(Ownership, facts["owning"]).ends_on = _day(facts.get("was"))
            _note(session, desk, event, dwelling, EventKind.LANDLORD_REGISTERED, "removal_undone", now=now, by=by)
        case EventKind.DWELLING_RENAMED:
            names = _names(session, event)
            assert names is not None
            give_name(session, desk, dwelling, names[1], now=now, by=by)
    session.flush()


def dwelling_of_event(session: Session, event: Event) -> Dwelling:
    """The dwelling that an event is about."""
    return session.scalars(
        select(Dwelling).where(Dwelling.agency_id == event.agency_id, Dwelling.key == event.facts["dwelling"])
    ).one()


def _note(
    session: Session, desk: Desk, undone: Event, dwelling: Dwelling, kind: EventKind, done: str, *, now: datetime,
    by: str,
) -> None:  # fmt: skip
    person = session.get_one(Person, undone.facts["person"])
    kept: dict[str, object] = {name: undone.facts[name] for name in ("stay", "owning", "since") if name in undone.facts}
    note_move(session, desk, dwelling, person, kind, {"done": done, "undoes": undone.id, **kept}, now=now, by=by)


def _names(session: Session, event: Event) -> tuple[str, str] | None:
    """The name that a line of a mail gave to a dwelling, and the one before: its receipt alone has them."""
    letter = session.scalars(
        select(OutboundMail).where(OutboundMail.event_id == event.id, OutboundMail.kind == LetterKind.ACT_DONE)
    ).first()
    return None if letter is None else (letter.facts["name"], letter.facts["former_name"])


def _has_reported(session: Session, profile: AgencyProfile, stay: Occupancy) -> bool:
    theirs = select(Report.id).where(
        Report.dwelling_id == stay.dwelling_id,
        Report.author_id == stay.person_id,
        Report.created_at >= midnight(profile, stay.starts_on),
    )
    return session.scalars(theirs).first() is not None


def _leave_seats(session: Session, profile: AgencyProfile, stay: Occupancy, *, now: datetime) -> None:
    """Whoever was never to come sits in none of the reports of these days."""
    theirs = (
        select(Participant.id)
        .join(Thread, Thread.id == Participant.thread_id)
        .join(Report, Report.id == Thread.report_id)
        .where(Participant.person_id == stay.person_id, Participant.role == Role.TENANT)
        .where(Report.dwelling_id == stay.dwelling_id, Report.created_at >= midnight(profile, stay.starts_on))
    )
    session.execute(update(Participant).where(Participant.id.in_(theirs)).values(revoked_at=now))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
