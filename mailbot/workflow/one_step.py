"""A visit that was planned goes to another time in one step: one side names it, the other says yes (GAP-11)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from mailbot.db import Session
from mailbot.model import Person
from mailbot.model_orders import Visit
from mailbot.vocabulary import Role, VisitState
from mailbot.workflow.appointments import last_visit, move_visit
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.slot_rules import Wanted, closes_before, sort_slots, wanted_from
from mailbot.workflow.visit_planning import move_planned, tell_planned

LONGEST = timedelta(hours=4)
"""A time that one side names and the other takes word for word is an appointment; a whole day is only a wish."""
WISHED = "wished"
"""In what a visit remembers: the times that the home named when it moved a visit that was planned."""
WISHED_BY = "wished_by"


def takes_the_wish(
    session: Session, scene: Scene, person: Person, role: Role, slots: Sequence[Wanted], *, now: datetime,
    mail_id: int | None = None, because: Spans = (),
) -> bool:  # fmt: skip
    """Plan the visit where the company takes, word for word, a time that the home named when it moved it: both agree,
    and nobody is asked once more. False, and nothing is changed, where that is not so.

    Raises Refused(NOT_YOURS_TO_SAY) before anything was changed.
    """
    assert scene.company is not None
    visit = last_visit(session, scene.company)
    if visit is None or not _agree(scene, visit, slots, now=now):
        return False
    check(Act.PROPOSE_SLOTS, role)
    [slot] = slots
    visit.starts_at, visit.ends_at = slot.start, slot.end
    visit.chosen_at, visit.chosen_by, visit.planned_at = now, visit.follow_up.get(WISHED_BY), now
    visit.follow_up = {}
    change = move_planned(scene.company, now=now)
    move_visit(visit, VisitState.PLANNED, now=now)
    tell_planned(session, scene, visit, person, role, now=now, mail_id=mail_id, details=noted(because, **change))
    return True


def wish_again(session: Session, company: Company, slots: Sequence[dict[str, Any]], person: Person) -> None:
    """The home speaks again of a visit that it has moved: what it names now takes the place of what it named then, and
    where it names nothing that is sure, nothing is planned without asking it."""
    visit = last_visit(session, company)
    if visit is None or visit.state is not VisitState.MOVED or WISHED not in visit.follow_up:
        return
    visit.follow_up = visit.follow_up | {WISHED: list(slots), WISHED_BY: person.id}


def _agree(scene: Scene, visit: Visit, slots: Sequence[Wanted], *, now: datetime) -> bool:
    if len(slots) != 1 or visit.state is not VisitState.MOVED:
        return False
    [slot] = slots
    is_exact = slot in wanted_from(visit.follow_up.get(WISHED, ())) and slot.end - slot.start <= LONGEST
    return is_exact and bool(sort_slots(slots, closes_before(scene.profile), now=now).good)
