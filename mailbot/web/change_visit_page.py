"""A visit that cannot stand as it is: moved, late, called off, or missed; by the home, the company or a manager."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Event
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel, EventKind, Role, VisitState
from mailbot.web.answer_page import check_words
from mailbot.web.appointment_sight import Seen, acts_on, seen_at, slot_of
from mailbot.web.visits import CaseVisit, Incomplete, Sheet, Typed
from mailbot.workflow import visit_changes
from mailbot.workflow.reports import comment, keep_words
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import Wanted
from mailbot.workflow.telling import Reader
from mailbot.workflow.visit_clock import with_visit

ROWS = 3
"""Other times that a form has room for."""
_LONGEST_DELAY = timedelta(hours=12)
_SIDES = {"home": Role.TENANT, "company": Role.PROVIDER}


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The visit as it stands, with the one short form that the link is for; without one, what can be done."""
    seen = seen_at(visit)
    acts = acts_on(visit, seen.visit, now=visit.now)
    act = seen.act if seen.act in acts else ""
    return visit.case_sheet(
        "change_visit", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        act=act, wanted=seen.act, acts=acts, company=seen.company, number=seen.number, slot=slot_of(seen.visit),
        mission=_mission(visit), state=seen.visit.state.value, visit_number=seen.visit.number,
        words=typed.text("words"), side=typed.text("side"), eta=typed.text("eta"), today=visit.today.isoformat(),
        rows=[{name: typed.text(f"{name}{at}") for name in ("day", "from", "to")} for at in range(1, ROWS + 1)],
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Do the one act that the form is for."""
    seen = seen_at(visit)
    do = _DO.get(seen.act)
    if do is None:
        raise Incomplete("act")
    if seen.act not in acts_on(visit, seen.visit, now=visit.now):
        raise Refused(Reason.ALREADY_SO)
    check_words(visit, typed.text("words"))
    do(visit, typed, seen)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was done, by what happened then."""
    seen = seen_at(visit)
    kinds = visit.session.scalars(
        select(Event.kind).where(
            Event.report_id == seen.visit.report_id, Event.actor_id == visit.person.id, Event.at == (at or visit.now)
        )
    ).all()
    what = next((name for kind, name in _SAID.items() if kind in kinds), "moved")
    return visit.case_sheet(
        "change_visit", is_done=True, at=at, what=what, company=seen.company, number=seen.number,
        on_behalf=visit.role is Role.MANAGER, mission=_mission(visit), slots=_slots(visit, seen),
    )  # fmt: skip


def _mission(visit: CaseVisit) -> str:
    """A company's way back; the others go back to the report."""
    company = visit.scene.company
    has_one = visit.role is Role.PROVIDER and company is not None and company.order is not None
    return visit.link(Page.MISSION, visit.seat.participant.id) if has_one else ""


def _slots(visit: CaseVisit, seen: Seen) -> str:
    """Where a company offers other times, once the one that stood is free again and none is offered."""
    is_free = seen.visit.state not in (VisitState.PROPOSED, VisitState.PLANNED)
    return visit.link(Page.SLOTS, visit.seat.participant.id) if _mission(visit) and is_free else ""


_SAID: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.SLOTS_PROPOSED: "proposed",
        EventKind.VISIT_MOVED_BY_TENANT: "moved",
        EventKind.VISIT_MOVED_BY_PROVIDER: "moved",
        EventKind.VISIT_CANCELLED_BY_TENANT: "called_off",
        EventKind.VISIT_CANCELLED_BY_PROVIDER: "called_off",
        EventKind.VISIT_DELAYED: "late",
        EventKind.VISIT_MISSED_BY_PROVIDER: "nobody_came",
        EventKind.VISIT_MISSED_BY_OCCUPANT: "nobody_there",
    }
)


# -- Each act ---------------------------------------------------------------------------------------------------------


def _move(visit: CaseVisit, typed: Typed, seen: Seen) -> None:
    side, slots = _side(visit, typed), _times(visit, typed)
    is_today = visit_changes.is_today(visit.scene, seen.visit, now=visit.now)
    scene, said = _scene(visit, seen), _said(visit, typed)
    if side is Role.PROVIDER:
        visit_changes.move_by_company(visit.session, scene, seen.visit, said, slots=slots, now=visit.now)
    else:
        wishes = {"slots": [each.to_json() for each in slots]} if slots else {}
        visit_changes.move_by_occupant(visit.session, scene, seen.visit, said, wishes=wishes, now=visit.now)
    _keep(visit, scene, typed, is_told=is_today)


