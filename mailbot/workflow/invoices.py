"""Invoices of missions: handed in, put right, held until the works are confirmed, let go (FEATURES, SM6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model_desk import Quote
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.vocabulary import EventKind, InvoiceGap, InvoiceState, LetterKind, MissionState, QuoteState
from mailbot.workflow import bank_changes
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.invoice_checks import (
    Against,
    InvoiceRead,
    Printed,
    checks_of,
    gaps_of,
    overrun,
)
from mailbot.workflow.invoice_gaps import FOR_COMPANY
from mailbot.workflow.journal import noted
from mailbot.workflow.occasions import money
from mailbot.workflow.order_questions import settle_company
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quote_figures import Figures, checked, to_compare
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene

_S = InvoiceState
_TO_DECIDE = frozenset({_S.RECEIVED, _S.TO_CORRECT, _S.DISPUTED})
_FROM: Mapping[InvoiceState, frozenset[InvoiceState]] = MappingProxyType(
    {
        _S.WAITING: frozenset(_S) - {_S.PAYABLE},
        _S.RECEIVED: frozenset(_S) - {_S.PAYABLE},
        _S.TO_CORRECT: frozenset(_S) - {_S.PAYABLE},
        _S.DISPUTED: _TO_DECIDE,
        _S.PAYABLE: _TO_DECIDE,
        # Works that are contested after « bon à payer » hold even that (GAP-08).
        _S.BLOCKED: frozenset(_S),
    }
)
CONFIRMED = frozenset({MissionState.DONE, MissionState.COMPLETE})


def may_become(invoice: Invoice, state: InvoiceState) -> bool:
    """Whether it can be in this state next (SM6)."""
    return invoice.state in _FROM[state]


def move_invoice(invoice: Invoice, state: InvoiceState, *, now: datetime) -> None:
    """The invoice in its new state. Raises Refused(ALREADY_SO), before anything was changed, when it cannot be."""
    if not may_become(invoice, state):
        raise Refused(Reason.ALREADY_SO)
    invoice.state, invoice.state_since = state, now


# -- Handed in --------------------------------------------------------------------------------------------------------


def receive_invoice(
    session: Session, scene: Scene, said: Saying, read: InvoiceRead, *, now: datetime
) -> Invoice | None:  # fmt: skip
    """An invoice is handed in, whatever state the mission is in: it waits for the confirmation, and never passes by
    itself. One that replaces another is the same row. None for a document that is here already."""
    check(Act.SEND_INVOICE, said.role)
    order = scene.the_company.mission
    standing = invoices_of(session, order)
    if read.documents and _is_here(standing, read):
        return None
    invoice = _to_replace(standing, read) or Invoice(
        agency_id=scene.agency.id, provider_id=order.provider_id, order_id=order.id, state=_S.WAITING,
        state_since=now, received_at=now, mail_id=said.mail_id, papers=[], gaps=[],
    )  # fmt: skip
    session.add(invoice)
    _take(invoice, read, said, now=now)
    session.flush()
    weigh(session, scene, invoice, now=now)
    tell_invoice(session, scene, said, invoice, now=now, again=len(invoice.papers) > 1)
    if InvoiceGap.OTHER_BANK in invoice.gaps and read.printed is not None:
        bank_changes.announce(session, scene, said, read.printed.iban, now=now, named_by="invoice")
    return invoice


def _is_here(standing: Sequence[Invoice], read: InvoiceRead) -> bool:
    known = {each["fingerprint"] for invoice in standing for paper in invoice.papers for each in paper["documents"]}
    return all(each["fingerprint"] in known for each in read.documents)


def _to_replace(standing: Sequence[Invoice], read: InvoiceRead) -> Invoice | None:
    """The invoice that another one stands in for: of the same number, or one that the company was to put right. What
    only a manager has to look at is no reason: another number is another invoice then."""
    open_ = [invoice for invoice in standing if invoice.state is not _S.PAYABLE]
    same = [invoice for invoice in open_ if read.number and invoice.number == read.number]
    wrong = [each for each in open_ if _is_wrong(each) or each.state in (_S.DISPUTED, _S.TO_CORRECT)]
    unnamed = [invoice for invoice in open_ if not read.number or not invoice.number]
    return next(iter([*same, *wrong, *unnamed]), None)


def _is_wrong(invoice: Invoice) -> bool:
    return bool(_TO_MAKE_ANEW & {InvoiceGap(gap) for gap in invoice.gaps})


_TO_MAKE_ANEW = FOR_COMPANY | {InvoiceGap.UNREADABLE, InvoiceGap.ABOVE_QUOTE, InvoiceGap.ABOVE_THRESHOLD}


def _take(invoice: Invoice, read: InvoiceRead, said: Saying, *, now: datetime) -> None:
    figures = read.figures
    if figures.is_empty and not read.documents:
        figures = standing_figures(invoice)
    invoice.amount_incl_tax, invoice.amount_excl_tax = figures.incl_tax, figures.excl_tax
    invoice.vat_rate = figures.vat_rate
    invoice.number = read.number[:60] or invoice.number
    invoice.dated_on = read.dated_on or invoice.dated_on
    last: Mapping[str, Any] = invoice.papers[-1] if invoice.papers else {}
    printed = read.printed.to_json() if read.printed is not None else last.get("printed")
    documents = [dict(each) for each in read.documents] or list(last.get("documents", ()))
    invoice.papers = [*invoice.papers, {
        "at": now.isoformat(), "mail": said.mail_id, "by": said.person.id, "role": said.role.value,
        "documents": documents, "figures": figures.to_json(), "number": invoice.number,
        "dated_on": invoice.dated_on.isoformat() if invoice.dated_on is not None else None,
        "read_in": read.read_in, "sentence": read.sentence, "printed": printed,
    }]  # fmt: skip


def correct_invoice(
    session: Session, scene: Scene, said: Saying, invoice: Invoice, read: InvoiceRead, *, now: datetime
) -> None:
    """The figures as the company, or a manager, puts them right: read again by both. What the document says beside its
    sums stays.

    Raises WrongFigures for what no invoice can say; Refused(ALREADY_SO) once it is payable.
    """
    check(Act.SEND_INVOICE, said.role)
    right = checked(read.figures)
    if invoice.state is _S.PAYABLE:
        raise Refused(Reason.ALREADY_SO)
    _take(invoice, InvoiceRead(right, read.number, read.dated_on, read_in="by_hand"), said, now=now)
    if read.number or not invoice.papers[-1]["documents"]:
        invoice.number = read.number[:60]
    weigh(session, scene, invoice, now=now)
    tell_invoice(session, scene, said, invoice, now=now, again=True)


def note_elsewhere(session: Session, scene: Scene, said: Saying, read: InvoiceRead, *, now: datetime) -> Invoice:
    """« Facture reçue par ailleurs »: a manager writes down what came by another way; no document is here (S2-32)."""
    check(Act.SEND_INVOICE, said.role)
    right, order = checked(read.figures), scene.the_company.mission
    invoice = Invoice(
        agency_id=scene.agency.id, provider_id=order.provider_id, order_id=order.id, state=_S.WAITING, state_since=now,
        received_at=now, papers=[], gaps=[], came_otherwise=True,
    )  # fmt: skip
    session.add(invoice)
    _take(invoice, InvoiceRead(right, read.number, read.dated_on, read_in="by_hand"), said, now=now)
    session.flush()
    weigh(session, scene, invoice, now=now)
    tell_invoice(session, scene, said, invoice, now=now, again=False)
    return invoice


# -- Held, and let go -------------------------------------------------------------------------------------------------


def release_invoices(session: Session, scene: Scene, order: WorkOrder, now: datetime) -> None:
    """The works are confirmed, by whomever: what waited for that is to be looked at (GAP-19). It approves no price."""
    for invoice in invoices_of(session, order):
        if invoice.state in (_S.WAITING, _S.BLOCKED):
            weigh(session, scene, invoice, now=now)


def block_invoices(session: Session, order: WorkOrder, now: datetime) -> None:
    """The works are contested: nothing is paid for them until that is settled (GAP-08)."""
    for invoice in invoices_of(session, order):
        move_invoice(invoice, _S.BLOCKED, now=now)


def weigh(session: Session, scene: Scene, invoice: Invoice, *, now: datetime) -> None:
    """Hold an invoice against its order again: its gaps, and the state that follows from them."""
    against = against_of(session, scene, invoice)
    gaps = gaps_of(standing_figures(invoice), printed_of(invoice), against)
    invoice.gaps = [gap.value for gap in gaps]
    held = bank_changes.waiting_of(session, invoice.provider_id) is not None
    move_invoice(invoice, _S.BLOCKED if held else _state_for(scene.the_company.mission, gaps), now=now)


def _state_for(order: WorkOrder, gaps: Sequence[InvoiceGap]) -> InvoiceState:
    if InvoiceGap.OTHER_BANK in gaps or order.state is MissionState.CONTESTED:
        return _S.BLOCKED
    if order.state not in CONFIRMED and order.state not in GIVEN_UP:
        return _S.WAITING
    return _S.TO_CORRECT if FOR_COMPANY & set(gaps) else _S.RECEIVED


# -- Looking ----------------------------------------------------------------------------------------------------------


def invoices_of(session: Session, order: WorkOrder) -> Sequence[Invoice]:
    """The invoices of an order, oldest first."""
    return session.scalars(select(Invoice).where(Invoice.order_id == order.id).order_by(Invoice.id)).all()


def open_invoice(session: Session, order: WorkOrder) -> Invoice | None:
    """The last invoice of an order that is not decided on."""
    return next((each for each in reversed(invoices_of(session, order)) if each.state is not _S.PAYABLE), None)


def standing_figures(invoice: Invoice) -> Figures:
    """The figures of an invoice as they stand."""
    return Figures("", invoice.amount_incl_tax, invoice.amount_excl_tax, invoice.vat_rate)


def printed_of(invoice: Invoice) -> Printed | None:
    """What its last document says beside its sums; None when no document came."""
    kept = invoice.papers[-1].get("printed") if invoice.papers else None
    return None if kept is None else Printed.from_json(kept)


def other_sum_read(invoice: Invoice) -> str | None:
    """The sum that its document says, when figures that somebody typed stand in its place; None when they agree."""
    last: Mapping[str, Any] = invoice.papers[-1] if invoice.papers else {}
    if last.get("read_in") != "by_hand" or not last.get("documents"):
        return None
    read = [each for each in invoice.papers if each["read_in"] == "page" and each["documents"] == last["documents"]]
    said = read[-1]["figures"]["amount_incl_tax"] if read else None
    return said if said is not None and said != last["figures"]["amount_incl_tax"] else None


def accepted_quote(session: Session, order: WorkOrder) -> Quote | None:
    """The quote whose price was accepted for this order."""
    quote = session.get(Quote, order.quote_id) if order.quote_id is not None else None
    return quote if quote is not None and quote.state is QuoteState.APPROVED else None


def against_of(session: Session, scene: Scene, invoice: Invoice) -> Against:
    """What an invoice is held against today."""
    order, company = scene.the_company.mission, scene.company
    assert company is not None
    others = [each for each in invoices_of(session, order) if each.id != invoice.id]
    sums = (to_compare(standing_figures(each)) for each in others)
    quote = accepted_quote(session, order)
    return Against(
        quote_incl_tax=quote.amount_incl_tax if quote is not None else None,
        ceiling_incl_tax=order.ceiling_incl_tax,
        others_incl_tax=sum((each for each in sums if each is not None), Decimal(0)),
        iban_on_file=company.provider.iban,
        is_over=order.state in GIVEN_UP,
    )


# -- Told -------------------------------------------------------------------------------------------------------------


def tell_invoice(
    session: Session, scene: Scene, said: Saying, invoice: Invoice, *, now: datetime, again: bool
) -> None:  # fmt: skip
    """The company reads what was understood (P-17); with a gap the managers read it at once (G-12), else in their
    digest."""
    company, order = scene.company, scene.the_company.mission
    assert company is not None
    settle_company(company)
    to_fix = bool(FOR_COMPANY & {InvoiceGap(gap) for gap in invoice.gaps})
    asked = {LetterKind.INVOICE_NOTED.value: {"question": "send_invoice", ORDER: order.id}} if to_fix else {}
    kind = EventKind.INVOICE_MISMATCHED if invoice.gaps else EventKind.INVOICE_RECEIVED
    record(
        session, scene, kind, now=now, **said.to_record() | {"photos": ()},
        details=noted(
            said.because, on_behalf=said.on_behalf, invoice_row=invoice.id, invoice_state=invoice.state.value,
            again=again or None,
        )
        | {"invoice": invoice_told(session, scene, invoice), "gaps": list(invoice.gaps), "asked": asked},
    )  # fmt: skip


def invoice_told(session: Session, scene: Scene, invoice: Invoice) -> dict[str, Any]:
    """An invoice as letters say it."""
    figures, printed, against = standing_figures(invoice), printed_of(invoice), against_of(session, scene, invoice)
    quote, gap = accepted_quote(session, scene.the_company.mission), overrun(figures, against)
    last: Mapping[str, Any] = invoice.papers[-1] if invoice.papers else {}
    said = figures.to_json()
    del said["label"]
    return said | {
        "row": invoice.id,
        "number": invoice.number or None,
        "dated_on": invoice.dated_on.isoformat() if invoice.dated_on is not None else None,
        "state": invoice.state.value,
        "came_otherwise": invoice.came_otherwise or None,
        "documents": [dict(each) for each in last.get("documents", ())],
        "quote_number": quote.number if quote is not None else None,
        "quote_incl_tax": money(against.quote_incl_tax),
        "ceiling": money(against.ceiling_incl_tax),
        "others": money(against.others_incl_tax) if against.others_incl_tax else None,
        "difference": money(gap),
        "checks": checks_of(figures, printed, against) or None,
        "trouble": printed.trouble or None if printed is not None else None,
    }
