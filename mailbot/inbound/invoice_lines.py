"""« #bon-a-payer »: a line of a manager about an invoice, done or shown back by its proof (READING, section 10)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.inbound.proof import Proof
from mailbot.inbound.stakes import Stake, needs_echo
from mailbot.model import Report
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.threads.pages import brief
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.events import record
from mailbot.workflow.invoice_decisions import approve_invoice, may_approve
from mailbot.workflow.invoices import invoices_of
from mailbot.workflow.journal import noted
from mailbot.workflow.managing import Desk, Line
from mailbot.workflow.occasions import money
from mailbot.workflow.orders import orders_of
from mailbot.workflow.scene import Scene, set_scene, take_seat, with_order

_EDITION = re.compile(r"-[A-Z]$")
"""OS-2026-0187-B is the same order, issued anew."""
BY_WORDS = "c"
"""What follows the invoice in the link of the button that a line has asked for: its writer has a receipt."""


def take_approval(
    session: Session, desk: Desk, line: Line, number: str | None, *, proof: Proof, answers: Sequence[str], now: datetime
) -> str:
    """Done when the manager's domain stands for the mail, and G-21 says so; else X-12: which invoice was meant, and the
    button. `answers`: the Message-IDs that the mail refers to. Why not, as a code, when none can be approved, or
    nothing tells which."""
    orders = _orders(session, desk, number)
    found = [(order, each) for order in orders for each in invoices_of(session, order) if may_approve(each)]
    if len(found) != 1:
        return "no_invoice" if not found else "which_invoice"
    order, invoice = found[0]
    scene = _scene(session, desk, order, now=now)
    assert scene.company is not None
    if not needs_echo(Stake.MONEY, proof) and _as_it_was_shown(session, desk, invoice, answers):
        approve_invoice(session, scene, invoice, desk.person, now=now, said=line.text)
        return ""
    record(
        session, scene, EventKind.READING_ECHOED, actor=desk.person, role=Role.MANAGER, now=now, mail_id=desk.mail_id,
        words=line.text,
        details=noted(line.because, act="approve_invoice", invoice_row=invoice.id) | {"echo": _echo(scene, invoice)},
    )  # fmt: skip
    return ""


def _as_it_was_shown(session: Session, desk: Desk, invoice: Invoice, answers: Sequence[str]) -> bool:
    """Whether the sum is still the one of the letter that is answered, where that told of one."""
    told = session.scalars(
        select(OutboundMail.facts).where(
            OutboundMail.person_id == desk.person.id, OutboundMail.message_id.in_(answers[:_MOST_ANSWERED])
        )
    ).all()
    shown = [facts["invoice"] for facts in told if facts.get("invoice")]
    return all(each.get("amount_incl_tax") == money(invoice.amount_incl_tax) for each in shown)


_MOST_ANSWERED = 20


def _echo(scene: Scene, invoice: Invoice) -> dict[str, str | None]:
    assert scene.company is not None
    return {
        "act": "approve_invoice",
        "number": invoice.number or scene.company.number,
        "provider": scene.company.provider.company,
        "amount_incl_tax": money(invoice.amount_incl_tax),
        "page": f"one_invoice:{brief(invoice.id)}.{BY_WORDS}",
    }


def _orders(session: Session, desk: Desk, number: str | None) -> list[WorkOrder]:
    if number is not None:
        wanted = _EDITION.sub("", number.strip().upper())
        named = select(WorkOrder).where(WorkOrder.agency_id == desk.agency.id, WorkOrder.number == wanted)
        return list(session.scalars(named))
    return list(orders_of(session, desk.scene.report.id)) if desk.scene is not None else []


def _scene(session: Session, desk: Desk, order: WorkOrder, *, now: datetime) -> Scene:
    """The scene of the order, with a seat for whoever asks, in charge of the home or not."""
    report = session.get_one(Report, order.report_id)
    scene = set_scene(session, report, now=now)
    if desk.person.id not in scene.seats:
        seat = take_seat(session, report, desk.person, now=now)
        scene = replace(scene, seats={**scene.seats, desk.person.id: seat})
    return with_order(session, scene, order, now=now)
