"""Quotes: in which column each stands, and what may follow what (FEATURES, SM2)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import bindparam, func, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, Report, TeamMember
from mailbot.model_desk import Quote
from mailbot.vocabulary import QuoteSight, QuoteState, ReportStatus, Role
from mailbot.workflow.agencies import next_number

_S = QuoteState
COLUMN: Mapping[QuoteState, ReportStatus] = MappingProxyType(
    {
        **dict.fromkeys((_S.SENT, _S.NO_ANSWER, _S.RECEIVED), ReportStatus.TODO),
        **dict.fromkeys(
            (_S.QUESTION, _S.VISIT_WANTED, _S.VISIT_PLANNED, _S.WITH_LANDLORD, _S.MORE_ASKED), ReportStatus.IN_PROGRESS
        ),
        **dict.fromkeys(
            (_S.APPROVED, _S.REFUSED, _S.DECLINED, _S.CANCELLED, _S.EXPIRED, _S.DROPPED), ReportStatus.CLOSED
        ),
    }
)
"""The three columns of quotes are those of reports (S1-31)."""

_ASKED = frozenset({_S.SENT, _S.NO_ANSWER, _S.QUESTION, _S.VISIT_WANTED, _S.VISIT_PLANNED, _S.MORE_ASKED})
_HERE = frozenset({_S.RECEIVED, _S.WITH_LANDLORD, _S.MORE_ASKED})

# From which states each state is entered. A document is heard in every open state, a decision needs one.
_FROM: Mapping[QuoteState, frozenset[QuoteState]] = MappingProxyType(
    {
        _S.NO_ANSWER: frozenset({_S.SENT}),
        _S.RECEIVED: _ASKED | _HERE | {_S.REFUSED, _S.DECLINED, _S.EXPIRED},
        _S.QUESTION: _ASKED,
        _S.VISIT_WANTED: _ASKED,
        _S.VISIT_PLANNED: _ASKED,
        _S.WITH_LANDLORD: _HERE,
        _S.MORE_ASKED: _HERE | _ASKED,
        _S.APPROVED: _HERE,
        _S.REFUSED: _HERE,
        _S.DECLINED: _ASKED | _HERE,
        _S.CANCELLED: _ASKED | _HERE,
        _S.EXPIRED: _HERE,
        _S.DROPPED: _ASKED | _HERE,
    }
)


def is_open(quote: Quote) -> bool:
    """Whether it still waits for somebody."""
    return COLUMN[quote.state] is not ReportStatus.CLOSED


def may_become(quote: Quote, state: QuoteState) -> bool:
    """Whether it can be in this state next."""
    return quote.state in _FROM.get(state, frozenset())


def move_quote(quote: Quote, state: QuoteState, *, now: datetime) -> None:
    """The quote in its new state. Raises Refused(ALREADY_SO), before anything was changed, when it cannot be reached
    from where the quote stands."""
    if not may_become(quote, state):
        raise Refused(Reason.ALREADY_SO)
    quote.state, quote.state_since = state, now


def next_quote_number(session: Session, agency_id: int, *, year: int) -> str:
    """DEV-2026-0092: without gaps or doubles, since the counter's row is ours until the transaction ends."""
    series = f"DEV-{year}"
    return f"{series}-{next_number(session, agency_id, series):04d}"


# Who beside the managers may know that a quote was asked for, and every later step of it (S1-53).
_KNOWN_TO: Mapping[QuoteSight, frozenset[Role]] = MappingProxyType(
    {
        QuoteSight.MANAGERS: frozenset({Role.MANAGER}),
        QuoteSight.OCCUPANTS: frozenset({Role.MANAGER, Role.TENANT, Role.LANDLORD}),
        QuoteSight.LANDLORD: frozenset({Role.MANAGER, Role.LANDLORD}),
    }
)


def may_know(role: Role, sight: QuoteSight) -> bool:
    """Whether somebody of this role may see that there is such a quote."""
    return role in _KNOWN_TO[sight]


_AWAITED = frozenset({_S.SENT, _S.QUESTION, _S.VISIT_WANTED, _S.VISIT_PLANNED, _S.MORE_ASKED})


def awaited_of(session: Session, report: Report) -> frozenset[QuoteSight]:
    """Who may know of the quotes that a company still owes on this report; empty when none does."""
    if report.status is not ReportStatus.IN_PROGRESS:
        return frozenset()  # a request moves a report there, and its closing ends it
    return frozenset(session.connection().execute(_SIGHTS, {"report": report.id}).scalars())


_SIGHTS = select(Quote.sight).where(Quote.report_id == bindparam("report"), Quote.state.in_(sorted(_AWAITED)))


def quote_counts(session: Session, agency_id: int, manager_id: int | None = None) -> dict[ReportStatus, int]:
    """How many quotes stand in each of the three columns (S1-31): of the agency, or of the homes that one manager
    answers for; a home without one is the chief's. Every quote is in exactly one of them."""
    counts = dict.fromkeys(ReportStatus, 0)
    counted = (
        select(Quote.state, Dwelling.manager_id, func.count())
        .join(Report, Report.id == Quote.report_id)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .where(Quote.agency_id == agency_id)
        .group_by(Quote.state, Dwelling.manager_id)
    )
    rows = session.execute(counted).all()
    if manager_id is not None:
        team = session.execute(
            select(TeamMember.person_id, TeamMember.in_charge)
            .where(TeamMember.agency_id == agency_id)
            .order_by(TeamMember.person_id)
        ).all()
        members = {member.person_id for member in team}
        chief = next((member.person_id for member in team if member.in_charge), 0)
        rows = [row for row in rows if (row[1] if row[1] in members else chief) == manager_id]
    for state, _, number in rows:
        counts[COLUMN[state]] += number
    return counts


def quotes_of(session: Session, report_id: int) -> Sequence[Quote]:
    """The quotes of a report, in the order in which they were asked for."""
    return session.scalars(select(Quote).where(Quote.report_id == report_id).order_by(Quote.id)).all()
