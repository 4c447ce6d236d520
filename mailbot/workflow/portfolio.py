"""What an agency looks after, and what of it waits for a manager's decision today (S1-28, G-03 « À décider »)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.model import Agency, Dwelling, Event, Person, Provider, Report, TeamMember
from mailbot.model_desk import Quote
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.vocabulary import EventKind, InvoiceState, MissionState, QuoteState, ReportStatus
from mailbot.workflow.relaunches import may_be_relaunched_again


class Waits(StrEnum):
    """Why a report waits for a decision."""

    TO_TREAT = "to_treat"
    """Nobody at the agency has answered yet."""
    REOPENED = "reopened"
    """It came back, and nobody has answered since."""
    CLOSING_SUGGESTED = "closing_suggested"
    """Somebody who may not close it says that it is settled."""
    QUOTE_RECEIVED = "quote_received"
    """A quote came, and nobody has decided on it."""
    QUOTE_UNANSWERED = "quote_unanswered"
    """A company that was asked for a quote stays silent, and nothing more is done about it (GAP-02)."""
    ORDER_UNANSWERED = "order_unanswered"
    """The same of a mission."""
    WORKS_CONTESTED = "works_contested"
    """The home says that it is not repaired."""
    INVOICE_TO_CHECK = "invoice_to_check"
    """Something of an invoice is not as it should be."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A report, or something of one, that waits for a manager since an instant."""

    report: Report
    dwelling: str
    why: Waits
    since: datetime
    quote: Quote | None = None
    """What waits, of a company of this name."""
    order: WorkOrder | None = None
    invoice: Invoice | None = None
    """Of this order."""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Dwellings, and reports by their column: the three columns hold every report."""

    lots: int = 0
    todo: int = 0
    in_progress: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Absence:
    """A manager who is away, and until when."""

    person: Person
    until: date
    backup_id: int | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """An agency's homes and reports as they stand at one instant: looked up once for all its managers."""

    team: Mapping[int, tuple[TeamMember, Person]]
    absences: tuple[Absence, ...]
    decisions: tuple[Decision, ...]
    """Oldest first."""
    _in_charge: Mapping[int, int]
    """Dwelling → the manager who answers for it."""
    _reports: Mapping[tuple[int, ReportStatus], int]

    def lots_of(self, manager_id: int | None = None) -> frozenset[int]:
        """The homes for which this manager answers; the whole agency's without one."""
        return frozenset(lot for lot, whose in self._in_charge.items() if manager_id is None or whose == manager_id)

    def counts(self, manager_id: int | None = None) -> Counts:
        """What this manager answers for; the whole agency's without one."""
        lots = self.lots_of(manager_id)
        return Counts(len(lots), *(sum(self._reports.get((lot, each), 0) for lot in lots) for each in ReportStatus))

    def of_home(self, lot: int) -> dict[str, int]:
        """The reports of one home, by the names of their columns."""
        return {status.value: self._reports.get((lot, status), 0) for status in ReportStatus}

    def decisions_of(self, manager_id: int) -> list[Decision]:
        """What stands open for this manager today: their own homes, and those of whoever they stand in for (GAP-21)."""
        theirs = {manager_id} | {away.person.id for away in self.absences if away.backup_id == manager_id}
        return [each for each in self.decisions if self._in_charge[each.report.dwelling_id] in theirs]


def portfolio_of(session: Session, agency: Agency, *, today: date) -> Portfolio:
    """The portfolio of an agency on a day of its calendar."""
    members = select(TeamMember, Person).join(Person, Person.id == TeamMember.person_id)
    rows = session.execute(members.where(TeamMember.agency_id == agency.id).order_by(TeamMember.person_id))
    team = {member.person_id: (member, person) for member, person in rows}
    chief = next((number for number, (member, _) in team.items() if member.in_charge), 0)
    dwellings = session.execute(
        select(Dwelling.id, Dwelling.manager_id, Dwelling.name).where(Dwelling.agency_id == agency.id)
    ).all()
    in_charge = {lot: manager_id if manager_id in team else chief for lot, manager_id, _ in dwellings}
    names = {lot: name for lot, _, name in dwellings}
    counted = select(Report.dwelling_id, Report.status, func.count()).where(Report.agency_id == agency.id)
    reports = {
        (lot, status): number
        for lot, status, number in session.execute(counted.group_by(Report.dwelling_id, Report.status))
    }
    absences = tuple(
        Absence(person, member.absent_until, member.backup_id)
        for member, person in team.values()
        if member.absent_until is not None and today < member.absent_until
    )
    waiting = [
        *_decisions(session, agency, names),
        *_quotes(session, agency, names),
        *_orders(session, agency, names),
        *_invoices(session, agency, names),
    ]
    decisions = tuple(sorted(waiting, key=lambda each: (each.since, each.report.id)))
    return Portfolio(team, absences, decisions, in_charge, reports)


