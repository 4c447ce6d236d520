"""« Indiquer mes disponibilités »: days and hours, and what one must know to get in, for the company alone (S2-10)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, unbrief
from mailbot.vocabulary import Channel, MissionState, Role, ThreadKind
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow import reports
from mailbot.workflow.availability import give_access, give_times
from mailbot.workflow.scene import Scene, with_company, with_order
from mailbot.workflow.times import access_in_words

_DAYS = 10
"""How many days are offered to be ticked, from tomorrow on (T-07)."""
_FARTHEST = timedelta(days=90)
_PARTS: Mapping[str, tuple[time, time]] = MappingProxyType(
    {"morning": (time(8), time(12)), "afternoon": (time(12), time(17)), "evening": (time(17), time(20))}
)
_ACCESS = ("code", "telephone", "pet", "parking")
_TO_THE_VISIT_ONLY = frozenset({"code", "telephone"})
"""The company has them once the visit is planned, and not before (P-07)."""
_LONGEST = 300
_A_TELEPHONE = re.compile(r"[+\d(][\d\s().+-]{5,30}")


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The days that come, each with its parts, one time to be named, and four lines on getting in."""
    _check(visit)
    if visit.scene.is_closed:
        return moved_on(visit, typed)
    asked = visit.page.with_.endswith("!") and not typed.fields
    return visit.case_sheet(
        "my_time", status=422 if typed.trouble else 200, trouble=typed.trouble, is_done=False,
        days=[_day(visit, at, typed) for at in range(1, _DAYS + 1)], any_time=asked or typed.text("any_time") == "yes",
        on=typed.text("on"), opens=typed.text("opens"), closes=typed.text("closes"), words=typed.text("words"),
        access={name: typed.text(name) for name in _ACCESS}, provider=_company(visit),
        least=(visit.today + timedelta(days=1)).isoformat(),
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Note it, pass on what is the company's, and let the agency read the rest."""
    _check(visit)
    if visit.scene.is_closed:
        raise Refused(Reason.REPORT_CLOSED)
    times, access = _times(visit, typed), _access(typed)
    words = typed.text("words")
    if not (times or access or words):
        raise Incomplete("empty")
    scene, session, now = _scene(visit), visit.session, visit.now
    if times:
        give_times(session, scene, visit.person, times, now=now)
    if access:
        whole = access_in_words(access, visit.language)
        shown = {name: value for name, value in access.items() if name not in _TO_THE_VISIT_ONLY}
        give_access(session, scene, visit.person, whole, told=access_in_words(shown, visit.language), now=now)
    if words:
        aside = replace(visit.seat, channel=Channel.AGENCY)
        reports.comment(session, visit.scene, aside, words, photos=(), now=now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is noted."""
    return visit.case_sheet(
        "my_time", is_done=True, at=at, provider=_company(visit),
        report=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip


def _check(visit: CaseVisit) -> None:
    """An occupant says it of their own home, on the thread that the home reads."""
    if visit.role is not Role.TENANT or visit.seat.thread.kind is not ThreadKind.REPORT:
        raise Nowhere


# -- What was filled in -----------------------------------------------------------------------------------------------


def _times(visit: CaseVisit, typed: Typed) -> dict[str, Any]:
    slots = [
        _slot(visit, visit.today + timedelta(days=at), opens, closes)
        for at in range(1, _DAYS + 1)
        for part, (opens, closes) in _PARTS.items()
        if typed.text(_name(visit, at, part)) == "yes"
    ]
    if (own := _own_time(visit, typed)) is not None:
        slots.append(own)
    times: dict[str, Any] = {"slots": slots} if slots else {}
    return times | ({"always": True} if typed.text("any_time") == "yes" else {})


def _own_time(visit: CaseVisit, typed: Typed) -> dict[str, str] | None:
    """The time that was named: a day alone is the whole of it. Raises Incomplete for one that cannot be."""
    if not any(typed.text(name) for name in ("on", "opens", "closes")):
        return None
    try:
        on = date.fromisoformat(typed.text("on"))
    except ValueError:
        raise Incomplete("on") from None
    if not visit.today < on <= visit.today + _FARTHEST:
        raise Incomplete("on_far" if on > visit.today else "on_past")
    try:
        opens = time.fromisoformat(typed.text("opens") or "08:00")
        closes = time.fromisoformat(typed.text("closes") or "18:00")
    except ValueError:
        raise Incomplete("hours") from None
    if opens.tzinfo is not None or closes.tzinfo is not None or opens >= closes:
        raise Incomplete("hours")
    return _slot(visit, on, opens, closes)


def _slot(visit: CaseVisit, on: date, opens: time, closes: time) -> dict[str, str]:
    start, end = (datetime.combine(on, clock, visit.profile.zone).isoformat() for clock in (opens, closes))
    return {"start": start, "end": end}


def _access(typed: Typed) -> dict[str, str]:
    said = {name: " ".join(typed.text(name).split()) for name in _ACCESS}
    for name, value in said.items():
        if len(value) > _LONGEST:
            raise Incomplete(f"{name}_long")
    if said["telephone"] and not _A_TELEPHONE.fullmatch(said["telephone"]):
        raise Incomplete("telephone")
    return {name: value for name, value in said.items() if value}


# -- What is shown ----------------------------------------------------------------------------------------------------


def _name(visit: CaseVisit, at: int, part: str) -> str:
    """By the day itself: a page that was left open over night says what its reader ticked."""
    return f"{part}-{(visit.today + timedelta(days=at)).isoformat()}"


def _day(visit: CaseVisit, at: int, typed: Typed) -> dict[str, Any]:
    on = visit.today + timedelta(days=at)
    parts = [
        {"part": part, "name": _name(visit, at, part), "on": typed.text(_name(visit, at, part)) == "yes"}
        for part in _PARTS
    ]
    return {"on": on.isoformat(), "parts": parts, "is_week_end": on.weekday() >= 5}


def _matter(visit: CaseVisit) -> WorkOrder | Quote | None:
    """The mission, or the request, that the link names; none for a link without one. Raises Nowhere for another's."""
    named = visit.page.with_.rstrip("!")
    if not named:
        return None
    try:
        number = unbrief(named.lstrip("."))
    except Refused:
        raise Nowhere from None
    of_quote = named.startswith(".")
    row = visit.session.get(Quote, number) if of_quote else visit.session.get(WorkOrder, number)
    if row is None or row.report_id != visit.scene.report.id:
        raise Nowhere
    return row


def _company(visit: CaseVisit) -> str:
    """Who comes; empty while nobody does."""
    row = _matter(visit)
    if row is None:
        coming = [each.company for each in visit.scene.ahead if each.state is not MissionState.COMPLETE]
        return coming[0] if len(coming) == 1 else ""
    return visit.session.scalars(select(Provider.company).where(Provider.id == row.provider_id)).one()


def _scene(visit: CaseVisit) -> Scene:
    row = _matter(visit)
    match row:
        case WorkOrder():
            return with_order(visit.session, visit.scene, row, now=visit.now)
        case Quote():
            return with_company(visit.session, visit.scene, row, now=visit.now)
    return visit.scene
