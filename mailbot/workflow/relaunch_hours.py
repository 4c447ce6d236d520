"""After how long a company that does not answer is relaunched, and the managers told: in its working time (S1-87)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from mailbot.agency import Rules
from mailbot.workflow.working_time import WorkingTime, company_time


class Step(StrEnum):
    """What is due, in the order in which it comes."""

    FIRST = "first"
    """P-03."""
    SECOND = "second"
    """P-04."""
    LAST = "last"
    """P-05."""
    TELL_SILENT = "tell_silent"
    """G-04: no relaunch follows until a manager chooses."""


class Relaunch(NamedTuple):
    """One that left."""

    step: Step
    at: datetime


class Coming(NamedTuple):
    """What comes next, if nobody answers before."""

    step: Step
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What was done about a request so far."""

    at: datetime
    relaunched: Sequence[Relaunch] = ()
    """Oldest first."""
    told_silent_at: datetime | None = None
    extended_at: datetime | None = None
    """« Relancer encore 3 jours » was pressed: the company is relaunched once more, and has longer to answer."""
    back_on: date | None = None
    """The company is away, and back on that day, as its mail program says; or somebody has asked to wait until then."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Which relaunches there are, after how long, and when any of them may leave."""

    days: tuple[tuple[Step, int], ...]
    """Working days; empty in an emergency."""
    hours: tuple[tuple[Step, timedelta], ...]
    at: time
    companies: WorkingTime
    """Hours in which companies are written to."""

    @property
    def is_urgent(self) -> bool:
        """Whether nights, week-ends and holidays count like the rest."""
        return bool(self.hours)


_NAMES = {0: (), 1: (Step.LAST,), 2: (Step.FIRST, Step.LAST), 3: (Step.FIRST, Step.SECOND, Step.LAST)}
"""Which letters leave, by how many: the last one always says that it is."""
_ORDER = {step: at for at, step in enumerate(Step)}

PATIENCE_DAYS = 1
"""Between the last relaunch and the news of the silence: the letter says « d'ici demain »."""
EXTENSION_DAYS = 3
"""As the button of G-04 says."""


def pace_of(rules: Rules, work: WorkingTime, *, is_urgent: bool) -> Pace:
    """What an agency has set; in an emergency by the clock, if it has set that."""
    days = sorted({days for days in rules.relaunch_working_days if days > 0})
    hours = sorted({timedelta(hours=hours) for hours in rules.urgent_relaunch_hours if hours > 0})
    companies = company_time(work, rules)
    if is_urgent and hours:
        return Pace((), tuple(zip(_NAMES[len(hours)], hours, strict=True)), rules.relaunch_at, companies)
    return Pace(tuple(zip(_NAMES[len(days)], days, strict=True)), (), rules.relaunch_at, companies)


CHASED = frozenset({"relaunched", "silent_at", "extended_at", "extended_by"})
"""Of the `follow_up` of a row: how far its request was chased."""


def asked_from(at: datetime, follow_up: Mapping[str, Any], *, back_on: date | None = None) -> Asked:
    """What the `follow_up` of a row says was done about its request, made at this instant."""
    silent_at, extended_at = (follow_up.get(name) for name in ("silent_at", "extended_at"))
    return Asked(
        at=at,
        relaunched=[
            Relaunch(Step(step), datetime.fromisoformat(left)) for step, left in follow_up.get("relaunched", ())
        ],
        told_silent_at=datetime.fromisoformat(silent_at) if silent_at else None,
        extended_at=datetime.fromisoformat(extended_at) if extended_at else None,
        back_on=back_on,
    )


def followed_up(follow_up: Mapping[str, Any], step: Step, *, now: datetime) -> dict[str, Any]:
    """The `follow_up` once this step was taken."""
    if step is Step.TELL_SILENT:
        return {**follow_up, "silent_at": now.isoformat()}
    return {**follow_up, "relaunched": [*follow_up.get("relaunched", ()), [step.value, now.isoformat()]]}


