"""Reports that nobody answers, and reports that stand still: the managers are told, by the clock (S1-78, S1-84)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Event, Person, Report
from mailbot.vocabulary import Channel, EventKind, LetterKind, ReportStatus, Role
from mailbot.workflow.events import record
from mailbot.workflow.follow_up import case_of
from mailbot.workflow.journal_sight import SEEN_BY_OCCUPANTS
from mailbot.workflow.own_letters import given_name, write_to
from mailbot.workflow.portfolio import a_few
from mailbot.workflow.relaunches import may_be_asked_again
from mailbot.workflow.scene import Scene, set_scene
from mailbot.workflow.working_time import WorkingTime, working_time_of

MOST_ITEMS = 40
"""Reports in one letter; the oldest, since they have waited longest."""

# What a manager does on a report without answering it: looking things up, or what befell them.
_NO_ACTS = frozenset(
    {
        EventKind.LIST_ASKED,
        EventKind.ACT_REFUSED,
        EventKind.READING_FOUND_UNCLEAR,
        EventKind.ATTACHMENT_REFUSED,
        EventKind.MAIL_HELD_FOR_IDENTITY,
        EventKind.AUTOMATIC_REPLY_RECEIVED,
        EventKind.REPORT_LEFT_UNTREATED,
        EventKind.LETTER_BOUNCED,
        EventKind.COMPLAINT_RECEIVED,
        EventKind.ADDRESS_CORRECTED,
    }
)

Items = list[dict[str, Any]]


# -- Without a first answer -------------------------------------------------------------------------------------------


def working_day(profile: AgencyProfile, now: datetime) -> date | None:
    """Today, while the agency works."""
    return now.astimezone(profile.zone).date() if working_time_of(profile).is_open(now) else None


def has_untreated(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether a report has newly waited too long for its first answer."""
    work = working_time_of(profile)
    return bool(_newly_untreated(session, _waiting(session, agency, profile, work, now)))


