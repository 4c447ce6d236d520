"""What a company hands in on its mission: its invoice, photos of the works, other bank details (S2-27 to S2-32)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from mailbot.blobs import fingerprint
from mailbot.db import Session
from mailbot.inbound.arrived import place_of
from mailbot.inbound.company_words import beside_invoice
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.invoice_papers import bank_in, invoice_in
from mailbot.inbound.quote_papers import Read, documents_of, price_in
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.standpoint import Question
from mailbot.model_mails import Attachment
from mailbot.vocabulary import AttachmentUse, Channel, Role
from mailbot.workflow import bank_changes, company_answers
from mailbot.workflow.events import ORDER
from mailbot.workflow.invoice_checks import InvoiceRead, bare
from mailbot.workflow.invoices import correct_invoice, open_invoice, receive_invoice
from mailbot.workflow.paper_facts import billing_name
from mailbot.workflow.quote_figures import WrongFigures
from mailbot.workflow.sayings import Saying
from mailbot.workflow.telling import Reader
from mailbot.workflow.withholding import says_more

_ALL = frozenset(Reader)


def take_invoice(session: Session, heard: Heard) -> Done | None:
    """An invoice, in whatever state the mission is; or other figures for the one that is here. A sum without a paper is
    asked about."""
    company, said = heard.scene.company, heard.intent(IntentType.SEND_INVOICE)
    if heard.seat.participant.role is not Role.PROVIDER or company is None or company.order is None:
        return None
    papers = documents_of(heard.arrived.files)
    awaited = heard.route.standpoint.question is Question.SEND_INVOICE
    read = invoice_in(
        heard.reading, papers, _kept(session, heard, papers), company.order,
        billing_name(session, heard.scene, now=heard.now), heard.scene.profile.name, is_awaited=awaited,
    )  # fmt: skip
    if read is None and awaited:
        read = _price(heard)
    if read is None:
        return None
    saying = _saying(heard, said)
    if read.documents:
        receive_invoice(session, heard.scene, saying, read, now=heard.now)
    elif not _corrected(session, heard, saying, read):
        if said is None:
            return None
        return _ask_paper(session, heard)
    return _done(heard, frozenset({IntentType.SEND_INVOICE}))


def _price(heard: Heard) -> InvoiceRead | None:
    """« 450 € TTC », in answer to the letter that asks for the sum."""
    price = heard.intent(IntentType.STATE_PRICE)
    if price is None or not price.values.get("firm"):
        return None
    return InvoiceRead(price_in(heard.reading, price)[0], read_in="sentence")


def _corrected(session: Session, heard: Heard, saying: Saying, read: InvoiceRead) -> bool:
    """Whether the words put right the figures of an invoice that is here."""
    company = heard.scene.company
    assert company is not None
    standing = open_invoice(session, company.mission)
    if standing is None or read.figures.is_empty:
        return False
    try:
        correct_invoice(session, heard.scene, saying, standing, read, now=heard.now)
    except WrongFigures:
        return False
    return True


def _ask_paper(session: Session, heard: Heard) -> Done:
    """« Facture de 450 € », and no document: the one question is put."""
    company = heard.scene.company
    assert company is not None
    company_answers.ask_one_point(
        session, heard.scene, heard.seat, "send_invoice", now=heard.now, mail_id=heard.arrived.mail_id,
        puts={"question": "send_invoice", ORDER: company.mission.id},
    )  # fmt: skip
    return replace(_done(heard, frozenset({IntentType.SEND_INVOICE})), has_asked=True)


def take_bank_change(session: Session, heard: Heard) -> Done | None:
    """Other bank details, by words or on a paper: nothing is changed, and nobody but the agency reads them."""
    company, said = heard.scene.company, heard.intent(IntentType.BANK_CHANGE)
    if heard.seat.participant.role is not Role.PROVIDER or company is None:
        return None
    papers = documents_of(heard.arrived.files)
    iban, on_file = bank_in(heard.reading.fresh_text, papers), bare(company.provider.iban)
    differs = bool(iban and on_file and bare(iban) != on_file)
    if said is None and not differs:
        return None
    named_by = "words" if said is not None else "document"
    bank_changes.announce(session, heard.scene, _saying(heard, said), iban, now=heard.now, named_by=named_by)
    done = _done(heard, frozenset({IntentType.BANK_CHANGE}))
    return replace(done, is_apart=done.shares_photos, shares_photos=False)


def take_bank_answer(session: Session, heard: Heard) -> Done | None:
    """« Non, ce n'est pas nous », « oui, c'est exact »: the answer to « avons-nous bien lu ? » changes nothing, and is
    for the managers alone."""
    asked = heard.seat.participant.asked or {}
    if asked.get("act") != "bank_change" or heard.intent(IntentType.ANSWER) is None:
        return None
    heard.seat.participant.asked = None
    return Done(told=_ALL - {Reader.MANAGERS}, covers=frozenset(), is_apart=True)


_PAPERS_ALONE = frozenset(
    {IntentType.SEND_INVOICE, IntentType.BANK_CHANGE, IntentType.DECLARE_DONE, IntentType.STATE_PRICE}
)


def _done(heard: Heard, covers: frozenset[IntentType]) -> Done:
    """Words of which nothing is left beside the papers are no news; photos that came along are."""
    rest = heard.reading.fresh_text
    for intent in heard.reading.intents:
        if intent.type in _PAPERS_ALONE and intent.because:
            rest = rest.replace(intent.because, " ", 1)
    if says_more(beside_invoice(rest)):
        return Done(covers=covers)
    return Done(told=_ALL, covers=covers, shares_photos=True)


def _saying(heard: Heard, *intents: Intent | None) -> Saying:
    return Saying(
        heard.seat.person, Role.PROVIDER, heard.reading.fresh_text, (), heard.arrived.mail_id, place_of(*intents),
        heard.seat.channel is Channel.AGENCY,
    )  # fmt: skip


def _kept(session: Session, heard: Heard, papers: Sequence[Read]) -> list[Mapping[str, Any]]:
    """Each document with the row that keeps it: its mail's files were written before anything was done."""
    rows = session.execute(
        select(Attachment.fingerprint, Attachment.id).where(
            Attachment.mail_id == heard.arrived.mail_id, Attachment.use == AttachmentUse.DOCUMENT
        )
    )
    numbers = {row.fingerprint: row.id for row in rows}
    prints = [(each.file.file.name, fingerprint(each.file.file.content)) for each in papers]
    return [{"attachment": numbers.get(print_), "name": name, "fingerprint": print_} for name, print_ in prints]
