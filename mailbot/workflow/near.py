"""What a manager is told of reports that stand near a new one: perhaps the same matter, or the same trouble again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.model import Report
from mailbot.vocabulary import Category, ReportStatus

_SAME_MATTER = timedelta(days=14)
_SAME_TROUBLE = timedelta(days=183)
_MOST = 3


def same_matter(session: Session, report: Report) -> Sequence[Report]:
    """Reports of the same home and category from the fortnight before or since: open, or closed within it."""
    since = report.created_at - _SAME_MATTER
    found = session.scalars(
        select(Report)
        .where(Report.dwelling_id == report.dwelling_id, Report.id != report.id, Report.category == report.category)
        .where(Report.is_private.is_(False), Report.merged_into_id.is_(None))
        .where(Report.created_at >= since, Report.created_at <= report.created_at + _SAME_MATTER)
        .order_by(Report.id.desc())
        .limit(_MOST)
    ).all()
    return [] if report.is_private else found


def told_of(session: Session, report: Report) -> list[dict[str, Any]]:
    """« Dossiers proches » as codes and numbers: what may be the same, and the how-manieth of its kind it is."""
    if report.is_private or report.category is Category.OTHER:
        return []
    near: list[dict[str, Any]] = [
        {"why": "same", "ref": each.ref, "closed": each.status is ReportStatus.CLOSED or None}
        for each in same_matter(session, report)
    ]
    earlier = session.scalar(
        select(func.count()).where(
            Report.dwelling_id == report.dwelling_id,
            Report.id != report.id,
            Report.category == report.category,
            Report.is_private.is_(False),
            Report.merged_into_id.is_(None),
            Report.created_at >= report.created_at - _SAME_TROUBLE,
            Report.created_at <= report.created_at,
        )
    )
    if earlier:
        near.append({"why": "again", "category": report.category.value, "times": earlier + 1})
    return near