def tell_of_untreated(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """G-23: to each manager with a report that is newly untreated, one letter with all that still wait for them."""
    work = working_time_of(profile)
    waiting = _waiting(session, agency, profile, work, now)
    told = {report.id for report in _newly_untreated(session, waiting)}
    readers: dict[int, tuple[Person, Items, Person | None]] = {}
    # What is new is never cut off by the length of the letter: it would not be told again.
    for report in sorted(waiting, key=lambda report: report.id not in told):
        scene = set_scene(session, report, now=now)
        if report.id in told:
            record(
                session, scene, EventKind.REPORT_LEFT_UNTREATED, actor=None, role=Role.UNKNOWN, now=now,
                details={"hours": profile.rules.idle_working_hours},
            )  # fmt: skip
        for person in scene.home.managers:
            _, items, _ = readers.setdefault(person.id, (person, [], _backup(scene, person)))
            items.append(_line(scene, person, len(items), "untreated") | {"is_new": report.id in told})
    for person, items, backup in readers.values():
        if any(item["is_new"] for item in items):
            facts = {"backup": backup.name if backup is not None else None, "given_name": given_name(person)}
            _write(session, agency, person, LetterKind.UNTREATED_REPORTS, facts, items, now=now)


def _newly_untreated(session: Session, waiting: Sequence[Report]) -> Sequence[Report]:
    told, since = _last(session, waiting, {EventKind.REPORT_LEFT_UNTREATED}), _since(session, waiting)
    return [report for report in waiting if told.get(report.id, _NEVER) < since[report.id]]


def _waiting(
    session: Session, agency: Agency, profile: AgencyProfile, work: WorkingTime, now: datetime
) -> Sequence[Report]:
    """The reports to be treated that no manager has touched for too many working hours, oldest first."""
    least = timedelta(hours=profile.rules.idle_working_hours)
    # Working time is never more than time: what came too lately needs no look.
    old_enough = session.scalars(
        select(Report)
        .where(
            Report.agency_id == agency.id, Report.status == ReportStatus.TODO, Report.created_at <= now - least
        )
        .order_by(Report.id)
    ).all()  # fmt: skip
    acts = _last(session, old_enough, frozenset(EventKind) - _NO_ACTS, by=Role.MANAGER)
    since = _since(session, old_enough)
    return [
        report
        for report in old_enough
        if acts.get(report.id, _NEVER) < since[report.id] and work.worked(since[report.id], now) >= least
    ]


_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _since(session: Session, reports: Sequence[Report]) -> Mapping[int, datetime]:
    """Since when each report waits: it came, or its author brought it back."""
    back = _last(session, reports, {EventKind.REPORT_REOPENED}, but=Role.MANAGER)
    return {report.id: max(report.created_at, back.get(report.id, report.created_at)) for report in reports}


# -- Standing still ---------------------------------------------------------------------------------------------------


def tell_of_dormant(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """G-20: to each manager, the open reports on which their tenants have seen nothing move; T-23 to whoever reported,
    where the agency chose so."""
    readers: dict[int, tuple[Person, Items]] = {}
    for report in _dormant(session, agency, now - timedelta(days=profile.rules.dormant_days)):
        scene = set_scene(session, report, now=now)
        case = case_of(session, report)
        record(
            session, scene, EventKind.REPORT_LEFT_DORMANT, actor=None, role=Role.UNKNOWN, now=now,
            details={"days": profile.rules.dormant_days, "dormant_news": profile.rules.dormant_news, "cases": [case]},
        )  # fmt: skip
        can_be_asked_again = bool(may_be_asked_again(session, report, profile, now=now))
        for person in scene.home.managers:
            _, items = readers.setdefault(person.id, (person, []))
            line = _line(scene, person, len(items), "dormant")
            if can_be_asked_again:
                line["pages"] = [*line["pages"], "relaunch"]
            items.append(line | {"band": case["band"], "last": case["last"]})
    for person, items in readers.values():
        facts = {"days": profile.rules.dormant_days}
        _write(session, agency, person, LetterKind.DORMANT_REPORTS, facts, items, now=now)


def _dormant(session: Session, agency: Agency, before: datetime) -> Sequence[Report]:
    found = session.scalars(
        select(Report)
        .where(
            Report.agency_id == agency.id,
            Report.status.in_([ReportStatus.TODO, ReportStatus.IN_PROGRESS]),
            Report.is_private.is_(False),
            Report.created_at <= before,
        )
        .order_by(Report.id)
    ).all()
    seen = _last(session, found, SEEN_BY_OCCUPANTS)
    return [report for report in found if seen.get(report.id, report.created_at) <= before]


# -- Both -------------------------------------------------------------------------------------------------------------


def _last(
    session: Session, reports: Sequence[Report], kinds: Iterable[EventKind], *, by: Role | None = None,
    but: Role | None = None,
) -> Mapping[int, datetime]:  # fmt: skip
    """When something of these kinds last happened, by report: done by one role, or by any but one."""
    last: dict[int, datetime] = {}
    for some in a_few([report.id for report in reports]):
        happened = select(Event.report_id, func.max(Event.at)).where(
            Event.report_id.in_(some), Event.kind.in_(list(kinds))
        )
        if by is not None:
            happened = happened.where(Event.actor_role == by)
        if but is not None:
            happened = happened.where(Event.actor_role != but)
        last |= {report_id or 0: at for report_id, at in session.execute(happened.group_by(Event.report_id))}
    return last


def _line(scene: Scene, person: Person, place: int, why: str) -> dict[str, Any]:
    """One numbered report of a list, with the pages that its buttons open, on this reader's own seat."""
    report = scene.report
    line: dict[str, Any] = {
        "code": f"A{place + 1}",
        "ref": report.ref,
        "why": why,
        "seat": scene.seats[person.id].id,
    }
    if report.is_private:
        return line | {"private": True, "pages": ["report"]}
    pages = {"untreated": ["canned:MT01", "report"], "dormant": ["canned:MT12", "close"]}
    told = {"object": report.object, "dwelling": scene.home.dwelling.name, "since": report.created_at.isoformat()}
    return line | told | {"pages": pages[why]}


def _backup(scene: Scene, person: Person) -> Person | None:
    """Who reads of it too because this one, who is in charge, is away."""
    in_charge, *others = scene.home.managers
    return others[0] if others and person.id == in_charge.id else None


def _write(
    session: Session, agency: Agency, person: Person, kind: LetterKind, facts: dict[str, Any],
    lines: Sequence[dict[str, Any]], *, now: datetime,
) -> None:  # fmt: skip
    """A letter whose lines can be answered by their codes (READING, `digest_items`)."""
    shown = [{name: value for name, value in line.items() if name != "is_new"} for line in lines[:MOST_ITEMS]]
    items = [
        {
            "code": line["code"], "about": "", "report": line["ref"],
            "title": " — ".join(part for part in (line.get("object"), line.get("dwelling")) if part),
        }
        for line in shown
    ]  # fmt: skip
    facts = facts | {"decisions": shown, "digest_items": items, "in_all": len(lines)}
    write_to(session, agency, person, Role.MANAGER, kind, facts, channel=Channel.DIGEST, now=now)
