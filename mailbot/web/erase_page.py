"""« Effacer »: one message or one file of a report that should never have been sent, for good; for managers (6.5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Person
from mailbot.model_mails import Attachment
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import AttachmentUse, Role
from mailbot.web.picking import picked
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.mistakes import erase_one_comment, erase_one_file
from mailbot.workflow.remains import IS_KEPT, SHOWN, shown_text

_MESSAGE, _FILE = "m", "f"


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """What was said and what came, each to be chosen."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    return visit.case_sheet(
        "erase", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble, chosen=typed.text("what"),
        messages=_messages(visit), files=_files(visit),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Erase what was chosen."""
    if visit.role is not Role.MANAGER:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    row = picked(visit, typed)
    if typed.text("sure") != "yes":
        raise Incomplete("sure")
    if isinstance(row, Comment):
        erase_one_comment(visit.session, visit.scene, row, visit.person, now=visit.now)
    else:
        erase_one_file(visit.session, visit.scene, row, visit.person, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is gone."""
    report = visit.link(Page.REPORT, visit.seat.participant.id)
    return visit.case_sheet("erase", is_done=True, at=at, report=report)


def engages_money(_: CaseVisit, __: Typed) -> bool:
    """What is erased never comes back: a link that was passed on is not enough for it."""
    return True


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What such a press would do; nothing of what it erases."""
    is_message = isinstance(picked(visit, typed), Comment)
    return Engagement("_engage_erase", {"ref": visit.scene.report.ref, "is_message": is_message})


def _messages(visit: CaseVisit) -> Sequence[dict[str, Any]]:
    rows = visit.session.execute(
        select(Comment, Person.name)
        .join(Person, Person.id == Comment.author_id)
        .where(Comment.report_id == visit.scene.report.id, Comment.erased_at.is_(None))
        .order_by(Comment.id)
    )
    return [
        {"value": f"{_MESSAGE}{brief(comment.id)}", "who": name, "at": comment.created_at,
         "text": shown_text(comment, visit.language, zone=visit.profile.zone)}
        for comment, name in rows
    ]  # fmt: skip


def _files(visit: CaseVisit) -> Sequence[dict[str, Any]]:
    rows = visit.session.scalars(
        select(Attachment)
        .where(Attachment.report_id == visit.scene.report.id, Attachment.use.in_(SHOWN), IS_KEPT)
        .order_by(Attachment.id)
    )
    once = {file.fingerprint: file for file in rows}
    return [
        {"value": f"{_FILE}{brief(file.id)}", "name": file.name, "is_photo": file.use is AttachmentUse.PHOTO}
        for file in once.values()
    ]
