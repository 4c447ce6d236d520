"""« Écrire au bailleur (privé) »: an empty field, and words that nobody but the landlord reads (S1-93, S1-94)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.threads.pages import Page
from mailbot.vocabulary import Role
from mailbot.web.answer_page import check_words
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.discussions import write_to_landlord


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The field, always empty at first: nothing of the public conversation comes along."""
    if not _may_write(visit):
        raise Nowhere
    return visit.case_sheet(
        "answer", status=422 if typed.trouble else 200, words=typed.text("words"), trouble=typed.trouble,
        is_done=False, is_private=True,
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Send it to the landlord; an open report moves to « En cours » without a word to the home."""
    words = typed.text("words")
    if not _may_write(visit):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    check_words(visit, words)
    if not words:
        raise Incomplete("empty")
    write_to_landlord(visit.session, visit.scene, visit.person, words, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is sent."""
    report = visit.link(Page.REPORT, visit.seat.participant.id)
    return visit.case_sheet("answer", is_done=True, at=at, report=report, is_private=True)


def _may_write(visit: CaseVisit) -> bool:
    return visit.role is Role.MANAGER and bool(visit.scene.home.landlords)