def _decisions(session: Session, agency: Agency, names: Mapping[int, str]) -> Iterator[Decision]:
    """Each open report that waits, once: a closing that was suggested says more than that nobody has answered."""
    open_ = session.scalars(
        select(Report).where(
            Report.agency_id == agency.id, Report.status.in_([ReportStatus.TODO, ReportStatus.IN_PROGRESS])
        )
    ).all()
    turns = _turns(session, [report.id for report in open_])
    for report in open_:
        last = turns.get(report.id, {})
        suggested, reopened = last.get(EventKind.CLOSING_SUGGESTED), last.get(EventKind.REPORT_REOPENED)
        answered = max((number for kind, (number, _) in last.items() if kind in _ANSWERS), default=0)
        if suggested is not None and suggested[0] > answered:
            yield Decision(report, names[report.dwelling_id], Waits.CLOSING_SUGGESTED, suggested[1])
        elif report.status is ReportStatus.TODO and reopened is not None:
            yield Decision(report, names[report.dwelling_id], Waits.REOPENED, reopened[1])
        elif report.status is ReportStatus.TODO:
            yield Decision(report, names[report.dwelling_id], Waits.TO_TREAT, report.created_at)


def _quotes(session: Session, agency: Agency, names: Mapping[int, str]) -> Iterator[Decision]:
    """Each quote that a manager has to decide on: it is here, and lies before no landlord (S1-31); and each that a
    company does not send."""
    rows = session.execute(
        select(Quote, Report, Provider.company)
        .join(Report, Report.id == Quote.report_id)
        .join(Provider, Provider.id == Quote.provider_id)
        .where(Quote.agency_id == agency.id, Report.status != ReportStatus.CLOSED)
        .where(Quote.state.in_([QuoteState.RECEIVED, QuoteState.NO_ANSWER]))
    )
    for quote, report, company in rows:
        is_here = quote.state is QuoteState.RECEIVED
        if is_here or may_be_relaunched_again(quote, report):
            why = Waits.QUOTE_RECEIVED if is_here else Waits.QUOTE_UNANSWERED
            yield Decision(report, names[report.dwelling_id], why, quote.state_since, quote, company=company)


def _orders(session: Session, agency: Agency, names: Mapping[int, str]) -> Iterator[Decision]:
    """Each mission that stands still until a manager does something."""
    rows = session.execute(
        select(WorkOrder, Report, Provider.company)
        .join(Report, Report.id == WorkOrder.report_id)
        .join(Provider, Provider.id == WorkOrder.provider_id)
        .where(WorkOrder.agency_id == agency.id, Report.status != ReportStatus.CLOSED)
        .where(WorkOrder.state.in_([MissionState.NO_ANSWER, MissionState.CONTESTED]))
    )
    for order, report, company in rows:
        is_contested = order.state is MissionState.CONTESTED
        if is_contested or may_be_relaunched_again(order, report):
            why = Waits.WORKS_CONTESTED if is_contested else Waits.ORDER_UNANSWERED
            yield Decision(report, names[report.dwelling_id], why, order.state_since, order=order, company=company)


def _invoices(session: Session, agency: Agency, names: Mapping[int, str]) -> Iterator[Decision]:
    """Each invoice with a gap; also of a report that is closed, since it is to be paid all the same."""
    rows = session.execute(
        select(Invoice, WorkOrder, Report, Provider.company)
        .join(WorkOrder, WorkOrder.id == Invoice.order_id)
        .join(Report, Report.id == WorkOrder.report_id)
        .join(Provider, Provider.id == Invoice.provider_id)
        .where(Invoice.agency_id == agency.id, Invoice.state.in_(_UNDECIDED))
    )
    for invoice, order, report, company in rows:
        if invoice.gaps:
            yield Decision(
                report, names[report.dwelling_id], Waits.INVOICE_TO_CHECK, invoice.state_since, order=order,
                invoice=invoice, company=company,
            )  # fmt: skip


_UNDECIDED = (InvoiceState.WAITING, InvoiceState.RECEIVED, InvoiceState.BLOCKED)
# After one of these, a closing that was suggested is settled: it was closed, or a manager has said what they think.
_ANSWERS = frozenset(
    {
        EventKind.REPORT_CLOSED_BY_AUTHOR,
        EventKind.REPORT_CLOSED_BY_MANAGER,
        EventKind.COMMENT_ADDED_BY_MANAGER,
        EventKind.CANNED_REPLY_SENT,
    }
)
_TURNS = (*_ANSWERS, EventKind.CLOSING_SUGGESTED, EventKind.REPORT_REOPENED)
_SOME = 500


def _turns(session: Session, reports: list[int]) -> dict[int, dict[EventKind, tuple[int, datetime]]]:
    """Report → kind → the last such event and its instant."""
    found: dict[int, dict[EventKind, tuple[int, datetime]]] = {}
    for some in a_few(reports):
        last = (
            select(func.max(Event.id))
            .where(Event.report_id.in_(some), Event.kind.in_(_TURNS))
            .group_by(Event.report_id, Event.kind)
        )
        for event in session.execute(select(Event.id, Event.report_id, Event.kind, Event.at).where(Event.id.in_(last))):
            found.setdefault(event.report_id, {})[event.kind] = (event.id, event.at)
    return found


def a_few(numbers: list[int]) -> Iterable[list[int]]:
    """A few at a time: a statement takes only so many values."""
    return (numbers[at : at + _SOME] for at in range(0, len(numbers), _SOME))
