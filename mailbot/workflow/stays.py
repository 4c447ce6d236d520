"""Tenants come and leave on a day that a manager wrote down: what is checked, and what it changes (S1-69, S1-70)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Dwelling, Occupancy, Participant, Person, Report, Thread
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.former_tenants import midnight
from mailbot.workflow.managing import Desk
from mailbot.workflow.moves import Wrong, day_trouble, hold_home, iso, note_move
from mailbot.workflow.on_file import address_trouble, name_trouble, person_for, same_name
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.welcomes import say_farewell, welcome


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A tenant as a manager writes them down."""

    name: str
    address: str
    arrival: date | None
    departure: date | None = None
    on_lease: bool = True
    language: str = ""
    """Of somebody whom we do not know yet; the agency's when nobody said."""


def troubles_of(session: Session, desk: Desk, dwelling: Dwelling, newcomer: Newcomer) -> dict[str, str]:
    """What must be put right before this person is invited: a code by the name of its field."""
    found = {
        "name": name_trouble(newcomer.name),
        "address": address_trouble(session, desk.agency, newcomer.name, newcomer.address),
        "arrival": day_trouble(newcomer.arrival) or ("missing_date" if newcomer.arrival is None else ""),
        "departure": day_trouble(newcomer.departure),
    }
    arrival, departure = newcomer.arrival, newcomer.departure
    if arrival is not None and departure is not None and departure < arrival:
        found["departure"] = found["departure"] or "before_arrival"
    if arrival is not None and not any(found.values()) and _is_there(session, desk.agency, dwelling, newcomer):
        found["arrival"] = "already_there"
    return {field: code for field, code in found.items() if code}


def warnings_of(newcomer: Newcomer, *, today: date) -> list[str]:
    """What is allowed and worth a second look, as codes."""
    if newcomer.departure is not None and newcomer.departure < today:
        return ["stay_is_over"]
    return ["arrival_is_past"] if newcomer.arrival is not None and newcomer.arrival < today else []


def invite_tenant(
    session: Session, desk: Desk, dwelling: Dwelling, newcomer: Newcomer, *, now: datetime, command: str = "",
    by: str = "",
) -> Occupancy:  # fmt: skip
    """Somebody comes to live in a dwelling. Before that day nothing leaves, and they have no right; when it has come
    already, they are welcomed at once.

    Raises Wrong, or Refused(NOT_YOURS_TO_SAY) for anybody but a manager. `command`: the line of a mail that asked.
    """
    check(Act.INVITE, desk.role)
    hold_home(session, dwelling)
    if troubles := troubles_of(session, desk, dwelling, newcomer):
        raise Wrong(troubles)
    assert newcomer.arrival is not None
    today = now.astimezone(desk.profile.zone).date()
    person = person_for(
        session, desk.agency, name=newcomer.name, address=newcomer.address, language=newcomer.language, now=now
    )  # fmt: skip
    # Of a stay that is over there is nothing to tell.
    is_over = now if newcomer.departure is not None and newcomer.departure < today else None
    stay = Occupancy(
        agency_id=desk.agency.id, dwelling_id=dwelling.id, person_id=person.id, on_lease=newcomer.on_lease,
        starts_on=newcomer.arrival, ends_on=newcomer.departure, welcomed_at=is_over, departure_told_at=is_over,
    )  # fmt: skip
    session.add(stay)
    session.flush()
    give_seats_back(session, desk.profile, stay)
    details = {
        "done": "invited_tenant", "place": f"{dwelling.key}, {dwelling.name}", "name": person.name,
        "since": stay.starts_on.isoformat(), "until": iso(stay.ends_on), "stay": stay.id,
        "warning": next(iter(warnings_of(newcomer, today=today)), None),
    }  # fmt: skip
    note_move(session, desk, dwelling, person, EventKind.TENANT_INVITED, details, now=now, command=command, by=by)
    if stay.welcomed_at is None and stay.starts_on <= today:
        welcome(session, desk.agency, desk.profile, stay, now=now)
    return stay


def stays_at(session: Session, dwelling: Dwelling) -> list[Occupancy]:
    """Every stay in a dwelling, past, present and to come, the earliest first."""
    found = select(Occupancy).where(Occupancy.dwelling_id == dwelling.id).order_by(Occupancy.starts_on, Occupancy.id)
    return list(session.scalars(found))


