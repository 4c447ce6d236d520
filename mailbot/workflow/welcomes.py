"""Letters of the first day and of the last one, once each, even when nobody was at work that day (T-20, T-21, B-09)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import (
    Agency,
    Dwelling,
    LandlordContact,
    Occupancy,
    Ownership,
    Participant,
    Person,
    Report,
    Thread,
)
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.former_tenants import LOOKS_FOR, looks_until, own_open
from mailbot.workflow.households import managers_of, stands_on
from mailbot.workflow.own_letters import write_to


def send_welcomes(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Whoever has come is welcomed, whoever has left is told so, and who left a month ago sits nowhere any more."""
    today = now.astimezone(profile.zone).date()
    for stay in _came(session, agency, today):
        welcome(session, agency, profile, stay, now=now)
    for stay in _leave(session, agency, today):
        say_farewell(session, agency, profile, stay, now=now)
    for contact in _registered(session, agency, today):
        welcome_landlord(session, agency, contact, today=today, now=now)
    for seat in _empty_seats(session, agency, today):
        seat.revoked_at = now


def somebody_moves(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether there is anybody to welcome, or to take leave of. It only looks."""
    today = now.astimezone(profile.zone).date()
    return any(find(session, agency, today) for find in (_came, _leave, _registered, _empty_seats))


def welcome(session: Session, agency: Agency, profile: AgencyProfile, stay: Occupancy, *, now: datetime) -> None:
    """« Bienvenue »: told to the newcomer, and in their digest to the managers, once."""
    person, dwelling, around = _around(session, agency, profile, stay, now=now)
    stay.welcomed_at = now
    record_apart(
        session, around, EventKind.TENANT_ARRIVED, actor=None, role=Role.UNKNOWN, now=now, concerned=person,
        details={
            "dwelling": dwelling.key, "person": person.id, "home": dwelling.name,
            "numbers": profile.emergency.model_dump(),
        },
    )  # fmt: skip


def say_farewell(session: Session, agency: Agency, profile: AgencyProfile, stay: Occupancy, *, now: datetime) -> None:
    """« Votre départ est enregistré »: told to who leaves, and to the managers with the reports that pass to them."""
    person, dwelling, around = _around(session, agency, profile, stay, now=now)
    assert stay.ends_on is not None, "the day of departure is known"
    stay.departure_told_at = now
    until = looks_until(stay.ends_on)
    still_looks = until >= now.astimezone(profile.zone).date()
    record_apart(
        session, around, EventKind.TENANT_DEPARTED, actor=None, role=Role.UNKNOWN, now=now, concerned=person,
        details={
            "dwelling": dwelling.key, "person": person.id, "home": dwelling.name, "on": stay.ends_on.isoformat(),
            "until": until.isoformat() if still_looks else None,
            "reports": [report.ref for report in own_open(session, stay)],
        },
    )  # fmt: skip


def welcome_landlord(
    session: Session, agency: Agency, contact: LandlordContact, *, today: date, now: datetime
) -> None:  # fmt: skip
    """« Le suivi technique de vos biens »: once to each person who speaks for an owner, whatever they own later."""
    person = session.get_one(Person, contact.person_id)
    known_already = select(LandlordContact).where(
        LandlordContact.person_id == person.id, LandlordContact.welcomed_at.is_not(None)
    )
    is_known = session.scalars(known_already).first() is not None
    contact.welcomed_at = now
    session.flush()
    if not is_known:
        write_to(
            session, agency, person, Role.LANDLORD, LetterKind.WELCOME_LANDLORD, {"pages": ["cases"]},
            channel=Channel.PRIVATE, now=now,
        )  # fmt: skip


def _around(
    session: Session, agency: Agency, profile: AgencyProfile, stay: Occupancy, *, now: datetime
) -> tuple[Person, Dwelling, Around]:
    dwelling = session.get_one(Dwelling, stay.dwelling_id)
    managers = managers_of(session, dwelling, today=now.astimezone(profile.zone).date())
    return session.get_one(Person, stay.person_id), dwelling, Around(agency, managers)


# -- Who is concerned today -------------------------------------------------------------------------------------------


def _came(session: Session, agency: Agency, today: date) -> Sequence[Occupancy]:
    return _stays(session, agency, Occupancy.welcomed_at.is_(None) & (Occupancy.starts_on <= today))


def _leave(session: Session, agency: Agency, today: date) -> Sequence[Occupancy]:
    """On the last day itself: the rights end at its 24:00."""
    return _stays(session, agency, Occupancy.departure_told_at.is_(None) & (Occupancy.ends_on <= today))


def _stays(session: Session, agency: Agency, wanted: ColumnElement[bool]) -> Sequence[Occupancy]:
    return session.scalars(
        select(Occupancy).where(Occupancy.agency_id == agency.id, wanted).order_by(Occupancy.id)
    ).all()


def _registered(session: Session, agency: Agency, today: date) -> Sequence[LandlordContact]:
    return session.scalars(
        select(LandlordContact)
        .join(Ownership, Ownership.landlord_id == LandlordContact.landlord_id)
        .where(Ownership.agency_id == agency.id, LandlordContact.welcomed_at.is_(None), stands_on(Ownership, today))
        .order_by(LandlordContact.landlord_id, LandlordContact.person_id)
        .distinct()
    ).all()


def _empty_seats(session: Session, agency: Agency, today: date) -> Sequence[Participant]:
    """The seats of tenants in the reports of a home that they left more than thirty days ago, and are not back in."""
    last = today - LOOKS_FOR
    stayed = select(Occupancy.id).where(
        Occupancy.person_id == Participant.person_id, Occupancy.dwelling_id == Report.dwelling_id
    )
    lately = stayed.where(or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= last))
    return session.scalars(
        select(Participant)
        .join(Thread, Thread.id == Participant.thread_id)
        .join(Report, Report.id == Thread.report_id)
        .where(
            Participant.agency_id == agency.id,
            Participant.role == Role.TENANT,
            Participant.revoked_at.is_(None),
            stayed.exists(),
            ~lately.exists(),
        )
    ).all()
