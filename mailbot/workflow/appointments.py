"""Appointments: slots, choice, planning, and what may follow what (FEATURES, SM4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select

from mailbot.db import Session, once
from mailbot.errors import Reason, Refused
from mailbot.model_orders import Visit
from mailbot.vocabulary import VisitState
from mailbot.workflow.scene import Company, Scene

_V = VisitState
STANDS = frozenset({_V.CHOSEN, _V.PLANNED})
"""A time is agreed on, or about to be."""
OVER = frozenset({_V.HONOURED})
_FALLEN = frozenset({_V.EXPIRED, _V.MOVED, _V.CANCELLED, _V.MISSED_BY_PROVIDER, _V.MISSED_BY_OCCUPANT})

_FROM: Mapping[VisitState, frozenset[VisitState]] = MappingProxyType(
    {
        _V.TO_PROPOSE: frozenset({_V.PROPOSED, _V.CHOSEN, _V.EXPIRED, _V.MOVED, _V.CANCELLED}),
        _V.PROPOSED: frozenset({_V.TO_PROPOSE, _V.PROPOSED, _V.CHOSEN, _V.PLANNED}) | _FALLEN,
        _V.CHOSEN: frozenset({_V.PROPOSED, _V.CHOSEN}),
        # From a time that both sides agree on at once, too (GAP-11).
        _V.PLANNED: frozenset({_V.TO_PROPOSE, _V.PROPOSED, _V.CHOSEN, _V.PLANNED}) | _FALLEN,
        # Whatever was arranged here: the company was there.
        _V.HONOURED: frozenset({_V.TO_PROPOSE, _V.PROPOSED, _V.CHOSEN, _V.PLANNED}) | _FALLEN,
        # Nobody chose in time; or the company has let what was chosen go by.
        _V.EXPIRED: frozenset({_V.PROPOSED, _V.CHOSEN}),
        _V.MOVED: frozenset({_V.CHOSEN, _V.PLANNED}),
        _V.CANCELLED: frozenset({_V.TO_PROPOSE, _V.PROPOSED, _V.CHOSEN, _V.PLANNED}) | _FALLEN - {_V.CANCELLED},
        _V.MISSED_BY_PROVIDER: frozenset({_V.PLANNED, _V.HONOURED}),
        _V.MISSED_BY_OCCUPANT: frozenset({_V.PLANNED}),
    }
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One slot of a proposal. Its number stays the same in every reminder (WORDING, T-08)."""

    number: int
    start: datetime
    end: datetime

    def to_json(self) -> dict[str, Any]:
        """As the visit's row keeps it."""
        return {"number": self.number, "start": self.start.isoformat(), "end": self.end.isoformat()}


def offered(visit: Visit) -> tuple[Offered, ...]:
    """Every slot of the last proposal, those too near to be chosen too."""
    return tuple(
        Offered(each["number"], datetime.fromisoformat(each["start"]), datetime.fromisoformat(each["end"]))
        for each in visit.slots
    )


def still_offered(visit: Visit, closes: timedelta, *, now: datetime) -> tuple[Offered, ...]:
    """The slots that can still be chosen: those that begin after `closes` from now (S2-11)."""
    return tuple(each for each in offered(visit) if each.start - now > closes)


def may_become(visit: Visit, state: VisitState) -> bool:
    """Whether it can be in this state next."""
    return visit.state in _FROM[state]


def move_visit(visit: Visit, state: VisitState, *, now: datetime) -> None:
    """The visit in its new state. Raises Refused(ALREADY_SO), before anything was changed, when it cannot be reached
    from where the visit stands."""
    if not may_become(visit, state):
        raise Refused(Reason.ALREADY_SO)
    visit.state, visit.state_since = state, now


def visits_of(session: Session, company: Company) -> Sequence[Visit]:
    """The visits of a mission, or of a request for a quote, in their order."""
    if company.order is not None:
        whose, number = "order", company.order.id
    else:
        whose, number = "quote", company.quote.id
    return once(session, f"visits of {whose}", number, lambda: session.scalars(_OF[whose], {"number": number}).all())


_OF = {
    "order": select(Visit).where(Visit.order_id == bindparam("number")).order_by(Visit.number),
    "quote": select(Visit).where(Visit.quote_id == bindparam("number")).order_by(Visit.number),
}


def last_visit(session: Session, company: Company) -> Visit | None:
    """The visit that is being arranged, or was the last one."""
    return next(reversed(visits_of(session, company)), None)


def visit_to_arrange(session: Session, scene: Scene, *, now: datetime, for_works: bool) -> Visit:
    """The visit for which a time is to be found: the mission's present one, or the next when that one is over. Its
    number is known from now on (S2-06)."""
    company = scene.the_company
    last = last_visit(session, company)
    if last is not None and last.state not in OVER:
        return last
    number = last.number + 1 if last is not None else 1
    if company.order is not None:
        number = company.order.visit_number = max(number, company.order.visit_number)
    whose = company.order.number if company.order is not None else company.quote.number
    visit = Visit(
        agency_id=scene.agency.id,
        report_id=scene.report.id,
        order_id=company.order.id if company.order is not None else None,
        quote_id=company.quote.id if company.order is None else None,
        number=number,
        state=VisitState.TO_PROPOSE,
        state_since=now,
        is_for_works=for_works,
        slots=[],
        uid=f"{whose}.{number}@{scene.profile.mail_domain}",
        follow_up={},
        created_at=now,
    )
    session.add(visit)
    session.flush()
    return visit
