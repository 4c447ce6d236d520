"""Which agencies have anything that the clock may be about to touch: asked for all of them at once.

Each line finds more agencies rather than fewer: whether something is due there is found out one by one, and costs
something only where there is something. An agency where nothing waits costs nothing, however long it has been there:
each line looks along an index of only what waits.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, exists, literal, select, union_all

from mailbot.db import Session
from mailbot.model import LandlordContact, Occupancy, Ownership, Participant, PersonAddress, Report
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import Visit, WorkOrder
from mailbot.status import not_sent, not_taken, said
from mailbot.vocabulary import (
    InboundFate,
    MissionState,
    OutboundFate,
    QuoteState,
    ReportStatus,
    Role,
    VisitState,
)

_A_DAY = timedelta(days=1)
"""It may be tomorrow already where an agency lives."""
_LATELY = timedelta(days=40)
"""What the clock follows is never older, where it follows what is old at all."""

Found = Sequence[Select[Any]]


def busy(session: Session, *, now: datetime) -> Mapping[str, frozenset[int]]:
    """Of each task that is not for everybody: the numbers of the agencies that it may concern now. One statement."""
    asked = [
        select(literal(task), lines.c[0])
        for task, find in _WAITING.items()
        for lines in (each.distinct().subquery() for each in find(now))
    ]
    found: dict[str, set[int]] = {task: set() for task in _WAITING}
    for task, agency_id in session.execute(union_all(*asked)):
        found[task].add(agency_id)
    return {task: frozenset(numbers) for task, numbers in found.items()}


def _moves(now: datetime) -> Found:
    today = (now + _A_DAY).date()
    seated = exists().where(
        Participant.person_id == Occupancy.person_id, Participant.role == Role.TENANT, Participant.revoked_at.is_(None)
    )
    return (
        select(Occupancy.agency_id).where(Occupancy.welcomed_at.is_(None), Occupancy.starts_on <= today),
        select(Occupancy.agency_id).where(Occupancy.departure_told_at.is_(None), Occupancy.ends_on <= today),
        select(Ownership.agency_id)
        .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
        .where(LandlordContact.welcomed_at.is_(None)),
        select(Occupancy.agency_id).where(Occupancy.ends_on < today, seated),
    )


def _untreated(now: datetime) -> Found:
    return (select(Report.agency_id).where(Report.status == said(ReportStatus.TODO), Report.created_at <= now),)


def _held(now: datetime) -> Found:
    waits = (not_taken(InboundFate.HELD), InboundMail.agency_id.is_not(None), InboundMail.received_at <= now)
    return (select(InboundMail.agency_id).where(*waits),)


def _returns(now: datetime) -> Found:
    return (
        *(
            select(OutboundMail.agency_id).where(
                not_sent(fate), OutboundMail.due_at.is_(None), OutboundMail.settled_at > now - _LATELY
            )
            for fate in (OutboundFate.FAILED, OutboundFate.UNCERTAIN)
        ),
        select(PersonAddress.agency_id).where(PersonAddress.refusals > said(0), PersonAddress.stopped_at.is_(None)),
    )


def _visits(now: datetime) -> Found:
    near = Visit.starts_at.between(now - _LATELY, now + 3 * _A_DAY)
    return (select(Visit.agency_id).where(Visit.state == VisitState.PLANNED, near),)


def _landlords(now: datetime) -> Found:
    return (
        select(LandlordAsk.agency_id).where(LandlordAsk.closed_at.is_(None)),
        select(Quote.agency_id).where(Quote.state == QuoteState.WITH_LANDLORD, Quote.leaves_at <= now),
    )


def _confirmations(_now: datetime) -> Found:
    return (select(WorkOrder.agency_id).where(WorkOrder.state == MissionState.DONE_TO_CONFIRM),)


def _slots(_now: datetime) -> Found:
    waiting = Visit.state.in_((VisitState.PROPOSED, VisitState.CHOSEN))
    return (_of_open(select(Visit.agency_id).where(waiting), Visit.report_id),)


def _homes(now: datetime) -> Found:
    told = (
        MissionState.NEW,
        MissionState.NO_ANSWER,
        MissionState.ACCEPTED,
        MissionState.REFUSED,
        MissionState.WITHDRAWN,
    )
    return (select(WorkOrder.agency_id).where(WorkOrder.state.in_(told), WorkOrder.state_since > now - _LATELY),)


def _companies(_now: datetime) -> Found:
    orders = select(WorkOrder.agency_id).where(WorkOrder.state.in_((MissionState.NEW, MissionState.NO_ANSWER)))
    quotes = select(Quote.agency_id).where(Quote.state.in_((QuoteState.SENT, QuoteState.NO_ANSWER)))
    return (_of_open(orders, WorkOrder.report_id), _of_open(quotes, Quote.report_id))


def _of_open(found: Select[Any], report_id: Any) -> Select[Any]:
    return found.join(Report, Report.id == report_id).where(Report.status != ReportStatus.CLOSED)


_WAITING: Mapping[str, Callable[[datetime], Found]] = MappingProxyType(
    {
        "welcomes": _moves,
        "untreated": _untreated,
        "held": _held,
        "returns": _returns,
        "visits": _visits,
        "landlords": _landlords,
        "confirmations": _confirmations,
        "slots": _slots,
        "homes": _homes,
        "companies": _companies,
    }
)
"""By the name of the task."""
