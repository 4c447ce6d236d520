"""Who may choose, reject and plan a visit, in each of its states: a table (SM4, final permission matrix)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from mailbot.agency import Rules
from mailbot.errors import Reason, Refused
from mailbot.vocabulary import MissionState, ReportStatus, Role, VisitState
from mailbot.workflow.choosing import why_not_choose, why_not_reject
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.slot_rules import Wanted
from mailbot.workflow.visit_planning import why_not_plan

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FIRST = Wanted(NOW + timedelta(days=3), NOW + timedelta(days=3, hours=2))
SECOND = Wanted(NOW + timedelta(days=5), NOW + timedelta(days=5, hours=4))
NADIA, YANIS = 1, 2


@dataclass
class Somebody:
    id: int


def scene(state: MissionState = MissionState.SLOT_CHOSEN, status: ReportStatus = ReportStatus.IN_PROGRESS) -> Any:
    order = SimpleNamespace(state=state, follow_up={})
    return SimpleNamespace(
        report=SimpleNamespace(status=status), is_closed=status is ReportStatus.CLOSED,
        profile=SimpleNamespace(rules=Rules()),
        company=SimpleNamespace(order=order), the_company=SimpleNamespace(order=order),
    )  # fmt: skip


def appointment(state: VisitState) -> Any:
    chosen = state in (VisitState.CHOSEN, VisitState.PLANNED)
    slots = [{"number": at, **each.to_json()} for at, each in enumerate((FIRST, SECOND), start=1)]
    return SimpleNamespace(
        state=state, slots=slots, starts_at=FIRST.start if chosen else None, ends_at=FIRST.end if chosen else None,
        chosen_by=NADIA if chosen else None,
    )  # fmt: skip


CHOOSES = {
    # state: (Nadia, who chose the first if anybody did; Yanis; a manager), each about the second slot
    VisitState.PROPOSED: (None, None, None),
    VisitState.CHOSEN: (None, Reason.SLOT_TAKEN, None),
    VisitState.PLANNED: (Reason.SLOT_TAKEN, Reason.SLOT_TAKEN, Reason.SLOT_TAKEN),
    **dict.fromkeys(
        set(VisitState) - {VisitState.PROPOSED, VisitState.CHOSEN, VisitState.PLANNED}, (Reason.SLOT_PAST,) * 3
    ),
}
REJECTS = {
    VisitState.PROPOSED: (None, None, None),
    VisitState.CHOSEN: (None, Reason.SLOT_TAKEN, None),
    VisitState.PLANNED: (Reason.SLOT_TAKEN, Reason.SLOT_TAKEN, Reason.SLOT_TAKEN),
    **dict.fromkeys(
        set(VisitState) - {VisitState.PROPOSED, VisitState.CHOSEN, VisitState.PLANNED}, (Reason.ALREADY_SO,) * 3
    ),
}
PEOPLE = ((NADIA, Role.TENANT), (YANIS, Role.TENANT), (9, Role.MANAGER))


@pytest.mark.feature("S2-12", "GAP-20", "GAP-03")
@pytest.mark.parametrize("state", VisitState)
def test_the_first_choice_stands_and_is_its_owners_until_it_is_planned(state: VisitState) -> None:
    visit: Any = appointment(state)
    for (number, role), chooses, rejects in zip(PEOPLE, CHOOSES[state], REJECTS[state], strict=True):
        person: Any = Somebody(number)
        assert why_not_choose(visit, SECOND, person, role, scene(), now=NOW) is chooses, number
        assert why_not_reject(visit, person, role, scene()) is rejects, number
    nadia: Any = Somebody(NADIA)
    later = SECOND.start - timedelta(hours=2)
    assert why_not_choose(visit, SECOND, nadia, Role.TENANT, scene(), now=later) is not None
    closed = scene(status=ReportStatus.CLOSED)
    assert why_not_choose(visit, SECOND, nadia, Role.TENANT, closed, now=NOW) is Reason.REPORT_CLOSED
    elsewhere = Wanted(SECOND.start, SECOND.end + timedelta(hours=1))
    if state is VisitState.PROPOSED:
        assert why_not_choose(visit, elsewhere, nadia, Role.TENANT, scene(), now=NOW) is Reason.SLOT_WITHDRAWN
        part = Wanted(SECOND.start + timedelta(hours=1), SECOND.end)
        assert why_not_choose(visit, part, nadia, Role.TENANT, scene(), now=NOW) is None


@pytest.mark.feature("S2-14", "S2-21")
@pytest.mark.parametrize("state", VisitState)
def test_only_a_chosen_slot_is_planned_and_only_before_it_is_over(state: VisitState) -> None:
    why = {VisitState.CHOSEN: None, VisitState.PLANNED: Reason.ALREADY_SO}.get(state, Reason.SLOT_PAST)
    assert why_not_plan(appointment(state), scene(), now=NOW) is why
    if state is VisitState.CHOSEN:
        assert why_not_plan(appointment(state), scene(), now=FIRST.end) is Reason.IN_THE_PAST
        waits = scene(MissionState.QUOTE_SUBMITTED)
        assert why_not_plan(appointment(state), waits, now=NOW) is Reason.QUOTE_NOT_APPROVED


@pytest.mark.feature("S2-09", "S2-12", "S2-14")
@pytest.mark.parametrize(
    ("act", "may"),
    [
        (Act.PROPOSE_SLOTS, {Role.PROVIDER, Role.MANAGER}),
        (Act.CHOOSE_SLOT, {Role.TENANT, Role.MANAGER}),
        (Act.PLAN_VISIT, {Role.PROVIDER, Role.MANAGER}),
    ],
)
def test_each_act_is_of_its_side_or_of_a_manager_for_it(act: Act, may: set[Role]) -> None:
    for role in Role:
        if role in may:
            check(act, role)
        else:
            with pytest.raises(Refused):
                check(act, role)
