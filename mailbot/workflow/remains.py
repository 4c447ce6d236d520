"""What is left of what somebody said or sent: the words and the files themselves, or a mark where they were."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType

from mailbot.db import Session
from mailbot.model import Attachment, Comment, Person, Report
from mailbot.vocabulary import AttachmentUse

# WORK_ORDER_PDF, 6.6: what stands where erased words were, by the reader's language.
_TOMBSTONES: Mapping[str, str] = MappingProxyType({"fr": "[effacé le {:%d/%m/%Y}]", "en": "[erased on {:%d/%m/%Y}]"})

SHOWN = (AttachmentUse.PHOTO, AttachmentUse.DOCUMENT, AttachmentUse.VIDEO)
"""The uses of a file that somebody may be shown."""
# For a statement that counts or lists files that can still be shown.
IS_LEFT = Attachment.erased_at.is_(None)


def tombstone(at: datetime, language: str, *, zone: tzinfo = UTC) -> str:
    """What stands where something was until this instant."""
    return _TOMBSTONES.get(language, _TOMBSTONES["en"]).format(at.astimezone(zone))


def shown_text(comment: Comment, language: str, *, zone: tzinfo = UTC) -> str:
    """What is left of a comment, in whole or in part: its words, or a mark where they were. Everybody who shows a
    comment reads it here; what this reader may see of it is decided afterwards."""
    if comment.erased_at is not None:
        return tombstone(comment.erased_at, language, zone=zone)
    return comment.text


def is_left(file: Attachment) -> bool:
    """Whether a file can still be shown."""
    return file.erased_at is None


def is_restricted(session: Session, report: Report) -> bool:
    """Whether its papers are kept because the law wants it, and for no other reason: managers alone open them."""
    return session.get_one(Person, report.author_id).erased_at is not None
