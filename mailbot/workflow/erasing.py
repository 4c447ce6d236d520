"""What erasing does to a row: the words and the bytes go, and numbers, dates and acts remain (WORK_ORDER_PDF, 6.6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, text

from mailbot.db import Session
from mailbot.model import Comment, Event, Person
from mailbot.model_gate import Erasure
from mailbot.model_mails import Attachment, InboundMail, MailBytes, MovingBytes, OutboundMail
from mailbot.vocabulary import ErasureReason, InboundFate

TO_REMOVE = "to_remove"
"""Among the counts of an erasure: the blobs that are to be taken away still, until the database's own file is settled
too. The rows go first and the bytes after the commit, so that a house that is killed in between finds here what it has
still to do."""
ERASED = "erased"
"""The fact of a letter, or of a paper, that says since when it holds nothing any more."""
# An answer to a letter that was erased still finds who read it, and where that goes.
_STAYS = ("reader", "channel", "at")


@dataclass(slots=True)
class Gone:
    """What went: how many of what, and the bytes that nothing of this needs any more."""

    counts: Counter[str] = field(default_factory=Counter)
    prints: set[str] = field(default_factory=set)
    """Of files and papers."""
    raw_prints: set[str] = field(default_factory=set)
    """Of mails: small ones stand in the database, large ones are blobs."""

    def add(self, more: "Gone") -> None:
        """With what went elsewhere."""
        self.counts += more.counts
        self.prints |= more.prints
        self.raw_prints |= more.raw_prints


def erase_comment(comment: Comment, gone: Gone, *, now: datetime) -> None:
    """The words of a comment."""
    if comment.erased_at is None:
        comment.text, comment.masked, comment.erased_at = "", [], now
        gone.counts["comments"] += 1


def erase_file(file: Attachment, gone: Gone, *, now: datetime) -> None:
    """A file that came with a mail: what it was called, and its bytes."""
    if file.erased_at is None:
        file.name, file.masked, file.erased_at = "", None, now
        gone.counts["files"] += 1
        gone.prints.add(file.fingerprint)


def erase_raw(mail: InboundMail, gone: Gone, *, now: datetime) -> None:
    """The bytes of a mail; what was read in it stays, as comments."""
    if mail.erased_at is None:
        mail.erased_at = now
        gone.counts["raw_mails"] += 1
        gone.raw_prints.add(mail.fingerprint)


def erase_letter(letter: OutboundMail, gone: Gone, *, now: datetime) -> None:
    """What a letter said, and what was answered to it; where it went, too, if nobody on file reads there. One that is
    still on its way is left alone: nobody is told half of something."""
    if letter.erased_at is None and letter.due_at is None:
        kept = {name: letter.facts[name] for name in _STAYS if name in letter.facts}
        letter.facts, letter.erased_at = {**kept, ERASED: now.isoformat()}, now
        letter.answer = ""  # mail systems say the address again in what they answer
        if letter.person_id is None:
            letter.recipient = ""
        gone.counts["letters"] += 1


def erase_whole_mail(session: Session, mail: InboundMail, gone: Gone, *, now: datetime) -> None:
    """A mail that was never let in: its bytes, its files, who sent it, and the letters that told of it."""
    erase_raw(mail, gone, now=now)
    mail.sender = mail.mail_from = ""
    mail.proven = None
    if mail.fate in (InboundFate.HELD, InboundFate.PARKED):
        mail.fate, mail.due_at = InboundFate.DISCARDED, None
    for file in session.scalars(select(Attachment).where(Attachment.mail_id == mail.id)):
        erase_file(file, gone, now=now)
    told = select(OutboundMail).join(Event, Event.id == OutboundMail.event_id).where(Event.mail_id == mail.id)
    for letter in session.scalars(told):
        erase_letter(letter, gone, now=now)


def scrubbed(value: Any, words: Sequence[str], mark: str) -> Any:
    """A JSON value in which a mark stands wherever one of these words stood; the longest first."""
    match value:
        case str():
            for each in sorted(words, key=len, reverse=True):
                value = value.replace(each, mark)
            return value
        case dict():
            return {name: scrubbed(each, words, mark) for name, each in value.items()}
        case list():
            return [scrubbed(each, words, mark) for each in value]
    return value


def write_down(
    session: Session, agency_id: int, reason: ErasureReason, gone: Gone, *, now: datetime, by: Person | None = None,
    person: Person | None = None, **more: int,
) -> Erasure:  # fmt: skip
    """The row that says what went. Last of its transaction: whoever hands in a mail waits for it from here on."""
    session.flush()
    blobs = gone.prints | (gone.raw_prints - _in_rows_alone(session, gone.raw_prints))
    counts: dict[str, Any] = {**dict(sorted(gone.counts.items())), **more, TO_REMOVE: sorted(blobs)}
    row = Erasure(
        agency_id=agency_id, person_id=person.id if person is not None else None, reason=reason,
        by=by.id if by is not None else None, counts=counts, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _in_rows_alone(session: Session, prints: set[str]) -> set[str]:
    """Let go of the raw mails that stand in the database itself, unless another mail with the same bytes is kept; which
    do, and are no blobs besides."""
    if not prints:
        return set()
    if session.get_bind().dialect.name == "postgresql":
        # A mail that is being kept has found its bytes there already, and we do not see its row yet: wait for it.
        session.execute(text("LOCK TABLE mail_bytes IN SHARE ROW EXCLUSIVE MODE"))
    here = set(session.scalars(select(MailBytes.fingerprint).where(MailBytes.fingerprint.in_(prints))))
    needed = exists().where(InboundMail.fingerprint == MailBytes.fingerprint, InboundMail.erased_at.is_(None))
    session.execute(
        delete(MailBytes).where(MailBytes.fingerprint.in_(here), ~needed).execution_options(synchronize_session=False)
    )
    moving = set(session.scalars(select(MovingBytes.fingerprint).where(MovingBytes.fingerprint.in_(here))))
    session.execute(
        delete(MovingBytes)
        .where(MovingBytes.fingerprint.in_(moving), ~exists().where(MailBytes.fingerprint == MovingBytes.fingerprint))
        .execution_options(synchronize_session=False)
    )
    return here - moving
