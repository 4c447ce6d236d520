"""Which blobs are named by something that is kept: the others may go."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model_desk import Confirmation, Draft, Quote
from mailbot.model_gate import Erasure
from mailbot.model_mails import Attachment, InboundMail, OutboundMail
from mailbot.model_orders import Invoice, Paper, WorkOrder
from mailbot.workflow.erasing import TO_REMOVE

SETTLES_IN = timedelta(minutes=10)
"""Bytes are put down before the row that names them: younger ones than this are nobody's to take away."""
_AT_ONCE = 20


def still_named(session: Session, prints: Collection[str]) -> set[str]:
    """Those of these fingerprints that a row names: the file of somebody else, the same photo of another home, a paper,
    an order that must be kept, a letter on its way."""
    wanted = set(prints)
    if not wanted:
        return set()
    named: set[str | None] = set()
    for column, stands in (
        (Attachment.fingerprint, Attachment.erased_at.is_(None)),
        (InboundMail.fingerprint, InboundMail.erased_at.is_(None)),
        (Paper.fingerprint, Paper.fingerprint.is_not(None)),
    ):
        named.update(session.scalars(select(column).where(column.in_(wanted), stands)))
    left = wanted - named
    reports = set(session.scalars(select(Attachment.report_id).where(Attachment.fingerprint.in_(left))))
    written = "\n".join(json.dumps(each) for each in _written(session, {each for each in reports if each is not None}))
    return {each for each in wanted if each in named or each in written}


def _written(session: Session, reports: Collection[int]) -> Iterator[Any]:
    """What names fingerprints in the middle of something else: every such copy was made from a file of its report."""
    for columns, of_report in (
        ((Quote.pictures, Quote.papers), Quote.report_id),
        ((WorkOrder.pictures,), WorkOrder.report_id),
        ((Paper.facts,), Paper.report_id),
    ):
        for row in session.execute(select(*columns).where(of_report.in_(reports))):
            yield list(row)
    orders = select(WorkOrder.id).where(WorkOrder.report_id.in_(reports))
    yield from session.scalars(select(Invoice.papers).where(Invoice.order_id.in_(orders)))
    yield from session.scalars(select(Draft.content).where(Draft.report_id.in_(reports), Draft.done_at.is_(None)))
    yield from session.scalars(select(OutboundMail.facts).where(OutboundMail.due_at.is_not(None)))
    waiting = select(Confirmation.fields).where(Confirmation.confirmed_at.is_(None), Confirmation.refused_at.is_(None))
    yield from session.scalars(waiting)


def with_blobs_to_remove(session: Session) -> list[Erasure]:
    """The erasures whose bytes have still to be taken away, from the blobs or from the database's log, oldest first."""
    waits = Erasure.counts[TO_REMOVE].as_string().is_not(None)
    return list(session.scalars(select(Erasure).where(waits).order_by(Erasure.id).limit(_AT_ONCE)))


def settled(row: Erasure, left: Collection[str], removed: int) -> None:
    """Write down that these blobs were taken away, and which are too young still."""
    counts = {name: value for name, value in row.counts.items() if name != TO_REMOVE}
    counts["blobs"] = int(counts.get("blobs", 0)) + removed
    row.counts = {**counts, TO_REMOVE: sorted(left)}


def over(row: Erasure) -> None:
    """Nothing is left to do for it: the log of the database's file holds none of it either."""
    if row.counts.get(TO_REMOVE) == []:
        row.counts = {name: value for name, value in row.counts.items() if name != TO_REMOVE}


def old_enough(now: datetime) -> datetime:
    """Blobs that were last put down before this instant may be taken away."""
    return now - SETTLES_IN
