"""What a manager's line has prepared on a report: read again, changed, sent or thrown away (G-14, « #bailleur »)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.model_desk import Draft
from mailbot.threads.pages import Page, unbrief
from mailbot.vocabulary import DraftKind, Role
from mailbot.web.answer_page import check_words
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow import drafts
from mailbot.workflow.discussions import write_to_landlord

_SEND, _CANCEL = "send", "cancel"


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The letter as it would leave, or what became of it."""
    draft = _draft(visit)
    settled = draft.done_at or draft.cancelled_at
    return visit.case_sheet(
        "draft", status=409 if settled and typed.fields else 422 if typed.trouble else 200, is_done=False,
        words=typed.text("words") if typed.fields else str(draft.content["words"]), trouble=typed.trouble,
        sent_at=draft.done_at, cancelled_at=draft.cancelled_at,
        readers=[person.name for person in visit.scene.home.landlords],
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """« Valider et envoyer » sends it, once; « Annuler » keeps it from ever leaving."""
    draft = _draft(visit)
    act = typed.text("act") or _SEND
    if act == _CANCEL:
        drafts.cancel(draft, now=visit.now)
        return
    words = typed.text("words")
    if draft.done_at is not None or draft.cancelled_at is not None or not visit.scene.home.landlords:
        raise Refused(Reason.ALREADY_SO)
    check_words(visit, words)
    if act != _SEND or not words:
        raise Incomplete("empty")
    drafts.settle(draft, now=visit.now)
    write_to_landlord(visit.session, visit.scene, visit.person, words, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is sent, or thrown away."""
    draft = _draft(visit)
    report = visit.link(Page.REPORT, visit.seat.participant.id)
    return visit.case_sheet("draft", is_done=True, at=at, is_sent=draft.done_at is not None, report=report)


def _draft(visit: CaseVisit) -> Draft:
    """The draft that the link names, when it is this manager's and of this report. Raises Nowhere."""
    try:
        number = unbrief(visit.page.with_)
    except Refused:
        raise Nowhere from None
    draft = drafts.open_draft(visit.session, visit.person, number)
    fits = draft is not None and draft.report_id == visit.seat.report.id and draft.kind is DraftKind.PRIVATE_MESSAGE
    if draft is None or not fits or visit.role is not Role.MANAGER:
        raise Nowhere
    return draft
