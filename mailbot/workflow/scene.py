"""One report with everybody around it, as they stand today: looked up once for all that a mail causes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, exists, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Participant, Person, Provider, Report, Thread
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.prepared import Prepared
from mailbot.threads.participants import Chair, Seat, open_thread, seat_of, seat_people
from mailbot.vocabulary import QuoteSight, ReportStatus, Role, ThreadKind
from mailbot.workflow.agencies import on_call, profile_of
from mailbot.workflow.ahead import Ahead, ahead_of
from mailbot.workflow.companies import company_of
from mailbot.workflow.households import Home, home_of, is_in_team
from mailbot.workflow.quotes import awaited_of, may_know
from mailbot.workflow.telling import Reader

OF_COMPANIES = frozenset({ThreadKind.QUOTE, ThreadKind.ORDER})
"""The threads in which a company and the agency speak, each about one matter."""


@dataclass(frozen=True, slots=True)
class Company:
    """The company at hand: whose mission or quote it is, who writes for it, and their seats in a thread of its own."""

    provider: Provider
    people: tuple[Person, ...]
    thread: Thread
    seats: dict[int, Participant]
    """By person id."""
    order: WorkOrder | None = None
    """The mission, when there is one."""
    about_quote: Quote | None = None
    """The quote that what happens is about: asked for alone, or come inside the mission."""

    @property
    def quote(self) -> Quote:
        """The quote that what happens is about, where it is about one."""
        assert self.about_quote is not None, "nothing here is about a quote"
        return self.about_quote

    @property
    def mission(self) -> WorkOrder:
        """The mission, where there is one."""
        assert self.order is not None, "nothing here is about a mission"
        return self.order

    @property
    def number(self) -> str:
        """What the company recalls on its papers."""
        return self.order.shown_number if self.order is not None else self.quote.number


# As what the columns of the audience that a quote can be hidden from read it.
_IN_COLUMN: Mapping[Reader, Role] = MappingProxyType(
    {Reader.AUTHOR: Role.TENANT, Reader.OTHER_OCCUPANTS: Role.TENANT, Reader.LANDLORD: Role.LANDLORD}
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A report, its home, its people and their seats, on one of its two sides: the public one, or the private one of
    manager and landlord."""

    agency: Agency
    profile: AgencyProfile
    report: Report
    home: Home
    thread: Thread
    seats: dict[int, Participant]
    """By person id."""
    on_call: Person | None = None
    """Looked up when there is danger only."""
    guest_id: int = 0
    """Who is on call, when that is nobody of the agency's managers: they answer an alarm, and have no other right."""
    woken: tuple[Person, ...] = ()
    """Managers in charge of nothing here, whom an alarm wakes or has woken."""
    by: str = ""
    """The way by which whatever happens was asked for, when it was no mail: the journal says « par la page »."""
    is_private: bool = False
    """The private side: its thread and its seats are those of manager and landlord, and no occupant reads."""
    company: Company | None = None
    """The company that what happens is about; none when it is about none, or about several."""
    awaited: frozenset[QuoteSight] = frozenset()
    """Who may know of the quotes that companies still owe on the report; empty when none does."""
    ahead: tuple[Ahead, ...] = ()
    """The missions, and the requests for quotes, that are under way."""
    had_companies: bool = True
    """Whether a company was asked for anything before this scene was set; true where nobody looked."""
    merged: Mapping[int, Role] = field(default_factory=dict)
    """Who reported the same matter in another report that was joined to this one, and as what (GAP-16)."""

    @property
    def the_company(self) -> Company:
        """The company that what happens is about, where it is about one."""
        assert self.company is not None, "what happens here is about no company"
        return self.company

    @property
    def is_closed(self) -> bool:
        """Whether its report is closed."""
        return self.report.status is ReportStatus.CLOSED

    def readers(self, reader: Reader) -> tuple[Person, ...]:
        """The people who stand in a column of the audience today."""
        if self.is_private and reader in (Reader.AUTHOR, Reader.OTHER_OCCUPANTS):
            return ()  # whatever the table says (S1-90, S1-92)
        if (role := _IN_COLUMN.get(reader)) is not None and self.is_hidden_from(role):
            return ()  # no step of a quote that they are not to know of (S1-53)
        match reader:
            case Reader.AUTHOR:
                return tuple(person for person in self.home.occupants if self.reported(person.id) is Role.TENANT)
            case Reader.OTHER_OCCUPANTS:
                return tuple(person for person in self.home.occupants if self.reported(person.id) is not Role.TENANT)
            case Reader.MANAGERS:
                return self.home.managers
            case Reader.LANDLORD:
                return self.home.landlords
            case Reader.PROVIDER if self.company is not None:
                return self.company.people
            case Reader.ON_CALL:
                called = (*((self.on_call,) if self.on_call is not None else ()), *self.woken)
                return tuple(person for person in dict.fromkeys(called) if person not in self.home.managers)
        return ()

    def is_hidden_from(self, role: Role) -> bool:
        """Whether what happens is about a quote that people of this role are not to know of."""
        quote = self.company.about_quote if self.company is not None else None
        return quote is not None and not may_know(role, quote.sight)

    def hides_from_home(self) -> bool:
        """Whether nobody at home may know of what happens: a private report, or a quote that is not theirs to know."""
        return self.is_private or self.is_hidden_from(Role.TENANT)

    def awaits_quote(self, role: Role) -> bool:
        """Whether a quote is waited for, as far as people of this role may know."""
        return any(may_know(role, sight) for sight in self.awaited)

    def seat_for(self, person_id: int, role: Role) -> Participant | None:
        """Where somebody sits in this role: whoever writes for a company sits in the company's own thread."""
        if role is Role.PROVIDER:
            return self.company.seats.get(person_id) if self.company is not None else None
        return self.seats.get(person_id)

    def reported(self, person_id: int) -> Role | None:
        """As what this person reported it, here or in a report that was joined to it; None for anybody else."""
        return self.report.author_role if person_id == self.report.author_id else self.merged.get(person_id)

    def is_author(self, person_id: int) -> bool:
        """Whether this person reported it, and still lives there, or owns it, as they did then (S1-85)."""
        role = self.reported(person_id)
        if role is None:
            return False
        people = {Role.TENANT: self.home.occupants, Role.LANDLORD: self.home.landlords}.get(role)
        return people is None or any(person.id == person_id for person in people)

    def reopen_until(self, closed_at: datetime) -> datetime:
        """The instant until which its author may bring a closed report back."""
        return closed_at + timedelta(days=self.profile.rules.reopen_days)