def departure_troubles(stay: Occupancy, last_day: date | None, *, today: date) -> dict[str, str]:
    """What must be put right before this departure is written down. None: the day of today."""
    if stay.ends_on is not None and stay.ends_on < today:
        return {"departure": "gone_already"}
    if last_day is not None and (trouble := day_trouble(last_day)):
        return {"departure": trouble}
    # « Today », of somebody who is still to come: the invitation falls.
    if last_day is not None and last_day != today and last_day < stay.starts_on:
        return {"departure": "before_arrival"}
    return {}


def remove_tenant(
    session: Session, desk: Desk, stay: Occupancy, last_day: date | None, *, now: datetime, command: str = "",
    by: str = "",
) -> None:  # fmt: skip
    """A tenant leaves at 24:00 on a day; none: today. Whoever was still to come is not, and is told nothing.

    Raises Wrong, or Refused(NOT_YOURS_TO_SAY) for anybody but a manager; Refused(ALREADY_SO) when it is known.
    """
    check(Act.REMOVE, desk.role)
    today = now.astimezone(desk.profile.zone).date()
    if troubles := departure_troubles(stay, last_day, today=today):
        raise Wrong(troubles)
    last_day = last_day or today
    if stay.ends_on == last_day:
        raise Refused(Reason.ALREADY_SO)
    dwelling = session.get_one(Dwelling, stay.dwelling_id)
    person = session.get_one(Person, stay.person_id)
    is_cancelled = last_day < stay.starts_on
    details = {
        "done": "invitation_cancelled" if is_cancelled else "departure", "place": f"{dwelling.key}, {dwelling.name}",
        "name": person.name, "since": stay.starts_on.isoformat(), "until": None if is_cancelled else iso(last_day),
        "stay": stay.id, "was": iso(stay.ends_on),
        "warning": "departure_is_past" if last_day < today and not is_cancelled else None,
    }  # fmt: skip
    note_move(session, desk, dwelling, person, EventKind.DEPARTURE_PLANNED, details, now=now, command=command, by=by)
    if is_cancelled:
        session.delete(stay)
        session.flush()
        return
    stay.ends_on, stay.departure_told_at = last_day, None
    session.flush()
    if last_day <= today:
        say_farewell(session, desk.agency, desk.profile, stay, now=now)


def stay_named(session: Session, desk: Desk, dwelling: Dwelling, who: str, *, today: date) -> list[Occupancy]:
    """The stays that are not over of whoever is named so there, by address or by name."""
    there = [stay for stay in stays_at(session, dwelling) if stay.ends_on is None or stay.ends_on >= today]
    if "@" in who:
        person = person_at(session, desk.agency.id, who)
        return [stay for stay in there if person is not None and stay.person_id == person.id]
    return [stay for stay in there if same_name(session.get_one(Person, stay.person_id).name, who)]


def may_stay_until(session: Session, stay: Occupancy, last_day: date | None) -> bool:
    """Whether a stay may end on this day, or on none: no other stay of the same person there is in its way."""
    others = select(Occupancy).where(
        Occupancy.dwelling_id == stay.dwelling_id, Occupancy.person_id == stay.person_id, Occupancy.id != stay.id
    )
    return all(
        (last_day is not None and other.starts_on > last_day)
        or (other.ends_on is not None and other.ends_on < stay.starts_on)
        for other in session.scalars(others)
    )


def give_seats_back(session: Session, profile: AgencyProfile, stay: Occupancy) -> None:
    """Whoever is written down again, for days that they have had already, sits again where they sat in those days."""
    began = midnight(profile, stay.starts_on)
    theirs = (
        select(Participant.id)
        .join(Thread, Thread.id == Participant.thread_id)
        .join(Report, Report.id == Thread.report_id)
        .where(Participant.person_id == stay.person_id, Participant.role == Role.TENANT)
        .where(Report.dwelling_id == stay.dwelling_id, Report.created_at >= began)
    )
    session.execute(update(Participant).where(Participant.id.in_(theirs)).values(revoked_at=None))


def _is_there(session: Session, agency: Agency, dwelling: Dwelling, newcomer: Newcomer) -> bool:
    """Whether the person of this address lives there already on one of these days."""
    person = person_at(session, agency.id, newcomer.address)
    if person is None:
        return False
    theirs = [stay for stay in stays_at(session, dwelling) if stay.person_id == person.id]
    return any(
        (newcomer.departure is None or stay.starts_on <= newcomer.departure)
        and (stay.ends_on is None or newcomer.arrival is None or stay.ends_on >= newcomer.arrival)
        for stay in theirs
    )
