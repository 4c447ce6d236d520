"""« Nouveau signalement », « Laisser clôturé »: what becomes of words that came on a closed report (G-17)."""

from datetime import datetime

from sqlalchemy import select

from mailbot.model import Event, Person
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, LetterKind, Role
from mailbot.web.quote_sight import number_in
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.closed_messages import leave_closed, may_become_a_report, open_new, settled
from mailbot.workflow.filing import Decider


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The words, and what may be made of them."""
    return _sheet(visit, _message_at(visit), typed)


def press(visit: CaseVisit, typed: Typed) -> None:
    """Make a new report of them, or leave it closed."""
    message = _message_at(visit)
    match typed.text("act"):
        case "new":
            open_new(
                visit.session, visit.scene, message, Decider(visit.agency, visit.person, "page"), now=visit.now
            )  # fmt: skip
        case "leave":
            leave_closed(visit.session, visit.scene, message, visit.person, now=visit.now)
        case _:
            raise Incomplete("act")


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was decided."""
    return _sheet(visit, _message_at(visit), Typed(), at=at, is_done=True)


def _message_at(visit: CaseVisit) -> Event:
    """The words that a link names, by their event. Raises Nowhere for anybody but managers."""
    message = visit.session.get(Event, number_in(visit)) if visit.role is Role.MANAGER else None
    if message is None or message.report_id != visit.scene.report.id:
        raise Nowhere
    if message.kind is not EventKind.CLOSED_REPORT_ANSWERED:
        raise Nowhere
    return message


def _sheet(
    visit: CaseVisit, message: Event, typed: Typed, *, at: datetime | None = None, is_done: bool = False
) -> Sheet:  # fmt: skip
    session, decided = visit.session, settled(visit.session, message)
    is_closed = visit.scene.is_closed
    writer = session.get(Person, message.actor_id) if message.actor_id is not None else None
    return visit.case_sheet(
        "closed_message", status=422 if typed.trouble and typed.trouble != "too_late" else 200, trouble=typed.trouble,
        at=at, is_done=is_done, writer=writer.name if writer is not None else "", role=message.actor_role.value,
        written_at=message.at, words=_words(visit, message), is_closed=is_closed,
        closed_at=visit.scene.report.closed_at,
        may_open=decided is None and may_become_a_report(session, visit.scene, message),
        decided_by=decided.who if decided is not None else "", decided_at=decided.at if decided is not None else None,
        is_new_report=decided is not None and decided.is_new_report,
        reopen=visit.link(Page.REOPEN, visit.seat.participant.id) if is_closed else "",
    )  # fmt: skip


def _words(visit: CaseVisit, message: Event) -> str:
    """As this reader's letter told them; nothing for a manager who had none."""
    letters = select(OutboundMail.facts).where(
        OutboundMail.event_id == message.id,
        OutboundMail.person_id == visit.person.id,
        OutboundMail.kind == LetterKind.CLOSED_REPORT_MESSAGE,
    )
    facts = visit.session.scalars(letters.limit(1)).one_or_none()
    return str((facts or {}).get("text") or "")