def set_scene(
    session: Session, report: Report, *, now: datetime, opened_by: dict[int, str] | None = None, by: str = "",
    thread: Thread | None = None,
) -> Scene:  # fmt: skip
    """The scene of a report; whoever should sit in its public thread and does not yet is given a seat.

    A report that nobody has published has a private side only. `opened_by`: person id → Message-ID of the mail that
    made them write first. `by`: as the scene keeps it. `thread`: its public one, for whoever has it already.
    """
    agency = session.get_one(Agency, report.agency_id)
    profile = profile_of(session, agency)
    home = _home(session, profile, report, now=now)
    if report.is_private:
        return _private(session, agency, profile, report, home, opened_by or {}, now=now, by=by)
    thread = thread or open_thread(session, report, ThreadKind.REPORT, now=now)
    chairs = [
        *(Chair(person, Role.TENANT, (opened_by or {}).get(person.id, "")) for person in home.occupants),
        *(Chair(person, Role.MANAGER, (opened_by or {}).get(person.id, "")) for person in home.managers),
    ]
    seats = seat_people(session, thread, report, chairs, dwelling=home.dwelling.name, now=now)
    return Scene(agency, profile, report, home, thread, seats, by=by, **_beside(session, report))


def take_seat(session: Session, report: Report, person: Person, *, now: datetime) -> Participant:
    """The seat of a manager who is in charge of nothing there: to look and to act, and nothing is told them for it."""
    scene = set_scene(session, report, now=now)
    dwelling = scene.home.dwelling.name
    return seat_people(session, scene.thread, report, [Chair(person, Role.MANAGER)], dwelling=dwelling, now=now)[
        person.id
    ]


def with_manager(session: Session, scene: Scene, person: Person, *, now: datetime) -> Scene:
    """The scene with this manager in it, who may be in charge of nothing today."""
    if person.id in scene.seats:
        return scene
    chair, dwelling = Chair(person, Role.MANAGER), scene.home.dwelling.name
    seats = seat_people(session, scene.thread, scene.report, [chair], dwelling=dwelling, now=now)
    return replace(scene, seats=scene.seats | seats)


