"""« Je prends »: an alarm is taken with one press, or called false (G-24)."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Person
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, ReportStatus, Role, Urgency
from mailbot.web.form_numbers import part
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.alarms import FALSE, TAKEN, Alarm, alarm_of, answer, dangers_beside, may_answer
from mailbot.workflow.households import is_in_team
from mailbot.workflow.manager_facts import who_is_called
from mailbot.workflow.remains import shown_text
from mailbot.workflow.visibility import words_for

_ACTS: Mapping[str, EventKind] = MappingProxyType({"take": TAKEN, "false": FALSE})


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """Where, what, whom to call, who has answered already; and the answers that can be given."""
    alarm = _at(visit)
    offered = may_answer(visit.session, visit.scene.report, alarm, visit.person)
    return visit.case_sheet(
        "alarm", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        form_false=part(visit.form, "false"), answers=[act for act, kind in _ACTS.items() if kind in offered],
        opened=typed.text("act") or ("false" if visit.page.with_ == "f" else "take"), **_facts(visit, alarm),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Answer it. The answer says of which alarm: one that was raised since is not answered unseen."""
    alarm = _at(visit)
    if (kind := _ACTS.get(typed.text("act"))) is None:
        raise Incomplete("act")
    if typed.text("alarm") != _mark(alarm):
        raise Refused(Reason.ALREADY_SO)
    answer(visit.session, visit.scene, visit.person, kind, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is answered: whom to call now."""
    return visit.case_sheet("alarm", is_done=True, pressed_at=at, **_facts(visit, _at(visit)))


def _at(visit: CaseVisit) -> Alarm:
    alarm = alarm_of(visit.session, visit.scene.report.id) if visit.role is Role.MANAGER else None
    if alarm is None:
        raise Nowhere
    return alarm


def _mark(alarm: Alarm) -> str:
    return str(alarm.raised.id)


def _facts(visit: CaseVisit, alarm: Alarm) -> dict[str, Any]:
    home, report = visit.scene.home, visit.scene.report
    author = visit.session.get(Person, alarm.raised.actor_id or 0)
    of_landlord = alarm.raised.actor_role is Role.LANDLORD  # on his own side, whatever the home has written to us of it
    called = who_is_called(report.is_private or of_landlord, home.occupants, author)
    is_guest = not is_in_team(visit.session, visit.person.id)
    building = home.building
    return {
        "danger": alarm.danger.value,
        "mark": _mark(alarm),
        "at": alarm.raised.at,
        "author": author.name if author is not None else "",
        "author_role": alarm.raised.actor_role.value,
        "called": called.name if called is not None else "",
        "telephone": called.telephone if called is not None else "",
        "address": f"{building.street}, {building.postcode} {building.town}",
        "place": home.dwelling.place,
        "said": _words(visit, alarm),
        "answer": {TAKEN: "taken", FALSE: "false"}.get(alarm.answer, "") if alarm.answer is not None else "",
        "by": alarm.by.name if alarm.by is not None else "",
        "by_you": alarm.by is not None and alarm.by.id == visit.person.id,
        "answered_at": alarm.at,
        "others": [each.value for each in dangers_beside(visit.session, report, alarm)],
        "others_stand": bool(alarm.others),
        "is_urgent": report.urgency is Urgency.VITAL,
        "is_closed": report.status is ReportStatus.CLOSED,
        "is_guest": is_guest,
        "report_page": "" if is_guest else visit.link(Page.REPORT, visit.seat.participant.id),
    }


def _words(visit: CaseVisit, alarm: Alarm) -> str:
    """What was written, if it is still there to be read."""
    if alarm.raised.mail_id is None:
        return ""
    kept = select(Comment).where(Comment.report_id == visit.scene.report.id, Comment.mail_id == alarm.raised.mail_id)
    said = visit.session.scalars(kept).first()
    if said is None:
        return ""
    return words_for(Role.MANAGER, said.role, shown_text(said, visit.language), language=visit.language)
