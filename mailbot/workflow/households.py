"""Who lives where, who owns what, who answers for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import joinedload

from mailbot.db import Session
from mailbot.model import (
    Building,
    Dwelling,
    LandlordContact,
    Occupancy,
    Ownership,
    Person,
    ProviderContact,
    TeamMember,
)
from mailbot.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Home:
    """A dwelling with its building and the people of a given day, each role in the order they came."""

    dwelling: Dwelling
    building: Building
    occupants: tuple[Person, ...]
    managers: tuple[Person, ...]
    """In charge first; then, while that one is away, the back-up."""
    landlords: tuple[Person, ...]
    """Who speaks for its owners."""
    came: Mapping[int, date] = field(default_factory=dict)
    """Since when each occupant lives there, by person id."""

    def as_of(self, day: date) -> "Home":
        """The same, of its occupants those alone who lived there on that day: a newcomer inherits no thread (S1-06)."""
        stayed = tuple(person for person in self.occupants if self.came[person.id] <= day)
        return self if len(stayed) == len(self.occupants) else replace(self, occupants=stayed)


def home_of(session: Session, dwelling_id: int, *, today: date) -> Home:
    """A dwelling and its people on a day of the agency's calendar."""
    dwelling, building = session.execute(_DWELLING, {"dwelling": dwelling_id}).one()
    came: dict[int, date] = {}
    occupants: dict[int, Person] = {}
    for person, since in session.execute(_OCCUPANTS, {"dwelling": dwelling_id, "today": today}).unique():
        occupants[person.id], came[person.id] = person, min(since, came.get(person.id, since))
    landlords = session.scalars(_LANDLORDS, {"dwelling": dwelling_id, "today": today}).unique().all()
    managers = managers_of(session, dwelling, today=today)
    return Home(dwelling, building, tuple(occupants.values()), tuple(managers), tuple(landlords), came)


def managers_of(session: Session, dwelling: Dwelling, *, today: date) -> Sequence[Person]:
    """Who is in charge of a dwelling; with the back-up while that one is away (S1-09, GAP-21)."""
    return _in_charge(session, dwelling.agency_id, dwelling.manager_id, today=today)


def managers_of_agency(session: Session, agency_id: int, *, today: date) -> Sequence[Person]:
    """Who is in charge of what belongs to no dwelling; with the back-up while that one is away."""
    return _in_charge(session, agency_id, None, today=today)


def _in_charge(session: Session, agency_id: int, manager_id: int | None, *, today: date) -> Sequence[Person]:
    team = session.execute(_TEAM, {"agency": agency_id}).unique()
    people = {member.person_id: (member, person) for member, person in team}
    in_charge = people.get(manager_id or 0) or next((row for row in people.values() if row[0].in_charge), None)
    if in_charge is None:
        return []
    member, person = in_charge
    away = member.absent_until is not None and today < member.absent_until
    backup = people.get(member.backup_id or 0) if away else None
    return [person] if backup is None else [person, backup[1]]


def homes_of_tenant(session: Session, person_id: int, *, today: date) -> Sequence[int]:
    """The dwellings that a person occupies on a day."""
    return session.scalars(
        select(Occupancy.dwelling_id)
        .distinct()
        .where(Occupancy.person_id == person_id, stands_on(Occupancy, today))
        .order_by(Occupancy.dwelling_id)
    ).all()


def role_of(session: Session, person_id: int, *, today: date) -> Role:
    """What a person is to the agency on a day: of its team, else tenant, else landlord; UNKNOWN once they left."""
    if is_in_team(session, person_id):
        return Role.MANAGER
    if homes_of_tenant(session, person_id, today=today):
        return Role.TENANT
    return Role.LANDLORD if homes_of_landlord(session, person_id, today=today) else Role.UNKNOWN


def homes_of_landlord(session: Session, person_id: int, *, today: date) -> Sequence[int]:
    """The dwellings for whose owner a person speaks on a day."""
    return session.scalars(
        select(Ownership.dwelling_id)
        .distinct()
        .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
        .where(LandlordContact.person_id == person_id, stands_on(Ownership, today))
        .order_by(Ownership.dwelling_id)
    ).all()


def owning_since(session: Session, person_id: int, dwelling_id: int, *, today: date) -> date | None:
    """The day since which a person speaks for the dwelling's owner of today."""
    return session.scalars(
        select(Ownership.starts_on)
        .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
        .where(
            LandlordContact.person_id == person_id, Ownership.dwelling_id == dwelling_id, stands_on(Ownership, today)
        )
        .order_by(Ownership.starts_on)
        .limit(1)
    ).one_or_none()