def look_at(session: Session, seat: Seat, *, now: datetime) -> Scene:
    """The scene of a report for somebody who only looks: nobody is given a seat, nothing is written."""
    report = seat.report
    agency = session.get_one(Agency, report.agency_id)
    profile = profile_of(session, agency)
    home = _home(session, profile, report, now=now)
    sitting = session.scalars(select(Participant).where(Participant.thread_id == seat.thread.id))
    seats = {each.person_id: each for each in sitting}
    if seat.thread.kind not in OF_COMPANIES:
        return Scene(agency, profile, report, home, seat.thread, seats, **_beside(session, report))
    company = _company_in(session, seat.thread, seats)
    return Scene(agency, profile, report, home, seat.thread, {}, company=company)


def _home(session: Session, profile: AgencyProfile, report: Report, *, now: datetime) -> Home:
    """The home today, without the occupants who came after the report was opened: it is none of theirs (S1-06)."""
    home = home_of(session, report.dwelling_id, today=now.astimezone(profile.zone).date())
    return home.as_of(report.created_at.astimezone(profile.zone).date())


def occupants_of(session: Session, report: Report, *, now: datetime) -> tuple[Person, ...]:
    """Who lives there today and reads this report, on its public side."""
    return _home(session, profile_of(session, session.get_one(Agency, report.agency_id)), report, now=now).occupants


def landlords_of(session: Session, report: Report, *, now: datetime) -> tuple[Person, ...]:
    """Who speaks for its owners today."""
    return _home(session, profile_of(session, session.get_one(Agency, report.agency_id)), report, now=now).landlords


def who_has_left(session: Session, scene: Scene, seat: Seat) -> str | None:
    """Why somebody who sat here may not speak here any more: the tenant moved, the manager left the agency (S1-70)."""
    match seat.participant.role:
        case Role.MANAGER if not is_in_team(session, seat.person.id):
            return "former_manager"
        case Role.TENANT if all(person.id != seat.person.id for person in scene.home.occupants):
            return "former_tenant"
        case Role.LANDLORD if all(person.id != seat.person.id for person in scene.home.landlords):
            return "former_landlord"
        case Role.PROVIDER if not scene.company or all(each.id != seat.person.id for each in scene.company.people):
            return "former_provider"
    return None


def private_side(session: Session, scene: Scene, *, now: datetime) -> Scene:
    """The same report on the side of manager and landlord; its thread is opened when it was not yet (SM8)."""
    if scene.is_private:
        return scene
    side = _private(session, scene.agency, scene.profile, scene.report, scene.home, {}, now=now)
    return replace(
        side, on_call=scene.on_call, guest_id=scene.guest_id, woken=scene.woken, by=scene.by, company=scene.company
    )  # fmt: skip


def scene_of_seat(session: Session, seat: Seat, *, now: datetime) -> Scene:
    """The scene of the report that a seat is about, on the side of its thread."""
    thread = seat.thread if seat.thread.kind is ThreadKind.REPORT else None
    scene = set_scene(session, seat.report, now=now, thread=thread)
    if seat.thread.kind is ThreadKind.PRIVATE:
        return private_side(session, scene, now=now)
    return at_table_of(session, scene, seat.thread, now=now)


def at_table_of(session: Session, scene: Scene, thread: Thread, *, now: datetime) -> Scene:
    """The same scene with the company whose thread this is; unchanged for a thread of no company."""
    match thread.kind:
        case ThreadKind.QUOTE:
            return with_company(session, scene, session.get_one(Quote, thread.about), now=now)
        case ThreadKind.ORDER:
            return with_order(session, scene, session.get_one(WorkOrder, thread.about), now=now)
    return scene


def goes_on(session: Session, seat: Seat, *, now: datetime) -> Seat:
    """The seat from which somebody goes on speaking: in the report that theirs was joined to, on the same side of it;
    their own where they have none there (GAP-16)."""
    if seat.report.merged_into_id is None or seat.thread.kind not in (ThreadKind.REPORT, ThreadKind.PRIVATE):
        return seat
    scene = set_scene(session, session.get_one(Report, seat.report.merged_into_id), now=now)
    if seat.thread.kind is ThreadKind.PRIVATE:
        scene = private_side(session, scene, now=now)
    return seat_of(session, seat.person.id, scene.thread.id, seat.channel) or seat


