"""What is still owed on a mission: a photo of the finished works, the invoice (S2-27, S2-29)."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select

from mailbot.db import Session
from mailbot.model import Comment
from mailbot.model_mails import Attachment, InboundMail
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.occasions import Photo
from mailbot.workflow.scene import Company

PHOTOS, INVOICE = "photos", "invoice"


def missing_papers(
    session: Session, company: Company, *, photos: Sequence[Photo] = (), documents: Collection[str] = ()
) -> list[str]:
    """Which of the two did not come, as codes in the order in which letters name them. `photos`, `documents`: what
    comes in this very moment and has no row yet; a document by what it is."""
    missing = []
    if not photos and not _has_photo(session, company):
        missing.append(PHOTOS)
    if INVOICE not in documents and not has_invoice(session, company.mission):
        missing.append(INVOICE)
    return missing


def has_invoice(session: Session, order: WorkOrder) -> bool:
    """Whether an invoice came for it, by any way."""
    return session.scalar(select(func.count()).where(Invoice.order_id == order.id)) != 0


def _has_photo(session: Session, company: Company) -> bool:
    """Whether the company ever sent one on the mission's own thread."""
    seats = [seat.id for seat in company.seats.values()]
    sent = (
        select(Attachment.id)
        .join(InboundMail, InboundMail.id == Attachment.mail_id)
        .outerjoin(Comment, Comment.id == Attachment.comment_id)
        .where(Attachment.use == AttachmentUse.PHOTO)
        .where(or_(InboundMail.participant_id.in_(seats), Comment.thread_id == company.thread.id))
        .limit(1)
    )
    return session.scalars(sent).first() is not None