def last_home_of_tenant(session: Session, person_id: int, *, today: date) -> int | None:
    """The dwelling that a person occupied last, and does not occupy any more."""
    return session.scalars(
        select(Occupancy.dwelling_id)
        .where(Occupancy.person_id == person_id, Occupancy.ends_on < today)
        .order_by(Occupancy.ends_on.desc())
        .limit(1)
    ).one_or_none()


@dataclass(frozen=True, slots=True)
class KnownHome:
    """A dwelling as people name it in a mail, and what one person is to it."""

    dwelling_id: int
    role: Role
    key: str
    name: str
    street: str
    town: str
    occupants: tuple[str, ...] = ()
    """Names and family names, for whoever may know them."""

    @property
    def label(self) -> str:
        return f"{self.name}, {self.street}"


def known_homes(session: Session, dwelling_ids: Sequence[int], role: Role, *, today: date) -> tuple[KnownHome, ...]:
    """These dwellings as somebody of this role names them."""
    wanted = Dwelling.id.in_(dwelling_ids)
    names = _occupants_by_home(session, wanted, today=today) if role is not Role.TENANT else {}
    return _as_known(session, wanted, role, names)


def all_homes(session: Session, agency_id: int, *, today: date) -> tuple[KnownHome, ...]:
    """Every dwelling of an agency, as a manager names it."""
    wanted = Dwelling.agency_id == agency_id
    return _as_known(session, wanted, Role.MANAGER, _occupants_by_home(session, wanted, today=today))


def _as_known(
    session: Session, wanted: ColumnElement[bool], role: Role, names: dict[int, list[str]]
) -> tuple[KnownHome, ...]:
    rows = session.execute(
        select(Dwelling.id, Dwelling.key, Dwelling.name, Building.street, Building.town)
        .join(Building, Building.id == Dwelling.building_id)
        .where(wanted)
        .order_by(Dwelling.key)
    )
    return tuple(KnownHome(row[0], role, *row[1:], tuple(names.get(row[0], ()))) for row in rows)


def _occupants_by_home(session: Session, wanted: ColumnElement[bool], *, today: date) -> dict[int, list[str]]:
    rows = session.execute(
        select(Occupancy.dwelling_id, Person.name, Person.family_name)
        .join(Person, Person.id == Occupancy.person_id)
        .join(Dwelling, Dwelling.id == Occupancy.dwelling_id)
        .where(wanted, stands_on(Occupancy, today))
    )
    names: dict[int, list[str]] = {}
    for dwelling_id, *theirs in rows:
        names.setdefault(dwelling_id, []).extend(name for name in theirs if name)
    return names


def is_provider(session: Session, person_id: int) -> bool:
    """Whether a person writes for a company."""
    wanted = select(ProviderContact.person_id).where(ProviderContact.person_id == person_id).limit(1)
    return session.scalars(wanted).one_or_none() is not None


def is_in_team(session: Session, person_id: int) -> bool:
    """Whether a person is a manager of the agency today."""
    return session.get(TeamMember, person_id) is not None


def stands_on(table: type[Occupancy] | type[Ownership], today: date) -> ColumnElement[bool]:
    """The condition that a stretch of time holds a day; both its ends are included (S1-70)."""
    return (table.starts_on <= today) & or_(table.ends_on.is_(None), table.ends_on >= today)


# Asked for every mail: built once, since putting a statement together costs more than running it.
_DWELLING = (
    select(Dwelling, Building)
    .join(Building, Building.id == Dwelling.building_id)
    .where(Dwelling.id == bindparam("dwelling"))
)
_OCCUPANTS = (
    select(Person, Occupancy.starts_on)
    .join(Occupancy, Occupancy.person_id == Person.id)
    .where(
        Occupancy.dwelling_id == bindparam("dwelling"),
        Occupancy.starts_on <= bindparam("today"),
        or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= bindparam("today")),
    )
    .options(joinedload(Person.addresses))
    .order_by(Occupancy.id)
)
_LANDLORDS = (
    select(Person)
    .join(LandlordContact, LandlordContact.person_id == Person.id)
    .join(Ownership, Ownership.landlord_id == LandlordContact.landlord_id)
    .where(
        Ownership.dwelling_id == bindparam("dwelling"),
        Ownership.starts_on <= bindparam("today"),
        or_(Ownership.ends_on.is_(None), Ownership.ends_on >= bindparam("today")),
    )
    .options(joinedload(Person.addresses))
    .order_by(Ownership.id, Person.id)
)
_TEAM = (
    select(TeamMember, Person)
    .join(Person, Person.id == TeamMember.person_id)
    .options(joinedload(Person.addresses))
    .where(TeamMember.agency_id == bindparam("agency"))
    .order_by(TeamMember.person_id)
)
