"""What an agency has on file already, looked up once: homes, people, owners, companies, by how files name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import WrongSetting
from mailbot.importing.rows import Row
from mailbot.inbound.reading.lines import fold
from mailbot.model import (
    Agency,
    Building,
    Dwelling,
    Landlord,
    LandlordContact,
    Mandate,
    Occupancy,
    Ownership,
    Person,
    PersonAddress,
    Provider,
    ProviderContact,
    TeamMember,
)
from mailbot.workflow.agencies import profile_of


@dataclass(frozen=True, slots=True)
class Known:
    """An agency's rows. Keys are folded: L-A12 and l-a12 are one home."""

    agency_id: int
    profile: AgencyProfile
    buildings: dict[tuple[str, str, str], Row]
    """By street, postcode, town."""
    homes: dict[str, Row]
    people: dict[int, Row]
    addresses: dict[str, Row]
    """Address → whose it is."""
    team: frozenset[int]
    landlords: dict[str, Row]
    speakers: dict[int, list[Row]]
    """Landlord → the people who speak for it."""
    mandates: dict[str, Row]
    ownerships: dict[int, list[Row]]
    """Dwelling → who owned it, when."""
    occupancies: dict[int, list[Row]]
    providers: dict[str, Row]
    writers: dict[int, list[Row]]
    """Provider → the people who write for it."""


def agency_with_key(session: Session, key: str) -> Agency:
    """The agency of this key. Raises WrongSetting that names those there are."""
    agency = session.scalars(select(Agency).where(Agency.key == key)).one_or_none()
    if agency is None:
        keys = ", ".join(session.scalars(select(Agency.key).order_by(Agency.key))) or "none yet: run `mailbot agency`"
        raise WrongSetting(f"There is no agency {key}. There is: {keys}.")
    return agency


def known_to(session: Session, agency: Agency) -> Known:
    """Everything of an agency that an import may name."""
    people = {row.values["id"]: row for row in _rows(session, Person, agency)}
    landlords = list(_rows(session, Landlord, agency))
    providers = list(_rows(session, Provider, agency))
    buildings = {
        building_key(row.values["street"], row.values["postcode"], row.values["town"]): row
        for row in _rows(session, Building, agency)
    }
    return Known(
        agency.id,
        profile_of(session, agency),
        buildings,
        {fold(row.values["key"]): row for row in _rows(session, Dwelling, agency)},
        people,
        {row.values["address"]: people[row.values["person_id"]] for row in _rows(session, PersonAddress, agency)},
        frozenset(session.scalars(select(TeamMember.person_id).where(TeamMember.agency_id == agency.id))),
        {fold(row.values["key"]): row for row in landlords},
        _links(session, LandlordContact, "landlord_id", landlords, people),
        {fold(row.values["number"]): row for row in _rows(session, Mandate, agency)},
        _grouped(_rows(session, Ownership, agency)),
        _grouped(_rows(session, Occupancy, agency)),
        {fold(row.values["key"]): row for row in providers},
        _links(session, ProviderContact, "provider_id", providers, people),
    )


def building_key(street: str, postcode: str, town: str) -> tuple[str, str, str]:
    """The form in which two spellings of a building's address are one."""
    return fold(street), fold(postcode).replace(" ", ""), fold(town).replace("-", " ")


def _rows(session: Session, model: Any, agency: Agency) -> Iterator[Row]:
    table: Table = model.__table__
    wanted = select(table).where(table.c.agency_id == agency.id).order_by(table.c.id)
    for found in session.execute(wanted):
        values = dict(found._mapping)
        yield Row(values, values["id"], None, False)


def _grouped(rows: Iterator[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.values["dwelling_id"], []).append(row)
    return found


def _links(
    session: Session, model: Any, whose: str, owners: list[Row], people: dict[int, Row]
) -> dict[int, list[Row]]:  # fmt: skip
    table: Table = model.__table__
    ours = {row.values["id"] for row in owners}
    found: dict[int, list[Row]] = {}
    owner = table.c[whose]
    for owner_id, person_id in session.execute(select(owner, table.c.person_id).order_by(owner, table.c.person_id)):
        if owner_id in ours:
            found.setdefault(owner_id, []).append(people[person_id])
    return found
