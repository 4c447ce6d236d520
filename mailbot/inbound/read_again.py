"""A mail read once more, as the answer to a question that is no longer the last one."""

from dataclasses import replace

from mailbot.inbound.hearing import Heard
from mailbot.inbound.reading.outcome import Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Asked, OrderState, Question
from mailbot.vocabulary import ReportStatus


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
