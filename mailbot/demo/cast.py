"""The people of the demonstration, from their file into a database."""

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from mailbot.agency import profile_from_toml
from mailbot.db import Session
from mailbot.model import (
    Agency,
    Building,
    Comment,
    Dwelling,
    Event,
    Landlord,
    LandlordContact,
    Mandate,
    Occupancy,
    Ownership,
    Person,
    Provider,
    ProviderContact,
    Report,
)
from mailbot.vocabulary import (
    Category,
    Channel,
    ClosingReason,
    DecisionRule,
    EventKind,
    ReportStatus,
    Role,
    Urgency,
)
from mailbot.workflow.agencies import save_agency, save_person, set_last_number
from mailbot.workflow.scene import set_scene

BEGIN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""Saturday, ten o'clock in Paris: the cast's cases stand as its file says, and the first visits are on Tuesday."""
_HERE = Path(__file__).parent
_FIRST_DAY = date(2000, 1, 1)


def load_cast(session: Session, *, now: datetime) -> Agency:
    """One agency, ten homes and everybody around them, with the cases that are open when the demonstration begins."""
    agency = save_agency(session, profile_from_toml((_HERE / "agency.toml").read_text("utf-8")), now=now)
    cast = tomllib.loads((_HERE / "cast.toml").read_text("utf-8"))
    _load_landlords(session, agency, cast["landlords"], now=now)
    homes = {entry["key"]: _load_dwelling(session, agency, entry) for entry in cast["dwellings"]}
    people = {entry["key"]: _load_tenant(session, agency, entry, homes, now=now) for entry in cast["tenants"]}
    for entry in cast["providers"]:
        _load_provider(session, agency, entry, now=now)
    # Favourites name providers, who have come only now.
    save_agency(session, profile_from_toml((_HERE / "agency.toml").read_text("utf-8")), now=now)
    for entry in cast["reports"]:
        _load_report(session, agency, entry, people, homes, cast["tenants"])
    for series, last in cast["last_numbers"].items():
        set_last_number(session, agency.id, series, last)
    return agency


def _load_landlords(session: Session, agency: Agency, entries: list[dict[str, Any]], *, now: datetime) -> None:
    for entry in entries:
        landlord = Landlord(
            agency_id=agency.id,
            key=entry["key"],
            name=entry["name"],
            postal_address=entry["postal_address"],
            siren=entry["siren"],
            rule=DecisionRule(entry["rule"]),
        )
        session.add(landlord)
        session.flush()
        session.add(
            Mandate(
                agency_id=agency.id,
                landlord_id=landlord.id,
                number=entry["mandate"],
                signed_on=entry["signed_on"],
                limit_incl_tax=Decimal(entry["limit_incl_tax"]),
                emergency_works=entry["emergency_works"],
            )
        )
        for person in entry["people"]:
            session.add(
                LandlordContact(
                    landlord_id=landlord.id, person_id=_person(session, agency, person, now=now).id, welcomed_at=now
                )
            )
        session.flush()


def _load_dwelling(session: Session, agency: Agency, entry: dict[str, Any]) -> Dwelling:
    building = Building(
        agency_id=agency.id,
        name=f"{entry['street']}, {entry['town']}",
        street=entry["street"],
        postcode=entry["postcode"],
        town=entry["town"],
        syndic=entry["syndic"],
    )
    session.add(building)
    session.flush()
    dwelling = Dwelling(
        agency_id=agency.id,
        building_id=building.id,
        key=entry["key"],
        name=entry["name"],
        place=entry["place"],
        completed_on=entry["completed_on"],
        access=entry["access"],
        manager_id=None,
    )
    session.add(dwelling)
    session.flush()
    mandate = session.query(Mandate).filter_by(agency_id=agency.id, number=entry["mandate"]).one()
    session.add(
        Ownership(
            agency_id=agency.id,
            dwelling_id=dwelling.id,
            landlord_id=mandate.landlord_id,
            mandate_id=mandate.id,
            starts_on=_FIRST_DAY,
            ends_on=None,
        )
    )
    session.flush()
    return dwelling


def _load_tenant(
    session: Session, agency: Agency, entry: dict[str, Any], homes: dict[str, Dwelling], *, now: datetime
) -> Person:
    person = _person(session, agency, entry, now=now)
    session.add(
        Occupancy(
            agency_id=agency.id,
            dwelling_id=homes[entry["dwelling"]].id,
            person_id=person.id,
            on_lease=entry["on_lease"],
            starts_on=entry["starts_on"],
            ends_on=entry.get("ends_on"),
            # Whoever is here needs no welcome, and whoever has left was told long ago.
            welcomed_at=now if entry["starts_on"] <= now.date() else None,
            departure_told_at=now if "ends_on" in entry and entry["ends_on"] < now.date() else None,
        )
    )
    session.flush()
    return person


def _load_provider(session: Session, agency: Agency, entry: dict[str, Any], *, now: datetime) -> None:
    provider = Provider(
        agency_id=agency.id,
        key=entry["key"],
        company=entry["company"],
        siret=entry["siret"],
        telephone=entry["telephone"],
        postal_address=entry["postal_address"],
        trades=entry["trades"],
        insurance=entry["insurance"],
        iban=entry["iban"],
    )
    session.add(provider)
    session.flush()
    contact = _person(session, agency, entry | {"language": "fr"}, now=now)
    session.add(ProviderContact(provider_id=provider.id, person_id=contact.id))
    session.flush()


def _load_report(
    session: Session,
    agency: Agency,
    entry: dict[str, Any],
    people: dict[str, Person],
    homes: dict[str, Dwelling],
    tenants: list[dict[str, Any]],
) -> None:
    author = people[entry["author"]]
    home = next(homes[tenant["dwelling"]] for tenant in tenants if tenant["key"] == entry["author"])
    opened_at, closed_at = entry["opened_at"], entry.get("closed_at")
    report = Report(
        agency_id=agency.id,
        dwelling_id=home.id,
        ref=entry["ref"],
        object=entry["object"],
        category=Category(entry["category"]),
        urgency=Urgency(entry["urgency"]),
        status=ReportStatus(entry["status"]),
        closing_reason=ClosingReason(entry["closing_reason"]) if closed_at else None,
        author_id=author.id,
        author_role=Role.TENANT,
        created_at=opened_at,
        closed_at=closed_at,
    )
    session.add(report)
    session.flush()
    scene = set_scene(session, report, now=opened_at)
    said = Comment(
        agency_id=agency.id,
        report_id=report.id,
        thread_id=scene.thread.id,
        author_id=author.id,
        role=Role.TENANT,
        channel=Channel.PUBLIC,
        text=entry["text"],
        mail_id=None,
        created_at=opened_at,
    )
    session.add(said)
    session.flush()
    session.add(_event(report, EventKind.REPORT_OPENED_BY_TENANT, author, opened_at, said.id))
    if closed_at:
        session.add(_event(report, EventKind.REPORT_CLOSED_BY_AUTHOR, author, closed_at, None))
    session.flush()


def _event(report: Report, kind: EventKind, actor: Person, at: datetime, comment_id: int | None) -> Event:
    return Event(
        agency_id=report.agency_id,
        report_id=report.id,
        kind=kind,
        actor_id=actor.id,
        actor_role=Role.TENANT,
        comment_id=comment_id,
        mail_id=None,
        facts={},
        at=at,
    )


def _person(session: Session, agency: Agency, entry: dict[str, Any], *, now: datetime) -> Person:
    return save_person(
        session,
        agency.id,
        key=entry["key"],
        civility=entry["civility"],
        name=entry["name"],
        family_name=entry["family_name"],
        telephone=entry["telephone"],
        language=entry["language"],
        addresses=[entry["address"]],
        now=now,
    )
