"""The slots of a visit: exactly one is chosen, or none suits (S2-12, GAP-03)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.model_orders import Visit
from mailbot.vocabulary import Role, VisitState
from mailbot.web.slot_fields import rows_typed, typed_slots
from mailbot.web.visit_sight import scene_to_act, time_of, visit_at, visit_sheet
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.appointments import STANDS, Offered, still_offered
from mailbot.workflow.choosing import choose, may_change_mind, reject, why_not_reject
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import Wanted, closes_before, shown, slot_mark

_NONE = "0"
_WISHES = 3


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The slots that can still be chosen; or what was chosen meanwhile."""
    scene, appointment, picked = _at(visit)
    slots = _open(visit, scene, appointment)
    is_old = _is_old(picked, slots)
    return visit_sheet(
        visit, scene, "choose", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        slots=[shown(slot, visit.profile, now=visit.now) for slot in slots],
        picked=typed.text("slot") or ("" if is_old else picked[:1]), is_old=is_old,
        can_refuse=_can_refuse(visit, scene, appointment), wishes=rows_typed(typed, _WISHES),
        **_facts(visit, appointment),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Choose the one that is marked, or none of them."""
    scene, appointment, _ = _at(visit)
    picked = typed.text("slot")
    if not picked:
        raise Incomplete("slot")
    if picked == _NONE:
        wishes = typed_slots(visit, typed, _WISHES, near=True)
        said: dict[str, Any] = {"slots": [each.to_json() for each in wishes]} if wishes else {}
        scene = scene_to_act(visit, scene)
        reject(visit.session, scene, visit.person, visit.role, appointment, wishes=said, now=visit.now)
        return
    slot = next((each for each in _open(visit, scene, appointment) if str(each.number) == picked), None)
    if slot is None:
        raise Refused(Reason.SLOT_PAST)
    wanted = Wanted(slot.start, slot.end)
    if appointment.state is VisitState.CHOSEN and (appointment.starts_at, appointment.ends_at) == (
        slot.start,
        slot.end,
    ):
        raise Incomplete("same")
    choose(visit.session, scene_to_act(visit, scene), visit.person, visit.role, appointment, wanted, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was chosen is passed on; nobody calls it confirmed before it is planned (S2-14)."""
    scene, appointment, _ = _at(visit)
    return visit_sheet(visit, scene, "choose", is_done=True, at=at, **_facts(visit, appointment))


def _at(visit: CaseVisit) -> tuple[Scene, Visit, str]:
    """The visit of the link, and the slot that it begins with."""
    if visit.role not in (Role.TENANT, Role.MANAGER) or visit.scene.is_private:
        raise Nowhere
    written, _, picked = visit.page.with_.partition(".")
    scene, appointment = visit_at(visit, written)
    if visit.role is Role.TENANT and scene.hides_from_home():
        raise Nowhere
    return scene, appointment, picked


def _is_old(picked: str, slots: tuple[Offered, ...]) -> bool:
    """Whether the button came with a proposal that another has replaced: its number may be another day's by now."""
    number, mark = picked[:1], picked[1:]
    return bool(mark) and all(str(slot.number) != number or slot_mark(slot.start) != mark for slot in slots)


def _open(visit: CaseVisit, scene: Scene, appointment: Visit) -> tuple[Offered, ...]:
    """The slots that this reader may choose now."""
    if scene.is_closed:
        return ()
    if appointment.state is not VisitState.PROPOSED and not may_change_mind(appointment, visit.person, visit.role):
        return ()
    return still_offered(appointment, closes_before(visit.profile), now=visit.now)


def _can_refuse(visit: CaseVisit, scene: Scene, appointment: Visit) -> bool:
    return why_not_reject(appointment, visit.person, visit.role, scene) is None


def _facts(visit: CaseVisit, appointment: Visit) -> dict[str, Any]:
    return {
        "state": appointment.state.value,
        "visit_number": appointment.number,
        "for_works": appointment.is_for_works,
        "chosen": time_of(visit, appointment) if appointment.state in STANDS else {},
        "on_behalf": visit.role is Role.MANAGER,
    }
