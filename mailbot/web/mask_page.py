"""« Masquer »: words or a picture of a report are covered for everybody; and what is covered is looked at, which the
journal keeps (WORK_ORDER_PDF, 6.2 and 6.6)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Person
from mailbot.model_mails import Attachment
from mailbot.model_orders import AccessNote
from mailbot.threads.pages import brief
from mailbot.vocabulary import AttachmentUse, MaskReason, Role
from mailbot.web.case_sight import comments_seen, photos_numbered
from mailbot.web.picking import picked
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.covering import CODE, cover_file, cover_words, look_below, looked_at, uncover
from mailbot.workflow.remains import is_left, shown_text, whole_text

_COVER, _UNCOVER, _LOOK, _ACCESS = "cover", "uncover", "look", "access"


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """What can be covered, what is, and what this manager has just asked to see."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    opened = looked_at(visit.session, visit.scene.report.id, visit.person, now=visit.now)
    comments, files = _messages(visit, opened), _files(visit, opened)
    return visit.case_sheet(
        "mask", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        chosen=typed.text("what") or visit.page.with_, why=typed.text("why"), words=typed.text("words"),
        reasons=[each.value for each in MaskReason],
        messages=[each for each in comments if not each["is_whole"]],
        photos=[each for each in files if not each["is_covered"]],
        covered=[each for each in (*comments, *files) if each["is_covered"]],
        access=_access(visit, opened),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Cover, uncover, or look."""
    if visit.role is not Role.MANAGER:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    session, scene, person, now = visit.session, visit.scene, visit.person, visit.now
    match typed.text("act"):
        case "cover":
            _cover(visit, typed)
        case "uncover":
            uncover(session, scene, picked(visit, typed), person, now=now)
        case "look":
            look_below(session, scene, picked(visit, typed), person, now=now)
        case "access":
            look_below(session, scene, None, person, now=now)
        case _:
            raise Incomplete("what")


def _cover(visit: CaseVisit, typed: Typed) -> None:
    row = picked(visit, typed)
    if typed.text("why") not in set(MaskReason):
        raise Incomplete("why")
    why = MaskReason(typed.text("why"))
    if isinstance(row, Attachment):
        cover_file(visit.session, visit.scene, row, visit.person, why, now=visit.now)
        return
    pieces = [line.strip() for line in typed.text("words").split("\n") if line.strip()]
    if any(piece not in whole_text(row) for piece in pieces):
        raise Incomplete("words")
    cover_words(visit.session, visit.scene, row, visit.person, why, pieces, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was asked for is done; what is looked at is shown for a while."""
    sheet = show(visit, Typed())
    return visit.case_sheet("mask", **{**sheet.facts, "is_done": True, "at": at})


def engages_money(_: CaseVisit, typed: Typed) -> bool:
    """To look below a cover: a link that was passed on is not enough for it (HOUSE, the ladder)."""
    return typed.text("act") in (_LOOK, _ACCESS)


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What such a press would show; nothing of it."""
    if typed.text("act") == _LOOK:
        picked(visit, typed)
    return Engagement("_engage_mask", {"ref": visit.scene.report.ref, "is_access": typed.text("act") == _ACCESS})


def photo_below(visit: CaseVisit, number: int) -> str:
    """The fingerprint of a photo of this page: one that may be covered, or that was asked for just now."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    opened = looked_at(visit.session, visit.scene.report.id, visit.person, now=visit.now)
    for at, file in photos_numbered(visit, comments_seen(visit)):
        if at == number and file.erased_at is None and (is_left(file) or ("file", file.id) in opened):
            return file.fingerprint
    raise Nowhere


def _messages(visit: CaseVisit, opened: frozenset[tuple[str, int]]) -> Sequence[dict[str, Any]]:
    rows = visit.session.execute(
        select(Comment, Person.name)
        .join(Person, Person.id == Comment.author_id)
        .where(Comment.report_id == visit.scene.report.id, Comment.erased_at.is_(None))
        .order_by(Comment.id)
    )
    return [
        {
            "value": f"m{brief(comment.id)}", "who": name, "at": comment.created_at, "number": 0,
            "text": shown_text(comment, visit.language, zone=visit.profile.zone), "is_covered": bool(comment.masked),
            "is_whole": any("from" not in each for each in comment.masked),
            "reasons": list(dict.fromkeys(str(each["why"]) for each in comment.masked)),
            "below": whole_text(comment) if ("message", comment.id) in opened else "",
        }
        for comment, name in rows
    ]  # fmt: skip


def _files(visit: CaseVisit, opened: frozenset[tuple[str, int]]) -> Sequence[dict[str, Any]]:
    return [
        {
            "value": f"f{brief(file.id)}", "who": file.name, "at": None, "number": at, "text": "",
            "is_covered": file.masked is not None, "reasons": [str(file.masked["why"])] if file.masked else [],
            "below": file.name if ("file", file.id) in opened else "",
        }
        for at, file in photos_numbered(visit, comments_seen(visit))
        if file.erased_at is None and file.use is AttachmentUse.PHOTO
    ]  # fmt: skip


def _access(visit: CaseVisit, opened: frozenset[tuple[str, int]]) -> dict[str, Any]:
    """What opens the home: how many things are known, and which once they were asked for."""
    dwelling = visit.scene.home.dwelling
    notes = visit.session.scalars(
        select(AccessNote.words).where(
            AccessNote.report_id == visit.scene.report.id, AccessNote.erased_at.is_(None), AccessNote.words != ""
        )
    ).all()
    known = [str(value) for value in dwelling.access.values() if value]
    is_open = (CODE, dwelling.id) in opened
    return {"count": len(known) + len(notes), "below": [*known, *notes] if is_open else []}
