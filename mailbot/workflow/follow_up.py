"""« Où en est-on ? »: answered from what was already public, without anybody's work (S1-02, S1-12, S1-15)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Event, Occupancy, Report
from mailbot.threads.participants import Seat
from mailbot.vocabulary import EventKind, LetterKind, ReportStatus, Role
from mailbot.workflow.events import SEEN_BY_OCCUPANTS, record
from mailbot.workflow.facts import band_of
from mailbot.workflow.households import stands_on
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.scene import Scene

_MOST_CASES = 20


def tell_status(
    session: Session, scene: Scene, seat: Seat, *, everything: bool, words: str, already_passed_on: bool,
    now: datetime, mail_id: int | None = None, because: Spans = (),
) -> None:  # fmt: skip
    """Answer a tenant who asks where things stand: this report, or with `everything` all those of their time here.

    `already_passed_on`: the managers have these words in another letter, since more than the question was said.
    """
    today, home = now.astimezone(scene.profile.zone).date(), scene.report.dwelling_id
    theirs = reports_of_home(session, scene.profile, seat.person.id, home, today=today) if everything else []
    reports = theirs[:_MOST_CASES] if everything else [scene.report]
    record(
        session, scene, EventKind.STATUS_ASKED, actor=seat.person, role=Role.TENANT, now=now, mail_id=mail_id,
        words=words, without=LetterKind.NEW_MESSAGE if already_passed_on else None,
        details=noted(because, cases=[case_of(session, report) for report in reports]),
    )  # fmt: skip


def reports_of_home(
    session: Session, profile: AgencyProfile, person_id: int, dwelling_id: int, *, today: date
) -> list[Report]:
    """Those of the dwelling since this person lives there: what was before is somebody else's (S1-06). Open first."""
    since = living_since(session, person_id, dwelling_id, today=today)
    wanted = select(Report).where(Report.dwelling_id == dwelling_id, Report.is_private.is_(False))
    found = session.scalars(wanted.order_by(Report.id.desc()).limit(10 * _MOST_CASES)).all()
    theirs = [r for r in found if since is None or r.created_at.astimezone(profile.zone).date() >= since]
    theirs.sort(key=lambda report: report.status is ReportStatus.CLOSED)
    return theirs


def living_since(session: Session, person_id: int, dwelling_id: int, *, today: date) -> date | None:
    """The day on which somebody who lives there today came."""
    return session.scalars(
        select(Occupancy.starts_on).where(
            Occupancy.person_id == person_id, Occupancy.dwelling_id == dwelling_id, stands_on(Occupancy, today)
        )
    ).first()


def case_of(session: Session, report: Report) -> dict[str, Any]:
    """Where a report stands, from what its occupants may see."""
    last = session.execute(
        select(Event.kind, Event.at)
        .where(Event.report_id == report.id, Event.kind.in_(SEEN_BY_OCCUPANTS))
        .order_by(Event.id.desc())
        .limit(1)
    ).one_or_none()
    case: dict[str, Any] = {"ref": report.ref, "object": report.object, "band": band_of(report.status)}
    return case if last is None else case | {"last": {"kind": last.kind.value, "at": last.at.isoformat()}}
