"""Whoever has left looks at his own closed reports for thirty days, and at nothing else (S1-70)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Occupancy, Report
from mailbot.vocabulary import ReportStatus, Role
from mailbot.workflow.households import stands_on

LOOKS_FOR = timedelta(days=30)
"""After the last day (FEATURES, Timings)."""


def looks_until(last_day: date) -> date:
    """The last day on which somebody who left may still look."""
    return last_day + LOOKS_FOR


def ended_lately(session: Session, person_id: int, *, today: date) -> Sequence[Occupancy]:
    """The stays of a person that are over, and of which he may still look at the closed reports; the latest first."""
    over = session.scalars(
        select(Occupancy)
        .where(Occupancy.person_id == person_id, Occupancy.ends_on < today, Occupancy.ends_on >= today - LOOKS_FOR)
        .order_by(Occupancy.ends_on.desc(), Occupancy.id.desc())
    ).all()
    here = set(
        session.scalars(
            select(Occupancy.dwelling_id).where(Occupancy.person_id == person_id, stands_on(Occupancy, today))
        )
    )
    return [stay for stay in over if stay.dwelling_id not in here]  # whoever is back looks as an occupant


def own_closed(session: Session, profile: AgencyProfile, stay: Occupancy) -> Sequence[Report]:
    """What its tenant reported during a stay, and what was closed before it was over. The latest first."""
    began, ended = bounds(profile, stay)
    return session.scalars(
        select(Report)
        .where(
            Report.dwelling_id == stay.dwelling_id,
            Report.author_id == stay.person_id,
            Report.author_role == Role.TENANT,
            Report.is_private.is_(False),
            Report.status == ReportStatus.CLOSED,
            Report.created_at >= began,
            Report.closed_at < ended,
        )
        .order_by(Report.id.desc())
    ).all()


def stay_of(
    session: Session, profile: AgencyProfile, report: Report, person_id: int, *, today: date
) -> Occupancy | None:
    """The stay by which somebody who left may look at a report; None when he may not, or not any more."""
    for stay in ended_lately(session, person_id, today=today):
        if stay.dwelling_id == report.dwelling_id and report in own_closed(session, profile, stay):
            return stay
    return None


def own_open(session: Session, stay: Occupancy) -> Sequence[Report]:
    """What its tenant reported in this home and is not closed: the agency alone closes it once he has left."""
    return session.scalars(
        select(Report)
        .where(
            Report.dwelling_id == stay.dwelling_id,
            Report.author_id == stay.person_id,
            Report.author_role == Role.TENANT,
            Report.is_private.is_(False),
            Report.status != ReportStatus.CLOSED,
        )
        .order_by(Report.id)
    ).all()


def bounds(profile: AgencyProfile, stay: Occupancy) -> tuple[datetime, datetime]:
    """From 00:00 on the day of arrival to 24:00 on the last day, where the agency lives; a stay that is over."""
    assert stay.ends_on is not None, "it is over"
    return midnight(profile, stay.starts_on), midnight(profile, stay.ends_on + timedelta(days=1))


def midnight(profile: AgencyProfile, day: date) -> datetime:
    """00:00 of a day where the agency lives."""
    return datetime.combine(day, datetime.min.time(), profile.zone)
