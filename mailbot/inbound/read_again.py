"""A mail read once more, as the answer to a question that is no longer the last one."""

from dataclasses import replace

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.hearing import Heard
from mailbot.inbound.reading.outcome import Ask, IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Asked, OrderState, Question, Slot
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import ReportStatus, VisitState
from mailbot.workflow.appointments import last_visit, offered


def as_answer_to(heard: Heard, question: Question, state: OrderState) -> Reading:
    """What it says to this question, as if the mission stood there."""
    before = heard.route.standpoint
    known, report = before.work_order, before.report
    if report is not None and heard.route.reopened:
        report = replace(report, status=ReportStatus.IN_PROGRESS)
    standpoint = replace(
        before,
        asked=Asked(question),
        report=report,
        work_order=replace(known, state=state) if known is not None else None,
    )
    return read(heard.arrived.mail, standpoint, envelope_from=heard.arrived.mail.sender.address)


def among_all_slots(session: Session, route: ToThread, arrived: Arrived) -> Arrived:
    """« Le 2 », where slot 2 is the only one left of a proposal: read among all of them, whose numbers stay."""
    asked, company = route.standpoint.asked, route.at_hand.company if route.at_hand is not None else None
    if arrived.reading.ask is not Ask.WHICH_SLOT or asked is None or len(asked.slots) != 1 or company is None:
        return arrived
    visit = last_visit(session, company)
    if visit is None or visit.state is not VisitState.PROPOSED:
        return arrived
    zone = route.scene.profile.zone
    every = tuple(Slot(each.start.astimezone(zone), each.end.astimezone(zone)) for each in offered(visit))
    standpoint = replace(route.standpoint, asked=replace(asked, slots=every))
    again = read(arrived.mail, standpoint, envelope_from=arrived.mail.sender.address)
    return arrived if again.intent(IntentType.CHOOSE_SLOT) is None else replace(arrived, reading=again)
