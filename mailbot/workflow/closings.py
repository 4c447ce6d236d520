"""Reports: closed and brought back, or not, and what is said once they are closed (S1-21, S1-85, GAP-05)."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.threads.participants import Seat
from mailbot.vocabulary import (
    ClosingReason,
    EventKind,
    Role,
)
from mailbot.workflow.confirmations import doubt_silence, forget_silence
from mailbot.workflow.events import record
from mailbot.workflow.journal import PAGE, Spans, moved, noted
from mailbot.workflow.occasions import Photo
from mailbot.workflow.orders import open_order_told
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quote_endings import drop_quotes
from mailbot.workflow.scene import Scene
from mailbot.workflow.statuses import Move, next_status
from mailbot.workflow.telling import Reader

_NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


def close(
    session: Session, scene: Scene, seat: Seat, *, now: datetime, read_as: str = "", mail_id: int | None = None,
    reason: ClosingReason = ClosingReason.REPAIRED, words: str = "", details: Mapping[str, Any] = _NOTHING_MORE,
    because: Spans = (),
) -> None:  # fmt: skip
    """Close a report; `reason` is what a manager gives, `words` and `details` the message that closes it.

    Raises Refused when it is not this person's to close (S1-21), or is closed already.
    """
    report, role = scene.report, seat.participant.role
    is_author = scene.is_author(seat.person.id)
    check(Act.CLOSE, role, is_author=is_author)
    status = next_status(report.status, Move.CLOSE, role)
    change = moved(report.status, status)
    report.status = status
    report.closing_reason = reason if role is Role.MANAGER else ClosingReason.BY_AUTHOR
    report.closed_at = now
    kind = EventKind.REPORT_CLOSED_BY_MANAGER if role is Role.MANAGER else EventKind.REPORT_CLOSED_BY_AUTHOR
    dropped = drop_quotes(session, scene, now=now)
    # On a page, a manager says in the same breath what becomes of it.
    is_decided = role is Role.MANAGER and scene.by == PAGE
    left = {} if is_decided else open_order_told(session, report.id)
    record(
        session, scene, kind, actor=seat.person, role=role, now=now, mail_id=mail_id, read_as=read_as, words=words,
        details=noted(because, reason=report.closing_reason.value, quotes_dropped=dropped or None)
        | dict(details) | left | change,
    )  # fmt: skip


def reopen(
    session: Session, scene: Scene, seat: Seat, *, now: datetime, words: str = "", photos: tuple[Photo, ...] = (),
    mail_id: int | None = None, because: Spans = (),
) -> None:  # fmt: skip
    """Bring a closed report back; `words` and `photos` are what its managers read of it.

    Raises Refused when it is not this person's to do, or too late for its author.
    """
    report, role = scene.report, seat.participant.role
    check(Act.REOPEN, role, is_author=scene.is_author(seat.person.id))
    status = next_status(report.status, Move.REOPEN, role)
    if role is not Role.MANAGER and report.merged_into_id is not None:
        raise Refused(Reason.REPORT_CLOSED)
    if role is not Role.MANAGER and report.closed_at is not None and now > scene.reopen_until(report.closed_at):
        raise Refused(Reason.REPORT_CLOSED)
    change = moved(report.status, status)
    # On a page he may have said nothing: then this is all that his managers read of it.
    told = frozenset[Reader]() if scene.by and not words else _told_in_private(role)
    was = {"closed_on": report.closed_at.isoformat() if report.closed_at is not None else None}
    was["was"] = report.closing_reason.value if report.closing_reason is not None else None
    report.status, report.closing_reason, report.closed_at = status, None, None
    if role is Role.MANAGER:
        forget_silence(session, report.id)
    else:
        doubt_silence(session, report.id, now=now)
    report.merged_into_id = None  # a manager takes it out of the one that it was joined to
    record(
        session, scene, EventKind.REPORT_REOPENED, actor=seat.person, role=role, now=now, mail_id=mail_id, words=words,
        photos=photos, details=noted(because, **was) | change, told_already=told,
    )  # fmt: skip


def _told_in_private(role: Role) -> frozenset[Reader]:
    """A landlord's managers have read his words in a private letter already, and read them once (AUDIENCE, G-19)."""
    return frozenset({Reader.MANAGERS}) if role is Role.LANDLORD else frozenset()


def may_close(scene: Scene, seat: Seat) -> bool:
    """Whether a report that is open is this person's to close."""
    try:
        check(Act.CLOSE, seat.participant.role, is_author=scene.is_author(seat.person.id))
    except Refused:
        return False
    return True


def may_reopen(scene: Scene, seat: Seat, *, now: datetime) -> bool:
    """Whether a report that is closed is this person's to bring back, today."""
    role, closed_at = seat.participant.role, scene.report.closed_at
    try:
        check(Act.REOPEN, role, is_author=scene.is_author(seat.person.id))
    except Refused:
        return False
    if role is not Role.MANAGER and scene.report.merged_into_id is not None:
        return False  # it goes on in the other one
    return role is Role.MANAGER or closed_at is None or now <= scene.reopen_until(closed_at)


def suggest_closing(
    session: Session, scene: Scene, seat: Seat, *, words: str, now: datetime, mail_id: int | None = None,
    photos: tuple[Photo, ...] = (), because: Spans = (),
) -> None:  # fmt: skip
    """Somebody who may not close says that it is settled: they are told why, and the manager can close (S1-21)."""
    record(
        session, scene, EventKind.CLOSING_SUGGESTED, actor=seat.person, role=seat.participant.role, now=now,
        mail_id=mail_id, words=words, photos=photos,
        details=noted(because, act="close", reason="not_yours_to_say", suggests_closing=True),
        told_already=_told_in_private(seat.participant.role),
    )  # fmt: skip


def answer_on_closed(
    session: Session, scene: Scene, seat: Seat, *, words: str, now: datetime, contests: bool = False,
    photos: tuple[Photo, ...] = (), mail_id: int | None = None, because: Spans = (),
) -> None:  # fmt: skip
    """Something was said on a closed report: it stays outside the discussion, and its writer is asked what they want.
    The manager reads it at once when it `contests` the closing, else in the next digest (GAP-05)."""
    if contests:
        doubt_silence(session, scene.report.id, now=now)
    record(
        session, scene, EventKind.CLOSED_REPORT_ANSWERED, actor=seat.person, role=seat.participant.role, now=now,
        mail_id=mail_id, words=words, photos=photos, details=noted(because, contests=contests or None),
    )  # fmt: skip


def refuse_words(
    session: Session, scene: Scene, seat: Seat, *, words: str, now: datetime, mail_id: int | None = None
) -> None:
    """A manager wrote on a closed report: nothing is added to a closed discussion, and they are told so (S1-50)."""
    record(
        session, scene, EventKind.ACT_REFUSED, actor=seat.person, role=seat.participant.role, now=now,
        mail_id=mail_id, words=words, details=noted(
            act="comment", reason=Reason.REPORT_CLOSED.value, next_step="reopen", agency_only=True
        ),
    )  # fmt: skip
