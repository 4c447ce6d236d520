"""A visit that cannot stand as it was arranged: moved, called off, late, or failed (SM4, GAP-10, GAP-11, GAP-24)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model_orders import Visit
from mailbot.vocabulary import EventKind, LetterKind, MissionState, QuoteState, Role, VisitState
from mailbot.workflow.appointments import STANDS, last_visit, move_visit
from mailbot.workflow.appointments import may_become as may_visit_become
from mailbot.workflow.events import record
from mailbot.workflow.invitations import call_off as out_of_calendars
from mailbot.workflow.journal import noted
from mailbot.workflow.one_step import WISHED, WISHED_BY
from mailbot.workflow.order_cancelling import drop_quotes
from mailbot.workflow.orders import may_become, move_order
from mailbot.workflow.other_companies import other_companies
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.proposals import BEFORE, about, asks_slots, offer_instead, propose, settle_choice
from mailbot.workflow.quotes import may_become as may_quote_become
from mailbot.workflow.quotes import move_quote
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import Wanted, closes_before, sort_slots
from mailbot.workflow.telling import Reader
from mailbot.workflow.works_facts import VISITED_ON

# -- It cannot stand --------------------------------------------------------------------------------------------------


def move_by_occupant(
    session: Session, scene: Scene, visit: Visit, said: Saying, *, wishes: dict[str, Any], now: datetime
) -> None:
    """The home cannot be there: the time is free again at once, and the company reads when they could, never why. A
    time among `wishes` that the company then takes word for word is planned in one step (GAP-11). `wishes`: times, as
    the reader's values.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, ALREADY_SO when no time stands.
    """
    _check(visit, said)
    details = _released(session, scene, visit, VisitState.MOVED, now=now)
    visit.follow_up = visit.follow_up | {WISHED: list(wishes.get("slots", ())), WISHED_BY: said.person.id}
    details |= {"wishes": wishes, "asked": {LetterKind.OTHER_SLOTS.value: asks_slots(scene)}}
    _record(session, scene, EventKind.VISIT_MOVED_BY_TENANT, said, details, now)


def move_by_company(
    session: Session, scene: Scene, visit: Visit, said: Saying, *, slots: Sequence[Wanted], now: datetime
) -> None:
    """The company cannot come: the time is free again at once. One new time is put to the home in the same letter, and
    their yes plans it; several are proposed as ever. Never planned without the home's answer.

    Raises Refused as above.
    """
    _check(visit, said)
    details = _released(session, scene, visit, VisitState.MOVED, now=now)
    new = sort_slots(slots, closes_before(scene.profile), now=now).good
    if len(new) == 1:
        began = {name: details[name] for name in ("order_from",) if name in details}
        details |= offer_instead(scene, visit, new[0], said.person, now=now) | began
    elif new:
        details["more_slots"] = len(new)
    else:
        _ask_company(scene)
    _record(session, scene, EventKind.VISIT_MOVED_BY_PROVIDER, said, details, now)
    if len(new) > 1:
        propose(session, scene, said.person, said.role, new, now=now, mail_id=said.mail_id, because=said.because)


def call_off(session: Session, scene: Scene, visit: Visit, said: Saying, *, side: Role, now: datetime) -> None:
    """The visit is called off by one side, and the managers know at once. The report stays open, the mission too.

    Raises Refused as above.
    """
    _check(visit, said)
    details = _released(session, scene, visit, VisitState.CANCELLED, now=now)
    if side is Role.PROVIDER:
        _ask_company(scene)
        kind = EventKind.VISIT_CANCELLED_BY_PROVIDER
    else:
        details |= {"wishes": {}, "asked": {LetterKind.OTHER_SLOTS.value: asks_slots(scene)}}
        kind = EventKind.VISIT_CANCELLED_BY_TENANT
    _record(session, scene, kind, said, details, now)


def be_late(session: Session, scene: Scene, visit: Visit, said: Saying, *, eta: datetime | None, now: datetime) -> None:
    """The company comes later than it said, and still comes. Raises Refused(ALREADY_SO) unless a visit is planned."""
    check(Act.CHANGE_VISIT, said.role)
    if visit.state is not VisitState.PLANNED or visit.starts_at is None:
        raise Refused(Reason.ALREADY_SO)
    visit.follow_up = visit.follow_up | {"late": {"said_at": now.isoformat(), "eta": _json(eta)}}
    details = {"fallen": _time(visit)} | ({"eta": eta.isoformat()} if eta is not None else {})
    _record(session, scene, EventKind.VISIT_DELAYED, said, details, now)


# -- It failed --------------------------------------------------------------------------------------------------------


def has_begun(visit: Visit, *, now: datetime) -> bool:
    """Whether anybody can say yet that it failed."""
    return visit.starts_at is not None and visit.starts_at <= now


def nobody_came(session: Session, scene: Scene, visit: Visit, said: Saying, *, now: datetime) -> None:
    """« Personne n'est venu »: the company is asked for another time, and nothing counts as done (GAP-10).

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY, TOO_EARLY before the visit has begun, ALREADY_SO when
    no visit was planned.
    """
    check(Act.CONFIRM_WORKS, said.role)
    _check_missed(visit, VisitState.MISSED_BY_PROVIDER, now=now)
    details = _released(session, scene, visit, VisitState.MISSED_BY_PROVIDER, now=now)
    details |= {"asked": {LetterKind.PROBLEM_LEFT.value: asks_slots(scene)}}
    _record(session, scene, EventKind.VISIT_MISSED_BY_PROVIDER, said, details, now)


def nobody_was_there(
    session: Session, scene: Scene, visit: Visit, said: Saying, *, now: datetime, travel_cost: str = ""
) -> None:
    """« Occupant absent »: told to the home without a word on who was not there; what the journey cost is for the
    managers alone (GAP-10). Raises Refused as above."""
    check(Act.DECLARE_WORKS, said.role)
    _check_missed(visit, VisitState.MISSED_BY_OCCUPANT, now=now)
    details = _released(session, scene, visit, VisitState.MISSED_BY_OCCUPANT, now=now)
    _ask_company(scene)
    details |= {"travel_cost": travel_cost} if travel_cost else {}
    _record(session, scene, EventKind.VISIT_MISSED_BY_OCCUPANT, said, details, now)


def _check_missed(visit: Visit, state: VisitState, *, now: datetime) -> None:
    if visit.state is not VisitState.PLANNED or not may_visit_become(visit, state):
        raise Refused(Reason.ALREADY_SO)
    if not has_begun(visit, now=now):
        raise Refused(Reason.TOO_EARLY)


# -- The company gives the mission back -------------------------------------------------------------------------------


def give_back(session: Session, scene: Scene, visit: Visit | None, said: Saying, *, now: datetime) -> None:
    """« Je ne peux plus », after a yes: whatever was arranged falls, and the order waits for the managers (GAP-24). The
    home hears of it only where it waited for somebody. Raises Refused(ALREADY_SO) when the order is not theirs to give
    back any more."""
    assert scene.company is not None
    order = scene.company.mission
    check(Act.CHANGE_VISIT, said.role)
    if not may_become(order, MissionState.WITHDRAWN):
        raise Refused(Reason.ALREADY_SO)
    others = {str(each.id): other_companies(session, scene, each.id) for each in scene.home.managers}
    details: dict[str, Any] = {"others": others, "had_accepted": True}
    if visit is not None and may_visit_become(visit, VisitState.CANCELLED):
        if visit.state is VisitState.PLANNED:
            details |= {"visit": visit.id, "fallen": _time(visit)} | out_of_calendars(visit)
        move_visit(visit, VisitState.CANCELLED, now=now)
        _forget_time(visit, why="withdrawn", now=now)
    details |= move_order(order, MissionState.WITHDRAWN, now=now)
    drop_quotes(session, scene, order, QuoteState.DECLINED, now=now)
    _settle_questions(scene)
    _record(session, scene, EventKind.PROVIDER_WITHDREW, said, details, now)


def drop_visit(session: Session, scene: Scene, said: Saying, *, now: datetime) -> None:
    """The company makes no quote after all: the home, which waited for somebody, reads that nobody comes. The managers
    read it in the letter of the refusal. Nothing where no visit was arranged."""
    assert scene.company is not None
    visit = last_visit(session, scene.company)
    if visit is None or not may_visit_become(visit, VisitState.CANCELLED):
        return
    if visit.state not in STANDS:
        move_visit(visit, VisitState.CANCELLED, now=now)
        settle_choice(scene)
        return
    details = _released(session, scene, visit, VisitState.CANCELLED, now=now)
    _record(session, scene, EventKind.VISIT_CANCELLED_BY_PROVIDER, said, details, now, frozenset({Reader.MANAGERS}))


# -- What they share --------------------------------------------------------------------------------------------------


def _check(visit: Visit, said: Saying) -> None:
    check(Act.CHANGE_VISIT, said.role)
    if visit.state not in STANDS:
        raise Refused(Reason.ALREADY_SO)


def _released(session: Session, scene: Scene, visit: Visit, state: VisitState, *, now: datetime) -> dict[str, Any]:
    """The time is free again: out of the calendars, and the mission is where slots are to be found, with the same
    number of appointment. What the event says of it."""
    details: dict[str, Any] = {
        "fallen": _time(visit),
        VISITED_ON: _day(scene, visit),
        **about(visit),
    }
    details |= {"same_day": True} if is_today(scene, visit, now=now) else {}
    details |= out_of_calendars(visit)
    move_visit(visit, state, now=now)
    _forget_time(visit, why=state.value, now=now)
    _settle_questions(scene)
    return details | _back(scene, now=now)


def _back(scene: Scene, *, now: datetime) -> dict[str, Any]:
    company = scene.the_company
    order = company.order
    if order is None:
        if may_quote_become(company.quote, QuoteState.VISIT_WANTED):
            move_quote(company.quote, QuoteState.VISIT_WANTED, now=now)
        return {}
    before = MissionState(order.follow_up.get(BEFORE, MissionState.ACCEPTED.value))
    return move_order(order, before if may_become(order, before) else MissionState.ACCEPTED, now=now)


def _forget_time(visit: Visit, *, why: str, now: datetime) -> None:
    """Nothing is chosen any more. What was, and why it fell, is remembered apart; what was reminded of starts anew."""
    fallen = [*visit.follow_up.get("fallen", ()), _time(visit) | {"why": why, "at": now.isoformat()}]
    visit.follow_up = {"fallen": fallen}
    visit.slots = []
    visit.starts_at = visit.ends_at = visit.chosen_at = visit.planned_at = None
    visit.chosen_by = None


def _time(visit: Visit) -> dict[str, Any]:
    return {"start": _json(visit.starts_at), "end": _json(visit.ends_at)}


def _json(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def _day(scene: Scene, visit: Visit) -> str | None:
    if visit.starts_at is None:
        return None
    return visit.starts_at.astimezone(scene.profile.zone).date().isoformat()


def is_today(scene: Scene, visit: Visit, *, now: datetime) -> bool:
    """Whether it was to be on this very day: the managers are then told at once."""
    zone = scene.profile.zone
    return visit.starts_at is not None and visit.starts_at.astimezone(zone).date() == now.astimezone(zone).date()


def _ask_company(scene: Scene) -> None:
    """No letter asks the company that has just spoken: the times that it gives next are slots all the same."""
    company = scene.the_company
    for seat in company.seats.values():
        seat.asked = asks_slots(scene)


def _settle_questions(scene: Scene) -> None:
    """Nobody is asked any more about a time that is free again."""
    settle_choice(scene)
    company = scene.the_company
    for seat in company.seats.values():
        if seat.asked is not None and seat.asked.get("question") == "plan_visit":
            seat.asked = None


# How the words were read, for whoever reads them in a letter.
_READ_AS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.VISIT_MOVED_BY_TENANT: "reschedule",
        EventKind.VISIT_MOVED_BY_PROVIDER: "reschedule",
        EventKind.VISIT_CANCELLED_BY_TENANT: "reschedule",
        EventKind.VISIT_CANCELLED_BY_PROVIDER: "reschedule",
        EventKind.VISIT_DELAYED: "declare_delay",
        EventKind.VISIT_MISSED_BY_PROVIDER: "missed_visit",
        EventKind.VISIT_MISSED_BY_OCCUPANT: "missed_visit",
        EventKind.PROVIDER_WITHDREW: "refuse_mission",
    }
)


def _record(
    session: Session, scene: Scene, kind: EventKind, said: Saying, details: dict[str, Any], now: datetime,
    told_already: frozenset[Reader] = frozenset(),
) -> None:  # fmt: skip
    record(
        session, scene, kind, now=now, **said.to_record(),
        read_as=_READ_AS[kind] if said.mail_id is not None else "",
        told_already=told_already, details=noted(said.because, on_behalf=said.on_behalf) | details,
    )  # fmt: skip
