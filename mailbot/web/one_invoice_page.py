"""One invoice before a manager: what was read, what it is checked against, before and after, and every act on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Event, Participant, Person
from mailbot.model_mails import Attachment, InboundMail
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import EventKind, InvoiceState, Role
from mailbot.web.answer_page import check_words
from mailbot.web.case_sight import comments_seen, photos_seen
from mailbot.web.invoice_fields import beside, read_fields, shown
from mailbot.web.sums import put_back, sum_in
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow import invoice_decisions as decisions
from mailbot.workflow.bank_changes import waiting_of
from mailbot.workflow.companies import company_of
from mailbot.workflow.complete_files import complete_if_all_here
from mailbot.workflow.invoice_checks import covered_iban
from mailbot.workflow.invoices import (
    correct_invoice,
    invoice_told,
    invoices_of,
    note_elsewhere,
    other_sum_read,
    printed_of,
)
from mailbot.workflow.orders import orders_of
from mailbot.workflow.paper_facts import billing_name
from mailbot.workflow.quote_figures import WrongFigures
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Company, Scene, with_order

_BY_WORDS = ".c"
"""What follows the invoice in a link that a line of a mail has asked for."""
_OF_ORDER = "o"
"""What stands before an order that has no invoice here: one that came by another way is written down."""


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The invoice as it stands; or the fields for one that came by another way."""
    order, invoice = _at(visit)
    scene = _scene(visit, order)
    assert scene.company is not None
    act, trouble = typed.text("act"), typed.trouble
    facts: dict[str, Any] = {
        "order": order.shown_number, "provider": scene.company.provider.company, "is_done": False, "act": act,
        "trouble": trouble, "beside": beside(trouble), "words": typed.text("words"), "part": typed.text("part"),
        "chosen": typed.text("other"), "billing": billing_name(visit.session, scene, now=visit.now),
        "elsewhere": shown(None, typed, is_typed=act == "elsewhere"), "invoice": {}, "acts": ["elsewhere"],
    }  # fmt: skip
    if invoice is not None:
        facts |= _seen(visit, scene, invoice) | {"fields": shown(invoice, typed, is_typed=act == "correct")}
    return visit.case_sheet("one_invoice", status=422 if trouble else 200, **facts)


