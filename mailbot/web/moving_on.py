"""What a page says that came too late: what happened, when, and by whom, without naming another occupant."""

from sqlalchemy import select

from mailbot.model import Event
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, Role
from mailbot.web.forms import written
from mailbot.web.visits import CaseVisit, Sheet, Typed
from mailbot.workflow import closings

_MOVES = (
    EventKind.REPORT_CLOSED_BY_AUTHOR,
    EventKind.REPORT_CLOSED_BY_MANAGER,
    EventKind.REPORT_REOPENED,
    EventKind.REPORT_MERGED,
)


def moved_on(visit: CaseVisit, typed: Typed) -> Sheet:
    """The report is closed, or open again: nothing was changed, and what was typed is kept on the page."""
    is_closed = visit.scene.is_closed
    last = visit.session.scalars(
        select(Event)
        .where(Event.report_id == visit.scene.report.id, Event.kind.in_(_MOVES))
        .order_by(Event.id.desc())
        .limit(1)
    ).one_or_none()
    may_reopen = is_closed and closings.may_reopen(visit.scene, visit.seat, now=visit.now)
    reopen = visit.link(Page.REOPEN, visit.seat.participant.id) if may_reopen and Page.REOPEN in visit.offers else ""
    return visit.case_sheet(
        "moved_on", status=409 if typed.fields else 200, is_closed=is_closed, words=written(typed.fields),
        who=who_did(visit, last.actor_role, last.actor_id or 0) if last is not None else "",
        at=last.at if last is not None else visit.scene.report.closed_at, reopen=reopen,
    )  # fmt: skip


def who_did(visit: CaseVisit, role: Role, person_id: int) -> str:
    """« you », « agency », « occupant », « landlord » or « company »: never a name."""
    if person_id == visit.person.id:
        return "you"
    return {Role.MANAGER: "agency", Role.LANDLORD: "landlord", Role.PROVIDER: "company"}.get(role, "occupant")
