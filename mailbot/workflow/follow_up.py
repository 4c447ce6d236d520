"""« Où en est-on ? »: answered from what was already public, without anybody's work (S1-02, S1-12, S1-15)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Dwelling, Event, Occupancy, Report
from mailbot.threads.participants import Seat
from mailbot.vocabulary import EventKind, LetterKind, ReportStatus, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.ahead import ahead_of
from mailbot.workflow.bands import band_of
from mailbot.workflow.events import record
from mailbot.workflow.households import homes_of_landlord, stands_on
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.journal_sight import SEEN_BY_OCCUPANTS, UNTOLD_TO_LANDLORDS, sight_in
from mailbot.workflow.occasions import Photo
from mailbot.workflow.quotes import awaited_of, may_know
from mailbot.workflow.scene import Scene

_MOST_CASES = 20


def tell_status(
    session: Session, scene: Scene, seat: Seat, *, everything: bool, words: str, already_passed_on: bool,
    now: datetime, mail_id: int | None = None, because: Spans = (), photos: tuple[Photo, ...] = (),
) -> None:  # fmt: skip
    """Answer a tenant who asks where things stand: this report, or with `everything` all those of their homes.

    `already_passed_on`: the managers have these words in another letter, since more than the question was said.
    """
    theirs = reports_of_tenant(session, seat.person.id, scene.profile, now=now) if everything else [scene.report]
    record(
        session, scene, EventKind.STATUS_ASKED, actor=seat.person, role=Role.TENANT, now=now, mail_id=mail_id,
        words=words, photos=photos, without=LetterKind.NEW_MESSAGE if already_passed_on else None,
        details=noted(because, cases=[case_of(session, report, asker_id=seat.person.id) for report in theirs]),
    )  # fmt: skip


def homes_told(session: Session, landlord_id: int, *, today: date) -> list[dict[str, Any]]:
    """Each of a landlord's homes with what is public of its reports, and with those that he reported himself: the open
    ones, and those closed within a month (S1-08). Nothing private, and nobody's name."""
    homes = []
    owned = homes_of_landlord(session, landlord_id, today=today)
    for dwelling in session.scalars(select(Dwelling).where(Dwelling.id.in_(owned)).order_by(Dwelling.key)):
        found = session.scalars(
            select(Report)
            .where(Report.dwelling_id == dwelling.id)
            .where(or_(Report.is_private.is_(False), Report.author_id == landlord_id))
            .order_by(Report.id.desc())
            .limit(_MOST_CASES)
        )
        shown = [report for report in found if report.closed_at is None or report.closed_at.date() >= today - _LATELY]
        cases = [case_of(session, report, role=Role.LANDLORD) for report in shown]
        homes.append({"dwelling": dwelling.name, "cases": cases})
    return homes


_LATELY = timedelta(days=30)


def reports_of_tenant(
    session: Session, person_id: int, profile: AgencyProfile, *, now: datetime
) -> list[Report]:  # fmt: skip
    """Those of a tenant's homes since they live there, open ones first: what was before is somebody else's (S1-06)."""
    today = now.astimezone(profile.zone).date()
    homes = session.scalars(
        select(Occupancy).where(Occupancy.person_id == person_id, stands_on(Occupancy, today)).order_by(Occupancy.id)
    )
    theirs: dict[int, Report] = {}
    for home in homes:
        wanted = select(Report).where(Report.dwelling_id == home.dwelling_id, Report.is_private.is_(False))
        found = session.scalars(wanted.order_by(Report.id.desc()).limit(10 * _MOST_CASES))
        theirs |= {r.id: r for r in found if r.created_at.astimezone(profile.zone).date() >= home.starts_on}
    return sorted(theirs.values(), key=lambda report: (report.status is ReportStatus.CLOSED, -report.id))[:_MOST_CASES]


def reports_of_home(
    session: Session, profile: AgencyProfile, person_id: int, dwelling_id: int, *, today: date
) -> list[Report]:
    """Those of the dwelling since this person lives there: what was before is somebody else's (S1-06). Open first."""
    since = living_since(session, person_id, dwelling_id, today=today)
    wanted = select(Report).where(Report.dwelling_id == dwelling_id, Report.is_private.is_(False))
    found = session.scalars(wanted.order_by(Report.id.desc()).limit(10 * _MOST_CASES)).all()
    theirs = [r for r in found if since is None or r.created_at.astimezone(profile.zone).date() >= since]
    theirs.sort(key=lambda report: report.status is ReportStatus.CLOSED)
    return theirs


def living_since(session: Session, person_id: int, dwelling_id: int, *, today: date) -> date | None:
    """The day on which somebody who lives there today came."""
    return session.scalars(
        select(Occupancy.starts_on).where(
            Occupancy.person_id == person_id, Occupancy.dwelling_id == dwelling_id, stands_on(Occupancy, today)
        )
    ).first()


def case_of(session: Session, report: Report, *, asker_id: int = 0, role: Role = Role.TENANT) -> dict[str, Any]:
    """Where a report stands, from what its occupants may see; for a landlord, what he may. Whoever asks is not told of
    their own question."""
    kinds = SEEN_BY_OCCUPANTS - UNTOLD_TO_LANDLORDS if role is Role.LANDLORD else SEEN_BY_OCCUPANTS
    lately = session.execute(
        select(Event.kind, Event.at, Event.facts)
        .where(Event.report_id == report.id, Event.kind.in_(sorted(kinds)), Event.actor_role != Role.LANDLORD)
        .where(Event.at >= report.created_at)
        .where(or_(Event.actor_id.is_(None), Event.actor_id != asker_id, Event.kind.not_in(_TALK)))
        .order_by(Event.id.desc())
        .limit(_MOST_HIDDEN)
    )
    last = next((each for each in lately if (sight := sight_in(each.facts)) is None or may_know(role, sight)), None)
    awaits = any(may_know(role, sight) for sight in awaited_of(session, report))
    zone = profile_of(session, session.get_one(Agency, report.agency_id)).zone
    band = band_of(report.status, role, awaits_quote=awaits, ahead=ahead_of(session, report), zone=zone)
    case: dict[str, Any] = {"ref": report.ref, "object": report.object, "band": band}
    return case if last is None else case | {"last": {"kind": last.kind.value, "at": last.at.isoformat()}}


_MOST_HIDDEN = 50
"""Events of quotes that are nobody else's business may stand in a row."""
_TALK = (EventKind.COMMENT_ADDED_BY_TENANT, EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT)
