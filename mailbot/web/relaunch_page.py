"""« Relancer l'entreprise »: what was asked and not answered on a report is asked again, at once (G-20)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief
from mailbot.web.form_numbers import part
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Incomplete, Sheet, Typed, managers_only
from mailbot.workflow.relaunch_hours import next_letter
from mailbot.workflow.relaunches import may_be_asked_again, relaunch_now, was_relaunched_today
from mailbot.workflow.unanswered import Unanswered, asked_at, unanswered_on


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """Each company that has not answered, when it was asked and asked again, and the button."""
    managers_only(visit)
    if visit.scene.is_closed:
        return moved_on(visit, typed)
    return visit.case_sheet(
        "relaunch", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble, rows=_rows(visit)
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Ask the one company whose button was pressed."""
    managers_only(visit)
    wanted = typed.text("request")
    if not wanted:
        raise Incomplete("request")
    found = next((each for each in unanswered_on(visit.session, visit.scene.report) if _mark(each) == wanted), None)
    if found is None:
        raise Refused(Reason.ALREADY_SO)  # it has answered since, or the report is closed
    relaunch_now(visit.session, found.request, visit.profile, visit.person, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It has left; what else waits."""
    pressed_at = at or visit.now
    asked = [row for row in _rows(visit) if row["relaunched"] and row["relaunched"][-1] == pressed_at]
    return visit.case_sheet(
        "relaunch", is_done=True, at=at, company=asked[0]["company"] if asked else "",
        others=len([row for row in _rows(visit) if row["may"]]),
        again=visit.link(Page.RELAUNCH, visit.seat.participant.id),
        report=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip


def _mark(each: Unanswered) -> str:
    return f"{'o' if isinstance(each.request, WorkOrder) else 'q'}{brief(each.request.id)}"


def _rows(visit: CaseVisit) -> list[dict[str, Any]]:
    report = visit.scene.report
    may = {_mark(each) for each in may_be_asked_again(visit.session, report, visit.profile, now=visit.now)}
    return [_row(visit, each, may=_mark(each) in may) for each in unanswered_on(visit.session, report)]


def _row(visit: CaseVisit, each: Unanswered, *, may: bool) -> dict[str, Any]:
    provider = visit.session.get_one(Provider, each.request.provider_id)
    page = Page.ORDER if isinstance(each.request, WorkOrder) else Page.QUOTE
    return {
        "mark": _mark(each),
        "form": part(visit.form, _mark(each)),
        "company": provider.company,
        "telephone": provider.telephone,
        "number": each.request.number,
        "is_order": isinstance(each.request, WorkOrder),
        "asked_at": asked_at(each.request),
        "relaunched": [left.at for left in each.asked.relaunched],
        "step": next_letter(each.asked, each.pace(visit.profile)).value,
        "may": may,
        "today": was_relaunched_today(each, visit.profile, now=visit.now),
        "url": visit.link(page, visit.seat.participant.id, brief(each.request.id)),
    }
