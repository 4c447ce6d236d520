"""Other bank details that a company announced: called back at the number on file, then taken, or known for a fraud."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from mailbot.errors import Refused
from mailbot.model import Comment, Person, Provider, Report
from mailbot.model_mails import InboundMail
from mailbot.model_orders import BankChange, WorkOrder
from mailbot.threads.pages import unbrief
from mailbot.vocabulary import Role
from mailbot.web.visits import Engagement, Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow import bank_changes
from mailbot.workflow.invoice_checks import bare, covered_iban, is_account
from mailbot.workflow.invoice_decisions import after_bank_decision
from mailbot.workflow.remains import shown_text
from mailbot.workflow.scene import Scene, set_scene, take_seat, with_order


def show(visit: Visit, typed: Typed) -> Sheet:
    """What was announced, beside what is on file; the company's number as it is known."""
    return _sheet(visit, _change(visit, acts=False), typed)


def press(visit: Visit, typed: Typed) -> None:
    """Take them, once the company was called; or keep what is on file."""
    change, act = _change(visit, acts=True), typed.text("act")
    if act not in ("verify", "fraud"):
        raise Incomplete("act")
    scene = _scene(visit, change)
    if act == "fraud":
        bank_changes.call_fraud(visit.session, scene, change, visit.person, now=visit.now)
    else:
        if not bank_changes.is_decided(change) and typed.text("called") != "yes":
            raise Incomplete("called")
        iban = bare(typed.text("iban"))
        if not is_account(iban):
            raise Incomplete("iban")
        bank_changes.verify(visit.session, scene, change, visit.person, iban, now=visit.now)
    visit.session.flush()
    after_bank_decision(visit.session, change, now=visit.now)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What was decided."""
    return _sheet(visit, _change(visit, acts=False), Typed())


def engages_money(visit: Visit, typed: Typed) -> bool:
    """Whether this press engages money: « C'est vérifié » (FEATURES, rule 4)."""
    return typed.text("act") == "verify"


def engages(visit: Visit, typed: Typed) -> Engagement:
    """What such a press would do."""
    change = _change(visit, acts=False)
    provider = visit.session.get_one(Provider, change.provider_id)
    return Engagement("_engage_bank", {"provider": provider.company, "account": bare(typed.text("iban"))})


def _change(visit: Visit, *, acts: bool) -> BankChange:
    try:
        number = unbrief(visit.page.with_)
    except Refused:
        raise Nowhere from None
    change = visit.session.get(BankChange, number, with_for_update=acts)
    if change is None or change.agency_id != visit.agency.id or visit.role is not Role.MANAGER:
        raise Nowhere
    return change


def _sheet(visit: Visit, change: BankChange, typed: Typed) -> Sheet:
    provider = visit.session.get_one(Provider, change.provider_id)
    order = visit.session.get(WorkOrder, change.order_id) if change.order_id is not None else None
    writer = visit.session.get(Person, change.person_id) if change.person_id is not None else None
    said = visit.session.scalars(select(Comment).where(Comment.mail_id == change.mail_id)).first()
    words = shown_text(said, visit.language) if said is not None and change.mail_id is not None else ""
    return visit.sheet(
        "bank", status=422 if typed.trouble else 200, trouble=typed.trouble, provider=provider.company,
        telephone=provider.telephone, order=order.shown_number if order is not None else "",
        writer=writer.name if writer is not None else "", at=change.announced_at,
        on_file=covered_iban(provider.iban), words=words,
        iban=typed.text("iban") if typed.text("act") else change.iban, called=typed.text("called"),
        state="verified" if change.verified_at else "fraud" if change.refused_at else "open",
        decided_at=change.verified_at or change.refused_at, decided_account=covered_iban(change.iban),
    )  # fmt: skip


def _scene(visit: Visit, change: BankChange) -> Scene:
    """The scene of the report on which it came; whoever decides has a seat there, in charge of the home or not."""
    order = visit.session.get(WorkOrder, change.order_id) if change.order_id is not None else None
    mail = visit.session.get(InboundMail, change.mail_id) if change.mail_id is not None else None
    number = order.report_id if order is not None else mail.report_id if mail is not None else None
    if number is None:
        raise Nowhere
    report = visit.session.get_one(Report, number)
    scene = set_scene(visit.session, report, now=visit.now, by="page")
    if visit.person.id not in scene.seats:
        seat = take_seat(visit.session, report, visit.person, now=visit.now)
        scene = replace(scene, seats={**scene.seats, visit.person.id: seat})
    return scene if order is None else with_order(visit.session, scene, order, now=visit.now)