def extended(follow_up: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """The `follow_up` once a manager has asked for three days more."""
    return {**follow_up, "extended_at": now.isoformat()}


def next_letter(asked: Asked, pace: Pace) -> Step:
    """The letter that comes next, whenever it leaves: the last one, when all have left, or none was ever to."""
    done = _ORDER[asked.relaunched[-1].step] if asked.relaunched else -1
    return next((step for step, _ in (*pace.hours, *pace.days) if _ORDER[step] > done), Step.LAST)


def due_step(asked: Asked, pace: Pace, *, now: datetime) -> Step | None:
    """What is due about a request that nobody has answered."""
    next_one = coming(asked, pace, now=now)
    return next_one.step if next_one is not None and next_one.at <= now else None


def coming(asked: Asked, pace: Pace, *, now: datetime) -> Coming | None:
    """What comes next and when, from now on; none when the managers have the word, or when nothing is ever relaunched.

    One letter at a time: of relaunches that were missed while nothing ran only the newest leaves, and those after it
    keep their distance from it.
    """
    if asked.told_silent_at is not None:
        if asked.extended_at is None or asked.extended_at < asked.told_silent_at:
            return None
        return _once_more(asked.relaunched, asked.extended_at, pace, now)
    plan = _plan(asked, pace)
    if plan:
        at = _allowed(max(plan[0].at, now), pace)
        return Coming([step for step, planned in plan if planned <= at][-1], at)
    if not asked.relaunched:
        return None
    return Coming(Step.TELL_SILENT, max(silent_at(asked.relaunched[-1].at, pace), now))


def silent_at(relaunched_at: datetime, pace: Pace, *, days: int = PATIENCE_DAYS) -> datetime:
    """When the managers are told, if the last relaunch leaves at this instant: the next working day at the same hour.
    It is what P-05 says to the company."""
    if not pace.is_urgent:
        return pace.companies.same_hour_later(relaunched_at, days)
    local = relaunched_at.astimezone(pace.companies.zone)
    then = datetime.combine(local.date() + timedelta(days=days), time(local.hour, local.minute), pace.companies.zone)
    return then.astimezone(UTC)


def unreplaced_at(refused_at: datetime, work: WorkingTime, rules: Rules) -> datetime:
    """When the home is told that a company is gone, if none has taken its place until then (GAP-01, T-25)."""
    return work.same_hour_later(refused_at, rules.unreplaced_working_days)


def _once_more(relaunched: Sequence[Relaunch], extended_at: datetime, pace: Pace, now: datetime) -> Coming:
    # A manager has asked for it by hand: the company's absence is known to them.
    since = [each.at for each in relaunched if each.at >= extended_at]
    if not since:
        return Coming(Step.LAST, _allowed(max(extended_at, now), pace))
    return Coming(Step.TELL_SILENT, max(silent_at(since[-1], pace, days=EXTENSION_DAYS), now))


def _plan(asked: Asked, pace: Pace) -> list[Coming]:
    """The relaunches still to come, each so long after the one before as the agency has set."""
    last = asked.relaunched[-1] if asked.relaunched else Relaunch(Step.FIRST, asked.at)
    done = _ORDER[last.step] if asked.relaunched else -1
    if pace.is_urgent:
        past = max((after for step, after in pace.hours if _ORDER[step] <= done), default=timedelta())
        return [Coming(step, last.at + after - past) for step, after in pace.hours if _ORDER[step] > done]
    before = max((days for step, days in pace.days if _ORDER[step] <= done), default=0)
    pending = [(step, days - before) for step, days in pace.days if _ORDER[step] > done]
    if not pending:
        return []
    companies, soonest = pace.companies, pending[0][1]
    day = companies.days_later(last.at.astimezone(companies.zone).date(), soonest)
    if asked.back_on is not None and day <= asked.back_on:
        # They have the day of their return to read what is there.
        day = companies.next_working_day(asked.back_on)
    return [Coming(step, _on(companies.days_later(day, days - soonest), pace)) for step, days in pending]


def _on(day: date, pace: Pace) -> datetime:
    return datetime.combine(day, pace.at, pace.companies.zone).astimezone(UTC)


def _allowed(at: datetime, pace: Pace) -> datetime:
    return at if pace.is_urgent else pace.companies.opening(at)
