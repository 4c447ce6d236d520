"""What a company says of its works: seen and not finished, done, not done after all (SM3, M5 and M11)."""

from collections.abc import Collection
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import EventKind, LetterKind, MissionState, VisitState
from mailbot.workflow.appointments import last_visit, move_visit
from mailbot.workflow.appointments import may_become as visit_may_become
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.invitations import call_off
from mailbot.workflow.journal import noted
from mailbot.workflow.missing_papers import INVOICE, missing_papers
from mailbot.workflow.order_questions import settle
from mailbot.workflow.orders import BETWEEN_VISITS, UNANSWERED, move_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.sayings import Beside, Saying
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.telling import OF_THE_HOME, Reader

_M = MissionState
ASKED_ANEW = "confirmation_asked_anew"
"""Of an order's follow_up: when the question left again for an address that was put right."""
CONFIRMATION = "confirmation"
"""What of an order's follow-up the clock keeps of the occupants' answer: when they were reminded."""
DOUBTED = "doubted_at"
"""Since when somebody says that all is not well, without a word on the works: a silence is no yes then."""
_ASKS_NEXT = MappingProxyType({"quote": "send_quote", "second_visit": "propose_slots", "part": "propose_slots"})
"""What a company is asked once it has said what comes next (READING, section 11)."""


def declare_done(
    session: Session, scene: Scene, said: Saying, *, now: datetime, on: date | None = None,
    documents: Collection[str] = (),
) -> None:  # fmt: skip
    """« Intervention réalisée »: the company's word alone. The home is asked whether it is repaired (S2-23, S2-24).

    `on`: the day of the works, as it was said. `documents`: what came along, by what it is. Raises Refused, before
    anything was changed: REPORT_CLOSED, or ALREADY_SO when the mission has moved on.
    """
    check(Act.DECLARE_WORKS, said.role)
    company, order = _at_work(scene)
    step = move_order(order, _M.DONE_TO_CONFIRM, now=now)
    visit = last_visit(session, company)
    # Done before its day: nobody comes at the time that stands in people's calendars.
    off = call_off(visit) if visit is not None and _is_to_come(visit, now=now) else {}
    _honour(session, company, now=now)
    today = now.astimezone(scene.profile.zone).date()
    order.worked_on = on if on is not None and on <= today else today
    order.declared_at, order.declared_by = now, said.person.id
    forget_confirmation(order)
    settle(scene, company)
    missing = missing_papers(session, company, photos=said.photos, documents=documents)
    record(
        session, scene, EventKind.WORKS_DECLARED_DONE, now=now, **said.to_record(),
        details=noted(said.because, on_behalf=said.on_behalf, missing=missing, **step)
        | {"asked": _asks_home(order) | _asks_papers(order, missing)} | off,
    )  # fmt: skip


def asked_at(order: WorkOrder) -> datetime:
    """When the home was asked whether it is repaired: anew where the question had come back (G-15)."""
    assert order.declared_at is not None, "it was declared done"
    again = order.follow_up.get(ASKED_ANEW)
    return max(order.declared_at, datetime.fromisoformat(again)) if again else order.declared_at


def ask_home_anew(order: WorkOrder, *, now: datetime) -> None:
    """The question left again for an address that was put right: its delays begin anew."""
    kept = {key: value for key, value in order.follow_up.items() if key != CONFIRMATION}
    order.follow_up = {**kept, ASKED_ANEW: now.isoformat()}


def forget_confirmation(order: WorkOrder) -> None:
    """Nothing was confirmed, nor asked twice: it begins again with the next « réalisé » (SM5)."""
    order.confirmed_at = order.confirmed_by = order.confirmed_as = None
    order.follow_up = {key: value for key, value in order.follow_up.items() if key not in (CONFIRMATION, DOUBTED)}


def _asks_home(order: WorkOrder) -> dict[str, Any]:
    return {LetterKind.WORKS_DONE.value: confirm_question(order)}


def confirm_question(order: WorkOrder) -> dict[str, Any]:
    """What T-15 and T-16 ask."""
    return {"question": "confirm_works", ORDER: order.id}


