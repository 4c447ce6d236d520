"""What a manager files a report as: what broke, how urgent it is, who pays (GAP-14, GAP-15). Told to nobody: it is the
agency's own order."""

from mailbot.model import Report
from mailbot.vocabulary import Category, Charge, Role, Urgency
from mailbot.workflow.permissions import Act, check


def sort(report: Report, *, category: Category, urgency: Urgency, charge: Charge) -> None:
    """File a report. A danger is told by words alone, which raise the alarm: the page does not make one of anything."""
    check(Act.SORT, Role.MANAGER)
    report.category, report.charge = category, charge
    if urgency is not Urgency.VITAL:
        report.urgency = urgency


def urgencies(report: Report) -> list[Urgency]:
    """Those that a manager may choose."""
    return list(Urgency) if report.urgency is Urgency.VITAL else [Urgency.NORMAL, Urgency.URGENT]
