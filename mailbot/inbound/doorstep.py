"""Who writes to the intake address, what they are to us today, and which homes their mail may be about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.known_orders import to_thread
from mailbot.inbound.orders_named import order_named
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.fresh_text import fresh_text
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.routes import Route, ToIntake, ToManagers, ToThread
from mailbot.model import Agency, Dwelling, Occupancy, Person, Report
from mailbot.threads.participants import Chair, Seat, seat_of, seat_people
from mailbot.vocabulary import Channel, EventKind, InboundFate, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around
from mailbot.workflow.follow_up import reports_of_tenant
from mailbot.workflow.households import (
    KnownHome,
    all_homes,
    homes_of_landlord,
    homes_of_tenant,
    is_in_team,
    is_provider,
    known_homes,
    last_home_of_tenant,
    managers_of,
    managers_of_agency,
)
from mailbot.workflow.reports import SERIES
from mailbot.workflow.scene import Scene, private_side, set_scene

_REFERENCE = re.compile(rf"\b{SERIES}[- ]?(\d{{1,9}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to an agency today: their first role, and the homes that they may report about."""

    role: Role
    homes: Sequence[KnownHome]


def standing_of(session: Session, agency: Agency, person: Person, *, now: datetime) -> Standing:
    """What a person is to us. A manager speaks of any home; somebody who rents one and owns another, of both."""
    today = now.astimezone(profile_of(session, agency).zone).date()
    if is_in_team(session, person.id):
        return Standing(Role.MANAGER, all_homes(session, agency.id, today=today))
    rented = homes_of_tenant(session, person.id, today=today)
    owned = [home for home in homes_of_landlord(session, person.id, today=today) if home not in rented]
    homes = (
        *known_homes(session, rented, Role.TENANT, today=today),
        *known_homes(session, owned, Role.LANDLORD, today=today),
    )
    if homes:
        return Standing(homes[0].role, homes)
    return Standing(Role.PROVIDER if is_provider(session, person.id) else Role.UNKNOWN, ())


def find_at_intake(
    session: Session, agency: Agency, person: Person, mail: ParsedMail, clarified: Clarified, *, received_at: datetime,
    now: datetime,
) -> Route:  # fmt: skip
    """Where a mail to the intake address belongs, when we know its sender."""
    stands = standing_of(session, agency, person, now=now)
    if not stands.homes:
        order = order_named(session, agency, person, mail, received_at=received_at, now=now)
        return order or without_home(session, agency, person, stands, received_at=received_at, now=now)
    if (thread := _thread_named(session, agency, person, stands, mail, received_at=received_at, now=now)) is not None:
        return thread
    around = around_homes(session, agency, stands, now=now)
    homes = {home.dwelling_id: home for home in stands.homes}
    home = homes.get(clarified.dwelling_id)
    if home is None and len(homes) == 1 and stands.role is not Role.MANAGER:
        home = stands.homes[0]
    standpoint = _standpoint(
        session, agency, person, home.role if home is not None else stands.role, received_at=received_at
    )
    if clarified.is_unplaced:
        return ToManagers(
            around, EventKind.MAIL_LEFT_UNROUTED, "home_unknown", InboundFate.PARKED, person, standpoint
        )  # fmt: skip
    return ToIntake(around, person, stands.homes, home, standpoint, clarified)


def around_homes(session: Session, agency: Agency, stands: Standing, *, now: datetime) -> Around:
    """The managers who answer for somebody's homes; for somebody without one, those in charge."""
    today = now.astimezone(profile_of(session, agency).zone).date()
    if stands.role is Role.MANAGER or not stands.homes:
        return Around(agency, managers_of_agency(session, agency.id, today=today))
    dwellings = session.scalars(select(Dwelling).where(Dwelling.id.in_([home.dwelling_id for home in stands.homes])))
    managers = {m.id: m for dwelling in dwellings for m in managers_of(session, dwelling, today=today)}
    return Around(agency, tuple(managers.values()))


def own_channel(role: Role) -> Channel:
    """Where somebody speaks of a report whose address they did not write to: a tenant in public, a landlord in private.
    A manager has chosen no address that publishes, so it is for the agency alone."""
    return {Role.TENANT: Channel.PUBLIC, Role.LANDLORD: Channel.PRIVATE}.get(role, Channel.AGENCY)


def to_report(
    session: Session, person: Person, role: Role, report: Report, channel: Channel, *, received_at: datetime,
    now: datetime,
) -> ToThread | None:  # fmt: skip
    """The thread of a report, for somebody who wrote elsewhere; None for whoever has no seat there."""
    if report.merged_into_id is not None:
        report = session.get_one(Report, report.merged_into_id)
    scene = set_scene(session, report, now=now)
    if channel is Channel.PRIVATE:
        scene = private_side(session, scene, now=now)
    if role is Role.MANAGER and person.id not in scene.seats:
        seat_people(
            session, scene.thread, report, [Chair(person, role)], dwelling=scene.home.dwelling.name, now=now
        )  # fmt: skip
    seat = seat_of(session, person.id, scene.thread.id, channel)
    if seat is None:
        return None
    if role is not Role.MANAGER and all(person.id != each.id for each in _in_their_place(scene, seat)):
        return None
    return to_thread(session, seat, scene, received_at=received_at, now=now, elsewhere=True)


