"""What is left of what somebody said or sent: the words and the files themselves, or a mark where they were."""

from datetime import UTC, datetime, tzinfo

from sqlalchemy import and_

from mailbot.db import Session
from mailbot.model import Comment, Person, Report
from mailbot.model_mails import Attachment
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.marks import mark

SHOWN = (AttachmentUse.PHOTO, AttachmentUse.DOCUMENT, AttachmentUse.VIDEO)
"""The uses of a file that somebody may be shown."""
# For a statement that counts or lists files that can still be shown; and one that lists those whose bytes are kept.
IS_LEFT = and_(Attachment.erased_at.is_(None), Attachment.masked.is_(None))
IS_KEPT = Attachment.erased_at.is_(None)


def tombstone(at: datetime, language: str, *, zone: tzinfo = UTC) -> str:
    """What stands where something was until this instant."""
    return mark("erased", language).format(at.astimezone(zone))


def cover_mark(language: str) -> str:
    """What stands where a manager has covered something."""
    return mark("covered", language)


def shown_text(comment: Comment, language: str, *, zone: tzinfo = UTC) -> str:
    """What is left of a comment, in whole or in part: its words, or a mark where they were. Everybody who shows a
    comment reads it here; what this reader may see of it is decided afterwards."""
    if comment.erased_at is not None:
        return tombstone(comment.erased_at, language, zone=zone)
    return _with_covers(comment, cover_mark(language))


def whole_text(comment: Comment) -> str:
    """The words below what a manager has covered: for an act upon them, and for whoever has asked to see them."""
    return comment.text


def _with_covers(comment: Comment, mark: str) -> str:
    """A span without bounds covers all of it. Spans may touch or overlap: one mark for each run."""
    if any("from" not in each for each in comment.masked):
        return mark
    spans = sorted((int(each["from"]), int(each["to"])) for each in comment.masked)
    left: list[str] = []
    at = 0
    for start, end in spans:
        if end <= at:
            continue
        if start > at or not left:
            left += [comment.text[at:start], mark]
        at = end
    return "".join(left) + comment.text[at:]


def is_left(file: Attachment) -> bool:
    """Whether a file can still be shown."""
    return file.erased_at is None and file.masked is None


def mark_of(file: Attachment, language: str, *, zone: tzinfo = UTC) -> str:
    """What stands where a file that cannot be shown was."""
    if file.erased_at is not None:
        return tombstone(file.erased_at, language, zone=zone)
    return cover_mark(language)


def is_restricted(session: Session, report: Report) -> bool:
    """Whether its papers are kept because the law wants it, and for no other reason: managers alone open them."""
    return session.get_one(Person, report.author_id).erased_at is not None
