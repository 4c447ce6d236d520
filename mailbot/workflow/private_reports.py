"""Reports that begin with the landlord alone, and the new text by which the home is told of one (S1-91, SM8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, Person, Report
from mailbot.model_mails import Attachment
from mailbot.threads.participants import Chair, seat_people
from mailbot.vocabulary import AttachmentUse, Category, Channel, EventKind, ReportStatus, Role, Urgency
from mailbot.workflow.agencies import next_number
from mailbot.workflow.events import record
from mailbot.workflow.journal import moved, noted
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.remains import IS_LEFT
from mailbot.workflow.reports import SERIES, keep_words
from mailbot.workflow.scene import Scene, set_scene


def open_privately(
    session: Session, manager: Person, dwelling: Dwelling, *, object_: str, text: str, category: Category,
    now: datetime, by: str = "",
) -> Scene:  # fmt: skip
    """A manager opens a report with the landlord alone; the first words are written to him, so it is « En cours ».

    The caller has seen that somebody speaks for the home's owner.
    """
    check(Act.REPORT, Role.MANAGER)
    report = Report(
        agency_id=dwelling.agency_id,
        dwelling_id=dwelling.id,
        ref=f"{SERIES}-{next_number(session, dwelling.agency_id, SERIES)}",
        object=object_,
        category=category,
        urgency=Urgency.NORMAL,
        status=ReportStatus.IN_PROGRESS,
        closing_reason=None,
        author_id=manager.id,
        author_role=Role.MANAGER,
        is_private=True,
        created_at=now,
        closed_at=None,
    )
    session.add(report)
    session.flush()
    scene = set_scene(session, report, now=now, by=by)
    # A manager who opens it sits there, in charge of the home or not.
    chairs = [Chair(manager, Role.MANAGER)]
    seat_people(session, scene.thread, report, chairs, dwelling=dwelling.name, now=now)
    said = keep_words(session, scene, manager, Role.MANAGER, Channel.PRIVATE, text, now=now, mail_id=None)
    record(
        session, scene, EventKind.REPORT_OPENED_PRIVATELY, actor=manager, role=Role.MANAGER, now=now, comment=said,
        words=text, details=noted(category=category.value) | moved(ReportStatus.TODO, report.status),
    )  # fmt: skip
    return scene


def publish(
    session: Session, scene: Scene, manager: Person, *, object_: str, text: str, category: Category, now: datetime,
    shown: Sequence[int] = (),
) -> Scene:  # fmt: skip
    """Tell the home of a private report, in words that a manager wrote for it. Nothing of what was said in private
    comes along, but for the photos that were chosen by their numbers (`shown`).

    For whoever lives there it begins today: what was done while it was private is in the journal alone.
    Raises Refused(ALREADY_SO) for one that is public, REPORT_CLOSED for one that is closed.
    """
    check(Act.PUBLISH, Role.MANAGER)
    report = scene.report
    if not report.is_private:
        raise Refused(Reason.ALREADY_SO)
    if report.status is ReportStatus.CLOSED:
        raise Refused(Reason.REPORT_CLOSED)
    report.is_private, report.object, report.category, report.created_at = False, object_, category, now
    session.flush()
    home = set_scene(session, report, now=now, by=scene.by)
    said = keep_words(session, home, manager, Role.MANAGER, Channel.PUBLIC, text, now=now, mail_id=None)
    chosen = [photo for photo in private_photos(session, report.id) if photo.id in set(shown)]
    for number, photo in enumerate(chosen, start=1):
        # The landlord's own stays where it is; the home is given the picture, and no name of his for it.
        session.add(_given(photo, said.id, number))
    record(
        session, home, EventKind.REPORT_PUBLISHED, actor=manager, role=Role.MANAGER, now=now, comment=said, words=text,
        details=noted(category=category.value, photos=len(chosen) or None),
    )  # fmt: skip
    return home


def private_photos(session: Session, report_id: int) -> Sequence[Attachment]:
    """The photos that came while a report was private, oldest first."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.report_id == report_id, Attachment.use == AttachmentUse.PHOTO, IS_LEFT)
        .order_by(Attachment.id)
    ).all()


def _given(photo: Attachment, comment_id: int, number: int) -> Attachment:
    ending = photo.name.rpartition(".")[2].lower() if "." in photo.name else "jpg"
    return Attachment(
        agency_id=photo.agency_id,
        mail_id=photo.mail_id,
        report_id=photo.report_id,
        comment_id=comment_id,
        use=AttachmentUse.PHOTO,
        why="published",
        name=f"photo-{number}.{ending[:5]}",
        media_type=photo.media_type,
        size=photo.size,
        fingerprint=photo.fingerprint,
    )
