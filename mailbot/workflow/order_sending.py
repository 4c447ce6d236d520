"""« Envoyer un OS »: one company is given a mission, and everybody who is told that it was (S1-49, S1-60 to S1-68)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person, Provider
from mailbot.model_desk import Draft, Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.headers import one_line
from mailbot.vocabulary import Category, EventKind, MissionState, QuoteState, Role, Urgency
from mailbot.workflow.drafts import settle
from mailbot.workflow.events import record
from mailbot.workflow.extracts import Extract
from mailbot.workflow.invitations import INVITATION
from mailbot.workflow.journal import moved, noted
from mailbot.workflow.occasions import Photo
from mailbot.workflow.order_cancelling import cancel_order
from mailbot.workflow.orders import GIVEN_UP, may_become, next_order_number, open_orders, orders_of, threshold_of
from mailbot.workflow.paper_facts import billing_name, check_card, freeze_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quote_requests import LONGEST_MOTIF, MOST_PHOTOS, motif_of
from mailbot.workflow.scene import Scene, with_manager, with_order
from mailbot.workflow.statuses import Move, next_status
from mailbot.workflow.wished_times import wished

LONGEST_INSTRUCTIONS = 2000


@dataclass(frozen=True, slots=True)
class OrderWish:
    """What a manager wants done, by whom, for how much, and what the company reads of the report (S1-64, S1-65)."""

    provider: Provider
    category: Category
    motif: str
    ceiling: Decimal
    """What it may cost without a quote, taxes included, in euros."""
    urgency: Urgency = Urgency.NORMAL
    due_on: date | None = None
    instructions: str = ""
    own_reference: str = ""
    words: str = ""
    photos: tuple[Photo, ...] = ()
    quote: Quote | None = None
    """The quote that was accepted before it (asked alone): the order names it, and what it costs."""
    replaces: WorkOrder | None = None
    """The order of another company, which refused, gave it back, or is taken off."""
    draft: Draft | None = None
    """What it was prepared as, when words of a manager did."""


def wish_for(
    session: Session, scene: Scene, provider: Provider, extract: Extract, *, now: datetime, quote: Quote | None = None
) -> OrderWish:
    """An order as it is filled in before a manager has changed anything."""
    report = scene.report
    today = now.astimezone(scene.profile.zone).date()
    return OrderWish(
        provider=provider,
        category=quote.category if quote is not None else report.category,
        motif=quote.motif if quote is not None else motif_of(session, scene),
        ceiling=threshold_of(session, scene, today=today),
        urgency=report.urgency,
        words=extract.words,
        photos=extract.photos[:MOST_PHOTOS],
        quote=quote,
    )


def send_order(
    session: Session, scene: Scene, manager: Person, wish: OrderWish, *, now: datetime, mail_id: int | None = None,
    role: Role = Role.MANAGER,
) -> WorkOrder:  # fmt: skip
    """Give a company a mission: number, facts, letters and status in one transaction, or none of them (S1-66). A money
    act: whoever calls has seen to its proof.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY for anybody but a manager, REPORT_CLOSED,
    NOT_PUBLISHED while the home knows nothing of the report (somebody is about to come to it), ALREADY_SO when the
    draft was sent before, the quote has an order already, or that company this very order, NOT_APPROVED for a quote
    that nobody accepted or of another company.
    """
    check(Act.SEND_ORDER, role)
    report = scene.report
    status = next_status(report.status, Move.ACT, role)
    if scene.is_private:
        raise Refused(Reason.NOT_PUBLISHED)
    _check_quote(session, wish)
    if sent_already(session, report.id, wish.provider.id, wish.motif) is not None:
        raise Refused(Reason.ALREADY_SO)
    if wish.replaces is not None and not may_be_replaced(session, wish.replaces):
        raise Refused(Reason.ALREADY_SO)
    check_card(scene.profile)
    if wish.draft is not None:
        settle(wish.draft, now=now)
    order = _order(session, scene, manager, wish, now=now)
    session.add(order)
    session.flush()
    change = moved(report.status, status)
    report.status = status
    fallen = _take_off(session, scene, wish, manager, now=now, mail_id=mail_id)
    scene = with_manager(session, with_order(session, scene, order, now=now), manager, now=now)
    paper = freeze_order(session, scene, order, manager=manager, now=now)
    second = wish.replaces is not None
    record(
        session, scene, EventKind.PROVIDER_REPLACED if second else EventKind.WORK_ORDER_SENT, actor=manager, role=role,
        now=now, mail_id=mail_id, words=wish.words, photos=wish.photos,
        details=noted(number=order.shown_number, **change) | for_letters(session, scene, order, now=now)
        | {"paper": paper.id} | fallen,
    )  # fmt: skip
    if wish.provider.first_written_at is None:
        wish.provider.first_written_at = now
    return order


def _take_off(
    session: Session, scene: Scene, wish: OrderWish, manager: Person, *, now: datetime, mail_id: int | None
) -> dict[str, Any]:
    """The former company reads that it is not to come, and never who comes instead. Of its visit that was planned, the
    home reads in the letter about the new one, which takes it out of the calendars too."""
    if wish.replaces is None or not may_become(wish.replaces, MissionState.CANCELLED):
        return {}
    fallen = cancel_order(session, scene, wish.replaces, manager, now=now, mail_id=mail_id, tells_home=False)
    if INVITATION in fallen:
        former = session.get_one(Provider, wish.replaces.provider_id)
        fallen[INVITATION] = {**fallen[INVITATION], "company": former.company}
    return fallen


def sent_already(session: Session, report_id: int, provider_id: int, motif: str) -> WorkOrder | None:
    """The order on the very same thing that this company has under way: sent twice, somebody comes twice."""
    return next(
        (
            order
            for order in open_orders(session, report_id)
            if order.provider_id == provider_id and order.motif.casefold() == one_line(motif).casefold()
        ),
        None,
    )


def may_be_replaced(session: Session, order: WorkOrder) -> bool:
    """Whether another company can come in its place: it is not done, and none has come yet."""
    followed = select(WorkOrder.id).where(WorkOrder.replaces_id == order.id, WorkOrder.state.not_in(sorted(GIVEN_UP)))
    is_given_up = order.state in GIVEN_UP or may_become(order, MissionState.CANCELLED)
    return is_given_up and session.scalars(followed).first() is None


def left_without(session: Session, report_id: int) -> WorkOrder | None:
    """The order of a company that refused or gave it back, and for which none has come yet: the home knows of that
    company, so the next one is a change of company (T-25)."""
    gone = [
        order
        for order in orders_of(session, report_id)
        if order.state in (MissionState.REFUSED, MissionState.WITHDRAWN) and may_be_replaced(session, order)
    ]
    return gone[-1] if gone else None


def accepted_quotes(session: Session, report_id: int) -> list[Quote]:
    """The quotes asked alone that were accepted, and on which no order rests yet (S1-64), the last one first."""
    resting = select(WorkOrder.quote_id).where(
        WorkOrder.report_id == report_id, WorkOrder.quote_id.is_not(None), WorkOrder.state.not_in(sorted(GIVEN_UP))
    )  # fmt: skip
    return list(
        session.scalars(
            select(Quote)
            .where(Quote.report_id == report_id, Quote.state == QuoteState.APPROVED, Quote.order_id.is_(None))
            .where(Quote.id.not_in(resting))
            .order_by(Quote.id.desc())
        )
    )


def _check_quote(session: Session, wish: OrderWish) -> None:
    if wish.quote is None:
        return
    if wish.quote.state is not QuoteState.APPROVED or wish.quote.provider_id != wish.provider.id:
        raise Refused(Reason.NOT_APPROVED)
    standing = select(WorkOrder.id).where(
        WorkOrder.quote_id == wish.quote.id, WorkOrder.state.not_in(sorted(GIVEN_UP))
    )  # fmt: skip
    if session.scalars(standing).first() is not None:
        raise Refused(Reason.ALREADY_SO)


def _order(session: Session, scene: Scene, manager: Person, wish: OrderWish, *, now: datetime) -> WorkOrder:
    year = now.astimezone(scene.profile.zone).year
    return WorkOrder(
        agency_id=scene.agency.id,
        report_id=scene.report.id,
        number=next_order_number(session, scene.agency.id, year=year),
        edition=1,
        provider_id=wish.provider.id,
        state=MissionState.NEW,
        state_since=now,
        visit_number=1,
        quote_id=wish.quote.id if wish.quote is not None else None,
        replaces_id=wish.replaces.id if wish.replaces is not None else None,
        sent_by=manager.id,
        created_at=now,
        category=wish.category,
        motif=one_line(wish.motif)[:LONGEST_MOTIF],
        urgency=wish.urgency,
        due_on=wish.due_on,
        own_reference=wish.own_reference,
        instructions=wish.instructions[:LONGEST_INSTRUCTIONS],
        wishes=wished(session, scene, now=now),
        words=wish.words,
        pictures=[{"name": photo.name, "fingerprint": photo.fingerprint} for photo in wish.photos],
        ceiling_incl_tax=wish.ceiling,
        follow_up={},
    )


def for_letters(session: Session, scene: Scene, order: WorkOrder, *, now: datetime) -> dict[str, Any]:
    """What the letters of an order need and nobody's row of the scene says."""
    assert scene.company is not None
    provider = scene.company.provider
    quote = session.get_one(Quote, order.quote_id) if order.quote_id is not None else None
    details: dict[str, Any] = {
        "billing": billing_name(session, scene, now=now),
        "told_now": [person.name for person in scene.home.occupants],
    }
    if quote is not None and quote.amount_incl_tax is not None:
        details["accepted"] = {"number": quote.number, "amount": f"{quote.amount_incl_tax:.2f}"}
    if provider.first_written_at is None:
        details["first_contact"] = "typed_in" if provider.is_typed_in else "on_file"
    return details
