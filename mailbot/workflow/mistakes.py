"""An identity paper, bank details, a word too many: one message or one file that should never have come is erased."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Event, Person
from mailbot.model_desk import Quote
from mailbot.model_gate import Erasure
from mailbot.model_mails import Attachment, DigestLine, InboundMail, OutboundMail
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.vocabulary import ErasureReason, EventKind, Role
from mailbot.workflow.erasing import Gone, erase_comment, erase_file, erase_letter, erase_raw, scrubbed, write_down
from mailbot.workflow.events import record
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.remains import tombstone
from mailbot.workflow.scene import Scene
from mailbot.workflow.visibility import forms_of

_SHORT = 3
_LISTED = ("pictures", "papers", "files")
"""The facts of a letter that name files."""


def erase_one_comment(session: Session, scene: Scene, comment: Comment, manager: Person, *, now: datetime) -> Erasure:
    """The words of one message, wherever they were told: its mail, its letters, what was quoted of it to companies.
    Raises Refused when it is another report's, or gone already."""
    _check(scene, comment.report_id, comment.erased_at)
    gone, mark = Gone(), tombstone(now, scene.profile.language, zone=scene.profile.zone)
    lines = [line.strip() for line in comment.text.splitlines() if len(line.strip()) > _SHORT]
    words = list(dict.fromkeys(each for line in lines for each in forms_of(line)))
    for letter in _letters_of_comment(session, comment):
        if letter.due_at is None:
            erase_letter(letter, gone, now=now)
        else:
            letter.facts = scrubbed(letter.facts, words, mark)
    numbers = Quote.report_id == scene.report.id, WorkOrder.report_id == scene.report.id
    told: list[Quote | WorkOrder] = [*session.scalars(select(Quote).where(numbers[0]))]
    told += session.scalars(select(WorkOrder).where(numbers[1]))
    for row in told:
        row.words = scrubbed(row.words, words, mark)
    _erase_mails(
        session, scene, [comment.mail_id] if comment.mail_id is not None else [], comment.created_at, gone, now
    )
    erase_comment(comment, gone, now=now)
    return _done(session, scene, manager, gone, now=now)


def erase_one_file(session: Session, scene: Scene, file: Attachment, manager: Person, *, now: datetime) -> Erasure:
    """One file, each time that it came to this report; its mails, and its name and bytes in every letter. Raises
    Refused when it is another report's, or gone already, or the only document of a quote or of an invoice: the law
    makes us keep that."""
    _check(scene, file.report_id, file.erased_at)
    papers = _papers(session, scene)
    if any([each["fingerprint"] for each in paper.get("documents", ())] == [file.fingerprint] for _, paper in papers):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    gone = Gone()
    same = session.scalars(
        select(Attachment).where(
            Attachment.report_id == scene.report.id,
            Attachment.fingerprint == file.fingerprint,
            Attachment.erased_at.is_(None),
        )
    ).all()
    about = or_(OutboundMail.report_id == scene.report.id, OutboundMail.report_id.is_(None))
    sent = select(OutboundMail).where(
        OutboundMail.agency_id == scene.agency.id, OutboundMail.created_at >= _came(session, same), about
    )
    for letter in session.scalars(sent):
        letter.facts = without_file(letter.facts, file.fingerprint)
    for row in {id(row): row for row, _ in papers}.values():
        row.papers = [
            paper | {"documents": others(paper["documents"], file.fingerprint)} if "documents" in paper else paper
            for paper in row.papers
        ]
    for order in session.scalars(select(WorkOrder).where(WorkOrder.report_id == scene.report.id)):
        order.pictures = others(order.pictures, file.fingerprint)
    for quote in session.scalars(select(Quote).where(Quote.report_id == scene.report.id)):
        quote.pictures = others(quote.pictures, file.fingerprint)
    _erase_mails(session, scene, [each.mail_id for each in same], _came(session, same), gone, now)
    for each in same:
        erase_file(each, gone, now=now)
    return _done(session, scene, manager, gone, now=now)


def _check(scene: Scene, report_id: int | None, erased_at: datetime | None) -> None:
    check(Act.ERASE, Role.MANAGER)
    if report_id != scene.report.id or erased_at is not None:
        raise Refused(Reason.ALREADY_SO)


def _letters_of_comment(session: Session, comment: Comment) -> Iterable[OutboundMail]:
    """The letters that told of it, at once and by the day."""
    told = select(Event.id).where(
        or_(Event.comment_id == comment.id, Event.mail_id == (comment.mail_id or 0)),
        Event.report_id == comment.report_id,
    )
    daily = select(DigestLine.letter_id).where(DigestLine.event_id.in_(told), DigestLine.letter_id.is_not(None))
    which = or_(OutboundMail.event_id.in_(told), OutboundMail.id.in_(daily))
    return session.scalars(
        select(OutboundMail).where(which, OutboundMail.erased_at.is_(None)).order_by(OutboundMail.id)
    )


def _erase_mails(
    session: Session, scene: Scene, mails: Iterable[int], since: datetime, gone: Gone, now: datetime
) -> None:
    """The mails that brought it, and those that may quote it since."""
    which = or_(
        InboundMail.id.in_(list(mails)),
        (InboundMail.report_id == scene.report.id) & (InboundMail.received_at >= since),
    )
    for mail in session.scalars(select(InboundMail).where(which, InboundMail.due_at.is_(None))):
        erase_raw(mail, gone, now=now)


def _came(session: Session, files: Iterable[Attachment]) -> datetime:
    """When the first of them came."""
    return min(session.get_one(InboundMail, file.mail_id).received_at for file in files)


def _papers(session: Session, scene: Scene) -> list[tuple[Quote | Invoice, dict[str, Any]]]:
    """What was delivered for the quotes and the orders of the report."""
    rows: list[Quote | Invoice] = [*session.scalars(select(Quote).where(Quote.report_id == scene.report.id))]
    orders = select(WorkOrder.id).where(WorkOrder.report_id == scene.report.id)
    rows += session.scalars(select(Invoice).where(Invoice.order_id.in_(orders)))
    return [(row, paper) for row in rows for paper in row.papers]


def without_file(facts: dict[str, Any], print_: str) -> dict[str, Any]:
    """The facts of a letter without this file: it is not sent any more, and nobody reads what it was called."""
    named = [name for name in _LISTED if isinstance(facts.get(name), list)]
    return {**facts, **{name: others(facts[name], print_) for name in named}}


def others(files: Iterable[Any], print_: str) -> list[Any]:
    return [each for each in files if not (isinstance(each, dict) and each.get("fingerprint") == print_)]


def _done(session: Session, scene: Scene, manager: Person, gone: Gone, *, now: datetime) -> Erasure:
    record(session, scene, EventKind.DATA_ERASED, actor=manager, role=Role.MANAGER, now=now)
    return write_down(session, scene.agency.id, ErasureReason.MISTAKE, gone, now=now, by=manager)