def _asks_papers(order: WorkOrder, missing: Collection[str]) -> dict[str, Any]:
    if not missing:
        return {}
    if INVOICE in missing:
        return {LetterKind.DONE_NOTED.value: {"question": "send_invoice", ORDER: order.id}}
    return {LetterKind.DONE_NOTED.value: {"question": "provide_info", "text": "photo", ORDER: order.id}}


def declare_diagnosis(
    session: Session, scene: Scene, said: Saying, *, next_step: str, now: datetime,
    beside: Collection[Beside] = frozenset(),
) -> None:  # fmt: skip
    """The company was there and has not finished: the home reads its words without sums, and what comes next is asked
    when nobody said it. « Réalisé » is taken back by it too. `beside` it the same mail may say when the company comes
    again, and what it costs, which the managers are told with these words.

    Raises Refused, before anything was changed: REPORT_CLOSED, or ALREADY_SO when there was no visit yet, or when it
    waits for somebody's decision.
    """
    check(Act.DECLARE_WORKS, said.role)
    company, order = _at_work(scene)
    visit = last_visit(session, company)
    if order.state is _M.QUOTE_SUBMITTED or (visit is not None and _is_to_come(visit, now=now)):
        raise Refused(Reason.ALREADY_SO)
    took_back = order.state is _M.DONE_TO_CONFIRM
    step: dict[str, str] = {}
    if order.state not in BETWEEN_VISITS:  # there, « il faut que je repasse » tells of nothing new
        step = move_order(order, _M.DIAGNOSED, now=now)
        _honour(session, company, now=now)
    elif visit is not None and visit.state in (VisitState.PLANNED, VisitState.CHOSEN):
        _honour(session, company, now=now)
    if took_back:
        order.declared_at = order.declared_by = order.worked_on = None
        forget_confirmation(order)
    settle(scene, company)
    asks = "" if Beside.PRICE_TO_APPROVE in beside else _ASKS_NEXT.get(next_step, "")
    offers_slots = Beside.SLOTS in beside
    if asks and not (asks == "propose_slots" and offers_slots):
        for seat in company.seats.values():
            seat.asked = {"question": asks, ORDER: order.id}
    puts = asks == "propose_slots" and next_step == "second_visit" and not offers_slots and not said.on_behalf
    record(
        session, scene, EventKind.DIAGNOSIS_DECLARED, now=now, **said.to_record(),
        told_already=(OF_THE_HOME if said.agency_only or not (said.words.strip() or said.photos) else frozenset())
        | (frozenset({Reader.MANAGERS}) if Beside.PRICE in beside else frozenset()),
        read_as="" if took_back else "declare_diagnosis",
        details=noted(
            said.because, on_behalf=said.on_behalf, next_step=next_step or None, took_back=took_back or None,
            agency_only=said.agency_only or None, one_point=puts or None, ask=asks if puts else None, **step,
        ),
    )  # fmt: skip


def _at_work(scene: Scene) -> tuple[Company, WorkOrder]:
    if scene.is_closed:
        raise Refused(Reason.REPORT_CLOSED)
    assert scene.company is not None, "a company does the works"
    return scene.company, scene.company.mission


def _is_to_come(visit: Visit, *, now: datetime) -> bool:
    """Whether a time is agreed on that has not begun: what is said now cannot be about it."""
    return visit.state is VisitState.PLANNED and visit.starts_at is not None and visit.starts_at > now


def _honour(session: Session, company: Company, *, now: datetime) -> None:
    """Whatever was arranged here: the company was there."""
    visit = last_visit(session, company)
    if visit is not None and visit_may_become(visit, VisitState.HONOURED):
        move_visit(visit, VisitState.HONOURED, now=now)


def honour_visit(session: Session, company: Company, *, now: datetime) -> None:
    """The visit took place: a quote came of it. One that is still to come stays."""
    visit = last_visit(session, company)
    if visit is None or _is_to_come(visit, now=now):
        return
    if visit.state in (VisitState.PLANNED, VisitState.CHOSEN) or company.mission.state in UNANSWERED | {_M.ACCEPTED}:
        _honour(session, company, now=now)
