"""« Écrire au locataire, à partir de zéro »: a new text, in an empty field (SM8).

It tells the home of a private report, or is one more public word on a report that the home knows.
"""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.threads.pages import Page
from mailbot.threads.participants import seat_of
from mailbot.vocabulary import Category, Channel, ReportStatus, Role, ThreadKind
from mailbot.web.moving_on import moved_on
from mailbot.web.private_report_page import category_typed, object_typed, words_typed
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Typed
from mailbot.workflow import reports
from mailbot.workflow.private_reports import private_photos, publish
from mailbot.workflow.scene import occupants_of


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """Fields that are empty at first: nothing of the private conversation comes along, its object neither."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    report = visit.scene.report
    if report.status is ReportStatus.CLOSED:
        return moved_on(visit, typed)
    photos = private_photos(visit.session, report.id) if report.is_private else []
    readers = occupants_of(visit.session, report, now=visit.now)
    return visit.case_sheet(
        "publish", status=422 if typed.trouble else 200, is_done=False, is_new=report.is_private,
        new_object=typed.text("object"), category=typed.text("category") or report.category.value,
        categories=[each.value for each in Category], words=typed.text("words"), trouble=typed.trouble,
        photos=[
            {"number": at, "name": f"photo{at}", "chosen": bool(typed.text(f"photo{at}"))}
            for at, _ in enumerate(photos, start=1)
        ],
        readers=[person.name for person in readers],
        report_page=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Tell the home."""
    report = visit.scene.report
    if visit.role is not Role.MANAGER or report.status is ReportStatus.CLOSED:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    if not report.is_private:
        _say(visit, words_typed(typed))
        return
    object_, words, category = object_typed(typed), words_typed(typed), category_typed(typed)
    photos = private_photos(visit.session, report.id)
    shown = [photo.id for at, photo in enumerate(photos, start=1) if typed.text(f"photo{at}")]
    publish(
        visit.session, visit.scene, visit.person, object_=object_, text=words, category=category, now=visit.now,
        shown=shown,
    )  # fmt: skip


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """They are told."""
    return visit.case_sheet(
        "publish", is_done=True, at=at, report_page=visit.link(Page.REPORT, visit.seat.participant.id),
        readers=[person.name for person in occupants_of(visit.session, visit.scene.report, now=visit.now)],
    )  # fmt: skip


def _say(visit: CaseVisit, words: str) -> None:
    """One more public word, from the manager's own seat on the public side."""
    assert visit.scene.thread.kind is ThreadKind.REPORT, "whoever acts stands on the public side"
    seat = seat_of(visit.session, visit.person.id, visit.scene.thread.id, Channel.PUBLIC) or visit.seat
    if seat.channel is not Channel.PUBLIC:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    reports.comment(visit.session, visit.scene, seat, words, photos=(), now=visit.now)
