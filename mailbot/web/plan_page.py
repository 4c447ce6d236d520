"""« Planifier l'intervention »: the chosen slot becomes an appointment (S2-14, S2-21)."""

from datetime import datetime
from typing import Any

from mailbot.model_orders import Visit
from mailbot.vocabulary import Role
from mailbot.web.visit_sight import scene_to_act, time_of, visit_at, visit_sheet
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.scene import Scene
from mailbot.workflow.visit_planning import plan, why_not_plan


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The slot that the occupant chose, and the button that plans it."""
    scene, appointment = _at(visit)
    why = why_not_plan(appointment, scene, now=visit.now)
    return visit_sheet(
        visit, scene, "plan", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        why=why.value if why is not None else "", **_facts(visit, appointment),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Plan it: the very slot that stood on the page."""
    scene, appointment = _at(visit)
    if why_not_plan(appointment, scene, now=visit.now) is None and typed.text("slot") != _mark(appointment):
        raise Incomplete("changed")
    plan(visit.session, scene_to_act(visit, scene), visit.person, visit.role, appointment, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is planned."""
    scene, appointment = _at(visit)
    return visit_sheet(visit, scene, "plan", is_done=True, at=at, **_facts(visit, appointment))


def _at(visit: CaseVisit) -> tuple[Scene, Visit]:
    if visit.role not in (Role.PROVIDER, Role.MANAGER) or visit.scene.is_private:
        raise Nowhere
    return visit_at(visit, visit.page.with_)


def _mark(appointment: Visit) -> str:
    return appointment.starts_at.isoformat() if appointment.starts_at is not None else ""


def _facts(visit: CaseVisit, appointment: Visit) -> dict[str, Any]:
    return {
        "chosen": time_of(visit, appointment),
        "visit_number": appointment.number,
        "mark": _mark(appointment),
        "phone_follows": visit.profile.rules.phone_after_planning,
        "on_behalf": visit.role is Role.MANAGER,
    }
