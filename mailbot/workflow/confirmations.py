"""Whether it is repaired: the home says so, or not, or says nothing, or a manager knows (FEATURES, SM5)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import ConfirmedBy, EventKind, LetterKind, MissionState, Role, VisitState
from mailbot.workflow.appointments import last_visit, may_become, move_visit, visit_to_arrange
from mailbot.workflow.complete_files import complete_if_all_here
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.invoices import block_invoices, release_invoices
from mailbot.workflow.journal import noted
from mailbot.workflow.missing_papers import has_invoice, missing_papers
from mailbot.workflow.mission_quotes import await_nothing
from mailbot.workflow.order_questions import settle
from mailbot.workflow.orders import WORKED, move_order, orders_of
from mailbot.workflow.paper_facts import billing_name
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.telling import OCCUPANTS, Reader
from mailbot.workflow.works import CONFIRMATION, DOUBTED, confirm_question, forget_confirmation

_M = MissionState
CONTESTED_BY = "contested_by"


def confirm(session: Session, scene: Scene, said: Saying, *, now: datetime, shows_words: bool = False) -> bool:
    """An occupant says that it is repaired: the first clear answer counts. False when it was confirmed before: there is
    nothing more to tell. `shows_words`: the home reads what was said beside it in the letter that tells of it.

    Raises Refused, before anything was changed, when nobody asks, or another occupant has said that it is not.
    """
    check(Act.CONFIRM_WORKS, said.role)
    company, order = _mission(scene)
    if order.state in (_M.DONE, _M.COMPLETE):
        return False
    if order.state is _M.CONTESTED and order.follow_up.get(CONTESTED_BY) != said.person.id:
        raise Refused(Reason.ALREADY_SO)
    _confirmed(
        session, scene, company, said, EventKind.WORKS_CONFIRMED, ConfirmedBy.TENANT, now=now, shows_words=shows_words
    )  # fmt: skip
    return True


def confirm_by_manager(session: Session, scene: Scene, said: Saying, *, now: datetime) -> None:
    """« Confirmé par téléphone »: a manager's word instead of the home's, and the journal says whose it was.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, or ALREADY_SO when nothing waits to be confirmed.
    """
    check(Act.CONFIRM_WORKS, said.role)
    if said.role is not Role.MANAGER:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    company, order = _mission(scene)
    if order.state not in (_M.DONE_TO_CONFIRM, _M.CONTESTED):
        raise Refused(Reason.ALREADY_SO)
    _confirmed(session, scene, company, said, EventKind.WORKS_CONFIRMED_BY_MANAGER, ConfirmedBy.MANAGER, now=now)


def confirm_tacitly(session: Session, scene: Scene, *, now: datetime) -> None:
    """Nobody answered: the works are taken for done, and everybody reads that this is why (GAP-09)."""
    company, order = _mission(scene)
    if order.state is not _M.DONE_TO_CONFIRM:
        raise Refused(Reason.ALREADY_SO)
    _confirmed(session, scene, company, None, EventKind.WORKS_CONFIRMED_TACITLY, ConfirmedBy.SILENCE, now=now)


def remind(session: Session, scene: Scene, *, now: datetime, tacit_at: datetime | None) -> None:
    """T-16. `tacit_at`: when silence will be taken for a yes; the last reminder alone says so."""
    _, order = _mission(scene)
    tells = {"tacit_on": tacit_at.astimezone(scene.profile.zone).date().isoformat()} if tacit_at is not None else {}
    asked = {LetterKind.WORKS_DONE_REMINDED.value: confirm_question(order)}
    record(
        session, scene, EventKind.COMPLETION_REMINDED, actor=None, role=Role.UNKNOWN, now=now,
        details=tells | {"asked": asked},
    )  # fmt: skip


def contest(
    session: Session, scene: Scene, said: Saying, *, now: datetime, told_already: frozenset[Reader] = frozenset()
) -> None:
    """It is not repaired: the mission is the company's again, with the next visit, and the invoice waits (GAP-08).
    After a confirmation, or a silence, within the days in which a report comes back.

    Raises Refused, before anything was changed, when nothing was declared done, or it is too late.
    """
    check(Act.CONFIRM_WORKS, said.role)
    _reopen(session, scene, said, EventKind.WORKS_CONTESTED, now=now, told_already=told_already)


def tell_no_show(session: Session, scene: Scene, said: Saying, *, now: datetime) -> None:
    """« Personne n’est venu », said to « c’est réparé ? »: the visit did not take place, whatever was declared.

    Raises Refused as `contest` does.
    """
    check(Act.CONFIRM_WORKS, said.role)
    _reopen(session, scene, said, EventKind.VISIT_MISSED_BY_PROVIDER, now=now)


def forget_silence(session: Session, report_id: int) -> None:
    """Its report comes back: no silence confirms works before it was asked about anew, with its warning."""
    for order in orders_of(session, report_id):
        if order.state is _M.DONE_TO_CONFIRM:
            order.follow_up = {key: value for key, value in order.follow_up.items() if key != CONFIRMATION}


def doubt_silence(session: Session, report_id: int, *, now: datetime) -> None:
    """Somebody who lives there says that it is not settled: no silence confirms these works any more."""
    forget_silence(session, report_id)
    for order in orders_of(session, report_id):
        if order.state is _M.DONE_TO_CONFIRM:
            order.follow_up = {**order.follow_up, DOUBTED: now.isoformat()}


def _reopen(
    session: Session, scene: Scene, said: Saying, kind: EventKind, *, now: datetime,
    told_already: frozenset[Reader] = frozenset(),
) -> None:  # fmt: skip
    company, order = _mission(scene)
    if not may_contest(scene, order, now=now) or scene.is_closed:
        raise Refused(Reason.ALREADY_SO)
    after = order.confirmed_as
    worked_on, number = order.worked_on, order.visit_number
    step = move_order(order, _M.CONTESTED, now=now)
    last = last_visit(session, company)
    missed = kind is EventKind.VISIT_MISSED_BY_PROVIDER
    if missed and last is not None and may_become(last, VisitState.MISSED_BY_PROVIDER):
        move_visit(last, VisitState.MISSED_BY_PROVIDER, now=now)
    forget_confirmation(order)
    order.follow_up = {**order.follow_up, CONTESTED_BY: said.person.id}
    await_nothing(order)  # what was named before them is no price of what is left of the works
    block_invoices(session, order, now)
    if not missed:
        visit_to_arrange(session, scene, now=now, for_works=True)
    settle(scene, company)
    record(
        session, scene, kind, now=now, **said.to_record(), told_already=told_already,
        details=noted(
            said.because, on_behalf=said.on_behalf, confirmed_before=after.value if after is not None else None,
            declared_on=worked_on.isoformat() if worked_on is not None else None, visit=number,
            visited_on=_day_of(scene, last) if missed else None,
            invoice_blocked=has_invoice(session, order) or None, **step,
        ) | {"asked": {LetterKind.PROBLEM_LEFT.value: {"question": "propose_slots", ORDER: order.id}}},
    )  # fmt: skip


def _day_of(scene: Scene, visit: Visit | None) -> str | None:
    if visit is None or visit.starts_at is None:
        return None
    return visit.starts_at.astimezone(scene.profile.zone).date().isoformat()


def may_contest(scene: Scene, order: WorkOrder, *, now: datetime) -> bool:
    """Whether « ce n’est pas réparé » brings the mission back: until it is confirmed, and for a month afterwards."""
    if order.state not in WORKED:
        return False
    return order.confirmed_at is None or now <= order.confirmed_at + timedelta(days=scene.profile.rules.reopen_days)


# G-10 leaves at once when something is to be decided: a silence is no yes.
_DECIDE: Mapping[EventKind, bool] = MappingProxyType({EventKind.WORKS_CONFIRMED_TACITLY: True})


def _confirmed(
    session: Session, scene: Scene, company: Company, said: Saying | None, kind: EventKind, by: ConfirmedBy, *,
    now: datetime, shows_words: bool = False,
) -> None:  # fmt: skip
    order = company.mission
    step = move_order(order, _M.DONE, now=now)
    order.confirmed_at, order.confirmed_as = now, by
    order.confirmed_by = said.person.id if said is not None else None
    order.follow_up = {key: value for key, value in order.follow_up.items() if key != CONTESTED_BY}
    settle(scene, company)
    missing = missing_papers(session, company)
    owes = "invoice" in missing
    asked: dict[str, Any] = {}
    if owes:
        asked[LetterKind.REPAIR_CONFIRMED.value] = {"question": "send_invoice", ORDER: order.id}
    who: dict[str, Any] = said.to_record() if said is not None else {"actor": None, "role": Role.UNKNOWN}
    record(
        session, scene, kind, now=now, **who,
        # A discussion that is closed has no more news (S1-50).
        told_already=OCCUPANTS if scene.is_closed else frozenset(),
        details=noted(
            said.because if said is not None else (), missing=missing, decide=_DECIDE.get(kind),
            shows_words=shows_words or None, **step,
        )
        | {"asked": asked, "billing": billing_name(session, scene, now=now)},
    )  # fmt: skip
    release_invoices(session, scene, order, now)
    told = frozenset({Reader.MANAGERS}) if _DECIDE.get(kind) else frozenset[Reader]()  # G-10 has just left
    complete_if_all_here(session, scene, now=now, told_already=told)


def _mission(scene: Scene) -> tuple[Company, WorkOrder]:
    assert scene.company is not None, "a company did the works"
    return scene.company, scene.company.mission
