"""What a manager decides on an invoice: to be paid, disputed, to be made out anew, shared among orders (S2-32)."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person, Report
from mailbot.model_orders import BankChange, Invoice, WorkOrder
from mailbot.vocabulary import Channel, EventKind, InvoiceState, LetterKind, Role
from mailbot.workflow import bank_changes
from mailbot.workflow.complete_files import complete_if_all_here
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.invoices import (
    invoice_told,
    may_become,
    move_invoice,
    release_invoices,
    standing_figures,
    tell_invoice,
    weigh,
)
from mailbot.workflow.journal import noted
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quote_figures import WrongFigures
from mailbot.workflow.reports import keep_words
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene, set_scene, with_order

COMMAND = "#bon-a-payer"


def approve_invoice(
    session: Session, scene: Scene, invoice: Invoice, manager: Person, *, now: datetime, said: str = ""
) -> None:
    """« Bon à payer »: a money act, whoever calls has seen to its proof. `said`: the words of a mail that asked for
    it, so that their writer has a receipt.

    Raises Refused(ALREADY_SO), before anything was changed, while it waits for a confirmation or for bank details.
    """
    check(Act.APPROVE_INVOICE, Role.MANAGER)
    if standing_figures(invoice).is_empty:
        raise Refused(Reason.ALREADY_SO)
    move_invoice(invoice, InvoiceState.PAYABLE, now=now)
    invoice.decided_at, invoice.decided_by = now, manager.id
    assert scene.company is not None
    record(
        session, scene, EventKind.INVOICE_APPROVED, actor=manager, role=Role.MANAGER, now=now,
        details=noted(invoice_row=invoice.id, done="invoice_approved", gaps_passed=list(invoice.gaps) or None)
        | {
            "command": said or None, "name": scene.company.provider.company,
            "invoice": invoice_told(session, scene, invoice),
        },
    )  # fmt: skip
    complete_if_all_here(session, scene, now=now)


def may_approve(invoice: Invoice) -> bool:
    """Whether « bon à payer » can be said today."""
    return may_become(invoice, InvoiceState.PAYABLE) and not standing_figures(invoice).is_empty


def ask_correction(
    session: Session, scene: Scene, invoice: Invoice, manager: Person, words: str, *, now: datetime
) -> None:
    """« Demander une facture corrigée »: the company reads the manager's words, and is asked for another invoice
    (MP-03). Nobody else reads them.

    Raises Refused(ALREADY_SO), before anything was changed, once it is payable.
    """
    _send_back(session, scene, invoice, manager, words, InvoiceState.TO_CORRECT, now=now)


def dispute_invoice(
    session: Session, scene: Scene, invoice: Invoice, manager: Person, words: str, *, now: datetime
) -> None:
    """« Contester l'écart »: the same of a sum that is wrong. Raises Refused as `ask_correction` does."""
    _send_back(session, scene, invoice, manager, words, InvoiceState.DISPUTED, now=now)


def _send_back(
    session: Session, scene: Scene, invoice: Invoice, manager: Person, words: str, after: InvoiceState, *,
    now: datetime,
) -> None:  # fmt: skip
    check(Act.WRITE_TO_COMPANY, Role.MANAGER)
    company = scene.the_company
    if invoice.state is InvoiceState.PAYABLE:
        raise Refused(Reason.ALREADY_SO)
    if may_become(invoice, after) and invoice.state not in (InvoiceState.WAITING, InvoiceState.BLOCKED):
        move_invoice(invoice, after, now=now)
    own = replace(scene, thread=company.thread)
    said = keep_words(session, own, manager, Role.MANAGER, Channel.AGENCY, words, now=now, mail_id=None)
    asked = {LetterKind.COMPANY_MESSAGE.value: {"question": "send_invoice", ORDER: company.mission.id}}
    disputes = after is InvoiceState.DISPUTED
    record(
        session, scene, EventKind.INVOICE_CORRECTION_ASKED, actor=manager, role=Role.MANAGER, now=now, comment=said,
        words=words, details=noted(invoice_row=invoice.id, disputes=disputes or None) | {"asked": asked},
    )  # fmt: skip


def split_invoice(
    session: Session, scene: Scene, invoice: Invoice, manager: Person, other: WorkOrder, part: Decimal, *,
    now: datetime,
) -> Invoice:  # fmt: skip
    """One paper for two orders: a part of its sum, taxes included, goes to another order of the same company, as an
    invoice of its own with the same document. Both are held against their own order (S2-30).

    Raises WrongFigures("part") for a sum that is not a part; Refused(ALREADY_SO) once it is payable.
    """
    check(Act.APPROVE_INVOICE, Role.MANAGER)
    whole = invoice.amount_incl_tax
    if not may_split(invoice) or other.provider_id != invoice.provider_id or other.id == invoice.order_id:
        raise Refused(Reason.ALREADY_SO)
    if whole is None or not 0 < part < whole:
        raise WrongFigures("part")
    report = session.get_one(Report, other.report_id)
    elsewhere = with_order(session, set_scene(session, report, now=now, by=scene.by), other, now=now)
    kept = [{**paper, "split": True} for paper in invoice.papers[-1:]]
    second = Invoice(
        agency_id=invoice.agency_id, provider_id=invoice.provider_id, order_id=other.id, number=invoice.number,
        dated_on=invoice.dated_on, amount_incl_tax=part, vat_rate=invoice.vat_rate, state=InvoiceState.WAITING,
        state_since=now, received_at=now, mail_id=invoice.mail_id, papers=kept, gaps=[],
        came_otherwise=invoice.came_otherwise,
    )  # fmt: skip
    session.add(second)
    # What the paper says without tax is of both: it is known of neither part any more.
    invoice.amount_incl_tax, invoice.amount_excl_tax = whole - part, None
    invoice.papers = [*invoice.papers[:-1], *kept]
    session.flush()
    said = Saying(manager, Role.MANAGER)
    for about, row in ((scene, invoice), (elsewhere, second)):
        weigh(session, about, row, now=now)
        tell_invoice(session, about, said, row, now=now, again=row is invoice)
        complete_if_all_here(session, about, now=now)
    return second


def may_split(invoice: Invoice) -> bool:
    """Whether a part of it can go to another order."""
    return invoice.state is not InvoiceState.PAYABLE and invoice.amount_incl_tax is not None


def other_orders(session: Session, invoice: Invoice) -> list[WorkOrder]:
    """The orders of the same company that a part of an invoice may belong to, the latest first."""
    found = session.scalars(
        select(WorkOrder)
        .where(WorkOrder.provider_id == invoice.provider_id, WorkOrder.id != invoice.order_id)
        .where(WorkOrder.state.not_in(sorted(GIVEN_UP)))
        .order_by(WorkOrder.id.desc())
        .limit(50)
    )
    return list(found)


def after_bank_decision(session: Session, change: BankChange, *, now: datetime) -> None:
    """Whatever was held for bank details is looked at again: what brought details that are not on file stays held."""
    for order in bank_changes.orders_held(session, change.provider_id):
        report = session.get_one(Report, order.report_id)
        scene = with_order(session, set_scene(session, report, now=now), order, now=now)
        release_invoices(session, scene, order, now)
        complete_if_all_here(session, scene, now=now)
