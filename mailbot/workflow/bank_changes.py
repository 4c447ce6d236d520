"""Other bank details of a company: nothing is changed until a manager has called it back (SM6, GAP-13)."""

from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person, Provider
from mailbot.model_orders import BankChange, Invoice, WorkOrder
from mailbot.threads.pages import brief
from mailbot.vocabulary import EventKind, InvoiceState, Role
from mailbot.workflow.events import record
from mailbot.workflow.invoice_checks import bare, covered_iban
from mailbot.workflow.journal import noted
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene


def announce(
    session: Session, scene: Scene, said: Saying, iban: str, *, now: datetime, named_by: str = "words"
) -> BankChange | None:  # fmt: skip
    """Other bank details came, by words or on a paper: kept aside, the managers are alarmed, and the company is asked
    at its address on file. Nothing is changed. None when the same ones are waiting already.

    `iban`: empty when it could not be read. `named_by`: words, invoice, or another document.
    """
    company = scene.the_company
    if iban and bare(iban) == bare(company.provider.iban):
        return None
    standing = waiting_of(session, company.provider.id)
    if standing is not None and (not iban or bare(standing.iban) in ("", bare(iban))):
        standing.iban = standing.iban or bare(iban)
        return None
    change = BankChange(
        agency_id=scene.agency.id, provider_id=company.provider.id,
        order_id=company.order.id if company.order is not None else None, person_id=said.person.id,
        mail_id=said.mail_id, iban=bare(iban)[:40], announced_at=now,
    )  # fmt: skip
    session.add(change)
    session.flush()
    _hold_invoices(session, company.provider, now=now)
    record(
        session, scene, EventKind.BANK_CHANGE_ANNOUNCED, now=now, **said.to_record() | {"photos": ()},
        details=noted(said.because, bank_change=change.id)
        | {"echo": {"act": "bank_change", "named_by": named_by}, "asked": {"X-12": _question(change)}},
    )  # fmt: skip
    return change


def _question(change: BankChange) -> dict[str, object]:
    return {"question": "confirm_reading", "text": "bank_change", "act": "bank_change", "bank": brief(change.id)}


def _hold_invoices(session: Session, provider: Provider, *, now: datetime) -> None:
    """Whatever of this company is to be paid waits until somebody has called it (SM6: whatever the state)."""
    for invoice in _invoices(session, provider):
        if invoice.state is not InvoiceState.PAYABLE:
            invoice.state, invoice.state_since = InvoiceState.BLOCKED, now


def _invoices(session: Session, provider: Provider) -> list[Invoice]:
    return list(session.scalars(select(Invoice).where(Invoice.provider_id == provider.id).order_by(Invoice.id)))


def verify(session: Session, scene: Scene, change: BankChange, manager: Person, iban: str, *, now: datetime) -> None:
    """« C'est vérifié »: the company was called at the number on file, and these are its bank details from now on. A
    money act: whoever calls has seen to its proof. The journal keeps the former ones covered.

    Raises Refused(ALREADY_SO), before anything was changed, when it was decided on before.
    """
    check(Act.CHANGE_BANK, Role.MANAGER)
    provider = _decide(session, change)
    former, provider.iban = provider.iban, bare(iban)
    change.iban, change.verified_at, change.verified_by = bare(iban), now, manager.id
    record(
        session, scene, EventKind.BANK_CHANGE_VERIFIED, actor=manager, role=Role.MANAGER, now=now,
        details=noted(bank_change=change.id, former=covered_iban(former) or None, account=covered_iban(iban)),
    )  # fmt: skip


def call_fraud(session: Session, scene: Scene, change: BankChange, manager: Person, *, now: datetime) -> None:
    """« C'est une fraude »: the details on file stay, and so do the invoices that brought others where they are.

    Raises Refused(ALREADY_SO), before anything was changed, when it was decided on before.
    """
    check(Act.CHANGE_BANK, Role.MANAGER)
    _decide(session, change)
    change.refused_at = now
    record(
        session, scene, EventKind.BANK_CHANGE_REFUSED, actor=manager, role=Role.MANAGER, now=now,
        details=noted(bank_change=change.id),
    )  # fmt: skip


def _decide(session: Session, change: BankChange) -> Provider:
    if is_decided(change):
        raise Refused(Reason.ALREADY_SO)
    return session.get_one(Provider, change.provider_id, with_for_update=True)


def is_decided(change: BankChange) -> bool:
    """Whether somebody has said what it is."""
    return change.verified_at is not None or change.refused_at is not None


def waiting_of(session: Session, provider_id: int) -> BankChange | None:
    """The change of a company that nobody has decided on."""
    return session.scalars(
        select(BankChange)
        .where(BankChange.provider_id == provider_id, BankChange.verified_at.is_(None), BankChange.refused_at.is_(None))
        .order_by(BankChange.id.desc())
        .limit(1)
    ).one_or_none()


def orders_held(session: Session, provider_id: int) -> list[WorkOrder]:
    """The orders of a company whose invoices are held."""
    return list(
        session.scalars(
            select(WorkOrder)
            .join(Invoice, Invoice.order_id == WorkOrder.id)
            .where(Invoice.provider_id == provider_id, Invoice.state == InvoiceState.BLOCKED)
            .distinct()
            .order_by(WorkOrder.id)
        )
    )
