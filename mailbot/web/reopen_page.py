"""« Rouvrir »: a closed report comes back, by its author within the agency's days or by a manager (SM1)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel
from mailbot.web.answer_page import check_words, say
from mailbot.web.forms import written
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Sheet, Typed
from mailbot.workflow import closings
from mailbot.workflow.commands import ReopenReport, obey
from mailbot.workflow.telling import Reader


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """What will be reopened, and the button."""
    if not visit.scene.is_closed:
        return moved_on(visit, typed)
    if not closings.may_reopen(visit.scene, visit.seat, now=visit.now):
        # Whose it is, it is too late for: that page says when it was closed and what to do.
        if visit.scene.is_author(visit.person.id):
            return moved_on(visit, typed)
        return visit.case_sheet("not_yours", status=403, words=written(typed.fields))
    return visit.case_sheet(
        "reopen", status=422 if typed.trouble else 200, words=typed.text("words"), trouble=typed.trouble,
        closed_at=visit.scene.report.closed_at, is_done=False,
        is_private=visit.seat.channel is Channel.PRIVATE,
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Bring it back; the word to add, which its managers read with the news, is then a comment like any other."""
    if not closings.may_reopen(visit.scene, visit.seat, now=visit.now):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    words = typed.text("words")
    check_words(visit, words)
    obey(visit.session, visit.scene, visit.seat, ReopenReport(words=words), now=visit.now)
    if words:
        say(visit, words, told_already=frozenset({Reader.MANAGERS}))


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is open again."""
    report = visit.link(Page.REPORT, visit.seat.participant.id)
    return visit.case_sheet("reopen", is_done=True, at=at, report=report)
