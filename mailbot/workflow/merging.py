"""Reports of one home that look like the same matter, and what joins two of them (GAP-16)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mailbot.db import Session, look_again
from mailbot.errors import Reason, Refused
from mailbot.model import Person, Report
from mailbot.vocabulary import ClosingReason, EventKind, ReportStatus, Role
from mailbot.workflow.events import record
from mailbot.workflow.journal import moved
from mailbot.workflow.near import same_matter
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quotes import is_open, quotes_of
from mailbot.workflow.scene import Scene, set_scene


def may_take_in(session: Session, scene: Scene) -> Sequence[Report]:
    """The open reports into which this one could be merged, likeliest first: of the same home, and read by everybody
    who reads this one. Nobody's case is taken away from them."""
    report = scene.report
    asked = any(is_open(quote) for quote in quotes_of(session, report.id))
    if report.is_private or report.merged_into_id is not None or asked:
        return []  # a company that was asked answers on its own report: that is the one to keep
    others = session.scalars(
        select(Report)
        .where(Report.dwelling_id == report.dwelling_id, Report.id != report.id, Report.is_private.is_(False))
        .where(Report.status != ReportStatus.CLOSED, Report.merged_into_id.is_(None))
        .order_by(Report.id.desc())
        .limit(20)
    ).all()
    zone, home = scene.profile.zone, scene.home
    fitting = [other for other in others if home == home.as_of(other.created_at.astimezone(zone).date())]
    likely = {other.id for other in same_matter(session, report)}
    return sorted(fitting, key=lambda other: (other.id not in likely, -other.id))


def target_named(session: Session, scene: Scene, ref: str) -> Report | None:
    """The report of this number, when this one may be merged into it."""
    return next((other for other in may_take_in(session, scene) if other.ref == ref), None)


def merge(
    session: Session, scene: Scene, manager: Person, into: Report, *, now: datetime, mail_id: int | None = None,
    details: dict[str, Any] | None = None, words: str = "",
) -> None:  # fmt: skip
    """This report goes on in another one: it is closed as a duplicate, and whoever reported it is an author there.

    Raises Refused when that report may not take it in, or this one is closed already.
    """
    check(Act.MERGE, Role.MANAGER)
    report = scene.report
    if report.status is ReportStatus.CLOSED:
        raise Refused(Reason.REPORT_CLOSED)
    session.refresh(into, with_for_update=True)  # it may be closed, or merged into this one, at this very instant
    look_again(session)
    if all(into.id != other.id for other in may_take_in(session, scene)):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    change = moved(report.status, ReportStatus.CLOSED)
    report.status, report.closing_reason, report.closed_at = ReportStatus.CLOSED, ClosingReason.DUPLICATE, now
    report.merged_into_id = into.id
    # What was joined to this one before goes along: nobody follows two references.
    session.execute(update(Report).where(Report.merged_into_id == report.id).values(merged_into_id=into.id))
    session.flush()
    record(
        session, scene, EventKind.REPORT_MERGED, actor=manager, role=Role.MANAGER, now=now, mail_id=mail_id,
        words=words, details={"into": into.ref, "reason": ClosingReason.DUPLICATE.value} | change | (details or {}),
    )  # fmt: skip
    set_scene(session, into, now=now)  # whoever reads this one has a seat there from now on
