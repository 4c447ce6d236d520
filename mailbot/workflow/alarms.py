"""« Je prends », « Fausse alerte »: who answers an alarm (GAP-14, G-24).

The managers who were woken answer it, and whoever is on call, though they have no other right here. One answer stands:
the last one. It calls off whoever would be woken next, and those who were woken read it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Event, Person, Report
from mailbot.vocabulary import Danger, EventKind, Role, Urgency
from mailbot.workflow.events import record
from mailbot.workflow.households import is_in_team
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene, with_on_call
from mailbot.workflow.waking import call_off, woken_already

TAKEN, FALSE = EventKind.URGENCY_TAKEN, EventKind.URGENCY_CALLED_FALSE
_OF_ALARMS = (EventKind.URGENCY_RAISED, TAKEN, FALSE)


@dataclass(frozen=True, slots=True)
class Alarm:
    """The last alarm of a report, and how it was answered."""

    raised: Event
    danger: Danger
    answer: EventKind | None = None
    """TAKEN, FALSE, or none yet."""
    by: Person | None = None
    at: datetime | None = None
    others: tuple[Danger, ...] = ()
    """What the report was told to be in danger of beside this, when a manager called this false: it is urgent still."""


def alarm_of(session: Session, report_id: int) -> Alarm | None:
    """The last alarm of this report; none for a report that never had one."""
    happened = select(Event).where(Event.report_id == report_id, Event.kind.in_(_OF_ALARMS)).order_by(Event.id.desc())
    events = session.scalars(happened).all()
    raised = next((each for each in events if each.kind is EventKind.URGENCY_RAISED), None)
    if raised is None:
        return None
    danger, last = Danger(raised.facts["danger"]), events[0]
    if last.kind is EventKind.URGENCY_RAISED:
        return Alarm(raised, danger)
    others = tuple(Danger(each) for each in last.facts.get("others_stand", ()))
    return Alarm(raised, danger, last.kind, session.get(Person, last.actor_id or 0), last.at, others)


def may_answer(session: Session, report: Report, alarm: Alarm, person: Person) -> list[EventKind]:
    """The answers that are still to be given by this person: none twice. Somebody else's « fausse alerte » is confirmed
    by a manager, who alone may say that nothing is urgent any more."""
    answers = [kind for kind in (TAKEN, FALSE) if alarm.answer is not kind]
    if alarm.answer is FALSE and report.urgency is Urgency.VITAL and is_in_team(session, person.id):
        answers.append(FALSE)
    return answers


def dangers_beside(session: Session, report: Report, alarm: Alarm) -> list[Danger]:
    """What else a report that is urgent was told to be in danger of: a false alarm of one says nothing of the other."""
    if report.urgency is not Urgency.VITAL:
        return []
    told = dict.fromkeys(Danger(event.facts["danger"]) for event in _since_it_is_vital(session, report.id))
    return [danger for danger in told if danger is not alarm.danger]


def answer(
    session: Session, scene: Scene, person: Person, kind: EventKind, *, now: datetime, words: str = "",
    mail_id: int | None = None, because: Spans = (),
) -> None:  # fmt: skip
    """Somebody who was woken answers the last alarm. A false one is urgent no more when a manager says so; whoever is
    only on call says it, and the managers decide. Where another danger was told of beside it, that stays as urgent as
    it is, until a manager says once more that nothing is.

    Raises Refused(ALREADY_SO), before anything was changed, when there is no such answer to be given.
    """
    check(Act.ANSWER_ALARM, Role.MANAGER)
    alarm = alarm_of(session, scene.report.id)
    if alarm is None or kind not in may_answer(session, scene.report, alarm, person):
        raise Refused(Reason.ALREADY_SO)
    woken = woken_already(session, alarm.raised.id, now=now)
    call_off(session, scene.report.id, now=now)
    known = {each.id for each in scene.home.managers}
    scene = with_on_call(session, scene, now=now, woken=tuple(each for each in woken if each.id not in known))
    record(
        session, scene, kind, actor=person, role=Role.MANAGER, now=now, mail_id=mail_id, words=words,
        details=noted(because, danger=alarm.danger.value, by_mail=True if mail_id is not None else None)
        | (_calmed(session, scene.report, alarm, person) if kind is FALSE else {}),
    )  # fmt: skip


def _calmed(session: Session, report: Report, alarm: Alarm, person: Person) -> dict[str, Any]:
    """Lower the urgency to what it was before the alarm, where that is this person's to say."""
    if report.urgency is not Urgency.VITAL or not is_in_team(session, person.id):
        return {}
    others = dangers_beside(session, report, alarm)
    if others and not alarm.others:
        return {"others_stand": [each.value for each in others]}
    first = _since_it_is_vital(session, report.id)[-1]
    before = Urgency(first.facts.get("urgency_before", Urgency.NORMAL.value))
    report.urgency = before
    session.flush()
    return {"was_urgency": Urgency.VITAL.value, "urgency": before.value}


def _since_it_is_vital(session: Session, report_id: int) -> list[Event]:
    """The alarms that make a report as urgent as it is, the last one first: back to the one before which it was not."""
    raised = select(Event).where(Event.report_id == report_id, Event.kind == EventKind.URGENCY_RAISED)
    found: list[Event] = []
    for event in session.scalars(raised.order_by(Event.id.desc())):
        found.append(event)
        if "urgency_before" in event.facts:
            break
    return found
