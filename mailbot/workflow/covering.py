"""A manager covers words or a picture for everybody, takes the cover away, or looks below it (WORK_ORDER_PDF, 6.6)."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Event, Participant, Person, Thread
from mailbot.model_desk import Draft, Quote
from mailbot.model_mails import Attachment, OutboundMail
from mailbot.model_orders import AccessNote, Paper, WorkOrder
from mailbot.vocabulary import EventKind, MaskReason, Role
from mailbot.workflow.events import record
from mailbot.workflow.mistakes import others, without_file
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.remains import cover_mark, is_left, whole_text
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.visibility import forms_of
from mailbot.workflow.withholding import sentences

OPEN_FOR = timedelta(minutes=10)
"""How long a manager who has asked for it sees what is below a cover."""
CODE = "code"
"""Stands for the access of the home, among what may be covered."""
_SHORT = 3


def cover_words(
    session: Session, scene: Scene, comment: Comment, manager: Person, why: MaskReason, pieces: Sequence[str], *,
    now: datetime,
) -> None:  # fmt: skip
    """Cover these words of a message wherever they stand in it; all of it for none. What was copied from it and has not
    left yet is covered too. Raises Refused for words that are not in it, and for a message of another report."""
    _check(scene, comment.report_id)
    if comment.erased_at is not None:
        raise Refused(Reason.ALREADY_SO)
    text = whole_text(comment)
    spans = [span for piece in pieces for span in _spans(text, piece)]
    if pieces and not all(_spans(text, piece) for piece in pieces):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    said = {"why": why.value, "by": manager.id, "at": now.isoformat()}
    added = [{"from": start, "to": end, **said} for start, end in spans] if pieces else [said]
    comment.masked = [*comment.masked, *added]
    copied = list(pieces) if pieces else _sentences(text)
    _cover_copies(session, scene, comment, copied, is_whole=not pieces)
    record(
        session, scene, EventKind.MESSAGE_MASKED, actor=manager, role=Role.MANAGER, now=now, comment=comment,
        details={"message": comment.id, "reason": why.value, "spans": [[start, end] for start, end in spans]},
    )  # fmt: skip


def cover_file(
    session: Session, scene: Scene, file: Attachment, manager: Person, why: MaskReason, *, now: datetime
) -> None:  # fmt: skip
    """Show a picture, or any file, to nobody any more, each time that it came; letters that have not left leave
    without it. Raises Refused for one of another report, or that is not shown already."""
    _check(scene, file.report_id)
    if not is_left(file):
        raise Refused(Reason.ALREADY_SO)
    for each in _same(session, file):
        each.masked = {"why": why.value, "by": manager.id, "at": now.isoformat()}
    for letter in _leaving(session, scene):
        letter.facts = without_file(letter.facts, file.fingerprint)
    for row in _told(session, scene):
        row.pictures = others(row.pictures, file.fingerprint)
    for paper in _unprinted(session, scene):
        paper.facts = without_file(paper.facts, file.fingerprint)
    record(
        session, scene, EventKind.MESSAGE_MASKED, actor=manager, role=Role.MANAGER, now=now,
        details={"file": file.id, "reason": why.value},
    )  # fmt: skip


def uncover(session: Session, scene: Scene, row: Comment | Attachment, manager: Person, *, now: datetime) -> None:
    """Take the cover away. What left under it, and what was copied under it, stays as it is."""
    _check(scene, row.report_id)
    if not row.masked or row.erased_at is not None:
        raise Refused(Reason.ALREADY_SO)
    if isinstance(row, Comment):
        row.masked = []
    else:
        for each in _same(session, row):
            each.masked = None
    record(
        session, scene, EventKind.MESSAGE_UNMASKED, actor=manager, role=Role.MANAGER, now=now,
        details=_named(row),
    )  # fmt: skip


def look_below(
    session: Session, scene: Scene, row: Comment | Attachment | None, manager: Person, *, now: datetime
) -> None:  # fmt: skip
    """Write down that this manager looks at what is covered: words, a picture; none for the codes of the home."""
    if row is None:
        check(Act.MASK, Role.MANAGER)
    else:
        _check(scene, row.report_id)
        if not row.masked or row.erased_at is not None:
            raise Refused(Reason.ALREADY_SO)
    details = {CODE: scene.home.dwelling.id} if row is None else _named(row)
    record(session, scene, EventKind.COVERED_SHOWN, actor=manager, role=Role.MANAGER, now=now, details=details)


def looked_at(session: Session, report_id: int, manager: Person, *, now: datetime) -> frozenset[tuple[str, int]]:
    """What this manager has asked to see just now: « message », « file » or CODE, with its number."""
    asked = session.scalars(
        select(Event).where(
            Event.report_id == report_id,
            Event.kind == EventKind.COVERED_SHOWN,
            Event.actor_id == manager.id,
            Event.at > now - OPEN_FOR,
        )
    )
    return frozenset(
        (name, int(event.facts[name])) for event in asked for name in ("message", "file", CODE) if name in event.facts
    )


def _check(scene: Scene, report_id: int | None) -> None:
    check(Act.MASK, Role.MANAGER)
    if report_id != scene.report.id:
        raise Refused(Reason.NOT_YOURS_TO_SAY)


def _named(row: Comment | Attachment) -> dict[str, int]:
    return {"message" if isinstance(row, Comment) else "file": row.id}


def _spans(text: str, piece: str) -> list[tuple[int, int]]:
    wanted = piece.strip()
    return [found.span() for found in re.finditer(re.escape(wanted), text)] if wanted else []


def _sentences(text: str) -> list[str]:
    found = (text[start:end].strip() for start, end, _ in sentences(text))
    return [each for each in found if len(each) > _SHORT]


def _same(session: Session, file: Attachment) -> Iterable[Attachment]:
    return session.scalars(
        select(Attachment).where(
            Attachment.report_id == file.report_id,
            Attachment.fingerprint == file.fingerprint,
            Attachment.erased_at.is_(None),
        )
    )


# -- What was copied from it ------------------------------------------------------------------------------------------


def _cover_copies(session: Session, scene: Scene, comment: Comment, pieces: Sequence[str], *, is_whole: bool) -> None:
    words = list(dict.fromkeys(form for piece in pieces for form in forms_of(piece)))
    mark = cover_mark(scene.profile.language)
    for letter in _leaving(session, scene):
        event, person = session.get(Event, letter.event_id or 0), session.get(Person, letter.person_id or 0)
        own_mark = cover_mark(spoken(person) if person is not None else scene.profile.language)
        letter.facts = _covered(letter.facts, words, own_mark)
        tells = event is not None and (event.comment_id == comment.id or _came_with(event, comment))
        if is_whole and tells and letter.facts.get("text"):
            letter.facts = {**letter.facts, "text": own_mark}
    for row in _told(session, scene):
        row.words = _covered(row.words, words, mark)
    for paper in _unprinted(session, scene):
        paper.facts = _covered(paper.facts, words, mark)
    for draft in session.scalars(select(Draft).where(Draft.report_id == scene.report.id, Draft.done_at.is_(None))):
        draft.content = _covered(draft.content, words, mark)
    for note in session.scalars(select(AccessNote).where(AccessNote.report_id == scene.report.id)):
        note.words = _covered(note.words, words, mark)
    scene.report.object = _covered(scene.report.object, words, mark)
    seats = select(Participant).join(Thread).where(Thread.report_id == scene.report.id)
    for seat in session.scalars(seats):
        if seat.subject:
            seat.subject = _covered(seat.subject, words, mark)


def _came_with(event: Event, comment: Comment) -> bool:
    return comment.mail_id is not None and event.mail_id == comment.mail_id


def _leaving(session: Session, scene: Scene) -> Iterable[OutboundMail]:
    """The letters of this report, and of the day, that have not left."""
    about = or_(OutboundMail.report_id == scene.report.id, OutboundMail.report_id.is_(None))
    return session.scalars(
        select(OutboundMail).where(
            OutboundMail.agency_id == scene.agency.id, OutboundMail.due_at.is_not(None), about
        )
    )  # fmt: skip


def _told(session: Session, scene: Scene) -> list[Quote | WorkOrder]:
    quotes = session.scalars(select(Quote).where(Quote.report_id == scene.report.id))
    return [*quotes, *session.scalars(select(WorkOrder).where(WorkOrder.report_id == scene.report.id))]


def _unprinted(session: Session, scene: Scene) -> Iterable[Paper]:
    return session.scalars(select(Paper).where(Paper.report_id == scene.report.id, Paper.fingerprint.is_(None)))


def _covered(value: Any, words: Sequence[str], mark: str) -> Any:
    """A JSON value with a mark for each of these words, as words of a text: no code, date or fingerprint changes."""
    match value:
        case str() if " " in value.strip():
            for each in sorted(words, key=len, reverse=True):
                value = re.sub(rf"(?<!\w){re.escape(each.strip())}(?!\w)", lambda _: mark, value)
            return value
        case str():
            return mark if value.strip(" .,;:!?\n") in words else value
        case dict():
            return {name: _covered(each, words, mark) for name, each in value.items()}
        case list():
            return [_covered(each, words, mark) for each in value]
    return value
