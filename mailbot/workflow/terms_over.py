"""What has been kept for its whole term: the rows of each line that are to go, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import (
    Agency,
    Comment,
    LandlordContact,
    Occupancy,
    Ownership,
    Person,
    Press,
    ProviderContact,
    Report,
    TeamMember,
)
from mailbot.model_desk import AddressChange, Confirmation, Draft, ProvenBrowser, Quote
from mailbot.model_gate import StrangerMail
from mailbot.model_mails import InboundMail, OutboundMail, ScheduledRun
from mailbot.model_orders import Availability, Invoice, Paper, WorkOrder
from mailbot.vocabulary import Channel, InboundFate, ReportStatus
from mailbot.workflow.access_clock import is_over
from mailbot.workflow.erasing import ERASED


@dataclass(frozen=True, slots=True)
class Ended:
    """Where a term ends: what is from before this day may go."""

    agency: Agency
    profile: AgencyProfile
    day: date
    """The first day that is still kept."""
    now: datetime
    most: int

    @property
    def before(self) -> datetime:
        """The instant at which that day begins where the agency lives."""
        return datetime.combine(self.day, datetime.min.time(), self.profile.zone)


R = TypeVar("R")


def _some(session: Session, rows: Select[R], to: Ended) -> Sequence[R]:
    return session.scalars(rows.limit(to.most)).unique().all()


# -- Mails ------------------------------------------------------------------------------------------------------------

_OF_NOBODY = and_(InboundMail.fate.in_([InboundFate.PARKED, InboundFate.DISCARDED]), InboundMail.person_id.is_(None))


def _mails(to: Ended) -> Select[InboundMail]:
    # One that names no agency at all came to an address of nobody's: whoever comes first lets it go.
    ours = or_(InboundMail.agency_id == to.agency.id, InboundMail.agency_id.is_(None))
    settled = and_(InboundMail.due_at.is_(None), InboundMail.erased_at.is_(None))
    return select(InboundMail).where(ours, settled, InboundMail.received_at < to.before).order_by(InboundMail.id)


def strangers(session: Session, to: Ended) -> Sequence[InboundMail]:
    """Mails of nobody we know."""
    return _some(session, _mails(to).where(_OF_NOBODY), to)


def held(session: Session, to: Ended) -> Sequence[InboundMail]:
    """Mails whose sender was asked whether it was them, and never said."""
    return _some(session, _mails(to).where(InboundMail.fate == InboundFate.HELD), to)


def raw_mails(session: Session, to: Ended) -> Sequence[InboundMail]:
    """The bytes of every other mail."""
    return _some(session, _mails(to).where(InboundMail.fate != InboundFate.HELD, ~_OF_NOBODY), to)


def digests(session: Session, to: Ended) -> Sequence[OutboundMail]:
    """Letters that belong to no report: they say again what is kept elsewhere."""
    return _some(session, _letters(to).where(OutboundMail.report_id.is_(None)), to)


def _letters(to: Ended) -> Select[OutboundMail]:
    left = and_(OutboundMail.due_at.is_(None), OutboundMail.erased_at.is_(None))
    return (
        select(OutboundMail)
        .where(OutboundMail.agency_id == to.agency.id, left, OutboundMail.created_at < to.before)
        .order_by(OutboundMail.id)
    )


# -- Missions ---------------------------------------------------------------------------------------------------------


def availabilities(session: Session, to: Ended) -> Sequence[Availability]:
    """Times that somebody gave for a mission that has been over for long enough."""
    rows = session.scalars(select(Availability).where(Availability.agency_id == to.agency.id).order_by(Availability.id))
    return [row for row in rows if _is_over(session, row.report_id, to)][: to.most]


def contacts(session: Session, to: Ended) -> Sequence[Quote]:
    """Quotes that say whom to meet on the spot, of such missions."""
    rows = session.scalars(select(Quote).where(Quote.agency_id == to.agency.id, Quote.contact != "").order_by(Quote.id))
    return [row for row in rows if _is_over(session, row.report_id, to)][: to.most]


def _is_over(session: Session, report_id: int, to: Ended) -> bool:
    return is_over(session, report_id, to.before, to.now - timedelta(days=to.profile.rules.endless_days))


# -- Leases and mandates ----------------------------------------------------------------------------------------------


def reports(session: Session, to: Ended) -> Sequence[Report]:
    """Closed reports of leases that ended long ago: nobody who lived there then does so still."""
    lived = exists().where(
        Occupancy.dwelling_id == Report.dwelling_id,
        Occupancy.starts_on <= Report.closed_at,
        or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= to.day),
    )
    said = exists().where(Comment.report_id == Report.id, Comment.erased_at.is_(None))
    told = exists().where(
        OutboundMail.report_id == Report.id, OutboundMail.erased_at.is_(None), OutboundMail.due_at.is_(None)
    )
    rows = select(Report).where(
        Report.agency_id == to.agency.id,
        Report.status == ReportStatus.CLOSED,
        Report.closed_at < to.before,
        ~lived,
        or_(said, told),
    )
    return _some(session, rows.order_by(Report.id), to)


def people(session: Session, to: Ended) -> Sequence[Person]:
    """Tenants who left long ago, and of whom nothing is kept any more."""
    lives = exists().where(
        Occupancy.person_id == Person.id, or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= to.day)
    )
    rows = select(Person).where(
        Person.agency_id == to.agency.id,
        Person.erased_at.is_(None),
        exists().where(Occupancy.person_id == Person.id),
        ~lives,
        ~exists().where(Comment.author_id == Person.id, Comment.erased_at.is_(None)),
        *(~exists().where(table.person_id == Person.id) for table in (LandlordContact, TeamMember, ProviderContact)),
    )
    return _some(session, rows.order_by(Person.id), to)


def private(session: Session, to: Ended) -> Sequence[Comment]:
    """What manager and landlord wrote each other under a mandate that ended long ago."""
    rows = (
        select(Comment)
        .join(Report, Report.id == Comment.report_id)
        .where(
            Comment.agency_id == to.agency.id,
            Comment.channel == Channel.PRIVATE,
            Comment.erased_at.is_(None),
            *_mandate_is_over(Comment.created_at, to),
        )
    )
    return _some(session, rows.order_by(Comment.id), to)


def private_letters(session: Session, to: Ended) -> Sequence[OutboundMail]:
    """The letters that told of it."""
    rows = (
        _letters(to)
        .join(Report, Report.id == OutboundMail.report_id)
        .where(OutboundMail.channel == Channel.PRIVATE, *_mandate_is_over(OutboundMail.created_at, to))
    )
    return _some(session, rows, to)


def _mandate_is_over(at: Any, to: Ended) -> tuple[ColumnElement[bool], ...]:
    """Whether nobody who owned the home at that moment has owned it lately."""
    of_home = Ownership.dwelling_id == Report.dwelling_id
    stood = or_(Ownership.ends_on.is_(None), Ownership.ends_on >= to.day)
    return (
        exists().where(of_home, Ownership.ends_on < to.day),
        ~exists().where(of_home, Ownership.starts_on <= at, stood),
    )


# -- Papers that the law makes us keep --------------------------------------------------------------------------------


def quotes(session: Session, to: Ended) -> Sequence[Quote]:
    """Quotes, with what they rest on."""
    rows = select(Quote).where(
        Quote.agency_id == to.agency.id, Quote.state_since < to.before, Quote.follow_up[ERASED].as_string().is_(None)
    )
    return _some(session, rows.order_by(Quote.id), to)


def orders(session: Session, to: Ended) -> Sequence[WorkOrder]:
    """Orders: ten years after the works, as long as their maker answers for them (décennale)."""
    rows = select(WorkOrder).where(
        WorkOrder.agency_id == to.agency.id,
        WorkOrder.state_since < to.before,
        WorkOrder.follow_up[ERASED].as_string().is_(None),
    )
    return _some(session, rows.order_by(WorkOrder.id), to)


def papers(session: Session, to: Ended) -> Sequence[Paper]:
    """The documents that we made; those of an order that goes on are of its last day."""
    late = exists().where(WorkOrder.id == Paper.order_id, WorkOrder.state_since >= to.before)
    rows = select(Paper).where(
        Paper.agency_id == to.agency.id, Paper.created_at < to.before, ~late, Paper.facts[ERASED].as_string().is_(None)
    )
    return _some(session, rows.order_by(Paper.id), to)


def invoices(session: Session, to: Ended) -> Sequence[Invoice]:
    """Invoices that came."""
    rows = select(Invoice).where(
        Invoice.agency_id == to.agency.id, Invoice.received_at < to.before, cast(Invoice.papers, String) != "[]"
    )
    return _some(session, rows.order_by(Invoice.id), to)


# -- Pages, and the clock ---------------------------------------------------------------------------------------------


def browsers(session: Session, to: Ended) -> Sequence[ProvenBrowser]:
    """Browsers in which somebody once proved who they are."""
    rows = select(ProvenBrowser).where(ProvenBrowser.agency_id == to.agency.id, ProvenBrowser.proven_at < to.before)
    return _some(session, rows, to)


def presses(session: Session, to: Ended) -> Sequence[Press]:
    """Forms that were sent: their number keeps a second sending from doing the same again."""
    return _some(session, select(Press).where(Press.agency_id == to.agency.id, Press.pressed_at < to.before), to)


def confirmations(session: Session, to: Ended) -> Sequence[Confirmation]:
    """Buttons that waited for a yes, with what their form brought."""
    rows = select(Confirmation).where(Confirmation.agency_id == to.agency.id, Confirmation.asked_at < to.before)
    return _some(session, rows.order_by(Confirmation.id), to)


def drafts(session: Session, to: Ended) -> Sequence[Draft]:
    """What was prepared, and has long left or been given up."""
    return _some(
        session, select(Draft).where(Draft.agency_id == to.agency.id, Draft.created_at < to.before).order_by(Draft.id),
        to,
    )  # fmt: skip


def address_changes(session: Session, to: Ended) -> Sequence[AddressChange]:
    """Changes of address, made or given up."""
    rows = select(AddressChange).where(AddressChange.agency_id == to.agency.id, AddressChange.asked_at < to.before)
    return _some(session, rows.order_by(AddressChange.id), to)


def letters_to_strangers(session: Session, to: Ended) -> Sequence[StrangerMail]:
    """That an address which nobody knows was written to on a day."""
    rows = select(StrangerMail).where(StrangerMail.agency_id == to.agency.id, StrangerMail.day < to.day.isoformat())
    return _some(session, rows.order_by(StrangerMail.id), to)


def runs(session: Session, to: Ended) -> Sequence[ScheduledRun]:
    """What the clock did on which day."""
    return _some(
        session, select(ScheduledRun).where(ScheduledRun.agency_id == to.agency.id, ScheduledRun.on < to.day), to
    )
