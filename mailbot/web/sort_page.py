"""« Trier »: what a report is filed as, who pays, and whether it is the same matter as another (GAP-15, GAP-16)."""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Report
from mailbot.threads.pages import Page
from mailbot.vocabulary import Category, Charge, ReportStatus, Role, Urgency
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.charges import looks_common, suggested_charge
from mailbot.workflow.merging import may_take_in, merge, target_named
from mailbot.workflow.near import same_matter
from mailbot.workflow.remains import shown_text
from mailbot.workflow.sorting import sort, urgencies

E = TypeVar("E", bound=StrEnum)


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """How it is filed, what only suggests, and the open reports into which it could be merged."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    report, words = visit.scene.report, _words(visit)
    seems = suggested_charge(report.category, words)
    likely = {other.id for other in same_matter(visit.session, report)}
    is_open = report.status is not ReportStatus.CLOSED
    near = may_take_in(visit.session, visit.scene) if is_open else []
    return visit.case_sheet(
        "sort", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        category=typed.text("category") or report.category.value, categories=[each.value for each in Category],
        urgency=typed.text("urgency") or report.urgency.value, urgencies=[each.value for each in urgencies(report)],
        charge=typed.text("charge") or report.charge.value, charges=[each.value for each in Charge],
        seems={"charge": seems.charge.value, "reason": seems.reason} if seems is not None else {},
        syndic=_syndic(visit, words, is_open=is_open), is_private=report.is_private, is_open=is_open,
        near=[
            {"ref": other.ref, "object": other.object, "opened": other.created_at, "likely": other.id in likely}
            for other in near
        ],
        reunited=_joined(visit),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """« Enregistrer » files it; « Fusionner » joins it to another one, and changes nothing else."""
    report = visit.scene.report
    if visit.role is not Role.MANAGER:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    if into := typed.text("into"):
        target = target_named(visit.session, visit.scene, into)
        if target is None or report.status is ReportStatus.CLOSED:
            raise Refused(Reason.ALREADY_SO)
        merge(visit.session, visit.scene, visit.person, target, now=visit.now)
        return
    category, charge = _chosen(Category, typed, "category"), _chosen(Charge, typed, "charge")
    urgency = _chosen(Urgency, typed, "urgency")
    if urgency not in urgencies(report):
        raise Incomplete("urgency")
    sort(
        visit.session, visit.scene, visit.person, category=category, urgency=urgency, charge=charge, now=visit.now
    )  # fmt: skip


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is filed, or it goes on in the other report."""
    into = visit.scene.report.merged_into_id
    return visit.case_sheet(
        "sort", is_done=True, at=at, report=visit.link(Page.REPORT, visit.seat.participant.id),
        into=visit.session.get_one(Report, into).ref if into is not None else "",
    )  # fmt: skip


def _chosen(kind: type[E], typed: Typed, name: str) -> E:
    value = typed.text(name)
    if value not in {each.value for each in kind}:
        raise Incomplete(name)
    return kind(value)


def _words(visit: CaseVisit) -> str:
    """What the report is about, and its first words."""
    report = visit.scene.report
    first = select(Comment).where(Comment.report_id == report.id).order_by(Comment.id).limit(1)
    said = visit.session.scalars(first).one_or_none()
    return f"{report.object}\n{shown_text(said, visit.language) if said is not None else ''}"


def _syndic(visit: CaseVisit, words: str, *, is_open: bool) -> str:
    """The ready message for a common part of the building, when it seems to be one and the home may be told."""
    report = visit.scene.report
    fits = is_open and not report.is_private and looks_common(report.category, words)
    return visit.link(Page.CANNED, visit.seat.participant.id, "MT14") if fits and Page.CANNED in visit.offers else ""


def _joined(visit: CaseVisit) -> list[str]:
    joined = select(Report.ref).where(Report.merged_into_id == visit.scene.report.id).order_by(Report.id)
    return list(visit.session.scalars(joined))
