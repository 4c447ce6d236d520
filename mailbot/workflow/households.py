"""Who lives where, who owns what, who answers for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    bindparam,
    cast,
    false,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from mailbot.columns import Number
from mailbot.db import Session
from mailbot.loaded import columns_of, object_in, width_of
from mailbot.model import (
    Building,
    Dwelling,
    LandlordContact,
    Occupancy,
    Ownership,
    Person,
    PersonAddress,
    ProviderContact,
    TeamMember,
)
from mailbot.prepared import Prepared, Row
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
    dwelling = session.get_one(Dwelling, dwelling_id, options=[joinedload(Dwelling.building, innerjoin=True)])
    given = {"dwelling": dwelling_id, "today": today, "agency": dwelling.agency_id, "manager": dwelling.manager_id}
    places = _places(session, _AROUND.rows(session, **given))
    came: dict[int, date] = {}
    occupants: dict[int, Person] = {}
    for place in (each for each in places if each.role == _OCCUPANT):
        occupants[place.person.id] = place.person
        came[place.person.id] = min(place.day, came.get(place.person.id, place.day))
    landlords = {place.person.id: place.person for place in places if place.role == _LANDLORD}
    managers = _in_charge([place for place in places if place.role == _MEMBER], dwelling.manager_id, today=today)
    return Home(
        dwelling, dwelling.building, tuple(occupants.values()), tuple(managers), tuple(landlords.values()), came
    )  # fmt: skip


def managers_of(session: Session, dwelling: Dwelling, *, today: date) -> Sequence[Person]:
    """Who is in charge of a dwelling; with the back-up while that one is away (S1-09, GAP-21)."""
    return _managers(session, dwelling.agency_id, dwelling.manager_id, today=today)


def managers_of_agency(session: Session, agency_id: int, *, today: date) -> Sequence[Person]:
    """Who is in charge of what belongs to no dwelling; with the back-up while that one is away."""
    return _managers(session, agency_id, None, today=today)


def _managers(session: Session, agency_id: int, manager_id: int | None, *, today: date) -> Sequence[Person]:
    members = _places(session, _IN_CHARGE.rows(session, agency=agency_id, manager=manager_id))
    return _in_charge(members, manager_id, today=today)


def _in_charge(members: Sequence["_Place"], manager_id: int | None, *, today: date) -> Sequence[Person]:
    team = {place.person.id: place for place in members}
    first = team.get(manager_id or 0) or next((place for place in members if place.in_charge), None)
    if first is None:
        return []
    away = first.day is not None and today < first.day
    backup = team.get(first.backup_id or 0) if away else None
    return [first.person] if backup is None else [first.person, backup.person]


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


# Asked for every mail: everybody around a home in one statement, built once. Each row is a person in one role.
_OCCUPANT, _LANDLORD, _MEMBER = "occupant", "landlord", "member"


def _as(role: str, number: Any, person_id: Any, day: Any, **of_a_member: Any) -> Select[Any]:
    return select(
        literal_column(f"'{role}'", String).label("role"),
        number.label("number"),
        person_id.label("person_id"),
        day.label("day"),
        of_a_member.get("in_charge", false()).label("in_charge"),
        of_a_member.get("backup_id", cast(null(), Number)).label("backup_id"),
    )


class _Place(NamedTuple):
    """Somebody in one role around a home."""

    role: str
    number: int
    day: Any
    """Since when they live there, or own it; until when a manager is away."""
    in_charge: bool
    backup_id: int | None
    person: Person


def _people_in(places: CompoundSelect[Any] | Select[Any]) -> Prepared:
    them = places.subquery("them")
    return Prepared(
        select(them.c.role, them.c.number, them.c.day, them.c.in_charge, them.c.backup_id, *columns_of(*_PERSON))
        .join(Person, Person.id == them.c.person_id)
        .outerjoin(PersonAddress, PersonAddress.person_id == Person.id)
        .order_by(them.c.number, Person.id, PersonAddress.id)
    )


_PERSON = (Person, PersonAddress)
_FIRST = 5
"""Where the columns of the person begin: those before it are the place's."""
_ADDRESS = _FIRST + width_of(Person)


def _places(session: Session, rows: Sequence[Row]) -> list[_Place]:
    """One for each place that somebody has, each with all addresses: in the statement they are a row each."""
    places: dict[tuple[str, int, int], _Place] = {}
    addresses: dict[Person, dict[int, PersonAddress]] = {}
    for row in rows:
        person = object_in(session, Person, row, _FIRST)
        known = addresses.setdefault(person, {})
        if row[_ADDRESS] is not None:
            known[row[_ADDRESS]] = object_in(session, PersonAddress, row, _ADDRESS)
        role, number, day, in_charge, backup_id, *_ = row
        places.setdefault((role, number, person.id), _Place(role, number, day, in_charge, backup_id, person))
    for person, theirs in addresses.items():
        if "addresses" not in person.__dict__:
            set_committed_value(person, "addresses", list(theirs.values()))
    return list(places.values())


_OCCUPYING = _as(_OCCUPANT, Occupancy.id, Occupancy.person_id, Occupancy.starts_on).where(
    Occupancy.dwelling_id == bindparam("dwelling"),
    Occupancy.starts_on <= bindparam("today"),
    or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= bindparam("today")),
)
_OWNING = (
    _as(_LANDLORD, Ownership.id, LandlordContact.person_id, Ownership.starts_on)
    .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
    .where(
        Ownership.dwelling_id == bindparam("dwelling"),
        Ownership.starts_on <= bindparam("today"),
        or_(Ownership.ends_on.is_(None), Ownership.ends_on >= bindparam("today")),
    )
)
# Of a team of forty, those alone who may be in charge of this home, and who answers in their place.
_chief = aliased(TeamMember)
_MANAGING = _as(
    _MEMBER, TeamMember.person_id, TeamMember.person_id, TeamMember.absent_until, in_charge=TeamMember.in_charge,
    backup_id=TeamMember.backup_id,
).where(
    TeamMember.agency_id == bindparam("agency"),
    or_(
        TeamMember.person_id == bindparam("manager"),
        TeamMember.in_charge,
        TeamMember.person_id.in_(
            select(_chief.backup_id).where(
                _chief.agency_id == bindparam("agency"), or_(_chief.person_id == bindparam("manager"), _chief.in_charge)
            )
        ),
    ),
)  # fmt: skip
_AROUND = _people_in(union_all(_OCCUPYING, _OWNING, _MANAGING))
_IN_CHARGE = _people_in(_MANAGING)
