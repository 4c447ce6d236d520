"""« Avez-vous pu regarder… ? »: a company is asked again; a manager is told that it stays silent (S1-87, GAP-02)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person, Report
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import EventKind, LetterKind, MissionState, OutboundFate, QuoteState, ReportStatus, Role
from mailbot.workflow.events import record
from mailbot.workflow.journal import noted
from mailbot.workflow.orders import move_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quotes import move_quote
from mailbot.workflow.recipients import nobody_is_reached
from mailbot.workflow.relaunch_hours import (
    EXTENSION_DAYS,
    PATIENCE_DAYS,
    Step,
    extended,
    followed_up,
    next_letter,
    silent_at,
)
from mailbot.workflow.scene import Scene
from mailbot.workflow.unanswered import (
    Request,
    Unanswered,
    asked_at,
    is_chased,
    scene_of,
    still_unanswered,
    unanswered_on,
    waits_for_company,
)

_LETTER = {
    Step.FIRST: LetterKind.FIRST_RELAUNCH,
    Step.SECOND: LetterKind.SECOND_RELAUNCH,
    Step.LAST: LetterKind.LAST_RELAUNCH,
}
_ASKS = (*_LETTER.values(), LetterKind.WORK_ORDER, LetterKind.QUOTE_REQUEST)
_ARRIVED = frozenset({OutboundFate.SENT, OutboundFate.DELIVERED})


def relaunch(
    session: Session, unanswered: Unanswered, step: Step, *, now: datetime, is_listed: bool = False,
    by: Person | None = None, said: str = "", mail_id: int | None = None,
) -> None:  # fmt: skip
    """Ask a company once more. `is_listed`: the letter that lists all that waits for it says so, in the place of this
    one (P-19). `by`: the manager who had it sent; none when it leaves by the clock. `said`: the words of a mail that
    asked for it, so that its writer has a receipt."""
    request = unanswered.request
    scene = scene_of(session, request, unanswered.report, now=now)
    details: dict[str, Any] = noted(step=step.value, is_listed=is_listed or None)
    if not is_listed:
        pace = unanswered.pace(scene.profile)
        days = EXTENSION_DAYS if unanswered.asked.told_silent_at is not None else PATIENCE_DAYS
        question = "take_mission" if isinstance(request, WorkOrder) else "send_quote"
        details |= {
            step.value: True,
            "answer_by": silent_at(now, pace, days=days).isoformat(),
            "asked": {_LETTER[step].value: {"question": question}},
        }
    request.follow_up = followed_up(request.follow_up, step, now=now)
    if said and scene.company is not None:
        details |= {"command": said, "done": "relaunched", "name": scene.company.provider.company}
    role = Role.MANAGER if by is not None else Role.UNKNOWN
    record(
        session, scene, EventKind.PROVIDER_RELAUNCHED, actor=by, role=role, now=now, mail_id=mail_id, details=details
    )  # fmt: skip


def tell_silent(session: Session, unanswered: Unanswered, *, now: datetime) -> None:
    """Tell the managers that a company stays silent: nothing is done for them, and nothing leaves before they choose
    (GAP-02)."""
    request = unanswered.request
    scene = scene_of(session, request, unanswered.report, now=now)
    told: dict[str, Any] = {
        "sent_at": asked_at(request).isoformat(),
        "days": (now - asked_at(request)).days,
        "relaunched": [each.at.isoformat() for each in unanswered.asked.relaunched],
        "was_delivered": was_delivered(session, scene),
    }
    request.follow_up = followed_up(request.follow_up, Step.TELL_SILENT, now=now)
    if isinstance(request, WorkOrder):
        kind = EventKind.PROVIDER_LEFT_UNANSWERING
        if request.state is MissionState.NEW:
            told |= move_order(request, MissionState.NO_ANSWER, now=now)
    else:
        kind = EventKind.QUOTE_REQUEST_EXPIRED
        told["quote"] = request.number
        if request.state is QuoteState.SENT:
            told |= {"quote_from": request.state.value, "quote_to": QuoteState.NO_ANSWER.value}
            move_quote(request, QuoteState.NO_ANSWER, now=now)
    record(session, scene, kind, actor=None, role=Role.UNKNOWN, now=now, details=noted(**told))


def may_be_relaunched_again(request: Request, report: Report) -> bool:
    """Whether a manager can have the company asked once more: they were told of its silence, and have not asked for it
    since."""
    is_open = report.status is not ReportStatus.CLOSED
    return is_open and waits_for_company(request) and not is_chased(request)


def relaunch_again(request: Request, report: Report, manager: Person, *, now: datetime) -> None:
    """« Relancer encore 3 jours »: the last letter leaves once more, as soon as companies are written to, and the
    managers are told again if it is not answered either.

    Raises Refused(ALREADY_SO), before anything was changed, when there is nothing to chase.
    """
    check(Act.WRITE_TO_COMPANY, Role.MANAGER)
    if not may_be_relaunched_again(request, report):
        raise Refused(Reason.ALREADY_SO)
    request.follow_up = extended(request.follow_up, now=now) | {"extended_by": manager.id}


def may_be_relaunched_now(session: Session, unanswered: Unanswered, profile: AgencyProfile, *, now: datetime) -> bool:
    """Whether a manager can have the company asked at once: once a day at most, and where it is reached at all."""
    if was_relaunched_today(unanswered, profile, now=now):
        return False
    return bool(unanswered.writers) and not nobody_is_reached(session, unanswered.writers)


def was_relaunched_today(unanswered: Unanswered, profile: AgencyProfile, *, now: datetime) -> bool:
    """Whether it was asked again on this very day, by hand or by the clock."""
    today, last = now.astimezone(profile.zone).date(), unanswered.asked.relaunched[-1:]
    return bool(last) and last[0].at.astimezone(profile.zone).date() == today


def may_be_asked_again(
    session: Session, report: Report, profile: AgencyProfile, *, now: datetime
) -> list[Unanswered]:  # fmt: skip
    """All that companies have not answered on a report, and that a manager can have asked again at once."""
    waiting = unanswered_on(session, report)
    return [each for each in waiting if may_be_relaunched_now(session, each, profile, now=now)]


def relaunch_now(
    session: Session, request: Request, profile: AgencyProfile, manager: Person, *, now: datetime, said: str = "",
    mail_id: int | None = None,
) -> None:  # fmt: skip
    """« Relancer l'entreprise »: the next of the relaunches leaves at once and counts as it; the last one once more
    where the managers were told of the silence, and they are told again if it is not answered either. `said`: the words
    of a mail that asked for it, so that its writer has a receipt (G-21).

    Raises Refused(ALREADY_SO), before anything was changed, when it was answered, or asked again today.
    """
    check(Act.WRITE_TO_COMPANY, Role.MANAGER)
    unanswered = still_unanswered(session, request)
    if unanswered is None or not may_be_relaunched_now(session, unanswered, profile, now=now):
        raise Refused(Reason.ALREADY_SO)
    step = next_letter(unanswered.asked, unanswered.pace(profile))
    if unanswered.asked.told_silent_at is not None:
        request.follow_up = extended(request.follow_up, now=now) | {"extended_by": manager.id}
    relaunch(session, unanswered, step, now=now, by=manager, said=said, mail_id=mail_id)


def was_relaunched_again(request: Request, *, at: datetime) -> bool:
    """Whether it was at this instant that a manager pressed « Relancer encore 3 jours »."""
    return request.follow_up.get("extended_at") == at.isoformat()


def was_delivered(session: Session, scene: Scene) -> bool:
    """Whether one of the letters that ask the company has reached a mailbox of it, as far as that is known."""
    assert scene.company is not None
    seats = [seat.id for seat in scene.company.seats.values()]
    fates = select(OutboundMail.fate).where(OutboundMail.participant_id.in_(seats), OutboundMail.kind.in_(_ASKS))
    return any(fate in _ARRIVED for fate in session.scalars(fates))
