"""« Proposer un créneau »: up to five times at which a company can come (S2-09, S2-19, S2-20)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason
from mailbot.vocabulary import VisitState
from mailbot.web.slot_fields import rows_typed, typed_slots
from mailbot.web.visit_sight import mission_at, scene_to_act, time_of, visit_sheet
from mailbot.web.visits import CaseVisit, Incomplete, Sheet, Typed
from mailbot.workflow.appointments import last_visit, offered
from mailbot.workflow.proposals import keep_for_later, propose, why_not_propose
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import shown
from mailbot.workflow.wished_times import wished

ROWS = 5


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The fields, with the times that the home wished; or what stands in the way."""
    scene = mission_at(visit)
    why = why_not_propose(visit.session, scene)
    return visit_sheet(
        visit, scene, "slots", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        why=why.value if why is not None else "", rows=rows_typed(typed, ROWS), is_anew=_is_anew(visit, scene),
        wishes=wished(visit.session, scene, now=visit.now), **_standing(visit, scene),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Offer them to the home; times that come before « Devis validé » are kept until then."""
    scene = mission_at(visit)
    slots = typed_slots(visit, typed, ROWS, near=False)
    if not slots:
        raise Incomplete("none")
    scene = scene_to_act(visit, scene)
    company = scene.company
    if why_not_propose(visit.session, scene) is Reason.QUOTE_NOT_APPROVED and company is not None and company.order:
        keep_for_later(company.order, slots)
        return
    propose(visit.session, scene, visit.person, visit.role, slots, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """They are offered, or kept."""
    scene = mission_at(visit)
    is_kept = why_not_propose(visit.session, scene) is Reason.QUOTE_NOT_APPROVED
    return visit_sheet(
        visit, scene, "slots", is_done=True, at=at, is_kept=is_kept, is_anew=_is_anew(visit, scene),
        **_standing(visit, scene),
    )  # fmt: skip


def _is_anew(visit: CaseVisit, scene: Scene) -> bool:
    """Whether it is « Proposer de nouveaux créneaux »: a visit has been already, or slots were proposed (S2-19)."""
    assert scene.company is not None
    last = last_visit(visit.session, scene.company)
    return last is not None and (last.number > 1 or last.round > 0)


def _standing(visit: CaseVisit, scene: Scene) -> dict[str, Any]:
    """The slots that are offered today, or the one that was chosen."""
    assert scene.company is not None
    last = last_visit(visit.session, scene.company)
    if last is None:
        return {"offered": [], "chosen": {}}
    slots = offered(last) if last.state is VisitState.PROPOSED else ()
    return {
        "offered": [shown(slot, visit.profile, now=visit.now) for slot in slots],
        "chosen": time_of(visit, last),
    }
