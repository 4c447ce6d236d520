"""The end of a paper that the law made us keep: its words and its bytes go; its number, its dates and its sums stay."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model_desk import Quote
from mailbot.model_mails import Attachment
from mailbot.model_orders import Invoice, Paper, WorkOrder
from mailbot.workflow.erasing import ERASED, Gone, erase_file
from mailbot.workflow.remains import tombstone


def erase_quote(session: Session, profile: AgencyProfile, quote: Quote, gone: Gone, now: datetime) -> None:
    """What a quote was asked for, and the documents that answered."""
    _erase_documents(session, quote.papers, gone, now=now)
    quote.motif = tombstone(now, profile.language, zone=profile.zone)
    quote.words = quote.contact = quote.refusal = ""
    quote.pictures, quote.papers = [], []
    quote.follow_up = {ERASED: now.isoformat()}
    gone.counts["quotes"] += 1


def erase_order(_: Session, profile: AgencyProfile, order: WorkOrder, gone: Gone, now: datetime) -> None:
    """What a mission was about."""
    order.motif = tombstone(now, profile.language, zone=profile.zone)
    order.instructions = order.wishes = order.words = order.cancel_reason = ""
    order.pictures = []
    order.follow_up = {ERASED: now.isoformat()}
    gone.counts["orders"] += 1


def erase_paper(_: Session, __: AgencyProfile, paper: Paper, gone: Gone, now: datetime) -> None:
    """A document of ours, and its bytes."""
    if paper.fingerprint is not None:
        gone.prints.add(paper.fingerprint)
    paper.facts, paper.fingerprint = {ERASED: now.isoformat()}, None
    gone.counts["papers"] += 1


def erase_invoice(session: Session, _: AgencyProfile, invoice: Invoice, gone: Gone, now: datetime) -> None:
    """The documents of an invoice."""
    _erase_documents(session, invoice.papers, gone, now=now)
    invoice.papers = []
    gone.counts["invoices"] += 1


def _erase_documents(session: Session, papers: Iterable[dict[str, Any]], gone: Gone, *, now: datetime) -> None:
    for paper in papers:
        for each in [paper, *paper.get("documents", ())]:
            file = session.get(Attachment, each.get("attachment") or 0)
            if file is not None:
                erase_file(file, gone, now=now)