def with_company(session: Session, scene: Scene, quote: Quote, *, now: datetime) -> Scene:
    """The same scene with the company whose quote this is; whoever writes for it is given a seat in its own thread: the
    mission's, for a quote that came inside one."""
    if quote.order_id is not None:
        return with_order(session, scene, session.get_one(WorkOrder, quote.order_id), now=now, quote=quote)
    thread = open_thread(session, scene.report, ThreadKind.QUOTE, now=now, about=quote.id)
    provider, people = company_of(session, quote.provider_id)
    chairs = [Chair(person, Role.PROVIDER) for person in people]
    seats = seat_people(
        session, thread, scene.report, chairs, dwelling=scene.home.dwelling.name, now=now, number=quote.number,
        # What its tenant called the problem may name the home: a company reads what a manager let through.
        object_=quote.motif,
    )  # fmt: skip
    return replace(scene, company=Company(provider, people, thread, seats, None, quote))


def with_order(
    session: Session, scene: Scene, order: WorkOrder, *, now: datetime, quote: Quote | None = None
) -> Scene:  # fmt: skip
    """The same scene with the company whose mission this is, in the mission's own thread. `quote`: what happens is
    about a quote that came inside it."""
    thread = open_thread(session, scene.report, ThreadKind.ORDER, now=now, about=order.id)
    provider, people = company_of(session, order.provider_id)
    chairs = [Chair(person, Role.PROVIDER) for person in people]
    seats = seat_people(
        session, thread, scene.report, chairs, dwelling=scene.home.dwelling.name, now=now, number=order.number,
        object_=order.motif, town=scene.home.building.town,
    )  # fmt: skip
    return replace(scene, company=Company(provider, people, thread, seats, order, quote))


def _company_in(session: Session, thread: Thread, seats: dict[int, Participant]) -> Company:
    """The company whose thread this is, with the mission or the quote that it is about."""
    if thread.kind is ThreadKind.ORDER:
        order = session.get_one(WorkOrder, thread.about)
        return Company(*company_of(session, order.provider_id), thread, seats, order)
    quote = session.get_one(Quote, thread.about)
    return Company(*company_of(session, quote.provider_id), thread, seats, None, quote)


def _private(
    session: Session, agency: Agency, profile: AgencyProfile, report: Report, home: Home, opened_by: dict[int, str], *,
    now: datetime, by: str = "",
) -> Scene:  # fmt: skip
    thread = open_thread(session, report, ThreadKind.PRIVATE, now=now)
    chairs = [
        *(Chair(person, Role.MANAGER) for person in home.managers),
        *(Chair(person, Role.LANDLORD, opened_by.get(person.id, "")) for person in home.landlords),
    ]
    seats = seat_people(session, thread, report, chairs, dwelling=home.dwelling.name, now=now)
    return Scene(
        agency, profile, report, home, thread, seats, by=by, is_private=True, **_beside(session, report)
    )  # fmt: skip


def _beside(session: Session, report: Report) -> dict[str, Any]:
    """What stands beside a report: those that were joined to it, and what companies owe or do. Most have none of it,
    which one statement tells."""
    [(any_merged, any_quote, any_order)] = _ANY_BESIDE.rows(session, report=report.id)
    return {
        "merged": _merged(session, report) if any_merged else {},
        "awaited": awaited_of(session, report) if any_quote else frozenset(),
        "ahead": ahead_of(session, report) if any_quote or any_order else (),
        "had_companies": any_quote or any_order,
    }


_ANY_BESIDE = Prepared(
    select(
        exists().where(Report.merged_into_id == bindparam("report")).label("merged"),
        exists().where(Quote.report_id == bindparam("report")).label("quote"),
        exists().where(WorkOrder.report_id == bindparam("report")).label("work_order"),
    )
)


def _merged(session: Session, report: Report) -> dict[int, Role]:
    return {row.author_id: row.author_role for row in session.execute(_AUTHORS, {"report": report.id})}


_AUTHORS = select(Report.author_id, Report.author_role).where(Report.merged_into_id == bindparam("report"))


def with_on_call(session: Session, scene: Scene, *, now: datetime, woken: tuple[Person, ...] = ()) -> Scene:
    """The scene with whoever the agency has on call, and with the others whom an alarm wakes, given a seat if they have
    none (GAP-14)."""
    person = on_call(session, scene.agency, scene.profile, now=now)
    chairs = [Chair(each, Role.MANAGER) for each in (person, *woken)]
    seats = seat_people(session, scene.thread, scene.report, chairs, dwelling=scene.home.dwelling.name, now=now)
    guest_id = 0 if is_in_team(session, person.id) else person.id
    return replace(scene, on_call=person, guest_id=guest_id, woken=woken, seats=seats)
