"""The file of a mission is complete: confirmed, an invoice that was looked at, a photo; and who is told (M13)."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from mailbot.db import Session
from mailbot.model import Comment, Event, Person
from mailbot.model_desk import LandlordAnswer, LandlordAsk
from mailbot.model_mails import Attachment, InboundMail
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.vocabulary import (
    Alerts,
    AttachmentUse,
    EventKind,
    InvoiceState,
    LandlordSays,
    MissionState,
    Role,
)
from mailbot.workflow.events import record
from mailbot.workflow.invoices import accepted_quote, invoice_told, invoices_of
from mailbot.workflow.journal import noted
from mailbot.workflow.landlord_asks import narrowed
from mailbot.workflow.missing_papers import missing_papers
from mailbot.workflow.occasions import Photo
from mailbot.workflow.orders import move_order
from mailbot.workflow.remains import IS_LEFT
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.telling import Reader


def complete_if_all_here(
    session: Session, scene: Scene, *, now: datetime, told_already: frozenset[Reader] = frozenset()
) -> bool:  # fmt: skip
    """Complete the file once the works are confirmed, a photo is here, and each invoice was looked at: without a gap,
    or payable by a manager's word. Whether it is complete now, and was not before. `told_already`: who has just read,
    in another letter, all that there is to know."""
    company = scene.the_company
    order = company.mission
    if order.state is not MissionState.DONE or missing_papers(session, company):
        return False
    invoices = invoices_of(session, order)
    if not all(_is_checked(invoice) for invoice in invoices):
        return False
    step = move_order(order, MissionState.COMPLETE, now=now)
    order.completed_at = now
    agreed, told = _told(session, scene, order)
    quiet = told_already | ({Reader.MANAGERS} if scene.is_closed else set())
    record(
        session, narrowed(scene, told), EventKind.FILE_COMPLETED, actor=None, role=Role.UNKNOWN, now=now,
        photos=photos_of(session, company), told_already=quiet,
        details=noted(told_landlord=bool(told) or None, agreed=agreed or None)
        | {"invoice": _sum(session, scene, invoices), **step},
    )  # fmt: skip
    return True


def _is_checked(invoice: Invoice) -> bool:
    return invoice.state is InvoiceState.PAYABLE or (invoice.state is InvoiceState.RECEIVED and not invoice.gaps)


def _sum(session: Session, scene: Scene, invoices: Any) -> dict[str, Any]:
    """All invoices of the order as one sum, with their documents."""
    told = [invoice_told(session, scene, invoice) for invoice in invoices]
    known = [invoice.amount_incl_tax for invoice in invoices if invoice.amount_incl_tax is not None]
    return {
        "amount_incl_tax": f"{sum(known):.2f}" if known and len(known) == len(told) else None,
        "documents": [each for one in told for each in one["documents"]],
    }


def _told(session: Session, scene: Scene, order: WorkOrder) -> tuple[bool, list[Person]]:
    """Whether the landlord agreed to it; and the people who are told: whoever agreed or learnt that it was urgent, all
    of them; else those who chose to have news."""
    quote = accepted_quote(session, order)
    agreed = quote is not None and (
        session.scalars(
            select(LandlordAnswer.id)
            .join(LandlordAsk, LandlordAsk.id == LandlordAnswer.ask_id)
            .where(LandlordAnswer.quote_id == quote.id, LandlordAnswer.says == LandlordSays.YES)
            .limit(1)
        ).first()
        is not None
    )
    engaged = session.scalars(
        select(Event.id)
        .where(Event.report_id == order.report_id, Event.kind == EventKind.WORKS_ENGAGED_URGENTLY)
        .limit(1)
    ).first()
    landlords = scene.home.landlords
    if agreed or engaged is not None:
        return agreed, list(landlords)
    return False, [person for person in landlords if person.alerts is Alerts.DAILY]


def photos_of(session: Session, company: Company) -> tuple[Photo, ...]:
    """The photos that the company sent of this mission, oldest first, each once."""
    seats = [seat.id for seat in company.seats.values()]
    rows = session.execute(
        select(Attachment.name, Attachment.fingerprint)
        .join(InboundMail, InboundMail.id == Attachment.mail_id)
        .outerjoin(Comment, Comment.id == Attachment.comment_id)
        .where(Attachment.use == AttachmentUse.PHOTO, IS_LEFT)
        .where(or_(InboundMail.participant_id.in_(seats), Comment.thread_id == company.thread.id))
        .order_by(Attachment.id)
    )
    return tuple({row.fingerprint: Photo(row.name, row.fingerprint) for row in rows}.values())
