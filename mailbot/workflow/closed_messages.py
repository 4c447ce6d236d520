"""What a manager does with words that came on a closed report: they become a new report, or it stays closed (G-17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, Event, Participant, Person, Thread
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import EventKind, InboundFate, Role
from mailbot.workflow import filing
from mailbot.workflow.events import record
from mailbot.workflow.filing import Decider
from mailbot.workflow.journal import noted
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class Settled:
    """What a manager decided about such words, and when."""

    who: str
    at: datetime
    is_new_report: bool


def settled(session: Session, message: Event) -> Settled | None:
    """What was decided about these words; None while nobody has."""
    rows = session.scalars(
        select(Event)
        .where(
            Event.report_id == message.report_id, Event.id > message.id,
            Event.kind.in_((EventKind.REPORT_LEFT_CLOSED, EventKind.WAITING_MAIL_DECIDED)),
        )
        .order_by(Event.id)
    )  # fmt: skip
    for event in rows:
        opened = event.kind is EventKind.WAITING_MAIL_DECIDED and event.mail_id == message.mail_id
        if (opened or event.facts.get("message") == message.id) and event.actor_id is not None:
            return Settled(session.get_one(Person, event.actor_id).name, event.at, is_new_report=opened)
    return None


def may_become_a_report(session: Session, scene: Scene, message: Event) -> bool:
    """Whether a new report can be made of them: an occupant of today wrote them, by mail, and the mail is there. A
    company's words may name prices; nobody at home reads them."""
    mail = session.get(InboundMail, message.mail_id) if message.mail_id is not None else None
    lives_there = any(person.id == message.actor_id for person in scene.home.occupants)
    is_theirs = message.actor_role is Role.TENANT and lives_there
    return is_theirs and mail is not None and mail.fate is InboundFate.ASKED and mail.erased_at is None


def message_answered(session: Session, report_id: int, seat: Participant, answers: Sequence[str]) -> Event | None:
    """The words that a manager decides on: those of the letter that they answer (`answers`: Message-IDs), decided on
    already or not; of no such letter, the last ones, while nobody has decided."""
    said = select(Event).where(Event.report_id == report_id, Event.kind == EventKind.CLOSED_REPORT_ANSWERED)
    named = said.join(OutboundMail, OutboundMail.event_id == Event.id).where(
        OutboundMail.message_id.in_(answers), OutboundMail.participant_id == seat.id
    )
    last = said.order_by(Event.id.desc()).limit(1)
    if answers and (answered := session.scalars(named.order_by(Event.id.desc()).limit(1)).one_or_none()) is not None:
        return answered
    message = session.scalars(last).one_or_none()
    return message if message is not None and settled(session, message) is None else None


def open_new(session: Session, scene: Scene, message: Event, decider: Decider, *, now: datetime) -> None:
    """« Nouveau signalement »: the mail is read anew, as one by which its writer reports a problem of this home; all
    follows that follows a report. Raises Refused when it is decided already, or no report can be made of it."""
    check(Act.REPORT, Role.MANAGER)
    if settled(session, message) is not None:
        raise Refused(Reason.ALREADY_SO)
    if not may_become_a_report(session, scene, message):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    assert message.mail_id is not None, "it came by mail"
    dwelling = session.get_one(Dwelling, scene.report.dwelling_id)
    filing.open_beside(session, decider, message.mail_id, scene.report, dwelling, now=now)
    _ask_no_more(session, scene, message)


def leave_closed(
    session: Session, scene: Scene, message: Event, manager: Person, *, now: datetime, command: str = "",
    mail_id: int | None = None,
) -> None:  # fmt: skip
    """« Laisser clôturé »: nothing changes, its writer is asked no more, and the other managers read who decided.
    `command`: the words that asked for it, whose writer has a receipt. Raises Refused when it is decided already."""
    check(Act.CLOSE, Role.MANAGER)
    if not scene.is_closed or settled(session, message) is not None:
        raise Refused(Reason.ALREADY_SO)
    _ask_no_more(session, scene, message)
    receipt = {"command": command, "done": "left_closed"} if command else {}
    record(
        session, scene, EventKind.REPORT_LEFT_CLOSED, actor=manager, role=Role.MANAGER, now=now, mail_id=mail_id,
        details=noted(message=message.id) | receipt,
    )  # fmt: skip


def _ask_no_more(session: Session, scene: Scene, message: Event) -> None:
    """« Le même problème, ou un nouveau ? » falls: it is settled (READING, section 11)."""
    seats = session.scalars(
        select(Participant)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(Thread.report_id == scene.report.id, Participant.person_id == message.actor_id)
    )
    for seat in seats:
        if (seat.asked or {}).get("question") == "same_or_new":
            seat.asked = None