def _late(visit: CaseVisit, typed: Typed, seen: Seen) -> None:
    starts = seen.visit.starts_at
    assert starts is not None, "a visit that is planned has a time"
    eta = None
    if typed.text("eta"):
        there = starts.astimezone(visit.profile.zone)
        eta = datetime.combine(there.date(), _hour(typed.text("eta"), "eta"), visit.profile.zone)
        if not starts < eta <= starts + _LONGEST_DELAY:
            raise Incomplete("eta_order")
    visit_changes.be_late(
        visit.session, _scene(visit, seen), seen.visit, _said(visit, typed), eta=eta, now=visit.now
    )  # fmt: skip


def _call_off(visit: CaseVisit, typed: Typed, seen: Seen) -> None:
    side, scene = _side(visit, typed), _scene(visit, seen)
    visit_changes.call_off(visit.session, scene, seen.visit, _said(visit, typed), side=side, now=visit.now)
    _keep(visit, scene, typed, is_told=True)


def _missed(visit: CaseVisit, typed: Typed, seen: Seen) -> None:
    """Whoever was there says who was not."""
    side, scene, said = _side(visit, typed), _scene(visit, seen), _said(visit, typed)
    if side is Role.PROVIDER:
        visit_changes.nobody_was_there(visit.session, scene, seen.visit, said, now=visit.now)
    else:
        visit_changes.nobody_came(visit.session, scene, seen.visit, said, now=visit.now)
    _keep(visit, scene, typed, is_told=True)


_DO: Mapping[str, Callable[[CaseVisit, Typed, Seen], None]] = MappingProxyType(
    {"m": _move, "l": _late, "c": _call_off, "x": _missed}
)


# -- What they share --------------------------------------------------------------------------------------------------


def _side(visit: CaseVisit, typed: Typed) -> Role:
    """For whom it is said: a manager says it."""
    if visit.role is not Role.MANAGER:
        return visit.role
    side = _SIDES.get(typed.text("side"))
    if side is None:
        raise Incomplete("side")
    return side


def _scene(visit: CaseVisit, seen: Seen) -> Scene:
    """With the company that comes, also where the link is of the report's thread."""
    if visit.scene.company is not None:
        return visit.scene
    return with_visit(visit.session, visit.scene, seen.visit, now=visit.now)


def _said(visit: CaseVisit, typed: Typed) -> Saying:
    is_company = visit.role is Role.PROVIDER
    return Saying(visit.person, visit.role, typed.text("words"), agency_only=is_company)


def _keep(visit: CaseVisit, scene: Scene, typed: Typed, *, is_told: bool) -> None:
    """What was written beside it is the agency's alone. `is_told`: the letter of the act has told the managers."""
    words = typed.text("words")
    if not words:
        return
    if visit.role is Role.MANAGER:
        keep_words(
            visit.session, scene, visit.person, visit.role, Channel.AGENCY, words, now=visit.now, mail_id=None
        )  # fmt: skip
        return
    comment(
        visit.session, scene, replace(visit.seat, channel=Channel.AGENCY), words, photos=(), now=visit.now,
        told_already=frozenset({Reader.MANAGERS}) if is_told else frozenset(),
    )  # fmt: skip


def _times(visit: CaseVisit, typed: Typed) -> tuple[Wanted, ...]:
    found = []
    for at in range(1, ROWS + 1):
        day, opens, closes = (typed.text(f"{name}{at}") for name in ("day", "from", "to"))
        if not (day or opens or closes):
            continue
        if not (day and opens and closes):
            raise Incomplete(f"row{at}")
        found.append(_slot(visit, at, day, opens, closes))
    return tuple(found)


def _slot(visit: CaseVisit, at: int, day: str, opens: str, closes: str) -> Wanted:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Incomplete(f"row{at}") from None
    start, end = (
        datetime.combine(on, _hour(each, f"row{at}"), visit.profile.zone) for each in (opens, closes)
    )  # fmt: skip
    if end <= start:
        raise Incomplete(f"order{at}")
    if start <= visit.now:
        raise Incomplete(f"past{at}")
    return Wanted(start, end)


def _hour(written: str, field: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise Incomplete(field) from None
