"""What the pages about orders show: where each stands, its papers, and the dossier of what was delivered (S1-61)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from mailbot.errors import Refused
from mailbot.model import Comment, Participant, Person, Provider, Thread
from mailbot.model_desk import Quote
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import Paper, Visit, WorkOrder
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import Channel, Role, ThreadKind, VisitState
from mailbot.web.visits import CaseVisit, Nowhere
from mailbot.workflow.events import ORDER
from mailbot.workflow.journal import journal_of
from mailbot.workflow.remains import shown_text


def order_at(visit: CaseVisit) -> WorkOrder:
    """The order that a link names. Raises Nowhere for one of another report, or for anybody but a manager."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    try:
        order = visit.session.get(WorkOrder, unbrief(visit.page.with_))
    except Refused:
        raise Nowhere from None
    if order is None or order.report_id != visit.scene.report.id:
        raise Nowhere
    return order


def seen_order(visit: CaseVisit, order: WorkOrder) -> dict[str, Any]:
    """One order as a manager sees it."""
    session = visit.session
    provider = session.get_one(Provider, order.provider_id)
    quote = session.get(Quote, order.quote_id) if order.quote_id is not None else None
    former = session.get(WorkOrder, order.replaces_id) if order.replaces_id is not None else None
    planned = session.scalars(
        select(Visit).where(Visit.order_id == order.id, Visit.state == VisitState.PLANNED).order_by(Visit.number.desc())
    ).first()
    return {
        "number": order.shown_number,
        "next": order.next_number,
        "provider": provider.company,
        "telephone": provider.telephone,
        "state": order.state.value,
        "since": order.state_since,
        "sent": order.created_at,
        "sent_by": session.get_one(Person, order.sent_by).name,
        "category": order.category.value,
        "motif": order.motif,
        "urgency": order.urgency.value,
        "due_on": order.due_on.isoformat() if order.due_on is not None else "",
        "ceiling": order.ceiling_incl_tax,
        "quote": quote.number if quote is not None else "",
        "price": quote.amount_incl_tax if quote is not None else None,
        "own_reference": order.own_reference,
        "instructions": order.instructions,
        "words": order.words,
        "photos": len(order.pictures),
        "replaces": former.shown_number if former is not None else "",
        "cancel_reason": order.cancel_reason,
        "planned": planned.starts_at if planned is not None else None,
    }


def papers_of(visit: CaseVisit, orders: Sequence[int]) -> Mapping[int, list[dict[str, Any]]]:
    """The documents that went to the company, by order, oldest first: every edition stays (S1-34)."""
    found: dict[int, list[dict[str, Any]]] = {}
    papers = visit.session.scalars(select(Paper).where(Paper.order_id.in_(list(orders))).order_by(Paper.id))
    for paper in papers:
        found.setdefault(paper.order_id or 0, []).append(
            {
                "number": paper.number,
                "kind": paper.kind.value,
                "fingerprint": paper.fingerprint or "",
                "printed": paper.printed_at,
                "url": f"/p/{visit.sealed}/paper/{paper.id}" if paper.fingerprint else "",
            }
        )
    return found


def paper_among(visit: CaseVisit, number: int, orders: Sequence[int]) -> tuple[str, str]:
    """The name and the fingerprint of a document of one of these orders. Raises Nowhere for any other one."""
    paper = visit.session.get(Paper, number)
    if paper is None or paper.order_id not in orders or paper.fingerprint is None:
        raise Nowhere
    return f"{paper.number}.pdf", paper.fingerprint


def letters_of(visit: CaseVisit, order: WorkOrder) -> list[dict[str, Any]]:
    """Each letter that went to the company on this mission: what a dispute asks for."""
    rows = visit.session.scalars(
        select(OutboundMail)
        .join(Participant, Participant.id == OutboundMail.participant_id)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(Thread.kind == ThreadKind.ORDER, Thread.about == order.id)
        .order_by(OutboundMail.id)
    )
    return [
        {
            "kind": row.kind.value,
            "to": row.recipient,
            "at": row.created_at,
            "message_id": row.message_id,
            "fate": row.fate.value,
            "answer": row.answer,
            "settled": row.settled_at,
        }
        for row in rows
    ]


def replies_of(visit: CaseVisit, order: WorkOrder) -> list[dict[str, Any]]:
    """What the company wrote on it, as it came."""
    rows = visit.session.execute(
        select(Comment, InboundMail.sender, InboundMail.message_id, InboundMail.received_at)
        .join(Thread, Thread.id == Comment.thread_id)
        .outerjoin(InboundMail, InboundMail.id == Comment.mail_id)
        .where(Thread.kind == ThreadKind.ORDER, Thread.about == order.id, Comment.role == Role.PROVIDER)
        .order_by(Comment.id)
    )
    return [
        {
            "at": received or comment.created_at,
            "from": sender or "",
            "message_id": message_id or "",
            "text": shown_text(comment, visit.language, zone=visit.profile.zone).strip(),
            "is_apart": comment.channel is not Channel.PUBLIC,
        }
        for comment, sender, message_id, received in rows
    ]


def journal_seen(visit: CaseVisit, order: WorkOrder) -> list[dict[str, Any]]:
    """Who did what on it, when, from where; never the words."""
    return [
        {
            "at": entry.at,
            "kind": entry.act.value,
            "who": entry.who,
            "from_where": entry.from_where,
            "before": entry.changed.get("order_from", ""),
            "after": entry.changed.get("order_to", ""),
        }
        for entry in journal_of(visit.session, visit.scene.report, about=(ORDER, order.id))
    ]


def orders_listed(visit: CaseVisit, orders: Sequence[WorkOrder]) -> list[dict[str, Any]]:
    """The orders of this very report, each with its page, for a manager."""
    if visit.role is not Role.MANAGER or not orders or Page.ORDER not in visit.offers:
        return []
    found = visit.session.execute(
        select(Provider.id, Provider.company).where(Provider.id.in_([order.provider_id for order in orders]))
    )
    names = {row.id: row.company for row in found}
    return [
        {
            "number": order.shown_number,
            "provider": names[order.provider_id],
            "state": order.state.value,
            "url": visit.link(Page.ORDER, visit.seat.participant.id, brief(order.id)),
        }
        for order in orders
    ]
