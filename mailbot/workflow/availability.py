"""When somebody can be at home, and how one gets in: asked, noted, and passed on to whoever comes (S2-05, S2-10)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Event, Person
from mailbot.model_orders import AccessNote, Availability, WorkOrder
from mailbot.vocabulary import EventKind, MissionState, Role, VisitState
from mailbot.workflow.ahead import ARRANGED
from mailbot.workflow.appointments import last_visit
from mailbot.workflow.at_hand import reads_home
from mailbot.workflow.events import ORDER, QUOTE_ROW, record
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.one_step import wish_again
from mailbot.workflow.orders import WORKED
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.telling import Reader
from mailbot.workflow.times import in_words
from mailbot.workflow.wished_times import wished

LONGEST_ACCESS = 2000
_ASKED_ABOUT = "disponibilités"
"""What the answer is about, for the reader of the next mail (READING, section 11): no one reads it."""


def ask_availability(session: Session, scene: Scene, *, now: datetime) -> None:
    """T-07 to everybody who lives there: when can this company come? `scene`: with the company at hand."""
    company = scene.the_company
    about = {ORDER: company.order.id} if company.order is not None else {QUOTE_ROW: company.quote.id}
    record(
        session, scene, EventKind.AVAILABILITY_ASKED, actor=None, role=Role.UNKNOWN, now=now,
        details={"asked": {"T-07": {"question": "provide_info", "text": _ASKED_ABOUT, **about}}},
    )  # fmt: skip


def has_times(session: Session, scene: Scene, order: WorkOrder, *, now: datetime) -> bool:
    """Whether a time to come is known at which the home is in, or it was asked since the order was sent."""
    if wished(session, scene, now=now):
        return True
    asked = select(Event.id).where(
        Event.report_id == order.report_id,
        Event.kind == EventKind.AVAILABILITY_ASKED,
        Event.at >= order.created_at,
    )
    return session.scalars(asked.limit(1)).first() is not None


def give_times(
    session: Session, scene: Scene, person: Person, said: Mapping[str, Any], *, now: datetime, role: Role = Role.TENANT,
    mail_id: int | None = None, because: Spans = (), told_already: frozenset[Reader] = frozenset(),
) -> bool:  # fmt: skip
    """Note when somebody can be there. The company at hand reads the times at once while it has still to propose some;
    they stand in its next letter otherwise. `told_already`: who reads the words themselves in another letter.

    False, and nothing is noted, when no time was said.
    """
    check(Act.WISH_TIMES, role)
    words = in_words(said, scene.profile.language, scene.profile.time_zone)
    if not words:
        return False
    times = {name: said[name] for name in ("slots", "recurring", "always") if said.get(name)}
    session.add(
        Availability(
            agency_id=scene.agency.id, report_id=scene.report.id, person_id=person.id, said=times, words=words,
            mail_id=mail_id, given_at=now,
        )
    )  # fmt: skip
    if scene.company is not None:
        wish_again(session, scene.company, times.get("slots", ()), person)
    record(
        session, scene, EventKind.AVAILABILITY_GIVEN, actor=person, role=role, now=now, mail_id=mail_id,
        told_already=told_already,
        details=noted(because) | {"times": times, "to_company": _has_to_propose(session, scene.company)},
    )  # fmt: skip
    return True


def give_access(
    session: Session, scene: Scene, person: Person, words: str, *, now: datetime, role: Role = Role.TENANT,
    told: str | None = None, mail_id: int | None = None, because: Spans = (),
    told_already: frozenset[Reader] = frozenset(),
) -> bool:  # fmt: skip
    """Note what one must know to get in. The company reads it without code or telephone; those are for P-07 alone.
    `told`: what of it the company reads now, where that is known to be without any; else the words, covered."""
    check(Act.WISH_TIMES, role)
    if not words.strip():
        return False
    session.add(
        AccessNote(
            agency_id=scene.agency.id, report_id=scene.report.id, person_id=person.id,
            words=words.strip()[:LONGEST_ACCESS], mail_id=mail_id, given_at=now,
        )
    )  # fmt: skip
    told = words if told is None else told
    reads = scene.company is not None and reads_home(session, scene.company)
    record(
        session, scene, EventKind.ACCESS_INFO_GIVEN, actor=person, role=role, now=now, mail_id=mail_id, words=told,
        told_already=told_already, details=noted(because) | {"to_company": reads and bool(told.strip())},
    )  # fmt: skip
    return True


def times_of_mail(session: Session, mail_id: int) -> bool:
    """Whether the times of this mail are noted already."""
    return session.scalars(select(Availability.id).where(Availability.mail_id == mail_id).limit(1)).first() is not None


def _has_to_propose(session: Session, company: Company | None) -> bool:
    """Whether times are still to be found for this company's next visit, and it has none to choose from."""
    if company is None or (company.order is None and company.about_quote is None):
        return False
    if company.order is not None and (not reads_home(session, company) or company.order.state in _NOT_PROPOSING):
        return False
    visit = last_visit(session, company)
    if company.order is None:
        return visit is not None and visit.state in _TO_FIND
    return visit is None or visit.state not in ARRANGED


_NOT_PROPOSING = WORKED | {
    MissionState.SLOTS_PROPOSED,
    MissionState.SLOT_CHOSEN,
    MissionState.PLANNED,
    MissionState.QUOTE_SUBMITTED,
}
_TO_FIND = frozenset({VisitState.TO_PROPOSE, VisitState.EXPIRED, VisitState.MOVED, VisitState.CANCELLED})