def press(visit: CaseVisit, typed: Typed) -> None:
    """Do the one act whose button was pressed."""
    order, invoice = _at(visit)
    do = _DO.get(typed.text("act"))
    if do is None:
        raise Incomplete("act")
    if invoice is None and typed.text("act") != "elsewhere":
        raise Refused(Reason.ALREADY_SO)
    scene = with_order(visit.session, visit.scene, order, now=visit.now)
    do(visit, typed, scene, invoice)
    complete_if_all_here(visit.session, scene, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was done, by what happened then."""
    order, _ = _at(visit)
    scene = _scene(visit, order)
    assert scene.company is not None
    kinds = visit.session.scalars(
        select(Event.kind).where(
            Event.report_id == order.report_id, Event.actor_id == visit.person.id, Event.at == (at or visit.now)
        )
    ).all()
    what = next((name for kind, name in _SAID.items() if kind in kinds), "corrected")
    return visit.case_sheet(
        "one_invoice", is_done=True, at=at, what=what, order=order.shown_number,
        provider=scene.company.provider.company,
        again=visit.link(Page.ONE_INVOICE, visit.seat.participant.id, visit.page.with_),
    )  # fmt: skip


_SAID: Mapping[EventKind, str] = MappingProxyType(
    {EventKind.INVOICE_APPROVED: "approved", EventKind.INVOICE_CORRECTION_ASKED: "asked"}
)


def engages_money(visit: CaseVisit, typed: Typed) -> bool:
    """Whether this press engages money: « Bon à payer » (FEATURES, rule 4)."""
    return typed.text("act") == "approve"


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What such a press would do."""
    order, invoice = _at(visit)
    scene = _scene(visit, order)
    assert scene.company is not None
    if invoice is None:
        raise Refused(Reason.ALREADY_SO)
    return Engagement("_engage_invoice", {
        "number": invoice.number, "order": order.shown_number, "provider": scene.company.provider.company,
        "amount_incl_tax": invoice.amount_incl_tax, "object": visit.scene.report.object,
        "dwelling": visit.scene.home.dwelling.name,
    })  # fmt: skip


# -- Which one --------------------------------------------------------------------------------------------------------


def _at(visit: CaseVisit) -> tuple[WorkOrder, Invoice | None]:
    """The order and the invoice that a link names. Raises Nowhere for those of another report, or anybody but a
    manager."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    with_ = visit.page.with_.removesuffix(_BY_WORDS)
    try:
        number = unbrief(with_.removeprefix(_OF_ORDER))
        named = unbrief(with_)
    except Refused:
        raise Nowhere from None
    invoice = visit.session.get(Invoice, named)
    orders = {order.id: order for order in orders_of(visit.session, visit.scene.report.id)}
    if invoice is not None and invoice.order_id in orders:
        return orders[invoice.order_id], invoice
    if with_.startswith(_OF_ORDER) and number in orders:
        return orders[number], None
    raise Nowhere


def _scene(visit: CaseVisit, order: WorkOrder) -> Scene:
    """The scene with the company, for whoever only looks: nobody is given a seat."""
    company = Company(*company_of(visit.session, order.provider_id), visit.scene.thread, {}, order)
    return replace(visit.scene, company=company)


# -- What is seen -----------------------------------------------------------------------------------------------------


def _seen(visit: CaseVisit, scene: Scene, invoice: Invoice) -> dict[str, Any]:
    order, printed = scene.company.mission if scene.company is not None else None, printed_of(invoice)
    assert order is not None
    told = invoice_told(visit.session, scene, invoice)
    last = invoice.papers[-1] if invoice.papers else {}
    others = [
        {"id": str(each.id), "number": each.shown_number, "motif": each.motif}
        for each in decisions.other_orders(visit.session, invoice)
    ]
    change = waiting_of(visit.session, invoice.provider_id)
    return {
        "invoice": told
        | {
            "since": invoice.state_since, "decided_at": invoice.decided_at, "received_at": invoice.received_at,
            "read_in": last.get("read_in", ""), "sentence": last.get("sentence", ""),
            "iban": covered_iban(printed.iban) if printed is not None else "",
            "document_says": other_sum_read(invoice),
        },
        "gaps": list(invoice.gaps),
        "price": put_back(invoice.amount_incl_tax or invoice.amount_excl_tax),
        "documents": [
            {"name": each["name"], "url": f"/p/{visit.sealed}/paper/{each['attachment']}"}
            for each in told["documents"]
            if each["attachment"] is not None
        ],
        "confirmed_as": order.confirmed_as.value if order.confirmed_as is not None else "",
        "confirmed_at": order.confirmed_at,
        "others": others,
        "bank": visit.link(Page.BANK, visit.person.id, brief(change.id)) if change is not None else "",
        "acts": _acts(invoice, others=bool(others)),
        **_photos(visit),
    }  # fmt: skip


def _acts(invoice: Invoice, *, others: bool) -> list[str]:
    is_open = invoice.state is not InvoiceState.PAYABLE
    wanted = {
        "approve": decisions.may_approve(invoice),
        "dispute": is_open,
        "ask": is_open,
        "correct": is_open,
        "split": others and decisions.may_split(invoice),
        "elsewhere": True,
    }
    return [name for name, may in wanted.items() if may]


def _photos(visit: CaseVisit) -> dict[str, list[int]]:
    """The photos of the report by their numbers: before, from the home; after, from the company (S2-28)."""
    comments = comments_seen(visit)
    roles = {comment.id: comment.role for comment, _ in comments}
    of_mails = dict(
        visit.session.execute(
            select(Attachment.fingerprint, Participant.role)
            .join(InboundMail, InboundMail.id == Attachment.mail_id)
            .join(Participant, Participant.id == InboundMail.participant_id)
            .where(Attachment.report_id == visit.scene.report.id, Attachment.comment_id.is_(None))
        ).all()
    )
    sides: dict[str, list[int]] = {"before": [], "after": []}
    for photo in photos_seen(visit, comments):
        role = roles.get(photo.comment_id) or of_mails.get(photo.fingerprint)
        sides["after" if role is Role.PROVIDER else "before"].append(photo.number)
    return sides


def paper_seen(visit: CaseVisit, number: int) -> tuple[str, str]:
    """The name and the fingerprint of a document of the invoice. Raises Nowhere for any other file."""
    _, invoice = _at(visit)
    for paper in invoice.papers if invoice is not None else ():
        for each in paper["documents"]:
            if each["attachment"] == number:
                return each["name"], each["fingerprint"]
    raise Nowhere


# -- Each act ---------------------------------------------------------------------------------------------------------


def _said(visit: CaseVisit) -> Saying:
    person: Person = visit.person
    return Saying(person, Role.MANAGER)


def _approve(visit: CaseVisit, typed: Typed, scene: Scene, invoice: Invoice | None) -> None:
    assert invoice is not None
    if invoice.state is not InvoiceState.PAYABLE and typed.text("price") != put_back(
        invoice.amount_incl_tax or invoice.amount_excl_tax
    ):
        raise Incomplete("price")
    decisions.approve_invoice(
        visit.session,
        scene,
        invoice,
        visit.person,
        now=visit.now,
        said=decisions.COMMAND if visit.page.with_.endswith(_BY_WORDS) else "",
    )


def _words(visit: CaseVisit, typed: Typed) -> str:
    words = typed.text("words")
    check_words(visit, words)
    if not words:
        raise Incomplete("words")
    return words


def _dispute(visit: CaseVisit, typed: Typed, scene: Scene, invoice: Invoice | None) -> None:
    assert invoice is not None
    words = _words(visit, typed)
    decisions.dispute_invoice(visit.session, scene, invoice, visit.person, words, now=visit.now)


def _ask(visit: CaseVisit, typed: Typed, scene: Scene, invoice: Invoice | None) -> None:
    assert invoice is not None
    words = _words(visit, typed)
    decisions.ask_correction(visit.session, scene, invoice, visit.person, words, now=visit.now)


def _correct(visit: CaseVisit, typed: Typed, scene: Scene, invoice: Invoice | None) -> None:
    assert invoice is not None
    read = read_fields(typed, needs_amount=True)
    correct_invoice(visit.session, scene, _said(visit), invoice, read, now=visit.now)


def _split(visit: CaseVisit, typed: Typed, scene: Scene, invoice: Invoice | None) -> None:
    assert invoice is not None
    others = {str(order.id): order for order in decisions.other_orders(visit.session, invoice)}
    other, part = others.get(typed.text("other")), sum_in(typed, "part")
    if other is None:
        raise Incomplete("other_order")
    if part is None:
        raise Incomplete("part")
    try:
        decisions.split_invoice(visit.session, scene, invoice, visit.person, other, part, now=visit.now)
    except WrongFigures as wrong:
        raise Incomplete(str(wrong)) from None


def _elsewhere(visit: CaseVisit, typed: Typed, scene: Scene, invoice: Invoice | None) -> None:
    read = read_fields(typed, needs_amount=True)
    if not read.number:
        raise Incomplete("number")
    if read.dated_on is None:
        raise Incomplete("dated_on")
    assert scene.company is not None
    if any(each.number == read.number for each in invoices_of(visit.session, scene.company.mission)):
        raise Refused(Reason.ALREADY_SO)
    note_elsewhere(visit.session, scene, _said(visit), read, now=visit.now)


_DO: Mapping[str, Callable[[CaseVisit, Typed, Scene, Invoice | None], None]] = MappingProxyType(
    {
        "approve": _approve,
        "dispute": _dispute,
        "ask": _ask,
        "correct": _correct,
        "split": _split,
        "elsewhere": _elsewhere,
    }
)
