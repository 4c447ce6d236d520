"""The mission that a company's mail names by its number when it came to no thread: « OS-2026-0187 » (S2-30)."""

import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.known_orders import to_thread
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.quote_papers import documents_of
from mailbot.inbound.routes import ToThread
from mailbot.model import Agency, Person, ProviderContact, Report
from mailbot.model_orders import WorkOrder
from mailbot.threads.participants import seat_of
from mailbot.vocabulary import Channel
from mailbot.workflow.scene import set_scene, with_order

_NUMBER = re.compile(r"(?<![\w-])OS[ \t]?-?[ \t]?(\d{4}-\d{3,6})(?![\w])", re.IGNORECASE)


def order_named(
    session: Session, agency: Agency, person: Person, mail: ParsedMail, *, received_at: datetime, now: datetime
) -> ToThread | None:  # fmt: skip
    """The thread of the one mission of this person's company whose number stands in the subject, else on a paper, else
    in the words; None when none does, or several do. What came to no thread is for the agency alone."""
    order = _order(session, agency, person, mail)
    if order is None:
        return None
    scene = with_order(session, set_scene(session, session.get_one(Report, order.report_id), now=now), order, now=now)
    assert scene.company is not None
    seat = seat_of(session, person.id, scene.company.thread.id, Channel.AGENCY)
    if seat is None:
        return None
    return to_thread(session, seat, scene, received_at=received_at, now=now, elsewhere=True)


def _order(session: Session, agency: Agency, person: Person, mail: ParsedMail) -> WorkOrder | None:
    for place in _places(mail):
        named = {f"OS-{found}" for found in _NUMBER.findall(place)}
        if not named:
            continue
        theirs = session.scalars(
            select(WorkOrder)
            .join(ProviderContact, ProviderContact.provider_id == WorkOrder.provider_id)
            .where(
                WorkOrder.agency_id == agency.id, WorkOrder.number.in_(sorted(named)),
                ProviderContact.person_id == person.id,
            )
        ).all()  # fmt: skip
        return theirs[0] if len(theirs) == 1 and len(named) == 1 else None
    return None


def _places(mail: ParsedMail) -> Iterator[str]:
    """Where a number is looked for, the surest first; papers are opened only when the subject names none."""
    yield mail.subject
    yield _on_papers(mail)
    yield mail.text


def _on_papers(mail: ParsedMail) -> str:
    return " ".join(each.document.order_number for each in documents_of(sort_files(mail)))
