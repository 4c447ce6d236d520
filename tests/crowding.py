"""Many rows around one case: for tests of what does not grow with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from mailbot.columns import Base
from mailbot.model import (
    Building,
    Comment,
    Dwelling,
    Event,
    Occupancy,
    Participant,
    Person,
    PersonAddress,
    Provider,
    ProviderContact,
    Report,
    TeamMember,
    Thread,
)
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import EventKind, MissionState, QuoteState, ReportStatus, Role, ThreadKind
from tests.living import NADIA, SOPHIE, LivingHouse
from tests.ordering import DURAND

Change = Callable[[int], Any]
OCCUPANTS, ORDERS, QUOTES, WORDS, TEAM, HOMES, REPORTS, PROVIDERS = 20, 30, 20, 50, 40, 5_000, 60, 30


def crowd(house: LivingHouse, ref: str) -> None:
    """Twenty occupants, thirty orders, fifty comments on this report; forty managers, thirty companies, five thousand
    homes, sixty more reports in the agency, of which the author and the manager are those of this one."""
    with house.world.database.core_transaction() as connection:
        report = connection.execute(select(Report.__table__).where(Report.ref == ref)).one()
        public = connection.scalar(select(Thread.id).where(Thread.report_id == report.id, Thread.kind == "report"))
        _homes(connection, report.dwelling_id)
        _occupants(connection, report.dwelling_id)
        _team(connection)
        _words(connection, report.id)
        _providers(connection)
        _companies(connection, report.id)
        _reports(connection, report.id, public)


def more(connection: Connection, model: type[Base], number: int, like: Any, /, **changed: Change) -> list[int]:
    """As many more rows as that, like one that there is: the numbers of the new ones."""
    table: Table = model.__table__  # type: ignore[assignment]
    row = dict(connection.execute(select(table).where(like).limit(1)).one()._mapping)
    before = connection.scalar(select(func.max(table.c.id))) or 0
    rows = [row | {"id": before + 1 + at} | {name: made(at) for name, made in changed.items()} for at in range(number)]
    connection.execute(insert(table), rows)
    return [each["id"] for each in rows]


def _homes(connection: Connection, like: int) -> None:
    home = Dwelling.id == like
    building = connection.scalar(select(Dwelling.building_id).where(home))
    buildings = more(connection, Building, HOMES // 10, Building.id == building, name=lambda at: f"Building {at}")
    more(
        connection, Dwelling, HOMES, home, key=lambda at: f"C-{at}", name=lambda at: f"Home {at}",
        building_id=lambda at: buildings[at // 10],
    )  # fmt: skip


def _people(connection: Connection, number: int, like: str, what: str) -> list[int]:
    known = connection.execute(select(PersonAddress.__table__).where(PersonAddress.address == like)).one()
    people = more(
        connection, Person, number, Person.id == known.person_id, key=lambda at: f"{what}-{at}",
        name=lambda at: f"Somebody {at}",
    )  # fmt: skip
    more(
        connection, PersonAddress, number, PersonAddress.id == known.id, person_id=lambda at: people[at],
        address=lambda at: f"{what}{at}@crowd.example",
    )  # fmt: skip
    return people


def _occupants(connection: Connection, dwelling_id: int) -> None:
    people = _people(connection, OCCUPANTS, NADIA, "occupant")
    lives = (Occupancy.dwelling_id == dwelling_id) & (Occupancy.ends_on.is_(None))
    more(
        connection, Occupancy, OCCUPANTS, lives, person_id=lambda at: people[at],
        starts_on=lambda _: date(2026, 1, 1),
    )  # fmt: skip


def _team(connection: Connection) -> None:
    people = _people(connection, TEAM, SOPHIE, "manager")
    agency = connection.scalar(select(TeamMember.agency_id).limit(1))
    rows = [{"person_id": each, "agency_id": agency, "in_charge": False} for each in people]
    connection.execute(insert(TeamMember), rows)


def _words(connection: Connection, report_id: int) -> None:
    said = Comment.report_id == report_id
    texts = more(connection, Comment, WORDS, said, mail_id=lambda _: None, text=lambda at: f"Words {at}")
    more(
        connection, Event, WORDS, Event.report_id == report_id, comment_id=lambda at: texts[at],
        kind=lambda _: EventKind.COMMENT_ADDED_BY_TENANT, facts=lambda _: {}, mail_id=lambda _: None,
    )  # fmt: skip
    company = connection.execute(
        select(Participant.person_id, Participant.thread_id)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(Thread.report_id == report_id, Thread.kind == ThreadKind.ORDER)
    ).first()
    assert company is not None
    more(
        connection, Comment, WORDS, said, mail_id=lambda _: None, text=lambda at: f"Works {at}",
        author_id=lambda _: company.person_id, thread_id=lambda _: company.thread_id, role=lambda _: Role.PROVIDER,
    )  # fmt: skip


def _providers(connection: Connection) -> None:
    people = _people(connection, PROVIDERS, DURAND, "company")
    providers = more(
        connection, Provider, PROVIDERS, Provider.key == "durand", key=lambda at: f"company-{at}",
        company=lambda at: f"Company {at}",
    )  # fmt: skip
    contacts = [{"provider_id": one, "person_id": who} for one, who in zip(providers, people, strict=True)]
    connection.execute(insert(ProviderContact), contacts)


def _companies(connection: Connection, report_id: int) -> None:
    orders = more(
        connection, WorkOrder, ORDERS, WorkOrder.report_id == report_id, number=lambda at: f"OS-2025-{at:04}",
        state=lambda _: MissionState.CANCELLED, quote_id=lambda _: None,
    )  # fmt: skip
    threads = more(
        connection, Thread, ORDERS, (Thread.report_id == report_id) & (Thread.kind == ThreadKind.ORDER),
        about=lambda at: orders[at],
    )  # fmt: skip
    of_a_company = select(Thread.id).where(Thread.report_id == report_id, Thread.kind == ThreadKind.ORDER)
    more(
        connection, Participant, ORDERS, Participant.thread_id.in_(of_a_company),
        thread_id=lambda at: threads[at],
    )  # fmt: skip
    more(
        connection, Quote, QUOTES, Quote.report_id == report_id, number=lambda at: f"DEV-2025-{at:04}",
        state=lambda _: QuoteState.DROPPED,
    )  # fmt: skip


def _reports(connection: Connection, report_id: int, public: int | None) -> None:
    reports = more(
        connection, Report, REPORTS, Report.id == report_id, ref=lambda at: f"SIG-{9000 + at}",
        status=lambda at: ReportStatus.CLOSED if at % 2 else ReportStatus.IN_PROGRESS,
    )  # fmt: skip
    threads = more(connection, Thread, REPORTS, Thread.id == public, report_id=lambda at: reports[at])
    for seat in connection.execute(select(Participant.id).where(Participant.thread_id == public)).scalars().all()[:3]:
        more(connection, Participant, REPORTS, Participant.id == seat, thread_id=lambda at: threads[at])
    more(
        connection, WorkOrder, REPORTS, WorkOrder.report_id == report_id, number=lambda at: f"OS-2024-{at:04}",
        report_id=lambda at: reports[at], quote_id=lambda _: None,
    )  # fmt: skip
    more(
        connection, Quote, REPORTS, Quote.report_id == report_id, number=lambda at: f"DEV-2024-{at:04}",
        report_id=lambda at: reports[at],
    )  # fmt: skip
    more(
        connection, Event, REPORTS, Event.report_id == report_id, report_id=lambda at: reports[at],
        facts=lambda _: {}, comment_id=lambda _: None,
    )  # fmt: skip
