"""What a manager files a report as: what broke, how urgent it is, who pays (GAP-14, GAP-15). Told to nobody: it is the
agency's own order. The journal alone says who changed it (S1-82)."""

from datetime import datetime

from mailbot.db import Session
from mailbot.model import Person, Report
from mailbot.vocabulary import Category, Charge, EventKind, Role, Urgency
from mailbot.workflow.events import record
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene

FILED = ("category", "urgency", "charge")
"""What may change: each stands in the journal with what it was before, under `was_…` (journal.filed)."""


def sort(
    session: Session, scene: Scene, manager: Person, *, category: Category, urgency: Urgency, charge: Charge,
    now: datetime,
) -> None:  # fmt: skip
    """File a report. A danger is told by words alone, which raise the alarm: the page does not make one of anything."""
    check(Act.SORT, Role.MANAGER)
    report = scene.report
    before = {name: str(getattr(report, name)) for name in FILED}
    report.category, report.charge = category, charge
    if urgency is not Urgency.VITAL:
        report.urgency = urgency
    details: dict[str, str] = {}
    for name in FILED:
        if (after := str(getattr(report, name))) != before[name]:
            details |= {f"was_{name}": before[name], name: after}
    if details:
        session.flush()
        record(
            session, scene, EventKind.REPORT_SORTED, actor=manager, role=Role.MANAGER, now=now, details=details
        )  # fmt: skip


def urgencies(report: Report) -> list[Urgency]:
    """Those that a manager may choose."""
    return list(Urgency) if report.urgency is Urgency.VITAL else [Urgency.NORMAL, Urgency.URGENT]