def _in_their_place(scene: Scene, seat: Seat) -> Sequence[Person]:
    """Who has today what gave this seat to its person."""
    return scene.home.landlords if seat.participant.role is Role.LANDLORD else scene.home.occupants


def _thread_named(
    session: Session, agency: Agency, person: Person, stands: Standing, mail: ParsedMail, *, received_at: datetime,
    now: datetime,
) -> ToThread | None:  # fmt: skip
    """The thread of the report that a mail names by its number, when it is one that this person may speak of."""
    if not _REFERENCE.search(mail.subject) and not _REFERENCE.search(mail.text) and not _REFERENCE.search(mail.html):
        return None
    named = _REFERENCE.search(f"{mail.subject}\n{fresh_text(mail, names=(person.name,)).text}")
    if named is None:
        return None
    report = session.scalars(
        select(Report).where(Report.agency_id == agency.id, Report.ref == f"{SERIES}-{named[1]}")
    ).one_or_none()
    home = next((h for h in stands.homes if report is not None and h.dwelling_id == report.dwelling_id), None)
    if report is None or home is None:
        return None
    if home.role is Role.TENANT:
        theirs = reports_of_tenant(session, person.id, profile_of(session, agency), now=now)
        if all(known.id != report.id for known in theirs):
            return None
    if home.role is Role.LANDLORD and report.is_private and report.author_id != person.id:
        return None  # another owner's own matter
    return to_report(session, person, home.role, report, own_channel(home.role), received_at=received_at, now=now)


def to_who_left(
    session: Session, agency: Agency, person: Person, stands: Standing, report: Report, *, received_at: datetime,
    now: datetime,
) -> ToManagers:  # fmt: skip
    """What somebody wrote about a report of a home that is not theirs any more: for its managers to read."""
    today = now.astimezone(profile_of(session, agency).zone).date()
    rented = select(Occupancy.id).where(
        Occupancy.person_id == person.id, Occupancy.dwelling_id == report.dwelling_id, Occupancy.ends_on < today
    )
    if session.scalars(rented).first() is not None:
        return to_former_tenant(
            session, agency, person, report.dwelling_id, received_at=received_at, now=now, report=report
        )  # fmt: skip
    dwelling = session.get_one(Dwelling, report.dwelling_id)
    return ToManagers(
        Around(agency, managers_of(session, dwelling, today=today)), EventKind.MAIL_LEFT_UNROUTED, "no_home",
        InboundFate.PARKED, person, _standpoint(session, agency, person, stands.role, received_at=received_at),
        report=report, dwelling=dwelling.name,
    )  # fmt: skip


def without_home(
    session: Session, agency: Agency, person: Person, stands: Standing, *, received_at: datetime, now: datetime
) -> ToManagers:
    today = now.astimezone(profile_of(session, agency).zone).date()
    last = last_home_of_tenant(session, person.id, today=today)
    if stands.role is Role.UNKNOWN and last is not None:
        return to_former_tenant(session, agency, person, last, received_at=received_at, now=now)
    return ToManagers(
        Around(agency, managers_of_agency(session, agency.id, today=today)),
        EventKind.MAIL_LEFT_UNROUTED,
        "from_provider" if stands.role is Role.PROVIDER else "no_home",
        InboundFate.PARKED,
        person,
        _standpoint(session, agency, person, stands.role, received_at=received_at),
    )


def to_former_tenant(
    session: Session, agency: Agency, person: Person, dwelling_id: int, *, received_at: datetime, now: datetime,
    report: Report | None = None,
) -> ToManagers:  # fmt: skip
    """What somebody who does not live there any more wrote: the managers read it, the present occupants do not."""
    today = now.astimezone(profile_of(session, agency).zone).date()
    dwelling = session.get_one(Dwelling, dwelling_id)
    left = session.scalars(
        select(Occupancy.ends_on)
        .where(Occupancy.person_id == person.id, Occupancy.dwelling_id == dwelling_id, Occupancy.ends_on < today)
        .order_by(Occupancy.ends_on.desc())
    ).first()
    return ToManagers(
        Around(agency, managers_of(session, dwelling, today=today)),
        EventKind.FORMER_TENANT_WROTE,
        "former_tenant",
        InboundFate.PARKED,
        person,
        _standpoint(session, agency, person, Role.TENANT, received_at=received_at),
        report=report,
        dwelling=dwelling.name,
        since=left.isoformat() if left is not None else "",
    )


def _standpoint(
    session: Session, agency: Agency, person: Person, role: Role, *, received_at: datetime
) -> Standpoint:  # fmt: skip
    return Standpoint(
        received=received_at.astimezone(profile_of(session, agency).zone),
        role=role,
        channel=Channel.INTAKE,
        sender_name=person.name,
        people={role: person.name},
    )
